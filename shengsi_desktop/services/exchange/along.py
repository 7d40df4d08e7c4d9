"""What goes along with a 定稿: figures of the unit's own indicators and 争取事项, its steps in directives from above.

And, where it was ticked, the meeting. Nothing else of the store goes: what is not named here stays in the unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from shengsi_desktop.services import facts
from shengsi_desktop.services.meeting_records import meeting_of
from shengsi_desktop.services.weekly_meeting import weekly_key
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import (
    Appeal,
    Directive,
    DirectiveStep,
    Indicator,
    IndicatorPoint,
)

if TYPE_CHECKING:
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
#: how each part is called in the preview
HEADINGS = {"points": "指标数值", "appeals": "争取事项", "steps": "交办办理情况", "meeting": "会商讨论"}


def gathered(
    session: Session, unit: Unit, week: Week, content: Mapping[str, Any], *, with_meeting: bool
) -> dict[str, Any]:
    """The parts that have something in them, as plain JSON."""
    found: dict[str, Any] = {
        "points": _points(session, unit, week),
        "appeals": _appeals(session, [item["id"] for item in content["items"]]),
        "steps": _steps(session, unit.id),
    }
    if with_meeting:
        found["meeting"] = _meeting(session, unit.id, week)
    return {name: part for name, part in found.items() if part}


def lines(session: Session, along: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What goes along as a person reads it, part by part."""
    told = []
    for name, heading in HEADINGS.items():
        if name in along:
            told.append((heading, tuple(_WORDS[name](session, along[name]))))
    return tuple(told)


def _points(session: Session, unit: Unit, week: Week) -> list[dict[str, Any]]:
    """Values of the plan year's indicators that the unit is named for."""
    names = (unit.name, unit.full_name, *unit.aliases)
    year = str(week.year)
    plan = facts.plan_of_year(session, week.year)
    own = [
        row.id
        for row in session.exec(alive(Indicator).where(Indicator.plan_id == plan.id)).all()
        if any(name and name in row.owner for name in names)
    ]
    rows = session.exec(
        alive(IndicatorPoint)
        .where(col(IndicatorPoint.indicator_id).in_(own), col(IndicatorPoint.period).startswith(year))
        .order_by(col(IndicatorPoint.indicator_id), col(IndicatorPoint.period))
    ).all()
    return [
        {"indicator_id": row.indicator_id, "period": row.period, **_given(row, POINT_FIELDS)} for row in rows
    ]


def _appeals(session: Session, item_ids: list[str]) -> list[dict[str, Any]]:
    rows = session.exec(alive(Appeal).where(col(Appeal.item_id).in_(item_ids))).all()
    found = [{"item_id": row.item_id, **_given(row, APPEAL_FIELDS)} for row in rows]
    return sorted(found, key=lambda one: str(one["item_id"]))


def _steps(session: Session, unit_id: str) -> list[dict[str, Any]]:
    """What the unit did in directives that another unit gave it."""
    given = session.exec(
        alive(Directive).where(Directive.unit_id != unit_id).order_by(col(Directive.id))
    ).all()
    found = []
    for row in given:
        steps = session.exec(
            alive(DirectiveStep).where(DirectiveStep.directive_id == row.id).order_by(col(DirectiveStep.id))
        ).all()
        if steps or row.signed_on or row.result:
            found.append(
                {
                    "directive_id": row.id,
                    **_given(row, DIRECTIVE_FIELDS),
                    "steps": [{"id": step.id, **_given(step, STEP_FIELDS)} for step in steps],
                }
            )
    return found


def _meeting(session: Session, unit_id: str, week: Week) -> dict[str, Any]:
    view = meeting_of(session, weekly_key(unit_id, week))
    topics = [
        {"title": topic.title, "notes": topic.notes, "conclusion": topic.conclusion}
        for topic in view.topics
        if topic.notes.strip() or topic.conclusion.strip()
    ]
    words = {name: str(getattr(view, name)) for name in MEETING_WORDS if str(getattr(view, name)).strip()}
    return {**words, "topics": topics} if words or topics else {}


def _given(row: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(row, name)) not in (None, "")}


def _point_words(session: Session, part: list[dict[str, Any]]) -> list[str]:
    names = dict(session.exec(select(Indicator.id, Indicator.name)).all())
    return [f"{names.get(one['indicator_id'], '')} {one['period']}：{one.get('value', '—')}" for one in part]


def _appeal_words(session: Session, part: list[dict[str, Any]]) -> list[str]:
    from shengsi_desktop.store.tables import Item

    titles = {
        row.id: f"{row.number} {row.title}"
        for row in session.exec(select(Item).where(col(Item.id).in_([one["item_id"] for one in part]))).all()
    }
    return [titles.get(one["item_id"], "") for one in part]


def _step_words(session: Session, part: list[dict[str, Any]]) -> list[str]:
    rows = {row.id: row.what for row in session.exec(select(Directive)).all()}
    return [f"{rows.get(one['directive_id'], '')}（{len(one['steps'])}步）" for one in part]


def _meeting_words(_session: Session, part: dict[str, Any]) -> list[str]:
    topics = (
        "：".join(filter(None, (topic["title"], topic["notes"], topic["conclusion"])))
        for topic in part["topics"]
    )
    return [*(f"{label}：{part[name]}" for name, label in MEETING_WORDS.items() if name in part), *topics]


_WORDS: dict[str, Any] = {
    "points": _point_words,
    "appeals": _appeal_words,
    "steps": _step_words,
    "meeting": _meeting_words,
}
