"""争取事项: what a person adds and sets right in them, and the contacts that are written down.

How far one has come is the stage of its milestone 对接→申报→批复→到位, so that its light goes by the date.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlmodel import select

from shengsi_desktop.domain.appeals import (
    PROCESS,
    STAGES,
    AppealArea,
    AppealLevel,
    AppealStage,
    process_id,
)
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import Comparator, DeliverableKind, ItemKind
from shengsi_desktop.rhythm.appeals import count_of, stage_at
from shengsi_desktop.rhythm.day_words import impossible_day
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts
from shengsi_desktop.services.appeal_rows import day_of, word_of
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.lists import items as list_items
from shengsi_desktop.services.values import put_value
from shengsi_desktop.store.said import SaidValue
from shengsi_desktop.store.sessions import alive, today
from shengsi_desktop.store.tables import (
    Appeal,
    AppealContact,
    Deliverable,
    Item,
    Plan,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.money import Money
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.domain.words import Word
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store

_KIND = ItemKind.APPEAL
_WORDS = ("office", "remark", "sentence")
_FIELDS = frozenset(
    {"name", "content", "area", "level", "amount", "due", "lead", "from_item_id", *_WORDS}
)  # fmt: skip
#: the command's name, which the view's «撤销» asks for
DROP = "删除争取事项"


def add_appeal(
    store: Store, name: str, *, stage: AppealStage | None = None, week: Week | None = None, **fields: Any
) -> frozenset[FieldKey]:
    """An appeal at the list's end, with its milestone; the desk's unit leads it where `lead` names nobody.

    `stage`: already reached, as of `week`. Other `fields` as in `edit_appeal`.
    """
    with signed(store, f"新增争取事项“{name.strip()[:12]}”") as command:
        put_new(command, name, leading(store, command, fields), stage=stage, week=week)
    return command.changed


def put_new(
    command: Command,
    name: str,
    fields: Mapping[str, Any],
    *,
    stage: AppealStage | None = None,
    week: Week | None = None,
) -> Item:
    """As `add_appeal`, inside a command that is under way; `fields` names the lead."""
    item, plan = list_items.add_item(command, _KIND, name, str(fields.get("content", "")))
    command.keyed(Appeal, item_id=item.id)
    command.session.add(
        Deliverable(
            id=process_id(item.id),
            item_id=item.id,
            ordinal=1,
            number=f"{item.number}.1",
            kind=DeliverableKind.MILESTONE.value,
            name=PROCESS,
            text=PROCESS,
            comparator=Comparator.WORDS.value,
            stages=json.dumps(STAGES, ensure_ascii=False),
            due=item.due,
            due_is_default=item.due_is_default,
        )
    )
    command.session.flush()
    _put(command, item, plan, {key: value for key, value in fields.items() if key != "content"})
    if stage is not None:
        put_stage(command, item, stage, _unit_of_desk(command), week)
    return item


def edit_appeal(store: Store, item_id: str, **fields: Any) -> frozenset[FieldKey]:
    """Set an appeal right, as one step back.

    name, content, office (对口部门), remark, sentence: words; area, level: a word of domain/appeals, its value or its
    Chinese, empty for none; amount: Money or None; due: words of time, empty for the year's end; lead: «甲局、乙镇»;
    from_item_id: the item that it comes from.
    """
    with signed(store, "修改争取事项") as command:
        item = list_items.item_of(command, item_id, _KIND)
        _put(command, item, command.session.get_one(Plan, item.plan_id), fields)
    return command.changed


def set_stage(
    store: Store, item_id: str, stage: AppealStage | None, unit_id: str, week: Week
) -> frozenset[FieldKey]:
    """The stage that it stands at as of the week; None: nothing has been done yet."""
    with signed(store, "修改争取进展", unit=unit_id) as command:
        put_stage(command, list_items.item_of(command, item_id, _KIND), stage, unit_id, week)
    return command.changed


def put_stage(
    command: Command, item: Item, stage: AppealStage | None, unit_id: str, week: Week | None
) -> None:
    """As `set_stage`, inside a command that is under way; without a week only what the item itself says."""
    command.keyed(Appeal, item_id=item.id).stage = (stage or AppealStage.CONTACT).value
    row = command.session.get(Deliverable, process_id(item.id))
    if week is not None and row is not None and not row.dead:
        put_value(command, row.id, unit_id, week, stage=count_of(stage))


def drop_appeal(store: Store, item_id: str) -> frozenset[FieldKey]:
    """Delete it with its contacts and what was reported of it; undo brings it back whole."""
    with signed(store, DROP) as command:
        list_items.drop_item(command, item_id, _KIND)
    return command.changed


def add_contact(
    store: Store,
    item_id: str,
    day: date,
    with_whom: str,
    words: str,
    stage: AppealStage | None = None,
    *,
    unit_id: str = "",
    week: Week | None = None,
) -> frozenset[FieldKey]:
    """Write a contact down. A `stage` that it reached moves the appeal forward, as of `week`, and never back.

    Where a later week was reported already, as of that one: what it says there would put the appeal back again.
    """
    if not with_whom.strip() and not words.strip():
        raise Refusal("请写上与谁对接、谈了什么，没有登记。")
    with signed(store, "登记对接", unit=unit_id) as command:
        item = list_items.item_of(command, item_id, _KIND)
        command.session.add(
            AppealContact(
                item_id=item.id,
                day=day.isoformat(),
                with_whom=with_whom.strip(),
                words=words.strip(),
                stage=stage.value if stage is not None else "",
            )
        )
        command.session.flush()
        _note_last(command, item.id)
        unit_id = unit_id or _unit_of_desk(command)
        if stage is not None:
            newest, now = _stage_now(command, item, unit_id)
            if count_of(stage) > count_of(now):
                late = newest and (week is None or newest > str(week))
                week = parse_week(newest, facts.rhythm(command.session, unit_id)) if late else week
                put_stage(command, item, stage, unit_id, week)
    return command.changed


def edit_contact(store: Store, contact_id: str, **fields: Any) -> frozenset[FieldKey]:
    """Set a contact right: day (a date), with_whom, words. The stage that it moved stays as it is."""
    unknown = set(fields) - {"day", "with_whom", "words"}
    if unknown:
        raise Refusal(f"对接记录没有这些栏目：{'、'.join(sorted(unknown))}。")
    with signed(store, "修改对接记录") as command:
        row = _contact(command, contact_id)
        for name, value in fields.items():
            setattr(row, name, value.isoformat() if isinstance(value, date) else str(value).strip())
        if not row.with_whom and not row.words:
            raise Refusal("请写上与谁对接、谈了什么，没有改动。不要这条可以删除。")
        command.session.flush()
        _note_last(command, row.item_id)
    return command.changed


def drop_contact(store: Store, contact_id: str) -> frozenset[FieldKey]:
    """Delete a contact; the stage that it moved stays, undo brings the contact back."""
    with signed(store, "删除对接记录") as command:
        row = _contact(command, contact_id)
        item_id = row.item_id
        command.session.delete(row)
        command.session.flush()
        _note_last(command, item_id)
    return command.changed


def _contact(command: Command, contact_id: str) -> AppealContact:
    row = command.session.get(AppealContact, contact_id)
    if row is None or row.dead:
        raise Refusal("这条对接记录已不在了，没有改动。")
    return row


def _note_last(command: Command, item_id: str) -> None:
    """最近对接 is the newest contact's day."""
    days = [
        one.day
        for one in command.session.exec(alive(AppealContact).where(AppealContact.item_id == item_id)).all()
        if day_of(one.day)
    ]
    command.keyed(Appeal, item_id=item_id).last_contact = max(days, default="")


