"""The projects by 类别 as an item model: a heading row a category, a row a project. Loads and saves nothing."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from shengsi_desktop.domain import money
from shengsi_desktop.rhythm.figures import day_words, percent_words
from shengsi_desktop.ui.pages.indicators.projects import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.money import Money
    from shengsi_desktop.domain.projects import ProjectRow
    from shengsi_desktop.domain.words import Light

#: the ProjectRow of a row; None for a category
PROJECT_ROLE = Qt.ItemDataRole.UserRole + 1

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


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


class ProjectTable(QAbstractTableModel):
    """Headings and projects in the list's order; without any category there are no headings."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[str | ProjectRow] = []
        self._unit = money.WAN
        self._places: dict[int, int] = {}

    @property
    def projects(self) -> tuple[ProjectRow, ...]:
        """The projects."""
        return tuple(row for row in self._rows if not isinstance(row, str))

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
        same = [_key(row) for row in rows] == [_key(row) for row in self._rows]
        if not same:
            self.beginResetModel()
        other_unit = unit != self._unit
        self._rows, self._unit = rows, unit
        self._places = {
            column: money.places((sum_of(one, column) for one in projects), unit) for column in MONEY
        }
        if not same:
            self.endResetModel()
        if other_unit:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        if same and rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(Column) - 1))
        return not same

    def headings(self) -> list[int]:
        """The rows that are categories."""
        return [place for place, row in enumerate(self._rows) if isinstance(row, str)]

    def row_of(self, item_id: str) -> int:
        """The row of a project, -1 when it is not there."""
        for place, row in enumerate(self._rows):
            if not isinstance(row, str) and row.item.id == item_id:
                return place
        return -1

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Headings and projects."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """As `Column`."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Headings cannot be chosen; the keys pass over them."""
        if index.isValid() and isinstance(self._rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names; sums end at the right."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            name = words.COLUMNS[section]
            return words.IN_UNIT.format(name=name, unit=self._unit) if section in MONEY else name
        if role == Qt.ItemDataRole.TextAlignmentRole and section in MONEY:
            return _RIGHT
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell; the project itself."""
        row = self._rows[index.row()]
        if isinstance(row, str):
            return row if role == Qt.ItemDataRole.DisplayRole and index.column() == 0 else None
        if role == PROJECT_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tip(row, index.column(), self._unit)
        return None

    def cell(self, row: ProjectRow, column: int) -> str:
        """What a cell says."""
        if column in MONEY:
            return money.figure(sum_of(row, column), self._unit, self._places.get(column)) or words.NOTHING
        if column == Column.NAME:
            return row.facts.name
        if column == Column.RATE:
            rate = row.progress.year_rate
            return words.NOTHING if rate is None else percent_words(rate)
        return row.words if column == Column.WORDS else light_words(row.item.standing.reading.light)


def light_words(light: Light) -> str:
    """The light's word, short enough for its column."""
    return light.label


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


def _tip(row: ProjectRow, column: int, unit: str) -> str:
    progress = row.progress
    if column == Column.MONTH and progress.month_done is None and progress.year_done is not None:
        return words.MONTH_UNKNOWN
    if column in MONEY:
        return money.words(sum_of(row, column), unit)
    if column == Column.RATE and progress.year_rate is not None:
        said = words.RATE_TIP.format(
            done=money.words(progress.year_done, unit), plan=money.words(progress.year_plan, unit)
        )
        return said + (words.SCHEDULE_TIP.format(schedule=row.schedule) if row.schedule is not None else "")
    if column == Column.WORDS:
        return "\n".join(filter(None, (row.words, next_words(row))))
    if column == Column.LIGHT:
        return row.item.standing.reading.reason
    return row.facts.content or row.facts.name


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


def _key(row: str | ProjectRow) -> str:
    return row if isinstance(row, str) else row.item.id
