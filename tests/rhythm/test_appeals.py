"""争取事项: how long ago, how far, and a contact typed in one line; edges of time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.domain.appeals import AppealStage
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.appeals import (
    LONG_WEEKS,
    count_of,
    parse_contact,
    silence_words,
    silent_weeks,
    stage_at,
)

FRIDAY = date(2023, 7, 28)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(DAYS, st.integers(-30, 400))
def test_silence_is_counted_in_whole_weeks_and_never_below_none(last, days):
    weeks = silent_weeks(last, last + timedelta(days=days))
    assert weeks == max(days, 0) // 7


@pytest.mark.parametrize(
    ("days", "said"),
    [(LONG_WEEKS * 7 - 1, ""), (LONG_WEEKS * 7, "已4周未对接"), (LONG_WEEKS * 7 + 7, "已5周未对接")],
)
def test_a_word_is_said_from_the_day_on_that_four_weeks_are_full(days, said):
    last = FRIDAY - timedelta(days=days)
    assert silence_words(last, silent_weeks(last, FRIDAY), AppealStage.CONTACT) == said


def test_nothing_is_said_of_what_has_come():
    assert silence_words(None, None, AppealStage.GRANTED) == ""
    assert silence_words(None, None, None) == "还没有对接记录"


def test_stages_and_their_count_are_each_others_inverse():
    assert [stage_at(count_of(one)) for one in (None, *AppealStage)] == [None, *AppealStage]
    assert stage_at(9) is AppealStage.GRANTED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7月26日 @省财政厅 沟通补助资金", (date(2023, 7, 26), "省财政厅", "沟通补助资金")),
        ("沟通补助资金 @省财政厅", (FRIDAY, "省财政厅", "沟通补助资金")),
        ("@省财政厅 答应8月10日前批复", (FRIDAY, "省财政厅", "答应8月10日前批复")),
        ("月底前可以批复 @省厅", (FRIDAY, "省厅", "月底前可以批复")),
        ("下周五再去汇报", (FRIDAY, "", "下周五再去汇报")),
        ("8.5亿元的盘子 @省厅", (FRIDAY, "省厅", "8.5亿元的盘子")),
        ("7.26 @省厅，@市局 送材料", (date(2023, 7, 26), "省厅、市局", "送材料")),
        ("7月26日与省厅通话", (date(2023, 7, 26), "", "与省厅通话")),
        ("周三 电话沟通", (date(2023, 7, 26), "", "电话沟通")),
        ("周五 电话沟通", (FRIDAY, "", "电话沟通")),
        ("12月20日 送材料", (date(2022, 12, 20), "", "送材料")),
        ("2022年7月1日 @省厅", (date(2022, 7, 1), "省厅", "")),
        ("1月20日 送材料", (date(2023, 1, 20), "", "送材料")),
        ("昨天 @省厅谈过", (date(2023, 7, 27), "省厅谈过", "")),
    ],
)
def test_a_contact_is_read_with_its_day_in_the_past(text, expected):
    assert parse_contact(text, FRIDAY) == expected


@pytest.mark.parametrize("text", ["7月29日 谈了", "2023年8月1日 谈了", "2月30日 谈了", "7月26日", "  "])
def test_what_is_no_contact_yet_is_refused_in_words(text):
    with pytest.raises(Refusal, match="没有登记"):
        parse_contact(text, FRIDAY)


@given(DAYS, st.integers(0, 170))
def test_a_full_date_comes_back_as_it_was_written(today, back):
    day = today - timedelta(days=back)
    assert parse_contact(f"{day.year}年{day.month}月{day.day}日 @省厅 谈了", today) == (day, "省厅", "谈了")


@given(DAYS, st.text("月日周三五12380@ 谈了厅/.-年", max_size=16))
def test_no_line_gives_a_day_to_come(today, text):
    try:
        day, _, _ = parse_contact(text, today)
    except Refusal:
        return
    assert day <= today
