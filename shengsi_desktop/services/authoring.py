"""Who does it: every command of a service bears the unit and the person of this desk, so that history can tell."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store


#: the command that others take part in, and of which store
_whole: ContextVar[tuple[Store, Command] | None] = ContextVar("whole", default=None)


@contextmanager
def together(store: Store, name: str, *, unit: str = "") -> Iterator[Command]:
    """Several commands as one of that name: all of them or none, and one undo.

    What they return as changed is known only at the end: it is `changed` of the command yielded here.
    """
    with signed(store, name, unit=unit) as command:
        token = _whole.set((store, command))
        try:
            yield command
        finally:
            _whole.reset(token)


@contextmanager
def signed(
    store: Store, name: str, *, unit: str = "", person: str = "", undoable: bool = True
) -> Iterator[Command]:
    """A command of that Chinese name, whole or not at all; unit and person are the desk's where none is given.

    Within `together` it is a part of that one.
    """
    whole = _whole.get()
    if whole is not None and whole[0] is store:
        yield whole[1]
        return
    with store.command(
        name,
        unit=unit or store.setting("unit_id"),
        person=person or store.setting("person"),
        undoable=undoable,
    ) as command:
        yield command
