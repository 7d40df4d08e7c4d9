"""停航登记: what stood still, when and on which islands; which items it holds up; and what it excuses."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.naming import island_name, island_names
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.stoppages import StoppageKind, TouchedItem
from shengsi_desktop.rhythm.excuses import excuse
from shengsi_desktop.rhythm.meeting_days import weekly_hand_in
from shengsi_desktop.rhythm.stoppages import reason_words, touches
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts, setting_up
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.store import keys
from shengsi_desktop.store.tables import Item
from shengsi_desktop.store.tables import Stoppage as StoppageRow
from shengsi_desktop.store.tables import StoppageItem as LinkRow

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.first_view import FirstView
    from shengsi_desktop.domain.stoppages import Stoppage
    from shengsi_desktop.domain.units import IslandPlace
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store

_FIELDS = frozenset({"kind", "first", "last", "islands", "name", "reason", "source"})
_LONGEST = 366


def stoppages(store: Store) -> tuple[Stoppage, ...]:
    """All that is registered, oldest first."""
    with store.reading() as session:
        return facts.stoppages(session)


def register(
    store: Store, kind: StoppageKind, first: date, last: date, islands: Sequence[str] = (), **words: str
) -> frozenset[FieldKey]:
    """A stoppage from `first` to `last`, both counted; without islands, of the whole county.

    `words`: name (杜苏芮), reason (the text offered in reports), source (where it was announced). Refused for days that
    run backwards, for islands that the table does not know, and for what is registered already.
    """
    with signed(store, f"登记{kind.label}") as command:
        row = StoppageRow()
        _put(command, row, {"kind": kind, "first": first, "last": last, "islands": islands, **words})
        for one in facts.stoppages(command.session):
            twin = (one.kind, one.first, one.last, frozenset(one.islands), one.name)
            if twin == (kind, first, last, frozenset(json.loads(row.islands)), row.name):
                raise Refusal("这次停航已经登记过了，没有重复登记。")
        command.session.add(row)
    return command.changed


def edit(store: Store, stoppage_id: str, **fields: Any) -> frozenset[FieldKey]:
    """Set one right: kind, first, last, islands, name, reason, source."""
    with signed(store, "修改停航登记") as command:
        _put(command, _row(command, stoppage_id), fields)
    return command.changed


def remove(store: Store, stoppage_id: str) -> frozenset[FieldKey]:
    """Take one out of the register with the links to it; undo brings it back."""
    with signed(store, "删除停航登记") as command:
        command.session.delete(_row(command, stoppage_id))
    return command.changed


def link_item(store: Store, stoppage_id: str, item_id: str, *, included: bool | None) -> frozenset[FieldKey]:
    """A person's word that an item is held up, or is not; None: as its islands say."""
    name = {True: "停航影响事项", False: "停航不影响事项", None: "停航影响按岛认定"}[included]
    with signed(store, name) as command:
        _row(command, stoppage_id)
        item = command.session.get(Item, item_id)
        if item is None or item.dead:
            raise Refusal("这个事项已不在方案里，没有改动。")
        if included is None:
            found = command.session.get(LinkRow, keys.stoppage_item_id(stoppage_id, item_id))
            if found is not None and not found.dead:
                command.session.delete(found)
        else:
            command.keyed(LinkRow, stoppage_id=stoppage_id, item_id=item_id).included = included
    return command.changed


def touched_items(
    store: Store, stoppage_id: str, unit_id: str, week: Week, *, everything: bool = False
) -> tuple[TouchedItem, ...]:
    """The unit's items that the stoppage holds up, and those that a person took out; with both lights of the week.

    `everything`: behind them all others of the unit, too. Empty where there is no such stoppage.
    """
    with store.reading() as session:
        read = facts.read_week(session, unit_id, week)
    stoppage = next((one for one in read.facts.stoppages if one.id == stoppage_id), None)
    if stoppage is None:
        return ()
    found = []
    for row in read.rows:
        touched = _touches(stoppage, row.id, read.sorted.deliverables[row.id])
        by_person = row.id in stoppage.included or row.id in stoppage.excluded
        if touched or by_person or everything:
            lights = row.standing.reading, row.standing.adjusted if touched else None
            found.append(TouchedItem(row.id, row.number, row.title, touched, by_person, *lights))
    return tuple(sorted(found, key=lambda one: not (one.touched or one.by_person)))


