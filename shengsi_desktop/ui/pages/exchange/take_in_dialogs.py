"""What 接收 asks in words: a pasted text, a passphrase, the reason of a 退回, the unit that telephones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from shengsi_desktop.ui.dialogs.storing import StoringDialog
from shengsi_desktop.ui.pages.exchange import take_in_words as words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.fields import GrowingText
from shengsi_desktop.ui.widgets.text import label
from shengsi_desktop.ui.widgets.unit_completer import UnitCompleter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.exchange import ReceivedLine
    from shengsi_desktop.domain.units import Unit
    from shengsi_desktop.ui.page import PageContext

_WIDTH = 520
_PASTE_HEIGHT = 260


class _Asking(QDialog):
    """A question with a field, what it does and 取消."""

    def __init__(self, title: str, says: str, field: QWidget, do: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(current.px(_WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(title, "heading", wrap=True))
        column.addWidget(label(says, "second", wrap=True))
        column.addWidget(field, 1)
        self.trouble = label("", "danger", wrap=True)
        self.trouble.hide()
        column.addWidget(self.trouble)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = Button(words.CANCEL)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.do = Button(do, kind="primary")
        self.do.setDefault(True)
        self.do.clicked.connect(self._do)
        row.addWidget(cancel)
        row.addWidget(self.do)
        column.addLayout(row)
        field.setFocus()

    def say(self, sentence: str) -> None:
        """What is wrong with it."""
        self.trouble.setText(sentence)
        self.trouble.show()

    def _do(self) -> None:
        raise NotImplementedError


class PasteDialog(_Asking):
    """报送文字 out of a chat."""

    pasted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(words.PASTE_TITLE)
        super().__init__(words.PASTE_TITLE, words.PASTE_HINT, self.text, words.PASTE_DO, parent)
        self.text.setMinimumHeight(current.px(_PASTE_HEIGHT))
        self.text.textChanged.connect(lambda: self.do.setEnabled(bool(self.text.toPlainText().strip())))
        self.do.setEnabled(False)

    def _do(self) -> None:
        said = self.text.toPlainText()
        self.accept()
        self.pasted.emit(said)


class UnlockDialog(_Asking):
    """The passphrase of sealed packages; `sealed` says whose they are."""

    given = Signal(str)

    def __init__(self, sealed: Sequence[str], parent: QWidget | None = None, *, stays: bool = False) -> None:
        """`stays`: it is closed by who tries the passphrase."""
        self._stays = stays
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setPlaceholderText(words.PASSPHRASE)
        self.field.setAccessibleName(words.UNLOCK_TITLE)
        said = "、".join(dict.fromkeys(sealed))
        says = words.UNLOCK_ASK.format(count=len(sealed), units=said)
        super().__init__(words.UNLOCK_TITLE, says, self.field, words.UNLOCK_DO, parent)
        self.field.textChanged.connect(self.trouble.hide)

    def wait(self, *, waits: bool) -> None:
        """The passphrase is being tried, or no longer."""
        self.do.setEnabled(not waits)

    def _do(self) -> None:
        said = self.field.text()
        if not said.strip():
            return
        if self._stays:
            self.wait(waits=True)
        else:
            self.accept()
        self.given.emit(said)


class UnitDialog(_Asking):
    """Which unit's words are typed here: name, alias or initials."""

    #: the Unit
    chosen = Signal(object)

    def __init__(self, units: Sequence[Unit], parent: QWidget | None = None, name: str = "") -> None:
        self._units = {unit.name: unit for unit in units}
        self.field = QLineEdit()
        self.field.setAccessibleName(words.BY_PHONE_ASK)
        self.field.setPlaceholderText("单位名称或拼音首字母")
        super().__init__(words.BY_PHONE_TITLE, words.BY_PHONE_ASK, self.field, words.BY_PHONE_DO, parent)
        UnitCompleter(units, self.field)
        self.field.setText(name)
        self.field.selectAll()
        self.field.textChanged.connect(self.trouble.hide)

    def _do(self) -> None:
        unit = self._units.get(self.field.text().strip())
        if unit is None:
            self.say(words.NO_SUCH_UNIT.format(name=self.field.text().strip()))
            return
        self.accept()
        self.chosen.emit(unit)


class ReturnDialog(StoringDialog):
    """退回 of one unit's week, with the reason."""

    #: what to say about it
    returned = Signal(str)

    def __init__(self, context: PageContext, line: ReceivedLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._line = context, line
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = words.RETURN_TITLE.format(unit=line.unit, week=context.week.label)
        self.setWindowTitle(title)
        self.setMinimumWidth(current.px(_WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(title, "heading", wrap=True))
        column.addWidget(label(words.RETURN_REASON, "section"))
        self.reason = GrowingText(words.RETURN_HINT, lines=3)
        column.addWidget(self.reason)
        column.addWidget(self.trouble)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = Button(words.CANCEL)
        cancel.clicked.connect(self.reject)
        self.save_button.setText(words.RETURN_DO)
        self.save_button.clicked.connect(self._save)
        row.addWidget(cancel)
        row.addWidget(self.save_button)
        column.addLayout(row)
        self.reason.setFocus()

    def _save(self) -> None:
        if not self.wait():
            return
        unit_id, week, reason = self._line.unit_id, str(self._context.week), self.reason.toPlainText()

        def write(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services.exchange import letters

            return letters.return_week(store, unit_id, week, reason=reason)

        said = words.RETURNED.format(unit=self._line.unit)
        self.answer(self._context.operations, write, lambda _changed: self.returned.emit(said))
