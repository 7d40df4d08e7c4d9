"""A table of a list set against what is stored: row by row what would change, before a person accepts it.

The same comparison is made again inside the command that takes it in.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shengsi_desktop.domain.identity import key
from shengsi_desktop.domain.list_changes import (
    FieldChange,
    ListChoices,
    ListPreview,
    Matched,
    RowChange,
    RowState,
)
from shengsi_desktop.domain.lists import DUTY_FIELDS, CellProblem, ListField, ListKind
from shengsi_desktop.domain.naming import island_names
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.plan.identity import indicator_id
from shengsi_desktop.services import facts, plan_units
from shengsi_desktop.services.drafting import commit_drafts
from shengsi_desktop.services.lists.duties import Directory, writer
from shengsi_desktop.services.lists.edits import Drop, Edit
from shengsi_desktop.services.lists.indicator_edits import IndicatorEdits, indicator_name
from shengsi_desktop.services.lists.item_edits import PROGRESS_FIELDS, ItemEdits, ListContext
from shengsi_desktop.services.lists.matching import Candidates, Match, matches
from shengsi_desktop.services.lists.measures import money_problems, money_unit_of
from shengsi_desktop.services.lists.numbers import Number, numbers
from shengsi_desktop.services.lists.progress import Progress, WeekFacts, week_facts
from shengsi_desktop.services.lists.reviving import deleted_among
from shengsi_desktop.services.lists.rows import KINDS, name_key, name_of, rows_of, said
from shengsi_desktop.services.lists.stored import StoredList, stored_list
from shengsi_desktop.store.keys import new_id
from shengsi_desktop.store.sessions import raw_connection

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlmodel import Session

    from shengsi_desktop.domain.lists import ListRow, ListTable
    from shengsi_desktop.services.lists.stored import StoredThing
    from shengsi_desktop.store.sessions import Store

_EVERYTHING = ListChoices()


def compare(store: Store, table: ListTable, choices: ListChoices = _EVERYTHING) -> ListPreview:
    """Return what taking the table in would change in the current plan.

    Every stored line is matched to one row at most: by number and name, by name, by number and a like name, else by
    likeness, which a person should look at. What is stored and not in the table is told as MISSING and stays unless
    its id is among `choices.dropped`. Raises `Refusal` where there is no plan, or a choice speaks of what is gone.
    """
    # what is being typed counts as it stands, also where it is not yet a change
    commit_drafts(store)
    with store.reading() as session:
        return Comparison(session, table, choices, store.setting("unit_id")).preview()


def _places(directory: Directory, islands: Mapping[str, str]) -> dict[str, str]:
    """Names of units and islands with the one that each is known by; a township is known by its island."""
    found = dict(islands)
    for unit in directory.units:
        one = islands.get(unit.stem, unit.stem) or unit.name
        found |= {name: one for name in (unit.stem, *unit.aliases, unit.name, unit.full_name) if name}
    return found


def preview_notes(preview: ListPreview) -> tuple[str, ...]:
    """Return sentences on the table as a whole that a person should read before accepting it."""
    table, found = preview.table, []
    year = preview.plan_year
    if table.year and year and table.year != year:
        found.append(f"表是{table.year}年的，当前方案是{year}年的《{preview.plan_title}》，请确认没有选错。")
    if not preview.choices.week and any(
        said(row, of) for row in table.rows for of in PROGRESS_FIELDS | {ListField.VALUE} if not row.blocked
    ):
        found.append("表里有进展和完成数，选定填报周次后才会记入。")
    return tuple(found)


@dataclass(slots=True)
class Comparison:
    """One comparison in an open session. `desk` is the unit whose store it is."""

    session: Session
    table: ListTable
    choices: ListChoices
    desk: str
    stored: StoredList = field(init=False)
    context: ListContext = field(init=False)
    rows: Sequence[ListRow] = field(init=False)
    found: dict[int, Match] = field(init=False)
    missing: list[StoredThing] = field(init=False)
    numbered: list[Number] = field(init=False)
    new_ids: dict[int, str] = field(init=False)
    deleted: frozenset[str] = field(init=False)
    week: WeekFacts | None = field(init=False)
    candidates: Candidates = field(init=False)
    _made: dict[int, list[Edit]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.stored = stored_list(self.session, self.table.kind)
        directory = Directory(*plan_units.known(self.session))
        islands = island_names(facts.places(self.session))
        self.context = ListContext(self.table, self.stored.plan, directory, islands)
        self.rows = rows_of(self.table)
        places = _places(directory, islands)
        self.found = matches(self.table.kind, self.rows, self.stored.things, self.choices.matches, places)
        taken = {match.thing.id for match in self.found.values()}
        self.missing = [thing for thing in self.stored.things if thing.id not in taken]
        self._require_missing()
        others = [thing for thing in self.missing if thing.id not in self.choices.dropped]
        held = frozenset(
            n
            for n, row in enumerate(self.rows)
            if row.line in self.choices.skipped or self._blocking(row) or self._keeps_number(row)
        )
        self.numbered = numbers(self.table.kind, self.rows, self.found, others, held)
        self.new_ids = self._ids()
        table = "indicator" if self.table.kind is ListKind.INDICATOR else "item"
        self.deleted = deleted_among(raw_connection(self.session), table, self.new_ids.values())
        self.week = self._week()
        sure = (Matched.NUMBER_AND_NAME, Matched.NAME)
        alike = [match.thing for match in self.found.values() if match.how not in sure]
        self.candidates = Candidates([*self.missing, *alike])

    def preview(self) -> ListPreview:
        """Everything that would change, whatever a person said of single fields."""
        changes = [self._row(n, row) for n, row in enumerate(self.rows)]
        changes += [
            RowChange(0, RowState.MISSING, None, target_id=thing.id, target=thing.shown)
            for thing in self.missing
        ]
        plan = self.stored.plan
        unknown = tuple(self.context.directory.unknown)
        return ListPreview(self.table, tuple(changes), plan.id, plan.title, unknown, self.choices, plan.year)

    def accepted(self) -> list[Edit]:
        """Return what is to be written: of the rows that were not left out, without what is kept."""
        found: list[Edit] = []
        for n, row in enumerate(self.rows):
            if row.line not in self.choices.skipped and not self._blocking(row):
                kept = frozenset(self.choices.kept.get(row.line, ()))
                found += self._edits(n, row, kept)[0] if kept or n not in self._made else self._made[n]
        table = "indicator" if self.table.kind is ListKind.INDICATOR else "item"
        dropped = [thing for thing in self.missing if thing.id in self.choices.dropped]
        return found + [Edit("", thing.shown, "", drops=(Drop(table, thing.id),)) for thing in dropped]

    def _keeps_number(self, row: ListRow) -> bool:
        return ListField.NUMBER.label in self.choices.kept.get(row.line, ())

    def _require_missing(self) -> None:
        gone = self.choices.dropped - {thing.id for thing in self.missing}
        if gone:
            raise Refusal(
                "要删除的有的已在新表里、有的已不在台账里，没有导入，原有数据没有改动。请重新核对后再导入。"
            )

    def _ids(self) -> dict[int, str]:
        """Return the ids of new things: they follow from the name, so that two desks that take one list agree."""
        taken = {thing.id for thing in self.stored.things}
        seen: dict[str, int] = defaultdict(int)
        ids: dict[int, str] = {}
        for n, row in enumerate(self.rows):
            if n in self.found:
                continue
            name = name_key(name_of(row), self.table.kind)
            while True:
                wanted = self._id(row, name, seen[name])
                seen[name] += 1
                if wanted not in taken:
                    break
            taken.add(wanted)
            ids[n] = wanted
        return ids

    def _id(self, row: ListRow, name: str, occurrence: int) -> str:
        plan = self.stored.plan.id
        if self.table.kind is not ListKind.INDICATOR:
            return key("list_item", plan, KINDS[self.table.kind].value, name, str(occurrence))
        if not occurrence:
            return indicator_id(plan, indicator_name(name_of(row)))
        return key("list_indicator", plan, name, str(occurrence)) if occurrence < len(self.rows) else new_id()

    def _week(self) -> WeekFacts | None:
        if not self.choices.week:
            return None
        week = facts.parsed_week(self.session, self.desk, self.choices.week)
        return week_facts(raw_connection(self.session), week, self.stored.plan.id)

    def _blocking(self, row: ListRow) -> tuple[CellProblem, ...]:
        """The problems that keep a row out; of a project also a sum that does not say in what."""
        own = tuple(problem for problem in row.problems if problem.blocking)
        return own or money_problems(row, self.table)

    def _row(self, n: int, row: ListRow) -> RowChange:
        match = self.found.get(n)
        target_id, target = (match.thing.id, match.thing.shown) if match else ("", "")
        how = match.how if match else Matched.NONE
        blocking = self._blocking(row)
        if blocking:
            problems = tuple(dict.fromkeys((*row.problems, *blocking)))
            return RowChange(row.line, RowState.BLOCKED, row, target_id, target, how, (), problems)
        edits, problems = self._edits(n, row, frozenset())
        self._made[n] = edits
        changes = tuple(FieldChange(edit.label, edit.before, edit.after) for edit in edits if edit.label)
        state = RowState.NEW if match is None else RowState.CHANGED if changes else RowState.SAME
        likely = how in (Matched.SIMILAR, Matched.NUMBER, Matched.PERSON) or match is None
        new_id = self.new_ids.get(n, "")
        if revived := new_id in self.deleted:
            problems = (*problems, CellProblem(row.line, -1, "曾删除，恢复：原来的细项和填报一并恢复。"))
        near = self.candidates.of(self.table.kind, row, match) if likely else ()
        return RowChange(
            row.line,
            state,
            row,
            target_id,
            target,
            how,
            changes,
            (*row.problems, *problems),
            near,
            new_id,
            revived,
        )

    def _edits(
        self, n: int, row: ListRow, kept: frozenset[str]
    ) -> tuple[list[Edit], tuple[CellProblem, ...]]:
        match = self.found.get(n)
        thing = match.thing if match else None
        row_id = thing.id if thing else self.new_ids[n]
        if self.table.kind is ListKind.INDICATOR:
            month = self.week.month if self.week else ""
            of_indicator = IndicatorEdits(self.context, row, thing, row_id, self.numbered[n], kept, month)
            return of_indicator.edits(), tuple(of_indicator.problems)
        of_item = ItemEdits(self.context, row, thing, row_id, self.numbered[n], kept)
        edits = of_item.edits()
        problems = [*of_item.problems, *self._taken_for(row)]
        if self.week is not None:
            progress = self._progress(row, thing, row_id, kept)
            edits += progress.edits(self.table.kind, self._unit_of_money(row, thing))
            problems += progress.problems
        return edits, tuple(problems)

    def _progress(
        self, row: ListRow, thing: StoredThing | None, row_id: str, kept: frozenset[str]
    ) -> Progress:
        assert self.week is not None
        unit = writer(row, thing, self.context.directory, self.desk)
        return Progress(self.week, row, row_id, unit, kept)

    def _unit_of_money(self, row: ListRow, thing: StoredThing | None) -> str:
        stored = thing.project.get("money_unit") if thing is not None else ""
        return str(stored or money_unit_of(row))

    def _taken_for(self, row: ListRow) -> list[CellProblem]:
        """Say which unit a name is taken to be that the directory has under another one."""
        found = []
        for cell in row.cells:
            for name in cell.names if cell.field in DUTY_FIELDS else ():
                unit = self.context.directory.taken_for.get(name)
                if unit is not None:
                    message = f"名录里没有“{name}”，按{unit.name}登记，请核对。"
                    found.append(CellProblem(row.line, cell.column, message))
        return list(dict.fromkeys(found))
