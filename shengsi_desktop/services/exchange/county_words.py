"""What each unit says of each item in a week, as signed where it was signed, with the county's 摘编. Reads only.

A week that was taken in is read from its 定稿 alone, whole, an item that is not known here too; one that was typed
here is read as its 定稿 would be made now.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlmodel import select

from shengsi_desktop.domain.exchange import Way
from shengsi_desktop.domain.gathering import GatheredItem, Mismatch, SaidRequest, UnitWords
from shengsi_desktop.domain.light_reasons import stored_reading
from shengsi_desktop.domain.nothing_said import says_nothing
from shengsi_desktop.domain.tracking import Reading, Tally, second_words
from shengsi_desktop.domain.words import DeliverableKind, Light, RequestLevel, Role
from shengsi_desktop.rhythm.brief_faults import fault_of
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts, final_content, finalising, version_words
from shengsi_desktop.services.brief_finals import as_signed, frozen
from shengsi_desktop.services.county import CountyReader
from shengsi_desktop.services.drafting import with_draft
from shengsi_desktop.services.received import way_it_came
from shengsi_desktop.store import keys
from shengsi_desktop.store.local_tables import Draft, ReceivedWeek
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import CountyNote, FinalVersion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from decimal import Decimal

    from sqlmodel import Session

    from shengsi_desktop.domain.first_view import ItemCore
    from shengsi_desktop.domain.gathering import Gathering, GatherState
    from shengsi_desktop.domain.tracking import Deliverable, DeliverableValue, ItemRow
    from shengsi_desktop.domain.units import Unit
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.services.county import UnitRead

#: the heading of the items of units that the county's own plan and lists do not hold
UNKNOWN = "县方案清单以外的事项"
_NUMBERS = (DeliverableKind.QUANTITY, DeliverableKind.RATIO)
#: of a light whose figure nobody gave
UNSAID = "未报数，按0计"
_ORDER = {Role.LEAD: 0, Role.OWNER: 1, Role.SUPPORT: 2, None: 3}


class Gathered(NamedTuple):
    """All items of the week with all units' lines, and where figures differ."""

    items: tuple[GatheredItem, ...]
    mismatches: tuple[Mismatch, ...]


class _Line(NamedTuple):
    """One unit's line with its place among the item's."""

    order: tuple[int, int]
    words: UnitWords


class _Said(NamedTuple):
    """A figure that one unit says, and since which week."""

    order: tuple[int, int]
    unit: str
    figure: str
    week: str


class _Week(NamedTuple):
    """One unit's week: what it says, as JSON, and its rows here; `read` None: it answers for nothing here."""

    unit: Unit
    content: Mapping[str, Any]
    rows: Mapping[str, ItemRow]
    read: UnitRead | None = None
    #: the 定稿 that is shown, with its number; empty and 0 where it is typed here
    final_id: str = ""
    number: int = 0


class Note(NamedTuple):
    """One 县办摘编 and the 定稿 that it was written upon."""

    words: str
    final_id: str


def gathered(
    session: Session, week: Week, states: Gathering, only: Collection[str] | None = None
) -> Gathered:
    """The items in the plan's order; `only`: read these units (ids) alone."""
    reader = CountyReader(session)
    weeks = _weeks(session, reader, week, states, only)
    state_of = {one.unit.id: one.state for one in states.units}
    notes = notes_of(session, str(week))
    lines: dict[str, list[_Line]] = defaultdict(list)
    unknown: dict[str, Mapping[str, Any]] = {}
    known = {item.id for item in reader.items}
    for place, one in enumerate(weeks):
        for item in one.content["items"]:
            row = one.rows.get(item["id"])
            role = row.role if row is not None else _role(item)
            words = _line(one, row, item, role, state_of[one.unit.id])
            if note := notes.get((item["id"], one.unit.id)):
                words = replace(words, note=note.words, outdated=_outdated(session, one, note, item["id"]))
            lines[item["id"]].append(_Line((_ORDER[role], _ordinal(one, item["id"], place)), words))
            if item["id"] not in known:
                unknown.setdefault(item["id"], item)
    found = [
        GatheredItem(
            one.id, one.number, one.title, one.direction, one.task, one.list.label, _sorted(lines[one.id])
        )
        for one in reader.items
        if lines[one.id]
    ]
    found += [
        GatheredItem(key, str(item["number"]), str(item["title"]), UNKNOWN, "", UNKNOWN, _sorted(lines[key]))
        for key, item in unknown.items()
    ]
    return Gathered(tuple(found), tuple(_mismatches(reader.items, weeks)))


