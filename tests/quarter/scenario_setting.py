"""What stands before the quarter begins: units, their groups, who leads what, projects, plan curves, indicators."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.domain.boards import Better, BoardKind
from shengsi_desktop.domain.indicators import GoalState
from shengsi_desktop.domain.money import WAN, YI, Money
from shengsi_desktop.domain.sections import SectionLine
from shengsi_desktop.domain.words import Cadence, Comparator, DeliverableKind
from shengsi_desktop.rhythm.board_rules import default_spec
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import (
    curves,
    facts,
    indicators,
    meeting_series,
    people,
    projects,
    sections,
    setting_up,
    tasks,
)
from shengsi_desktop.services.boards import custom
from shengsi_desktop.services.boards.groups import set_groups
from shengsi_desktop.services.boards.rules import save_rule
from tests.quarter.scenario_words import CULTURE, ISLAND, TRANSPORT

if TYPE_CHECKING:
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

GROUPS = {
    CULTURE: "民生", "县卫健局": "民生", "县教育局": "民生", "县民政局": "民生", "县人力社保局": "民生",
    TRANSPORT: "经济", "县发改局": "经济", "县海洋与渔业局": "经济", "县经信局": "经济", "县农业农村局": "经济",
}  # fmt: skip

#: the owner, values from May on (None: not published), planned values from May on, the province's
INDICATORS: dict[str, tuple[str, tuple[str | None, ...], tuple[str, ...], tuple[str, ...]]] = {
    "地区生产总值": ("县发改局", (None, "68.2", None, None), (), ()),
    "地区生产总值增速": ("县发改局", (None, "9.6", None, "9.2"), (), ("6.8", "6.8", "6.9", "9.5")),
    "港口货物吞吐量": (
        "县交通运输局、县经信局", ("0.45", "0.52", "0.6", "0.74"), ("0.44", "0.56", "0.66", "0.78", "0.90"), (),
    ),
    "旅游总收入增速": (CULTURE, ("17.9", "12.1", "9.0", "13.4"), ("9", "9.5", "10", "11"), ()),
    "渔业增加值增速": ("县海洋与渔业局", ("3.9", "4.1", None, "4.4"), ("3.5", "4.0", "4.2", "4.5"), ()),
    "城乡居民收入倍差": ("县农业农村局", (None, "1.47", None, "1.52"), (), ()),
    "新增就业岗位": ("县人力社保局", ("420", "530", "700", "858"), (), ()),
    "文盲率": ("县教育局", ("2.1", None, "2.2", None), (), ("2.0", "2.0", "2.3", "2.3")),
}  # fmt: skip
#: of the office's own: cumulative, in 万人次, with a plan curve of the tourist season
VISITORS = "花鸟岛游客接待量"
VISITORS_BY = (
    ("2023-06", "1.2", "1.5"),
    ("2023-07", "2.3", "3.0"),
    ("2023-08", "4.4", "4.6"),
    ("2023-09", "5.3", "5.4"),
)
VILLAGES = "演示：垃圾减量比拼"


@dataclass(frozen=True)
class Quarter:
    """The store with what the script calls things by."""

    store: Store

    def unit(self, name: str) -> str:
        """A unit's id."""
        return setting_up.the_unit(name).id

    def week(self, label: str) -> Week:
        """«2023-W30»; all three units count Monday to Sunday."""
        return parse_week(label, setting_up.settings(self.store).rhythm)

    def item(self, number: str) -> str:
        """An item's id by its shown number."""
        with self.store.reading() as session:
            return facts.find_item(session, number).id

    def project(self, part: str) -> str:
        """A project's id by a part of its name."""
        week = self.week("2023-W27")
        rows = projects.project_rows(self.store, self.unit(CULTURE), week, everything=True)
        return next(row.item.id for row in rows if part in row.facts.name)

    def deliverable(self, number: str) -> str:
        """A deliverable's id by its shown number («4-2.1»)."""
        return curves.find_target(self.store, number).id

    def indicator(self, name: str) -> str:
        """An indicator's id."""
        with self.store.reading() as session:
            return indicators.find(session, name).id


