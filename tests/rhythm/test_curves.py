"""Presets of plan curves: they begin low, never turn back and end at the target itself."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.rhythm.curves import TOURIST_MONTHS, CurveKind, preset

TARGETS = st.decimals(min_value=0, max_value=100000, places=3)


def values(kind: CurveKind, target: str = "120", **more: object) -> list[str]:
    return [f"{value.normalize():f}" for _, value in preset(kind, Decimal(target), 2023, **more)]  # type: ignore[arg-type]


@given(st.sampled_from(CurveKind), TARGETS, st.none() | st.integers(0, 3), st.integers(1, 26))
def test_a_curve_never_turns_back_and_ends_at_its_target(
    kind: CurveKind, target: Decimal, places: int | None, months: int
) -> None:
    curve = preset(kind, target, 2023, months=range(1, months + 1), places=places)
    assert len(curve) == months
    found = [value for _, value in curve]
    assert all(before <= after for before, after in pairwise([Decimal(0), *found]))
    assert found[-1] == target
    assert [period for period, _ in curve] == sorted({period for period, _ in curve})


@given(st.sampled_from(CurveKind), TARGETS, TARGETS)
def test_a_level_runs_from_last_years_result_to_the_target_either_way(
    kind: CurveKind, start: Decimal, target: Decimal
) -> None:
    found = [start, *(value for _, value in preset(kind, target, 2023, start=start))]
    steps = [after - before for before, after in pairwise(found)]
    assert all(step >= 0 for step in steps) or all(step <= 0 for step in steps)
    assert found[-1] == target


def test_a_straight_line_takes_the_same_each_month() -> None:
    assert values(CurveKind.STRAIGHT) == [str(10 * month) for month in range(1, 13)]
    assert values(CurveKind.STRAIGHT, "1.116")[:2] == ["0.093", "0.186"]
    assert values(CurveKind.STRAIGHT, "30", places=0)[:3] == ["3", "5", "8"]


def test_quarter_steps_rise_with_the_quarters_end() -> None:
    assert values(CurveKind.QUARTERS) == [
        "0",
        "0",
        "30",
        "30",
        "30",
        "60",
        "60",
        "60",
        "90",
        "90",
        "90",
        "120",
    ]
    assert values(CurveKind.QUARTERS, months=(3, 6, 9, 12)) == ["30", "60", "90", "120"]


def test_the_tourist_season_does_most_from_may_to_october() -> None:
    assert sum(TOURIST_MONTHS) == 100
    found = [Decimal(one) for one in values(CurveKind.TOURISM, "100")]
    assert found[3] == 17  # by the end of April
    assert found[9] - found[3] == 77
    assert found[-1] == 100


def test_boats_bring_nothing_in_from_may_to_the_middle_of_september() -> None:
    found = [Decimal(one) for one in values(CurveKind.MORATORIUM, "226")]
    # 120 days to the end of April, 15 in September, 92 to the year's end: 227
    assert found[3] == found[4] == found[7] == Decimal("119.47")
    assert found[8] > found[7]
    shorter = [Decimal(one) for one in values(CurveKind.MORATORIUM, "226", closed=((5, 1), (8, 1)))]
    assert shorter[6] == shorter[3]
    assert shorter[7] > shorter[6]


def test_a_promise_due_in_the_next_year_has_a_curve_until_then() -> None:
    curve = preset(CurveKind.STRAIGHT, Decimal(140), 2023, months=range(1, 15))
    assert curve[-2:] == (("2024-01", Decimal(130)), ("2024-02", Decimal(140)))


def test_a_time_that_is_closed_whole_is_shared_alike() -> None:
    curve = preset(CurveKind.MORATORIUM, Decimal(10), 2023, months=(1, 2), closed=((1, 1), (12, 31)))
    assert [value for _, value in curve] == [5, 10]


@pytest.mark.parametrize("kind", CurveKind)
def test_every_preset_has_a_name_of_the_office(kind: CurveKind) -> None:
    assert kind.label in {"直线", "季度台阶", "旅游季", "休渔期"}
