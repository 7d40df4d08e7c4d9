"""What 晾晒考评 asks of the store and does to it, each as one operation on the writer thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from PySide6.QtCore import QObject

    from shengsi_desktop.domain.boards import Adjustment, BoardFacts, BoardRule, CustomBoard, FigureRow
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.services.boards.exporting import BoardView
    from shengsi_desktop.services.boards.groups import UnitGroupRow
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.dialogs.storing import StoringDialog
    from shengsi_desktop.ui.page import PageContext
    from shengsi_desktop.ui.pages.boards.ranking.writes import Write


class Shown(NamedTuple):
    """What the view shows: the boards there are, and the chosen one in its period; `trouble` where there is none."""

    customs: tuple[CustomBoard, ...]
    view: BoardView | None
    trouble: str = ""


class BoardCommands:
    """Queries and commands of one view."""

    def __init__(self, context: PageContext, owner: QObject) -> None:
        self.context = context
        self._owner = owner

    def read(
        self,
        board: str,
        period: str,
        today: date,
        done: Callable[[Shown], object],
        failed: Callable[[BaseException], object],
        wanted: Callable[[], bool] = lambda: True,
    ) -> None:
        """The chosen board with its publications; `board` empty: the custom boards alone.

        `wanted` is asked when its turn comes: what nobody waits for any more is not worked out, nor told of.
        """

        def ask(store: Store) -> Shown | None:
            if not wanted():
                return None
            from shengsi_desktop.domain.problems import Refusal
            from shengsi_desktop.services.boards.custom import custom_boards
            from shengsi_desktop.services.boards.exporting import board_view

            customs = custom_boards(store)
            if not board:
                return Shown(customs, None)
            try:
                return Shown(customs, board_view(store, board, period, today=today))
            except Refusal as refused:
                return Shown(customs, None, str(refused))

        def show(shown: Shown | None) -> None:
            if shown is not None and wanted():
                done(shown)

        self.context.operations.run(ask, show, failed, owner=self._owner, saying="正在计算名次…")

    def read_facts(self, board: str, period: str, today: date, done: Callable[[BoardFacts], object]) -> None:
        """All that a rehearsal is worked out from."""

        def ask(store: Store) -> BoardFacts:
            from shengsi_desktop.services.boards.computing import board_facts

            return board_facts(store, board, period, today=today)

        self.context.operations.run(ask, done, owner=self._owner)

    def read_rules(self, board: str, done: Callable[[tuple[BoardRule, ...]], object]) -> None:
        """The board's rules, the default first."""

        def ask(store: Store) -> tuple[BoardRule, ...]:
            from shengsi_desktop.services.boards.rules import rules

            return rules(store, board)

        self.context.operations.run(ask, done, owner=self._owner, quiet=True)

    def read_groups(self, done: Callable[[tuple[UnitGroupRow, ...]], object]) -> None:
        """Every unit with its group."""

        def ask(store: Store) -> tuple[UnitGroupRow, ...]:
            from shengsi_desktop.services.boards.groups import unit_groups

            return unit_groups(store)

        self.context.operations.run(ask, done, owner=self._owner, quiet=True)

    def read_adjustments(
        self, board: str, period: str, done: Callable[[tuple[Adjustment, ...]], object]
    ) -> None:
        """What people gave and took on the board in the period."""

        def ask(store: Store) -> tuple[Adjustment, ...]:
            from shengsi_desktop.services.boards.computing import adjustments

            return adjustments(store, board, period)

        self.context.operations.run(ask, done, owner=self._owner, quiet=True)

    def read_customs(self, done: Callable[[tuple[CustomBoard, ...]], object]) -> None:
        """The custom boards."""

        def ask(store: Store) -> tuple[CustomBoard, ...]:
            from shengsi_desktop.services.boards.custom import custom_boards

            return custom_boards(store)

        self.context.operations.run(ask, done, owner=self._owner, quiet=True)

    def read_figures(self, board: str, period: str, done: Callable[[tuple[FigureRow, ...]], object]) -> None:
        """The grid of one period."""

        def ask(store: Store) -> tuple[FigureRow, ...]:
            from shengsi_desktop.services.boards.custom import figure_rows

            return figure_rows(store, board, period)

        self.context.operations.run(ask, done, owner=self._owner, quiet=True)

    def store(
        self, dialog: StoringDialog, write: Write, done: Callable[[frozenset[FieldKey]], object] | None = None
    ) -> None:
        """Have written what the dialog holds; it closes when that is stored."""
        dialog.answer(self.context.operations, write, done)

    def write(
        self,
        write: Write,
        done: Callable[[frozenset[FieldKey]], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
    ) -> None:
        """As `store`, without a dialog to close."""
        self.context.operations.run(write, done, failed, owner=self._owner)

    def export(self, view: BoardView, path: Path, done: Callable[[Path], object]) -> None:
        """The workbook of what is shown."""

        def write(store: Store) -> Path:
            from shengsi_desktop.services.boards.exporting import export_board

            return export_board(store, view, path)

        self.context.operations.run(write, done, owner=self._owner, saying="正在导出…")

    def picture(
        self, view: BoardView, ending: str, done: Callable[[bytes], object], *, dark: bool = False
    ) -> None:
        """The picture of what is shown, as bytes."""

        def draw(_store: Store) -> bytes:
            from shengsi_desktop.rhythm.board_words import correction, status
            from shengsi_desktop.services.boards.exporting import picture_bytes

            newest = view.newest
            said = {"status": status(newest), "remark": correction(newest)}
            return picture_bytes(view.shown, ending, **said, dark=dark, scale=200)

        self.context.operations.run(draw, done, owner=self._owner, saying="正在画图…")

    def save_picture(self, view: BoardView, path: Path, done: Callable[[Path], object]) -> None:
        """The picture into a file."""

        def write(_store: Store) -> Path:
            from shengsi_desktop.services.boards.exporting import export_picture

            return export_picture(view, path)

        self.context.operations.run(write, done, owner=self._owner, saying="正在画图…")
