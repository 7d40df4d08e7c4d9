"""What held the item up this week (停航, 台风 …), offered for a field: one click writes it there. Saves nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shengsi_desktop.ui.pages.week import words
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.tab_order import follow
from shengsi_desktop.ui.widgets.text import label


class StoppageReasons(QWidget):
    """One line a stoppage; what stands in the field already is offered no more."""

    #: the words to be written
    taken = Signal(str)

    def __init__(self, into: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._into = into
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.offered: tuple[str, ...] = ()
        self._shown: tuple[str, ...] = ()
        self.buttons: list[Button] = []
        self._rows: list[QWidget] = []
        self.hide()

    def show_reasons(self, offered: tuple[str, ...], written: str) -> None:
        """Offer those that `written` does not say yet."""
        self.offered = offered
        shown = tuple(one for one in offered if one not in written)
        if shown != self._shown:
            self._shown = shown
            for row in self._rows:
                self._column.removeWidget(row)
                row.hide()
                row.deleteLater()
            self._rows, self.buttons = [], []
            for one in shown:
                self._add(one)
            follow(self, self.buttons)
        self.setVisible(bool(shown))

    def _add(self, reason: str) -> None:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(2, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label(f"{words.STOPPED}{reason}", "accent", wrap=True), 1)
        button = Button(
            words.STOPPED_INSERT.format(field=self._into),
            kind="link",
            tip=words.STOPPED_TIP.format(field=self._into),
        )
        button.clicked.connect(lambda _checked=False: self.taken.emit(reason))
        row.addWidget(button)
        self._rows.append(holder)
        self.buttons.append(button)
        self._column.addWidget(holder)
