"""The chips over the list in one line: where it is narrow they stand closer, and the lights say less."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.containers import FlowLayout

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QResizeEvent

    from shengsi_desktop.ui.widgets.buttons import Chip


class Closeness(IntEnum):
    """How the chips stand, the roomiest first."""

    ROOMY = 0
    CLOSE = 1
    SHORT = 2
    SIGNS = 3


#: the room beside a chip's words, and the gap between chips (px at 100 %)
_ROOMY, _CLOSE = (12, 6), (8, 4)
_RIM = 2


class _Words(NamedTuple):
    """What a chip says whole, shorter, and by its sign."""

    whole: str
    short: str
    sign: str

    def at(self, closeness: Closeness) -> str:
        """Those of one closeness."""
        return {Closeness.SHORT: self.short, Closeness.SIGNS: self.sign}.get(closeness, self.whole)


class ChipRow(QWidget):
    """Goes on in a second line only where even the closest chips have no room in one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: dict[Chip, _Words] = {}
        self._closeness = Closeness.ROOMY
        self._flow = FlowLayout(self, gap=_ROOMY[1])

    @property
    def closeness(self) -> Closeness:
        """How they stand now."""
        return self._closeness

    def add(self, chip: Chip, short: str = "", sign: str = "") -> None:
        """One more; `short`, then `sign` is what it says where there is no room for its words."""
        said = chip.text()
        self._chips[chip] = _Words(said, short or said, sign or short or said)
        if short:
            chip.setAccessibleName(chip.text())
            chip.setToolTip(chip.text())
        self._flow.addWidget(chip)

    def fit(self) -> None:
        """Stand as roomily as one line allows; where none does, in as few lines as can be."""
        lines = {closeness: self._lines(closeness) for closeness in Closeness}
        wanted = min(Closeness, key=lambda one: (lines[one], one))
        if wanted is self._closeness:
            return
        self._closeness = wanted
        side, gap = _measures(wanted)
        self._flow.set_gap(gap)
        pads = f"padding-left: {current.px(side)}px; padding-right: {current.px(side)}px;"
        self.setStyleSheet("" if wanted is Closeness.ROOMY else f"QPushButton {{ {pads} }}")
        for chip, words in self._chips.items():
            chip.setText(words.at(wanted))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size."""
        super().changeEvent(event)
        if event.type() == event.Type.FontChange:
            self.fit()

    def _lines(self, closeness: Closeness) -> int:
        """How many lines they would take."""
        side, gap = _measures(closeness)
        metrics = self.fontMetrics()
        lines, x = 1, 0
        for chip, words in self._chips.items():
            if chip.isHidden():
                continue
            width = metrics.horizontalAdvance(words.at(closeness)) + 2 * current.px(side) + _RIM
            if x and x + width > self.width():
                lines, x = lines + 1, 0
            x += width + gap
        return lines


def _measures(closeness: Closeness) -> tuple[int, int]:
    return _ROOMY if closeness is Closeness.ROOMY else _CLOSE
