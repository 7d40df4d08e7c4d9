"""The projects by 类别 as an item model: a heading row a category, a row a project. Loads and saves nothing."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from shengsi_desktop.domain import money
from shengsi_desktop.domain.projects import ProjectRow
from shengsi_desktop.rhythm.figures import day_words, percent_words
from shengsi_desktop.ui.pages.indicators.lists.table_model import ItemTable
from shengsi_desktop.ui.pages.indicators.projects import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.money import Money


class Column(IntEnum):
    """The columns from left to right."""

    NAME = 0
    TOTAL = 1
    PLAN = 2
    MONTH = 3
    DONE = 4
    RATE = 5
    WORDS = 6
    LIGHT = 7


MONEY = (Column.TOTAL, Column.PLAN, Column.MONTH, Column.DONE)


class ProjectTable(ItemTable[ProjectRow]):
    """Headings and projects in the list's order; without any category there are no headings."""

    columns = len(Column)
    at_right = frozenset(MONEY)

    def __init__(self) -> None:
        super().__init__()
        self._unit = money.WAN
        self._places: dict[int, int] = {}

    @property
    def unit(self) -> str:
        """What all sums are shown in."""
        return self._unit

    def show(self, projects: tuple[ProjectRow, ...], unit: str) -> bool:
        """List them in a unit; False when the same ones stay and only what they say is new."""
        rows: list[str | ProjectRow] = []
        categories = dict.fromkeys(one.facts.category for one in projects)
        for category in categories:
            if len(categories) > 1 or category:
                rows.append(category or words.NO_CATEGORY)
            rows += [one for one in projects if one.facts.category == category]
        other_unit = unit != self._unit
        self._unit = unit
        self._places = {
            column: money.places((sum_of(one, column) for one in projects), unit) for column in MONEY
        }
        others = self.hold(rows)
        if other_unit:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        return others

    def head(self, column: int) -> str:
        """The column's name, over sums with their unit."""
        name = words.COLUMNS[column]
        return words.IN_UNIT.format(name=name, unit=self._unit) if column in MONEY else name

    def cell(self, row: ProjectRow, column: int) -> str:
        """What a cell says."""
        if column in MONEY:
            return money.figure(sum_of(row, column), self._unit, self._places.get(column)) or words.NOTHING
        if column == Column.NAME:
            return row.facts.name
        if column == Column.RATE:
            rate = row.progress.year_rate
            return words.NOTHING if rate is None else percent_words(rate)
        return row.words if column == Column.WORDS else row.item.standing.reading.light.label

    def tip(self, row: ProjectRow, column: int) -> str:
        """The whole of what a cell has no room for, and where a figure is from."""
        progress = row.progress
        if column == Column.MONTH and progress.month_done is None and progress.year_done is not None:
            return words.MONTH_UNKNOWN
        if column in MONEY:
            return money.words(sum_of(row, column), self._unit)
        if column == Column.RATE and progress.year_rate is not None:
            said = words.RATE_TIP.format(
                done=money.words(progress.year_done, self._unit),
                plan=money.words(progress.year_plan, self._unit),
            )
            return said + (
                words.SCHEDULE_TIP.format(schedule=row.schedule) if row.schedule is not None else ""
            )
        if column == Column.WORDS:
            return "\n".join(filter(None, (row.words, next_words(row))))
        if column == Column.LIGHT:
            return row.item.standing.reading.reason
        return row.facts.content or row.facts.name


def sum_of(row: ProjectRow, column: int) -> Money | None:
    """The sum of a column of money."""
    progress = row.progress
    return {
        Column.TOTAL: row.facts.total,
        Column.PLAN: progress.year_plan,
        Column.MONTH: progress.month_done,
        Column.DONE: progress.year_done,
    }[Column(column)]


def own_unit(row: ProjectRow) -> str:
    """The unit that the project is shown in of itself."""
    return row.facts.money_unit if row.facts.money_unit in money.SHOWN_UNITS else money.WAN


def next_words(row: ProjectRow, shortened: Callable[[str, str], str] = lambda name, _rest: name) -> str:
    """«节点：主体结顶 8月4日»; empty where none is left.

    `shortened` gives the name as long as the rest leaves room: the day is never cut.
    """
    coming = row.next_milestone
    if coming is None:
        return ""
    due = day_words(coming.deliverable.due, int(row.progress.month[:4]))
    name = shortened(coming.deliverable.name, words.NEXT_MILESTONE.format(name="", due=due))
    return words.NEXT_MILESTONE.format(name=name, due=due)
