"""交办事项: a line typed in the meeting («做什么 @谁 8月4日») and how old or overdue a directive is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.weeks import WeekRhythm
from shengsi_desktop.domain.words import DirectiveState
from shengsi_desktop.rhythm.day_words import find_day
from shengsi_desktop.rhythm.weeks import parse_week, week_of, weeks_between

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from shengsi_desktop.domain.meetings import Directive

_WHO_END = re.compile(r"[\s,，;；。@＠]|$")
_EDGES = re.compile(r"^[\s，,；;。]+|[\s，,；;。]+$")


def parse_quick_add(
    text: str, today: date, people_or_units: Sequence[str] = ()
) -> tuple[str, str, date | None]:
    """Read «商请花鸟乡反馈 @文化科 8月4日» as (what, who, due); a missing part is empty or None.

    Several @ are joined with 、. Names in `people_or_units` are known without a blank after them
    («@文化科8月1日»). The day is one at the end or the beginning of the line, after a name, or followed by
    前; other days are part of what is to be done. Never raises.
    """
    names: list[str] = []
    rest = text.replace("＠", "@")
    while (at := rest.rfind("@")) >= 0:
        tail = rest[at + 1 :].lstrip()
        name, after = _take_name(tail, today, people_or_units)
        if name:
            names.insert(0, name)
        rest = f"{_trimmed(rest[:at])}  {_trimmed(after)}"
    due: date | None = None
    found = find_day(_trimmed(rest), today)
    if found is not None:
        rest, due = found
    what = re.sub(r"\s{2,}", " ", _trimmed(rest))
    return what, "、".join(dict.fromkeys(names)), due


def directive_view(directive: Directive, as_of: date, rhythm: WeekRhythm | None = None) -> Directive:
    """Return the directive with 已历周数 and 逾期 as of a day.

    It is 0 weeks old in the week it was given, and ages until it is done. Only an open one can be overdue,
    from the day after its due day.
    """
    own = rhythm or WeekRhythm()
    until = directive.done_on if directive.state is not DirectiveState.OPEN and directive.done_on else as_of
    try:
        age = max(weeks_between(parse_week(directive.week, own), week_of(until, own)), 0)
    except Refusal:
        age = 0
    overdue = directive.state is DirectiveState.OPEN and directive.due is not None and directive.due < as_of
    return replace(directive, age_weeks=age, overdue=overdue)


def _take_name(tail: str, today: date, known: Sequence[str]) -> tuple[str, str]:
    """Split what follows an @ into the name and the rest."""
    for name in sorted((one for one in known if one), key=len, reverse=True):
        if tail.startswith(name):
            return name, tail[len(name) :]
    end = _WHO_END.search(tail)
    word = tail[: end.start()] if end else tail
    rest = tail[len(word) :]
    found = find_day(word, today)
    if found is not None and found[0]:
        return _trimmed(found[0]), word[len(found[0]) :] + rest
    return word, rest


def _trimmed(text: str) -> str:
    return _EDGES.sub("", text)
