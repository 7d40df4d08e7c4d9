"""Indicators and points made for tests, with the short words to make them."""

from __future__ import annotations

from decimal import Decimal

from shengsi_desktop.domain.indicators import (
    Indicator,
    IndicatorPoint,
    IndicatorStanding,
)
from shengsi_desktop.domain.plan import Condition
from shengsi_desktop.domain.tracking import LightRule
from shengsi_desktop.domain.words import Comparator
from shengsi_desktop.rhythm.attainment import indicator_standing

RULE = LightRule()


def condition(
    comparator: Comparator, value: str | None, unit: str = "", reference: str | None = None
) -> Condition:
    return Condition(comparator, None if value is None else Decimal(value), unit, reference)


def indicator(
    name: str, unit: str, *conditions: Condition, words: str = "", cumulative: bool = True
) -> Indicator:
    return Indicator(
        "x", 1, name, "经济总量", unit, words, words or name, 0, 1, conditions, cumulative=cumulative
    )


def point(
    period: str,
    value: str | None,
    *,
    province: str | None = None,
    rank: int | None = None,
    planned: str | None = None,
) -> IndicatorPoint:
    numbers = [None if one is None else Decimal(one) for one in (value, province, planned)]
    return IndicatorPoint("x", period, numbers[0], numbers[1], rank, numbers[2])


def read(one: Indicator, *points: IndicatorPoint, period: str = "2023-06") -> IndicatorStanding:
    return indicator_standing(one, points, period, RULE)


GDP = indicator("地区生产总值", "亿元", condition(Comparator.GT, "143", "亿元"))
CARGO = indicator("港口货物吞吐量", "亿吨", condition(Comparator.GT, "1.116", "亿吨"))
JOBS = indicator("新增就业岗位", "个", condition(Comparator.GE, "858", "个"))
FISHERY = indicator("渔业增加值增速", "%", condition(Comparator.GE, "5", "%"))
GAP = indicator("城乡居民收入倍差", "", condition(Comparator.LE, "1.5"))
GROWTH = indicator(
    "地区生产总值增速",
    "%",
    condition(Comparator.APPROX, "10", "%"),
    condition(Comparator.GT, None, "%", "province"),
)
ILLITERACY = indicator("文盲率", "%", condition(Comparator.LT, None, "%", "province"))
NURSES = indicator(
    "每万老年人口拥有持证养老护理员数", "人", condition(Comparator.GE, "24", "人"), cumulative=False
)
NURSERY = indicator("托育服务供给", "", condition(Comparator.WORDS, None), words="愿托尽托")
