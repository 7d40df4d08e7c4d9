"""Where a target of words alone stands (未启动, 推进中, 已达到), by period: three steps in place of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.charts.axis import Range, label_room, plane, room_below, ticks_below
from shengsi_desktop.charts.canvas import Marks
from shengsi_desktop.charts.labels import caption, label_point
from shengsi_desktop.charts.legend import draw_legend, legend_for
from shengsi_desktop.charts.lines import Look, draw_values
from shengsi_desktop.charts.placing import Ink
from shengsi_desktop.charts.pointing import period_words
from shengsi_desktop.charts.target import draw_level, drawn_span, label_target, year_span
from shengsi_desktop.domain.indicators import GoalState

if TYPE_CHECKING:
    from shengsi_desktop.charts.axis import Plane
    from shengsi_desktop.charts.canvas import Box, Chart
    from shengsi_desktop.charts.palette import Palette
    from shengsi_desktop.charts.trend_series import TrendSeries, Values

#: from the lowest step to the highest, which is the target
STEPS = (GoalState.NOT_STARTED, GoalState.UNDER_WAY, GoalState.REACHED)
_TARGET = float(len(STEPS) - 1)


def states_range() -> Range:
    """The axis of the steps, each called by its word."""
    ticks = tuple(float(step) for step in range(len(STEPS)))
    return Range(-0.25, _TARGET + 0.3, ticks, 0, names=tuple(state.label for state in STEPS))


def draw_states(chart: Chart, box: Box, series: TrendSeries, *, titled: bool) -> None:
    """The steps inside `box`, with the target's words at the highest one."""
    words = series.name if titled else ""
    head = caption(chart, box, words, titled=titled)
    legend = legend_for((), series.source, box, chart.family)
    ticks = ticks_below(chart, series.periods, box.width * 0.92)
    y = states_range()
    inside = box.inside(label_room(chart, y.labels), room_below(ticks) + 5 + legend.height, 6.0, head)
    on = plane(chart, inside, y, len(series.periods), ticks)
    ink = Ink(on.levels)
    draw_steps(on, series, ink)
    newest, state = series.stated[-1]
    label_point(on, state.label, (newest, _step(state)), ink, state_color(chart.colors, state))
    if series.target_words:
        label_target(
            on, f"年度目标 {series.target_words}", _TARGET, year_span(series.periods), ink, anyway=True
        )
    draw_legend(chart, legend, box)


def draw_steps(on: Plane, series: TrendSeries, ink: Ink | None = None) -> None:
    """The line from step to step towards the target's, and what each of its points says."""
    draw_level(on, _TARGET, drawn_span(on, series.periods), ink)
    steps: Values = tuple(_step(state) if state.label else None for state in series.states)
    draw_values(on, Look("状态", on.chart.colors.sea, "-", 2.0, "o"), steps, divisor=1.0, ink=ink)
    several = len({period[:4] for period in series.periods}) > 1

    def say(place: int) -> str:
        when = period_words(series.periods[place], with_year=several)
        return f"{series.name} {when} {series.states[place].label}"

    places = tuple(place for place, _ in series.stated)
    numbers = tuple(_step(state) for _, state in series.stated)
    on.chart.marks.append(
        Marks(on.axes, places, numbers, say, series.key, series.periods, on.chart.colors.sea)
    )


def state_color(colors: Palette, state: GoalState) -> str:
    """Of the word that tells it."""
    if state is GoalState.REACHED:
        return colors.green
    return colors.second if state is GoalState.NOT_STARTED else colors.sea


def _step(state: GoalState) -> float:
    return float(STEPS.index(state))
