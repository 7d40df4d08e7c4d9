"""The machines of this unit: their names, what they know, and what a package for them must hold.

What one machine knows travels with every package, of itself and of the others it has heard of. Its own newer word takes
the place of the older one, also where it knows less now, because an old copy of its store was put back; «newer» by its
own clock, and of itself also where that was ahead. Too little told costs a larger package, too much would leave it
without.
"""

from __future__ import annotations

import json
import platform
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from shengsi_desktop.domain.canonical import canonical
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.syncing import MachineLine
from shengsi_desktop.store import log, origin
from shengsi_desktop.store.connection import plain_words, transaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from shengsi_desktop.domain.exchange import Sender
    from shengsi_desktop.exchange.sync_package import About, KnownMachine
    from shengsi_desktop.store.sessions import Store

#: what the user reads for this machine
HERE = "本机"
#: before the moment of `at`: the machine goes on under another origin since then; told to all
LEFT = "-"
#: before the moment of `at`: no more in use, as the user of this machine says; its own later word is stronger
FORGOTTEN = "~"
_IN_USE = "at GLOB '[0-9]*'"
#: a clock that is further ahead than this has told wrong moments
_AHEAD = timedelta(days=1)
#: what its user calls this machine, in its settings; before an origin, what another one is called here
OWN_NAME, _CALLED = "machine_name", "machine_called/"
#: characters of a machine's name
LONGEST = 20
_LACKING = "lacking_files:"


