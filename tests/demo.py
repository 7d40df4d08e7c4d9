"""A store of made-up weeks for pictures and for trying things out: 演示数据, no figure in it is a fact.

Run by name: `python -m tests.demo FOLDER`, of the county's office `python -m tests.demo FOLDER --county`.
"""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import PlanMark, RequestLevel
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import (
    facts,
    finalising,
    indicators,
    meetings,
    reporting,
    setting_up,
)
from shengsi_desktop.services.opening import opened
from tests import (
    demo_appeals,
    demo_boards,
    demo_directives,
    demo_friday,
    demo_lights,
    demo_meetings,
    demo_people,
)
from tests.demo_lists import fill_lists

if TYPE_CHECKING:
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

UNIT = "县文广旅体局"

#: week → item → (words, values by the deliverable's name, or part of it)
WEEKS: dict[str, dict[str, tuple[dict[str, str], dict[str, str]]]] = {
    "2023-W28": {
        "4-2": (
            {
                "progress": "渔旅融合发展实施方案形成初稿，微改造项目已完工12个。",
                "next_plan": "完成渔博馆微改造现场验收\n实施方案征求三乡镇意见",
            },
            {"微改造": "12", "实施方案": "初稿"},
        ),
        "8-3": (
            {"progress": "省级旅游度假区创建材料报送。", "next_plan": "对接省厅"},
            {"旅游度假区": "开工"},
        ),
        "8-5": (
            {"progress": "可行性研究报告形成初稿。", "next_plan": "夜景亮化工程进场"},
            {"可行性研究": "初稿"},
        ),
        "8-6": ({"progress": "完成民宿收入摸底。", "next_plan": "继续培育等级民宿"}, {"净收入": "11.5"}),
        "8-8": ({"progress": "已举办主题营销活动6个。", "next_plan": "筹备长三角推介会"}, {"营销活动": "6"}),
    },
    "2023-W29": {
        "4-2": (
            {
                "progress": "微改造项目已完工13个；实施方案初稿完成，发三乡镇征求意见。",
                "next_plan": "完成渔博馆微改造现场验收\n实施方案征求三乡镇意见",
                "problems": "资金拨付进度慢于计划。",
            },
            {"微改造": "13", "实施方案": "征求意见"},
        ),
        "8-3": ({"progress": "完成省级旅游度假区自评。", "next_plan": "补充自评材料"}, {}),
        "8-5": (
            {"progress": "夜景亮化工程施工单位缺料，未进场。", "next_plan": "督促施工单位备料进场"},
            {},
        ),
        "8-6": ({"progress": "新增等级民宿申报3家。", "next_plan": "组织现场评定"}, {"净收入": "12"}),
        "8-8": (
            {"progress": "已举办主题营销活动7个。", "next_plan": "上海推介会"},
            {"营销活动": "7", "优惠政策": "印发"},
        ),
        "15-1": ({"progress": "灯塔文化资源普查完成两座灯塔。", "next_plan": "继续普查"}, {}),
        "15-3": ({"progress": "城市书房选址完成。", "next_plan": "办理用房手续"}, {}),
    },
    "2023-W30": {
        "4-2": (
            {
                "progress": "渔博馆微改造通过现场验收，全年30个项目已完工14个；实施方案已收到嵊山镇、枸杞乡书面意见，"
                "花鸟乡因停航未返回。",
                "problems": "资金拨付进度慢于计划，5个点位尚未开工。",
                "next_plan": "汇总三乡镇意见，形成送审稿\n枸杞乡2个点位开工",
            },
            {"微改造": "14"},
        ),
        "8-3": ({"progress": "自评材料已补充，等待省厅复核。", "next_plan": "配合省厅现场复核"}, {}),
        "8-6": ({"progress": "3家民宿通过现场评定。", "next_plan": "公示评定结果"}, {"净收入": "12.6"}),
        "8-8": (
            {"progress": "上海推介会举办，累计8个主题活动。", "next_plan": "南京推介会"},
            {"营销活动": "8"},
        ),
        "15-1": ({"progress": "浙东沿海灯塔诗路主题展布展。", "next_plan": "主题展开展"}, {}),
        "1-1": ({"progress": "提供花鸟爱情艺术岛文旅业态意见一份。"}, {}),
        "2-1": ({"progress": "配合完成综合体育馆功能布局论证。"}, {}),
        "6-1": ({"progress": "参加示范岛项目现场推进会。"}, {}),
    },
}

#: 演示用的月度数值，非统计数据
POINTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "地区生产总值": (("11.2", "21.5", "33.1", "44.0", "55.2", "66.2"), ()),
    "港口货物吞吐量": (
        ("0.06", "0.13", "0.24", "0.31", "0.42", "0.56"),
        ("0.05", "0.12", "0.22", "0.32", "0.43", "0.56", "0.66", "0.78", "0.90", "1.01", "1.07", "1.12"),
    ),
    "旅游总收入增速": (("9.1", "11.0", "14.2", "16.5", "17.9", "18.4"), ()),
    "渔业增加值增速": (("3.0", "3.4", "3.9", "4.0", "4.1", "4.1"), ()),
    "县域就诊率": (("85.1", "85.4", "85.6", "85.9", "86.0", "86.1"), ()),
    "城乡居民收入倍差": (("1.49", "1.48", "1.48", "1.47", "1.47", "1.47"), ()),
    "空气优良天数占比": (("97.0", "97.9", "98.1", "98.4", "98.6", "98.6"), ()),
    "新增就业岗位": (("90", "180", "330", "520", "700", "858"), ()),
}


