"""交办事项: a line typed in the meeting («做什么 @谁 8月4日»), where a directive stands and how urgent it is.

The texts written about it are `directive_texts`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.directives import DirectiveStanding, StepKind, Urgency
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.weeks import WeekRhythm
from shengsi_desktop.domain.words import DirectiveState
from shengsi_desktop.rhythm.day_words import find_day, whole_day
from shengsi_desktop.rhythm.weeks import parse_week, week_of, weeks_between

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from shengsi_desktop.domain.directives import Directive

#: due within so many days is 快到期, and makes a 督办单 blue: there blue is «due soon» (formats.md, Lights)
SOON_DAYS = 7
#: given within so many days: a 督办单 that goes out with it is blue
JUST_GIVEN_DAYS = 7
#: overdue by up to so many days a 督办单 is yellow, by more red
YELLOW_DAYS = 7
#: urged so often it is yellow, or red, whatever the date
YELLOW_URGINGS, RED_URGINGS = 2, 3

_NAME = re.compile(r"[\u4e00-\u9fff]{2,3}(?=[\s,，;；。]|$)")
_WHO_END = re.compile(r"[\s,，;；。@＠]|$")
#: before a name; a mail address has an @ of its own
_AT = re.compile(r"(?<![A-Za-z0-9_.+-])@|@(?![A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})")
#: a day does not begin behind one of these
_IN_A_DAY = "0123456789０１２３４５６７８９年月./-明今本下上"
_EDGES = re.compile(r"^[\s，,；;。]+|[\s，,；;。]+$")


def parse_quick_add(
    text: str, today: date | None, people_or_units: Sequence[str] = ()
) -> tuple[str, str, date | None]:
    """Read «商请花鸟乡反馈 @文化科 8月4日» as (what, who, due); a missing part is empty or None.

    Several @ are joined with 、; that of a mail address is part of the words. Names in `people_or_units` are known
    without a blank after them («@文化科8月1日»). The day is one at the end or the beginning of the line, after a
    name, or followed by 前; other days are part of what is to be done, all of them without `today`. Never raises.
    """
    names: list[str] = []
    rest = text.replace("＠", "@")
    while (at := max((sign.start() for sign in _AT.finditer(rest)), default=-1)) >= 0:
        tail = rest[at + 1 :].lstrip()
        name, after = _take_name(tail, today, people_or_units)
        while name and after.startswith("、"):
            # «@花鸟乡、张某»
            further, after = _take_name(after[1:].lstrip(), today, people_or_units)
            name = f"{name}、{further}" if further else name
        if name in people_or_units and rest[:at].strip() and rest[at - 1].isspace():
            # «报方案 @嵊山镇李某»: the person there; «商请@花鸟乡反馈» goes on with what is to be done
            person = _NAME.match(after)
            if person:
                names.insert(0, person[0])
                after = after[person.end() :]
        if name:
            names.insert(0, name)
        rest = f"{_trimmed(rest[:at])}  {_trimmed(after)}"
    due: date | None = None
    found = find_day(_trimmed(rest), today) if today is not None else None
    if found is not None:
        rest, due = found
    what = re.sub(r"\s{2,}", " ", _trimmed(rest))
    return what, "、".join(dict.fromkeys(names)), due


def as_it_stood(directive: Directive, as_of: date) -> Directive:
    """The directive as it stood on a day, for the table of a past week: what happened later had not happened.

    Steps after the day are left out, a 延期 among them is taken back, what was ended later was open, what was struck
    off later was done.
    """
    later = [step for step in directive.steps if step.day is not None and step.day > as_of]
    if not later:
        return directive
    kinds = {step.kind for step in later}
    kept = tuple(step for step in directive.steps if step not in later)
    extended = [step for step in later if step.kind is StepKind.EXTEND]
    if extended:
        due = min(extended, key=lambda step: step.day or as_of).due_from
        first = directive.first_due if any(step.kind is StepKind.EXTEND for step in kept) else None
        directive = replace(directive, due=due, first_due=first)
    if StepKind.SIGN in kinds:
        directive = replace(directive, signed_on=None, signed_by="")
    if StepKind.CLOSE in kinds and directive.state is DirectiveState.CLOSED:
        directive = replace(directive, state=DirectiveState.DONE, closed_on=None, closed_by="")
    ended = {DirectiveState.DONE: StepKind.DONE, DirectiveState.CANCELLED: StepKind.CANCEL}
    if ended.get(directive.state) in kinds:
        directive = replace(directive, state=DirectiveState.OPEN, done_on=None, result="")
    return replace(directive, steps=kept)


def directive_view(directive: Directive, as_of: date, rhythm: WeekRhythm | None = None) -> Directive:
    """Return the directive with all that depends on a day: 已历周数, 逾期, where it stands, how urgent it is.

    It is 0 weeks old in the week it was given, and ages until it is done. Only an open one can be overdue,
    from the day after its due day.
    """
    own = rhythm or WeekRhythm()
    until = directive.done_on if not directive.is_open and directive.done_on else as_of
    try:
        age = max(weeks_between(parse_week(directive.week, own), week_of(until, own)), 0)
    except Refusal:
        age = 0
    overdue = directive.is_open and directive.due is not None and directive.due < as_of
    late = (as_of - directive.due).days if overdue and directive.due is not None else 0
    dated = replace(
        directive,
        age_weeks=age,
        overdue=overdue,
        days_overdue=late,
        awaits_signature=_awaits_signature(directive),
    )
    return replace(dated, standing=standing(dated, as_of), urgency=urgency(dated, as_of, own))


def standing(directive: Directive, as_of: date) -> DirectiveStanding:
    """Where it stands: what ended it, else 逾期, 快到期, 待签收 or 办理中, the most pressing first."""
    ended = {
        DirectiveState.DONE: DirectiveStanding.DONE,
        DirectiveState.CLOSED: DirectiveStanding.CLOSED,
        DirectiveState.CANCELLED: DirectiveStanding.CANCELLED,
    }.get(directive.state)
    if ended is not None:
        return ended
    days = _days_left(directive, as_of)
    if days is not None and days < 0:
        return DirectiveStanding.OVERDUE
    if days is not None and days <= SOON_DAYS:
        return DirectiveStanding.SOON
    return DirectiveStanding.TO_SIGN if _awaits_signature(directive) else DirectiveStanding.DOING


def urgency(directive: Directive, as_of: date, rhythm: WeekRhythm | None = None) -> Urgency | None:
    """The colour its 督办单 has as of a day; None where nothing presses, or it has ended.

    On a 督办单 blue is «due soon» (formats.md, Lights): due within 7 days, or just given. Yellow: overdue by 1 to 7
    days, or urged twice. Red: overdue by more, or urged three times.
    """
    if not directive.is_open:
        return None
    days = _days_left(directive, as_of)
    late = -days if days is not None else 0
    if late > YELLOW_DAYS or directive.urgings >= RED_URGINGS:
        return Urgency.RED
    if late > 0 or directive.urgings >= YELLOW_URGINGS:
        return Urgency.YELLOW
    if days is not None and days <= SOON_DAYS:
        return Urgency.BLUE
    given = _given_on(directive, rhythm or WeekRhythm())
    just = given is not None and (as_of - given).days <= JUST_GIVEN_DAYS
    return Urgency.BLUE if just else None


def _days_left(directive: Directive, as_of: date) -> int | None:
    return None if directive.due is None else (directive.due - as_of).days


def _awaits_signature(directive: Directive) -> bool:
    """Whether another unit has still to sign: one that has told of progress has plainly taken it."""
    other = directive.owner_unit_id is not None and directive.owner_unit_id != directive.unit_id
    given_away = other or bool(directive.further_units)
    told = any(step.kind is StepKind.PROGRESS for step in directive.steps)
    return directive.is_open and given_away and directive.signed_on is None and not told


def _given_on(directive: Directive, rhythm: WeekRhythm) -> date | None:
    """The day it was given, else the last day of its week."""
    if directive.given_on is not None:
        return directive.given_on
    try:
        return parse_week(directive.week, rhythm).last
    except Refusal:
        return None


def _take_name(tail: str, today: date | None, known: Sequence[str]) -> tuple[str, str]:
    """Split what follows an @ into the name and the rest."""
    for name in sorted((one for one in known if one), key=len, reverse=True):
        if tail.startswith(name):
            return name, tail[len(name) :]
    end = _WHO_END.search(tail)
    word = tail[: end.start()] if end else tail
    rest = tail[len(word) :]
    if today is not None and whole_day(word, today) is None:
        for place in range(1, len(word)):
            if word[place - 1] not in _IN_A_DAY and whole_day(word[place:], today) is not None:
                return word[:place], word[place:] + rest
    return word, rest


def _trimmed(text: str) -> str:
    return _EDGES.sub("", text)
