"""Words that say nothing but that there is nothing new, however an office writes them. Pure."""

from __future__ import annotations

import re

from shengsi_desktop.rhythm.likeness import plainly

NO_NEWS = "本周无新进展"
#: «以上三项本周均暂…»
_BEFORE = (
    r"(?:以上|上述|其余|其他|这)?(?:(?:[两二三四五六七八九十几各]|\d{1,2})项)?"
    r"(?:均|都|皆|全部|也|本周|目前|暂时|暂|近期|仍|尚|还)*"
)
_NOTHING = re.compile(
    rf"{_BEFORE}(?:"
    r"(?:无|没有|没|未有)(?:任何|什么|明显|大的|太大)*(?:新增|新)?的?(?:进展|变化|更新|动态|情况|内容)?"
    r"|同上周|[与和]上周(?:相同|一致|一样)|不变)(?:了|哈|哦)?"
)


def is_no_news(words: str) -> bool:
    """Whether the words say nothing but that there is nothing new: «均无», «没有变化», «暂无新进展。»."""
    return bool(_NOTHING.fullmatch(plainly(words)))
