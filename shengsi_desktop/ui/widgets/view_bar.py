"""The bar on top of a page of several views: which views there are, and at its right the shown view's own tools.

Where names and tools have no room beside each other, the tools stand in a row of their own below: no word is cut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.containers import Line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

_SIDE, _ABOVE, _GAP = 16, 3, 4
#: as high as an ordinary button, whatever stands in the row (px at 100 %)
_HEIGHT = 34


class ViewBar(QWidget):
    """Segments for the views; with a single view they say nothing and are left out.

    Tools that wrap, or whose words give way, say in `least_width` below which width (px) a row of their own is better.
    """

    #: the key of the view to show
    chosen = Signal(str)

    def __init__(self, names: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._tools: QWidget | None = None
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._row, self._below = QHBoxLayout(), QHBoxLayout()
        self._row.setContentsMargins(_SIDE, _ABOVE, _SIDE, _ABOVE)
        self._row.setSpacing(_GAP)
        self._row.addStrut(current.px(_HEIGHT))
        column.addLayout(self._row)
        column.addLayout(self._below)
        column.addWidget(Line())
        for number, (key, name) in enumerate(names.items(), start=1):
            self._buttons[key] = self._button(key, name, number, alone=len(names) == 1)
        # beside a view without tools the segments stay as wide as their words
        self._row.addStretch(0)

    def show_view(self, key: str, tools: QWidget | None) -> None:
        """Show which one is shown, and its tools beside the names."""
        self._buttons[key].setChecked(True)
        if tools is self._tools:
            return
        if self._tools is not None:
            self._layout_of_tools.removeWidget(self._tools)
            self._tools.hide()
        self._tools = tools
        if tools is not None:
            self._row.addWidget(tools, 1)
            tools.show()
        self._place_tools()

    def arrange(self, names: Mapping[str, str]) -> None:
        """Show the segments of these keys alone, in this order and with these words; Alt goes by the order."""
        before = None
        for button in self._buttons.values():
            button.hide()
            button.setShortcut(QKeySequence())
        for number, (key, name) in enumerate(names.items(), start=1):
            button = self._buttons[key]
            self._row.removeWidget(button)
            # the first place is the strut's, which keeps the row's height
            self._row.insertWidget(number, button)
            button.setText(name)
            button.setToolTip(f"{name}（Alt+{number}）")
            button.setShortcut(QKeySequence(f"Alt+{number}"))
            button.setVisible(len(names) > 1)
            if before is not None:
                self.setTabOrder(before, button)
            before = button
        self._place_tools()

    def button(self, key: str) -> QPushButton:
        """The button of a view."""
        return self._buttons[key]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for another order."""
        super().resizeEvent(event)
        self._place_tools()

    def minimumSizeHint(self) -> QSize:
        """As wide as the names: the tools give way in a row of their own."""
        return QSize(self._names_width() + 2 * _SIDE, super().minimumSizeHint().height())

    @property
    def _layout_of_tools(self) -> QHBoxLayout:
        tools = self._tools
        return self._below if tools is not None and self._below.indexOf(tools) >= 0 else self._row

    def _place_tools(self) -> None:
        tools = self._tools
        together = self._names_width() + _GAP + self._tools_width() <= self.width() - 2 * _SIDE
        into = self._row if together else self._below
        if tools is not None and into is not self._layout_of_tools:
            self._layout_of_tools.removeWidget(tools)
            into.addWidget(tools, 1)
        if self._below.isEmpty():
            self._below.setContentsMargins(0, 0, 0, 0)
        else:
            self._below.setContentsMargins(_SIDE - 12, 0, _SIDE, _ABOVE)

    def _names_width(self) -> int:
        shown = [button.sizeHint().width() for button in self._buttons.values() if not button.isHidden()]
        return sum(shown) + _GAP * max(len(shown) - 1, 0)

    def _tools_width(self) -> int:
        """What the tools need at least so that every word is whole (px)."""
        tools = self._tools
        layout = tools.layout() if tools is not None else None
        least: int = getattr(tools, "least_width", 0)
        return least or (layout.minimumSize().width() if layout is not None else 0)

    def _button(self, key: str, name: str, number: int, *, alone: bool) -> QPushButton:
        button = QPushButton(name, self)
        button.setProperty("kind", "segment")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(f"{name}（Alt+{number}）")
        button.setVisible(not alone)
        button.clicked.connect(lambda: self.chosen.emit(key))
        # Ctrl with a figure goes to another page
        button.setShortcut(QKeySequence(f"Alt+{number}"))
        self._group.addButton(button)
        self._row.addWidget(button)
        return button
