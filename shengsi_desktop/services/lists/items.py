"""What projects and reforms have in common as items of a list: their rows, owners, numbers, and the list's columns."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sqlmodel import col, select

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import Origin, Role, RoleSource
from shengsi_desktop.rhythm.item_rows import UnitFacts, item_row
from shengsi_desktop.rhythm.weeks import previous_week
from shengsi_desktop.services import facts
from shengsi_desktop.services.lists.rows import PREFIX, name_and_content, title_and_text
from shengsi_desktop.services.unit_words import the_unit_meant, unit_meant
from shengsi_desktop.store.said import SaidReport
from shengsi_desktop.store.sessions import alive, today
from shengsi_desktop.store.tables import Assignment, Item, ListEntry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sqlmodel import Session

    from shengsi_desktop.domain.first_view import FirstView
    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.domain.words import ItemKind
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.tables import Plan

ENTRY_FIELDS = ("category", "goal", "leader", "section", "person", "phone", "due_words", "remark")
_DIGITS = re.compile(r"\d+")
_BETWEEN = re.compile(r"[、，,；;\s]+")


class Listed(NamedTuple):
    """The items of one list as rows, with the facts they were made of and the list's own columns by item."""

    facts: FirstView
    sorted: UnitFacts
    rows: tuple[ItemRow, ...]
    entries: Mapping[str, ListEntry]
    texts: Mapping[str, str]


def listed(
    session: Session,
    unit_id: str,
    week: Week,
    kind: ItemKind,
    *,
    everything: bool = False,
    read: facts.WeekRead | None = None,
    only: str = "",
) -> Listed:
    """The unit's items of that list in that week; with `everything` all of the plan's, with `only` that one alone.

    `read`: the unit's week, where it has been read already.
    """
    if read is not None:
        mine = tuple(row for row in read.rows if row.kind is kind)
        texts = {core.id: core.text for core in read.facts.items}
        return Listed(read.facts, read.sorted, mine, entries_of(session), texts)
    found = facts.week_facts(session, unit_id, str(week), all_items=everything, only=only)
    sorted_facts = UnitFacts(found)
    before = facts.final_standings(session, unit_id, previous_week(week))
    cores = [core for core in found.items if core.kind is kind]
    rows = tuple(item_row(sorted_facts, core, week, before=before.get(core.id)) for core in cores)
    texts = {core.id: core.text for core in cores}
    return Listed(found, sorted_facts, rows, entries_of(session, only), texts)


def lead_of(listed: Listed, item_id: str, unit_id: str) -> str:
    """The id of the other unit that leads an item, empty where none is known."""
    owners = sorted(listed.sorted.assignments[item_id], key=lambda one: one.ordinal)
    ids = [one.unit_id for one in owners if one.role is not Role.SUPPORT and one.unit_id != unit_id]
    return next((one for one in ids if one), "")


def newest_words(
    session: Session, listed: Listed, item: ItemRow, unit_id: str, week: str
) -> tuple[str, str, str]:
    """The newest 本周进展 up to the week, its week, and that week's 存在问题: the unit's, else the lead's."""
    if item.ours:
        mine = [one for one in listed.sorted.reports[item.id].values() if one.week <= week]
        found = [(one.week, one.progress.strip(), one.problems.strip()) for one in mine]
    else:
        lead = lead_of(listed, item.id, unit_id)
        query = select(SaidReport).where(
            SaidReport.item_id == item.id, SaidReport.unit_id == lead, SaidReport.week <= week
        )
        rows = session.exec(query.order_by(col(SaidReport.week))).all() if lead else ()
        found = [(row.week, row.progress.strip(), row.problems.strip()) for row in rows]
    at, progress, problems = max((one for one in found if one[1]), default=("", "", ""))
    return progress, at, problems


def entries_of(session: Session, only: str = "") -> dict[str, ListEntry]:
    """The list's columns by item, or of `only` that one."""
    query = alive(ListEntry).where(ListEntry.item_id == only) if only else alive(ListEntry)
    return {row.item_id: row for row in session.exec(query).all()}


def item_of(command: Command, item_id: str, kind: ItemKind) -> Item:
    """The item, which must be of that list. Refused where it is gone."""
    row = command.session.get(Item, item_id)
    if row is None or row.dead or row.kind != kind.value:
        raise Refusal(f"这个{kind.label[2:]}已不在清单里，没有改动。")
    return row


