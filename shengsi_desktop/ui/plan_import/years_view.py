"""The lines of 与上年比对 as a table: this year's item, last year's, how far it came, and whether it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from shengsi_desktop.ui.plan_import import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.themed_items import ThemedLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.services.plan_years import YearItem, YearLine

_LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_TICK, _SORT, _AFTER, _BEFORE, _STATE, _SCORE = range(6)
_WIDTHS = {_TICK: 52, _SORT: 92, _STATE: 190, _SCORE: 60}
_HEIGHT = 32


class YearsView(QTreeWidget):
    """`ticked` when a line's tick was changed by the user."""

    #: likeness (0-100) from which a pair is ticked beforehand
    LIKELY = 75.0
    ticked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderLabels(list(words.YEARS_COLUMNS))
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(words.YEARS_TITLE)
        header = self.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(len(words.YEARS_COLUMNS)):
            wide = column in (_AFTER, _BEFORE)
            mode = QHeaderView.ResizeMode.Stretch if wide else QHeaderView.ResizeMode.Fixed
            header.setSectionResizeMode(column, mode)
            if not wide:
                header.resizeSection(column, current.px(_WIDTHS[column]))
        self.itemChanged.connect(lambda _row, _column: self.ticked.emit())

    def show_lines(self, lines: Sequence[YearLine]) -> None:
        """List them; confirmed and likely pairs are ticked."""
        self.blockSignals(True)
        self.clear()
        self.addTopLevelItems([self._row(line) for line in lines])
        self.blockSignals(False)

    def show_only(self, sort: str) -> None:
        """Lines of that sort alone; empty: all."""
        for row in self._rows():
            row.setHidden(bool(sort) and str(self.line(row).sort) != sort)

    def pairs(self) -> dict[str, str]:
        """What is to be kept: this year's id → last year's, empty where a confirmed one was unticked."""
        found = {}
        for row in self._rows():
            line = self.line(row)
            if line.before is None or line.after is None:
                continue
            on = row.checkState(_TICK) == Qt.CheckState.Checked
            if on != line.confirmed:
                found[line.after.id] = line.before.id if on else ""
        return found

    def line(self, row: QTreeWidgetItem) -> YearLine:
        """What a row stands for."""
        found: YearLine = row.data(_SORT, _LINE_ROLE)
        return found

    def row(self, number: str) -> QTreeWidgetItem:
        """The row of this year's item with that number."""
        return next(
            row
            for row in self._rows()
            if (after := self.line(row).after) is not None and after.number == number
        )

    def _rows(self) -> list[QTreeWidgetItem]:
        return [row for n in range(self.topLevelItemCount()) if (row := self.topLevelItem(n)) is not None]

    def _row(self, line: YearLine) -> QTreeWidgetItem:
        row = ThemedLine()
        row.setData(_SORT, _LINE_ROLE, line)
        paired = line.before is not None and line.after is not None
        texts = {
            _SORT: line.sort.label,
            _AFTER: _named(line.after),
            _BEFORE: _named(line.before),
            _STATE: line.before.state if line.before is not None else "",
            _SCORE: words.YEARS_SCORE.format(score=line.score) if paired else "",
        }
        for column, text in texts.items():
            row.setText(column, text)
            row.setToolTip(column, text)
            if column in (_STATE, _SCORE, _BEFORE):
                row.ink(column, "second")
        for column, item in ((_AFTER, line.after), (_BEFORE, line.before)):
            row.setToolTip(column, item.text if item is not None else "")
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if paired:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
            on = line.confirmed or line.score >= self.LIKELY
            row.setCheckState(_TICK, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        row.setFlags(flags)
        row.setSizeHint(_SORT, QSize(0, current.px(_HEIGHT)))
        return row


def _named(item: YearItem | None) -> str:
    return f"{item.number}　{item.title}" if item is not None else "—"
