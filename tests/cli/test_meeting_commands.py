"""`meeting` of any cadence and `series`, as typed on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]


def test_a_series_is_added_listed_and_removed(run: Run) -> None:
    added = run("series", "add", "half-month", "半月听取", "--day", "10", "--place", "二楼")
    assert (added.status, added.out.strip()) == (0, "已新建听取“半月听取”。")
    (one,) = json.loads(run("series", "list", "--json").out)
    assert (one["cadence"], one["month_day"], one["holidays"], len(one["coming"])) == (
        "half_month",
        10,
        "earlier",
        3,
    )
    assert "接下来" in run("series", "list").out
    assert run("series", "remove", "听取").status == 1
    assert run("series", "remove", "半月听取").status == 0
    assert json.loads(run("series", "list", "--json").out) == []


def test_a_series_that_cannot_be_is_refused(run: Run) -> None:
    assert run("series", "add", "weekly").status == 1
    assert run("series", "add", "half-month", "--day", "20").status == 1
    assert run("series", "add", "yearly").status == 2
    assert "可写：会商、听取、例会、专班会议" in run("series", "add", "周会").err


def test_cadences_and_holidays_are_said_in_chinese_too(run: Run) -> None:
    assert run("series", "add", "例会", "县例会", "--holidays", "顺延").status == 0
    (one,) = json.loads(run("series", "list", "--json").out)
    assert (one["cadence"], one["holidays"]) == ("month", "later")
    # the papers come before the meeting
    assert one["hand_in"] == "12:00"
    assert run("series", "add", "专班会议", "专班", "--time", "9:00").status == 0
    assert json.loads(run("series", "list", "--json").out)[1]["hand_in"] == "09:00"


def test_a_meeting_of_a_series_is_recorded_and_its_topic_carried(run: Run) -> None:
    run("series", "add", "half-month", "半月听取", "--weekday", "5")
    of = ("--series", "半月听取", "--period")
    said = run("meeting", *of, "2023-07-1", "--topic", "码头改造", "--conclusion", "抓紧")
    assert said.status == 0
    assert said.out.startswith("2023年7月上半月 · 半月听取  2023年7月14日")
    shown = json.loads(run("meeting", *of, "2023年7月下半月", "--json").out)
    assert [(one["title"], one["carried"]) for one in shown["topics"]] == [("码头改造", 1)]
    assert (shown["day"], shown["series"], shown["conclusion"]) == ("2023-07-28", "半月听取", "")
    assert run("meeting", *of, "2023-07").status == 1
    assert run("meeting", *of, "2023-07-1", "--n", "2").status == 1
    assert run("meeting", *of, "2023-07-1", "--cadence", "month").status == 1


def test_a_meeting_beside_all_series_is_named_by_cadence_period_and_n(run: Run) -> None:
    said = run("meeting", "--cadence", "month", "--period", "2023-07", "--n", "2", "--place", "一楼")
    assert said.out.startswith("2023年7月例会（第2次）")
    of_week = json.loads(run("meeting", "--cadence", "month", "--week", "2023-W30", "--json").out)
    assert (of_week["period"], of_week["n"], of_week["place"]) == ("2023-07", 1, "")
