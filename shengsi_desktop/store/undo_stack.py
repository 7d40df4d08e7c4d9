"""The stack of this store's commands: which one is undone or redone next, and the writing of inverses.

What takes a command back is planned by `undo`; the stack lies in the table `batch`, so it survives a restart.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from shengsi_desktop.domain.changes import Change, ChangeId, FieldKey
from shengsi_desktop.store import brought, documents, log, setting_aside
from shengsi_desktop.store import origin as origins
from shengsi_desktop.store.keys import new_id
from shengsi_desktop.store.lineage import REVERTED, is_undo, turn_of, undo_id, undone_id
from shengsi_desktop.store.recording import Authorship, Note, head_ids, record
from shengsi_desktop.store.shapes import shapes
from shengsi_desktop.store.undo import Inverse, UndoPlan, undo_batch, value_to_write

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

#: how far back the stack is looked through
_DEPTH = 2000
#: in the machine's own settings: who set aside or brought back, by batch
_BY = "taken_back_by:"


class Signature(NamedTuple):
    """Whose command it is: the unit, and the person at the desk."""

    unit: str = ""
    person: str = ""


class Stacks(NamedTuple):
    """Batch ids, the next one last."""

    undo: list[str]
    redo: list[str]


class TakenBack(NamedTuple):
    """What an undo or redo did."""

    name: str
    left: int
    changed: frozenset[FieldKey]


def add(connection: sqlite3.Connection, batch: str, name: str, origin: str) -> None:
    """Put a command on the stack."""
    connection.execute(
        "INSERT INTO batch (id, ordinal, name, at, origin, undoes)"
        " VALUES (?, (SELECT coalesce(max(ordinal), 0) + 1 FROM batch), ?, ?, ?, ?)",
        (batch, name, datetime.now().astimezone().isoformat(), origin, undone_id(batch)),
    )


def stacks(connection: sqlite3.Connection, origin: str) -> Stacks:
    """What can be undone and redone, as the commands of this origin left it."""
    newest_first = connection.execute(
        # bounded by the ordinal: after a restore few commands of many are of this origin
        "SELECT id FROM batch WHERE origin = ? AND ordinal > (SELECT max(ordinal) FROM batch) - ?"
        " ORDER BY ordinal DESC",
        (origin, _DEPTH),
    ).fetchall()
    undo: list[str] = []
    redo: list[str] = []
    for (batch,) in reversed(newest_first):
        before = undone_id(batch)
        if before is None:
            undo.append(batch)
            redo.clear()
        elif is_undo(batch):
            _drop(undo, before)
            redo.append(batch)
        else:
            _drop(redo, before)
            undo.append(batch)
    return Stacks(undo, redo)


def next_undo_between(connection: sqlite3.Connection, origin: str) -> tuple[datetime | None, datetime | None]:
    """When the command was made that is undone next, and the one that was undone last; None where there is none."""
    there = stacks(connection, origin)
    batches = (there.undo[-1] if there.undo else "", there.redo[-1] if there.redo else "")
    return _made_at(connection, batches[0]), _made_at(connection, batches[1])


def _made_at(connection: sqlite3.Connection, batch: str) -> datetime | None:
    """When the command itself was made, of whatever turn of it."""
    found = connection.execute("SELECT at FROM batch WHERE id = ?", (batch.partition("~")[0],)).fetchone()
    return datetime.fromisoformat(found[0]) if found else None


def name_of(connection: sqlite3.Connection, batch: str) -> str:
    """The command's Chinese name; of an undo or redo, that of the command it is about."""
    found = connection.execute(
        "SELECT name FROM batch WHERE id = ? UNION ALL SELECT batch_name FROM change WHERE batch = ? LIMIT 1",
        (batch, batch),
    ).fetchone()
    return str(found[0]) if found else ""


def newest_turn(connection: sqlite3.Connection, batch: str) -> str | None:
    """The batch that stands for this command now: itself, or its last redo.

    None while it is undone, and where there is no such command, here or from another machine.
    """
    newest = _newest(connection, batch)
    return None if newest is None or is_undo(newest) else newest


def newest_undo(connection: sqlite3.Connection, batch: str) -> str | None:
    """The undo of this command that stands now; None where it is not undone, or changed nothing."""
    newest = _newest(connection, batch)
    return newest if newest is not None and is_undo(newest) else None


def _newest(connection: sqlite3.Connection, batch: str) -> str | None:
    root = batch.partition("~")[0]
    bounds = (root, f"{root}\x7f")
    rows = connection.execute(
        "SELECT id FROM batch WHERE id >= ? AND id < ?"
        " UNION SELECT batch FROM change WHERE batch >= ? AND batch < ?",
        (*bounds, *bounds),
    ).fetchall()
    return max((name for (name,) in rows), key=turn_of, default=None)


