"""Figures drawn small and quick, and what is to be seen in them."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from shengsi_desktop import assets
from shengsi_desktop.charts.fonts import ensure_chinese

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.transforms import Bbox

FAMILY = ensure_chinese(assets.resource("fonts/NotoSansSC-Regular.otf"))
MONTHS = tuple(f"2023-{month:02d}" for month in range(1, 13))
TEN_YEARS = tuple(f"{year}-{month:02d}" for year in range(2014, 2024) for month in range(1, 13))
SIZE: dict[str, Any] = {"width_px": 780, "height_px": 400, "dpi": 96.0, "family": FAMILY}


def year(*values: float | None) -> tuple[float | None, ...]:
    """The values from January on, the rest of the year unknown."""
    return values + (None,) * (12 - len(values))


def draw(figure: Figure) -> Figure:
    """The figure, drawn."""
    FigureCanvasAgg(figure).draw()
    return figure


def texts(figure: Figure) -> list[Text]:
    """All text that is to be seen."""
    found = (text for text in figure.findobj(Text) if isinstance(text, Text))
    return [text for text in found if text.get_text() and text.get_visible()]


def words(figure: Figure) -> list[str]:
    """What they say."""
    return [text.get_text() for text in texts(figure)]


def box_of(figure: Figure, part: str) -> Bbox:
    """Where the one text with these words stands."""
    (text,) = (text for text in texts(figure) if part in text.get_text())
    return text.get_window_extent()


def covering(figure: Figure) -> list[tuple[str, str]]:
    """Pairs of texts that lie on each other by more than a pixel."""
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts(figure)]
    return [
        (one, other)
        for (one, a), (other, b) in combinations(boxes, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > _LEADING * a.height
    ]


#: of its height: what the box of a text has beyond its signs, above and below
_LEADING = 0.28


def cut_off(figure: Figure) -> list[str]:
    """Texts that reach beyond the figure."""
    whole = figure.bbox
    found = []
    for text in texts(figure):
        box = text.get_window_extent()
        if box.x0 < whole.x0 or box.x1 > whole.x1 or box.y0 < whole.y0 or box.y1 > whole.y1:
            found.append(text.get_text())
    return found
