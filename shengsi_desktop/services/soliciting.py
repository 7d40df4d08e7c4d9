"""征集: the replies of the sections to a week, kept here until each part is dealt with.

The messages that ask them are in `solicit_messages`, what a person leaves half done in `solicit_notes`.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlmodel import col, select

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.soliciting import (
    REPLY_FIELDS,
    AcceptHow,
    KeptReply,
    Loose,
    Proposal,
    ReplyWords,
)
from shengsi_desktop.domain.words import Role
from shengsi_desktop.rhythm.offers import offers_in
from shengsi_desktop.rhythm.soliciting import is_no_news, split_reply
from shengsi_desktop.services import facts, sections
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.drafting import commit_drafts, with_draft
from shengsi_desktop.services.requests import put_request, requests_between
from shengsi_desktop.services.solicit_messages import messages
from shengsi_desktop.services.solicit_notes import PartNote, drop_notes, notes_of, put_note
from shengsi_desktop.store import keys
from shengsi_desktop.store.local_tables import PastedReply
from shengsi_desktop.store.sessions import raw_connection
from shengsi_desktop.store.tables import Report
from shengsi_desktop.store.undo_stack import newest_turn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.soliciting import SplitReply
    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store

__all__ = [
    "accept",
    "accept_all",
    "drop_reply",
    "keep_edit",
    "keep_reply",
    "messages",
    "reopen",
    "replies",
    "skip",
]

#: the fields that stand in the report itself; a request has a row of its own
_FIELDS = ("progress", "next_plan", "problems")
#: what a 科室 writes where there is no problem
_NONE = frozenset({"无", "暂无", "没有", "无。", "暂无。", "/", "-", "—"})
_GONE = "这份粘贴的回复已不在了，没有改动。"
TAKEN, SKIPPED = "taken", "skipped"


def keep_reply(store: Store, unit_id: str, week: Week, text: str, section_id: str = "") -> str:
    """Keep what was pasted, whole, on this machine; its id. The same text pasted again is the same reply.

    Without a section it is of the one that handles most of the items answered, if one does.
    """
    if not text.strip():
        raise Refusal("没有可粘贴的文字。请先复制科室的回复。")
    with signed(store, "粘贴回复", unit=unit_id) as command:
        same = [row for row in _rows(command.session, unit_id, week) if row.text == text]
        if same:
            return same[0].id
        row = PastedReply(
            id=keys.new_id(),
            unit_id=unit_id,
            week=str(week),
            section_id=section_id or _answering(command.session, unit_id, week, text),
            text=text,
            at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        command.session.add(row)
        return row.id


def _answering(session: Session, unit_id: str, week: Week, text: str) -> str:
    """The section that handles most of the items that the text answers; empty where no one does."""
    ids = {row.number: row.id for row in facts.rows(session, unit_id, week)}
    answered = {ids[number] for part in split_reply(text, ids).parts for number in part.numbers}
    handling = sections.handling_of(session, unit_id, answered) if answered else {}
    counts = Counter(one.id for found in handling.values() for one in found.sections)
    most = counts.most_common(2)
    if not most or (len(most) > 1 and most[0][1] == most[1][1]) or 2 * most[0][1] <= len(answered):
        return ""
    return most[0][0]


def replies(store: Store, unit_id: str, week: Week) -> tuple[KeptReply, ...]:
    """The week's pasted replies, the newest first, each with its parts and what stands in their fields now."""
    with store.reading() as session:
        rows = _rows(session, unit_id, week)
        if not rows:
            return ()
        items = facts.rows(session, unit_id, week)
        own = {one.id: one for one in sections.session_sections(session, unit_id)}
        now = _words_now(session, [row.id for row in items], unit_id, week)
        dealt = {row.id: _in_force(session, row) for row in rows}
        notes = {row.id: notes_of(session, row.id) for row in rows}
        leads = facts.leads_by_number(session)
    asked = "\n".join(message.text for message in messages(store, unit_id, week))
    found = []
    for row in rows:
        split = split_reply(row.text, [item.number for item in items], asked)
        section = own.get(row.section_id)
        told = (
            replace(one, lead=leads.get(one.number, "")) if one.item_id is None else one
            for one in _proposals(split, items, now, dealt[row.id])
        )
        found.append(
            KeptReply(
                row.id,
                row.section_id,
                section.name if section else "",
                row.text,
                row.at,
                tuple(_as_left(one, notes[row.id].get(one.key), items, now) for one in told),
                split.chat,
            )
        )
    return tuple(found)


