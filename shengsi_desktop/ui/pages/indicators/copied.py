"""Cells as text with tabs, as WPS and Excel take it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex


def tabbed(chosen: Sequence[QModelIndex]) -> str:
    """What the cells show, in lines; a cell inside their bounds that is not chosen stays empty."""
    rows = sorted({index.row() for index in chosen})
    columns = sorted({index.column() for index in chosen})
    held = {(index.row(), index.column()): str(index.data() or "") for index in chosen}
    return "\n".join("\t".join(held.get((row, column), "") for column in columns) for row in rows)
