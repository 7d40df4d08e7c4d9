"""The lines of the preview as words: rows of the table, stored things that it lacks, lines not read. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.list_changes import Matched, RowState
from shengsi_desktop.domain.lists import MONEY_FIELDS, ListField, ListKind
from shengsi_desktop.rhythm.figures import plain
from shengsi_desktop.ui.list_import import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.domain.list_changes import ListPreview, RowChange
    from shengsi_desktop.domain.lists import CellProblem, ListRow, SkippedLine
    from shengsi_desktop.ui.list_import.choices import Choices

F = ListField
_FIGURES = {
    ListKind.INDICATOR: (F.GOAL, F.VALUE),
    ListKind.KEY_MEASURE: (F.GOAL, F.DUE),
    ListKind.REFORM: (F.GOAL, F.DUE),
    ListKind.PROJECT: (F.TOTAL, F.YEAR_PLAN, F.YEAR_DONE, F.STAGE),
}
_DUTIES = (F.LEAD, F.OWNER, F.SUPPORT)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the preview: what a row changes, or (`skipped`) a line that is no row."""

    change: RowChange | None = None
    skipped: SkippedLine | None = None

    @property
    def line(self) -> int:
        """The sheet's line, 0 for what the table lacks."""
        return self.change.line if self.change is not None else self.skipped.line if self.skipped else 0

    @property
    def key(self) -> tuple[int, str]:
        """What it is known by while it is compared again."""
        return self.line, self.change.target_id if self.change is not None and not self.line else ""

    @property
    def problems(self) -> tuple[CellProblem, ...]:
        """What is wrong or doubtful in it."""
        return self.change.problems if self.change is not None else ()

    @property
    def can_be_ticked(self) -> bool:
        """Whether a person decides on it."""
        states = (RowState.NEW, RowState.CHANGED, RowState.MISSING)
        return self.change is not None and self.change.state in states

    @property
    def doubtful(self) -> bool:
        """Whether it should be looked at though it can be stored."""
        change = self.change
        if change is None or change.state is RowState.BLOCKED:
            return False
        return bool(change.problems) or change.to_be_confirmed or change.matched is Matched.SIMILAR


def entries(preview: ListPreview) -> tuple[Entry, ...]:
    """Every row in the table's order, then what it lacks, then the lines that were not read."""
    rows = [Entry(change) for change in preview.changes]
    rows.sort(key=lambda one: (one.line == 0, one.line))
    return (*rows, *(Entry(skipped=one) for one in preview.table.skipped))


def state_words(entry: Entry) -> str:
    """新增, 有变化 …; the reason why a line was not read."""
    if entry.change is not None:
        return entry.change.state.label
    return entry.skipped.why if entry.skipped is not None else ""


def number_words(entry: Entry) -> str:
    """The row's own number."""
    row = entry.change.row if entry.change is not None else None
    return row.text(F.NUMBER) if row is not None else ""


def name_words(entry: Entry) -> str:
    """What the row is about."""
    if entry.change is None:
        return one_line(entry.skipped.text) if entry.skipped is not None else ""
    row = entry.change.row
    if row is None:
        return entry.change.target
    return one_line(row.text(F.NAME) or row.text(F.CONTENT)) or words.NO_NAME


def second_words(entry: Entry, choices: Choices) -> tuple[str, str]:
    """The small line below the name, and its colour: what is wrong, or what would change."""
    change = entry.change
    if change is None:
        return "", "second"
    if change.state is RowState.MISSING:
        dropped = choices.takes(change)
        return (words.DROPPED_HINT, "danger") if dropped else (words.MISSING_HINT, "second")
    if change.line in choices.skipped:
        if change.to_be_confirmed:
            return words.CONFIRM_HINT.format(target=change.target), "warn"
        return words.LEFT_OUT_HINT, "second"
    warned = [one.message for one in change.problems]
    if change.state is RowState.BLOCKED:
        return " ".join(warned), "danger"
    if change.matched is Matched.SIMILAR:
        warned.insert(0, words.MATCHED.format(target=change.target, why=change.matched.label))
    if warned:
        return " ".join(warned), "warn"
    if change.state is RowState.CHANGED:
        kept = choices.kept.get(change.line, set())
        labels = [one.label for one in change.changes if one.label not in kept]
        return (words.CHANGES_OF.format(labels="、".join(labels)) if labels else words.KEEP_OLD), "second"
    return "", "second"


def duty_words(entry: Entry) -> tuple[str, str]:
    """The units that answer, as the table names them: who leads, and the others."""
    row = entry.change.row if entry.change is not None else None
    said = _duties(row) if row is not None else []
    return "".join(said[:1]), "；".join(said[1:])


def figure_words(entry: Entry, kind: ListKind) -> tuple[str, str]:
    """What a list of this kind is looked at for: the target or the whole sum, and what goes with it."""
    row = entry.change.row if entry.change is not None else None
    if row is None:
        return "", ""
    said = [figure for field in _FIGURES[kind] if (figure := _figure(row, field))]
    return "".join(said[:1]), "，".join(said[1:])


def one_line(text: str) -> str:
    """Words of a cell without its line breaks."""
    return " ".join(text.split())


def named(names: Sequence[str], most: int) -> str:
    """The first names, and how many there are where not all are told."""
    told = "、".join(names[:most])
    return told if len(names) <= most else words.MORE_UNITS.format(names=told, count=len(names))


def _duties(row: ListRow) -> list[str]:
    said: list[str] = []
    for field in _DUTIES:
        cell = row.cell(field)
        if cell is not None:
            named_units = "、".join(cell.names) or one_line(cell.text)
            if named_units not in said:
                said.append(named_units)
    return said


def _figure(row: ListRow, field: ListField) -> str:
    cell = row.cell(field)
    if cell is None:
        return ""
    if field in MONEY_FIELDS:
        if cell.value is None:
            return ""
        return f"{words.SHORT_FIGURES[field]}{plain(cell.value)}{cell.unit}"
    return one_line(cell.text)
