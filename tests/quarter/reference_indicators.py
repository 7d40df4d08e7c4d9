"""Lights of indicators worked out slowly from raw rows: the docstrings of `attainment` and `condition_lights`."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.quarter.reference_lights import by_points, elapsed, planned_at, rule_in, thresholds
from tests.quarter.reference_raw import half_up, last_day_of, number

if TYPE_CHECKING:
    from tests.quarter.reference_lights import Rule
    from tests.quarter.reference_raw import Raw, Row

#: of several conditions the worst of these shows
WORST_FIRST = ("red", "yellow", "unscheduled", "unpublished", "green", "done")
RATE_UNITS = {"%", "％", "‰", "个百分点", "百分点"}
RATE_NAME = re.compile("增速|比重|比例|比率|占比|每万|每千|倍差|指数")


def owners_of(raw: Raw, indicator: Row) -> list[str]:
    """The units that an indicator names as its owner, by name or alias."""
    said = {part for part in re.split(r"[、，,；;/\s]+", indicator["owner"]) if part}
    return [
        unit_id
        for unit_id, unit in raw.units.items()
        if unit["name"] in said or said & set(json.loads(unit["aliases"]))
    ]


def indicator_light(raw: Raw, indicator: Row, month: str, week: str) -> str:
    """The light as of a month, by the rule of that week."""
    points = [row for row in raw.rows("indicator_point", indicator_id=indicator["id"]) if _until(row, month)]
    points.sort(key=lambda row: row["period"])
    rule = thresholds(rule_in(raw, week), "")
    conditions = sorted(raw.rows("condition", indicator_id=indicator["id"]), key=lambda row: row["ordinal"])
    lights = [_light(raw, indicator, one, points, rule) for one in conditions]
    known = [one for one in lights if one != "none"]
    return min(known, key=WORST_FIRST.index) if known else "none"


def _until(point: Row, month: str) -> bool:
    return bool(point["period"][:4] == month[:4] and point["period"] <= month)


def _light(raw: Raw, indicator: Row, condition: Row, points: list[Row], rule: Rule) -> str:
    if condition["comparator"] == "words":
        states = [row["state"] for row in points if row["state"]]
        return "done" if states and states[-1] == "reached" else "none"
    published = [row for row in points if row["value"] is not None]
    if not published:
        return "unpublished"
    latest = published[-1]
    value, over = Fraction(latest["value"]), latest["period"].endswith("-12")
    bound = number(condition["value"])
    if condition["reference"] == "province":
        bound = number(latest["province"])
    if bound is None:
        return "unpublished"
    met = _met(condition["comparator"], value, bound, rule)
    curve = [
        (last_day_of(row["period"]), Fraction(row["planned"]))
        for row in raw.rows("indicator_point", indicator_id=indicator["id"])
        if row["planned"] is not None
    ]
    at = last_day_of(latest["period"])
    grows = bool(indicator["cumulative"]) and not _is_rate(indicator) and condition["reference"] is None
    if condition["comparator"] in {"≤", "<"}:
        if met:
            return "done" if over else "green"
        return "red" if grows else _short(bound * 100 / value, over, rule)
    if not grows:
        if met:
            return "green"
        planned = planned_at(curve, at) if curve and condition["reference"] is None else None
        if planned is not None and not over and value >= planned:
            return "green"
        return _short(value * 100 / (planned or bound), over, rule)
    if met:
        return "done"
    if over:
        return "red"
    year_end = last_day_of(f"{raw.year}-12")
    wanted = planned_at(curve, at) * 100 / bound if curve else elapsed(raw, at, year_end)
    return by_points(value * 100 / bound, wanted, rule)


def _is_rate(indicator: Row) -> bool:
    return indicator["unit"] in RATE_UNITS or bool(RATE_NAME.search(indicator["name"]))


def _met(comparator: str, value: Fraction, bound: Fraction, rule: Rule) -> bool:
    if comparator == ">":
        return value > bound
    if comparator == "<":
        return value < bound
    if comparator == "≤":
        return value <= bound
    return value >= (bound - rule.margin if comparator == "≈" else bound)


def _short(reached: Fraction, over: bool, rule: Rule) -> str:
    """A level that is not met, by the share (percent) that it reaches of its bound, or of its plan by now."""
    if rule.basis == "strict":
        return "red"
    if rule.basis == "date":
        return "red" if over else "green"
    share = half_up(reached, 1)
    far = share < rule.red if rule.basis == "share" else 100 - share > rule.red
    return "red" if over or far else "yellow"
