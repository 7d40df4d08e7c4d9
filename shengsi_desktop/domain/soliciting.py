"""征集: what a 科室 is asked for in a week, and the parts of what it sent back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import Word

if TYPE_CHECKING:
    from shengsi_desktop.domain.sections import Section
    from shengsi_desktop.domain.views import Offer


#: the fields of a report that a reply fills, as `ReplyWords` has them
REPLY_FIELDS = ("progress", "next_plan", "problems", "request")


class AcceptHow(Word):
    """What taking a part does to words that stand there already."""

    REPLACE = "replace", "采用"
    APPEND = "append", "追加"


@dataclass(frozen=True, slots=True)
class SolicitedItem:
    """One item as it is asked for: last week's plan to be answered, figures wanted («14/30个» said so far)."""

    id: str
    number: str
    title: str
    plan: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    supporting: bool = False


@dataclass(frozen=True, slots=True)
class SolicitMessage:
    """The text for one 科室, ready to be pasted into a chat; `section` is None for 未分科室."""

    section: Section | None
    items: tuple[SolicitedItem, ...]
    text: str

    @property
    def name(self) -> str:
        """The section's name."""
        return self.section.name if self.section else "未分科室"


@dataclass(frozen=True, slots=True)
class ReplyWords:
    """What a part says, by field of the report."""

    progress: str = ""
    next_plan: str = ""
    problems: str = ""
    request: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is said."""
        return not (self.progress or self.more)

    @property
    def more(self) -> bool:
        """Whether anything is said beside 本周进展."""
        return bool(self.next_plan or self.problems or self.request)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of pasted text: `label` is the sub-heading it stands under as typed, `field` where it goes.

    `field` is progress, next_plan, problems, request, or «quoted» for lines of our own message that came back with
    it and for a chat's pictures and thanks.
    """

    field: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ReplyPart:
    """What stands below one number, or several named together; `head` is the number as typed.

    `numbers` are as the unit's items have them; of `unknown` there is no such item.
    """

    numbers: tuple[str, ...]
    unknown: tuple[str, ...]
    head: str
    pieces: tuple[Piece, ...]

    @property
    def words(self) -> ReplyWords:
        """The text by field, sub-headings taken off."""
        return ReplyWords(*(_joined(self.pieces, field) for field in REPLY_FIELDS))

    @property
    def raw(self) -> str:
        """All of it as it was pasted."""
        return self.head + "".join(piece.label + piece.text for piece in self.pieces)


def _joined(pieces: tuple[Piece, ...], field: str) -> str:
    said = (
        piece.text.strip().lstrip("：:，,、；;").rstrip("，,、").strip()
        for piece in pieces
        if piece.field == field
    )
    return "\n".join(one for one in said if one)


@dataclass(frozen=True, slots=True)
class Loose:
    """Text that stands below no number; `chat` where it is a chat's own line (name and time)."""

    text: str
    chat: bool = False


@dataclass(frozen=True, slots=True)
class SplitReply:
    """A pasted reply, whole: its segments in their order. Joined again they are the pasted text."""

    segments: tuple[ReplyPart | Loose, ...]

    @property
    def parts(self) -> tuple[ReplyPart, ...]:
        """What stands below a number."""
        return tuple(one for one in self.segments if isinstance(one, ReplyPart))

    @property
    def rest(self) -> tuple[str, ...]:
        """未对上编号: what says something and stands below none."""
        found = (one for one in self.segments if isinstance(one, Loose))
        return tuple(one.text.strip() for one in found if not one.chat and one.text.strip())

    @property
    def chat(self) -> tuple[str, ...]:
        """What is written nowhere: the chat's own lines, pictures and thanks, lines of our message."""
        found = []
        for one in self.segments:
            if isinstance(one, Loose):
                found += [one.text] if one.chat else []
            else:
                found += [piece.text for piece in one.pieces if piece.field == "quoted"]
        return tuple(text.strip() for text in found if text.strip())


@dataclass(frozen=True, slots=True)
class Proposal:
    """One part on its way into a report: what came, what stands there now, whether it was dealt with.

    `key` tells it apart within its reply: the item's id, or «rest:0» and «number:9-9» for what met no item; for
    these `chosen` is the item that a person said, `title` its number and title. `words` are as a person left them,
    `came` as they were pasted. `offers` are figures of the words taken that no 细项 has yet.
    `lead` answers for an item of that number which is not the unit's.
    """

    key: str
    item_id: str | None
    number: str
    title: str
    words: ReplyWords
    now: ReplyWords
    raw: str
    no_news: bool = False
    supporting: bool = False
    dealt: str = ""
    came: ReplyWords = ReplyWords()
    chosen: str | None = None
    offers: tuple[Offer, ...] = ()
    lead: str = ""

    @property
    def target(self) -> str | None:
        """The item it goes into, by its number or by a person's choice."""
        return self.item_id or self.chosen

    @property
    def ready(self) -> bool:
        """Whether it waits and may be taken without a look: it replaces nothing."""
        return bool(self.target) and not (self.dealt or self.in_conflict or self.words.empty)

    @property
    def in_conflict(self) -> bool:
        """Whether taking it would replace other words that stand there."""
        return in_conflict(self.words, self.now, no_news=self.no_news)


def in_conflict(new: ReplyWords, now: ReplyWords, *, no_news: bool) -> bool:
    """Whether taking `new` would replace other words of `now`; without news it takes 本周进展 away."""
    if no_news:
        return bool(now.progress)
    pairs = ((getattr(new, name), getattr(now, name)) for name in REPLY_FIELDS)
    return any(one and other and one.strip() != other.strip() for one, other in pairs)


@dataclass(frozen=True, slots=True)
class KeptReply:
    """A pasted reply as kept on this machine with its proposals; `at` is ISO time."""

    id: str
    section_id: str
    section: str
    text: str
    at: str
    proposals: tuple[Proposal, ...]
    chat: tuple[str, ...] = ()

    @property
    def dealt(self) -> int:
        """How many of its proposals were taken or skipped."""
        return sum(bool(one.dealt) for one in self.proposals)

    @property
    def finished(self) -> bool:
        """Whether nothing waits any more."""
        return self.dealt == len(self.proposals)