def set_up(store: Store) -> Quarter:
    """The first run, and all that is agreed before July."""
    setting_up.first_run(store, unit=CULTURE, person="王某")
    setting_up.change_settings(store, phone="0580-0000000")
    quarter = Quarter(store)
    set_groups(store, {quarter.unit(name): group for name, group in GROUPS.items()})
    _promises(quarter)
    _projects(quarter)
    _indicators(quarter)
    _people(quarter)
    _boards(quarter)
    return quarter


def _promises(quarter: Quarter) -> None:
    """花鸟乡 leads 8-4; some promises get days of their own, a curve, or are added."""
    store = quarter.store
    tasks.set_lead(store, quarter.item("8-4"), quarter.unit(ISLAND))
    _add(quarter, "8-4", "花鸟岛户外颁证", 250, "对")
    _add(quarter, "4-1", "增开航班", 100, "班")
    _add(quarter, "16-1", "群众投诉", 3, "件")
    _add(quarter, "16-2", "专题报告", 6, "份")
    edit = tasks.edit_deliverable
    edit(store, quarter.deliverable("4-1.5"), due=date(2023, 8, 31))
    edit(store, quarter.deliverable("16-1.6"), comparator=Comparator.LE)
    for number in ("16-2.6", "8-6.2"):
        edit(store, quarter.deliverable(number), comparator=Comparator.APPROX)
    edit(store, quarter.deliverable("4-1.4"), by_time=False)
    edit(store, quarter.deliverable("8-8.2"), target_high=Decimal(12))
    tasks.confirm_group(store, quarter.item("15-3"), "各有关乡镇", quarter.unit(ISLAND), included=True)
    tasks.confirm_group(store, quarter.item("19-2"), "各有关乡镇", quarter.unit(ISLAND), included=False)
    edit(store, quarter.deliverable("4-2.2"), due=date(2023, 9, 20))
    edit(store, quarter.deliverable("8-5.2"), due=date(2023, 8, 31))
    edit(store, quarter.deliverable("16-3.2"), due=date(2023, 7, 31))
    points = {"2023-06": "8", "2023-07": "12", "2023-08": "16", "2023-09": "18", "2023-12": "20"}
    curves.set_curve(
        store, quarter.deliverable("8-6.2"), {name: Decimal(value) for name, value in points.items()}
    )


def _add(quarter: Quarter, number: str, name: str, target: int, unit: str) -> None:
    item = quarter.item(number)
    tasks.add_deliverable(quarter.store, item, name, DeliverableKind.QUANTITY, Decimal(target), unit)
    tasks.set_by_time(quarter.store, item, by_time=True)


def _projects(quarter: Quarter) -> None:
    store = quarter.store
    projects.add_project(
        store, "演示：沈家湾客运枢纽", lead=TRANSPORT, total=Money(Decimal(60000)), year_plan=Money(Decimal(12000)),
        milestones_at=(("桩基完成", date(2023, 9, 20)),),
    )  # fmt: skip
    projects.add_project(
        store, "演示：基湖夜景亮化", lead=CULTURE, year_plan=Money.of(Decimal("0.3"), YI), money_unit=YI
    )
    projects.add_project(
        store, "演示：花鸟码头改造", lead=ISLAND, islands=("花鸟",), year_plan=Money.of(Decimal(800), WAN),
        milestones_at=(("码头主体完工", date(2023, 8, 31)),),
    )  # fmt: skip
    curve = {"2023-06": "5000", "2023-07": "6200", "2023-08": "7500", "2023-09": "9000", "2023-12": "12000"}
    week = quarter.week("2023-W27")
    for row in projects.project_rows(store, quarter.unit(CULTURE), week, everything=True):
        if "枢纽" in row.facts.name and row.investment is not None:
            by_month = {name: Decimal(value) for name, value in curve.items()}
            curves.set_curve(store, row.investment.deliverable.id, by_month)


