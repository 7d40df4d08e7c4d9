"""Three steps in the middle of the window; at their end the store holds unit, plan and rhythm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui.first_run.plan_step import PlanStep
from shengsi_desktop.ui.first_run.rhythm_step import RhythmForm
from shengsi_desktop.ui.first_run.unit_step import UnitStep
from shengsi_desktop.ui.operations import BUG
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import Card
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.ui.operations import Operations

_TITLES = ("选择本单位", "确认行动方案", "会商与报送")
_WIDTH = 640


class FirstRun(QWidget):
    """`done` once the first run stands in the store."""

    done = Signal()
    #: (Chosen, who asks): a 移交包 that the desk is to be taken from
    handover_chosen = Signal(object, object)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 24)
        card = Card(self, margins=(28, 24, 28, 24), spacing=12)
        card.setFixedWidth(current.px(_WIDTH))
        outer.addStretch(1)
        outer.addWidget(card, 6, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(1)
        self._count = label("", "second")
        self._title = label("", "title")
        card.body.addWidget(self._count)
        card.body.addWidget(self._title)
        self.unit = UnitStep()
        self.plan = PlanStep()
        self.rhythm = RhythmForm(with_by_time=True)
        self._steps = QStackedWidget()
        for step in (self.unit, self.plan, self.rhythm):
            self._steps.addWidget(step)
        card.body.addWidget(self._steps, 1)
        self._trouble = label("", "danger", wrap=True)
        self._trouble.setVisible(False)
        card.body.addWidget(self._trouble)
        row = QHBoxLayout()
        self.back = Button("上一步")
        self.next = Button("下一步", kind="primary")
        self.back.clicked.connect(lambda: self._go(self._steps.currentIndex() - 1))
        self.next.clicked.connect(self._forward)
        row.addWidget(self.back)
        self.handover = Button("从移交包开始…", tip="换人或换电脑：放入原来那台电脑做的移交包")
        self.handover.clicked.connect(self._ask_handover)
        row.addWidget(self.handover)
        row.addStretch(1)
        row.addWidget(self.next)
        card.body.addLayout(row)
        self.unit.changed.connect(self._allow)
        self.unit.entered.connect(self._forward)

    def begin(self) -> None:
        """The first step, ready to type into."""
        self._go(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, wherever the focus is."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._forward()
        else:
            super().keyPressEvent(event)

    def _go(self, index: int) -> None:
        self._steps.setCurrentIndex(index)
        self._count.setText(f"首次使用 · 第{index + 1}步，共{self._steps.count()}步")
        self._title.setText(_TITLES[index])
        self.back.setVisible(index > 0)
        self.handover.setVisible(index == 0)
        self.next.setText("开始使用" if index == self._steps.count() - 1 else "下一步")
        self._say("")
        if index == 0:
            self.unit.begin()
        elif self._steps.currentWidget() is self.plan:
            self.plan.begin(self._operations)
            self.next.setFocus()
        self._allow()

    def _allow(self) -> None:
        self.next.setEnabled(self._steps.currentIndex() > 0 or self.unit.chosen is not None)

    def _forward(self) -> None:
        if self.unit.chosen is None:
            return
        if self._steps.currentIndex() < self._steps.count() - 1:
            self._go(self._steps.currentIndex() + 1)
        else:
            self._finish()

    def _finish(self) -> None:
        unit = self.unit.chosen
        if unit is None:
            return
        name, rhythm, by_time = unit.name, self.rhythm.value(), self.rhythm.by_time()
        plan = self.plan.chosen
        self.next.setEnabled(False)

        def act(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services import setting_up

            return setting_up.first_run(store, unit=name, rhythm=rhythm, by_time=by_time, plan=plan)

        self._operations.run(
            act, lambda _changed: self.done.emit(), self._failed, owner=self, saying="正在建立台账…"
        )

    def _ask_handover(self) -> None:
        from shengsi_desktop.ui.first_run.handover import ask_handover

        chosen = ask_handover(self)
        if isinstance(chosen, str):
            self.say(chosen)
        elif chosen is not None:
            self.handover_chosen.emit(chosen, self)

    def say(self, words: str) -> None:
        """Why it did not go on."""
        self._say(words)

    def _failed(self, problem: BaseException) -> None:
        self.next.setEnabled(True)
        self._say(str(problem) if isinstance(problem, Refusal) else BUG)
        if not isinstance(problem, Refusal):
            self._operations.tell(problem)

    def _say(self, words: str) -> None:
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))
