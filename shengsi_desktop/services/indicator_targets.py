"""What a person says of an indicator: its target as words and conditions, who answers for it, how it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import col, func, select

from shengsi_desktop.domain.indicators import Trend
from shengsi_desktop.domain.periods import STEPS
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.target_units import conditions_in, strange_unit, words_in
from shengsi_desktop.services import facts
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.indicator_units import change_unit, name_of_change, stored_conditions
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Condition, Indicator

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.plan import Condition as ConditionView
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store

_UNSET: Any = object()
_MISSING = "这个指标已不在了，没有改动。"


def read_target(
    words: str, unit: str = "", names: Mapping[str, str] | None = None
) -> tuple[ConditionView, ...]:
    """Return the conditions that the words of a target say (10左右，高于全省平均), for a preview while typing.

    `unit` is the indicator's, `names` are the ids of other indicators by name, which a target may lean on
    (高于城镇常住居民人均可支配收入增速). A number alone is `=`: whether it is to be reached or not to be passed is said
    by the indicator's direction. A level in another size of the unit (突破1430000万元 for 亿元) is given in the unit;
    one of another measure stays as it is said, and is refused when it is to be kept. Words without a number are one
    condition of words; empty words are none.
    """
    return conditions_in(_said(words, unit, names), unit)


def _said(words: str, unit: str, names: Mapping[str, str] | None = None) -> tuple[ConditionView, ...]:
    """The conditions in the units that the words say."""
    from shengsi_desktop.sheets.lists.values import conditions

    return conditions(words.strip(), unit, names)


def set_target(store: Store, indicator_id: str, words: str) -> frozenset[FieldKey]:
    """The target in the words of the plan or of a person: kept as typed but for the unit, and read into conditions.

    Refused where its unit is not the indicator's measure.
    """
    with signed(store, "修改指标目标") as command:
        row = _row(command, indicator_id)
        _put_target(command, row, words, _read(command, row, words))
    return command.changed


def set_conditions(
    store: Store, indicator_id: str, conditions: Sequence[ConditionView], words: str | None = None
) -> frozenset[FieldKey]:
    """The target's conditions one by one; `words` None: as they stand."""
    with signed(store, "修改指标目标") as command:
        row = _row(command, indicator_id)
        _put_target(command, row, row.target_words if words is None else words, conditions)
    return command.changed


def edit_indicator(
    store: Store,
    indicator_id: str,
    *,
    name: str = _UNSET,
    category: str = _UNSET,
    unit: str = _UNSET,
    owner: str | None = _UNSET,
    support: str = _UNSET,
    cumulative: bool | None = _UNSET,
    cadence: str = _UNSET,
    baseline: Decimal | None = _UNSET,
    trend: Trend = _UNSET,
    source: str = _UNSET,
    release: str = _UNSET,
    remark: str = _UNSET,
    target: str = _UNSET,
    conditions: Sequence[ConditionView] = _UNSET,
) -> frozenset[FieldKey]:
    """What a person says of an indicator; what is not given stays. One step of undo.

    `target` alone is read into conditions; with `conditions` these hold, and the words are kept as typed.
    Another size of the unit takes the figures with it; another measure is refused where there are any.
    """
    given = {
        "name": name,
        "category": category,
        "unit": unit,
        "owner": owner,
        "support": support,
        "cumulative": cumulative,
        "cadence": cadence,
        "baseline": baseline,
        "trend": trend,
        "source": source,
        "release": release,
        "remark": remark,
    }
    said = {field: value for field, value in given.items() if value is not _UNSET}
    with signed(store, name_of_change(store, indicator_id, said, "修改指标")) as command:
        row = _row(command, indicator_id)
        _put(command, row, said)
        if target is not _UNSET or conditions is not _UNSET:
            words = row.target_words if target is _UNSET else target
            _put_target(
                command, row, words, _read(command, row, words) if conditions is _UNSET else conditions
            )
    return command.changed


def add_indicator(
    store: Store, name: str, *, target: str = "", unit: str = "", category: str = "", **more: Any
) -> str:
    """Another indicator at the end of the current plan's; its id. `more` as in `edit_indicator`."""
    with signed(store, "新增指标") as command:
        row = _new(command)
        _put(command, row, {"name": name, "unit": unit, "category": category, **more})
        command.session.add(row)
        _put_target(command, row, target, _read(command, row, target))
    return row.id


