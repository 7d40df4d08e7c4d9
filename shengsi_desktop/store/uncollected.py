"""Work that holds very many records at once and makes no cycles: each collection would go through all of them."""

from __future__ import annotations

import gc
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_lock = threading.Lock()
#: how many such works are under way, and whether there was collection before the first
_state = {"works": 0, "enabled": False}


@contextmanager
def without_collection() -> Iterator[None]:
    """No cyclic collection within the block, on whatever thread; afterwards as it was before the first of them."""
    with _lock:
        if not _state["works"]:
            _state["enabled"] = gc.isenabled()
            gc.disable()
        _state["works"] += 1
    try:
        yield
    finally:
        with _lock:
            _state["works"] -= 1
            if not _state["works"] and _state["enabled"]:
                gc.enable()
