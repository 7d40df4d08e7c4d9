"""Due days in a plan's words."""

from __future__ import annotations

from datetime import date

import pytest

from shengsi_desktop.plan.dates import due_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("力争2024年春节前具备通水条件", date(2024, 2, 9)),
        ("到2023年底建成", date(2023, 12, 31)),
        ("6月底前完成", date(2023, 6, 30)),
        ("9月15日前开园", date(2023, 9, 15)),
        ("2024年2月底前完成", date(2024, 2, 29)),
        ("上半年完成招标", date(2023, 6, 30)),
        ("三季度末完成", date(2023, 9, 30)),
        ("年底前投用", date(2023, 12, 31)),
        ("今年10月上旬举办", date(2023, 10, 10)),
    ],
)
def test_a_day_is_the_last_one_that_keeps_the_promise(text, day):
    assert due_day(text, 2023) == day


@pytest.mark.parametrize(
    "text",
    ["2023年度“舟惠保”", "5年制专业班", "13月底前", "2月30日前", "完成搬迁", "2050年春节前", "摸清底数"],
)
def test_what_sets_no_day_gives_none(text):
    assert due_day(text, 2023) is None


def test_a_month_without_a_year_needs_the_plan_s_year():
    assert due_day("6月底前完成", None) is None
