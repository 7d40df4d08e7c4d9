"""A day to be typed as people write it (7月26日, 2023-07-26, 7.26, 下周五), or picked from a calendar."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QVBoxLayout, QWidget

from shengsi_desktop.rhythm.day_words import whole_day
from shengsi_desktop.rhythm.numerals import half_width
from shengsi_desktop.ui.theme.icons import icon

if TYPE_CHECKING:
    from datetime import date

_WITH_YEAR = re.compile(r"\d{4}|年")
_MONTH_AND_DAY = re.compile(r"\d{1,2}\s*[月./-]\s*\d{1,2}")
_TIP = "可直接写，如7月26日、2023-07-26；也可点右边的日历选"
#: an ISO day without its year, which is read as a month and a day too
_DASHED = re.compile(r"(\d{1,2})-(\d{1,2})")


def day_words(day: date) -> str:
    """«2023年7月26日»."""
    return f"{day.year}年{day.month}月{day.day}日"


def read_day(text: str, today: date, *, nearest: bool = False) -> date | None:
    """The day that the words are; a month and a day without a year are of this year. None where they are none.

    `nearest`: they are of the year that brings them nearest to `today` instead.
    """
    plain = _DASHED.sub(r"\1月\2日", text.strip()) if _DASHED.fullmatch(text.strip()) else text
    day = whole_day(plain, today)
    said = half_width(plain)
    if nearest and day is not None and _MONTH_AND_DAY.search(said) and not _WITH_YEAR.search(said):
        return _nearest(day, today)
    if day is None or day.year == today.year or _WITH_YEAR.search(said) or not _MONTH_AND_DAY.search(said):
        return day
    try:
        return day.replace(year=today.year)
    except ValueError:
        return day


def _nearest(day: date, to: date) -> date:
    """That day of the year that brings it nearest."""
    found = []
    for year in (to.year - 1, to.year, to.year + 1):
        with suppress(ValueError):
            found.append(day.replace(year=year))
    return min(found, key=lambda one: abs(one - to))


class DayField(QLineEdit):
    """Empty or unread words are no day. `today` is what days without a year are read against (see `read_day`)."""

    #: another day, or none, stands in it
    changed = Signal()
    #: the field was left, or a day picked
    entered = Signal()

    def __init__(self, today: date, parent: QWidget | None = None, *, nearest: bool = False) -> None:
        super().__init__(parent)
        self._today, self._near = today, nearest
        self.setToolTip(_TIP)
        self.calendar: QCalendarWidget | None = None
        self._holder: QWidget | None = None
        opener = self.addAction(icon("calendar"), QLineEdit.ActionPosition.TrailingPosition)
        opener.setToolTip("日历")
        opener.triggered.connect(self.open_calendar)
        self.textChanged.connect(lambda _text: self.changed.emit())
        self.editingFinished.connect(self._write_out)

    @property
    def day(self) -> date | None:
        """The day it says."""
        return read_day(self.text(), self._today, nearest=self._near)

    def set_day(self, day: date) -> None:
        """Say this day."""
        self.setText(day_words(day))

    def open_calendar(self) -> None:
        """Pick it."""
        holder = self._holder = QWidget(self, Qt.WindowType.Popup)
        holder.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        self.calendar = QCalendarWidget()
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        shown = self.day or self._today
        self.calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self.calendar.clicked.connect(self._pick)
        self.calendar.activated.connect(self._pick)
        column.addWidget(self.calendar)
        holder.move(self.mapToGlobal(QPoint(0, self.height())))
        holder.show()
        self.calendar.setFocus()

    def _pick(self, day: QDate) -> None:
        self.set_day(cast("date", day.toPython()))
        if self._holder is not None:
            self._holder.close()
            self._holder = self.calendar = None
        self.entered.emit()

    def _write_out(self) -> None:
        day = self.day
        if day is not None and self.text() != day_words(day):
            self.set_day(day)
        self.entered.emit()
