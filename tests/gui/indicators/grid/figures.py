"""Indicators made up for the pure parts of the grid."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from shengsi_desktop.domain.indicators import Indicator, IndicatorPoint, IndicatorStanding
from shengsi_desktop.domain.plan import Condition
from shengsi_desktop.domain.tracking import Reading
from shengsi_desktop.domain.words import Comparator, Light


def indicator(name: str, unit: str = "", **more: Any) -> Indicator:
    """One with a number as its target, unless its conditions are given."""
    given: dict[str, Any] = {
        "id": name,
        "ordinal": 1,
        "category": "经济总量",
        "target_words": "突破1",
        "text": name,
        "start": 0,
        "end": 0,
        "conditions": (Condition(Comparator.GT, Decimal(1), unit, None),),
    }
    return Indicator(name=name, unit=unit, **(given | more))


def of_words(name: str, **more: Any) -> Indicator:
    """One whose target is words alone."""
    words = (Condition(Comparator.WORDS, None, "", None),)
    return indicator(name, conditions=words, target_words="愿托尽托", **more)


def standing(one: Indicator, *points: IndicatorPoint) -> IndicatorStanding:
    """As of nowhere in particular."""
    return IndicatorStanding(one, points, points[-1] if points else None, None, Reading(Light.GREEN, ""))


def point(one: Indicator, period: str, value: str | None = None, **more: Any) -> IndicatorPoint:
    """One value."""
    return IndicatorPoint(one.id, period, None if value is None else Decimal(value), **more)


GDP = indicator("地区生产总值", "亿元")
PORT = indicator("港口货物吞吐量", "亿吨", target_words="超1.116")
RATIO = indicator("家庭年可支配收入20-60万元比例", "%")
NURSES = indicator("每万老年人口拥有持证养老护理员数", "人", cadence="quarter")
CARE = of_words("托育服务供给")
ROUND = of_words("县域“1小时交通圈”", cadence="half")
ALL = (GDP, PORT, RATIO, NURSES, CARE, ROUND)
