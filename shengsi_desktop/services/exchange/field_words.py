"""Synced tables and their fields as a user reads them, and a stored value in words. Only words; opens nothing."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from shengsi_desktop.store.shapes import GONE, shapes
from shengsi_desktop.store.state import PURGED

if TYPE_CHECKING:
    import sqlite3

ENTITIES = {
    "appeal": "争取事项",
    "appeal_contact": "争取对接记录",
    "assignment": "责任单位",
    "attachment": "附件",
    "board_adjustment": "考评加减分",
    "board_entrant": "比拼榜对象",
    "board_figure": "比拼榜数据",
    "board_rule": "考评规则",
    "brief_part": "汇报材料",
    "condition": "指标目标",
    "coordination_request": "需协调事项",
    "county_leader": "县领导",
    "county_note": "县办摘编",
    "custom_board": "比拼榜",
    "deliverable": "细项",
    "deliverable_value": "细项进度",
    "direction": "方向",
    "directive": "交办事项",
    "directive_step": "交办办理记录",
    "group_choice": "泛指单位取舍",
    "group_member": "泛指单位成员",
    "indicator": "指标",
    "indicator_point": "指标数据",
    "island_place": "海岛",
    "island_tag": "海岛标记",
    "item": "事项",
    "item_section": "承办科室",
    "leader_item": "县领导分管事项",
    "leader_unit": "县领导联系单位",
    "light_rule": "亮灯规则",
    "list_entry": "清单条目",
    "meeting": "会商记录",
    "meeting_series": "会议安排",
    "plan": "行动方案",
    "plan_mark": "上周计划完成情况",
    "plan_point": "序时进度",
    "project": "重大项目",
    "report": "周填报",
    "section": "科室",
    "stoppage": "停航登记",
    "stoppage_item": "停航涉及事项",
    "succession": "上年度事项",
    "task": "任务",
    "task_force": "工作专班",
    "task_force_item": "专班事项",
    "task_force_unit": "专班成员单位",
    "topic": "议题",
    "unit": "单位",
    "unit_group": "泛指单位",
    "unit_rhythm": "会商节奏",
    "unit_week": "本周定稿信息",
}
_FIELDS = {
    "adjusted": "调整",
    "aliases": "别名",
    "amount": "金额",
    "answer": "答复",
    "answered_by": "答复人",
    "answered_on": "答复日期",
    "area": "领域",
    "attendees": "参加人员",
    "baseline": "基数",
    "basis": "依据",
    "before": "以前年度完成",
    "better": "排序方向",
    "builder": "建设单位",
    "by_time": "按时间序时",
    "cadence": "周期",
    "carried": "顺延次数",
    "catch_up": "赶进度措施",
    "category": "类别",
    "chair": "主持人",
    "closed_by": "销号人",
    "closed_on": "销号日期",
    "comparator": "比较",
    "conclusion": "议定事项",
    "contact": "经办人",
    "current": "现行",
    "day": "日期",
    "deputies": "副组长",
    "document": "文号",
    "done": "完成",
    "done_on": "办结日期",
    "drafted": "初稿",
    "due": "时限",
    "due_from": "原时限",
    "due_is_default": "默认时限",
    "due_to": "新时限",
    "due_words": "时限",
    "evidence": "佐证",
    "expected": "预计达标时间",
    "extras": "其他栏",
    "filler": "填报人",
    "final_id": "所据定稿",
    "finish_on": "竣工日期",
    "finish_words": "竣工时间",
    "first_due": "最初时限",
    "first_day": "开始日期",
    "for_meeting_at": "对应会商",
    "full_name": "全称",
    "given_by": "交办人",
    "given_on": "交办日期",
    "goal": "目标",
    "group_name": "分组",
    "hand_in": "报送时间",
    "head": "组长",
    "held_at": "召开时间",
    "holidays": "节假日顺延",
    "included": "是否计入",
    "initials": "拼音首字母",
    "island": "海岛",
    "item_id": "所属事项",
    "kind": "类型",
    "last_contact": "最近对接",
    "last_day": "结束日期",
    "last_weekday": "统计周末日",
    "leader": "分管领导",
    "leader_id": "县领导",
    "level": "层级",
    "mark": "完成情况",
    "meeting_time": "会商时间",
    "meeting_weekday": "会商日",
    "milestones": "节点",
    "money_unit": "金额单位",
    "name": "名称",
    "next_plan": "下周计划",
    "no_news": "本周无新进展",
    "notes": "记录",
    "number": "编号",
    "object": "对象",
    "of": "总数",
    "office": "对接处室",
    "ordinal": "次序",
    "override_percent": "完成率（手工）",
    "override_reason": "手工完成率说明",
    "owner": "责任单位",
    "owner_unit_id": "承办单位",
    "person": "责任人",
    "phone": "电话",
    "place": "地点",
    "planned": "计划数",
    "points": "分值",
    "post": "职务",
    "principal": "主要领导",
    "problem": "存在问题",
    "problems": "存在问题",
    "progress": "本周进展",
    "province": "全省数",
    "raised_on": "提出日期",
    "rank": "排名",
    "reached": "已议",
    "reason": "原因",
    "recorder": "记录人",
    "release": "发布时间",
    "remark": "备注",
    "result": "办理结果",
    "reviewer": "审核人",
    "role": "责任方式",
    "section": "承办科室",
    "sentence": "原文",
    "signed_by": "签收人",
    "signed_on": "签收日期",
    "site": "建设地点",
    "source": "来源",
    "spec": "规则内容",
    "stage": "节点",
    "stages": "节点",
    "start_on": "开工日期",
    "start_words": "开工时间",
    "state": "状态",
    "status": "发布状态",
    "stem": "简称",
    "support": "配合单位",
    "target": "目标",
    "target_high": "目标上限",
    "target_words": "目标",
    "text": "内容",
    "title": "标题",
    "total": "总投资",
    "trend": "趋势",
    "unit": "计量单位",
    "unit_id": "单位",
    "value": "数值",
    "version": "版本",
    "week": "周次",
    "what": "交办内容",
    "who": "承办人",
    "with_whom": "对接对象",
    "words": "内容",
    "written": "原文写法",
    "year": "年度",
}
_OVERRIDES = {
    ("deliverable_value", "words"): "形象进度",
    ("report", "remark"): "备注",
    ("county_note", "words"): "摘编",
    ("unit_week", "phone"): "联系电话",
    ("list_entry", "number"): "清单编号",
}
#: what tells a row from another of its table, best first
NAMES = ("name", "title", "what", "text", "words", "number", "written")


def entity_words(entity: str) -> str:
    """«周填报»."""
    return ENTITIES.get(entity, entity)


def field_words(entity: str, field: str) -> str:
    """«本周进展»."""
    return _OVERRIDES.get((entity, field)) or _FIELDS.get(field, field)


def value_words(connection: sqlite3.Connection, entity: str, field: str, value: Any) -> str:
    """A stored value as it is read: 是 and 否, the name of what is referred to, a list's entries."""
    if value == PURGED:
        return GONE
    if value is None or value == "":
        return ""
    shape = shapes()[entity]
    if isinstance(value, bool):
        return "是" if value else "否"
    if field in shape.references:
        return row_name(connection, shape.references[field], str(value)) or str(value)
    text = str(value)
    if text in _labels().get(field, {}):
        return _labels()[field][text]
    return _listed(text) if text.startswith("[") else text


