"""What of a text is shown of a hit: a line around the words asked for, and where they stand in it. Opens no store."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_AROUND = 18


def pattern(word: str) -> re.Pattern[str]:
    """The word as it is looked for: in either case, blanks in it overlooked."""
    return re.compile(r"[^\S\n]*".join(map(re.escape, word)), re.IGNORECASE)


def excerpt(
    texts: Iterable[str], patterns: tuple[re.Pattern[str], ...]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A line around the first of the words as it is written, and where the words stand in it."""
    there = [(text, found) for text in texts if (found := places(text, patterns))]
    text, stands = there[0] if there else (next((text for text in texts if text), ""), [])
    at, end = stands[0] if stands else (0, 0)
    start, stop = max(0, at - _AROUND), end + 2 * _AROUND
    before = "…" if start else ""
    line = f"{before}{text[start:stop]}{'…' if stop < len(text) else ''}"
    shift = len(before) - start
    marks = tuple((one + shift, other + shift) for one, other in stands if start <= one and other <= stop)
    return re.sub(r"\s", " ", line), marks


def places(text: str, patterns: Iterable[re.Pattern[str]]) -> list[tuple[int, int]]:
    """Where any of the words stand in a text of whatever width, none over another."""
    folded = unicodedata.normalize("NFKC", text)
    if len(folded) == len(text):
        origin: Sequence[int] = range(len(text) + 1)
    else:
        parts = [unicodedata.normalize("NFKC", character) for character in text]
        folded = "".join(parts)
        origin = [place for place, part in enumerate(parts) for _ in part] + [len(text)]
    found: list[tuple[int, int]] = []
    for start, end in sorted(match.span() for pattern in patterns for match in pattern.finditer(folded)):
        if end > start and (not found or origin[start] >= found[-1][1]):
            found.append((origin[start], origin[end - 1] + 1))
    return found
