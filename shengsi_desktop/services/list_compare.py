"""A table of a list set against what is stored: row by row what would change, before a person accepts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.list_changes import ListChoices

if TYPE_CHECKING:
    from shengsi_desktop.domain.list_changes import ListPreview
    from shengsi_desktop.domain.lists import ListTable
    from shengsi_desktop.store.sessions import Store

_EVERYTHING = ListChoices()


def compare(store: Store, table: ListTable, choices: ListChoices = _EVERYTHING) -> ListPreview:
    """Return what taking the table in would change in the current plan. Raises `Refusal` where there is no plan."""
    raise NotImplementedError
