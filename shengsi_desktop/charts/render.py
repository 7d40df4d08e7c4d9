"""A figure as the bytes of a picture or a page; where they are written is not decided here."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import matplotlib as mpl

from shengsi_desktop.charts.print_font import printable

if TYPE_CHECKING:
    from matplotlib.figure import Figure


#: as the format calls the kind of font that is embedded
_TRUETYPE = 42


def png_bytes(figure: Figure) -> bytes:
    """The figure as PNG, of the size and density that it was made with."""
    buffer = BytesIO()
    figure.savefig(buffer, format="png", dpi=figure.dpi)
    return buffer.getvalue()


def svg_bytes(figure: Figure) -> bytes:
    """The figure as SVG with its text as outlines: it looks alike on a machine without the font."""
    buffer = BytesIO()
    # the same figure gives the same bytes: neither the date nor random names go in
    with mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": "shengsi"}):
        figure.savefig(buffer, format="svg", metadata={"Date": None})
    return buffer.getvalue()


def pdf_bytes(figure: Figure) -> bytes:
    """The figure as PDF of its own size, its text embedded as text that can be searched and copied."""
    buffer = BytesIO()
    nothing = {"CreationDate": None, "Creator": None, "Producer": None}
    with mpl.rc_context({"pdf.fonttype": _TRUETYPE}), printable(figure):
        figure.savefig(buffer, format="pdf", metadata=nothing)
    return buffer.getvalue()
