"""Random histories of four machines: what people do, and what goes wrong between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from shengsi_desktop.domain.changes import ROW
from shengsi_desktop.store.state import is_tombstone, written_fields
from tests.store.state.machine import Machine, RowName, exchange

if TYPE_CHECKING:
    from shengsi_desktop.domain.changes import ChangeId

KEYED = (("report", "r1"), ("report", "r2"))
FIELDS = ("progress", "problems", "title")
DEEDS = (
    "create keyed",
    "create meeting",
    "create topic",
    "edit",
    "edit",
    "edit",
    "edit",
    "edit many",
    "load",
    "delete",
    "delete",
    "undelete",
    "edit and delete",
    "undo last",
    "undo last",
    "undo any",
    "redo",
    "redo",
    "purge",
    "receive all",
    "receive all",
    "receive some",
    "back up",
    "restore",
    "wrong clock",
)


@dataclass(frozen=True)
class Deed:
    """One thing that happens at machine `at`; `a`, `b`, `c` choose what it happens to."""

    at: int
    what: str
    a: int
    b: int
    c: int


deeds = st.builds(
    Deed,
    at=st.integers(0, 3),
    what=st.sampled_from(DEEDS),
    a=st.integers(0, 7),
    b=st.integers(0, 2),
    c=st.integers(0, 15),
)
histories = st.integers(1, 50).flatmap(lambda size: st.lists(deeds, min_size=size, max_size=size))


@dataclass
class World:
    """Four machines, the backups that were made of them and the editors open on them."""

    machines: list[Machine] = field(default_factory=lambda: [Machine(name) for name in "abcd"])
    backups: dict[int, tuple[dict[Any, Any], frozenset[ChangeId]]] = field(default_factory=dict)
    loaded: dict[tuple[int, RowName, str], list[ChangeId]] = field(default_factory=dict)
    undone: dict[int, list[str]] = field(default_factory=dict)
    done: dict[int, list[str]] = field(default_factory=dict)
    count: int = 0
    dead_rows_are_closed: bool = False

    def __post_init__(self) -> None:
        """All begin with the same report, meeting and topic."""
        first = self.machines[0]
        first.create(KEYED[0], {"progress": "开头"}, keyed=True)
        first.create(("meeting", "m"), {"title": "会商"})
        first.create(("topic", "t"), {"meeting_id": "m"})
        exchange(*self.machines)

    def play(self, history: list[Deed]) -> World:
        for deed in history:
            getattr(self, "_" + deed.what.replace(" ", "_"))(deed, self.machines[deed.at])
        return self

    def _row(self, deed: Deed, machine: Machine) -> RowName | None:
        names = sorted(
            name for name, row in machine.rows().items() if row.own_life or not self.dead_rows_are_closed
        )
        return names[deed.a % len(names)] if names else None

    def _text(self, deed: Deed) -> str:
        """Mostly new words, now and then the same ones as somebody else's."""
        self.count += 1
        return "同样的话" if deed.c == 0 else f"第{self.count}句"

    def _command(self, deed: Deed, machine: Machine) -> str:
        batch = machine.command()
        self.done.setdefault(deed.at, []).append(batch)
        return batch

    def _create_keyed(self, deed: Deed, machine: Machine) -> None:
        name = KEYED[deed.a % 2]
        if name not in machine.rows() or not machine.row(name).alive:
            fields = {FIELDS[deed.b]: self._text(deed)} if deed.c % 3 else {}
            machine.create(name, fields, self._command(deed, machine), keyed=True)

    def _create_meeting(self, deed: Deed, machine: Machine) -> None:
        batch = self._command(deed, machine)
        machine.create(("meeting", f"m-{batch}"), {"title": self._text(deed)}, batch)

    def _create_topic(self, deed: Deed, machine: Machine) -> None:
        meetings = sorted(name for name, row in machine.rows().items() if name[0] == "meeting" and row.alive)
        if meetings:
            batch = self._command(deed, machine)
            parent = meetings[deed.a % len(meetings)][1]
            machine.create(("topic", f"t-{batch}"), {"meeting_id": parent}, batch)

    def _load(self, deed: Deed, machine: Machine) -> None:
        """An editor is opened: what it writes later is written over what it saw then."""
        name = self._row(deed, machine)
        if name:
            found = [head.id for head in machine.heads(name, FIELDS[deed.b])]
            self.loaded[deed.at, name, FIELDS[deed.b]] = found

    def _edit(self, deed: Deed, machine: Machine) -> None:
        name = self._row(deed, machine)
        if name:
            what = FIELDS[deed.b]
            bases = self.loaded.get((deed.at, name, what), [head.id for head in machine.heads(name, what)])
            change = machine.write(name, what, self._text(deed), bases, self._command(deed, machine))
            if (deed.at, name, what) in self.loaded:
                self.loaded[deed.at, name, what] = [change.id]

    def _edit_many(self, deed: Deed, machine: Machine) -> None:
        name = self._row(deed, machine)
        if name:
            batch = self._command(deed, machine)
            for what in (FIELDS[0], FIELDS[deed.b], FIELDS[0]):
                machine.edit(name, what, self._text(deed), batch)

    def _delete(self, deed: Deed, machine: Machine) -> None:
        name = self._row(deed, machine)
        if name and machine.heads(name, ROW):
            machine.delete(name, self._command(deed, machine))

    def _edit_and_delete(self, deed: Deed, machine: Machine) -> None:
        name = self._row(deed, machine)
        if name and machine.heads(name, ROW):
            batch = self._command(deed, machine)
            machine.edit(name, FIELDS[deed.b], self._text(deed), batch)
            machine.delete(name, batch)

    def _undelete(self, deed: Deed, machine: Machine) -> None:
        stones = sorted(name for name in machine.rows() if any(map(is_tombstone, machine.heads(name, ROW))))
        if stones:
            name = stones[deed.a % len(stones)]
            machine.undelete(name, self._command(deed, machine))

    def _take_back(self, deed: Deed, batch: str) -> None:
        plan = self.machines[deed.at].take_back(batch)
        if not plan.empty:
            self.undone.setdefault(deed.at, []).append(plan.batch)

    def _undo_last(self, deed: Deed, machine: Machine) -> None:
        if self.done.get(deed.at):
            self._take_back(deed, self.done[deed.at].pop())

    def _undo_any(self, deed: Deed, machine: Machine) -> None:
        batches = sorted({change.batch for change in machine.changes})
        if batches:
            self._take_back(deed, batches[deed.c % len(batches)])

    def _redo(self, deed: Deed, machine: Machine) -> None:
        if self.undone.get(deed.at):
            plan = machine.take_back(self.undone[deed.at].pop())
            self.done.setdefault(deed.at, []).append(plan.batch)

    def _purge(self, deed: Deed, machine: Machine) -> None:
        name = self._row(deed, machine)
        what = FIELDS[deed.b]
        writers = [
            change.id
            for change in machine.changes
            if name == (change.entity, change.entity_id) and what in written_fields(change)
        ]
        if name and writers and deed.c < 5:
            machine.purge(name, what, [writers[deed.c % len(writers)]])

    def _receive_all(self, deed: Deed, machine: Machine) -> None:
        machine.receive(self.machines[deed.a % 4])

    def _receive_some(self, deed: Deed, machine: Machine) -> None:
        """A part of a package, in no order."""
        for number, change in enumerate(reversed(self.machines[deed.a % 4].changes)):
            if (number * 7 + deed.c) % 3:
                machine.known[change.id] = change

    def _back_up(self, deed: Deed, machine: Machine) -> None:
        self.backups[deed.at] = (dict(machine.known), machine.aside)

    def _restore(self, deed: Deed, machine: Machine) -> None:
        """An old copy is put back: it goes on under a new origin."""
        if deed.at in self.backups:
            known, aside = self.backups[deed.at]
            self.count += 1
            self.machines[deed.at] = Machine(
                f"{machine.origin[0]}{self.count}", known=dict(known), aside=aside
            )
            self.done.pop(deed.at, None)
            self.undone.pop(deed.at, None)
            self.loaded = {key: heads for key, heads in self.loaded.items() if key[0] != deed.at}

    def _wrong_clock(self, deed: Deed, machine: Machine) -> None:
        machine.clock = f"20{10 + deed.c}-01-01T00:00:00+08:00"
