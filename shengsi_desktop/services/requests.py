"""需协调事项 of an item's week: the one being typed, its level, and the row that it becomes."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from shengsi_desktop.domain.item_detail import CoordinationRequest as RequestView
from shengsi_desktop.domain.nothing_said import says_nothing
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import RequestLevel
from shengsi_desktop.services import facts
from shengsi_desktop.services.drafting import editables, signed_after_typing, with_draft
from shengsi_desktop.services.received import is_received, why_not_edited
from shengsi_desktop.store import keys
from shengsi_desktop.store.local_tables import Draft
from shengsi_desktop.store.said import SaidRequest
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import CoordinationRequest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.views import Editable
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store


def _request_row(session: Session, item_id: str, unit_id: str, week: str) -> CoordinationRequest | None:
    return next(iter(_request_rows(session, item_id, unit_id, week)), None)


def _request_rows(session: Session, item_id: str, unit_id: str, week: str) -> Sequence[CoordinationRequest]:
    """Those of one item and week, the one that is shown first."""
    return session.exec(
        alive(CoordinationRequest)
        .where(
            CoordinationRequest.item_id == item_id,
            CoordinationRequest.unit_id == unit_id,
            CoordinationRequest.week == week,
        )
        .order_by(col(CoordinationRequest.id))
    ).all()


def doubled_request(session: Session, item_id: str, unit_id: str, week: str) -> str:
    """The id of the request that the week's form shows, where there are others of the item beside it; else empty.

    Two machines that each wrote one of their own make two.
    """
    rows = _request_rows(session, item_id, unit_id, week)
    return rows[0].id if len([row for row in rows if not says_nothing(row.text)]) > 1 else ""


def _received_request(session: Session, item_id: str, unit_id: str, week: str) -> CoordinationRequest | None:
    """What a 定稿 that was taken in asks for, as a row to be read; several of one item as one text."""
    rows = session.exec(
        select(SaidRequest)
        .where(
            SaidRequest.item_id == item_id,
            SaidRequest.unit_id == unit_id,
            SaidRequest.week == week,
        )
        .order_by(col(SaidRequest.id))
    ).all()
    if not rows:
        return None
    text = "\n".join(row.text for row in rows)
    return CoordinationRequest.model_validate({**rows[0].model_dump(), "text": text})


def request_editor(
    store: Store, session: Session, item_id: str, unit_id: str, week: Week
) -> tuple[RequestView | None, Editable]:
    """The week's request of the item with its editor; a draft of one not yet made is found again by its fields.

    Of a week that was taken in it is what the unit asks for.
    """
    row = _request_row(session, item_id, unit_id, str(week))
    raised = facts.day_at_work(session, unit_id, week)
    if is_received(session, unit_id, str(week)):
        row = _received_request(session, item_id, unit_id, str(week))
    row_key: dict[str, str | int] = {
        "item_id": item_id,
        "unit_id": unit_id,
        "week": str(week),
        "raised_on": raised.isoformat(),
    }
    if row is None:
        row = CoordinationRequest(
            id=_drafted_request(session, row_key) or keys.new_id(),
            item_id=item_id,
            unit_id=unit_id,
            week=str(week),
        )
    text = with_draft(session, "coordination_request", row.id, "text", row.text)
    view = RequestView(
        row.id,
        item_id,
        unit_id,
        str(week),
        text,
        RequestLevel(row.level),
        date.fromisoformat(row.raised_on) if row.raised_on else raised,
        row.answer,
    )
    field = editables(store, session, "coordination_request", row.id, ("text",), row_key, view)["text"]
    return (view if text.strip() else None), field


def _drafted_request(session: Session, row_key: Mapping[str, str | int]) -> str | None:
    """The id under which a request of these fields is being typed; the day it was begun on tells none apart."""
    wanted = {**row_key, "raised_on": ""}
    for draft in session.exec(select(Draft).where(Draft.entity == "coordination_request")).all():
        if draft.key and {**json.loads(draft.key), "raised_on": ""} == wanted:
            return draft.entity_id
    return None


def requests_between(session: Session, unit_id: str, first: str, last: str) -> tuple[RequestView, ...]:
    """The unit's requests of the weeks from `first` to `last` («2023-W10»), oldest first; 无 is none.

    What is typed and not yet a change is read as if it stood in its row, even where there is no row yet.
    """
    typed: dict[str, tuple[str, dict[str, Any]]] = {}
    for draft in session.exec(
        select(Draft).where(Draft.entity == "coordination_request", Draft.field == "text")
    ).all():
        typed[draft.entity_id] = (str(json.loads(draft.value)), json.loads(draft.key or "{}"))
    rows = list(
        session.exec(
            select(SaidRequest).where(
                SaidRequest.unit_id == unit_id,
                SaidRequest.week >= first,
                SaidRequest.week <= last,
            )
        ).all()
    )
    there = {row.id for row in rows}
    rows += [
        SaidRequest(id=row_id, **key)
        for row_id, (_, key) in typed.items()
        if row_id not in there and key.get("unit_id") == unit_id and first <= key.get("week", "") <= last
    ]
    found = [
        RequestView(
            row.id,
            row.item_id,
            unit_id,
            row.week,
            typed[row.id][0] if row.id in typed else row.text,
            RequestLevel(row.level),
            date.fromisoformat(row.raised_on) if row.raised_on else None,
            row.answer,
            date.fromisoformat(row.answered_on) if row.answered_on else None,
        )
        for row in sorted(rows, key=lambda row: (row.week, row.id))
    ]
    return tuple(one for one in found if not says_nothing(one.text))


def own_request(command: Command, request_id: str | None) -> str | None:
    """The id for what refers to a request; of one that was taken in, a row for one's own answer is made."""
    row = command.session.get(CoordinationRequest, request_id) if request_id else None
    if row is not None or not request_id:
        return row.id if row is not None and not row.dead else None
    said = command.session.get(SaidRequest, request_id)
    if said is None:
        return None
    columns = {"id", "item_id", "unit_id", "week", "text", "level", "raised_on"}
    command.session.add(CoordinationRequest(**said.model_dump(include=columns)))
    command.session.flush()
    return request_id


