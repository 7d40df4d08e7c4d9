"""A project's money from its weekly figures, and where a reform stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from shengsi_desktop.domain.money import Money
from shengsi_desktop.domain.projects import ProjectFacts, TimeWords
from shengsi_desktop.domain.reforms import ReformState
from shengsi_desktop.domain.tracking import (
    Deliverable,
    DeliverableStanding,
    DeliverableValue,
    Reading,
    Standing,
    Tally,
)
from shengsi_desktop.domain.weeks import WeekRhythm
from shengsi_desktop.domain.words import Comparator, DeliverableKind, Light
from shengsi_desktop.rhythm.investments import (
    BY_CURVE,
    BY_DAYS,
    doubts_of,
    investment_curve,
    month_before,
    month_values,
    progress_of,
)
from shengsi_desktop.rhythm.reform_states import state_of

RHYTHM = WeekRhythm()
PLAN = Deliverable(
    "d", "i", "项目1.1", DeliverableKind.RATIO, "年度投资", "年度投资", 0, 0, Decimal(5000), None, "万元", "", "",
    Comparator.GE, (), date(2023, 12, 31), True, True,
)  # fmt: skip
FACTS = ProjectFacts("演示码头", money_unit="亿元", total=Money(Decimal(12000)), before=Money(Decimal(4000)))


def wan(number: str | int) -> Money:
    return Money(Decimal(number))


def weekly(*pairs: tuple[str, str]) -> list[DeliverableValue]:
    return [DeliverableValue("d", "u", week, Decimal(value)) for week, value in pairs]


def test_the_month_before() -> None:
    assert (month_before("2023-07"), month_before("2023-01")) == ("2023-06", "2022-12")


def test_this_month_is_the_difference_between_the_last_values_of_two_months() -> None:
    by_month = month_values(
        weekly(("2023-W25", "1500"), ("2023-W26", "1800"), ("2023-W29", "2000"), ("2023-W30", "2100")),
        RHYTHM,
    )
    assert by_month == {"2023-06": wan(1800), "2023-07": wan(2100)}
    july = progress_of(PLAN, FACTS, by_month, "2023-07", 2023)
    assert (july.month_done, july.year_done, july.all_done) == (wan(300), wan(2100), wan(6100))
    assert july.year_rate == 42
    assert round(july.total_rate or 0, 1) == Decimal("50.8")
    august = progress_of(PLAN, FACTS, by_month, "2023-08", 2023)
    assert (august.month_done, august.year_done) == (wan(0), wan(2100))


def test_what_a_month_brought_is_not_known_where_nobody_said_what_was_before() -> None:
    first = month_values(weekly(("2023-W30", "2100")), RHYTHM)
    assert progress_of(PLAN, FACTS, first, "2023-07", 2023).month_done is None
    begun = replace(FACTS, start=TimeWords("7月", date(2023, 7, 1)))
    assert progress_of(PLAN, begun, first, "2023-07", 2023).month_done == wan(2100)
    january = month_values(weekly(("2023-W04", "300")), RHYTHM)
    assert progress_of(PLAN, FACTS, january, "2023-01", 2023).month_done == wan(300)
    assert progress_of(PLAN, FACTS, {}, "2023-07", 2023).year_done is None
    assert progress_of(None, FACTS, first, "2023-07", 2023).year_plan is None


def test_the_years_curve_comes_from_the_plan_points_else_from_elapsed_days_and_says_so() -> None:
    by_month = {"2023-06": wan(1800)}
    points = [(date(2023, 6, 30), Decimal(1000)), (date(2023, 12, 31), Decimal(5000))]
    typed = investment_curve(PLAN, FACTS, by_month, points, 2023, "2023-07")
    assert typed.plan_name == BY_CURVE
    assert (typed.months[5].planned, typed.months[11].planned) == (wan(1000), wan(5000))
    assert [one.done for one in typed.months if one.done] == [wan(1800)]
    assert (typed.before, typed.total, typed.year_plan, typed.unit) == (
        wan(4000),
        wan(12000),
        wan(5000),
        "亿元",
    )
    straight = investment_curve(PLAN, FACTS, by_month, None, 2023, "2023-07")
    assert straight.plan_name == BY_DAYS
    assert straight.months[11].planned == wan(5000)
    assert straight.months[5].planned == wan(2479)
    assert investment_curve(replace(PLAN, target=None), FACTS, {}, None, 2023, "").plan_name == ""


def test_figures_that_can_hardly_be_right_are_said_and_not_refused() -> None:
    over = progress_of(PLAN, FACTS, {"2023-06": wan(9000), "2023-07": wan(8500)}, "2023-07", 2023)
    said = doubts_of(FACTS, over)
    assert said == (
        "开工以来累计1.25亿元超过总投资1.2亿元，请核对。",
        "本年累计比上月末少0.05亿元，请核对。",
    )
    turned = replace(FACTS, start=TimeWords("", date(2024, 1, 1)), finish=TimeWords("", date(2023, 1, 1)))
    assert doubts_of(turned, over)[-1] == "竣工时间早于开工时间，请核对。"


def standing(light: Light, *parts: tuple[DeliverableKind, Light], under_way: int = 0) -> Standing:
    read = tuple(
        DeliverableStanding(
            replace(PLAN, kind=kind), None, None, None, False, Reading(own, f"{own.label}的理由")
        )
        for kind, own in parts
    )
    counted = sum(kind is not DeliverableKind.STANDING for kind, _ in parts)
    return Standing(
        Reading(light, "事项的理由"), Tally(counted, 0, under_way, counted - under_way), None, read
    )


def test_a_reform_is_behind_by_a_figure_or_an_overdue_day_not_by_one_that_is_due_soon() -> None:
    milestone, ratio, words = DeliverableKind.MILESTONE, DeliverableKind.RATIO, DeliverableKind.STANDING
    assert state_of(standing(Light.RED, (milestone, Light.RED)), said=True)[0] is ReformState.BEHIND
    behind = state_of(standing(Light.YELLOW, (ratio, Light.YELLOW), under_way=1), said=True)
    assert behind == (ReformState.BEHIND, "事项的理由")
    soon = standing(Light.YELLOW, (milestone, Light.YELLOW), under_way=1)
    assert state_of(soon, said=True) == (ReformState.UNDER_WAY, "1项：推进1")
    assert state_of(standing(Light.GREEN, (milestone, Light.GREEN)), said=True)[0] is ReformState.NOT_STARTED
    assert state_of(standing(Light.NONE, (words, Light.NONE)), said=True)[0] is ReformState.UNDER_WAY
    assert state_of(standing(Light.UNREPORTED, (ratio, Light.UNREPORTED)), said=False) == (
        ReformState.NOT_STARTED,
        "未填报",
    )
    assert state_of(standing(Light.DONE, (ratio, Light.DONE)), said=True)[0] is ReformState.DONE
    assert state_of(standing(Light.BY_LEAD, (ratio, Light.BY_LEAD)), said=False)[0] is ReformState.BY_LEAD
