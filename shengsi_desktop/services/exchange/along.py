"""What goes along with a 定稿: figures of the unit's own indicators and 争取事项, its steps in directives from above.

And, where it was ticked, the meeting. Of what it speaks of every field is named, also an empty one, so that what was
cleared is cleared above, too; what the county itself has written there is not repeated to it. Nothing else of the
store goes: what is not named here stays in the unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from shengsi_desktop.domain.changes import ROW
from shengsi_desktop.domain.words import Role
from shengsi_desktop.services import facts
from shengsi_desktop.services.exchange.dispatch_base import TAKING
from shengsi_desktop.services.meeting_records import meeting_of
from shengsi_desktop.services.weekly_meeting import weekly_key
from shengsi_desktop.store.sessions import alive, raw_connection
from shengsi_desktop.store.tables import (
    Appeal,
    Attachment,
    Directive,
    DirectiveStep,
    Indicator,
    IndicatorPoint,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from sqlmodel import Session

    from shengsi_desktop.domain.units import Unit
    from shengsi_desktop.domain.weeks import Week

POINT_FIELDS = ("value", "province", "rank", "planned", "status", "state")
APPEAL_FIELDS = ("area", "level", "stage", "amount", "office", "last_contact")
STEP_FIELDS = ("kind", "day", "person", "words", "due_from", "due_to")
DIRECTIVE_FIELDS = ("state", "done_on", "signed_on", "signed_by", "result")
MEETING_WORDS = {
    "held_at": "会商时间",
    "place": "地点",
    "chair": "主持人",
    "attendees": "参加人员",
    "recorder": "记录人",
    "conclusion": "会议结论",
    "notes": "其他记录",
}


def gathered(
    session: Session, unit: Unit, week: Week, content: Mapping[str, Any], *, with_meeting: bool
) -> dict[str, Any]:
    """The parts that have something in them, as plain JSON."""
    found: dict[str, Any] = {
        "points": _points(session, unit, week),
        "appeals": _appeals(
            session, [item["id"] for item in content["items"] if item["role"] != Role.SUPPORT.value]
        ),
        "steps": _steps(session, unit.id),
        "removed": _removed(session, unit.id, week),
    }
    if with_meeting:
        found["meeting"] = _meeting(session, unit.id, week)
    return {name: part for name, part in found.items() if part}


def _points(session: Session, unit: Unit, week: Week) -> list[dict[str, Any]]:
    """Values of the plan year's indicators that the unit is named for."""
    year = str(week.year)
    plan = facts.plan_of_year(session, week.year)
    own = [
        row.id
        for row in session.exec(alive(Indicator).where(Indicator.plan_id == plan.id)).all()
        if named(unit, row.owner)
    ]
    rows = session.exec(
        alive(IndicatorPoint)
        .where(col(IndicatorPoint.indicator_id).in_(own), col(IndicatorPoint.period).startswith(year))
        .order_by(col(IndicatorPoint.indicator_id), col(IndicatorPoint.period))
    ).all()
    return [
        {"indicator_id": row.indicator_id, "period": row.period, **_whole(row, POINT_FIELDS)} for row in rows
    ]


def named(unit: Unit, owner: str) -> bool:
    """Whether the words name the unit as one of those that answer for it."""
    return any(name and name in owner for name in (unit.name, unit.full_name, *unit.aliases))


def _appeals(session: Session, item_ids: list[str]) -> list[dict[str, Any]]:
    rows = session.exec(alive(Appeal).where(col(Appeal.item_id).in_(item_ids))).all()
    found = [{"item_id": row.item_id, **_whole(row, APPEAL_FIELDS)} for row in rows]
    for one in found:
        one["amount"] = one["amount"] or ""
    return sorted(found, key=lambda one: str(one["item_id"]))


def _steps(session: Session, unit_id: str) -> list[dict[str, Any]]:
    """What the unit did in directives that another unit gave it; no step or word that came down from there."""
    connection = raw_connection(session)
    given = session.exec(
        alive(Directive).where(Directive.unit_id != unit_id).order_by(col(Directive.id))
    ).all()
    found = []
    for row in given:
        own = {
            name: getattr(row, name)
            for name in DIRECTIVE_FIELDS
            if _written_here(connection, ("directive", row.id), name)
        }
        steps = session.exec(
            select(DirectiveStep).where(DirectiveStep.directive_id == row.id).order_by(col(DirectiveStep.id))
        ).all()
        mine = [one for one in steps if _made_here(connection, one.id)]
        if own or mine:
            told = [
                {"id": one.id, "kind": one.kind, "gone": True}
                if one.dead
                else {"id": one.id, **_whole(one, STEP_FIELDS)}
                for one in mine
            ]
            found.append({"directive_id": row.id, **own, "steps": told})
    return found


def _made_here(connection: sqlite3.Connection, step_id: str) -> bool:
    """Whether a step was first written at the unit: not by a 下发 that was taken in."""
    first = connection.execute(
        "SELECT batch_name FROM change WHERE entity = 'directive_step' AND entity_id = ? AND field = ?"
        " ORDER BY lamport, origin, seq LIMIT 1",
        (step_id, ROW),
    ).fetchone()
    return first is not None and not first[0].startswith(TAKING)


def _written_here(connection: sqlite3.Connection, name: tuple[str, str], field: str) -> bool:
    """Whether the unit wrote the field last: not a 下发 that was taken in."""
    last = connection.execute(
        "SELECT batch_name FROM change WHERE entity = ? AND entity_id = ? AND field = ?"
        " ORDER BY lamport DESC, origin DESC, seq DESC LIMIT 1",
        (*name, field),
    ).fetchone()
    return last is not None and not last[0].startswith(TAKING)


def _removed(session: Session, unit_id: str, week: Week) -> list[str]:
    """The ids of the unit's 附件 of that week, and of no week, that were removed: what had gone is withdrawn."""
    rows = session.exec(
        select(Attachment.id)
        .where(Attachment.unit_id == unit_id, col(Attachment.week).in_(("", str(week))), col(Attachment.dead))
        .order_by(col(Attachment.id))
    ).all()
    return list(rows)


def _meeting(session: Session, unit_id: str, week: Week) -> dict[str, Any]:
    view = meeting_of(session, weekly_key(unit_id, week))
    # what the meeting did not reach stands in the next one's agenda, and is nobody else's yet
    topics = [
        {"title": topic.title, "notes": topic.notes, "conclusion": topic.conclusion}
        for topic in view.topics
        if topic.dealt_with
    ]
    words = {name: str(getattr(view, name)) for name in MEETING_WORDS if str(getattr(view, name)).strip()}
    return {**words, "topics": topics} if words or topics else {}


def _whole(row: object, names: tuple[str, ...]) -> dict[str, Any]:
    """Every field, an empty one, too: that it is empty is said."""
    return {name: getattr(row, name) for name in names}
