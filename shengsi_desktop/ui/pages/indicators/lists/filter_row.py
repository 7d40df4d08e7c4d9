"""What stands above a list: whose items, choices of a condition, how many are left; and the tools in the page's bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from shengsi_desktop.ui.pages.indicators.lists import words
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import FlowLayout
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.tracking import ItemRow


def segment(said: str, group: QButtonGroup, chosen: Callable[[], object], tip: str = "") -> QPushButton:
    """One of several buttons of which one is down."""
    button = QPushButton(said)
    button.setProperty("kind", "segment")
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setToolTip(tip)
    button.clicked.connect(lambda _checked=False: chosen())
    group.addButton(button)
    return button


class ToolsRow(QWidget):
    """What adds items; stands in the page's bar."""

    add_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 0, 0)
        self._row.setSpacing(6)
        self._group = QButtonGroup(self)

    def put_ghost(self, said: str, asked: object, *, tip: str = "") -> Button:
        """A button at the end that asks for something (a signal)."""
        button = Button(said, kind="ghost", tip=tip)
        button.clicked.connect(asked)
        self._row.addWidget(button)
        return button

    def put_add(self, said: str) -> Button:
        """The button that adds one, the last."""
        button = Button(said, kind="ghost", icon="add")
        button.clicked.connect(self.add_asked)
        self._row.addWidget(button)
        return button


class FilterRow(QWidget):
    """Whose items, and how many are left; conditions stand between them."""

    #: other items are wanted
    changed = Signal()

    def __init__(self, mine: str, everything_tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(16, 8, 12, 8)
        outer.setSpacing(10)
        self._flow = FlowLayout(gap=6)
        group = QButtonGroup(self)
        self.mine = segment(mine, group, self.changed.emit)
        self.everything = segment(words.EVERYTHING, group, self.changed.emit, everything_tip)
        self._flow.addWidget(self.mine)
        self._flow.addWidget(self.everything)
        self.mine.setChecked(True)
        outer.addLayout(self._flow, 1)
        self.count = label("", "second")
        self.count.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        outer.addWidget(self.count, 0, Qt.AlignmentFlag.AlignVCenter)

    def put_choice(self, every: str) -> QComboBox:
        """A condition whose first choice leaves all of them."""
        choice = QComboBox(self)
        choice.addItem(every, "")
        choice.setAccessibleName(every)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        choice.setStyleSheet("padding-top: 1px; padding-bottom: 1px;")
        choice.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self._flow.addWidget(choice)
        return choice

    def show_count(self, shown: int, of_all: int) -> None:
        """«5 / 12 项»."""
        said = words.COUNT if shown == of_all else words.COUNT_OF
        self.count.setText(said.format(count=shown, total=of_all))

    def is_whose(self, item: ItemRow) -> bool:
        """Whether it is one of those asked for: mine, or any."""
        return self.everything.isChecked() or item.ours
