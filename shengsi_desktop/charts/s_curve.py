"""A project's money over the year: 计划累计 against 完成累计, each month's completion below, in one unit throughout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.patches import Rectangle

from shengsi_desktop.charts.axis import Plane, label_room, plane, range_of
from shengsi_desktop.charts.canvas import TEXT_SIZE, Box, Chart, Mark
from shengsi_desktop.charts.legend import draw_legend, legend_for
from shengsi_desktop.charts.lines import Look, broken, draw, known
from shengsi_desktop.charts.measure import LINE, shortened, width
from shengsi_desktop.charts.numbers import Scale, scale_for
from shengsi_desktop.charts.periods import labels
from shengsi_desktop.charts.placing import Ink
from shengsi_desktop.charts.pointing import percent_words, period_words
from shengsi_desktop.charts.target import label_target
from shengsi_desktop.charts.trend import MARGIN, TITLE_SIZE, say_empty

if TYPE_CHECKING:
    from shengsi_desktop.charts.trend_series import Values

EMPTY = "尚无计划和完成数据"
#: of the height: the months' bars below the curve
_BARS = 0.27
_BAR = 0.36


@dataclass(frozen=True, slots=True)
class SCurve:
    """A project's money by period, all in `unit` (万元 or 亿元); `planned` and `done` add up from 1 January.

    `total` is 总投资, `year_plan` 年度计划投资, `before` what was done up to the end of last year. `stage` is 形象进度.
    """

    name: str
    unit: str
    periods: tuple[str, ...]
    planned: Values
    done: Values
    total: float | None = None
    year_plan: float | None = None
    before: float | None = None
    stage: str = ""
    source: str = ""
    key: str = ""

    def __post_init__(self) -> None:
        for line in (self.planned, self.done):
            if line and len(line) != len(self.periods):
                raise ValueError(f"{self.name}：{len(self.periods)} periods, {len(line)} values")

    @property
    def newest(self) -> int | None:
        """The place of the newest completion."""
        return next(
            (place for place in reversed(range(len(self.done))) if self.done[place] is not None), None
        )

    @property
    def sums(self) -> list[float]:
        """All sums that are drawn."""
        found = [value for line in (self.planned, self.done) for value in line if value is not None]
        return found if self.year_plan is None else [*found, self.year_plan]


def s_curve_figure(
    curve: SCurve,
    *,
    width_px: int,
    height_px: int,
    dpi: float,
    dark: bool = False,
    family: str,
    titled: bool = False,
) -> Chart:
    """The figure; keywords as of `trend_figure`."""
    chart = Chart(width_px, height_px, dpi, dark=dark, family=family)
    draw_s_curve(chart, chart.whole.inside(MARGIN, MARGIN, MARGIN, MARGIN), curve, titled=titled)
    return chart


def draw_s_curve(chart: Chart, box: Box, curve: SCurve, *, titled: bool = False) -> None:
    """The same inside `box` of a larger figure."""
    colors = chart.colors
    scale = scale_for(max(map(abs, curve.sums), default=0.0), curve.unit)
    plan = Look("计划累计", colors.second, (0, (1.2, 1.8)), 1.5)
    done = Look("完成累计", colors.sea, "-", 2.0, "o")
    head = _caption(chart, box, curve, scale, titled=titled)
    looks = [
        look
        for look, values in ((done, curve.done), (plan, curve.planned))
        if any(v is not None for v in values)
    ]
    bars = [
        Look("当月完成", colors.sea, "none", 0.0, "s", 6.0),
        Look("当月计划", colors.edge, "none", 0.0, "s", 6.0),
    ]
    legend = legend_for([*looks, *(bars if looks else [])], curve.source, box.width, chart.family)
    below = (
        TEXT_SIZE * 1.4 * (2 if any("\n" in one for one in labels(curve.periods)) else 1) + 10 + legend.height
    )
    room = max(box.height - head - below - 12, 20.0)
    y = range_of([one / scale.divisor for one in curve.sums] or [0.0, 1.0], room * (1 - _BARS))
    months = [_monthly(line, curve.periods) for line in (curve.planned, curve.done)]
    sums = [value / scale.divisor for line in months for _, _, value in line] or [0.0, 1.0]
    y_bars = range_of([0.0, *sums], room * _BARS, headroom=2.0)
    beside = label_room(chart, [*y.labels, *y_bars.labels])
    lower = Box(box.left + beside, box.bottom + below, box.width - beside - 6, room * _BARS)
    upper = Box(lower.left, lower.top + 12, lower.width, room * (1 - _BARS))
    on_bars = plane(chart, lower, y_bars, curve.periods, numbers=bool(curve.sums))
    on = plane(chart, upper, y, curve.periods, numbers=bool(curve.sums), months=False)
    ink = Ink()
    for look, values in ((plan, curve.planned), (done, curve.done)):
        places, numbers = known(values, scale.divisor)
        xs, ys = broken(places, numbers, curve.periods)
        if places:
            draw(on, look, xs, ys)
            ink.add_line([on.at(x, number) for x, number in zip(xs, ys, strict=True)])
    _draw_bars(on_bars, months, scale)
    if not looks:
        say_empty(chart, on.box, EMPTY)
    _label_gap(on, curve, scale, ink)
    if curve.year_plan is not None:
        number = curve.year_plan / scale.divisor
        on.axes.plot(
            [on.left, on.right],
            [number, number],
            color=colors.red,
            linewidth=1.2,
            linestyle=(0, (5, 3)),
            zorder=2,
        )
        label_target(on, f"年度计划 {scale.shown(curve.year_plan)}{scale.unit}", number, (0.0, 0.0), ink)
    draw_legend(chart, legend, box)
    _mark(on, curve, scale)


def gap_words(curve: SCurve) -> str:
    """«差0.3亿元», «超0.1亿元», «与计划持平» at the newest month that has both; empty without a plan for it."""
    scale = scale_for(max(map(abs, curve.sums), default=0.0), curve.unit)
    newest = curve.newest
    if newest is None or not curve.planned or curve.planned[newest] is None:
        return ""
    gap = (curve.done[newest] or 0.0) - (curve.planned[newest] or 0.0)
    shown = scale.shown(abs(gap))
    if shown == "0":
        return "与计划持平"
    return f"{'超' if gap > 0 else '差'}{shown}{scale.unit}"


def _label_gap(on: Plane, curve: SCurve, scale: Scale, ink: Ink) -> None:
    words, newest = gap_words(curve), curve.newest
    if newest is None:
        return
    done = (curve.done[newest] or 0.0) / scale.divisor
    planned = curve.planned[newest] if curve.planned else None
    colors = on.chart.colors
    color = colors.red if words.startswith("差") else colors.green
    if words and planned is not None:
        on.axes.plot(
            [newest, newest], [done, planned / scale.divisor], color=color, linewidth=1.4, zorder=2.5
        )
    said = (
        f"{scale.shown(curve.done[newest] or 0.0)}，{words}"
        if words
        else scale.shown(curve.done[newest] or 0.0)
    )
    size = TEXT_SIZE + 1
    wide, high = width(said, size, on.chart.family, bold=True), size * LINE
    x, y = on.at(newest, done)
    places = [
        Box(x + 8, y - high, wide, high), Box(x + 8, y - high * 1.8, wide, high), Box(x - wide - 8, y + 4, wide, high),
        Box(x - wide / 2, y - high - 8, wide, high), Box(x - wide / 2, y + 8, wide, high),
    ]  # fmt: skip
    place = ink.best(places, on.box)
    ink.add_words(place)
    on.chart.write(
        said,
        place.left,
        place.bottom + 0.2 * size,
        size=size,
        bold=True,
        color=color if words else colors.sea,
    ).set_zorder(5)


def _caption(chart: Chart, box: Box, curve: SCurve, scale: Scale, *, titled: bool) -> float:
    size = TITLE_SIZE if titled else TEXT_SIZE
    words = f"{curve.name}（{scale.unit}）" if titled else f"单位：{scale.unit}"
    aside = shortened(_totals(curve), TEXT_SIZE, box.width * 0.62, chart.family)
    room = box.width - width(aside, TEXT_SIZE, chart.family) - 12
    bottom = box.top - size * 1.05
    chart.write(
        shortened(words, size, room, chart.family, bold=titled), box.left, bottom, size=size, bold=titled,
        color=chart.colors.ink if titled else chart.colors.third,
    )  # fmt: skip
    if aside:
        chart.write(aside, box.right, bottom, ha="right")
    return size * LINE + 8


def _totals(curve: SCurve) -> str:
    """«总投资12亿元，开工以来累计5.6亿元（46.7%）»: each sum in the unit that suits it, said with it."""
    parts = []
    if curve.total is not None:
        scale = scale_for(abs(curve.total), curve.unit)
        parts.append(f"总投资{scale.shown(curve.total)}{scale.unit}")
        newest = curve.newest
        if curve.before is not None:
            all_done = curve.before + (curve.done[newest] or 0.0 if newest is not None else 0.0)
            share = f"（{percent_words(all_done / curve.total * 100)}）" if curve.total else ""
            parts.append(f"开工以来累计{scale.shown(all_done)}{scale.unit}{share}")
    if curve.stage:
        parts.append(f"形象进度 {curve.stage}")
    return "，".join(parts)


def _monthly(values: Values, periods: tuple[str, ...]) -> list[tuple[int, int, float]]:
    """(from place, place, what was added since the value before), anew in each year."""
    found = []
    before, last, year = 0.0, -1, ""
    for place, value in enumerate(values):
        if periods[place][:4] != year:
            before, last, year = 0.0, place - 1, periods[place][:4]
        if value is not None:
            found.append((last + 1, place, value - before))
            before, last = value, place
    return found


def _draw_bars(on: Plane, months: list[list[tuple[int, int, float]]], scale: Scale) -> None:
    colors = on.chart.colors
    for line, left, color in ((months[0], -_BAR, colors.edge), (months[1], 0.0, colors.sea)):
        for _, place, value in line:
            on.axes.add_patch(
                Rectangle((place + left, 0), _BAR, value / scale.divisor, color=color, linewidth=0, zorder=2)
            )


def _mark(on: Plane, curve: SCurve, scale: Scale) -> None:
    several = len({period[:4] for period in curve.periods}) > 1
    since = {place: (first, value) for first, place, value in _monthly(curve.done, curve.periods)}
    for place, period in enumerate(curve.periods):
        when = period_words(period, with_year=several)
        done = curve.done[place] if curve.done else None
        planned = curve.planned[place] if curve.planned else None
        plan = (
            ""
            if planned is None
            else f"计划累计{scale.shown(planned)}{'' if done is not None else scale.unit}"
        )
        if done is not None:
            first, value = since[place]
            month = "当月" if first == place else f"{period_words(curve.periods[first], with_year=False)}以来"
            parts = [
                f"{when} 完成累计{scale.shown(done)}{scale.unit}",
                plan,
                f"{month}完成{scale.shown(value)}",
            ]
            if curve.year_plan:
                parts.append(f"占年度计划{percent_words(done / curve.year_plan * 100)}")
            words = "，".join(part for part in parts if part)
            on.chart.marks.append(
                Mark(on.axes, place, done / scale.divisor, words, curve.key, period, on.chart.colors.sea)
            )
        elif planned is not None:
            on.chart.marks.append(
                Mark(
                    on.axes,
                    place,
                    planned / scale.divisor,
                    f"{when} {plan}",
                    curve.key,
                    period,
                    on.chart.colors.second,
                )
            )
