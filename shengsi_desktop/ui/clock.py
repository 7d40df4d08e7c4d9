"""The local time, in one place."""

from __future__ import annotations

from datetime import datetime


def local_now() -> datetime:
    """The local time without a zone, as the rhythm reckons."""
    return datetime.now().astimezone().replace(tzinfo=None)
