"""The light of each month: as of its last week (a week belongs to the month of its Thursday), by that week's rule.

- A month in whose weeks the unit reported nothing of the item is 未填报, unless the item was finished by then.
- A month that was red, and whose amount due then was reached by a later week, turns yellow and says when, where the
  rule of that month says `made_up` (瓯海). An amount: the share that the schedule asked for then; of a milestone,
  and of a figure past its due day or read by date alone, that it is complete.
- The month that is still running is read as of the week looked from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.months import ItemMonths, MonthLight
from shengsi_desktop.domain.tracking import Reading
from shengsi_desktop.domain.words import Light
from shengsi_desktop.rhythm.figures import to_tenth
from shengsi_desktop.rhythm.lights import attained_percent, is_complete
from shengsi_desktop.rhythm.spans import weeks_of
from shengsi_desktop.rhythm.weeks import month_of, parse_week

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shengsi_desktop.domain.tracking import DeliverableStanding, Standing
    from shengsi_desktop.domain.weeks import Week, WeekRhythm
    from shengsi_desktop.rhythm.item_rows import UnitFacts

#: lights that say themselves why nothing is known, or that nothing more is to be known
_AS_THEY_ARE = frozenset({Light.BY_LEAD, Light.DONE, Light.UNREPORTED})


def month_weeks(month: str, rhythm: WeekRhythm) -> tuple[Week, ...]:
    """The weeks of a month («2023-07»): those whose Thursday lies in it."""
    return weeks_of(month, rhythm)


def months_until(now: Week, plan_year: int) -> tuple[str, ...]:
    """The months of the plan's year up to that of `now`, and those after it where `now` lies later; none before."""
    first, last = f"{plan_year}-01", month_of(now)
    found = [f"{year}-{month:02d}" for year in range(plan_year, int(last[:4]) + 1) for month in range(1, 13)]
    return tuple(month for month in found if first <= month <= last)


def month_lights(facts: UnitFacts, item_id: str, now: Week, months: Sequence[str] = ()) -> ItemMonths:
    """The months of one item (default: the plan year's up to `now`) as the unit's own values have them."""
    rhythm = facts.facts.rhythm
    wanted = months or months_until(now, facts.facts.plan_year or now.year)
    item: list[MonthLight] = []
    parts: dict[str, list[MonthLight]] = {one.id: [] for one in facts.deliverables[item_id]}
    for month in wanted:
        weeks = [week for week in month_weeks(month, rhythm) if str(week) <= str(now)]
        if not weeks:
            continue
        last = weeks[-1]
        standing = facts.standing(item_id, str(last), last.last)
        silent = not _said_in(facts, item_id, weeks)
        made_up: dict[str, str] = {}
        for one in standing.deliverables:
            original = _original(one.reading, month, silent=silent)
            made_up[one.deliverable.id] = when = _made_up_in(facts, one, original, last, now)
            reading = made_up_reading(month, when, original)
            parts[one.deliverable.id].append(MonthLight(month, str(last), original, reading))
        original = _original(standing.reading, month, silent=silent)
        when = _item_made_up_in(standing, original, made_up)
        item.append(MonthLight(month, str(last), original, made_up_reading(month, when, original)))
    return ItemMonths(item_id, tuple(item), {key: tuple(found) for key, found in parts.items()})


def _said_in(facts: UnitFacts, item_id: str, weeks: Sequence[Week]) -> bool:
    """Whether the unit reported the item, or a value of it, in one of these weeks."""
    names = {str(week) for week in weeks}
    if any(week in names and report.reported for week, report in facts.reports[item_id].items()):
        return True
    return any(value.week in names for one in facts.deliverables[item_id] for value in facts.carried(one.id))


def _original(reading: Reading, month: str, *, silent: bool) -> Reading:
    if silent and reading.light not in _AS_THEY_ARE:
        return Reading(Light.UNREPORTED, f"{month_words(month)}未填报")
    return reading


def month_words(month: str) -> str:
    """«7月»."""
    return f"{int(month[5:7])}月"


def _made_up_in(facts: UnitFacts, then: DeliverableStanding, original: Reading, last: Week, now: Week) -> str:
    """The month («2023-07») in which the deliverable's red light of that month was made up; empty where it was not."""
    if original.light is not Light.RED or not facts.rule(str(last)).made_up:
        return ""
    for value in facts.carried(then.deliverable.id):
        if not str(last) < value.week <= str(now):
            continue
        week = parse_week(value.week, facts.facts.rhythm)
        rule = facts.rule(value.week)
        reached = is_complete(then.deliverable, value, week.last, rule)
        if not reached and then.schedule is not None and last.last <= then.deliverable.due:
            attained = attained_percent(then.deliverable, value)
            reached = attained is not None and to_tenth(attained) >= then.schedule
        if reached:
            return month_of(week)
    return ""


def _item_made_up_in(standing: Standing, original: Reading, made_up: Mapping[str, str]) -> str:
    """The month in which the last of the deliverables that were red was made up; empty while one is not."""
    if original.light is not Light.RED:
        return ""
    red = [one for one in standing.deliverables if one.reading.light is Light.RED]
    found = [made_up[one.deliverable.id] for one in red]
    return max(found) if found and all(found) else ""


def made_up_reading(month: str, when: str, original: Reading) -> Reading:
    """The light of a month that was made up in another, with what was missing then; the original where `when` is empty.

    «7月补上，原为红灯：…»; in a later year «2024年1月补上，原为红灯：…».
    """
    if not when:
        return original
    said = month_words(when) if when[:4] == month[:4] else f"{when[:4]}年{month_words(when)}"
    return Reading(Light.YELLOW, f"{said}补上，原为红灯：{original.reason}")
