"""停航, 台风, 大雾, 休渔期: which of them hold a deliverable up, for how many days, and in what words. Pure.

What is held up: items that a person linked; else deliverables with an island among the stoppage's islands; of a
county-wide stoppage (no islands named) those with any island. 休渔期 is not about islands: only a person links to it.
An item that a person took out is not held up, whatever its islands are.

How the second light is computed, with 停航 on 26–28 July, read as of 30 July 2023 (days not yet come never count, so
that registering another stoppage later leaves the adjusted lights before it as they were):
- elapsed time: the stopped days count on neither side: (211 − 3) ÷ (365 − 3) = 57.5 %, where plain time says 57.8 %.
- plan curve: read at the day shifted back by the stopped days: what was to be reached by 27 July.
- date: the due day is put off by the stopped days that lie between 1 January and it: due 31 July, now 3 August.
A ceiling (以内, 低于) has no second light: standing still uses nothing up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from shengsi_desktop.domain.stoppages import StoppageKind
from shengsi_desktop.rhythm.figures import day_words
from shengsi_desktop.rhythm.schedule import year_start

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from shengsi_desktop.domain.stoppages import Stoppage
    from shengsi_desktop.domain.tracking import Deliverable

_CAUSES = {
    StoppageKind.TYPHOON: "台风",
    StoppageKind.FOG: "大雾",
    StoppageKind.OTHER: "其他原因",
}


@dataclass(frozen=True, slots=True)
class Stopped:
    """How many days a deliverable was held up in its span so far (at least 1), and by what («停航», «停航、台风»)."""

    days: int
    by: str

    @property
    def words(self) -> str:
        """«停航5天»."""
        return f"{self.by}{self.days}天"


def touches(stoppage: Stoppage, item_id: str, islands: Collection[str]) -> bool:
    """Tell whether a stoppage holds up what is on these islands in that item."""
    if item_id in stoppage.included:
        return True
    if item_id in stoppage.excluded or stoppage.kind is StoppageKind.MORATORIUM:
        return False
    if not stoppage.islands:
        return bool(islands)
    return any(island in stoppage.islands for island in islands)


def stopped_days(stoppages: Iterable[Stoppage], first: date, last: date) -> int:
    """How many days from `first` to `last`, both counted, lie in any of them; a day in two counts once."""
    days, reached = 0, first - timedelta(days=1)
    for one in sorted(stoppages, key=lambda stoppage: stoppage.first):
        start, end = max(one.first, reached + timedelta(days=1)), min(one.last, last)
        if start <= end:
            days += (end - start).days + 1
            reached = end
    return days


def stopped_for(
    stoppages: Iterable[Stoppage], deliverable: Deliverable, as_of: date, plan_year: int | None
) -> Stopped | None:
    """What held the deliverable up from 1 January to the as-of day or its due day, whichever is first."""
    first, last = year_start(as_of, deliverable.due, plan_year), min(as_of, deliverable.due)
    mine = [
        one
        for one in stoppages
        if one.first <= last and one.last >= first and touches(one, deliverable.item_id, deliverable.islands)
    ]
    days = stopped_days(mine, first, last)
    return Stopped(days, causes(mine)) if days else None


def causes(stoppages: Iterable[Stoppage]) -> str:
    """«停航», «停航、台风»: the kinds, each once; what has a name of its own by that name."""
    return "、".join(
        dict.fromkeys(
            (one.name or "停工") if one.kind is StoppageKind.OTHER else one.kind.label for one in stoppages
        )
    )


def span_words(first: date, last: date) -> str:
    """«7月26日至28日», «7月26日», «7月30日至8月2日»; another year is said."""
    begin = day_words(first, last.year)
    if first == last:
        return begin
    if (first.year, first.month) == (last.year, last.month):
        return f"{begin}至{last.day}日"
    return f"{begin}至{day_words(last, last.year)}"


def reason_words(stoppage: Stoppage) -> str:
    """The text offered in 存在问题: a person's own, else «7月26日至28日因台风停航3天»."""
    if stoppage.reason.strip():
        return stoppage.reason.strip()
    when, days = span_words(stoppage.first, stoppage.last), stoppage.days
    if stoppage.kind is StoppageKind.MORATORIUM:
        return f"{when}为休渔期（{days}天）"
    if stoppage.kind is StoppageKind.NO_SAILING:
        return f"{when}{f'因{stoppage.name}' if stoppage.name else ''}停航{days}天"
    cause = _CAUSES[stoppage.kind]
    if stoppage.name:
        cause = stoppage.name if stoppage.kind is StoppageKind.OTHER else f"{cause}“{stoppage.name}”"
    still = "停工" if stoppage.kind is StoppageKind.OTHER else "停航"
    return f"{when}因{cause}{still}{days}天"
