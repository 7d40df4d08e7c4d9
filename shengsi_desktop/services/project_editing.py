"""What a person adds to 重大项目 and sets right in them.

Money comes in as `Money` and is stored in 万元, whatever unit the project is shown in.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain import money
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.projects import INVESTMENT, MILESTONE_STAGES, investment_id
from shengsi_desktop.domain.words import Comparator, DeliverableKind, ItemKind
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.lists import items as list_items
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Deliverable, IslandTag, Plan, Project

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
        command.keyed(Project, item_id=item.id)
        command.session.add(
            Deliverable(
                id=investment_id(item.id),
                item_id=item.id,
                ordinal=1,
                number=f"{item.number}.1",
                kind=DeliverableKind.RATIO.value,
                name=INVESTMENT,
                text=f"{item.title}{INVESTMENT}",
                unit=money.WAN,
                comparator=Comparator.GE.value,
                due=item.due,
                by_time=True,
            )
        )
        _edit(command, item, plan, fields)
        for n, (what, due) in enumerate(milestones, start=2):
            command.session.add(_milestone(item, n, what, due))
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
        rows = command.session.exec(alive(Deliverable).where(Deliverable.item_id == item_id)).all()
        place = max((row.ordinal for row in rows), default=0) + 1
        command.session.add(_milestone(item, place, name, day))
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


def _edit(command: Command, item: Item, plan: Plan, fields: Mapping[str, Any]) -> None:
    unknown = set(fields) - _FIELDS
    if unknown:
        raise Refusal(f"项目没有这些栏目：{'、'.join(sorted(unknown))}。")
    row = command.keyed(Project, item_id=item.id)
    found = command.session.get(Deliverable, investment_id(item.id))
    investment = None if found is None or found.dead else found
    if "name" in fields:
        _rename(item, investment, str(fields["name"]))
    if "content" in fields:
        item.text = str(fields["content"]).strip() or item.title
    _put_facts(row, plan.year, fields)
    if investment is not None:
        _put_investment(command, item, plan, row, investment, fields)
    if "lead" in fields:
        list_items.put_leads(command, item.id, str(fields["lead"]))
    list_items.put_entry(command, item.id, fields)


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
            day = list_items.day_in(words, year, last=last)
            setattr(row, f"{name}_words", words)
            setattr(row, f"{name}_on", day.isoformat() if day else "")
    if "money_unit" in fields:
        if fields["money_unit"] not in money.SHOWN_UNITS:
            raise Refusal(f"金额单位只能是万元或亿元，“{fields['money_unit']}”没有存入。")
        row.money_unit = str(fields["money_unit"])


def _rename(item: Item, investment: Deliverable | None, name: str) -> None:
    title = name.strip()
    if not title:
        raise Refusal("项目名称不能为空，没有改动。")
    if item.text == item.title:
        item.text = title
    if investment is not None and investment.text == f"{item.title}{INVESTMENT}":
        investment.text = f"{title}{INVESTMENT}"
    item.title = title


def _put_investment(
    command: Command,
    item: Item,
    plan: Plan,
    row: Project,
    investment: Deliverable,
    fields: Mapping[str, Any],
) -> None:
    """The year's plan, the day it is due, and the islands: they are the deliverable's."""
    if "year_plan" in fields:
        # one sum instead of what may have been a span
        investment.target, investment.target_high = _kept(fields["year_plan"], "年度计划投资"), None
    finish = date.fromisoformat(row.finish_on) if row.finish_on else None
    if "finish" in fields and finish is not None and plan.year == finish.year:
        # what is to be finished this year has its year's money spent by then
        item.due = investment.due = finish.isoformat()
        item.due_is_default = investment.due_is_default = False
    if "islands" in fields:
        _put_islands(command, investment.id, fields["islands"])


def _put_islands(command: Command, deliverable_id: str, names: Iterable[str]) -> None:
    wanted = {name.strip() for name in names if name.strip()}
    rows = command.session.exec(alive(IslandTag).where(IslandTag.deliverable_id == deliverable_id)).all()
    for row in rows:
        row.included = row.island in wanted
    for name in sorted(wanted - {row.island for row in rows}):
        command.keyed(IslandTag, deliverable_id=deliverable_id, island=name).included = True


def _kept(sum_: Money | None, said: str) -> str | None:
    """A sum as its field holds it: 万元."""
    if sum_ is None:
        return None
    if not sum_.wan.is_finite() or sum_.wan < 0:
        raise Refusal(f"{said}应是不小于0的数，没有改动。")
    return format(sum_.wan, "f")
