"""The words around and inside a figure: its caption, the newest value beside its dot, that there is nothing yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.charts.canvas import TEXT_SIZE, Box
from shengsi_desktop.charts.measure import LINE, shortened, width, wrapped

if TYPE_CHECKING:
    from shengsi_desktop.charts.axis import Plane
    from shengsi_desktop.charts.canvas import Chart
    from shengsi_desktop.charts.placing import Ink

NOTHING = "尚无数据"
TITLE_SIZE = 11.5
#: points around a figure
MARGIN = 8.0
_APART = 12.0
#: of a box's height: what words below its title may take
_BELOW = 0.13
#: of their height: how far above or below a dot its words may go; looks at a line that each counts for
_FARTHER = (1.2, -1.2, 1.8, -1.8, 2.4, -2.4, 3.2, -3.2)
_COST = 2.0


def caption(
    chart: Chart, box: Box, words: str, aside: str = "", *, titled: bool = False, aside_color: str = ""
) -> float:
    """Words in the upper left of `box` (a title, or quietly the unit), others in its upper right. Their height.

    What does not fit beside goes below where it fits and the box is high enough, else it ends in ….
    """
    size = TITLE_SIZE if titled else TEXT_SIZE
    wish = width(words, size, chart.family, bold=titled)
    # what stands beside may take what the title leaves, and more than half of all in any case
    room = max(box.width - wish - _APART, box.width * 0.55) if words else box.width
    bottom = box.top - size * 1.05
    below: list[str] = []
    if aside and (
        width(aside, TEXT_SIZE, chart.family) > room
        or wish + _APART > box.width - width(aside, TEXT_SIZE, chart.family)
    ):
        lines = wrapped(aside, TEXT_SIZE, box.width, chart.family)
        below = lines if len(lines) <= box.height * _BELOW / TEXT_SIZE / LINE else []
    for number, line in enumerate(below, 1):
        chart.write(line, box.left, bottom - number * TEXT_SIZE * LINE - 2, color=aside_color)
    aside = "" if below else shortened(aside, TEXT_SIZE, room, chart.family)
    if words:
        left = box.width - (width(aside, TEXT_SIZE, chart.family) + _APART if aside else 0.0)
        chart.write(
            shortened(words, size, left, chart.family, bold=titled),
            box.left,
            bottom,
            size=size,
            bold=titled,
            color=chart.colors.ink if titled else chart.colors.second,
        )
    if aside:
        chart.write(aside, box.right, bottom, color=aside_color, ha="right")
    return size * LINE + 8 + len(below) * TEXT_SIZE * LINE


def aside(chart: Chart, box: Box, words: str, color: str) -> None:
    """Words in the upper right, for what finds no place inside the figure."""
    said = shortened(words, TEXT_SIZE, box.width * 0.6, chart.family)
    chart.write(said, box.right, box.top - TITLE_SIZE * 1.05, ha="right", color=color)


def unit_caption(name: str, unit: str, *, titled: bool) -> str:
    """«港口货物吞吐量（亿吨）», or without the name «单位：亿吨»."""
    if titled:
        return f"{name}（{unit}）" if unit else name
    return f"单位：{unit}" if unit else ""


def label_point(on: Plane, words: str, at: tuple[float, float], ink: Ink, color: str) -> None:
    """Bold words beside the dot at (place, number), where they cover no line."""
    size = TEXT_SIZE + 1
    wide, high = width(words, size, on.chart.family, bold=True), size * 1.1
    x, y = on.at(*at)
    left, right = x - wide - 5, x + 5
    above, below = y + 5, y - 5 - high
    places = [
        Box(x - wide / 2, above, wide, high),
        Box(x - wide / 2, below, wide, high),
        Box(left, above - 2, wide, high),
        Box(right, below + 2, wide, high),
        Box(right, above - 2, wide, high),
        Box(left, below + 2, wide, high),
        Box(right + 2, y - high / 2, wide, high),
    ]
    # where lines pass close to the dot, a little farther off
    costs = [0.0] * len(places)
    for away in _FARTHER:
        for side in (right + 2, left - 2, x - wide / 2):
            places.append(Box(side, y - high / 2 + away * high, wide, high))
            costs.append(_COST * abs(away))
    whole = on.chart.whole
    inside = Box(on.box.left, on.box.bottom, whole.right - on.box.left - 2, on.box.height + 12)
    place = ink.best(places, inside, costs)
    ink.add_words(place)
    text = on.chart.write(words, place.left, place.bottom + 0.12 * size, size=size, bold=True, color=color)
    text.set_zorder(5)


def say_empty(chart: Chart, box: Box, words: str) -> None:
    """In the middle of empty axes: what to do."""
    size = TEXT_SIZE + 1.5
    words = shortened(words, size, box.width, chart.family)
    chart.write(words, box.left + box.width / 2, box.bottom + box.height * 0.42, size=size, ha="center")
