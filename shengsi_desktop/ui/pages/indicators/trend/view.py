"""走势, the view: the indicators, the chart of the chosen ones, the figures of one; it joins them to the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from shengsi_desktop.domain.periods import last_month, month_key
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.weeks import indicators_as_of, month_of
from shengsi_desktop.ui.pages.indicators.trend import words
from shengsi_desktop.ui.pages.indicators.trend.commands import IndicatorCommands, emptied, pasted
from shengsi_desktop.ui.pages.indicators.trend.dialogs import TrendDialogs
from shengsi_desktop.ui.pages.indicators.trend.drawing import Subject
from shengsi_desktop.ui.pages.indicators.trend.layout import TrendLayout
from shengsi_desktop.ui.pages.indicators.trend.pasted import placed
from shengsi_desktop.ui.pages.indicators.trend.picture_out import PictureOut
from shengsi_desktop.ui.pages.indicators.views import VIEWS
from shengsi_desktop.ui.widgets.typed_words import take_typed

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.indicators import GoalState, IndicatorStanding, PointCell, PointStatus
    from shengsi_desktop.ui.page import PageContext
    from shengsi_desktop.ui.pages.indicators.trend.commands import Both

#: several changes in a row are read once (ms)
_TOGETHER = 30
#: more lines nobody tells apart
_MOST = 12
_OURS = frozenset({
    "indicator", "indicator_point", "condition", "light_rule", "deliverable", "deliverable_value", "plan_point",
    "item", "list_entry", "project", "task", "assignment", "group_choice", "group_member", "unit_group", "unit", "plan",
})  # fmt: skip


class TrendView(QWidget):
    """All headline indicators and the series of my deliverables; one of them, or several compared."""

    #: (page key, target id)
    open_requested = Signal(str, str)
    #: (view key, target): another view of the page
    view_requested = Signal(str, str)
    #: the kind of list that is to be taken in
    import_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands: IndicatorCommands | None = None
        self._standings: dict[str, IndicatorStanding] = {}
        self._wanted = ""
        self._asked = 0
        self._together = QTimer(self)
        self._together.setSingleShot(True)
        self._together.setInterval(_TOGETHER)
        self._together.timeout.connect(self._load)
        parts = self._parts = TrendLayout(self)
        self.tools, self.table, self.view = parts.tools, parts.table, parts.view
        self.head, self.compare = parts.head, parts.compare
        self.chart, self.entry, self.messages = parts.chart, parts.entry, parts.messages
        self.out = PictureOut(self.chart, self.messages, self)
        self.dialogs = TrendDialogs(self)
        self._listen()
        self.setFocusProxy(self.view)

    def show_week(self, context: PageContext) -> None:
        """Show the indicators of the plan, and my unit's deliverables as of the week."""
        if self._commands is None:
            self._commands = IndicatorCommands(context, self, self.entry.model.forget_typed)
        take_typed(self)
        self._commands.context = self.out.context = context
        self.entry.memory = context.memory
        self.entry.offer_years(context.settings.plan_year)
        self._together.stop()
        self._load()

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Read again what is shown of it."""
        if self._commands is not None and any(key.entity in _OURS for key in changed):
            self._together.start()

    def open_target(self, target: str) -> None:
        """Show the indicator with this id."""
        if not self.view.choose(target):
            self._wanted = target

    def next_item(self) -> None:
        """The series below becomes the current one."""
        ids = list(self._standings)
        here = ids.index(self.view.current_id) if self.view.current_id in ids else -1
        if here + 1 < len(ids):
            self.view.choose(ids[here + 1])

    def save_picture(self, path: Path) -> None:
        """The chart into a file, PNG or SVG by its ending."""
        self.out.save(path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out, until the user has done so, and the height."""
        super().resizeEvent(event)
        self._parts.share_width(self.width())
        self._parts.share_height(self.height(), self.tools.years)

    @property
    def current_standing(self) -> IndicatorStanding | None:
        """The series whose figures are shown."""
        return self._standings.get(self.view.current_id or "")

    @property
    def chosen(self) -> tuple[IndicatorStanding, ...]:
        """The series chosen, in the list's order."""
        return tuple(self._standings[one] for one in self.view.chosen if one in self._standings)

    def _listen(self) -> None:
        tools, head, entry = self.tools, self.head, self.entry
        self.view.chosen_changed.connect(lambda _ids: self._show_chosen())
        self.compare.cleared.connect(self.view.choose_only_current)
        self.compare.changed.connect(self._show_chart)
        tools.years_chosen.connect(self._show_years)
        tools.add_asked.connect(self._ask_new)
        tools.import_asked.connect(lambda: self.import_requested.emit("indicator"))
        tools.copy_asked.connect(self.out.copy)
        tools.save_asked.connect(self.out.ask_save)
        tools.print_asked.connect(self.out.ask_print)
        head.cumulative_chosen.connect(
            lambda cumulative: self._edit(head.indicator_id, cumulative=cumulative)
        )
        head.owner.edited.connect(lambda own, owner: self._edit(own, owner=owner))
        head.target_asked.connect(self._ask_target)
        head.item_asked.connect(self._open_item)
        head.state_chosen.connect(self._set_state)
        self.chart.drawer.failed.connect(self._tell)
        self.chart.point_chosen.connect(self._go_to_figure)
        self.dialogs.added.connect(self.open_target)
        self.dialogs.dropped.connect(lambda name: self.messages.say(words.DROPPED.format(name=name)))
        entry.year_chosen.connect(lambda _year: self._show_entry())
        entry.curve_asked.connect(self._ask_curve)
        entry.model.typed.connect(self._typed)
        entry.model.refused.connect(self._refuse)
        entry.grid.pasted.connect(self._paste)
        entry.grid.cleared.connect(self._clear)
        entry.grid.status_chosen.connect(self._mark)
        entry.grid.history_asked.connect(self._ask_history)
        entry.grid.refused.connect(self._refuse)
        entry.grid.told.connect(self.messages.say)

    def _load(self) -> None:
        if self._commands is None:
            return
        self._asked += 1
        asked = self._asked

        def show(found: Both) -> None:
            if asked == self._asked:
                self._loaded(*found)

        self._commands.read(show)

    def _loaded(
        self, standings: tuple[IndicatorStanding, ...], series: tuple[IndicatorStanding, ...]
    ) -> None:
        self._standings = {one.indicator.id: one for one in (*standings, *series)}
        self.tools.show_count(len(standings), self._as_of_month())
        self.view.show_standings(standings, series)
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            self.view.choose(wanted)
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self.chosen
        self._parts.show_number(len(chosen), nothing_at_all=not self._standings)
        self.tools.set_picture_enabled(enabled=bool(chosen))
        if not chosen or self._commands is None:
            return
        if len(chosen) == 1:
            self.head.show_standing(chosen[0], self._month())
            self._show_entry()
        else:
            self.compare.show_chosen(chosen, min(len(chosen), _MOST))
        self._show_chart()

    def _show_chart(self) -> None:
        chosen = self.chosen[:_MOST]
        if chosen and self._commands is not None:
            year = self._commands.context.settings.plan_year
            together, of_target = self.compare.together, self.compare.of_target
            self.chart.show_subject(Subject(chosen, year, self.tools.years, together, of_target))

    def _show_years(self, years: int) -> None:
        self._parts.share_height(self.height(), years)
        self._show_chart()

    def _show_entry(self) -> None:
        if self.current_standing is not None:
            self.entry.show_standing(self.current_standing)

    def _month(self) -> str:
        """The month that the shown week belongs to."""
        return "" if self._commands is None else month_of(self._commands.context.week)

    def _as_of_month(self) -> int:
        """The month that lights and shares are as of."""
        if self._commands is None:
            return 0
        context = self._commands.context
        return last_month(indicators_as_of(context.week, context.settings.plan_year))

    def _go_to_figure(self, series_id: str, period: str, field: str) -> None:
        """From a point of the chart to its cell: in the card below, else in the grid of all."""
        # a quarter's figure stands in the month that it ends with
        period = month_key(int(period[:4]), last_month(period))
        if len(self.chosen) == 1 and self.entry.go_to(field, period):
            return
        standing = self._standings.get(series_id)
        if standing is None:
            return
        if "grid" in VIEWS and not standing.indicator.item_id:
            self.view_requested.emit("grid", f"{series_id}|{period}")
        else:
            self.view.choose(series_id)
            self.entry.go_to(field, period)

    def _typed(self, field: str, period: str, value: Any) -> None:
        # whose cells these are the card knows: something else may have been chosen meanwhile
        standing = self.entry.model.standing
        if standing is None or self._commands is None:
            return
        if standing.indicator.item_id:
            self._commands.set_curve(standing.indicator.id, {period: value}, words.DO_CURVE)
        elif value is None:
            self._commands.write(emptied(standing.indicator.id, [(field, period)]), words.DO_ENTER)
        else:
            self._commands.set_cell(standing.indicator.id, field, period, value)

    def _clear(self, cells: tuple[tuple[str, str], ...]) -> None:
        standing = self.entry.model.standing
        if standing is not None:
            self._put(emptied(standing.indicator.id, cells), words.DO_CLEAR)

    def _paste(self, fields: tuple[str, ...], month: int, text: str) -> None:
        standing = self.entry.model.standing
        if standing is None:
            return
        try:
            lines = placed(text, fields, month, standing.indicator)
        except Refusal as problem:
            self._tell(problem)
            return
        cells = pasted(standing.indicator, self.entry.year, month, lines)
        self._put(cells, words.DO_PASTE.format(count=len(cells)))

    def _put(self, cells: list[PointCell], name: str) -> None:
        """Many cells at once; of a 核定数 among them one is asked first."""
        standing, commands = self.entry.model.standing, self._commands
        if standing is None or commands is None or not cells:
            return
        if standing.indicator.item_id:
            commands.set_curve(
                standing.indicator.id, {one.period: one.value for one in cells}, words.DO_CURVE
            )
        else:
            self.dialogs.ask_finals(standing, cells, lambda those: commands.write(those, name))

    def _mark(self, periods: tuple[str, ...], status: PointStatus) -> None:
        standing = self.entry.model.standing
        if self._commands is not None and standing is not None:
            self._commands.mark(standing.indicator.id, periods, status)

    def _set_state(self, state: GoalState) -> None:
        if self._commands is not None and self.head.indicator_id:
            self._commands.set_state(self.head.indicator_id, self._month(), state)

    def _edit(self, indicator_id: str, **fields: Any) -> None:
        if self._commands is not None:
            self._commands.edit(indicator_id, **fields)

    def _ask_new(self) -> None:
        if self._commands is not None:
            self.dialogs.add(self._commands.context, tuple(self._standings.values()))

    def _ask_target(self) -> None:
        if self.current_standing is not None and self._commands is not None:
            self.dialogs.edit(self._commands.context, self.current_standing, tuple(self._standings.values()))

    def _ask_curve(self) -> None:
        if self.current_standing is not None and self._commands is not None:
            self.dialogs.curve(self._commands.context, self.current_standing.indicator.id)

    def _ask_history(self, period: str) -> None:
        standing = self.entry.model.standing
        if standing is not None and self._commands is not None:
            self.dialogs.history(self._commands, standing, period, self.entry.grid.below())

    def _open_item(self) -> None:
        if self.current_standing is not None:
            self.open_requested.emit("tasks", self.current_standing.indicator.item_id)

    def _refuse(self, sentence: str) -> None:
        self._tell(Refusal(sentence))

    def _tell(self, problem: BaseException) -> None:
        if self._commands is not None:
            self._commands.context.operations.tell(problem)
