"""A unit's week that was taken in is read here and never edited: its words are the unit's own (changes.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import and_, or_

from shengsi_desktop.domain.exchange import Way
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.weeks import week_label
from shengsi_desktop.services import facts
from shengsi_desktop.store.documents import PRESENT
from shengsi_desktop.store.sessions import raw_connection
from shengsi_desktop.store.tables import Submission

if TYPE_CHECKING:
    from collections.abc import Mapping
    from sqlite3 import Connection

    from sqlalchemy import ColumnElement
    from sqlmodel import Session

    from shengsi_desktop.exchange.documents import SubmissionDocument
    from shengsi_desktop.store.sessions import Store

#: the tables of what a unit says of its week
_SAYS = frozenset({"report", "deliverable_value", "coordination_request"})


def is_received(session: Session, unit_id: str, week: str) -> bool:
    """Whether a 定稿 of that unit's week was taken in here: it alone speaks."""
    found = raw_connection(session).execute(
        "SELECT 1 FROM received_week WHERE unit_id = ? AND week = ?", (unit_id, week)
    )
    return found.fetchone() is not None


def way_it_came(session: Session, unit_id: str, week: str) -> str:
    """How the 定稿 that speaks for the week came; empty where none was taken in."""
    row = (
        raw_connection(session)
        .execute(
            "SELECT t.way FROM received_week w JOIN receipt t ON t.final_id = w.final_id"
            f" WHERE w.unit_id = ? AND w.week = ? AND {PRESENT.format(table='receipt')}"
            " ORDER BY t.id DESC LIMIT 1",
            (unit_id, week),
        )
        .fetchone()
    )
    return str(row[0]) if row else ""


def why_not_edited(session: Session, unit_id: str, week: str) -> str:
    """Why nothing can be typed for that unit's week here, in a sentence; empty where it can."""
    if not is_received(session, unit_id, week):
        return ""
    name = raw_connection(session).execute("SELECT name FROM unit WHERE id = ?", (unit_id,)).fetchone()
    told = f"{name[0] if name else ''}{week_label(week)}"
    if way_it_came(session, unit_id, week) == Way.TELEPHONE.value:
        return f"{told}的电话代录已确认，没有改动。要改请先在“报送接收→汇总”收回确认。"
    return (
        f"{told}的报送已收，单位的文字这里不改，没有改动。要改请退回由单位重新报送；县里的话请写在县办摘编。"
    )


def refuse_edit(store: Store, unit_id: str, week: object) -> None:
    """Refused where that unit's week was taken in here."""
    with store.reading() as session:
        if why := why_not_edited(session, unit_id, str(week)):
            raise Refusal(why)


def refuse_typing(store: Store, entity: str, row_key: Mapping[str, str | int]) -> None:
    """As `refuse_edit`, of a field that is typed into: only those in which a unit says something of its week."""
    unit_id, week = row_key.get("unit_id"), row_key.get("week")
    if entity in _SAYS and isinstance(unit_id, str) and isinstance(week, str):
        refuse_edit(store, unit_id, week)


def newer_than(document: SubmissionDocument) -> ColumnElement[bool]:
    """For a query: the 报送 of the same unit that are newer, of a later week or a later version, and stand here."""
    return and_(
        Submission.unit_id == document.unit_id,
        facts.present(Submission),
        or_(
            Submission.week > document.week,
            (Submission.week == document.week) & (Submission.number > document.number),
        ),
    )


def stands(connection: Connection, batch: str) -> bool:
    """Whether what a command took in stands: its 回执, else (上周计划完成情况 alone has none) its changes."""
    there, present = connection.execute(
        f"SELECT count(*), coalesce(sum({PRESENT.format(table='receipt')}), 0) FROM batch_document b"
        " JOIN receipt t ON t.id = b.id WHERE b.entity = 'receipt' AND b.batch = ?",
        (batch,),
    ).fetchone()
    if there:
        return bool(present)
    turns = connection.execute(
        "SELECT DISTINCT batch FROM change WHERE batch >= ? AND batch < ?", (batch, f"{batch}~~")
    ).fetchall()
    # every undo and redo of a command is one turn more
    return bool(turns) and max(int(turn.partition("~")[2] or 0) for (turn,) in turns) % 2 == 0
