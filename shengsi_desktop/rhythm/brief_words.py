"""The small words of a brief: how an item is called, what of it moved, texts shortened at sentence ends. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import DeliverableKind
from shengsi_desktop.rhythm.figures import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shengsi_desktop.domain.briefs import BriefItem
    from shengsi_desktop.domain.tracking import DeliverableStanding
    from shengsi_desktop.domain.weeks import Week

#: characters of a report's text that a brief takes at most, unless its first sentence is longer
LONGEST = 120
_SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?]+[”’」』）)]*|\n|$)")
_RULE = re.compile(r"[，,]?[红黄绿]灯（[^（）]*规则[^（）]*）(?=；|。|$)")
_ENDS = "。！？!?"
_NUMERALS = "〇一二三四五六七八九十"


def sentences(text: str) -> list[str]:
    """The sentences of a text with their ends, one a line break or a full stop apart; blank ones left out."""
    found = (one.strip() for one in _SENTENCE.findall(text.replace("\r", "\n")))
    return [one for one in found if one]


def shortened(text: str, longest: int = LONGEST) -> str:
    """The first sentences that `longest` characters hold; the first one whole, however long it is."""
    kept = ""
    for one in sentences(text):
        sentence = closed(one)
        if kept and len(kept) + len(sentence) > longest:
            break
        kept += sentence
    return kept


def closed(text: str) -> str:
    """The text with a full stop at its end, where it has no end of its own."""
    text = text.strip().rstrip("；;，,、：:")
    if not text or text[-1] in _ENDS or text.endswith(("。”", "。」", "。）", "！”", "？”")):
        return text
    return f"{text}。"


def open_end(text: str) -> str:
    """The text without the stop at its end, to be set into a sentence."""
    return text.strip().rstrip("。；;，,、")


#: what stands behind an item that no 定稿 tells, where others have one
UNSIGNED = "未定稿"


def item_words(item: BriefItem, *, mixed: bool = False) -> str:
    """«渔旅融合…（4-2，县文广旅体局）»; `mixed`: with 未定稿 where no 定稿 tells it."""
    marked = mixed and item.unsigned
    return called(item.row.title, item.row.number, f"{item.unit}，{UNSIGNED}" if marked else item.unit)


def called(title: str, number: str, unit: str) -> str:
    """A title with its number and unit behind it, so that no running number runs into the item's own."""
    return f"{title}（{'，'.join(part for part in (number, unit) if part)}）"


def plain_reason(reason: str) -> str:
    """A light's reason without the light and the rule's name in it, which a leader does not ask for."""
    return _RULE.sub("", reason)


def numbered(lines: Iterable[str], start: int = 1) -> list[str]:
    """«1．…», as offices count within a part."""
    return [f"{number}．{line}" for number, line in enumerate(lines, start=start)]


def chinese_number(value: int) -> str:
    """一 … 九十九."""
    tens, ones = divmod(value, 10)
    head = ("" if tens == 1 else _NUMERALS[tens]) + "十" if tens else ""
    return head + (_NUMERALS[ones] if ones else "")


def week_number(week: str) -> str:
    """«第28周» of «2023-W28»."""
    return f"第{int(week[-2:])}周"


def joined_weeks(weeks: Sequence[Week]) -> str:
    """«第29—30周», «第30周», «第27、29周»."""
    numbers = [week.number for week in weeks]
    if not numbers:
        return ""
    if len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        return f"第{numbers[0]}—{numbers[-1]}周"
    return f"第{'、'.join(map(str, numbers))}周"


def moves(item: BriefItem) -> list[str]:
    """What moved of the item's deliverables since the period before: «微改造项目由12个增至14个»."""
    before = {one.deliverable.id: one for one in item.before.deliverables} if item.before else {}
    found = []
    for one in item.row.standing.deliverables:
        words = _move(one, before.get(one.deliverable.id))
        if words:
            found.append(words)
    return found


def _move(now: DeliverableStanding, before: DeliverableStanding | None) -> str:
    value, last = now.value, before.value if before else None
    name, unit = now.deliverable.name, now.deliverable.unit
    if value is None:
        return ""
    if now.complete and not (before and before.complete):
        figure = f"，累计{plain(value.value)}{unit}" if value.value is not None else ""
        return f"{name}{'' if name.endswith('完成') else '完成'}{figure}"
    if now.deliverable.kind is DeliverableKind.MILESTONE:
        stages = now.deliverable.stages
        stage, was = value.stage or 0, (last.stage or 0) if last else 0
        if stage == was or stage > len(stages):
            return ""
        reached = stages[stage - 1] if stage else "未启动"
        return f"{name}{f'由{stages[was - 1]}' if 0 < was <= len(stages) else ''}进入{reached}"
    if value.value is None or (last is not None and last.value == value.value):
        return ""
    target = now.deliverable.target
    goal = f"（目标{plain(target)}{unit}）" if target is not None else ""
    if last is None or last.value is None:
        return f"{name}累计{plain(value.value)}{unit}{goal}"
    turned = "增至" if value.value > last.value else "变为"
    return f"{name}由{plain(last.value)}{unit}{turned}{plain(value.value)}{unit}{goal}"
