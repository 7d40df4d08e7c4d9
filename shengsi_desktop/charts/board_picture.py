"""A board as a picture: in each group bars by score, with the score, the measure and the lights behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from matplotlib.patches import Rectangle

from shengsi_desktop.charts.canvas import Box, Chart
from shengsi_desktop.charts.measure import shortened, width, wrapped
from shengsi_desktop.domain.words import Light
from shengsi_desktop.rhythm import board_words as words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.domain.boards import Board, Score

_DPI = 96.0
#: points
_WIDE = 660.0
_SIDE, _TOP, _FOOT = 24.0, 20.0, 16.0
_TITLE, _NAME, _SMALL = 17.0, 10.5, 8.5
_ROW, _GROUP, _BAR = 21.0, 30.0, 11.0
_PLACE_ROOM, _NAME_ROOM = 30.0, 120.0
#: behind the bars: the score, and each light
_POINTS_ROOM, _LIGHT_ROOM = 54.0, 32.0
_LINE, _GAP = 13.0, 12.0
#: between a light's shape and its number; the share of a line that notes are counted to take, drawn signs being wider
_BESIDE, _SURE = 12.5, 0.96
_COLORED = ((Light.GREEN, "green"), (Light.YELLOW, "yellow"), (Light.RED, "red"), (Light.DONE, "done"))


class _Columns(NamedTuple):
    """Where bars and measures end (0: there are none), where the lights begin, which, and where what is given."""

    bars: float
    measure: float
    lights: float
    lit: tuple[tuple[Light, str], ...]
    given: float


def board_figure(
    board: Board, *, family: str, status: str = "", remark: str = "", dark: bool = False, scale: int = 100
) -> Chart:
    """The whole board, as high as it has rows; `scale` percent (100: 96 dots an inch), `status` stands under the title.

    Entrants without a place are named below, and the `remark`.
    """
    room = (_WIDE - 2 * _SIDE) * _SURE
    groups = [
        (name, ranked)
        for name, group in board.groups
        if (ranked := [one for one in group if one.place is not None])
    ]
    left_out = [line for said in _left_out(board.scores) for line in wrapped(said, _SMALL, room, family)]
    told = (
        words.until_words(board), *words.adjustments(board), words.rehearsed_words(board),
        f"规则：{board.rule_words}", remark,
    )  # fmt: skip
    rule = [line for said in told if said for line in wrapped(said, _SMALL, room, family)]
    height = _TOP + _TITLE * 1.6 + _LINE * 1.6 + sum(_GROUP + _ROW * len(ranked) for _, ranked in groups)
    height += 2 * _GAP + _LINE * (len(left_out) + len(rule)) + _FOOT
    dpi = _DPI * scale / 100
    chart = Chart(round(_WIDE * dpi / 72), round(height * dpi / 72), dpi, dark=dark, family=family)
    pen = _head(chart, board, status)
    most = max((one.points for one in board.scores if one.points is not None), default=None)
    listed = [one for _, ranked in groups for one in ranked]
    columns = _columns(chart, board, listed)
    if listed:
        _heads(chart, board, columns, pen - _GROUP + 7)
    for name, ranked in groups:
        pen = _group(chart, board, name, ranked, float(most or 0), pen, columns)
    for part in (left_out, rule):
        pen -= _GAP
        for line in part:
            pen -= _LINE
            chart.write(line, _SIDE, pen, size=_SMALL, color=chart.colors.second)
    return chart


def _left_out(scores: Sequence[Score]) -> list[str]:
    """Those without a place, by the reason: «没有负责的重点工作，不参加排名：甲乡、乙镇»."""
    found: dict[str, list[str]] = {}
    for one in scores:
        if one.place is None:
            found.setdefault(one.why, []).append(one.entrant.name)
    return [f"{why}：{'、'.join(names)}" for why, names in found.items()]


def _head(chart: Chart, board: Board, status: str) -> float:
    whole = chart.whole
    pen = whole.top - _TOP - _TITLE
    title = shortened(words.title(board), _TITLE, whole.width - 2 * _SIDE, chart.family, bold=True)
    chart.write(title, _SIDE, pen, size=_TITLE, bold=True, color=chart.colors.ink)
    pen -= _LINE * 1.6
    said = " · ".join(part for part in (status, words.method_words(board)) if part)
    chart.write(said, _SIDE, pen, size=_SMALL + 0.5)
    return pen


def _columns(chart: Chart, board: Board, listed: Sequence[Score]) -> _Columns:
    """Behind the bars each column is as wide as what stands in it."""
    right = chart.whole.width - _SIDE
    given = max((width(words.given(one), _SMALL, chart.family) for one in listed), default=0.0)
    right -= given + _GAP if given else 0.0
    lit = tuple(one for one in _COLORED if any(_counts(score)[one[0]] for score in listed))
    lights = right - len(lit) * _LIGHT_ROOM if words.has_lights(board) else right
    said = [words.measure(board, one) for one in listed if one.measure is not None]
    shown = bool(said) and (words.shows_measure(board) or not words.has_lights(board))
    head = words.measure_head(board)
    widest = max((width(one, _SMALL, chart.family) for one in (head, *said)), default=0.0)
    measure = lights - (min(widest, _NAME_ROOM) + 2 * _GAP) if shown else lights
    return _Columns(measure - _POINTS_ROOM, lights - _GAP if shown else 0.0, lights, lit, right + _GAP)


def _heads(chart: Chart, board: Board, columns: _Columns, line: float) -> None:
    """What the numbers behind the bars are, over the first group."""
    chart.write("得分", columns.bars + _POINTS_ROOM - 8, line, size=_SMALL, ha="right")
    if columns.measure:
        head = shortened(words.measure_head(board), _SMALL, _NAME_ROOM, chart.family)
        chart.write(head, columns.measure, line, size=_SMALL, ha="right")
    if words.shows_given(board):
        chart.write("加减分", columns.given, line, size=_SMALL)


def _group(
    chart: Chart, board: Board, name: str, ranked: Sequence[Score], most: float, top: float, columns: _Columns
) -> float:
    colors, whole = chart.colors, chart.whole
    pen = top - _GROUP
    chart.write(name, _SIDE, pen + 7, size=_NAME, bold=True, color=colors.sea)
    if note := words.group_note(board, ranked):
        beside = _SIDE + width(name, _NAME, chart.family, bold=True) + 10
        chart.write(note, beside, pen + 7, size=_SMALL, color=colors.third)
    _rule(chart, _SIDE, pen + 1, whole.width - 2 * _SIDE, 0.8, colors.edge)
    left = _SIDE + _PLACE_ROOM + _NAME_ROOM
    for one in ranked:
        pen -= _ROW
        line = pen + (_ROW - _NAME) / 2 + 1
        first = one.place == 1
        chart.write(
            f"{one.place}", _SIDE + _PLACE_ROOM - 10, line, size=_NAME, bold=first, ha="right",
            color=colors.sea if first else colors.second,
        )  # fmt: skip
        shown = shortened(one.entrant.name, _NAME, _NAME_ROOM - 8, chart.family)
        chart.write(shown, _SIDE + _PLACE_ROOM, line, size=_NAME, color=colors.ink)
        share = max(float(one.points or 0), 0.0) / most if most > 0 else 0.0
        bottom = pen + (_ROW - _BAR) / 2
        wide = max((columns.bars - left) * share, 1.0)
        _rule(chart, left, bottom, wide, _BAR, colors.sea if first else colors.done)
        _behind(chart, board, one, columns, line)
    return pen


def _behind(chart: Chart, board: Board, one: Score, columns: _Columns, line: float) -> None:
    """The score, which is what the bar is as long as; smaller the measure, and the lights with their shapes."""
    colors = chart.colors
    right = columns.bars + _POINTS_ROOM - 8
    chart.write(words.points(one.points), right, line, size=_NAME, bold=True, ha="right", color=colors.ink)
    if columns.measure and one.measure is not None:
        said = words.measure(board, one)
        chart.write(said, columns.measure, line, size=_SMALL, ha="right", color=colors.second)
    pen, counts = columns.lights, _counts(one)
    for light, color in columns.lit if words.has_lights(board) else ():
        if counts[light]:
            ink = getattr(colors, color)
            chart.write(light.shape, pen, line, size=_SMALL + 1, color=ink)
            chart.write(f"{counts[light]}", pen + _BESIDE, line, size=_SMALL + 1, color=ink)
        pen += _LIGHT_ROOM
    if given := words.given(one):
        chart.write(given, columns.given, line, size=_SMALL, color=colors.red if "−" in given else "")


def _counts(one: Score) -> dict[Light, int]:
    found = one.counts
    return {
        Light.GREEN: found.green, Light.YELLOW: found.yellow, Light.RED: found.red, Light.DONE: found.done
    }  # fmt: skip


def _rule(chart: Chart, left: float, bottom: float, wide: float, high: float, color: str) -> None:
    box = Box(left, bottom, wide, high)
    patch = Rectangle(
        (box.left, box.bottom),
        box.width,
        box.height,
        facecolor=color,
        edgecolor="none",
        transform=chart.points,
    )
    chart.add_artist(patch)
