"""A project's money from its weekly figures: this month's part, rates, 合计, the year's curve, what looks wrong. Pure.

A month's value is the last weekly one whose week belongs to the month; a week belongs to its Thursday's month.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.domain import money
from shengsi_desktop.domain.money import Money, money_in
from shengsi_desktop.domain.periods import last_day
from shengsi_desktop.domain.projects import CurveMonth, InvestmentCurve, Progress, ProjectTotals
from shengsi_desktop.rhythm.figures import HUNDRED
from shengsi_desktop.rhythm.schedule import elapsed_share, planned_at
from shengsi_desktop.rhythm.weeks import month_of, parse_week

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from shengsi_desktop.domain.projects import ProjectFacts, ProjectRow
    from shengsi_desktop.domain.tracking import Deliverable, DeliverableValue
    from shengsi_desktop.domain.weeks import WeekRhythm
    from shengsi_desktop.rhythm.lights import Curve

BY_CURVE, BY_DAYS, NO_PLAN = "计划曲线", "匀速计划（未填计划曲线，按年度计划推算）", ""


def month_before(month: str) -> str:
    """«2023-06» of «2023-07», «2022-12» of «2023-01»."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year}-{number - 1:02d}" if number > 1 else f"{year - 1}-12"


def month_values(values: Iterable[DeliverableValue], rhythm: WeekRhythm) -> dict[str, Money]:
    """The last weekly sum of each month that has one, in order; a weekly value is 万元."""
    found: dict[str, Money] = {}
    for value in sorted(values, key=lambda one: one.week):
        sum_ = money_in(value.value, money.WAN)
        if sum_ is not None:
            found[month_of(parse_week(value.week, rhythm))] = sum_
    return found


def value_at(by_month: Mapping[str, Money], month: str) -> Money | None:
    """The newest value of that month or an earlier one."""
    known = [one for one in by_month if one <= month]
    return by_month[max(known)] if known else None


def base_of(by_month: Mapping[str, Money], month: str, year: int | None, start: date | None) -> Money | None:
    """What this year's sum was when the month began; None where nobody has said.

    Nothing was done yet in a year's January, nor before the month that the works begin in.
    """
    before = value_at(by_month, month_before(month))
    if before is not None:
        return before
    begins = start is not None and f"{start.year}-{start.month:02d}" >= month
    return money.ZERO if begins or month == f"{year}-01" else None


def progress_of(
    deliverable: Deliverable | None,
    facts: ProjectFacts,
    by_month: Mapping[str, Money],
    month: str,
    plan_year: int | None,
) -> Progress:
    """The money of one project as of a month, by its values of the months up to then."""
    if deliverable is None:
        return Progress(month)
    plan = money_in(deliverable.target, money.WAN)
    done = value_at(by_month, month)
    base = base_of(by_month, month, plan_year, facts.start.day)
    everything = None if done is None else done + (facts.before or money.ZERO)
    return Progress(
        month=month,
        year_plan=plan,
        month_done=None if done is None or base is None else done - base,
        year_done=done,
        all_done=everything,
        year_rate=money.share_of(done, plan),
        total_rate=money.share_of(everything, facts.total),
        base=base,
    )


def totals(rows: Sequence[ProjectRow]) -> ProjectTotals:
    """合计: sums over what is known; the rate over the projects that have a year's plan."""
    planned = [row.progress for row in rows if row.progress.year_plan is not None]
    plan = money.total(one.year_plan for one in planned)
    done = money.total(one.year_done for one in planned)
    return ProjectTotals(
        count=len(rows),
        total=money.total(row.facts.total for row in rows),
        year_plan=plan,
        month_done=money.total(row.progress.month_done for row in rows),
        year_done=money.total(row.progress.year_done for row in rows),
        all_done=money.total(row.progress.all_done for row in rows),
        year_rate=money.share_of(done, plan),
        unplanned=len(rows) - len(planned),
        unreported=sum(one.year_done is None for one in planned),
    )


def doubts_of(facts: ProjectFacts, progress: Progress) -> tuple[str, ...]:
    """Figures that can hardly be right, each as a sentence; nothing is refused for them."""
    shown = facts.money_unit if facts.money_unit in money.SHOWN_UNITS else money.WAN
    said = []

    def over(what: str, part: Money | None) -> None:
        if part is not None and facts.total is not None and part > facts.total:
            total = money.words(facts.total, shown)
            said.append(f"{what}{money.words(part, shown)}超过总投资{total}，请核对。")

    over("至上年底累计", facts.before)
    over("年度计划", progress.year_plan)
    over("开工以来累计", progress.all_done)
    if progress.month_done is not None and progress.month_done.wan < 0:
        less = money.words(Money(-progress.month_done.wan), shown)
        said.append(f"本年累计比上月末少{less}，请核对。")
    start, finish = facts.start.day, facts.finish.day
    if start and finish and finish < start:
        said.append("竣工时间早于开工时间，请核对。")
    return tuple(said)


def investment_curve(
    deliverable: Deliverable | None,
    facts: ProjectFacts,
    by_month: Mapping[str, Money],
    curve: Curve | None,
    year: int,
    as_of: str,
) -> InvestmentCurve:
    """The year by month: the plan curve, else the year's plan by elapsed days; what was done, where it was said."""
    unit = facts.money_unit if facts.money_unit in money.SHOWN_UNITS else money.WAN
    planned: dict[str, Money | None] = {}
    periods = [f"{year}-{number:02d}" for number in range(1, 13)]
    name = NO_PLAN
    plan = money_in(deliverable.target, money.WAN) if deliverable else None
    if deliverable is not None and curve:
        name = BY_CURVE
        planned = {one: money_in(planned_at(curve, last_day(one)), money.WAN) for one in periods}
    elif deliverable is not None and plan is not None:
        name = BY_DAYS
        planned = {
            one: _drawn(plan.wan * elapsed_share(last_day(one), deliverable.due, year) / HUNDRED)
            for one in periods
        }
    months = tuple(CurveMonth(one, planned.get(one), by_month.get(one)) for one in periods)
    return InvestmentCurve(facts.name, unit, months, name, plan, facts.before, facts.total, as_of)


def _drawn(wan: Decimal) -> Money:
    """A point of the line by elapsed days: to the 万元, small ones to the 百元, no finer than anybody plans."""
    return Money(wan.quantize(Decimal(1) if wan >= HUNDRED else Decimal("0.01"), ROUND_HALF_UP))


def derived(
    done: Money | None, month_done: Money | None, base: Money | None
) -> tuple[Money | None, Money | None]:
    """This year's sum and this month's, the one worked out from the other where only one is given."""
    if done is None and month_done is not None and base is not None:
        done = base + month_done
    if month_done is None and done is not None and base is not None:
        month_done = done - base
    return done, month_done


def contradicts(done: Money, month_done: Money, base: Money) -> bool:
    """True where the two figures and the end of the month before do not add up (by half a 百元 or more)."""
    return abs(done.wan - base.wan - month_done.wan) >= Decimal("0.005")