def _proposals(
    split: SplitReply, items: Iterable[ItemRow], now: Mapping[str, ReplyWords], dealt: Mapping[str, str]
) -> tuple[Proposal, ...]:
    """One proposal an item, whatever often its number came; then what met no item."""
    by_number = {row.number: row for row in items}
    found: dict[str, Proposal] = {}
    loose = 0
    for segment in split.segments:
        if isinstance(segment, Loose):
            if not segment.chat and segment.text.strip():
                key = f"rest:{loose}"
                words = ReplyWords(segment.text.strip())
                found[key] = Proposal(
                    key, None, "", "", words, ReplyWords(), segment.text, dealt=dealt.get(key, "")
                )
                loose += 1
            continue
        for number in segment.unknown:
            key = f"number:{number}"
            before = found.get(key)
            words = _together(before.words, segment.words) if before else segment.words
            found[key] = Proposal(
                key, None, number, "", words, ReplyWords(), segment.raw, dealt=dealt.get(key, "")
            )
        for number in segment.numbers:
            row = by_number[number]
            before = found.get(row.id)
            words = _together(before.words, segment.words) if before else segment.words
            raw = before.raw + segment.raw if before else segment.raw
            found[row.id] = _of_item(row, words, now[row.id], raw, dealt.get(row.id, ""))
    return tuple(found.values())


def _of_item(row: ItemRow, words: ReplyWords, now: ReplyWords, raw: str, dealt: str) -> Proposal:
    supporting = row.role is Role.SUPPORT
    words = ReplyWords(words.progress, *(_said(getattr(words, name)) for name in REPLY_FIELDS[1:]))
    if supporting:
        # a supporting unit has one line alone
        said = (words.progress, words.problems, words.request, words.next_plan)
        words = ReplyWords("\n".join(filter(None, said)))
    # a number with nothing below it, as our own message has it, waits for nothing
    dealt = dealt or (SKIPPED if words.empty else "")
    return Proposal(
        row.id,
        row.id,
        row.number,
        row.title,
        words,
        now,
        raw,
        supporting=supporting,
        dealt=dealt,
    )


def _as_left(
    one: Proposal, note: PartNote | None, items: Iterable[ItemRow], now: Mapping[str, ReplyWords]
) -> Proposal:
    """The part with what a person set right in it, and what follows from that."""
    words = note.words if note else one.words
    chosen = note.item_id if note and one.item_id is None else None
    row = next((row for row in items if row.id == (one.item_id or chosen)), None)
    if row is None:
        return replace(one, words=words, came=one.words, no_news=_nothing_new(words))
    said = now[row.id]
    supporting = row.role is Role.SUPPORT
    taken = one.dealt == TAKEN and not supporting
    return replace(
        one,
        words=words,
        came=one.words,
        now=said,
        chosen=chosen,
        title=one.title if one.item_id else f"{row.number} {row.title}",
        supporting=supporting,
        no_news=_nothing_new(words),
        offers=offers_in(said.progress, row.standing) if taken else (),
    )


def _nothing_new(words: ReplyWords) -> bool:
    return is_no_news(words.progress) and not words.more


def _said(words: str) -> str:
    return "" if words.strip() in _NONE else words


def _together(one: ReplyWords, other: ReplyWords) -> ReplyWords:
    return ReplyWords(
        *("\n".join(filter(None, (getattr(one, name), getattr(other, name)))) for name in REPLY_FIELDS)
    )


def accept(
    store: Store,
    reply_id: str,
    key: str,
    words: ReplyWords,
    how: AcceptHow = AcceptHow.REPLACE,
    item_id: str | None = None,
) -> frozenset[FieldKey]:
    """Write one part into its item's report, as one command, and remember that it was dealt with.

    `item_id`: the item that a person chose for a part that met none. A field with no words in the part stays.
    Refused where the unit does not answer for the item: nobody would see it.
    """
    changed = commit_drafts(store)  # of their own: undoing this takes no typing back
    with signed(store, "采用科室回复") as command:
        row = _reply(command.session, reply_id)
        _write(command, row, item_id or key, words, how)
        put_note(command.session, reply_id, key, PartNote(words, item_id))
        _remember(row, key, TAKEN, command.batch)
        command.session.add(row)
    return changed | command.changed


def keep_edit(store: Store, reply_id: str, key: str, words: ReplyWords, item_id: str | None = None) -> None:
    """Keep a part as a person set it right, and whose item it is, until it is taken or thrown away."""
    with signed(store, "改科室回复") as command:
        _reply(command.session, reply_id)
        put_note(command.session, reply_id, key, PartNote(words, item_id))


def accept_all(store: Store, reply_id: str) -> frozenset[FieldKey]:
    """Take every part that waits and would replace no other words, as a person left it, as one command."""
    with store.reading() as session:
        kept = _reply(session, reply_id)
        unit_id, name = kept.unit_id, kept.week
    with store.reading() as session:
        week = facts.parsed_week(session, unit_id, name)
    reply = next((one for one in replies(store, unit_id, week) if one.id == reply_id), None)
    ready = [one for one in (reply.proposals if reply else ()) if one.ready]
    if not ready:
        raise Refusal("没有可直接采用的内容：余下的与已填内容不同，或没有对上编号，请逐条处理。")
    changed = commit_drafts(store)
    with signed(store, f"采用{len(ready)}项科室回复", unit=unit_id) as command:
        row = _reply(command.session, reply_id)
        for one in ready:
            _write(command, row, one.target or one.key, one.words, AcceptHow.REPLACE)
            _remember(row, one.key, TAKEN, command.batch)
        command.session.add(row)
    return changed | command.changed


