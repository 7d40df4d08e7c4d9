"""Worked examples of every kind of target: at most, about, against another series, places, words, with a plan."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.domain.indicators import (
    LAST_YEAR,
    GoalState,
    IndicatorPoint,
    PointStatus,
    Trend,
)
from shengsi_desktop.domain.plan import Condition
from shengsi_desktop.domain.tracking import Reading
from shengsi_desktop.domain.words import Comparator, Light
from shengsi_desktop.rhythm.attainment import indicator_standing
from shengsi_desktop.rhythm.derived import attained_words
from tests.rhythm.made import (
    CARGO,
    GDP,
    GROWTH,
    NURSERY,
    RULE,
    condition,
    indicator,
    point,
    read,
)

# -- the year's end


def test_a_growing_level_that_missed_its_target_at_the_years_end_is_red() -> None:
    reading = read(GDP, point("2023-12", "140"), period="2023-12").reading
    assert reading.light is Light.RED
    assert reading.reason == ("1–12月140亿元，占年度目标97.9%，序时100%，全年差3未达目标 · 默认亮灯规则v1")


def test_a_target_that_is_just_not_passed_is_missed_by_nothing() -> None:
    reading = read(GDP, point("2023-12", "143"), period="2023-12").reading
    assert (reading.light, "持平未达到" in reading.reason, "差0" in reading.reason) == (
        Light.RED,
        True,
        False,
    )


# -- at most


COSTS = indicator("一般性支出", "万元", condition(Comparator.LE, "1000", "万元"))


@pytest.mark.parametrize(
    ("value", "period", "light", "words"),
    [
        ("480", "2023-06", Light.GREEN, "目标1000万元以内，未超出"),
        ("900", "2023-06", Light.GREEN, "目标1000万元以内，未超出"),
        ("1000", "2023-12", Light.DONE, "目标1000万元以内，未超出"),
        ("1000.5", "2023-07", Light.RED, "目标1000万元以内，已超出0.5万元，完成率100%"),
        ("1250", "2023-07", Light.RED, "目标1000万元以内，已超出250万元，完成率80%"),
    ],
)
def test_a_ceiling_is_held_till_the_year_is_over_whatever_time_has_passed(
    value: str, period: str, light: Light, words: str
) -> None:
    reading = read(COSTS, point(period, value), period=period).reading
    assert (reading.light, words in reading.reason) == (light, True), reading.reason


def test_a_ceiling_is_measured_against_its_plan_first() -> None:
    reading = read(COSTS, point("2023-06", "480", planned="300")).reading
    assert reading.light is Light.YELLOW
    assert "未超出，已用48%，计划300（30%），快于计划18个百分点" in reading.reason


@pytest.mark.parametrize(
    ("comparator", "value", "period", "light", "gap"),
    [
        (Comparator.LE, "1.5", "2023-06", Light.GREEN, "未超出"),
        (Comparator.LE, "1.5", "2023-12", Light.DONE, "未超出"),
        (Comparator.LE, "1.6", "2023-06", Light.YELLOW, "高出0.1"),
        (Comparator.LE, "2.2", "2023-06", Light.RED, "高出0.7"),  # 1.5 ÷ 2.2 = 68.2 %: short by over 30
        (Comparator.LE, "1.51", "2023-12", Light.RED, "高出0.01"),
        (Comparator.LT, "1.5", "2023-06", Light.YELLOW, "持平未达到"),
        (Comparator.LT, "1.49", "2023-06", Light.GREEN, "未超出"),
    ],
)
def test_a_rate_that_is_to_stay_below(
    comparator: Comparator, value: str, period: str, light: Light, gap: str
) -> None:
    one = indicator("城乡居民收入倍差", "", condition(comparator, "1.5"), cumulative=False)
    reading = read(one, point(period, value), period=period).reading
    assert (reading.light, gap in reading.reason) == (light, True), reading.reason


def test_no_accident_at_all_is_a_ceiling_of_nothing() -> None:
    one = indicator("较大以上事故", "起", condition(Comparator.LE, "0"), cumulative=False)
    assert read(one, point("2023-06", "0")).reading.light is Light.GREEN
    over = read(one, point("2023-06", "1"))
    assert (over.reading.light, over.attained) == (Light.RED, 0)


# -- about


@pytest.mark.parametrize(
    ("value", "light"),
    [
        ("144", Light.DONE),
        ("142.5", Light.DONE),
        ("142.4", Light.GREEN),
        ("30", Light.YELLOW),
        ("20", Light.RED),
    ],
)
def test_about_a_level_that_adds_up(value: str, light: Light) -> None:
    about = indicator("地区生产总值", "亿元", condition(Comparator.APPROX, "143", "亿元"))
    assert read(about, point("2023-06", value)).reading.light is light


def test_about_what_is_to_fall_is_met_on_the_lower_side() -> None:
    falling = replace(
        indicator("城镇调查失业率", "%", condition(Comparator.APPROX, "5", "%"), cumulative=False),
        trend=Trend.DOWN,
    )
    assert read(falling, point("2023-06", "4")).reading.light is Light.GREEN
    assert read(falling, point("2023-06", "5.5")).reading.light is Light.GREEN
    assert read(falling, point("2023-06", "5.6")).reading.reason == (
        "6月5.6%，目标5%左右，高出0.6个百分点 · 默认亮灯规则v1"
    )


def test_a_plain_number_is_reached_or_kept_below_as_the_direction_says() -> None:
    share = indicator("空气优良天数占比", "%", condition(Comparator.EQ, "97.5", "%"), cumulative=False)
    assert read(share, point("2023-06", "98")).reading.reason.startswith("6月98%，目标97.5%，达标")
    energy = replace(share, name="单位能耗", trend=Trend.DOWN)
    assert read(energy, point("2023-06", "98")).reading.light is Light.YELLOW
    assert read(energy, point("2023-06", "97")).reading.light is Light.GREEN


# -- against another series


def test_above_the_province_by_some_points_tells_the_sum() -> None:
    one = indicator("工业增速", "%", condition(Comparator.GE, "1", "%", "province"))
    reading = read(one, point("2023-06", "7.5", province="6.8")).reading
    assert (reading.light, reading.reason) == (
        Light.YELLOW,
        "1–6月7.5%，目标不低于全省值6.8%加1为7.8%，差0.3个百分点 · 默认亮灯规则v1",
    )
    assert read(one, point("2023-06", "7.8", province="6.8")).reading.light is Light.GREEN


def test_against_last_year_needs_the_same_period_of_last_year() -> None:
    one = indicator("县域就诊率", "%", condition(Comparator.GE, "0.5", "%", LAST_YEAR), cumulative=False)
    assert read(one, point("2023-06", "86.1")).reading.reason == "6月86.1%，上年同期未发布"
    points = (point("2022-06", "85.8"), point("2023-06", "86.1"))
    reading = read(one, *points).reading
    assert reading.light is Light.YELLOW
    assert reading.reason == "6月86.1%，目标不低于上年同期85.8%加0.5为86.3%，差0.2个百分点 · 默认亮灯规则v1"
    whole = replace(one, baseline=Decimal(85))
    assert read(whole, point("2023-12", "85.6"), period="2023-12").reading.light is Light.GREEN


def test_a_level_that_is_to_grow_by_percent_is_measured_against_last_year() -> None:
    one = indicator("旅游总收入", "亿元", condition(Comparator.GE, "13", "%"))
    points = (point("2022-06", "20"), point("2023-06", "23"))
    standing = read(one, *points)
    assert standing.reading.reason == (
        "1–6月23亿元，目标不低于上年同期20亿元增长13%为22.6亿元，达标 · 默认亮灯规则v1"
    )
    assert (standing.attained, standing.change) == (None, Decimal("15.0"))
    assert read(one, point("2023-06", "23")).reading.light is Light.UNPUBLISHED


def test_an_indicator_may_lean_on_another_by_name() -> None:
    rural = indicator("农村居民收入增速", "%", condition(Comparator.GT, None, "%", "town"), cumulative=False)
    town = indicator("城镇居民收入增速", "%", condition(Comparator.APPROX, "8", "%"), cumulative=False)

    def against(*points: IndicatorPoint) -> Reading:
        return indicator_standing(
            rural, [point("2023-06", "8.4")], "2023-06", RULE, others={"town": (town, points)}
        ).reading

    assert against(point("2023-06", "8.1")).reason == (
        "1–6月8.4%，目标高于“城镇居民收入增速”8.1%，达标 · 默认亮灯规则v1"
    )
    assert against(point("2023-06", "8.4")).light is Light.YELLOW
    assert against(point("2023-05", "8.1")).reason == "1–6月8.4%，“城镇居民收入增速”未发布"
    assert read(rural, point("2023-06", "8.4")).reading.reason == "1–6月8.4%，比对的指标未发布"


# -- places and words


@pytest.mark.parametrize(
    ("rank", "period", "light", "words"),
    [
        (3, "2023-06", Light.GREEN, "目标全省前5位，现第3位，达标"),
        (5, "2023-06", Light.GREEN, "目标全省前5位，现第5位，达标"),
        (7, "2023-06", Light.YELLOW, "目标全省前5位，现第7位，差2位"),
        (6, "2023-12", Light.RED, "目标全省前5位，现第6位，差1位"),
    ],
)
def test_a_place_is_compared_with_the_place_asked_for(
    rank: int, period: str, light: Light, words: str
) -> None:
    one = indicator("生态环境状况综合指数", "", condition(Comparator.RANK, "5", "位", "province"))
    standing = read(one, point(period, None, rank=rank), period=period)
    assert standing.reading == Reading(light, f"{words} · 默认亮灯规则v1")
    assert (standing.attained, attained_words(standing)) == (None, f"第{rank}位/前5位")


def test_a_place_that_nobody_has_told_is_unpublished() -> None:
    one = indicator(
        "生态环境状况综合指数",
        "",
        condition(Comparator.GE, "90"),
        condition(Comparator.LE, "5", "位", "province"),
    )
    reading = read(one, point("2023-06", "91")).reading
    assert (reading.light, reading.reason) == (
        Light.UNPUBLISHED,
        "6月91，目标90以上，达标；目标全省前5位，位次未发布",
    )
    assert read(one, point("2023-03", "91", rank=4), point("2023-06", "91")).reading.light is Light.GREEN


def test_a_goal_of_words_is_done_when_a_person_calls_it_reached() -> None:
    under_way = read(NURSERY, IndicatorPoint("x", "2023-03", None, state=GoalState.UNDER_WAY))
    assert under_way.reading == Reading(Light.NONE, "定性目标：愿托尽托，推进中")
    reached = read(
        NURSERY,
        IndicatorPoint("x", "2023-03", None, state=GoalState.UNDER_WAY),
        IndicatorPoint("x", "2023-05", None, state=GoalState.REACHED),
        IndicatorPoint("x", "2023-08", None, state=GoalState.NOT_STARTED),
    )
    assert reached.reading == Reading(Light.DONE, "定性目标：愿托尽托，已达到")
    assert attained_words(reached) == "已达到"


def test_a_number_reached_beside_words_that_are_open_is_not_finished() -> None:
    one = indicator(
        "新增托位",
        "个",
        condition(Comparator.GE, "100", "个"),
        condition(Comparator.WORDS, None),
        words="愿托尽托",
    )
    assert read(one, point("2023-06", "100")).reading.light is Light.GREEN
    done = IndicatorPoint("x", "2023-06", Decimal(100), state=GoalState.REACHED)
    assert read(one, done).reading.light is Light.DONE


def test_an_indicator_without_any_target_says_so() -> None:
    one = indicator("人口", "万人")
    assert read(one).reading == Reading(Light.UNSCHEDULED, "未定年度目标")
    assert read(one, point("2023-06", "7")).reading.reason == "1–6月7万人，未定年度目标"


# -- the plan, last year, and how firm a figure is


def test_a_rate_that_keeps_its_plan_is_green_before_the_years_end() -> None:
    one = indicator("县域就诊率", "%", condition(Comparator.GE, "85.8", "%"), cumulative=False)
    planned = (point("2023-03", None, planned="85"), point("2023-12", None, planned="85.8"))
    standing = indicator_standing(
        one, [*planned, point("2023-03", "85.2", planned="85")][1:], "2023-03", RULE
    )
    assert standing.reading == Reading(
        Light.GREEN,
        "3月85.2%，计划85（100.2%），目标85.8%以上，差0.6个百分点，达到计划 · 默认亮灯规则v1",
    )
    below = read(one, point("2023-03", "84.9", planned="85"), period="2023-03").reading
    assert below.light is Light.YELLOW
    early = read(
        one, point("2023-02", "85.2"), point("2023-06", None, planned="85.5"), period="2023-02"
    ).reading
    assert "计划" not in early.reason
    late = read(one, point("2023-12", "85.7", planned="85.5"), period="2023-12").reading
    assert late.light is Light.RED


def test_a_plan_between_its_points_runs_straight() -> None:
    points = (point("2023-06", None, planned="0.6"), point("2023-04", "0.4"))
    reading = read(CARGO, *points, period="2023-04").reading
    # 120 of the 181 days to the end of June
    assert "计划0.398（100.5%）" in reading.reason


def test_a_preliminary_figure_and_last_years_result_are_named() -> None:
    gdp = replace(GDP, baseline=Decimal("128.4"))
    quick = IndicatorPoint("x", "2023-06", Decimal(72), status=PointStatus.PRELIMINARY)
    assert read(gdp, quick).reading.reason == (
        "1–6月72亿元（快报数），占年度目标50.3%，序时49.6%，超0.7个百分点，上年实绩128.4亿元 · 默认亮灯规则v1"
    )
    assert "快报" not in read(gdp, replace(quick, status=PointStatus.FINAL)).reading.reason


def test_of_several_conditions_the_worst_decides_and_each_is_told() -> None:
    standing = read(GROWTH, point("2023-06", "9.6", province="9.8"))
    assert standing.reading.light is Light.YELLOW
    assert standing.reading.reason == (
        "1–6月9.6%，目标10%左右，达标；目标高于全省值9.8%，差0.2个百分点 · 默认亮灯规则v1"
    )


# -- whatever is asked for


CONDITIONS = st.builds(
    Condition,
    st.sampled_from(Comparator),
    st.none() | st.decimals(-200, 200, places=2),
    st.sampled_from(["", "%", "亿元", "位"]),
    st.sampled_from([None, None, "province", "nation", "last_year", "other", "gone"]),
)
POINTS = st.lists(
    st.builds(
        IndicatorPoint,
        st.just("x"),
        st.sampled_from(["2022-06", "2022-12", "2023-01", "2023-06", "2023-Q2", "2023-12", "2024-01"]),
        st.none() | st.decimals(-200, 200, places=2),
        st.none() | st.decimals(-20, 20, places=1),
        st.none() | st.integers(1, 90),
        st.none() | st.decimals(-200, 200, places=2),
        st.sampled_from(PointStatus),
        st.sampled_from(GoalState),
    ),
    max_size=6,
)


@given(
    st.lists(CONDITIONS, max_size=3),
    POINTS,
    st.sampled_from(["2023-03", "2023-06", "2023-12", "2023"]),
    st.sampled_from(["", "%", "亿元"]),
    st.booleans(),
    st.sampled_from(Trend),
)
def test_any_target_and_any_figures_give_a_light_with_its_reason(
    conditions: list[Condition],
    points: list[IndicatorPoint],
    period: str,
    unit: str,
    cumulative: bool,
    trend: Trend,
) -> None:
    one = replace(indicator("某指标", unit, *conditions, cumulative=cumulative), trend=trend)
    other = (indicator("另一个", unit), [IndicatorPoint("other", "2023-06", Decimal(3))])
    standing = indicator_standing(one, points, period, RULE, others={"other": other})
    light, reason = standing.reading.light, standing.reading.reason
    assert reason
    assert "E+" not in reason
    assert "E-" not in reason
    assert standing.attained is None or standing.attained >= 0
    if standing.latest is None:
        assert light in {Light.UNPUBLISHED, Light.UNSCHEDULED, Light.NONE}
    if light in {Light.RED, Light.YELLOW, Light.GREEN}:
        assert reason.endswith(" · 默认亮灯规则v1") or all(
            each.comparator is Comparator.WORDS for each in conditions
        )
