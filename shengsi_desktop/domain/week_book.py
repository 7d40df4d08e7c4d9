"""All that one unit's 周会商表 says, ready to be laid out: plain rows, no store behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from shengsi_desktop.domain.appeals import AppealRow
    from shengsi_desktop.domain.indicators import IndicatorStanding
    from shengsi_desktop.domain.item_detail import CoordinationRequest
    from shengsi_desktop.domain.meetings import Directive, Meeting
    from shengsi_desktop.domain.projects import ProjectRow, ProjectTotals
    from shengsi_desktop.domain.reforms import ReformRow
    from shengsi_desktop.domain.tracking import ItemRow, Report, Standing
    from shengsi_desktop.domain.weeks import Week


@dataclass(frozen=True, slots=True)
class PlanDone:
    """Last week's plan of an item: how many of its lines were done, of how many nobody has said anything.

    `weeks_not_started` is 连续N周未启动 of the line that waits longest; `left` the lines that were not done, each with
    what was said of it («组织三乡镇观摩：部分完成»).
    """

    total: int
    done: int
    unsaid: int = 0
    weeks_not_started: int = 0
    left: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """«上周计划完成1/2»; where nobody has said, how many lines it had."""
        if self.unsaid == self.total:
            return f"上周计划{self.total}条，未填完成情况"
        words = f"上周计划完成{self.done}/{self.total}"
        return f"{words}，连续{self.weeks_not_started}周未启动" if self.weeks_not_started > 1 else words


@dataclass(frozen=True, slots=True)
class BookLine:
    """One row of 任务进展: the item, what the unit reported of it, and who answers for it.

    `figures` are the week's values of its deliverables in words, said where nothing else was. `section` and
    `contact` are 承办科室 and 责任人及电话, what a person typed into the week's report before what is set up.
    """

    row: ItemRow
    text: str
    report: Report | None
    leads: tuple[str, ...]
    supports: tuple[str, ...]
    leader: str
    cumulative: str
    last_standing: Standing | None
    requests: tuple[CoordinationRequest, ...]
    figures: str = ""
    plan_done: PlanDone | None = None
    section: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class BookRequest:
    """One row of 需协调事项, with the days it has waited up to the as-of day."""

    request: CoordinationRequest
    item_number: str
    item_title: str
    waited_days: int | None


@dataclass(frozen=True, slots=True)
class WeekBook:
    """A unit's week as it goes into the workbook.

    `state` is 草稿 / 上会稿 / 定稿…; `version` the shown number of the 定稿, None before; `as_of` the week's last day,
    by which lights go, `day` that by which directives are overdue (`meeting_days.day_at_work`).
    `ratios` are the unit's ratio deliverables as series, those of projects excepted, which have a sheet of their own.
    `remark` is a sentence for the foot of 任务进展.
    `previous` counts last week's items by light value, empty where there is no last week; `filled_on` is 填报日期.
    `remark` is a sentence below 任务进展.
    """

    unit: str
    plan_title: str
    plan_year: int
    week: Week
    as_of: date
    state: str
    version: int | None
    reviewer: str
    filler: str
    phone: str
    rule_name: str
    rule_source: str
    meeting: Meeting | None
    lines: tuple[BookLine, ...]
    directives: tuple[Directive, ...]
    requests: tuple[BookRequest, ...]
    indicators: tuple[IndicatorStanding, ...]
    previous: dict[str, int]
    weeks_reported: int
    completion: Decimal | None = None
    filled_on: date | None = None
    projects: tuple[ProjectRow, ...] = ()
    project_totals: ProjectTotals | None = None
    reforms: tuple[ReformRow, ...] = ()
    ratios: tuple[IndicatorStanding, ...] = ()
    appeals: tuple[AppealRow, ...] = ()
    day: date | None = None
    remark: str = ""

    @property
    def on_day(self) -> date:
        """The day of what people do: `day`, else the week's last."""
        return self.day or self.as_of
