"""A pasted «姓名 职务 分管单位», looked at before it is taken in as it stands then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.ui.dialogs.fitting import fit
from shengsi_desktop.ui.dialogs.storing import StoringDialog
from shengsi_desktop.ui.pages.settings.people import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.people import PastedLeader
    from shengsi_desktop.ui.operations import Operations

_TYPING = 200


class PasteDialog(StoringDialog):
    """Text above, what is read of it below; open until the store has taken it."""

    grows = False

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._asked = 0
        self.pasted: tuple[PastedLeader, ...] = ()
        self.setWindowTitle(words.PASTE_TITLE)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(words.PASTE_SAYS, "second", wrap=True))
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(words.PASTE_TITLE)
        column.addWidget(self.text, 2)
        self.table = QTableWidget(0, len(words.PASTE_COLUMNS))
        self.table.setHorizontalHeaderLabels(list(words.PASTE_COLUMNS))
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setWordWrap(True)
        head = self.table.horizontalHeader()
        for place, width in enumerate((90, 130, 0, 180)):
            if width:
                self.table.setColumnWidth(place, current.px(width))
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        column.addWidget(self.table, 3)
        column.addWidget(self.trouble)
        row = QHBoxLayout()
        self.count = label(words.PASTE_NOTHING, "second")
        row.addWidget(self.count)
        row.addStretch(1)
        cancel = Button(words.CANCEL, kind="ghost")
        cancel.clicked.connect(self.reject)
        self.take = self.save_button
        self.take.setText(words.PASTE_TAKE)
        self.take.setEnabled(False)
        self.take.clicked.connect(self._take)
        row.addWidget(cancel)
        row.addWidget(self.take)
        column.addLayout(row)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_TYPING)
        self._wait.timeout.connect(self._read)
        self.text.textChanged.connect(self._wait.start)
        fit(self, parent, QSize(720, 520))

    def _read(self) -> None:
        self._asked += 1
        asked, text = self._asked, self.text.toPlainText()

        def ask(store: Any) -> tuple[PastedLeader, ...]:
            from shengsi_desktop.services import people

            return people.paste_preview(store, text)

        def show(pasted: tuple[PastedLeader, ...]) -> None:
            if asked == self._asked:
                self._show(pasted)

        self._operations.run(ask, show, owner=self)

    def _show(self, pasted: tuple[PastedLeader, ...]) -> None:
        self.pasted = pasted
        self.table.setRowCount(len(pasted))
        for row, one in enumerate(pasted):
            doubt = words.PASTE_UNKNOWN.format(names="、".join(one.unknown)) if one.unknown else ""
            known = words.PASTE_KNOWN if one.leader_id else words.PASTE_NEW
            cells = (one.line.name, one.line.post, "、".join(one.unit_names), doubt or known)
            for place, said in enumerate(cells):
                cell = QTableWidgetItem(said)
                cell.setToolTip(said)
                if doubt and place == len(cells) - 1:
                    cell.setForeground(current.colour("warn"))
                self.table.setItem(row, place, cell)
        self.table.resizeRowsToContents()
        self.count.setText(words.PASTE_COUNT.format(count=len(pasted)) if pasted else words.PASTE_NOTHING)
        if not self.waiting:
            self.take.setEnabled(bool(pasted))

    def _take(self) -> None:
        text = self.text.toPlainText()
        if not self.wait():
            return

        def write(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services import people

            return people.take_pasted(store, people.paste_preview(store, text))

        self.answer(self._operations, write)
