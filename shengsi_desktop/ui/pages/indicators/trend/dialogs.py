"""Opens the dialogs of 走势 and runs what they ask for: target, plan curve, history of a figure."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from shengsi_desktop.domain.indicators import PointStatus
from shengsi_desktop.domain.periods import last_month
from shengsi_desktop.ui.pages.indicators.trend import words
from shengsi_desktop.ui.widgets.fields import written

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.indicators import IndicatorStanding, PointCell, PointChange
    from shengsi_desktop.domain.plan import Condition
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.page import PageContext
    from shengsi_desktop.ui.pages.indicators.trend.commands import IndicatorCommands
    from shengsi_desktop.ui.pages.indicators.trend.target_dialog import TargetDialog


class TrendDialogs(QObject):
    """Each is imported when it is first asked for; a dialog stays open where the store refuses."""

    #: a new indicator (its id)
    added = Signal(str)
    #: an indicator was deleted (its name)
    dropped = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def add(self, context: PageContext, others: Sequence[IndicatorStanding]) -> TargetDialog:
        """A new indicator."""
        return self._open_target(context, None, others)

    def edit(
        self, context: PageContext, standing: IndicatorStanding, others: Sequence[IndicatorStanding]
    ) -> TargetDialog:
        """The target of an indicator, and all else that is said of it."""
        return self._open_target(context, standing, others)

    def curve(self, context: PageContext, target_id: str) -> None:
        """The plan curve of an indicator or a deliverable."""
        from shengsi_desktop.ui.dialogs.plan_curve import open_plan_curve

        open_plan_curve(self._window, context, target_id)

    def history(
        self, commands: IndicatorCommands, standing: IndicatorStanding, period: str, at: QPoint
    ) -> None:
        """Every change of a month's figures, in a popup at that place of the screen."""

        def show(changes: tuple[PointChange, ...]) -> None:
            from shengsi_desktop.ui.pages.indicators.grid.history_popup import HistoryPopup

            when = words.YEAR.format(year=period[:4]) + words.MONTH.format(month=int(period[5:7]))
            title = words.HISTORY_TITLE.format(name=standing.indicator.name, period=when)
            HistoryPopup(title, changes, self._window).open_below(at, self._window.screen())

        commands.history(standing.indicator.id, period, show)

    def ask_finals(
        self,
        standing: IndicatorStanding,
        cells: Sequence[PointCell],
        go_on: Callable[[Sequence[PointCell]], object],
    ) -> None:
        """Go on with the cells; where they would change a 核定数, a person says with which."""
        from shengsi_desktop.ui.pages.indicators.grid.final_question import FinalChange, FinalQuestion

        held = {point.period: point for point in standing.points if point.status is PointStatus.FINAL}
        finals = []
        for one in cells:
            before = held[one.period].value if one.period in held else None
            if one.field == "value" and before is not None and before != one.value:
                after = written(one.value) if isinstance(one.value, Decimal) else ""
                finals.append(
                    FinalChange(standing.indicator.name, last_month(one.period), written(before), after)
                )
        if not finals:
            go_on(cells)
            return
        rest = [one for one in cells if one.period not in held or one.field not in ("value", "status")]
        question = FinalQuestion(finals, len(rest), self._window.window())
        question.answered.connect(lambda everything: go_on(cells if everything else rest))
        question.finished.connect(question.deleteLater)
        question.open()

    def _open_target(
        self, context: PageContext, standing: IndicatorStanding | None, others: Sequence[IndicatorStanding]
    ) -> TargetDialog:
        from shengsi_desktop.services import setting_up
        from shengsi_desktop.ui.pages.indicators.trend.target_dialog import TargetDialog

        indicator = standing.indicator if standing is not None else None
        headline = [one.indicator for one in others if not one.indicator.item_id]
        units = [unit.name for unit in setting_up.directory()]
        dialog = TargetDialog(indicator, headline, units, self._window)

        def save(fields: dict[str, Any], said: str | None, conditions: tuple[Condition, ...] | None) -> None:
            def write(store: Store) -> frozenset[FieldKey]:
                from shengsi_desktop.services import indicator_targets

                return indicator_targets.save_indicator(
                    store, indicator.id if indicator else None, fields, said, conditions or ()
                )

            def kept(changed: frozenset[FieldKey]) -> None:
                if indicator is None:
                    self.added.emit(next(key.entity_id for key in changed if key.entity == "indicator"))

            dialog.answer(context.operations, write, kept)

        def drop() -> None:
            def write(store: Store) -> frozenset[FieldKey]:
                from shengsi_desktop.services import indicator_targets

                return indicator_targets.drop_indicator(store, indicator.id if indicator else "")

            def gone(_changed: frozenset[FieldKey]) -> None:
                self.dropped.emit(indicator.name if indicator else "")

            dialog.answer(context.operations, write, gone)

        dialog.save_asked.connect(save)
        dialog.drop_asked.connect(drop)
        dialog.open()
        return dialog