def rows_of(connection: sqlite3.Connection, batch: str) -> frozenset[tuple[str, str]]:
    """The rows that a command, its undos and redos touch, each as (entity, id)."""
    return frozenset(_rows_around(connection, batch))


def take_back(
    connection: sqlite3.Connection,
    batch: str,
    origin: str,
    keeping: frozenset[tuple[str, str]] = frozenset(),
    by: Signature = Signature(),  # noqa: B008 - a tuple
) -> TakenBack:
    """Undo a command, or redo where `batch` is an undo; the rows in `keeping` stay. Inside a transaction.

    `by` signs what is written, and what is only set aside or brought back, in this machine's own notes.
    """
    name = name_of(connection, batch)
    plan = _plan(connection, batch, origin, keeping)
    verb = "撤销" if is_undo(plan.batch) else "重做"
    add(connection, plan.batch, name, origin)
    author = Authorship(origin, plan.batch, f"{verb}：{name}", by.unit, by.person)
    changed = _write(connection, author, plan.inverses) if plan.inverses else frozenset[FieldKey]()
    left = len(plan.left)
    if plan.set_aside or plan.taken_back:
        done = setting_aside.apply(connection, plan.set_aside, plan.taken_back)
        changed |= done.changed
        left += done.left
        if brought.is_merge(connection, batch):
            brought.note(connection, plan.batch, brought.runs(done.set_aside))
    added = documents.of_batch(connection, batch)
    if plan.set_aside or plan.taken_back or (added and brought.is_merge(connection, batch)):
        _note_who(connection, plan.batch, by.person)
    if added:
        undoes = is_undo(plan.batch)
        kept = documents.built_upon(connection, added, batch) if undoes else frozenset()
        left += len(kept)
        going = [one for one in added if one not in kept]
        changed |= _take_documents_back(connection, batch, going, aside=undoes)
    return TakenBack(name, left, changed)


def revert(
    connection: sqlite3.Connection,
    batch: str,
    origin: str,
    keeping: frozenset[tuple[str, str]] = frozenset(),
    by: Signature = Signature(),  # noqa: B008 - a tuple
) -> TakenBack:
    """Write back what stood before a command of another machine, as a new command of this one: it travels.

    Nothing is written where nothing can be: `changed` is empty then. Inside a transaction.
    """
    name = name_of(connection, batch)
    inverses, left = reverting(connection, batch, origin, keeping)
    if not inverses:
        return TakenBack(name, left, frozenset())
    author = Authorship(origin, new_id(), f"{REVERTED}：{name}", by.unit, by.person)
    add(connection, author.batch, author.batch_name, origin)
    return TakenBack(name, left, _write(connection, author, inverses))


def reverting(
    connection: sqlite3.Connection,
    batch: str,
    origin: str,
    keeping: frozenset[tuple[str, str]] = frozenset(),
) -> tuple[list[Inverse], int]:
    """What `revert` would write, and how many fields went on since and would stay."""
    aside = log.set_aside(connection)
    rows = connection.execute(
        "SELECT entity, entity_id, origin FROM change WHERE batch = ?"
        " GROUP BY entity, entity_id, origin ORDER BY min(lamport)",
        (batch,),
    ).fetchall()
    own = {origin, *origins.own(connection)}
    plans, left = [], 0
    for entity, row_id, maker in rows:
        if (entity, row_id) in keeping or maker in own:
            continue
        # as that machine itself would take it back
        plan = undo_batch(log.changes_of_row(connection, entity, row_id), batch, maker, aside)
        left += len(plan.left)
        if any(_beside(connection, one) for one in plan.inverses):
            # what stood before would come up against another's words: that conflict is to be settled
            left += len(plan.inverses)
        else:
            plans.append(plan)
    return list(_joined(plans)), left


def _write(
    connection: sqlite3.Connection, author: Authorship, inverses: Sequence[Inverse]
) -> frozenset[FieldKey]:
    """The inverses as a command's changes; which fields they changed."""
    last = log.last_seq(connection, author.origin)
    written = [ChangeId(author.origin, last + place) for place in range(1, len(inverses) + 1)]
    notes = [Note(one.key, value_to_write(one, written), one.bases) for one in inverses]
    return record(connection, author, notes, list(_parents(connection, notes)), may_wait=True)


def _beside(connection: sqlite3.Connection, inverse: Inverse) -> bool:
    """Whether the field has other heads than those that the inverse takes the place of."""
    key = inverse.key
    heads = head_ids(connection, key.entity, key.entity_id).get(key.field, ())
    return not set(heads) <= set(inverse.bases)


def who_took_back(connection: sqlite3.Connection, batch: str) -> str:
    """Who it was that set changes aside, or brought them back, under this batch of this machine."""
    found = connection.execute("SELECT value FROM local_setting WHERE key = ?", (f"{_BY}{batch}",)).fetchone()
    return str(found[0]) if found else ""


