"""A board as a picture: in each group bars by place, with the score and the lights behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
_PLACE_ROOM, _NAME_ROOM, _END_ROOM = 30.0, 120.0, 190.0
#: a bar takes its measure inside from this width on
_LEAST_WORDS = 60.0
_LINE, _GAP = 13.0, 12.0
_COLORED = ((Light.GREEN, "green"), (Light.YELLOW, "yellow"), (Light.RED, "red"), (Light.DONE, "done"))


def board_figure(
    board: Board, *, family: str, status: str = "", remark: str = "", dark: bool = False, scale: int = 100
) -> Chart:
    """The whole board, as high as it has rows; `scale` percent (100: 96 dots an inch), `status` stands under the title.

    Entrants without a place are named below, and the `remark`.
    """
    room = _WIDE - 2 * _SIDE
    groups = [
        (name, ranked)
        for name, group in board.groups
        if (ranked := [one for one in group if one.place is not None])
    ]
    left_out = [line for said in _left_out(board.scores) for line in wrapped(said, _SMALL, room, family)]
    told = (
        *words.adjustments(board), words.rehearsed_words(board), f"规则：{board.rule_words}", remark
    )  # fmt: skip
    rule = [line for said in told if said for line in wrapped(said, _SMALL, room, family)]
    height = _TOP + _TITLE * 1.6 + _LINE * 1.6 + sum(_GROUP + _ROW * len(ranked) for _, ranked in groups)
    height += 2 * _GAP + _LINE * (len(left_out) + len(rule)) + _FOOT
    dpi = _DPI * scale / 100
    chart = Chart(round(_WIDE * dpi / 72), round(height * dpi / 72), dpi, dark=dark, family=family)
    pen = _head(chart, board, status)
    most = max((one.points for one in board.scores if one.points is not None), default=None)
    for name, ranked in groups:
        pen = _group(chart, board, name, ranked, float(most or 0), pen)
    for part in (left_out, rule):
        pen -= _GAP
        for line in part:
            pen -= _LINE
            chart.write(line, _SIDE, pen, size=_SMALL, color=chart.colors.third)
    return chart


def _left_out(scores: Sequence[Score]) -> list[str]:
    told = [f"{why}：{'、'.join(names)}" for why, names in words.unranked(scores)]
    return told + [
        f"{one.entrant.name}：{one.why}" for one in scores if one.place is None and words.has_evidence(one)
    ]


def _head(chart: Chart, board: Board, status: str) -> float:
    whole = chart.whole
    pen = whole.top - _TOP - _TITLE
    title = shortened(words.title(board), _TITLE, whole.width - 2 * _SIDE, chart.family, bold=True)
    chart.write(title, _SIDE, pen, size=_TITLE, bold=True, color=chart.colors.ink)
    pen -= _LINE * 1.6
    said = " · ".join(part for part in (status, words.method_words(board)) if part)
    chart.write(said, _SIDE, pen, size=_SMALL + 0.5)
    return pen


def _group(chart: Chart, board: Board, name: str, ranked: Sequence[Score], most: float, top: float) -> float:
    colors, whole = chart.colors, chart.whole
    pen = top - _GROUP
    chart.write(name, _SIDE, pen + 7, size=_NAME, bold=True, color=colors.sea)
    if note := words.group_note(board, ranked):
        beside = _SIDE + width(name, _NAME, chart.family, bold=True) + 10
        chart.write(note, beside, pen + 7, size=_SMALL, color=colors.third)
    _rule(chart, _SIDE, pen + 1, whole.width - 2 * _SIDE, 0.8, colors.edge)
    left = _SIDE + _PLACE_ROOM + _NAME_ROOM
    longest = whole.width - _SIDE - _END_ROOM - left
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
        wide = max(longest * share, 1.0)
        bottom = pen + (_ROW - _BAR) / 2
        _rule(chart, left, bottom, wide, _BAR, colors.sea if first else colors.done)
        if words.shows_measure(board) and wide > _LEAST_WORDS:
            said = words.measure(board, one)
            chart.write(said, left + wide - 5, bottom + 2.5, size=_SMALL, ha="right", color=colors.card)
        _behind(chart, board, one, left + longest + 10, line)
    return pen


def _behind(chart: Chart, board: Board, one: Score, left: float, line: float) -> None:
    """The score, and the lights with their shapes; without lights the measure."""
    colors = chart.colors
    chart.write(
        words.points(one.points), left + 44, line, size=_NAME, bold=True, ha="right", color=colors.ink
    )
    pen = left + 58
    if not words.has_lights(board):
        chart.write(
            words.measure(board, one) if one.measure is not None else "", pen, line, size=_SMALL + 0.5
        )
        return
    counts = {Light.GREEN: one.counts.green, Light.YELLOW: one.counts.yellow}
    counts |= {Light.RED: one.counts.red, Light.DONE: one.counts.done}
    for light, color in _COLORED:
        if counts[light]:
            said = f"{light.shape}{counts[light]}"
            chart.write(said, pen, line, size=_SMALL + 1, color=getattr(colors, color))
        pen += max(width("■00", _SMALL + 1, chart.family), 30.0)


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
