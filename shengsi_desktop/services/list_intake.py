"""A list that was looked at goes into the store, in one command."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.list_changes import ListPreview
    from shengsi_desktop.store.sessions import Store


def take_in(store: Store, preview: ListPreview) -> frozenset[FieldKey]:
    """Store what was accepted of a preview; what changed, empty where nothing does.

    Compares again; raises `Refusal` where the store has changed since the preview in what it shows, nothing stored.
    """
    raise NotImplementedError
