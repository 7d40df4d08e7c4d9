"""Lights worked out slowly from raw rows: design.md section 3, formats.md «Lights», the docstrings of `rhythm`.

A light is a word: green, yellow, red, done, unreported, unscheduled, by_lead, none.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from tests.quarter.reference_raw import day, half_up, last_day_of, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.quarter.reference_raw import Raw, Row

#: of an item the worst of these shows
WORST_FIRST = ("red", "yellow", "unscheduled", "green", "done")

Curve = list[tuple[date, Fraction]]


class Value(NamedTuple):
    """What holds of a deliverable: a number, a stage, a tick."""

    value: Fraction | None = None
    stage: int = 0
    ticked: bool = False


class Lights(NamedTuple):
    """The plain light, and the one with stoppages taken out (the plain one where there is no other)."""

    plain: str
    adjusted: str


class Count(NamedTuple):
    """«7项：完成1、推进4、未启动2» and the completion 测算 in percent; standing deliverables stand outside."""

    total: int
    done: int
    under_way: int
    not_started: int
    computed: Fraction | None


class Rule(NamedTuple):
    """The thresholds that hold for one kind of deliverable."""

    basis: str
    yellow: Fraction
    red: Fraction
    soon: int
    margin: Fraction


def rule_in(raw: Raw, week: str) -> Row:
    """The newest version of the light rule whose first week is not after this one."""
    begun = [row for row in raw.rows("light_rule") if row["since"] <= week]
    return max(begun, key=lambda row: (row["version"], row["id"]))


def thresholds(rule: Row, kind: str) -> Rule:
    """The rule as it holds for a kind of deliverable."""
    own = json.loads(rule["kinds"]).get(kind, {})

    def of(name: str, usual: str) -> Fraction:
        said = own.get(name)
        return Fraction(str(rule[usual] if said is None else said))

    soon = int(of("soon", "soon_days"))
    margin = Fraction(rule["approx_margin"])
    return Rule(rule["basis"], of("yellow", "yellow_below"), of("red", "red_below"), soon, margin)


# -- what was reported


def reported(raw: Raw, item_id: str, unit_id: str, week: str) -> bool:
    """Whether the unit ever said a word, or a figure, of the item at or before the week."""
    words = (
        "progress",
        "problems",
        "catch_up",
        "expected",
        "next_plan",
        "remark",
        "override_percent",
        "no_news",
    )
    for row in raw.rows("report", item_id=item_id, unit_id=unit_id):
        if row["week"] <= week and any(row[name] for name in words):
            return True
    ids = {row["id"] for row in raw.deliverables(item_id)}
    values = raw.rows("deliverable_value", unit_id=unit_id)
    return any(row["deliverable_id"] in ids and row["week"] <= week for row in values)


def value_at(raw: Raw, deliverable_id: str, unit_id: str, week: str) -> Value | None:
    """What holds at the week: the newest of what was said, what a week left out standing from before."""
    rows = raw.rows("deliverable_value", deliverable_id=deliverable_id, unit_id=unit_id)
    held: Value | None = None
    for row in sorted(rows, key=lambda one: one["week"]):
        if row["week"] > week:
            break
        before = held or Value()
        value = number(row["value"])
        words_alone = bool(row["words"]) and value is None and row["stage"] is None and not row["done"]
        held = Value(
            before.value if value is None else value,
            before.stage if row["stage"] is None else row["stage"],
            before.ticked if words_alone else bool(row["done"]),
        )
    return held


# -- the schedule


def day_of_year(one: date, year: int) -> int:
    """1 January is the first."""
    return (one - date(year, 1, 1)).days + 1


def elapsed(raw: Raw, as_of: date, due: date, stopped: int = 0) -> Fraction:
    """Elapsed time in percent; stopped days count on neither side."""
    passed = day_of_year(min(as_of, due), raw.year) - stopped
    return Fraction(passed * 100, day_of_year(due, raw.year) - stopped)


def planned_at(curve: Curve, as_of: date) -> Fraction:
    """What a curve asks for on a day: straight between points, from 0 on 1 January, level after the last."""
    points = sorted(curve)
    before = (date(points[0][0].year, 1, 1), Fraction(0))
    for point in points:
        if as_of <= point[0]:
            if as_of <= before[0]:
                return before[1]
            share = Fraction((as_of - before[0]).days, (point[0] - before[0]).days)
            return before[1] + (point[1] - before[1]) * share
        before = point
    return before[1]


def curve_of(raw: Raw, deliverable_id: str) -> Curve:
    """The plan curve of a deliverable: (last day of a period, value)."""
    rows = raw.rows("plan_point", deliverable_id=deliverable_id)
    return [
        (last_day_of(row["period"]), Fraction(row["planned"])) for row in rows if row["planned"] is not None
    ]


# -- stoppages


def touches(stoppage: Row, item_id: str, islands: set[str]) -> bool:
    """Whether it holds up what is on these islands in that item."""
    if item_id in stoppage["excluded"]:
        return False
    if item_id in stoppage["included"]:
        return True
    if stoppage["kind"] == "moratorium":
        return False
    return bool(islands & stoppage["islands"]) if stoppage["islands"] else bool(islands)


def stopped_days(raw: Raw, deliverable: Row, as_of: date) -> int:
    """Days held up from 1 January to the as-of day or the due day; a day in two stoppages counts once."""
    islands = raw.islands_of(deliverable)
    held = [one for one in raw.stoppages if touches(one, deliverable["item_id"], islands)]
    last, count = min(as_of, day(deliverable["due"])), 0
    one = date(raw.year, 1, 1)
    while one <= last:
        count += any(stoppage["first"] <= one <= stoppage["last"] for stoppage in held)
        one += timedelta(days=1)
    return count


# -- one deliverable


def is_complete(deliverable: Row, value: Value, as_of: date, rule: Rule) -> bool:
    """Ticked, all stages reached, or the target met; a ceiling only when its due day has come."""
    if value.ticked:
        return True
    if deliverable["kind"] == "milestone":
        stages = json.loads(deliverable["stages"])
        return bool(stages) and value.stage >= len(stages)
    target = number(deliverable["target"])
    if target is None or value.value is None:
        return False
    if deliverable["comparator"] in {"≤", "<"}:
        return as_of >= day(deliverable["due"]) and _within(deliverable, value.value)
    if deliverable["comparator"] == ">":
        return value.value > target
    about = deliverable["comparator"] == "≈" and deliverable["kind"] == "ratio"
    return value.value >= (target - rule.margin if about else target)


def _within(deliverable: Row, value: Fraction) -> bool:
    """Of a ceiling that adds up over the year, the only kind that the quarter has."""
    target = Fraction(deliverable["target"])
    return value <= target if deliverable["comparator"] == "≤" else value < target


def light_of(
    raw: Raw, deliverable: Row, value: Value | None, as_of: date, rule: Rule, stopped: int = 0
) -> str:
    """The light of one reported deliverable, so many days of stoppages taken out."""
    held = value or Value()
    due = day(deliverable["due"]) + timedelta(days=stopped)
    if deliverable["kind"] == "standing":
        return "none"
    if is_complete(deliverable, held, as_of, rule):
        return "done"
    target = number(deliverable["target"])
    if deliverable["comparator"] in {"≤", "<"}:
        if held.value is None or target is None:
            return "red" if as_of >= day(deliverable["due"]) else "unscheduled"
        return "green" if _within(deliverable, held.value) else "red"
    if deliverable["kind"] == "milestone" or rule.basis == "date":
        return _by_date(as_of, due, rule)
    if target is None:
        return "unscheduled"
    amount = held.value or Fraction(0)
    curve = curve_of(raw, deliverable["id"])
    if curve:
        schedule = planned_at(curve, as_of - timedelta(days=stopped)) * 100 / target
    elif deliverable["by_time"]:
        schedule = elapsed(raw, as_of, day(deliverable["due"]), stopped)
    else:
        return "unscheduled"
    return by_points(amount * 100 / target, schedule, rule)


def _by_date(as_of: date, due: date, rule: Rule) -> str:
    if as_of > due:
        return "red"
    return "yellow" if rule.basis != "strict" and (due - as_of).days <= rule.soon else "green"


def by_points(attained: Fraction, schedule: Fraction, rule: Rule) -> str:
    """Attained against schedule, both in percent and rounded to 0.1 before they are compared."""
    reached, wanted = half_up(attained, 1), half_up(schedule, 1)
    if rule.basis == "strict":
        return "green" if reached >= wanted else "red"
    if rule.basis == "share":
        share = half_up(attained * 100 / schedule, 1) if schedule else Fraction(100)
        return "red" if share < rule.red else "yellow" if share < rule.yellow else "green"
    behind = wanted - reached
    return "red" if behind > rule.red else "yellow" if behind >= rule.yellow else "green"


# -- one item


def item_lights(raw: Raw, item_id: str, unit_id: str, week: str) -> Lights:
    """The item as the unit sees it in that week."""
    if item_id not in raw.answers(unit_id):
        return Lights("by_lead", "by_lead")
    if not reported(raw, item_id, unit_id, week):
        return Lights("unreported", "unreported")
    as_of, rule = raw.as_of(unit_id, week), rule_in(raw, week)
    both = []
    for one in raw.deliverables(item_id):
        held = value_at(raw, one["id"], unit_id, week)
        limits = thresholds(rule, one["kind"])
        plain = light_of(raw, one, held, as_of, limits)
        days = 0 if one["comparator"] in {"≤", "<"} else stopped_days(raw, one, as_of)
        both.append(Lights(plain, light_of(raw, one, held, as_of, limits, days)))
    return Lights(_worst([one.plain for one in both]), _worst([one.adjusted for one in both]))


def item_count(raw: Raw, item_id: str, unit_id: str, week: str) -> Count:
    """How far an item is that the unit answers for; a value of any size is under way."""
    as_of, rule = raw.as_of(unit_id, week), rule_in(raw, week)
    counted = [one for one in raw.deliverables(item_id) if one["kind"] != "standing"]
    done = under_way = 0
    shares = []
    for one in counted:
        held = value_at(raw, one["id"], unit_id, week) or Value()
        complete = is_complete(one, held, as_of, thresholds(rule, one["kind"]))
        done += complete
        under_way += not complete and bool(held.value or held.stage)
        shares.append(Fraction(1) if complete else _share(one, held))
    known = bool(counted) and reported(raw, item_id, unit_id, week)
    computed = sum(shares, Fraction(0)) * 100 / len(shares) if known else None
    return Count(len(counted), done, under_way, len(counted) - done - under_way, computed)


def _share(deliverable: Row, held: Value) -> Fraction:
    """What is attained, at most the whole; of a ceiling target ÷ value."""
    if deliverable["kind"] == "milestone":
        return Fraction(held.stage, len(json.loads(deliverable["stages"])))
    target = number(deliverable["target"])
    if target is None or held.value is None:
        return Fraction(0)
    if deliverable["comparator"] in {"≤", "<"}:
        return min(target / held.value, Fraction(1)) if held.value else Fraction(1)
    return min(held.value / target, Fraction(1))


def weeks_behind(raw: Raw, item_id: str, unit_id: str, week: str) -> int:
    """连续滞后: reported weeks in a row yellow or red, up to this one; one not reported neither counts nor breaks."""
    ids = {one["id"] for one in raw.deliverables(item_id)}
    said = {row["week"] for row in raw.rows("report", item_id=item_id, unit_id=unit_id)}
    said |= {
        row["week"] for row in raw.rows("deliverable_value", unit_id=unit_id) if row["deliverable_id"] in ids
    }
    count = 0
    for one in sorted((label for label in said if label <= week), reverse=True):
        if item_lights(raw, item_id, unit_id, one).plain not in {"yellow", "red"}:
            break
        count += 1
    return count


def _worst(lights: Sequence[str]) -> str:
    counted = [one for one in lights if one != "none"]
    return min(counted, key=WORST_FIRST.index) if counted else "none"
