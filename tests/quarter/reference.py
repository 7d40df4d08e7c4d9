"""Boards worked out slowly from raw rows: the twelve rules of `shengsi_desktop/domain/boards.py`, by their numbers.

It imports nothing of the product and shares no code with it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from tests.quarter.reference_indicators import indicator_light, owners_of
from tests.quarter.reference_lights import (
    curve_of,
    elapsed,
    item_lights,
    planned_at,
    value_at,
)
from tests.quarter.reference_raw import day, half_up, number, week_before, week_day, weeks_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from tests.quarter.reference_raw import Raw, Row

MONTHLY = ("work", "projects", "indicators")
LIT = ("green", "yellow", "red", "done")
GROUP_OF_KIND = {"township": "乡镇", "enterprise": "国企", "party": "党群", "mass": "党群"}
UNGROUPED = "未分组部门"


class Rule(NamedTuple):
    """The numbers of a board's rule."""

    method: str
    full: Fraction = Fraction(100)
    yellow: Fraction = Fraction(-1, 2)
    red: Fraction = Fraction(-2)
    not_reported: Fraction = Fraction(-10)
    no_substance: Fraction = Fraction(-5)
    step: Fraction = Fraction(5)
    floor: Fraction = Fraction(0)
    adjusted: bool = True
    rank_unlit: bool = False
    least: Fraction = Fraction(2)
    weights: tuple[tuple[str, Fraction], ...] = tuple((kind, Fraction(1)) for kind in MONTHLY)


@dataclass
class Result:
    """What a board says of one entrant; None where it is not ranked."""

    group: str
    measure: Fraction | None = None
    counts: dict[str, int] = field(default_factory=dict)
    weeks: dict[str, str] = field(default_factory=dict)
    base: Fraction | None = None
    score: Fraction | None = None
    place: int | None = None
    #: by item, indicator, week or adjustment; all 0 where it is not ranked
    points: dict[str, Fraction] = field(default_factory=dict)
    #: what the missing weeks took, and what people gave and took
    unreported: Fraction = Fraction(0)
    given: Fraction = Fraction(0)
    #: of 考评: the mean of each board, with its weight
    means: dict[str, tuple[Fraction, Fraction]] = field(default_factory=dict)


Results = dict[str, Result]


def rule_at(raw: Raw, board: str, period: str) -> Rule:
    """Rule 12, with the defaults of rule 10."""
    begun = [
        row for row in raw.rows("board_rule", board=board) if last_month(row["since"]) <= last_month(period)
    ]
    default = Rule("fault" if board in {"work", "appraisal"} else "place")
    if not begun:
        return default
    row = max(begun, key=lambda one: one["version"])
    said = json.loads(row["spec"])

    def of(name: str, usual: Fraction) -> Fraction:
        return Fraction(str(said[name])) if name in said else usual

    return Rule(
        said.get("method", default.method),
        of("full", default.full),
        of("yellow_points", default.yellow),
        of("red_points", default.red),
        of("not_reported_points", default.not_reported),
        of("no_substance_points", default.no_substance),
        of("step", default.step),
        of("floor", default.floor),
        said.get("adjusted", True),
        said.get("rank_unlit", False),
        of("least", default.least),
        tuple((kind, Fraction(str(weight))) for kind, weight in _pairs(said.get("weights")))
        or default.weights,
    )


def _pairs(said: object) -> Iterable[tuple[str, str]]:
    if isinstance(said, dict):
        return tuple(said.items())
    return tuple((kind, weight) for kind, weight in said) if isinstance(said, list) else ()


def last_month(period: str) -> str:
    """The month that a period ends with; empty for the beginning."""
    if "-Q" in period:
        year, quarter = period.split("-Q")
        return f"{year}-{int(quarter) * 3:02d}"
    return period


def group_of(raw: Raw, unit_id: str) -> str:
    """Rule 11."""
    unit = raw.units[unit_id]
    return unit["category"] or GROUP_OF_KIND.get(unit["kind"], UNGROUPED)


# -- rule 1: the evidence of a month


def entrants(raw: Raw) -> list[str]:
    """The units that have an item of the plan in any role, or own an indicator."""
    found = {unit_id for roles in raw.roles.values() for unit_id in roles}
    for indicator in raw.rows("indicator", plan_id=raw.plan["id"]):
        found |= set(owners_of(raw, indicator))
    return sorted(found)


def week_facts(raw: Raw, unit_id: str, weeks: Iterable[str], today: date) -> dict[str, str]:
    """Of each week that is over: final, excused or missing."""
    finals = {row["week"] for row in raw.rows("final_version", unit_id=unit_id)}
    found = {}
    for week in weeks:
        if raw.as_of(unit_id, week) >= today:
            continue
        excused = is_excused(raw, unit_id, raw.hand_in_day(unit_id, week))
        found[week] = "final" if week in finals else "excused" if excused else "missing"
    return found


