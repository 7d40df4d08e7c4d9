"""The rules of boards as stored, version by version; one that a period was published by never changes again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlmodel import col, func, select

from shengsi_desktop.domain.boards import BoardKind
from shengsi_desktop.domain.boards import BoardRule as RuleView
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.board_periods import read_since
from shengsi_desktop.rhythm.board_rules import checked, default_rule, read_spec, rule_at, spec_json
from shengsi_desktop.services import setting_up
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import BoardRule, Publication

if TYPE_CHECKING:
    from sqlmodel import Session

    from shengsi_desktop.domain.boards import RuleSpec
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.store.sessions import Store


def kind_of(board: str) -> BoardKind:
    """The kind of a board by its key; what is no kind is the id of a custom board."""
    return next((kind for kind in BoardKind if kind.value == board), BoardKind.CUSTOM)


def session_rules(session: Session, board: str) -> tuple[RuleView, ...]:
    """The stored rules of a board, the first version first; the default is none of them."""
    kind, locked = kind_of(board), _published_by(session, board)
    rows = session.exec(
        alive(BoardRule).where(BoardRule.board == board).order_by(col(BoardRule.version), col(BoardRule.id))
    ).all()
    return tuple(
        RuleView(
            row.id, board, row.version, row.name, row.since, read_spec(row.spec, kind), row.source,
            row.id in locked,
        )
        for row in rows
    )  # fmt: skip


def rules(store: Store, board: str) -> tuple[RuleView, ...]:
    """As `session_rules`, with the default in front."""
    with store.reading() as session:
        return (default_rule(kind_of(board), board), *session_rules(session, board))


def rule_of(session: Session, board: str, period: str) -> RuleView:
    """The rule that holds for a board in a period."""
    return rule_at(session_rules(session, board), period, kind_of(board), board)


def save_rule(
    store: Store, board: str, spec: RuleSpec, *, since: str = "", name: str = "", source: str = ""
) -> frozenset[FieldKey]:
    """The board's rule from period `since` on («8月» is of the plan's year; empty: from the beginning).

    The newest version is set right in place while nothing was published by it; else a further one is made, with a
    number that none has had.
    Refused where nothing differs, or a number makes no sense.
    """
    kind = kind_of(board)
    spec = checked(spec, kind)
    since = read_since(since, kind, setting_up.settings(store).plan_year) if since.strip() else ""
    words = spec_json(spec)
    with signed(store, f"修改{'比拼榜' if kind is BoardKind.CUSTOM else kind.label}规则") as command:
        stored = session_rules(command.session, board)
        newest = stored[-1] if stored else None
        version = _taken(command.session, board) + 1
        in_place = newest is not None and not newest.locked and newest.since == since
        before = newest or default_rule(kind, board)
        if in_place and newest is not None:
            version = newest.version
        named = name.strip() or (before.name if in_place else f"{kind.label}规则v{version}")
        same = (spec_json(before.spec), before.since) == (words, since)
        if same and source.strip() in ("", before.source) and name.strip() in ("", before.name):
            raise Refusal("规则没有改动，不必保存。")
        row = command.session.get(BoardRule, newest.id) if in_place and newest is not None else None
        if row is None:
            row = BoardRule(board=board, version=version)
            command.session.add(row)
        row.name, row.since, row.spec, row.source = named, since, words, source.strip()
    return command.changed


def _taken(session: Session, board: str) -> int:
    """The highest number of a version; those taken back count, too, and 1 is the default's."""
    return max(
        session.exec(select(func.max(BoardRule.version)).where(BoardRule.board == board)).one() or 1, 1
    )


def _published_by(session: Session, board: str) -> frozenset[str]:
    """The ids of the rules that a period of the board was published by."""
    contents = session.exec(select(Publication.content).where(Publication.board == board)).all()
    return frozenset(json.loads(content)["rule"]["id"] for content in contents)
