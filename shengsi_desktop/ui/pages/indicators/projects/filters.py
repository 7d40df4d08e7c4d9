"""Above the list of projects: whose, which island, which lights, and the unit of the sums. Loads nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from shengsi_desktop.domain import money
from shengsi_desktop.domain.words import Light
from shengsi_desktop.ui.pages.indicators.lists.filter_row import FilterRow, ToolsRow, segment
from shengsi_desktop.ui.pages.indicators.projects import words
from shengsi_desktop.ui.widgets.buttons import Chip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QPushButton, QWidget

    from shengsi_desktop.domain.projects import ProjectRow

_LIGHTS = (Light.YELLOW, Light.RED, Light.UNREPORTED)


class ProjectTools(ToolsRow):
    """The unit of the sums, and what adds projects."""

    unit_chosen = Signal(str)
    import_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row.addStretch(1)
        self.units = {unit: self._unit(unit) for unit in money.SHOWN_UNITS}
        self._row.addSpacing(8)
        self.take_in = self.put_ghost(words.IMPORT, self.import_asked, tip=words.IMPORT_TIP)
        self.add = self.put_add(words.ADD)

    def show_unit(self, unit: str) -> None:
        """Show which unit the sums are in."""
        self.units[unit].setChecked(True)

    def _unit(self, unit: str) -> QPushButton:
        tip = words.UNITS_TIP.format(unit=unit)
        button = segment(unit, self._group, lambda: self.unit_chosen.emit(unit), tip)
        self._row.addWidget(button)
        return button


class ProjectFilters(FilterRow):
    """What of the projects is listed: whose, which lights, which island."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(words.MINE, words.EVERYTHING_TIP, parent)
        self.lights = {light: Chip(f"{light.shape} {light.label}", parent=self) for light in _LIGHTS}
        for chip in self.lights.values():
            chip.clicked.connect(lambda _checked=False: self.changed.emit())
            self._flow.addWidget(chip)
        self.island = self.put_choice(words.ISLANDS_ALL)

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
        found = [one for one in projects if self.is_whose(one.item)]
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
