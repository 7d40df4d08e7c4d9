"""What the search index holds: which words of which tables, whose they are, and which week they belong to.

Plain SQL, no SQLModel. How the index is kept is `search_index`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

#: by table the view that tells of what was taken in, too
SAID = {"report": "said_report", "coordination_request": "said_request"}
_OF_UNIT = "{0}.unit_id IN (SELECT id FROM unit) AND {0}.{1} = ?"


@dataclass(frozen=True, slots=True)
class Kind:
    """One table. `fields` are its columns of words; `scope` is the column (or SQL) of whose row it is.

    `alias` is the table's own in `source`; `period` the SQL of the week, period or year that newest-first goes by;
    `heaps` lists the distinct values of what `heap` asks for: the pieces in which the index is built.
    """

    name: str
    code: int
    alias: str
    source: str
    scope: str
    period: str
    fields: tuple[str, ...]
    heaps: str
    heap: str

    @property
    def columns(self) -> str:
        """Of every reading: id, scope, period, then the words."""
        words = ", ".join(f"{self.alias}.{field}" for field in self.fields)
        return f"SELECT {self.alias}.id, {self.scope}, {self.period}, {words} FROM {self.source}"


@dataclass(frozen=True, slots=True)
class Text:
    """A living row's words as they stand in the store."""

    id: str
    scope: str
    period: str
    words: tuple[str, ...]


def _said(name: str, code: int, fields: str, received: str) -> Kind:
    """What a unit says of its week, typed here or taken in as its 定稿: read through the view of both."""
    return Kind(
        name,
        code,
        "r",
        # no row of the view is dead
        f"(SELECT *, 0 AS dead FROM {SAID[name]}) r",
        "r.unit_id",
        "r.week",
        tuple(fields.split()),
        f"SELECT week, week FROM {name} UNION SELECT week, week FROM {received}",
        _OF_UNIT.format("r", "week"),
    )


def _weekly(name: str, code: int, fields: str, *, alias: str = "r", period: str = "week") -> Kind:
    """A table with the unit it belongs to and its week, and an index over the two."""
    return Kind(
        name,
        code,
        alias,
        f"{name} {alias}",
        f"{alias}.unit_id",
        f"{alias}.{period}",
        tuple(fields.split()),
        f"SELECT DISTINCT {period}, {period} FROM {name}",
        _OF_UNIT.format(alias, period),
    )


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "item",
            0,
            "i",
            "item i JOIN plan p ON p.id = i.plan_id",
            "i.plan_id",
            "coalesce(p.year, 0)",
            ("number", "title", "text"),
            "SELECT id, coalesce(year, 0) FROM plan",
            "i.plan_id = ?",
        ),
        _said("report", 1, "progress problems next_plan catch_up expected remark", "received_report"),
        _said("coordination_request", 2, "text answer", "received_request"),
        _weekly("meeting", 3, "notes conclusion place chair attendees recorder", period="period"),
        Kind(
            "topic",
            4,
            "t",
            "meeting m JOIN topic t ON t.meeting_id = m.id",
            "m.unit_id",
            "m.period",
            ("title", "notes", "conclusion"),
            "SELECT DISTINCT period, period FROM meeting",
            _OF_UNIT.format("m", "period"),
        ),
        _weekly("directive", 5, "what who person result document given_by"),
        Kind(
            "directive_step",
            6,
            "s",
            "directive d JOIN directive_step s ON s.directive_id = d.id",
            "d.unit_id",
            "d.week",
            ("words", "person"),
            "SELECT DISTINCT week, week FROM directive",
            _OF_UNIT.format("d", "week"),
        ),
        Kind(
            "appeal",
            7,
            "a",
            "appeal a",
            "''",
            "a.last_contact",
            ("office", "area", "sentence", "remark"),
            "SELECT DISTINCT last_contact, last_contact FROM appeal",
            "a.last_contact = ?",
        ),
        Kind(
            "appeal_contact",
            8,
            "a",
            "appeal_contact a",
            "''",
            "a.day",
            ("with_whom", "words"),
            "SELECT DISTINCT day, day FROM appeal_contact",
            "a.day = ?",
        ),
        _weekly("brief_part", 9, "words", period="period"),
        _weekly("attachment", 10, "name"),
    )
}

_PARTS_OF_ITEMS = (
    "attachment",
    "report",
    "coordination_request",
    "appeal",
    "appeal_contact",
    "deliverable",
    "assignment",
    "list_entry",
    "project",
    "succession",
)
#: by entity, the column that names the row it is a part of: a part that lives revives it without a change of its own
ABOVE: dict[str, tuple[str, str]] = {
    **dict.fromkeys(_PARTS_OF_ITEMS, ("item_id", "item")),
    **dict.fromkeys(("deliverable_value", "plan_point", "island_tag"), ("deliverable_id", "deliverable")),
    "plan_mark": ("report_id", "report"),
    "group_choice": ("assignment_id", "assignment"),
    "topic": ("meeting_id", "meeting"),
    "directive_step": ("directive_id", "directive"),
}


def texts(connection: sqlite3.Connection, kind: Kind, condition: str, bound: Any) -> Iterator[Text]:
    """The living rows of a kind under a condition with one value."""
    rows = connection.execute(f"{kind.columns} WHERE {kind.alias}.dead = 0 AND {condition}", (bound,))
    for row_id, scope, period, *words in rows:
        yield Text(row_id, scope, str(period), tuple(word for word in words if isinstance(word, str)))


def text_of(connection: sqlite3.Connection, kind: Kind, row_id: str) -> Text | None:
    """One living row's words; None where it is dead or there is none."""
    return next(texts(connection, kind, f"{kind.alias}.id = ?", row_id), None)


def said_in(connection: sqlite3.Connection, unit_id: str, week: str) -> set[tuple[str, str]]:
    """Table and id of all that a unit says of its week, typed here or taken in: some of it may not be shown."""
    found: set[tuple[str, str]] = set()
    for name in SAID:
        received = {"report": "received_report"}.get(name, "received_request")
        for table in (name, received):
            rows = connection.execute(
                f"SELECT id FROM {table} WHERE unit_id = ? AND week = ?", (unit_id, week)
            )
            found |= {(name, row_id) for (row_id,) in rows}
    return found


def order_of(period: str) -> int:
    """Where a week «2023-W30», month «2023-07», half-month «2023-07-1», day or year stands: later is greater."""
    numbers = [int(part) for part in re.findall(r"\d+", period)[:3]]
    if not numbers:
        return 0
    year, month, part = (*numbers, 0, 0)[:3]
    if "W" in period:
        return year * 60 + month
    # in weeks: a day by its number, a half by its order
    within = part * 2 if part <= 2 and len(period) < len("2023-07-01") else part // 7
    return year * 60 + (max(month - 1, 0) * 13) // 3 + within
