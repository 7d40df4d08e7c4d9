"""«合并重复»: a person says that rows of one kind, added by hand on several machines, are the same one.

How words and parts go over is `store.joining`. Which row stays is decided here, so that two machines that join the
same rows choose alike: one that others know by its id (it came with the plan, a list or a 下发, or a 定稿 says
something of it) before one that was added by hand, else the smallest id. Documents are never rewritten, so of rows
that others know only one can be among those that are joined.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from sqlmodel import select

from shengsi_desktop.domain.identity import added_by_hand
from shengsi_desktop.domain.joining import Double, JoinClash, JoinPreview
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.weeks import week_label
from shengsi_desktop.rhythm.figures import day_words
from shengsi_desktop.services.drafting import commit_drafts, signed_after_typing
from shengsi_desktop.services.exchange import field_words, value_words
from shengsi_desktop.services.exchange.row_places import place_of
from shengsi_desktop.services.final_content import said
from shengsi_desktop.store import joined_words
from shengsi_desktop.store.joining import JOIN, joining
from shengsi_desktop.store.presence import PRESENT
from shengsi_desktop.store.sessions import raw_connection
from shengsi_desktop.store.shapes import referrers, shapes
from shengsi_desktop.store.tables import synced_tables

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.store.joined_words import Clash
    from shengsi_desktop.store.sessions import Store

#: what can be joined, with the fields in which doubles have to agree and the sentence where they do not
KINDS: dict[str, dict[str, str]] = {
    "item": {
        "plan_id": "这几项不在同一个年度的方案里，不能合并，台账未动。跨年延续的事项请用“上年度事项”对应。",
        "kind": "这几项不在同一张清单里，不是同一类事项，不能合并，台账未动。",
    },
    "directive": {"unit_id": "这几条交办事项不是同一个单位登记的，不能合并，台账未动。"},
    "coordination_request": {
        "unit_id": "这几条需协调事项不是同一个单位提的，不能合并，台账未动。",
        "item_id": "这几条需协调事项属于不同的事项，不能合并，台账未动。请先看事项是否重复。",
    },
    "section": {"unit_id": "这几个科室不是同一个单位的，不能合并，台账未动。"},
    "county_leader": {},
    "task_force": {},
    "stoppage": {},
}
#: beside the name what tells doubles apart
_NOTES = {
    "item": (),
    "directive": ("who", "due"),
    "coordination_request": ("week",),
    "section": ("person", "phone"),
    "county_leader": ("post",),
    "task_force": ("head",),
    "stoppage": ("first_day", "last_day"),
}
_DAYS = frozenset({"due", "first_day", "last_day"})
_NOT_TWO = "请另选一项，再合并。台账未动。"
_GONE = "要合并的有一项已经不在了，台账未动。"
_NOT_THIS = "这一类内容不能合并，台账未动。"


def doubles(store: Store, entity: str, row_id: str) -> tuple[Double, ...]:
    """What may be this row's double, the most like it first."""
    with store.reading() as session:
        connection = raw_connection(session)
        own = _row(connection, entity, row_id)
        model: Any = synced_tables()[entity]
        query = select(model.id).where(model.dead.is_(False), model.id != row_id)
        for name in KINDS[entity]:
            query = query.where(getattr(model, name) == own[name])
        found = [_double(connection, entity, one) for one in session.exec(query.order_by(model.id)).all()]
    name = _words(entity, own)
    alike = {one.id: SequenceMatcher(None, name, one.name.rpartition(" ")[2]).ratio() for one in found}
    return tuple(sorted(found, key=lambda one: (-alike[one.id], one.id)))


def preview(store: Store, entity: str, row_ids: Sequence[str]) -> JoinPreview:
    """What joining them would do. Refused in words where it cannot be."""
    commit_drafts(store)
    with store.reading() as session:
        connection = raw_connection(session)
        kept, others = _decided(connection, entity, row_ids)
        found = joining(connection, entity, kept, others)
        written = joined_words.written(connection, found)
        going = [name for name in (*found.stands, *found.moved) if name not in found.top]
        # what a row has but one of is told by its fields
        counted = Counter(field_words.entity_words(name) for name, _ in going if len(shapes()[name].key) != 1)
        return JoinPreview(
            _double(connection, entity, kept),
            tuple(_double(connection, entity, one) for one in others),
            tuple(counted.items()),
            tuple(_clash(connection, one) for one in written.clashes),
        )


def join(store: Store, entity: str, row_ids: Sequence[str]) -> frozenset[FieldKey]:
    """Make them one, with all that hangs on them, as one step back. Refused in words where it cannot be."""
    kind = field_words.entity_words(entity)
    with signed_after_typing(store, f"{JOIN}{kind}") as command:
        kept, others = _decided(command.raw, entity, row_ids)
        command.join(entity, kept, others)
    return command.changed


