"""The one reading of a unit's week, in plain SQL into domain objects, for first view and services.

Standard library only. What is typed and not yet a change is read as if it stood in its row.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.first_view import FirstView, ItemCore
from shengsi_desktop.domain.naming import island_name, island_names, named_islands
from shengsi_desktop.domain.periods import last_day
from shengsi_desktop.domain.tracking import Deliverable, DeliverableValue, Report, rule_for
from shengsi_desktop.domain.units import IslandPlace, Unit, UnitGroup
from shengsi_desktop.domain.words import Comparator, DeliverableKind, ItemKind, ListName, UnitKind
from shengsi_desktop.store.owners import expanded, word
from shengsi_desktop.store.rhythm_reading import load_rhythm
from shengsi_desktop.store.rule_reading import load_rules

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from shengsi_desktop.domain.dispatch import LeadState
    from shengsi_desktop.domain.stoppages import Stoppage

_REPORT_FIELDS = tuple(each.name for each in fields(Report))
_KINDS = tuple(kind.value for kind in ItemKind)
_REPORT_TEXTS = frozenset(each.name for each in fields(Report) if each.default == "")


def load_week_facts(
    connection: sqlite3.Connection,
    unit_id: str,
    week: str | None,
    *,
    all_items: bool = False,
    plan_id: str | None = None,
    only: str = "",
) -> FirstView | None:
    """The facts of one unit's week; None where there is no such unit or no plan.

    `week` bounds values and reports («2023-W10» and before; None: all). `all_items`: every item of the plan,
    not the unit's own alone. `plan_id`: else the one in the settings, else the newest current one.
    `only`: nothing but that item with what hangs on it.
    """
    units = load_units(connection)
    unit = next((each for each in units if each.id == unit_id), None)
    plan = _plan(connection, plan_id or load_setting(connection, "plan_id"))
    if unit is None or plan is None:
        return None
    plan_id, title, year = plan
    places = load_places(connection)
    cores = load_items(connection, plan_id, year, only)
    owners = expanded(connection, cores, units, load_groups(connection), places)
    if not all_items:
        mine = {owner.item_id for owner in owners if owner.unit_id == unit_id}
        cores = tuple(core for core in cores if core.id in mine)
    shown = {core.id for core in cores}
    rules = load_rules(connection)
    return FirstView(
        unit=unit,
        rhythm=load_rhythm(connection, unit_id),
        plan_title=title,
        plan_year=year,
        items=cores,
        assignments=tuple(owner for owner in owners if owner.item_id in shown),
        deliverables=load_deliverables(connection, cores, places, year),
        values=load_values(connection, unit_id, week, only, reports_since(year)),
        reports=load_reports(connection, unit_id, week, only, reports_since(year)),
        rule=rule_for(rules, _bound(week)),
        week=week or "",
        plan_id=plan_id,
        curves=load_curves(connection, shown),
        rules=rules,
        stoppages=load_stoppages(connection, places),
        leads=load_leads(connection, unit_id, week),
    )


def load_setting(connection: sqlite3.Connection, key: str) -> str:
    """A setting of this machine, empty where there is none."""
    found = connection.execute("SELECT value FROM local_setting WHERE key = ?", (key,)).fetchone()
    return str(found[0]) if found else ""


def load_units(connection: sqlite3.Connection) -> tuple[Unit, ...]:
    """Every living unit, in the order of the table."""
    rows = connection.execute(
        "SELECT id, name, full_name, kind, aliases, initials, stem FROM unit WHERE dead = 0"
        " ORDER BY ordinal, id"
    )
    return tuple(
        Unit(row_id, name, full_name, word(UnitKind, kind), tuple(json.loads(aliases)), initials, stem)
        for row_id, name, full_name, kind, aliases, initials, stem in rows
    )


def load_groups(connection: sqlite3.Connection) -> tuple[UnitGroup, ...]:
    """Every living group with its members, in the order of the units."""
    members: dict[str, list[str]] = defaultdict(list)
    for group_id, unit_id in connection.execute(
        "SELECT m.group_id, m.unit_id FROM group_member m JOIN unit u ON u.id = m.unit_id"
        " WHERE m.dead = 0 AND u.dead = 0 ORDER BY u.ordinal, u.id"
    ):
        members[group_id].append(unit_id)
    rows = connection.execute("SELECT id, name, rule FROM unit_group WHERE dead = 0 ORDER BY id")
    return tuple(UnitGroup(row_id, name, rule, tuple(members[row_id])) for row_id, name, rule in rows)


def load_places(connection: sqlite3.Connection) -> tuple[IslandPlace, ...]:
    """Every living pair of island and township."""
    rows = connection.execute(
        "SELECT island_id, island, coalesce(unit_id, ''), source FROM island_place WHERE dead = 0"
        " ORDER BY island_id, unit_id"
    )
    return tuple(IslandPlace(*row) for row in rows)


def load_stoppages(connection: sqlite3.Connection, places: Sequence[IslandPlace]) -> tuple[Stoppage, ...]:
    """停航登记, oldest first. What reads them is loaded only where there are any."""
    if connection.execute("SELECT 1 FROM stoppage WHERE dead = 0 LIMIT 1").fetchone() is None:
        return ()
    from shengsi_desktop.store.stoppage_reading import read_stoppages

    return read_stoppages(connection, places)


def load_leads(
    connection: sqlite3.Connection, unit_id: str, week: str | None
) -> Mapping[str, tuple[LeadState, ...]]:
    """The leads' states dispatched to this desk's unit. What reads them is loaded only where there are any."""
    found = connection.execute("SELECT 1 FROM dispatch WHERE kind = 'leads' LIMIT 1").fetchone()
    if found is None or load_setting(connection, "unit_id") != unit_id:
        return {}
    from shengsi_desktop.store.lead_reading import read_leads

    return read_leads(connection, week)


def load_items(
    connection: sqlite3.Connection, plan_id: str, year: int | None, only: str = ""
) -> tuple[ItemCore, ...]:
    """Every living item of a plan (or `only` that one), in its order; behind the clauses each list in its own."""
    rows = connection.execute(
        "SELECT i.id, i.kind, i.number, i.title, i.text, i.due, i.due_is_default,"
        " coalesce(t.number, ''), coalesce(t.title, ''), coalesce(d.title, ''), coalesce(d.kind, ''),"
        " coalesce(e.category, ''), i.ordinal"
        " FROM item i LEFT JOIN task t ON t.id = i.task_id LEFT JOIN direction d ON d.id = t.direction_id"
        " LEFT JOIN list_entry e ON e.item_id = i.id AND e.dead = 0"
        " WHERE i.plan_id = ? AND i.dead = 0 AND ? IN ('', i.id)"
        " ORDER BY CASE i.kind WHEN 'clause' THEN d.ordinal END, CASE i.kind WHEN 'clause' THEN t.ordinal END,"
        " i.ordinal, i.id",
        (plan_id, only),
    )
    return tuple(_item(row[:-1], year) for row in sorted(rows, key=_place))


def _place(row: tuple[Any, ...]) -> tuple[int, int, list[int]]:
    """Where an item stands: clauses as they come, a list by its order and then its numbers (项目9 before 项目10)."""
    kind, number, ordinal = row[1], row[2], row[-1]
    if kind == ItemKind.CLAUSE.value:
        return 0, 0, []
    return _KINDS.index(kind), ordinal, [int(part) for part in re.findall(r"\d+", number)]


def load_deliverables(
    connection: sqlite3.Connection,
    items: Sequence[ItemCore],
    places: Sequence[IslandPlace],
    year: int | None,
) -> tuple[Deliverable, ...]:
    """The living deliverables of these items, in their order."""
    rank = {item.id: place for place, item in enumerate(items)}
    names = island_names(places)
    tags = _island_tags(connection, names)
    found = [
        (rank[row[1]], row)
        for row in connection.execute(
            "SELECT id, item_id, ordinal, number, kind, name, text, start_at, end_at, target, target_high, unit,"
            " object, of, comparator, stages, due, due_is_default, by_time FROM deliverable WHERE dead = 0"
            " AND item_id IN (SELECT value FROM json_each(?)) ORDER BY ordinal, id",
            (json.dumps(list(rank)),),
        )
        if row[1] in rank
    ]
    return tuple(
        _deliverable(row, names, year, tags.get(row[0], {}))
        for _, row in sorted(found, key=lambda pair: pair[0])
    )


def _island_tags(connection: sqlite3.Connection, names: Mapping[str, str]) -> dict[str, dict[str, bool]]:
    """By deliverable what a person said of its islands, by the name that an island is shown by."""
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    for deliverable_id, island, included in connection.execute(
        "SELECT deliverable_id, island, included FROM island_tag WHERE dead = 0 ORDER BY island"
    ):
        found[deliverable_id][island_name(island, names) or island] = bool(included)
    return found


def load_curves(
    connection: sqlite3.Connection, items: Collection[str]
) -> dict[str, tuple[tuple[date, Decimal], ...]]:
    """The plan curves of these items' deliverables, by deliverable: (last day of a period, value)."""
    found: dict[str, list[tuple[date, Decimal]]] = defaultdict(list)
    for deliverable_id, period, planned in connection.execute(
        "SELECT p.deliverable_id, p.period, p.planned FROM plan_point p"
        " JOIN deliverable d ON d.id = p.deliverable_id"
        " WHERE p.dead = 0 AND d.dead = 0 AND p.planned IS NOT NULL"
        " AND d.item_id IN (SELECT value FROM json_each(?)) ORDER BY p.period",
        (json.dumps(sorted(items)),),
    ):
        found[deliverable_id].append((last_day(period), Decimal(planned)))
    return {key: tuple(sorted(points)) for key, points in found.items()}


