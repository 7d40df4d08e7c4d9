"""One row of the preview: with whom it is matched and why, what would change, what the table says. Stores nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from shengsi_desktop.domain.list_changes import Matched, RowState
from shengsi_desktop.ui.list_import import entries as lines
from shengsi_desktop.ui.list_import import words
from shengsi_desktop.ui.list_import.change_rows import ChangeRows, FieldRows
from shengsi_desktop.ui.list_import.state_pill import StatePill
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.choice import Choice
from shengsi_desktop.ui.widgets.tab_order import follow
from shengsi_desktop.ui.widgets.text import SectionLabel, label

if TYPE_CHECKING:
    from shengsi_desktop.domain.list_changes import RowChange
    from shengsi_desktop.domain.lists import ListTable
    from shengsi_desktop.ui.list_import.choices import Choices
    from shengsi_desktop.ui.list_import.entries import Entry


class RowPane(QScrollArea):
    """`ticked` (tuple of Entry, on or off), `kept` (line, label, yes or no), `matched` (line, id; empty: a new one)."""

    ticked = Signal(object, bool)
    kept = Signal(int, str, bool)
    matched = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.entry: Entry | None = None
        self.tick: QCheckBox | None = None
        self.match: Choice | None = None
        self.changes: ChangeRows | None = None

    def show_entry(self, entry: Entry | None, table: ListTable, choices: Choices) -> None:
        """Show it; nothing where there is none."""
        self.entry, self.tick, self.match, self.changes = entry, None, None, None
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(16, 14, 16, 14)
        self._column.setSpacing(8)
        if entry is None:
            self._column.addWidget(label(words.CHOOSE_ROW, "second", wrap=True))
        else:
            self._head(entry)
            if entry.change is not None:
                self._change(entry, entry.change, choices)
                self._row(entry.change, table)
            elif entry.skipped is not None:
                self._column.addWidget(label(words.SKIPPED_HINT, "second", wrap=True))
        self._column.addStretch(1)
        self.setWidget(holder)
        follow(self, [holder])

    def show_tick(self, *, on: bool) -> None:
        """The list's own tick was changed."""
        if self.tick is not None:
            with QSignalBlocker(self.tick):
                self.tick.setChecked(on)

    def take_keyboard(self) -> None:
        """The first thing that can be decided of the row."""
        first = self.tick or self.match
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _head(self, entry: Entry) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        pill = StatePill()
        state = entry.change.state if entry.change is not None else None
        pill.show_state(state, lines.state_words(entry))
        row.addWidget(pill)
        if entry.line:
            row.addWidget(label(words.ROW_OF.format(line=entry.line), "second"))
        row.addStretch(1)
        self._column.addLayout(row)
        title = label(f"{lines.number_words(entry)}　{lines.name_words(entry)}".strip(), "heading", wrap=True)
        title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        title.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._column.addWidget(title)

    def _change(self, entry: Entry, change: RowChange, choices: Choices) -> None:
        if change.state is RowState.MISSING:
            self._column.addWidget(label(words.DELETE_HINT, "second", wrap=True))
            self._tick(entry, words.DELETE, on=choices.takes(change))
            return
        if entry.can_be_ticked:
            self._tick(entry, words.LEAVE_OUT, on=change.line in choices.skipped)
        if change.problems:
            self._column.addWidget(SectionLabel(words.SECTION_PROBLEMS))
            for problem in change.problems:
                kind = "danger" if problem.blocking else "warned"
                self._column.addWidget(label(problem.message, kind, wrap=True))
        if change.state is not RowState.BLOCKED and (change.target_id or change.candidates):
            self._match(change)
        if change.state is RowState.CHANGED:
            self._column.addWidget(SectionLabel(words.SECTION_CHANGES.format(count=len(change.changes))))
            self.changes = ChangeRows(change.changes, choices.kept.get(change.line, ()))
            self.changes.kept.connect(lambda name, on: self.kept.emit(change.line, name, on))
            self._column.addWidget(self.changes)
        elif change.state is RowState.NEW and change.changes:
            self._column.addWidget(SectionLabel(words.SECTION_NEW))
            self._column.addWidget(FieldRows([(one.label, one.after) for one in change.changes]))
        elif change.state is RowState.SAME:
            self._column.addWidget(label(words.NO_CHANGES, "second", wrap=True))

    def _tick(self, entry: Entry, said: str, *, on: bool) -> None:
        self.tick = QCheckBox(said)
        self.tick.setChecked(on)
        leaves_out = entry.line > 0
        self.tick.toggled.connect(lambda now: self.ticked.emit((entry,), now is not leaves_out))
        self._column.addWidget(self.tick)

    def _match(self, change: RowChange) -> None:
        """Whom the row is, and whom it may be instead."""
        self._column.addWidget(SectionLabel(words.MATCH))
        self.match = Choice()
        self.match.setAccessibleName(words.MATCH)
        if change.target_id:
            self.match.addItem(change.target, change.target_id)
        self.match.addItem(words.AS_NEW, "")
        for target_id, name in change.candidates:
            if target_id != change.target_id:
                self.match.addItem(name, target_id)
        self.match.setCurrentIndex(0)
        for place in range(self.match.count()):
            self.match.setItemData(place, self.match.itemText(place), Qt.ItemDataRole.ToolTipRole)
        self.match.setToolTip(self.match.currentText())
        self.match.activated.connect(lambda _at: self._matched(change))
        self._column.addWidget(self.match)
        if change.matched is not Matched.NONE:
            kind = "warned" if change.matched is Matched.SIMILAR else "second"
            self._column.addWidget(label(words.WHY.format(why=change.matched.label), kind))

    def _matched(self, change: RowChange) -> None:
        chosen = str(self.match.currentData()) if self.match is not None else ""
        if chosen != change.target_id:
            self.matched.emit(change.line, chosen)

    def _row(self, change: RowChange, table: ListTable) -> None:
        """What the table says, head by head."""
        if change.row is None:
            return
        heads = {one.index: one.head for one in table.columns.columns}
        said: dict[int, tuple[str, str]] = {}
        for cell in change.row.cells:
            name = heads.get(cell.column) or (cell.field.label if cell.field is not None else "")
            carried = words.CARRIED if cell.carried and cell.column >= 0 else ""
            said.setdefault(cell.column, (name, f"{cell.text}{carried}"))
        self._column.addSpacing(current.px(4))
        self._column.addWidget(SectionLabel(words.SECTION_ROW))
        self._column.addWidget(FieldRows(list(said.values())))
