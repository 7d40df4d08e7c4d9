"""Both denominators: what share of the year's target is reached, and of what is asked for by now (松阳)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.domain.words import Comparator, DeliverableKind, Light
from shengsi_desktop.rhythm.lights import read_deliverable
from tests.rhythm.test_lights import AS_OF, INCOME, MICRO, RULE, SCHEME, value

APRIL = date(2025, 4, 30)


def test_a_plan_curve_comes_first_and_both_shares_are_said() -> None:
    """松阳: 132.1 % of the plan for January to April, 21.3 % of the year's, which a straight line calls late."""
    year = replace(INCOME, target=Decimal(1000), due=date(2025, 12, 31))
    curve = [(APRIL, Decimal("161.2")), (date(2025, 12, 31), Decimal(1000))]
    found = read_deliverable(year, value(213), APRIL, RULE, curve)
    assert (found.attained, found.of_plan) == (Decimal("21.3"), Decimal("132.1"))
    assert found.reading.reason.endswith("；完成年度目标21.3%，为计划进度的132.1% · 默认亮灯规则v1")
    assert found.reading.light is Light.GREEN
    straight = read_deliverable(year, value(213), APRIL, RULE)
    assert straight.reading.light is Light.YELLOW


def test_without_a_curve_elapsed_time_is_what_is_asked_for() -> None:
    found = read_deliverable(MICRO, value(14), AS_OF, RULE)
    assert found.of_plan == Decimal("80.8")
    assert found.shares_words == "完成全年46.7%、序时的80.8%"


def test_where_nothing_is_asked_for_or_the_two_are_one_only_one_is_said() -> None:
    later = [(date(2023, 12, 31), Decimal(30)), (AS_OF, Decimal(0))]
    assert read_deliverable(MICRO, value(3), AS_OF, RULE, later).of_plan is None
    over = read_deliverable(replace(MICRO, due=AS_OF), value(14), AS_OF, RULE)
    assert over.of_plan == over.attained
    assert "年度目标" not in over.reading.reason
    assert read_deliverable(replace(MICRO, by_time=False), value(14), AS_OF, RULE).of_plan is None


def test_ceilings_and_milestones_have_one_denominator() -> None:
    ceiling = replace(MICRO, kind=DeliverableKind.RATIO, comparator=Comparator.LE)
    assert read_deliverable(ceiling, value(14), AS_OF, RULE, [(AS_OF, Decimal(20))]).of_plan is None
    assert read_deliverable(SCHEME, value(stage=2), AS_OF, RULE).of_plan is None


@given(st.integers(1, 29), st.integers(1, 30))
def test_the_share_of_the_plan_is_over_a_hundred_exactly_where_more_is_done_than_asked(
    done: int, asked: int
) -> None:
    found = read_deliverable(MICRO, value(done), AS_OF, RULE, [(AS_OF, Decimal(asked))])
    assert found.of_plan is not None
    assert (found.of_plan > 100, found.of_plan < 100) == (done > asked, done < asked)
