"""Reminders at the edges of time: the day before, the hour, the minute of the hand-in, the week's end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.domain.reminders import (
    DueMeeting,
    DueThing,
    ReminderFacts,
    ReminderKind,
    SilentAppeal,
    Urgency,
)
from shengsi_desktop.domain.weeks import WeekRhythm
from shengsi_desktop.rhythm.reminders import balloons, reminders, reported_week
from shengsi_desktop.rhythm.weeks import hand_in_moment, meeting_moment, parse_week, previous_week

RHYTHM = WeekRhythm()
WEEK = parse_week("2023-W30", RHYTHM)
K = ReminderKind
RHYTHMS = st.builds(WeekRhythm, st.integers(0, 6), st.just("15:00"), st.just("17:00"), st.integers(0, 6))
MOMENTS = st.datetimes(datetime(2023, 1, 1), datetime(2024, 12, 31))  # noqa: DTZ001 - the local time


def at(day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2023, 7, day, hour, minute)  # noqa: DTZ001 - the local time


def facts(**changes) -> ReminderFacts:
    return replace(ReminderFacts(WEEK, left=3, total=13, settled=False), **changes)


def kinds(now: datetime, **changes) -> list[ReminderKind]:
    return [one.kind for one in reminders(facts(**changes), now, RHYTHM)]


@given(MOMENTS, RHYTHMS)
def test_the_week_reported_has_its_hand_in_in_this_calendar_week(now, rhythm):
    moment = hand_in_moment(reported_week(now.date(), rhythm), rhythm)
    assert moment.isocalendar()[:2] == now.isocalendar()[:2]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at(26, 23, 59), []),
        (at(27, 0), [K.UNREPORTED, K.MEETING]),
        (at(27, 23, 59), [K.UNREPORTED, K.MEETING]),
        (at(28, 0), [K.UNREPORTED]),
        (at(28, 13, 59), [K.UNREPORTED]),
        (at(28, 14), [K.HAND_IN]),
        (at(28, 16, 59), [K.HAND_IN]),
        (at(28, 17), [K.UNREPORTED]),
        (at(30, 23, 59), [K.UNREPORTED]),
    ],
)
def test_what_is_said_before_on_and_after_the_day_of_the_hand_in(now, expected):
    assert kinds(now) == expected


def test_a_settled_week_is_told_of_its_meeting_alone():
    assert kinds(at(27), settled=True) == [K.MEETING]
    assert kinds(at(28, 15), settled=True) == []


def test_all_reported_but_not_settled_is_told_only_near_the_hand_in():
    assert kinds(at(28, 9), left=0) == []
    (one,) = reminders(facts(left=0), at(28, 15), RHYTHM)
    assert one.words == "距报送2小时（17:00），还没有定稿。"


def test_the_words_say_how_many_are_left_and_by_when():
    said = {now: reminders(facts(), now, RHYTHM)[0].words for now in (at(27), at(28), at(29))}
    assert said == {
        at(27): "本周还有3项没有填报，明日17:00报送。",
        at(28): "本周还有3项没有填报，今日17:00报送。",
        at(29): "本周还有3项没有填报，已过报送时间。",
    }
    assert reminders(facts(left=13), at(28), RHYTHM)[0].words.startswith("本周13项都还没有填报")


@pytest.mark.parametrize(
    ("day", "said"), [(25, False), (26, True), (30, True), (31, False)]
)  # fmt: skip
def test_due_is_what_is_left_of_the_calendar_week(day, said):
    thing = DueThing("商请花鸟乡反馈", date(2023, 7, day), "id")
    assert (K.DIRECTIVE_DUE in kinds(at(26), directives=(thing,))) is said
    assert (K.DELIVERABLE_DUE in kinds(at(26), deliverables=(thing,))) is said


def test_several_due_things_name_the_nearest_and_open_it():
    things = tuple(DueThing(f"事{day}", date(2023, 7, day), f"id{day}") for day in (30, 26, 28))
    (one,) = reminders(facts(directives=things), at(26), RHYTHM)
    assert one.words == "本周到期交办3条：事26（7月26日）、事28（7月28日）等。"
    assert (one.page, one.target, one.urgency) == ("directives", "id26", Urgency.NOW)


def test_last_week_and_silent_appeals_are_said_quietly_and_never_by_the_tray():
    shown = reminders(
        facts(
            last_week=previous_week(WEEK), appeals=(SilentAppeal("甲", 4, "a"), SilentAppeal("乙", 9, "b"))
        ),
        at(24),
        RHYTHM,
    )
    assert [(one.kind, one.page, one.target) for one in shown] == [
        (K.LAST_WEEK, "week", "2023-W29"),
        (K.SILENT_APPEAL, "indicators", "appeals:b"),
    ]
    assert {one.urgency for one in shown} == {Urgency.CALM}
    assert balloons(shown, ()) == ()


def test_a_moved_meeting_is_told_the_day_before_it():
    moved = datetime(2023, 7, 26, 10, 0)  # noqa: DTZ001 - the local time
    found = reminders(facts(left=0), at(25), RHYTHM, meeting=moved, hand_in=moved)
    assert [one.words for one in found] == ["明日10:00会商。"]


@pytest.mark.parametrize(
    ("hour", "minute", "expected"),
    [(8, 59, ""), (9, 0, "3小时"), (11, 59, "1分钟"), (12, 0, "")],
)
def test_the_papers_of_a_series_are_told_of_in_the_last_hours(hour, minute, expected):
    hearing = DueMeeting("听取", "某县长听取", date(2023, 7, 26), "15:00", "m", "12:00")
    others = (replace(hearing, hand_in="", target="n"), replace(hearing, day=date(2023, 7, 27), target="o"))
    shown = reminders(facts(left=0, meetings=(hearing, *others)), at(26, hour, minute), RHYTHM)
    papers = [one for one in shown if one.kind is K.HAND_IN]
    words = [f"距报送{expected}（12:00）：某县长听取的材料。"] if expected else []
    assert [one.words for one in papers] == words
    assert {(one.page, one.target, one.moment) for one in papers} <= {
        ("meetings", "m", "hand_in:m:2023-07-26")
    }


@given(MOMENTS, RHYTHMS, st.integers(0, 13), st.booleans())
def test_at_any_moment_keys_differ_the_pressing_come_first_and_each_says_a_sentence(
    now, rhythm, left, settled
):
    week = reported_week(now.date(), rhythm)
    shown = reminders(
        ReminderFacts(
            week,
            left,
            13,
            settled,
            last_week=previous_week(week),
            directives=(DueThing("事", now.date() + timedelta(days=left), "d"),),
        ),
        now,
        rhythm,
    )
    assert len({one.key for one in shown}) == len(shown)
    order = [list(Urgency).index(one.urgency) for one in shown]
    assert order == sorted(order)
    assert all(one.words.endswith("。") for one in shown)
    said = {one.kind for one in shown}
    assert (K.MEETING in said) == (meeting_moment(week, rhythm).date() - now.date() == timedelta(days=1))
    near = timedelta(0) < hand_in_moment(week, rhythm) - now <= timedelta(hours=3)
    assert (K.HAND_IN in said) == (near and not settled)


@given(RHYTHMS, st.dates(date(2023, 1, 1), date(2024, 12, 31)))
def test_minute_by_minute_through_a_week_no_balloon_comes_twice(rhythm, monday):
    monday -= timedelta(days=monday.weekday())
    said: list[str] = []
    for step in range(0, 7 * 24 * 60, 45):
        now = datetime.combine(monday, datetime.min.time()) + timedelta(minutes=step)
        week = reported_week(now.date(), rhythm)
        held = ReminderFacts(week, 2, 13, settled=False, directives=(DueThing("事", monday, "d"),))
        new = balloons(reminders(held, now, rhythm), said)
        said += [one.moment for one in new]
    assert len(said) == len(set(said))
    # the hand-in's own day, the last three hours, the thing due on Monday; the meeting where its eve is in this week
    assert len(said) == (3 if rhythm.meeting_weekday == 0 else 4)
