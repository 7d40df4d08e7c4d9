"""The entry grid of one indicator and one year: 计划, 实际, 全省 by month, 同比 where last year is known.

Keeps what was just typed until the store has told of it; saves nothing itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from shengsi_desktop.rhythm.attainment import compares_directly
from shengsi_desktop.rhythm.typed_numbers import parse_number
from shengsi_desktop.ui.pages.indicators.alike import decimals
from shengsi_desktop.ui.pages.indicators.trend import words
from shengsi_desktop.ui.widgets.fields import written

if TYPE_CHECKING:
    from decimal import Decimal

    from shengsi_desktop.domain.indicators import IndicatorPoint, IndicatorStanding

#: the series that can be entered, from top to bottom, by the names of `services.indicators`
SERIES = ("planned", "value", "province")
MONTHS = 12
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class EntryModel(QAbstractTableModel):
    """Months are columns, series are rows."""

    #: (series, period, Decimal or None)
    typed = Signal(str, str, object)
    #: words that are no number
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._standing: IndicatorStanding | None = None
        self._year = 0
        self._points: dict[str, IndicatorPoint] = {}
        self._typed: dict[tuple[str, str], Decimal | None] = {}
        self._derived = False

    @property
    def has_change(self) -> bool:
        """Whether there is a row 同比."""
        return self._derived

    def show(self, standing: IndicatorStanding, year: int) -> None:
        """Show one year of one indicator; an open editor of the same grid stays open."""
        known = {point.period: point for point in standing.points}
        derived = any(self._change_in(known, year, month) is not None for month in range(1, MONTHS + 1))
        other = (
            self._standing is None
            or self._standing.indicator.id != standing.indicator.id
            or year != self._year
        )
        if other:
            self.beginResetModel()
            self._typed.clear()
        elif derived != self._derived:
            last = len(SERIES)
            if derived:
                self.beginInsertRows(QModelIndex(), last, last)
            else:
                self.beginRemoveRows(QModelIndex(), last, last)
        before, self._derived = self._derived, derived
        self._standing, self._year, self._points = standing, year, known
        self._typed = {
            (kind, period): value
            for (kind, period), value in self._typed.items()
            if getattr(known.get(period), kind, None) != value
        }
        if other:
            self.endResetModel()
            return
        if derived and not before:
            self.endInsertRows()
        elif before and not derived:
            self.endRemoveRows()
        self._tell()

    def forget_typed(self) -> None:
        """What was typed was not taken: show what the store holds."""
        self._typed.clear()
        self._tell()

    def period(self, month: int) -> str:
        """«2023-03»."""
        return f"{self._year}-{month:02d}"

    def value(self, kind: str, month: int) -> Decimal | None:
        """What a cell holds."""
        period = self.period(month)
        if (kind, period) in self._typed:
            return self._typed[kind, period]
        found: Decimal | None = getattr(self._points.get(period), kind, None)
        return found

    def change(self, month: int) -> Decimal | None:
        """同比: percent for a level, points for a rate; None where a year is unknown."""
        return self._change_in(self._points, self._year, month)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Three series, and 同比."""
        return 0 if parent.isValid() else len(SERIES) + self._derived

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Twelve months."""
        return 0 if parent.isValid() else MONTHS

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """同比 is derived."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.row() < len(SERIES) else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Months above, series at the left."""
        across = orientation == Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if across else _LEFT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if across:
            return words.MONTH.format(month=section + 1)
        if section < len(SERIES):
            return words.ROWS[SERIES[section]]
        return words.CHANGE_OF_RATE if self._is_rate() else words.CHANGE_OF

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The figure of a cell."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return None
        month = index.column() + 1
        if index.row() < len(SERIES):
            return self._figure(SERIES[index.row()], month, plain=role == Qt.ItemDataRole.EditRole)
        change = self.change(month)
        return "" if change is None else f"{change:+.1f}"

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a typed number and hand it on; what is none is refused and the old value stays."""
        if role != Qt.ItemDataRole.EditRole or index.row() >= len(SERIES):
            return False
        text = str(value).strip()
        number = parse_number(text) if text else None
        if text and number is None:
            self.refused.emit(text)
            return False
        kind, month = SERIES[index.row()], index.column() + 1
        if number == self.value(kind, month):
            return True
        self._typed[kind, self.period(month)] = number
        self._tell()
        self.typed.emit(kind, self.period(month), number)
        return True

    def _figure(self, kind: str, month: int, *, plain: bool) -> str:
        """As it was typed to edit it; else with as many decimals as the others of its row."""
        value = self.value(kind, month)
        if plain or value is None:
            return written(value)
        return f"{value:.{decimals(self.value(kind, one + 1) for one in range(MONTHS))}f}"

    def _change_in(self, points: dict[str, IndicatorPoint], year: int, month: int) -> Decimal | None:
        now = getattr(points.get(f"{year}-{month:02d}"), "value", None)
        last = getattr(points.get(f"{year - 1}-{month:02d}"), "value", None)
        if now is None or last is None:
            return None
        if self._is_rate():
            change: Decimal = now - last
            return change
        return (now / last - 1) * 100 if last else None

    def _is_rate(self) -> bool:
        return self._standing is not None and compares_directly(self._standing.indicator)

    def _tell(self) -> None:
        # all cells at once: a change of one cell alone would write over its open editor
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, MONTHS - 1))
