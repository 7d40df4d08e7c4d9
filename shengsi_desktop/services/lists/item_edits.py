"""What a row of 重点举措, 重点改革 or 重大项目 changes: the item, its line in the list, promises, owners, islands.

A cell that is empty, and a column that the table does not have, change nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.lists import DUTY_FIELDS, MONEY_FIELDS, CellProblem, ListField, ListKind
from shengsi_desktop.domain.naming import island_name
from shengsi_desktop.domain.projects import investment_id
from shengsi_desktop.services.lists import projects as list_projects
from shengsi_desktop.services.lists.deliverables import (
    PROMISES,
    Day,
    Line,
    Version,
    island_puts,
    promise_edits,
)
from shengsi_desktop.services.lists.duties import duty_edits
from shengsi_desktop.services.lists.edits import Edit, Put
from shengsi_desktop.services.lists.extras import Extras, column_labels
from shengsi_desktop.services.lists.following import (
    day_of,
    line_day,
    promised,
    stored_day,
    stored_due,
    stored_finish,
    stored_milestones,
    stored_terms,
)
from shengsi_desktop.services.lists.promises import Terms
from shengsi_desktop.services.lists.rows import (
    KINDS,
    flat,
    name_of,
    names_in,
    said,
    same_words,
    time_said,
    title_and_text,
)
from shengsi_desktop.sheets.lists.values import says_nothing
from shengsi_desktop.store.keys import list_entry_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shengsi_desktop.domain.lists import ListCell, ListRow, ListTable
    from shengsi_desktop.services.lists.duties import Directory
    from shengsi_desktop.services.lists.numbers import Number
    from shengsi_desktop.services.lists.stored import PlanFacts, StoredThing

F = ListField
#: the list's columns beside the item, by the field that says them
_ENTRY = {
    F.CATEGORY: "category", F.GOAL: "goal", F.LEADER: "leader", F.SECTION: "section", F.PERSON: "person",
    F.PHONE: "phone", F.REMARK: "remark",
}  # fmt: skip
#: what a week says, not the list; see `list_progress`
PROGRESS_FIELDS = frozenset({
    F.DONE_NOW, F.PROGRESS, F.PROBLEMS, F.NEXT_PLAN, F.STAGE, F.YEAR_DONE, F.MONTH_DONE, F.ALL_DONE,
})  # fmt: skip
_KNOWN = frozenset(_ENTRY) | DUTY_FIELDS | {F.NUMBER, F.NAME, F.CONTENT, F.DUE}
_KNOWN_OF_PROJECTS = frozenset(list_projects.FIELDS) | {F.SPAN, F.MILESTONES, F.PROBLEM_TYPE}


@dataclass(slots=True)
class ListContext:
    """What the rows of one table have in common. `islands`: every known name with the one that is shown."""

    table: ListTable
    plan: PlanFacts
    directory: Directory
    islands: Mapping[str, str] = field(default_factory=dict)
    labels: dict[int, str] = field(init=False)
    _tasks: dict[str, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.labels = column_labels(self.table)

    def task(self, words: str) -> str | None:
        """The plan's task that the words name, by its number or its title."""
        if words not in self._tasks:
            self._tasks[words] = _task(words, self.plan.tasks)
        return self._tasks[words]

    @property
    def kind(self) -> ListKind:
        """Which list it is."""
        return self.table.kind


