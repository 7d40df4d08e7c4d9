"""What is stored of a list in the current plan, read at once in plain SQL, for comparing a table with it.

The same reading serves the preview and the command that takes it in.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.lists import ListKind
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.services import facts
from shengsi_desktop.services.lists.edits import rows_of, typed_words
from shengsi_desktop.services.lists.rows import KINDS, PREFIX, bare_number, name_and_content, name_key
from shengsi_desktop.store.sessions import raw_connection

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from sqlmodel import Session

Row = dict[str, Any]
#: bound to the plan, the kind, and the one item that is wanted (empty: all)
_OF_ITEMS = (
    "AND t.item_id IN (SELECT id FROM item WHERE plan_id = ? AND kind = ? AND dead = 0 AND ? IN ('', id))"
)
_OF_DELIVERABLES = (
    "AND t.deliverable_id IN (SELECT d.id FROM deliverable d JOIN item i ON i.id = d.item_id"
    " WHERE i.plan_id = ? AND i.kind = ? AND i.dead = 0 AND ? IN ('', i.id) AND d.dead = 0)"
)
_OF_INDICATORS = "AND t.indicator_id IN (SELECT id FROM indicator WHERE plan_id = ? AND dead = 0)"


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """The plan that lists belong to. `tasks`: (id, number, title). `by_time`: what its promises are measured by."""

    id: str
    title: str
    year: int
    tasks: tuple[tuple[str, str, str], ...] = ()
    by_time: bool = True


@dataclass(slots=True)
class StoredThing:
    """One stored line of a list: `row` is the item's or the indicator's, with all that hangs on it.

    `keys` are the names it is found by. `gone` are ids of its deliverables that a person deleted.
    """

    id: str
    number: str
    name: str
    content: str
    keys: tuple[str, ...]
    row: Row
    entry: Row = field(default_factory=dict)
    project: Row = field(default_factory=dict)
    deliverables: list[Row] = field(default_factory=list)
    owners: list[Row] = field(default_factory=list)
    tags: dict[str, dict[str, bool]] = field(default_factory=lambda: defaultdict(dict))
    curve: dict[tuple[str, str], str | None] = field(default_factory=dict)
    conditions: list[Row] = field(default_factory=list)
    points: dict[str, Row] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    @property
    def extras(self) -> dict[str, str]:
        """The columns that are kept as they are, by their heads."""
        held = (self.entry or self.row).get("extras") or "{}"
        return {str(head): str(words) for head, words in json.loads(held).items()}

    @property
    def shown(self) -> str:
        """Number and name, as a person knows it."""
        return (
            f"{self.row['number']} {self.name}"
            if "number" in self.row
            else f"{self.row['ordinal']} {self.name}"
        )


@dataclass(frozen=True, slots=True)
class StoredList:
    """All that is stored of one list in the plan, in its order."""

    kind: ListKind
    plan: PlanFacts
    things: tuple[StoredThing, ...]

    @property
    def by_id(self) -> Mapping[str, StoredThing]:
        """The things by id."""
        return {one.id: one for one in self.things}


def plan_facts(session: Session, plan_id: str = "") -> PlanFacts:
    """The plan of that id, else the current one. Refused where there is none, or it has no year."""
    plan = facts.current_plan(session, plan_id)
    if plan.year is None:
        raise Refusal(f"方案《{plan.title}》没有年份，清单没有改动。请先在方案里填写年份。")
    connection = raw_connection(session)
    tasks = connection.execute(
        "SELECT id, number, title FROM task WHERE plan_id = ? AND dead = 0 ORDER BY ordinal", (plan.id,)
    ).fetchall()
    by_time = facts.by_time(session, plan.id)
    return PlanFacts(plan.id, plan.title, plan.year, tuple(map(tuple, tasks)), by_time)


def stored_list(session: Session, kind: ListKind) -> StoredList:
    """Read what is stored of the list."""
    plan = plan_facts(session)
    connection = raw_connection(session)
    if kind is ListKind.INDICATOR:
        return StoredList(kind, plan, tuple(_indicators(connection, plan.id)))
    return StoredList(kind, plan, tuple(_items(connection, plan.id, kind)))


def stored_thing(session: Session, kind: ListKind, item_id: str) -> StoredThing:
    """Read one line of a list, with all that hangs on it."""
    connection = raw_connection(session)
    (plan_id,) = connection.execute("SELECT plan_id FROM item WHERE id = ?", (item_id,)).fetchone()
    return _items(connection, str(plan_id), kind, item_id)[0]


def _items(connection: sqlite3.Connection, plan_id: str, kind: ListKind, only: str = "") -> list[StoredThing]:
    of_kind = (plan_id, KINDS[kind].value, only)
    found: dict[str, StoredThing] = {}
    where = "AND t.plan_id = ? AND t.kind = ? AND ? IN ('', t.id) ORDER BY t.ordinal, t.id"
    for row in rows_of(connection, "item", where, of_kind):
        name, content = name_and_content(row["title"], row["text"])
        keys = tuple(dict.fromkeys((name_key(name, kind), name_key(row["title"], kind))))
        found[row["id"]] = StoredThing(
            row["id"], bare_number(_digits(row["number"])), name, content, keys, row
        )
    typed = typed_words(connection, "list_entry")
    for row in rows_of(connection, "list_entry", _OF_ITEMS, of_kind):
        found[row["item_id"]].entry = row | typed.get(row["id"], {})
        found[row["item_id"]].number = bare_number(row["number"]) or found[row["item_id"]].number
    for row in rows_of(connection, "project", _OF_ITEMS, of_kind):
        found[row["item_id"]].project = row
    for row in rows_of(connection, "assignment", f"{_OF_ITEMS} ORDER BY t.ordinal, t.id", of_kind):
        found[row["item_id"]].owners.append(row)
    _deliverables(connection, of_kind, found)
    return list(found.values())


def _digits(number: str) -> str:
    """«3» of «项目3»."""
    return number[2:] if number[:2] in PREFIX.values() else number


def _deliverables(
    connection: sqlite3.Connection, of_kind: Sequence[str], found: Mapping[str, StoredThing]
) -> None:
    item_of: dict[str, str] = {}
    for row in rows_of(connection, "deliverable", f"{_OF_ITEMS} ORDER BY t.ordinal, t.id", of_kind):
        found[row["item_id"]].deliverables.append(row)
        item_of[row["id"]] = row["item_id"]
    for row_id, item_id in connection.execute(
        f"SELECT t.id, t.item_id FROM deliverable t WHERE t.dead = 1 {_OF_ITEMS}", tuple(of_kind)
    ):
        found[item_id].gone.add(row_id)
    for row in rows_of(connection, "island_tag", _OF_DELIVERABLES, of_kind):
        thing = found[item_of[row["deliverable_id"]]]
        thing.tags[row["deliverable_id"]][row["island"]] = row["included"]
    for row in rows_of(connection, "plan_point", _OF_DELIVERABLES, of_kind):
        thing = found[item_of[row["deliverable_id"]]]
        thing.curve[row["deliverable_id"], row["period"]] = row["planned"]


def _indicators(connection: sqlite3.Connection, plan_id: str) -> list[StoredThing]:
    found: dict[str, StoredThing] = {}
    kind = ListKind.INDICATOR
    for row in rows_of(connection, "indicator", "AND t.plan_id = ? ORDER BY t.ordinal, t.id", (plan_id,)):
        keys = (name_key(row["name"], kind),)
        found[row["id"]] = StoredThing(row["id"], str(row["ordinal"]), row["name"], row["text"], keys, row)
    for row in rows_of(connection, "condition", f"{_OF_INDICATORS} ORDER BY t.ordinal, t.id", (plan_id,)):
        found[row["indicator_id"]].conditions.append(row)
    for row in rows_of(connection, "indicator_point", _OF_INDICATORS, (plan_id,)):
        found[row["indicator_id"]].points[row["period"]] = row
    return list(found.values())
