"""The day of what people do in a week: today, or its meeting day once it is past; lights go by its last day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from shengsi_desktop.domain.weeks import WeekRhythm
from shengsi_desktop.rhythm.meeting_days import day_at_work
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import directives, exporting, meetings, reporting, sections

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store


def test_it_is_today_until_the_week_is_past_and_then_its_meeting_day() -> None:
    rhythm = WeekRhythm()
    week = parse_week("2023-W30", rhythm)
    days = {"2023-07-20": "2023-07-20", "2023-07-30": "2023-07-30", "2023-07-31": "2023-07-28"}
    for today, meant in days.items():
        assert day_at_work(week, rhythm, date.fromisoformat(today)) == date.fromisoformat(meant)


def test_what_was_due_on_the_meetings_day_is_not_late_and_requests_are_of_that_day(
    store: Store, unit_id: str, week: Callable[[str], Week], item: Callable[[str], str]
) -> None:
    at = week("2023-W30")
    directives.add_directive(store, unit_id, at, "报方案 7月28日", date(2023, 7, 26))
    reporting.set_request(store, item("4-2"), unit_id, at, text="请协调")
    book = exporting.week_book(store, unit_id, at)
    assert (book.as_of, book.on_day) == (date(2023, 7, 30), date(2023, 7, 28))
    assert [one.overdue for one in book.directives] == [False]
    assert [one.request.raised_on for one in book.requests] == [date(2023, 7, 28)]


def test_a_line_of_the_meeting_knows_its_item_section_phone_and_day(
    store: Store, unit_id: str, week: Callable[[str], Week], item: Callable[[str], str]
) -> None:
    at = week("2023-W30")
    sections.add_section(store, unit_id, "产业科", "陈文", "5082222")
    key = meetings.weekly_key(unit_id, at)
    for line in ("8-6统一户均净收入口径 @产业科陈文 8月2日", "8-10万元预算报批 @产业科"):
        meetings.hand_out(store, key, line, date(2023, 7, 28))
    first, second = directives.directives(store, unit_id, date(2023, 7, 28))
    assert (first.item_number, first.who, first.phone) == ("8-6", "产业科、陈文", "5082222")
    assert (first.given_on, first.due) == (date(2023, 7, 28), date(2023, 8, 2))
    assert (second.item_number, second.what, second.phone) == ("", "8-10万元预算报批", "5082222")
