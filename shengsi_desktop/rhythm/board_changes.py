"""What would be if: a board's facts with a rehearsal's changes, and how two boards differ. Pure, nothing is stored."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.board_moves import Move
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.board_differences import score_changes
from shengsi_desktop.rhythm.board_rules import checked
from shengsi_desktop.rhythm.board_scores import group_order, score_board

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from decimal import Decimal

    from shengsi_desktop.domain.board_moves import WhatIf
    from shengsi_desktop.domain.boards import Board, BoardFacts, EntrantFacts, Line, WeekFact
    from shengsi_desktop.domain.words import Light

_Key = tuple[str, str]


def changed_facts(facts: BoardFacts, what_if: WhatIf) -> BoardFacts:
    """The facts as the rehearsal would have them.

    Refused for a rule that makes no sense, and for a line that there is none of.
    """
    lights = {(entrant, line): light for entrant, line, light in what_if.lights}
    figures = {(entrant, line): figure for entrant, line, figure in what_if.figures}
    weeks = {(entrant, line): fact for entrant, line, fact in what_if.weeks}
    known = {(one.entrant.id, line.id) for one in facts.entrants for line in one.lines}
    if not {*lights, *figures, *weeks} <= known:
        raise Refusal("试算改动的事项已不在榜上，没有计算。请重新打开试算。")
    rule = facts.rule
    if what_if.spec is not None:
        rule = replace(rule, spec=checked(what_if.spec, facts.kind))
    entrants = tuple(_entrant(one, lights, figures, weeks) for one in facts.entrants)
    return replace(facts, rule=rule, entrants=entrants)


def rehearse(facts: BoardFacts, what_if: WhatIf) -> tuple[Board, tuple[Move, ...]]:
    """The board that would be, and how each entrant moves against the one that is."""
    after = score_board(changed_facts(facts, what_if))
    return after, moves(score_board(facts), after)


def moves(before: Board, after: Board) -> tuple[Move, ...]:
    """Every entrant of either board, in the order of the later one; those that it has no more at the end."""
    old = {one.entrant.id: one for one in before.scores}
    new = {one.entrant.id: one for one in after.scores}
    gone = sorted(
        (one for key, one in old.items() if key not in new),
        key=lambda one: (group_order(one.entrant.group), one.entrant.name),
    )
    found = []
    for one in (*after.scores, *gone):
        key = one.entrant.id
        was, now = old.get(key), new.get(key)
        found.append(
            Move(
                one.entrant,
                was.place if was else None,
                now.place if now else None,
                was.points if was else None,
                now.points if now else None,
                was.entrant.group if was else "",
                score_changes(before, was, after, now),
            )
        )
    return tuple(found)


def _entrant(
    one: EntrantFacts,
    lights: Mapping[_Key, Light],
    figures: Mapping[_Key, Decimal | None],
    weeks: Mapping[_Key, WeekFact],
) -> EntrantFacts:
    entrant = one.entrant.id
    touched: Collection[str] = {line for owner, line in (*lights, *figures, *weeks) if owner == entrant}
    if not touched:
        return one

    def changed(line: Line) -> Line:
        key = (entrant, line.id)
        if key in lights:
            line = replace(line, light=lights[key], adjusted=None, reason=f"试算假设（原为：{line.reason}）")
        if key in figures:
            line = replace(line, done=figures[key])
        if key in weeks:
            line = replace(line, fact=weeks[key])
        return line

    return replace(one, lines=tuple(changed(line) if line.id in touched else line for line in one.lines))
