"""Who writes: the origin of a store on this machine, and how a restored, copied or moved one is noticed.

The last seq of each origin, its host and path stand in the user's configuration, outside the store; where
they disagree with the store, it goes on under a new origin. The store itself keeps under which it was written before
and will not be again, so that the unit's other machines wait for nobody there.
"""

from __future__ import annotations

import json
import logging
import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from shengsi_desktop.store import log
from shengsi_desktop.store.connection import store_file
from shengsi_desktop.store.keys import new_id

if TYPE_CHECKING:
    import sqlite3

SETTING = "origin"
_FORMER, _PLACE = "former_origins", "origin_place"
#: what a store that came from another machine had left there
_ELSEWHERE = "left_elsewhere"

_log = logging.getLogger(__name__)


def config_folder() -> Path:
    """The user's configuration; SHENGSI_CONFIG puts it elsewhere."""
    chosen = os.environ.get("SHENGSI_CONFIG")
    return Path(chosen) if chosen else platformdirs.user_config_path("shengsi-desktop", appauthor=False)


def settle(connection: sqlite3.Connection, folder: Path) -> str:
    """The origin under which this store goes on; a new one where the configuration disagrees.

    To be called inside a transaction.
    """
    name = of_store(connection)
    if not name or not _agrees(name, log.last_seq(connection, name), folder):
        if not _was_here(connection, folder):
            _keep(connection, _ELSEWHERE, sorted(former(connection).keys() - written_under(folder)))
        elif name:
            leave(connection, name)
        name = renewed(connection)
    for left in written_under(folder) - {name}:
        leave(connection, left)
    _keep(connection, _PLACE, [platform.node(), str(folder.resolve())])
    return name


def of_store(connection: sqlite3.Connection) -> str:
    """The origin that the store says it goes on under, whatever the configuration says; empty for none."""
    found = connection.execute("SELECT value FROM local_setting WHERE key = ?", (SETTING,)).fetchone()
    return str(found[0]) if found else ""


def renewed(connection: sqlite3.Connection) -> str:
    """A new origin, under which this store goes on. To be called inside a transaction."""
    origin = new_id()
    connection.execute("INSERT OR REPLACE INTO local_setting (key, value) VALUES (?, ?)", (SETTING, origin))
    return origin


def former(connection: sqlite3.Connection) -> dict[str, str]:
    """The origins that this store was written under before, and nothing is any more; each with when it was left."""
    found = _kept(connection, _FORMER)
    return {str(name): str(at) for name, at in found.items()} if isinstance(found, dict) else {}


def own(connection: sqlite3.Connection) -> frozenset[str]:
    """Every origin that this store was written under on this machine: the present one, and those left by a restore.

    Not those of the machine that it came from, by a 移交包 or as a copy.
    """
    found = _kept(connection, _ELSEWHERE)
    elsewhere = found if isinstance(found, list) else []
    return frozenset({*former(connection), of_store(connection)}).difference(elsewhere) - {""}


def leave(connection: sqlite3.Connection, name: str) -> None:
    """This store is not written under that origin any more, nor is any other. Inside a transaction."""
    found = former(connection)
    if name not in found:
        _keep(connection, _FORMER, {**found, name: datetime.now(UTC).isoformat()})


def lives_elsewhere(connection: sqlite3.Connection, name: str) -> None:
    """Another store is written under that former origin of this one. Inside a transaction."""
    _keep(connection, _FORMER, {one: at for one, at in former(connection).items() if one != name})


def disown(name: str, folder: Path) -> None:
    """The origin is another store's: the configuration does not hold it for the one at this place any more."""
    if name in written_under(folder):
        try:
            _record_path(name).unlink(missing_ok=True)
        except OSError:
            _log.warning("the configuration could not be written: %s", name, exc_info=True)


def remember(origin: str, seq: int, folder: Path) -> None:
    """Put (origin, last seq, host, path) into the configuration.

    Failing to is no reason to refuse work: the next start then takes a new origin, which is safe.
    """
    path = _record_path(origin)
    record = {"seq": seq, "host": platform.node(), "path": str(folder.resolve())}
    temporary = path.with_suffix(".tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
        temporary.replace(path)
    except OSError:
        _log.warning("the configuration could not be written: %s", path, exc_info=True)


def written_under(folder: Path) -> frozenset[str]:
    """Every origin that a store at this place on this machine wrote under, as far as the configuration tells."""
    own = (platform.node(), str(folder.resolve()))
    return frozenset(name for name, *place in _records() if tuple(place) == own)


def of_this_machine() -> frozenset[str]:
    """Every origin that was ever written under on this machine."""
    return frozenset(name for name, host, _ in _records() if host == platform.node())


def _records() -> list[tuple[str, str, str]]:
    """Of each origin in the configuration: its name, host and path. What cannot be read is left out."""
    found = []
    try:
        paths = sorted((config_folder() / "origins").glob("*.json"))
    except OSError:
        return []
    for path in paths:
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
            found.append((path.stem, str(record["host"]), str(record["path"])))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return found


def _was_here(connection: sqlite3.Connection, folder: Path) -> bool:
    """Whether the store stood here when it was last written, or was moved from where it stood; else it is a copy."""
    match _kept(connection, _PLACE):
        case [str(host), str(path)] if host == platform.node():
            return path == str(folder.resolve()) or not store_file(Path(path)).exists()
    return False


def _kept(connection: sqlite3.Connection, key: str) -> object:
    found = connection.execute("SELECT value FROM local_setting WHERE key = ?", (key,)).fetchone()
    try:
        return json.loads(found[0]) if found else None
    except ValueError:
        return None


def _keep(connection: sqlite3.Connection, key: str, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False)
    connection.execute("INSERT OR REPLACE INTO local_setting (key, value) VALUES (?, ?)", (key, text))


def _agrees(origin: str, seq: int, folder: Path) -> bool:
    try:
        record = json.loads(_record_path(origin).read_text(encoding="utf-8"))
        return (
            int(record["seq"]) <= seq
            and record["host"] == platform.node()
            and record["path"] == str(folder.resolve())
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _record_path(origin: str) -> Path:
    return config_folder() / "origins" / f"{origin}.json"
