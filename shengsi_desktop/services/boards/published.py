"""What was published of a board's periods: read alone, from the content of each 公布."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlmodel import select

from shengsi_desktop.domain.boards import Published
from shengsi_desktop.rhythm.board_content import read_board
from shengsi_desktop.services import facts
from shengsi_desktop.store.tables import Publication

if TYPE_CHECKING:
    from sqlmodel import Session

    from shengsi_desktop.store.sessions import Store


def chain(session: Session, board: str, period: str) -> tuple[Published, ...]:
    """The publications of a board's period, the first one first; a correction follows what it corrects."""
    rows = session.exec(
        select(Publication).where(
            Publication.board == board, Publication.period == period, facts.present(Publication)
        )
    ).all()
    by_id = {row.id: row for row in rows}
    parents = {row.parent_id for row in rows}
    # two made on one parent, on two machines: the later one is the newest, as with 定稿
    row = max((one for one in rows if one.id not in parents), key=lambda one: (one.at, one.id), default=None)
    found: list[Publication] = []
    while row is not None:
        found.append(row)
        row = by_id.get(row.parent_id or "")
    return tuple(_view(row, n) for n, row in enumerate(reversed(found), start=1))


def newest_publication(session: Session, board: str, period: str) -> Published | None:
    """The publication that holds; None where the period was not published."""
    found = chain(session, board, period)
    return found[-1] if found else None


def publications(store: Store, board: str, period: str) -> tuple[Published, ...]:
    """As `chain`."""
    with store.reading() as session:
        return chain(session, board, period)


def published_periods(store: Store, board: str = "") -> tuple[tuple[str, str], ...]:
    """(board, period) of all that was published, in order."""
    with store.reading() as session:
        query = select(Publication.board, Publication.period).where(facts.present(Publication)).distinct()
        rows = session.exec(query.where(Publication.board == board) if board else query).all()
    return tuple(sorted((str(one), str(period)) for one, period in rows))


def _view(row: Publication, n: int) -> Published:
    content = json.loads(row.content)
    before = content.get("before")
    return Published(
        row.id,
        read_board(content),
        row.at,
        row.person,
        row.parent_id or "",
        n,
        read_board(before) if before else None,
        content.get("reason", ""),
    )
