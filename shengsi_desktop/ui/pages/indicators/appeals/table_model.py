"""The appeals as an item model, a row each. Loads and saves nothing."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from shengsi_desktop.domain import money
from shengsi_desktop.domain.appeals import STAGES
from shengsi_desktop.domain.words import Light, Role
from shengsi_desktop.rhythm.appeals import count_of, silence_words
from shengsi_desktop.rhythm.figures import day_words
from shengsi_desktop.ui.pages.indicators.appeals import words

if TYPE_CHECKING:
    from shengsi_desktop.domain.appeals import AppealRow

#: the AppealRow of a row
APPEAL_ROLE = Qt.ItemDataRole.UserRole + 1

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Column(IntEnum):
    """The columns from left to right."""

    NAME = 0
    AMOUNT = 1
    STAGE = 2
    CONTACT = 3
    LIGHT = 4


class AppealTable(QAbstractTableModel):
    """The appeals in the list's order; `year` is the plan's, whose days bear no year."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[AppealRow, ...] = ()
        self.year = 0

    def show(self, rows: tuple[AppealRow, ...], year: int) -> bool:
        """List them; False when the same ones stay and only what they say is new."""
        same = [row.item.id for row in rows] == [row.item.id for row in self.rows]
        if not same:
            self.beginResetModel()
        self.rows, self.year = rows, year
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(Column) - 1))
        return not same

    def row_of(self, item_id: str) -> int:
        """The row of an appeal, -1 when it is not there."""
        return next((place for place, row in enumerate(self.rows) if row.item.id == item_id), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """The appeals."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """As `Column`."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names; the amounts end at the right."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return words.COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section == Column.AMOUNT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell; the appeal itself."""
        row = self.rows[index.row()]
        if role == APPEAL_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, index.column())
        return None

    def cell(self, row: AppealRow, column: int) -> str:
        """What a cell says."""
        if column == Column.NAME:
            return row.item.title
        if column == Column.AMOUNT:
            return money.figure(row.amount, money.WAN) or words.NOTHING
        if column == Column.STAGE:
            return stage_words(row)
        if column == Column.CONTACT:
            return day_words(row.last_contact, self.year) if row.last_contact else words.NOTHING
        return light_words(row.item.standing.reading.light)

    def _tip(self, row: AppealRow, column: int) -> str:
        if column == Column.LIGHT:
            return row.item.standing.reading.reason
        if column == Column.AMOUNT:
            return money.words(row.amount, money.WAN)
        if column == Column.CONTACT and row.contacts:
            newest = row.contacts[0]
            return "：".join(part for part in (newest.with_whom, newest.words) if part)
        return row.content or row.sentence or row.item.title


def about(row: AppealRow) -> str:
    """Number, who leads where that is another unit, field, level and office: below the name."""
    ours = row.item.role in {Role.LEAD, Role.OWNER}
    lead = [] if ours else [row.item.lead or words.NO_LEAD]
    area = [row.area.label] if row.area else []
    level = "".join(part for part in (row.level.label if row.level else "",) if part)
    said = [row.item.number, *lead, *area, level, row.office]
    return words.DOT.join(part for part in said if part)


def stage_words(row: AppealRow) -> str:
    """«申报 2/4»."""
    if row.stage is None:
        return words.NOT_BEGUN
    return words.STAGE_OF.format(stage=row.stage.label, reached=count_of(row.stage), all=len(STAGES))


def silence_of(row: AppealRow) -> str:
    """«已5周未对接», where it is long ago."""
    return silence_words(row.last_contact, row.silent_weeks, row.stage) if row.last_contact else ""


def light_words(light: Light) -> str:
    """The light's word, short enough for its column."""
    return light.label