def load_values(
    connection: sqlite3.Connection,
    unit_id: str,
    week: str | None,
    only: str = "",
    since: str = "",
    *,
    drafts: bool = True,
) -> tuple[DeliverableValue, ...]:
    """What the unit reported of deliverables up to the week, oldest first, with the words that are being typed.

    `only`: of the deliverables of that item; `since`: not of weeks before that one; without `drafts` what is saved.
    """
    of_item = " AND deliverable_id IN (SELECT id FROM deliverable WHERE item_id = ?)" if only else ""
    unit = "+unit_id" if only else "unit_id"  # as of reports
    rows = connection.execute(
        "SELECT id, deliverable_id, unit_id, week, value, stage, done, words FROM said_value"
        f" WHERE {unit} = ? AND week <= ? AND week >= ?{of_item}",
        (unit_id, _bound(week), since, *((only,) if only else ())),
    )
    found = {
        row_id: DeliverableValue(deliverable_id, of_unit, in_week, _decimal(value), stage, bool(done), words)
        for row_id, deliverable_id, of_unit, in_week, value, stage, done, words in rows
    }
    for row_id, field, key, typed in _drafts(connection, "deliverable_value", {"words"}) if drafts else ():
        if (
            row_id not in found
            and typed
            and key
            and key["unit_id"] == unit_id
            and key["week"] <= _bound(week)
        ):
            found[row_id] = DeliverableValue(key["deliverable_id"], unit_id, key["week"])
        if row_id in found:
            said: dict[str, Any] = {field: typed}
            found[row_id] = replace(found[row_id], **said)
    return tuple(sorted(found.values(), key=lambda value: (value.week, value.deliverable_id)))


