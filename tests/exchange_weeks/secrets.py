"""Marked words in every place that stays where it is, and the search for them in files, unpacked and decoded."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlmodel import select

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.exchange.coded_text import decode, holds_any
from shengsi_desktop.services import directives, facts, meetings, reporting, sections, setting_up, soliciting
from shengsi_desktop.services.drafting import keep_draft
from shengsi_desktop.services.exchange import consolidating
from shengsi_desktop.services.exchange.submissions import dictionary
from shengsi_desktop.sheets.carried import read_carried
from shengsi_desktop.sheets.fill_sheet_form import to_json
from shengsi_desktop.sheets.fill_sheet_reading import read_fill_sheet
from shengsi_desktop.store.tables import Assignment, BriefPart, Item, ListEntry, Report, Topic, UnitWeek
from tests.exchange_weeks.desks import Desk, id_of, unit_id, week_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from shengsi_desktop.store.sessions import Store

DAY = date(2023, 7, 7)


class Marks:
    """Words that nobody else writes, each with the place where it was planted."""

    def __init__(self) -> None:
        self.places: dict[str, str] = {}

    def new(self, place: str) -> str:
        """A word for that place."""
        word = f"暗记{len(self.places) + 1:03}号"
        self.places[word] = place
        return word


def plant(desk: Desk, week: str, number: str, marks: Marks) -> None:
    """A marked word in every place of a unit's week that stays with it; `number` is one of its items."""

    def mark(place: str) -> str:
        return marks.new(f"{desk.unit} {week} {place}")

    with desk.open() as store:
        own, at = unit_id(store), week_at(store, week)
        words = ("place", "chair", "attendees", "recorder", "notes", "conclusion")
        meetings.set_meeting(store, own, at, **{name: mark(f"meeting {name}") for name in words})
        meetings.add_topic(store, own, at, mark("topic"))
        with store.reading() as session:
            item = facts.find_item(session, number).id
        sections.add_section(
            store, own, mark("section"), mark("section's person"), mark("section's phone"), item_id=item
        )
        directives.add_directive(store, own, at, mark("own directive"), DAY, phone=mark("directive's phone"))
        setting_up.change_settings(store, phone=mark("settings"))
        soliciting.keep_reply(store, own, at, f"{number} {mark('a section’s reply')}")
        reporting.report_once(
            store, item, own, at, words={"contact": mark("contact"), "section": mark("report's section")}
        )
        with store.command("记") as command:
            command.keyed(UnitWeek, unit_id=own, week=week).phone = mark("the week's phone")
            part = {"kind": "half_month", "period": "2023-07a", "about": "", "part": week}
            command.keyed(BriefPart, unit_id=own, **part).words = mark("a brief's draft")
            for topic in command.session.exec(select(Topic)).all():
                topic.notes = topic.notes or mark("topic's notes")


def draft_of_next_week(desk: Desk, number: str, marks: Marks) -> None:
    """Words that are being typed into a week that nobody signs."""
    with desk.open() as store:
        with store.reading() as session:
            item = facts.find_item(session, number).id
        form = reporting.report_form(store, item, unit_id(store), week_at(store, "2023-W31"))
        keep_draft(store, form.fields["progress"], marks.new(f"{desk.unit} draft"))


def plant_at_the_county(county: Desk, other: str, other_item: str, receiver: str, marks: Marks) -> None:
    """What the county keeps of its own and of `other`, when it sends down to `receiver`."""
    with county.open() as store:
        own, week = unit_id(store), week_at(store, "2023-W27")
        directives.add_directive(
            store, own, week, f"{marks.new('a directive to another unit')} @{other} 8月4日", DAY
        )
        with store.reading() as session:
            item = facts.find_item(session, other_item).id
            plan = facts.find_item(session, other_item).plan_id
        with store.command("记") as command:
            row = command.keyed(Report, item_id=item, unit_id=id_of(other), week="2023-W27")
            row.progress = marks.new("taken down for another unit, not confirmed")
            row.contact = marks.new("the contact of what was taken down")
            listed = Item(plan_id=plan, kind="project", number="项目9", title="新码头", due="2023-12-31")
            command.session.add(listed)
            command.session.flush()
            entry = command.keyed(ListEntry, item_id=listed.id)
            entry.section, entry.person = marks.new("a list's section"), marks.new("a list's person")
            entry.phone = marks.new("a list's phone")
            entry.extras = json.dumps({"内部意见": marks.new("a list's other columns")}, ensure_ascii=False)
            command.keyed(Assignment, item_id=listed.id, written=receiver).unit_id = id_of(receiver)


def note(county: Desk, week: str, number: str, words: str) -> None:
    """县办摘编 beside every unit's words on an item."""
    with county.open() as store:
        at = week_at(store, week)
        table = consolidating.county_table(store, at)
        item = next(one for one in table.items if one.number == number)
        for field in consolidating.note_fields(store, item, at).values():
            keep_draft(store, field, words)


# -- the search


def everything_in(data: bytes, name: str, known: Sequence[bytes]) -> str:
    """All that a file says: packages and workbooks unpacked, coded texts and hidden sheets decoded."""
    return "\n".join(_said(data, name, known))


def _said(data: bytes, name: str, known: Sequence[bytes]) -> Iterator[str]:
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for member in packed.namelist():
                yield member
                yield from _said(packed.read(member), member, known)
        if name.endswith(".xlsx"):
            yield from _hidden(data, name)
        return
    text = data.decode("utf-8", "replace")
    yield text
    if name.endswith(".json"):
        yield json.dumps(json.loads(text), ensure_ascii=False)
    elif holds_any(text):
        found = decode(text, known)
        assert found.documents
        assert not found.problems
        for document in found.documents:
            yield json.dumps(document.model_dump(mode="json"), ensure_ascii=False)


def _hidden(data: bytes, name: str) -> Iterator[str]:
    try:
        handed_in = read_carried(data, name)
        if handed_in is not None:
            yield handed_in.document.decode()
            return
        filled = read_fill_sheet(data, name)
    except Refusal:
        return
    assert filled.issued is not None
    yield to_json(filled.issued)


def dictionaries(store: Store) -> list[bytes]:
    """What a coded text may be packed with, of every unit."""
    with store.reading() as session:
        return [dictionary(session, unit.id) for unit in facts.units(session)]


def found_in(files: Iterable[Path], words: Iterable[str], known: Sequence[bytes]) -> dict[str, list[str]]:
    """By file the words that it holds."""
    found: dict[str, list[str]] = {}
    wanted = list(words)
    for path in files:
        said: Any = everything_in(path.read_bytes(), path.name, known)
        if held := [word for word in wanted if word in said]:
            found[path.name] = held
    return found
