"""重大项目 as one unit sees them in one week: money, 形象进度, dates, milestones, light. Only shapes.

A project is an item of its plan; its year's plan and what is done are those of its deliverable 年度投资.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.identity import key

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from shengsi_desktop.domain.money import Money
    from shengsi_desktop.domain.tracking import DeliverableStanding, ItemRow

#: what the deliverable that carries a project's money is called
INVESTMENT = "年度投资"
#: the one stage of a milestone (节点)
MILESTONE_STAGES = ("完成",)


def investment_id(item_id: str) -> str:
    """The id of a project's deliverable 年度投资."""
    return key("deliverable", item_id, "investment")


@dataclass(frozen=True, slots=True)
class TimeWords:
    """A time as the list writes it («2022年9月»), with the day where one could be read."""

    words: str = ""
    day: date | None = None

    @property
    def shown(self) -> str:
        """The words, else the day."""
        return self.words or (f"{self.day.year}年{self.day.month}月" if self.day else "")


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """What the list says of a project. `money_unit` (万元, 亿元) is the one that it is shown in of itself."""

    name: str
    content: str = ""
    category: str = ""
    builder: str = ""
    nature: str = ""
    site: str = ""
    money_unit: str = "万元"
    total: Money | None = None
    before: Money | None = None
    start: TimeWords = TimeWords()
    finish: TimeWords = TimeWords()
    milestones: str = ""
    problem: str = ""
    leader: str = ""
    section: str = ""
    person: str = ""
    phone: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a project's money is as of a week. None: not reported, or it cannot be worked out.

    `month` («2023-07») is the week's. `month_done` is the difference between the last values of two months;
    `all_done` counts from the start of the works: what was done before this year and this year's. `base` is this
    year's sum when the month began.
    Rates are percent of the year's plan and of the total investment, not capped.
    """

    month: str
    year_plan: Money | None = None
    month_done: Money | None = None
    year_done: Money | None = None
    all_done: Money | None = None
    year_rate: Decimal | None = None
    total_rate: Decimal | None = None
    base: Money | None = None


@dataclass(frozen=True, slots=True)
class CurveMonth:
    """One month of a year's investment, cumulative since 1 January; None where nothing is known."""

    period: str
    planned: Money | None
    done: Money | None


@dataclass(frozen=True, slots=True)
class InvestmentCurve:
    """Plan against done by month. `plan_name` says where the plan comes from (计划曲线, 匀速计划 …).

    `before` is what was done until the year began. `as_of` is the month of the week that was asked for.
    """

    name: str = ""
    unit: str = "万元"
    months: tuple[CurveMonth, ...] = ()
    plan_name: str = ""
    year_plan: Money | None = None
    before: Money | None = None
    total: Money | None = None
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project. `item` bears number, lead, islands, and the light with its reason.

    `words` is 形象进度, `words_week` the week that said it. `investment` is the standing of 年度投资, None where
    somebody deleted it. `milestones` are the other deliverables, in the order of their due days; `next_milestone`
    the first of them that is not reached. `doubts` are sentences on figures that can hardly be right.
    """

    item: ItemRow
    facts: ProjectFacts
    progress: Progress
    words: str = ""
    words_week: str = ""
    investment: DeliverableStanding | None = None
    milestones: tuple[DeliverableStanding, ...] = ()
    next_milestone: DeliverableStanding | None = None
    doubts: tuple[str, ...] = ()
    curve: InvestmentCurve = InvestmentCurve()

    @property
    def schedule(self) -> Decimal | None:
        """Where the year's investment should stand, in percent."""
        return self.investment.schedule if self.investment else None


@dataclass(frozen=True, slots=True)
class ProjectTotals:
    """合计 of some projects; each sum is over those that are known.

    `year_rate` is over those with a year's plan, `unplanned` counts the others; `unreported` those with a plan and
    no figure yet: in the rate they stand as nothing.
    """

    count: int
    total: Money | None
    year_plan: Money | None
    month_done: Money | None
    year_done: Money | None
    all_done: Money | None
    year_rate: Decimal | None
    unplanned: int
    unreported: int
