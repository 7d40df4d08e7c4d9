"""A pasted «姓名 职务 分管单位», looked at before it is taken in as it stands then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.ui.dialogs.fitting import fit_content
from shengsi_desktop.ui.dialogs.storing import StoringDialog
from shengsi_desktop.ui.pages.settings.people import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import label
from shengsi_desktop.ui.widgets.themed_items import ThemedCell

if TYPE_CHECKING:
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.people import PastedLeader, SkippedLine
    from shengsi_desktop.ui.operations import Operations

    _Read = tuple[tuple[PastedLeader, ...], tuple[SkippedLine, ...]]

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
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, width in enumerate((90, 130)):
            self.table.setColumnWidth(place, current.px(width))
        for place in (2, 3):
            head.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        column.addWidget(self.table, 3)
        column.addWidget(self.trouble)
        row = QHBoxLayout()
        self.count = label(words.PASTE_NOTHING, "second")
        row.addWidget(self.count)
        row.addStretch(1)
        cancel = Button(words.CANCEL)
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
        fit_content(self, parent, QSize(720, 520))

    def _read(self) -> None:
        self._asked += 1
        asked, text = self._asked, self.text.toPlainText()

        def ask(store: Any) -> _Read:
            from shengsi_desktop.services import people

            return people.paste_preview(store, text), people.paste_skipped(store, text)

        def show(read: _Read) -> None:
            if asked == self._asked:
                self._show(*read)

        self._operations.run(ask, show, owner=self)

    def _show(self, pasted: tuple[PastedLeader, ...], skipped: tuple[SkippedLine, ...]) -> None:
        self.pasted = pasted
        lines = sorted(
            [(one.line.line, _cells(one), "warn" if one.unknown or one.shared else "") for one in pasted]
            + [(one.line, _left_out(one), "third") for one in skipped],
            key=lambda line: line[0],
        )
        self.table.clearSpans()
        self.table.setRowCount(len(lines))
        for row, (_, cells, colour) in enumerate(lines):
            left_out = colour == "third"
            if left_out:
                # its words are no columns
                self.table.setSpan(row, 0, 1, len(cells) - 1)
            for place, said in enumerate(cells):
                coloured = left_out or place == len(cells) - 1
                cell = ThemedCell(said, colour if coloured else "")
                cell.setToolTip(said)
                self.table.setItem(row, place, cell)
        said = words.PASTE_COUNT.format(count=len(pasted)) if pasted else words.PASTE_NOTHING
        self.count.setText(said + (words.PASTE_LEFT_OUT.format(count=len(skipped)) if skipped else ""))
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


def _cells(one: PastedLeader) -> tuple[str, ...]:
    """Name, post, units; whether they are new, and what else there is to know."""
    said = [words.PASTE_KNOWN if one.leader_id else words.PASTE_NEW]
    if one.unknown:
        said.append(words.PASTE_UNKNOWN.format(names="、".join(one.unknown)))
    said += [shared_words(unit, names) for unit, names in one.shared]
    return one.line.name, one.line.post, "、".join(one.unit_names), "；".join(said)


def _left_out(one: SkippedLine) -> tuple[str, ...]:
    return one.words, "", "", words.PASTE_SKIPPED.format(why=one.why)


def shared_words(unit: str, names: tuple[str, ...]) -> str:
    """«县交通运输局已由王某某分管，现有两位»: the one looked at is the next."""
    count = len(names) + 1
    said = "两" if count == len("两位") else str(count)
    return words.SHARED.format(unit=unit, names="、".join(names), count=said)
