"""One 交办事项 as a row: tick, what, where it comes from, who, by when, how long it waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from shengsi_desktop.domain.words import DirectiveState, Light
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.lights import Badge
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from shengsi_desktop.domain.meetings import Directive


class DirectiveRow(QWidget):
    """What can be done with it is asked of the page."""

    #: id, DirectiveState
    state_asked = Signal(str, object)
    #: id, {what: …} or {who: …}
    edited = Signal(str, object)
    open_requested = Signal(str, str)

    def __init__(self, directive: Directive, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.directive = directive
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 8, 0, 8)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        self.tick = QCheckBox()
        self.tick.setChecked(directive.state is DirectiveState.DONE)
        self.tick.setToolTip("办结" if directive.state is DirectiveState.OPEN else "重新办理")
        self.tick.setAccessibleName(f"办结：{directive.what}")
        self.tick.clicked.connect(self._ticked)
        grid.addWidget(self.tick, 0, 0)
        self.what = self._line(directive.what, "what")
        self.who = self._line(directive.who, "who")
        self.who.setPlaceholderText("谁办")
        self.who.setFixedWidth(current.px(140))
        grid.addWidget(self.what, 0, 1)
        grid.addWidget(self.who, 0, 2)
        due = label(_due_words(directive), "danger" if directive.overdue else "second")
        due.setFixedWidth(current.px(88))
        due.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(due, 0, 3)
        grid.addWidget(_badge(directive), 0, 4, Qt.AlignmentFlag.AlignRight)
        grid.addLayout(self._origin(), 1, 1, 1, 4)
        grid.setColumnStretch(1, 1)
        # the same in every row, so that the columns stand under each other
        grid.setColumnMinimumWidth(4, current.px(68))

    def _origin(self) -> QHBoxLayout:
        one = self.directive
        row = QHBoxLayout()
        row.setContentsMargins(5, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label(f"来源：{one.source.label}", "second"))
        week = Button(_week_words(one.week), kind="link", tip="打开那一周的会商")
        week.clicked.connect(lambda: self.open_requested.emit("week", one.week))
        row.addWidget(week)
        if one.item_id:
            item = Button(f"事项 {one.item_number}", kind="link", tip="打开这个事项")
            item.clicked.connect(lambda: self.open_requested.emit("tasks", one.item_id))
            row.addWidget(item)
        if one.state is DirectiveState.OPEN:
            row.addWidget(label(f"已历{one.age_weeks}周", "second"))
        elif one.done_on is not None:
            row.addWidget(label(f"{one.done_on.month}月{one.done_on.day}日{one.state.label}", "second"))
        row.addStretch(1)
        wanted = DirectiveState.CANCELLED if one.state is DirectiveState.OPEN else DirectiveState.OPEN
        other = Button("取消交办" if wanted is DirectiveState.CANCELLED else "重新办理", kind="link")
        other.clicked.connect(lambda: self.state_asked.emit(one.id, wanted))
        row.addWidget(other)
        return row

    def _line(self, text: str, name: str) -> QLineEdit:
        line = QLineEdit(text)
        line.setProperty("kind", "bare")
        line.setCursorPosition(0)
        line.editingFinished.connect(lambda: self._typed(line, name))
        return line

    def _typed(self, line: QLineEdit, name: str) -> None:
        if line.isModified():
            line.setModified(False)
            self.edited.emit(self.directive.id, {name: line.text().strip()})

    def _ticked(self, checked: bool) -> None:
        self.state_asked.emit(self.directive.id, DirectiveState.DONE if checked else DirectiveState.OPEN)


def _badge(one: Directive) -> Badge:
    if one.state is DirectiveState.DONE:
        return Badge(Light.DONE, "办结")
    if one.state is DirectiveState.CANCELLED:
        return Badge(Light.NONE, "取消")
    return Badge(Light.RED, "逾期") if one.overdue else Badge(Light.UNSCHEDULED, "办理中")


def _due_words(one: Directive) -> str:
    return f"{one.due.month}月{one.due.day}日前" if one.due else "未定时限"


def _week_words(week: str) -> str:
    year, _, number = week.partition("-W")
    return f"{year}年第{int(number)}周" if number.isdigit() else week
