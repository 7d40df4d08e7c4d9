"""核对内容: every row with its state, one of them whole beside the list; grows the choices, stores nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from shengsi_desktop.ui.list_import.choices import Choices
from shengsi_desktop.ui.list_import.row_pane import RowPane
from shengsi_desktop.ui.list_import.rows_heading import DeskWeek, RowsHeading
from shengsi_desktop.ui.list_import.rows_model import RowsModel
from shengsi_desktop.ui.list_import.rows_view import RowsView
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.containers import Line, panel

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from shengsi_desktop.domain.list_changes import ListPreview
    from shengsi_desktop.ui.list_import.entries import Entry

_PANE_SHARE = 0.36
_PANE_WIDTHS = (300, 480)


class PreviewStep(QWidget):
    """`compare_asked` where the service has to look again; `changed` with each choice."""

    compare_asked = Signal()
    changed = Signal()

    def __init__(self, desk: DeskWeek, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview: ListPreview | None = None
        self._notes: tuple[str, ...] = ()
        self.choices = Choices()
        #: as they were when the service looked last
        self._compared = Choices()
        #: lines that were put aside until a person says that they are what they seem to be
        self._doubted: set[int] = set()
        self._of: object = None
        self._shared_by_hand = False
        self.heading = RowsHeading(desk)
        self.model = RowsModel(self)
        self.view = RowsView(self.model)
        self.pane = RowPane()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = panel()
        inner = QVBoxLayout(head)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.heading)
        column.addWidget(head)
        column.addWidget(Line())
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(_around(self.view, 380))
        self._splitter.addWidget(_around(self.pane, 280))
        self._splitter.splitterMoved.connect(self._moved)
        column.addWidget(self._splitter, 1)
        self._listen()

    def begin(self, of: object, week: str) -> None:
        """Rows of the sheet `of`: of another one than before nothing is said yet, its progress goes to that week."""
        if of != self._of:
            self._of = of
            self.preview = None
            self.choices = Choices(week=week)
            self._doubted = set()

    def take_back(self) -> None:
        """The service did not look again: what was shown last stands."""
        if self.preview is not None:
            self.choices = self._compared
            self.show_preview(self.preview, self._notes)

    def show_preview(self, preview: ListPreview, notes: tuple[str, ...]) -> None:
        """Show it with what is to be read first; the row that was looked at stays the current one."""
        entry = self.view.entry if self.preview is not None else None
        self.preview, self._notes = preview, notes
        fresh = {one.line for one in preview.changes if one.to_be_confirmed} - self._doubted
        self.choices.skipped |= fresh
        self._doubted |= fresh
        self._compared = self.choices.copied()
        self.model.show(preview, self.choices)
        self._say()
        self.view.choose(entry.key if entry is not None else None)
        self.changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out, until the user has done so."""
        super().resizeEvent(event)
        if not self._shared_by_hand:
            least, most = (current.px(width) for width in _PANE_WIDTHS)
            pane = min(max(int(self.width() * _PANE_SHARE), least), most)
            self._splitter.setSizes([self.width() - pane, pane])

    def _moved(self, _place: int, _handle: int) -> None:
        self._shared_by_hand = True

    def _listen(self) -> None:
        self.heading.narrowed.connect(self._narrow)
        self.heading.week_chosen.connect(self._choose_week)
        self.view.entry_chosen.connect(self._show_entry)
        self.view.activated.connect(lambda _index: self.pane.take_keyboard())
        self.model.ticked.connect(self._ticked)
        self.pane.ticked.connect(self._ticked)
        self.pane.kept.connect(self._kept)
        self.pane.matched.connect(self._matched)

    def _say(self) -> None:
        if self.preview is not None:
            self.heading.show_preview(
                self.preview, self._notes, self.model.counts, self.model.only, self.choices.week
            )

    def _narrow(self, only: str) -> None:
        entry = self.view.entry
        self.model.narrow(only)
        self.view.choose(entry.key if entry is not None else None)

    def _show_entry(self, entry: Entry | None) -> None:
        if self.preview is not None:
            self.pane.show_entry(entry, self.preview.table, self.choices)

    def _ticked(self, entries: tuple[Entry, ...], on: bool) -> None:
        for entry in entries:
            if entry.change is not None:
                self.choices.take(entry.change, taken=on)
        self.model.say_again(entry.key for entry in entries)
        shown = self.pane.entry
        if shown is not None and shown.key in {entry.key for entry in entries}:
            self.pane.show_tick(on=on if not shown.line else not on)
        self.changed.emit()

    def _kept(self, line: int, label: str, kept: bool) -> None:
        self.choices.keep(line, label, kept=kept)
        self.model.say_again([(line, "")])
        self.changed.emit()

    def _matched(self, line: int, target_id: str) -> None:
        self.choices.match(line, target_id)
        if line in self._doubted:
            self.choices.skipped.discard(line)
        self.compare_asked.emit()

    def _choose_week(self, week: str) -> None:
        self.choices.week = week
        self.compare_asked.emit()


def _around(inside: QWidget, least: int) -> QWidget:
    made = panel()
    made.setMinimumWidth(current.px(least))
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(inside)
    return made
