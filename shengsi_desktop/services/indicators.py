"""Indicators with their values: standings as of a period, entry by cell and by paste."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlmodel import col

from shengsi_desktop.domain.indicators import GoalState, PointStatus, Trend
from shengsi_desktop.domain.indicators import Indicator as IndicatorView
from shengsi_desktop.domain.indicators import IndicatorPoint as PointView
from shengsi_desktop.domain.plan import Condition as ConditionView
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import Comparator
from shengsi_desktop.rhythm.attainment import indicator_standing, period_end
from shengsi_desktop.rhythm.typed_numbers import parse_number
from shengsi_desktop.services import facts
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.store import keys
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Condition, Indicator, IndicatorPoint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.indicators import IndicatorStanding
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store

_UNSET: Any = object()
_SERIES = {"value": "实际", "planned": "计划", "province": "全省"}


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None or not text.strip() else Decimal(text)


def standings(store: Store, period: str | None = None) -> tuple[IndicatorStanding, ...]:
    """Every indicator of the current plan as of `period` («2023-06»); without one, as of its newest value."""
    as_of = None if period is None else _period(period)
    with store.reading() as session:
        return session_standings(session, as_of)


def session_standings(session: Session, period: str | None) -> tuple[IndicatorStanding, ...]:
    """As `standings`, inside a session that is open."""
    plan = facts.current_plan(session)
    rule = facts.light_rule(session)
    conditions: dict[str, list[ConditionView]] = defaultdict(list)
    for condition in session.exec(alive(Condition).order_by(col(Condition.ordinal))).all():
        conditions[condition.indicator_id].append(
            ConditionView(
                Comparator(condition.comparator),
                _decimal(condition.value),
                condition.unit,
                condition.reference,
            )
        )
    points: dict[str, list[PointView]] = defaultdict(list)
    for point in session.exec(alive(IndicatorPoint).order_by(col(IndicatorPoint.period))).all():
        points[point.indicator_id].append(
            PointView(
                point.indicator_id,
                point.period,
                _decimal(point.value),
                _decimal(point.province),
                point.rank,
                _decimal(point.planned),
                PointStatus(point.status),
                GoalState(point.state),
            )
        )
    found = []
    for row in session.exec(
        alive(Indicator).where(Indicator.plan_id == plan.id).order_by(col(Indicator.ordinal))
    ).all():
        view = IndicatorView(
            id=row.id,
            ordinal=row.ordinal,
            name=row.name,
            category=row.category,
            unit=row.unit,
            target_words=row.target_words,
            text=row.text,
            start=row.start_at,
            end=row.end_at,
            conditions=tuple(conditions[row.id]),
            owner=row.owner,
            cadence=row.cadence,
            cumulative=row.cumulative,
            baseline=_decimal(row.baseline),
            trend=Trend(row.trend),
            source=row.source,
            release=row.release,
            support=row.support,
            remark=row.remark,
        )
        mine = tuple(points[row.id])
        upto = period or f"{plan.year or 9999}-12"
        found.append(indicator_standing(view, mine, upto, rule, _curve(mine)))
    return tuple(found)


def _curve(points: tuple[PointView, ...]) -> list[tuple[Any, Decimal]] | None:
    planned = [(period_end(point.period), point.planned) for point in points if point.planned is not None]
    return planned or None


def find(session: Session, name: str) -> Indicator:
    """An indicator of the current plan by id, name, number, or a part of the name that only one has."""
    plan = facts.current_plan(session)
    rows = session.exec(alive(Indicator).where(Indicator.plan_id == plan.id)).all()
    for row in rows:
        if name in {row.id, row.name, str(row.ordinal)}:
            return row
    near = [row for row in rows if name and name in row.name]
    if len(near) == 1:
        return near[0]
    if near:
        raise Refusal(f"“{name}”对应{len(near)}个指标：{'、'.join(row.name for row in near)}。请写全名。")
    raise Refusal(f"没有名为“{name}”的指标。用 indicator list 可列出全部指标。")


def _period(text: str) -> str:
    """«2023-3» as «2023-03»: one period has one key."""
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    end = period_end(plain)
    return f"{end.year}-{end.month:02d}" if plain[5:].isdecimal() else plain


def set_point(
    store: Store,
    indicator_id: str,
    period: str,
    *,
    value: Decimal | None = _UNSET,
    province: Decimal | None = _UNSET,
    rank: int | None = _UNSET,
    planned: Decimal | None = _UNSET,
) -> frozenset[FieldKey]:
    """One cell of the entry grid; None empties it, what is not given stays."""
    with signed(store, "录入指标数据") as command:
        _put(
            command, indicator_id, _period(period), value=value, province=province, rank=rank, planned=planned
        )
    return command.changed


def set_points(
    store: Store, indicator_id: str, period: str, cells: Mapping[str, Decimal]
) -> frozenset[FieldKey]:
    """Several cells of one period at once: value, planned, province."""
    with signed(store, "录入指标数据") as command:
        _put(command, indicator_id, _period(period), **cells)
    return command.changed


def _put(command: Command, indicator_id: str, period: str, **cells: Any) -> None:
    given = {name: cell for name, cell in cells.items() if cell is not _UNSET}
    there = command.session.get(IndicatorPoint, keys.indicator_point_id(indicator_id, period))
    if (there is None or there.dead) and all(cell is None for cell in given.values()):
        return  # emptying what is empty makes no row
    row = command.keyed(IndicatorPoint, indicator_id=indicator_id, period=period)
    for name, cell in given.items():
        if isinstance(cell, Decimal):
            if not cell.is_finite():
                raise Refusal("指标的数值应是数，没有存入。")
            setattr(row, name, format(cell, "f"))
        else:
            setattr(row, name, cell)


def paste_points(
    store: Store, indicator_id: str, kind: str, first_period: str, text: str
) -> frozenset[FieldKey]:
    """Cells pasted from WPS, along a row or down a column, from `first_period` on. All of them or none.

    «—», «-» and blank cells are passed over; anything else that is no number refuses the whole paste.
    """
    if kind not in _SERIES:
        raise Refusal(f"不能粘贴到“{kind}”一栏。")
    cells = [cell.strip() for line in text.strip("\r\n").splitlines() for cell in line.split("\t")]
    period = _period(first_period)
    if not period[5:].isdecimal():
        raise Refusal(f"“{first_period}”不是月份，一格都没有存入。请从某个月的格子开始粘贴。")
    numbers: list[tuple[str, Decimal]] = []
    for cell in cells:
        if cell not in {"", "-", "—", "－", "/"}:
            number = parse_number(cell)
            if number is None:
                raise Refusal(f"粘贴的内容里“{cell[:20]}”不是数，一格都没有存入。请检查后再粘贴。")
            numbers.append((period, number))
        period = _next_month(period)
    if not numbers:
        raise Refusal("粘贴的内容里没有数，一格都没有存入。")
    if numbers[-1][0][:4] != first_period[:4]:
        raise Refusal("粘贴的格数超出了本年12月，一格都没有存入。请从较早的月份开始粘贴。")
    with signed(store, f"粘贴{_SERIES[kind]}{len(numbers)}格") as command:
        for at, number in numbers:
            _put(command, indicator_id, at, **{kind: number})
    return command.changed


def _next_month(period: str) -> str:
    year, month = int(period[:4]), int(period[5:7])
    return f"{year + month // 12}-{month % 12 + 1:02d}"


def edit_indicator(
    store: Store, indicator_id: str, *, owner: str | None = None, cumulative: bool | None = None
) -> frozenset[FieldKey]:
    """责任单位 and whether the values add up over the year: neither is in the plan, both are a person's word."""
    with signed(store, "修改指标") as command:
        row = command.session.get(Indicator, indicator_id)
        if row is None or row.dead:
            raise Refusal("这个指标已不在了，没有改动。")
        if owner is not None:
            row.owner = owner.strip()
        if cumulative is not None:
            row.cumulative = cumulative
    return command.changed
