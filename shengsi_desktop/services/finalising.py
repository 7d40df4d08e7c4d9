"""定稿: a unit's week frozen as an immutable version. A correction makes the next one; both stay."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.changes import FieldKey
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.week_states import FinalEntry
from shengsi_desktop.services import facts, final_content, version_words, week_states
from shengsi_desktop.services.drafting import commit_drafts
from shengsi_desktop.services.received import refuse_edit
from shengsi_desktop.services.requests import requests_between
from shengsi_desktop.store.tables import Deliverable, FinalVersion, UnitWeek

if TYPE_CHECKING:
    from sqlmodel import Session

    from shengsi_desktop.domain.item_detail import CoordinationRequest as RequestView
    from shengsi_desktop.domain.week_states import ItemDifference, VersionItem
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store


def requests_of(session: Session, unit_id: str, week: Week) -> dict[str, list[RequestView]]:
    """The week's requests that have a word in them, by item."""
    found: dict[str, list[RequestView]] = {}
    for request in requests_between(session, unit_id, str(week), str(week)):
        found.setdefault(request.item_id, []).append(request)
    return found


def content_now(
    session: Session, unit_id: str, week: Week, read: facts.WeekRead | None = None
) -> dict[str, Any]:
    """The content a 定稿 would have at this moment; `read`: the unit's week, where it has been read already."""
    found, sorted_facts, rows = read or facts.read_week(session, unit_id, week)
    requests = requests_of(session, unit_id, week)
    items = [
        final_content.item_content(row, sorted_facts.reports[row.id].get(str(week)), requests.get(row.id, ()))
        for row in rows
    ]
    return final_content.week_content(found.unit.name, str(week), found.rule.name, items)


def changed_since_final(
    session: Session, unit_id: str, week: Week, read: facts.WeekRead | None = None
) -> bool:
    """True when the newest 定稿 no longer says what the week says."""
    version, _ = facts.newest_final(session, unit_id, str(week))
    return version is not None and _differs(version, content_now(session, unit_id, week, read))


def _differs(version: FinalVersion, content: dict[str, Any]) -> bool:
    now = json.loads(final_content.canonical(content))
    return final_content.said(json.loads(version.content)) != final_content.said(now)


def _chain(session: Session, unit_id: str, week: Week) -> list[FinalVersion]:
    """Every 定稿 of the unit's week, the first one first."""
    newest, _ = facts.newest_final(session, unit_id, str(week))
    found = []
    while newest is not None:
        found.append(newest)
        newest = session.get(FinalVersion, newest.parent_id) if newest.parent_id else None
    return found[::-1]


def versions(store: Store, unit_id: str, week: Week) -> tuple[dict[str, Any], ...]:
    """Every 定稿 of the unit's week, the first one first, each whole as it was signed."""
    with store.reading() as session:
        return tuple(json.loads(one.content) for one in _chain(session, unit_id, week))


def version_list(store: Store, unit_id: str, week: Week) -> tuple[FinalEntry, ...]:
    """The unit's 定稿 of that week, the first one first, each with its 报送 and 退回."""
    with store.reading() as session:
        return tuple(
            FinalEntry(
                one.id,
                number,
                week_states.moment(one.at),
                one.reviewer,
                one.person,
                *week_states.registered(session, one.id, number),
            )
            for number, one in enumerate(_chain(session, unit_id, week), start=1)
        )


def version_items(store: Store, unit_id: str, week: Week, number: int | None) -> tuple[VersionItem, ...]:
    """One 定稿 as it is read, item by item; None: the week as it stands now. Refused where there is none."""
    return version_words.items_of(_content(store, unit_id, week, number))


def compare(
    store: Store, unit_id: str, week: Week, old: int | None, new: int | None
) -> tuple[ItemDifference, ...]:
    """What two versions tell differently, field by field; None stands for the week as it stands now."""
    return version_words.differences(_content(store, unit_id, week, old), _content(store, unit_id, week, new))


def _content(store: Store, unit_id: str, week: Week, number: int | None) -> dict[str, Any]:
    with store.reading() as session:
        if number is None:
            found: dict[str, Any] = json.loads(final_content.canonical(content_now(session, unit_id, week)))
            return found
        chain = _chain(session, unit_id, week)
        if not 1 <= number <= len(chain):
            there = f"现有第1至第{len(chain)}版" if chain else "这一周还没有定稿"
            raise Refusal(f"没有定稿第{number}版（{there}）。")
        content: dict[str, Any] = json.loads(chain[number - 1].content)
        _name_stages(session, content)
        return content


def _name_stages(session: Session, content: dict[str, Any]) -> None:
    """Versions that were signed before they kept the names of the stages get those of now."""
    for item in content["items"]:
        for one in item["deliverables"]:
            if one["stage"] is not None and "stages" not in one:
                row = session.get(Deliverable, one["id"])
                one["stages"] = json.loads(row.stages or "[]") if row is not None else []


def finalise(
    store: Store, unit_id: str, week: Week, *, reviewer: str, person: str = ""
) -> frozenset[FieldKey]:
    """Freeze the week as the next version. Refused, and nothing signed, without 审核人 or without a change."""
    reviewer = reviewer.strip()
    if not reviewer:
        raise Refusal("定稿要有审核人，本周内容都在，尚未定稿。")
    refuse_edit(store, unit_id, week)
    changed = commit_drafts(store)
    # a version is no synced row: it is never undone, a correction makes the next one, and so with who signed it
    person = person or store.setting("person")
    with store.command(f"{week.label}定稿", unit=unit_id, person=person, undoable=False) as command:
        session = command.session
        parent, number = facts.newest_final(session, unit_id, str(week))
        content = content_now(session, unit_id, week)
        if not any(item["reported"] for item in content["items"]):
            raise Refusal("本周还没有填报任何事项，不能定稿。")
        if parent is not None and not _differs(parent, content):
            raise Refusal(f"定稿第{number}版之后没有改动，不必再次定稿。")
        unit_week = command.keyed(UnitWeek, unit_id=unit_id, week=str(week))
        unit_week.reviewer = reviewer
        if person:
            unit_week.filler = person
        session.add(_version(unit_id, week, content, parent, reviewer, person))
    return changed | command.changed | {FieldKey("final_version", unit_id, str(week))}


def signed_now(
    session: Session, unit_id: str, week: Week, *, reviewer: str, person: str = ""
) -> FinalVersion:
    """The week as it stands as a version, not yet stored: the newest where it says the same, else the next one.

    Refused where nothing is reported.
    """
    parent, _ = facts.newest_final(session, unit_id, str(week))
    content = content_now(session, unit_id, week)
    if not any(item["reported"] or item["requests"] for item in content["items"]):
        raise Refusal("这一周还没有填报任何事项，没有可确认的。")
    if parent is not None and not _differs(parent, content):
        return parent
    return _version(unit_id, week, content, parent, reviewer, person)


def _version(
    unit_id: str, week: Week, content: dict[str, Any], parent: FinalVersion | None, reviewer: str, person: str
) -> FinalVersion:
    """The version that says this; its id is the hash of what it says."""
    parent_id = parent.id if parent else None
    words = final_content.canonical({**content, "parent": parent_id, "reviewer": reviewer})
    return FinalVersion(
        id=hashlib.sha256(words.encode()).hexdigest(),
        unit_id=unit_id,
        week=str(week),
        parent_id=parent_id,
        content=words,
        at=datetime.now(UTC).isoformat(),
        person=person,
        reviewer=reviewer,
    )
