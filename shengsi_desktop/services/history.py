"""Undo and redo of whole commands, as the log allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.views import Undone
from shengsi_desktop.services import light_rules, open_weeks
from shengsi_desktop.services.drafting import commit_drafts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from shengsi_desktop.store.sessions import Store


def undo(store: Store, *, today: date | None = None) -> Undone | None:
    """Take back the last command; None when there is nothing. Drafts become a change first, so they are the last.

    A light rule or a rhythm that weeks past by `today` were read by stays, and `left` says so.
    """
    commit_drafts(store)
    rows, day = store.rows_to_undo(), today or store.today()
    kept = light_rules.bound(store, rows, day) | open_weeks.bound_rhythms(store, rows, day)
    return _told(store, store.undo(keeping=frozenset(kept)), kept.values())


def redo(store: Store, *, today: date | None = None) -> Undone | None:
    """Do again what was taken back last; None when there is nothing, or when something was typed since."""
    commit_drafts(store)
    kept = light_rules.bound(store, store.rows_to_redo(), today or store.today())
    return _told(store, store.redo(keeping=frozenset(kept)), kept.values())


def _told(store: Store, result: tuple[str, int] | None, kept: Iterable[str]) -> Undone | None:
    if result is None:
        return None
    name, left = result
    words = (f"{left}处后来又改过，保留了后来的内容",) if left else ()
    return Undone(name, (*words, *kept), store.last_changed)


def undo_name(store: Store) -> str:
    """What undo would take back, in Chinese; empty when nothing."""
    return store.undo_name() or ""


def redo_name(store: Store) -> str:
    """What redo would do again, in Chinese; empty when nothing."""
    return store.redo_name() or ""
