"""亮灯规则 in the store: versions from a week on, a preview that stores nothing, undo; and months of a unit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.tracking import KindThresholds, LightRule
from shengsi_desktop.domain.words import DeliverableKind, Light, RulePreset
from shengsi_desktop.services import (
    county,
    exporting,
    facts,
    finalising,
    history,
    light_rules,
    month_lights,
    reporting,
    setting_up,
)
from shengsi_desktop.services import tasks as task_service
from shengsi_desktop.store.first_view import read_first_view

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

    Weeks = Callable[[str], Week]
    Items = Callable[[str], str]

STRICTER = LightRule(yellow_below=Decimal(5), red_below=Decimal(11))


@pytest.fixture
def micro(store: Store, unit_id: str, week: Weeks, item: Items) -> str:
    """4-2 with 14 of 30 in week 28; its item's id."""
    put(store, unit_id, week("2023-W28"), item("4-2"), "14")
    return item("4-2")


def put(store: Store, unit_id: str, week: Week, item_id: str, value: str) -> None:
    row = next(one for one in task_service.item_rows(store, unit_id, week) if one.id == item_id)
    number = next(
        one.deliverable.number
        for one in row.standing.deliverables
        if one.deliverable.target == 30 and one.deliverable.kind is DeliverableKind.QUANTITY
    )
    reporting.report_once(store, item_id, unit_id, week, words={"progress": "已报"}, values={number: value})


def put_words(store: Store, unit_id: str, week: Week, item_id: str) -> None:
    reporting.report_once(store, item_id, unit_id, week, words={"progress": "有进展"}, values={})


def row_of(store: Store, unit_id: str, week: Week, item_id: str) -> ItemRow:
    return next(one for one in task_service.item_rows(store, unit_id, week) if one.id == item_id)


def test_a_new_version_holds_from_its_week_on_and_never_before(
    store: Store, unit_id: str, week: Weeks, micro: str
) -> None:
    before = task_service.item_rows(store, unit_id, week("2023-W29"))
    light_rules.change_rule(store, STRICTER, week("2023-W30"), week("2023-W30"))
    assert task_service.item_rows(store, unit_id, week("2023-W29")) == before
    now = row_of(store, unit_id, week("2023-W30"), micro).standing
    assert (now.reading.light, now.since_last) == (Light.RED, "转红")
    assert " · 亮灯规则v2" in now.reading.reason


def test_the_first_list_reads_the_same_versions(
    store: Store, folder: Path, unit_id: str, week: Weeks, micro: str
) -> None:
    own = (
        KindThresholds(DeliverableKind.MILESTONE, soon_days=14),
        KindThresholds(DeliverableKind.RATIO, Decimal(3)),
    )
    light_rules.change_rule(store, replace(STRICTER, kinds=own), week("2023-W31"), week("2023-W30"))
    view = read_first_view(folder, unit_id, "2023-W30")
    assert view is not None
    assert (view.rule.version, [one.version for one in view.rules]) == (1, [1, 2])
    assert view.rules[1].kinds == own
    assert view.rules == light_rules.versions(store)
    later = read_first_view(folder, unit_id, "2023-W31")
    assert later is not None
    assert later.rule.version == 2


def test_a_past_week_an_unchanged_rule_and_contradictions_are_refused(store: Store, week: Weeks) -> None:
    now = week("2023-W30")
    with pytest.raises(Refusal, match="过去各周"):
        light_rules.change_rule(store, STRICTER, week("2023-W29"), now)
    with pytest.raises(Refusal, match="相同"):
        light_rules.choose_preset(store, RulePreset.YINCHUAN, now, now)
    with pytest.raises(Refusal, match="没有改动"):
        light_rules.change_rule(store, replace(STRICTER, yellow_below=Decimal(50)), now, now)
    assert len(light_rules.versions(store)) == 1


def test_the_preview_says_whose_light_would_change_and_stores_nothing(
    store: Store, unit_id: str, week: Weeks, micro: str
) -> None:
    now = week("2023-W30")
    found = light_rules.preview(store, unit_id, STRICTER, now, now)
    effect = next(one for one in found.effects if one.item_id == micro)
    assert (effect.before.light, effect.after.light) == (Light.YELLOW, Light.RED)
    assert len(light_rules.versions(store)) == 1
    light_rules.change_rule(store, STRICTER, now, now)
    for one in found.effects:
        assert row_of(store, unit_id, now, one.item_id).standing.reading == one.after
    later = light_rules.preview(store, unit_id, LightRule(), week("2023-W33"), now)
    assert str(later.week) == "2023-W33"
    light_rules.change_rule(store, replace(STRICTER, soon_days=3), week("2023-W40"), now)
    sooner = light_rules.preview(store, unit_id, LightRule(soon_days=9), week("2023-W33"), now)
    assert sooner.replaced == ("亮灯规则v3",)


def test_a_version_can_be_undone_or_withdrawn_and_its_number_is_not_used_again(
    store: Store, week: Weeks
) -> None:
    now = week("2023-W30")
    light_rules.choose_preset(store, RulePreset.OUHAI, now, now)
    history.undo(store, today=date(2023, 7, 28))
    assert [one.version for one in light_rules.versions(store)] == [1]
    light_rules.choose_preset(store, RulePreset.XINHUANG, now, now)
    third = light_rules.versions(store)[-1]
    assert third.name == "亮灯规则v3·新晃"
    with pytest.raises(Refusal, match="不能撤回"):
        light_rules.withdraw(store, third.id, week("2023-W31"))
    light_rules.withdraw(store, third.id, now)
    assert light_rules.in_force(store, now).version == 1


