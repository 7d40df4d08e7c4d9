"""The machines of this unit: their names, what they know, and what a package for them must hold.

What one machine knows travels with every package, of itself and of the others it has heard of; it only ever grows, so
the greater of two is the truth, whatever the clocks say.
"""

from __future__ import annotations

import json
import platform
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from shengsi_desktop.domain.syncing import MachineLine
from shengsi_desktop.store import log, origin
from shengsi_desktop.store.connection import plain_words, transaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from pathlib import Path

    from shengsi_desktop.exchange.sync_package import About, KnownMachine
    from shengsi_desktop.store.sessions import Store

#: what the user reads for this machine
HERE = "本机"
#: `at` of a machine that is no more in use: whatever others tell of it, packages are not made for it
RETIRED = "-"
_IN_USE = "at NOT IN ('', '-')"


class MachineNames:
    """What the user calls the machine of an origin: 本机, its host, else who wrote there."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._own = origin.of_this_machine() | {_own(connection)}
        self._told = {
            str(name): str(host or (f"{person}的电脑" if person else ""))
            for name, host, person in connection.execute("SELECT origin, host, person FROM machine")
        }

    def name(self, of: str) -> str:
        """«office-pc», «王晓的电脑», or the origin's first letters."""
        if self._told.get(of):
            return self._told[of]
        if of in self._own:
            return HERE
        found = self._connection.execute(
            "SELECT person FROM change WHERE origin = ? AND person <> '' LIMIT 1", (of,)
        ).fetchone()
        self._told[of] = f"{found[0]}的电脑" if found else f"编号{of[:8]}的电脑"
        return self._told[of]


def least_known(connection: sqlite3.Connection) -> dict[str, int]:
    """By origin the seq up to which no known machine lacks anything; empty where none is known."""
    known = [json.loads(row[0]) for row in connection.execute(f"SELECT knows FROM machine WHERE {_IN_USE}")]
    if not known:
        return {}
    return {name: min(one.get(name, 0) for one in known) for name in set().union(*known)}


def known(connection: sqlite3.Connection, folder: Path, person: str) -> tuple[KnownMachine, ...]:
    """What a package tells of machines: of this one first, then of the others."""
    from shengsi_desktop.exchange.sync_package import KnownMachine

    own = _own(connection)
    here = KnownMachine(
        own, platform.node(), person, log.vector(connection), datetime.now(UTC).isoformat(timespec="seconds")
    )
    former = [
        KnownMachine(name, platform.node(), person, {}, RETIRED)
        for name in sorted(origin.written_under(folder) - {own})
    ]
    others = [
        KnownMachine(name, host, who, json.loads(knows), at)
        for name, host, who, knows, at in connection.execute(
            "SELECT origin, host, person, knows, at FROM machine WHERE origin <> ? ORDER BY origin", (own,)
        )
    ]
    return (here, *former, *others)


def learn(connection: sqlite3.Connection, about: About) -> None:
    """Remember what a package tells of machines. Inside the transaction that takes it in."""
    own = _own(connection)
    for place, one in enumerate(about.machines):
        if one.origin != own:
            _learn_one(connection, one, of_itself=place == 0)


def forget(store: Store, name: str) -> None:
    """A machine is no more in use: packages are not made for it any more. Its name stays, for the history."""
    with store.writing() as connection, plain_words(), transaction(connection):
        connection.execute("UPDATE machine SET at = ? WHERE origin = ?", (RETIRED, name))


def lines(connection: sqlite3.Connection, person: str) -> tuple[MachineLine, ...]:
    """This machine first, then the others by what they lack."""
    own, held = _own(connection), log.vector(connection)
    found = []
    for name, host, who, knows, at in connection.execute(
        f"SELECT origin, host, person, knows, at FROM machine WHERE {_IN_USE} AND origin <> ?",
        (own,),
    ):
        told: dict[str, int] = json.loads(knows)
        found.append(
            MachineLine(
                name,
                host or (f"{who}的电脑" if who else f"编号{name[:8]}的电脑"),
                who,
                moment(at),
                _more(held, told),
                _more(told, held),
            )
        )
    found.sort(key=lambda one: (-one.lacks, one.name, one.origin))
    return (MachineLine(own, platform.node() or HERE, person, None, 0, 0, own=True), *found)


def moment(at: str) -> datetime | None:
    """A moment as written, in local time; None where it is none."""
    try:
        return datetime.fromisoformat(at).astimezone()
    except (ValueError, OverflowError, OSError):
        return None


def _learn_one(connection: sqlite3.Connection, one: KnownMachine, *, of_itself: bool) -> None:
    row = connection.execute("SELECT knows, at FROM machine WHERE origin = ?", (one.origin,)).fetchone()
    if row is None:
        connection.execute(
            "INSERT INTO machine (origin, host, person, knows, at) VALUES (?, ?, ?, ?, ?)",
            (one.origin, one.host, one.person, log.canonical(dict(one.knows)), one.at),
        )
        return
    knows = json.loads(row[0])
    for name, last in one.knows.items():
        knows[name] = max(last, knows.get(name, 0))
    at = RETIRED if not of_itself and RETIRED in (one.at, row[1]) else max(one.at, row[1].strip(RETIRED))
    connection.execute(
        "UPDATE machine SET host = ?, person = ?, knows = ?, at = ? WHERE origin = ?",
        (one.host, one.person, log.canonical(knows), at, one.origin),
    )


def _more(one: Mapping[str, int], other: Mapping[str, int]) -> int:
    """How many records `one` holds that `other` does not."""
    return sum(max(last - other.get(name, 0), 0) for name, last in one.items())


def _own(connection: sqlite3.Connection) -> str:
    found = connection.execute("SELECT value FROM local_setting WHERE key = ?", (origin.SETTING,)).fetchone()
    return str(found[0]) if found else ""
