"""Days of stoppages: what they hold up, how they are counted, the second light, and what they excuse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.domain.stoppages import Stoppage, StoppageKind
from shengsi_desktop.domain.weeks import WeekRhythm
from shengsi_desktop.domain.words import Comparator, Light, RulePreset
from shengsi_desktop.rhythm.excuses import excuse
from shengsi_desktop.rhythm.item_rows import UnitFacts
from shengsi_desktop.rhythm.light_rules import preset_facts
from shengsi_desktop.rhythm.lights import read_deliverable
from shengsi_desktop.rhythm.stoppages import (
    Stopped,
    reason_words,
    stopped_days,
    stopped_for,
    touches,
)
from shengsi_desktop.rhythm.weeks import hand_in_moment, parse_week
from tests.rhythm.test_item_rows import CORE, THIRTY, facts, report
from tests.rhythm.test_item_rows import value as week_value
from tests.rhythm.test_lights import AS_OF, MICRO, RULE, SCHEME, value

if TYPE_CHECKING:
    from shengsi_desktop.domain.tracking import Deliverable, Reading

JULY = Stoppage(
    "s", StoppageKind.TYPHOON, "", date(2023, 7, 26), date(2023, 7, 28), islands=("花鸟岛", "嵊山")
)
NEW_YEAR = date(2023, 1, 1)
days = st.integers(0, 400).map(lambda number: date(2022, 12, 15) + timedelta(days=number))
spans = st.tuples(days, st.integers(0, 40)).map(
    lambda pair: Stoppage("s", StoppageKind.FOG, "", pair[0], pair[0] + timedelta(days=pair[1]))
)


def second(
    deliverable: Deliverable, stopped: int, amount: int | None = None, stage: int | None = None
) -> Reading | None:
    given = value(amount, stage=stage)
    return read_deliverable(
        deliverable, given, AS_OF, RULE, plan_year=2023, stopped=Stopped(stopped, "停航")
    ).adjusted


@given(st.lists(spans, max_size=6), days, days)
def test_a_day_in_two_stoppages_counts_once(stoppages: list[Stoppage], first: date, last: date) -> None:
    counted = sum(
        any(one.first <= first + timedelta(days=number) <= one.last for one in stoppages)
        for number in range((last - first).days + 1)
    )
    assert stopped_days(stoppages, first, last) == counted


def test_what_is_on_a_stopped_island_is_held_up() -> None:
    assert touches(JULY, "i", ("花鸟岛",))
    assert not touches(JULY, "i", ("枸杞",))
    assert not touches(JULY, "i", ())


def test_a_county_wide_stoppage_holds_up_what_has_an_island_at_all() -> None:
    whole = replace(JULY, islands=())
    assert touches(whole, "i", ("枸杞",))
    assert not touches(whole, "i", ())


def test_a_persons_word_goes_before_the_islands() -> None:
    assert touches(replace(JULY, included=frozenset({"i"})), "i", ())
    assert not touches(replace(JULY, excluded=frozenset({"i"})), "i", ("花鸟岛",))


def test_the_fishing_rest_is_not_about_islands() -> None:
    rest = replace(JULY, kind=StoppageKind.MORATORIUM, islands=())
    assert not touches(rest, "i", ("花鸟岛",))
    assert touches(replace(rest, included=frozenset({"i"})), "i", ())


def test_elapsed_time_leaves_the_stopped_days_out_on_both_sides() -> None:
    """(211 − 3) ÷ (365 − 3)."""
    found = second(MICRO, 3, 14)
    assert found is not None
    assert found.reason == "扣除停航3天后：序时57.5%，差10.8个百分点，黄灯 · 默认亮灯规则v1"
    plain = read_deliverable(MICRO, value(14), AS_OF, RULE, plan_year=2023)
    held = read_deliverable(MICRO, value(14), AS_OF, RULE, plan_year=2023, stopped=Stopped(40, "停航"))
    assert held.reading == plain.reading
    assert held.adjusted is not None
    assert (held.reading.light, held.adjusted.light) == (Light.YELLOW, Light.GREEN)


def test_a_plan_curve_is_read_at_the_day_shifted_back() -> None:
    curve = [(AS_OF - timedelta(days=5), Decimal(12)), (AS_OF, Decimal(27))]
    found = read_deliverable(MICRO, value(12), AS_OF, RULE, curve, stopped=Stopped(5, "停航"))
    assert found.reading.light is Light.RED
    assert found.adjusted is not None
    assert found.adjusted.reason == "扣除停航5天后：计划序时40%，与序时持平，绿灯 · 默认亮灯规则v1"


def test_a_due_day_is_put_off() -> None:
    late = second(replace(SCHEME, due=date(2023, 7, 28)), 3, stage=2)
    assert late is not None
    assert late.light is Light.YELLOW
    assert late.reason == "扣除停航3天后：时限7月31日（顺延3天），剩1天，黄灯 · 默认亮灯规则v1"
    rule = preset_facts(RulePreset.DEADLINE).rule
    count = read_deliverable(
        replace(MICRO, due=date(2023, 7, 28)), value(14), AS_OF, rule, stopped=Stopped(3, "停航")
    )
    assert (count.reading.light, count.adjusted and count.adjusted.light) == (Light.RED, Light.YELLOW)


def test_what_no_rule_decided_has_no_second_light() -> None:
    assert second(MICRO, 3, 30) is None
    assert second(replace(MICRO, by_time=False), 3, 14) is None
    assert second(replace(MICRO, comparator=Comparator.LE), 3, 14) is None
    silent = read_deliverable(MICRO, None, AS_OF, RULE, unreported=True, stopped=Stopped(3, "停航"))
    assert silent.adjusted is None


@given(spans, st.integers(1, 52), st.integers(0, 30))
def test_the_second_light_is_never_worse_and_the_plain_one_never_another(
    one: Stoppage, week: int, amount: int
) -> None:
    found = facts(values=(week_value("2023-W01", amount),), reports=(report("2023-W01"),))
    at = parse_week(f"2023-W{week:02d}", WeekRhythm())
    plain = UnitFacts(found).full_standing(CORE.id, at)
    held = UnitFacts(replace(found, stoppages=(one,))).full_standing(CORE.id, at)
    assert replace(held, adjusted=None).reading == plain.reading
    assert (held.tally, held.computed, held.weeks_behind) == (plain.tally, plain.computed, plain.weeks_behind)
    order = [Light.GREEN, Light.YELLOW, Light.RED]
    if held.adjusted is not None:
        assert order.index(held.adjusted.light) <= order.index(held.reading.light)


@given(spans, st.integers(1, 30))
def test_a_stoppage_yet_to_come_changes_nothing_before_it(one: Stoppage, week: int) -> None:
    at = parse_week(f"2023-W{week:02d}", WeekRhythm())
    after = replace(one, first=at.last + timedelta(days=1), last=at.last + timedelta(days=9))
    assert stopped_for((after,), THIRTY, at.last, 2023) is None
    assert stopped_for((one, after), THIRTY, at.last, 2023) == stopped_for((one,), THIRTY, at.last, 2023)


def test_an_item_shows_its_worst_once_days_are_out_and_names_another_one() -> None:
    other = replace(THIRTY, id="e", name="驿站", islands=())
    found = facts(
        deliverables=(THIRTY, other),
        values=(week_value("2023-W30", 13), replace(week_value("2023-W30", 14), deliverable_id="e")),
        stoppages=(Stoppage("s", StoppageKind.FOG, "", date(2023, 3, 1), date(2023, 4, 30), ("花鸟岛",)),),
    )
    standing = UnitFacts(found).full_standing(CORE.id, parse_week("2023-W30", WeekRhythm()))
    assert standing.reading.reason.startswith("微改造43.3%")
    assert standing.adjusted is not None
    assert standing.adjusted.reason.startswith("扣除停航等天数后：驿站46.7%")
    alone = UnitFacts(replace(found, deliverables=(THIRTY,)))
    assert alone.standing(CORE.id, "2023-W30", AS_OF).second_words == "扣除大雾后绿灯"


@pytest.mark.parametrize(
    ("one", "wanted"),
    [
        (JULY, "7月26日至28日因台风停航3天"),
        (replace(JULY, name="杜苏芮"), "7月26日至28日因台风“杜苏芮”停航3天"),
        (replace(JULY, last=JULY.first, kind=StoppageKind.NO_SAILING), "7月26日停航1天"),
        (replace(JULY, last=date(2023, 8, 2), kind=StoppageKind.FOG), "7月26日至8月2日因大雾停航8天"),
        (replace(JULY, kind=StoppageKind.MORATORIUM), "7月26日至28日为休渔期（3天）"),
        (replace(JULY, kind=StoppageKind.OTHER, name="码头检修"), "7月26日至28日因码头检修停工3天"),
        (replace(JULY, reason="台风影响，未能施工"), "台风影响，未能施工"),
    ],
)
def test_the_reason_is_offered_in_the_words_of_the_office(one: Stoppage, wanted: str) -> None:
    assert reason_words(one) == wanted


def test_a_hand_in_moment_inside_a_stoppage_excuses_a_township_that_it_concerns() -> None:
    moment = hand_in_moment(parse_week("2023-W30", WeekRhythm()), WeekRhythm())
    assert moment.date() == date(2023, 7, 28)
    assert excuse((JULY,), ("花鸟岛", "小岛"), moment) == "停航期间，未报不计（7月26日至28日因台风停航3天）"
    assert excuse((JULY,), ("枸杞",), moment) == ""
    assert excuse((replace(JULY, islands=()),), ("枸杞",), moment)
    assert excuse((replace(JULY, islands=()),), (), moment) == ""
    assert excuse((replace(JULY, kind=StoppageKind.MORATORIUM),), ("花鸟岛",), moment) == ""
    assert excuse((JULY,), ("花鸟岛",), moment + timedelta(days=1)) == ""
