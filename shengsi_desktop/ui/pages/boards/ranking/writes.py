"""What 晾晒考评 has written: each gives the operation for the writer thread, with its service loaded there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from shengsi_desktop.domain.boards import Board, FigureRow, RuleSpec
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.store.sessions import Store

    Write = Callable[[Store], frozenset[FieldKey]]


def publish(board: Board, fields: Mapping[str, Any], today: date) -> Write:
    """Freeze the board as it is shown, where it is still so today; `fields`: the keywords of `publish`."""

    def write(store: Store) -> frozenset[FieldKey]:
        from shengsi_desktop.services.boards import publishing

        return publishing.publish(store, board, **fields, today=today)

    return write


def save_rule(board: str, spec: RuleSpec, **more: str) -> Write:
    """A board's rule; `more`: since, name, source."""

    def write(store: Store) -> frozenset[FieldKey]:
        from shengsi_desktop.services.boards import rules

        return rules.save_rule(store, board, spec, **more)

    return write


def set_groups(groups: Mapping[str, str]) -> Write:
    """The groups of units, by id."""

    def write(store: Store) -> frozenset[FieldKey]:
        from shengsi_desktop.services.boards import groups as service

        return service.set_groups(store, groups)

    return write


def adjust(board: str, period: str, fields: Mapping[str, Any]) -> Write:
    """Points of a person's own; `fields`: entrant, kind, points, reason."""

    def write(store: Store) -> frozenset[FieldKey]:
        from shengsi_desktop.services.boards import adjusting

        return adjusting.adjust(store, board, period, **fields)

    return write


def drop_adjustment(adjustment_id: str) -> Write:
    """Take them back."""

    def write(store: Store) -> frozenset[FieldKey]:
        from shengsi_desktop.services.boards import adjusting

        return adjusting.drop_adjustment(store, adjustment_id)

    return write


def save_board(board_id: str, fields: Mapping[str, Any]) -> Write:
    """Make a custom board (`board_id` empty), or set it right."""

    def write(store: Store) -> frozenset[FieldKey]:
        from shengsi_desktop.services.boards import custom

        return custom.save_board(store, board_id, **fields)[1]

    return write


def save_figures(board_id: str, period: str, rows: Sequence[FigureRow]) -> Write:
    """The grid of one period."""

    def write(store: Store) -> frozenset[FieldKey]:
        from shengsi_desktop.services.boards import custom

        return custom.save_figures(store, board_id, period, rows)

    return write


def drop_board(board_id: str) -> Write:
    """Delete a custom board."""

    def write(store: Store) -> frozenset[FieldKey]:
        from shengsi_desktop.services.boards import custom

        return custom.drop_board(store, board_id)

    return write
