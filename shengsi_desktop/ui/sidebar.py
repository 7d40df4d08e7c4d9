"""The deep-blue column: which page is shown, and what stands below it at all times."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from shengsi_desktop.ui.page_list import PAGES
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.theme.icons import icon
from shengsi_desktop.ui.widgets.buttons import CountBadge
from shengsi_desktop.ui.widgets.text import ElidedLabel, label

_WIDTH = 168


class Sidebar(QWidget):
    """The pages' names; `chosen` with a page's key."""

    chosen = Signal(str)
    #: the plan's line was clicked: another plan is wanted, or one is to be imported
    plan_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("deskSidebar")
        self.setFixedWidth(current.px(_WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 18, 0, 14)
        column.setSpacing(0)
        name = label("嵊泗会商台账", "name")
        name.setContentsMargins(16, 0, 8, 0)
        column.addWidget(name)
        self.plan = self._plan_line()
        column.addWidget(self.plan)
        column.addSpacing(14)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._counts: dict[str, CountBadge] = {}
        for key, (words, picture, _) in PAGES.items():
            self._add(column, key, words, picture)
        column.addStretch(1)
        self._unit = ElidedLabel("")
        for foot in (label("严禁录入涉密信息"), label("离线可用"), self._unit):
            foot.setContentsMargins(16, 1, 8, 1)
            column.addWidget(foot)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill it: a plain QWidget takes no background from the style sheet by itself."""
        QPainter(self).fillRect(self.rect(), current.colour("deep"))

    def show_page(self, key: str) -> None:
        """Mark the page that is shown."""
        self._buttons[key].setChecked(True)

    def show_desk(self, plan_year: int, unit: str) -> None:
        """Name the plan's year and the unit."""
        self.plan.setText(f"{plan_year}年行动方案 ▾" if plan_year else "行动方案 ▾")
        self._unit.set_text(unit)

    def set_count(self, key: str, count: int, tip: str = "") -> None:
        """The red number beside a page's name."""
        self._counts[key].set_count(count)
        self._buttons[key].setToolTip(tip)

    def set_pages_enabled(self, *, enabled: bool) -> None:
        """No page can be visited before the first run is done."""
        for button in (*self._buttons.values(), self.plan):
            button.setEnabled(enabled)

    def rescale(self) -> None:
        """The text size has changed."""
        self.setFixedWidth(current.px(_WIDTH))

    def _plan_line(self) -> QPushButton:
        """The plan's year; behind it the plans there are."""
        button = QPushButton("行动方案 ▾", self)
        button.setObjectName("planLine")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setToolTip("切换方案、导入方案")
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.clicked.connect(self.plan_asked)
        return button

    def _add(self, column: QVBoxLayout, key: str, words: str, picture: str) -> None:
        button = QPushButton(words, self)
        button.setIcon(icon(picture, "deep_second", on="deep_text"))
        button.setIconSize(QSize(18, 18))
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self.chosen.emit(key))
        inside = QHBoxLayout(button)
        inside.setContentsMargins(0, 0, 14, 0)
        inside.addStretch(1)
        count = CountBadge(button)
        inside.addWidget(count)
        self._group.addButton(button)
        self._buttons[key] = button
        self._counts[key] = count
        column.addWidget(button)
