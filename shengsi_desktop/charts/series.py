"""From an indicator's standing to the series that figures draw: one year or several, target in the plan's words."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.charts.periods import axis_of, on_axis, span_for
from shengsi_desktop.charts.trend_series import TrendSeries, Values
from shengsi_desktop.domain.indicators import LAST_YEAR, PROVINCE, PointStatus, Trend
from shengsi_desktop.domain.words import Comparator
from shengsi_desktop.rhythm.attainment import compares_directly
from shengsi_desktop.rhythm.lights import CEILINGS, attained_of

if TYPE_CHECKING:
    from shengsi_desktop.domain.indicators import Forecast, Indicator, IndicatorPoint, IndicatorStanding
    from shengsi_desktop.domain.plan import Condition

_FLOORS = frozenset({Comparator.GE, Comparator.GT, Comparator.EQ})
Point = "IndicatorPoint | None"


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
    gets its lower bound as a band; a target against the province gets the province's line (or last year's).
    """
    indicator = standing.indicator
    mine = [point for point in standing.points if year - years < _year(point) + 1 <= year + 1]
    before = [point for point in standing.points if _year(point) == year - 1] if years == 1 else []
    cadence = span_for(indicator.cadence, [point.period for point in (*mine, *before)])
    axis, axis_before = axis_of(year, years, cadence), axis_of(year - 1, 1, cadence)
    found = _by_place(mine, cadence)
    points = [found.get(period) for period in axis]
    old = _by_place(before, cadence)
    target = _Target(indicator)
    ranked = target.by_rank or (
        all(point.value is None for point in mine) and any(point.rank for point in mine)
    )
    value = _rank if ranked else _value
    actual = tuple(value(point) for point in points)
    last_year = _line([value(old.get(period)) for period in axis_before]) if years == 1 else ()
    province = _line([_number(point.province) if point else None for point in points])
    low = target.value - approx_margin if target.about and target.value is not None else None
    return TrendSeries(
        name=indicator.name,
        unit="位" if ranked else indicator.unit,
        periods=axis,
        actual=actual,
        planned=() if ranked else _line([_number(point.planned) if point else None for point in points]),
        last_year=last_year,
        province=() if ranked else province,
        target=target.value,
        target_high=target.high,
        target_words=target.words,
        target_low=low,
        key=indicator.id,
        forecast=_forecast(forecast, axis, cadence),
        forecast_words=forecast.words if forecast else "",
        status=tuple(point.status if point else PointStatus.UNSAID for point in points),
        ranks=tuple(point.rank if point else None for point in points),
        shares=target.shares(points, actual),
        source=_source(indicator),
        ceiling=target.ceiling,
        target_line=() if ranked else target.line(province, last_year),
        ranked=ranked,
        adds_up=not ranked and not compares_directly(indicator),
    )


class _Target:
    """The year's target as figures need it, from its conditions."""

    def __init__(self, indicator: Indicator) -> None:
        absolute = [one for one in indicator.conditions if one.value is not None and one.reference is None]
        main = next((one for one in absolute if one.comparator is not Comparator.RANK), None)
        self.by_rank = main is None and bool(absolute)
        self._main: Condition | None = main or next(iter(absolute), None)
        self.relative: Condition | None = None
        if self._main is None:
            self.relative = next(
                (one for one in indicator.conditions if one.reference in {PROVINCE, LAST_YEAR}), None
            )
        comparator = self._main.comparator if self._main else None
        self.value = _number(self._main.value) if self._main else None
        self.high = None
        if comparator in _FLOORS:
            self.high = next((_number(one.value) for one in absolute if one.comparator in CEILINGS), None)
        self.about = comparator is Comparator.APPROX
        deciding = self._main or self.relative
        self.ceiling = deciding is not None and (
            deciding.comparator in CEILINGS
            or deciding.comparator is Comparator.RANK
            or (deciding.comparator is Comparator.EQ and indicator.trend is Trend.DOWN)
        )
        self.words = _with_unit(indicator.target_words, self._main, indicator.unit)

    def line(self, province: Values, last_year: Values) -> Values:
        """The target of each period where it is another series."""
        if self.relative is None:
            return ()
        other = province if self.relative.reference == PROVINCE else last_year
        more = float(self.relative.value or 0)
        return tuple(None if one is None else one + more for one in other)

    def shares(self, points: list[IndicatorPoint | None], actual: Values) -> Values:
        """Each value in percent of the target."""
        found: list[float | None] = []
        for point, value in zip(points, actual, strict=True):
            bound = self._bound(point)
            if value is None or bound is None:
                found.append(None)
                continue
            comparator = Comparator.LE if self.ceiling else Comparator.GE
            found.append(float(attained_of(Decimal(repr(value)), comparator, bound)))
        return _line(found)

    def _bound(self, point: IndicatorPoint | None) -> Decimal | None:
        if self._main is not None:
            return self._main.value
        if self.relative is None or point is None or point.province is None:
            return None
        if self.relative.reference != PROVINCE:
            return None
        return point.province + (self.relative.value or Decimal(0))


def _by_place(points: list[IndicatorPoint], cadence: str) -> dict[str, IndicatorPoint]:
    """The points by their place on the axis: what has a value before what has none, «2023-03» before «2023-Q1»."""
    found: dict[str, IndicatorPoint] = {}
    for point in sorted(
        points, key=lambda one: (one.value is not None, one.period == on_axis(one.period, cadence))
    ):
        found[on_axis(point.period, cadence)] = point
    return found


def _forecast(forecast: Forecast | None, axis: tuple[str, ...], cadence: str) -> Values:
    if forecast is None:
        return ()
    by_place = {
        on_axis(f"{day.year}-{day.month:02d}", cadence): float(value)
        for day, value in forecast.points
        if day.month % (12 // max(1, 12 // _months(cadence))) == 0
    }
    return _line([by_place.get(period) for period in axis])


def _months(cadence: str) -> int:
    return {"quarter": 3, "half": 6, "year": 12}.get(cadence, 1)


def _source(indicator: Indicator) -> str:
    """«数据来源 县交通运输局 · 次月12日发布»."""
    release = indicator.release
    if release and not release.endswith(("发布", "公布")):
        release += "发布"
    words = " · ".join(part for part in (indicator.source, release) if part)
    return f"数据来源 {words}" if indicator.source else words


def _with_unit(words: str, numeric: Condition | None, unit: str) -> str:
    """«10左右，高于全省平均» with its unit behind the number."""
    if numeric is None or numeric.value is None or numeric.comparator is Comparator.RANK:
        return words
    number = format(numeric.value.normalize(), "f")
    return words.replace(number, f"{number}{unit}", 1)


def _line(values: list[float | None]) -> Values:
    return tuple(values) if any(value is not None for value in values) else ()


def _year(point: IndicatorPoint) -> int:
    return int(point.period[:4])


def _value(point: IndicatorPoint | None) -> float | None:
    return _number(point.value) if point else None


def _rank(point: IndicatorPoint | None) -> float | None:
    return float(point.rank) if point and point.rank else None


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
