"""定稿: a unit's week frozen as an immutable version. A correction makes the next one; both stay."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlmodel import col

from shengsi_desktop.domain.changes import FieldKey
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.tracking import CoordinationRequest as RequestView
from shengsi_desktop.domain.words import RequestLevel
from shengsi_desktop.rhythm.item_rows import UnitFacts
from shengsi_desktop.services import facts, final_content
from shengsi_desktop.services.drafting import commit_drafts, with_draft
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import CoordinationRequest, FinalVersion, UnitWeek

if TYPE_CHECKING:
    from sqlmodel import Session

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store


def requests_of(session: Session, unit_id: str, week: Week) -> dict[str, list[RequestView]]:
    """The week's requests that have a word in them, by item."""
    from datetime import date

    found: dict[str, list[RequestView]] = {}
    rows = session.exec(
        alive(CoordinationRequest)
        .where(CoordinationRequest.unit_id == unit_id, CoordinationRequest.week == str(week))
        .order_by(col(CoordinationRequest.id))
    ).all()
    for row in rows:
        text = with_draft(session, "coordination_request", row.id, "text", row.text)
        if text.strip():
            raised = date.fromisoformat(row.raised_on) if row.raised_on else None
            found.setdefault(row.item_id, []).append(
                RequestView(
                    row.id, row.item_id, unit_id, row.week, text, RequestLevel(row.level), raised, row.answer
                )
            )
    return found


def content_now(session: Session, unit_id: str, week: Week) -> dict[str, Any]:
    """The content a 定稿 would have at this moment."""
    found = facts.week_facts(session, unit_id, str(week))
    sorted_facts = UnitFacts(found)
    requests = requests_of(session, unit_id, week)
    items = [
        final_content.item_content(row, sorted_facts.reports[row.id].get(str(week)), requests.get(row.id, ()))
        for row in facts.rows(session, unit_id, week)
    ]
    return final_content.week_content(found.unit.name, str(week), found.rule.name, items)


def changed_since_final(session: Session, unit_id: str, week: Week) -> bool:
    """True when the newest 定稿 no longer says what the week says."""
    version, _ = facts.newest_final(session, unit_id, str(week))
    if version is None:
        return False
    now = json.loads(final_content.canonical(content_now(session, unit_id, week)))
    return bool(json.loads(version.content)["items"] != now["items"])


def finalise(
    store: Store, unit_id: str, week: Week, *, reviewer: str, person: str = ""
) -> frozenset[FieldKey]:
    """Freeze the week as the next version. Refused without 审核人, or when nothing changed since the last."""
    if not reviewer.strip():
        raise Refusal("定稿要有审核人，本周内容都在，尚未定稿。")
    commit_drafts(store)
    changed = _sign(store, unit_id, week, reviewer.strip(), person)
    # a version is no synced row: it is never undone, a correction makes the next one
    with store.command(f"{week.label}定稿", unit=unit_id, person=person) as command:
        session = command.session
        parent, number = facts.newest_final(session, unit_id, str(week))
        content = content_now(session, unit_id, week)
        if not any(item["reported"] for item in content["items"]):
            raise Refusal("本周还没有填报任何事项，不能定稿。")
        words = final_content.canonical(
            {**content, "parent": parent.id if parent else None, "reviewer": reviewer.strip()}
        )
        if parent is not None and not changed_since_final(session, unit_id, week):
            raise Refusal(f"定稿第{number}版之后没有改动，不必再次定稿。")
        session.add(
            FinalVersion(
                id=hashlib.sha256(words.encode()).hexdigest(),
                unit_id=unit_id,
                week=str(week),
                parent_id=parent.id if parent else None,
                content=words,
                at=datetime.now(UTC).isoformat(),
                person=person,
                reviewer=reviewer.strip(),
            )
        )
    return changed | command.changed | {FieldKey("final_version", unit_id, str(week))}


def _sign(store: Store, unit_id: str, week: Week, reviewer: str, person: str) -> frozenset[FieldKey]:
    """Who answers for the week's table."""
    with store.command("填写审核人", unit=unit_id, person=person) as command:
        unit_week = command.keyed(UnitWeek, unit_id=unit_id, week=str(week))
        if unit_week.reviewer != reviewer:
            unit_week.reviewer = reviewer
        if person and unit_week.filler != person:
            unit_week.filler = person
    return command.changed
