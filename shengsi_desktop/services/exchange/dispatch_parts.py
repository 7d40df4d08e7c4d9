"""What goes down in a 下发, table by table and field by field: nothing that is not named here leaves the county.

Notes, requests, phone numbers, what units said: none of it stands here. Each row is in one part alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlmodel import select

from shengsi_desktop.domain.dispatch import DispatchPart
from shengsi_desktop.services import facts
from shengsi_desktop.services.directive_owners import further_units
from shengsi_desktop.store.sessions import raw_connection
from shengsi_desktop.store.shapes import shapes
from shengsi_desktop.store.tables import Directive

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Mapping

    from sqlmodel import Session

    from shengsi_desktop.domain.units import Unit

#: fields that go down, by table; the key of a keyed row goes with it
FIELDS: Mapping[str, tuple[str, ...]] = {
    "plan": ("issuer", "year", "title", "source_text", "source_sha256"),
    "direction": ("plan_id", "ordinal", "number", "title", "kind", "start_at", "end_at"),
    "task": ("plan_id", "direction_id", "ordinal", "number", "title", "start_at", "end_at"),
    "item": (
        "plan_id", "task_id", "kind", "ordinal", "number", "title", "text", "start_at", "end_at", "marker",
        "marker_start", "marker_end", "due", "due_is_default",
    ),
    "deliverable": (
        "item_id", "ordinal", "number", "kind", "name", "text", "start_at", "end_at", "target", "target_high",
        "unit", "object", "of", "comparator", "stages", "due", "due_is_default", "by_time",
    ),
    "assignment": ("unit_id", "group_id", "role", "role_source", "origin", "ordinal"),
    "group_choice": ("included",),
    "island_tag": ("included",),
    "indicator": (
        "plan_id", "ordinal", "name", "category", "unit", "target_words", "text", "start_at", "end_at", "owner",
        "cadence", "cumulative", "baseline", "trend", "source", "release", "support",
    ),
    "condition": ("indicator_id", "ordinal", "comparator", "value", "unit", "reference"),
    "list_entry": ("number", "category", "goal", "leader", "due_words"),
    "project": (
        "builder", "nature", "site", "money_unit", "total", "before", "start_on", "start_words", "finish_on",
        "finish_words", "milestones",
    ),
    "appeal": ("area", "level", "stage", "amount", "office", "last_contact", "from_item_id", "sentence"),
    "plan_point": ("planned",),
    "indicator_point": ("planned",),
    "unit": ("name", "full_name", "kind", "aliases", "initials", "stem", "ordinal", "category"),
    "unit_group": ("name", "rule"),
    "group_member": (),
    "island_place": ("island_id", "island", "unit_id", "source"),
    "county_leader": ("name", "post", "principal", "ordinal"),
    "leader_unit": (),
    "leader_item": (),
    "task_force": ("name", "head", "deputies", "leader_id", "unit_id", "ordinal"),
    "task_force_unit": (),
    "task_force_item": (),
    "directive": (
        "unit_id", "item_id", "what", "who", "due", "state", "source", "week", "done_on", "owner_unit_id", "person",
        "first_due", "given_by", "given_on", "document", "signed_on", "signed_by", "result", "closed_on",
        "closed_by",
    ),
    "directive_step": ("directive_id", "kind", "day", "person", "words", "due_from", "due_to"),
    "light_rule": (
        "name", "version", "yellow_below", "red_below", "soon_days", "approx_margin", "current", "preset", "basis",
        "since", "kinds", "made_up",
    ),
    "board_rule": ("board", "version", "name", "since", "spec", "source"),
    "custom_board": ("name", "measure", "unit", "better", "ordinal"),
}  # fmt: skip
#: what goes only where «科室、经办人、电话和附加列» is ticked
CONTACT_FIELDS: Mapping[str, tuple[str, ...]] = {
    "list_entry": ("section", "person", "phone", "remark", "extras"),
    "indicator": ("remark", "extras"),
}
#: what the unit has the word on once the directive is there; the county's own change still comes as one
LIFE_FIELDS = frozenset({"state", "done_on", "signed_on", "signed_by", "result", "person"})

_CLAUSES = "(SELECT id FROM item WHERE plan_id = :plan AND kind = 'clause')"
#: 争取事项 of other units are theirs
_LISTED = (
    "(SELECT id FROM item i WHERE plan_id = :plan AND kind <> 'clause' AND (kind <> 'appeal' OR EXISTS"
    " (SELECT 1 FROM assignment a WHERE a.item_id = i.id AND a.unit_id = :unit AND a.dead = 0)))"
)
_DELIVERABLES = "(SELECT id FROM deliverable WHERE item_id IN {items})"
_ASSIGNMENTS = "(SELECT id FROM assignment WHERE item_id IN {items})"
_INDICATORS = "(SELECT id FROM indicator WHERE plan_id = :plan)"
_GIVEN = "(SELECT value FROM json_each(:given))"


def _of_items(items: str) -> dict[str, str]:
    return {
        "item": f"id IN {items}",
        "deliverable": f"item_id IN {items}",
        "assignment": f"item_id IN {items}",
        "group_choice": f"assignment_id IN {_ASSIGNMENTS.format(items=items)}",
        "island_tag": f"deliverable_id IN {_DELIVERABLES.format(items=items)}",
    }


#: by part its tables, and which of their rows
_SCOPE: Mapping[DispatchPart, Mapping[str, str]] = {
    DispatchPart.UNITS: {"unit": "1", "unit_group": "1", "group_member": "1", "island_place": "1"},
    DispatchPart.PLAN: {
        "plan": "id = :plan",
        "direction": "plan_id = :plan",
        "task": "plan_id = :plan",
        **_of_items(_CLAUSES),
        "indicator": "plan_id = :plan",
        "condition": f"indicator_id IN {_INDICATORS}",
    },
    DispatchPart.LISTS: {
        **_of_items(_LISTED),
        "list_entry": f"item_id IN {_CLAUSES} OR item_id IN {_LISTED}",
        "project": f"item_id IN {_LISTED}",
        "appeal": f"item_id IN {_LISTED}",
        "plan_point": "deliverable_id IN (SELECT id FROM deliverable WHERE item_id IN"
        f" {_CLAUSES} OR item_id IN {_LISTED})",
        "indicator_point": f"planned IS NOT NULL AND indicator_id IN {_INDICATORS}",
    },
    DispatchPart.PEOPLE: {
        "county_leader": "1",
        "leader_unit": "1",
        "leader_item": f"item_id IN {_CLAUSES} OR item_id IN {_LISTED}",
        "task_force": "1",
        "task_force_unit": "1",
        "task_force_item": f"item_id IN {_CLAUSES} OR item_id IN {_LISTED}",
    },
    DispatchPart.DIRECTIVES: {
        "directive": f"id IN {_GIVEN}",
        "directive_step": f"directive_id IN {_GIVEN}",
    },
    DispatchPart.LIGHTS: {"light_rule": "1"},
    DispatchPart.BOARDS: {"custom_board": "1", "board_rule": "1"},
}
#: the tables of each part that has rows
TABLES: Mapping[str, frozenset[str]] = {part.value: frozenset(tables) for part, tables in _SCOPE.items()}


@dataclass(frozen=True, slots=True)
class Gathered:
    """The rows of a dispatch, by part and table; ids of those that were deleted, by table."""

    rows: dict[str, dict[str, tuple[dict[str, Any], ...]]]
    dropped: dict[str, tuple[str, ...]]


def fields_of(table: str) -> tuple[str, ...]:
    """Every field of a table that a dispatch may carry."""
    return (*FIELDS[table], *CONTACT_FIELDS.get(table, ()))


def gathered(
    session: Session, parts: Collection[DispatchPart], *, plan_id: str, own: Unit, unit: Unit
) -> Gathered:
    """What goes to a unit of the parts ticked."""
    connection = raw_connection(session)
    given = json.dumps(_given(session, own, unit)) if DispatchPart.DIRECTIVES in parts else "[]"
    bound = {"plan": plan_id, "unit": unit.id, "given": given}
    rows: dict[str, dict[str, tuple[dict[str, Any], ...]]] = {}
    dropped: dict[str, list[str]] = {}
    for part, tables in _SCOPE.items():
        if part not in parts:
            continue
        found = rows.setdefault(part.value, {})
        for table, scope in tables.items():
            names = FIELDS[table]
            if DispatchPart.CONTACTS in parts:
                names = fields_of(table)
            living, dead = _rows(connection, table, names, scope, bound)
            if living:
                found[table] = living
            if dead:
                dropped.setdefault(table, []).extend(dead)
    for row in rows.get(DispatchPart.DIRECTIVES.value, {}).get("directive", ()):
        row["given_by"] = row["given_by"] or own.name
    return Gathered(rows, {table: tuple(ids) for table, ids in dropped.items()})


def _given(session: Session, own: Unit, unit: Unit) -> list[str]:
    """The county's directives that name the unit, alone or among others; deleted ones, too."""
    ids = {one.name: one.id for one in facts.units(session)}
    rows = session.exec(select(Directive).where(Directive.unit_id == own.id)).all()
    return [
        row.id
        for row in rows
        if unit.id != own.id
        and (row.owner_unit_id == unit.id or unit.name in further_units(row.who, row.owner_unit_id, ids))
    ]


def _rows(
    connection: sqlite3.Connection, table: str, names: tuple[str, ...], scope: str, bound: Mapping[str, str]
) -> tuple[tuple[dict[str, Any], ...], list[str]]:
    shape = shapes()[table]
    columns = ("id", "dead", *shape.key, *names)
    listed = ", ".join(f'"{name}"' for name in columns)
    living, dead = [], []
    for row in connection.execute(f'SELECT {listed} FROM "{table}" WHERE {scope} ORDER BY id', dict(bound)):
        said = {name: shape.from_column(name, value) for name, value in zip(columns, row, strict=True)}
        if said.pop("dead"):
            dead.append(str(said["id"]))
        else:
            living.append(said)
    return tuple(living), dead
