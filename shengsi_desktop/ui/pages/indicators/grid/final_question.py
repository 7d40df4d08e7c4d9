"""Asked before a 核定数 is changed by a paste or a clearing of many cells: which ones, and what is to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from shengsi_desktop.ui.pages.indicators.grid import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH = 440
_MOST = 8


class FinalChange(NamedTuple):
    """One 核定数 that would go."""

    name: str
    month: int
    before: str
    after: str


class FinalQuestion(QDialog):
    """Three answers: all of it, all but the 核定数, nothing."""

    #: True: all of it; False: all but the 核定数
    answered = Signal(bool)

    def __init__(self, finals: Sequence[FinalChange], others: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.FINAL_TITLE)
        self.setMinimumWidth(current.px(_WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(label(words.FINAL_TEXT.format(count=len(finals)), "heading", wrap=True))
        for one in finals[:_MOST]:
            said = words.FINAL_LINE.format(
                name=one.name, month=one.month, before=one.before, after=one.after or words.FINAL_EMPTY
            )
            column.addWidget(label(said, wrap=True))
        if len(finals) > _MOST:
            column.addWidget(label(words.FINAL_MORE.format(count=len(finals)), "second"))
        if others:
            column.addWidget(label(words.FINAL_REST.format(count=others), "second"))
        column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        cancel = Button(words.CANCEL)
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        self.spare = Button(words.FINAL_SPARE.format(count=others))
        self.spare.setVisible(bool(others))
        self.spare.clicked.connect(lambda: self._answer(everything=False))
        row.addWidget(self.spare)
        self.take = Button(words.FINAL_TAKE, kind="primary")
        self.take.clicked.connect(lambda: self._answer(everything=True))
        row.addWidget(self.take)
        column.addLayout(row)
        cancel.setDefault(True)

    def _answer(self, *, everything: bool) -> None:
        self.accept()
        self.answered.emit(everything)
