"""Above the chart of several series: how many, how they are drawn, and the way back to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from shengsi_desktop.charts.numbers import shared_unit
from shengsi_desktop.ui.pages.indicators.trend import words
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import FlowLayout
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.domain.indicators import IndicatorStanding


class CompareHead(QWidget):
    """Goes on in a second line where the room ends."""

    #: the choices have changed
    changed = Signal()
    #: back to one
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._one_unit = True
        flow = FlowLayout(self, gap=10)
        self.count = label("", "title")
        flow.addWidget(self.count)
        self.clear = Button(words.CLEAR, kind="link", tip=words.CLEAR_TIP)
        self.clear.clicked.connect(self.cleared)
        flow.addWidget(self.clear)
        self.in_one, self.apart = self._pair(flow, words.TOGETHER, words.APART)
        self.by_target, self.by_value = self._pair(flow, words.BY_TARGET, words.BY_VALUE)
        self.why = label(words.ONLY_PERCENT, "second")
        self.why.setToolTip(words.DIFFERENT_UNITS)
        self.why.setFixedHeight(self.by_value.sizeHint().height())
        self.why.hide()
        flow.addWidget(self.why)

    @property
    def together(self) -> bool:
        """All in one figure."""
        return self.in_one.isChecked()

    @property
    def of_target(self) -> bool:
        """In percent of their targets."""
        return self.by_target.isChecked() or not self.by_value.isEnabled()

    def show_chosen(self, chosen: Sequence[IndicatorStanding], drawn: int) -> None:
        """«已选3项», and how many of them the figure holds. Different units share no axis but that of percent."""
        said = words.CHOSEN.format(count=len(chosen))
        self.count.setText(said if drawn == len(chosen) else said + words.DRAWN_OF.format(count=drawn))
        self._one_unit = shared_unit([one.indicator.unit for one in chosen[:drawn]]) is not None
        self._follow()

    def _chosen(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        free = self._one_unit or not self.together
        self.by_value.setEnabled(free)
        self.why.setVisible(not free)
        self.by_value.setToolTip("" if free else words.DIFFERENT_UNITS)

    def _pair(self, flow: FlowLayout, first: str, second: str) -> tuple[QPushButton, QPushButton]:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        group = QButtonGroup(self)
        made = []
        for said in (first, second):
            button = QPushButton(said, holder)
            button.setProperty("kind", "segment")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            group.addButton(button)
            row.addWidget(button)
            made.append(button)
        made[0].setChecked(True)
        group.buttonClicked.connect(lambda _button: self._chosen())
        flow.addWidget(holder)
        return made[0], made[1]
