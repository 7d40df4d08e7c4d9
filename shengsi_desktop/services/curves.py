"""Plan curves of indicators and of deliverables alike: read, typed, or drawn by a preset.

What a curve asks for is cumulative by the end of a period, in the target's own unit.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from sqlmodel import col, or_

from shengsi_desktop.domain.indicators import PointCell
from shengsi_desktop.domain.periods import STEPS, last_day, month_key, read_period
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import DeliverableKind
from shengsi_desktop.rhythm.curves import MORATORIUM, WHOLE_YEAR, preset
from shengsi_desktop.rhythm.figures import ZERO, decimals
from shengsi_desktop.rhythm.rates import is_rate
from shengsi_desktop.rhythm.targets import compares_directly, level_of
from shengsi_desktop.services import facts
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.indicator_points import put_cells
from shengsi_desktop.store import keys
from shengsi_desktop.store.indicator_reading import load_indicators
from shengsi_desktop.store.sessions import alive, raw_connection
from shengsi_desktop.store.tables import Deliverable, Indicator, IndicatorPoint, Item, Plan, PlanPoint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.rhythm.curves import Closed, CurveKind
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store

_MISSING = "这个指标或细项已不在了，没有改动。"
_DECEMBER = 12
#: units of measures, which are not counted one by one
_MEASURES = re.compile(r"元|吨|亩|里|米|公顷|千瓦|度|%|％|‰|百分点")


def curve_of(store: Store, target_id: str) -> tuple[tuple[str, Decimal], ...]:
    """The plan curve of an indicator or a deliverable: (period, value), in order; empty without one."""
    with store.reading() as session:
        if isinstance(target_row(session, target_id), Indicator):
            points: Sequence[IndicatorPoint | PlanPoint] = session.exec(
                alive(IndicatorPoint).where(IndicatorPoint.indicator_id == target_id)
            ).all()
        else:
            points = session.exec(alive(PlanPoint).where(PlanPoint.deliverable_id == target_id)).all()
        found = [(one.period, Decimal(one.planned)) for one in points if one.planned]
    return tuple(sorted(found, key=lambda pair: last_day(pair[0])))


def set_curve(
    store: Store, target_id: str, points: Mapping[str, Decimal | None], name: str = "修改计划曲线"
) -> frozenset[FieldKey]:
    """Write points of a plan curve by period; None takes one away, periods not named stay. All or none."""
    with signed(store, name) as command:
        put_curve(command, target_id, points)
    return command.changed


def put_curve(command: Command, target_id: str, points: Mapping[str, Decimal | None]) -> None:
    """As `set_curve`, inside a command that is under way."""
    by_period = {read_period(period): value for period, value in points.items()}
    target = target_row(command.session, target_id)
    if _adds_up(target) or isinstance(target, Deliverable):
        _refuse_negative(by_period.values())
    if isinstance(target, Indicator):
        put_cells(
            command,
            [PointCell(target_id, period, "planned", value) for period, value in by_period.items()],
        )
        return
    for period, value in by_period.items():
        there = command.session.get(PlanPoint, keys.plan_point_id(target_id, period))
        if value is not None:
            row = command.keyed(PlanPoint, deliverable_id=target_id, period=period)
            row.planned = format(value, "f")
        elif there is not None and not there.dead:
            command.session.delete(there)


def _refuse_negative(values: Iterable[Decimal | None]) -> None:
    for value in values:
        if value is not None and (not value.is_finite() or value < 0):
            raise Refusal("计划曲线的数值应是不小于0的数，没有改动。")


def _adds_up(row: Indicator | Deliverable) -> bool:
    """Whether values add up over the year; a growth rate's plan may be below 0, and may fall."""
    counts = row.cumulative if isinstance(row, Indicator) else True
    return counts and not is_rate(row.name, row.unit)


def apply_preset(
    store: Store,
    target_id: str,
    kind: CurveKind,
    *,
    closed: Closed = MORATORIUM,
    points: Mapping[str, Decimal | None] | None = None,
) -> frozenset[FieldKey]:
    """Draw the plan curve of the plan's year by a preset, in place of what stood there. One step of undo.

    `closed`: the days of the moratorium, as (month, day). `points` are typed over it, as in `set_curve`. Refused
    where there is no number to reach.
    """
    with signed(store, f"按{kind.label}生成计划曲线") as command:
        shape = shape_of(command.session, target_id)
        drawn: dict[str, Decimal | None] = dict(
            preset(
                kind,
                shape.target,
                shape.year,
                start=shape.start,
                months=shape.months,
                places=shape.places,
                closed=closed,
            )
        )
        first, last = f"{shape.year}-01", month_key(shape.year, shape.months[-1])
        for period in _periods(command.session, target_id):
            if first <= period <= last:
                drawn.setdefault(period, None)
        typed = {read_period(period): value for period, value in (points or {}).items()}
        put_curve(command, target_id, drawn | typed)
    return command.changed


