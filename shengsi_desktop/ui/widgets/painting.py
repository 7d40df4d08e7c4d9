"""Painting inside what others paint, such as a list's cells: a borrowed painter is given back as it came."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPainter


@contextmanager
def painted(painter: QPainter) -> Iterator[QPainter]:
    """Save and restore it, whatever happens between: a view that gets it back unrestored ends the process."""
    painter.save()
    try:
        yield painter
    finally:
        painter.restore()
