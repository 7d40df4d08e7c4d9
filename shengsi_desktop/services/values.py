"""What a unit reports of a deliverable in a week: a number, a stage or a tick; what a week leaves out holds on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlmodel import col

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.tracking import tick_that_stands, words_alone
from shengsi_desktop.domain.words import DeliverableKind
from shengsi_desktop.rhythm.typed_numbers import parse_number
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.received import refuse_edit, why_not_edited
from shengsi_desktop.store import keys
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Deliverable, DeliverableValue

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store

_UNSET: Any = object()
_TICK = frozenset({"1", "是", "完成", "true"})
_NO_TICK = frozenset({"0", "否", "未完成", "false"})


def set_value(
    store: Store,
    deliverable_id: str,
    unit_id: str,
    week: Week,
    *,
    value: Decimal | None = _UNSET,
    stage: int | None = _UNSET,
    done: bool | None = _UNSET,
    words: str = _UNSET,
) -> frozenset[FieldKey]:
    """What the unit reports of one deliverable this week; what is not given stays. `words` is 形象进度."""
    with signed(store, "更新细项", unit=unit_id) as command:
        put_value(command, deliverable_id, unit_id, week, value=value, stage=stage, done=done, words=words)
    return command.changed


def put_value(
    command: Command,
    deliverable_id: str,
    unit_id: str,
    week: Week,
    *,
    value: Any = _UNSET,
    stage: Any = _UNSET,
    done: Any = _UNSET,
    words: Any = _UNSET,
) -> None:
    """As `set_value`, inside a command that is under way. Refused where the unit's week was taken in here."""
    if why := why_not_edited(command.session, unit_id, str(week)):
        raise Refusal(why)
    deliverable = command.session.get(Deliverable, deliverable_id)
    if deliverable is None or deliverable.dead:
        raise Refusal("这个细项已不在了，没有改动。")
    there = command.session.get(
        DeliverableValue, keys.deliverable_value_id(deliverable_id, unit_id, str(week))
    )
    is_new = there is None or there.dead
    row = command.keyed(DeliverableValue, deliverable_id=deliverable_id, unit_id=unit_id, week=str(week))
    if (is_new or _says_words_alone(row)) and (value is not _UNSET or stage is not _UNSET):
        # a tick has no «left as it was»: a week that says more than words takes over the one that stands
        row.done = row.done or _ticked_before(command, row)
    if value is not _UNSET:
        if value is not None and (not value.is_finite() or value < 0):
            raise Refusal("细项的数值应是不小于0的数，原来的数没有动。")
        row.value = None if value is None else format(value, "f")
    if stage is not _UNSET:
        if stage is not None and not 0 <= stage <= len(json.loads(deliverable.stages)):
            raise Refusal("这个细项没有这一阶段，原来的阶段没有动。")
        row.stage = stage
    if done is not _UNSET:
        row.done = bool(done)
        if not done and row.value is None and row.stage is None:
            # a tick taken away is more than nothing said: words of the week must not bring it back
            row.stage = _stage_before(command, row)
    if words is not _UNSET:
        row.words = words.strip()


def _stage_before(command: Command, row: DeliverableValue) -> int:
    """The stage that stands from the weeks before, 0 where none does."""
    return next((one.stage for one in _earlier(command, row) if one.stage is not None), 0)


def _ticked_before(command: Command, row: DeliverableValue) -> bool:
    """Whether a tick stands from the weeks before; weeks that say words alone leave it."""
    return tick_that_stands((one.done, _says_words_alone(one)) for one in _earlier(command, row))


def _earlier(command: Command, row: DeliverableValue) -> Sequence[DeliverableValue]:
    """What was said of the same in the weeks before, the newest first."""
    return command.session.exec(
        alive(DeliverableValue)
        .where(
            DeliverableValue.deliverable_id == row.deliverable_id,
            DeliverableValue.unit_id == row.unit_id,
            DeliverableValue.week < row.week,
        )
        .order_by(col(DeliverableValue.week).desc())
    ).all()


def _says_words_alone(row: DeliverableValue) -> bool:
    return words_alone(row.words, row.value, row.stage)


def clear_value(store: Store, deliverable_id: str, unit_id: str, week: Week) -> frozenset[FieldKey]:
    """Take this week's value back; the one before holds again. Words of the week (形象进度) stay."""
    refuse_edit(store, unit_id, week)
    with signed(store, "清除细项本周数值", unit=unit_id) as command:
        row = command.session.get(
            DeliverableValue, keys.deliverable_value_id(deliverable_id, unit_id, str(week))
        )
        if row is not None and not row.dead:
            if row.words:
                # words alone: number, stage and tick of the week before hold again
                row.value, row.stage, row.done = None, None, False
            else:
                command.session.delete(row)
    return command.changed


def typed_value(deliverable: Deliverable, text: str) -> dict[str, Any]:
    """The words of --set as value, stage or tick, by the deliverable's kind. Refused when they are none.

    A number given for standing work is kept, and sets no light.
    """
    stages = json.loads(deliverable.stages)
    if deliverable.kind == DeliverableKind.MILESTONE.value:
        if text in stages:
            return {"stage": stages.index(text) + 1}
        if text.isdecimal():
            return {"stage": int(text)}
        raise Refusal(
            f"{deliverable.number}是节点型细项，请写阶段名：{'、'.join(stages)}。全部内容都没有存入。"
        )
    if deliverable.kind == DeliverableKind.STANDING.value and text in _TICK | _NO_TICK:
        return {"done": text in _TICK}
    number = parse_number(text.removesuffix(deliverable.unit))
    if number is None:
        raise Refusal(f"“{text}”不是数，全部内容都没有存入。例：--set {deliverable.number}=14")
    return {"value": number}
