"""定稿: a unit's week frozen as an immutable version. A correction makes the next one; both stay."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from shengsi_desktop.domain.canonical import canonical
from shengsi_desktop.domain.changes import FieldKey
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.week_states import FinalEntry
from shengsi_desktop.domain.words import WeekState
from shengsi_desktop.rhythm.weeks import month_of
from shengsi_desktop.services import facts, final_content, final_ends, version_words, week_states
from shengsi_desktop.services.drafting import commit_drafts
from shengsi_desktop.services.received import is_received, refuse_edit
from shengsi_desktop.services.requests import requests_between
from shengsi_desktop.store.conflicts import conflicting_values
from shengsi_desktop.store.sessions import raw_connection
from shengsi_desktop.store.tables import Deliverable, FinalVersion, UnitWeek

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from sqlmodel import Session

    from shengsi_desktop.domain.item_detail import CoordinationRequest as RequestView
    from shengsi_desktop.domain.week_states import ItemDifference, VersionItem, WeekStanding
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.commands import Command
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
    """The content a 定稿 would have at this moment, whichever plan the desk has chosen.

    All the unit's items of the plan of the week's year, behind them those of other plans of which something was said
    in that very week. `read`: the unit's week, where it has been read already.
    """
    requests = requests_of(session, unit_id, week)
    of_year = facts.plan_of_year(session, int(month_of(week)[:4]))
    if read is None or read.facts.plan_id != of_year.id:
        read = facts.read_week(session, unit_id, week, plan_id=of_year.id)
    items = _items(read, week, requests)
    spoken = facts.items_spoken_of(session, read.facts, str(week)) | requests.keys()
    for plan_id in facts.plans_of(session, spoken - {row.id for row in read.rows}):
        if plan_id != of_year.id:
            other = facts.read_week(session, unit_id, week, plan_id=plan_id)
            items += _items(other, week, requests, spoken)
    return final_content.week_content(read.facts.unit.name, str(week), read.facts.rule.name, items)


def _items(
    read: facts.WeekRead,
    week: Week,
    requests: Mapping[str, list[RequestView]],
    only: Collection[str] | None = None,
) -> list[dict[str, Any]]:
    return [
        final_content.item_content(row, read.sorted.reports[row.id].get(str(week)), requests.get(row.id, ()))
        for row in read.rows
        if only is None or row.id in only
    ]


def changed_since_final(
    session: Session, unit_id: str, week: Week, read: facts.WeekRead | None = None
) -> bool:
    """True when the newest 定稿 no longer says what the week says."""
    version, _ = facts.newest_final(session, unit_id, str(week))
    return version is not None and differs(version, content_now(session, unit_id, week, read))


def standing(session: Session, unit_id: str, week: Week, read: facts.WeekRead | None = None) -> WeekStanding:
    """Where the unit's week stands, and whether it says something else now than its 定稿."""
    found = week_states.standing(session, unit_id, week)
    # what was taken in from another unit is that unit's: nothing is changed in it here
    own = found.version is not None and not is_received(session, unit_id, str(week))
    changed = own and changed_since_final(session, unit_id, week, read)
    return replace(found, changed=changed)


def standing_now(store: Store, unit_id: str, week: Week) -> WeekStanding:
    """As `standing`, of an open store."""
    with store.reading() as session:
        return standing(session, unit_id, week)


def differs(version: FinalVersion, content: dict[str, Any]) -> bool:
    """Whether the content says anything else than that version."""
    now = json.loads(canonical(content))
    return final_content.said(json.loads(version.content)) != final_content.said(now)


def versions(store: Store, unit_id: str, week: Week) -> tuple[dict[str, Any], ...]:
    """Every 定稿 of the unit's week, the first one first, each whole as it was signed."""
    with store.reading() as session:
        chain = facts.final_chain(session, unit_id, str(week))
        return tuple(json.loads(one.content) for one in chain.values())


def version_list(store: Store, unit_id: str, week: Week) -> tuple[FinalEntry, ...]:
    """The unit's 定稿 of that week, the first one first, each with its 报送 and 退回."""
    with store.reading() as session:
        chain = facts.final_chain(session, unit_id, str(week))
        names = [one.id for one in chain.values()]
        there = select(FinalVersion.id).where(col(FinalVersion.id).in_(names), facts.present(FinalVersion))
        stand = set(session.exec(there).all())
        return tuple(
            FinalEntry(
                one.id,
                number,
                week_states.moment(one.at),
                one.reviewer,
                one.person,
                *week_states.registered(session, one, number),
                withdrawn=one.id not in stand,
            )
            for number, one in chain.items()
        )


def version_items(store: Store, unit_id: str, week: Week, number: int | None) -> tuple[VersionItem, ...]:
    """One 定稿 as it is read, item by item; None: the week as it stands now. Refused where there is none."""
    return version_words.items_of(_content(store, unit_id, week, number), _counted(store))


def compare(
    store: Store, unit_id: str, week: Week, old: int | None, new: int | None
) -> tuple[ItemDifference, ...]:
    """What two versions tell differently, field by field; None stands for the week as it stands now."""
    before, after = _content(store, unit_id, week, old), _content(store, unit_id, week, new)
    return version_words.differences(before, after, _counted(store))


