"""Facts as «name  words» which open into a field where they stand. Saves nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.fields import GrowingText
from shengsi_desktop.ui.widgets.text import label
from shengsi_desktop.ui.widgets.typed_words import TypedWords
from shengsi_desktop.ui.widgets.waiting_words import OpenWords

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QSettings
    from PySide6.QtGui import QKeyEvent, QMouseEvent

EMPTY = "点此填写"
TIP = "点击修改"
#: beside a fact whose words of last time were never handed on
LEFT = "（有未存的文字，点开可见）"


class ValueLabel(QLabel):
    """Words that can be clicked, or opened by Enter and Space."""

    #: to be changed
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMinimumWidth(current.px(40))
        self._editable = False

    def show_words(self, words: str, *, editable: bool) -> None:
        """Show them; an empty fact says that it can be filled in."""
        self._editable = editable
        self.setText(words or (EMPTY if editable else "—"))
        self.setToolTip(TIP if editable else "")
        kind = "" if words else "third"
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            self.style().unpolish(self)
            self.style().polish(self)
        self.setCursor(Qt.CursorShape.IBeamCursor if editable else Qt.CursorShape.ArrowCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if editable else Qt.FocusPolicy.NoFocus)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens it."""
        if self._editable and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or Space opens it."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if self._editable and event.key() in keys and not event.modifiers():
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class OpenLine(QLineEdit):
    """Escape gives up."""

    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up, the rest is typing."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class _Text(GrowingText):
    """Escape gives up."""

    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up, the rest is typing."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class FactLine(QWidget):
    """One fact. `choices` open as a menu; `long` words have several lines; `offered` are completed while typing.

    `name_width` 0: the name stands elsewhere.
    """

    #: what was typed or chosen, where it differs from what was there
    edited = Signal(str)

    def __init__(
        self,
        name: str,
        hint: str = "",
        *,
        choices: Sequence[str] = (),
        long: bool = False,
        offered: Iterable[str] = (),
        name_width: int = 84,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.name, self._typed, self._choices = name, "", tuple(choices)
        self._offered = offered
        self._refused: str | None = None
        #: as it was shown last: (words, what the field opens with, editable)
        self._stored: tuple[str, str | None, bool] = ("", None, True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 3, 0, 3)
        row.setSpacing(10)
        if name_width:
            said = label(name, "second")
            said.setFixedWidth(current.px(name_width))
            row.addWidget(said, 0, Qt.AlignmentFlag.AlignTop)
            said.setContentsMargins(0, 2, 0, 0)
        self.value = ValueLabel()
        self.value.setAccessibleName(name)
        self.value.opened.connect(self.open)
        row.addWidget(self.value, 1)
        self.field: OpenLine | _Text = _Text(hint) if long else OpenLine()
        if isinstance(self.field, OpenLine):
            self.field.setPlaceholderText(hint)
            self.field.setStyleSheet("padding: 0 6px; min-height: 20px;")
            # Enter tries again what was refused, leaving the field does not
            self.field.returnPressed.connect(self._try_again)
            self.field.editingFinished.connect(self.finish)
        else:
            self.field.left.connect(self.finish)
        self.field.setAccessibleName(name)
        self.field.given_up.connect(self._close)
        self.field.hide()
        row.addWidget(self.field, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.kept = OpenWords(self.field)
        TypedWords(self, self._give)

    @property
    def is_open(self) -> bool:
        """True while it is being changed."""
        return not self.field.isHidden()

    def show_fact(self, words: str, typed: str | None = None, *, editable: bool = True) -> None:
        """Show the words; `typed` is what the field opens with, where that differs. An open field stays open."""
        self._stored = (words, typed, editable)
        self._typed = words if typed is None else typed
        left = LEFT if editable and not self.is_open and self.kept.left else ""
        self.value.show_words(words + left, editable=editable)

    def be_about(self, memory: QSettings | None, about: str) -> None:
        """Whose fact is shown next («directive|id|what»): what is typed outlives the program, and is offered again."""
        self.kept.be_about(memory, about)

    def open(self) -> None:
        """Change it."""
        if self._choices:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            for one in self._choices:
                menu.addAction(one, lambda one=one: self.take(one))
            menu.popup(self.value.mapToGlobal(self.value.rect().bottomLeft()))
            return
        field = self.field
        if isinstance(field, OpenLine) and field.completer() is None and (offered := list(self._offered)):
            completer = QCompleter(offered, field)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            field.setCompleter(completer)
        left = self.kept.left
        self._open_with(left or self._typed)
        field.setFocus()
        if not left:
            field.selectAll()

    def put_back(self, said: str) -> None:
        """Open with words that could not be taken, to be set right; behind the field stands what is stored."""
        words, typed, editable = self._stored
        self.show_fact(words, typed, editable=editable)
        self._refused = said
        self._open_with(said)
        self.kept.put(said)

    def _open_with(self, said: str) -> None:
        if isinstance(self.field, OpenLine):
            self.field.setText(said)
        else:
            self.field.setPlainText(said)
        self.kept.begin()
        at_keys = self.value.hasFocus()
        self.value.hide()
        self.field.show()
        if at_keys:
            self.field.setFocus()

    def close_field(self) -> None:
        """Another thing's fact is shown: what nobody would take waits for this one."""
        if self.is_open:
            said = self._said()
            self._close()
            if said.strip() != self._typed.strip():
                # offered again where the thing they are about is shown again
                self.kept.put(said)

    def take(self, said: str) -> None:
        """Take what was typed or chosen."""
        if said.strip() != self._typed.strip():
            self._typed = said.strip()
            self.value.show_words(self._typed, editable=True)
            self.edited.emit(self._typed)

    def _give(self) -> str:
        self.finish()
        return self._said() if self.is_open else ""

    def _said(self) -> str:
        return self.field.text() if isinstance(self.field, OpenLine) else self.field.toPlainText()

    def _try_again(self) -> None:
        self._refused = None

    def finish(self) -> None:
        """Close the field and take what was typed; nothing where it is closed, or where it was refused."""
        said = self._said()
        if not self.is_open or said.strip() == self._refused:
            return
        self._close()
        self.take(said)

    def _close(self) -> None:
        self._refused = None
        self.kept.end()
        had_focus = self.field.hasFocus()
        self.field.hide()
        self.value.show()
        if had_focus:
            self.value.setFocus()


class FactColumn(QWidget):
    """Facts below each other, by their keys."""

    #: (key, what was typed)
    edited = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: dict[str, FactLine] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def add(self, key: str, line: FactLine) -> None:
        """One more."""
        self.lines[key] = line
        line.edited.connect(lambda said, key=key: self.edited.emit(key, said))
        self._column.addWidget(line)

    def be_about(self, memory: QSettings | None, about: str) -> None:
        """Whose facts are shown next («directive|id»)."""
        for key, line in self.lines.items():
            line.be_about(memory, f"{about}|{key}")
