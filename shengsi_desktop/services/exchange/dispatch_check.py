"""Whether the rows of a dispatch may stand in the tables: kinds, numbers, days, words, keys. Refused where not.

What is not known here (a table, a field) is left out, so that a newer county may say more.
"""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer

from shengsi_desktop.domain.boards import BoardKind
from shengsi_desktop.domain.directives import StepKind
from shengsi_desktop.domain.periods import last_day
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import (
    Comparator,
    DeliverableKind,
    DirectiveSource,
    DirectiveState,
    ItemKind,
    Light,
    LightBasis,
    Origin,
    Role,
    RoleSource,
    RulePreset,
    UnitKind,
)
from shengsi_desktop.exchange.dispatch_document import content_id
from shengsi_desktop.rhythm.board_content import read_board
from shengsi_desktop.rhythm.board_rules import spec_of
from shengsi_desktop.services.exchange.dispatch_base import models
from shengsi_desktop.services.exchange.dispatch_parts import TABLES, fields_of
from shengsi_desktop.store.columns import Flag
from shengsi_desktop.store.commands import id_of
from shengsi_desktop.store.shapes import Shape, shapes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from shengsi_desktop.exchange.dispatch_document import DispatchDocument

Row = dict[str, Any]
_KEPT = "没有收入任何内容，台账未动。请县里重新导出。"
_WEEK = re.compile(r"\d{4}-W\d{2}")
_MOST_DIGITS = 40
_DECIMALS = {
    "deliverable": ("target", "target_high"),
    "condition": ("value",),
    "indicator": ("baseline",),
    "plan_point": ("planned",),
    "indicator_point": ("planned",),
    "project": ("total", "before"),
    "appeal": ("amount",),
    "light_rule": ("yellow_below", "red_below", "approx_margin"),
}
_DAYS = {
    "item": ("due",),
    "deliverable": ("due",),
    "directive": ("due", "first_due", "done_on", "given_on", "signed_on", "closed_on"),
    "directive_step": ("day", "due_from", "due_to"),
}
_WORDS: Mapping[tuple[str, str], Any] = {
    ("item", "kind"): ItemKind,
    ("deliverable", "kind"): DeliverableKind,
    ("deliverable", "comparator"): Comparator,
    ("condition", "comparator"): Comparator,
    ("assignment", "role"): Role,
    ("assignment", "role_source"): RoleSource,
    ("assignment", "origin"): Origin,
    ("unit", "kind"): UnitKind,
    ("directive", "state"): DirectiveState,
    ("directive", "source"): DirectiveSource,
    ("directive_step", "kind"): StepKind,
    ("light_rule", "preset"): RulePreset,
    ("light_rule", "basis"): LightBasis,
}
_WEEKS = {("directive", "week"), ("light_rule", "since")}
_LISTS = {("deliverable", "stages"), ("unit", "aliases")}
_OBJECTS = {
    ("light_rule", "kinds"), ("board_rule", "spec"), ("list_entry", "extras"), ("indicator", "extras")
}  # fmt: skip


def checked_rows(document: DispatchDocument, name: str) -> dict[str, dict[str, dict[str, Row]]]:
    """The rows by part, table and id, each with what is known here. Refused where one cannot stand."""
    found: dict[str, dict[str, dict[str, Row]]] = {}
    try:
        for part, tables in document.rows.items():
            if part not in TABLES or part not in document.parts:
                continue
            of_part = found.setdefault(part, {})
            for table in (one for one in shapes() if one in tables and one in TABLES[part]):
                of_part[table] = {row["id"]: row for row in _rows(table, tables[table])}
    except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation, RecursionError) as trouble:
        raise Refusal(f"“{name}”里有读不懂的内容，{_KEPT}") from trouble
    return found


def check_documents(document: DispatchDocument, name: str) -> None:
    """Refused where a published board or a lead's state is not whole."""
    try:
        for one in document.publications:
            read_board(json.loads(one.content))
            _require(content_id(one.content) == one.id)
        for lead in document.leads:
            Light(lead.light)
            _decimal(lead.computed)
            _require(_WEEK.fullmatch(lead.week))
            for _, light, _ in lead.lights:
                Light(light)
    except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation, RecursionError) as trouble:
        raise Refusal(f"“{name}”里公布的榜或牵头单位状态不完整，{_KEPT}") from trouble


def _rows(table: str, rows: tuple[Mapping[str, Any], ...]) -> Iterator[Row]:
    shape = shapes()[table]
    columns = models()[table].metadata.tables[table].columns
    allowed = (*shape.key, *fields_of(table))
    for given in rows:
        row: Row = {"id": given["id"], **{name: given[name] for name in allowed if name in given}}
        _require(isinstance(row["id"], str) and row["id"])
        for name, value in row.items():
            _check_type(shape, name, value, columns[name].type)
            _check_meaning(table, name, value)
        missing = [name for name in (*shape.key, *shape.fields) if name not in shape.defaults]
        _require(all(row.get(name) for name in missing))
        if shape.key:
            _require(id_of(shape, {part: row[part] for part in shape.key}) == row["id"])
        if table == "board_rule":
            kinds = {kind.value: kind for kind in BoardKind}
            spec_of(json.loads(row["spec"]), kinds.get(row["board"], BoardKind.CUSTOM), as_kept=True)
        yield row


def _check_type(shape: Shape, name: str, value: object, column: object) -> None:
    if value is None:
        _require(name in shape.nullable)
    elif isinstance(column, Flag):
        _require(isinstance(value, bool))
    elif isinstance(column, Integer):
        _require(isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53)
    else:
        _require(isinstance(value, str))


def _check_meaning(table: str, name: str, value: Any) -> None:
    if name == "period":
        last_day(value)
    if value in (None, ""):
        return
    if name in _DECIMALS.get(table, ()):
        _decimal(value)
    elif name in _DAYS.get(table, ()):
        date.fromisoformat(value)
    elif (table, name) in _LISTS:
        found = json.loads(value)
        _require(isinstance(found, list) and all(isinstance(one, str) for one in found))
    elif (table, name) in _OBJECTS:
        _require(isinstance(json.loads(value), dict))
    elif (table, name) in _WEEKS:
        _require(_WEEK.fullmatch(value))
    elif (table, name) in _WORDS:
        _WORDS[table, name](value)
    if (table, name) == ("light_rule", "kinds"):
        for kind, own in json.loads(value).items():
            DeliverableKind(kind)
            _decimal(own.get("yellow"))
            _decimal(own.get("red"))
            _require(isinstance(own.get("soon"), int | None))


def _decimal(text: str | None) -> None:
    if text is not None:
        _require(len(text) <= _MOST_DIGITS and Decimal(text).is_finite())


def _require(holds: object) -> None:
    if not holds:
        message = "not what may stand there"
        raise ValueError(message)
