"""Above the form: where the week stands, what can be done about it, and why it came back. It does nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from shengsi_desktop.domain.words import WeekState
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.step_line import StepLine
from shengsi_desktop.ui.widgets.text import label, moment_words

if TYPE_CHECKING:
    from shengsi_desktop.domain.views import WeekPage

PRINT, PDF, VERSIONS, SUBMITTED, RETURNED = "print", "pdf", "versions", "submitted", "returned"
NOT_FOR_MEETING, AGAIN = "not_for_meeting", "again"
_WORDS = {
    PRINT: "打印上会稿",
    PDF: "上会稿存为PDF…",
    NOT_FOR_MEETING: "撤回上会稿",
    VERSIONS: "定稿版本…",
    SUBMITTED: "登记报送",
    RETURNED: "登记退回…",
    # what came back for want of a stamp goes up again as it is
    AGAIN: "未改内容，原稿再次报送…",
}
_SIDE = 22


class StateBar(QFrame):
    """Steps at the left, commands at the right; below them the reason of a 退回 until the next 定稿."""

    #: print, pdf, versions, submitted, returned, again or not_for_meeting
    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(_SIDE, 3, 12, 3)
        row.setSpacing(4)
        self.steps = StepLine()
        row.addWidget(self.steps)
        row.addStretch(1)
        self.print = Button(_WORDS[PRINT], kind="link", tip="打印上会稿（Ctrl+P）")
        self.print.clicked.connect(lambda: self.asked.emit(PRINT))
        self.submitted = Button(_WORDS[SUBMITTED], kind="link", tip="定稿交出去以后在这里登记方式和时间")
        self.submitted.clicked.connect(lambda: self.asked.emit(SUBMITTED))
        self.more = Button(kind="ghost", icon="more", tip="上会稿存为PDF、定稿版本、登记退回")
        self.menu = QMenu(self.more)
        for name in (PDF, NOT_FOR_MEETING, VERSIONS, RETURNED, AGAIN):
            action = self.menu.addAction(_WORDS[name], lambda name=name: self.asked.emit(name))
            action.setObjectName(name)
        self.more.clicked.connect(self._open)
        for button in (self.print, self.submitted, self.more):
            row.addWidget(button)
        column.addLayout(row)
        self.reason = label("", "", wrap=True)
        self.reason.setObjectName("weekReturned")
        self.reason.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.reason.hide()
        column.addWidget(self.reason)
        self.hide()

    def show_page(self, page: WeekPage) -> None:
        """Show where the week stands."""
        standing = page.standing
        self.setVisible(standing is not None)
        if standing is None:
            return
        self.steps.show_standing(standing)
        submitted = standing.state is WeekState.SUBMITTED
        returned = standing.state is WeekState.RETURNED
        waits = standing.version is not None and not submitted and not returned
        self.submitted.setVisible(waits and not page.other)
        # another unit's meeting is not prepared here
        self.print.setVisible(not page.other)
        self.more.setVisible(not page.other or standing.version is not None)
        for action in self.menu.actions():
            if action.objectName() == RETURNED:
                action.setVisible(standing.handed_in is not None and not page.other)
            elif action.objectName() == AGAIN:
                action.setVisible(returned and not standing.changed and not page.other)
            elif action.objectName() == NOT_FOR_MEETING:
                action.setVisible(standing.state is WeekState.FOR_MEETING and not page.other)
            elif action.objectName() == PDF:
                action.setVisible(not page.other)
            elif action.objectName() == VERSIONS:
                action.setVisible(standing.version is not None)
        back = standing.returned
        self.reason.setVisible(back is not None and not page.other)
        if back is not None:
            who = f" {back.person}" if back.person else ""
            self.reason.setText(
                f"已退回（{moment_words(back.at)}{who}）：{back.words}\n改好后请再次定稿，再登记报送。"
            )
            self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Another theme has other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and not self.reason.isHidden():
            self._tint()

    def _tint(self) -> None:
        ground, ink = current.palette().danger_ground, current.palette().danger
        sheet = f"background: {ground}; color: {ink}; padding: 8px {_SIDE}px;"
        if sheet != self.reason.styleSheet():
            self.reason.setStyleSheet(sheet)

    def _open(self) -> None:
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
