"""交办事项 of the meeting: a line each with tick, person and day, and the line that adds one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from shengsi_desktop.domain.directives import DirectiveStanding
from shengsi_desktop.domain.words import DirectiveState
from shengsi_desktop.ui.pages.week import words
from shengsi_desktop.ui.pages.week.quick_add import QuickAddLine
from shengsi_desktop.ui.pages.week.typing_fields import settle_input
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import Line
from shengsi_desktop.ui.widgets.tab_order import follow
from shengsi_desktop.ui.widgets.text import ElidedLabel, label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from shengsi_desktop.domain.meetings import Directive
    from shengsi_desktop.ui.operations import Operations


def as_line(directive: Directive) -> str:
    """The directive as it would be typed: «反馈意见 @花鸟乡 @张某 8月1日»."""
    parts = [directive.what]
    if directive.who:
        parts += [f"@{name}" for name in directive.who.split("、")]
    if directive.due:
        parts.append(f"{directive.due.month}月{directive.due.day}日")
    return " ".join(parts)


def state_words(directive: Directive) -> str:
    """What its date and its tick do not say: 逾期3天, 待签收, 销号, 取消, and that it was put off."""
    from shengsi_desktop.rhythm.directive_texts import standing_words

    telling = (
        DirectiveStanding.OVERDUE,
        DirectiveStanding.TO_SIGN,
        DirectiveStanding.CLOSED,
        DirectiveStanding.CANCELLED,
    )
    said = standing_words(directive) if directive.standing in telling else ""
    put_off = f"延期{directive.extensions}次" if directive.extensions and directive.is_open else ""
    return " ".join(filter(None, (put_off, said)))


class EditLine(QLineEdit):
    """The directive as one line to be changed; Esc leaves it as it was."""

    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(event)


class DirectiveRow(QWidget):
    """One directive; a click on its words opens the line to change it."""

    #: done or open again
    ticked = Signal(bool)
    #: the changed line
    edited = Signal(str)
    removed = Signal()

    def __init__(self, directive: Directive, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.directive = directive
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(8)
        self.tick = QCheckBox()
        self.tick.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tick.clicked.connect(self.ticked)
        row.addWidget(self.tick)
        self.what = ElidedLabel()
        self.what.setCursor(Qt.CursorShape.IBeamCursor)
        row.addWidget(self.what, 1)
        self.when = label("", "second")
        row.addWidget(self.when)
        self.line = EditLine()
        self.line.setPlaceholderText(words.QUICK_ADD)
        self.line.editingFinished.connect(self._finish)
        self.line.given_up.connect(lambda: self._edit(on=False))
        row.addWidget(self.line, 1)
        self.remove = Button(kind="ghost", icon="remove", tip=words.REMOVE_DIRECTIVE)
        self.remove.clicked.connect(self.removed)
        row.addWidget(self.remove)
        self._editing = True
        self._edit(on=False)
        self.show_directive(directive)

    @property
    def editing(self) -> bool:
        """Whether the line is open."""
        return self._editing

    def show_directive(self, directive: Directive) -> None:
        """Show what is known of it now."""
        self.directive = directive
        done = directive.state in {DirectiveState.DONE, DirectiveState.CLOSED}
        self.tick.setChecked(done)
        self.tick.setAccessibleName(directive.what)
        self.what.set_text(directive.what)
        self.what.setEnabled(not done)
        parts = [directive.who]
        if directive.due:
            parts.append(f"{directive.due.month}月{directive.due.day}日")
        parts.append(state_words(directive))
        self.when.setText(" ".join(part for part in parts if part))
        kind = "danger" if directive.overdue else "second"
        if self.when.property("kind") != kind:
            self.when.setProperty("kind", kind)
            self.when.style().polish(self.when)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the line."""
        if not self._editing:
            self._edit(on=True)
        super().mousePressEvent(event)

    def finish(self) -> None:
        """Take what was typed."""
        settle_input(self.line)
        self._finish()

    def _edit(self, *, on: bool) -> None:
        if on == self._editing:
            return
        self._editing = on
        for widget in (self.what, self.when, self.tick):
            widget.setVisible(not on)
        self.line.setVisible(on)
        self.remove.setVisible(on)
        if on:
            self.line.setText(as_line(self.directive))
            self.line.setFocus(Qt.FocusReason.MouseFocusReason)

    def _finish(self) -> None:
        if not self._editing:
            return
        text = self.line.text().strip()
        self._edit(on=False)
        if text and text != as_line(self.directive):
            self.edited.emit(text)


class DirectiveList(QWidget):
    """The meeting's directives and the quick-add line."""

    #: (id, done or not)
    ticked = Signal(str, bool)
    #: (id, the changed line)
    edited = Signal(str, str)
    removed = Signal(str)
    #: «做什么 @谁 8月4日»
    added = Signal(str)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(self._list)
        self.rows: dict[str, DirectiveRow] = {}
        self._lines: list[Line] = []
        self.new_line = QuickAddLine(operations)
        self.new_line.taken.connect(self.added)
        column.addWidget(self.new_line)

    def show_directives(self, directives: tuple[Directive, ...]) -> None:
        """Show them; the same ones keep their rows, so that an open line stays open."""
        self.new_line.became_rows([one.id for one in directives])
        if [one.id for one in directives] == list(self.rows):
            for one in directives:
                self.rows[one.id].show_directive(one)
            return
        for row in self.rows.values():
            row.finish()
        for widget in (*self.rows.values(), *self._lines):
            self._list.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.rows, self._lines = {}, []
        for one in directives:
            self._lines.append(Line())
            self._list.addWidget(self._lines[-1])
            row = DirectiveRow(one)
            row.ticked.connect(lambda done, own=one.id: self.ticked.emit(own, done))
            row.edited.connect(lambda text, own=one.id: self.edited.emit(own, text))
            row.removed.connect(lambda own=one.id: self.removed.emit(own))
            self.rows[one.id] = row
            self._list.addWidget(row)
        follow(self, self.rows.values())

    def flush(self) -> None:
        """Take what was typed in open lines; the quick-add line waits for Enter."""
        for row in self.rows.values():
            row.finish()
