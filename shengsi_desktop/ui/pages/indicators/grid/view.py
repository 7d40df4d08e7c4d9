"""The entry grid of 指标趋势: all indicators down, the twelve months across; it joins the grid to the store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from shengsi_desktop.domain.periods import last_month
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.weeks import indicators_as_of
from shengsi_desktop.ui.page import calendar_day
from shengsi_desktop.ui.pages.indicators.grid import words
from shengsi_desktop.ui.pages.indicators.grid.bar import GridBar
from shengsi_desktop.ui.pages.indicators.grid.commands import GridCommands, GridFacts
from shengsi_desktop.ui.pages.indicators.grid.deeds import GridDeeds
from shengsi_desktop.ui.pages.indicators.grid.foot import Foot
from shengsi_desktop.ui.pages.indicators.grid.menus import GridMenus
from shengsi_desktop.ui.pages.indicators.grid.model import GridModel
from shengsi_desktop.ui.pages.indicators.grid.rows import Choice, Sight, count_missing, listed
from shengsi_desktop.ui.pages.indicators.grid.series import Field, months_over
from shengsi_desktop.ui.pages.indicators.grid.table import GridTable
from shengsi_desktop.ui.widgets.containers import EmptyState
from shengsi_desktop.ui.widgets.message_bar import MessageBar
from shengsi_desktop.ui.widgets.typed_words import take_typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.indicators import PointCell
    from shengsi_desktop.ui.page import PageContext
    from shengsi_desktop.ui.pages.indicators.grid.import_dialog import ImportDialog

#: several changes in a row are read once (ms)
_TOGETHER = 30
#: above and below the tools
_TOOLS_RIM = 6
_OURS = frozenset({"indicator", "indicator_point", "condition", "light_rule", "plan", "unit"})


class GridView(QWidget):
    """`tools` stands above the table, unless whoever shows the view puts it elsewhere."""

    #: (page key, target id)
    open_requested = Signal(str, str)
    #: (view key, target id): another view of 指标趋势
    view_requested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands: GridCommands | None = None
        self._facts = GridFacts(0, (), frozenset())
        self._kept: tuple[str, ...] = ()
        self._wanted = ""
        self._asked = 0
        self._together = QTimer(self)
        self._together.setSingleShot(True)
        self._together.setInterval(_TOGETHER)
        self._together.timeout.connect(self._load)
        self.model = GridModel()
        self.model.setParent(self)
        self.table = GridTable(self.model)
        self.deeds = GridDeeds(self.table, self.model, self)
        self.menus = GridMenus(self.table, self.model, self.deeds, self)
        self.tools = GridBar()
        self.messages = MessageBar()
        self.import_dialog: ImportDialog | None = None
        self._build()
        self._listen()
        self.setFocusProxy(self.table)

    def show_week(self, context: PageContext) -> None:
        """Show the indicators of the plan; the week says as of which month they are read."""
        if self._commands is None:
            self._commands = GridCommands(context, self, self.model.forget_typed)
        self._commands.context = context
        self.tools.offer_years(context.settings.plan_year)
        self.tools.say_unit(context.unit)
        self._together.stop()
        self._load()

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Read again what is shown of it."""
        if self._commands is not None and any(key.entity in _OURS for key in changed):
            self._together.start()

    def open_target(self, target: str) -> None:
        """Go to the cell «id|2023-06», or to the newest month of the indicator with this id."""
        if not self._go_to(target):
            self._wanted = target

    def showEvent(self, event: QShowEvent) -> None:
        """No room is kept for tools that stand elsewhere."""
        rim = _TOOLS_RIM if self._above.count() else 0
        self._above.setContentsMargins(0, rim, 0, rim)
        super().showEvent(event)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._above = QHBoxLayout()
        self._above.addWidget(self.tools)
        column.addLayout(self._above)
        self._stack = QStackedWidget()
        self._nothing = EmptyState("", "", action=words.SHOW_ALL, on_action=self.tools.clear_filters)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.table)
        self._stack.setCurrentWidget(self.table)
        column.addWidget(self._stack, 1)
        self.messages.float_over(self._stack)
        self.foot = Foot()
        column.addWidget(self.foot)
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def _listen(self) -> None:
        self.tools.sight_changed.connect(self._sight_changed)
        self.tools.filter_changed.connect(self._filter_changed)
        self.foot.status_chosen.connect(self.deeds.mark)
        self.foot.import_asked.connect(self.ask_import)
        self.model.edited.connect(self._write)
        for refused in (self.model.refused, self.deeds.refused):
            refused.connect(self._refuse)
        for told in (self.deeds.told, self.table.told):
            told.connect(self.messages.say)
        self.table.copy_asked.connect(self.deeds.copy)
        self.table.paste_asked.connect(self.deeds.paste)
        self.table.clear_asked.connect(self.deeds.clear)
        self.table.trend_asked.connect(lambda one: self.view_requested.emit("trend", one))
        self.menus.trend_asked.connect(lambda one: self.view_requested.emit("trend", one))
        self.menus.item_asked.connect(lambda one: self.open_requested.emit("tasks", one))
        self.menus.history_asked.connect(self._ask_history)

    @property
    def sight(self) -> Sight:
        """The field and year chosen."""
        if self._commands is None:
            return Sight()
        context = self._commands.context
        day = calendar_day(context)
        year = self.tools.shown_year
        return Sight(
            self.tools.field, year, months_over(year, day), judged=year == context.settings.plan_year
        )

    @property
    def choice(self) -> Choice:
        """The filters chosen."""
        unit = self._commands.context.unit if self._commands is not None else None
        return Choice(
            missing=self.tools.missing.isChecked(),
            unit=unit if self.tools.mine.isChecked() else None,
            text=self.tools.text.text(),
        )

    def ask_import(self) -> None:
        """Choose a workbook, then see what it would change."""
        if self._commands is None:
            return
        folder = self._commands.context.settings.export_folder or str(Path.home())
        chosen, _ = QFileDialog.getOpenFileName(self, words.IMPORT_TITLE, folder, words.IMPORT_TYPES)
        if chosen:
            self.open_import(Path(chosen))

    def open_import(self, path: Path) -> None:
        """The preview of a workbook; nothing is stored before it is accepted."""
        from shengsi_desktop.ui.pages.indicators.grid.import_dialog import ImportDialog

        if self._commands is None:
            return
        take_typed(self.table)
        dialog = self.import_dialog = ImportDialog(
            self._commands.context, path, self.tools.shown_year, self.window()
        )
        dialog.taken.connect(self.messages.say)
        dialog.finished.connect(self._import_closed)
        dialog.begin()
        dialog.open()

    def _import_closed(self, _result: int) -> None:
        if self.import_dialog is not None:
            self.import_dialog.deleteLater()
            self.import_dialog = None

    def _load(self) -> None:
        if self._commands is None:
            return
        self._asked += 1
        asked = self._asked

        def show(facts: GridFacts) -> None:
            if asked == self._asked:
                self._loaded(facts)

        self._commands.read(self.tools.shown_year, show)

    def _loaded(self, facts: GridFacts) -> None:
        self._facts = facts
        self.deeds.known = facts.standings
        self._show(keep=True)
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            self._go_to(wanted)

    def _sight_changed(self) -> None:
        self._kept = ()
        if self.tools.shown_year != self._facts.year:
            self._load()
        else:
            self._show(keep=False)

    def _filter_changed(self) -> None:
        self._show(keep=False)

    def _show(self, *, keep: bool) -> None:
        """List what the filters let through; `keep`: a row that was just filled in does not vanish."""
        sight, choice = self.sight, self.choice
        if sight.year != self._facts.year:
            return
        found = {one.indicator.id for one in listed(self._facts.standings, sight, choice)}
        if keep:
            found |= set(self._kept)
        shown = [one for one in self._facts.standings if one.indicator.id in found]
        self._kept = tuple(one.indicator.id for one in shown)
        here = self._here()
        if not self.model.keeps_cells(shown, sight):
            take_typed(self.table)
        self.model.show(shown, sight, self._facts.corrected)
        self._stand(here)
        self.tools.say_missing(count_missing(self._facts.standings, sight, choice), sight.over)
        self.foot.status.setEnabled(sight.field is Field.VALUE)
        self.foot.say_count(len(shown), self._as_of_month(sight))
        self._stack.setCurrentWidget(self.table if shown else self._nothing)
        if not shown:
            self._say_nothing(sight, choice)

    def _as_of_month(self, sight: Sight) -> int:
        """The month that lights and shares of the week's own year are as of; 0 for another year."""
        if self._commands is None:
            return 0
        context = self._commands.context
        period = indicators_as_of(context.week, context.settings.plan_year)
        return last_month(period) if period.startswith(str(sight.year)) else 0

    def _say_nothing(self, sight: Sight, choice: Choice) -> None:
        self._nothing.button.setVisible(bool(self._facts.standings))
        if not self._facts.standings:
            self._nothing.say(words.NOTHING_TITLE, words.NOTHING_HINT)
        elif choice.unit is not None and not listed(self._facts.standings, sight, Choice(unit=choice.unit)):
            self._nothing.say(words.NOT_MINE_TITLE, words.NOT_MINE_HINT.format(unit=choice.unit.name))
        elif choice.missing and not choice.text.strip():
            planned = sight.field is Field.PLANNED
            hint = words.ALL_PLANNED_HINT if planned else words.ALL_THERE_HINT.format(month=sight.over)
            self._nothing.say(
                words.ALL_THERE_TITLE, hint if planned or sight.over else words.MISSING_NONE_TIP
            )
        else:
            self._nothing.say(words.FILTERED_TITLE, words.FILTERED_HINT)

    def _here(self) -> tuple[str, int]:
        """The indicator and the column that the keys are in."""
        index = self.table.currentIndex()
        row = self.model.row(index.row()) if index.isValid() else None
        return (row.standing.indicator.id, index.column()) if row is not None else ("", 0)

    def _stand(self, here: tuple[str, int]) -> None:
        """After other rows are listed the keys are where they were, else at the first newest month."""
        if self.table.currentIndex().isValid() or not self.model.rows:
            return
        row = self.model.row_of(here[0])
        column = here[1] if row >= 0 else max(self.sight.over - 1, 0)
        first = next((n for n, one in enumerate(self.model.rows) if not isinstance(one, str)), 0)
        self.table.setCurrentIndex(self.model.index(row if row >= 0 else first, column))

    def _go_to(self, target: str) -> bool:
        indicator_id, _, period = target.partition("|")
        if all(one.indicator.id != indicator_id for one in self._facts.standings):
            return False
        year = int(period[:4]) if period[:4].isdecimal() else self.tools.shown_year
        if year != self._facts.year:
            self._wanted = target
            return self.tools.choose_year(year)
        if self.model.row_of(indicator_id) < 0:
            self.tools.clear_filters()
        row = self.model.row_of(indicator_id)
        month = last_month(period) if period else max(self.sight.over, 1)
        index = self.model.index(row, month - 1)
        self.table.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.table.scrollTo(index)
        return True

    def _write(self, cells: Sequence[PointCell], name: str, said: str) -> None:
        if self._commands is None:
            return

        def done(changed: bool) -> None:
            if changed and said:
                self.messages.say(said)

        self._commands.write(cells, name, done)

    def _ask_history(self, indicator_id: str, period: str) -> None:
        if self._commands is not None:
            self._commands.history(
                indicator_id, period, lambda changes: self.menus.show_history(indicator_id, period, changes)
            )

    def _refuse(self, sentence: str) -> None:
        if self._commands is not None:
            self._commands.context.operations.tell(Refusal(sentence))
