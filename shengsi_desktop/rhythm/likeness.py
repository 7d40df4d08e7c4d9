"""Whether this week's words are last week's again. Pure."""

from __future__ import annotations

import re
import unicodedata

#: two texts as like as this (percent, rapidfuzz) say the same
NEARLY = 95
#: shorter texts are compared letter by letter: one other word of a few is news
_SHORT = 8


def plainly(text: str) -> str:
    """The text without blanks, stops and width of letters."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


def nearly_same(text: str, before: str) -> bool:
    """Return whether `text` is `before` again, or nearly so (95 % of its letters).

    Other figures are news, however like the words around them; and so is anything beside an empty text.
    """
    now, then = plainly(text), plainly(before)
    if not now or not then:
        return False
    if now == then:
        return True
    if min(len(now), len(then)) < _SHORT or re.findall(r"\d+", now) != re.findall(r"\d+", then):
        return False
    from rapidfuzz.fuzz import ratio

    return bool(ratio(now, then) >= NEARLY)
