"""The ground of every figure: it is laid out by us, in points, and knows what its points say.

matplotlib's own layout engines draw everything several times to measure it; here all places are known before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.transforms import Affine2D

from shengsi_desktop.charts.fonts import displayable, families
from shengsi_desktop.charts.palette import palette

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes
    from matplotlib.text import Text
    from matplotlib.transforms import Transform

#: points; 9 pt are 12 px at 96 dots an inch
TEXT_SIZE = 9.0
_POINTS_AN_INCH = 72.0
#: what ends a line, or is no sign at all
_NOT_IN_A_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, from the lower left of the figure."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.left + self.width

    @property
    def top(self) -> float:
        """Where it ends above."""
        return self.bottom + self.height

    def inside(self, left: float, bottom: float, right: float, top: float) -> Box:
        """What is left when each side gives up so many points; never turned inside out."""
        return Box(
            self.left + left,
            self.bottom + bottom,
            max(self.width - left - right, 1.0),
            max(self.height - bottom - top, 1.0),
        )


@dataclass(frozen=True, slots=True)
class Marks:
    """Points of one line that can be pointed at: their places and numbers on the axes, and what each of them says.

    `say` gives the words of a place when they are asked for: most points are never pointed at. `field` names the
    line: value, planned, last_year, province, forecast.
    """

    axes: Axes
    places: tuple[int, ...]
    numbers: tuple[float, ...]
    say: Callable[[int], str]
    key: str
    periods: tuple[str, ...]
    color: str
    field: str = "value"


class Chart(Figure):
    """A figure of `width_px` by `height_px` device pixels at `dpi`, with the marks that hovering tells."""

    def __init__(self, width_px: float, height_px: float, dpi: float, *, dark: bool, family: str) -> None:
        self.colors = palette(dark=dark)
        super().__init__(figsize=(width_px / dpi, height_px / dpi), dpi=dpi, facecolor=self.colors.card)
        self.family = family
        self.marks: list[Marks] = []
        #: from points to pixels
        self.points: Transform = Affine2D().scale(1 / _POINTS_AN_INCH) + self.dpi_scale_trans
        self._fonts: dict[tuple[float, bool], FontProperties] = {}

    @property
    def whole(self) -> Box:
        """All of it."""
        wide, high = self.get_size_inches()
        return Box(0.0, 0.0, float(wide) * _POINTS_AN_INCH, float(high) * _POINTS_AN_INCH)

    def font(self, size: float = TEXT_SIZE, *, bold: bool = False) -> FontProperties:
        """The figure's font in a size."""
        found = self._fonts.get((size, bold))
        if found is None:
            found = FontProperties(
                family=families(self.family), size=size, weight="bold" if bold else "normal"
            )
            self._fonts[size, bold] = found
        return found

    def area(self, box: Box) -> Axes:
        """Axes whose inside is that box, without a frame."""
        whole = self.whole
        axes = self.add_axes(
            (
                box.left / whole.width,
                box.bottom / whole.height,
                box.width / whole.width,
                box.height / whole.height,
            )
        )
        axes.set_facecolor("none")
        return axes

    def write(
        self,
        words: str,
        left: float,
        bottom: float,
        *,
        size: float = TEXT_SIZE,
        color: str = "",
        bold: bool = False,
        ha: str = "left",
        va: str = "baseline",
        lines: bool = False,
    ) -> Text:
        """Words at a place in points, in one line unless `lines`; a sign that no font has becomes □."""
        shown = words if lines else _NOT_IN_A_LINE.sub(" ", words)
        return self.text(
            left,
            bottom,
            displayable(shown, self.family),
            transform=self.points,
            fontproperties=self.font(size, bold=bold),
            color=color or self.colors.second,
            ha=ha,
            va=va,
            parse_math=False,
        )
