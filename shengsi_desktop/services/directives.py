"""交办事项 of a unit from every source: read, added, set right. Its life after that is `directive_life`."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlmodel import col, false, func, or_, select

from shengsi_desktop.domain.directives import Directive as DirectiveView
from shengsi_desktop.domain.directives import DirectiveStep as StepView
from shengsi_desktop.domain.directives import StepKind
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import DirectiveSource, DirectiveState
from shengsi_desktop.rhythm.directives import as_it_stood, directive_view
from shengsi_desktop.services import facts
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.directive_life import directive_row, set_directive_state
from shengsi_desktop.services.directive_owners import (
    further_units,
    item_begun_with,
    name_owner,
    put_owner,
    read_line,
    section_phones,
)
from shengsi_desktop.services.requests import own_request
from shengsi_desktop.services.weekly_meeting import item_numbers, meeting_row, weekly_key
from shengsi_desktop.store.local_tables import ChangeRow
from shengsi_desktop.store.reading import load_setting
from shengsi_desktop.store.said import SaidRequest
from shengsi_desktop.store.sessions import raw_connection
from shengsi_desktop.store.tables import Directive

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import ColumnElement
    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.meetings import MeetingKey
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.commands import Command
from shengsi_desktop.store.sessions import Store

__all__ = [
    "add_directive",
    "directive_of_request",
    "directive_views",
    "directives",
    "edit_directive",
    "edit_line",
    "find_directive",
    "remove_directive",
    "set_directive_state",
    "waited_days",
]


_STEPS = """SELECT s.directive_id, s.id, s.kind, s.day, s.person, s.words, s.due_from, s.due_to
  FROM directive_step s WHERE s.directive_id IN (SELECT value FROM json_each(?)) AND s.dead = 0
  ORDER BY s.day, s.id"""


class _Around:
    """What a directive is shown with: numbers of items, names of units, its steps, its request's words."""

    def __init__(self, session: Session, rows: Sequence[Directive]) -> None:
        self.numbers = item_numbers(session)
        self.units = {unit.id: unit.name for unit in facts.units(session)}
        self.ids = {name: own for own, name in self.units.items()}
        self.steps: dict[str, list[StepView]] = {}
        # as plain rows: every change counts what is overdue, and there are several steps to each
        wanted = json.dumps([row.id for row in rows])
        for directive_id, *step in raw_connection(session).execute(_STEPS, (wanted,)):
            self.steps.setdefault(directive_id, []).append(_step(*step))
        asked = [row.request_id for row in rows if row.request_id]
        self.requests = {
            one.id: one.text
            for one in session.exec(select(SaidRequest).where(col(SaidRequest.id).in_(asked))).all()
        }


def _step(
    step_id: str, kind: str, day: str, person: str, words: str, due_from: str | None, due_to: str | None
) -> StepView:
    return StepView(step_id, StepKind(kind), _day(day), person, words, _day(due_from), _day(due_to))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _directive(row: Directive, around: _Around, number: int) -> DirectiveView:
    return DirectiveView(
        id=row.id,
        what=row.what,
        who=row.who,
        due=_day(row.due),
        state=DirectiveState(row.state),
        source=DirectiveSource(row.source),
        week=row.week,
        meeting_id=row.meeting_id,
        item_id=row.item_id,
        item_number=around.numbers.get(row.item_id or "", ""),
        done_on=_day(row.done_on),
        number=number,
        unit_id=row.unit_id,
        owner_unit_id=row.owner_unit_id,
        owner_unit=around.units.get(row.owner_unit_id or "", ""),
        further_units=further_units(row.who, row.owner_unit_id, around.ids),
        person=row.person,
        phone=row.phone,
        first_due=_day(row.first_due),
        given_by=row.given_by,
        given_on=_day(row.given_on),
        document=row.document,
        signed_on=_day(row.signed_on),
        signed_by=row.signed_by,
        result=row.result,
        closed_on=_day(row.closed_on),
        closed_by=row.closed_by,
        request_id=row.request_id,
        request=around.requests.get(row.request_id or "", ""),
        steps=tuple(around.steps.get(row.id, ())),
    )


def find_directive(session: Session, unit_id: str, reference: str, today: date) -> DirectiveView:
    """A directive of the unit by its id or its shown number."""
    for view in directive_views(session, unit_id, today):
        if reference.strip() in {view.id, str(view.number)}:
            return view
    raise Refusal(f"没有编号为“{reference}”的交办事项，没有改动。用 directive 命令可列出全部交办事项。")