def is_excused(raw: Raw, unit_id: str, hand_in: date) -> bool:
    """Whether nobody could come to or leave the township's islands on that day."""
    islands = raw.islands_of_township(unit_id)
    if raw.units[unit_id]["kind"] != "township" or not islands:
        return False
    for one in raw.stoppages:
        here = not one["islands"] or islands & one["islands"]
        if one["kind"] != "moratorium" and here and one["first"] <= hand_in <= one["last"]:
            return True
    return False


class Money(NamedTuple):
    """万元 of one project."""

    done: Fraction | None
    planned: Fraction | None


def money_of(raw: Raw, item_id: str, unit_id: str, week: str) -> Money:
    """年度投资 done and planned as of the week."""
    named = [row for row in raw.deliverables(item_id) if row["name"] == "年度投资"]
    if not named:
        return Money(None, None)
    (one,) = named
    as_of, target = raw.as_of(unit_id, week), number(one["target"])
    held = value_at(raw, one["id"], unit_id, week)
    done = held.value if held else None
    curve = curve_of(raw, one["id"])
    if curve:
        return Money(done, planned_at(curve, as_of))
    if target is None or not one["by_time"]:
        return Money(done, None)
    return Money(done, target * elapsed(raw, as_of, day(one["due"])) / 100)


def month_board(raw: Raw, kind: str, month: str, today: date) -> Results:
    """Rules 1 to 8 for one of the three boards of a month."""
    rule = rule_at(raw, kind, month)
    calendar = [week for week in weeks_of(month) if week_day(week, 0) <= today]
    results: Results = {}
    for unit_id in entrants(raw):
        own = raw.weeks_of(unit_id, month)
        weeks = [week for week in own if raw.as_of(unit_id, week) - timedelta(days=6) <= today]
        as_of = weeks[-1] if weeks else week_before(own[0])
        # an indicator is no unit's: it goes by the light rule of the board's own week
        week = calendar[-1] if kind == "indicators" else as_of
        lines, money = _lines(raw, kind, month, week, unit_id, rule)
        lights = [light for _, light in lines]
        facts = week_facts(raw, unit_id, weeks, today)
        one = Result(group_of(raw, unit_id), counts=_counts(lights), weeks=facts)
        one.measure = _measure(kind, one.counts, money)
        if rule.method == "fault":
            one.base = _fault_base(one, lights, rule)
        one.points = _points_of(lines, facts, rule)
        results[unit_id] = one
    _finish(raw, results, rule, kind, month)
    return results


def _lines(
    raw: Raw, kind: str, month: str, week: str, unit_id: str, rule: Rule
) -> tuple[list[tuple[str, str]], list[Money]]:
    """The lines of a unit with the lights that count, and of projects their money."""
    if kind == "indicators":
        own = [row for row in raw.rows("indicator", plan_id=raw.plan["id"]) if unit_id in owners_of(raw, row)]
        return [(row["id"], indicator_light(raw, row, month, week)) for row in own], []
    kinds = {"project"} if kind == "projects" else {"clause", "key_measure", "reform"}
    items = [item_id for item_id in raw.answers(unit_id) if raw.items[item_id]["kind"] in kinds]
    both = [(item_id, item_lights(raw, item_id, unit_id, week)) for item_id in items]
    lines = [(item_id, one.adjusted if rule.adjusted else one.plain) for item_id, one in both]
    return lines, [money_of(raw, item_id, unit_id, week) for item_id in items if kind == "projects"]


def _counts(lights: list[str]) -> dict[str, int]:
    found = {name: lights.count(name) for name in LIT}
    return {**found, "other": len(lights) - sum(found.values())}


def _measure(kind: str, counts: Mapping[str, int], money: list[Money]) -> Fraction | None:
    """Rule 3."""
    if kind == "projects":
        planned = [one for one in money if one.planned is not None]
        whole = sum((one.planned or Fraction(0) for one in planned), Fraction(0))
        done = sum((one.done or Fraction(0) for one in planned), Fraction(0))
        return half_up(done * 100 / whole, 2) if whole > 0 else None
    lit = sum(counts[name] for name in LIT)
    return half_up(Fraction(100 * (counts["green"] + counts["done"]), lit), 2) if lit else None


def _fault_base(one: Result, lights: list[str], rule: Rule) -> Fraction | None:
    """Rule 4."""
    missing = sum(fact == "missing" for fact in one.weeks.values())
    lit = sum(one.counts[name] for name in LIT)
    if not lit and not (rule.rank_unlit and lights and missing):
        return None
    return (
        rule.full
        + one.counts["yellow"] * rule.yellow
        + one.counts["red"] * rule.red
        + missing * rule.not_reported
    )