def test_the_workbook_names_the_rule_of_its_week_and_its_source(
    store: Store, unit_id: str, week: Weeks
) -> None:
    light_rules.choose_preset(store, RulePreset.OUHAI, week("2023-W30"), week("2023-W30"))
    book = exporting.week_book(store, unit_id, week("2023-W30"))
    assert (book.rule_name, "瓯海" in book.rule_source) == ("亮灯规则v2·瓯海", True)
    assert "银川" in exporting.week_book(store, unit_id, week("2023-W29")).rule_source


def test_a_rule_can_be_changed_from_the_running_week_and_never_from_one_that_is_settled(
    store: Store, unit_id: str, week: Weeks, item: Items, micro: str
) -> None:
    def first(*day: int) -> str:
        return str(light_rules.current_week(store, date(*day)))

    assert (first(2023, 7, 28), first(2023, 7, 10)) == ("2023-W30", "2023-W28")
    # a year later no week of the plan is open any more
    assert first(2024, 7, 1) == "2024-W27"
    finalising.finalise(store, unit_id, week("2023-W28"), reviewer="李某")
    assert first(2023, 7, 10) == "2023-W29"
    # and a clock set back opens none that is signed
    assert first(2023, 3, 1) == "2023-W29"
    other = next(unit.id for unit in setting_up.directory() if unit.name == "县教育局")
    put_words(store, other, week("2023-W33"), item("11-1"))
    # a word typed of a far week, maybe by a slip, holds nothing up
    assert first(2023, 7, 28) == "2023-W30"
    # of a plan of years ago, the week that was reported last runs
    assert (first(2026, 11, 26), str(light_rules.running_week(store, date(2026, 11, 26)))) == (
        "2023-W33",
        "2023-W33",
    )
    before = task_service.item_rows(store, unit_id, week("2023-W30"))
    with pytest.raises(Refusal, match="2023年第30周或以后"):
        light_rules.change_rule(store, STRICTER, week("2023-W29"), week("2023-W30"))
    with pytest.raises(Refusal, match="2023年第30周或以后"):
        light_rules.preview(store, unit_id, STRICTER, week("2023-W29"), week("2023-W30"))
    light_rules.change_rule(store, STRICTER, week("2024-W27"), week("2024-W27"))
    assert task_service.item_rows(store, unit_id, week("2023-W30")) == before


def test_undo_and_redo_leave_a_rule_that_past_weeks_were_read_by_and_say_so(
    store: Store, unit_id: str, week: Weeks, micro: str
) -> None:
    begin = week("2023-W30")
    light_rules.choose_preset(store, RulePreset.OUHAI, begin, begin)
    put_words(store, unit_id, week("2023-W29"), micro)
    history.undo(store, today=date(2023, 8, 11))
    shown = task_service.item_rows(store, unit_id, begin)
    late = history.undo(store, today=date(2023, 8, 11))
    assert late is not None
    assert late.left == ("“亮灯规则v2·瓯海”涉及过去的周，为使过去各周的亮灯不变，没有改动",)
    assert task_service.item_rows(store, unit_id, begin) == shown
    # what lies before it on the stack is not barred by it
    assert history.undo_name(store) != "修改亮灯规则"
    redone = history.redo(store, today=date(2023, 7, 28))
    assert redone is not None
    history.undo(store, today=date(2023, 7, 28))
    assert [one.version for one in light_rules.versions(store)] == [1]
    history.redo(store, today=date(2023, 8, 11))
    assert [one.version for one in light_rules.versions(store)] == [1]


def test_months_of_one_item_of_a_unit_and_of_the_county_agree(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    micro = item("4-2")
    for label, value in (("2023-W17", "0"), ("2023-W22", "20")):
        put(store, unit_id, week(label), micro, value)
    now = week("2023-W30")
    one = month_lights.item_months(store, micro, unit_id, now)
    with store.reading() as session:
        unit = month_lights.unit_months(session, unit_id, now)
        whole = month_lights.county_months(session, now)
        answered = [row.id for row in county.units_at(session, now, {unit_id})[0].answered]
        boards = month_lights.month_standings(session, unit_id, "2023-04")
        early = month_lights.month_standings(session, unit_id, "2023-04", week("2023-W17"))
    assert unit[micro] == one == whole[unit_id][micro]
    assert list(whole[unit_id]) == answered
    april = next(found for found in boards if found.row.id == micro)
    assert (april.original.light, april.now.light) == (Light.RED, Light.YELLOW)
    assert april.row.standing.reading == april.original
    assert next(found for found in early if found.row.id == micro).now.light is Light.RED
    detail = task_service.item_detail(store, micro, unit_id, now)
    assert detail.months == one.months


def test_an_indicators_light_is_read_by_the_rule_of_its_period(store: Store, week: Weeks) -> None:
    light_rules.choose_preset(store, RulePreset.OUHAI, week("2023-W30"), week("2023-W30"))
    with store.reading() as session:
        assert facts.light_rule(session, "2023-W26").version == 1
        assert facts.light_rule(session).version == 2