class MachineNames:
    """What the user calls the machine of an origin: 本机, its name, else who wrote there; no two alike."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._own = origin.of_this_machine() | origin.own(connection)
        self._told = {
            str(name): str(host or (f"{person}的电脑" if person else ""))
            for name, host, person in connection.execute("SELECT origin, host, person FROM machine")
        }
        self._told |= _called(connection)
        in_use = {row[0] for row in connection.execute(f"SELECT origin FROM machine WHERE {_IN_USE}")}
        alike = Counter(self._told[name] for name in in_use if self._told.get(name))
        for name, told in self._told.items():
            # what a machine left behind was that machine, too
            if alike[told] > 1 and name in in_use:
                self._told[name] = f"{told}（{name[-4:]}）"

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


def lacking_files(connection: sqlite3.Connection) -> frozenset[str]:
    """The sums of the attachments that machines in use have told they miss."""
    rows = connection.execute(
        f"SELECT s.value FROM machine m JOIN local_setting s ON s.key = '{_LACKING}' || m.origin WHERE {_IN_USE}"
    )
    return frozenset(sum_ for (value,) in rows for sum_ in json.loads(value))


def known(connection: sqlite3.Connection, person: str, lacks: Iterable[str] = ()) -> tuple[KnownMachine, ...]:
    """What a package tells of machines: of this one first, with the attachments it misses, then of the others."""
    from shengsi_desktop.exchange.sync_package import KnownMachine

    own, host = _own(connection), own_name(connection)
    here = KnownMachine(
        own, host, person, log.vector(connection), datetime.now(UTC).isoformat(), tuple(lacks)
    )
    former = origin.former(connection)
    left = [KnownMachine(name, host, person, {}, f"{LEFT}{at}") for name, at in sorted(former.items())]
    others = [
        KnownMachine(
            name, host, who, json.loads(knows), at.removeprefix(FORGOTTEN), tuple(json.loads(lacking or "[]"))
        )
        for name, host, who, knows, at, lacking in connection.execute(
            "SELECT m.origin, m.host, m.person, m.knows, m.at, s.value FROM machine m"
            f" LEFT JOIN local_setting s ON s.key = '{_LACKING}' || m.origin"
            " WHERE m.origin <> ? ORDER BY m.origin",
            (own,),
        )
        if name not in former
    ]
    return (here, *left, *others)


def learn(connection: sqlite3.Connection, about: About) -> None:
    """Remember what a package tells of machines. Inside the transaction that takes it in."""
    own = _own(connection)
    for place, one in enumerate(about.machines):
        of_itself = place == 0
        left = origin.former(connection).get(one.origin)
        if left is not None and of_itself and _is_newer(one.at, left, of_itself=True):
            # a copy of this store's folder goes on under what this one has left
            origin.lives_elsewhere(connection, one.origin)
            left = None
        if one.origin != own and left is None:
            _learn_one(connection, one, of_itself=of_itself)


def not_here(connection: sqlite3.Connection, about: About) -> int:
    """How many records the package's maker has that are after the newest one here of their origin.

    Those missing before it are `log.gaps`. After the package was taken in it counts what that should have carried.
    """
    newest = dict(connection.execute("SELECT origin, max(seq) FROM change GROUP BY origin").fetchall())
    return sum(max(last - newest.get(name, 0), 0) for name, last in about.vector.items())


def forget(store: Store, name: str) -> None:
    """A machine is no more in use: packages are not made for it here. Its name stays, for the history."""
    with store.writing() as connection, plain_words(), transaction(connection):
        connection.execute(
            f"UPDATE machine SET at = '{FORGOTTEN}' || at WHERE origin = ? AND {_IN_USE}", (name,)
        )


def remember(connection: sqlite3.Connection, sender: Sender, made_at: str) -> None:
    """The name of the machine whose desk was handed over to this one; that it is still in use it tells itself."""
    from shengsi_desktop.exchange.sync_package import name_of

    connection.execute(
        "INSERT OR REPLACE INTO machine (origin, host, person, knows, at) VALUES (?, ?, ?, '{}', ?)",
        (sender.origin, name_of(sender.machine), name_of(sender.person), f"{FORGOTTEN}{made_at}"),
    )


def own_name(connection: sqlite3.Connection) -> str:
    """What this machine is called here and by the others: as its user says, else its host."""
    found = connection.execute("SELECT value FROM local_setting WHERE key = ?", (OWN_NAME,)).fetchone()
    return str(found[0]) if found and found[0] else platform.node()


def rename(store: Store, name: str, called: str) -> None:
    """Call the machine of this origin so: this one for all, by the next package; another one on this machine.

    Nothing but blanks: as it calls itself. Refused where it is too long.
    """
    called = " ".join(called.split())
    if len(called) > LONGEST:
        raise Refusal(f"电脑的名称最多{LONGEST}个字，没有改动。")
    with store.writing() as connection, plain_words(), transaction(connection):
        key = OWN_NAME if name == _own(connection) else f"{_CALLED}{name}"
        if called:
            connection.execute(
                "INSERT OR REPLACE INTO local_setting (key, value) VALUES (?, ?)", (key, called)
            )
        else:
            connection.execute("DELETE FROM local_setting WHERE key = ?", (key,))


def _called(connection: sqlite3.Connection) -> dict[str, str]:
    """By origin what the user of this machine calls another one."""
    rows = connection.execute(
        "SELECT key, value FROM local_setting WHERE key >= ? AND key < ?", (_CALLED, f"{_CALLED}\x7f")
    )
    return {str(key).removeprefix(_CALLED): str(value) for key, value in rows}


def lines(connection: sqlite3.Connection, person: str) -> tuple[MachineLine, ...]:
    """This machine first, then the others by what they lack."""
    own, held = _own(connection), log.vector(connection)
    names = MachineNames(connection)
    found = []
    for name, who, knows, at in connection.execute(
        f"SELECT origin, person, knows, at FROM machine WHERE {_IN_USE} AND origin <> ?",
        (own,),
    ):
        told: dict[str, int] = json.loads(knows)
        found.append(
            MachineLine(
                name,
                names.name(name),
                who,
                moment(at),
                _more(held, told),
                _more(told, held),
            )
        )
    found.sort(key=lambda one: (-one.lacks, one.name, one.origin))
    return (MachineLine(own, own_name(connection) or HERE, person, None, 0, 0, own=True), *found)


def moment(at: str) -> datetime | None:
    """A moment as written, in local time; None where it is none."""
    try:
        return datetime.fromisoformat(at).astimezone()
    except (ValueError, OverflowError, OSError):
        return None


def _learn_one(connection: sqlite3.Connection, one: KnownMachine, *, of_itself: bool) -> None:
    row = connection.execute("SELECT at FROM machine WHERE origin = ?", (one.origin,)).fetchone()
    if row is not None and not _is_newer(one.at, row[0], of_itself=of_itself):
        return
    at = one.at
    if _moment(at) is None:
        at = datetime.now(UTC).isoformat() if of_itself else ""
    connection.execute(
        "INSERT OR REPLACE INTO machine (origin, host, person, knows, at) VALUES (?, ?, ?, ?, ?)",
        (one.origin, one.host, one.person, canonical(dict(one.knows)), at),
    )
    connection.execute(
        "INSERT OR REPLACE INTO local_setting (key, value) VALUES (?, ?)",
        (f"{_LACKING}{one.origin}", json.dumps(one.lacks)),
    )


def _is_newer(told: str, had: str, *, of_itself: bool) -> bool:
    """Whether what is told at one moment takes the place of what was told at the other."""
    new, old = _moment(told), _moment(had)
    if new is None or old is None:
        return old is None and (of_itself or new is not None)
    if of_itself and old > datetime.now(UTC) + _AHEAD:
        return True
    return new > old or (new == old and told.startswith(LEFT))


def _moment(at: str) -> datetime | None:
    return moment(at.removeprefix(LEFT).removeprefix(FORGOTTEN))


def _more(one: Mapping[str, int], other: Mapping[str, int]) -> int:
    """How many records `one` holds that `other` does not."""
    return sum(max(last - other.get(name, 0), 0) for name, last in one.items())


def _own(connection: sqlite3.Connection) -> str:
    found = connection.execute("SELECT value FROM local_setting WHERE key = ?", (origin.SETTING,)).fetchone()
    return str(found[0]) if found else ""
