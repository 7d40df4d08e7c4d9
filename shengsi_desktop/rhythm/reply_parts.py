"""A pasted reply split by item number, whatever it looks like; each character of it stands in some segment. Pure.

How a number and a sub-heading are recognised stands in `reply_marks`; here the text is cut at them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shengsi_desktop.domain.soliciting import Loose, Piece, ReplyPart, SplitReply
from shengsi_desktop.rhythm.reply_marks import (
    Numbers,
    flat,
    headers_within,
    is_chat_line,
    is_name_line,
    is_small_talk,
    label_marks,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: the sentence that names the deadline, whichever it was
_ASKING = re.compile(r"\s*请于.{1,30}反馈以下\d+项工作")
#: a header, a chat's own line, a line of our own message that came back
_HEAD, _CHAT, _QUOTED = "head", "chat", "quoted"


class _Mark:
    """A stretch of the text that is no running words; `known` and `unknown` are the numbers of a header."""

    def __init__(
        self, kind: str, start: int, end: int, known: tuple[str, ...] = (), unknown: tuple[str, ...] = ()
    ) -> None:
        self.kind, self.start, self.end, self.known, self.unknown = kind, start, end, known, unknown


def split_reply(text: str, numbers: Iterable[str], asked: str = "") -> SplitReply:
    """Return the pasted text cut by item number.

    `numbers` are the items' shown numbers («4-2», «保1-1», «项目3»); others are kept as unknown. `asked` is the
    message that was sent: its lines are known again where they come back with the answer. Joined, the segments
    are the text, letter by letter.
    """
    marks = list(_marks(text, Numbers(numbers), asked))
    segments: list[ReplyPart | Loose] = []
    part: _Open | None = None
    at = 0
    for mark in [*marks, _Mark(_CHAT, len(text), len(text))]:
        between = text[at : mark.start]
        if part is not None:
            part.body(between)
        elif between:
            segments.append(Loose(between))
        at = mark.end
        said = text[mark.start : mark.end]
        if mark.kind == _QUOTED and part is not None:
            part.pieces.append(Piece(_QUOTED, "", said))
            continue
        if part is not None:
            segments.append(part.closed())
            part = None
        if mark.kind == _HEAD:
            part = _Open(mark, said)
        elif said:
            segments.append(Loose(said, chat=True))
    return SplitReply(tuple(segments))


class _Open:
    """A part that is being filled."""

    def __init__(self, mark: _Mark, head: str) -> None:
        self.mark, self.head, self.pieces = mark, head, list[Piece]()
        self.field = "progress"

    def body(self, words: str) -> None:
        """Running words, cut at their sub-headings."""
        at, label = 0, ""
        for start, end, field in label_marks(words):
            if words[at:start] or label:
                self.pieces.append(Piece(self.field, label, words[at:start]))
            at, label, self.field = end, words[start:end], field
        if words[at:] or label:
            self.pieces.append(Piece(self.field, label, words[at:]))

    def closed(self) -> ReplyPart:
        """The part as it is."""
        return ReplyPart(self.mark.known, self.mark.unknown, self.head, tuple(self.pieces))


def _marks(text: str, numbers: Numbers, asked: str) -> Iterator[_Mark]:
    own = {flat(line).strip() for line in asked.splitlines()} - {""}
    begun = False
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        plain = flat(line)
        if plain.strip() in own or _ASKING.match(plain):
            yield _own_line(numbers, plain, start, end)
        else:
            found = [
                _Mark(_HEAD, start + one.start, start + one.end, one.known, one.unknown)
                for one in headers_within(plain, numbers, own)
            ]
            if not found and (is_chat_line(plain) or (not begun and is_name_line(plain))):
                found = [_Mark(_CHAT, start, end)]
            elif not found and is_small_talk(plain, begun=begun):
                # what comes behind it still belongs to the part
                found = [_Mark(_QUOTED, start, end)]
            yield from found
            begun = begun or any(mark.kind == _HEAD for mark in found)
        start = end


def _own_line(numbers: Numbers, plain: str, start: int, end: int) -> _Mark:
    """A line of our message: its item's heading, or words that ask for nothing any more."""
    heads = list(headers_within(plain, numbers, frozenset()))
    if heads and heads[0].known and not plain[: heads[0].start].strip():
        return _Mark(_HEAD, start, end, heads[0].known, heads[0].unknown)
    return _Mark(_QUOTED, start, end)
