"""Projects, reforms and key measures for pictures: every name says 演示, no figure in them is a fact."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from shengsi_desktop.domain.money import WAN, YI, Money
from shengsi_desktop.domain.projects import investment_id
from shengsi_desktop.domain.reforms import COMPREHENSIVE, SPECIAL
from shengsi_desktop.domain.words import ItemKind
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import projects, reforms, reporting, setting_up
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.lists import items as list_items
from shengsi_desktop.services.lists.following import words_follow
from shengsi_desktop.store.tables import PlanPoint

if TYPE_CHECKING:
    from shengsi_desktop.store.sessions import Store

UNIT = "县文广旅体局"
#: the last weeks of January to June, and the shown one
MONTH_ENDS = ("2023-W04", "2023-W08", "2023-W13", "2023-W17", "2023-W21", "2023-W26", "2023-W30")


class DemoProject(NamedTuple):
    """One project; money in `unit`, `done` at the month ends."""

    name: str
    category: str
    builder: str
    nature: str
    site: str
    islands: tuple[str, ...]
    lead: str
    unit: str
    total: str
    before: str
    plan: str
    start: str
    finish: str
    done: tuple[str, ...]
    words: str
    milestones: tuple[tuple[str, date], ...] = ()
    planned: tuple[str, ...] = ()
    problem: str = ""


PROJECTS = (
    DemoProject(
        "演示项目：滨海驿站改造", "文旅融合", "演示建设公司", "续建", "基湖", ("泗礁",), UNIT, WAN,
        "12000", "4000", "5000", "2022年9月", "2024年12月底",
        ("150", "420", "900", "1400", "1800", "2450", "2900"), "主体施工至三层，外立面样板段完成",
        (("桩基完成", date(2023, 3, 31)), ("主体结顶", date(2023, 8, 4)), ("设备进场", date(2023, 11, 30))),
        ("200", "450", "850", "1300", "1750", "2300", "2850", "3400", "3900", "4350", "4700", "5000"),
    ),
    DemoProject(
        "演示项目：渔村微改造二期", "文旅融合", "演示文旅公司", "新建", "枸杞", ("枸杞岛",), UNIT, WAN,
        "3600", "", "2000", "2023年3月", "2023年11月底", ("", "", "80", "210", "360", "560", "700"),
        "5个点位已开工，2个点位等待材料进岛", (("全部点位开工", date(2023, 6, 30)), ("验收", date(2023, 11, 30))),
        problem="资金",
    ),
    DemoProject(
        "演示项目：海岛艺术中心", "文旅融合", "演示建设公司", "新建", "花鸟", ("花鸟岛",), UNIT, YI,
        "1.28", "0.12", "0.45", "2023年1月", "2025年6月", ("0.02", "0.04", "0.055", "0.07", "0.08", "0.09", "0.105"),
        "基坑开挖，停航影响进料", (("地下室封顶", date(2023, 7, 20)),),
        ("0.03", "0.06", "0.1", "0.14", "0.18", "0.23", "0.28", "0.32", "0.36", "0.4", "0.43", "0.45"), "用海",
    ),
    DemoProject(
        "演示项目：公共体育场地提升", "民生实事", "演示体育公司", "新建", "菜园", (), UNIT, WAN,
        "860", "", "860", "2023年2月", "2023年9月底", ("", "60", "210", "420", "610", "790", "860"), "完工，正在验收",
    ),
    DemoProject(
        "演示项目：非遗展示馆前期", "民生实事", "", "前期", "", (), UNIT, WAN, "5200", "", "", "", "",
        (), "可研编制中",
    ),
    DemoProject(
        "演示项目：客运码头配套", "交通水利", "演示交通公司", "续建", "嵊山", ("嵊山岛",), "县交通运输局", YI,
        "6.7", "2.1", "1.9", "2021年10月", "2024年底", ("0.1", "0.25", "0.4", "0.62", "0.8", "0.98", "1.15"),
        "引桥下部结构完成70%",
    ),
)  # fmt: skip

#: name, category, lead, goal, report of week 30, and what is reached by a part of the deliverable's name
REFORMS = (
    ("演示改革：海岛文旅融合集成改革", COMPREHENSIVE, UNIT, "制定出台实施方案，上线3个应用，创成2个样板村",
     "实施方案已征求意见，上线应用1个。", {"方案": "征求意见", "应用": "1", "样板村": "1"}),
    ("演示改革：民宿分级管理", SPECIAL, UNIT, "印发管理办法，评定等级民宿20家", "办法已印发，评定19家。",
     {"办法": "印发", "民宿": "19"}),
    ("演示改革：公共文化空间运营", SPECIAL, UNIT, "6月底前印发运营办法", "办法仍在起草。", {"办法": "初稿"}),
    ("演示改革：海钓许可一件事", SPECIAL, UNIT, "年底前上线办理平台", "", {}),
    ("演示改革：群众文艺供需对接", SPECIAL, UNIT, "举办文艺活动50场", "全年任务完成。", {"活动": "50"}),
    ("演示改革：渔农村集体经济", SPECIAL, "县农业农村局", "集体经济总收入达到1000万元", "", {}),
)  # fmt: skip

MEASURES = (
    ("演示举措：旅游服务提质", "文旅融合", "培训从业人员300人次"),
    ("演示举措：灯塔文化普查", "文旅融合", "完成普查报告并印发"),
)


def fill_lists(store: Store) -> None:
    """演示数据 of the lists, as 县文广旅体局 has them in week 30 of 2023."""
    unit_id = setting_up.settings(store).unit.id
    for one in PROJECTS:
        _project(store, unit_id, one)
    for reform in REFORMS:
        _reform(store, unit_id, *reform)
    for name, category, goal in MEASURES:
        _measure(store, name, category, goal)


def _project(store: Store, unit_id: str, one: DemoProject) -> None:
    def sum_(text: str) -> Money | None:
        return Money.of(Decimal(text), one.unit) if text else None

    changed = projects.add_project(
        store, one.name, category=one.category, builder=one.builder, nature=one.nature, site=one.site,
        islands=one.islands, lead=one.lead, money_unit=one.unit, total=sum_(one.total), before=sum_(one.before),
        year_plan=sum_(one.plan), start=one.start, finish=one.finish, milestones_at=one.milestones,
        problem=one.problem,
    )  # fmt: skip
    item_id = next(key.entity_id for key in changed if key.entity == "item")
    if one.planned:
        with signed(store, "录入计划曲线") as command:
            for month, planned in enumerate(one.planned, start=1):
                command.keyed(
                    PlanPoint, deliverable_id=investment_id(item_id), period=f"2023-{month:02d}"
                ).planned = format(Money.of(Decimal(planned), one.unit).wan, "f")
    own = unit_id if one.lead == UNIT else setting_up.the_unit(one.lead).id
    rhythm = setting_up.settings(store).rhythm
    for week, done in zip(MONTH_ENDS, one.done, strict=False):
        if done:
            projects.set_progress(store, item_id, own, parse_week(week, rhythm), done=sum_(done))
    projects.set_progress(store, item_id, own, parse_week("2023-W30", rhythm), words=one.words)
    for name, due in one.milestones:
        if due < date(2023, 7, 1) and own == unit_id:
            _reach(store, item_id, unit_id, name, "完成")


def _reach(store: Store, item_id: str, unit_id: str, part: str, value: str) -> None:
    week = parse_week("2023-W30", setting_up.settings(store).rhythm)
    form = reporting.report_form(store, item_id, unit_id, week)
    number = next(
        one.deliverable.number for one in form.standing.deliverables if part in one.deliverable.name
    )
    reporting.report_once(store, item_id, unit_id, week, words={}, values={number: value})


def _reform(
    store: Store,
    unit_id: str,
    name: str,
    category: str,
    lead: str,
    goal: str,
    said: str,
    reached: dict[str, str],
) -> None:
    changed = reforms.add_reform(store, name, category=category, lead=lead, goal=goal)
    item_id = next(key.entity_id for key in changed if key.entity == "item")
    week = parse_week("2023-W30", setting_up.settings(store).rhythm)
    if said:
        reporting.report_once(store, item_id, unit_id, week, words={"progress": said})
    for part, value in reached.items():
        _reach(store, item_id, unit_id, part, value)


def _measure(store: Store, name: str, category: str, goal: str) -> None:
    with signed(store, "演示举措") as command:
        item, _ = list_items.add_item(command, ItemKind.KEY_MEASURE, name, "")
        with words_follow(command, item, new=True):
            list_items.put_entry(command, item.id, {"category": category, "goal": goal})
        list_items.put_leads(command, item.id, UNIT)