def save_indicator(
    store: Store,
    indicator_id: str | None,
    fields: Mapping[str, Any],
    words: str | None = None,
    conditions: Sequence[ConditionView] = (),
) -> frozenset[FieldKey]:
    """All that a dialog says of an indicator, or without an id of a new one, at once. One step of undo.

    `fields` as in `edit_indicator`; the target stays where `words` is None.
    """
    called = name_of_change(store, indicator_id, fields, "修改指标目标") if indicator_id else "新增指标"
    with signed(store, called) as command:
        row = _row(command, indicator_id) if indicator_id else _new(command)
        _put(command, row, fields)
        if "name" in fields:
            _refuse_equal_name(command, row)
        command.session.add(row)
        if words is not None:
            _put_target(command, row, words, conditions)
    return command.changed


def drop_indicator(store: Store, indicator_id: str) -> frozenset[FieldKey]:
    """Delete an indicator with its conditions and points; undo brings them back."""
    with signed(store, "删除指标") as command:
        command.session.delete(_row(command, indicator_id))
    return command.changed


def _refuse_equal_name(command: Command, row: Indicator) -> None:
    """Two of one name nobody tells apart, neither here nor in a list that is taken in."""
    with command.session.no_autoflush:
        others = command.session.exec(
            alive(Indicator).where(Indicator.plan_id == row.plan_id, Indicator.name == row.name)
        ).all()
    if any(one.id != row.id for one in others):
        raise Refusal(f"已经有叫“{row.name}”的指标，没有改动。请换一个名称，或修改原来的那一项。")


def _read(command: Command, row: Indicator, words: str) -> tuple[ConditionView, ...]:
    """The words as conditions, other indicators of the plan known by name."""
    rows = command.session.exec(alive(Indicator).where(Indicator.plan_id == row.plan_id)).all()
    return read_target(words, row.unit, {one.name: one.id for one in rows if one.id != row.id})


def _row(command: Command, indicator_id: str) -> Indicator:
    row = command.session.get(Indicator, indicator_id)
    if row is None or row.dead:
        raise Refusal(_MISSING)
    return row


def _new(command: Command) -> Indicator:
    """A row at the end of the current plan's; it is not yet in the session."""
    plan = facts.current_plan(command.session)
    last = command.session.exec(
        select(func.max(col(Indicator.ordinal))).where(
            Indicator.plan_id == plan.id, col(Indicator.dead).is_(other=False)
        )
    ).one()
    return Indicator(plan_id=plan.id, ordinal=(last or 0) + 1)


def _put(command: Command, row: Indicator, given: Mapping[str, Any]) -> None:
    if (unit := given.get("unit")) is not None:
        change_unit(command, row, unit.strip())
    for field, said in given.items():
        if field == "baseline":
            if said is not None and not said.is_finite():
                raise Refusal("上年实绩应是数，没有改动。")
            row.baseline = None if said is None else format(said, "f")
        elif field == "cumulative":
            row.cumulative = row.cumulative if said is None else bool(said)
        elif field == "trend":
            row.trend = Trend(said).value
        elif field == "cadence":
            if said not in STEPS:
                raise Refusal("频度应是月度、季度、半年或年度，没有改动。")
            row.cadence = said
        elif said is not None:
            setattr(row, field, said.strip())
    if not row.name:
        raise Refusal("指标名称不能是空的，没有改动。")


def _put_target(command: Command, row: Indicator, words: str, conditions: Sequence[ConditionView]) -> None:
    if strange := strange_unit(conditions, row.unit):
        raise Refusal(
            f"目标的单位是{strange}，指标的单位是{row.unit}，不是同一种计量，没有改动。请改写目标，或先改指标的单位。"
        )
    row.target_words = words_in(words.strip(), (*conditions, *_said(words, row.unit)), row.unit)
    there = stored_conditions(command, row.id)
    for n, condition in enumerate(conditions_in(conditions, row.unit)):
        kept = there[n] if n < len(there) else Condition(indicator_id=row.id)
        if kept not in there:
            command.session.add(kept)
        kept.ordinal = n + 1
        kept.comparator = condition.comparator.value
        kept.value = None if condition.value is None else format(condition.value, "f")
        kept.unit = condition.unit
        kept.reference = condition.reference
    for extra in there[len(conditions) :]:
        command.session.delete(extra)
