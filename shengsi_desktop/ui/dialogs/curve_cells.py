"""The cells of a plan curve, a field a month; what is pasted from WPS fills them from the field it is pasted into."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from shengsi_desktop.rhythm.typed_numbers import parse_number
from shengsi_desktop.ui.pages.indicators.alike import decimals
from shengsi_desktop.ui.pages.indicators.block import BLANK, cells_of
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.fields import written
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QKeyEvent

_ACROSS = 6


class CurveCell(QLineEdit):
    """The plan by the end of one month."""

    #: several cells were pasted (their texts)
    block_pasted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "number")
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumWidth(current.px(64))

    @property
    def number(self) -> Decimal | None:
        """What is typed; None for nothing and for what is no number."""
        number = parse_number(self.text())
        # noughts behind it are there for the eye alone
        return None if number is None else Decimal(written(number))

    @property
    def is_wrong(self) -> bool:
        """Whether there are words that are no number."""
        return self.text().strip() not in BLANK and self.number is None

    def mark(self) -> None:
        """Show whether it can be kept."""
        if bool(self.property("trouble")) != self.is_wrong:
            self.setProperty("trouble", self.is_wrong)
            self.style().polish(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell a block from a figure."""
        if event.matches(QKeySequence.StandardKey.Paste):
            cells = [cell for line in cells_of(QGuiApplication.clipboard().text()) for cell in line]
            if len(cells) > 1:
                self.block_pasted.emit(cells)
                return
        super().keyPressEvent(event)


class CurveCells(QWidget):
    """Six across."""

    #: a figure was typed, pasted or drawn
    changed = Signal()
    #: more was pasted than there are months left (how many too many)
    overflowed = Signal(int)

    def __init__(self, months: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells: dict[str, CurveCell] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for place, (period, word) in enumerate(months):
            row, column = divmod(place, _ACROSS)
            grid.addWidget(label(word, "second"), 2 * row, column, Qt.AlignmentFlag.AlignRight)
            cell = CurveCell(self)
            cell.setAccessibleName(word)
            cell.textChanged.connect(lambda _text, cell=cell: self._typed(cell))
            cell.block_pasted.connect(lambda cells, place=place: self._paste(place, cells))
            grid.addWidget(cell, 2 * row + 1, column)
            self.cells[period] = cell

    @property
    def points(self) -> dict[str, Decimal]:
        """The months that have a number."""
        return {period: cell.number for period, cell in self.cells.items() if cell.number is not None}

    @property
    def wrong(self) -> str:
        """The first text that is no number; empty where all are."""
        return next((cell.text() for cell in self.cells.values() if cell.is_wrong), "")

    def show_points(self, points: Mapping[str, Decimal]) -> None:
        """Show these instead of what stands there, with equally many decimals."""
        alike = decimals(points.values())
        for period, cell in self.cells.items():
            value = points.get(period)
            cell.setText("" if value is None else f"{value:.{alike}f}")
            cell.setCursorPosition(0)

    def _typed(self, cell: CurveCell) -> None:
        cell.mark()
        self.changed.emit()

    def _paste(self, place: int, texts: Sequence[str]) -> None:
        cells = list(self.cells.values())[place:]
        for cell, text in zip(cells, texts, strict=False):
            cell.setText("" if text in BLANK else text)
        if len(texts) > len(cells):
            self.overflowed.emit(len(texts) - len(cells))
