"""Where the cells of a pasted block belong: along the months, or one row a series. Pure; all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui.pages.indicators.block import BLANK, cells_of
from shengsi_desktop.ui.pages.indicators.grid.reading import read_figure
from shengsi_desktop.ui.pages.indicators.grid.series import Field
from shengsi_desktop.ui.pages.indicators.trend import words

if TYPE_CHECKING:
    from shengsi_desktop.domain.indicators import Indicator

_MONTHS = 12


def placed(
    text: str, kinds: tuple[str, ...], month: int, indicator: Indicator
) -> tuple[tuple[str, str], ...]:
    """(series, its cells from `month` on as one tabbed line) for each series that the block fills.

    `kinds` are the series from the cell downwards. A single column runs along the months, as a copied column
    of a year does; so does a block that is higher than there are series and no wider. Raises Refusal.
    """
    lines = cells_of(text)
    width = max(len(line) for line in lines)
    if width == 1:
        lines = [[line[0] for line in lines]]
    elif len(lines) > len(kinds) >= width:
        whole = [line + [""] * (width - len(line)) for line in lines]
        lines = [list(column) for column in zip(*whole, strict=True)]
    if len(lines) > len(kinds):
        raise Refusal(words.PASTED_TOO_HIGH.format(lines=len(lines), room=len(kinds)))
    for kind, line in zip(kinds, lines, strict=False):
        filled = [place for place, cell in enumerate(line) if cell not in BLANK]
        for place in filled:
            try:
                read_figure(line[place], Field(kind), indicator)
            except Refusal as problem:
                raise Refusal(words.PASTED_NO_NUMBER.format(reason=problem)) from problem
        if filled and month + filled[-1] > _MONTHS:
            raise Refusal(words.PASTED_TOO_WIDE)
    return tuple((kind, "\t".join(line)) for kind, line in zip(kinds, lines, strict=False))