def only_here(connection: sqlite3.Connection, batch: str) -> bool:
    """Whether this is an undo by which something was set aside on this machine alone."""
    return is_undo(batch) and is_noted(connection, batch)


def is_noted(connection: sqlite3.Connection, batch: str) -> bool:
    """Whether something was set aside on this machine alone, or brought back, under this batch."""
    noted = connection.execute("SELECT 1 FROM local_setting WHERE key = ?", (f"{_BY}{batch}",)).fetchone()
    return noted is not None


def _note_who(connection: sqlite3.Connection, batch: str, person: str) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO local_setting (key, value) VALUES (?, ?)", (f"{_BY}{batch}", person)
    )


def _take_documents_back(
    connection: sqlite3.Connection, batch: str, names: Sequence[documents.DocumentName], *, aside: bool
) -> frozenset[FieldKey]:
    """What another machine sent stands aside here alone; what was made here is taken back for the whole unit.

    What another unit took back of its own is its word, which an undo leaves unheard on this machine alone.
    """
    if aside:
        names = [*names, *documents.left_over(connection, names)]
    if brought.is_merge(connection, batch):
        return documents.set_aside(connection, names, aside=aside)
    theirs = [name for name in names if name.entity == "withdrawal"]
    ours = [name for name in names if name.entity != "withdrawal"]
    changed = documents.set_aside(connection, theirs, aside=aside)
    if aside:
        return changed | documents.withdraw(connection, ours)
    return changed | documents.bring_again(connection, ours)


def _plan(
    connection: sqlite3.Connection, batch: str, origin: str, keeping: frozenset[tuple[str, str]]
) -> UndoPlan:
    """How the batch is taken back. Rows do not touch each other in it, so each is planned alone: far quicker."""
    aside = log.set_aside(connection)
    if brought.is_merge(connection, batch):
        return brought.plan(connection, batch, aside, keeping)
    own = origins.own(connection)
    rows = connection.execute(
        "SELECT entity, entity_id FROM change WHERE batch = ? GROUP BY entity, entity_id ORDER BY min(lamport)",
        (batch,),
    ).fetchall()
    if not rows:
        around = [change for change in _changes_around(connection, batch) if _row_of(change) not in keeping]
        return undo_batch(around, batch, origin, aside, own) if around else _nothing(batch)
    rows = [row for row in rows if row not in keeping]
    if not rows:
        return _nothing(batch)
    plans = [undo_batch(log.changes_of_row(connection, *row), batch, origin, aside, own) for row in rows]
    return UndoPlan(
        inverses=tuple(_joined(plans)),
        left=tuple(key for plan in plans for key in plan.left),
        set_aside=frozenset().union(*(plan.set_aside for plan in plans)),
        taken_back=frozenset().union(*(plan.taken_back for plan in plans)),
        batch=plans[0].batch,
    )


def _nothing(batch: str) -> UndoPlan:
    """The command has had its turn, and all that it did stays."""
    return UndoPlan((), (), frozenset(), batch=undo_id(batch))


def _row_of(change: Change) -> tuple[str, str]:
    return change.entity, change.entity_id


def _joined(plans: Sequence[UndoPlan]) -> Iterator[Inverse]:
    """The inverses of all plans in a row; what one sees is counted from the first of all."""
    before = 0
    for plan in plans:
        for inverse in plan.inverses:
            yield replace(inverse, sees=tuple(before + place for place in inverse.sees))
        before += len(plan.inverses)


def _changes_around(connection: sqlite3.Connection, batch: str) -> Iterable[Change]:
    """Every change of every row that the command, its undos or redos touch."""
    rows = _rows_around(connection, batch)
    return [change for row in rows for change in log.changes_of_row(connection, *row)]


def _rows_around(connection: sqlite3.Connection, batch: str) -> list[tuple[str, str]]:
    root = batch.partition("~")[0]
    if brought.is_merge(connection, batch):
        return brought.rows_of(connection, batch)
    return connection.execute(
        "SELECT DISTINCT entity, entity_id FROM change WHERE batch >= ? AND batch < ?", (root, f"{root}\x7f")
    ).fetchall()


def _parents(connection: sqlite3.Connection, notes: Iterable[Note]) -> Iterator[tuple[str, str]]:
    """The rows that those to be changed are parts of now."""
    for entity, entity_id in dict.fromkeys((note.key.entity, note.key.entity_id) for note in notes):
        shape = shapes()[entity]
        row = shape.read(connection, entity_id) if shape.parent else None
        if shape.parent and row and row[shape.parent[0]]:
            yield (shape.parent[1], row[shape.parent[0]])


def _drop(stack: list[str], batch: str) -> None:
    if batch in stack:
        stack.remove(batch)
