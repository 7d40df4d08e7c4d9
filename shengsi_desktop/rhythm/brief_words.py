"""The small words of a brief: how an item is called, what of it moved, texts shortened at sentence ends. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shengsi_desktop.domain.light_reasons import parted
from shengsi_desktop.domain.words import DeliverableKind
from shengsi_desktop.rhythm.figures import plain

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence
    from datetime import date

    from shengsi_desktop.domain.briefs import BriefItem
    from shengsi_desktop.domain.tracking import DeliverableStanding
    from shengsi_desktop.domain.weeks import Week

#: characters of a week's text that a brief takes at most, unless its first sentence is longer
LONGEST = 120
#: a title of so many characters is short enough to be told whole in any list
SHORT = 14
#: so many weeks are named with their days each
_FEW_WEEKS = 3
_SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?]+[”’」』）)]*|\n|$)")
_AGAIN = re.compile(r"；完成年度目标(?P<share>[\d.]+%)，(?=为(?:计划|序时)进度的)")
_SECOND_SUM = re.compile(r"[，；](?:完成年度目标[\d.]+%，)?为(?:计划|序时)进度的[\d.]+%$")
_GAP = re.compile(r"(?P<asked>(?:计划)?序时)[\d.]+%，差(?P<gap>[\d.]+个百分点)")
_CLAUSE = re.compile(r"[，；、,;：:]")
_PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ("（", "）"), ("(", ")"), ("「", "」"), ("【", "】"))
_PHRASE = re.compile(r"[，；,;。]")
_ENDS = "。！？!?"
_NUMERALS = "〇一二三四五六七八九十"


def sentences(text: str) -> list[str]:
    """The sentences of a text with their ends, one a line break or a full stop apart; blank ones left out."""
    found = (one.strip() for one in _SENTENCE.findall(text.replace("\r", "\n")))
    return [one for one in found if one]


def shortened(text: str, longest: int = LONGEST) -> str:
    """The first sentences that `longest` characters hold, «…» where others follow; the first one is kept whole."""
    kept = ""
    for one in sentences(text):
        sentence = closed(one)
        if kept and len(kept) + len(sentence) > longest:
            return f"{kept}…"
        kept += sentence
    return kept


def clipped(text: str, longest: int) -> str:
    """As `shortened`, but a first sentence that is longer ends with one of its clauses: «5个点位尚未开工…».

    No word and no quote is cut in two: of a sentence without such an end all is told.
    """
    kept = shortened(text, longest)
    if len(kept) <= longest + 1:
        return kept
    ends = list(_closed_ends(_CLAUSE, kept, longest // 3 + 1))
    cut = max((one for one in ends if one <= longest), default=min(ends, default=len(kept)))
    return kept if cut >= len(kept) else f"{kept[:cut]}…"


def told_weeks(item: BriefItem, field: str, *, longest: int = LONGEST) -> str:
    """What was said in that field in all weeks of the period, in order: «第29周：…。第30周：…。».

    A sentence said before is not said again; a week that says nothing new is left out, and with it the numbers where
    but one is left. Each week is shortened at a sentence's end.
    """
    had: set[str] = set()
    told: list[tuple[str, str]] = []
    for one in item.words:
        found = [closed(each) for each in sentences(str(getattr(one, field)))]
        fresh = [each for each in found if each not in had]
        had.update(found)
        if fresh:
            told.append((one.week, shortened("\n".join(fresh), longest)))
    if len(told) == 1:
        return told[0][1]
    return "".join(f"{week_number(week)}：{words}" for week, words in told)


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


def item_words(item: BriefItem, *, mixed: bool = False, short: bool = False) -> str:
    """«渔旅融合…（4-2，县文广旅体局）»; `mixed`: with 未定稿 where no 定稿 tells it; `short`: by its short title."""
    marked = mixed and item.unsigned
    title = short_title(item.row.title) if short else item.row.title
    return called(title, item.row.number, f"{item.unit}，{UNSIGNED}" if marked else item.unit)


def called(title: str, number: str, unit: str) -> str:
    """A title with its number and unit behind it, so that no running number runs into the item's own."""
    return f"{title}（{'，'.join(part for part in (number, unit) if part)}）"


def plain_reason(reason: str) -> str:
    """A light's reason without the light and the rule's name in it, and without a figure that it says twice."""
    told, _ = parted(reason)
    again = _AGAIN.search(told)
    if again and again["share"] in told[: again.start()]:
        told = f"{told[: again.start()]}，{told[again.end() :]}"
    return told


def first_sum(reason: str) -> str:
    """The reason in few words: «年度投资23.3%，低于序时38.6个百分点», without the second denominator."""
    return _GAP.sub(r"低于\g<asked>\g<gap>", _SECOND_SUM.sub("", plain_reason(reason)))


def short_title(title: str) -> str:
    """A title for a document: whole, or up to its first comma with quotes closed («研究渔旅融合发展新路径»)."""
    if len(title) <= SHORT:
        return title
    return title[: next(_closed_ends(_PHRASE, title, SHORT // 3), len(title))]


def _closed_ends(ends: re.Pattern[str], text: str, first: int) -> Iterator[int]:
    """Where one of these signs stands from `first` on with no quote or bracket open before it."""
    for hit in ends.finditer(text, first):
        before = text[: hit.start()]
        if all(before.count(left) == before.count(right) for left, right in _PAIRS):
            yield hit.start()


def named(item: BriefItem, *notes: str) -> str:
    """«4-2 研究渔旅融合发展新路径», with notes «（花鸟乡，原绿灯）»."""
    said = "，".join(note for note in notes if note)
    return f"{item.row.number} {short_title(item.row.title)}{f'（{said}）' if said else ''}"


def listed(items: Iterable[BriefItem], shared: Container[str] = ()) -> str:
    """The items by number and short title, each once; those that several units share with the units meant."""
    units: dict[str, list[BriefItem]] = {}
    for item in items:
        units.setdefault(item.row.id, []).append(item)
    return "、".join(
        named(own[0], "、".join(one.unit for one in own) if item_id in shared else "")
        for item_id, own in units.items()
    )


def distinct(items: Iterable[BriefItem]) -> int:
    """How many items these are, each once however many units have it."""
    return len({item.row.id for item in items})


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


def days_words(first: date, last: date) -> str:
    """«7月24日–30日», «7月31日–8月6日»."""
    ends = f"{last.day}日" if last.month == first.month else f"{last.month}月{last.day}日"
    return f"{first.month}月{first.day}日–{ends}"


def week_words(week: Week) -> str:
    """«第30周（7月24日–30日）»."""
    return f"第{week.number}周（{days_words(week.first, week.last)}）"


def weeks_with_days(weeks: Sequence[Week]) -> str:
    """«第29周（7月17日–23日）、第30周（7月24日–30日）»; more than three together: «第27–30周（7月3日–30日）»."""
    if len(weeks) <= _FEW_WEEKS:
        return "、".join(week_words(week) for week in weeks)
    return f"{joined_weeks(weeks)}（{days_words(weeks[0].first, weeks[-1].last)}）"


def joined_weeks(weeks: Sequence[Week]) -> str:
    """«第29–30周», «第30周», «第27、29周»."""
    numbers = [week.number for week in weeks]
    if not numbers:
        return ""
    if len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        return f"第{numbers[0]}–{numbers[-1]}周"
    return f"第{'、'.join(map(str, numbers))}周"


def moves(item: BriefItem) -> list[str]:
    """What moved of the item's deliverables since the period before: «微改造项目由12个增至14个»."""
    stood = item.began or (item.before.deliverables if item.before else ())
    before = {one.deliverable.id: one for one in stood}
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
