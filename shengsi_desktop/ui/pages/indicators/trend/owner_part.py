"""Who answers for an indicator: the words, which open into a field."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QStackedLayout, QWidget

from shengsi_desktop.ui.pages.indicators.trend import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.facts import OpenLine
from shengsi_desktop.ui.widgets.typed_words import TypedWords


class OwnerPart(QWidget):
    """«责任单位：未定，点此填写», which opens into a field."""

    #: (indicator id, the unit as written; empty for none)
    edited = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._indicator_id = self._owner = ""
        self._stack = QStackedLayout(self)
        self.link = Button(words.NO_OWNER, kind="link", tip=words.OWNER_TIP)
        self.link.clicked.connect(self.open)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.link)
        row.addStretch(1)
        self._stack.addWidget(holder)
        self.field = OpenLine()
        self.field.setPlaceholderText(words.OWNER_HINT)
        self.field.setStyleSheet("padding: 0 6px; min-height: 0;")
        self.field.setMinimumWidth(current.px(90))
        self.field.setMaximumWidth(current.px(240))
        self.field.returnPressed.connect(self._take)
        self.field.editingFinished.connect(self._take)
        self.field.given_up.connect(self._close)
        self._stack.addWidget(self.field)
        TypedWords(self, self._give)

    def show_owner(self, indicator_id: str, owner: str) -> None:
        """Show who it is; an open field stays open, that of another indicator is handed on first."""
        if indicator_id != self._indicator_id:
            self._take()
            self._indicator_id = indicator_id
        self._owner = owner
        self.link.setText(words.OWNER.format(owner=owner) if owner else words.NO_OWNER)

    def open(self) -> None:
        """Write it."""
        if self.field.completer() is None:
            from shengsi_desktop.services import setting_up

            completer = QCompleter([unit.name for unit in setting_up.directory()], self.field)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.field.setCompleter(completer)
        self.field.setText(self._owner)
        self._stack.setCurrentWidget(self.field)
        self.field.setFocus()
        self.field.selectAll()

    def _give(self) -> str:
        self._take()
        return ""

    def _take(self) -> None:
        if self._stack.currentWidget() is not self.field:
            return
        said = self.field.text().strip()
        self._close()
        if said != self._owner:
            self.show_owner(self._indicator_id, said)
            self.edited.emit(self._indicator_id, said)

    def _close(self) -> None:
        self._stack.setCurrentIndex(0)
