"""The entry grid of one series and one year: 计划, 实际, 全省 and the like by month, 同比 where last year is known.

Keeps what was just typed until the store has told of it; saves nothing itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from shengsi_desktop.domain.indicators import GoalState, PointStatus
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import Comparator
from shengsi_desktop.rhythm.derived import change_in_points, change_of
from shengsi_desktop.rhythm.targets import is_place
from shengsi_desktop.ui.pages.indicators.alike import decimals
from shengsi_desktop.ui.pages.indicators.grid import words as grid_words
from shengsi_desktop.ui.pages.indicators.grid.reading import read_figure
from shengsi_desktop.ui.pages.indicators.grid.series import Field
from shengsi_desktop.ui.pages.indicators.trend import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.fields import written

if TYPE_CHECKING:
    from decimal import Decimal

    from shengsi_desktop.domain.indicators import IndicatorPoint, IndicatorStanding

#: the row of the derived 同比; all others are fields of a point
CHANGE, STATE, RANK = "change", "state", "rank"
MONTHS = 12
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def rows_for(standing: IndicatorStanding, *, changes: bool) -> tuple[str, ...]:
    """Which rows a series has: a target of words a state, one of places (or what was entered so) the place."""
    indicator = standing.indicator
    derived = (CHANGE,) if changes else ()
    if indicator.item_id:
        return ("planned", "value", *derived)
    placed = any(is_place(one) for one in indicator.conditions) or any(
        point.rank for point in standing.points
    )
    if all(one.comparator is Comparator.WORDS for one in indicator.conditions):
        return (STATE, "value", "province", RANK, *derived)
    return ("planned", "value", "province", *((RANK,) if placed else ()), *derived)


def _rows_of(standing: IndicatorStanding, year: int) -> tuple[str, ...]:
    periods = [f"{year}-{month:02d}" for month in range(1, MONTHS + 1)]
    changes = any(change_of(standing.indicator, standing.points, period) is not None for period in periods)
    return rows_for(standing, changes=changes)


class EntryModel(QAbstractTableModel):
    """Months are columns, fields are rows."""

    #: (field, period, its value or None)
    typed = Signal(str, str, object)
    #: a sentence for the user
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._standing: IndicatorStanding | None = None
        self._year = 0
        self._rows: tuple[str, ...] = ()
        self._points: dict[str, IndicatorPoint] = {}
        self._typed: dict[tuple[str, str], Any] = {}

    @property
    def rows(self) -> tuple[str, ...]:
        """The fields shown, from top to bottom."""
        return self._rows

    @property
    def has_status(self) -> bool:
        """Whether any figure of the year is marked as 快报数 or 核定数."""
        return any(self.status(month) for month in range(1, MONTHS + 1))

    @property
    def has_history(self) -> bool:
        """Whether its figures are entered here: those of a deliverable come from the weeks."""
        return self._standing is not None and not self._standing.indicator.item_id

    @property
    def standing(self) -> IndicatorStanding | None:
        """The series whose cells these are, whatever is chosen elsewhere."""
        return self._standing

    def keeps_cells(self, standing: IndicatorStanding, year: int) -> bool:
        """Whether an open editor stays open when this is shown."""
        before, rows = self._standing, _rows_of(standing, year)
        other = before is None or before.indicator.id != standing.indicator.id or year != self._year
        return not other and (rows[: len(self._rows)] == self._rows or self._rows[: len(rows)] == rows)

    def show(self, standing: IndicatorStanding, year: int) -> None:
        """Show one year of one series; an open editor of the same grid stays open."""
        keeps, rows = self.keeps_cells(standing, year), _rows_of(standing, year)
        known = {point.period: point for point in standing.points}
        self._standing, self._points = standing, known
        if not keeps:
            self.beginResetModel()
            self._typed.clear()
            self._year, self._rows = year, rows
            self.endResetModel()
            return
        self._typed = {
            (field, period): value
            for (field, period), value in self._typed.items()
            if _held(known.get(period), field) != value
        }
        self._grow(rows)
        self._tell()

    def _grow(self, rows: tuple[str, ...]) -> None:
        """Rows come and go at the end alone."""
        had = len(self._rows)
        if len(rows) > had:
            self.beginInsertRows(QModelIndex(), had, len(rows) - 1)
            self._rows = rows
            self.endInsertRows()
        elif len(rows) < had:
            self.beginRemoveRows(QModelIndex(), len(rows), had - 1)
            self._rows = rows
            self.endRemoveRows()

    def forget_typed(self) -> None:
        """What was typed was not taken: show what the store holds."""
        self._typed.clear()
        if self._rows:
            self._tell()

    def period(self, month: int) -> str:
        """«2023-03»."""
        return f"{self._year}-{month:02d}"

    def value(self, field: str, month: int) -> Any:
        """What a cell holds: a Decimal, a place or a state; None for nothing."""
        period = self.period(month)
        if (field, period) in self._typed:
            return self._typed[field, period]
        return _held(self._points.get(period), field)

    def status(self, month: int) -> PointStatus:
        """How firm the figure of a month is; nothing where there is none."""
        point = self._points.get(self.period(month))
        return point.status if point is not None and point.value is not None else PointStatus.UNSAID

    def can_enter(self, row: int) -> bool:
        """Whether the cells of a row are typed here."""
        if not 0 <= row < len(self._rows) or self._standing is None:
            return False
        return self._rows[row] != CHANGE and not (
            self._standing.indicator.item_id and self._rows[row] == "value"
        )

    def why_closed(self, row: int) -> str:
        """Why nothing can be typed into the cells of a row, in a sentence."""
        field = self._rows[row] if 0 <= row < len(self._rows) else CHANGE
        return words.CLOSED_ROWS.get(field, words.CLOSED_ROWS[CHANGE])

    def fields_from(self, row: int) -> tuple[str, ...]:
        """The fields that a pasted block may fill from a row on, downwards."""
        found = []
        for at in range(row, len(self._rows)):
            if not self.can_enter(at) or self._rows[at] == STATE:
                break
            found.append(self._rows[at])
        return tuple(found)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """The fields, and 同比."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Twelve months."""
        return 0 if parent.isValid() else MONTHS

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """同比 is derived, and so is what is done of a deliverable; a state is picked from a menu."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.can_enter(index.row()) and self._rows[index.row()] != STATE:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Months above, fields at the left."""
        across = orientation == Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if across else _LEFT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if across:
            return words.MONTH.format(month=section + 1)
        field = self._rows[section]
        if field != CHANGE:
            return words.ROWS[field]
        in_points = self._standing is not None and change_in_points(self._standing.indicator)
        return words.CHANGE_OF_RATE if in_points else words.CHANGE_OF

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The figure of a cell."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT
        field, month = self._rows[index.row()], index.column() + 1
        if role == Qt.ItemDataRole.FontRole:
            return current.font(current.SECOND) if field == STATE else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return (self.status(month).label or None) if field == "value" else None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return None
        if field == STATE:
            state = self.value(field, month)
            return state.label if state else ""
        if field == CHANGE:
            return self._change(month)
        return self._figure(field, month, plain=role == Qt.ItemDataRole.EditRole)

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a typed number and hand it on; what is none is refused and the old value stays."""
        if role != Qt.ItemDataRole.EditRole or not self.can_enter(index.row()):
            return False
        text = str(value).strip()
        field, month = self._rows[index.row()], index.column() + 1
        try:
            taken = self._read(text, field) if text else None
        except Refusal as problem:
            self.refused.emit(grid_words.TYPED.format(reason=problem))
            return False
        if taken == self.value(field, month):
            return True
        self._typed[field, self.period(month)] = taken
        self._tell()
        self.typed.emit(field, self.period(month), taken)
        return True

    def _read(self, text: str, field: str) -> Any:
        """As the grid of all indicators reads it."""
        if self._standing is None:
            return None
        if field != STATE:
            return read_figure(text, Field(field), self._standing.indicator)
        state = _state(text)
        if state is None:
            raise Refusal(grid_words.NO_STATE.format(text=text[:20]))
        return state

    def _figure(self, field: str, month: int, *, plain: bool) -> str:
        """As it was typed to edit it; else with as many decimals as the others of its row."""
        value: Decimal | int | None = self.value(field, month)
        if value is None or isinstance(value, int):
            return "" if value is None else str(value)
        if plain:
            return written(value)
        return f"{value:.{decimals(self.value(field, one + 1) for one in range(MONTHS))}f}"

    def _change(self, month: int) -> str:
        if self._standing is None:
            return ""
        change = change_of(self._standing.indicator, self._points.values(), self.period(month))
        return "" if change is None else f"{change:+.1f}"

    def _tell(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, MONTHS - 1))


def _held(point: IndicatorPoint | None, field: str) -> Any:
    held = getattr(point, field, None)
    return None if held == "" else held


def _state(text: str) -> GoalState | None:
    return next((state for state in GoalState if state.label and text in (state.value, state.label)), None)