class ItemEdits:
    """Makes the edits of one row. `kept` are labels whose stored words stay."""

    def __init__(
        self,
        context: ListContext,
        row: ListRow,
        thing: StoredThing | None,
        item_id: str,
        number: Number,
        kept: frozenset[str],
    ) -> None:
        """`thing` is the stored item, None for a new one, whose id is to be `item_id`."""
        self.context = context
        self.row = row
        self.thing = thing
        self.item_id = item_id
        self.number = number
        self.kept = kept if thing is not None else frozenset[str]()
        self.problems: list[CellProblem] = []
        #: columns that are kept somewhere else than as they are
        self.placed: set[int] = set()
        self._entry: dict[str, Any] = thing.entry if thing else {}
        self.name = self.content = self.goal = ""
        self._extras = Extras(thing.extras if thing else {}, context.labels, self.kept)

    def edits(self) -> list[Edit]:
        """Everything that the row changes, in the order in which a list has its columns."""
        found = [*self._numbered(), *self._words(), *self._listed()]
        day = self._due()
        found += self._due_edits(day)
        found += duty_edits(self.item_id, self.row, self.thing, self.context.directory, self.kept)
        plan, names = self.context.plan, self.context.islands
        line = Line(self.item_id, self.number.shown, plan.by_time, self.thing, self._islands(), names)
        if self.context.kind is ListKind.PROJECT:
            found += list_projects.project_edits(self, line, day)
        found += self._promised(line, day)
        found += self._tagged(line)
        found += self._extra_edits()
        return [edit for edit in found if edit.puts or edit.drops]

    def word(self, of: ListField, stored: str, label: str = "") -> str:
        """The words that hold after this row: the cell's, unless it says nothing new or the stored ones are kept."""
        new = time_said(self.row, of)
        return stored if not new or (label or of.label) in self.kept or same_words(new, stored) else new

    def entry_put(self, fields: Mapping[str, Any]) -> Put:
        """These fields of the item's line in its list."""
        return Put("list_entry", list_entry_id(self.item_id), fields, {"item_id": self.item_id})

    def _numbered(self) -> list[Edit]:
        number, thing = self.number, self.thing
        if thing is None:
            return []  # with the name
        if F.NUMBER.label in self.kept:
            return []
        puts: list[Put] = []
        if number.own and number.own != self._entry.get("number", ""):
            puts.append(self.entry_put({"number": number.own}))
        if number.shown != thing.row["number"]:
            puts.append(Put("item", self.item_id, {"number": number.shown}))
            for one in thing.deliverables:
                tail = one["number"].rpartition(".")[2] or str(one["ordinal"])
                puts.append(Put("deliverable", one["id"], {"number": f"{number.shown}.{tail}"}))
        before, after = self._entry.get("number") or thing.row["number"], number.own or number.shown
        if before == after:
            before, after = thing.row["number"], number.shown
        found = [Edit(F.NUMBER.label, before, after, tuple(puts))]
        if number.ordinal != thing.row["ordinal"]:
            found.append(Edit("", "", "", (Put("item", self.item_id, {"ordinal": number.ordinal}),)))
        return found

    def _words(self) -> list[Edit]:
        """Name and content; a new item is made here."""
        name, content = (self.thing.name, self.thing.content) if self.thing else ("", "")
        new_name = name_of(self.row)
        self.name = name if F.NAME.label in self.kept or same_words(new_name, name) else new_name
        self.content = self.word(F.CONTENT, content)
        title, text = title_and_text(self.name, self.content)
        if self.thing is None:
            fields = {
                "plan_id": self.context.plan.id, "kind": KINDS[self.context.kind].value, "title": title,
                "text": text, "number": self.number.shown, "ordinal": self.number.ordinal,
            }  # fmt: skip
            made = [Edit(F.NAME.label, "", self.name, (Put("item", self.item_id, fields),))]
            if self.number.own:
                made.append(
                    Edit(F.NUMBER.label, "", self.number.own, (self.entry_put({"number": self.number.own}),))
                )
            if self.content:
                made.append(
                    Edit(F.CONTENT.label, "", self.content, (Put("item", self.item_id, {"text": text}),))
                )
            return made
        if (self.name, self.content) == (name, content):
            return []
        row = self.thing.row
        put = Put("item", self.item_id, {
            n: v for n, v in (("title", title), ("text", text)) if v != row[n]
        })  # fmt: skip
        puts = (put,) if put.fields else ()
        found = []
        if self.name != name:
            found.append(Edit(F.NAME.label, name, self.name, puts))
        if self.content != content:
            found.append(Edit(F.CONTENT.label, content, self.content, puts))
        return found

    def _listed(self) -> list[Edit]:
        found = []
        for of, column in _ENTRY.items():
            stored = str(self._entry.get(column, ""))
            new = self.word(of, stored)
            if new != stored:
                found.append(Edit(of.label, stored, new, (self.entry_put({column: new}),)))
            if of is F.GOAL:
                self.goal = new
        return found

    def _due(self) -> Day:
        """The line's own day after this row; where its words name the same as before, the one that is stored."""
        year, thing = self.context.plan.year, self.thing
        due = stored_due(thing, year) if thing else None
        cell = self.row.cell(F.DUE)
        if cell is not None and said(self.row, F.DUE) and F.DUE.label not in self.kept:
            due = cell.day
        finish = stored_finish(thing) if thing else None
        cell = self.row.cell(F.FINISH) if self.context.kind is ListKind.PROJECT else None
        if cell is not None and said(self.row, F.FINISH) and F.FINISH.label not in self.kept:
            finish = cell.day
        new = line_day(due, finish, year)
        return day_of(thing) if thing is not None and stored_day(thing, year) == new else new

    def _due_edits(self, day: Day) -> list[Edit]:
        before = str(self._entry.get("due_words", ""))
        words = self.word(F.DUE, before)
        puts = [self.entry_put({"due_words": words})] if words != before else []
        fields = {"due": day.due, "due_is_default": day.is_default}
        row: Mapping[str, Any] = self.thing.row if self.thing else {}
        new = {name: value for name, value in fields.items() if row.get(name) != value}
        if new:
            puts.append(Put("item", self.item_id, new))
        label = F.DUE.label if words != before or (new and self.thing is not None) else ""
        if words == before and new and self.thing is not None:
            return [Edit(label, _day_words(row["due"]), _day_words(day.due), tuple(puts))]
        return [Edit(label, before, words, tuple(puts))]

    def _promised(self, line: Line, day: Day) -> list[Edit]:
        kind, year, thing = self.context.kind, self.context.plan.year, self.thing
        stored = stored_milestones(thing, kind) if thing else ""
        words = stored if F.MILESTONES.label in self.kept else self.word(F.MILESTONES, stored)
        terms = Terms(self.name, self.goal, self.content, words)
        new = Version(promised(terms, kind, year), day)
        old = Version(promised(stored_terms(thing, kind), kind, year), day_of(thing)) if thing else None
        if kind is not ListKind.PROJECT:
            self._extras.put(F.MILESTONES.label, words)
        return [] if PROMISES in self.kept else promise_edits(line, old, new)

    def _islands(self) -> tuple[str, ...]:
        """The islands that hold after this row, as the islands' table has them."""
        stored = self.thing.extras.get(F.ISLAND.label, "") if self.thing else ""
        return self._named(self.word(F.ISLAND, stored))

    def _named(self, words: str) -> tuple[str, ...]:
        known = self.context.islands
        return tuple(dict.fromkeys(island_name(one, known) or one for one in names_in(words)))

    def _tagged(self, line: Line) -> list[Edit]:
        stored = self.thing.extras.get(F.ISLAND.label, "") if self.thing else ""
        words = self.word(F.ISLAND, stored)
        if words == stored:
            return []
        puts: tuple[Put, ...] = ()
        drops: tuple[Any, ...] = ()
        if self.thing is not None:
            only = investment_id(self.item_id) if self.context.kind is ListKind.PROJECT else ""
            puts, drops = island_puts(self.thing, self._named(stored), line.islands, line.names, only=only)
        self._extras.put(F.ISLAND.label, words, *puts)
        return [Edit("", "", "", (), drops)]

    def _extra_edits(self) -> list[Edit]:
        """Columns that have no place of their own are kept as they are."""
        for cell in self.row.cells:
            if cell.column in self.placed or not self._is_extra(cell):
                continue
            if cell.field is not None and says_nothing(cell.text):
                continue
            puts: list[Put] = []
            if cell.field is F.TASK:
                puts = [Put("item", self.item_id, {"task_id": self.context.task(cell.text)})]
            self._extras.keep(cell, *puts, unread=self._has_place(cell.field))
        # one field holds them all: each edit writes it whole
        put = self.entry_put({"extras": self._extras.text})
        return [replace(one, puts=(put, *one.puts)) for one in self._extras.edits]

    def _has_place(self, of: ListField | None) -> bool:
        """True for a column whose words have a place of their own in such a list."""
        if of in (F.ISLAND, F.MILESTONES) or of in _KNOWN or of in PROGRESS_FIELDS:
            return True
        return self.context.kind is ListKind.PROJECT and of in _KNOWN_OF_PROJECTS

    def _is_extra(self, cell: ListCell) -> bool:
        of = cell.field
        if of is None or cell.period:
            return True  # a project's months have their own place where they can be told, see `placed`
        if of in DUTY_FIELDS:
            return not cell.names
        if not self._has_place(of):
            return True
        if of is F.SPAN:
            start = self.row.cell(F.START)
            return start is not None and start.column != cell.column
        # a sum that is none stays as the words it is
        return of in MONEY_FIELDS - PROGRESS_FIELDS and cell.value is None and bool(said(self.row, of))


def _task(words: str, tasks: Sequence[tuple[str, str, str]]) -> str | None:
    number = re.fullmatch(r"(?:任务|第)?\s*(\d{1,3}|保\d)\s*(?:项|[.、．].*)?", flat(words))
    title = re.sub(r"^\s*\d{1,3}\s*[.、．]\s*", "", words)
    for task_id, task_number, task_title in tasks:
        if same_words(task_title, title) or (number and number[1] == task_number):
            return task_id
    return None


def _day_words(day: str) -> str:
    found = date.fromisoformat(day) if day else None
    return f"{found.year}年{found.month}月{found.day}日" if found else ""
