"""The number in a progress text that offers itself as a deliverable's new value («已完工14个»).

It is only an offer for a person to take; so whatever is not plainly the running total of this deliverable
is left alone: targets, plans, this week's increments, other things' counts, ranges and approximations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.views import Offer
from shengsi_desktop.domain.words import DeliverableKind
from shengsi_desktop.rhythm.numerals import NUMERAL, half_width, numeral_value, scale_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from shengsi_desktop.domain.tracking import Deliverable, Standing

#: kinds of promises that have a running total
_COUNTED = frozenset({DeliverableKind.QUANTITY, DeliverableKind.RATIO})
_CLAUSE = re.compile(r"[^，。；;！!？?\n：:（）()]+")
_AS_OF_NOW = re.compile(r"(?:截至|截止到?|到)(?:本周|本月|目前|今日|当前)末?|目前为止")
#: verbs that say by themselves that something is there now
_FINISHED = r"完成|完工|建成|竣工|达到|达成|实现|投用|投入使用|交付|落地|创成|印发|开业|到位|验收|达"
#: verbs that may also tell what is only being done: they need 已 or 累计 before them
_DOING = (
    r"改造|新建|改建|培育|创建|举办|接待|引进|招引|发放|新增|落实|开通|覆盖|整治|拆除|修复"
    r"|(?<!公)办(?![公理结法事])"
)
_CUE = re.compile(rf"累计|总计|合计|已经|均已|已|{_FINISHED}")
_SURE_CUE = re.compile(r"累计|总计|合计|已|了|全部")
_TOTAL_CUE = re.compile(r"累计|总计|合计|共")
_PARTICLES = re.compile(rf"{_FINISHED}|{_DOING}|已经|已|累计|总计|合计|了|共|到|为|至|的|[“”\"《》\s]")
#: what may stand before «已完成…» without naming another thing than the deliverable's own
_NEUTRAL = re.compile(
    r"(?:截至|截止|到)?(?:目前|现在|现|今年以来|年初以来|今年|全年|年度|全县|全镇|全乡|我县|我局|我镇|我乡|我单位|各地|本单位)"
    r"|(?:经|据)?(?:现场|初步|重新|再次|逐[一个项])?(?:核实|核对|核查|复核|核定|查实|清点|统计|更正|确认)(?:后|为)?|实际"
    r"|(?:截至|截止|到)?(?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号]|份|底|末)?|截至|其中|项目|任务|工程|工作|活动|计划|中|里|内|[\s“”、\"]"
)
_AFTER_CUE = re.compile(
    r"(?:全部|全面|均已|均|都已|都|已经|已)(?:完工|完成|建成|竣工|投用|投入使用|验收|交付)|(?:完工|建成|竣工)$"
)
_NOT_YET = re.compile(
    r"未(?!来)|没有|无法|尚|拟|计划|将|预计|力争|确保|争取|目标|任务|要求|剩|还差|还需|不足|下周|下步|下一步"
    r"|(?<![接招])待(?!遇)|年底前|底前|正在|准备|每|各|平均|人均|第$"
)
_INCREMENT = re.compile(r"本周|本月|当周|当月|上周|上月|今日|当日|本季|近期|新增|其中|又|再")
_INEXACT = re.compile(r"(?:约|近|超|超过|逾|余|多|接近|不到|将近)\s*$")
_RANGE_AFTER = re.compile(r"\s*(?:[-－—–~～至到/]\s*\d|余|多|左右|以上|以内)")
_PART_OF = re.compile(r".{0,8}?(?:中的?|里的?|的)\s*[\d一二两三四五六七八九十]")
_NOT_DONE_AFTER = re.compile(r"(?:尚|仍|还)?(?:未(?!来)|没有|待|正在|拟|将|计划|准备|进入|推进)")
_TIME_UNITS = frozenset({"年", "月", "日", "号", "周", "天", "时", "小时", "点"})
#: units that stand for each other where what is counted takes place
_NEAR = ("场", "次", "个")
_EVENTS = re.compile(r"活动|赛事?|演出|展览|展会|节庆|会议|推介|培训|讲座|论坛|巡演|宣讲")
#: a figure so many times the target is of something else
_FAR_BEYOND = 3
_FILLER_MAX = 14


@dataclass(frozen=True, slots=True)
class _Number:
    """One number in the deliverable's unit, with what stands before and after it in its clause."""

    value: Decimal
    before: str
    after: str
    part_of_target: bool


def number_in_text(text: str, deliverable: Deliverable) -> Decimal | None:
    """Return the deliverable's new running total that the text states, in its unit, or None. Never raises.

    «全年30个项目已完工14个» gives 14 for unit 个 and target 30. Two different candidates give None, unless
    exactly one of them is called a total (累计).
    """
    if deliverable.kind not in _COUNTED:
        return None
    unit = half_width(deliverable.unit).strip()
    if not unit or unit in _TIME_UNITS:
        return None
    plain_text = re.sub(r"百分之([\d.]+)", r"\1%", _AS_OF_NOW.sub("", half_width(text)))
    fitting: list[_Number] = []
    for word in _counted_by(unit, deliverable):
        # its own unit goes before one that is near
        fitting = [one for one in _numbers(plain_text, word, deliverable) if _is_total(one, deliverable)]
        if fitting:
            break
    values = {one.value for one in fitting}
    if len(values) > 1:
        values = {one.value for one in fitting if _TOTAL_CUE.search(one.before)}
    return values.pop() if len(values) == 1 else None


