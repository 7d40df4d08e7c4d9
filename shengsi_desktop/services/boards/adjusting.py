"""Points that a person gives or takes, each with its reason; without one nothing is stored."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.domain.boards import AdjustmentKind, BoardKind
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.board_periods import read_board_period
from shengsi_desktop.rhythm.figures import plain
from shengsi_desktop.services import facts
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.boards.custom import session_board
from shengsi_desktop.services.boards.rules import kind_of
from shengsi_desktop.store.tables import BoardAdjustment

if TYPE_CHECKING:
    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.store.sessions import Store

_MOST = Decimal(1000)
_ZERO = Decimal(0)


def adjust(
    store: Store,
    board: str,
    period: str,
    entrant: str,
    *,
    kind: AdjustmentKind,
    reason: str,
    points: Decimal = _ZERO,
    person: str = "",
) -> frozenset[FieldKey]:
    """Give or take points (`no_substance`: as many as the rule says). Refused without a reason or a number."""
    if not reason.strip():
        raise Refusal("加减分要写明理由，没有记入。")
    if kind is AdjustmentKind.OTHER and (not points.is_finite() or not points or abs(points) > _MOST):
        raise Refusal("请写明加减多少分（不为0，1000以内），没有记入。")
    with signed(store, "晾晒加减分", person=person) as command:
        if entrant not in _entrants(command.session, board):
            raise Refusal("榜上没有这个参加者，没有记入。请从榜上选一个。")
        command.session.add(
            BoardAdjustment(
                board=board,
                period=read_board_period(period, kind_of(board)),
                entrant=entrant,
                kind=kind.value,
                points=plain(points) if kind is AdjustmentKind.OTHER else "0",
                reason=reason.strip(),
                person=person or store.setting("person"),
            )
        )
    return command.changed


def _entrants(session: Session, board: str) -> set[str]:
    if kind_of(board) is BoardKind.CUSTOM:
        return {one.id for one in session_board(session, board)[0].entrants}
    return {unit.id for unit in facts.units(session)}


def drop_adjustment(store: Store, adjustment_id: str) -> frozenset[FieldKey]:
    """Take it back; undo brings it again."""
    with signed(store, "删除晾晒加减分") as command:
        row = command.session.get(BoardAdjustment, adjustment_id)
        if row is None or row.dead:
            raise Refusal("这条加减分已不在了，没有改动。")
        command.session.delete(row)
    return command.changed
