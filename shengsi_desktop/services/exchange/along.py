"""What goes along with a 定稿: figures of the unit's own indicators and 争取事项, its steps in directives from above.

And, where it was ticked, the meeting. Of what it speaks of every field is named, also an empty one, so that what was
cleared is cleared above, too; what the county itself has written there is not repeated to it. Nothing else of the
store goes: what is not named here stays in the unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from shengsi_desktop.domain.appeals import AppealArea, AppealLevel, AppealStage
from shengsi_desktop.domain.changes import ROW
from shengsi_desktop.domain.directives import StepKind
from shengsi_desktop.domain.indicators import GoalState, PointStatus
from shengsi_desktop.domain.words import DirectiveState, Role
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
    Item,
    Submission,
    WeekReturn,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from sqlmodel import Session

    from shengsi_desktop.domain.units import Unit
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.domain.words import Word

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
HEADINGS = {
    "points": "指标数值",
    "appeals": "争取事项",
    "steps": "交办办理情况",
    "removed": "已删除的附件",
    "answers": "退回后再次报送",
    "meeting": "会商讨论",
}
_POINT_WORDS = {
    "value": "数值",
    "province": "全省",
    "rank": "全省位次",
    "planned": "计划数",
    "status": "数据性质",
    "state": "进展",
}
_APPEAL_WORDS = {
    "area": "领域",
    "level": "对接层级",
    "stage": "进程",
    "amount": "金额（万元）",
    "office": "对接单位",
    "last_contact": "最近对接",
}
_DIRECTIVE_WORDS = {
    "state": "状态",
    "done_on": "办结日期",
    "signed_on": "签收日期",
    "signed_by": "签收人",
    "result": "办理结果",
}
_KINDS: dict[str, type[Word]] = {
    "status": PointStatus,
    "area": AppealArea,
    "level": AppealLevel,
}
_NONE = "（空）"


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


def lines(session: Session, along: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What goes along as a person reads it, part by part."""
    told = []
    for name, heading in HEADINGS.items():
        if along.get(name):
            told.append((heading, tuple(_WORDS[name](session, along[name]))))
    return tuple(told)


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
    topics = [
        {"title": topic.title, "notes": topic.notes, "conclusion": topic.conclusion}
        for topic in view.topics
        if topic.notes.strip() or topic.conclusion.strip()
    ]
    words = {name: str(getattr(view, name)) for name in MEETING_WORDS if str(getattr(view, name)).strip()}
    return {**words, "topics": topics} if words or topics else {}


def _whole(row: object, names: tuple[str, ...]) -> dict[str, Any]:
    """Every field, an empty one, too: that it is empty is said."""
    return {name: getattr(row, name) for name in names}


def _said(one: Mapping[str, Any], labels: Mapping[str, str], kinds: Mapping[str, type[Word]]) -> str:
    """«数值12.5，全省位次3»: all that is named; what is empty only where nothing else is said."""
    told = [
        f"{label}{_shown(kinds.get(name), one[name])}"
        for name, label in labels.items()
        if one.get(name) not in (None, "")
    ]
    return "，".join(told) or _NONE


def _shown(kind: type[Word] | None, value: object) -> str:
    return kind(str(value)).label if kind is not None else str(value)


def _point_words(session: Session, part: list[dict[str, Any]]) -> list[str]:
    names = dict(session.exec(select(Indicator.id, Indicator.name)).all())
    kinds: dict[str, type[Word]] = {**_KINDS, "state": GoalState}
    return [
        f"{names.get(one['indicator_id'], '')} {one['period']}：{_said(one, _POINT_WORDS, kinds)}"
        for one in part
    ]


def _appeal_words(session: Session, part: list[dict[str, Any]]) -> list[str]:
    titles = {
        row.id: f"{row.number} {row.title}"
        for row in session.exec(select(Item).where(col(Item.id).in_([one["item_id"] for one in part]))).all()
    }
    kinds: dict[str, type[Word]] = {**_KINDS, "stage": AppealStage}
    return [f"{titles.get(one['item_id'], '')}：{_said(one, _APPEAL_WORDS, kinds)}" for one in part]


def _step_words(session: Session, part: list[dict[str, Any]]) -> list[str]:
    """Each directive with what the unit says of it, then its steps word for word."""
    rows = {row.id: row.what for row in session.exec(select(Directive)).all()}
    told = []
    for one in part:
        what = rows.get(one["directive_id"], "")
        if any(name in one for name in DIRECTIVE_FIELDS):
            told.append(f"{what}：{_said(one, _DIRECTIVE_WORDS, {'state': DirectiveState})}")
        told += [f"{what}：{_step_said(step)}" for step in one.get("steps", ())]
    return told


def _step_said(step: Mapping[str, Any]) -> str:
    kind = StepKind(step["kind"]).label
    if step.get("gone"):
        return f"{kind}（已撤销）"
    dues = "→".join(str(step[name]) for name in ("due_from", "due_to") if step.get(name))
    return " ".join(
        filter(None, (step.get("day"), kind, step.get("person"), step.get("words"), dues and f"时限{dues}"))
    )


def _removed_words(session: Session, part: list[str]) -> Iterator[str]:
    for one in part:
        row = session.get(Attachment, one)
        yield row.name if row is not None else "（本机没有）"


def _answer_words(session: Session, part: list[str]) -> Iterator[str]:
    for one in part:
        row = session.get(WeekReturn, one)
        if row is not None:
            yield f"退回原因：{row.reason}"
        elif session.get(Submission, one) is None:
            yield "（本机没有这次退回）"


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
    "removed": _removed_words,
    "answers": _answer_words,
    "meeting": _meeting_words,
}