def _weeks(
    session: Session, reader: CountyReader, week: Week, states: Gathering, only: Collection[str] | None
) -> list[_Week]:
    """Every unit's week, those too that were taken in of units that answer for nothing here."""
    found = [_signed(session, read) for read in reader.at(lambda rhythm: parse_week(str(week), rhythm), only)]
    there = {one.unit.id for one in found}
    for state in states.units:
        if state.unit.id not in there and (only is None or state.unit.id in only):
            shown = session.get(ReceivedWeek, (state.unit.id, str(week)))
            version = session.get(FinalVersion, shown.final_id) if shown is not None else None
            if version is not None:
                found.append(
                    _Week(
                        state.unit,
                        json.loads(version.content),
                        {},
                        None,
                        *shown_final(session, state.unit.id, str(week)),
                    )
                )
    return found


def notes_of(session: Session, week: str) -> dict[tuple[str, str], Note]:
    """县办摘编 of the week by item and unit, as last typed."""
    rows = session.exec(alive(CountyNote).where(CountyNote.week == week)).all()
    found = {(row.item_id, row.unit_id): (row.id, row.words, row.final_id) for row in rows}
    for item_id, unit_id in _drafted_notes(session, week):
        found.setdefault((item_id, unit_id), (keys.county_note_id(item_id, unit_id, week), "", ""))
    return {
        key: Note(words, with_draft(session, "county_note", row_id, "final_id", final_id))
        for key, (row_id, stored, final_id) in found.items()
        if (words := with_draft(session, "county_note", row_id, "words", stored).strip())
    }


def shown_final(session: Session, unit_id: str, week: str) -> tuple[str, int]:
    """The id and number of the 定稿 that speaks for the unit's week at this desk; empty and 0 where none does."""
    shown = session.get(ReceivedWeek, (unit_id, week))
    if shown is not None:
        received = session.get(FinalVersion, shown.final_id)
        number = shown.number or (facts.final_number(session, received) if received is not None else 0)
        return shown.final_id, number
    version, number = facts.newest_final(session, unit_id, week)
    return (version.id, number) if version is not None else ("", 0)


def _outdated(session: Session, one: _Week, note: Note, item_id: str) -> bool:
    """Whether the unit says something else of the item now than in the 定稿 that the note was written upon.

    What was taken down by telephone is no version until it is confirmed; that alone changes no word of it.
    """
    if not one.final_id or note.final_id == one.final_id:
        return False
    if not note.final_id:
        return way_it_came(session, one.unit.id, str(one.content["week"])) != Way.TELEPHONE.value
    version = session.get(FinalVersion, note.final_id)
    if version is None:
        return True
    before = final_content.said(json.loads(version.content))
    return before.get(item_id) != final_content.said(one.content).get(item_id)


def _drafted_notes(session: Session, week: str) -> Iterable[tuple[str, str]]:
    for draft in session.exec(select(Draft).where(Draft.entity == "county_note")).all():
        key = json.loads(draft.key) if draft.key else {}
        if key.get("week") == week:
            yield key["item_id"], key["unit_id"]


def _signed(session: Session, read: UnitRead) -> _Week:
    """The unit's week: what was taken in, else what was signed here, else as it would be signed now."""
    label = str(read.week)
    shown = session.get(ReceivedWeek, (read.unit.id, label))
    version = session.get(FinalVersion, shown.final_id) if shown is not None else None
    if version is not None:
        # its words and figures are those that every reader has of the week; only the lights are those of then
        content: dict[str, Any] = json.loads(version.content)
        items = {item["id"]: item for item in content["items"]}
        rows = (
            replace(row, standing=frozen(row.standing, items[row.id])) if row.id in items else row
            for row in read.read.rows
        )
        return _Week(
            read.unit,
            content,
            {row.id: row for row in rows},
            read,
            *shown_final(session, read.unit.id, label),
        )
    version, number = facts.newest_final(session, read.unit.id, label)
    if version is not None:
        content = json.loads(version.content)
        read = as_signed(session, read, {label: {item["id"]: item for item in content["items"]}})
    else:
        content = finalising.content_now(session, read.unit.id, read.week, read.read)
    signed = (version.id, number) if version is not None else ("", 0)
    return _Week(read.unit, content, {row.id: row for row in read.read.rows}, read, *signed)


def _role(item: Mapping[str, Any]) -> Role | None:
    return Role(item["role"]) if item.get("role") else None


def _ordinal(one: _Week, item_id: str, otherwise: int) -> int:
    """The unit's place among the item's owners as written."""
    owners = one.read.read.sorted.assignments[item_id] if one.read is not None else ()
    return min((owner.ordinal for owner in owners if owner.unit_id == one.unit.id), default=otherwise)


def _sorted(lines: Iterable[_Line]) -> tuple[UnitWords, ...]:
    return tuple(line.words for line in sorted(lines, key=lambda one: one.order))


