"""An indicator whose unit is said anew: its figures go over into another size, never into another measure."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlmodel import col

from shengsi_desktop.domain.measures import converted, power_between
from shengsi_desktop.domain.plan import Condition as ConditionView
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import Comparator
from shengsi_desktop.rhythm.target_units import resized
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Condition, Indicator, IndicatorPoint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store

_FIGURES = ("value", "province", "planned")


def name_of_change(store: Store, indicator_id: str, given: Mapping[str, Any], name: str) -> str:
    """What a command is called: where figures go over into another size of the unit, it says so."""
    with store.reading() as session:
        row = session.get(Indicator, indicator_id)
        unit = str(given.get("unit") or "").strip()
        moves = row is not None and unit != "" and power_between(row.unit, unit) not in {None, 0}
        return f"修改指标单位，{row.unit}换算为{unit}" if row is not None and moves else name


def change_unit(command: Command, row: Indicator, unit: str) -> None:
    """Give the indicator another unit, inside a command: its points, 上年实绩 and target are converted with it.

    Refused where there are figures and the units are not the same measure. A first unit only names what is there.
    """
    held, row.unit = row.unit, unit
    if not held or held == unit:
        return
    points = [
        point
        for point in command.session.exec(
            alive(IndicatorPoint).where(IndicatorPoint.indicator_id == row.id)
        ).all()
        if any(getattr(point, field) is not None for field in _FIGURES)
    ]
    power = power_between(held, unit)
    if power is None:
        if points or row.baseline is not None:
            what = f"已有{len(points)}期数值" if points else "已填上年实绩"
            raise Refusal(
                f"计量单位不能由“{held}”改为“{unit or '无单位'}”：不是同一种计量，{what}，没有改动。"
                "请先清空这些数值，或另建一个指标。"
            )
        return
    if power:
        for point in points:
            for field in _FIGURES:
                setattr(point, field, _moved(getattr(point, field), held, unit))
        row.baseline = _moved(row.baseline, held, unit)
    _resize_target(command, row, held)


def stored_conditions(command: Command, indicator_id: str) -> list[Condition]:
    """The rows of an indicator's conditions, in order."""
    return list(
        command.session.exec(
            alive(Condition).where(Condition.indicator_id == indicator_id).order_by(col(Condition.ordinal))
        ).all()
    )


def view_of(row: Condition) -> ConditionView:
    """A condition as it is read."""
    value = None if row.value is None else Decimal(row.value)
    return ConditionView(Comparator(row.comparator), value, row.unit, row.reference)


def _resize_target(command: Command, row: Indicator, held: str) -> None:
    rows = stored_conditions(command, row.id)
    conditions, row.target_words = resized(map(view_of, rows), row.target_words, held, row.unit)
    for kept, condition in zip(rows, conditions, strict=True):
        kept.value = None if condition.value is None else format(condition.value, "f")
        kept.unit = condition.unit


def _moved(figure: str | None, held: str, unit: str) -> str | None:
    value = converted(Decimal(figure), held, unit) if figure is not None else None
    return figure if value is None else format(value, "f")
