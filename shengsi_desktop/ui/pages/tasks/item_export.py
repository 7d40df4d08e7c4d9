"""The items, as they are listed, into a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.ui.pages.tasks import words
from shengsi_desktop.ui.pages.tasks.list_export import ListExport

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.page import PageContext
    from shengsi_desktop.ui.widgets.message_bar import MessageBar


class ItemExport(ListExport):
    """`items` are the ids written: the page sets them with each listing by task or in one table."""

    title = words.EXPORT_ITEMS_TITLE

    def __init__(self, messages: MessageBar, parent: QWidget) -> None:
        super().__init__(messages, parent)
        self.items: tuple[str, ...] = ()
        self._unit = ("", "")
        self._whole = False

    def take(
        self, context: PageContext, unit: tuple[str, str], items: tuple[str, ...], *, whole: bool
    ) -> None:
        """These are listed now, as the unit (id, name) sees them."""
        self._context = context
        self._unit, self.items, self._whole = unit, items, whole

    def file_name(self) -> str:
        """县文广旅体局2023年第30周任务清单.xlsx."""
        if self._context is None or not self.items:
            return ""
        return words.ITEMS_FILE.format(
            unit="" if self._whole else self._unit[1], week=self._context.week.label
        )

    def writer(self, path: Path) -> Callable[[Store], Path] | None:
        """The items as they are listed now, with what was typed meanwhile."""
        context, unit_id, whole, items = self._context, self._unit[0], self._whole, self.items
        if context is None or not items:
            return None
        week = context.week

        def write(store: Store) -> Path:
            from shengsi_desktop.services import item_list

            return item_list.export_items(store, unit_id, week, path, everything=whole, only=items)

        return write
