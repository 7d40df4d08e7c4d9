"""Two texts side by side, letter by letter: what was added, what was taken out. Pure."""

from __future__ import annotations

from difflib import SequenceMatcher

from shengsi_desktop.domain.week_states import TextPiece

#: a text much longer than a report is compared line by line, which stays quick
_LONG = 4000


def text_pieces(old: str, new: str) -> tuple[TextPiece, ...]:
    """Return `old` and `new` as one run of kept, removed and added pieces.

    Without the added pieces it is `old`, without the removed ones `new`.
    """
    parts: tuple[list[str], list[str]] = (
        (list(old), list(new))
        if len(old) + len(new) <= _LONG
        else (old.splitlines(keepends=True), new.splitlines(keepends=True))
    )
    found = []
    for tag, first, last, begin, end in SequenceMatcher(None, *parts, autojunk=False).get_opcodes():
        before, after = "".join(parts[0][first:last]), "".join(parts[1][begin:end])
        if tag == "equal":
            found.append(TextPiece("", before))
            continue
        if before:
            found.append(TextPiece("removed", before))
        if after:
            found.append(TextPiece("added", after))
    return tuple(found)
