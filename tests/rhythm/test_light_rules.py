"""The presets read as their sources say, and a new version never shifts a past light."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop import assets
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.tracking import KindThresholds, LightRule
from shengsi_desktop.domain.words import DeliverableKind, Light, LightBasis, RulePreset
from shengsi_desktop.rhythm.item_rows import UnitFacts
from shengsi_desktop.rhythm.light_rules import (
    PRESETS,
    check_rule,
    preset_facts,
    rule_for,
    rule_words,
    source_words,
)
from shengsi_desktop.rhythm.lights import read_deliverable
from shengsi_desktop.rhythm.weeks import plan_weeks
from tests.rhythm.test_item_rows import CORE, RHYTHM, facts, report
from tests.rhythm.test_item_rows import value as week_value
from tests.rhythm.test_lights import AS_OF, MICRO, SCHEME, value

WEEKS = plan_weeks(2023, RHYTHM)
LABELS = [str(week) for week in WEEKS]


def light(preset: RulePreset, amount: str | int, *, curve: list[tuple[date, Decimal]] | None = None) -> Light:
    return read_deliverable(MICRO, value(amount), AS_OF, preset_facts(preset).rule, curve).reading.light


def test_yinchuan_counts_points_and_calls_less_than_ten_green() -> None:
    level = [(AS_OF, Decimal(15))]  # 50 %
    found = [light(RulePreset.YINCHUAN, amount, curve=level) for amount in ("12.03", "12", "6", "5.97")]
    assert found == [Light.GREEN, Light.YELLOW, Light.YELLOW, Light.RED]


def test_xinhuang_counts_the_share_of_what_is_asked_for() -> None:
    level = [(AS_OF, Decimal(10))]
    found = [light(RulePreset.XINHUANG, amount, curve=level) for amount in ("8", "7.99", "6", "5.99")]
    assert found == [Light.GREEN, Light.YELLOW, Light.YELLOW, Light.RED]


def test_ouhai_knows_met_and_missed_alone() -> None:
    level = [(AS_OF, Decimal(15))]
    assert [light(RulePreset.OUHAI, amount, curve=level) for amount in (15, "14.9")] == [
        Light.GREEN,
        Light.RED,
    ]
    soon = read_deliverable(replace(SCHEME, due=AS_OF), value(), AS_OF, preset_facts(RulePreset.OUHAI).rule)
    assert soon.reading.light is Light.GREEN


@pytest.mark.parametrize(
    ("due", "wanted"),
    [
        (date(2023, 8, 7), Light.GREEN),
        (date(2023, 8, 6), Light.YELLOW),
        (AS_OF, Light.YELLOW),
        (date(2023, 7, 29), Light.RED),
    ],
)
def test_the_deadline_looks_at_the_day_alone_also_where_nothing_is_scheduled(
    due: date, wanted: Light
) -> None:
    rule = preset_facts(RulePreset.DEADLINE).rule
    unscheduled = replace(MICRO, due=due, by_time=False)
    assert read_deliverable(unscheduled, value(1), AS_OF, rule).reading.light is wanted
    assert read_deliverable(replace(SCHEME, due=due), value(stage=1), AS_OF, rule).reading.light is wanted


def test_each_worked_example_is_what_the_rule_says() -> None:
    for one in PRESETS:
        reading = read_deliverable(MICRO, value(14), AS_OF, one.rule).reading
        words, _, light = one.example.rpartition("，")
        assert reading.reason.replace("（默认）", "").startswith(words), one.preset
        assert light == reading.light.label


def test_every_preset_names_where_it_was_seen() -> None:
    assert all("/" in one.source and one.words and rule_words(one.rule) for one in PRESETS)
    assert source_words(LightRule()).startswith("阈值参照银川市做法")
    assert "宿迁" in source_words(preset_facts(RulePreset.DEADLINE).rule)


def test_a_milestone_not_started_is_red_once_overdue_and_yinchuans_milder_months_are_told_as_left_out() -> (
    None
):
    facts_ = preset_facts(RulePreset.YINCHUAN)
    found = [
        read_deliverable(replace(SCHEME, due=AS_OF + timedelta(days)), value(stage=0), AS_OF, facts_.rule)
        for days in (8, 7, -1, -92)
    ]
    assert [one.reading.light for one in found] == [Light.GREEN, Light.YELLOW, Light.RED, Light.RED]
    assert "未启动" in found[2].reading.reason
    for said in (facts_.note, assets.resource("help/help.md").read_text(encoding="utf-8")):
        assert "应启动未启动，当月黄灯、满3个月红灯”一条" in said
        assert "没有套用" in said


def test_a_kind_of_deliverable_may_have_thresholds_of_its_own() -> None:
    own = (
        KindThresholds(DeliverableKind.QUANTITY, yellow_below=Decimal(5), red_below=Decimal(11)),
        KindThresholds(DeliverableKind.MILESTONE, soon_days=30),
    )
    rule = LightRule(kinds=own)
    ratio = replace(MICRO, kind=DeliverableKind.RATIO)
    assert read_deliverable(MICRO, value(14), AS_OF, rule).reading.light is Light.RED
    assert read_deliverable(ratio, value(14), AS_OF, rule).reading.light is Light.YELLOW
    near = replace(SCHEME, due=date(2023, 8, 20))
    assert read_deliverable(near, value(stage=1), AS_OF, rule).reading.light is Light.YELLOW
    assert read_deliverable(near, value(stage=1), AS_OF, LightRule()).reading.light is Light.GREEN


@pytest.mark.parametrize(
    "rule",
    [
        LightRule(yellow_below=Decimal(31)),
        LightRule(basis=LightBasis.SHARE, yellow_below=Decimal(60), red_below=Decimal(80)),
        LightRule(kinds=(KindThresholds(DeliverableKind.RATIO, red_below=Decimal(5)),)),
        LightRule(soon_days=-1),
        LightRule(approx_margin=Decimal(-1)),
        LightRule(approx_margin=Decimal("NaN")),
        LightRule(red_below=Decimal("Infinity")),
        LightRule(basis=LightBasis.DATE, yellow_below=Decimal("NaN")),
        LightRule(kinds=(KindThresholds(DeliverableKind.RATIO, Decimal("NaN")),)),
    ],
)
def test_thresholds_that_contradict_each_other_are_refused(rule: LightRule) -> None:
    with pytest.raises(Refusal, match="没有改动"):
        check_rule(rule)


def test_the_newest_version_that_has_begun_is_in_force() -> None:
    first, second = LightRule(), LightRule(id="b", version=2, since="2023-W20")
    third = LightRule(id="c", version=3, since="2023-W18")
    assert rule_for((first, second), "2023-W19") is first
    assert rule_for((second, first), "2023-W20") is second
    assert rule_for((first, second, third), "2023-W30") is third
    assert rule_for((), "2023-W30") == LightRule()


rules = st.builds(
    replace,
    st.sampled_from([one.rule for one in PRESETS]),
    soon_days=st.integers(0, 60),
    yellow_below=st.integers(0, 50).map(Decimal),
    red_below=st.integers(50, 100).map(Decimal),
    name=st.just("新规则"),
)
amounts = st.dictionaries(st.sampled_from(LABELS), st.integers(0, 35), min_size=1, max_size=8)


@given(rules, st.integers(1, len(WEEKS) - 1), amounts)
def test_a_version_from_a_week_on_leaves_every_light_before_it_as_it_was(
    wish: LightRule, begin: int, amounts: dict[str, int]
) -> None:
    found = facts(
        values=tuple(week_value(week, number) for week, number in amounts.items()),
        reports=tuple(report(week) for week in amounts),
    )
    old = UnitFacts(replace(found, rules=(LightRule(),)))
    coming = replace(wish, id="z", version=2, since=LABELS[begin])
    new = UnitFacts(replace(found, rules=(LightRule(), coming)))
    for week in WEEKS[:begin]:
        assert new.full_standing(CORE.id, week) == old.full_standing(CORE.id, week)


def test_weeks_behind_and_last_week_are_read_by_the_rule_of_each_week() -> None:
    found = facts(
        values=(week_value("2023-W29", 13), week_value("2023-W30", 13)),
        reports=(report("2023-W29"), report("2023-W30")),
    )
    kind = preset_facts(RulePreset.DEADLINE).rule
    coming = replace(kind, id="z", version=2, since="2023-W30")
    standing = UnitFacts(replace(found, rules=(LightRule(), coming))).full_standing(CORE.id, WEEKS[29])
    assert (standing.reading.light, standing.since_last, standing.weeks_behind) == (Light.GREEN, "转绿", 0)
    before = UnitFacts(replace(found, rules=(LightRule(), coming))).full_standing(CORE.id, WEEKS[28])
    assert (before.reading.light, before.weeks_behind) == (Light.YELLOW, 1)
