"""Made-up leaders, a 工作专班, requests and directives for pictures: 演示数据, no name in it is a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import RequestLevel
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts, meetings, people, reporting, requests, setting_up

if TYPE_CHECKING:
    from shengsi_desktop.store.sessions import Store

#: name, post, principal, units
LEADERS = (
    ("演示甲", "县委书记", True, ()),
    ("演示乙", "县长", True, ()),
    ("张某某", "副县长", False, ("县文广旅体局", "县教育局", "县卫生健康局")),
    ("李某某", "常务副县长", False, ("县发改局", "县财政局")),
    ("王某某", "副县长", False, ("县海洋与渔业局", "县农业农村局", "县交通运输局")),
)
#: another unit's words, as they would come to the county office
OTHERS = {
    "县发改局": ("正在对接省级部门，项目建议书已报送。", "继续对接省级部门"),
    "县教育局": ("完成暑期校舍维修招标。", "施工单位进场"),
}


def fill(store: Store, *, county: bool = False) -> None:
    """Leaders with their units, one 工作专班, requests and directives; `county`: other units' words, too."""
    names = {unit.name: unit.id for unit in setting_up.directory()}
    for name, post, principal, units in LEADERS:
        ids = [names[one] for one in units if one in names]
        people.add_leader(store, name, post, principal=principal, units=ids)
    unit_id = setting_up.settings(store).unit.id
    leader = next(one.id for one in people.leaders(store) if one.name == "张某某")
    with store.reading() as session:
        item = facts.find_item(session, "4-2").id
    people.add_task_force(
        store,
        "海岛旅游工作专班（演示）",
        head="张某某",
        leader_id=leader,
        unit_id=unit_id,
        units=(unit_id,),
        items=(item,),
    )
    rhythm = setting_up.settings(store).rhythm
    week = parse_week("2023-W29", rhythm)
    text = "商请县财政局按进度拨付微改造专项资金。"
    requests.set_request(store, item, unit_id, week, text=text, level=RequestLevel.COUNTY_LEADER)
    with store.reading() as session:
        other = facts.find_item(session, "8-5").id
    text = "夜景亮化工程用海审批请县例会研究。"
    requests.set_request(store, other, unit_id, week, text=text, level=RequestLevel.COUNTY_MEETING)
    late = parse_week("2023-W28", rhythm)
    meetings.add_directive(
        store, unit_id, late, "督促夜景亮化工程施工单位进场 @文化科 7月21日", late.last, other
    )
    if county:
        _fill_others(store, names)


def _fill_others(store: Store, names: dict[str, str]) -> None:
    rhythm = setting_up.settings(store).rhythm
    week = parse_week("2023-W30", rhythm)
    for unit, (progress, plan) in OTHERS.items():
        with store.reading() as session:
            rows = [row for row in facts.rows(session, names[unit], week) if row.role is not None]
        for row in rows[:4]:
            words = {"progress": progress, "next_plan": plan}
            reporting.report_once(store, row.id, names[unit], week, words=words, values={})
