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
from shengsi_desktop.ui.widgets.typed_words import TypedWords
from shengsi_desktop.ui.widgets.waiting_words import OpenWords, put_open_words

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from shengsi_desktop.domain.meetings import Directive
    from shengsi_desktop.ui.operations import Operations


def as_line(directive: Directive) -> str:
    """The directive as it would be typed: «反馈意见 @花鸟乡 @张某 8月1日»; the year where it is not the week's."""
    parts = [directive.what]
    if directive.who:
        parts += [f"@{name}" for name in directive.who.split("、")]
    if directive.due:
        year = "" if directive.week.startswith(f"{directive.due.year}-") else f"{directive.due.year}年"
        parts.append(f"{year}{directive.due.month}月{directive.due.day}日")
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

    def __init__(
        self, directive: Directive, memory: QSettings | None = None, parent: QWidget | None = None
    ) -> None:
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
        # Enter tries again what was refused, leaving the line does not
        self.line.returnPressed.connect(self._try_again)
        self.line.editingFinished.connect(self._finish)
        self.line.given_up.connect(self._give_up)
        self.kept = OpenWords(self.line)
        self.kept.be_about(memory, self.about(directive.id))
        self._refused: str | None = None
        TypedWords(self, self._give)
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

    @staticmethod
    def about(directive_id: str) -> str:
        """What words being typed into its line are kept by."""
        return f"directive|{directive_id}|line"

    def put_back(self, text: str) -> None:
        """Open with a line that could not be taken, to be set right."""
        self._edit(on=True)
        self.line.setText(text)
        self._refused = text
        self.kept.put(text)

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
            self.line.setText(self.kept.left or as_line(self.directive))
            self.kept.begin()
            self.line.setFocus(Qt.FocusReason.MouseFocusReason)

    def _try_again(self) -> None:
        self._refused = None

    def _give_up(self) -> None:
        self._refused = None
        self.kept.end()
        self._edit(on=False)

    def _give(self) -> str:
        self.finish()
        return self.line.text() if self._editing else ""

    def _finish(self) -> None:
        text = self.line.text().strip()
        if not self._editing or text == self._refused:
            return
        self._refused = None
        self.kept.end()
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
        #: where words being typed outlive the program
        self.memory: QSettings | None = None
        self._lines: list[Line] = []
        self.new_line = QuickAddLine(operations)
        self.new_line.taken.connect(self.added)
        column.addWidget(self.new_line)

    def show_directives(self, directives: tuple[Directive, ...]) -> None:
        """Show them; the same ones keep their rows, so that an open line stays open."""
        if [one.id for one in directives] == list(self.rows):
            for one in directives:
                self.rows[one.id].show_directive(one)
            return
        for row in self.rows.values():
            row.finish()
        # those that the store refused stay open
        refused = {own: row.line.text() for own, row in self.rows.items() if row.editing}
        for widget in (*self.rows.values(), *self._lines):
            self._list.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.rows, self._lines = {}, []
        for one in directives:
            self._lines.append(Line())
            self._list.addWidget(self._lines[-1])
            row = DirectiveRow(one, self.memory)
            row.ticked.connect(lambda done, own=one.id: self.ticked.emit(own, done))
            row.edited.connect(lambda text, own=one.id: self.edited.emit(own, text))
            row.removed.connect(lambda own=one.id: self.removed.emit(own))
            self.rows[one.id] = row
            self._list.addWidget(row)
            if one.id in refused:
                row.put_back(refused[one.id])
        follow(self, self.rows.values())

    def flush(self) -> None:
        """Take what was typed in open lines; the words of the quick-add line wait for Enter."""
        for row in self.rows.values():
            row.finish()
        settle_input(self.new_line)
        self.new_line.waiting.keep()

    def put_back(self, directive_id: str, text: str) -> None:
        """A changed line that could not be taken opens again; it waits where another meeting is shown."""
        row = self.rows.get(directive_id)
        if row is not None:
            row.put_back(text)
        else:
            put_open_words(self.memory, DirectiveRow.about(directive_id), text)