def set_request(
    store: Store,
    item_id: str,
    unit_id: str,
    week: Week,
    *,
    text: str | None = None,
    level: RequestLevel | None = None,
) -> frozenset[FieldKey]:
    """需协调事项 of an item this week: its text, its level, or both."""
    with signed_after_typing(store, "填写需协调事项", unit=unit_id) as command:
        put_request(command, item_id, unit_id, week, text=text, level=level)
    return command.changed


def put_request(
    command: Command,
    item_id: str,
    unit_id: str,
    week: Week,
    *,
    text: str | None = None,
    level: RequestLevel | None = None,
    unless: RequestLevel = RequestLevel.DEPARTMENTS,
) -> None:
    """As `set_request`, inside a command that is under way. Refused where the unit's week was taken in here.

    `unless`: the level of a request that is new, until one is said.
    """
    if why := why_not_edited(command.session, unit_id, str(week)):
        raise Refusal(why)
    command.session.flush()
    row = _request_row(command.session, item_id, unit_id, str(week))
    if row is None:
        if level is None and not (text or "").strip():
            return
        row = CoordinationRequest(
            item_id=item_id,
            unit_id=unit_id,
            week=str(week),
            level=unless.value,
            raised_on=facts.day_at_work(command.session, unit_id, week).isoformat(),
        )
        command.session.add(row)
    if text is not None:
        row.text = text
    if level is not None:
        row.level = level.value


def set_request_level(
    store: Store, item_id: str, unit_id: str, week: Week, level: RequestLevel
) -> frozenset[FieldKey]:
    """提请层级 of the item's request."""
    return set_request(store, item_id, unit_id, week, level=level)
