"""From an indicator's standing to the series that its trend draws: one year's months, target in the plan's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.charts.trend import TrendSeries
from shengsi_desktop.domain.words import Comparator

if TYPE_CHECKING:
    from decimal import Decimal

    from shengsi_desktop.domain.indicators import IndicatorStanding
    from shengsi_desktop.domain.plan import Condition


def series_of(standing: IndicatorStanding, year: int, approx_margin: float = 0.5) -> TrendSeries:
    """The twelve months of `year` with last year's behind them. A «左右» target gets its lower bound as a band."""
    indicator = standing.indicator
    by_period = {point.period: point for point in standing.points}
    periods = tuple(f"{year}-{month:02d}" for month in range(1, 13))
    before = tuple(f"{year - 1}-{month:02d}" for month in range(1, 13))

    def line(names: tuple[str, ...], field: str) -> tuple[float | None, ...]:
        found = tuple(_number(getattr(by_period.get(name), field, None)) for name in names)
        return found if any(value is not None for value in found) else ()

    numeric = next((one for one in indicator.conditions if one.value is not None), None)
    target = _number(numeric.value) if numeric else None
    about = numeric is not None and numeric.comparator is Comparator.APPROX and target is not None
    return TrendSeries(
        name=indicator.name,
        unit=indicator.unit,
        periods=periods,
        actual=tuple(_number(getattr(by_period.get(name), "value", None)) for name in periods),
        planned=line(periods, "planned"),
        last_year=line(before, "value"),
        province=line(periods, "province"),
        target=target,
        target_words=_with_unit(indicator.target_words, numeric, indicator.unit),
        target_low=target - approx_margin if about and target is not None else None,
    )


def _with_unit(words: str, numeric: Condition | None, unit: str) -> str:
    """«10左右，高于全省平均» with its unit behind the number."""
    if numeric is None or numeric.value is None:
        return words
    number = format(numeric.value.normalize(), "f")
    return words.replace(number, f"{number}{unit}", 1)


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
