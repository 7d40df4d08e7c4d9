"""What a line of a list promises: its goal and content by the plan's reader, and its milestones (节点安排), as 细项.

Pure. Which of them are stored already, and what a person made of them, is `list_deliverables`'.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from shengsi_desktop.domain.projects import MILESTONE_STAGES
from shengsi_desktop.domain.words import Comparator, DeliverableKind
from shengsi_desktop.plan.deliverables import LONGEST_NAME, read_deliverables, shorten
from shengsi_desktop.plan.quantities import RATIO_UNITS
from shengsi_desktop.plan.spans import Span
from shengsi_desktop.rhythm.figures import plain
from shengsi_desktop.services.lists.rows import flat, same_words
from shengsi_desktop.sheets.lists.days import days
from shengsi_desktop.sheets.lists.values import amount, says_nothing

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from shengsi_desktop.domain.plan import DeliverableText

_TIME = re.compile(
    r"^(?:计划|预计|力争|确保|争取)?(?:到|于|在)?"
    r"((?:20\d\d\s?年)?(?:\d{1,2}\s?月(?:份)?(?:\d{1,2}[日号]|上旬|中旬|下旬|底|末)?|第?[一二三四]季度?|[上下]半年"
    r"|年底|年末|年内|全年)(?:之|以)?(?:末|底)?前?|20\d\d[.\-/年]\d{1,2}(?:[.\-/月]\d{1,2}日?)?(?:底|末)?前?)\s*[:：,，、]?\s*"
)
_NEXT = re.compile(
    r"[；;。\n\r]+|[，,、](?=(?:20\d\d年)?(?:\d{1,2}月|第?[一二三四]季度|[上下]半年|年底|20\d\d[.\-/]\d{1,2}))"
)
_ENUMERATOR = re.compile(r"^\s*(?:[(（]\d{1,2}[)）]|\d{1,2}[.、．](?!\d)|[①-⑳])\s*")


@dataclass(frozen=True, slots=True)
class Terms:
    """All that the promises of a line follow from."""

    name: str
    goal: str = ""
    content: str = ""
    milestones: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """One 细项 as the words have it. `due` None: the line's own day."""

    text: str
    name: str
    kind: DeliverableKind
    target: Decimal | None = None
    target_high: Decimal | None = None
    unit: str = ""
    object: str = ""
    of: str = ""
    comparator: Comparator = Comparator.WORDS
    stages: tuple[str, ...] = ()
    due: date | None = None

    @property
    def words(self) -> str:
        """«微改造项目 30个», for showing what changes."""
        if self.target is None:
            return self.name
        high = f"-{plain(self.target_high)}" if self.target_high is not None else ""
        number = f"{plain(self.target)}{high}{self.unit}"
        return self.name if number in self.name else f"{self.name} {number}"


@lru_cache(maxsize=4096)
def promises(terms: Terms, year: int) -> tuple[Promise, ...]:
    """Return what a measure or a reform promises, in order; one standing promise where it says nothing else."""
    of_goal = _read(terms.goal, terms.name, year)
    firm = [one for one in of_goal if one.kind is not DeliverableKind.STANDING]
    rest = terms.content if not same_words(terms.content, terms.goal) else ""
    of_content = _read(rest, terms.name, year)
    if of_goal:
        counted = {(one.target, one.unit) for one in firm if one.target is not None}
        of_content = [
            one
            for one in of_content
            if one.kind is not DeliverableKind.STANDING and (one.target, one.unit) not in counted
        ]
    found = [*of_goal, *of_content] or _read(terms.name, terms.name, year)
    return tuple(_once([*found, *milestones(terms.milestones, year)]))


@lru_cache(maxsize=4096)
def milestones(words: str, year: int) -> tuple[Promise, ...]:
    """Return the milestones of «6月底前完成桩基；12月底前主体结顶», each with its own day where it names one."""
    found: list[Promise] = []
    if says_nothing(words):
        return ()
    for piece in _NEXT.split(words):
        text = flat(_ENUMERATOR.sub("", piece)).strip("，,、：: ")
        if not text or says_nothing(text):
            continue
        time = _TIME.match(text)
        due = days(time[1], year).last if time else None
        name = text[time.end() :].strip("，,、：: ") if time and due else text
        found.append(
            Promise(
                text,
                shorten(name or text) or text[:LONGEST_NAME],
                DeliverableKind.MILESTONE,
                stages=MILESTONE_STAGES,
                due=due,
            )
        )
    return tuple(_once(found))


def _read(words: str, name: str, year: int) -> list[Promise]:
    if says_nothing(words):
        return []
    read = read_deliverables(words, Span(0, len(words)), year)
    bare = amount(words) if not any(one.quantities for one in read) else None
    if bare is not None and not bare.rest:
        # «≥30»: a number alone is one of the thing itself
        ratio = bare.unit in RATIO_UNITS
        kind = DeliverableKind.RATIO if ratio else DeliverableKind.QUANTITY
        return [
            Promise(
                flat(words),
                shorten(name) or name,
                kind,
                bare.value,
                bare.high,
                bare.unit,
                comparator=bare.comparator,
            )
        ]
    return [_promise(one, name) for one in read]


def _promise(read: DeliverableText, name: str) -> Promise:
    quantity = read.quantities[0] if read.quantities else None
    nameless = quantity is not None and not quantity.object
    return Promise(
        text=read.text,
        name=shorten(flat(name if nameless else read.name or read.text)) or flat(read.text),
        kind=read.kind,
        target=quantity.value if quantity else None,
        target_high=quantity.high if quantity else None,
        unit=quantity.unit if quantity else "",
        object=quantity.object if quantity else "",
        of=quantity.of if quantity else "",
        comparator=quantity.comparator if quantity else Comparator.WORDS,
        stages=read.stages,
        due=read.due,
    )


def _once(found: list[Promise]) -> list[Promise]:
    """Drop what is said twice in the same words."""
    seen: list[Promise] = []
    for one in found:
        if not any(same_words(one.text, other.text) for other in seen):
            seen.append(one)
    return seen
