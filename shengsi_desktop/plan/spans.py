"""Cutting a text by offsets: lines, and parts between separators that stand outside brackets and quotes.

Everything runs in one pass over the text, so that a very long line costs no more than many short ones.
"""

from __future__ import annotations

import re
from typing import NamedTuple

OPENERS = "(（〔[［【“‘《「『"
CLOSERS = ")）〕]］】”’》」』"
#: half- and full-width forms of one bracket close each other
_FAMILY = dict(zip(OPENERS + CLOSERS, "rrssss“‘《「『" * 2, strict=True))
_BRACKETS = re.compile(f"[{re.escape(OPENERS + CLOSERS)}]")
#: brackets that hold a responsibility clause or a remark; the others are quotes
ROUND_OR_SQUARE = frozenset("(（〔[［【")

BLANKS = " \t\r\n\v\f\u00a0\u2002\u2003\u2009\u200b\u3000\ufeff"


class Span(NamedTuple):
    """[start, end) in code points of the decoded text."""

    start: int
    end: int

    def cut(self, source: str) -> str:
        """Return the text it names."""
        return source[self.start : self.end]


def trim(source: str, start: int, end: int, dropped: str = BLANKS) -> Span:
    """Return the span without blanks (or the characters of `dropped`) at both ends."""
    while start < end and source[start] in dropped:
        start += 1
    while end > start and source[end - 1] in dropped:
        end -= 1
    return Span(start, end)


def lines(source: str) -> list[Span]:
    """Return the trimmed lines that hold anything, in order."""
    found = []
    at = 0
    for piece in re.split(r"(?<=\n)|(?<=\r)(?!\n)", source):
        span = trim(source, at, at + len(piece))
        at += len(piece)
        if span.start < span.end:
            found.append(span)
    return found


def pairs(source: str, start: int, end: int) -> tuple[list[Span], list[int]]:
    """Return the outermost bracket and quote pairs of [start, end) and the openers that nothing closes."""
    signs = [hit.start() for hit in _BRACKETS.finditer(source, start, end)]
    if not signs:
        return [], []
    stack: list[int] = []
    open_of: dict[str, int] = {}
    matched: list[Span] = []
    for at in signs:
        sign = source[at]
        family = _FAMILY[sign]
        if sign in OPENERS:
            stack.append(at)
            open_of[family] = open_of.get(family, 0) + 1
        elif open_of.get(family):
            while stack:
                opener = stack.pop()
                kind = _FAMILY[source[opener]]
                open_of[kind] -= 1
                if kind == family:
                    matched.append(Span(opener, at + 1))
                    break
    outermost: list[Span] = []
    for span in sorted(matched):
        if not outermost or span.start >= outermost[-1].end:
            outermost.append(span)
    closed = {span.start for span in matched}
    return outermost, [at for at in signs if source[at] in OPENERS and at not in closed]


def split(source: str, start: int, end: int, separators: str) -> list[Span]:
    """Return the trimmed, non-empty parts of [start, end) between separators outside brackets and quotes.

    A separator between digits («1,000») does not part them.
    """
    outermost, _ = pairs(source, start, end)
    parts: list[Span] = []
    at = start
    shut = iter(outermost)
    pair = next(shut, None)
    for hit in re.finditer(f"[{re.escape(separators)}]", source[start:end]):
        where = start + hit.start()
        while pair is not None and pair.end <= where:
            pair = next(shut, None)
        if pair is not None and pair.start <= where:
            continue
        if _inside_number(source, where):
            continue
        parts.append(trim(source, at, where))
        at = where + 1
    parts.append(trim(source, at, end))
    return [part for part in parts if part.start < part.end]


def _inside_number(source: str, at: int) -> bool:
    return (
        source[at] in ",，"
        and re.match(r"\d{3}(?!\d)", source[at + 1 : at + 5]) is not None
        and at > 0
        and source[at - 1].isdigit()
    )
