"""A figure as the bytes of a picture or a page; where they are written is not decided here."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import matplotlib as mpl

if TYPE_CHECKING:
    from matplotlib.figure import Figure


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
    with mpl.rc_context({"pdf.fonttype": 42}):
        figure.savefig(
            buffer, format="pdf", metadata={"CreationDate": None, "Creator": None, "Producer": None}
        )
    return buffer.getvalue()
