"""A line typed in the meeting, and how old and overdue a directive is."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shengsi_desktop.domain.meetings import Directive
from shengsi_desktop.domain.weeks import WeekRhythm
from shengsi_desktop.domain.words import DirectiveSource, DirectiveState
from shengsi_desktop.rhythm.day_words import find_day, impossible_due, whole_day
from shengsi_desktop.rhythm.directives import directive_view, parse_quick_add

FRIDAY = date(2023, 7, 28)


def test_what_who_and_when_are_read_from_one_line() -> None:
    assert parse_quick_add("商请花鸟乡反馈意见 @文化科 8月4日", FRIDAY) == (
        "商请花鸟乡反馈意见",
        "文化科",
        date(2023, 8, 4),
    )


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("8月4日", date(2023, 8, 4)),
        ("8月4号", date(2023, 8, 4)),
        ("８月４日", date(2023, 8, 4)),
        ("8月4日前", date(2023, 8, 4)),
        ("8.4", date(2023, 8, 4)),
        ("8/4", date(2023, 8, 4)),
        ("2023年8月4日", date(2023, 8, 4)),
        ("2023-08-04", date(2023, 8, 4)),
        ("2024.1.5", date(2024, 1, 5)),
        ("今天", FRIDAY),
        ("明天", date(2023, 7, 29)),
        ("后天", date(2023, 7, 30)),
        ("大后天", date(2023, 7, 31)),
        ("周五", FRIDAY),
        ("周三前", date(2023, 8, 2)),
        ("周日", date(2023, 7, 30)),
        ("本周五", FRIDAY),
        ("本周日前", date(2023, 7, 30)),
        ("下周五", date(2023, 8, 4)),
        ("下周一", date(2023, 7, 31)),
        ("下星期二", date(2023, 8, 1)),
        ("下下周一", date(2023, 8, 7)),
        ("本周内", date(2023, 7, 30)),
        ("下周内", date(2023, 8, 6)),
        ("月底前", date(2023, 7, 31)),
        ("本月底", date(2023, 7, 31)),
        ("下月底前", date(2023, 8, 31)),
        ("8月底前", date(2023, 8, 31)),
        ("年底前", date(2023, 12, 31)),
        ("30日前", date(2023, 7, 30)),
        ("4日前", date(2023, 8, 4)),
    ],
)
def test_days_are_read_as_people_write_them(written: str, day: date) -> None:
    assert parse_quick_add(f"报送方案 @产业科 {written}", FRIDAY) == ("报送方案", "产业科", day)
    assert parse_quick_add(f"报送方案 {written} @产业科", FRIDAY) == ("报送方案", "产业科", day)
    assert parse_quick_add(f"{written} 报送方案 @产业科", FRIDAY) == ("报送方案", "产业科", day)


def test_a_day_with_before_at_the_beginning_leaves_the_rest() -> None:
    assert parse_quick_add("周三前报方案 @文化科", FRIDAY) == ("报方案", "文化科", date(2023, 8, 2))
    assert parse_quick_add("月底前完成验收", FRIDAY) == ("完成验收", "", date(2023, 7, 31))


def test_a_day_with_before_in_the_middle_is_due_and_stays_in_the_sentence() -> None:
    what, _, due = parse_quick_add("督促施工单位8月4日前恢复施工 @产业科", FRIDAY)
    assert (what, due) == ("督促施工单位8月4日前恢复施工", date(2023, 8, 4))


@pytest.mark.parametrize(
    "text", ["研究7月28日会议精神", "落实2.0版方案", "完成投资8.4亿元", "召开第30周会商", "对照8月计划"]
)
def test_a_day_or_figure_within_the_sentence_is_no_due_day(text: str) -> None:
    assert parse_quick_add(f"{text} @办公室", FRIDAY) == (text, "办公室", None)


def test_a_day_without_year_rolls_over_only_when_it_is_long_past() -> None:
    december = date(2023, 12, 29)
    assert parse_quick_add("报总结 1月5日", december)[2] == date(2024, 1, 5)
    assert parse_quick_add("报总结 12月20日", december)[2] == date(2023, 12, 20)
    assert parse_quick_add("报总结 下月底", december)[2] == date(2024, 1, 31)
    assert parse_quick_add("报总结 4日前", december)[2] == date(2024, 1, 4)
    assert parse_quick_add("报总结 1月底前", december)[2] == date(2024, 1, 31)


@pytest.mark.parametrize("written", ["2月30日", "13月1日", "0月0日", "99.99"])
def test_a_day_that_does_not_exist_stays_text(written: str) -> None:
    assert parse_quick_add(f"报方案 {written}", FRIDAY) == (f"报方案 {written}", "", None)


def test_names_may_stand_anywhere_and_be_several() -> None:
    assert parse_quick_add("@张三 @李四 对接资金 8月2日", FRIDAY) == (
        "对接资金",
        "张三、李四",
        date(2023, 8, 2),
    )
    assert parse_quick_add("对接资金＠张三", FRIDAY) == ("对接资金", "张三", None)


def test_a_known_name_needs_no_blank_after_it() -> None:
    known = ("文化", "文化科")
    assert parse_quick_add("报方案@文化科8月1日", FRIDAY, known) == ("报方案", "文化科", date(2023, 8, 1))
    assert parse_quick_add("报方案@文化科8月1日", FRIDAY) == ("报方案", "文化科", date(2023, 8, 1))
    assert parse_quick_add("@文化科报方案", FRIDAY, known) == ("报方案", "文化科", None)


def test_missing_parts_are_empty() -> None:
    assert parse_quick_add("做什么", FRIDAY) == ("做什么", "", None)
    assert parse_quick_add(" @ ", FRIDAY) == ("", "", None)
    assert parse_quick_add("", FRIDAY) == ("", "", None)


PIECES = "@|＠|8月4日|8.4|下周五|前|月底|周三|张三|，|0|４|日|月|年|2023|/|-|²|本|个| "


@given(
    st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES.split("|")), max_size=12).map("".join)),
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
)
def test_any_line_is_read_without_a_crash(text: str, today: date) -> None:
    what, who, _ = parse_quick_add(text, today, ("张三",))
    assert what == what.strip()
    assert "@" not in re.sub(r"[\w.+-]@[\w-]", "", what)
    assert who == who.strip()


@pytest.mark.parametrize(
    "what",
    [
        "把城乡居民收入倍差降到1.5", "将入住率提高到8.5", "完成清单第1.2", "推进嵊泗7号", "督促1号",
        "检查1号、2号", "1.5 万平方米改造", "8月4日前往花鸟", "例会定在每周五", "联系 zhang@163.com 报送",
    ],
)  # fmt: skip
def test_a_figure_within_the_words_is_no_day_and_a_mail_address_is_nobody(what: str) -> None:
    assert parse_quick_add(what, FRIDAY) == (what, "", None)
    assert parse_quick_add(f"{what} @县发改局", FRIDAY) == (what, "县发改局", None)
    assert parse_quick_add(f"{what} @县发改局 8月4日", FRIDAY) == (what, "县发改局", date(2023, 8, 4))


@pytest.mark.parametrize(
    ("line", "today", "what", "due"),
    [
        ("报方案，8月4日（周五）前", FRIDAY, "报方案", date(2023, 8, 4)),
        ("报方案，8.4（周五）前", FRIDAY, "报方案", date(2023, 8, 4)),
        ("8月4日17:00前报方案", FRIDAY, "8月4日17:00前报方案", date(2023, 8, 4)),
        ("报方案 8月4日下午5点前", FRIDAY, "报方案 8月4日下午5点前", date(2023, 8, 4)),
        ("8月31日下班前报方案", FRIDAY, "报方案", date(2023, 8, 31)),
        ("报方案 周五下班前", FRIDAY, "报方案", FRIDAY),
        ("本月28日前报方案", FRIDAY, "报方案", FRIDAY),
        ("下月5日前报方案", FRIDAY, "报方案", date(2023, 8, 5)),
        ("下月5日前报方案", date(2023, 12, 29), "报方案", date(2024, 1, 5)),
        ("月底前报方案", FRIDAY, "报方案", date(2023, 7, 31)),
        ("明年1月底前报方案", date(2024, 3, 1), "报方案", date(2025, 1, 31)),
        ("今年1月底前报方案", date(2024, 9, 1), "报方案", date(2024, 1, 31)),
        ("明年底前报方案", FRIDAY, "报方案", date(2024, 12, 31)),
        ("报方案@文化科8.4", FRIDAY, "报方案", date(2023, 8, 4)),
    ],
)
def test_days_with_an_hour_a_weekday_or_a_year_in_words_are_read(
    line: str, today: date, what: str, due: date
) -> None:
    assert parse_quick_add(line, today)[::2] == (what, due)


@pytest.mark.parametrize("written", ["2月30日前", "13月1日前", "2023年2月29日前", "下月31日前", "2.30前"])
def test_a_day_that_no_calendar_has_is_told(written: str) -> None:
    assert impossible_due(f"{written}报送", date(2023, 8, 1)) == written
    assert impossible_due(f"报送 {written}", date(2023, 8, 1)) == written
    assert impossible_due("入住率 99.99", FRIDAY) == impossible_due("研究7月28日会议", FRIDAY) == ""


DAY_PIECES = "8月4日|8.4|1.5|7号|下周五|前|月底|周三|明年|17:00|（周五）|下班|到|，| |方案|2023年|下月|第"


@given(st.lists(st.sampled_from(DAY_PIECES.split("|")), max_size=8).map("".join))
@example("8月4日，")
@example("8.4 17:00")
def test_what_is_not_taken_for_a_day_stays_letter_for_letter(text: str) -> None:
    text = text.strip(" ，")  # as `parse_quick_add` has it: a comma at the edge says nothing
    found = find_day(text, FRIDAY)
    if found is None:
        what, _, due = parse_quick_add(text, FRIDAY)
        assert (re.sub(r"[\s，]", "", what), due) == (re.sub(r"[\s，]", "", text), None)
        return
    left, whole = _tight(found[0]), _tight(text)
    if left != whole:
        # one piece is missing, and it says that day; blanks in it keep figures apart («8.4 17:00»)
        cuts = [text[n:end] for n in range(len(text)) for end in range(n + 1, len(text) + 1)
                if _tight(text[:n] + text[end:]) == left]  # fmt: skip
        assert found[1] in {whole_day(one, FRIDAY) for one in cuts}


def _tight(text: str) -> str:
    return "".join(text.split())


def directive(
    week: str = "2023-W27",
    due: date | None = None,
    state: DirectiveState = DirectiveState.OPEN,
    done_on: date | None = None,
) -> Directive:
    return Directive("x", "对接资金", "办公室", due, state, DirectiveSource.WEEKLY, week, done_on=done_on)


def test_a_directive_ages_by_weeks_from_the_week_it_was_given() -> None:
    assert directive_view(directive("2023-W30"), FRIDAY).age_weeks == 0
    assert directive_view(directive(), FRIDAY).age_weeks == 3
    assert directive_view(directive("2022-W52"), date(2023, 1, 6)).age_weeks == 1
    assert directive_view(directive("2023-W31"), FRIDAY).age_weeks == 0


def test_a_finished_directive_stops_ageing() -> None:
    done = directive(state=DirectiveState.DONE, done_on=date(2023, 7, 12))
    assert directive_view(done, FRIDAY).age_weeks == 1


def test_a_directive_is_overdue_from_the_day_after_its_due_day_while_it_is_open() -> None:
    assert not directive_view(directive(due=FRIDAY), FRIDAY).overdue
    assert directive_view(directive(due=date(2023, 7, 27)), FRIDAY).overdue
    assert not directive_view(directive(due=None), FRIDAY).overdue
    for state in (DirectiveState.DONE, DirectiveState.CANCELLED):
        assert not directive_view(directive(due=date(2023, 7, 1), state=state), FRIDAY).overdue


def test_the_units_own_week_and_an_unreadable_label_are_borne() -> None:
    own = WeekRhythm(last_weekday=3)
    assert directive_view(directive("2023-W30"), FRIDAY, own).age_weeks == 1
    assert directive_view(directive("?"), FRIDAY).age_weeks == 0
