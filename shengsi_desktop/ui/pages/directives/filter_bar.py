"""Above the list: states with their counts, source, unit, words and order. Loads nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from shengsi_desktop.domain.words import DirectiveSource
from shengsi_desktop.ui.pages.directives import words
from shengsi_desktop.ui.pages.directives.choice import INSIDE, Choice, belongs
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button, Chip
from shengsi_desktop.ui.widgets.containers import FlowLayout
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shengsi_desktop.domain.directives import Directive

#: chips that are hidden while they would list nothing
_RARE = frozenset({"closed", "cancelled"})


class DirectiveFilters(QWidget):
    """What of the directives is listed, and in which order."""

    changed = Signal()
    add_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._state = "open"
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 8)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addLayout(self._chip_row())
        column.addLayout(self._choices())

    @property
    def choice(self) -> Choice:
        """What is asked now."""
        return Choice(
            self._state,
            self.source.currentData() or "",
            self.unit.currentData() or "",
            self.search.text(),
            self.sort.currentData(),
        )

    def choose(self, state: str) -> None:
        """Another chip."""
        self._state = state
        for key, chip in self.chips.items():
            chip.setChecked(key == state)
        self.changed.emit()

    def clear(self, state: str = "") -> None:
        """No condition beside the chip; another chip where `state` says so."""
        for box in (self.source, self.unit):
            box.blockSignals(True)
            box.setCurrentIndex(0)
            box.blockSignals(False)
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.choose(state or self._state)

    def offer(self, directives: Iterable[Directive]) -> None:
        """Offer the units and sources that there are, and count."""
        there = tuple(directives)
        units = sorted({name for one in there for name in one.owner_units})
        inside = [(INSIDE, words.OWN_UNIT)] if any(not one.owner_units for one in there) else []
        _fill(self.unit, [("", words.ALL_UNITS), *inside, *((name, name) for name in units)])
        used = {one.source for one in there}
        sources = [(one.value, one.label) for one in DirectiveSource if one in used]
        _fill(self.source, [("", words.ALL_SOURCES), *sources])

    def count(self, directives: Iterable[Directive], shown: int) -> None:
        """Say in each chip how many it would list."""
        left = [one for one in directives if self.choice.accepts_but_state(one)]
        for key, name in words.FILTERS:
            number = sum(belongs(one, key) for one in left)
            self.chips[key].setText(f"{name} {number}" if number else name)
            # what there never was needs no room; a chosen one stays, to be seen and left
            self.chips[key].setVisible(bool(number) or key not in _RARE or key == self._state)
        self.said.setText(words.COUNT.format(count=shown))

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(words.TITLE, "title"))
        self.said = label("", "second")
        row.addWidget(self.said)
        self.search = QLineEdit()
        self.search.setProperty("kind", "search")
        self.search.setPlaceholderText(words.SEARCH_HINT)
        self.search.setAccessibleName(words.SEARCH_HINT)
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(current.px(280))
        self.search.textChanged.connect(lambda _text: self.changed.emit())
        row.addStretch(1)
        row.addWidget(self.search, 3)
        self.add = Button(words.ADD, kind="primary", icon="add", tip=words.ADD_TIP)
        self.add.clicked.connect(self.add_asked)
        row.addWidget(self.add)
        return row

    def _chip_row(self) -> FlowLayout:
        flow = FlowLayout(gap=6)
        self.chips: dict[str, Chip] = {}
        for place, (key, name) in enumerate(words.FILTERS, 1):
            chip = Chip(name, checked=key == self._state, parent=self)
            chip.setToolTip(f"按键 {place}")
            chip.clicked.connect(lambda _checked, key=key: self.choose(key))
            self.chips[key] = chip
            flow.addWidget(chip)
        return flow

    def _choices(self) -> FlowLayout:
        flow = FlowLayout(gap=6)
        self.source, self.unit, self.sort = QComboBox(self), QComboBox(self), QComboBox(self)
        for key, name in words.SORTS:
            self.sort.addItem(name, key)
        _fill(self.source, [("", words.ALL_SOURCES)])
        _fill(self.unit, [("", words.ALL_UNITS)])
        for box, name in ((self.source, "来源"), (self.unit, "责任单位"), (self.sort, "排序")):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setStyleSheet("padding-top: 1px; padding-bottom: 1px;")
            box.setMaximumWidth(current.px(180))
            box.currentIndexChanged.connect(lambda _at: self.changed.emit())
            flow.addWidget(box)
        return flow

    def minimumSizeHint(self) -> QSize:
        """Chips wrap."""
        return QSize(current.px(280), super().minimumSizeHint().height())


def _fill(box: QComboBox, entries: list[tuple[str, str]]) -> None:
    """Offer these, the chosen one kept; tells nobody."""
    if [(box.itemData(at), box.itemText(at)) for at in range(box.count())] == entries:
        return
    wanted = box.currentData()
    box.blockSignals(True)
    box.clear()
    for data, name in entries:
        box.addItem(name, data)
    box.setCurrentIndex(max(box.findData(wanted), 0))
    box.blockSignals(False)
