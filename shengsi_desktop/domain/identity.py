"""Ids that follow from what a thing is: the same key gives the same id on every machine.

Only the rule. Which parts make the key of which row is said where the row is made.
"""

from __future__ import annotations

import unicodedata
import uuid

#: the namespace of every UUIDv5 of ours; fixed for ever
NAMESPACE = uuid.UUID("6f0c9d0e-5a0b-5c8e-9c35-2d6a3b1f7e42")

_SEPARATOR = "\x1f"
_DERIVED = 5


def key(*parts: str) -> str:
    """UUIDv5 over the parts, each NFC, joined by a separator that no text holds."""
    for part in parts:
        if _SEPARATOR in part:
            message = "a part of a key holds the separator"
            raise ValueError(message)
    return str(uuid.uuid5(NAMESPACE, _SEPARATOR.join(unicodedata.normalize("NFC", part) for part in parts)))


def added_by_hand(row_id: str) -> bool:
    """Whether a person here made the row of that id: any other's id follows from what it is, on every machine alike."""
    try:
        return uuid.UUID(row_id).version != _DERIVED
    except ValueError:
        return False
