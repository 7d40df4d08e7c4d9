"""A stored list line by line, in the words of its columns, as the command line lists it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.domain.indicators import Trend
from shengsi_desktop.domain.lists import ListField, ListKind
from shengsi_desktop.domain.projects import investment_id
from shengsi_desktop.domain.words import Role
from shengsi_desktop.rhythm.figures import plain
from shengsi_desktop.services.lists.deliverables import PROMISES, YearPlan
from shengsi_desktop.services.lists.edits import rows_of
from shengsi_desktop.services.lists.indicator_edits import CADENCE_WORDS, SUM_WORDS, month_words
from shengsi_desktop.services.lists.measures import money_words
from shengsi_desktop.services.lists.stored import stored_list
from shengsi_desktop.services.lists.targets import shown, stored_target
from shengsi_desktop.store.sessions import raw_connection

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from shengsi_desktop.services.lists.stored import Row, StoredThing
    from shengsi_desktop.store.sessions import Store

F = ListField
_ENTRY = {
    F.NUMBER: "number", F.CATEGORY: "category", F.GOAL: "goal", F.LEADER: "leader", F.SECTION: "section",
    F.PERSON: "person", F.PHONE: "phone", F.REMARK: "remark",
}  # fmt: skip
_PROJECT = {
    F.BUILDER: "builder", F.NATURE: "nature", F.SITE: "site", F.START: "start_words", F.FINISH: "finish_words",
    F.MILESTONES: "milestones", F.PROBLEM_TYPE: "problem",
}  # fmt: skip
_INDICATOR = {
    F.CATEGORY: "category", F.MEASURE: "unit", F.SOURCE: "source", F.RELEASE: "release", F.LEAD: "owner",
    F.SUPPORT: "support", F.REMARK: "remark",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListedLine:
    """One stored line: its shown number, its name, and its columns that say anything, by their labels."""

    id: str
    number: str
    name: str
    columns: Mapping[str, str]


def listed(store: Store, kind: ListKind) -> tuple[ListedLine, ...]:
    """Return the list of the current plan in its order."""
    with store.reading() as session:
        found = stored_list(session, kind)
        newest = _newest(raw_connection(session), found.plan.id) if kind is ListKind.PROJECT else {}
    lines = []
    for thing in found.things:
        columns = columns_of(thing, kind, newest.get(investment_id(thing.id)))
        number = str(thing.row["ordinal" if kind is ListKind.INDICATOR else "number"])
        told = {label: words for label, words in columns.items() if words}
        lines.append(ListedLine(thing.id, number, thing.name, told | thing.extras))
    return tuple(lines)


def columns_of(thing: StoredThing, kind: ListKind, newest: Row | None = None) -> dict[str, str]:
    """Return what the list's own columns say of a thing, by their labels; empty words with them."""
    return _indicator(thing) if kind is ListKind.INDICATOR else _item(thing, kind, newest)


def _newest(connection: sqlite3.Connection, plan_id: str) -> dict[str, Row]:
    """By deliverable the newest value and the newest words that anybody reported of it."""
    found: dict[str, Row] = {}
    where = (
        "AND t.deliverable_id IN (SELECT d.id FROM deliverable d JOIN item i ON i.id = d.item_id"
        " WHERE i.plan_id = ? AND i.kind = 'project' AND i.dead = 0) ORDER BY t.week"
    )
    for row in rows_of(connection, "deliverable_value", where, (plan_id,)):
        held = found.setdefault(row["deliverable_id"], {})
        held |= {name: row[name] for name in ("value", "words") if row[name]}
    return found


def _item(thing: StoredThing, kind: ListKind, newest: Row | None) -> dict[str, str]:
    entry = thing.entry
    columns = {of.label: str(entry.get(column, "")) for of, column in _ENTRY.items()}
    columns[F.CONTENT.label] = thing.content
    owners: dict[Role, list[str]] = defaultdict(list)
    for one in thing.owners:
        owners[Role(one["role"])].append(one["written"])
    for of, role in ((F.LEAD, Role.LEAD), (F.OWNER, Role.OWNER), (F.SUPPORT, Role.SUPPORT)):
        columns[of.label] = "、".join(owners[role])
    columns[F.DUE.label] = str(entry.get("due_words", "")) or _day(thing.row)
    if kind is ListKind.PROJECT:
        columns |= _project(thing, newest or {})
    hidden = investment_id(thing.id)
    columns[PROMISES] = "；".join(one["name"] for one in thing.deliverables if one["id"] != hidden)
    return columns


def _project(thing: StoredThing, newest: Row) -> dict[str, str]:
    row = thing.project
    unit = str(row.get("money_unit", ""))
    columns = {of.label: str(row.get(column, "")) for of, column in _PROJECT.items()}
    columns[F.TOTAL.label] = money_words(_decimal(row.get("total")), unit)
    columns[F.BEFORE.label] = money_words(_decimal(row.get("before")), unit)
    for one in thing.deliverables:
        if one["id"] == investment_id(thing.id):
            high = _decimal(one["target_high"])
            columns[F.YEAR_PLAN.label] = YearPlan(_decimal(one["target"]), high, unit).words
            value = _decimal(newest.get("value"))
            columns[F.YEAR_DONE.label] = money_words(value, unit)
    columns[F.STAGE.label] = str(newest.get("words", ""))
    return columns


def _indicator(thing: StoredThing) -> dict[str, str]:
    row = thing.row
    unit = str(row["unit"])
    columns: dict[str, str] = {of.label: str(row[column]) for of, column in _INDICATOR.items()}
    columns[F.GOAL.label] = shown(stored_target(row, thing.conditions), unit)
    baseline = _decimal(row["baseline"])
    columns[F.BASELINE.label] = f"{plain(baseline)}{unit}" if baseline is not None else ""
    columns[F.DIRECTION.label] = Trend(str(row["trend"])).label
    columns[F.CUMULATIVE.label] = SUM_WORDS[row["cumulative"]]
    columns[F.CADENCE.label] = CADENCE_WORDS.get(str(row["cadence"]), "")
    for period, point in sorted(thing.points.items()):
        for column in ("value", "planned", "province", "rank"):
            value = point[column]
            if value is not None:
                size = "位" if column == "rank" else unit
                columns[month_words(period, column)] = f"{plain(Decimal(value))}{size}"
    return columns


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _day(row: Row) -> str:
    day = date.fromisoformat(row["due"]) if row["due"] else None
    if day is None:
        return ""
    return f"{day.year}年{day.month}月{day.day}日" + ("（默认）" if row["due_is_default"] else "")
