"""The line above every page: week, meeting day and countdown, search, what was saved, undo, export, 定稿."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm import weeks as week_rules
from shengsi_desktop.ui.search_box import SearchBox
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.week_switcher import WeekSwitcher
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import FittingLabel, label

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from shengsi_desktop.domain.week_states import WeekStanding
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.ui.page import DeskFacts

_WEEKDAYS = "一二三四五六日"
_SAVED, _SAVED_SHORT = "✓ 已保存 {time}", "✓ {time}"
_EXPORT, _EXPORT_SHORT = "导出周会商表", "导出"
_FINALISE_TIP = "把本周内容定稿"


class Header(QWidget):
    """Shows where the week stands; its buttons only ask."""

    undo_asked = Signal()
    redo_asked = Signal()
    export_asked = Signal()
    finalise_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("deskHeader")
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 20, 11)
        row.setSpacing(8)
        self.switcher = WeekSwitcher(self)
        self.meeting = FittingLabel("second")
        self._countdown: tuple[str, ...] = ("",)
        self._standing = ""
        self.search = SearchBox(self)
        self.search.setMinimumWidth(current.px(92))
        self.search.setMaximumWidth(current.px(360))
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.saved = label("", "second")
        self.saved.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._saved_at = ""
        self._tight = False
        self._busy_words = ""
        self._knows_holidays = False
        self.undo = Button(kind="ghost", icon="undo", tip="撤销（Ctrl+Z）")
        self.redo = Button(kind="ghost", icon="redo", tip="重做（Ctrl+Y）")
        #: for the county alone: any unit's week
        self.unit = Button(kind="ghost", icon="unit", tip="查看其他单位（可输拼音首字母）")
        self.unit.hide()
        self.export = Button(_EXPORT, tip="导出周会商表（Ctrl+E）")
        self.finalise = Button("定稿", kind="primary", tip=_FINALISE_TIP)
        self.undo.clicked.connect(self.undo_asked)
        self.redo.clicked.connect(self.redo_asked)
        self.export.clicked.connect(self.export_asked)
        self.finalise.clicked.connect(self.finalise_asked)
        row.addWidget(self.switcher)
        row.addWidget(self.unit)
        row.addWidget(self.meeting)
        row.addWidget(self.search, 100)
        row.addStretch(1)
        row.addWidget(self.saved)
        pair = QHBoxLayout()
        pair.setSpacing(0)
        pair.addWidget(self.undo)
        pair.addWidget(self.redo)
        row.addLayout(pair)
        row.addWidget(self.export)
        row.addWidget(self.finalise)
        self.show_history("", "")
        self._say_state()

    def add_bell(self, bell: QWidget) -> None:
        """The reminders, beside the countdown; they come after the first paint."""
        self._row.insertWidget(self._row.indexOf(self.meeting) + 1, bell)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """White, with a hair line below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), current.colour("card"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, current.colour("line"))

    def show_week(self, facts: DeskFacts, week: Week, now: datetime) -> None:
        """Week, meeting day and countdown."""
        self.switcher.show_week(week, facts.plan_year or week.year, facts.rhythm, now.date())
        self.show_countdown(facts, week, now)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for other words."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Gives way down to its shortest words: the window is never made wider by it."""
        return QSize(0, super().minimumSizeHint().height())

    def know_holidays(self) -> None:
        """From now on days off move the meeting: the calendar of holidays is not read before the first paint."""
        self._knows_holidays = True

    def show_countdown(self, facts: DeskFacts, week: Week, now: datetime) -> None:
        """«会商日 周五 7月28日 · 距报送3小时»; where a holiday moved it, from which day, beside it."""
        why = ""
        try:
            meeting = week_rules.meeting_moment(week, facts.rhythm)
            hand_in = week_rules.hand_in_moment(week, facts.rhythm)
            if self._knows_holidays:
                from shengsi_desktop.rhythm import meeting_days

                why = meeting_days.weekly_day(week, facts.rhythm).words
                meeting = meeting_days.weekly_moment(week, facts.rhythm)
                hand_in = meeting_days.weekly_hand_in(week, facts.rhythm)
        except Refusal as problem:
            self._countdown = (str(problem),)
            self._say_meeting()
            return
        left = week_rules.countdown_words(now, hand_in)
        day = f"会商日 周{_WEEKDAYS[meeting.weekday()]} {meeting.month}月{meeting.day}日"
        if why:
            self._countdown = f"{day}（{why}） · {left}", f"{why} · {left}", left
        else:
            self._countdown = f"{day} · {left}", left
        self._say_meeting()

    def show_other_unit(self, *, county: bool, other: bool, why: str) -> None:
        """Offer the county the other units; another unit's week is not signed here, and `why` says so."""
        self.unit.setVisible(county)
        self.finalise.setEnabled(not other)
        self.finalise.setToolTip(why if other else _FINALISE_TIP)
        self._fit()

    def show_standing(self, standing: WeekStanding) -> None:
        """«上会稿», «定稿v2», «已退回v2» beside the countdown."""
        self._standing = standing.label
        self._say_meeting()

    def _say_meeting(self) -> None:
        """Meeting day, countdown and state, as much of it as there is room for; the state is the last to go."""
        state = f" · {self._standing}" if self._standing else ""
        last = self._standing or self._countdown[-1]
        self.meeting.set_choices(*(f"{words}{state}" for words in self._countdown), last)
        self._fit()

    def _fit(self) -> None:
        """Whole words in the room there is: the meeting's day goes first, then the week's name is a shorter one.

        Then the buttons say less, then the countdown goes, and the state only where nothing else helps; the week is
        named always.
        """
        *longest, short, shortest = self.meeting.choices if any(self.meeting.choices) else ("", "")
        whole, year_left, days, number = range(self.switcher.forms)
        tries = [(whole, words, False) for words in (*longest, short)]
        tries += [(year_left, short, False), (days, short, False)]
        tries += [(days, words, True) for words in (short, shortest)]
        tries += [(number, shortest, True), (days, "", True), (number, "", True)]
        for form, words, tight in tries:
            self.switcher.say(form)
            self.meeting.keep_room_for(words)
            self._tighten(tight=tight)
            self._row.invalidate()
            if self._row.minimumSize().width() <= self.width():
                return

    def _tighten(self, *, tight: bool) -> None:
        """Say 导出 alone, and of what was saved the time alone."""
        if tight is self._tight:
            return
        self._tight = tight
        self.export.setText(_EXPORT_SHORT if tight else _EXPORT)
        self._say_state()

    def show_saved(self, now: datetime) -> None:
        """«✓ 已保存 14:32»."""
        self._saved_at = f"{now:%H:%M}"
        self._say_state()

    def show_busy(self, words: str) -> None:
        """What takes longer just now; empty brings back what was there."""
        self._busy_words = words
        self._say_state()

    def show_history(self, undo: str, redo: str) -> None:
        """Name what would be undone and redone."""
        self.undo.setEnabled(bool(undo))
        self.redo.setEnabled(bool(redo))
        self.undo.setToolTip(f"撤销：{undo}（Ctrl+Z）" if undo else "没有可撤销的（Ctrl+Z）")
        self.redo.setToolTip(f"重做：{redo}（Ctrl+Y）" if redo else "没有可重做的（Ctrl+Y）")

    def set_desk_enabled(self, *, enabled: bool) -> None:
        """Nothing to switch or export before the first run is done."""
        for part in (self.switcher, self.search, self.export, self.finalise):
            part.setEnabled(enabled)
        self.setVisible(enabled)

    def _say_state(self) -> None:
        """The same room for each of its words, so that nothing beside it moves."""
        self.saved.ensurePolished()
        words = _SAVED_SHORT if self._tight else _SAVED
        room = self.saved.fontMetrics().horizontalAdvance(words.format(time="00:00"))
        self.saved.setMinimumWidth(room + 2)
        saved = _SAVED.format(time=self._saved_at) if self._saved_at else ""
        self.saved.setText(self._busy_words or (words.format(time=self._saved_at) if saved else ""))
        self.saved.setToolTip(saved if self._tight else "")

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.search.begin()
        self.search.setCursorPosition(len(self.search.text()))
        self.search.selectAll()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