def _points_of(lines: list[tuple[str, str]], weeks: Mapping[str, str], rule: Rule) -> dict[str, Fraction]:
    """What each line and week gave."""
    zero = Fraction(0)
    of_lights = {"yellow": rule.yellow, "red": rule.red} if rule.method == "fault" else {}
    missing = rule.not_reported if rule.method == "fault" else zero
    found = {name: of_lights.get(light, zero) for name, light in lines}
    return found | {week: missing if fact == "missing" else zero for week, fact in weeks.items()}


# -- rules 5 to 8


def _ranked(results: Results, key: Callable[[Result], tuple[Fraction, ...] | None]) -> dict[str, int]:
    """Competition places within the group, the greatest key first."""
    found = {}
    for name, one in results.items():
        mine = key(one)
        if mine is None:
            continue
        others = [key(other) for other in results.values() if other.group == one.group]
        found[name] = 1 + sum(other is not None and other > mine for other in others)
    return found


def _finish(raw: Raw, results: Results, rule: Rule, board: str, period: str, *, down: bool = False) -> None:
    sign = -1 if down else 1
    if rule.method == "place":
        places = _ranked(results, lambda one: None if one.measure is None else (sign * one.measure,))
        for name, place in places.items():
            one = results[name]
            lower = rule.full * (1 - rule.step / 100 * (place - 1))
            beside = sum(results[other].group == one.group for other in places)
            if board in MONTHLY and beside < rule.least and one.measure is not None:
                lower = rule.full * min(one.measure, Fraction(100)) / 100
            one.base = half_up(max(lower, rule.floor), 2)
    for name, one in results.items():
        rows = raw.rows("board_adjustment", board=board, period=period, entrant=name)
        one.points |= {row["id"]: _points(row, rule) for row in rows if row["reason"].strip()}
        if one.base is None:
            one.points = dict.fromkeys(one.points, Fraction(0))
            continue
        one.unreported = sum((one.points[week] for week in one.weeks), Fraction(0))
        one.given = sum((_points(row, rule) for row in rows), Fraction(0))
        score = one.base + one.given
        one.score = half_up(score if rule.method == "figure" else max(score, rule.floor), 2)

    def key(one: Result) -> tuple[Fraction, ...] | None:
        if one.score is None:
            return None
        if rule.method == "figure":
            return (sign * one.score,)
        return (one.score, sign * (one.measure or Fraction(0))) if rule.method == "place" else (one.score,)

    for name, place in _ranked(results, key).items():
        results[name].place = place


def _points(row: Row, rule: Rule) -> Fraction:
    """Rule 7."""
    if not row["reason"].strip():
        return Fraction(0)
    return rule.no_substance if row["kind"] == "no_substance" else Fraction(row["points"])


def moves(before: Results | None, after: Results) -> dict[str, tuple[object, ...]]:
    """较上期: place and score then and now of every entrant of either period."""
    old = before or {}
    nobody = Result("")
    found: dict[str, tuple[object, ...]] = {}
    for name in old.keys() | after.keys():
        was, now = old.get(name, nobody), after.get(name, nobody)
        found[name] = (was.place, now.place, was.score, now.score)
    return found


def custom_board(raw: Raw, board_id: str, period: str) -> Results:
    """A 比拼榜 in one period."""
    (board,) = raw.rows("custom_board", id=board_id)
    results: Results = {}
    for row in raw.rows("board_entrant", board_id=board_id):
        figures = raw.rows("board_figure", entrant_id=row["id"], period=period)
        value = number(figures[0]["value"]) if figures else None
        measure = None if value is None else half_up(value, 2)
        results[row["id"]] = Result(row["group_name"], measure=measure)
    rule = rule_at(raw, board_id, period)
    if rule.method == "figure":
        for one in results.values():
            one.base = one.measure
    _finish(raw, results, rule, board_id, period, down=board["better"] == "down")
    return results


def appraisal(raw: Raw, quarter: str, months: Mapping[tuple[str, str], Results]) -> Results:
    """Rule 9; `months` by (board, month)."""
    rule = rule_at(raw, "appraisal", quarter)
    results: Results = {}
    for unit_id in sorted({unit_id for results_of in months.values() for unit_id in results_of}):
        one = Result(group_of(raw, unit_id))
        for kind, weight in rule.weights:
            found = [
                board[unit_id].score for (of, _), board in months.items() if of == kind and unit_id in board
            ]
            scores = [one for one in found if one is not None]
            if weight > 0 and scores:
                one.means[kind] = (half_up(sum(scores, Fraction(0)) / len(scores), 2), weight)
        if one.means:
            whole = sum((weight for _, weight in one.means.values()), Fraction(0))
            sum_ = sum((weight * mean for mean, weight in one.means.values()), Fraction(0))
            one.base = half_up(sum_ / whole, 2)
        results[unit_id] = one
    _finish(raw, results, rule._replace(method="fault"), "appraisal", quarter)
    return results
