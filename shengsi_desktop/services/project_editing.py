"""What a person adds to 重大项目 and sets right in them.

Money comes in as `Money` and is stored in 万元, whatever unit the project is shown in.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain import money
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.projects import MILESTONE_STAGES, investment_id
from shengsi_desktop.domain.words import DeliverableKind, ItemKind
from shengsi_desktop.rhythm.day_words import impossible_day
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.islands import put_islands
from shengsi_desktop.services.lists import items as list_items
from shengsi_desktop.services.lists.following import words_follow
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Deliverable, Plan, Project

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.money import Money
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.store.tables import Item

_KIND = ItemKind.PROJECT
_WORDS = ("builder", "nature", "site", "milestones", "problem")
_MONEY = {"total": "总投资", "before": "至上年底累计"}
_TIMES = {"start": False, "finish": True}
_FIELDS = frozenset(
    {"name", "content", "lead", "islands", "money_unit", "year_plan", *_WORDS, *_MONEY, *_TIMES}
    | set(list_items.ENTRY_FIELDS)
)


def add_project(store: Store, name: str, **fields: Any) -> frozenset[FieldKey]:
    """A project at the list's end; `fields` as in `edit_project`, and `milestones_at`: (name, due day) each."""
    with signed(store, f"新增项目“{name.strip()[:12]}”") as command:
        milestones = fields.pop("milestones_at", ())
        item, plan = list_items.add_item(command, _KIND, name, str(fields.pop("content", "")))
        _edit(command, item, plan, fields, new=True)
        for what, due in milestones:
            command.session.add(_milestone(item, _next_place(command, item.id), what, due))
    return command.changed


def edit_project(store: Store, item_id: str, **fields: Any) -> frozenset[FieldKey]:
    """Set a project right, as one step back.

    name, content, category, builder, nature, site, problem, milestones, goal, leader, section, person, phone,
    remark: words; lead: «甲局、乙镇»; islands: names; total, before, year_plan: Money or None; start, finish: words
    of time; money_unit: 万元 or 亿元, which the project is shown in; nothing that is stored follows it.
    """
    with signed(store, "修改项目") as command:
        item = list_items.item_of(command, item_id, _KIND)
        _edit(command, item, command.session.get_one(Plan, item.plan_id), fields)
    return command.changed


def drop_project(store: Store, item_id: str) -> frozenset[FieldKey]:
    """Delete a project with its figures; undo brings it back whole."""
    with signed(store, "删除项目") as command:
        list_items.drop_item(command, item_id, _KIND)
    return command.changed


def add_milestone(store: Store, item_id: str, name: str, due: str) -> frozenset[FieldKey]:
    """A 节点 with its day in words («8月底», «2023-08-15»)."""
    if not name.strip():
        raise Refusal("节点名称不能为空，没有添加。")
    with signed(store, f"添加节点“{name.strip()[:12]}”") as command:
        item = list_items.item_of(command, item_id, _KIND)
        day = _day_of(command, item, due)
        command.session.add(_milestone(item, _next_place(command, item.id), name, day))
    return command.changed


def set_milestone_due(store: Store, deliverable_id: str, due: str) -> frozenset[FieldKey]:
    """Another day for a 节点, in words."""
    with signed(store, "修改节点时间") as command:
        row = command.session.get(Deliverable, deliverable_id)
        if row is None or row.dead:
            raise Refusal("这个节点已不在了，没有改动。")
        row.due = _day_of(command, list_items.item_of(command, row.item_id, _KIND), due).isoformat()
        row.due_is_default = False
    return command.changed


def _day_of(command: Command, item: Item, words: str) -> date:
    day = list_items.day_in(words, command.session.get_one(Plan, item.plan_id).year, last=True)
    if day is None:
        raise Refusal(f"“{words.strip()[:20]}”读不出日期，没有存入。请写成8月底、8月15日或2023-08-15。")
    return day


def _milestone(item: Item, place: int, name: str, due: date) -> Deliverable:
    return Deliverable(
        item_id=item.id,
        ordinal=place,
        number=f"{item.number}.{place}",
        kind=DeliverableKind.MILESTONE.value,
        name=name.strip(),
        text=name.strip(),
        stages=json.dumps(MILESTONE_STAGES, ensure_ascii=False),
        due=due.isoformat(),
        due_is_default=False,
    )


def _next_place(command: Command, item_id: str) -> int:
    rows = command.session.exec(alive(Deliverable).where(Deliverable.item_id == item_id)).all()
    return max((row.ordinal for row in rows), default=0) + 1


def _edit(command: Command, item: Item, plan: Plan, fields: Mapping[str, Any], *, new: bool = False) -> None:
    unknown = set(fields) - _FIELDS
    if unknown:
        raise Refusal(f"项目没有这些栏目：{'、'.join(sorted(unknown))}。")
    row = command.keyed(Project, item_id=item.id)
    with words_follow(command, item, new=new):
        list_items.put_words(item, _KIND, fields)
        _put_facts(row, plan.year, fields)
        list_items.put_entry(command, item.id, fields)
    investment = command.session.get(Deliverable, investment_id(item.id))
    if investment is not None and not investment.dead:
        if "year_plan" in fields:
            # one sum instead of what may have been a span
            investment.target, investment.target_high = _kept(fields["year_plan"], "年度计划投资"), None
        if "islands" in fields:
            put_islands(command, investment, fields["islands"])
    if "lead" in fields:
        list_items.put_leads(command, item.id, str(fields["lead"]))


def _put_facts(row: Project, year: int | None, fields: Mapping[str, Any]) -> None:
    for name in _WORDS:
        if name in fields:
            setattr(row, name, str(fields[name]).strip())
    for name, said in _MONEY.items():
        if name in fields:
            setattr(row, name, _kept(fields[name], said))
    for name, last in _TIMES.items():
        if name in fields:
            words = str(fields[name]).strip()
            wrong = impossible_day(words)
            if wrong:
                raise Refusal(f"没有“{wrong}”这一天，没有存入，原来的没有改动。请改正日期。")
            day = list_items.day_in(words, year, last=last)
            setattr(row, f"{name}_words", words)
            setattr(row, f"{name}_on", day.isoformat() if day else "")
    if "money_unit" in fields:
        if fields["money_unit"] not in money.SHOWN_UNITS:
            raise Refusal(f"金额单位只能是万元或亿元，“{fields['money_unit']}”没有存入。")
        row.money_unit = str(fields["money_unit"])


def _kept(sum_: Money | None, said: str) -> str | None:
    """A sum as its field holds it: 万元."""
    if sum_ is None:
        return None
    if not sum_.wan.is_finite() or sum_.wan < 0:
        raise Refusal(f"{said}应是不小于0的数，没有改动。")
    return format(sum_.wan, "f")
