"""Offsets of a plan's text (code points) as places in a Qt document (UTF-16), and back."""

from __future__ import annotations

from bisect import bisect_left


class TextPlaces:
    """Counts both ways in one text; cheap where no character lies beyond the basic plane."""

    def __init__(self, text: str) -> None:
        self._wide = [place for place, character in enumerate(text) if character > "\uffff"]
        #: where each wide character begins in UTF-16
        self._wide16 = [place + n for n, place in enumerate(self._wide)]

    def utf16(self, offset: int) -> int:
        """Where the code point `offset` stands in the document."""
        return offset + bisect_left(self._wide, offset)

    def code_point(self, position: int) -> int:
        """Which code point stands at `position` of the document."""
        return position - bisect_left(self._wide16, position)


def line_span(text: str, line: int) -> tuple[int, int]:
    """Start and end (code points) of a line counted from 1; (0, 0) where there is no such line."""
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
        if not start:
            return 0, 0
    end = text.find("\n", start)
    return start, len(text) if end < 0 else end
