"""The owners of one item, set right: names with roles; it only gives what was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.domain.words import Role
from shengsi_desktop.ui.plan_import import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.services.plan_import import OwnerChoice

_WIDTH = 520
_HEIGHT = 340
_ROLES = (Role.OWNER, Role.LEAD, Role.SUPPORT)


class OwnersDialog(QDialog):
    """`saved` with the owners (tuple of OwnerChoice); `taken_back`: as the plan's text has them."""

    saved = Signal(object)
    taken_back = Signal()

    def __init__(
        self,
        number: str,
        text: str,
        owners: Sequence[tuple[str, Role]],
        known: Sequence[str],
        parent: QWidget | None = None,
        *,
        set_right: bool = False,
    ) -> None:
        super().__init__(parent)
        self._known = list(known)
        self.rows: list[OwnerRow] = []
        self.setWindowTitle(words.OWNERS_TITLE.format(number=number))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(current.px(_WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(words.OWNERS_TITLE.format(number=number), "heading"))
        column.addWidget(label(text, "second", wrap=True))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFixedHeight(current.px(_HEIGHT) // 2)
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(6)
        self._column.addStretch(1)
        scroll.setWidget(holder)
        column.addWidget(scroll)
        self._trouble = label("", "danger", wrap=True)
        self._trouble.hide()
        column.addWidget(self._trouble)
        column.addLayout(self._foot(set_right=set_right))
        for name, role in owners:
            self.add_row(name, role)

    def _foot(self, *, set_right: bool) -> QHBoxLayout:
        foot = QHBoxLayout()
        add = Button(words.ADD_OWNER, icon="add")
        add.clicked.connect(self._add)
        foot.addWidget(add)
        if set_right:
            back = Button(words.BACK_TO_TEXT, kind="ghost")
            back.clicked.connect(self._take_back)
            foot.addWidget(back)
        foot.addStretch(1)
        cancel = Button(words.CANCEL)
        cancel.clicked.connect(self.reject)
        self.confirm = Button(words.DONE, kind="primary")
        self.confirm.setDefault(True)
        self.confirm.clicked.connect(self.save)
        foot.addWidget(cancel)
        foot.addWidget(self.confirm)
        return foot

    def add_row(self, name: str, role: Role) -> OwnerRow:
        """One more owner."""
        row = OwnerRow(name, role, self._known)
        row.removed.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row)
        return row

    def save(self) -> None:
        """Hand over what is written; stays open with a sentence where it cannot be."""
        from shengsi_desktop.services.plan_import import OwnerChoice

        chosen: list[OwnerChoice] = []
        for row in self.rows:
            name = row.name.text().strip()
            if any(one.name == name for one in chosen):
                self._say(words.OWNER_TWICE.format(name=name))
                return
            if name:
                chosen.append(OwnerChoice(name, Role(row.role.currentData())))
        if not chosen:
            self._say(words.OWNERS_EMPTY)
            return
        self.saved.emit(tuple(chosen))
        self.accept()

    def _add(self) -> None:
        self.add_row("", Role.OWNER).name.setFocus()

    def _take_back(self) -> None:
        self.taken_back.emit()
        self.accept()

    def _remove(self, row: OwnerRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _say(self, text: str) -> None:
        self._trouble.setText(text)
        self._trouble.show()


class OwnerRow(QWidget):
    """One name with its role."""

    removed = Signal()

    def __init__(self, name: str, role: Role, known: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.name = QLineEdit(name)
        self.name.setPlaceholderText(words.NAME_HINT)
        completer = QCompleter(known, self.name)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.name.setCompleter(completer)
        self.role = QComboBox()
        for one in _ROLES:
            self.role.addItem(one.label, one)
        self.role.setCurrentIndex(_ROLES.index(role))
        drop = Button(kind="ghost", icon="close", tip=words.REMOVE)
        drop.clicked.connect(self.removed)
        row.addWidget(self.name, 1)
        row.addWidget(self.role)
        row.addWidget(drop)
