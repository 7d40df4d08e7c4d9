"""What makes one board of a period another, in words: rule, week, and line by line of an entrant. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.boards import MONTHLY, BoardKind, LineKind
from shengsi_desktop.rhythm import board_words as words
from shengsi_desktop.rhythm.board_rules import NUMBERS
from shengsi_desktop.rhythm.figures import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shengsi_desktop.domain.boards import Board, Line, Score


def whole_changes(before: Board, after: Board) -> tuple[str, ...]:
    """What differs for all: «规则：v1→v2（一个红灯−2→−3）», «按第30周→第31周»; empty where nothing does."""
    found = []
    if before.rule.spec != after.rule.spec or before.rule.id != after.rule.id:
        numbers = "、".join(_numbers(before, after))
        found.append(f"规则：{before.rule.name}→{after.rule.name}{f'（{numbers}）' if numbers else ''}")
    if before.as_of != after.as_of:
        found.append(
            "→".join(f"按{one.as_of[:4]}年第{int(one.as_of[6:])}周" for one in (before, after) if one.as_of)
        )
    return tuple(found)


def score_changes(before: Board, was: Score | None, after: Board, now: Score | None) -> tuple[str, ...]:
    """What differs in the lines of one entrant, each in a sentence; those of the later board first."""
    if was is None or now is None:
        return ("原来不在榜上",) if was is None else ("现在不在榜上",)
    old = {(line.kind, line.id): line for line in was.lines}
    new = {(line.kind, line.id): line for line in now.lines}
    found = [] if was.entrant.name == now.entrant.name else [f"改名：原为{was.entrant.name}"]
    for key, line in new.items():
        if key not in old:
            found.append(f"新增：{_whole(after, line)}")
        elif replace(old[key], unsigned="") != replace(line, unsigned=""):
            told = (
                "，".join(_parts(before, old[key], after, line))
                or f"依据有变：{words.line_words(after, line)}"
            )
            found.append(f"{_name(line)}：{told}")
    return (*found, *(f"已没有：{_whole(before, line)}" for key, line in old.items() if key not in new))


def _numbers(before: Board, after: Board) -> Iterable[str]:
    was, now = before.rule.spec, after.rule.spec
    if was.method is not now.method:
        yield f"{was.method.label}→{now.method.label}"
    for name, said in NUMBERS.items():
        if getattr(was, name) != getattr(now, name):
            yield f"{said}{plain(getattr(was, name))}→{plain(getattr(now, name))}"
    if before.kind is BoardKind.APPRAISAL and was.weights != now.weights:
        yield "权重有变"
    if before.kind in MONTHLY and was.adjusted is not now.adjusted:
        yield "按调整后的亮灯计" if now.adjusted else "按原亮灯计"


def _name(line: Line) -> str:
    if line.kind is LineKind.ADJUSTMENT:
        return f"人工加减分（{line.title}）"
    return " ".join(part for part in (line.number, line.title) if part)


def _whole(board: Board, line: Line) -> str:
    light = words.shown_light(board, line)
    if line.kind is LineKind.ADJUSTMENT:
        parts = [_given(line), words.line_words(board, line)]
    elif light is not None:
        parts = [light.label, _given(line)]
    else:
        parts = [words.line_words(board, line), _given(line)]
    return f"{_name(line)}：{'，'.join(part for part in parts if part)}"


def _parts(before: Board, was: Line, after: Board, now: Line) -> Iterable[str]:
    lights = [words.shown_light(board, line) for board, line in ((before, was), (after, now))]
    if lights[0] is not lights[1]:
        yield "→".join(one.label if one else words.NONE for one in lights)
    if was.fact is not now.fact:
        yield f"{was.fact.label}→{now.fact.label}"
    if was.done != now.done:
        yield f"{_figure_name(now)}{words.points(was.done)}→{words.points(now.done)}{_unit(after, now)}"
    if was.planned != now.planned:
        head = "权重" if now.kind is LineKind.BOARD else "计划"
        unit = "" if now.kind is LineKind.BOARD else "万元"
        yield f"{head}{_short(was)}→{_short(now)}{unit}"
    if was.points != now.points:
        yield f"{_given(was) or '0分'}→{_given(now) or '0分'}"
    if was.title != now.title:
        yield f"原名“{was.title}”"
    if (was.words, was.week) != (now.words, now.week):
        yield "填报内容有改动"


def _figure_name(line: Line) -> str:
    return {LineKind.PROJECT: "累计", LineKind.BOARD: "平均"}.get(line.kind, "")


def _unit(board: Board, line: Line) -> str:
    return {LineKind.PROJECT: "万元", LineKind.BOARD: "分"}.get(line.kind, board.unit)


def _short(line: Line) -> str:
    return words.NONE if line.planned is None else plain(round(line.planned, 2))


def _given(line: Line) -> str:
    said = words.signed_points(line.points)
    return f"{said}分" if said else ""
