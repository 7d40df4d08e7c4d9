"""The board 按岛, as it is listed, into a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.islands import IslandBoard
from shengsi_desktop.ui.pages.tasks import words
from shengsi_desktop.ui.pages.tasks.list_export import ListExport

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.domain.islands import IslandGroup
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.page import PageContext
    from shengsi_desktop.ui.widgets.message_bar import MessageBar


class IslandExport(ListExport):
    """`board` is what is written: the page sets it with each listing by island."""

    title = words.EXPORT_BOARD_TITLE

    def __init__(self, messages: MessageBar, parent: QWidget) -> None:
        super().__init__(messages, parent)
        self.board: IslandBoard | None = None

    def take(self, context: PageContext, unit: str, groups: tuple[IslandGroup, ...], *, whole: bool) -> None:
        """This is listed now, as `unit` sees it."""
        self._context = context
        settings, week = context.settings, context.week
        self.board = IslandBoard(unit, settings.plan_title, week.label, week.last, whole, groups)

    def file_name(self) -> str:
        """2023年第30周一岛一功能细项进展.xlsx."""
        return words.BOARD_FILE.format(week=self.board.week) if self.board is not None else ""

    def writer(self, path: Path) -> Callable[[Store], Path] | None:
        """The board as it is listed now."""
        board = self.board
        if board is None:
            return None

        def write(_store: Store) -> Path:
            from shengsi_desktop.services import islands

            islands.export_board(board, path)
            return path

        return write