def load_reports(
    connection: sqlite3.Connection,
    unit_id: str,
    week: str | None,
    only: str = "",
    since: str = "",
    *,
    drafts: bool = True,
) -> tuple[Report, ...]:
    """The unit's reports up to the week, oldest first, with what is typed and not yet a change.

    `only`: of that item; `since`: not of weeks before that one; without `drafts` what is saved.
    """
    # the plus keeps SQLite from going through all the unit's weeks for one item
    where = "item_id = ? AND +unit_id = ?" if only else "unit_id = ?"
    rows = connection.execute(
        f"SELECT {', '.join(_REPORT_FIELDS)} FROM said_report WHERE {where} AND week <= ? AND week >= ?",
        (*((only,) if only else ()), unit_id, _bound(week), since),
    )
    found = {row[0]: _report(dict(zip(_REPORT_FIELDS, row, strict=True))) for row in rows}
    for row_id, field, key, value in _drafts(connection, "report", _REPORT_TEXTS) if drafts else ():
        if row_id not in found and key and key["unit_id"] == unit_id and key["week"] <= _bound(week):
            found[row_id] = Report(row_id, key["item_id"], unit_id, key["week"])
        if row_id in found and isinstance(value, str):
            typed: dict[str, Any] = {field: value}
            found[row_id] = replace(found[row_id], **typed)
    said = (_with_news(report) for report in found.values())
    return tuple(sorted(said, key=lambda report: (report.week, report.item_id)))


