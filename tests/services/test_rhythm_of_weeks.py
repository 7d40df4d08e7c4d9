"""Another meeting day or 统计周期 holds from a week on: weeks past and weeks signed keep their days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from shengsi_desktop.domain.stoppages import StoppageKind
from shengsi_desktop.domain.weeks import WeekRhythm
from shengsi_desktop.services import facts, finalising, history, reporting, setting_up, stoppages
from shengsi_desktop.services.agenda import add_topic_to
from shengsi_desktop.services.meeting_records import meeting_of
from shengsi_desktop.services.weekly_meeting import weekly_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

    Weeks = Callable[[str], Week]
    Items = Callable[[str], str]

FRIDAY = date(2023, 7, 28)
#: 上周五–本周四, the meeting on Wednesday
OTHER = WeekRhythm(meeting_weekday=2, hand_in="12:00", last_weekday=3)


def shown(store: Store, unit_id: str, label: str) -> tuple[object, ...]:
    """Days, light with its reason, meeting and excuse of a week."""
    with store.reading() as session:
        at = facts.parsed_week(session, unit_id, label)
        row = next(one for one in facts.rows(session, unit_id, at) if one.number == "4-2")
        meeting = meeting_of(session, weekly_key(unit_id, at))
        excused = stoppages.excused_weeks(session, unit_id, (at,))
    return at.first, at.last, row.standing.reading, meeting.day, excused


def test_weeks_past_and_signed_keep_days_lights_meetings_and_excuses(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    for label in ("2023-W29", "2023-W30"):
        reporting.report_once(store, item("4-2"), unit_id, week(label), words={"progress": label})
    reporting.report_once(store, item("4-2"), unit_id, week("2023-W30"), words={}, values={"4-2.5": "14.3"})
    add_topic_to(store, weekly_key(unit_id, week("2023-W30")), "议题")
    stoppages.register(store, StoppageKind.TYPHOON, date(2023, 7, 26), FRIDAY)
    finalising.finalise(store, unit_id, week("2023-W30"), reviewer="张某")
    before = [shown(store, unit_id, label) for label in ("2023-W29", "2023-W30")]
    setting_up.change_settings(store, rhythm=OTHER, today=FRIDAY)
    assert [shown(store, unit_id, label) for label in ("2023-W29", "2023-W30")] == before
    rhythm = setting_up.settings(store).rhythm
    assert (rhythm.now, rhythm.since) == (OTHER, "2023-W31")
    first, last, _, held, _ = shown(store, unit_id, "2023-W31")
    assert (first, last, held) == (date(2023, 7, 31), date(2023, 8, 3), date(2023, 8, 2))


def test_the_running_week_takes_it_at_once_while_nobody_has_signed_it(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    for label in ("2023-W29", "2023-W30"):
        reporting.report_once(store, item("4-2"), unit_id, week(label), words={"progress": label})
    setting_up.change_settings(store, rhythm=replace(WeekRhythm(), meeting_weekday=2), today=FRIDAY)
    assert shown(store, unit_id, "2023-W29")[3] == date(2023, 7, 21)
    assert shown(store, unit_id, "2023-W30")[3] == date(2023, 7, 26)
    # undone only until those weeks are past
    undone = history.undo(store, today=FRIDAY)
    assert undone is not None
    assert not undone.left
    assert setting_up.settings(store).rhythm == WeekRhythm()
    history.redo(store, today=FRIDAY)
    finalising.finalise(store, unit_id, week("2023-W30"), reviewer="张某")
    told = history.undo(store, today=FRIDAY)
    assert told is not None
    assert "过去的周" in told.left[0]
    assert shown(store, unit_id, "2023-W30")[3] == date(2023, 7, 26)


def test_where_nothing_stands_yet_it_holds_from_the_beginning(store: Store, unit_id: str) -> None:
    setting_up.change_settings(store, rhythm=OTHER, today=FRIDAY)
    assert setting_up.settings(store).rhythm == OTHER
    assert shown(store, unit_id, "2023-W10")[1].weekday() == 3
    assert setting_up.first_run(store, unit="县文广旅体局", rhythm=OTHER) == frozenset()
