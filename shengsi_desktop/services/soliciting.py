"""征集: the messages to the sections of a week, and their replies, kept here until each part is dealt with."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlmodel import col, select

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.soliciting import (
    AcceptHow,
    KeptReply,
    Loose,
    Proposal,
    ReplyWords,
    SolicitedItem,
    SolicitMessage,
)
from shengsi_desktop.domain.words import DeliverableKind, Role
from shengsi_desktop.rhythm.figures import plain
from shengsi_desktop.rhythm.meeting_days import weekly_moment
from shengsi_desktop.rhythm.soliciting import deadline_words, is_no_news, solicit_text, split_reply
from shengsi_desktop.services import facts, plan_checks, sections
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.drafting import commit_drafts, with_draft
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
    from shengsi_desktop.domain.tracking import DeliverableStanding, ItemRow
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store

_FIELDS = ("progress", "next_plan", "problems")
#: what a 科室 writes where there is no problem
_NONE = frozenset({"无", "暂无", "没有", "无。", "暂无。", "/", "-", "—"})
_GONE = "这份粘贴的回复已不在了，没有改动。"
TAKEN, SKIPPED = "taken", "skipped"


def messages(store: Store, unit_id: str, week: Week, deadline: str = "") -> tuple[SolicitMessage, ...]:
    """One message for each section that handles an item, and one for 未分科室; none for a section without items.

    `deadline` in words; by default the meeting's beginning, as holidays move it.
    """
    with store.reading() as session:
        read = facts.read_week(session, unit_id, week)
        deadline = deadline or deadline_words(weekly_moment(week, facts.rhythm(session, unit_id)))
        handling = sections.handling_of(session, unit_id, [row.id for row in read.rows])
        plans = plan_checks.checklists(session, read.sorted, [row.id for row in read.rows], str(week))
        own = sections.session_sections(session, unit_id)
    asked = {row.id: _solicited(row, tuple(one.line for one in plans[row.id])) for row in read.rows}
    found = []
    for section in (*own, None):
        items = tuple(
            asked[row.id]
            for row in read.rows
            if (section is None and not handling[row.id].sections)
            or (section is not None and any(one.id == section.id for one in handling[row.id].sections))
        )
        if items:
            text = solicit_text(section.line if section else None, items, week, deadline)
            found.append(SolicitMessage(section, items, text))
    return tuple(found)


def _solicited(row: ItemRow, plan: tuple[str, ...]) -> SolicitedItem:
    supporting = row.role is Role.SUPPORT
    figures = () if supporting else tuple(filter(None, map(_wanted, row.standing.deliverables)))
    return SolicitedItem(row.id, row.number, row.title, plan, figures, supporting)


def _wanted(standing: DeliverableStanding) -> str:
    """«“微改造”项目（上次13个，目标30个）» of a deliverable that is measured and not complete."""
    one, value = standing.deliverable, standing.value
    if standing.complete or one.kind is DeliverableKind.STANDING:
        return ""
    said = []
    if one.kind is DeliverableKind.MILESTONE:
        if value is not None and value.stage and one.stages:
            said.append(f"上次到{one.stages[value.stage - 1]}")
        said.append(f"分{'、'.join(one.stages)}" if one.stages else "到哪一步")
    else:
        if value is not None and value.value is not None:
            said.append(f"上次{plain(value.value)}{one.unit}")
        if one.target is not None:
            said.append(f"目标{plain(one.target)}{one.unit}")
    return f"{one.name}（{'，'.join(said)}）" if said else one.name


def keep_reply(store: Store, unit_id: str, week: Week, text: str, section_id: str = "") -> str:
    """Keep what was pasted, whole, on this machine; its id. The same text pasted again is the same reply."""
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
            section_id=section_id,
            text=text,
            at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        command.session.add(row)
        return row.id


def replies(store: Store, unit_id: str, week: Week) -> tuple[KeptReply, ...]:
    """The week's pasted replies, the newest first, each with its parts and what stands in their fields now."""
    with store.reading() as session:
        rows = _rows(session, unit_id, week)
        if not rows:
            return ()
        items = facts.rows(session, unit_id, week)
        own = {one.id: one for one in sections.session_sections(session, unit_id)}
        now = {row.id: _words_now(session, row.id, unit_id, week) for row in items}
        dealt = {row.id: _in_force(session, row) for row in rows}
    asked = "\n".join(message.text for message in messages(store, unit_id, week))
    found = []
    for row in rows:
        split = split_reply(row.text, [item.number for item in items], asked)
        section = own.get(row.section_id)
        found.append(
            KeptReply(
                row.id,
                row.section_id,
                section.name if section else "",
                row.text,
                row.at,
                _proposals(split, items, now, dealt[row.id]),
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
    words = ReplyWords(words.progress, _said(words.next_plan), _said(words.problems))
    if supporting:
        # a supporting unit has one line alone
        words = ReplyWords("\n".join(filter(None, (words.progress, words.problems, words.next_plan))))
    no_news = is_no_news(words.progress) and not (words.next_plan or words.problems)
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
        no_news=no_news,
        supporting=supporting,
        dealt=dealt,
    )


def _said(words: str) -> str:
    return "" if words.strip() in _NONE else words


def _together(one: ReplyWords, other: ReplyWords) -> ReplyWords:
    return ReplyWords(
        *("\n".join(filter(None, (getattr(one, name), getattr(other, name)))) for name in _FIELDS)
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
        _remember(row, key, TAKEN, command.batch)
        command.session.add(row)
    return changed | command.changed


def accept_all(store: Store, reply_id: str) -> frozenset[FieldKey]:
    """Take every part that waits and would replace no other words, as one command."""
    with store.reading() as session:
        kept = _reply(session, reply_id)
        unit_id, name = kept.unit_id, kept.week
    with store.reading() as session:
        week = facts.parsed_week(session, unit_id, name)
    reply = next((one for one in replies(store, unit_id, week) if one.id == reply_id), None)
    ready = [
        one
        for one in (reply.proposals if reply else ())
        if one.item_id and not one.dealt and not one.in_conflict and not one.words.empty
    ]
    if not ready:
        raise Refusal("没有可直接采用的内容：余下的与已填内容不同，或没有对上编号，请逐条处理。")
    changed = commit_drafts(store)
    with signed(store, f"采用{len(ready)}项科室回复", unit=unit_id) as command:
        row = _reply(command.session, reply_id)
        for one in ready:
            _write(command, row, one.key, one.words, AcceptHow.REPLACE)
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
    if is_no_news(words.progress) and not (words.next_plan or words.problems):
        report.no_news = True
        if how is AcceptHow.REPLACE:
            report.progress = ""
        return
    for name in _FIELDS:
        new, old = getattr(words, name).strip(), getattr(report, name).strip()
        if new:
            setattr(report, name, f"{old}\n{new}" if how is AcceptHow.APPEND and old and new != old else new)
    report.no_news = False


def _words_now(session: Session, item_id: str, unit_id: str, week: Week) -> ReplyWords:
    row_id = keys.report_id(item_id, unit_id, str(week))
    row = session.get(Report, row_id)
    shown = row if row is not None and not row.dead else Report(item_id=item_id, unit_id=unit_id)
    return ReplyWords(
        *(with_draft(session, "report", row_id, name, getattr(shown, name)) for name in _FIELDS)
    )


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