def _with_news(report: Report) -> Report:
    """Progress takes the mark 本周无新进展 away for as long as it stands; erased, the mark holds again."""
    return replace(report, no_news=False) if report.no_news and report.progress.strip() else report


def _drafts(
    connection: sqlite3.Connection, entity: str, texts: Collection[str]
) -> Iterator[tuple[str, str, dict[str, Any] | None, Any]]:
    """What is typed into these fields of a table's rows: the row's id, the field, the row's key, the words."""
    for row_id, field, key, value in connection.execute(
        "SELECT entity_id, field, key, value FROM draft WHERE entity = ?", (entity,)
    ):
        if field in texts:
            yield row_id, field, json.loads(key) if key else None, json.loads(value)


def _plan(connection: sqlite3.Connection, wanted: str) -> tuple[str, str, int | None] | None:
    found = connection.execute(
        "SELECT id, title, year FROM plan WHERE dead = 0 AND (id = ? OR current = 1)"
        " ORDER BY id = ? DESC, year DESC, id LIMIT 1",
        (wanted, wanted),
    ).fetchone()
    return (found[0], found[1], found[2]) if found else None


def _item(row: tuple[Any, ...], year: int | None) -> ItemCore:
    row_id, kind, number, title, text, due, is_default, task_number, task, direction, of_direction = row[:11]
    return ItemCore(
        id=row_id,
        kind=word(ItemKind, kind),
        list=_list_name(kind, of_direction),
        number=number,
        task_number=task_number,
        task=task,
        direction=direction,
        title=title,
        text=text,
        due=_due(due, year),
        due_is_default=bool(is_default),
        category=row[11],
    )


def _list_name(kind: str, of_direction: str) -> ListName:
    if kind == ItemKind.CLAUSE.value and of_direction == "guarantee":
        return ListName.GUARANTEE
    return word(ListName, kind)


def _deliverable(
    row: tuple[Any, ...], names: Mapping[str, str], year: int | None, tags: Mapping[str, bool]
) -> Deliverable:
    (row_id, item_id, _, number, kind, name, text, start, end, target, high, unit) = row[:12]
    (object_, of, comparator, stages, due, is_default, by_time) = row[12:]
    islands = [name for name in named_islands(text, names) if tags.get(name, True)]
    islands += [name for name, included in tags.items() if included and name not in islands]
    return Deliverable(
        id=row_id,
        item_id=item_id,
        number=number,
        kind=word(DeliverableKind, kind),
        name=name,
        text=text,
        start=start,
        end=end,
        target=_decimal(target),
        target_high=_decimal(high),
        unit=unit,
        object=object_,
        of=of,
        comparator=word(Comparator, comparator),
        stages=tuple(json.loads(stages)),
        due=_due(due, year),
        due_is_default=bool(is_default),
        by_time=bool(by_time),
        islands=tuple(islands),
    )


def _report(row: dict[str, Any]) -> Report:
    percent = _decimal(row["override_percent"])
    return Report(**{**row, "no_news": bool(row["no_news"]), "override_percent": percent})


def _due(text: str, year: int | None) -> date:
    return date.fromisoformat(text) if text else date(year or date.max.year, 12, 31)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def reports_since(year: int | None) -> str:
    """The first week whose reports are read: nobody reports of a plan before the last quarter of the year before."""
    return f"{year - 1}-W40" if year else ""


def _bound(week: str | None) -> str:
    # greater than any week's text
    return week or "9999-W99"
