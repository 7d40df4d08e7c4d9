"""What lies in a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import select

if TYPE_CHECKING:
    from shengsi_desktop.store.sessions import Store


def count(store: Store, model: type) -> int:
    """How many rows of the model there are, dead ones too."""
    with store.reading() as session:
        return len(session.exec(select(model)).all())
