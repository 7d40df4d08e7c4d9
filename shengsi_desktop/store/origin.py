"""Who writes: the origin of a store on this machine, and how a restored, copied or moved one is noticed.

The last seq of each origin, its host and path stand in the user's configuration, outside the store; where
they disagree with the store, it goes on under a new origin.
"""

from __future__ import annotations

import json
import logging
import os
import platform
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from shengsi_desktop.store.keys import new_id

if TYPE_CHECKING:
    import sqlite3

SETTING = "origin"

_log = logging.getLogger(__name__)


def config_folder() -> Path:
    """The user's configuration; SHENGSI_CONFIG puts it elsewhere."""
    chosen = os.environ.get("SHENGSI_CONFIG")
    return Path(chosen) if chosen else platformdirs.user_config_path("shengsi-desktop", appauthor=False)


def settle(connection: sqlite3.Connection, folder: Path) -> str:
    """The origin under which this store goes on; a new one where the configuration disagrees.

    To be called inside a transaction.
    """
    found = connection.execute("SELECT value FROM local_setting WHERE key = ?", (SETTING,)).fetchone()
    if found and _agrees(found[0], last_seq(connection, found[0]), folder):
        return str(found[0])
    return renewed(connection)


def of_store(connection: sqlite3.Connection) -> str:
    """The origin that the store says it goes on under, whatever the configuration says; empty for none."""
    found = connection.execute("SELECT value FROM local_setting WHERE key = ?", (SETTING,)).fetchone()
    return str(found[0]) if found else ""


def renewed(connection: sqlite3.Connection) -> str:
    """A new origin, under which this store goes on. To be called inside a transaction."""
    origin = new_id()
    connection.execute("INSERT OR REPLACE INTO local_setting (key, value) VALUES (?, ?)", (SETTING, origin))
    return origin


def last_seq(connection: sqlite3.Connection, origin: str) -> int:
    """The greatest seq that the log holds of an origin, 0 for none."""
    (seq,) = connection.execute("SELECT max(seq) FROM change WHERE origin = ?", (origin,)).fetchone()
    return int(seq or 0)


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
