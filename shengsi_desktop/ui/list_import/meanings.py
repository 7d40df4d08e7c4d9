"""What a column can be said to say, and the column map after a person has said it. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.lists import MONEY_FIELDS, ListField, ListKind
from shengsi_desktop.ui.list_import import words

if TYPE_CHECKING:
    from shengsi_desktop.domain.lists import ColumnMap, ListTable, MappedColumn

F = ListField
_FIRST = (F.NUMBER, F.CATEGORY, F.NAME)
_DUTIES = (F.LEAD, F.SUPPORT, F.OWNER, F.LEADER, F.SECTION, F.PERSON, F.PHONE)
_STANDING = (F.PROGRESS, F.DONE_NOW, F.PROBLEMS, F.PROBLEM_TYPE, F.NEXT_PLAN, F.REQUEST)
_OF_ITEMS = (
    F.NUMBER, F.CATEGORY, F.TASK, F.NAME, F.CONTENT, F.GOAL, *_DUTIES, F.DUE, F.ISLAND, F.MILESTONES,
    *_STANDING, F.RATE, F.SCHEDULE, F.REMARK,
)  # fmt: skip
#: what a list of each kind usually says, in the order in which it is offered
_USUAL = {
    ListKind.INDICATOR: (
        *_FIRST, F.GOAL, F.MEASURE, F.BASELINE, F.VALUE, F.PLANNED, F.YOY, F.PROVINCE, F.RANK, F.AS_OF,
        F.RATE, F.SCHEDULE, *_DUTIES, F.DIRECTION, F.CUMULATIVE, F.CADENCE, F.SOURCE, F.RELEASE, F.POINTS,
        F.CRITERIA, F.SCORE, F.CONTENT, F.PROGRESS, F.PROBLEMS, F.REMARK,
    ),
    ListKind.KEY_MEASURE: _OF_ITEMS,
    ListKind.REFORM: _OF_ITEMS,
    ListKind.PROJECT: (
        *_FIRST, F.CONTENT, F.BUILDER, F.NATURE, F.SITE, F.ISLAND, F.TOTAL, F.BEFORE, F.YEAR_PLAN,
        F.MONTH_DONE, F.YEAR_DONE, F.ALL_DONE, F.RATE, F.STAGE, F.START, F.FINISH, F.SPAN, F.MILESTONES,
        *_DUTIES, F.GOAL, F.DUE, *_STANDING, F.TASK, F.SCHEDULE, F.REMARK,
    ),
}  # fmt: skip
#: what says how far a thing is at one time, and so belongs to a week; of an indicator, to a month
_OF_A_WEEK = frozenset({
    F.PROGRESS, F.DONE_NOW, F.PROBLEMS, F.NEXT_PLAN, F.STAGE, F.MONTH_DONE, F.YEAR_DONE, F.ALL_DONE,
})  # fmt: skip
_OF_A_MONTH = frozenset({F.VALUE, F.PLANNED, F.PROVINCE, F.RANK})


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a column can say. `taken` False: it is not read at all; no `field`: kept as it is."""

    field: ListField | None = None
    period: str = ""
    taken: bool = True


KEEP, DROP = Meaning(), Meaning(taken=False)


def meaning_of(column: MappedColumn | None) -> Meaning:
    """What a column is taken to say; None: it is left out of the map."""
    return DROP if column is None else Meaning(column.field, column.period)


def offered(kind: ListKind, guessed: MappedColumn) -> tuple[tuple[Meaning, ...], tuple[Meaning, ...]]:
    """The meanings that a list of this kind usually has, the guess first where it is none of them; then the rest."""
    usual = _USUAL[kind]
    first = [KEEP, DROP]
    guess = meaning_of(guessed)
    if guess.period:
        first.append(guess)
    rest = tuple(Meaning(field) for field in ListField if field not in usual)
    return (*first, *(Meaning(field) for field in usual)), rest


def meaning_words(meaning: Meaning, kind: ListKind) -> str:
    """«牵头单位», «完成值（2023年3月）», «按原样保留», «不导入»."""
    if not meaning.taken:
        return words.DROP_COLUMN
    if meaning.field is None:
        return words.KEEP_COLUMN
    called = words.CALLED[kind] if meaning.field is F.NAME else meaning.field.label
    return words.OF_PERIOD.format(field=called, period=_period(meaning.period)) if meaning.period else called


def column_at(columns: ColumnMap, index: int) -> MappedColumn | None:
    """The column at that place, None where it is left out."""
    return next((one for one in columns.columns if one.index == index), None)


def with_meaning(columns: ColumnMap, guessed: MappedColumn, meaning: Meaning) -> ColumnMap:
    """The map after a person said what one column is; another that said the same gives it up."""
    others = tuple(one for one in columns.columns if one.index != guessed.index)
    if not meaning.taken:
        return replace(columns, columns=others)
    back = replace(columns, columns=tuple(sorted((*others, guessed), key=lambda one: one.index)))
    if meaning.period:
        return back
    return back.corrected(guessed.index, meaning.field)


def with_unit(columns: ColumnMap, indexes: frozenset[int], unit: str) -> ColumnMap:
    """The map after a person said what money these columns count in."""
    changed = tuple(replace(one, unit=unit) if one.index in indexes else one for one in columns.columns)
    return replace(columns, columns=changed)


def counts_money(column: MappedColumn | None, kind: ListKind) -> bool:
    """Whether a column holds sums of money, whose unit has to be known."""
    if column is None:
        return False
    planned = kind is ListKind.PROJECT and bool(column.period) and column.field is F.PLANNED
    return planned or column.field in MONEY_FIELDS


def without_unit(table: ListTable) -> frozenset[int]:
    """The columns whose sums of money say not what they are."""
    money = {one.index for one in table.columns.columns if counts_money(one, table.kind)}
    return frozenset(
        cell.column
        for row in table.rows
        for cell in row.cells
        if cell.column in money and cell.value and not cell.unit
    )


def asks_time(table: ListTable) -> bool:
    """Whether the table says how far things are, so that one has to say of which week or month that is."""
    of_indicators = table.kind is ListKind.INDICATOR
    wanted = _OF_A_MONTH if of_indicators else _OF_A_WEEK
    plain = {one.field for one in table.columns.columns if not one.period}
    return bool(plain & wanted) and not (of_indicators and F.AS_OF in plain)


def _period(period: str) -> str:
    year, _, month = period.rpartition("-")
    made = words.MONTH_OF_YEAR if year else words.MONTH_ALONE
    return made.format(year=year, month=int(month)) if month.isdigit() else period
