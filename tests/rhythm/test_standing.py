"""An item's light, count and 测算 from its deliverables; 较上周; weeks behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.domain.tracking import (
    DOCUMENT_STAGES,
    Deliverable,
    DeliverableValue,
    LightRule,
    Reading,
    Standing,
    Tally,
)
from shengsi_desktop.domain.words import Comparator, DeliverableKind, Light
from shengsi_desktop.rhythm.standing import item_standing, previous_words

AS_OF = date(2023, 7, 30)
MICRO = Deliverable(
    id="micro", item_id="i", number="4-2.1", kind=DeliverableKind.QUANTITY, name="微改造",
    text="微改造项目30个", start=0, end=1, target=Decimal(30), target_high=None, unit="个",
    object="项目", of="",
    comparator=Comparator.EQ, stages=(), due=date(2023, 12, 31), due_is_default=True, by_time=True,
)  # fmt: skip
EVENTS = replace(MICRO, id="events", name="节庆活动", target=Decimal(3), unit="项")
SCHEME = replace(
    MICRO, id="scheme", kind=DeliverableKind.MILESTONE, name="实施方案", target=None, stages=DOCUMENT_STAGES
)
ROUTINE = replace(MICRO, id="routine", kind=DeliverableKind.STANDING, name="日常巡查", target=None)
ALL = (MICRO, EVENTS, SCHEME, ROUTINE)


def amount(deliverable: Deliverable, number: int) -> DeliverableValue:
    return DeliverableValue(deliverable.id, "u", "2023-W30", Decimal(number))


def stage(deliverable: Deliverable, reached: int) -> DeliverableValue:
    return DeliverableValue(deliverable.id, "u", "2023-W30", stage=reached)


def stand(
    deliverables: tuple[Deliverable, ...],
    *values: DeliverableValue,
    ever_reported: bool = True,
    by_lead: bool = False,
    as_of: date = AS_OF,
) -> Standing:
    return item_standing(
        deliverables,
        {one.deliverable_id: one for one in values},
        as_of=as_of,
        rule=LightRule(),
        ever_reported=ever_reported,
        by_lead=by_lead,
    )


def test_the_worst_deliverable_decides_and_its_reason_stands() -> None:
    standing = stand(ALL, amount(MICRO, 14), amount(EVENTS, 2), stage(SCHEME, 3))
    assert standing.reading.light is Light.YELLOW
    assert standing.reading.reason == (
        "微改造46.7%，序时57.8%，差11.1个百分点；完成年度目标46.7%，为序时进度的80.8% · 默认亮灯规则v1"
    )


def test_red_comes_before_yellow_whatever_the_order() -> None:
    standing = stand(ALL, amount(MICRO, 14), stage(SCHEME, 3))
    assert standing.reading.light is Light.RED
    assert standing.reading.reason.startswith("节庆活动0%")


def test_of_two_red_ones_the_wider_gap_speaks() -> None:
    assert stand((EVENTS, MICRO), amount(MICRO, 2)).reading.reason.startswith("节庆活动")
    assert stand((MICRO, EVENTS), amount(MICRO, 2)).reading.reason.startswith("节庆活动")


def test_a_deliverable_without_schedule_comes_before_a_green_one_and_after_a_yellow_one() -> None:
    loose = replace(EVENTS, by_time=False)
    assert stand((MICRO, loose), amount(MICRO, 20)).reading.light is Light.UNSCHEDULED
    assert stand((MICRO, loose), amount(MICRO, 14)).reading.light is Light.YELLOW


def test_a_finished_deliverable_never_hides_a_green_one() -> None:
    standing = stand((MICRO, EVENTS), amount(MICRO, 30), amount(EVENTS, 2))
    assert standing.reading.light is Light.GREEN
    assert standing.reading.reason.startswith("节庆活动")


def test_an_item_is_done_when_all_but_its_standing_work_is_complete() -> None:
    standing = stand(ALL, amount(MICRO, 30), amount(EVENTS, 4), stage(SCHEME, 5))
    assert standing.reading == Reading(Light.DONE, "3项全部完成，办结")
    assert standing.computed == 100


def test_an_item_never_reported_by_its_lead_is_unreported() -> None:
    standing = stand(ALL, ever_reported=False)
    assert standing.reading.light is Light.UNREPORTED
    assert standing.computed is None
    assert {one.reading.light for one in standing.deliverables} == {Light.UNREPORTED}


def test_a_supporting_units_own_list_waits_for_the_lead_and_its_figures_set_no_light() -> None:
    standing = stand(ALL, amount(MICRO, 30), by_lead=True)
    assert standing.reading == Reading(Light.BY_LEAD, "由牵头单位填报")
    assert standing.computed is None


def test_only_standing_work_has_no_light_and_no_percentage_once_reported() -> None:
    standing = stand((ROUTINE,))
    assert (standing.reading.light, standing.computed, standing.tally.words) == (Light.NONE, None, "常态")
    assert stand((ROUTINE,), ever_reported=False).reading.light is Light.UNREPORTED


def test_an_item_without_deliverables_is_standing_work() -> None:
    assert stand(()).reading.light is Light.NONE


def test_the_count_leaves_standing_work_out() -> None:
    standing = stand(ALL, amount(MICRO, 14), stage(SCHEME, 5))
    assert standing.tally.words == "3项：完成1、推进1、未启动1"


def test_a_zero_or_an_empty_value_is_not_under_way() -> None:
    standing = stand((MICRO, EVENTS), amount(MICRO, 0), DeliverableValue("events", "u", "2023-W30"))
    assert standing.tally == Tally(2, 0, 0, 2)


def test_the_reckoning_is_the_mean_of_shares_each_capped_at_the_whole() -> None:
    standing = stand(ALL, amount(MICRO, 15), amount(EVENTS, 6), stage(SCHEME, 2))
    assert standing.computed == Decimal("63.3")  # (50 + 100 + 40) ÷ 3


def test_a_promise_without_target_is_reckoned_as_done_or_not() -> None:
    bare = replace(EVENTS, target=None)
    assert stand((MICRO, bare), amount(MICRO, 30), amount(bare, 2)).computed == 50
    ticked = DeliverableValue("events", "u", "2023-W30", done=True)
    assert stand((MICRO, bare), amount(MICRO, 30), ticked).reading.light is Light.DONE


def test_plan_curves_reach_their_deliverable() -> None:
    standing = item_standing(
        (MICRO,),
        {"micro": amount(MICRO, 4)},
        as_of=AS_OF,
        rule=LightRule(),
        ever_reported=True,
        curves={"micro": [(AS_OF, Decimal(4))]},
    )
    assert standing.reading.light is Light.GREEN


@given(st.lists(st.integers(0, 40), min_size=1, max_size=6))
def test_the_count_always_adds_up_and_the_reckoning_stays_within_bounds(numbers: list[int]) -> None:
    deliverables = tuple(replace(MICRO, id=f"d{n}") for n in range(len(numbers)))
    pairs = zip(deliverables, numbers, strict=True)
    standing = stand(deliverables, *(amount(one, number) for one, number in pairs))
    tally = standing.tally
    assert tally.total == tally.done + tally.under_way + tally.not_started == len(numbers)
    assert standing.computed is not None
    assert 0 <= standing.computed <= 100
    assert (standing.reading.light is Light.DONE) == (min(numbers) >= 30)


def plainly(light: Light, done: int = 0) -> Standing:
    return Standing(Reading(light, ""), Tally(5, done, 5 - done, 0), None, ())


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (plainly(Light.YELLOW), plainly(Light.GREEN), "转黄"),
        (plainly(Light.RED), plainly(Light.YELLOW), "转红"),
        (plainly(Light.GREEN, 2), plainly(Light.YELLOW, 1), "转绿，完成+1"),
        (plainly(Light.DONE, 5), plainly(Light.GREEN, 3), "转办结，完成+2"),
        (plainly(Light.GREEN, 1), plainly(Light.GREEN, 2), "完成-1"),
        (plainly(Light.UNSCHEDULED), plainly(Light.GREEN), "转未定序时"),
        (plainly(Light.GREEN), plainly(Light.GREEN), "持平"),
        (plainly(Light.GREEN), None, "首次填报"),
        (plainly(Light.GREEN), plainly(Light.UNREPORTED), "首次填报"),
        (plainly(Light.UNREPORTED), None, ""),
        (plainly(Light.BY_LEAD), plainly(Light.BY_LEAD), ""),
    ],
)
def test_the_comparison_with_last_week_is_said_in_words(
    now: Standing, before: Standing | None, words: str
) -> None:
    assert previous_words(now, before) == words
