"""What the tests of 晾晒考评 look at: its view, a dialog it opens, a cell of its list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from shengsi_desktop.services import setting_up

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog

    from shengsi_desktop.ui.pages.boards.ranking.table import Column
    from tests.gui.conftest import Running


def view_of(running: Running) -> Any:
    """The view that the page shows."""
    page: Any = running.window.page
    return page.view


def dialog_of(running: Running, kind: type[QDialog], ask: Callable[[], object]) -> Any:
    """The dialog that asking opens."""
    ask()
    running.settle()
    found = [one for one in view_of(running).findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def own() -> str:
    """The id of the desk's own unit."""
    return setting_up.the_unit("县文广旅体局").id


def cell(view: Any, entrant: str, column: Column) -> str:
    """What a cell of the list says."""
    row = view.table.row_of(entrant)
    return str(view.table.index(row, column).data(Qt.ItemDataRole.DisplayRole))
