"""The light of a month is that of its last week by Thursday; a red one that was made up later turns yellow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.domain.tracking import DOCUMENT_STAGES, LightRule
from shengsi_desktop.domain.weeks import WeekRhythm
from shengsi_desktop.domain.words import DeliverableKind, Light, Role, RulePreset
from shengsi_desktop.rhythm.item_rows import UnitFacts
from shengsi_desktop.rhythm.light_rules import preset_facts
from shengsi_desktop.rhythm.month_lights import month_lights, month_weeks, months_until
from shengsi_desktop.rhythm.weeks import month_of, parse_week
from tests.rhythm.test_item_rows import CORE, RHYTHM, THIRTY, facts, owner, report, value

if TYPE_CHECKING:
    from shengsi_desktop.domain.months import ItemMonths

STRICT = preset_facts(RulePreset.OUHAI).rule


def months(now: str, **given: Any) -> ItemMonths:
    return month_lights(UnitFacts(facts(**given)), CORE.id, parse_week(now, RHYTHM))


def lights(found: ItemMonths) -> dict[str, tuple[Light, Light]]:
    return {one.month: (one.original.light, one.now.light) for one in found.months}


@given(st.integers(0, 6), st.integers(1, 12))
def test_the_weeks_of_a_month_are_those_whose_thursday_lies_in_it(last_weekday: int, month: int) -> None:
    label = f"2023-{month:02d}"
    weeks = month_weeks(label, WeekRhythm(last_weekday=last_weekday))
    assert len(weeks) in (4, 5)
    assert {month_of(week) for week in weeks} == {label}


def test_a_month_is_read_at_its_last_week() -> None:
    found = months("2023-W30", values=(value("2023-W27", 14),), reports=(report("2023-W27"),))
    # 3 August is a Thursday: week 30, to 30 July, is July's last
    july = found.months[-1]
    assert (july.month, july.week) == ("2023-07", "2023-W30")
    assert july.original.reason.startswith("微改造46.7%，序时57.8%")


def test_a_month_without_a_word_is_not_reported_until_the_item_is_finished() -> None:
    given = (value("2023-W10", 3), value("2023-W20", 30))
    found = lights(months("2023-W30", values=given, reports=(report("2023-W10"),)))
    assert found["2023-02"][0] is Light.UNREPORTED
    assert found["2023-03"][0] is Light.YELLOW
    assert found["2023-04"][0] is Light.UNREPORTED
    assert found["2023-06"][0] is Light.DONE


def test_a_red_month_turns_yellow_once_what_was_due_then_is_reached() -> None:
    given: dict[str, Any] = {
        "values": (value("2023-W17", 0), value("2023-W22", 9), value("2023-W26", 10)),
        "rules": (LightRule(),),
    }
    found = months("2023-W30", **given)
    april = next(one for one in found.months if one.month == "2023-04")
    assert (april.original.light, april.now.light, april.made_up) == (Light.RED, Light.YELLOW, True)
    # 32.9 % were due; 9 of 30 are not that, 10 are
    assert april.now.reason.startswith("6月补上，原为红灯：微改造0%，序时32.9%")
    assert found.deliverables["d"][3].now.light is Light.YELLOW
    assert lights(months("2023-W25", **given))["2023-04"] == (Light.RED, Light.RED)


def test_only_a_rule_that_says_so_lets_a_month_be_made_up() -> None:
    given = (value("2023-W17", 0), value("2023-W26", 30))
    kept = (replace(LightRule(), made_up=False),)
    assert lights(months("2023-W30", values=given, rules=kept))["2023-04"] == (Light.RED, Light.RED)


def test_a_month_is_read_by_the_rule_of_its_last_week() -> None:
    given = (value("2023-W13", 7), value("2023-W17", 9))
    changed = (LightRule(), replace(STRICT, id="b", version=2, since="2023-W14"))
    found = lights(months("2023-W17", values=given, rules=changed))
    assert (found["2023-03"][0], found["2023-04"][0]) == (Light.GREEN, Light.RED)


def test_an_overdue_milestone_is_made_up_by_being_finished() -> None:
    scheme = replace(
        THIRTY,
        kind=DeliverableKind.MILESTONE,
        target=None,
        stages=DOCUMENT_STAGES,
        due=date(2023, 4, 20),
    )
    stages = (value("2023-W17", stage=2), value("2023-W20", stage=4))
    given: dict[str, Any] = {"deliverables": (scheme,), "rules": (LightRule(),)}
    assert lights(months("2023-W22", values=stages, **given))["2023-04"] == (Light.RED, Light.RED)
    finished = months("2023-W22", values=(*stages, value("2023-W21", stage=5)), **given)
    april = next(one for one in finished.months if one.month == "2023-04")
    assert april.now.light is Light.YELLOW
    assert "5月补上" in april.now.reason


def test_an_item_is_made_up_once_all_that_was_red_is() -> None:
    second = replace(THIRTY, id="e", name="其他")
    other = [replace(value(week, number), deliverable_id="e") for week, number in (("2023-W17", 0),)]
    first = (value("2023-W17", 0), value("2023-W22", 20))
    given: dict[str, Any] = {"deliverables": (THIRTY, second), "rules": (LightRule(),)}
    assert lights(months("2023-W30", values=(*first, *other), **given))["2023-04"][1] is Light.RED
    also = replace(value("2023-W26", 20), deliverable_id="e")
    found = months("2023-W30", values=(*first, *other, also), **given)
    april = next(one for one in found.months if one.month == "2023-04")
    assert april.now.reason.startswith("6月补上")


def test_what_is_made_up_in_the_next_year_comes_after_december_and_names_the_year() -> None:
    second = replace(THIRTY, id="e", name="其他")
    given = [
        value("2023-W17", 0),
        value("2023-W50", 30),
        *(replace(value(*one), deliverable_id="e") for one in (("2023-W17", 0), ("2024-W03", 30))),
    ]
    found = months("2024-W04", values=tuple(given), deliverables=(THIRTY, second), rules=(LightRule(),))
    april = next(one for one in found.months if one.month == "2023-04")
    assert april.now.reason.startswith("2024年1月补上，原为红灯：")
    assert found.deliverables["d"][3].now.reason.startswith("12月补上")


def test_a_supporting_unit_knows_no_months_and_a_late_item_has_more_than_twelve() -> None:
    by_lead = months("2023-W30", assignments=(owner(Role.LEAD, "other"), owner(Role.SUPPORT, ordinal=2)))
    assert {one.now.light for one in by_lead.months} == {Light.BY_LEAD}
    assert len(months_until(parse_week("2024-W05", RHYTHM), 2023)) == 14
    assert months_until(parse_week("2022-W50", RHYTHM), 2023) == ()


@given(
    st.dictionaries(st.integers(1, 30), st.integers(0, 35), max_size=8),
    st.integers(1, 30),
    st.integers(1, 30),
)
def test_looking_later_never_changes_what_a_finished_month_was(
    amounts: dict[int, int], first: int, second: int
) -> None:
    given = tuple(value(f"2023-W{week:02d}", number) for week, number in amounts.items())
    early, late = sorted((first, second))
    before = months(f"2023-W{early:02d}", values=given, rules=(STRICT,))
    after = {one.month: one for one in months(f"2023-W{late:02d}", values=given, rules=(STRICT,)).months}
    for one in before.months[:-1]:
        assert after[one.month].original == one.original
        assert one.now.light in (one.original.light, Light.YELLOW)
    assert len(after) >= len(before.months)
