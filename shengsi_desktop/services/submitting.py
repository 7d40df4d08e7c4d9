"""报送 and 退回 registered by hand: which 定稿 went up, which way, by whom; and what came back with which reason."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import WeekState
from shengsi_desktop.services import facts, finalising, week_states
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.drafting import commit_drafts
from shengsi_desktop.store import final_rank
from shengsi_desktop.store.keys import new_id
from shengsi_desktop.store.tables import Submission, WeekReturn

if TYPE_CHECKING:
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store


def register_submission(
    store: Store, unit_id: str, week: Week, *, way: str, at: datetime | None = None, person: str = ""
) -> frozenset[FieldKey]:
    """登记报送 of the newest 定稿: `way` as said (U盘, 浙政钉 …), `at` its moment (now).

    Refused, and nothing registered, without a 定稿, with changes after it, or where it is handed in already.
    """
    if not way.strip():
        raise Refusal("请写明报送方式（U盘、浙政钉、邮件等），尚未登记。")
    commit_drafts(store)
    with store.reading() as session:
        version, number = facts.newest_final(session, unit_id, str(week))
        now = week_states.standing(session, unit_id, week)
        known = week_states.OfWeek(session, unit_id, str(week)).known()
        if version is None:
            raise Refusal(f"{week.label}还没有定稿，不能登记报送。请先定稿。")
        if finalising.changed_since_final(session, unit_id, week):
            raise Refusal(f"定稿第{number}版之后又有改动，报送的应是定稿。请先再次定稿，尚未登记。")
    if now.state is WeekState.SUBMITTED and now.submitted is not None:
        raise Refusal(f"定稿第{number}版已登记报送（{now.submitted.words}），不必再登记。")
    with signed(store, f"登记{week.label}报送", unit=unit_id, person=person) as command:
        command.document(
            Submission(
                id=new_id(),
                unit_id=unit_id,
                week=str(week),
                final_id=version.id,
                at=_stored(at),
                person=person or store.setting("person"),
                way=way.strip(),
                along=json.dumps({final_rank.ANSWERS: known} if known else {}),
            )
        )
    return command.changed


def register_return(
    store: Store, unit_id: str, week: Week, *, reason: str, at: datetime | None = None, person: str = ""
) -> frozenset[FieldKey]:
    """登记退回 of the newest 定稿 that was handed in, with the reason as it was told; `person` is who returned it.

    Refused without a reason, or where nothing of it was handed in.
    """
    if not reason.strip():
        raise Refusal("请写明退回原因，尚未登记。")
    with store.reading() as session:
        now = week_states.standing(session, unit_id, week)
        lies_there = week_states.newest_handed_in(session, unit_id, week)
    if now.returned is not None:
        raise Refusal(f"定稿第{now.version}版已登记退回：{now.returned.words}")
    if lies_there is None:
        raise Refusal(f"{week.label}没有尚未退回的报送，谈不上退回。请先登记报送。")
    lying, _ = lies_there
    with signed(store, f"登记{week.label}退回", unit=unit_id) as command:
        command.document(
            WeekReturn(
                id=new_id(),
                unit_id=unit_id,
                week=str(week),
                final_id=lying.final_id,
                at=_stored(at),
                person=person.strip(),
                reason=reason.strip(),
                submission_id=lying.id if isinstance(lying, Submission) else lying.submission_id,
            )
        )
    return command.changed


def _stored(at: datetime | None) -> str:
    """That moment; one without a zone is local time. A clock that was wrong is no reason to refuse it."""
    return (at or datetime.now(UTC)).astimezone(UTC).isoformat()
