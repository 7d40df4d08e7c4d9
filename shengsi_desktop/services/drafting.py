"""Typed words on their way to a change: what an editor shows, keeps and commits.

Typing goes to a local draft within half a second; leaving the field, finalising, exporting, packing and closing make
one change of it. Every view reads through `with_draft`, so that all show the same words.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlmodel import select

from shengsi_desktop.domain.changes import ChangeId, FieldKey
from shengsi_desktop.domain.views import Editable
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.received import refuse_typing
from shengsi_desktop.store import drafts
from shengsi_desktop.store.local_tables import Draft
from shengsi_desktop.store.sessions import raw_connection
from shengsi_desktop.store.tables import Deliverable, Item, Report

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sqlmodel import Session

    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store


def draft_text(session: Session, key: FieldKey) -> str | None:
    """What is typed into the field and not yet a change; None when nothing is."""
    row = session.get(Draft, tuple(key))
    return None if row is None else str(json.loads(row.value))


def with_draft(session: Session, entity: str, entity_id: str, field: str, stored: str) -> str:
    """The field's text as a person last left it, typed or stored."""
    typed = draft_text(session, FieldKey(entity, entity_id, field))
    return stored if typed is None else typed


def editables(
    store: Store,
    session: Session,
    entity: str,
    entity_id: str,
    fields: Iterable[str],
    row_key: Mapping[str, str | int],
    shown: object,
) -> dict[str, Editable]:
    """The fields an editor may type into; `shown` has an attribute of each field's name."""
    found: dict[str, Editable] = {}
    for field in fields:
        key = FieldKey(entity, entity_id, field)
        row = session.get(Draft, tuple(key))
        bases = (
            store.heads(key)
            if row is None
            else tuple(ChangeId(origin, seq) for origin, seq in json.loads(row.bases))
        )
        conflict = store.conflict(key)
        found[field] = Editable(
            key=key,
            text=str(getattr(shown, field) or ""),
            bases=bases,
            row_key=dict(row_key),
            conflict=conflict,
            rivals=_rivals(session, key) if conflict else "",
        )
    return found


def _rivals(session: Session, key: FieldKey) -> str:
    from shengsi_desktop.services.exchange.week_conflicts import rivals_words

    return rivals_words(raw_connection(session), key)


def keep_draft(store: Store, editable: Editable, text: str) -> None:
    """Keep what is typed; durable when this returns. Refused where the unit's week was taken in here."""
    refuse_typing(store, editable.key.entity, editable.row_key)
    for key, words in editable.beside:
        drafts.put(store, key, dict(editable.row_key), words, store.heads(key))
    drafts.put(store, editable.key, dict(editable.row_key), text, editable.bases)


def commit_draft(store: Store, key: FieldKey) -> frozenset[FieldKey]:
    """Leaving the field: one change of the draft, or nothing when there is none."""
    fields = _TOGETHER.get((key.entity, key.field), (key.field,))
    return commit_drafts(store, only=tuple(FieldKey(key.entity, key.entity_id, field) for field in fields))


def commit_drafts(store: Store, only: tuple[FieldKey, ...] | None = None) -> frozenset[FieldKey]:
    """Make changes of all drafts (or of those fields), as one command named for what was filled in.

    On a store that is open for reading alone they stay drafts: every view reads through them anyway.
    """
    if store.read_only:
        return frozenset()
    with store.reading() as session:
        waiting = session.exec(select(Draft)).all()
        keyed = {FieldKey(row.entity, row.entity_id, row.field): row.key for row in waiting}
        keys = [key for key in keyed if only is None or key in only]
        numbers = {_item_number(session, key, keyed[key]) for key in keys}
    if not keys:
        return frozenset()
    of_one_item = numbers.pop() if len(numbers) == 1 else ""
    with signed(store, of_one_item + _name(keys)) as command:
        flush_into(command, keys)
    return command.changed


def _item_number(session: Session, key: FieldKey, row_key: str | None) -> str:
    """«4-2» of the item that the field belongs to, so that undo can say whose words it takes back; else empty."""
    item_id = json.loads(row_key).get("item_id") if row_key else None
    if item_id is None and key.entity == "report":
        report = session.get(Report, key.entity_id)
        item_id = report.item_id if report else None
    if item_id is None and key.entity == "deliverable_value" and row_key:
        deliverable = session.get(Deliverable, json.loads(row_key)["deliverable_id"])
        item_id = deliverable.item_id if deliverable else None
    item = session.get(Item, item_id) if item_id else None
    return item.number if item else ""


@contextmanager
def signed_after_typing(store: Store, name: str, *, unit: str = "", person: str = "") -> Iterator[Command]:
    """As `signed`, for a deed that needs what is being typed: that becomes a command of its own before it.

    So undoing the deed takes no typed word away, and a deed that is refused leaves the words kept. Nothing comes
    between the two; `changed` tells of both.
    """
    with store.writing():
        typed = commit_drafts(store)
        with signed(store, name, unit=unit, person=person) as command:
            yield command
        command.changed |= typed


def flush_into(command: Command, keys: Collection[FieldKey] | None = None) -> None:
    """Make changes of the drafts (or of those fields) inside a command that is only about them.

    A deed uses `signed_after_typing`: what is undone with it would take typed words away.
    """
    drafts.flush(command, keys)


#: fields that become changes in one step with the words typed
_TOGETHER = {("brief_part", "words"): ("drafted", "words"), ("county_note", "words"): ("final_id", "words")}
_FILLED = "填写"
#: a command of more fields is told by one word
_MOST_NAMED = 3
_FIELD_WORDS = {
    ("report", "progress"): "填写本周进展",
    ("report", "problems"): "填写存在问题",
    ("report", "catch_up"): "填写赶进度措施",
    ("report", "expected"): "填写预计达标时间",
    ("report", "next_plan"): "填写下周计划",
    ("report", "remark"): "填写备注",
    ("coordination_request", "text"): "填写需协调事项",
    ("list_entry", "category"): "改类别",
    ("list_entry", "leader"): "改分管领导",
    ("list_entry", "section"): "改承办科室",
    ("list_entry", "person"): "改责任人",
    ("list_entry", "phone"): "改联系电话",
    ("list_entry", "remark"): "改备注",
    ("deliverable_value", "words"): "填写形象进度",
    ("meeting_series", "name"): "改会议名称",
    ("county_note", "words"): "填写县办摘编",
    ("county_note", "final_id"): "填写县办摘编",
}
_ENTITY_WORDS = {
    "meeting": "会商记录",
    "topic": "填写议题",
    "report": "填报",
    "meeting_series": "修改会议安排",
    "brief_part": "修改汇报材料",
}


def _name(keys: list[FieldKey]) -> str:
    """The command's Chinese name, as the undo menu shows it."""
    names = {
        _FIELD_WORDS.get((key.entity, key.field)) or _ENTITY_WORDS.get(key.entity, "填写") for key in keys
    }
    if len(names) == 1:
        return names.pop()
    fields = [name.removeprefix(_FILLED) for name in _FIELD_WORDS.values() if name in names]
    all_filled = len(fields) == len(names) and all(name.startswith(_FILLED) for name in names)
    return f"{_FILLED}{'、'.join(fields)}" if all_filled and len(names) <= _MOST_NAMED else "填报"
