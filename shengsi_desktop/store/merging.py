"""A sync package taken in: records of other machines of the unit into the log, and the tables brought to them.

One transaction: whole, or refused with a sentence and not one row changed. The state is a function of the set of
records (`state`), so the order and doubling of what comes do not matter, and what is missing is told, not refused.
Afterwards it is one command on the undo stack (`brought`).

Decided here: a record is purged where a purge in the log names it, whichever side had it first; one that only came as
purged keeps its words, and that is told. Records of this store's own origin that
it has not got are its own lost ones, after a restore; it takes them in and goes on under a new origin. A value that
comes only later is purged where a purge of it was there before.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from shengsi_desktop.domain.changes import ROW, Change, ChangeId, FieldKey
from shengsi_desktop.store import (
    arriving,
    backup,
    brought,
    given_back,
    log,
    merged_documents,
    origin,
    purging,
    scrubbing,
    undo_stack,
)
from shengsi_desktop.store.connection import FILE_NAME, connect, plain_words, store_file, transaction
from shengsi_desktop.store.erasing import restore, unfounded
from shengsi_desktop.store.keys import new_id
from shengsi_desktop.store.placing import place, waiting
from shengsi_desktop.store.sessions import Rewriting
from shengsi_desktop.store.state import is_purge, written_keys
from shengsi_desktop.store.uncollected import without_collection

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping

    from shengsi_desktop.store.sessions import Store

Seen = TypeVar("Seen")

#: by id the row of the log of each record that was found to be as it was sealed
Rows = dict[ChangeId, tuple[Any, ...]]

#: records in memory at a time
_CHUNK = 2000
#: counts that run on by more than this at once were not counted
_LEAP = 10**12


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did. `batch` is empty where nothing came that was not here.

    `arrived` records were new, `known` were here, `aside` of those are set aside on this machine, `back` of those
    were brought back. `ranges` are the new ones and `gaps` what is missing before the newest, each by origin as
    (first, last). `waiting` rows are not shown, or not whole, until what they refer to comes. `uncleaned` backups may
    still hold what a purge names.
    """

    batch: str
    name: str
    arrived: int
    known: int
    aside: int
    back: int
    ranges: Mapping[str, tuple[tuple[int, int], ...]]
    gaps: Mapping[str, tuple[tuple[int, int], ...]]
    waiting: int
    documents: int
    purged: int
    #: came as purged, and keep their words, for no purge names them
    unfounded: int
    clock_warnings: tuple[str, ...]
    changed: frozenset[FieldKey]
    uncleaned: tuple[Path, ...] = ()
    #: fields that hold, in other records, what was purged now, or was purged and is brought back
    still: tuple[FieldKey, ...] = ()


def merge(
    store: Store,
    changes: Iterable[Change],
    documents: Iterable[tuple[str, Mapping[str, Any]]] = (),
    *,
    name: str = "收入同步包",
    hosts: Mapping[str, str] | None = None,
    bring_back: bool = False,
    covered: Mapping[str, int] | None = None,
    verified: Rows | None = None,
    note: Callable[[sqlite3.Connection, Merged], None] | None = None,
) -> Merged:
    """Take in records and documents (table, columns) as one command of that name, «收入同步包（来自…）».

    `hosts`: by origin the machine's name as the package tells. `bring_back`: what of the package was set aside on
    this machine counts as new; so does, by origin up to the seq that is `covered`, what was left out because it is
    known here. `verified`: as `rehearse` made it of these very changes. `note` writes down what else
    belongs to it, in the same transaction. Raises Refusal, with nothing changed, for what is damaged, of a newer
    program, or written twice under one number.
    """
    with without_collection(), store.rewriting() as work:
        merging = _Merging(work.connection, work.origin, hosts or {}, covered or {}, bring_back=bring_back)
        merging.verified = verified
        merged = _merged(work, merging, changes, documents, name)
        if note is not None:
            note(work.connection, merged)
    if merged.purged or merging.purges:
        merged = replace(merged, uncleaned=purging.clean(store).left)
    return merged


def rehearse(
    store: Store,
    changes: Iterable[Change],
    documents: Iterable[tuple[str, Mapping[str, Any]]],
    look: Callable[[sqlite3.Connection], Seen],
    *,
    hosts: Mapping[str, str] | None = None,
    bring_back: bool = False,
    covered: Mapping[str, int] | None = None,
    verified: Rows | None = None,
) -> tuple[Merged, Seen]:
    """What `merge` would do, and what `look` sees of the store then. It is done to a copy: whoever writes goes on.

    Into `verified` go the rows of the log that were made, so that `merge` need not make them again. Raises what
    `merge` raises.
    """
    with tempfile.TemporaryDirectory(prefix="shengsi-look-") as room, plain_words(), without_collection():
        copy = Path(room) / FILE_NAME
        backup.copy_database(store_file(store.folder), copy)
        with closing(connect(copy)) as connection:
            # it is thrown away: nothing of it has to last
            connection.execute("PRAGMA journal_mode = MEMORY")
            connection.execute("PRAGMA synchronous = OFF")
            work = Rewriting(connection, store.origin or origin.of_store(connection))
            merging = _Merging(connection, work.origin, hosts or {}, covered or {}, bring_back=bring_back)
            merging.verified = verified
            with transaction(connection):
                merged = _merged(work, merging, changes, documents, "")
                return merged, look(connection)


