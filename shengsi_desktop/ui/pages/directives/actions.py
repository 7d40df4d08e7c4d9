"""The buttons below a directive's head: what can be done with it as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shengsi_desktop.domain.directives import StepKind
from shengsi_desktop.domain.words import DirectiveState
from shengsi_desktop.rhythm.directive_texts import may_be_urged
from shengsi_desktop.ui.pages.directives import words
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import FlowLayout

if TYPE_CHECKING:
    from shengsi_desktop.domain.directives import Directive

_STEPS = (
    (StepKind.SIGN, words.SIGN),
    (StepKind.PROGRESS, words.PROGRESS),
    (StepKind.EXTEND, words.EXTEND),
    (StepKind.DONE, words.FINISH),
    (StepKind.CLOSE, words.CLOSE),
    (StepKind.REOPEN, words.REOPEN),
    (StepKind.CANCEL, words.CANCEL),
)
_COPIES = (
    (StepKind.CONSULT, words.COPY_CONSULT),
    (StepKind.URGE, words.COPY_URGE),
    (StepKind.SIGN, words.COPY_SIGN),
)


class DirectiveActions(QWidget):
    """Two rows: the steps of its life, and what goes out about it."""

    #: StepKind: this is to be noted
    step_asked = Signal(object)
    #: StepKind: this text is to be copied
    copy_asked = Signal(object)
    slip_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        steps, copies = FlowLayout(gap=6), FlowLayout(gap=6)
        self.steps: dict[StepKind, Button] = {}
        for kind, name in _STEPS:
            prime = kind in {StepKind.DONE, StepKind.CLOSE}
            button = Button(name, kind="primary" if prime else "secondary", parent=self)
            button.clicked.connect(lambda _checked=False, kind=kind: self.step_asked.emit(kind))
            self.steps[kind] = button
            steps.addWidget(button)
        self.copies: dict[StepKind, Button] = {}
        for kind, name in _COPIES:
            button = Button(name, kind="ghost", icon="copy", tip=words.COPY_TIPS[kind], parent=self)
            button.clicked.connect(lambda _checked=False, kind=kind: self.copy_asked.emit(kind))
            self.copies[kind] = button
            copies.addWidget(button)
        self.slip = Button(words.SLIP, kind="ghost", icon="print", tip=words.SLIP_TIP, parent=self)
        self.slip.clicked.connect(self.slip_asked)
        copies.addWidget(self.slip)
        column.addLayout(steps)
        column.addLayout(copies)

    def show_directive(self, one: Directive, *, county: bool = False) -> None:
        """Offer what can be done now; `county`: from a desk that gathers for the county."""
        allowed = _allowed(one)
        for kind, button in self.steps.items():
            button.setVisible(kind in allowed)
        for kind, button in self.copies.items():
            fits = {
                StepKind.SIGN: one.signed_on is None,
                StepKind.URGE: may_be_urged(one, county=county),
            }.get(kind, True)
            button.setVisible(one.is_open and fits)


def _allowed(one: Directive) -> frozenset[StepKind]:
    if one.is_open:
        found = {StepKind.PROGRESS, StepKind.DONE, StepKind.CANCEL}
        found |= {StepKind.SIGN} if one.signed_on is None else set()
        return frozenset(found | ({StepKind.EXTEND} if one.due else set()))
    if one.state is DirectiveState.DONE:
        return frozenset({StepKind.CLOSE, StepKind.REOPEN, StepKind.PROGRESS})
    return frozenset({StepKind.REOPEN})
