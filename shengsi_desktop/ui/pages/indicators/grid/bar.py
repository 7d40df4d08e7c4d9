"""The tools of the grid: what is entered, which year, which indicators. Tells, loads nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from shengsi_desktop.ui.pages.indicators.grid import words
from shengsi_desktop.ui.pages.indicators.grid.series import Field
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Chip
from shengsi_desktop.ui.widgets.containers import FlowLayout
from shengsi_desktop.ui.widgets.heights import as_high_as

if TYPE_CHECKING:
    from shengsi_desktop.domain.units import Unit

#: typing is waited out before the rows follow (ms)
_TYPING = 120
_FILTER_WIDTH = 124
_SIDE = 14
_YEARS = 10


class GridBar(QWidget):
    """One line where there is room, else two."""

    #: another field or year
    sight_changed = Signal()
    #: another filter
    filter_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_TYPING)
        self._wait.timeout.connect(self.filter_changed)
        flow = self._flow = FlowLayout(gap=8)
        row = QHBoxLayout(self)
        # set apart from whatever stands before it
        row.setContentsMargins(_SIDE, 0, 0, 0)
        row.addLayout(flow)
        self.fields: dict[Field, QPushButton] = {}
        flow.addWidget(self._fields())
        self.year = QComboBox(self)
        self.year.setAccessibleName(words.YEAR_NAME)
        self.year.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.year.currentIndexChanged.connect(lambda _at: self.sight_changed.emit())
        self.missing, self.mine = Chip(words.MISSING, parent=self), Chip(words.MINE, parent=self)
        for chip in (self.missing, self.mine):
            chip.clicked.connect(lambda _on=False: self.filter_changed.emit())
        self.text = QLineEdit(self)
        self.text.setProperty("kind", "search")
        self.text.setPlaceholderText(words.FILTER_HINT)
        self.text.setClearButtonEnabled(True)
        self.text.setFixedWidth(current.px(_FILTER_WIDTH))
        self.text.textChanged.connect(lambda _text: self._wait.start())
        for part in (self.year, self.missing, self.mine, self.text):
            flow.addWidget(part)
        as_high_as(self.fields[Field.VALUE], self.year, self.text)

    @property
    def least_width(self) -> int:
        """All in one line (px)."""
        return self._flow.sizeHint().width() + _SIDE

    @property
    def field(self) -> Field:
        """What is entered."""
        return next(one for one, button in self.fields.items() if button.isChecked())

    def choose_field(self, field: Field) -> None:
        """Enter that one; tells of it where it is another."""
        if field is not self.field:
            self.fields[field].click()

    def offer_years(self, plan_year: int) -> None:
        """The plan's year and those before it; another plan's year is chosen anew."""
        if self.year.count() and self.year.itemData(0) == plan_year:
            return
        self.year.blockSignals(True)
        self.year.clear()
        for year in range(plan_year, plan_year - _YEARS, -1):
            self.year.addItem(words.YEAR.format(year=year), year)
        self.year.blockSignals(False)

    def choose_year(self, year: int) -> bool:
        """Show that year; False where it is not offered."""
        place = self.year.findData(year)
        if place >= 0:
            self.year.setCurrentIndex(place)
        return place >= 0

    @property
    def shown_year(self) -> int:
        """The year chosen; 0 before there is one."""
        return int(self.year.currentData() or 0)

    def say_unit(self, unit: Unit) -> None:
        """Whose 本单位 is."""
        self.mine.setToolTip(words.MINE_TIP.format(unit=unit.name))

    def say_missing(self, count: int, month: int) -> None:
        """How many lack the newest month's figure."""
        self.missing.setText(words.MISSING_COUNT.format(count=count) if count else words.MISSING)
        if self.field is Field.PLANNED:
            self.missing.setToolTip(words.MISSING_PLAN_TIP)
        else:
            self.missing.setToolTip(
                words.MISSING_TIP.format(month=month) if month else words.MISSING_NONE_TIP
            )

    def clear_filters(self) -> None:
        """Everything is listed again."""
        self.missing.setChecked(False)
        self.mine.setChecked(False)
        self.text.blockSignals(True)
        self.text.clear()
        self.text.blockSignals(False)
        self._wait.stop()
        self.filter_changed.emit()

    def _fields(self) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        group = QButtonGroup(self)
        for field in Field:
            button = QPushButton(field.label, holder)
            button.setProperty("kind", "segment")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolTip(words.FIELD_TIPS[field.value])
            group.addButton(button)
            row.addWidget(button)
            self.fields[field] = button
        self.fields[Field.VALUE].setChecked(True)
        group.buttonToggled.connect(lambda _button, on: self.sight_changed.emit() if on else None)
        return holder
