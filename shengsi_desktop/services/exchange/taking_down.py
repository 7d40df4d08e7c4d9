"""代录: what the county typed for a unit by telephone, confirmed by the unit, and so its 定稿 until its document comes.

What is typed is rows like any; it is marked 代录待确认 as long as nothing was confirmed. Confirmed, it is a 定稿 with
a 报送 and a 回执 of ours, whose number is 0: whatever the unit itself hands in goes before it.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlmodel import col, select

from shengsi_desktop.domain.exchange import Way
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.services import facts, finalising, week_states
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.drafting import commit_drafts
from shengsi_desktop.services.exchange import packages
from shengsi_desktop.services.received import is_received, way_it_came
from shengsi_desktop.store import documents, final_rank
from shengsi_desktop.store.keys import new_id
from shengsi_desktop.store.local_tables import ReceivedWeek
from shengsi_desktop.store.tables import Receipt, Submission

if TYPE_CHECKING:
    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.units import Unit
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.store.tables import FinalVersion


def confirm(store: Store, unit_id: str, week: Week, *, confirmed_by: str) -> frozenset[FieldKey]:
    """确认代录: what is typed here for the unit becomes its 定稿, with 报送 and 回执 by telephone, as one undo.

    `confirmed_by` is who at the unit said so. Refused without that, for one's own unit, where its own document is
    here already, and where nothing is typed.
    """
    confirmed_by = confirmed_by.strip()
    if not confirmed_by:
        raise Refusal("请写明对方确认人的姓名，尚未确认，代录的内容都在。")
    commit_drafts(store)
    with store.reading() as session:
        unit = _unit(session, unit_id)
        if unit_id == store.setting("unit_id"):
            raise Refusal("这是本单位自己的填报，请直接定稿，不用代录确认。")
        if is_received(session, unit_id, str(week)):
            raise Refusal(f"{unit.name}{week.label}已收到报送，不用再确认代录。")
    with signed(store, f"确认代录{unit.name}{week.label}") as command:
        version = finalising.signed_now(
            command.session, unit_id, week, reviewer=confirmed_by, person=store.setting("person")
        )
        _bring_in(store, command, version)
        packages.note_in(
            command,
            outgoing=False,
            kind="报送",
            name=Way.TELEPHONE.value,
            counterpart=unit.name,
            unit_id=unit_id,
            week=str(week),
            outcome=f"已确认代录（对方确认人{confirmed_by}）",
            batch=command.batch,
        )
    return command.changed


def _bring_in(store: Store, command: Command, version: FinalVersion) -> None:
    """The 定稿 with its 报送 and our 回执, both by telephone."""
    week: dict[str, str] = {"unit_id": version.unit_id, "week": version.week, "final_id": version.id}
    said = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "person": store.setting("person")}
    known = week_states.OfWeek(command.session, version.unit_id, version.week).known()
    along = json.dumps({final_rank.ANSWERS: known} if known else {})
    sent = Submission.model_validate(
        {"id": new_id(), "way": Way.TELEPHONE.value, "along": along, **week, **said}
    )
    command.document(version)
    command.document(sent)
    receipt = Receipt.model_validate(
        {
            "id": new_id(),
            "issuer_id": store.setting("unit_id"),
            "submission_id": sent.id,
            "way": Way.TELEPHONE.value,
            "follows": week_states.follows(command.session, version, sent),
            **week,
            **said,
        }
    )
    command.document(receipt)


def take_back(store: Store, unit_id: str, week: Week) -> frozenset[FieldKey]:
    """收回确认: the week is 代录待确认 again and can be typed in. Refused where it did not come by telephone."""
    with store.reading() as session:
        unit = _unit(session, unit_id)
        if way_it_came(session, unit_id, str(week)) != Way.TELEPHONE.value:
            raise Refusal(f"{unit.name}{week.label}不是电话代录，没有可收回的确认。")
    with signed(store, f"收回确认代录{unit.name}{week.label}", undoable=False) as command:
        shown = command.session.get(ReceivedWeek, (unit_id, str(week)))
        final_id = shown.final_id if shown is not None else ""
        telephone = Way.TELEPHONE.value
        sent = command.session.exec(
            select(Submission).where(Submission.final_id == final_id, Submission.way == telephone)
        ).all()
        receipts = command.session.exec(
            select(Receipt).where(Receipt.final_id == final_id, Receipt.way == telephone)
        ).all()
        names = [
            documents.DocumentName("final_version", final_id),
            *(documents.DocumentName("submission", row.id) for row in sent),
            *(documents.DocumentName("receipt", row.id) for row in receipts),
        ]
        command.session.flush()
        command.documents |= documents.withdraw(command.raw, names, person=store.setting("person"))
    return command.changed


def typed_for_it(session: Session, unit_id: str, week: str) -> frozenset[str]:
    """The 定稿 (ids) of that unit's week that are a 代录 of ours, by telephone or of a 填报表.

    They are no rivals of what the unit itself hands in.
    """
    rows = session.exec(
        select(col(Receipt.final_id)).where(
            Receipt.unit_id == unit_id,
            Receipt.week == week,
            col(Receipt.way).in_((Way.TELEPHONE.value, Way.FILL_SHEET.value)),
            facts.present(Receipt),
        )
    ).all()
    return frozenset(rows)


def _unit(session: Session, unit_id: str) -> Unit:
    found = next((one for one in facts.units(session) if one.id == unit_id), None)
    if found is None:
        raise Refusal("名录里没有这个单位，没有改动。")
    return found
