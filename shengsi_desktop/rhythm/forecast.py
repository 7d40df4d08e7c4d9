"""What the year may end at, by a named method, and only where there are enough published figures. No promise.

- 按去年同期节奏: a series that adds up, where last year is known from this month on: the value ÷ last year's share.
- 近6月线性: a series that adds up, or a level, with at least 4 values this year: it goes on by the mean step of the
  last 6 months.
- 近3月均值: a rate with at least 4 values this year keeps the mean of the last 3.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.domain.indicators import Forecast
from shengsi_desktop.domain.periods import last_day, month_key
from shengsi_desktop.rhythm.derived import change_in_points
from shengsi_desktop.rhythm.figures import decimals, plain
from shengsi_desktop.rhythm.targets import compares_directly, level, meets_target

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shengsi_desktop.domain.indicators import Indicator, IndicatorStanding

_DECEMBER = 12
_ENOUGH = 4
_LOOKED_BACK = 6
_AVERAGED = 3
#: before this month, last year's share is too small to be divided by
_FIRST_PACED = 3
_MARGIN = Decimal("0.5")


def forecast(standing: IndicatorStanding, year: int, *, margin: Decimal = _MARGIN) -> Forecast | None:
    """Return the forecast of the year's end; None where there are too few points or the year is over.

    `margin` is the light rule's for «左右». `reaches` is None where no target of the indicator is a number.
    """
    this_year, last_year = _values(standing, year), _values(standing, year - 1)
    if not this_year or max(this_year) == _DECEMBER:
        return None
    found = _chosen(standing.indicator, this_year, last_year)
    if found is None:
        return None
    method, course = found
    latest = max(this_year)
    unit = Decimal(1).scaleb(-_places(standing.indicator, this_year))
    months = [month for month in range(latest + 1, _DECEMBER + 1) if course(month) is not None]
    points = [(last_day(month_key(year, latest)), this_year[latest])]
    for month in months:
        value = course(month)
        if value is not None:
            points.append((last_day(month_key(year, month)), value.quantize(unit, rounding=ROUND_HALF_UP)))
    end = points[-1][1]
    reaches = meets_target(standing.indicator, end, margin)
    outcome = "" if reaches is None else "，可达标" if reaches else "，难达标"
    return Forecast(method, tuple(points), end, reaches, f"{method}，年底约{plain(end)}{outcome}")


def _chosen(
    indicator: Indicator, this_year: Mapping[int, Decimal], last_year: Mapping[int, Decimal]
) -> tuple[str, Callable[[int], Decimal | None]] | None:
    """The method and the value it gives by month."""
    latest = max(this_year)
    value = this_year[latest]
    grows = not compares_directly(indicator)
    if grows and latest >= _FIRST_PACED and _knows_the_rest(last_year, latest) and last_year[latest] > 0:
        return (
            "按去年同期节奏",
            lambda month: value * last_year[month] / last_year[latest] if month in last_year else None,
        )
    if len(this_year) < _ENOUGH:
        return None
    if change_in_points(indicator):
        recent = sorted(this_year)[-_AVERAGED:]
        mean = sum((this_year[month] for month in recent), Decimal(0)) / len(recent)
        each = "月" if indicator.cadence == "month" else "期"
        return f"近{len(recent)}{each}均值", lambda _month: mean
    recent = [month for month in sorted(this_year) if month > latest - _LOOKED_BACK]
    if recent[0] == latest:
        return None
    step = (value - this_year[recent[0]]) / (latest - recent[0])
    if grows:
        step = max(step, Decimal(0))  # what adds up does not fall below what is reached
    return f"近{latest - recent[0] + 1}月线性", lambda month: value + step * (month - latest)


def _knows_the_rest(last_year: Mapping[int, Decimal], latest: int) -> bool:
    """True where last year has this month, December, and between them values that never fall."""
    if latest not in last_year or _DECEMBER not in last_year:
        return False
    rest = [last_year[month] for month in sorted(last_year) if month >= latest]
    return rest == sorted(rest)


def _values(standing: IndicatorStanding, year: int) -> dict[int, Decimal]:
    """By month the published values of a year, as far as the standing looks."""
    if standing.latest is None:
        return {}
    end = last_day(standing.latest.period)
    return {
        day.month: point.value
        for point in standing.points
        if point.value is not None and (day := last_day(point.period)).year == year and day <= end
    }


def _places(indicator: Indicator, values: Mapping[int, Decimal]) -> int:
    """As many decimals as the figures and the target have, so that what is shown is what is compared."""
    targets = [bound for one in indicator.conditions if (bound := level(indicator, one)) is not None]
    return max(decimals(value) for value in (*values.values(), *targets))
