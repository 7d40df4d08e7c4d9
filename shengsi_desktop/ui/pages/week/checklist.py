"""上周计划完成情况: each line of last week's plan with how far it came. Saves nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shengsi_desktop.domain.words import PlanMark
from shengsi_desktop.ui.pages.week import words
from shengsi_desktop.ui.widgets.buttons import Segmented
from shengsi_desktop.ui.widgets.containers import Card
from shengsi_desktop.ui.widgets.tab_order import follow
from shengsi_desktop.ui.widgets.text import SectionLabel, label

if TYPE_CHECKING:
    from shengsi_desktop.domain.item_detail import PlanLine

_CHOICES = tuple((mark, mark.label) for mark in PlanMark)


class PlanLineRow(QWidget):
    """One line and its four answers."""

    #: (PlanLine, PlanMark or None)
    marked = Signal(object, object)

    def __init__(self, line: PlanLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = line
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        column = QVBoxLayout()
        column.setSpacing(0)
        self._words = label(line.line, wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self._words)
        self._again = label("", "danger")
        column.addWidget(self._again)
        row.addLayout(column, 1)
        self.answers = Segmented(_CHOICES)
        self.answers.chosen.connect(lambda mark: self.marked.emit(self._line, mark))
        row.addWidget(self.answers, 0, Qt.AlignmentFlag.AlignVCenter)
        self.show_line(line)

    def show_line(self, line: PlanLine) -> None:
        """The same line with what is said of it now."""
        self._line = line
        self.answers.set_value(line.mark)
        self._again.setText(words.NOT_STARTED_AGAIN.format(weeks=line.weeks_not_started))
        self._again.setVisible(line.weeks_not_started > 1)


class Checklist(Card):
    """All lines of last week's plan; hidden when there are none."""

    #: (PlanLine, PlanMark or None)
    marked = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(14, 10, 14, 12), spacing=8)
        self.body.addWidget(SectionLabel(words.LAST_PLAN))
        self._keys: list[tuple[str, str, int]] = []
        self.rows: list[PlanLineRow] = []

    def show_lines(self, lines: tuple[PlanLine, ...]) -> None:
        """Show the lines; the same lines keep their widgets."""
        keys = [(line.report_id, line.line, line.occurrence) for line in lines]
        if keys == self._keys:
            for row, line in zip(self.rows, lines, strict=True):
                row.show_line(line)
        else:
            for row in self.rows:
                self.body.removeWidget(row)
                row.hide()
                row.deleteLater()
            self._keys = keys
            self.rows = [PlanLineRow(line) for line in lines]
            for row in self.rows:
                row.marked.connect(self.marked)
                self.body.addWidget(row)
            follow(self, self.rows)
        self.setVisible(bool(lines))