class Named(NamedTuple):
    """An indicator or a deliverable as a command names it."""

    id: str
    name: str
    unit: str
    year: int
    adds_up: bool = True


def find_target(store: Store, name: str) -> Named:
    """An indicator by id, name or number, or a deliverable of the current plan by id or number («4-2.1»)."""
    from shengsi_desktop.services import indicators

    wanted = unicodedata.normalize("NFKC", name).strip().replace("—", "-").replace("–", "-")
    with store.reading() as session:
        plan = facts.current_plan(session)
        of_plan = (
            alive(Deliverable)
            .join(Item, col(Item.id) == col(Deliverable.item_id))
            .where(Item.plan_id == plan.id, col(Item.dead).is_(other=False))
        )
        one = session.exec(
            of_plan.where(or_(col(Deliverable.id) == name, col(Deliverable.number) == wanted))
        ).first()
        if one is not None:
            return Named(one.id, f"{one.number} {one.name}", one.unit, _year(session, plan.id), _adds_up(one))
        row = indicators.find(session, name)
        return Named(row.id, row.name, row.unit, _year(session, plan.id), _adds_up(row))


class Shape(NamedTuple):
    """What a curve is drawn between."""

    target: Decimal
    start: Decimal
    year: int
    months: tuple[int, ...]
    places: int | None


def shape_of(session: Session, target_id: str) -> Shape:
    """What a preset draws between. Refused where there is no number to reach."""
    row = target_row(session, target_id)
    if isinstance(row, Indicator):
        year = plan_year_of(session, row)
        found = next(
            one.indicator
            for one in load_indicators(raw_connection(session), row.plan_id)
            if one.indicator.id == target_id
        )
        target = level_of(found)
        if target is None:
            raise Refusal(f"“{found.name}”没有数值目标，不能生成计划曲线。请先填写目标，或逐月填写计划。")
        step = STEPS.get(found.cadence, 1)
        months = tuple(range(step, _DECEMBER + 1, step))
        if compares_directly(found):
            start = found.baseline if found.baseline is not None else target
            return Shape(target, start, year, months, max(decimals(target), decimals(start), 1))
        return Shape(target, ZERO, year, months, _places(target, found.unit))
    if row.target is None or row.kind == DeliverableKind.MILESTONE.value:
        raise Refusal(f"“{row.name}”没有数值目标，不能生成计划曲线。")
    year = plan_year_of(session, row)
    target = Decimal(row.target)
    due = row.due or f"{year}-12-31"
    last = (int(due[:4]) - year) * _DECEMBER + int(due[5:7])
    return Shape(
        target, ZERO, year, WHOLE_YEAR if last < 1 else tuple(range(1, last + 1)), _places(target, row.unit)
    )


def _places(target: Decimal, unit: str) -> int | None:
    """What is counted (个, 家, 人) is planned in whole numbers; a measure keeps decimals."""
    return None if decimals(target) or not unit or _MEASURES.search(unit) else 0


def _periods(session: Session, target_id: str) -> tuple[str, ...]:
    """The periods that the target's curve has points for."""
    if session.get(Indicator, target_id) is not None:
        planned = alive(IndicatorPoint).where(
            IndicatorPoint.indicator_id == target_id, col(IndicatorPoint.planned).is_not(None)
        )
        return tuple(one.period for one in session.exec(planned).all())
    points = alive(PlanPoint).where(PlanPoint.deliverable_id == target_id)
    return tuple(one.period for one in session.exec(points).all())


def plan_year_of(session: Session, row: Indicator | Deliverable) -> int:
    """The year of the plan that an indicator or a deliverable belongs to. Refused where the plan has none."""
    if isinstance(row, Indicator):
        return _year(session, row.plan_id)
    item = session.get(Item, row.item_id)
    return _year(session, item.plan_id if item else "")


def _year(session: Session, plan_id: str) -> int:
    plan = session.get(Plan, plan_id) or facts.current_plan(session)
    if plan.year is None:
        raise Refusal("这份方案没有年份，不能生成计划曲线。请先填写方案年份。")
    return plan.year


def target_row(session: Session, target_id: str) -> Indicator | Deliverable:
    """The indicator or the deliverable of that id. Refused where it has gone."""
    row = session.get(Indicator, target_id) or session.get(Deliverable, target_id)
    if row is None or row.dead:
        raise Refusal(_MISSING)
    return row
