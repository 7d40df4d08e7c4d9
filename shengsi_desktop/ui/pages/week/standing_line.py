"""The item's light with its reason, and its completion, which a person may override with a reason."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from shengsi_desktop.domain.light_reasons import parted
from shengsi_desktop.domain.words import Light
from shengsi_desktop.ui.pages.week import words
from shengsi_desktop.ui.pages.week.deliverables import percent_words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import Card
from shengsi_desktop.ui.widgets.fields import NumberField, written
from shengsi_desktop.ui.widgets.lights import Badge, SecondLight
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from shengsi_desktop.domain.tracking import Report
    from shengsi_desktop.domain.views import ReportForm

_WHOLE = Decimal(100)


class OverridePanel(Card):
    """Percent and reason; without a reason nothing can be changed."""

    #: (Decimal, reason), or (None, "") to go back to the computed one
    wanted = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body.addWidget(label(words.OVERRIDE_NOTE, "second", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(words.OVERRIDE_PERCENT, "second"))
        self.percent = NumberField()
        self.percent.setFixedWidth(current.px(66))
        row.addWidget(self.percent)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(words.OVERRIDE_REASON)
        row.addWidget(self.reason, 1)
        self.body.addLayout(row)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        self.back = Button(words.OVERRIDE_BACK, kind="ghost")
        cancel = Button(words.CANCEL, kind="ghost")
        self.save = Button(words.OVERRIDE_SAVE, kind="primary")
        for button in (self.back, cancel, self.save):
            buttons.addWidget(button)
        self.body.addLayout(buttons)
        self.percent.textChanged.connect(self._check)
        self.reason.textChanged.connect(self._check)
        self.save.clicked.connect(self._save)
        self.back.clicked.connect(lambda: self._end(None, ""))
        cancel.clicked.connect(self.hide)
        self.hide()

    def open_for(self, report: Report) -> None:
        """Show what is overridden now."""
        self.percent.setModified(False)
        self.percent.set_value(report.override_percent)
        self.reason.setText(report.override_reason)
        self.back.setVisible(report.override_percent is not None)
        self._check()
        self.show()
        self.percent.setFocus()

    def _typed(self) -> Decimal | None:
        from decimal import InvalidOperation

        from shengsi_desktop.ui.widgets.fields import read_number

        try:
            number = read_number(self.percent.text())
        except InvalidOperation:
            return None
        return number if number is not None and 0 <= number <= _WHOLE else None

    def _check(self) -> None:
        self.save.setEnabled(self._typed() is not None and bool(self.reason.text().strip()))

    def _save(self) -> None:
        self._end(self._typed(), self.reason.text().strip())

    def _end(self, percent: Decimal | None, reason: str) -> None:
        self.hide()
        self.wanted.emit(percent, reason)


class StandingLine(QWidget):
    """Badge, reason, «测算46.7%» and the small «改»."""

    #: (Decimal or None, reason)
    override = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form: ReportForm | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.badge = Badge()
        row.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        self.reason = label("", "second", wrap=True)
        self.reason.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(self.reason, 1, Qt.AlignmentFlag.AlignVCenter)
        self.completion = label("", "second")
        row.addSpacing(12)
        row.addWidget(self.completion, 0, Qt.AlignmentFlag.AlignTop)
        self.change = Button(words.CHANGE, kind="link", tip=words.OVERRIDE_TITLE)
        self.change.clicked.connect(self._toggle)
        row.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        self.second = SecondLight()
        column.addWidget(self.second)
        self.panel = OverridePanel()
        self.panel.wanted.connect(self.override)
        column.addWidget(self.panel)

    def show_form(self, form: ReportForm) -> None:
        """Light, reason and completion of the item."""
        if self._form is not None and self._form.row.id != form.row.id:
            self.panel.hide()
        self._form = form
        standing = form.standing
        self.setVisible(standing.reading.light is not Light.BY_LEAD)  # the header has said so
        self.badge.set_light(standing.reading.light)
        why, rule = parted(standing.reading.reason)
        parts = [why, words.UNFILLED if standing.unfilled else ""]
        if standing.weeks_behind > 1:
            parts.append(words.WEEKS_BEHIND.format(weeks=standing.weeks_behind))
        if standing.since_last:
            parts.append(words.SINCE_LAST.format(change=standing.since_last.removeprefix("较上周")))
        self.reason.setText(words.DOT.join(part for part in (*parts, rule) if part))
        self.completion.setText(self._completion(form))
        self.completion.setToolTip(form.report.override_reason)
        self.second.show_reading(standing.adjusted)
        editable = not form.supporting
        self.completion.setVisible(editable)
        self.change.setVisible(editable and standing.reading.light is not Light.BY_LEAD)

    def _completion(self, form: ReportForm) -> str:
        computed = percent_words(form.standing.computed)
        if form.report.override_percent is not None:
            percent = written(form.report.override_percent)
            if computed:
                return words.OVERRIDDEN.format(percent=percent, computed=f"{computed}%")
            return words.OVERRIDDEN_ONLY.format(percent=percent)
        if computed:
            return words.COMPUTED.format(percent=computed)
        return "" if form.standing.tally.total else words.COMPUTED_NONE

    def _toggle(self) -> None:
        if self.panel.isVisible():
            self.panel.hide()
        elif self._form is not None:
            self.panel.open_for(self._form.report)
