"""What the tables of a unit's machines must show: the sentences of the design over a plain list of records.

Deliberately simple and slow, and without any code of the program: a record is a dictionary as the log has it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3

    Record = dict[str, Any]
    Name = tuple[str, str]

#: by table: what a row cannot do without, what else it refers to (field → table), and what it is a part of
NEEDED = {
    "item": {"plan_id": "plan", "task_id": "task"},
    "deliverable": {"item_id": "item"},
    "report": {"item_id": "item", "unit_id": "unit"},
    "deliverable_value": {"deliverable_id": "deliverable", "unit_id": "unit"},
    "meeting": {"unit_id": "unit"},
    "topic": {"meeting_id": "meeting"},
    "directive": {"unit_id": "unit"},
}
OTHERS = {
    "meeting": {"series_id": "meeting_series"},
    "topic": {"item_id": "item", "origin_id": "topic"},
    "directive": {"meeting_id": "meeting", "item_id": "item"},
}
PARENTS = {"item": "task_id", "deliverable": "item_id", "report": "item_id"}
PARENTS |= {"deliverable_value": "deliverable_id", "topic": "meeting_id"}


def records(connection: sqlite3.Connection) -> list[Record]:
    """The log as it lies in the store, without what is set aside."""
    names = ["origin", "seq", "bases", "lamport", "entity", "entity_id", "field", "value"]
    rows = connection.execute(
        f"SELECT {', '.join(names)} FROM change c WHERE NOT EXISTS"
        " (SELECT 1 FROM set_aside a WHERE a.origin = c.origin AND a.seq = c.seq)"
    )
    found = [dict(zip(names, row, strict=True)) for row in rows]
    for record in found:
        record["bases"] = {tuple(base) for base in json.loads(record["bases"])}
        record["value"] = json.loads(record["value"])
    return found


def tables(log: list[Record]) -> dict[Name, dict[str, Any]]:
    """The rows that are shown: their values, whether they live, and their fields' heads."""
    rows = {name: row(those) for name, those in _by_row(log).items()}
    shown: dict[Name, dict[str, Any]] = {}
    # a row waits for what it cannot do without: repeated until nothing more comes
    for _ in rows:
        for (entity, row_id), found in rows.items():
            needs = {
                field: table for field, table in NEEDED.get(entity, {}).items() if found["values"].get(field)
            }
            if found["made"] and all((table, found["values"][f]) in shown for f, table in needs.items()):
                shown[entity, row_id] = found
    for (entity, _), found in shown.items():
        for field, table in OTHERS.get(entity, {}).items():
            if (table, found["values"].get(field)) not in shown:
                found["values"][field] = None
    # a live child revives its parent: repeated until nothing more comes alive
    for _ in shown:
        for (entity, _), found in shown.items():
            field = PARENTS.get(entity)
            parent = (NEEDED[entity][field], found["values"].get(field)) if field else None
            if found["alive"] and parent in shown:
                shown[parent]["alive"] = True
    return shown


def row(those: list[Record]) -> dict[str, Any]:
    """One row of its records."""
    heads: dict[str, list[Record]] = {}
    for record in those:
        for field in _fields(record):
            named = set().union(*(other["bases"] for other in those if field in _fields(other)))
            if _id(record) not in named:
                heads.setdefault(field, []).append(record)
    stones = [head for head in heads.get("_row", []) if _op(head) == "delete"]
    seen = {tuple(pair) for stone in stones for pair in stone["value"]["seen"]}
    speaking = [head for found in heads.values() for head in found if _op(head) != "delete"]
    made = [record for record in those if _op(record) == "create"]
    values = dict(max(made, key=_order)["value"]["key"] or {}) if made else {}
    values |= {f: _value(max(found, key=_order), f) for f, found in heads.items() if f != "_row"}
    alive = not stones or any(_id(head) not in seen for head in speaking)
    return {"made": bool(made), "values": values, "alive": alive, "heads": heads, "seen": seen}


def unreached(those: list[Record], field: str) -> list[Record]:
    """The writers of one row's field that no head of it has taken the place of, directly or in turn."""
    writers = {_id(record): record for record in those if field in _fields(record)}
    waiting = [_id(head) for head in row(those)["heads"].get(field, [])]
    reached = set()
    while waiting:
        name = waiting.pop()
        if name in writers and name not in reached:
            reached.add(name)
            waiting.extend(writers[name]["bases"])
    return [record for name, record in writers.items() if name not in reached]


def value_in(record: Record, field: str) -> Any:
    """What a record wrote into a field."""
    return _value(record, field)


def _by_row(log: list[Record]) -> dict[Name, list[Record]]:
    found: dict[Name, list[Record]] = {}
    for record in log:
        found.setdefault((record["entity"], record["entity_id"]), []).append(record)
    return found


by_row = _by_row


def _id(record: Record) -> tuple[str, int]:
    return (record["origin"], record["seq"])


def _order(record: Record) -> tuple[int, str, int]:
    return (record["lamport"], *_id(record))


def _op(record: Record) -> str | None:
    return record["value"]["op"] if record["field"] == "_row" else None


def _fields(record: Record) -> list[str]:
    return ["_row", *record["value"]["fields"]] if _op(record) == "create" else [record["field"]]


def _value(record: Record, field: str) -> Any:
    return record["value"]["fields"][field] if _op(record) == "create" else record["value"]
