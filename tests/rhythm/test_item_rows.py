"""From a unit's facts to the rows of its lists: roles, carried values, 较上周 and 连续滞后."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from shengsi_desktop.domain.first_view import FirstView, ItemCore
from shengsi_desktop.domain.tracking import (
    Assignment,
    Deliverable,
    DeliverableValue,
    LightRule,
    Reading,
    Report,
    Standing,
    Tally,
)
from shengsi_desktop.domain.units import Unit
from shengsi_desktop.domain.weeks import WeekRhythm
from shengsi_desktop.domain.words import (
    Comparator,
    DeliverableKind,
    ItemKind,
    Light,
    ListName,
    Role,
    RoleSource,
    UnitKind,
)
from shengsi_desktop.rhythm.item_rows import UnitFacts, item_row, item_rows
from shengsi_desktop.rhythm.weeks import parse_week

US = Unit("u", "县文广旅体局", "", UnitKind.DEPARTMENT, (), "xwgltj", "")
RHYTHM = WeekRhythm()
YEAR_END = date(2023, 12, 31)
CORE = ItemCore(
    "i",
    ItemKind.CLAUSE,
    ListName.CLAUSE,
    "4-2",
    "4",
    "任务",
    "方向",
    "事项",
    "文字",
    YEAR_END,
    due_is_default=True,
)
THIRTY = Deliverable(
    id="d",
    item_id="i",
    number="4-2.1",
    kind=DeliverableKind.QUANTITY,
    name="微改造",
    text="30个微改造",
    start=0,
    end=6,
    target=Decimal(30),
    target_high=None,
    unit="个",
    object="微改造",
    of="",
    comparator=Comparator.GE,
    stages=(),
    due=YEAR_END,
    due_is_default=True,
    by_time=True,
    islands=("花鸟岛",),
)


def owner(role: Role, unit: str = "u", ordinal: int = 1, **more: Any) -> Assignment:
    fields: dict[str, Any] = {"group": None, "pending": False, **more}
    name = US.name if unit == "u" else unit
    return Assignment(f"a{ordinal}", "i", unit, name, role, RoleSource.HABIT, ordinal=ordinal, **fields)


def value(week: str, number: int | None = None, **more: Any) -> DeliverableValue:
    return DeliverableValue("d", "u", week, None if number is None else Decimal(number), **more)


def report(week: str, progress: str = "一", **more: Any) -> Report:
    return Report(f"r{week}", "i", "u", week, progress, **more)


def facts(**given: Any) -> FirstView:
    base = FirstView(
        US,
        RHYTHM,
        "方案",
        2023,
        (CORE,),
        (owner(Role.LEAD),),
        (THIRTY,),
        (),
        (),
        LightRule(),
    )
    return replace(base, **given)


def standing(week: str, before: Standing | None = None, **given: Any) -> Standing:
    at = parse_week(week, RHYTHM)
    return item_row(UnitFacts(facts(**given)), CORE, at, before=before).standing


def carried(week: str, *values: DeliverableValue) -> DeliverableValue | None:
    return UnitFacts(facts(values=values)).values_at("i", week).get("d")


def test_a_value_holds_from_its_week_on_and_not_before() -> None:
    told = value("2023-W09", 14)
    assert carried("2023-W08", told) is None
    assert carried("2023-W09", told) == told
    assert carried("2024-W01", told) == told


def test_a_week_that_leaves_the_number_out_keeps_the_one_before() -> None:
    found = carried("2023-W11", value("2023-W10", None, done=True), value("2023-W09", 14, stage=2))
    assert found == value("2023-W10", 14, stage=2, done=True)


def test_another_units_figures_count_for_nothing() -> None:
    foreign = replace(value("2023-W10", 30), unit_id="other")
    alien = replace(report("2023-W10"), unit_id="other")
    row = item_rows(facts(values=(foreign,), reports=(alien,)), parse_week("2023-W10", RHYTHM))[0]
    assert (row.reported, row.standing.reading.light) == (False, Light.UNREPORTED)


def test_a_supporting_unit_and_a_unit_that_is_no_owner_wait_for_the_lead() -> None:
    for owners in ((owner(Role.LEAD, "other"), owner(Role.SUPPORT, ordinal=2)), (owner(Role.LEAD, "other"),)):
        shown = standing("2023-W30", assignments=owners, values=(value("2023-W30", 1),))
        assert (shown.reading.light, shown.weeks_behind, shown.since_last) == (Light.BY_LEAD, 0, "")


def test_the_weightiest_assignment_speaks_and_a_confirmed_one_before_a_pending_one() -> None:
    twice = (
        owner(Role.SUPPORT, ordinal=1),
        owner(Role.OWNER, ordinal=2, group="各乡镇", pending=True),
        owner(Role.OWNER, ordinal=3, group="各有关乡镇"),
    )
    row = item_rows(facts(assignments=twice), parse_week("2023-W10", RHYTHM))[0]
    assert (row.role, row.group, row.pending) == (Role.OWNER, "各有关乡镇", False)


def test_the_lead_is_named_else_the_first_owner_as_written() -> None:
    leads = (owner(Role.SUPPORT, "丙", 3), owner(Role.LEAD, "甲", 1), owner(Role.LEAD, "乙", 2))
    assert UnitFacts(facts(assignments=leads)).lead("i") == "甲、乙"
    group = (owner(Role.OWNER, "嵊山镇", 1, group="各乡镇"), owner(Role.OWNER, "花鸟乡", 2, group="各乡镇"))
    assert UnitFacts(facts(assignments=group)).lead("i") == "各乡镇"
    assert UnitFacts(facts(assignments=())).lead("i") == ""


def test_a_value_alone_is_a_report_of_its_week_and_of_no_other() -> None:
    given = {"values": (value("2023-W10", 1),)}
    for week, reported in (("2023-W10", True), ("2023-W11", False)):
        assert item_rows(facts(**given), parse_week(week, RHYTHM))[0].reported is reported


def test_last_weeks_version_is_what_this_week_is_compared_with() -> None:
    version = Standing(Reading(Light.RED, "红"), Tally(1, 0, 1, 0), None, ())
    values = (value("2023-W20", 30), value("2023-W21", 30))
    assert standing("2023-W21", version, values=values).since_last == "转办结，完成+1"
    assert standing("2023-W21", values=values).since_last == "持平"
    assert standing("2023-W20", values=values).since_last == "首次填报"


def test_weeks_behind_run_over_new_year_and_skip_weeks_not_reported() -> None:
    reports = tuple(report(week) for week in ("2023-W50", "2023-W52", "2024-W01"))
    assert standing("2024-W02", reports=reports).weeks_behind == 3


def test_a_green_week_ends_the_run_of_weeks_behind() -> None:
    values = (value("2023-W20", 1), value("2023-W21", 29), value("2023-W50", 0), value("2023-W51", 0))
    assert standing("2023-W51", values=values).weeks_behind == 2
    assert standing("2023-W22", values=values).weeks_behind == 0


def test_a_row_carries_the_islands_of_its_deliverables_once() -> None:
    twice = (THIRTY, replace(THIRTY, id="d2"))
    row = item_rows(facts(deliverables=twice), parse_week("2023-W10", RHYTHM), frozenset({"i"}))[0]
    assert row.islands == ("花鸟岛",)
    assert row.mentioned
