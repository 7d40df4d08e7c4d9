"""The left of 征集: the sections with their items, and the text for each to be copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPlainTextEdit, QVBoxLayout, QWidget

from shengsi_desktop.domain.clock import local_now
from shengsi_desktop.ui.dialogs.solicit import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import SectionLabel, label

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QResizeEvent

    from shengsi_desktop.domain.soliciting import SolicitMessage

_ROW, _HIGH_ROW = 30, 46
_GAP = 14
#: left and right of a line of the list, with its rim and a scroll bar
_AROUND = 44
_AFTER_TYPING = 400


class SectionsPart(QWidget):
    """Shows the messages; copies one."""

    #: what was copied, in words
    copied = Signal(str)
    #: the section whose message was copied (empty: 未分科室), and when (local time)
    copied_for = Signal(str, object)
    #: another deadline was typed
    deadline_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.messages: tuple[SolicitMessage, ...] = ()
        self._copied: dict[str, datetime] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, _GAP, 0)
        column.setSpacing(8)
        self.heading = label(words.SECTIONS, "heading")
        column.addWidget(self.heading)
        self.note = label(words.SECTION_NOTE, "second", wrap=True)
        column.addWidget(self.note)
        self.list = QListWidget()
        self.list.setProperty("kind", "boxed")
        self.list.setAccessibleName(words.SECTIONS)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self.list, 2)
        column.addWidget(SectionLabel(words.DEADLINE))
        self.deadline = QLineEdit()
        self.deadline.setAccessibleName(words.DEADLINE)
        column.addWidget(self.deadline)
        self.copy = Button(words.COPY, kind="primary", icon="copy")
        self.copy.clicked.connect(self.copy_current)
        column.addWidget(self.copy)
        column.addWidget(SectionLabel(words.PREVIEW))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(words.PREVIEW)
        column.addWidget(self.text, 3)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(_AFTER_TYPING)
        self._typed.timeout.connect(lambda: self.deadline_changed.emit(self.deadline.text().strip()))
        self.deadline.textEdited.connect(lambda _text: self._typed.start())
        self.list.currentRowChanged.connect(lambda _row: self._show_text())

    @property
    def message(self) -> SolicitMessage | None:
        """The message of the chosen section."""
        row = self.list.currentRow()
        return self.messages[row] if 0 <= row < len(self.messages) else None

    def show_messages(
        self, messages: tuple[SolicitMessage, ...], deadline: str, copied: dict[str, datetime]
    ) -> None:
        """Show them, with when each was copied; the same section stays chosen."""
        self._copied = {**self._copied, **copied}
        before = self.message.name if self.message else None
        self.messages = messages
        if not self.deadline.hasFocus() and not self.deadline.text():
            self.deadline.setPlaceholderText(deadline)
        self.list.blockSignals(True)
        self.list.clear()
        for one in messages:
            row = QListWidgetItem(self.list)
            row.setToolTip("　".join(self._line(one)))
        self._fit_rows()
        names = [one.name for one in messages]
        self.list.setCurrentRow(names.index(before) if before in names else 0 if messages else -1)
        self.list.blockSignals(False)
        self.copy.setEnabled(bool(messages))
        alone = bool(messages) and all(one.section is None for one in messages)
        self.note.setText(words.NO_SECTIONS if alone else words.SECTION_NOTE)
        self._show_text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The person stands below the section where both have no room in one line."""
        super().resizeEvent(event)
        self._fit_rows()

    def _fit_rows(self) -> None:
        room = self.list.width() - current.px(_AROUND)
        for at, one in enumerate(self.messages[: self.list.count()]):
            said = self._line(one)
            high = self.list.fontMetrics().horizontalAdvance("　".join(said)) > room and len(said) > 1
            row = self.list.item(at)
            row.setText(("\n" if high else "　").join(said))
            row.setSizeHint(QSize(0, current.px(_HIGH_ROW if high else _ROW)))

    def copy_current(self) -> None:
        """The chosen message to the clipboard."""
        message = self.message
        if message is not None:
            QGuiApplication.clipboard().setText(message.text)
            self.copied.emit(words.COPIED.format(name=message.name, count=len(message.items)))
            now = local_now()
            self._copied[_section_id(message)] = now
            self.copied_for.emit(_section_id(message), now)
            self._fit_rows()

    def _line(self, one: SolicitMessage) -> tuple[str, ...]:
        """«文化科（2项） ✓已复制 14:05» and, behind or below, «张某 0580-1»."""
        at = self._copied.get(_section_id(one))
        said = f"{one.name}（{words.ITEMS.format(count=len(one.items))}）"
        if at is not None:
            today = at.date() == local_now().date()
            when = f"{at:%H:%M}" if today else f"{at.month}月{at.day}日"
            said = f"{said}　{words.COPIED_AT.format(when=when)}"
        contact = one.section.line.contact if one.section else ""
        return (said, contact) if contact else (said,)

    def _show_text(self) -> None:
        message = self.message
        self.text.setPlainText(message.text if message else "")


def _section_id(message: SolicitMessage) -> str:
    return message.section.id if message.section else ""
