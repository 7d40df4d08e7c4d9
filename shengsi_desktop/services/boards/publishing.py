"""公布: a board frozen as an immutable document. A correction is a new one on top; each is shown from its content."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlmodel import select

from shengsi_desktop.domain.boards import Published
from shengsi_desktop.domain.changes import FieldKey
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.board_changes import moves
from shengsi_desktop.rhythm.board_content import board_content, canonical, read_board
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.store.tables import Publication

if TYPE_CHECKING:
    from sqlmodel import Session

    from shengsi_desktop.domain.boards import Board, Move
    from shengsi_desktop.store.sessions import Store


def chain(session: Session, board: str, period: str) -> tuple[Published, ...]:
    """The publications of a board's period, the first one first; a correction follows what it corrects."""
    rows = session.exec(
        select(Publication).where(Publication.board == board, Publication.period == period)
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
        query = select(Publication.board, Publication.period).distinct()
        rows = session.exec(query.where(Publication.board == board) if board else query).all()
    return tuple(sorted((str(one), str(period)) for one, period in rows))


def publish(store: Store, board: Board, *, person: str = "") -> frozenset[FieldKey]:
    """Freeze a board as it was worked out (`computing.board_now`); a second time on top of what there is.

    Refused where nobody is ranked, or where nothing differs from what was published.
    """
    if not any(one.place is not None for one in board.scores):
        raise Refusal("没有可以排名的单位，不能公布。")
    content = board_content(board)
    with signed(store, f"公布{board.name}{board.period}", person=person) as command:
        before = newest_publication(command.session, board.board, board.period)
        if before is not None and canonical(board_content(before.board)) == canonical(content):
            raise Refusal(f"与已公布的第{before.n}版没有差别，不必重新公布。")
        signer = person or store.setting("person")
        parent = before.id if before else None
        words = canonical({**content, "parent": parent, "person": signer})
        # a publication is no synced row: it is never undone, a correction makes the next one
        command.session.add(
            Publication(
                id=hashlib.sha256(words.encode()).hexdigest(),
                board=board.board,
                period=board.period,
                parent_id=parent,
                content=words,
                at=datetime.now(UTC).isoformat(),
                person=signer,
            )
        )
    return frozenset({FieldKey("publication", board.board, board.period)})


def against_now(published: Published, now: Board) -> tuple[Move, ...]:
    """与现在相比: who would stand elsewhere if it were published now; only those that differ."""
    return tuple(one for one in moves(published.board, now) if one.changed)


def _view(row: Publication, n: int) -> Published:
    return Published(row.id, read_board(json.loads(row.content)), row.at, row.person, row.parent_id or "", n)
