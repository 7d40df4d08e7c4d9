"""Two texts side by side: what was added, what was taken out, in pieces that can be read. Pure."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from shengsi_desktop.domain.week_states import TextPiece

#: a text much longer than a report is compared line by line, which stays quick
_LONG = 4000
#: letters by themselves, but a number whole: 14 and 16 have no figure in common that says anything
_FIGURE = re.compile(r"\d+(?:[.．]\d+)*")
_PART = re.compile(rf"{_FIGURE.pattern}|.", re.DOTALL)
#: what is the same for fewer letters than this between two differences is so by chance, and read as one difference
_BY_CHANCE = 3


def text_pieces(old: str, new: str) -> tuple[TextPiece, ...]:
    """Return `old` and `new` as one run of kept, removed and added pieces.

    Without the added pieces it is `old`, without the removed ones `new`. No two pieces of a kind follow each other.
    """
    found = []
    for same, before, after in _runs(old, new):
        if same:
            found.append(TextPiece("", before))
            continue
        if before:
            found.append(TextPiece("removed", before))
        if after:
            found.append(TextPiece("added", after))
    return tuple(found)


def _runs(old: str, new: str) -> list[tuple[bool, str, str]]:
    """By turns what is the same and what differs, old and new words of each."""
    parts: tuple[list[str], list[str]] = (
        (_PART.findall(old), _PART.findall(new))
        if len(old) + len(new) <= _LONG
        else (old.splitlines(keepends=True), new.splitlines(keepends=True))
    )
    codes = SequenceMatcher(None, *parts, autojunk=False).get_opcodes()
    taken = [("".join(parts[0][one[1] : one[2]]), "".join(parts[1][one[3] : one[4]])) for one in codes]
    found: list[tuple[bool, str, str]] = []
    for place, words in enumerate(taken):
        before, after = words
        around = taken[place - 1 : place] + taken[place + 1 : place + 2]
        same = codes[place][0] == "equal" and not (len(around) == 2 and _by_chance(before, around))
        if found and found[-1][0] == same:
            _, so_far, by_now = found.pop()
            before, after = so_far + before, by_now + after
        found.append((same, before, after))
    return found


def _by_chance(words: str, around: list[tuple[str, str]]) -> bool:
    """Not the end of a line that both have, and not what stands beside a figure that took another's place."""
    figures = any(_FIGURE.fullmatch(before) and _FIGURE.fullmatch(after) for before, after in around)
    return len(words) < _BY_CHANCE and "\n" not in words and not figures
