"""One indicator (or deliverable) as figures take it: plain numbers by period, its target, its words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from shengsi_desktop.charts.numbers import scale_for
from shengsi_desktop.charts.periods import on_axis, period_span, whole_years
from shengsi_desktop.domain.indicators import GoalState, PointStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.charts.numbers import Scale

T = TypeVar("T")
Values = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class TrendSeries:
    """One indicator's values by period («2023-03», «2023-Q1», «2023»), each tuple as long as `periods`.

    `target_words` are the plan's («突破143亿元»). A range reaches from `target` to `target_high`; for 左右,
    `target_low` is the value that still meets it; a `ceiling` is not to be exceeded. `target_line` is the
    target of each period where it leans on another series (高于全省). Percent are 0–100; all values are in `unit`.
    `ranked`: the values are places (第3位), the first is best. `adds_up`: values grow over each year and begin
    anew; `through`: they are those of the year so far. `shares` are the values in percent of the target, as the
    attainment counts them. `forecast` goes from the newest value on and `forecast_words` name its method.
    `source` is said beside the legend. `states` are those of a target of words.
    """

    name: str
    unit: str
    periods: tuple[str, ...]
    actual: Values
    planned: Values = ()
    last_year: Values = ()
    province: Values = ()
    target: float | None = None
    target_high: float | None = None
    target_words: str = ""
    target_low: float | None = None
    key: str = ""
    forecast: Values = ()
    forecast_words: str = ""
    status: tuple[PointStatus, ...] = ()
    ranks: tuple[int | None, ...] = ()
    shares: Values = ()
    source: str = ""
    ceiling: bool = False
    target_line: Values = ()
    ranked: bool = False
    adds_up: bool = False
    through: bool = False
    states: tuple[GoalState, ...] = ()

    def __post_init__(self) -> None:
        for line in (*self._lines, self.status, self.ranks, self.shares, self.states):
            if line and len(line) != len(self.periods):
                raise ValueError(f"{self.name}：{len(self.periods)} periods, {len(line)} values")

    @property
    def _lines(self) -> tuple[Values, ...]:
        return (self.actual, self.planned, self.last_year, self.province, self.forecast, self.target_line)

    @property
    def targets(self) -> list[float]:
        """The numbers of the target, from low to high."""
        return sorted(
            value for value in (self.target_low, self.target, self.target_high) if value is not None
        )

    @property
    def values(self) -> list[float]:
        """Every value of every line, without the target."""
        return [value for line in self._lines for value in line if value is not None]

    @property
    def stated(self) -> list[tuple[int, GoalState]]:
        """The places that have a state, and it; none where there are values to be shown."""
        if any(value is not None for value in self.actual):
            return []
        return [(place, state) for place, state in enumerate(self.states) if state is not GoalState.UNSAID]

    @property
    def newest(self) -> int | None:
        """The place of the newest actual value."""
        known = [place for place, value in enumerate(self.actual) if value is not None]
        return known[-1] if known else None


def scale_of(series: TrendSeries) -> Scale:
    """How the numbers of its own figure are shown: by the largest one, all recorded ones with equal decimals."""
    numbers = [abs(value) for value in (*series.values, *series.targets)]
    recorded = (*series.actual, *series.planned, *series.last_year, *series.province)
    return scale_for(max(numbers, default=0.0), series.unit).even(recorded)


def on_whole_years(series: TrendSeries) -> TrendSeries:
    """The series with a place for every period of its years."""
    return _placed(series, whole_years(series.periods), series.periods)


def aligned(series: Sequence[TrendSeries]) -> list[TrendSeries]:
    """All on one axis: the whole years of them all, in months where their periods differ."""
    every = list(dict.fromkeys(period for one in series for period in one.periods))
    spans = {period_span(period) for period in every}
    if len(spans) > 1 and 0 not in spans:
        every = [on_axis(period, "month") for period in every]
        periods = whole_years(every)
        return [_placed(one, periods, [on_axis(period, "month") for period in one.periods]) for one in series]
    periods = whole_years(every)
    return [_placed(one, periods, one.periods) for one in series]


def shares_of(series: TrendSeries) -> Values:
    """The values in percent of the target, as the series has them, else by its plain target."""
    if series.shares or not series.target:
        return series.shares
    return tuple(None if value is None else value / series.target * 100 for value in series.actual)


def _placed(series: TrendSeries, periods: tuple[str, ...], own: Sequence[str]) -> TrendSeries:
    """The series on another axis, on which its own periods are called `own`."""
    if periods == series.periods:
        return series
    places = {period: place for place, period in enumerate(own)}

    def spread(values: tuple[T, ...], nothing: T) -> tuple[T, ...]:
        return tuple(values[places[one]] if one in places else nothing for one in periods) if values else ()

    return replace(
        series,
        periods=periods,
        actual=spread(series.actual, None),
        planned=spread(series.planned, None),
        last_year=spread(series.last_year, None),
        province=spread(series.province, None),
        forecast=spread(series.forecast, None),
        target_line=spread(series.target_line, None),
        status=spread(series.status, PointStatus.UNSAID),
        ranks=spread(series.ranks, None),
        shares=spread(series.shares, None),
        states=spread(series.states, GoalState.UNSAID),
    )
