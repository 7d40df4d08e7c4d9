"""What is to be looked at for the table as a whole: sentences that lead to their column, money that asks its unit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shengsi_desktop.ui.list_import import meanings, words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.tab_order import follow
from shengsi_desktop.ui.widgets.text import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent

    from shengsi_desktop.domain.lists import CellProblem, ListTable

_ROW = 28
_MOST_SEEN = 3
_ASKED_UNITS = words.MONEY_UNITS[:2]


class Questions(QScrollArea):
    """`pointed` with a column's index (-1: the head as a whole), `counted` with indexes and the unit said."""

    pointed = Signal(int)
    counted = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Question] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(words.QUESTIONS)

    def show_table(self, table: ListTable, notes: Sequence[str]) -> None:
        """List the table's problems, then what was not read of the file."""
        bare = meanings.without_unit(table)
        told = [one for one in table.problems if not _asks(one, bare)]
        asking = [one for one in table.problems if _asks(one, bare)]
        if len(asking) > 1:
            # one answer for all of them; each can be told apart in its own head
            said = words.ALL_MONEY.format(count=len(bare))
            self.rows = [Question(replace(asking[0], message=said), ask=bare)]
        else:
            self.rows = [Question(one, ask=bare) for one in asking]
        self.rows += [Question(one) for one in told]
        self.rows += [Question(None, note) for note in notes]
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in self.rows:
            row.setFixedHeight(current.px(_ROW))
            row.pointed.connect(self.pointed)
            row.counted.connect(self.counted)
            column.addWidget(row)
        column.addStretch(1)
        self.setWidget(holder)
        self.setFixedHeight(current.px(_ROW) * min(len(self.rows), _MOST_SEEN))
        self.setVisible(bool(self.rows))
        follow(self, self.rows)


class Question(QWidget):
    """One sentence; a click leads to its column, a unit answers it."""

    pointed = Signal(int)
    counted = Signal(object, str)

    def __init__(
        self, problem: CellProblem | None, said: str = "", *, ask: frozenset[int] = frozenset()
    ) -> None:
        super().__init__()
        self._problem = problem
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        kind = (
            "second"
            if problem is None and not ask
            else "danger"
            if problem and problem.blocking
            else "warned"
        )
        self.words = ElidedLabel(problem.message if problem is not None else said, kind)
        row.addWidget(self.words, 0 if ask else 1)
        self.units: dict[str, Button] = {}
        for unit in _ASKED_UNITS if ask else ():
            button = Button(unit, kind="link")
            button.setAutoDefault(False)
            button.setAccessibleName(f"{self.words.whole}{unit}")
            button.clicked.connect(lambda _on=False, unit=unit: self.counted.emit(ask, unit))
            self.units[unit] = button
            row.addWidget(button)
        if ask:
            self.words.setSizePolicy(
                self.words.sizePolicy().Policy.Preferred, self.words.sizePolicy().verticalPolicy()
            )
            row.addStretch(1)
        if problem is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Lead to the column."""
        super().mousePressEvent(event)
        if self._problem is not None:
            self.pointed.emit(-1 if self._problem.column is None else self._problem.column)


def _asks(problem: CellProblem, bare: frozenset[int]) -> bool:
    return problem.line > 0 and problem.column in bare
