"""What each point of a figure says when it is pointed at: period, value, plan, completion, how firm it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.charts.canvas import Marks
from shengsi_desktop.charts.numbers import Scale, fixed
from shengsi_desktop.charts.periods import label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from shengsi_desktop.charts.axis import Plane
    from shengsi_desktop.charts.lines import Look
    from shengsi_desktop.charts.trend_series import TrendSeries, Values

#: the lines beside 实际, by the names of the series
_OTHERS = ("planned", "last_year", "province", "forecast")


def period_words(period: str, *, with_year: bool) -> str:
    """«6月», of several years «2023年6月»."""
    words = label(period)
    return f"{period[:4]}年{words}" if with_year and not words.startswith(period[:4]) else words


def value_words(series: TrendSeries, value: float, scale: Scale, *, unit: bool = True) -> str:
    """«0.56亿吨», «第3位»."""
    if series.ranked:
        return f"第{value:.0f}位"
    return scale.shown(value) + (scale.unit if unit else "")


def point_words(
    series: TrendSeries, place: int, scale: Scale, *, named: bool = False, with_year: bool = False
) -> str:
    """«6月 实际0.56亿吨，计划0.56，完成50.2%，快报数»; `named` puts the indicator's name first."""
    when = period_words(series.periods[place], with_year=with_year)
    value = series.actual[place]
    if value is None:
        return when
    parts = [f"{when} 实际{value_words(series, value, scale)}"]
    for word, line in (("计划", series.planned), ("去年同期", series.last_year), ("全省", series.province)):
        other = line[place] if line else None
        if other is not None:
            parts.append(word + value_words(series, other, scale, unit=False))
    share = series.shares[place] if series.shares else None
    if share is not None:
        parts.append(f"完成{percent_words(share)}")
    rank = series.ranks[place] if series.ranks and not series.ranked else None
    if rank is not None:
        parts.append(f"全省第{rank}位")
    if series.status and series.status[place].label:
        parts.append(series.status[place].label)
    words = "，".join(parts)
    return f"{series.name} {words}" if named else words


def percent_words(share: float) -> str:
    """«50.2%»."""
    return f"{fixed(share, 1).removesuffix('.0')}%"


def percent_scale(shares: Iterable[float]) -> Scale:
    """How the shares of one figure are shown: all with a decimal where one of them has one."""
    return Scale(1.0, "%").even(round(share, 1) for share in shares)


def mark_series(on: Plane, series: TrendSeries, scale: Scale, drawn: Sequence[tuple[Look, Values]]) -> None:
    """Mark the points of every line that is drawn; those of 实际 say all there is about their period."""
    mark_line(on, series, series.actual, scale.divisor, scale, on.chart.colors.sea)
    for look, values in drawn:
        if values is not series.actual:
            _mark_other(on, series, scale, look, values)


def mark_line(
    on: Plane,
    series: TrendSeries,
    heights: Values,
    divisor: float,
    scale: Scale,
    color: str,
    *,
    named: bool = False,
) -> None:
    """Mark the actual values at their heights (÷ `divisor`): the values themselves, or their shares.

    `scale` is that in which the values are told.
    """
    several = _several(series)
    places = [
        place
        for place, (height, value) in enumerate(zip(heights, series.actual, strict=True))
        if height is not None and value is not None
    ]

    def say(place: int) -> str:
        return point_words(series, place, scale, named=named, with_year=several)

    _add(on, series, places, [(heights[place] or 0.0) / divisor for place in places], say, color)


def _mark_other(on: Plane, series: TrendSeries, scale: Scale, look: Look, values: Values) -> None:
    word, with_year = look.label.partition("（")[0].removesuffix("曲线"), _several(series)
    field = next((name for name in _OTHERS if getattr(series, name) is values), "value")
    # the forecast begins at the newest value, which says itself
    begun = series.newest if values is series.forecast else None
    places = [place for place, value in enumerate(values) if value is not None and place != begun]

    def say(place: int) -> str:
        when = period_words(series.periods[place], with_year=with_year)
        return f"{when} {word}{value_words(series, values[place] or 0.0, scale)}"

    numbers = [(values[place] or 0.0) / scale.divisor for place in places]
    _add(on, series, places, numbers, say, look.color, field)


def _several(series: TrendSeries) -> bool:
    return len({period[:4] for period in series.periods}) > 1


def _add(
    on: Plane,
    series: TrendSeries,
    places: Sequence[int],
    numbers: Sequence[float],
    say: Callable[[int], str],
    color: str,
    field: str = "value",
) -> None:
    if places:
        on.chart.marks.append(
            Marks(on.axes, tuple(places), tuple(numbers), say, series.key, series.periods, color, field)
        )
