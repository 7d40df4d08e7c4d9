"""收取, beneath the files: what the chosen one says, in full; what comes back with it first and in red."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.text import breakable, label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from shengsi_desktop.domain.exchange import CollectLine

#: more than this is scrolled (px)
_MOST = 170


class CollectedWords(QScrollArea):
    """As high as its words, up to a third of the view; hidden while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        self.back = label("", "alarm", wrap=True)
        self.rest = label("", "", wrap=True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.back, self.rest):
            part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(inner)
        self.hide()

    def show_line(self, line: CollectLine | None) -> None:
        """The words of that file; none: away."""
        told = () if line is None else line.told or ((line.words,) if line.words else ())
        returned = line.returned if line is not None else ()
        for part, words in ((self.back, returned), (self.rest, told[len(returned) :])):
            part.setText(breakable("\n".join(words)))
            part.setVisible(bool(words))
        self.setVisible(bool(told))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        layout = self.widget().layout()
        if layout is not None:
            layout.invalidate()
            high = layout.totalHeightForWidth(max(self.viewport().width(), 1))
            self.setFixedHeight(max(min(high, current.px(_MOST)), 0))
