"""Texts shortened at sentence ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from shengsi_desktop.rhythm.brief_words import chinese_number, closed, plain_reason, sentences, shortened

_WORDS = some.text(alphabet="微改造项目已完工14个，；", min_size=1, max_size=30).filter(
    lambda text: bool(text.strip("，； "))
)


@given(some.lists(_WORDS, min_size=1, max_size=8), some.integers(1, 200))
def test_a_text_is_cut_at_the_end_of_a_sentence_and_keeps_its_first_one(parts: list[str], room: int) -> None:
    text = "。".join(parts) + "。"
    kept = shortened(text, room)
    whole = [closed(one) for one in sentences(text)]
    assert kept in ["".join(whole[:count]) for count in range(1, len(whole) + 1)]
    assert kept.startswith(whole[0])
    assert len(kept) <= max(room, len(whole[0]))


def test_lines_of_a_report_become_sentences() -> None:
    assert shortened("完工14个\n实施方案已送审；") == "完工14个。实施方案已送审。"
    assert shortened("  ") == ""


def test_a_reason_is_told_without_the_rule_behind_it() -> None:
    reason = "微改造46.7%，序时57.8%，差11.1个百分点，黄灯（默认亮灯规则v1）"
    assert plain_reason(reason) == "微改造46.7%，序时57.8%，差11.1个百分点"


def test_parts_are_counted_in_chinese() -> None:
    assert [chinese_number(n) for n in (1, 10, 11, 20, 23)] == ["一", "十", "十一", "二十", "二十三"]
