"""The right of 会商记录: one meeting's name and day, what can be done with it whole, and its panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shengsi_desktop.domain.words import Cadence
from shengsi_desktop.ui.meetings.panel import MeetingPanel
from shengsi_desktop.ui.meetings.words import PAPERS
from shengsi_desktop.ui.pages.meetings import words
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import ElidedLabel, label

if TYPE_CHECKING:
    from shengsi_desktop.domain.meetings import MeetingKey
    from shengsi_desktop.domain.views import MeetingForm
    from shengsi_desktop.ui.page import PageContext

_WEEKDAYS = "一二三四五六日"


class MeetingRecord(QWidget):
    """Shows one meeting at a time; which one is its panel's business."""

    #: (page key, target)
    open_requested = Signal(str, str)

    def __init__(self, context: PageContext, key: MeetingKey, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(20, 12, 16, 4)
        head.setSpacing(8)
        names = QVBoxLayout()
        names.setSpacing(2)
        self.title = ElidedLabel("", "heading")
        self.day = ElidedLabel("", "second")
        names.addWidget(self.title)
        names.addWidget(self.day)
        head.addLayout(names, 1)
        self.open_week = Button(words.OPEN_WEEK, kind="link")
        self.open_week.clicked.connect(self._open_week)
        self.copy = Button(words.COPY, icon="copy")
        self.copy.clicked.connect(self._copy)
        self.delete = Button(kind="ghost", icon="remove", tip=words.DELETE)
        self.delete.clicked.connect(self._delete)
        for button in (self.open_week, self.copy, self.delete):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(head)
        self.said = label("", "accent")
        self.said.setContentsMargins(20, 0, 16, 4)
        self.said.hide()
        column.addWidget(self.said)
        self.panel = MeetingPanel(context, key, wide=True, parent=self)
        self.panel.shown.connect(self._show)
        self.panel.open_requested.connect(self.open_requested)
        column.addWidget(self.panel, 1)
        self._told_of = ""

    def _show(self, form: MeetingForm) -> None:
        meeting = form.meeting
        self.title.set_text(meeting.title)
        parts = []
        if meeting.day is not None:
            parts.append(f"{meeting.day.month}月{meeting.day.day}日 周{_WEEKDAYS[meeting.day.weekday()]}")
        papers = PAPERS.format(time=meeting.hand_in) if meeting.hand_in else ""
        parts += [part for part in (papers, meeting.day_why) if part]
        self.day.set_text(" · ".join(parts))
        self.open_week.setVisible(meeting.cadence is Cadence.WEEKLY)
        if meeting.id != self._told_of:
            self.said.hide()

    def _open_week(self) -> None:
        self.open_requested.emit("week", self.panel.key.period)

    def _copy(self) -> None:
        self.panel.flush()
        self.panel.commands.read_text(self._copied)

    def _copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._say(words.COPIED)

    def _delete(self) -> None:
        self.panel.flush()
        self.panel.commands.delete()
        self._say(words.DELETED.format(title=self.title.whole))

    def _say(self, text: str) -> None:
        self._told_of = self.panel.key.id
        self.said.setText(text)
        self.said.show()