def _counted_by(unit: str, deliverable: Deliverable) -> tuple[str, ...]:
    """The unit, and what people say for it: an event is counted by 个, 场 or 次 alike."""
    near = unit in _NEAR and _EVENTS.search(f"{deliverable.name}{deliverable.object}")
    return (unit, *(one for one in _NEAR if one != unit)) if near else (unit,)


def offers_in(text: str, standing: Standing) -> tuple[Offer, ...]:
    """Return the numbers of a progress text that are not yet a deliverable's value, each as an offer."""
    counted = [one for one in standing.deliverables if one.deliverable.kind in _COUNTED]
    numbers = numbers_in_text(text, [one.deliverable for one in counted])
    return tuple(
        Offer(one.deliverable.id, one.deliverable.name, numbers[one.deliverable.id], one.deliverable.unit)
        for one in counted
        if one.deliverable.id in numbers
        and (one.value is None or one.value.value != numbers[one.deliverable.id])
    )


def numbers_in_text(text: str, deliverables: Sequence[Deliverable]) -> dict[str, Decimal]:
    """Return what the text offers to each deliverable of one item, by deliverable id.

    One number cannot be the total of two promises: it goes to the one that the text names, else to none.
    """
    offers = {one.id: number for one in deliverables if (number := number_in_text(text, one)) is not None}
    by_id = {one.id: one for one in deliverables}
    for number in set(offers.values()):
        rivals = [key for key, offered in offers.items() if offered == number]
        if len(rivals) < 2:
            continue
        named = [key for key in rivals if _share_words(text, f"{by_id[key].name} {by_id[key].object}")]
        for key in rivals:
            if named != [key]:
                del offers[key]
    return offers


def _numbers(text: str, unit: str, deliverable: Deliverable) -> Iterator[_Number]:
    factor, base = scale_of(unit)
    part_of_target = False
    for clause in _CLAUSE.findall(text):
        before_from = 0
        for match in NUMERAL.finditer(clause):
            read = _read(match, clause, base)
            if read is None:
                continue
            raw, end = read
            value = raw / factor
            before = clause[before_from : match.start()]
            yield _Number(value, before, clause[end:], part_of_target)
            before_from, part_of_target = end, value == deliverable.target


def _read(match: re.Match[str], clause: str, base: str) -> tuple[Decimal, int] | None:
    """Read a numeral that stands right before the unit: its value in the unit's base, and where it ends."""
    raw = numeral_value(match["number"], match["scale"] or "")
    rest = clause[match.end() :]
    gap = len(rest) - len(rest.lstrip())
    if raw is not None and rest[gap:].startswith(base):
        return raw, match.end() + gap + len(base)
    return None


def _is_total(number: _Number, deliverable: Deliverable) -> bool:
    target = deliverable.target
    if target is not None and target > 0 and number.value > target * _FAR_BEYOND:
        return False
    if _INEXACT.search(number.before) or _RANGE_AFTER.match(number.after) or _PART_OF.match(number.after):
        return False
    if _NOT_DONE_AFTER.match(number.after.lstrip()) or _NOT_YET.search(number.before):
        return False
    if _is_increment(number, deliverable):
        return False
    said = f"{deliverable.name}{deliverable.object}{deliverable.text}"
    if deliverable.unit.strip() in {"%", "％"} and not _share_words(_PARTICLES.sub("", number.before), said):
        return False
    return _cued_before(number, deliverable, said) or _cued_after(number, said)


def _is_increment(number: _Number, deliverable: Deliverable) -> bool:
    """Tell this week's own count from a running total.

    It is a total when called so (累计), when the promise itself says 新增, or as 其中 after the target
    («共30个，其中…»).
    """
    match = _INCREMENT.search(number.before)
    if match is None or _TOTAL_CUE.search(number.before, match.end()):
        return False
    if match[0] == "新增":
        return "新增" not in deliverable.text
    return not (match[0] == "其中" and number.part_of_target)


def _cued_before(number: _Number, deliverable: Deliverable, said: str) -> bool:
    cues = list(_CUE.finditer(number.before))
    if not cues:
        return False
    filler = number.before[cues[0].end() :]
    if len(filler) > _FILLER_MAX or re.search(r"\d", filler):
        return False
    whole = number.value == deliverable.target
    if whole and (re.search(r"全年|年度|全县", number.before) or not _SURE_CUE.search(number.before)):
        return False  # the target itself, quoted from the plan
    subject = _NEUTRAL.sub("", _PARTICLES.sub("", number.before[: cues[0].start()]))
    if len(subject) > 1 and not _share_words(subject, said):
        return False
    between = _PARTICLES.sub("", filler)
    if between and not _share_words(between, said):
        return False
    after = re.sub(r"^[\s“”\"]*", "", number.after)
    return not after or after[0] == "、" or _share_words(after, said) or _AFTER_CUE.match(after) is not None


def _cued_after(number: _Number, said: str) -> bool:
    match = _AFTER_CUE.search(number.after)
    if match is None or match.start() > _FILLER_MAX or NUMERAL.match(number.after, match.end()):
        return False
    between = number.after[: match.start()].strip()
    return not _NOT_YET.search(between) and (not between or _share_words(between, said))


def _share_words(one: str, other: str) -> bool:
    """Tell whether two texts have two neighbouring Chinese characters in common."""
    return any(
        one[i : i + 2] in other
        for i in range(len(one) - 1)
        if re.fullmatch(r"[\u4e00-\u9fff]{2}", one[i : i + 2])
    )
