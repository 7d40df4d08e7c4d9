"""代录 over a 定稿 that was taken in: the unit's words as rows again, so that a next version can be made of them.

A week that shows a document reads none of its rows; what is typed for the unit then starts from what the document
says, or it would speak of the changed cells alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import select

from shengsi_desktop.store.local_tables import ReceivedReport, ReceivedRequest, ReceivedValue, ReceivedWeek
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import CoordinationRequest, DeliverableValue, Report

if TYPE_CHECKING:
    from shengsi_desktop.store.commands import Command

_WORDS = (
    "progress",
    "problems",
    "catch_up",
    "expected",
    "next_plan",
    "override_percent",
    "override_reason",
    "remark",
)
_RECEIVED = ("received_week", "received_report", "received_value", "received_request")


def copy_received(command: Command, unit_id: str, week: str) -> None:
    """Make the rows of the unit's week say what its shown 定稿 says; nothing where none was taken in."""
    session = command.session
    if session.get(ReceivedWeek, (unit_id, week)) is None:
        return
    _reports(command, unit_id, week)
    _values(command, unit_id, week)
    _requests(command, unit_id, week)
    session.flush()


def forget_received(command: Command, unit_id: str, week: str) -> None:
    """Let the rows speak for the week inside this command; the documents are read again when it ends."""
    command.session.flush()
    command.session.expire_all()
    for table in _RECEIVED:
        command.raw.execute(f"DELETE FROM {table} WHERE unit_id = ? AND week = ?", (unit_id, week))


def _reports(command: Command, unit_id: str, week: str) -> None:
    session = command.session
    said = session.exec(
        select(ReceivedReport).where(ReceivedReport.unit_id == unit_id, ReceivedReport.week == week)
    ).all()
    for one in said:
        row = command.keyed(Report, item_id=one.item_id, unit_id=unit_id, week=week)
        for name in _WORDS:
            setattr(row, name, getattr(one, name))
        row.no_news = bool(one.no_news)
    named = {one.item_id for one in said}
    for row in session.exec(alive(Report).where(Report.unit_id == unit_id, Report.week == week)).all():
        if row.item_id not in named:
            # emptied, not deleted: marks on its plan hang on it
            for name in _WORDS:
                setattr(row, name, None if name == "override_percent" else "")
            row.no_news = False


def _values(command: Command, unit_id: str, week: str) -> None:
    session = command.session
    said = session.exec(
        select(ReceivedValue).where(ReceivedValue.unit_id == unit_id, ReceivedValue.week == week)
    ).all()
    for one in said:
        row = command.keyed(DeliverableValue, deliverable_id=one.deliverable_id, unit_id=unit_id, week=week)
        row.value, row.stage, row.done, row.words = one.value, one.stage, bool(one.done), one.words
    named = {one.deliverable_id for one in said}
    of_week = alive(DeliverableValue).where(
        DeliverableValue.unit_id == unit_id, DeliverableValue.week == week
    )
    for row in session.exec(of_week).all():
        if row.deliverable_id not in named:
            session.delete(row)


def _requests(command: Command, unit_id: str, week: str) -> None:
    """The unit's requests under their own ids, which the county's answers go by."""
    session = command.session
    said = session.exec(
        select(ReceivedRequest).where(ReceivedRequest.unit_id == unit_id, ReceivedRequest.week == week)
    ).all()
    for one in said:
        row = session.get(CoordinationRequest, one.id)
        if row is None:
            row = CoordinationRequest(
                id=one.id, item_id=one.item_id, unit_id=unit_id, week=week, raised_on=one.raised_on
            )
            session.add(row)
        row.dead = False
        row.text, row.level = one.text, one.level
    named = {one.id for one in said}
    of_week = alive(CoordinationRequest).where(
        CoordinationRequest.unit_id == unit_id, CoordinationRequest.week == week
    )
    for row in session.exec(of_week).all():
        if row.id not in named:
            session.delete(row)
