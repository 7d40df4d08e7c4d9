"""征集: the message that asks a 科室 for its week, as plain text for a chat. Pure.

The answer is split by `reply_parts`.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from shengsi_desktop.rhythm.no_news import NO_NEWS, is_no_news
from shengsi_desktop.rhythm.reply_parts import split_reply

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from shengsi_desktop.domain.sections import SectionLine
    from shengsi_desktop.domain.soliciting import SolicitedItem
    from shengsi_desktop.domain.weeks import Week

__all__ = ["NO_NEWS", "deadline_words", "is_no_news", "solicit_text", "split_reply", "usual_deadline"]

_WEEKDAYS = "一二三四五六日"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LONGEST_TITLE = 40
_NOON = 12


def usual_deadline(meeting: datetime) -> datetime:
    """When answers are wanted: at noon before a meeting of the afternoon, else an hour before it."""
    if meeting.hour > _NOON:
        return meeting.replace(hour=_NOON, minute=0)
    return meeting - timedelta(hours=1)


def deadline_words(moment: datetime) -> str:
    """«7月28日（周五）15:00前»."""
    day = f"{moment.month}月{moment.day}日（周{_WEEKDAYS[moment.weekday()]}）"
    return f"{day}{moment:%H:%M}前"


def solicit_text(
    section: SectionLine | None, items: Sequence[SolicitedItem], week: Week, deadline: str
) -> str:
    """Return one message: greeting, deadline, each item with last week's plan and the figures wanted, how to answer.

    `section` None greets nobody by name; `deadline` is in words («7月28日（周五）15:00前»).
    """
    lines = [
        f"{_greeted(section)}您好！",
        f"请于{deadline}反馈以下{len(items)}项工作的本周（{week.span}）进展：",
    ]
    for item in items:
        lines += ["", *_item_lines(item)]
    example = items[0].number if items else "4-2"
    lines += [
        "",
        f"请按“{example}：……”逐项回复；没有变化的写“{example}：无进展”。",
        "有下步计划、存在问题、需协调事项的，请另起一行写“下步计划：……”“存在问题：……”“需协调：……”。",
        "严禁发送涉密信息。",
    ]
    return "\n".join(lines)


def _greeted(section: SectionLine | None) -> str:
    if section is None:
        return ""
    return " ".join(part for part in (section.name, section.person) if part) + "，"


def _item_lines(item: SolicitedItem) -> list[str]:
    title = item.title if len(item.title) <= _LONGEST_TITLE else item.title[: _LONGEST_TITLE - 1] + "…"
    lines = [f"{item.number} {title}"]
    if item.supporting:
        lines.append("　请报：本单位配合情况（一句话即可）")
        return lines
    if item.plan:
        said = "；".join(f"{_mark(at)}{line}" for at, line in enumerate(item.plan))
        lines.append(f"　上周计划：{said}（请逐条说明：完成、部分完成、未启动或暂缓）")
    if item.figures:
        lines.append(f"　请报最新数：{'；'.join(item.figures)}")
    if not (item.plan or item.figures):
        lines.append("　请报：本周进展")
    return lines


def _mark(at: int) -> str:
    return _CIRCLED[at] if at < len(_CIRCLED) else f"（{at + 1}）"