def fill(store: Store) -> None:
    """First run and three weeks of 演示数据."""
    setting_up.first_run(store, unit=UNIT, person="王小海")
    setting_up.change_settings(store, phone="0580-0000000")
    fill_weeks(store)
    unit_id = setting_up.settings(store).unit.id
    rhythm = setting_up.settings(store).rhythm
    _marks_and_requests(store, unit_id, parse_week("2023-W30", rhythm))
    _meeting(store, unit_id, parse_week("2023-W29", rhythm), parse_week("2023-W30", rhythm))
    _indicators(store)
    fill_lists(store)


def fill_weeks(store: Store) -> None:
    """The unit's three weeks, the first two signed."""
    unit_id, rhythm = setting_up.settings(store).unit.id, setting_up.settings(store).rhythm
    for name, items in WEEKS.items():
        week = parse_week(name, rhythm)
        for number, (words, values) in items.items():
            _report(store, unit_id, week, number, words, values)
        if name != "2023-W30":
            finalising.finalise(store, unit_id, week, reviewer="李明", person="王小海")


def _item(store: Store, number: str) -> str:
    with store.reading() as session:
        return facts.find_item(session, number).id


def _report(
    store: Store, unit_id: str, week: Week, number: str, words: dict[str, str], values: dict[str, str]
) -> None:
    item_id = _item(store, number)
    form = reporting.report_form(store, item_id, unit_id, week)
    numbers = {
        standing.deliverable.number: value
        for part, value in values.items()
        for standing in form.standing.deliverables
        if part in standing.deliverable.name
    }
    reporting.report_once(store, item_id, unit_id, week, words=words, values=numbers, person="王小海")


def _marks_and_requests(store: Store, unit_id: str, week: Week) -> None:
    form = reporting.report_form(store, _item(store, "4-2"), unit_id, week)
    for line, mark in zip(form.checklist, (PlanMark.DONE, PlanMark.PARTLY), strict=False):
        reporting.mark_plan(store, line, mark)
    reporting.set_request(
        store,
        _item(store, "4-2"),
        unit_id,
        week,
        text="请县财政局提前拨付二季度资金",
        level=RequestLevel.COUNTY_LEADER,
    )
    reporting.mark_no_news(store, [_item(store, "8-2")], unit_id, week)


def _meeting(store: Store, unit_id: str, last: Week, week: Week) -> None:
    meetings.add_directive(store, unit_id, last, "督促夜景亮化施工单位备料进场 @产业科 7月26日", last.last)
    meetings.set_meeting(
        store,
        unit_id,
        week,
        held_at="7月28日 15:00",
        place="三楼会议室",
        chair="分管副局长",
        attendees="产业科、文化科、体育科",
        recorder="王小海",
    )
    meetings.add_topic(store, unit_id, week, "上周议定事项回头看")
    meetings.add_topic(store, unit_id, week, "基湖沙滩夜景亮化", _item(store, "8-5"))
    meetings.add_topic(store, unit_id, week, "渔旅融合实施方案", _item(store, "4-2"), carried=1)
    meetings.add_directive(store, unit_id, week, "商请花鸟乡反馈意见 @文化科 8月1日", week.last)
    meetings.add_directive(store, unit_id, week, "与县财政局对接资金 @办公室 8月2日", week.last)


def _indicators(store: Store) -> None:
    by_name = {standing.indicator.name: standing.indicator.id for standing in indicators.standings(store)}
    for name, (actual, planned) in POINTS.items():
        for month in range(1, 13):
            cells = {}
            if month <= len(actual):
                cells["value"] = Decimal(actual[month - 1])
            if month <= len(planned):
                cells["planned"] = Decimal(planned[month - 1])
            if cells:
                indicators.set_points(store, by_name[name], f"2023-{month:02d}", cells)


def make(folder: Path) -> None:
    """A unit's store in `folder`, with all that the other demos add."""
    from tests import demo_county

    with opened(folder, writing=True) as store, TemporaryDirectory() as room:
        fill(store)
        for part in (
            demo_friday,
            demo_lights,
            demo_meetings,
            demo_directives,
            demo_appeals,
            demo_people,
            demo_boards,
        ):
            part.fill(store)
        with opened(Path(room) / "county", writing=True) as county:
            demo_county.of_a_unit(store, county, Path(room))


if __name__ == "__main__":
    if "--county" in sys.argv:
        from tests import demo_county

        demo_county.make(Path(sys.argv[1]))
    else:
        make(Path(sys.argv[1]))
