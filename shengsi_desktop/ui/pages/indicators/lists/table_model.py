"""The rows of a list as an item model, with headings between them or none. Loads and saves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from shengsi_desktop.ui.widgets.headed_table import HeadedTable

if TYPE_CHECKING:
    from shengsi_desktop.domain.tracking import ItemRow


class AboutItem(Protocol):
    """A row of one of the lists."""

    @property
    def item(self) -> ItemRow:
        """Its item."""


RowT = TypeVar("RowT", bound=AboutItem)


class ItemTable(HeadedTable[RowT]):
    """Rows about items, in the list's order."""

    def id_of(self, row: RowT) -> str:
        """Its item's."""
        return row.item.id