def _line(
    one: _Week,
    row: ItemRow | None,
    item: Mapping[str, Any],
    role: Role | None,
    state: GatherState,
) -> UnitWords:
    words = version_words.said_words({**item, "role": role.value if role is not None else None})
    percent, reason = item.get("override_percent"), str(item.get("override_reason") or "").strip()
    ours = role is not Role.SUPPORT
    return UnitWords(
        unit_id=one.unit.id,
        unit=one.unit.name,
        role=role,
        state=state,
        words=words,
        figures=_figures(row, item),
        requests=tuple(
            SaidRequest(str(said["text"]).strip(), RequestLevel(said["level"]))
            for said in item["requests"]
            if not says_nothing(str(said["text"]))
        ),
        reading=stored_reading(item["light"], item["light_reason"]) if ours else None,
        second=_second(item) if ours else "",
        tally=Tally(*item["tally"]) if ours else None,
        percent=f"{percent}%（{reason}）" if percent is not None else reason,
        no_news=bool(item.get("no_news")) and not words,
        since=_behind_since(one, row) if ours else None,
        reported=bool(item.get("reported")),
        unsaid=_unsaid(row, item) if ours else "",
        version=one.number,
    )


def _unsaid(row: ItemRow | None, item: Mapping[str, Any]) -> str:
    """«未报数，按0计», where the light is of a figure that was never given: by the rule of lights it counts as 0."""
    kinds = {one.deliverable.id: one.deliverable.kind for one in row.standing.deliverables} if row else {}
    behind = [one for one in item["deliverables"] if str(item["light_reason"]).startswith(one["name"])]
    told = max(behind, key=lambda one: len(one["name"]), default=None)
    if told is None or told["light"] not in (Light.RED.value, Light.YELLOW.value):
        return ""
    missing = told["value"] is None and not told["done"] and kinds.get(told["id"]) in _NUMBERS
    return UNSAID if missing else ""


def _figures(row: ItemRow | None, item: Mapping[str, Any]) -> tuple[str, ...]:
    """«4-2.1 微改造：14个»; what it is counted in is told by this desk's plan, where it knows the deliverable."""
    counted = {one.deliverable.id: one.deliverable.unit for one in row.standing.deliverables} if row else {}
    return version_words.figure_lines(item, counted)


def _second(item: Mapping[str, Any]) -> str:
    """«扣除停航后绿灯», where stoppages gave a second light."""
    if not item.get("adjusted"):
        return ""
    plain = stored_reading(item["light"], item["light_reason"])
    return second_words(plain, Reading(Light(item["adjusted"]), item.get("adjusted_reason", "")))


def _behind_since(one: _Week, row: ItemRow | None) -> Week | None:
    if row is None or one.read is None:
        return None
    return fault_of(one.read.read.sorted, row, one.read.week).since


def _mismatches(items: Iterable[ItemCore], weeks: Iterable[_Week]) -> Iterable[Mismatch]:
    """口径不一: only among units that answer for an item by name; of 泛指 (各乡镇) each says its own figure."""
    said: dict[str, list[_Said]] = defaultdict(list)
    named: dict[str, list[Deliverable]] = defaultdict(list)
    for place, one in enumerate(weeks):
        for row in one.rows.values():
            if one.read is None or row.group is not None or row.role is None:
                continue
            held = one.read.read.sorted.values_at(row.id, str(one.read.week))
            for standing in row.standing.deliverables:
                deliverable, value = standing.deliverable, held.get(standing.deliverable.id)
                figure = _figure(deliverable, value) if value is not None else None
                if value is not None and figure is not None:
                    if deliverable.id not in said:
                        named[row.id].append(deliverable)
                    order = (_ORDER[row.role], _ordinal(one, row.id, place))
                    said[deliverable.id].append(_Said(order, one.unit.name, figure, value.week))
    for item in items:
        for deliverable in named[item.id]:
            told = sorted(said[deliverable.id])
            if len({one.figure for one in told}) > 1:
                prevails = told[0].order[0] < told[1].order[0]
                yield Mismatch(
                    item.id,
                    item.number,
                    item.title,
                    f"{deliverable.number} {deliverable.name}",
                    told[0].unit if prevails else "",
                    tuple((one.unit, one.figure, one.week) for one in told),
                )


def _figure(deliverable: Deliverable, held: DeliverableValue) -> str | None:
    """The figure in words that tell it apart: «14个», «初稿（2/5）», «已完成»; None where none is said."""
    if held.value is not None:
        return f"{_plain(held.value)}{deliverable.unit}"
    if held.stage is not None:
        stages = deliverable.stages
        if not held.stage:
            return "未启动"
        name = stages[held.stage - 1] if held.stage <= len(stages) else f"第{held.stage}步"
        return f"{name}（{held.stage}/{len(stages)}）"
    return "已完成" if held.done else None


def _plain(value: Decimal) -> str:
    """«14» of 14.00."""
    whole = value.to_integral_value()
    return format(whole if whole == value else value.normalize(), "f")