def offered_words(found: FirstView, item_id: str, week: Week) -> tuple[str, ...]:
    """What may be put into 存在问题 of an item this week: the reasons of the stoppages that held it up."""
    mine = [one for one in found.deliverables if one.item_id == item_id]
    return tuple(
        dict.fromkeys(
            reason_words(one)
            for one in found.stoppages
            if one.first <= week.last and one.last >= week.first and _touches(one, item_id, mine)
        )
    )


def excused_weeks(session: Session, unit_id: str, weeks: Iterable[Week | str]) -> dict[str, str]:
    """Of these weeks those whose 未填报 is excused, by their label («2023-W30»), with the reason in words."""
    of_unit = excuses(session)
    return {str(week): words for week in weeks if (words := of_unit(unit_id, str(week)))}


def excuses(session: Session) -> Callable[[str, str], str]:
    """(unit id, week «2023-W30») → why that week's 未填报 is excused, empty where not; the register is read once."""
    known, places = facts.stoppages(session), facts.places(session)

    def why(unit_id: str, week: str) -> str:
        if not known:
            return ""
        rhythm = facts.rhythm(session, unit_id)
        moment = weekly_hand_in(parse_week(week, rhythm), rhythm)
        return excuse(known, _islands_of(places, unit_id), moment)

    return why


def find(store: Store, reference: str) -> Stoppage:
    """One by its id, or by its number in the list (from 1). Refused for none."""
    known = stoppages(store)
    for number, one in enumerate(known, 1):
        if reference.strip() in (one.id, str(number)):
            return one
    raise Refusal(f"停航登记里没有“{reference}”。用 stoppage list 可列出全部登记。")


def _touches(stoppage: Stoppage, item_id: str, deliverables: Iterable[Any]) -> bool:
    return item_id in stoppage.included or any(
        touches(stoppage, item_id, one.islands) for one in deliverables
    )


def _islands_of(places: Sequence[IslandPlace], unit_id: str) -> Collection[str]:
    names = island_names(places)
    return {names[one.island] for one in places if one.unit_id == unit_id and one.island}


def _row(command: Command, stoppage_id: str) -> StoppageRow:
    row = command.session.get(StoppageRow, stoppage_id)
    if row is None or row.dead:
        raise Refusal("这条停航登记已不在了，没有改动。")
    return row


def _put(command: Command, row: StoppageRow, fields: dict[str, Any]) -> None:
    unknown = set(fields) - _FIELDS
    if unknown:
        raise Refusal(f"停航登记没有这些栏目：{'、'.join(sorted(unknown))}。")
    first = fields.get("first") or date.fromisoformat(row.first_day)
    last = fields.get("last") or date.fromisoformat(row.last_day)
    if last < first:
        raise Refusal("结束日期早于开始日期，没有登记。")
    if (last - first).days >= _LONGEST:
        raise Refusal("一次登记最多一年，请核对起止日期。没有登记。")
    row.first_day, row.last_day = first.isoformat(), last.isoformat()
    if "kind" in fields:
        row.kind = StoppageKind(fields["kind"]).value
    if "islands" in fields:
        row.islands = json.dumps(_shown_names(command.session, fields["islands"]), ensure_ascii=False)
    for name in ("name", "reason", "source"):
        if name in fields:
            setattr(row, name, str(fields[name]).strip())


def _shown_names(session: Session, islands: Iterable[str]) -> list[str]:
    """Islands by the names they are shown by, each once. Refused for a name that is no island's."""
    names = island_names((*setting_up.islands(), *facts.places(session)))
    found: list[str] = []
    for written in islands:
        name = island_name(written, names)
        if name is None:
            known = "、".join(dict.fromkeys(names.values()))
            raise Refusal(f"岛屿表里没有“{written}”，没有登记。请从这些岛里选：{known}。")
        found.append(name)
    return list(dict.fromkeys(found))
