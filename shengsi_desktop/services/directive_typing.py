"""One field of a 交办事项 as it was typed: read, checked and set, or refused in a sentence that repeats the words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import DirectiveSource
from shengsi_desktop.rhythm.day_words import whole_day
from shengsi_desktop.services import facts
from shengsi_desktop.services.directive_owners import owners_called
from shengsi_desktop.services.directives import add_directive, directive_of_request, edit_directive
from shengsi_desktop.services.requests import requests_between
from shengsi_desktop.store.tables import CoordinationRequest as RequestRow
from shengsi_desktop.store.tables import Directive

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.item_detail import CoordinationRequest
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

#: fields whose words are taken as they are
PLAIN = ("what", "person", "phone", "given_by", "document")
DAYS = ("due", "given_on")


def read_day(text: str, today: date) -> date | None:
    """The day meant; None for an empty text. Refused where it cannot be read."""
    if not text.strip():
        return None
    day = whole_day(text.strip(), today)
    if day is None:
        raise Refusal(f"“{text.strip()}”看不出是哪一天，没有改动。请写成8月4日、8.4或下周五。")
    return day


def open_requests(session: Session, unit_id: str, week: Week) -> tuple[CoordinationRequest, ...]:
    """The unit's 需协调事项 up to that week that nobody has answered and no directive was made of, newest first.

    What is only being typed is none yet.
    """
    taken = set(
        session.exec(
            select(Directive.request_id).where(
                Directive.unit_id == unit_id, col(Directive.dead).is_(other=False)
            )
        ).all()
    )
    return tuple(
        one
        for one in reversed(requests_between(session, unit_id, "", str(week)))
        if not one.answer.strip() and one.id not in taken and session.get(RequestRow, one.id) is not None
    )


def edit_typed(store: Store, directive_id: str, field: str, said: str, today: date) -> frozenset[FieldKey]:
    """Set what, unit, person, phone, due, source, given_by, given_on, document or item by the words typed."""
    return edit_directive(store, directive_id, **_read(store, field, said.strip(), today))


def _read(store: Store, field: str, said: str, today: date) -> dict[str, Any]:
    if field in PLAIN:
        return {field: said}
    if field in DAYS:
        day = read_day(said, today)
        return {field: day} if day else {"cleared": (field,)}
    if field == "source":
        source = next((one for one in DirectiveSource if said in {one.label, one.value}), None)
        if source is None:
            raise Refusal(f"没有“{said}”这种来源，没有改动。来源有：{sources_words()}。")
        return {"source": source}
    with store.reading() as session:
        if field == "unit":
            return {"owner_unit_ids": owners_called(session, said)}
        if field == "item":
            return {"item_id": facts.find_item(session, said).id} if said else {"cleared": ("item_id",)}
    message = f"a directive has no such field: {field}"
    raise ValueError(message)


def sources_words() -> str:
    """会商、听取、…"""
    return "、".join(one.label for one in DirectiveSource)


def add_typed(
    store: Store, unit_id: str, week: Week, typed: Mapping[str, str], today: date
) -> frozenset[FieldKey]:
    """Add a directive by its fields as typed: `what` (a line «做什么 @谁 8月4日»), `source`, and any of the others.

    `request` is the id of the 需协调事项 that it is made of. Refused whole where one of them cannot be read.
    """
    found: dict[str, Any] = {}
    for field in ("unit", "due", "given_on", "item", "source"):
        if said := typed.get(field, "").strip():
            found |= _read(store, field, said, today)
    found |= {name: typed[name] for name in ("person", "phone", "given_by", "document") if typed.get(name)}
    what = " ".join(typed["what"].split())
    if request_id := typed.get("request", ""):
        return directive_of_request(store, request_id, week, what, today, **found)
    return add_directive(store, unit_id, week, what, today, **found)
