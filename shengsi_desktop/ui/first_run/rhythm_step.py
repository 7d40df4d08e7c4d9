"""Meeting day, hand-in time and statistics week: step 3 of the first run, and part of the settings."""

from __future__ import annotations

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QTimeEdit, QVBoxLayout, QWidget

from shengsi_desktop.domain.weeks import WeekRhythm
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.text import label
from shengsi_desktop.ui.widgets.time_box import TimeBox

#: so that forms below one another stand in line
LABEL_WIDTH = 96
_DAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


class RhythmForm(QWidget):
    """A `WeekRhythm` to be chosen; `edited` when the user changes it."""

    edited = Signal()

    def __init__(self, *, with_by_time: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        self.day = QComboBox()
        self.day.addItems(_DAYS)
        self.time = _clock()
        self.hand_in = _clock()
        self.week = QComboBox()
        for last in range(7):
            self.week.addItem(_week_words(last), last)
        day = label("会商日")
        day.setMinimumWidth(current.px(LABEL_WIDTH))
        form.addRow(day, _beside(self.day, self.time))
        form.addRow(label("当日报送时间"), _beside(self.hand_in))
        form.addRow(label("统计周期"), _beside(self.week))
        column.addLayout(form)
        self._by_time = QCheckBox("没有进度计划的细项按时间序时亮灯")
        self._by_time.setChecked(True)
        if with_by_time:
            column.addSpacing(4)
            column.addWidget(self._by_time)
            words = (
                "序时 = 1月1日至统计截止日的天数 ÷ 至完成时限的天数。不勾选则显示“未定序时”，以后可逐项设置。"
            )
            column.addWidget(label(words, "second", wrap=True))
            column.addStretch(1)
        self.set_value(WeekRhythm())
        for box in (self.day, self.week):
            box.activated.connect(lambda _index: self.edited.emit())
        for clock in (self.time, self.hand_in):
            clock.editingFinished.connect(self.edited)

    def value(self) -> WeekRhythm:
        """What is chosen."""
        return WeekRhythm(
            meeting_weekday=self.day.currentIndex(),
            meeting_time=self.time.time().toString("HH:mm"),
            hand_in=self.hand_in.time().toString("HH:mm"),
            last_weekday=int(self.week.currentData()),
        )

    def set_value(self, rhythm: WeekRhythm) -> None:
        """Show `rhythm`; tells nobody. A time that is just being typed stays as it is."""
        self.day.setCurrentIndex(rhythm.meeting_weekday)
        for clock, said in ((self.time, rhythm.meeting_time), (self.hand_in, rhythm.hand_in)):
            if not clock.hasFocus():
                clock.setTime(QTime.fromString(said, "HH:mm"))
        self.week.setCurrentIndex(self.week.findData(rhythm.last_weekday))

    def by_time(self) -> bool:
        """按时间序时 for all."""
        return self._by_time.isChecked()


def _week_words(last: int) -> str:
    if last == len(_DAYS) - 1:
        return "周一至周日"
    return f"上{_DAYS[last + 1]}至本{_DAYS[last]}"


def _clock() -> QTimeEdit:
    made = TimeBox()
    made.setButtonSymbols(QTimeEdit.ButtonSymbols.NoButtons)
    return made


def _beside(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        widget.setMinimumWidth(110)
        row.addWidget(widget)
    row.addStretch(1)
    return holder
