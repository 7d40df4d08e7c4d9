"""Where the headings of a text stand that came without line breaks: whole documents on one line.

Inside a line a number is a heading only where the numbering runs on; it says nothing of what headings mean.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from shengsi_desktop.plan.spans import BLANKS, Span, trim

HAN = "一二三四五六七八九十百"
_MARK = re.compile(
    rf"(?P<section>[{HAN}]{{1,3}})、"
    rf"|[(（](?P<part>[{HAN}]{{1,3}})[)）]"
    r"|(?<![\d.．])(?P<task>\d{1,2})[.．、](?!\d)"
    rf"|第(?P<article>[{HAN}]{{1,4}})条[\s\u3000]"
    r"|(?P<annex>附\s?件\s?[:：])"
)
#: the end of a title that the first section follows without a stop
_TITLE_END = ("方案", "计划", "意见", "要点", "规划", "措施", "办法", "安排")
_CLOSED = "。；;！!？?）)】〕]”》"
#: shorter lines, and those that are a small share of their text, are paragraphs whatever numbers stand in them
SHORTEST = 200
_SHARE = 0.25
_FEWEST = 3
#: how far a title may reach before the first heading of the next level stands in it
_TITLE = 60
_UNITS = {sign: n for n, sign in enumerate("一二三四五六七八九", 1)}


def han_number(text: str) -> int:
    """Return the value of a small Chinese numeral (一 … 九十九, 一百); 0 for what is none."""
    if text == "一百":
        return 100
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _UNITS.get(text, 0)
    if (tens and tens not in _UNITS) or (ones and ones not in _UNITS):
        return 0
    return 10 * _UNITS.get(tens, 1) + _UNITS.get(ones, 0)


@dataclass(slots=True)
class _Numbering:
    """How far the numbers of each level have come; parts and tasks may begin anew under what is above them."""

    section: int = 0
    part: int = 0
    task: int = 0
    article: int = 0
    last: str = ""

    def takes(self, level: str, number: int) -> bool:
        """Tell whether a heading of that number may come next, and remember it if so."""
        reached = getattr(self, level)
        runs_on = reached < number <= reached + (2 if reached else 1)
        if not runs_on and not (number == 1 and self.last in _ABOVE[level]):
            return False
        setattr(self, level, number)
        self.last = level
        return True


_ABOVE = {"section": (), "part": ("section",), "task": ("section", "part"), "article": ()}


def broken(source: str, rows: list[Span]) -> tuple[list[Span], frozenset[int]]:
    """Break the rows that hold whole documents before their headings; also return where those rows start."""
    # a line that is the whole text is the whole document, however short
    shortest = max(SHORTEST, int(len(source) * _SHARE)) if len(rows) > 1 else 0
    found: list[Span] = []
    inner: set[int] = set()
    for row in rows:
        starts = _heading_starts(source, row) if row.end - row.start >= shortest else []
        if len(starts) < _FEWEST:
            found.append(row)
            continue
        inner.update((row.start, *starts))
        cuts = [row.start, *starts, row.end]
        pieces = [trim(source, left, right) for left, right in itertools.pairwise(cuts)]
        found.extend(piece for piece in pieces if piece.start < piece.end)
    return found, frozenset(inner)


def _heading_starts(source: str, row: Span) -> list[int]:
    numbering = _Numbering()
    starts: list[int] = []
    last_end = row.start
    for hit in _MARK.finditer(source, row.start, row.end):
        level = str(hit.lastgroup)
        strong = hit.start() == row.start or source[hit.start() - 1] in _CLOSED + BLANKS
        if level == "annex":
            if strong and len(starts) >= _FEWEST:
                starts.append(hit.start())
                break
            continue
        soon = (
            bool(starts) and hit.start() - last_end <= _TITLE and "。" not in source[last_end : hit.start()]
        )
        digits = hit.group(level)
        number = int(digits) if level == "task" else han_number(digits)
        titled = not starts and level == "section" and source.endswith(_TITLE_END, row.start, hit.start())
        opens = soon and numbering.last in _ABOVE[level]
        if (strong or opens or titled) and numbering.takes(level, number):
            starts.append(hit.start())
            last_end = hit.end()
    return starts
