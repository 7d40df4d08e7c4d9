"""Items of trees and tables that have a colour: it is asked when they are painted, so that it follows the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidgetItem, QTreeWidgetItem

from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QColor

_INK, _GROUND = Qt.ItemDataRole.ForegroundRole, Qt.ItemDataRole.BackgroundRole


class ThemedLine(QTreeWidgetItem):
    """A line of a tree; `ink` and `ground` give a column the colour that a token, or a function, says now."""

    def __init__(self, texts: list[str] | None = None) -> None:
        super().__init__(texts or [])
        self._colours: dict[tuple[int, int], Callable[[], QColor]] = {}

    def ink(self, column: int, colour: str | Callable[[], QColor]) -> None:
        """The colour of its words."""
        self._colours[column, _INK.value] = _asked(colour)

    def ground(self, column: int, colour: str | Callable[[], QColor]) -> None:
        """The colour behind them."""
        self._colours[column, _GROUND.value] = _asked(colour)

    def data(self, column: int, role: int) -> Any:
        """Colours as they are now, all else as it was set."""
        asked = self._colours.get((column, int(role)))
        return super().data(column, role) if asked is None else asked()


class ThemedCell(QTableWidgetItem):
    """A cell of a table; `tone` is the token of the colour of its words, empty for the usual one."""

    def __init__(self, text: str, tone: str = "") -> None:
        super().__init__(text)
        self._tone = tone

    def data(self, role: int) -> Any:
        """The colour as it is now, all else as it was set."""
        return current.colour(self._tone) if self._tone and int(role) == _INK.value else super().data(role)


def _asked(colour: str | Callable[[], QColor]) -> Callable[[], QColor]:
    return (lambda: current.colour(colour)) if isinstance(colour, str) else colour
