"""汇总: who has reported, each item's words with the county's beside them, figures that differ, the county's table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from shengsi_desktop.domain.gathering import GatherState
from shengsi_desktop.domain.problems import EnvironmentProblem, Refusal
from shengsi_desktop.rhythm import gathering_texts
from shengsi_desktop.rhythm.gathering_texts import week_words
from shengsi_desktop.ui.pages.exchange import gather_words as words
from shengsi_desktop.ui.pages.exchange.gather_notes import NotesPane
from shengsi_desktop.ui.pages.exchange.gather_units import UnitsPane, is_early
from shengsi_desktop.ui.pages.exchange.letters_out import LettersOut
from shengsi_desktop.ui.pages.exchange.room import MARGINS
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import EmptyState
from shengsi_desktop.ui.widgets.message_bar import MessageBar
from shengsi_desktop.ui.widgets.plain_table import Column, Line, PlainTable
from shengsi_desktop.ui.widgets.text import FittingLabel, label

if TYPE_CHECKING:
    from pathlib import Path

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.gathering import BookOrder, BookWords, CountyTable, Gathering, Mismatch
    from shengsi_desktop.ui.page import PageContext

_MISMATCHES = (
    Column("细项", 2),
    Column("所报", right=True),
    Column("单位", 3),
    Column("以何为准", 2),
    Column("事项", 2),
)
#: several changes in a row are read once (ms)
_TOGETHER = 60
UNITS, NOTES, MISMATCHES = range(3)
#: the target that is the view of figures that differ
MISMATCHES_TARGET = "mismatches"


class GatherView(QWidget):
    """For the county alone."""

    #: another unit's week is wanted (its id)
    unit_requested = Signal(str)
    #: (page key, target)
    open_requested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: PageContext | None = None
        self._asked = 0
        #: the table that is shown is older than the store
        self._stale = True
        self.gathering: Gathering | None = None
        self.found: CountyTable | None = None
        self._together = QTimer(self)
        self._together.setSingleShot(True)
        self._together.setInterval(_TOGETHER)
        self._together.timeout.connect(self._load)
        self.units, self.notes = UnitsPane(), NotesPane()
        self.mismatches = PlainTable(_MISMATCHES, words.MISMATCHES)
        self._build()
        self._connect()

    def show_week(self, context: PageContext) -> None:
        """Gather the shown week."""
        self._context = context
        self._load()

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Something changed: gather again; every word of every unit only where it is looked at."""
        del changed
        if self._context is not None:
            self._together.start()

    def open_target(self, target: str) -> None:
        """An item's words and notes; or «mismatches»."""
        if target == MISMATCHES_TARGET:
            self.show_tab(MISMATCHES)
            return
        self.show_tab(NOTES)
        self.notes.open_item(target)

    def show_tab(self, place: int) -> None:
        """各单位, 县办摘编 or 口径不一."""
        self._tabs[place].setChecked(True)
        self._stack.setCurrentIndex(place)
        if self._stale and place != UNITS:
            self._load_table()

    def _build(self) -> None:
        inner = QVBoxLayout(self)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addLayout(self._head())
        self._stack = QStackedWidget()
        self._differing = QStackedWidget()
        self._differing.addWidget(EmptyState(words.NO_MISMATCH, words.NO_MISMATCH_HINT))
        table = QWidget()
        column = QVBoxLayout(table)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.mismatches, 1)
        column.addWidget(label(words.MISMATCH_OPEN, "second"))
        self._differing.addWidget(table)
        self._differing.setContentsMargins(MARGINS[0], 0, MARGINS[2], MARGINS[3])
        for part in (self.units, self.notes, self._differing):
            self._stack.addWidget(part)
        inner.addWidget(self._stack, 1)
        self.messages = MessageBar(self)
        self.messages.float_over(self._stack)
        self.letters = LettersOut(self.messages, self)
        self.setFocusProxy(self.units)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(8)
        group = QButtonGroup(self)
        self._tabs: list[QPushButton] = []
        for place, name in enumerate((words.UNITS, words.NOTES, words.MISMATCHES)):
            button = QPushButton(name)
            button.setProperty("kind", "segment")
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, place=place: self.show_tab(place))
            group.addButton(button)
            self._tabs.append(button)
            row.addWidget(button)
        self._tabs[UNITS].setChecked(True)
        self.counts = FittingLabel("second")
        row.addWidget(self.counts, 1)
        self.copy_missing = Button(words.COPY_MISSING, icon="copy", tip=words.COPY_MISSING_TIP)
        self.copy_group = Button(words.COPY_GROUP, icon="copy", tip=words.COPY_GROUP_TIP)
        self.export = Button(words.EXPORT, kind="primary", tip=words.EXPORT_TIP)
        for button in (self.copy_missing, self.copy_group, self.export):
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        self.units.view_asked.connect(self.unit_requested)
        self.units.urge_asked.connect(self._copy_unit)
        self.units.confirm_asked.connect(self._confirm)
        self.units.take_back_asked.connect(self._take_back)
        self.units.phone_asked.connect(self._ask_unit)
        self.units.sheets_asked.connect(self._open_sheets)
        self.mismatches.opened.connect(lambda key: self.open_target(key.partition("|")[0]))
        self.copy_missing.clicked.connect(self._copy_missing)
        self.copy_group.clicked.connect(self._copy_group)
        self.export.clicked.connect(self._ask_export)

    def _load(self) -> None:
        context = self._context
        if context is None:
            return
        self._asked += 1
        asked, week = self._asked, context.week

        def ask(store: Any) -> Gathering:
            from shengsi_desktop.services.exchange import gathering

            return gathering.gathering(store, week)

        def show(found: Gathering) -> None:
            if asked == self._asked:
                self._show_states(found)

        context.operations.run(ask, show, owner=self, saying=words.READING)
        self._stale = True
        another = self.found is None or str(self.found.week) != str(week)
        if another or self._stack.currentIndex() != UNITS:
            self._load_table()

    def _load_table(self) -> None:
        context = self._context
        if context is None:
            return
        self._stale = False
        asked, week = self._asked, context.week

        def ask(store: Any) -> CountyTable:
            from shengsi_desktop.services.exchange import consolidating

            return consolidating.county_table(store, week)

        def show(found: CountyTable) -> None:
            if asked == self._asked:
                self._show_table(context, found)

        context.operations.run(ask, show, owner=self, saying=words.READING)

    def _show_states(self, found: Gathering) -> None:
        self.gathering = found
        counts = found.counts
        order = (GatherState.REPORTED, *(one for one in GatherState if one is not GatherState.REPORTED))
        early = self._context is not None and is_early(found, self._context.clock())
        names = {GatherState.MISSING: words.NOT_YET} if early else {}
        named = [(names.get(state, state.value), counts[state]) for state in order if state in counts]
        told = [words.COUNTED.format(all=len(found.units)), *(f"{name}{count}家" for name, count in named)]
        # where room is short, what is still to be done comes before what is
        left = [one for one in named if one[0] != GatherState.REPORTED.value] or named
        short = [f"{words.SHORT_STATES.get(name, name)}{count}" for name, count in left]
        fewer = ["、".join(short[:count]) for count in range(len(short) - 1, 0, -1)]
        self.counts.set_choices("，".join(told), "、".join(short), " ".join(short), *fewer, "")
        self.units.show_gathering(found, early=early)

    def _show_table(self, context: PageContext, found: CountyTable) -> None:
        self.found = found
        self.notes.show_table(context, found)
        self.mismatches.show_lines(
            [line for place, one in enumerate(found.mismatches) for line in _mismatch(place, one)]
        )
        self._differing.setCurrentIndex(1 if found.mismatches else 0)
        count = len(found.mismatches)
        self._tabs[MISMATCHES].setText(f"{words.MISMATCHES} {count}" if count else words.MISMATCHES)

    # -- copied

    def _copy_missing(self) -> None:
        if self.gathering is not None:
            _copy(gathering_texts.missing_list(self.gathering))
            self.messages.say(words.COPIED_MISSING)

    def _copy_group(self) -> None:
        if self.gathering is None or self._context is None:
            return
        if not any(one.waited_for and not one.own for one in self.gathering.units):
            self.messages.say(words.ALL_CAME)
            return
        _copy(gathering_texts.urge_group(self.gathering, self._context.clock()))
        self.messages.say(words.COPIED_GROUP)

    def _copy_unit(self, unit_id: str) -> None:
        one = self.units.unit(unit_id)
        if one is None or self.gathering is None or self._context is None:
            return
        if one.state in (GatherState.REPORTED, GatherState.RETURNED):
            self.letters.copy_of(self._context, unit_id, one.unit.name)
            return
        _copy(gathering_texts.urge_unit(self.gathering, one, self._context.clock()))
        self.messages.say(words.COPIED_UNIT.format(unit=one.unit.name))

    # -- units without the program

    def _open_sheets(self) -> None:
        from shengsi_desktop.ui.pages.exchange.fill_sheets.opening import open_make

        if self._context is not None:
            open_make(self._context, self).made.connect(self.messages.say)

    def _ask_unit(self, unit_id: str) -> None:
        from shengsi_desktop.ui.pages.exchange.by_phone import ask_unit

        one = self.units.unit(unit_id)
        name = one.unit.name if one is not None and one.waited_for and not one.own else ""
        if self._context is not None:
            ask_unit(self._context, self, self.unit_requested.emit, name)

    def _confirm(self, unit_id: str) -> None:
        from shengsi_desktop.ui.dialogs.confirm_taking_down import ConfirmTakingDown

        one, context = self.units.unit(unit_id), self._context
        if one is not None and context is not None:
            ConfirmTakingDown.ask(self, context.operations, one.unit, context.week)

    def _take_back(self, unit_id: str) -> None:
        context = self._context
        if context is None:
            return
        week = context.week

        def act(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services.exchange import taking_down

            return taking_down.take_back(store, unit_id, week)

        context.operations.run(act, owner=self)

    # -- exported

    def _ask_export(self) -> None:
        from shengsi_desktop.ui.pages.exchange.gather_export import ExportDialog

        if self._context is None:
            return
        week, context = self._context.week, self._context
        self.notes.flush()

        def ask(store: Any) -> tuple[str, ...]:
            from shengsi_desktop.services.exchange import consolidating

            return consolidating.outdated_notes(store, week)

        def show(outdated: tuple[str, ...]) -> None:
            dialog = ExportDialog(self, context.memory, outdated)
            dialog.chosen.connect(self._ask_where)
            dialog.open()

        context.operations.run(ask, show, owner=self, saying=words.READING)

    def _ask_where(self, order: BookOrder, whose: BookWords, wide: bool) -> None:
        from shengsi_desktop.services.exchange.consolidating import suggested_name
        from shengsi_desktop.ui.dialogs.export import ask_path

        context = self._context
        if context is None:
            return
        name = suggested_name(context.week)
        path = ask_path(self, context.settings.export_folder, name, words.EXPORT_TITLE)
        if path is not None:
            self.export_to(path, order, whose, wide=wide)

    def export_to(self, path: Path, order: BookOrder, whose: BookWords, *, wide: bool = False) -> None:
        """Write the county's table there."""
        context = self._context
        if context is None:
            return
        self.notes.flush()
        week = context.week

        def write(store: Any) -> Path:
            from shengsi_desktop.services.exchange import consolidating

            return consolidating.export(store, week, path, order=order, words=whose, wide=wide)

        def failed(problem: BaseException) -> None:
            if isinstance(problem, EnvironmentProblem):
                self.messages.warn(
                    str(problem), [(words.ELSEWHERE, lambda: self._ask_where(order, whose, wide))]
                )
            elif isinstance(problem, Refusal):
                self.messages.warn(str(problem))
            else:
                context.operations.tell(problem)

        context.operations.run(write, self._exported, failed, owner=self, saying=words.EXPORTING)

    def _exported(self, path: Path) -> None:
        self.messages.say(
            words.EXPORTED.format(name=path.name),
            [(words.OPEN_FILE, lambda: _open(path)), (words.OPEN_FOLDER, lambda: _open(path.parent))],
        )


def _mismatch(place: int, one: Mismatch) -> list[Line]:
    """A line a unit, the figure first; what they are of stands at the first alone."""
    prevails = one.lead or "没有牵头单位，请核定"
    lines = []
    for row, (unit, figure, week) in enumerate(one.said):
        ahead = (one.deliverable, prevails, f"{one.number} {one.title}") if not row else ("", "", "")
        cells = (ahead[0], figure, f"{unit}（{week_words(week)}）", *ahead[1:])
        told = "ok" if unit == one.lead else "warn"
        tones = ("", told, "", "warn" if not one.lead else "ok", "second")
        lines.append(Line(f"{one.item_id}|{place}|{row}", cells, tones, one.words))
    return lines


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