def _counted(store: Store) -> Mapping[str, str]:
    with store.reading() as session:
        return facts.counted_in(raw_connection(session))


def _content(store: Store, unit_id: str, week: Week, number: int | None) -> dict[str, Any]:
    with store.reading() as session:
        if number is None:
            found: dict[str, Any] = json.loads(canonical(content_now(session, unit_id, week)))
            return found
        content: dict[str, Any] = json.loads(version_row(session, unit_id, week, number).content)
        _name_stages(session, content)
        return content


def version_row(session: Session, unit_id: str, week: Week, number: int) -> FinalVersion:
    """定稿第n版 of the unit's week. Refused where there is none such."""
    chain = facts.final_chain(session, unit_id, str(week))
    if number not in chain:
        there = f"现有第{min(chain)}至第{max(chain)}版" if chain else "这一周还没有定稿"
        raise Refusal(f"没有定稿第{number}版（{there}）。")
    return chain[number]


def _name_stages(session: Session, content: dict[str, Any]) -> None:
    """Versions that were signed before they kept the names of the stages get those of now."""
    for item in content["items"]:
        for one in item["deliverables"]:
            if one["stage"] is not None and "stages" not in one:
                row = session.get(Deliverable, one["id"])
                one["stages"] = json.loads(row.stages or "[]") if row is not None else []


def finalise(
    store: Store,
    unit_id: str,
    week: Week,
    *,
    reviewer: str,
    person: str = "",
    withdrawn: bool = False,
) -> frozenset[FieldKey]:
    """Freeze the week as the next version; another 审核人 alone is a change, too, unless the version is handed in.

    Where two machines signed apart, it settles that, with or without another word. `withdrawn`: 本周内容已全部撤回,
    said for a next version that is empty. Refused, and nothing signed, without 审核人 and without a change. A week that
    the clock has ahead is signed as any other: clocks may be wrong (`not_begun`).
    """
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
        settles = final_ends.apart(command.raw, unit_id, str(week)).get(str(week), ())[1:]
        if parent is not None and not settles and not differs(parent, content):
            _require_another_reviewer(session, unit_id, week, parent.reviewer, reviewer)
        elif not any(item["reported"] for item in content["items"]) and not final_content.said(content):
            _require_withdrawn(number, withdrawn=withdrawn)
        unit_week = command.keyed(UnitWeek, unit_id=unit_id, week=str(week))
        _put(command, unit_week, "reviewer", reviewer)
        if person:
            _put(command, unit_week, "filler", person)
        # what says the same may stand here already: taken back, or of a sync package that was undone
        command.document(version_of(unit_id, week, content, parent, reviewer, person, settles), for_good=True)
    return changed | command.changed | {FieldKey("final_version", unit_id, str(week))}


def _put(command: Command, unit_week: UnitWeek, field: str, name: str) -> None:
    """Who signs decides who signed, whatever two machines said of it before."""
    if conflicting_values(command.raw, FieldKey("unit_week", unit_week.id, field)):
        command.settle(unit_week, field, name)
    else:
        setattr(unit_week, field, name)


def not_begun(week: Week, today: date) -> str:
    """A sentence where the week lies ahead by the clock, to be looked at before it is signed; else empty."""
    if week.first <= today:
        return ""
    return f"第{week.number}周还没有开始（{week.span}，电脑上今天是{today.month}月{today.day}日），请核对周次"


def _require_another_reviewer(session: Session, unit_id: str, week: Week, before: str, now: str) -> None:
    """Who signed may be set right by the next version; of one that lies with the county only after its 退回."""
    standing = week_states.standing(session, unit_id, week)
    if before == now:
        raise Refusal(f"定稿第{standing.version}版之后没有改动，不必再次定稿。")
    if standing.state is WeekState.SUBMITTED:
        raise Refusal(
            f"定稿第{standing.version}版已经报送，内容没有改动，不能只更换审核人（原为{before}）。"
            "如要更正，请在退回后先登记退回，再次定稿。"
        )


def _require_withdrawn(number: int, *, withdrawn: bool) -> None:
    """An empty week is signed only where it takes back what a version said."""
    if not number:
        raise Refusal("本周还没有填报任何事项，不能定稿。")
    if not withdrawn:
        raise Refusal(
            f"定稿第{number}版之后，本周内容已全部撤回，第{number + 1}版将没有内容。"
            "确实如此的，请确认“本周内容已全部撤回”再定稿。"
        )


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
    if parent is not None and not differs(parent, content):
        return parent
    return version_of(unit_id, week, content, parent, reviewer, person)


def version_of(
    unit_id: str,
    week: Week,
    content: dict[str, Any],
    parent: FinalVersion | None,
    reviewer: str,
    person: str,
    settles: Collection[str] = (),
) -> FinalVersion:
    """The version that says this; its id is the hash of what it says. `settles`: ids of those signed apart.

    Refused where it says what no other machine could read, in a package or a sync package.
    """
    from shengsi_desktop.exchange.documents import require_readable

    parent_id = parent.id if parent else None
    answers = {"settles": sorted(settles)} if settles else {}
    words = canonical({**content, "parent": parent_id, "reviewer": reviewer, **answers})
    require_readable(words)
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