def _indicators(quarter: Quarter) -> None:
    """Owners; the plans of the year. Values come month by month (`publish_month`)."""
    store = quarter.store
    for name, (owner, _, planned, _) in INDICATORS.items():
        indicators.edit_indicator(store, quarter.indicator(name), owner=owner)
        for month, value in zip(range(5, 13), planned, strict=False):
            indicators.set_point(store, quarter.indicator(name), f"2023-{month:02d}", planned=Decimal(value))
    indicators.edit_indicator(store, quarter.indicator("托育服务供给"), owner="县卫健局")
    own = indicators.add_indicator(
        store, VISITORS, target="达到6.5", unit="万人次", owner=ISLAND, cumulative=True, cadence="month"
    )
    for period, _, planned in VISITORS_BY:
        indicators.set_point(store, own, period, planned=Decimal(planned))


def publish_month(quarter: Quarter, month: int) -> None:
    """The statistics of a month come out."""
    period = f"2023-{month:02d}"
    for name, (_, actual, _, province) in INDICATORS.items():
        cells = {}
        for field, series in (("value", actual), ("province", province)):
            if month - 5 < len(series) and (figure := series[month - 5]) is not None:
                cells[field] = Decimal(figure)
        if cells:
            indicators.set_points(quarter.store, quarter.indicator(name), period, cells)
    for known, value, _ in VISITORS_BY:
        if known == period:
            indicators.set_point(quarter.store, quarter.indicator(VISITORS), period, value=Decimal(value))
    if month == 8:
        indicators.set_point(
            quarter.store, quarter.indicator("托育服务供给"), period, state=GoalState.REACHED
        )


def _people(quarter: Quarter) -> None:
    store, own = quarter.store, quarter.unit(CULTURE)
    people.add_leader(store, "演示甲", "县长", principal=True)
    people.add_leader(store, "张某某", "副县长", units=[own, quarter.unit(ISLAND)])
    leader = next(one.id for one in people.leaders(store) if one.name == "张某某")
    meeting_series.add_series(
        store, own, Cadence.HALF_MONTH, "分管领导半月听取", place="二楼会议室", leader_id=leader
    )
    meeting_series.add_series(store, own, Cadence.MONTH, "县例会", month_day=29)
    sections.take_sections(
        store, own, (SectionLine("产业科", "张某", "0580-0000001"), SectionLine("文化科", "李某", ""))
    )
    by_name = {one.name: one.id for one in sections.sections(store, own)}
    for name, numbers in {"产业科": ("4-2", "8-5", "8-6"), "文化科": ("15-1", "15-3")}.items():
        sections.assign(store, own, [quarter.item(number) for number in numbers], [by_name[name]])


def _boards(quarter: Quarter) -> None:
    """Rules agreed for later months; a 比拼榜 of villages by place, the smaller the better."""
    store = quarter.store
    work = default_spec(BoardKind.WORK)
    stricter = replace(
        work,
        yellow_points=Decimal(-1),
        red_points=Decimal(-3),
        not_reported_points=Decimal(-8),
        floor=Decimal(60),
    )
    save_rule(store, "work", stricter, since="2023-08", name="八月起加严")
    appraisal = default_spec(BoardKind.APPRAISAL)
    weights = (
        (BoardKind.WORK, Decimal(5)),
        (BoardKind.PROJECTS, Decimal(3)),
        (BoardKind.INDICATORS, Decimal(2)),
    )
    save_rule(store, "appraisal", replace(appraisal, weights=weights))
    board, _ = custom.save_board(
        store, "", name=VILLAGES, measure="户均日产", unit="千克", better=Better.DOWN
    )
    steps = replace(default_spec(BoardKind.CUSTOM), step=Decimal("7.5"), floor=Decimal(80))
    save_rule(store, board, steps)
