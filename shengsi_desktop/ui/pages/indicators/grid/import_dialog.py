"""从工作簿导入: what a workbook would change, before and after; one command stores what is ticked, cancel nothing."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.domain.periods import month_key
from shengsi_desktop.domain.problems import Cancelled, Refusal
from shengsi_desktop.ui.dialogs.fitting import fit
from shengsi_desktop.ui.operations import BUG
from shengsi_desktop.ui.pages.indicators.grid import words
from shengsi_desktop.ui.pages.indicators.grid.import_model import Column, ImportModel
from shengsi_desktop.ui.pages.indicators.grid.series import MONTHS
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.busy_line import BusyLine
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.message_bar import MessageBar
from shengsi_desktop.ui.widgets.text import ElidedLabel, SectionLabel, label

if TYPE_CHECKING:
    from pathlib import Path

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.point_import import PointPreview
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.page import PageContext

_SIZE = QSize(960, 560)
_ROW = 30
_WIDTHS = {Column.TAKEN: 48, Column.WHAT: 128, Column.BEFORE: 152, Column.AFTER: 152}
_MOST_PROBLEMS = 4


class ImportDialog(QDialog):
    """Reads the file once it is told to begin, and again for another 数据时点."""

    #: it is stored: a sentence for the user
    taken = Signal(str)

    def __init__(self, context: PageContext, path: Path, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._path, self._year = context, path, year
        self.preview: PointPreview | None = None
        self._asked = 0
        self._storing = False
        self.setWindowTitle(words.IMPORT_TITLE)
        fit(self, parent, _SIZE)
        self.model = ImportModel()
        self.model.setParent(self)
        self.messages = MessageBar()
        self.table = self._table()
        self.problems = QListWidget()
        self.problems.setProperty("kind", "boxed")
        self.problems.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.problems.setWordWrap(True)
        self._problems_head = SectionLabel("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.messages)
        inner = QVBoxLayout()
        inner.setContentsMargins(20, 14, 20, 14)
        inner.setSpacing(8)
        column.addLayout(inner)
        inner.addLayout(self._head())
        inner.addWidget(self.table, 1)
        inner.addWidget(self._problems_head)
        inner.addWidget(self.problems)
        inner.addLayout(self._buttons())
        self.model.dataChanged.connect(self._count)
        self.model.modelReset.connect(self._count)
        self._count()
        self._show_problems(())

    def begin(self) -> None:
        """Read the file, off the Qt thread; nothing is stored."""
        self._asked += 1
        # what was read for another time must not be stored for this one
        self.preview = None
        self._count()
        asked, path, year = self._asked, self._path, self._year
        period: str | None = self.period.currentData()
        self.busy.begin(words.IMPORT_READING.format(name=path.name))

        def wanted(_done: int, _total: int) -> bool:
            return asked == self._asked

        def read(store: Store) -> PointPreview | None:
            from shengsi_desktop.services import indicator_import
            from shengsi_desktop.ui.file_content import content_of

            with suppress(Cancelled):
                return indicator_import.preview(
                    store, content_of(path), path.name, year, period=period, progress=wanted
                )
            return None

        def show(preview: PointPreview | None) -> None:
            if preview is not None and asked == self._asked:
                self._show(preview)

        def failed(problem: BaseException) -> None:
            if asked == self._asked:
                self._failed(problem)

        self._context.operations.run(read, show, failed, owner=self, quiet=True)

    def store(self) -> None:
        """Store what is ticked, in one command."""
        if self.preview is None or not self.model.taken or self._storing:
            return
        self._storing = True
        chosen = self.preview.choosing(self.model.taken)
        self._store.setEnabled(False)

        def act(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import indicator_import

            return indicator_import.take_in(store, chosen)

        def stored(_changed: frozenset[FieldKey]) -> None:
            self._storing = False
            self.taken.emit(words.IMPORT_DONE.format(name=self._path.name, count=len(chosen.taken)))
            self.accept()

        self.period.setEnabled(False)
        self._context.operations.run(act, stored, self._failed, owner=self)

    def reject(self) -> None:
        """What is being stored can no longer be called off."""
        if not self._storing:
            super().reject()

    def done(self, result: int) -> None:
        """What is still being read is no longer wanted."""
        self._asked += 1
        self.busy.end()
        super().done(result)

    def _show(self, preview: PointPreview) -> None:
        self.busy.end()
        self.preview = preview
        said = words.IMPORT_SUMMARY if preview.changes else words.IMPORT_NOTHING
        self._summary.set_text(said.format(count=len(preview.changes), same=preview.same))
        self.model.show(preview.changes)
        doubtful = sum(1 for one in preview.changes if not one.taken)
        if doubtful:
            self.messages.note(words.IMPORT_DOUBT.format(count=doubtful))
        else:
            self.messages.dismiss()
        self._show_problems((*preview.problems, *preview.notes))

    def _failed(self, problem: BaseException) -> None:
        self.busy.end()
        self._storing = False
        self.period.setEnabled(True)
        self._count()
        self.messages.warn(str(problem) if isinstance(problem, Refusal) else BUG)
        if not isinstance(problem, Refusal):
            self._context.operations.tell(problem)

    def _show_problems(self, problems: tuple[str, ...]) -> None:
        self.problems.clear()
        self.problems.addItems(list(problems))
        self._problems_head.setText(words.IMPORT_PROBLEMS.format(count=len(problems)))
        for part in (self._problems_head, self.problems):
            part.setVisible(bool(problems))
        lines = min(len(problems), _MOST_PROBLEMS)
        self.problems.setFixedHeight(lines * current.px(26) + current.px(12))

    def _count(self) -> None:
        count = len(self.model.taken)
        self._store.setText(words.IMPORT_STORE.format(count=count))
        self._store.setEnabled(count > 0 and self.preview is not None and not self._storing)

    def _head(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        name = ElidedLabel(self._path.name, "title")
        column.addWidget(name)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._summary = ElidedLabel("", "second")
        row.addWidget(self._summary, 1)
        row.addWidget(label(words.IMPORT_PERIOD, "second"))
        self.period = QComboBox()
        self.period.addItem(words.IMPORT_PERIOD_TOLD, None)
        for month in MONTHS:
            said = words.HISTORY_PERIOD.format(year=self._year, month=month)
            self.period.addItem(said, month_key(self._year, month))
        self.period.currentIndexChanged.connect(lambda _at: self.begin())
        row.addWidget(self.period)
        column.addLayout(row)
        return column

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(current.px(_ROW))
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in _WIDTHS.items():
            head.resizeSection(column, current.px(width))
        for column in (Column.INDICATOR, Column.WARNING):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        return table

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for said, on in ((words.IMPORT_ALL, True), (words.IMPORT_NONE, False)):
            button = Button(said, kind="link")
            button.clicked.connect(lambda _checked=False, on=on: self.model.tick_all(on=on))
            row.addWidget(button)
        self.busy = BusyLine(words.IMPORT_STOP)
        self.busy.stopped.connect(self.reject)
        row.addWidget(self.busy, 1)
        cancel = Button(words.CANCEL)
        cancel.clicked.connect(self.reject)
        self._store = Button("", kind="primary")
        self._store.setDefault(True)
        self._store.clicked.connect(self.store)
        row.addWidget(cancel)
        row.addWidget(self._store)
        return row
