"""Items of 重点举措, 重点改革 and 重大项目 in a store, as an import leaves them: 演示数据, no fact in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.identity import key
from shengsi_desktop.services import facts, setting_up
from shengsi_desktop.store import keys
from shengsi_desktop.store.tables import Assignment, Deliverable, Item, ListEntry, Project

if TYPE_CHECKING:
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store

UNIT = "县文广旅体局"

#: kind, number, title, text, columns of the list, deliverables (name, kind, target, unit, stages)
LISTED: tuple[tuple[str, str, str, str, dict[str, Any], tuple[dict[str, Any], ...]], ...] = (
    (
        "project",
        "项目10",
        "绿华岛观景平台",
        "绿华岛观景平台",
        {"category": "旅游设施", "goal": "前期工作完成"},
        ({"name": "前期工作完成", "kind": "milestone", "stages": ["前期", "完成"]},),
    ),
    (
        "project",
        "项目2",
        "枸杞岛旅游集散中心",
        "新建游客集散中心1座，建筑面积6500平方米，配套停车场和码头候船厅。",
        {
            "category": "旅游设施",
            "goal": "完成年度投资4500万元，主体结构封顶",
            "leader": "周副县长",
            "section": "产业发展科",
            "person": "林一舟",
            "phone": "0580-0000001",
            "due_words": "2023年12月底",
            "remark": "列入市级重点",
            "extras": {"要素保障": "用地已落实", "资金来源": "专项债、县财政"},
        },
        (
            {"name": "年度投资", "kind": "ratio", "target": "4500", "unit": "万元", "comparator": "≥"},
            {"name": "主体结构封顶", "kind": "milestone", "stages": ["未完成", "完成"], "due": "2023-10-31"},
        ),
    ),
    (
        "reform",
        "改革1",
        "海岛民宿准入改革",
        "推行民宿“一件事”联办，办理时限压缩到5个工作日。",
        {"category": "专项改革", "goal": "联办事项覆盖花鸟、嵊山两岛", "due_words": "长期坚持"},
        ({"name": "联办事项覆盖花鸟、嵊山两岛", "kind": "standing"},),
    ),
    (
        "key_measure",
        "举措3",
        "海岛阅读空间",
        "新建海岛书房3个。",
        {"goal": "新建海岛书房3个"},
        ({"name": "新建海岛书房", "kind": "quantity", "target": "3", "unit": "个", "comparator": "≥"},),
    ),
)


def add_list_items(store: Store, unit: str = UNIT) -> None:
    """The items of `LISTED`, led by `unit`; 县发改局 supports the projects."""
    lead, other = setting_up.the_unit(unit), setting_up.the_unit("县发改局")
    with store.command("导入清单") as command:
        plan = facts.current_plan(command.session)
        for kind, number, title, text, columns, deliverables in LISTED:
            item_id = key("item", plan.id, number)
            command.session.add(
                Item(
                    id=item_id,
                    plan_id=plan.id,
                    kind=kind,
                    ordinal=1,  # none has a place of its own: their numbers give the order
                    number=number,
                    title=title,
                    text=text,
                    due="2023-12-31",
                )
            )
            command.session.flush()
            _assign(command, item_id, lead.name, lead.id, "lead", 1)
            if kind == "project":
                _assign(command, item_id, other.name, other.id, "support", 2)
                project = command.keyed(Project, item_id=item_id)
                project.builder, project.total, project.money_unit = "县文旅集团", "12000", "亿元"
                project.start_on, project.start_words = "2023-03-31", "2023年一季度"
            entry = command.keyed(ListEntry, item_id=item_id)
            entry.number = number[2:]
            for name, value in columns.items():
                setattr(entry, name, json.dumps(value, ensure_ascii=False) if name == "extras" else value)
            for at, one in enumerate(deliverables, start=1):
                _deliverable(command, item_id, number, at, one)


def _assign(command: Command, item_id: str, name: str, unit_id: str, role: str, place: int) -> None:
    command.session.add(
        Assignment(
            id=keys.assignment_id(item_id, name),
            item_id=item_id,
            written=name,
            unit_id=unit_id,
            role=role,
            ordinal=place,
        )
    )


def _deliverable(command: Command, item_id: str, number: str, at: int, said: dict[str, Any]) -> None:
    fields = {**said, "stages": json.dumps(said.get("stages", []), ensure_ascii=False)}
    fields.setdefault("due", "2023-12-31")
    command.session.add(
        Deliverable(
            id=key("deliverable", item_id, "investment" if said["name"] == "年度投资" else said["name"]),
            item_id=item_id,
            ordinal=at,
            number=f"{number}.{at}",
            text=said["name"],
            due_is_default="due" not in said,
            by_time=said["kind"] in ("quantity", "ratio"),
            **fields,
        )
    )
