"""From an indicator's standing to the series that figures draw: one year or several, target in the plan's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from shengsi_desktop.charts.periods import axis_of, on_axis, span_for
from shengsi_desktop.charts.series_target import target_of
from shengsi_desktop.charts.trend_series import TrendSeries, Values
from shengsi_desktop.domain.indicators import GoalState, PointStatus
from shengsi_desktop.domain.periods import STEPS, year_before
from shengsi_desktop.rhythm.targets import compares_directly

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from shengsi_desktop.domain.indicators import Forecast, Indicator, IndicatorPoint, IndicatorStanding


def series_of(
    standing: IndicatorStanding,
    year: int,
    approx_margin: float = 0.5,
    forecast: Forecast | None = None,
    *,
    years: int = 1,
) -> TrendSeries:
    """The periods of `years` years up to `year`; of one year with last year's behind them.

    The axis is of the indicator's own cadence, or of months where its values come more often. A «左右» target
    gets the value that still meets it as a band; a target that leans on the province or on last year, their line.
    """
    indicator = standing.indicator
    placed = _placed(standing, year, years)
    axis, points = placed.axis, placed.points
    target = target_of(indicator, approx_margin)
    ranked = target.by_place or _by_place(placed)
    value = _rank if ranked else _value
    actual = tuple(value(point) for point in points)
    before = _before(indicator, placed, ranked=ranked)
    province = () if ranked else _line([_number(point.province) if point else None for point in points])
    target_line = () if ranked else target.line(province, before)
    adds_up = not ranked and not compares_directly(indicator)
    return TrendSeries(
        name=indicator.name,
        unit="位" if ranked else indicator.unit,
        periods=axis,
        actual=actual,
        planned=() if ranked else _line([_number(point.planned) if point else None for point in points]),
        last_year=before if years == 1 else (),
        province=province,
        target=target.value,
        target_high=target.high,
        target_words=target.words,
        target_low=target.edge,
        key=indicator.id,
        forecast=() if ranked else _forecast(forecast, placed),
        forecast_words=forecast.words if forecast else "",
        status=tuple(point.status if point else PointStatus.UNSAID for point in points),
        ranks=tuple(point.rank if point else None for point in points),
        shares=target.shares(actual, target_line),
        source=_source(indicator),
        ceiling=target.ceiling,
        target_line=target_line,
        ranked=ranked,
        adds_up=adds_up,
        states=tuple(point.state if point else GoalState.UNSAID for point in points),
        through=adds_up or "增速" in indicator.name,
    )


class _Placed(NamedTuple):
    """The axis, the points that stand on it (None where there is none), and those of the year before as well."""

    axis: tuple[str, ...]
    points: tuple[IndicatorPoint | None, ...]
    found: dict[str, IndicatorPoint]
    cadence: str


def _placed(standing: IndicatorStanding, year: int, years: int) -> _Placed:
    near = [point for point in standing.points if year - years <= _year(point) <= year]
    cadence = span_for(standing.indicator.cadence, [point.period for point in near])
    axis = axis_of(year, years, cadence)
    found: dict[str, IndicatorPoint] = {}
    # of two points in one place the one with a value stands
    for point in sorted(near, key=lambda one: one.value is not None):
        found[on_axis(point.period, cadence)] = point
    return _Placed(axis, tuple(found.get(period) for period in axis), found, cadence)


def _by_place(placed: _Placed) -> bool:
    """Whether only places are known."""
    known = placed.found.values()
    return all(one.value is None for one in known) and any(one.rank for one in known)


def _before(indicator: Indicator, placed: _Placed, *, ranked: bool) -> Values:
    """Last year's value of each period; for the whole year 上年实绩 stands in."""
    values = [(_rank if ranked else _value)(placed.found.get(year_before(period))) for period in placed.axis]
    if not ranked and values and values[-1] is None:
        values[-1] = _number(indicator.baseline)
    return _line(values)


def _forecast(forecast: Forecast | None, placed: _Placed) -> Values:
    """The forecast's values in their places; between two quarters of a quarterly axis there is none."""
    if forecast is None:
        return ()
    by_place = {
        on_axis(f"{day.year}-{day.month:02d}", placed.cadence): float(value)
        for day, value in forecast.points
        if day.month % STEPS.get(placed.cadence, 1) == 0
    }
    return _line([by_place.get(period) for period in placed.axis])


def _source(indicator: Indicator) -> str:
    """«数据来源 县交通运输局 · 次月12日发布»."""
    release = indicator.release
    if release and not release.endswith(("发布", "公布")):
        release += "发布"
    words = " · ".join(part for part in (indicator.source, release) if part)
    return f"数据来源 {words}" if indicator.source else words


def _line(values: Sequence[float | None]) -> Values:
    return tuple(values) if any(value is not None for value in values) else ()


def _year(point: IndicatorPoint) -> int:
    return int(point.period[:4])


def _value(point: IndicatorPoint | None) -> float | None:
    return _number(point.value) if point else None


def _rank(point: IndicatorPoint | None) -> float | None:
    return float(point.rank) if point and point.rank else None


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
