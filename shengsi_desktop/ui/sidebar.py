"""The deep-blue column: which page is shown, and what stands below it at all times.

In a window too narrow for it and two panes it is a column of signs, each with its page's name as tool tip.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from shengsi_desktop.ui.page_list import PAGES
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.theme.icons import icon
from shengsi_desktop.ui.widgets.buttons import CountBadge
from shengsi_desktop.ui.widgets.text import ElidedLabel, label

#: width with names and with signs alone, and the window's width below which the names go (px at 100 %)
_WIDTH, _SIGNS, _NAMES_FROM = 168, 58, 1000
_ICON, _LARGE_ICON = 18, 20
_NAME, _SHORT_NAME = "嵊泗会商台账", "嵊泗"
_SECRETS, _OFFLINE = "严禁录入涉密信息", "离线可用"
#: letters in a line below the signs
_LETTERS = 4


class Sidebar(QWidget):
    """The pages' names; `chosen` with a page's key."""

    chosen = Signal(str)
    #: the plan's line was clicked: another plan is wanted, or one is to be imported
    plan_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("deskSidebar")
        self._signs_alone = False
        self._year = 0
        self._tips: dict[str, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 18, 0, 14)
        column.setSpacing(0)
        self._name = label(_NAME, "name")
        column.addWidget(self._name)
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
        self._foot = {label(): _SECRETS, label(): _OFFLINE, self._unit: ""}
        for foot in self._foot:
            column.addWidget(foot)
        self.rescale()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill it: a plain QWidget takes no background from the style sheet by itself."""
        QPainter(self).fillRect(self.rect(), current.colour("deep"))

    def show_page(self, key: str) -> None:
        """Mark the page that is shown."""
        self._buttons[key].setChecked(True)

    def show_desk(self, plan_year: int, unit: str) -> None:
        """Name the plan's year and the unit."""
        self._year = plan_year
        self._foot[self._unit] = unit
        self._say()

    def set_count(self, key: str, count: int, tip: str = "") -> None:
        """The red number beside a page's name."""
        self._counts[key].set_count(count)
        self._tips[key] = tip
        self._say_tip(key)

    def set_pages_enabled(self, *, enabled: bool) -> None:
        """No page can be visited before the first run is done."""
        for button in (*self._buttons.values(), self.plan):
            button.setEnabled(enabled)

    def fit(self, window: int) -> None:
        """Signs alone in a window of that width (px), where names would leave too little beside them."""
        alone = window < current.px(_NAMES_FROM)
        if alone is not self._signs_alone:
            self._signs_alone = alone
            self.rescale()

    def rescale(self) -> None:
        """The text size has changed, or the room."""
        alone = self._signs_alone
        self.setFixedWidth(current.px(_SIGNS if alone else _WIDTH))
        side = current.px(_LARGE_ICON if alone else _ICON)
        for button in self._buttons.values():
            button.setIconSize(QSize(side, side))
            inside = button.layout()
            if inside is not None:
                # the number stands behind the name, or on the sign's corner
                inside.setContentsMargins(
                    0, 0, current.px(4 if alone else 14), current.px(16 if alone else 0)
                )
        left, right = (0, 0) if alone else (16, 8)
        where = Qt.AlignmentFlag.AlignHCenter if alone else Qt.AlignmentFlag.AlignLeft
        self._name.setContentsMargins(left, 0, right, 0)
        for foot in (self._name, *self._foot):
            foot.setAlignment(where | Qt.AlignmentFlag.AlignVCenter)
        for foot in self._foot:
            foot.setContentsMargins(left, 1, right, 1)
        wide = QSizePolicy.Policy.Preferred if alone else QSizePolicy.Policy.Maximum
        self.plan.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        for widget in (self, self.plan, *self._buttons.values()):
            widget.setProperty("signs", alone)
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self._say()

    def _say(self) -> None:
        """Names, year and unit, as much of them as there is room for."""
        alone = self._signs_alone
        self._name.setText(_SHORT_NAME if alone else _NAME)
        self._name.setToolTip(_NAME if alone else "")
        year = f"{self._year}年" if self._year else ""
        short = f"{self._year} ▾" if self._year else "方案 ▾"
        self.plan.setText(short if alone else f"{year}行动方案 ▾")
        for key, button in self._buttons.items():
            button.setText("" if alone else PAGES[key][0])
            self._say_tip(key)
        for foot, said in self._foot.items():
            lines = [said[at : at + _LETTERS] for at in range(0, len(said), _LETTERS)]
            if isinstance(foot, ElidedLabel):
                foot.setVisible(not alone)
                foot.set_text(said)
            else:
                foot.setText("\n".join(lines) if alone else said)

    def _say_tip(self, key: str) -> None:
        """What the number is about; the page's name first, where it cannot be read beside the sign."""
        tip = self._tips.get(key, "")
        name = PAGES[key][0] if self._signs_alone else ""
        self._buttons[key].setToolTip("：".join(said for said in (name, tip) if said))

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
        button.setAccessibleName(words)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self.chosen.emit(key))
        inside = QHBoxLayout(button)
        inside.addStretch(1)
        count = CountBadge(button)
        inside.addWidget(count)
        self._group.addButton(button)
        self._buttons[key] = button
        self._counts[key] = count
        column.addWidget(button)
