"""The day of what people do in a week: today, or its meeting day once it is past; lights go by its last day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from shengsi_desktop.domain.weeks import WeekRhythm
from shengsi_desktop.rhythm.meeting_days import day_at_work
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import directives, exporting, reporting

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
