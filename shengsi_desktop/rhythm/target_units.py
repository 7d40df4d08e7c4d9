"""A target in the unit of its indicator: conditions and words that come in another size (突破1430000万元 for 亿元).

What a level is compared with is `targets`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.domain.measures import converted, power_between, same_size
from shengsi_desktop.domain.words import Comparator
from shengsi_desktop.rhythm.figures import plain
from shengsi_desktop.rhythm.numerals import half_width
from shengsi_desktop.rhythm.rates import RATE_UNITS
from shengsi_desktop.rhythm.targets import PLACE_UNITS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shengsi_desktop.domain.plan import Condition

#: what may follow the figure of a level that bears no unit: 10% and 2025年 are others
_ENDS = re.compile(r"\s*(?:左右|以上|以下|以内|之间|及|和|或|[，,；;。、（）()]|$)")
_FIGURE = r"[0-9０-９]+(?:[,，][0-9０-９]{3}(?![0-9０-９]))*(?:[.．][0-9０-９]+)?"


def conditions_in(conditions: Iterable[Condition], unit: str) -> tuple[Condition, ...]:
    """The conditions with their levels in `unit` where they are the same measure; others as they are."""
    return tuple(_condition_in(one, unit) for one in conditions)


def words_in(words: str, conditions: Iterable[Condition], unit: str) -> str:
    """The words of a target with its levels in `unit` and without it, as the plan has them: «突破143».

    `conditions` are those that the words say; where a figure stands without its unit, it is in its condition's.
    """
    levels = [(one.unit, abs(one.value)) for one in conditions if _is_level(one) and one.value is not None]
    for said in dict.fromkeys(said for said, _ in levels):
        if said and power_between(said, unit) is not None:
            words = _reworded(words, said, unit, {value for own, value in levels if own == said})
    return words


def strange_unit(conditions: Iterable[Condition], unit: str) -> str:
    """The unit of a level that is no size of the indicator's `unit`, empty where there is none.

    A growth (增长13% of 亿元) is no level.
    """
    for one in conditions:
        growth = one.unit in RATE_UNITS and unit not in RATE_UNITS
        if _is_level(one) and one.unit and unit and not growth and power_between(one.unit, unit) is None:
            return one.unit
    return ""


def resized(
    conditions: Iterable[Condition], words: str, held: str, unit: str
) -> tuple[tuple[Condition, ...], str]:
    """Conditions and words of a target whose indicator's unit becomes `unit`; `held` was what they were in."""
    said = tuple(
        replace(one, unit=held) if _is_level(one) and (not one.unit or same_size(one.unit, held)) else one
        for one in conditions
    )
    return conditions_in(said, unit), words_in(words, said, unit)


def _is_level(condition: Condition) -> bool:
    return (
        condition.value is not None
        and condition.comparator not in {Comparator.RANK, Comparator.WORDS}
        and condition.reference is None
        and condition.unit not in PLACE_UNITS
    )


def _condition_in(condition: Condition, unit: str) -> Condition:
    if not _is_level(condition) or condition.value is None or not unit or not condition.unit:
        return condition
    moved = converted(condition.value, condition.unit, unit)
    return (
        condition if moved is None or moved == condition.value else replace(condition, value=moved, unit=unit)
    )


def _reworded(words: str, said: str, unit: str, levels: set[Decimal]) -> str:
    """All figures in front of the unit `said`, in `unit` and without it; a range by both ends."""
    sign = r"\s*".join(re.escape(character) for character in said).replace("%", "[%％]")
    places = re.compile(
        rf"(?P<low>{_FIGURE})(?:(?P<to>\s*[-–—~～至]+\s*)(?P<high>{_FIGURE}))?(?P<sign>\s*{sign})?"
    )

    left = set(levels)

    def moved(figure: str | None) -> str:
        value = converted(_number(figure), said, unit) if figure and not same_size(said, unit) else None
        return (figure or "") if value is None else plain(value)

    def told(hit: re.Match[str]) -> str:
        if not hit["sign"]:
            of_the_level = _number(hit["low"]) in left and _ENDS.match(hit.string, hit.end())
            if not of_the_level:
                return hit[0]
        left.discard(_number(hit["low"]))
        return f"{moved(hit['low'])}{hit['to'] or ''}{moved(hit['high'])}"

    return places.sub(told, words)


def _number(figure: str) -> Decimal:
    return Decimal(re.sub("[,，]", "", half_width(figure)))