def row_name(connection: sqlite3.Connection, entity: str, row_id: str) -> str:
    """What a row is called; empty where it is not there or has no name."""
    shape = shapes()[entity]
    named = [name for name in NAMES if name in shape.columns]
    if entity in ("item", "task", "deliverable"):
        named = ["number", *(name for name in ("title", "name") if name in shape.columns)]
    if not named:
        return ""
    row = connection.execute(f'SELECT {", ".join(named)} FROM "{entity}" WHERE id = ?', (row_id,)).fetchone()
    if row is None:
        return ""
    if named[0] == "number":
        return " ".join(str(part) for part in row if part)
    return next((str(part) for part in row if part), "")


def _listed(text: str) -> str:
    try:
        found = json.loads(text)
    except ValueError:
        return text
    plain = isinstance(found, list) and all(isinstance(one, (str, int)) for one in found)
    return "、".join(map(str, found)) if plain else text


@cache
def _labels() -> dict[str, dict[str, str]]:
    """By field the words of values that are kept as codes, as far as the domain has one for them."""
    from enum import Enum

    from shengsi_desktop.domain import directives, meetings, tracking, words

    found: dict[str, dict[str, str]] = {}
    by_field = {"role": "Role", "mark": "PlanMark", "level": "RequestLevel", "state": "DirectiveState"}
    by_field |= {"source": "DirectiveSource", "cadence": "Cadence", "kind": "DeliverableKind"}
    for field, name in by_field.items():
        for module in (tracking, directives, meetings, words):
            kind = getattr(module, name, None)
            if isinstance(kind, type) and issubclass(kind, Enum):
                found[field] = {str(one.value): str(getattr(one, "label", one.value)) for one in kind}
                break
    return found
