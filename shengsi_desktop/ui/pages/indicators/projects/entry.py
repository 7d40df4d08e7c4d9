"""This week's entry of one project: this month's or this year's sum, and 形象进度. Saves nothing but typed words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shengsi_desktop.domain import money
from shengsi_desktop.domain.money import Money
from shengsi_desktop.rhythm.figures import percent_words
from shengsi_desktop.ui.pages.indicators.projects import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.containers import Card, FlowLayout
from shengsi_desktop.ui.widgets.drafts import DraftLine
from shengsi_desktop.ui.widgets.fields import NumberField
from shengsi_desktop.ui.widgets.text import SectionLabel, label, well_broken
from shengsi_desktop.ui.widgets.typed_words import UnfinishedWords

if TYPE_CHECKING:
    from decimal import Decimal

    from shengsi_desktop.domain.projects import ProjectRow
    from shengsi_desktop.domain.views import Editable
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.ui.operations import Operations


class ProjectEntry(Card):
    """Two figures of which either gives the other, and a line of words."""

    #: (item id, this year's sum or None, this month's or None): what was typed
    figures = Signal(str, object, object)
    #: this week's figure is taken back (item id)
    cleared = Signal(str)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(14, 10, 14, 12), spacing=6)
        self._row: ProjectRow | None = None
        self._unit = money.WAN
        #: months' sums that wait for their year's, by item and month
        self._waiting: dict[tuple[str, str], Money] = {}
        head = QHBoxLayout()
        self.title = SectionLabel("")
        head.addWidget(self.title)
        head.addStretch(1)
        self.since = label("", "third")
        head.addWidget(self.since)
        self.body.addLayout(head)
        self._fields = QWidget()
        self.body.addWidget(self._fields)
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        sums = FlowLayout(gap=8)
        self.month_name, self.month, self._month_unit = label(""), NumberField(), label("", "second")
        self.year, self._year_unit = NumberField(), label("", "second")
        self.month.edited.connect(self._month_typed)
        self.year.edited.connect(self._year_typed)
        self.year.setAccessibleName(words.YEAR_DONE)
        sums.addWidget(_together(self.month_name, self.month, self._month_unit))
        sums.addWidget(_together(label(words.YEAR_DONE), self.year, self._year_unit))
        for field in (self.month, self.year):
            field.setFixedWidth(current.px(76))
            field.setPlaceholderText(words.NOTHING)
        column.addLayout(sums)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(label(words.WORDS))
        self.words = DraftLine(operations, words.WORDS_HINT)
        self.words.setAccessibleName(words.WORDS)
        line.addWidget(self.words, 1)
        column.addLayout(line)
        self.hint = label(words.NEED_YEAR, "danger", wrap=True)
        self.hint.hide()
        column.addWidget(self.hint)
        UnfinishedWords(
            self, lambda: "、".join(money.words(one, self._unit) for one in self._waiting.values())
        )
        self.by_lead = label("", "second", wrap=True)
        self.body.addWidget(self.by_lead)
        self.rates = label("", "second", wrap=True)
        self.body.addWidget(self.rates)
        self.doubts = label("", "danger", wrap=True)
        self.body.addWidget(self.doubts)

    def show_project(self, row: ProjectRow, week: Week, unit: str) -> None:
        """Show its figures in a unit; what is being typed stays."""
        other = self._row is not None and self._row.item.id != row.item.id
        self._row, self._unit = row, unit
        progress = row.progress
        ours = row.item.ours and row.investment is not None
        self.title.setText(words.ENTRY.format(week=week.number))
        value = row.investment.value if row.investment else None
        old = value is not None and value.value is not None and value.week != str(week)
        self.since.setText(words.ENTRY_OLD.format(week=int(value.week[-2:])) if value and old else "")
        self._fields.setVisible(ours)
        self.by_lead.setVisible(not ours)
        self.by_lead.setText(words.BY_LEAD.format(lead=row.item.lead or words.NO_LEAD))
        self.month_name.setText(words.MONTH_DONE.format(month=int(progress.month[5:])))
        self.month.setAccessibleName(self.month_name.text())
        for part in (self._month_unit, self._year_unit):
            part.setText(unit)
        waiting = self._waiting.get(_place(row))
        self.month.set_value(_figure(waiting or progress.month_done, unit), other=other)
        self.year.set_value(_figure(progress.year_done, unit), other=other)
        self.hint.setVisible(waiting is not None)
        self.rates.setText(well_broken(_rates(row, unit)))
        self.rates.setVisible(bool(self.rates.text()))
        self.doubts.setText("\n".join(row.doubts))
        self.doubts.setVisible(bool(row.doubts))
        last = row.words if row.words and row.words_week != str(week) else ""
        self.words.setPlaceholderText(words.WORDS_LAST.format(words=last) if last else words.WORDS_HINT)

    def show_words(self, editable: Editable | None) -> None:
        """Bind the line of words to its field; None: to nothing, and nothing can be typed meanwhile."""
        self.words.show_editable(editable)
        self.words.setReadOnly(editable is None)

    def flush(self) -> None:
        """Make a change of what was typed."""
        self.words.flush()

    def _month_typed(self, value: Decimal | None) -> None:
        row = self._row
        if row is None:
            return
        if value is None:
            self._forget()
            self.month.set_value(_figure(row.progress.month_done, self._unit))
            return
        sum_ = Money.of(value, self._unit)
        if row.progress.base is not None:
            self.figures.emit(row.item.id, None, sum_)
        elif row.progress.year_done is not None:
            self.figures.emit(row.item.id, row.progress.year_done, sum_)
        else:
            # what this year's sum was before is not known: both together say it
            self._waiting[_place(row)] = sum_
            self.hint.show()
            self.year.setFocus()

    def _year_typed(self, value: Decimal | None) -> None:
        row = self._row
        if row is None:
            return
        if value is None:
            self._forget()
            self.cleared.emit(row.item.id)
            return
        waiting = self._waiting.get(_place(row))
        self._forget()
        self.figures.emit(row.item.id, Money.of(value, self._unit), waiting)

    def _forget(self) -> None:
        if self._row is not None:
            self._waiting.pop(_place(self._row), None)
        self.hint.hide()


def _place(row: ProjectRow) -> tuple[str, str]:
    """The project and the month that a month's sum is of."""
    return row.item.id, row.progress.month


def _together(*parts: QWidget) -> QWidget:
    """A field between its name and its unit."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 6, 0)
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part)
    return made


def _figure(sum_: Money | None, unit: str) -> Decimal | None:
    return None if sum_ is None else sum_.in_unit(unit)


def _rates(row: ProjectRow, unit: str) -> str:
    """«占年度计划 42%（序时57.8%） · 开工以来累计 6100万元，占总投资 50.8%»."""
    progress, said = row.progress, []
    if progress.year_rate is not None:
        said.append(words.RATE.format(year=percent_words(progress.year_rate)))
    if progress.all_done is not None and progress.total_rate is not None:
        said.append(
            words.TOTAL_RATE.format(
                done=money.words(progress.all_done, unit), total=percent_words(progress.total_rate)
            )
        )
    return words.DOT.join(said)
