"""Which figures of indicators count as corrected."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.domain.indicators import GoalState, PointCell, PointStatus
from shengsi_desktop.services import history, indicators, point_marks

if TYPE_CHECKING:
    from shengsi_desktop.store.sessions import Store

JUNE = "2023-06"


def put(store: Store, indicator_id: str, field: str, value: Decimal | PointStatus | GoalState | None) -> None:
    indicators.set_cells(store, [PointCell(indicator_id, JUNE, field, value)])


def corrected(store: Store) -> set[str]:
    """The fields of June that count as corrected."""
    return {field for _, period, field in point_marks.corrected_points(store) if period == JUNE}


def test_a_figure_counts_as_corrected_once_another_takes_its_place(store: Store) -> None:
    one = indicators.standings(store)[2].indicator.id
    put(store, one, "value", Decimal("66.1"))
    put(store, one, "planned", Decimal(70))
    put(store, one, "status", PointStatus.PRELIMINARY)
    put(store, one, "status", PointStatus.FINAL)
    assert corrected(store) == set()
    put(store, one, "value", Decimal("66.2"))
    assert point_marks.corrected_points(store) == {(one, JUNE, "value")}
    history.undo(store)
    assert corrected(store) == set()
    history.redo(store)
    assert corrected(store) == {"value"}
    put(store, one, "planned", None)
    put(store, one, "planned", Decimal(70))
    assert corrected(store) == {"value", "planned"}


def test_the_state_of_a_target_of_words_counts_as_a_figure_does(store: Store) -> None:
    one = indicators.standings(store)[9].indicator.id
    put(store, one, "state", GoalState.NOT_STARTED)
    assert corrected(store) == set()
    put(store, one, "state", GoalState.REACHED)
    assert corrected(store) == {"state"}
