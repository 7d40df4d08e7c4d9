"""Scores and places of a board from its evidence; the rules are those of `domain/boards.py`, by their numbers. Pure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from shengsi_desktop.domain.boards import (
    GROUPS,
    LIT,
    MONTHLY,
    UNGROUPED,
    AdjustmentKind,
    Better,
    Board,
    BoardKind,
    Counts,
    Line,
    LineKind,
    Score,
    ScoreMethod,
    WeekFact,
)
from shengsi_desktop.domain.words import Light
from shengsi_desktop.rhythm.appraisal import base_of as appraisal_base
from shengsi_desktop.rhythm.board_rules import rule_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from shengsi_desktop.domain.boards import BoardFacts, EntrantFacts, RuleSpec

_HUNDRED = Decimal(100)
_ZERO = Decimal(0)
_CENT = Decimal("0.01")
_NOT_COUNTED = {
    Light.UNREPORTED: "未填报，不计入",
    Light.UNSCHEDULED: "未定序时，不计入",
    Light.UNPUBLISHED: "未发布，不计入",
    Light.NONE: "常态工作，不计入",
    Light.BY_LEAD: "由牵头单位填报，不计入",
}


def rounded(value: Decimal) -> Decimal:
    """Half up to two places."""
    return value.quantize(_CENT, ROUND_HALF_UP)


def score_board(facts: BoardFacts) -> Board:
    """The board whole. The same facts in any order give the same board."""
    read = [_read(one, facts) for one in sorted(facts.entrants, key=lambda one: one.entrant.id)]
    if facts.rule.spec.method is ScoreMethod.PLACE and facts.kind is not BoardKind.APPRAISAL:
        read = _with_place_points(read, facts)
    scored = [_scored(one, facts) for one in read]
    key = _order(facts)
    places = _places(scored, key, lambda one: one.points is not None)
    placed = [replace(one, place=places.get(one.entrant.id)) for one in scored]
    return Board(
        board=facts.board,
        kind=facts.kind,
        name=facts.name,
        period=facts.period,
        as_of=facts.as_of,
        rule=facts.rule,
        scores=tuple(sorted(placed, key=_shown)),
        better=facts.better,
        measure=facts.measure,
        unit=facts.unit,
        notes=_notes(placed, facts),
        rule_words=rule_words(facts.rule, facts.kind),
        rehearsed=facts.rehearsed,
        unfinished=facts.unfinished,
    )


def counting_light(line: Line, spec: RuleSpec) -> Light | None:
    """The light that counts (rule 2); None for a line that has none."""
    if spec.adjusted and line.adjusted is not None:
        return line.adjusted.light
    return line.light


def group_order(group: str) -> tuple[int, str]:
    """Where a group stands among the others."""
    if group in GROUPS:
        return GROUPS.index(group), ""
    return (len(GROUPS) + 1, "") if group == UNGROUPED else (len(GROUPS), group)


class _Read(NamedTuple):
    """An entrant with its measure and base as far as they follow from itself alone."""

    facts: EntrantFacts
    lines: tuple[Line, ...]
    counts: Counts
    measure: Decimal | None
    base: Decimal | None
    why: str


def _read(one: EntrantFacts, facts: BoardFacts) -> _Read:
    spec = facts.rule.spec
    lines = tuple(_told(line, facts) for line in sorted(one.lines, key=_line_order))
    counts = _counts(lines, spec)
    measure = _measure(lines, counts, facts.kind)
    measure = None if measure is None else rounded(measure)
    base: Decimal | None
    if facts.kind is BoardKind.APPRAISAL:
        base = appraisal_base(lines)
        base = None if base is None else rounded(base)
    elif spec.method is ScoreMethod.FAULT:
        has = counts.lit > 0 or (spec.rank_unlit and _owes(lines))
        base = spec.full + sum((line.points for line in lines), _ZERO) if has else None
    else:
        base = measure
    why = "" if base is not None else _why(lines, facts)
    return _Read(one, lines, counts, measure, base, why)


def _owes(lines: Sequence[Line]) -> bool:
    """Whether there is a thing to answer for, and a week that nothing came in."""
    things = any(line.kind is not LineKind.WEEK for line in lines)
    weeks = any(line.fact is WeekFact.MISSING for line in lines)
    return things and weeks


def _told(line: Line, facts: BoardFacts) -> Line:
    """The line with its points, and with why it does not count where it does not."""
    spec = facts.rule.spec
    fault = spec.method is ScoreMethod.FAULT and facts.kind is not BoardKind.APPRAISAL
    points, note = _ZERO, line.note
    if line.kind is LineKind.WEEK:
        if fault and line.fact is WeekFact.MISSING:
            points = spec.not_reported_points
    elif line.kind in {LineKind.ITEM, LineKind.PROJECT, LineKind.INDICATOR}:
        light = counting_light(line, spec)
        given = {Light.YELLOW: spec.yellow_points, Light.RED: spec.red_points}
        points = given.get(light, _ZERO) if fault and light is not None else _ZERO
        counted_by_money = line.kind is LineKind.PROJECT and not fault
        if not note and light is not None and not counted_by_money:
            note = _NOT_COUNTED.get(light, "")
    return replace(line, points=points, note=note)


def _counts(lines: Iterable[Line], spec: RuleSpec) -> Counts:
    found: dict[Light, int] = defaultdict(int)
    other = 0
    for line in lines:
        light = counting_light(line, spec)
        if light in LIT:
            found[light] += 1
        elif line.kind in {LineKind.ITEM, LineKind.PROJECT, LineKind.INDICATOR}:
            other += 1
    return Counts(found[Light.GREEN], found[Light.YELLOW], found[Light.RED], found[Light.DONE], other)


def _measure(lines: Sequence[Line], counts: Counts, kind: BoardKind) -> Decimal | None:
    """Rule 3, not rounded yet."""
    if kind is BoardKind.APPRAISAL:
        return None
    if kind is BoardKind.CUSTOM:
        return next((line.done for line in lines if line.done is not None), None)
    if kind is BoardKind.PROJECTS:
        money = [line for line in lines if line.kind is LineKind.PROJECT and line.planned is not None]
        planned = sum((line.planned or _ZERO for line in money), _ZERO)
        done = sum((line.done or _ZERO for line in money), _ZERO)
        return _HUNDRED * done / planned if planned > 0 else None
    return _HUNDRED * (counts.green + counts.done) / counts.lit if counts.lit else None


def _with_place_points(read: Sequence[_Read], facts: BoardFacts) -> list[_Read]:
    """Rule 5: the base follows from the place by measure."""
    spec = facts.rule.spec
    groups: dict[str, list[_Read]] = defaultdict(list)
    for one in read:
        if one.measure is not None:
            groups[one.facts.entrant.group].append(one)
    base: dict[str, Decimal] = {}
    for group in groups.values():
        measures = [_directed(one.measure, facts) for one in group]
        for one, own in zip(group, measures, strict=True):
            place = 1 + sum(other > own for other in measures)
            points = spec.full * (1 - spec.step / _HUNDRED * (place - 1))
            if len(group) < spec.least and facts.kind is not BoardKind.CUSTOM:
                points = spec.full * min(one.measure or _ZERO, _HUNDRED) / _HUNDRED
            base[one.facts.entrant.id] = rounded(max(points, spec.floor))
    return [one._replace(base=base.get(one.facts.entrant.id)) for one in read]


def _directed(measure: Decimal | None, facts: BoardFacts) -> Decimal:
    value = measure or _ZERO
    return -value if facts.kind is BoardKind.CUSTOM and facts.better is Better.DOWN else value


def _scored(one: _Read, facts: BoardFacts) -> Score:
    """Rule 7."""
    spec = facts.rule.spec
    given = [
        (each, spec.no_substance_points if each.kind is AdjustmentKind.NO_SUBSTANCE else each.points)
        for each in sorted(one.facts.adjustments, key=lambda each: each.id)
        if each.reason.strip()
    ]
    points = None
    if one.base is not None:
        points = one.base + sum((number for _, number in given), _ZERO)
        if spec.method is not ScoreMethod.FIGURE or facts.kind is BoardKind.APPRAISAL:
            points = max(points, spec.floor)
        points = rounded(points)
    adjusted = tuple(
        Line(
            LineKind.ADJUSTMENT,
            each.id,
            each.kind.label,
            reason=each.reason,
            words=each.person,
            points=number if one.base is not None else _ZERO,
            note="" if one.base is not None else "未参加排名，不计入",
        )
        for each, number in given
    )
    lines = one.lines
    if one.base is None:
        # who is not ranked has no points, and so nothing was taken off them
        lines = tuple(replace(line, points=_ZERO) for line in lines)
    return Score(one.facts.entrant, None, points, one.measure, one.counts, (*lines, *adjusted), one.why)


def _order(facts: BoardFacts) -> Callable[[Score], tuple[Decimal, ...]]:
    """What the shown place goes by, the greater the better (rule 8)."""
    method = facts.rule.spec.method
    if facts.kind is BoardKind.APPRAISAL or method is ScoreMethod.FAULT:
        return lambda one: (one.points or _ZERO,)
    if method is ScoreMethod.FIGURE:
        return lambda one: (_directed(one.points, facts),)
    return lambda one: (one.points or _ZERO, _directed(one.measure, facts))


def _places(
    scores: Sequence[Score], key: Callable[[Score], tuple[Decimal, ...]], ranked: Callable[[Score], bool]
) -> dict[str, int]:
    groups: dict[str, list[Score]] = defaultdict(list)
    for one in scores:
        if ranked(one):
            groups[one.entrant.group].append(one)
    return {
        one.entrant.id: 1 + sum(key(other) > key(one) for other in group)
        for group in groups.values()
        for one in group
    }


def _shown(one: Score) -> tuple[tuple[int, str], int, str, str]:
    far = 1_000_000
    return group_order(one.entrant.group), one.place or far, one.entrant.name, one.entrant.id


def _line_order(line: Line) -> tuple[str, int, str, str, str]:
    """By kind, then by numbers as people count them; the boards of an appraisal in their own order."""
    if line.kind is LineKind.BOARD:
        return line.kind.value, 0, f"{[kind.value for kind in MONTHLY].index(line.id)}", "", line.id
    digits = "".join(sign if sign.isdigit() else " " for sign in line.number).split()
    counted = "".join(f"{int(part):06d}" for part in digits)
    list_ = line.number[: next((at for at, sign in enumerate(line.number) if sign.isdigit()), None)]
    return line.kind.value, len(line.number) == 0, f"{list_}{counted}", line.number + line.title, line.id


def _why(lines: Sequence[Line], facts: BoardFacts) -> str:
    things = [line for line in lines if line.kind is not LineKind.WEEK]
    if facts.kind is BoardKind.CUSTOM:
        return "本期没有数据，不参加排名"
    if facts.kind is BoardKind.APPRAISAL:
        return "本季各榜都没有得分，不参加排名"
    if not things:
        what = {BoardKind.PROJECTS: "重大项目", BoardKind.INDICATORS: "指标"}.get(facts.kind, "重点工作")
        return f"没有负责的{what}，不参加排名"
    if facts.kind is BoardKind.PROJECTS and facts.rule.spec.method is ScoreMethod.PLACE:
        return "项目没有截至当月的投资计划，不参加排名"
    lit = "已亮灯的事项" if facts.kind is BoardKind.WORK else "已发布或已亮灯的"
    missing = sum(line.fact is WeekFact.MISSING for line in lines) if _weeks_count(facts) else 0
    return f"没有{lit}，不参加排名{f'；本月缺{missing}周定稿' if missing else ''}"


def _weeks_count(facts: BoardFacts) -> bool:
    return facts.rule.spec.method is ScoreMethod.FAULT and facts.kind in MONTHLY


def _notes(scores: Sequence[Score], facts: BoardFacts) -> tuple[str, ...]:
    """What a reader of the board must know of stoppages, in the order shown; of weeks only where they count."""
    notes = []
    counted = _weeks_count(facts) and facts.rule.spec.not_reported_points != 0
    for one in sorted(scores, key=_shown):
        held = [line for line in one.lines if line.adjusted is not None]
        if held:
            told = "、".join(line.number or line.title for line in held)
            notes.append(f"{one.entrant.name}：{told}受停航等影响，另列调整后的亮灯。")
        for line in one.lines if counted else ():
            if line.fact is WeekFact.EXCUSED:
                rest = "" if "未报不计" in line.reason else "，未报不计"
                notes.append(f"{one.entrant.name}：{line.title}{line.reason}{rest}。")
    return tuple(notes)
