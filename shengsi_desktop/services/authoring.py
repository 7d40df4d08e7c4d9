"""Who does it: every command of a service bears the unit and the person of this desk, so that history can tell."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store


@contextmanager
def signed(
    store: Store, name: str, *, unit: str = "", person: str = "", undoable: bool = True
) -> Iterator[Command]:
    """A command of that Chinese name, whole or not at all; unit and person are the desk's where none is given."""
    with store.command(
        name,
        unit=unit or store.setting("unit_id"),
        person=person or store.setting("person"),
        undoable=undoable,
    ) as command:
        yield command
