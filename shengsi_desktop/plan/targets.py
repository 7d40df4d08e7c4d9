"""Which numbers of a clause are targets, and what they count: object, «of», comparator.

A number that only describes (80周岁以上, 50万元以上的行政村, 2000万吨混矿项目, 三大百亿工程) is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shengsi_desktop.domain.plan import Quantity
from shengsi_desktop.domain.words import Comparator
from shengsi_desktop.plan.quantities import Amount, amounts
from shengsi_desktop.plan.spans import pairs
from shengsi_desktop.plan.verbs import NOMINAL_END, going_on_verb, milestone_class, verb_of, without_manner

if TYPE_CHECKING:
    from shengsi_desktop.plan.spans import Span

_OF = re.compile(r"(?P<left>不低于|不少于|不超过|达到|达|超过|低于|高于)(?P<of>[^，,。；;\d]{2,20})的$")
_REACHED = re.compile(
    r"(?:全部|总体|力争|确保|稳定|保持|控制|提高|提升|提)?(?:达到|达|不低于|不少于|突破|超过|超|保持在|稳定在|控制在|实现|分别|可|约|近|在|至|到|为)$"
)
_SERIES_VERB = re.compile(r"^(?:力争|确保|推动|保障|实现|完成|新增|使|推进|做到|带动|促进|保持)+")
_OBJECT_STOP = re.compile(r"[，,。；;]|全部|均|以上标准|并")
_MODIFIER_UNITS = frozenset({"万吨", "亿吨", "万立方米", "万千瓦时"})
#: nouns that do not say by themselves what is counted
_GENERIC = frozenset({"活动", "项目", "工作", "任务", "工程", "试点", "改革", "企业", "以上"})
_CLOSING = "，,。；;、)）”》 "


def quantities(source: str, span: Span) -> tuple[Quantity, ...]:
    """Return the targets among the numbers of the clause that covers `span`."""
    found = [amount for amount in amounts(source, span.start, span.end) if _is_target(source, span, amount)]
    return tuple(_quantity(source, span, amount) for amount in found)


def _is_target(source: str, span: Span, amount: Amount) -> bool:
    after = source[amount.end : span.end]
    if after.startswith("的") and amount.comparator in (Comparator.GE, Comparator.LE):
        return False
    if amount.unit in _MODIFIER_UNITS and after and after[0] not in _CLOSING:
        return False
    if amount.ratio and amount.unit.endswith("元") and after and after[0] not in _CLOSING:
        return False
    before = source[max(span.start, amount.number - 1) : amount.number]
    if before and (before in "第.-—" or (before.isascii() and before.isalpha())):
        return False
    digits = source[amount.number].isdigit()
    if not digits:
        quoted, _ = pairs(source, span.start, span.end)
        if any(pair.start < amount.start < pair.end for pair in quoted):
            return False
        if source[amount.after - 1] == "大" and milestone_class(span.cut(source)) is None:
            return False
    return True


def _quantity(source: str, span: Span, amount: Amount) -> Quantity:
    sign, of, before_end = amount.comparator, "", amount.start
    hit = _OF.search(source, span.start, amount.number)
    if hit and amount.ratio:
        of, before_end = hit.group("of"), hit.start()
        if amount.bare:
            sign = {
                "不低于": Comparator.GE, "不少于": Comparator.GE, "达到": Comparator.GE, "达": Comparator.GE,
                "不超过": Comparator.LE, "超过": Comparator.GT, "高于": Comparator.GT, "低于": Comparator.LT,
            }[hit.group("left")]  # fmt: skip
    if amount.bare and not of and re.search(r"在$", source[span.start : amount.start]):
        sign = Comparator.GE
    return Quantity(
        amount.value, amount.high, amount.unit, _object(source, span, amount, before_end), of, sign
    )


def _object(source: str, span: Span, amount: Amount, before_end: int) -> str:
    """Return what is counted: the noun after a count (3个居家养老场所), else the series before the number."""
    before = _before(source[span.start : before_end])
    if amount.ratio:
        return before
    after = source[amount.end : span.end]
    stop = _OBJECT_STOP.search(after)
    after = after[: stop.start()] if stop else after
    after = after.strip("，,。；; 的")
    if after.count("“") != after.count("”"):
        after = after.split("”", 1)[0].strip("“")
    first, _, rest = after.partition("的")
    if rest and len(first) <= 6 and not re.search(r"\d|具备|具有|以上", first):
        after = first
    shorter = NOMINAL_END.sub("", after)
    if len(shorter) >= 2 and shorter not in _GENERIC:
        return shorter
    return before + after if before else after


def _before(text: str) -> str:
    """Return the series that stands before a number, without verbs, examples and the words that reach it."""
    verb = max(verb_of(text), going_on_verb(text), key=len)
    text = text[len(verb) :] if verb and len(verb) < len(text) else without_manner(text)
    text = _SERIES_VERB.sub("", text)
    text = _REACHED.sub("", text)
    such = text.rfind("等")
    if 0 < such < len(text) - 2 and "“" in text[such : such + 2]:
        text = text[such + 1 :]
    opened = text.rfind("“")
    if opened >= 0 and "”" not in text[opened:]:
        text = text[opened + 1 :]
    return text.strip("，,、。；; +的")
