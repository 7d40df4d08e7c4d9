"""The deliverables of a measure: its promises with due day, stages and a short name for lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shengsi_desktop.domain.plan import DeliverableText
from shengsi_desktop.domain.tracking import BUILDING_STAGES, DOCUMENT_STAGES
from shengsi_desktop.domain.words import DeliverableKind
from shengsi_desktop.plan.dates import due_day
from shengsi_desktop.plan.promises import Promise, leads_in, read_promises, wants_subject
from shengsi_desktop.plan.spans import split
from shengsi_desktop.plan.verbs import BUILDING, DOCUMENT, NAME_END, going_on_verb, milestone_class, verb_of

if TYPE_CHECKING:
    from shengsi_desktop.plan.spans import Span

LONGEST_NAME = 24
_STAGES: dict[str | None, tuple[str, ...]] = {None: (), DOCUMENT: DOCUMENT_STAGES, BUILDING: BUILDING_STAGES}
_ENDS = "，,。；;、：: "


def read_deliverables(source: str, span: Span, year: int | None) -> tuple[DeliverableText, ...]:
    """Return the promises of the measure that covers `span`; a month without a year lies in `year`."""
    return tuple(_deliverable(source, promise, year) for promise in read_promises(source, span))


def _deliverable(source: str, promise: Promise, year: int | None) -> DeliverableText:
    text = promise.span.cut(source)
    return DeliverableText(
        text=text,
        start=promise.span.start,
        end=promise.span.end,
        kind=promise.kind,
        due=due_day(text, year),
        quantities=promise.quantities,
        name=_name(source, promise),
        stages=_STAGES[promise.milestone],
    )


def _name(source: str, promise: Promise) -> str:
    """Return what lists call a promise: what is counted, what is made, or what it opens with."""
    if promise.quantities and promise.quantities[0].object:
        return shorten(promise.quantities[0].object)
    clauses = [clause.cut(source) for clause in split(source, promise.span.start, promise.span.end, "，,")]
    telling = [clause for clause in clauses if not leads_in(clause)] or clauses
    if promise.kind is not DeliverableKind.MILESTONE:
        return shorten(telling[0])
    at = next((n for n, clause in enumerate(telling) if milestone_class(clause)), 0)
    if at and wants_subject(telling[at]):
        at -= 1
    return shorten(_thing(telling[at]))


def _thing(clause: str) -> str:
    """Return what a milestone makes, without its verb, the words around it and book marks."""
    verb = verb_of(clause) or going_on_verb(clause)
    name = clause[len(verb) :] if len(clause) - len(verb) >= 3 else clause
    title = re.fullmatch(r"《([^《》]+)》.{0,6}", name)
    name = title.group(1) if title else name
    name = re.sub(r"^以.{1,12}为.{1,6}的|(?<=.{4})并(?:启动|投入|开展).*$", "", name)
    shorter = NAME_END.sub("", name)
    return shorter if len(shorter) >= 4 else name


def shorten(text: str, longest: int = LONGEST_NAME) -> str:
    """Return the text cut to `longest` characters, at a pause if there is one, no punctuation at its end."""
    text = text.strip(_ENDS)
    if len(text) <= longest:
        return text
    cut = max(text.rfind(sign, longest // 2, longest + 1) for sign in "，,、和及")
    if cut > 0 and not _inside_quotes(text, cut):
        return text[:cut].strip(_ENDS)
    return text[: longest - 1].rstrip(_ENDS + "“《（(") + "…"


def _inside_quotes(text: str, at: int) -> bool:
    return any(
        text.count(left, 0, at) > text.count(right, 0, at) for left, right in ("“”", "《》", "（）", "()")
    )
