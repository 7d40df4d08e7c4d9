"""What each point of a figure says when it is pointed at: period, value, plan, completion, how firm it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.charts.canvas import Mark
from shengsi_desktop.charts.numbers import fixed
from shengsi_desktop.charts.periods import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.charts.axis import Plane
    from shengsi_desktop.charts.lines import Look
    from shengsi_desktop.charts.numbers import Scale
    from shengsi_desktop.charts.trend_series import TrendSeries, Values


def period_words(period: str, *, with_year: bool) -> str:
    """«6月», of several years «2023年6月»."""
    words = label(period)
    return f"{period[:4]}年{words}" if with_year and not words.startswith(period[:4]) else words


def value_words(series: TrendSeries, value: float, scale: Scale, *, unit: bool = True) -> str:
    """«0.56亿吨», «第3位»."""
    if series.ranked:
        return f"第{value:.0f}位"
    return scale.shown(value) + (scale.unit if unit else "")


def point_words(series: TrendSeries, place: int, scale: Scale, *, named: bool = False) -> str:
    """«6月 实际0.56亿吨，计划0.56，完成50.2%，快报数»; `named` puts the indicator's name first."""
    value = series.actual[place]
    years = len({period[:4] for period in series.periods}) > 1
    when = period_words(series.periods[place], with_year=years)
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
    text = fixed(share, 1)
    return f"{text.removesuffix('.0')}%"


def mark_series(on: Plane, series: TrendSeries, scale: Scale, drawn: Sequence[Look]) -> None:
    """Mark the points of every line that is drawn; those of 实际 say all there is about their period."""
    colors = {look.label: look.color for look in drawn}
    mark_line(on, series, series.actual, scale, on.chart.colors.sea)
    years = len({period[:4] for period in series.periods}) > 1
    others = (("计划", "计划曲线", series.planned), ("去年同期", "去年同期", series.last_year),
              ("全省", "全省", series.province), ("预测", "预测", series.forecast))  # fmt: skip
    for word, name, line in others:
        color = next((color for label, color in colors.items() if label.startswith(name)), "")
        for place, value in enumerate(line):
            # the forecast begins at the newest value, which says itself
            if value is None or (word == "预测" and series.actual[place] is not None):
                continue
            when = period_words(series.periods[place], with_year=years)
            add(
                on,
                place,
                value / scale.divisor,
                f"{when} {word}{value_words(series, value, scale)}",
                series,
                color,
            )


def mark_line(
    on: Plane, series: TrendSeries, heights: Values, scale: Scale, color: str, *, named: bool = False
) -> None:
    """Mark the actual values at their heights (the values themselves, or their shares)."""
    for place, height in enumerate(heights):
        if height is not None and series.actual[place] is not None:
            words = point_words(series, place, scale, named=named)
            divisor = scale.divisor if heights is series.actual else 1.0
            add(on, place, height / divisor, words, series, color)


def add(on: Plane, place: int, number: float, words: str, series: TrendSeries, color: str) -> None:
    """One mark."""
    on.chart.marks.append(Mark(on.axes, place, number, words, series.key, series.periods[place], color))
