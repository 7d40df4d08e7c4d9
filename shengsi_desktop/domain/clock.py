"""The local time, in one place; whoever opens a store or a window may give another clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

#: tells the local time without a zone
Clock = Callable[[], datetime]


def local_now() -> datetime:
    """The local time without a zone, as the rhythm reckons."""
    return datetime.now().astimezone().replace(tzinfo=None)
