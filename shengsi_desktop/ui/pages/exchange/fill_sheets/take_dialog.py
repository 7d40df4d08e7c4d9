"""收回填报表: cell by cell what was filled in; what is ticked becomes the unit's week, all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.domain.fill_sheets import CellVerdict
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.weeks import week_label
from shengsi_desktop.ui.dialogs.fitting import fit
from shengsi_desktop.ui.operations import BUG
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.message_bar import MessageBar
from shengsi_desktop.ui.widgets.plain_table import Column, Line, PlainTable
from shengsi_desktop.ui.widgets.text import ElidedLabel, SectionLabel, label

if TYPE_CHECKING:
    from pathlib import Path

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.fill_sheets import CellDifference, FillPreview
    from shengsi_desktop.services.exchange.fill_sheet_taking import SheetTaken
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.page import PageContext

_SIZE = QSize(1000, 620)
_COLUMNS = (Column("编号"), Column("栏目"), Column("表内填写", 3), Column("台账现在", 2), Column("情况", 2))
_TONES = {
    CellVerdict.FILLED: "ok",
    CellVerdict.CLEARED: "warn",
    CellVerdict.BOTH: "danger",
    CellVerdict.UNREADABLE: "danger",
}
_EMPTY = "（空）"
AS_IT_IS = "表内一格不取，按台账现有内容定稿{number}"
#: lines seen at once; the others scroll, so that the table keeps its room in a small window
_MOST_NOTES = 3
_SIDE_HEIGHT = 58
_TABLE_LEAST = 120


class TakeDialog(QDialog):
    """Reads the file once it is told to begin."""

    #: it is taken in: a sentence for the user
    taken = Signal(str)

    def __init__(self, context: PageContext, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._path = context, path
        self.seen: FillPreview | None = None
        self.skipped = False
        self._storing = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("收回填报表")
        fit(self, parent, _SIZE)
        self.messages = MessageBar()
        self.table = PlainTable(_COLUMNS, "填报表逐格核对")
        self.table.setMinimumHeight(current.px(_TABLE_LEAST))
        self.table.ticked.connect(self._count)
        self.table.chosen.connect(self._show_cell)
        self._sides = tuple(self._side(name) for name in ("下发时", "表内", "台账现在"))
        self.notes = QListWidget()
        self.notes.setProperty("kind", "boxed")
        self.notes.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.notes.setWordWrap(True)
        self._notes_head = SectionLabel("")
        self.filler, self.reviewer = QLineEdit(), QLineEdit()
        self.reviewer.textChanged.connect(lambda _text: self._count())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.messages)
        inner = QVBoxLayout()
        inner.setContentsMargins(20, 14, 20, 14)
        inner.setSpacing(8)
        column.addLayout(inner)
        inner.addLayout(self._head())
        inner.addWidget(self.table, 1)
        inner.addLayout(self._beside())
        inner.addWidget(self._notes_head)
        inner.addWidget(self.notes)
        inner.addLayout(self._buttons())
        self._show_notes(())
        self._count()

    def begin(self) -> None:
        """Read the file, off the Qt thread; nothing is stored."""
        path = self._path

        def read(store: Store) -> FillPreview:
            from shengsi_desktop.services.exchange import fill_sheet_taking
            from shengsi_desktop.ui.file_content import content_of

            return fill_sheet_taking.preview(store, content_of(path), path.name)

        self._context.operations.run(read, self._show, self._failed, owner=self, saying="正在读填报表…")

    def store(self) -> None:
        """Take in what is ticked, as one command."""
        seen, keys = self.seen, self.table.ticked_keys
        if seen is None or self._storing or not self.take_button.isEnabled():
            return
        self._storing = True
        self._count()
        reviewer, filler = self.reviewer.text(), self.filler.text()
        taken: list[SheetTaken] = []

        def act(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services.exchange import fill_sheet_taking

            taken.append(fill_sheet_taking.take_in(store, seen, keys, reviewer=reviewer, filler=filler))
            return taken[0].changed

        def stored(_changed: frozenset[FieldKey]) -> None:
            self._storing = False
            one = taken[0]
            self.taken.emit(f"{one.unit}的填报表已入库：{one.words}，{one.cells}格。可撤销。")
            self.accept()

        self._context.operations.run(act, stored, self._failed, owner=self)

    def reject(self) -> None:
        """What is being stored can no longer be called off."""
        if not self._storing:
            super().reject()

    def tick(self, *, everything: bool) -> None:
        """Tick all that can be taken, or only what was filled in there and untouched here."""
        if self.seen is None:
            return
        self.table.show_lines(
            [_line(one, ticked=one.clean or everything) for one in self.seen.differences.told]
        )
        self._count()

    def offer_skipping(self) -> None:
        """There are others after this one."""
        self._skip.show()
        self._count()

    def _pass_over(self) -> None:
        self.skipped = True
        self.reject()

    def _show(self, seen: FillPreview) -> None:
        self.seen = seen
        self._title.set_text(f"{seen.unit} {week_label(seen.week)}填报表")
        self.filler.setText(seen.filler)
        self.reviewer.setText(seen.reviewer)
        told = seen.differences.told
        doubtful = sum(not one.clean for one in told)
        said = f"新填{len(told) - doubtful}格" if told else "没有新填的内容"
        self._summary.set_text(
            f"{said}，要看{doubtful}格，台账已有{seen.differences.count(CellVerdict.SAME)}格"
        )
        self.tick(everything=False)
        strange = (f"没有采用（{one.place}）：{one.words}" for one in seen.differences.strange)
        self._show_notes((*seen.findings, *strange, *seen.differences.remarks))
        if told:
            self.table.choose(told[0].key)
        self.table.setFocus()

    def _show_cell(self, key: str) -> None:
        told = self.seen.differences.told if self.seen is not None else ()
        one = next((each for each in told if each.key == key), None)
        sheet = "" if one is None else f"{one.sheet}\n\n{one.problem}".strip() if one.problem else one.sheet
        said = ("", "", "") if one is None else (one.issued, sheet, one.now)
        for (_, field), text in zip(self._sides, said, strict=True):
            field.setPlainText(text or (_EMPTY if one is not None else ""))

    def _failed(self, problem: BaseException) -> None:
        self._storing = False
        self._count()
        self.messages.warn(str(problem) if isinstance(problem, Refusal) else BUG)
        if not isinstance(problem, Refusal):
            self._context.operations.tell(problem)

    def _show_notes(self, notes: tuple[str, ...]) -> None:
        self.notes.clear()
        self.notes.addItems(list(notes))
        self._notes_head.setText(f"请留意（{len(notes)}）")
        for part in (self._notes_head, self.notes):
            part.setVisible(bool(notes))
        self.notes.ensurePolished()
        # whole lines: half of one looks like a fault
        lines = sum(self.notes.sizeHintForRow(row) for row in range(min(len(notes), _MOST_NOTES)))
        self.notes.setFixedHeight(lines + 2 * self.notes.frameWidth())

    def _count(self) -> None:
        count, ready = len(self.table.ticked_keys), self.seen is not None and not self._storing
        number = f"v{self.seen.number}" if self.seen is not None and self.seen.number else ""
        becomes = f"，成为定稿{number}" if number else ""
        self.take_button.setText(f"入库{count}格{becomes}" if count else AS_IT_IS.format(number=number))
        # to take nothing of the sheet is nobody's first wish
        self.take_button.set_kind("primary" if count or self.seen is None else "secondary")
        first = self.take_button if count else self._cancel if self._skip.isHidden() else self._skip
        first.setDefault(True)
        self.take_button.setEnabled(ready and bool(self.reviewer.text().strip()))
        self.take_button.setToolTip("" if self.reviewer.text().strip() else "表内没有写审核人，请问清后填上")

    def _side(self, name: str) -> tuple[QVBoxLayout, QPlainTextEdit]:
        column, field = QVBoxLayout(), QPlainTextEdit()
        column.setSpacing(4)
        field.setReadOnly(True)
        field.setTabChangesFocus(True)
        field.setAccessibleName(name)
        field.setFixedHeight(current.px(_SIDE_HEIGHT))
        column.addWidget(label(name, "second"))
        column.addWidget(field)
        return column, field

    def _beside(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for column, _ in self._sides:
            row.addLayout(column, 1)
        return row

    def _head(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        self._title = ElidedLabel(self._path.name, "title")
        column.addWidget(self._title)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._summary = ElidedLabel("", "second")
        row.addWidget(self._summary, 1)
        for words, field in (("填报人", self.filler), ("审核人", self.reviewer)):
            field.setAccessibleName(words)
            field.setFixedWidth(current.px(96))
            row.addWidget(label(words, "second"))
            row.addWidget(field)
        column.addLayout(row)
        return column

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for said, everything in (("只选无疑问的", False), ("全选", True)):
            button = Button(said, kind="link")
            button.clicked.connect(lambda _checked=False, on=everything: self.tick(everything=on))
            row.addWidget(button)
        row.addStretch(1)
        cancel = self._cancel = Button("取消")
        cancel.clicked.connect(self.reject)
        self._skip = Button("跳过", tip="这一份先不入库，看下一份")
        self._skip.clicked.connect(self._pass_over)
        self._skip.hide()
        self.take_button = Button("", kind="primary")
        self.take_button.setDefault(True)
        self.take_button.clicked.connect(self.store)
        row.addWidget(cancel)
        row.addWidget(self._skip)
        row.addWidget(self.take_button)
        return row


def _line(one: CellDifference, *, ticked: bool) -> Line:
    return Line(
        one.key,
        (
            one.number,
            one.head,
            _short(one.sheet),
            _short(one.now),
            f"{one.verdict.value}：{one.problem}" if one.problem else one.verdict.value,
        ),
        ("", "second", "", "second", _TONES.get(one.verdict, "")),
        tip=one.problem or one.what,
        ticked=ticked if one.takeable else None,
    )


def _short(words: str) -> str:
    return " ".join(words.split()) or _EMPTY
