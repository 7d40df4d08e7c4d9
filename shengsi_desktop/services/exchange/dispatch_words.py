"""How the tables, fields and rows of a 下发 are called before a person."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.directives import StepKind
from shengsi_desktop.domain.words import (
    DeliverableKind,
    DirectiveSource,
    DirectiveState,
    ItemKind,
    Role,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TABLES: Mapping[str, str] = {
    "plan": "方案",
    "direction": "方向",
    "task": "任务",
    "item": "事项",
    "deliverable": "细项",
    "assignment": "责任单位",
    "group_choice": "泛指所含单位",
    "island_tag": "海岛标记",
    "indicator": "指标",
    "condition": "目标条件",
    "list_entry": "清单行",
    "project": "重大项目",
    "appeal": "争取事项",
    "plan_point": "计划曲线",
    "indicator_point": "指标计划数",
    "unit": "单位",
    "unit_group": "泛指",
    "group_member": "泛指成员",
    "island_place": "岛屿",
    "county_leader": "县领导",
    "leader_unit": "分管单位",
    "leader_item": "分管事项",
    "task_force": "工作专班",
    "task_force_unit": "专班单位",
    "task_force_item": "专班事项",
    "directive": "交办事项",
    "directive_step": "办理记录",
    "light_rule": "亮灯规则",
    "board_rule": "晾晒规则",
    "custom_board": "比拼榜",
}
_FIELDS: Mapping[str, str] = {
    "issuer": "印发单位",
    "year": "年份",
    "title": "标题",
    "source_text": "方案原文",
    "source_sha256": "原文校验值",
    "ordinal": "顺序",
    "number": "编号",
    "kind": "类型",
    "text": "文字",
    "due": "时限",
    "due_is_default": "时限是否默认",
    "marker": "责任括注",
    "name": "名称",
    "target": "目标值",
    "target_high": "目标上限",
    "unit": "单位",
    "object": "对象",
    "of": "占比基数",
    "comparator": "比较方式",
    "stages": "节点",
    "by_time": "按时间序时",
    "unit_id": "单位",
    "group_id": "泛指",
    "role": "责任",
    "role_source": "责任来源",
    "origin": "写法",
    "included": "是否包含",
    "category": "类别",
    "target_words": "目标",
    "owner": "责任单位",
    "cadence": "发布频次",
    "cumulative": "是否累计",
    "baseline": "上年基数",
    "trend": "走向",
    "source": "来源",
    "release": "发布时间",
    "support": "配合单位",
    "value": "数值",
    "reference": "参照",
    "goal": "工作目标",
    "leader": "责任领导",
    "due_words": "完成时限",
    "section": "责任科室",
    "person": "经办人",
    "phone": "电话",
    "remark": "备注",
    "extras": "附加列",
    "builder": "建设单位",
    "nature": "建设性质",
    "site": "建设地点",
    "money_unit": "金额单位",
    "total": "总投资",
    "before": "累计完成投资",
    "start_on": "开工日期",
    "start_words": "开工时间",
    "finish_on": "竣工日期",
    "finish_words": "竣工时间",
    "milestones": "年度节点",
    "area": "领域",
    "level": "争取层级",
    "stage": "阶段",
    "amount": "金额",
    "office": "对口部门",
    "last_contact": "最近对接",
    "sentence": "方案原句",
    "planned": "计划数",
    "full_name": "全称",
    "aliases": "别名",
    "initials": "拼音首字母",
    "stem": "简称",
    "rule": "展开方式",
    "island": "岛名",
    "post": "职务",
    "principal": "主要领导",
    "head": "组长",
    "deputies": "副组长",
    "leader_id": "县领导",
    "what": "内容",
    "who": "交办对象",
    "state": "状态",
    "week": "周次",
    "done_on": "办结日期",
    "first_due": "原定时限",
    "given_by": "交办人",
    "given_on": "交办日期",
    "document": "文号",
    "signed_on": "签收日期",
    "signed_by": "签收人",
    "result": "办理结果",
    "closed_on": "销号日期",
    "closed_by": "销号人",
    "day": "日期",
    "words": "说明",
    "version": "版本",
    "yellow_below": "黄灯线",
    "red_below": "红灯线",
    "soon_days": "临期天数",
    "approx_margin": "左右幅度",
    "current": "是否启用",
    "preset": "口径",
    "basis": "计量方式",
    "since": "起用周次",
    "kinds": "分类型阈值",
    "made_up": "补上转黄",
    "spec": "规则内容",
    "measure": "指标",
    "better": "排序方向",
}
_WORDS: Mapping[tuple[str, str], Callable[[str], Any]] = {
    ("item", "kind"): ItemKind,
    ("deliverable", "kind"): DeliverableKind,
    ("assignment", "role"): Role,
    ("directive", "state"): DirectiveState,
    ("directive", "source"): DirectiveSource,
    ("directive_step", "kind"): StepKind,
}
_LONGEST = 60
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def field_name(table: str, name: str) -> str:
    """What a field is called."""
    return "牵头单位" if (table, name) == ("task_force", "unit_id") else _FIELDS.get(name, name)


def value_words(table: str, name: str, value: object, names: Mapping[str, str]) -> str:
    """A field's value as a person reads it; `names` by id of what it may refer to."""
    if value is None or value == "":
        return "（空）"
    if isinstance(value, bool):
        return "是" if value else "否"
    words = str(value)
    if (table, name) in _WORDS:
        with suppress(ValueError):
            words = str(_WORDS[table, name](words).label)
    elif _DAY.fullmatch(words):
        year, month, day = words.split("-")
        words = f"{year}年{int(month)}月{int(day)}日"
    elif name.endswith("_id"):
        words = names.get(words, "（另一项）")
    elif words[:1] == "[":
        with suppress(ValueError):
            words = "、".join(str(one) for one in json.loads(words)) or "（空）"
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def row_words(table: str, row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """What a row is called: «事项 4-2 微改造…», «责任单位 县文广旅体局（4-2）»."""
    told = [
        str(row.get(name) or "")
        for name in ("number", "title", "name", "what", "island", "written", "period")
    ]
    if table == "direction":
        told = [str(row.get("title") or "")]
    if table == "directive_step":
        told = [value_words(table, "kind", row.get("kind"), names), str(row.get("day") or "")]
    about = [names[str(row[name])] for name in row if name.endswith("_id") and str(row[name]) in names]
    words = " ".join(filter(None, told))
    words = words or "、".join(about)
    if about and any(told) and table not in {"item", "task", "direction", "indicator", "plan", "directive"}:
        words = f"{words}（{about[0]}）"
    return f"{TABLES[table]} {words[:_LONGEST]}".strip()
