"""A headline target in the plan's own words, short enough for a table: 突破143, 10左右, 1.5以内."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import Comparator

if TYPE_CHECKING:
    from shengsi_desktop.domain.plan import Condition, IndicatorText

_BEFORE = "突破|超过|超|不低于|高于|低于|控制在|不超过"
_AFTER = "左右|以上|以内|以下"
_FALLBACK = {
    Comparator.GT: ("突破", ""),
    Comparator.APPROX: ("", "左右"),
    Comparator.LE: ("", "以内"),
    Comparator.LT: ("低于", ""),
}
_VERBS = re.compile(r"^(?:实现|做到|达到|达|保持)")
_POINT_IN_TIME = re.compile(r"率|比例|比重|占比|指数|增速|倍差|满意|每万|人均")


def adds_up(indicator: IndicatorText) -> bool:
    """Tell whether the values add up over the year (新增就业岗位): a default that a person may change."""
    numeric = any(one.value is not None for one in indicator.conditions)
    return numeric and not _POINT_IN_TIME.search(indicator.name)


def target_words(indicator: IndicatorText) -> str:
    """Return the target's words without its unit; several conditions are joined by «，»."""
    return "，".join(filter(None, (_words(indicator, condition) for condition in indicator.conditions)))


def _words(indicator: IndicatorText, condition: Condition) -> str:
    if condition.comparator is Comparator.WORDS:
        rest = indicator.text.replace(indicator.name, "", 1).strip("，,；;。 ")
        return _VERBS.sub("", rest) or indicator.text
    if condition.value is None:
        return ("高于" if condition.comparator is Comparator.GT else "低于") + "全省平均"
    value = format(condition.value.normalize(), "f")
    found = re.search(
        rf"({_BEFORE})?\s*(?<![\d.]){re.escape(value)}(?![\d.])[^\d，,；;。]{{0,4}}?({_AFTER})?(?=[，,；;。]|$)",
        indicator.text,
    )
    if found and (found[1] or found[2]):
        return f"{found[1] or ''}{value}{found[2] or ''}"
    before, after = _FALLBACK.get(condition.comparator, ("", ""))
    return f"{before}{value}{after}"
