"""Texts shortened at sentence ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from shengsi_desktop.domain.weeks import WeekRhythm
from shengsi_desktop.rhythm.brief_periods import weeks_of
from shengsi_desktop.rhythm.brief_words import (
    chinese_number,
    clipped,
    closed,
    first_sum,
    plain_reason,
    sentences,
    short_title,
    shortened,
    week_words,
    weeks_with_days,
)

_WORDS = some.text(alphabet="微改造项目已完工14个，；", min_size=1, max_size=30).filter(
    lambda text: bool(text.strip("，； "))
)


@given(some.lists(_WORDS, min_size=1, max_size=8), some.integers(1, 200))
def test_a_text_is_cut_at_the_end_of_a_sentence_and_keeps_its_first_one(parts: list[str], room: int) -> None:
    text = "。".join(parts) + "。"
    kept = shortened(text, room)
    whole = [closed(one) for one in sentences(text)]
    assert kept in [*("".join(whole[:count]) + "…" for count in range(1, len(whole))), "".join(whole)]
    assert kept.startswith(whole[0])
    assert len(kept.removesuffix("…")) <= max(room, len(whole[0]))


def test_lines_of_a_report_become_sentences() -> None:
    assert shortened("完工14个\n实施方案已送审；") == "完工14个。实施方案已送审。"
    assert shortened("  ") == ""


def test_a_reason_is_told_without_the_rule_behind_it() -> None:
    reason = "微改造46.7%，序时57.8%，差11.1个百分点 · 默认亮灯规则v1"
    assert plain_reason(reason) == "微改造46.7%，序时57.8%，差11.1个百分点"


def test_a_reason_does_not_say_its_figure_twice_and_is_short_where_there_is_little_room() -> None:
    sums = "年度投资23.3%，计划序时61.9%，差38.6个百分点"
    reason = f"{sums}；完成年度目标23.3%，为计划进度的37.7% · 默认亮灯规则v1"
    assert plain_reason(reason) == f"{sums}，为计划进度的37.7%"
    assert first_sum(reason) == "年度投资23.3%，低于计划序时38.6个百分点"


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("研究渔旅融合发展新路径，制定出台渔旅融合发展实施方案", "研究渔旅融合发展新路径"),
        ("演示改革：海岛文旅融合集成改革", "演示改革：海岛文旅融合集成改革"),
        ("完成困难群众2023年度“舟惠保”参保100%覆盖", "完成困难群众2023年度“舟惠保”参保100%覆盖"),
        ("落实《海钓海域保护，和利用规划》的要求，确权养殖用海", "落实《海钓海域保护，和利用规划》的要求"),
        ("贯通就业创业政策", "贯通就业创业政策"),
    ],
)
def test_a_title_is_told_whole_or_up_to_a_comma_with_quotes_closed(title: str, short: str) -> None:
    assert short_title(title) == short


def test_weeks_are_told_with_their_days() -> None:
    weeks = weeks_of("2023-07", WeekRhythm())
    assert week_words(weeks[-1]) == "第30周（7月24日–30日）"
    assert week_words(weeks_of("2023-08", WeekRhythm())[0]) == "第31周（7月31日–8月6日）"
    assert weeks_with_days(weeks) == "第27–30周（7月3日–30日）"


@given(some.text(alphabet="微改造，。；、点", max_size=80), some.integers(5, 40))
def test_a_clipped_text_holds_its_room_where_a_clause_ends_in_it(text: str, room: int) -> None:
    kept = clipped(text, room)
    assert len(kept) <= room + 1 or not {*"，；、"} & {*kept[room // 3 + 1 : room + 1]}
    assert kept.endswith("…") or kept == shortened(text, room)


def test_no_word_and_no_quote_is_cut_in_two() -> None:
    assert clipped("商请“微改造，精提升”专班协调，尽快开工。", 10) == "商请“微改造，精提升”专班协调…"
    assert clipped("五个点位的用地手续尚未办结", 6) == "五个点位的用地手续尚未办结。"


def test_parts_are_counted_in_chinese() -> None:
    assert [chinese_number(n) for n in (1, 10, 11, 20, 23)] == ["一", "十", "十一", "二十", "二十三"]
