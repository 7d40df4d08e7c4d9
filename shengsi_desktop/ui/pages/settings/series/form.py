"""One series to be changed: every choice is kept at once, typed words as drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from shengsi_desktop.domain.words import Cadence
from shengsi_desktop.ui.pages.settings.series import words
from shengsi_desktop.ui.pages.week.typing_fields import TypingFields
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button, Segmented
from shengsi_desktop.ui.widgets.choice import Choice
from shengsi_desktop.ui.widgets.containers import Card, FlowLayout
from shengsi_desktop.ui.widgets.drafts import DraftLine, DraftText
from shengsi_desktop.ui.widgets.text import label
from shengsi_desktop.ui.widgets.time_box import TimeBox
from shengsi_desktop.ui.widgets.typed_words import TypedWords

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shengsi_desktop.domain.meetings import MeetingSeries
    from shengsi_desktop.domain.views import Editable
    from shengsi_desktop.domain.words import HolidayRule
    from shengsi_desktop.ui.operations import Operations

_LABEL = 84
_LINE = 420
_WIDTH = 680
_LAST_DAY = {Cadence.HALF_MONTH: 15}
_MONTH = 31
_FIRST_DAY = 10
#: the most that two figures say
_TYPED = 99


class SeriesForm(Card):
    """Shows one series; says what was changed."""

    #: field → value
    edited = Signal(dict)
    #: a sentence: what was typed cannot be
    refused = Signal(str)
    removed = Signal()

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(20, 16, 20, 16), spacing=12)
        self.setMaximumWidth(current.px(_WIDTH))
        self.series: MeetingSeries | None = None
        self._day_shown: int = _FIRST_DAY
        self.heading = label("", "heading")
        self.body.addWidget(self.heading)
        self.name = DraftLine(operations, words.NAME_HINT)
        self.place = DraftLine(operations, words.PLACE_HINT)
        self.attendees = DraftText(operations, words.ATTENDEES_HINT)
        self.fields = TypingFields(
            {"name": self.name, "place": self.place, "attendees": self.attendees}, self
        )
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(10)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(self._form)
        self._build_days()
        self._build_rest()

    def show_series(
        self,
        series: MeetingSeries,
        fields: Mapping[str, Editable],
        whom: tuple[tuple[str, str], ...],
        coming: tuple[str, ...],
    ) -> None:
        """Show it, or its newer state; tells nobody. `whom` are (id, name); `coming` its next days in words."""
        other = self.series is None or self.series.id != series.id
        self.series = series
        self.heading.setText(series.cadence.label)
        self.fields.show_fields(fields)
        self.by.set_value(bool(series.month_day))
        self.weekday.setCurrentIndex(series.weekday)
        self.day.blockSignals(True)
        typing = self.day.value() != self._day_shown and not other
        self.day.most = _LAST_DAY.get(series.cadence, _MONTH)
        if not typing:
            self.day.setValue(series.month_day or self.day.value())
            self._day_shown = self.day.value()
        self.day.blockSignals(False)
        by_day = bool(series.month_day)
        self.weekday.setVisible(not by_day)
        self._weekday_note.setVisible(not by_day)
        self.day.setVisible(by_day)
        self._day_note.setVisible(by_day)
        self._weekday_note.setText(words.WEEKDAY_NOTE[series.cadence])
        self._day_note.setText(words.DAY_NOTE[series.cadence])
        self.time.show_time(series.meeting_time, other=other)
        self.hand_in.show_time(series.hand_in, other=other)
        late = series.hand_in > series.meeting_time
        self.hand_in_late.setVisible(late)
        self._hand_in_note.setVisible(not late)
        self.rule.set_value(series.holidays)
        self._whom_name.setText(words.WHOM[series.cadence])
        self._show_whom(series, whom)
        self._coming.setText("\n".join(coming))

    def _show_whom(self, series: MeetingSeries, whom: tuple[tuple[str, str], ...]) -> None:
        self.whom.clear()
        self.whom.addItem(words.NOBODY if whom else words.NO_LEADERS, None)
        for own, name in whom:
            self.whom.addItem(name, own)
        chosen = series.task_force_id if series.cadence is Cadence.TASK_FORCE else series.leader_id
        self.whom.setCurrentIndex(max(self.whom.findData(chosen), 0))
        self.whom.setEnabled(bool(whom))

    def _build_days(self) -> None:
        self._row(words.NAME, self.name)
        self.by: Segmented[bool] = Segmented(((False, words.BY_WEEKDAY), (True, words.BY_DAY)))
        self.by.chosen.connect(self._by_chosen)
        self.weekday = QComboBox()
        self.weekday.addItems(words.WEEKDAYS)
        self.weekday.activated.connect(lambda at: self._tell(weekday=at))
        self.day = DayBox()
        self.day.editingFinished.connect(self._day_left)
        TypedWords(self.day, self._give_day)
        self._weekday_note, self._day_note = label("", "second"), label("", "second")
        holder = QWidget()
        row = FlowLayout(holder)
        for widget in (self.by, self._weekday_note, self.weekday, self.day, self._day_note):
            row.addWidget(widget)
        self._row(words.DAY, holder)
        self.time, self.hand_in = Clock(), Clock()
        self.time.edited.connect(lambda said: self._tell(meeting_time=said))
        self.hand_in.edited.connect(lambda said: self._tell(hand_in=said))
        self._row(words.TIME, self.time)
        self._hand_in_note = label(words.HAND_IN_HINT, "second")
        self.hand_in_late = label(words.HAND_IN_LATE, "warned")
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(self.hand_in)
        line.addWidget(self._hand_in_note)
        line.addWidget(self.hand_in_late)
        line.addStretch(1)
        self._row(words.HAND_IN, holder)

    def _build_rest(self) -> None:
        self.rule: Segmented[HolidayRule] = Segmented(words.RULES)
        self.rule.chosen.connect(self._rule_chosen)
        self.rule.setToolTip(words.HOLIDAYS_TIP)
        self._row(words.HOLIDAYS, self.rule)
        self._row(words.PLACE, self.place)
        self._row(words.ATTENDEES, self.attendees)
        self.whom = Choice(width=260)
        self.whom.activated.connect(lambda _at: self._whom_chosen())
        self._whom_name = label("")
        self._form.addRow(self._whom_name, self.whom)
        self._coming = label("", wrap=True)
        self._row(words.COMING, self._coming)
        for line in (self.name, self.place, self.attendees):
            line.setMaximumWidth(current.px(_LINE))
        foot = QVBoxLayout()
        foot.setSpacing(4)
        remove = Button(words.REMOVE, icon="remove")
        remove.setToolTip(words.REMOVED_NOTE)
        remove.clicked.connect(self.removed)
        row = QHBoxLayout()
        row.addWidget(remove)
        row.addWidget(label(words.REMOVED_NOTE, "second", wrap=True), 1)
        foot.addLayout(row)
        foot.addWidget(label(words.ESTIMATED, "second", wrap=True))
        self.body.addLayout(foot)

    def _row(self, name: str, widget: QWidget) -> None:
        made = label(name)
        made.setMinimumWidth(current.px(_LABEL))
        self._form.addRow(made, widget)

    def _by_chosen(self, by_day: bool | None) -> None:
        if by_day is None:
            self.by.set_value(bool(self.series and self.series.month_day))
        else:
            self._tell(month_day=self.day.value() if by_day else 0)

    def _day_left(self) -> None:
        said = self.day.value()
        if not 1 <= said <= self.day.most:
            # nothing is made of it by itself: what stood there stands again
            self.day.setValue(self._day_shown)
            self.refused.emit(words.DAY_REFUSED.format(said=said, most=self.day.most, day=self._day_shown))
            return
        self._day_shown = said
        self._tell(month_day=said)

    def _give_day(self) -> str:
        self.day.interpretText()
        if self.series is not None and self.series.month_day and self.day.value() != self._day_shown:
            self._day_left()
        return ""

    def _rule_chosen(self, rule: HolidayRule | None) -> None:
        if rule is None:
            self.rule.set_value(self.series.holidays if self.series else None)
        else:
            self._tell(holidays=rule.value)

    def _whom_chosen(self) -> None:
        of_force = self.series is not None and self.series.cadence is Cadence.TASK_FORCE
        self._tell(**{"task_force_id" if of_force else "leader_id": self.whom.currentData()})

    def _tell(self, **changed: Any) -> None:
        if self.series is None:
            return
        news = {name: value for name, value in changed.items() if getattr(self.series, name) != value}
        if news:
            self.edited.emit(news)


class DayBox(QSpinBox):
    """A day from 1 to `most` by its arrows; any two figures can be typed, and whoever asks says what is wrong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.most = _MONTH
        self.setRange(0, _TYPED)
        self.setValue(_FIRST_DAY)
        self.setSuffix(" 日")

    def stepBy(self, steps: int) -> None:
        """Within the days there are."""
        self.setValue(min(max(self.value() + steps, 1), self.most))

    def stepEnabled(self) -> QSpinBox.StepEnabledFlag:
        """Not beyond them."""
        flags = QSpinBox.StepEnabledFlag.StepNone
        if self.value() < self.most:
            flags |= QSpinBox.StepEnabledFlag.StepUpEnabled
        if self.value() > 1:
            flags |= QSpinBox.StepEnabledFlag.StepDownEnabled
        return flags


class Clock(TimeBox):
    """A time of day; it tells «HH:MM» when it is left, and no newer state is put over what is being typed."""

    edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._shown = ""
        self.setButtonSymbols(TimeBox.ButtonSymbols.NoButtons)
        self.setFixedWidth(current.px(110))
        self.editingFinished.connect(self._finish)
        TypedWords(self, self._give)

    def show_time(self, text: str, *, other: bool) -> None:
        """Show «HH:MM»; `other`: of another series than before."""
        typing = self._said() != self._shown and not other
        self._shown = text
        if not typing:
            self.setTime(QTime.fromString(text, "HH:mm"))

    def _said(self) -> str:
        return self.time().toString("HH:mm")

    def _give(self) -> str:
        self.interpretText()
        self._finish()
        return ""

    def _finish(self) -> None:
        if self._shown and self._said() != self._shown:
            self._shown = self._said()
            self.edited.emit(self._shown)
