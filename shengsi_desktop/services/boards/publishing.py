"""公布: a board frozen as an immutable document. A correction is a new one on top; each is shown from its content."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.canonical import canonical
from shengsi_desktop.domain.changes import FieldKey
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.board_changes import moves
from shengsi_desktop.rhythm.board_content import board_content, places_content
from shengsi_desktop.rhythm.board_words import rehearsed_words, until_words
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.boards.computing import BoardReader
from shengsi_desktop.services.boards.published import (
    chain,
    newest_publication,
    publications,
    published_periods,
)
from shengsi_desktop.store.tables import BoardRule, Publication

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from shengsi_desktop.domain.board_moves import Move
    from shengsi_desktop.domain.boards import Board, Published
    from shengsi_desktop.services.boards.excuses import Excused
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store

__all__ = [
    "against_now",
    "chain",
    "newest_publication",
    "publications",
    "publish",
    "published_periods",
]

#: all that a rule says
_RULE = ("board", "version", "name", "since", "spec", "source")


def publish(
    store: Store,
    board: Board,
    *,
    person: str = "",
    reason: str = "",
    with_unpublished: bool = False,
    early: bool = False,
    today: date | None = None,
    excused: Excused | None = None,
) -> frozenset[FieldKey]:
    """Freeze a board as it was looked at (`computing.board_now`); a second time on top of what there is.

    It is worked out once more as of `today`. Refused where nobody is ranked, where months of 考评 are not published
    (unless `with_unpublished`), where the period is not over (unless `early`), where rule or evidence have changed
    since it was looked at, where nothing differs from what was published, and where a correction has no `reason`.
    """
    _require_ripe(board, with_unpublished=with_unpublished, early=early)
    content = board_content(board)
    with signed(store, f"公布“{board.name}”{board.period}", person=person, undoable=False) as command:
        reader = BoardReader(command.session, today or store.today(), excused)
        _require_unchanged(reader, board)
        before = newest_publication(command.session, board.board, board.period)
        if before is not None:
            _require_correction(before, content, reason)
        signer = person or store.setting("person")
        parent = before.id if before else None
        earlier = reader.before(board.board, board.period)
        words = canonical({
            **content,
            "parent": parent,
            "person": signer,
            "reason": reason.strip() if before else "",
            # 较上期 of what is published stays, too, whatever becomes of the period before
            "before": places_content(earlier) if earlier else None,
        })  # fmt: skip
        row = Publication(
            id=hashlib.sha256(words.encode()).hexdigest(),
            board=board.board,
            period=board.period,
            parent_id=parent,
            content=words,
            at=datetime.now(UTC).isoformat(),
            person=signer,
        )
        # a publication is no synced row: it is never undone, a correction makes the next one
        command.document(row, for_good=True)
        _lock(command, board.rule.id)
    return command.changed | {FieldKey("publication", board.board, board.period)}


def against_now(published: Published, now: Board) -> tuple[Move, ...]:
    """与现在相比: who would stand elsewhere, or by other evidence, if it were published now; only those that differ."""
    return tuple(one for one in moves(published.board, now) if one.differs)


def _lock(command: Command, rule_id: str) -> None:
    """The rule as it stands is said once more, for good: no undo of what was said before takes it back."""
    row = command.session.get(BoardRule, rule_id) if rule_id else None
    if row is not None:
        for name in _RULE:
            command.settle(row, name, getattr(row, name))


def _require_ripe(board: Board, *, with_unpublished: bool, early: bool) -> None:
    """Somebody is ranked, and what 考评 counts was published and the period is over, or a person knows that not."""
    if not any(one.place is not None for one in board.scores):
        raise Refusal("没有可以排名的单位，不能公布。")
    if board.rehearsed and not with_unpublished:
        raise Refusal(
            f"{rehearsed_words(board)}，没有公布。请先公布各月，或打勾照样公布（命令行用--with-unpublished）。"
        )
    if board.unfinished and not early:
        raise Refusal(
            f"{until_words(board)}，没有公布。请等结束后再公布，或打勾提前公布（命令行用--early）。"
        )


def _require_correction(before: Published, content: Mapping[str, Any], reason: str) -> None:
    """A further version differs, and says why."""
    if canonical(board_content(before.board)) == canonical(content):
        raise Refusal(f"与已公布的第{before.n}版没有差别，不必重新公布。")
    if not reason.strip():
        raise Refusal(f"已公布过第{before.n}版，再公布是更正，请写明更正原因，没有公布。")


def _require_unchanged(reader: BoardReader, board: Board) -> None:
    """What is frozen is what a person has seen, and what holds."""
    now = reader.board(board.board, board.period)
    if board_content(now)["rule"] != board_content(board)["rule"]:
        raise Refusal("规则已改，没有公布。请重新查看后再公布。")
    if canonical(board_content(now)) != canonical(board_content(board)):
        raise Refusal("数据已改，与刚才看到的不同，没有公布。请重新查看后再公布。")