def add_item(command: Command, kind: ItemKind, name: str, text: str) -> tuple[Item, Plan]:
    """A new item at the list's end, with the next number.

    Refused without a name, or where there is one of that name.
    """
    if not name.strip():
        raise Refusal(f"{kind.label[2:]}名称不能为空，没有添加。")
    title, whole = title_and_text(name.strip(), text.strip())
    plan = facts.current_plan(command.session)
    rows = command.session.exec(alive(Item).where(Item.plan_id == plan.id, Item.kind == kind.value)).all()
    twin = next((row for row in rows if row.title == title), None)
    if twin is not None:
        raise Refusal(f"清单里已有{twin.number}“{title}”，没有添加。要改动请在列表里选中它。")
    entries = entries_of(command.session)
    taken = [
        int(hit[0])
        for row in rows
        for number in (_number(entries, row), row.number)
        if (hit := _DIGITS.search(number))
    ]
    number = max(taken, default=0) + 1
    item = Item(
        plan_id=plan.id,
        kind=kind.value,
        ordinal=max((row.ordinal for row in rows), default=0) + 1,
        number=f"{PREFIX[kind.value]}{number}",
        title=title,
        text=whole,
        due=date(plan.year or today(command.session).year, 12, 31).isoformat(),
    )
    command.session.add(item)
    command.session.flush()
    command.keyed(ListEntry, item_id=item.id).number = str(number)
    return item, plan


def _number(entries: Mapping[str, ListEntry], row: Item) -> str:
    return entries[row.id].number if row.id in entries and entries[row.id].number else row.number


def put_words(item: Item, kind: ItemKind, fields: Mapping[str, Any]) -> None:
    """Set `name` and `content` as an item holds them; what is not given stays. Refused without a name."""
    name, content = name_and_content(item.title, item.text)
    name = str(fields.get("name", name)).strip()
    if not name:
        raise Refusal(f"{kind.label[2:]}名称不能为空，没有改动。")
    item.title, item.text = title_and_text(name, str(fields.get("content", content)).strip())


def put_entry(command: Command, item_id: str, fields: Mapping[str, Any]) -> None:
    """Set columns of the list; what is not given stays."""
    given = {name: str(fields[name]).strip() for name in ENTRY_FIELDS if name in fields}
    if given:
        row = command.keyed(ListEntry, item_id=item_id)
        for name, value in given.items():
            setattr(row, name, value)


def put_leads(command: Command, item_id: str, written: str, *, only_known: bool = False) -> None:
    """牵头单位 as a person writes them («甲局、乙镇»): they replace the leads there were; the other owners stay.

    A name that the directory does not know stands as written, 待确认; with `only_known` it is refused, with near names,
    where it does not stand there already.
    """
    session = command.session
    names = list(dict.fromkeys(name for name in _BETWEEN.split(written) if name))
    rows = session.exec(
        alive(Assignment).where(Assignment.item_id == item_id).order_by(col(Assignment.ordinal))
    ).all()
    written_before = {row.written for row in rows}
    wanted = {
        unit.id if unit else name: (name, unit)
        for name in names
        for unit in (
            the_unit_meant(session, name)
            if only_known and name not in written_before
            else unit_meant(session, name),
        )
    }
    for row in rows:
        name = row.unit_id or row.written
        if name in wanted:
            row.role, row.role_source = Role.LEAD.value, RoleSource.USER.value
            del wanted[name]
        elif row.role != Role.SUPPORT.value:
            session.delete(row)
    last = max((row.ordinal for row in rows), default=0)
    for place, (name, unit) in enumerate(wanted.values(), start=last + 1):
        row = command.keyed(Assignment, item_id=item_id, written=unit.name if unit else name)
        row.unit_id = unit.id if unit else None
        row.role, row.role_source = Role.LEAD.value, RoleSource.USER.value
        row.origin, row.ordinal = Origin.NAMED.value, place


def day_in(words: str, year: int | None, *, last: bool) -> date | None:
    """The day that words of time mean («2022年9月»): the last one of them, or the first; None where they say none."""
    if not words.strip():
        return None
    from shengsi_desktop.sheets.lists.days import days

    found = days(words, year)
    return found.last if last else found.first


def drop_item(command: Command, item_id: str, kind: ItemKind) -> None:
    """Delete it with all that hangs on it; undo brings it back whole."""
    command.session.delete(item_of(command, item_id, kind))
