"""Words being typed into a field that has not been left yet: they can be asked for before all else goes on.

What else the fields are bound to they know themselves; nothing is saved here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class TypedWords(QObject):
    """Sits below a field. `give` does what leaving the field does, and returns words that cannot be taken."""

    def __init__(self, field: QWidget, give: Callable[[], str]) -> None:
        super().__init__(field)
        self.give = give


class UnfinishedWords(QObject):
    """Sits below a line that only a button or Enter takes: `words` are those still in it."""

    def __init__(self, field: QWidget, words: Callable[[], str]) -> None:
        super().__init__(field)
        self.words = words


def take_typed(within: QObject) -> list[str]:
    """Every field below `within` hands on what is being typed; those words that none would take are returned.

    They stay in their fields.
    """
    return [
        left
        for one in within.findChildren(TypedWords)
        if shiboken6.isValid(one) and (left := one.give().strip())
    ]
