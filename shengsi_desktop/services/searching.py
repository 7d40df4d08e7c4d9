"""Search over items, reports, topics, directives and units, by words or, for units, by pinyin initials."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from sqlmodel import col, or_

from shengsi_desktop.domain.views import SearchHit
from shengsi_desktop.services import facts
from shengsi_desktop.services.setting_up import find_units
from shengsi_desktop.services.weekly_meeting import item_numbers
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import CoordinationRequest, Directive, Item, Meeting, Report, Topic

if TYPE_CHECKING:
    from sqlmodel import Session

    from shengsi_desktop.store.sessions import Store

#: hits of each kind; more than fit a list that is read at a glance help nobody
_MOST = 12
_AROUND = 18
_REPORT_WORDS = ("progress", "problems", "next_plan", "catch_up", "expected", "remark")


def search(store: Store, text: str, unit_id: str) -> tuple[SearchHit, ...]:
    """Everything that holds the words, items first. Blank text finds nothing."""
    wanted = unicodedata.normalize("NFKC", text).strip()
    if not wanted:
        return ()
    with store.reading() as session:
        hits = [
            *_items(session, wanted),
            *_reports(session, wanted, unit_id),
            *_requests(session, wanted, unit_id),
            *_meetings(session, wanted, unit_id),
            *_topics(session, wanted, unit_id),
            *_directives(session, wanted, unit_id),
        ]
    hits += [SearchHit("unit", unit.id, unit.name, unit.kind.label) for unit in find_units(wanted)[:5]]
    return tuple(hits)


def _like(wanted: str) -> str:
    escaped = wanted.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
    return f"%{escaped}%"


def _excerpt(text: str, wanted: str) -> str:
    at = text.lower().find(wanted.lower())
    if at < 0:
        return text[: 2 * _AROUND].replace("\n", " ")
    start, end = max(0, at - _AROUND), at + len(wanted) + _AROUND
    middle = text[start:end].replace("\n", " ")
    return f"{'…' if start else ''}{middle}{'…' if end < len(text) else ''}"


def _items(session: Session, wanted: str) -> list[SearchHit]:
    like = _like(wanted)
    plan = facts.current_plan(session)
    rows = session.exec(
        alive(Item)
        .where(
            Item.plan_id == plan.id,
            or_(
                col(Item.number) == wanted,
                col(Item.text).like(like, escape="\\"),
                col(Item.title).like(like, escape="\\"),
            ),
        )
        .order_by((col(Item.number) == wanted).desc(), col(Item.ordinal))
        .limit(_MOST)
    ).all()
    return [
        SearchHit("item", row.id, f"{row.number} {row.title}", _excerpt(row.text, wanted)) for row in rows
    ]


def _reports(session: Session, wanted: str, unit_id: str) -> list[SearchHit]:
    like = _like(wanted)
    rows = session.exec(
        alive(Report)
        .where(
            Report.unit_id == unit_id,
            or_(*(getattr(Report, name).like(like, escape="\\") for name in _REPORT_WORDS)),
        )
        .order_by(col(Report.week).desc())
        .limit(_MOST)
    ).all()
    hits = []
    for row in rows:
        item = session.get(Item, row.item_id)
        words: list[str] = [getattr(row, name) for name in _REPORT_WORDS]
        text = next((one for one in words if wanted.lower() in one.lower()), row.progress)
        number = item.number if item else ""
        hits.append(
            SearchHit(
                "report",
                row.item_id,
                f"{number} {row.week}填报",
                _excerpt(text, wanted),
                row.week,
            )
        )
    return hits


def _requests(session: Session, wanted: str, unit_id: str) -> list[SearchHit]:
    rows = session.exec(
        alive(CoordinationRequest)
        .where(
            CoordinationRequest.unit_id == unit_id,
            col(CoordinationRequest.text).like(_like(wanted), escape="\\"),
        )
        .order_by(col(CoordinationRequest.week).desc())
        .limit(_MOST)
    ).all()
    numbers = item_numbers(session)
    return [
        SearchHit(
            "report",
            row.item_id,
            f"{numbers.get(row.item_id, '')} {row.week}需协调事项",
            _excerpt(row.text, wanted),
            row.week,
        )
        for row in rows
    ]


def _meetings(session: Session, wanted: str, unit_id: str) -> list[SearchHit]:
    rows = session.exec(
        alive(Meeting)
        .where(Meeting.unit_id == unit_id, col(Meeting.notes).like(_like(wanted), escape="\\"))
        .order_by(col(Meeting.period).desc())
        .limit(_MOST)
    ).all()
    return [
        SearchHit("meeting", row.id, f"{row.period}会商记录", _excerpt(row.notes, wanted), row.period)
        for row in rows
    ]


def _topics(session: Session, wanted: str, unit_id: str) -> list[SearchHit]:
    like = _like(wanted)
    rows = session.exec(
        alive(Topic)
        .join(Meeting, col(Meeting.id) == col(Topic.meeting_id))
        .where(
            Meeting.unit_id == unit_id,
            or_(
                col(Topic.title).like(like, escape="\\"),
                col(Topic.notes).like(like, escape="\\"),
                col(Topic.conclusion).like(like, escape="\\"),
            ),
        )
        .order_by(col(Topic.id).desc())
        .limit(_MOST)
    ).all()
    hits = []
    for row in rows:
        meeting = session.get(Meeting, row.meeting_id)
        words = f"{row.title} {row.notes} {row.conclusion}"
        period = meeting.period if meeting else ""
        hits.append(SearchHit("topic", row.id, f"议题：{row.title}", _excerpt(words, wanted), period))
    return hits


def _directives(session: Session, wanted: str, unit_id: str) -> list[SearchHit]:
    like = _like(wanted)
    rows = session.exec(
        alive(Directive)
        .where(
            Directive.unit_id == unit_id,
            or_(col(Directive.what).like(like, escape="\\"), col(Directive.who).like(like, escape="\\")),
        )
        .order_by(col(Directive.id).desc())
        .limit(_MOST)
    ).all()
    return [
        SearchHit(
            "directive", row.id, f"交办：{row.what[:24]}", f"{row.who} {row.due or ''}".strip(), row.week
        )
        for row in rows
    ]
