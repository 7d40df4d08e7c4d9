"""The light of one deliverable and the arithmetic that it shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.domain.tracking import (
    BUILDING_STAGES,
    DOCUMENT_STAGES,
    Deliverable,
    DeliverableStanding,
    DeliverableValue,
    LightRule,
    Reading,
)
from shengsi_desktop.domain.words import Comparator, DeliverableKind, Light
from shengsi_desktop.rhythm.gaps import gap_light
from shengsi_desktop.rhythm.lights import read_deliverable
from tests.rhythm.made import condition, indicator, point
from tests.rhythm.made import read as read_indicator

RULE = LightRule()
AS_OF = date(2023, 7, 30)
MICRO = Deliverable(
    id="d1", item_id="i", number="4-2.1", kind=DeliverableKind.QUANTITY, name="微改造",
    text="完成百年渔场渔博馆等“微改造、精提升”项目30个", start=0, end=1, target=Decimal(30), target_high=None,
    unit="个", object="项目", of="", comparator=Comparator.EQ, stages=(), due=date(2023, 12, 31),
    due_is_default=True, by_time=True,
)  # fmt: skip
SCHEME = replace(
    MICRO,
    id="d2",
    kind=DeliverableKind.MILESTONE,
    name="实施方案",
    target=None,
    unit="",
    stages=DOCUMENT_STAGES,
)
INCOME = replace(
    MICRO, id="d3", kind=DeliverableKind.RATIO, name="集体经济总收入", target=Decimal(5500), unit="万元"
)
ROUTINE = replace(MICRO, id="d4", kind=DeliverableKind.STANDING, name="日常巡查", target=None, unit="")


def value(
    amount: str | int | None = None, *, stage: int | None = None, done: bool = False
) -> DeliverableValue:
    return DeliverableValue("d", "u", "2023-W30", None if amount is None else Decimal(amount), stage, done)


def read(
    deliverable: Deliverable, given: DeliverableValue | None, as_of: date = AS_OF
) -> DeliverableStanding:
    return read_deliverable(deliverable, given, as_of, RULE)


def test_the_light_says_its_arithmetic() -> None:
    standing = read(MICRO, value(14))
    assert standing.reading.light is Light.YELLOW
    assert standing.reading.reason == (
        "微改造46.7%，序时57.8%，差11.1个百分点；完成年度目标46.7%，为序时进度的80.8% · 默认亮灯规则v1"
    )
    assert (standing.attained, standing.schedule) == (Decimal("46.7"), Decimal("57.8"))


@pytest.mark.parametrize(
    ("attained", "light"),
    [
        ("60", Light.GREEN),
        ("50", Light.GREEN),
        ("40.1", Light.GREEN),
        ("40", Light.YELLOW),
        ("20", Light.YELLOW),
        ("19.9", Light.RED),
        ("0", Light.RED),
    ],
)
def test_ten_points_below_turns_yellow_and_more_than_thirty_red(attained: str, light: Light) -> None:
    assert gap_light(Decimal(attained), Decimal(50), RULE) is light


@given(st.decimals(0, 100, places=4), st.decimals(0, 100, places=4))
def test_the_gap_that_is_shown_is_the_gap_that_decides(attained: Decimal, planned: Decimal) -> None:
    """Rounded figures decide, so that nobody reads «差10个百分点» beside a green light."""
    target = replace(MICRO, kind=DeliverableKind.RATIO, target=Decimal(100), comparator=Comparator.GE)
    curve = [(AS_OF, planned)]
    standing = read_deliverable(target, value(str(attained)), AS_OF, RULE, curve)
    if standing.complete:
        return
    assert standing.attained is not None
    assert standing.schedule is not None
    gap = standing.schedule - standing.attained
    assert (standing.reading.light is Light.YELLOW) == (10 <= gap <= 30)
    assert (standing.reading.light is Light.RED) == (gap > 30)


def test_ahead_of_and_level_with_the_schedule_are_said_so() -> None:
    assert (
        read(MICRO, value(18)).reading.reason
        == "微改造60%，序时57.8%，超2.2个百分点；完成年度目标60%，为序时进度的103.8% · 默认亮灯规则v1"
    )
    level = read_deliverable(MICRO, value(15), AS_OF, RULE, [(AS_OF, Decimal(15))])
    assert level.reading.reason == (
        "微改造50%，计划序时50%，与序时持平；完成年度目标50%，为计划进度的100% · 默认亮灯规则v1"
    )


def test_a_plan_curve_comes_before_elapsed_time() -> None:
    late_starter = [(date(2023, 9, 30), Decimal(5)), (date(2023, 12, 31), Decimal(30))]
    standing = read_deliverable(MICRO, value(4), AS_OF, RULE, late_starter)
    assert standing.reading.light is Light.GREEN
    assert "计划序时12.9%" in standing.reading.reason


def test_without_curve_and_without_time_the_schedule_is_not_set() -> None:
    standing = read(replace(MICRO, by_time=False), value(14))
    assert standing.reading.light is Light.UNSCHEDULED
    assert standing.reading.reason == "微改造46.7%，未定序时"
    assert standing.schedule is None


def test_a_promise_without_a_number_is_not_scheduled_until_it_is_ticked() -> None:
    no_target = replace(MICRO, target=None)
    assert read(no_target, value(3)).reading.light is Light.UNSCHEDULED
    assert read(no_target, value(3)).attained is None
    assert read(no_target, value(done=True)).complete


def test_a_missing_value_of_a_reported_item_counts_as_nothing_done() -> None:
    standing = read(MICRO, None)
    assert standing.attained == 0
    assert standing.reading.light is Light.RED


def test_before_any_report_the_light_is_unreported() -> None:
    standing = read_deliverable(MICRO, None, AS_OF, RULE, unreported=True)
    assert standing.reading.light is Light.UNREPORTED


def test_a_target_reached_is_done_and_beyond_it_too() -> None:
    assert read(MICRO, value(30)).reading.reason == "微改造30/30个，已完成"
    assert read(MICRO, value(31)).complete
    assert not read(MICRO, value(29)).complete


def test_a_range_counts_by_its_low_end() -> None:
    products = replace(MICRO, target=Decimal(1), target_high=Decimal(2))
    assert read(products, value(1)).complete


def test_surpassing_needs_more_than_the_number_itself() -> None:
    surpass = replace(INCOME, comparator=Comparator.GT)
    assert not read(surpass, value(5500)).complete
    assert read(surpass, value("5500.1")).complete


def test_about_is_met_a_margin_below_and_anywhere_above() -> None:
    about = replace(INCOME, target=Decimal(10), unit="%", comparator=Comparator.APPROX)
    assert read(about, value("9.5")).complete
    assert read(about, value("12")).complete
    assert not read(about, value("9.4")).complete
    assert not read(replace(about, kind=DeliverableKind.QUANTITY, unit="个"), value("9.5")).complete


@pytest.mark.parametrize("comparator", [Comparator.LE, Comparator.LT])
def test_a_ceiling_is_held_all_year_and_complete_only_at_its_end(comparator: Comparator) -> None:
    ceiling = replace(INCOME, target=Decimal("1.5"), unit="%", comparator=comparator)
    held = read(ceiling, value("1.47"))
    assert (held.reading.light, held.attained, held.complete) == (Light.GREEN, Decimal(100), False)
    assert read(ceiling, value("1.47"), ceiling.due).complete
    assert read(ceiling, value("1.6")).reading.light is Light.YELLOW
    assert read(ceiling, value("1.6"), ceiling.due).reading.light is Light.RED
    level = read(ceiling, value("1.5")).reading.light
    assert level is (Light.GREEN if comparator is Comparator.LE else Light.YELLOW)
    assert read(ceiling, value("3")).reading.light is Light.RED
    unsaid = read(ceiling, value(None)).reading
    assert unsaid == Reading(Light.UNSCHEDULED, "集体经济总收入未填数值，看不出是否超出")


@pytest.mark.parametrize("used", ["40", "95", "100", "101", "160"])
@pytest.mark.parametrize("month", [6, 12])
@pytest.mark.parametrize("unit", ["吨", "%"])
@pytest.mark.parametrize("planned", [None, "50"])
def test_a_ceiling_is_read_alike_of_an_indicator_and_of_a_deliverable(
    used: str, month: int, unit: str, planned: str | None
) -> None:
    end = date(2023, month, 30 if month == 6 else 31)
    ceiling = replace(INCOME, name="能耗", target=Decimal(100), unit=unit, comparator=Comparator.LE)
    curve = [(end, Decimal(planned))] if planned else None
    mine = read_deliverable(ceiling, value(used), end, RULE, curve)
    one = indicator("能耗", unit, condition(Comparator.LE, "100", unit))
    period = f"2023-{month:02d}"
    theirs = read_indicator(one, point(period, used, planned=planned), period=period)
    assert (mine.reading.light, mine.attained, mine.schedule) == (
        theirs.reading.light,
        theirs.attained,
        theirs.schedule,
    )
    # «已完成» is said of a promise alone
    said = mine.reading.reason.removesuffix("，已完成").partition(" · ")[0]
    assert said.split("，")[1:3] == theirs.reading.reason.partition(" · ")[0].split("，")[1:3]


def test_what_adds_up_cannot_come_back_under_its_ceiling() -> None:
    ceiling = replace(INCOME, name="能耗", target=Decimal(100), unit="吨", comparator=Comparator.LE)
    over = read(ceiling, value("101"))
    assert over.reading == Reading(
        Light.RED, "能耗101吨，目标100吨以内，已超出1吨，完成率99% · 默认亮灯规则v1"
    )
    assert over.attained == 99
    held = read(replace(ceiling, by_time=False), value("60"))
    assert held.reading == Reading(Light.GREEN, "能耗60吨，目标100吨以内，未超出 · 默认亮灯规则v1")
    assert held.schedule is None


def test_a_share_of_a_rate_is_called_what_it_is() -> None:
    growth = replace(INCOME, name="民宿户均净收入增幅", target=Decimal(8), unit="%")
    assert read(growth, value(5)).reading.reason.startswith("民宿户均净收入增幅完成率62.5%，序时")
    progress = replace(INCOME, name="投资完成率", target=Decimal(90), unit="%")
    assert read(progress, value(45)).reading.reason.startswith("投资完成率达目标的50%，序时")


def test_a_milestone_of_one_stage_says_completion_once() -> None:
    piles = replace(SCHEME, name="桩基完成", stages=("完成",))
    assert read(piles, value(stage=1)).reading.reason == "桩基完成，已完成"
    assert read(piles, value(stage=0)).reading.reason.startswith("桩基完成（未完成），时限")


def test_a_target_of_zero_breaks_nothing() -> None:
    none_at_all = replace(INCOME, target=Decimal(0), comparator=Comparator.LE)
    assert read(none_at_all, value(0)).attained == 100
    assert read(none_at_all, value(2)).attained == 0


@pytest.mark.parametrize(
    ("days_left", "light"),
    [(8, Light.GREEN), (7, Light.YELLOW), (1, Light.YELLOW), (0, Light.YELLOW), (-1, Light.RED)],
)
def test_a_milestone_goes_by_its_date(days_left: int, light: Light) -> None:
    scheme = replace(SCHEME, due=AS_OF + timedelta(days=days_left))
    assert read(scheme, value(stage=3)).reading.light is light


def test_a_milestone_says_its_stage_and_its_day() -> None:
    assert read(SCHEME, value(stage=3)).reading.reason == (
        "实施方案征求意见（3/5），时限12月31日（默认），剩154天 · 默认亮灯规则v1"
    )
    own_day = replace(SCHEME, due=date(2023, 7, 20), due_is_default=False)
    assert read(own_day, None).reading.reason == "实施方案未启动，时限7月20日，逾期10天 · 默认亮灯规则v1"
    water = replace(
        SCHEME, name="大陆引水", stages=BUILDING_STAGES, due=date(2024, 2, 9), due_is_default=False
    )
    assert "时限2024年2月9日" in read(water, value(stage=2)).reading.reason
    today = replace(SCHEME, due=AS_OF, due_is_default=False)
    assert "今日到期" in read(today, value(stage=2)).reading.reason


def test_a_milestone_is_complete_at_its_last_stage_even_when_overdue() -> None:
    late = replace(SCHEME, due=date(2023, 1, 31))
    standing = read(late, value(stage=5))
    assert standing.complete
    assert standing.reading.light is Light.DONE


def test_a_milestone_without_stages_is_done_by_its_tick() -> None:
    bare = replace(SCHEME, stages=())
    assert not read(bare, value(stage=1)).complete
    assert read(bare, value(done=True)).complete


def test_standing_work_has_no_light_whether_ticked_or_not() -> None:
    assert read(ROUTINE, None).reading.light is Light.NONE
    ticked = read(ROUTINE, value(done=True))
    assert (ticked.reading.light, ticked.complete, ticked.attained) == (Light.NONE, True, None)


def test_a_figure_past_its_due_day_says_so() -> None:
    reason = read(replace(MICRO, due=date(2023, 7, 20)), value(14)).reading.reason
    assert "已过时限10天" in reason


def test_another_rule_brings_its_own_thresholds_and_name() -> None:
    strict = LightRule(id="x", name="从严规则v2", version=2, yellow_below=Decimal(5), red_below=Decimal(11))
    standing = read_deliverable(MICRO, value(14), AS_OF, strict)
    assert standing.reading.light is Light.RED
    assert standing.reading.reason.endswith(" · 从严规则v2")