def _stage_now(command: Command, item: Item, unit_id: str) -> tuple[str, AppealStage | None]:
    """The newest week that a stage was reported of, and which; where none was, what the item itself says."""
    values = command.session.exec(
        select(SaidValue).where(SaidValue.deliverable_id == process_id(item.id), SaidValue.unit_id == unit_id)
    ).all()
    reported = [(one.week, one.stage) for one in values if one.stage is not None]
    if reported:
        newest, stage_count = max(reported)
        return newest, stage_at(stage_count)
    stage = word_of(AppealStage, command.keyed(Appeal, item_id=item.id).stage)
    return "", None if stage is AppealStage.CONTACT else stage


def _put(command: Command, item: Item, plan: Plan, fields: Mapping[str, Any]) -> None:
    unknown = set(fields) - _FIELDS
    if unknown:
        raise Refusal(f"争取事项没有这些栏目：{'、'.join(sorted(unknown))}。")
    row = command.keyed(Appeal, item_id=item.id)
    list_items.put_words(item, _KIND, fields)
    for name in _WORDS:
        if name in fields:
            setattr(row, name, str(fields[name]).strip())
    if "area" in fields:
        row.area = _kept_word(AppealArea, fields["area"], "争取领域")
    if "level" in fields:
        row.level = _kept_word(AppealLevel, fields["level"], "对接层级")
    if "amount" in fields:
        row.amount = _kept_sum(fields["amount"])
    if "from_item_id" in fields:
        row.from_item_id = str(fields["from_item_id"]) or None
    if "due" in fields:
        _put_due(command, item, plan, str(fields["due"]).strip())
    if "lead" in fields:
        list_items.put_leads(command, item.id, str(fields["lead"]), only_known=True)


