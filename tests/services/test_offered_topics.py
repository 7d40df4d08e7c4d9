"""What agendas offer: to whom which items belong, requests of which level, and the people of earlier meetings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.words import Cadence, DeliverableKind, RequestLevel
from shengsi_desktop.services import (
    meeting_series,
    meetings,
    people,
    reporting,
    requests,
    setting_up,
    tasks,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

    Weeks = Callable[[str], Week]
    Items = Callable[[str], str]

BEHIND = ("4-2", "8-5")


@pytest.fixture
def behind(store: Store, unit_id: str, week: Weeks, item: Items) -> None:
    """Two items of the unit with a deliverable each that is overdue, and requests on both."""
    levels = {"2023-W40": RequestLevel.COUNTY_LEADER, "2023-W41": RequestLevel.TASK_FORCE}
    for number in BEHIND:
        standings = tasks.item_detail(store, item(number), unit_id, week("2023-W40")).deliverables
        late = next(
            one.deliverable for one in standings if one.deliverable.kind is not DeliverableKind.STANDING
        )
        tasks.edit_deliverable(store, late.id, kind=DeliverableKind.MILESTONE, due=date(2023, 9, 1))
        for label, level in levels.items():
            at = week(label)
            reporting.report_once(store, item(number), unit_id, at, words={"progress": "一"})
            requests.set_request(store, item(number), unit_id, at, text=f"请研究{number}", level=level)


def offered(
    store: Store, unit_id: str, cadence: Cadence, item: Items, **whose: str
) -> tuple[set[str], set[str]]:
    """By the series' meeting in October, which of the two are offered as behind and as requests."""
    series_id = meeting_series.add_series(store, unit_id, cadence, "会", **whose)
    period = "2023-10-1" if cadence is Cadence.HALF_MONTH else "2023-10"
    with store.reading() as session:
        (one,) = [row for row in meeting_series.series_in(session, unit_id) if row.id == series_id]
        key = meeting_series.occurrences(session, unit_id, cadence, period, [one])[0].key
    found = meetings.meeting_form_of(store, key).offered
    numbers = {item(number): number for number in BEHIND}
    asked = {numbers[one.item_id or ""] for one in found if one.title.startswith("需协调")}
    late = {numbers[one.item_id] for one in found if one.light is not None and one.item_id in numbers}
    return late, asked


@pytest.mark.usefixtures("behind")
@pytest.mark.parametrize(
    ("units", "items", "expected"),
    [
        ((), (), {"4-2", "8-5"}),
        ((), ("8-5",), {"8-5"}),
        (("县文广旅体局",), (), {"4-2", "8-5"}),
        (("县财政局",), (), set()),
        (("县财政局",), ("4-2",), {"4-2"}),
    ],
)
def test_a_hearing_is_offered_what_its_leader_or_task_force_answers_for(
    store: Store,
    unit_id: str,
    item: Items,
    units: tuple[str, ...],
    items: tuple[str, ...],
    expected: set[str],
) -> None:
    ids = [setting_up.the_unit(name).id for name in units]
    named = [item(number) for number in items]
    people.add_leader(store, "张某", "某副县长", units=ids, items=named)
    people.add_task_force(store, "某专班", units=ids, items=named)
    (leader,), (force,) = people.leaders(store), people.task_forces(store)
    assert offered(store, unit_id, Cadence.HALF_MONTH, item, leader_id=leader.id) == (expected, expected)
    assert offered(store, unit_id, Cadence.TASK_FORCE, item, task_force_id=force.id) == (expected, expected)


def test_the_weekly_agenda_has_requests_of_every_level(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at, found = week("2023-W30"), item("4-2")
    for level in RequestLevel:
        requests.set_request(store, found, unit_id, at, text="请研究资金", level=level)
        asked = [
            (one.title, one.why, one.item_id)
            for one in meetings.meeting_form(store, unit_id, at).offered
            if one.title.startswith("需协调")
        ]
        assert asked == [("需协调：请研究资金", level.label, found)]


def test_people_of_earlier_meetings_are_offered_and_no_units(store: Store, unit_id: str, week: Weeks) -> None:
    tenth, later = week("2023-W10"), week("2023-W11")
    meetings.set_meeting(store, unit_id, week("2023-W09"), attendees="丁某")
    meetings.set_meeting(
        store, unit_id, tenth, chair="甲某", attendees="乙某、县财政局，甲某 花鸟乡", recorder="丙某"
    )
    meetings.add_directive(store, unit_id, tenth, "报方案 @戊某", tenth.last)
    assert meetings.meeting_form(store, unit_id, later).people == ("甲某", "乙某", "丙某", "丁某", "戊某")


def test_a_text_copied_from_last_week_is_pointed_out_until_it_says_something_new(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    found, at = item("4-2"), week("2023-W30")
    same = {"progress": "微改造已完工14个，其余按计划推进。", "next_plan": "推进3个微改造项目施工"}
    for label in ("2023-W29", "2023-W30"):
        reporting.report_once(store, found, unit_id, week(label), words=same)
        form = reporting.report_form(store, found, unit_id, week(label))
        again = label == "2023-W30"
        assert (form.copied_from_last_week, form.plan_copied) == (again, again)
    reporting.report_once(store, found, unit_id, at, words={"progress": "微改造已完工16个，其余按计划推进。"})
    form = reporting.report_form(store, found, unit_id, at)
    assert (form.copied_from_last_week, form.plan_copied) == (False, True)
