"""The bar on top of a page of several views: which views there are, and at its right the shown view's own tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from shengsi_desktop.ui.widgets.containers import Line

if TYPE_CHECKING:
    from collections.abc import Mapping


class ViewBar(QWidget):
    """Segments for the views; with a single view they say nothing and are left out."""

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
        self._row = QHBoxLayout()
        self._row.setContentsMargins(16, 3, 16, 3)
        self._row.setSpacing(4)
        column.addLayout(self._row)
        column.addWidget(Line())
        for number, (key, name) in enumerate(names.items(), start=1):
            self._buttons[key] = self._button(key, name, number, alone=len(names) == 1)
        # takes the room where a view has no tools
        self._row.addStretch(0)

    def show_view(self, key: str, tools: QWidget | None) -> None:
        """Show which one is shown, and its tools beside the names."""
        self._buttons[key].setChecked(True)
        if tools is self._tools:
            return
        if self._tools is not None:
            self._row.removeWidget(self._tools)
            self._tools.hide()
        self._tools = tools
        if tools is not None:
            self._row.addWidget(tools, 1)
            tools.show()

    def button(self, key: str) -> QPushButton:
        """The button of a view."""
        return self._buttons[key]

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