def _put_due(command: Command, item: Item, plan: Plan, words: str) -> None:
    """The day that the words mean, for the item and its milestone; the year's end without any."""
    wrong = impossible_day(words)
    if wrong:
        raise Refusal(f"没有“{wrong}”这一天，没有存入，原来的没有改动。请改正日期。")
    day = list_items.day_in(words, plan.year, last=True)
    if words and day is None:
        raise Refusal(f"“{words[:20]}”读不出日期，没有存入。请写成8月底、8月15日或2023-08-15。")
    item.due_is_default = day is None
    item.due = (day or date(plan.year or today(command.session).year, 12, 31)).isoformat()
    list_items.put_entry(command, item.id, {"due_words": words})
    row = command.session.get(Deliverable, process_id(item.id))
    if row is not None and not row.dead:
        row.due, row.due_is_default = item.due, item.due_is_default


def _kept_word(words: type[Word], given: object, said: str) -> str:
    """A word as its field holds it; empty for none. Refused for one that is not among them."""
    if given is None or not str(given).strip():
        return ""
    found = word_of(words, str(given).strip())
    if found is None:
        offered = "、".join(one.label for one in words)
        raise Refusal(f"{said}没有“{given}”，没有存入。可选：{offered}。")
    return found.value


def _kept_sum(sum_: Money | None) -> str | None:
    """A sum as its field holds it: 万元."""
    if sum_ is None:
        return None
    if not sum_.wan.is_finite() or sum_.wan < 0:
        raise Refusal("争取金额应是不小于0的数，没有改动。")
    return format(sum_.wan, "f")


def leading(store: Store, command: Command, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields with a lead: the desk's own unit where none is named."""
    if str(fields.get("lead", "")).strip():
        return dict(fields)
    own = store.setting("unit_id")
    name = next((unit.name for unit in facts.units(command.session) if unit.id == own), "")
    return {**fields, "lead": name}


def _unit_of_desk(command: Command) -> str:
    from shengsi_desktop.store.reading import load_setting
    from shengsi_desktop.store.sessions import raw_connection

    return str(load_setting(raw_connection(command.session), "unit_id"))
