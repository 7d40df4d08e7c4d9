"""Opens the dialogs of 走势 and runs what they ask for: target, plan curve, history of a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui.operations import BUG
from shengsi_desktop.ui.pages.indicators.trend import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.indicators import IndicatorStanding, PointChange
    from shengsi_desktop.domain.plan import Condition
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.page import PageContext
    from shengsi_desktop.ui.pages.indicators.trend.commands import IndicatorCommands
    from shengsi_desktop.ui.pages.indicators.trend.target_dialog import TargetDialog


class TrendDialogs(QObject):
    """Each is imported when it is first asked for; a dialog stays open where the store refuses."""

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

    def history(self, commands: IndicatorCommands, standing: IndicatorStanding, period: str) -> None:
        """Every change of a month's figures."""

        def show(changes: tuple[PointChange, ...]) -> None:
            from shengsi_desktop.ui.pages.indicators.trend.history_dialog import HistoryDialog

            when = words.YEAR.format(year=period[:4]) + words.MONTH.format(month=int(period[5:7]))
            title = words.HISTORY_TITLE.format(name=standing.indicator.name, period=when)
            HistoryDialog(title, changes, self._window).open()

        commands.history(standing.indicator.id, period, show)

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

            context.operations.run(write, lambda _: dialog.accept(), failed, owner=dialog)

        def drop() -> None:
            def write(store: Store) -> frozenset[FieldKey]:
                from shengsi_desktop.services import indicator_targets

                return indicator_targets.drop_indicator(store, indicator.id if indicator else "")

            context.operations.run(write, lambda _: dialog.accept(), failed, owner=dialog)

        def failed(problem: BaseException) -> None:
            if not isinstance(problem, Refusal):
                context.operations.tell(problem)
            dialog.say(str(problem) if isinstance(problem, Refusal) else BUG)

        dialog.save_asked.connect(save)
        dialog.drop_asked.connect(drop)
        dialog.open()
        return dialog