def staying(store: Store, entity: str, row_ids: Sequence[str]) -> str:
    """The id of the row that would stand for all of them. Refused as `join`."""
    with store.reading() as session:
        return _decided(raw_connection(session), entity, row_ids)[0]


def _decided(
    connection: sqlite3.Connection, entity: str, row_ids: Sequence[str]
) -> tuple[str, tuple[str, ...]]:
    """The row that stays, and those that go into it."""
    if entity not in KINDS:
        raise Refusal(_NOT_THIS)
    ids = sorted(set(row_ids))
    if len(ids) < 2:
        raise Refusal(_NOT_TWO)
    rows = {one: _row(connection, entity, one) for one in ids}
    for name, sentence in KINDS[entity].items():
        if len({rows[one][name] for one in ids}) > 1:
            raise Refusal(sentence)
    _refuse_related(connection, entity, ids)
    known = [one for one in ids if _known(connection, one)]
    if len(known) > 1:
        names = "、".join(f"“{_words(entity, rows[one])}”" for one in known)
        raise Refusal(
            f"{names}都已按各自的编号进了方案、清单、下发或定稿，合并后定稿里会找不到其中一项，所以没有合并，台账未动。"
            "可只保留一项继续填报，另一项注明“已并入”。"
        )
    kept = known[0] if known else ids[0]
    return kept, tuple(one for one in ids if one != kept)


def _row(connection: sqlite3.Connection, entity: str, row_id: str) -> dict[str, Any]:
    if entity not in KINDS:
        raise Refusal(_NOT_THIS)
    row = shapes()[entity].read(connection, row_id)
    if row is None or row["dead"]:
        raise Refusal(_GONE)
    return row


def _refuse_related(connection: sqlite3.Connection, entity: str, ids: Sequence[str]) -> None:
    """One that comes from another, or goes on with it, is not its double."""
    listed = json.dumps(ids)
    named: dict[str, list[str]] = {}
    for child, name in referrers().get(entity, ()):
        named.setdefault(child, []).append(name)
    for child, names in named.items():
        ends = ["id", *names] if child == entity else names
        for at, one in enumerate(ends):
            for other in ends[at + 1 :]:
                found = connection.execute(
                    f'SELECT 1 FROM "{child}" WHERE dead = 0 AND "{one}" <> "{other}"'
                    f' AND "{one}" IN (SELECT value FROM json_each(?))'
                    f' AND "{other}" IN (SELECT value FROM json_each(?)) LIMIT 1',
                    (listed, listed),
                ).fetchone()
                if found:
                    raise Refusal("这几项之间有来源或承接关系，不是同一项，没有合并，台账未动。")


def _known(connection: sqlite3.Connection, row_id: str) -> bool:
    """Whether others have the row by its id: a plan, a list or a 下发 brought it, or a 定稿 says something of it."""
    if not added_by_hand(row_id):
        return True
    sent = "SELECT 1 FROM dispatch t WHERE instr(content, ?) > 0 AND " + PRESENT.format(table="dispatch")
    if connection.execute(f"{sent} LIMIT 1", (row_id,)).fetchone():
        return True
    signed = "SELECT content FROM final_version t WHERE instr(content, ?) > 0 AND "
    for (content,) in connection.execute(signed + PRESENT.format(table="final_version"), (row_id,)):
        told = said(json.loads(content))
        if row_id in told or any(
            request["id"] == row_id for one in told.values() for request in one["requests"]
        ):
            return True
    return False


def _words(entity: str, row: dict[str, Any]) -> str:
    names = [name for name in field_words.NAMES if name in shapes()[entity].columns and row.get(name)]
    return str(row[names[0]]) if names else ""


def _double(connection: sqlite3.Connection, entity: str, row_id: str) -> Double:
    row = shapes()[entity].read(connection, row_id) or {}
    number = f"{row['number']} " if row.get("number") else ""
    notes = [
        _day(str(row[name])) if name in _DAYS else str(row[name]) for name in _NOTES[entity] if row.get(name)
    ]
    if entity == "item":
        notes += [
            written
            for (written,) in connection.execute(
                "SELECT written FROM assignment WHERE item_id = ? AND dead = 0 ORDER BY ordinal, id",
                (row_id,),
            )
        ]
    return Double(row_id, number + _words(entity, row), " · ".join(notes))


def _day(text: str) -> str:
    """«2023年7月28日» of an ISO date, any other text as it is."""
    try:
        return day_words(date.fromisoformat(text), 0)
    except ValueError:
        return text


def _clash(connection: sqlite3.Connection, one: Clash) -> JoinClash:
    entity, row_id, name = one.key
    parts = [] if entity in KINDS else [field_words.entity_words(entity)]
    week = place_of(connection, entity, row_id).week
    if week and parts:
        parts.insert(0, week_label(week))
    what = " ".join((*parts, field_words.field_words(entity, name)))
    texts = [value_words.value_words(connection, entity, name, value) for value in one.values]
    return JoinClash(what, tuple(texts))
