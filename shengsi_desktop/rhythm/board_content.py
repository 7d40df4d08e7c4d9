"""The content of a 公布: a board whole as canonical JSON, from which alone it is shown again. Pure."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.boards import (
    Better,
    Board,
    BoardKind,
    BoardRule,
    Counts,
    Entrant,
    Line,
    LineKind,
    Score,
    WeekFact,
)
from shengsi_desktop.domain.tracking import Reading
from shengsi_desktop.domain.words import Light
from shengsi_desktop.rhythm.board_rules import spec_content, spec_of

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA = 1


def board_content(board: Board) -> dict[str, Any]:
    """The board as plain JSON values; decimals are strings."""
    rule = board.rule
    return {
        "schema": SCHEMA,
        "board": board.board,
        "kind": board.kind.value,
        "name": board.name,
        "period": board.period,
        "as_of": board.as_of,
        "better": board.better.value,
        "measure": board.measure,
        "unit": board.unit,
        "notes": list(board.notes),
        **({"rehearsed": list(board.rehearsed)} if board.rehearsed else {}),
        **({"unfinished": True} if board.unfinished else {}),
        "rule": {
            "id": rule.id,
            "version": rule.version,
            "name": rule.name,
            "since": rule.since,
            "source": rule.source,
            "spec": spec_content(rule.spec),
            "words": board.rule_words,
        },
        "scores": [_score(one) for one in board.scores],
    }


def places_content(board: Board) -> dict[str, Any]:
    """As `board_content`, without the evidence: what another period is set against."""
    return board_content(
        replace(board, notes=(), scores=tuple(replace(one, lines=()) for one in board.scores))
    )


def read_board(content: Mapping[str, Any]) -> Board:
    """The board in that content."""
    kind, rule = BoardKind(content["kind"]), content["rule"]
    return Board(
        board=content["board"],
        kind=kind,
        name=content["name"],
        period=content["period"],
        as_of=content["as_of"],
        rule=BoardRule(
            rule["id"],
            content["board"],
            rule["version"],
            rule["name"],
            rule["since"],
            spec_of(rule["spec"], kind, as_kept=True),
            rule["source"],
            locked=True,
        ),
        scores=tuple(_read_score(one) for one in content["scores"]),
        better=Better(content["better"]),
        measure=content["measure"],
        unit=content["unit"],
        notes=tuple(content["notes"]),
        rule_words=rule["words"],
        rehearsed=tuple(content.get("rehearsed", ())),
        unfinished=bool(content.get("unfinished", False)),
    )


def _score(one: Score) -> dict[str, Any]:
    return {
        "entrant": {
            "id": one.entrant.id,
            "name": one.entrant.name,
            "group": one.entrant.group,
            **({} if one.entrant.is_unit else {"is_unit": False}),
        },
        "place": one.place,
        "points": _number(one.points),
        "measure": _number(one.measure),
        "counts": {each.name: getattr(one.counts, each.name) for each in fields(Counts)},
        "why": one.why,
        "lines": [_line(line) for line in one.lines],
    }


def _read_score(found: Mapping[str, Any]) -> Score:
    return Score(
        Entrant(**found["entrant"]),
        found["place"],
        _decimal(found["points"]),
        _decimal(found["measure"]),
        Counts(**found["counts"]),
        tuple(_read_line(line) for line in found["lines"]),
        found["why"],
    )


def _line(line: Line) -> dict[str, Any]:
    adjusted = line.adjusted
    whole = {
        "kind": line.kind.value,
        "id": line.id,
        "title": line.title,
        "number": line.number,
        "week": line.week,
        "light": line.light.value if line.light is not None else "",
        "reason": line.reason,
        "adjusted": [adjusted.light.value, adjusted.reason] if adjusted is not None else [],
        "words": line.words,
        "done": _number(line.done),
        "planned": _number(line.planned),
        "fact": line.fact.value,
        "points": _number(line.points),
        "note": line.note,
    }
    return {name: value for name, value in whole.items() if value not in ("", None, [])}


def _read_line(found: Mapping[str, Any]) -> Line:
    adjusted = found.get("adjusted")
    return Line(
        kind=LineKind(found["kind"]),
        id=found.get("id", ""),
        title=found.get("title", ""),
        number=found.get("number", ""),
        week=found.get("week", ""),
        light=Light(found["light"]) if found.get("light") else None,
        reason=found.get("reason", ""),
        adjusted=Reading(Light(adjusted[0]), adjusted[1]) if adjusted else None,
        words=found.get("words", ""),
        done=_decimal(found.get("done")),
        planned=_decimal(found.get("planned")),
        fact=WeekFact(found.get("fact", "")),
        points=Decimal(found.get("points", "0")),
        note=found.get("note", ""),
    )


def _number(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