def _stored(session: Session, unit_id: str) -> list[DirectiveView]:
    """The unit's directives in the order they were given; deleted ones keep their number, so no other takes it.

    The order is that of the log: ids go by the clock, which somebody may have set back.
    """
    # row by row from the log's index: the log of all units' directives is not read through
    made = (
        select(func.min(ChangeRow.lamport))
        .where(ChangeRow.entity == "directive", ChangeRow.entity_id == Directive.id)
        .scalar_subquery()
    )
    rows = session.exec(
        select(Directive).where(_of_unit(session, unit_id)).order_by(made, col(Directive.id))
    ).all()
    around = _Around(session, rows)
    return [_directive(row, around, place) for place, row in enumerate(rows, start=1) if not row.dead]


def _of_unit(session: Session, unit_id: str) -> ColumnElement[bool]:
    """Those that the unit gave; at its own desk also those that were dispatched down to it."""
    own = col(Directive.unit_id) == unit_id
    if load_setting(raw_connection(session), "unit_id") != unit_id:
        return own
    name = next((unit.name for unit in facts.units(session) if unit.id == unit_id), "")
    named = col(Directive.who).contains(name, autoescape=True) if name else false()
    return or_(own, col(Directive.owner_unit_id) == unit_id, named)


def directive_views(
    session: Session, unit_id: str, today: date, *, as_they_stood: date | None = None
) -> tuple[DirectiveView, ...]:
    """All directives of the unit: open ones first by due date, then the finished ones, newest first.

    `as_they_stood`: without what happened to them after that day.
    """
    rhythm = facts.rhythm(session, unit_id)
    stored = _stored(session, unit_id)
    if as_they_stood is not None:
        stored = [as_it_stood(one, as_they_stood) for one in stored]
    views = [directive_view(one, today, rhythm) for one in stored]
    still_open = [view for view in views if view.state is DirectiveState.OPEN]
    ended = [view for view in views if view.state is not DirectiveState.OPEN]
    still_open.sort(key=lambda view: (view.due or date.max, view.id))
    ended.sort(key=lambda view: view.done_on or date.min, reverse=True)
    return (*still_open, *ended)


def directives(store: Store, unit_id: str, today: date) -> tuple[DirectiveView, ...]:
    """All 交办事项 of the unit as of `today`."""
    with store.reading() as session:
        return directive_views(session, unit_id, today)


def add_directive(
    store: Store,
    unit_id: str,
    week: Week,
    text: str,
    today: date,
    item_id: str | None = None,
    *,
    owner_unit_id: str | None = None,
    owner_unit_ids: Sequence[str] | None = None,
    person: str = "",
    phone: str = "",
    due: date | None = None,
    source: DirectiveSource = DirectiveSource.WEEKLY,
    meeting_id: str | None = None,
    meeting: MeetingKey | None = None,
    given_by: str = "",
    given_on: date | None = None,
    document: str = "",
    request_id: str | None = None,
) -> frozenset[FieldKey]:
    """Quick-add «做什么 @谁 8月4日», or one from elsewhere; what is given by name goes before the line's.

    One of the weekly meeting, or of `meeting`, makes it where it is not; any other is of `meeting_id`.
    """
    with signed(store, f"交办“{text.strip()[:12]}”", unit=unit_id) as command:
        what, who, found, own = _new_line(command.session, unit_id, text, today, due)
        if meeting is None and meeting_id is None and source is DirectiveSource.WEEKLY:
            meeting = weekly_key(unit_id, week)
        row = Directive(
            unit_id=unit_id,
            meeting_id=_made(command, meeting) if meeting else meeting_id,
            item_id=item_id or item_begun_with(command.session, what),
            what=what,
            due=_text(due or found),
            week=str(week),
            source=source.value,
            phone=phone.strip() or next((own[one] for one in who.split("、") if own.get(one)), ""),
            given_by=given_by.strip(),
            document=document.strip(),
            given_on=_text(given_on),
            request_id=own_request(command, request_id),
        )
        name_owner(command.session, row, who)
        if owner_unit_id or owner_unit_ids or person:
            owners = owner_unit_ids or list(filter(None, (owner_unit_id,))) or None
            put_owner(command.session, row, owners, person or None)
        command.session.add(row)
    return command.changed


