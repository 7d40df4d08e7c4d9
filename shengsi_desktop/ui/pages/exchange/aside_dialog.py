"""What this machine alone has set aside of other machines' changes: looked at, and brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QWidget

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui.dialogs.fitting import fit_content
from shengsi_desktop.ui.dialogs.shape import headed
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.plain_table import Column, Line, PlainTable
from shengsi_desktop.ui.widgets.text import label, moment_words

if TYPE_CHECKING:
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.syncing import AsideStep
    from shengsi_desktop.ui.operations import Operations

TITLE = "本机撤开的修改"
_SAYS = "这些是别的电脑做的修改，在本机撤销过：本机不显示，其他电脑不变。选一次撤开，可以收回，重新显示。"
_STEPS = (Column("撤开时间"), Column("谁撤开的"), Column("撤开了什么", 1), Column("处数", right=True))
_WORDS = (Column("事项", 2), Column("周次"), Column("栏目"), Column("那边写的", 3), Column("谁写的"))
_NONE = "没有撤开的修改。"
_SIZE = QSize(760, 540)
#: of the chosen line's whole text, at least (px at 100 %)
_WHOLE = 96


class AsideDialog(QDialog):
    """Loads by itself; stays open beside the window."""

    #: something was brought back, in words
    brought_back = Signal(str)

    def __init__(self, parent: QWidget, operations: Operations) -> None:
        super().__init__(parent)
        self._operations = operations
        self._steps: dict[str, AsideStep] = {}
        self.setWindowTitle(TITLE)
        column = headed(self, TITLE)
        column.addWidget(label(_SAYS, "second", wrap=True))
        self.steps = PlainTable(_STEPS, TITLE)
        self.steps.chosen.connect(self._chosen)
        column.addWidget(self.steps, 2)
        self.words = PlainTable(_WORDS, "撤开的内容")
        self.words.chosen.connect(self._read)
        column.addWidget(self.words, 2)
        self.whole = label("", wrap=True)
        self.whole.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.whole.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setMinimumHeight(current.px(_WHOLE))
        scroll.setWidget(self.whole)
        column.addWidget(scroll, 1)
        self.said = label("", "second", wrap=True)
        column.addWidget(self.said)
        row = QHBoxLayout()
        self.back = Button("收回这一次", tip="重新显示在本机撤开的内容；可再撤销")
        self.back.clicked.connect(self._bring_back)
        row.addWidget(self.back)
        row.addStretch(1)
        close = Button("关闭")
        close.clicked.connect(self.close)
        row.addWidget(close)
        column.addLayout(row)
        fit_content(self, parent, _SIZE)
        self._load()

    def _load(self) -> None:
        self._operations.run(_steps, self._show, owner=self)

    def _show(self, steps: tuple[AsideStep, ...]) -> None:
        self._steps = {one.batch: one for one in steps}
        self.steps.show_lines([_row(one) for one in steps])
        if steps and self.steps.current_key not in self._steps:
            self.steps.choose(steps[0].batch)
        self._chosen(self.steps.current_key)

    def _chosen(self, key: str) -> None:
        step = self._steps.get(key)
        self.back.setEnabled(step is not None)
        lines = step.words if step else ()
        self.words.show_lines(
            [
                Line(
                    str(at), (one.item, one.week, one.what, " ".join(one.text.split()), one.who), tip=one.text
                )
                for at, one in enumerate(lines)
            ]
        )
        if lines and not self.words.current_key:
            self.words.choose("0")
        self._read(self.words.current_key)
        if not self._steps:
            self.said.setText(self.said.text() or _NONE)

    def _read(self, key: str) -> None:
        """The chosen line in full."""
        step = self._steps.get(self.steps.current_key)
        at = int(key) if key.isdecimal() else -1
        self.whole.setText(step.words[at].text if step and 0 <= at < len(step.words) else "")

    def _bring_back(self) -> None:
        step = self._steps.get(self.steps.current_key)
        if step is None:
            return

        def act(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services.exchange import taken_back

            return taken_back.bring_back(store, step.batch)

        def done(_changed: frozenset[FieldKey]) -> None:
            self.said.setText(f"已收回“{step.name}”，重新显示。")
            self.brought_back.emit(self.said.text())
            self._load()

        def failed(problem: BaseException) -> None:
            if isinstance(problem, Refusal):
                self.said.setText(str(problem))
            else:
                self._operations.tell(problem)

        self._operations.run(act, done, failed, owner=self)


def _steps(store: Any) -> tuple[AsideStep, ...]:
    from shengsi_desktop.services.exchange import taken_back

    return taken_back.steps(store)


def _row(one: AsideStep) -> Line:
    when = moment_words(one.at)
    return Line(one.batch, (when, one.person, _named(one), str(one.changes + one.documents)), ("second",))


def _named(one: AsideStep) -> str:
    """«填报 · 争取2 · 第30周 本周进展», as far as all of it is about the same."""
    items = {words.item.partition(" ")[0] for words in one.words}
    weeks = {words.week for words in one.words}
    fields = {words.what.rpartition(" ")[2] for words in one.words}
    about = " ".join(those.copy().pop() for those in (weeks, fields) if len(those) == 1)
    item = items.pop() if len(items) == 1 else ""
    return " · ".join(part for part in (one.name, item, about) if part)
