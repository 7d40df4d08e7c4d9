"""What 指标趋势 asks of the store and does to it, each as one operation on the writer thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from PySide6.QtCore import QObject

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.indicators import IndicatorStanding
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.page import PageContext


class IndicatorCommands:
    """Queries and commands of one page; `unkept` is called where a command failed."""

    def __init__(self, context: PageContext, owner: QObject, unkept: Callable[[], object]) -> None:
        self.context = context
        self._owner = owner
        self._unkept = unkept

    def read(self, done: Callable[[tuple[IndicatorStanding, ...]], object]) -> None:
        """Every indicator with its newest value."""

        def ask(store: Store) -> tuple[IndicatorStanding, ...]:
            from shengsi_desktop.services import indicators

            return indicators.standings(store)

        self.context.operations.run(ask, done, owner=self._owner)

    def set_point(self, indicator_id: str, kind: str, period: str, value: Decimal | None) -> None:
        """One cell."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import indicators

            cell: dict[str, Decimal | None] = {kind: value}
            return indicators.set_point(store, indicator_id, period, **cell)  # type: ignore[arg-type]

        self._run(write)

    def clear(self, indicator_id: str, cells: tuple[tuple[str, str], ...]) -> None:
        """Empty some cells."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import indicators

            changed: frozenset[FieldKey] = frozenset()
            for kind, period in cells:
                cell: dict[str, Decimal | None] = {kind: None}
                changed |= indicators.set_point(store, indicator_id, period, **cell)  # type: ignore[arg-type]
            return changed

        self._run(write)

    def paste(self, indicator_id: str, first_period: str, lines: tuple[tuple[str, str], ...]) -> None:
        """Some series at once, each from the same month on; they have been checked."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import indicators

            changed: frozenset[FieldKey] = frozenset()
            for kind, text in lines:
                changed |= indicators.paste_points(store, indicator_id, kind, first_period, text)
            return changed

        self._run(write)

    def edit(self, indicator_id: str, *, owner: str | None = None, cumulative: bool | None = None) -> None:
        """责任单位, or 累计 and 时点."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import indicators

            return indicators.edit_indicator(store, indicator_id, owner=owner, cumulative=cumulative)

        self._run(write)

    def _run(self, write: Callable[[Store], frozenset[FieldKey]]) -> None:
        def failed(problem: BaseException) -> None:
            # what the grid shows is not what the store holds
            self._unkept()
            self.context.operations.tell(problem)

        self.context.operations.run(write, None, failed, owner=self._owner)