def _new_line(
    session: Session, unit_id: str, text: str, today: date, due: date | None
) -> tuple[str, str, date | None, dict[str, str]]:
    """What, who and due as typed, and the phones of the unit's own sections."""
    phones = section_phones(session, unit_id)
    read = read_line(session, text, today, due, tuple(phones))
    if not read[0]:
        raise Refusal("这一条没有写做什么，未添加。请按“做什么 @谁 8月4日”填写。")
    return (*read, phones)


def _made(command: Command, meeting: MeetingKey) -> str:
    row = meeting_row(command, meeting)
    command.session.flush()
    return row.id


def directive_of_request(
    store: Store, request_id: str, week: Week, text: str, today: date, **given: Any
) -> frozenset[FieldKey]:
    """Make a directive of a 需协调事项: its words where `text` is empty, its item; its 办结 answers the request."""
    with store.reading() as session:
        request = session.get(SaidRequest, request_id)
        if request is None:
            raise Refusal("这条需协调事项已不在了，没有交办。")
        unit_id, item_id, words = request.unit_id, request.item_id, request.text
    given = {"item_id": item_id, **given, "request_id": request_id}
    return add_directive(store, unit_id, week, text.strip() or words, today, **given)


def edit_directive(
    store: Store,
    directive_id: str,
    *,
    what: str | None = None,
    who: str | None = None,
    due: date | None = None,
    owner_unit_id: str | None = None,
    owner_unit_ids: Sequence[str] | None = None,
    person: str | None = None,
    phone: str | None = None,
    source: DirectiveSource | None = None,
    given_by: str | None = None,
    given_on: date | None = None,
    document: str | None = None,
    item_id: str | None = None,
    cleared: Collection[str] = (),
) -> frozenset[FieldKey]:
    """Set a directive right; what is None stays, days and the item in `cleared` (due, given_on, item_id) become none.

    `who` is read as typed («花鸟乡、张某»); `owner_unit_id` "" takes the unit away, `owner_unit_ids`
    are those of several.
    A new date here corrects the old one: putting off is `directive_life.extend_directive`.
    """
    owners = owner_unit_ids if owner_unit_id is None else list(filter(None, (owner_unit_id,)))
    with signed(store, "修改交办事项") as command:
        row = directive_row(command, directive_id)
        if row.state == DirectiveState.CLOSED:
            raise Refusal("这条交办事项已销号，没有改动。要改请先“重新办理”。")
        if what is not None:
            if not what.strip():
                raise Refusal("交办内容不能为空，原内容未动。")
            row.what = what.strip()
        if who is not None:
            name_owner(command.session, row, who)
        if owners is not None or person is not None:
            put_owner(command.session, row, owners, person)
        if source is not None:
            row.source = source.value
        if item_id is not None or "item_id" in cleared:
            row.item_id = item_id
        for name, words in (("phone", phone), ("given_by", given_by), ("document", document)):
            if words is not None:
                setattr(row, name, words.strip())
        if given_on is not None or "given_on" in cleared:
            row.given_on = _text(given_on)
        if due is not None or "due" in cleared:
            _correct_due(row, due)
    return command.changed


def _correct_due(row: Directive, due: date | None) -> None:
    """Another day in force; the first date stays while the new one is later: else nothing is put off any more."""
    row.due = _text(due)
    if row.due is None or (row.first_due is not None and row.due <= row.first_due):
        row.first_due = None


def edit_line(store: Store, directive_id: str, text: str, today: date) -> frozenset[FieldKey]:
    """Replace what, who and by when by what the line «做什么 @谁 8月4日» says: what it leaves out is taken away.

    What such a line never shows stays: phone, source, where it was given, and the year of a day left as it was.
    """
    with store.reading() as session:
        row = session.get(Directive, directive_id)
        names = row.who.split("、") if row is not None else ()
        what, who, due = read_line(session, text, today, names=names)
        before = _day(row.due) if row is not None else None
    if due and before and (due.month, due.day) == (before.month, before.day) and f"{due.year}" not in text:
        due = before
    return edit_directive(store, directive_id, what=what, who=who, due=due, cleared=() if due else ("due",))


def remove_directive(store: Store, directive_id: str) -> frozenset[FieldKey]:
    """Delete a directive entered by mistake; undo brings it back."""
    with signed(store, "删除交办事项") as command:
        command.session.delete(directive_row(command, directive_id))
    return command.changed


def waited_days(raised_on: date | None, as_of: date) -> int | None:
    """Days that a request has waited up to the as-of day."""
    return None if raised_on is None else max(0, (as_of - raised_on) // timedelta(days=1))