def _merged(
    work: Rewriting,
    merging: _Merging,
    changes: Iterable[Change],
    documents: Iterable[tuple[str, Mapping[str, Any]]],
    name: str,
) -> Merged:
    records = iter(changes)
    while chunk := list(islice(records, _CHUNK)):
        merging.take(chunk)
    merging.check_chains()
    merging.check_counts()
    if merging.renews_origin:
        origin.leave(work.connection, work.origin)
        work.origin = origin.renewed(work.connection)
    merged = merging.finish(name, work.origin, documents)
    work.changed = merged.changed
    return merged


@dataclass(slots=True)
class _Merging:
    connection: sqlite3.Connection
    own: str
    hosts: Mapping[str, str]
    covered: Mapping[str, int]
    bring_back: bool = field(kw_only=True)
    renews_origin: bool = False
    purges: bool = False
    verified: Rows | None = None
    machines: arriving.Machines = field(init=False)
    arrived: set[ChangeId] = field(default_factory=set)
    back: set[ChangeId] = field(default_factory=set)
    met: set[ChangeId] = field(default_factory=set)
    runs: list[tuple[str, int, int]] = field(default_factory=list)
    known: int = 0
    aside: int = 0
    purged: int = 0
    claimed: set[ChangeId] = field(default_factory=set)
    whole: dict[ChangeId, Change] = field(default_factory=dict)
    far: list[tuple[int, ChangeId, str]] = field(default_factory=list)
    rows: set[tuple[str, str]] = field(default_factory=set)
    changed: set[FieldKey] = field(default_factory=set)
    copies: set[FieldKey] = field(default_factory=set)
    clocks: dict[str, str] = field(default_factory=dict)
    persons: dict[str, str] = field(default_factory=dict)
    set_aside: frozenset[ChangeId] = field(init=False)
    near: int = field(init=False)
    greatest: int = field(init=False)

    def __post_init__(self) -> None:
        self.machines = arriving.Machines(self.connection, self.hosts)
        (known,) = self.connection.execute("SELECT max(lamport) FROM change").fetchone()
        self.greatest = int(known or 0)
        self.near = self.greatest + _LEAP
        self.set_aside = log.set_aside(self.connection)

    def take(self, chunk: list[Change]) -> None:
        """Verify and write down those records that are not here."""
        newer = next(filter(None, map(arriving.schema_refusal, chunk)), None)
        if newer:
            raise newer
        new: dict[ChangeId, tuple[Any, ...]] = {}
        here, bare = self._here(chunk)
        again: list[Change] = []
        for change in chunk:
            found = here.get(change.id)
            if found is None:
                new[change.id] = self._verified(change)
                here[change.id] = change.hash
                self._note(change)
            elif found != change.hash:
                own = change.id.origin == self.own
                raise arriving.forked(change.id, self.machines, change.person, own=own)
            else:
                again.append(change)
        log.append_rows(self.connection, new.values())
        self.arrived.update(new)
        for change in again:
            self._meet(change, bare=change.id in bare)

    def _verified(self, change: Change) -> tuple[Any, ...]:
        """The record as a row of the log; made once where it is looked at before it is taken in."""
        if self.verified is None:
            return arriving.verified(change, self.machines)
        row = self.verified.get(change.id)
        if row is None:
            row = self.verified[change.id] = arriving.verified(change, self.machines)
        return row

    def check_chains(self) -> None:
        """Where a record stands beside its neighbour, the one must name the other's hash."""
        self.runs = brought.runs(self.arrived)
        for name, first, last in self.runs:
            broken = self.connection.execute(
                "SELECT later.seq FROM change later JOIN change before"
                " ON before.origin = later.origin AND before.seq = later.seq - 1"
                " WHERE later.origin = ? AND later.seq BETWEEN ? AND ? AND later.prev_hash <> before.hash LIMIT 1",
                (name, first, last + 1),
            ).fetchone()
            if broken:
                raise arriving.unchained(
                    ChangeId(name, broken[0]), self.machines, self.persons.get(name, ""), own=name == self.own
                )

    def check_counts(self) -> None:
        """Lamports go on from the greatest one known; one that leaps could not be gone on from elsewhere."""
        known = self.greatest
        for lamport, name, person in sorted(self.far):
            if lamport - known > _LEAP:
                raise arriving.damaged(name, self.machines, "的次序号大得不合理", person)
            known = max(known, lamport)

    def finish(self, name: str, under: str, documents: Iterable[tuple[str, Mapping[str, Any]]]) -> Merged:
        """Bring the tables up to date and put the merge on the undo stack."""
        batch = new_id()
        self._meet_left_out()
        self.connection.executemany("DELETE FROM set_aside WHERE origin = ? AND seq = ?", self.back)
        for change in restore(self.connection, self.whole):
            self.rows.add((change.entity, change.entity_id))
            self.changed.update(written_keys(change))
        still = self._place() if self.rows else ()
        added = merged_documents.add(self.connection, documents, batch, bring_back=self.bring_back)
        self.changed |= added
        brought.note(
            self.connection, batch, brought.runs(self.arrived | self.back) if self.back else self.runs
        )
        if added and not (self.arrived or self.back):
            brought.note(self.connection, batch, [brought.NO_RECORDS])
        if self.arrived or self.back or added:
            undo_stack.add(self.connection, batch, name, under)
        else:
            batch = ""
        return Merged(
            batch=batch,
            name=name,
            arrived=len(self.arrived),
            known=self.known,
            aside=self.aside,
            back=len(self.back),
            ranges=_by_origin(self.runs),
            gaps=log.gaps(self.connection),
            waiting=len(waiting(self.connection)),
            documents=len(added),
            purged=self.purged,
            unfounded=unfounded(self.connection, self.claimed),
            clock_warnings=arriving.clock_warnings(self.clocks, self.persons, self.machines),
            changed=frozenset(self.changed),
            still=still,
        )

    def _place(self) -> tuple[FieldKey, ...]:
        """Bring the rows to what the log says; the fields that hold purged words after all."""
        placed = place(self.connection, self.rows)
        self.purged += placed.purged
        self.changed |= {FieldKey(*row, ROW) for row in placed.rows}
        if placed.purged or self.purges:
            purging.took_out(self.connection, placed.words)
        again = given_back.given_back(self.connection, self.copies)
        return tuple(sorted({*scrubbing.elsewhere(self.connection, placed.words), *again}))

    def _here(self, chunk: list[Change]) -> tuple[dict[ChangeId, str], set[ChangeId]]:
        """The hashes of those of these records that are in the log, and which of those hold less than was written."""
        found: dict[ChangeId, str] = {}
        bare: set[ChangeId] = set()
        by_origin: dict[str, list[int]] = defaultdict(list)
        for change in chunk:
            name = arriving.id_of_record(change, self.machines)
            by_origin[name.origin].append(name.seq)
        for machine, seqs in by_origin.items():
            for seq, hash_, purged in log.held(self.connection, machine, seqs):
                found[ChangeId(machine, seq)] = hash_
                if purged:
                    bare.add(ChangeId(machine, seq))
        return found, bare

    def _note(self, change: Change) -> None:
        """What a new record means for all that follows."""
        self.rows.add((change.entity, change.entity_id))
        self.changed.update(written_keys(change))
        self.purges |= is_purge(change)
        if given_back.copies(change):
            self.copies.update(written_keys(change))
        if change.lamport > self.near:
            self.far.append((change.lamport, change.id, change.person))
        elif change.lamport > self.greatest:
            self.greatest = change.lamport
        if change.id.origin == self.own:
            self.renews_origin = True
        if change.at > self.clocks.get(change.id.origin, ""):
            self.clocks[change.id.origin] = change.at
        if change.person:
            self.persons[change.id.origin] = change.person

    def _meet(self, change: Change, *, bare: bool) -> None:
        """A record that is here already."""
        self.known += 1
        if change.id in self.set_aside:
            self._meet_aside(change)
        if not change.salt and not bare:
            # a purge that names it, here or in the package, has its way where the row is placed
            self.claimed.add(change.id)
            self.rows.add((change.entity, change.entity_id))
            self.changed.update(written_keys(change))
        elif bare:
            arriving.verified(change, self.machines)
            self.whole[change.id] = change

    def _meet_aside(self, change: Change) -> None:
        if change.id in self.met:
            return
        self.met.add(change.id)
        if self.bring_back:
            self.back.add(change.id)
            self.rows.add((change.entity, change.entity_id))
            self.changed.update(written_keys(change))
        else:
            self.aside += 1

    def _meet_left_out(self) -> None:
        """A package says no more what its receiver knows; what that has set aside it says nevertheless."""
        left_out = {name for name in self.set_aside if name.seq <= self.covered.get(name.origin, 0)}
        for change in log.changes_named(self.connection, left_out - self.met):
            self._meet_aside(change)


def _by_origin(runs: Iterable[tuple[str, int, int]]) -> dict[str, tuple[tuple[int, int], ...]]:
    found: dict[str, tuple[tuple[int, int], ...]] = {}
    for name, first, last in runs:
        found[name] = (*found.get(name, ()), (first, last))
    return found
