"""Above the list of projects: whose, which island, which lights, and the unit of the sums. Loads nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from shengsi_desktop.domain import money
from shengsi_desktop.domain.words import Light, Role
from shengsi_desktop.ui.pages.indicators.projects import words
from shengsi_desktop.ui.widgets.buttons import Button, Chip
from shengsi_desktop.ui.widgets.containers import FlowLayout
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.domain.projects import ProjectRow

_LIGHTS = (Light.YELLOW, Light.RED, Light.UNREPORTED)


class ProjectTools(QWidget):
    """The unit of the sums, and what adds projects; stands in the page's bar."""

    unit_chosen = Signal(str)
    import_asked = Signal()
    add_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 0, 0)
        row.setSpacing(6)
        row.addStretch(1)
        self._group = QButtonGroup(self)
        self.units = {unit: self._unit(row, unit) for unit in money.SHOWN_UNITS}
        row.addSpacing(8)
        self.take_in = Button(words.IMPORT, kind="ghost", tip=words.IMPORT_TIP)
        self.take_in.clicked.connect(self.import_asked)
        row.addWidget(self.take_in)
        self.add = Button(words.ADD, kind="ghost", icon="add")
        self.add.clicked.connect(self.add_asked)
        row.addWidget(self.add)

    def show_unit(self, unit: str) -> None:
        """Show which unit the sums are in."""
        self.units[unit].setChecked(True)

    def _unit(self, row: QHBoxLayout, unit: str) -> QPushButton:
        button = QPushButton(unit, self)
        button.setProperty("kind", "segment")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(words.UNITS_TIP.format(unit=unit))
        button.clicked.connect(lambda: self.unit_chosen.emit(unit))
        self._group.addButton(button)
        row.addWidget(button)
        return button


class ProjectFilters(QWidget):
    """What of the projects is listed."""

    #: other projects are wanted
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(16, 8, 12, 8)
        outer.setSpacing(10)
        flow = FlowLayout(gap=6)
        group = QButtonGroup(self)
        self.mine, self.everything = self._whose(words.MINE), self._whose(words.EVERYTHING)
        self.everything.setToolTip(words.EVERYTHING_TIP)
        for button in (self.mine, self.everything):
            group.addButton(button)
            flow.addWidget(button)
        self.mine.setChecked(True)
        self.lights = {light: Chip(f"{light.shape} {light.label}", parent=self) for light in _LIGHTS}
        for chip in self.lights.values():
            chip.clicked.connect(lambda _checked=False: self.changed.emit())
            flow.addWidget(chip)
        self.island = QComboBox(self)
        self.island.addItem(words.ISLANDS_ALL, "")
        self.island.setAccessibleName(words.ISLANDS_ALL)
        self.island.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.island.setStyleSheet("padding-top: 1px; padding-bottom: 1px;")
        self.island.currentIndexChanged.connect(lambda _at: self.changed.emit())
        flow.addWidget(self.island)
        outer.addLayout(flow, 1)
        self.count = label("", "second")
        self.count.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        outer.addWidget(self.count, 0, Qt.AlignmentFlag.AlignVCenter)

    def offer(self, projects: Sequence[ProjectRow]) -> None:
        """Offer the islands of these projects."""
        wanted = self.island.currentData()
        islands = sorted({island for one in projects for island in one.item.islands})
        there = [self.island.itemData(at) for at in range(1, self.island.count())]
        if islands != there:
            self.island.blockSignals(True)
            self.island.clear()
            self.island.addItem(words.ISLANDS_ALL, "")
            for island in islands:
                self.island.addItem(island, island)
            self.island.setCurrentIndex(max(self.island.findData(wanted), 0))
            self.island.blockSignals(False)
        self.island.setVisible(bool(islands))

    def chosen(self, projects: Sequence[ProjectRow]) -> tuple[ProjectRow, ...]:
        """Those that the conditions leave."""
        found = [one for one in projects if self.everything.isChecked() or _leads(one)]
        lights = {light for light, chip in self.lights.items() if chip.isChecked()}
        if lights:
            found = [one for one in found if one.item.standing.reading.light in lights]
        island = self.island.currentData()
        if island:
            found = [one for one in found if island in one.item.islands]
        return tuple(found)

    def clear(self) -> None:
        """No light and no island."""
        for chip in self.lights.values():
            chip.setChecked(False)
        self.island.setCurrentIndex(0)

    def show_count(self, shown: int, of_all: int) -> None:
        """«5 / 12 项»."""
        said = words.COUNT if shown == of_all else words.COUNT_OF
        self.count.setText(said.format(count=shown, total=of_all))

    def _whose(self, said: str) -> QPushButton:
        button = QPushButton(said, self)
        button.setProperty("kind", "segment")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked=False: self.changed.emit())
        return button


def _leads(row: ProjectRow) -> bool:
    return row.item.role in {Role.LEAD, Role.OWNER}