def skip(store: Store, reply_id: str, key: str) -> None:
    """Leave a part out; it stays readable, and `reopen` brings it back."""
    _set_dealt(store, reply_id, key, SKIPPED)


def reopen(store: Store, reply_id: str, key: str) -> None:
    """Deal with a part once more; what was written stays written."""
    _set_dealt(store, reply_id, key, "")


def drop_reply(store: Store, reply_id: str) -> None:
    """Throw a pasted reply away; what was taken of it stays in the reports."""
    with signed(store, "删除粘贴的回复") as command:
        command.session.delete(_reply(command.session, reply_id))
        drop_notes(command.session, reply_id)


def _set_dealt(store: Store, reply_id: str, key: str, word: str) -> None:
    with signed(store, "处理回复") as command:
        row = _reply(command.session, reply_id)
        _remember(row, key, word)
        command.session.add(row)


def _write(command: Command, row: PastedReply, item_id: str, words: ReplyWords, how: AcceptHow) -> None:
    if item_id.startswith(("rest:", "number:")):
        raise Refusal("这段文字没有对上事项编号。请先选它属于哪一项，文字都在。")
    if words.empty:
        raise Refusal("这一条没有文字可写入，没有改动。")
    found = facts.week_facts(command.session, row.unit_id, row.week)
    if item_id not in {core.id for core in found.items}:
        raise Refusal(f"{found.unit.name}不是这个事项的责任单位，没有写入，文字都在。")
    report = command.keyed(Report, item_id=item_id, unit_id=row.unit_id, week=row.week)
    if _nothing_new(words):
        report.no_news = True
        if how is AcceptHow.REPLACE:
            report.progress = ""
        return
    for name in _FIELDS:
        new, old = getattr(words, name).strip(), getattr(report, name).strip()
        if new:
            setattr(report, name, _together_as(how, old, new))
    report.no_news = False
    if words.request.strip():
        week = facts.parsed_week(command.session, row.unit_id, row.week)
        old = _requests_now(command.session, row.unit_id, week).get(item_id, "")
        said = _together_as(how, old.strip(), words.request.strip())
        put_request(command, item_id, row.unit_id, week, text=said)


def _together_as(how: AcceptHow, old: str, new: str) -> str:
    return f"{old}\n{new}" if how is AcceptHow.APPEND and old and new != old else new


def _words_now(session: Session, item_ids: Iterable[str], unit_id: str, week: Week) -> dict[str, ReplyWords]:
    requests = _requests_now(session, unit_id, week)
    found = {}
    for item_id in item_ids:
        row_id = keys.report_id(item_id, unit_id, str(week))
        row = session.get(Report, row_id)
        shown = row if row is not None and not row.dead else Report(item_id=item_id, unit_id=unit_id)
        said = {name: with_draft(session, "report", row_id, name, getattr(shown, name)) for name in _FIELDS}
        found[item_id] = ReplyWords(**said, request=requests.get(item_id, ""))
    return found


def _requests_now(session: Session, unit_id: str, week: Week) -> dict[str, str]:
    """需协调事项 of the week by item, the one that its form shows."""
    found: dict[str, str] = {}
    for one in requests_between(session, unit_id, str(week), str(week)):
        found.setdefault(one.item_id, one.text)
    return found


def _rows(session: Session, unit_id: str, week: Week) -> list[PastedReply]:
    wanted = select(PastedReply).where(PastedReply.unit_id == unit_id, PastedReply.week == str(week))
    return list(session.exec(wanted.order_by(col(PastedReply.id).desc())).all())


def _reply(session: Session, reply_id: str) -> PastedReply:
    row = session.get(PastedReply, reply_id)
    if row is None:
        raise Refusal(_GONE)
    return row


def _dealt(row: PastedReply) -> dict[str, str]:
    """Which parts were dealt with: «key» or «key@command» for one taken, «-key» for one skipped."""
    marks: list[str] = json.loads(row.taken or "[]")
    return {one.removeprefix("-").partition("@")[0]: one for one in marks}


def _in_force(session: Session, row: PastedReply) -> dict[str, str]:
    """As marked; what was taken by a command that has been undone waits again."""
    raw = raw_connection(session)
    found = {}
    for key, mark in _dealt(row).items():
        batch = mark.partition("@")[2]
        if not batch or newest_turn(raw, batch) is not None:
            found[key] = SKIPPED if mark.startswith("-") else TAKEN
    return found


def _remember(row: PastedReply, key: str, word: str, batch: str = "") -> None:
    marks = {name: mark for name, mark in _dealt(row).items() if name != key}
    if word:
        marks[key] = f"-{key}" if word == SKIPPED else f"{key}@{batch}" if batch else key
    row.taken = json.dumps(list(marks.values()))
