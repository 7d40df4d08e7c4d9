"""A block of cells on the clipboard, as WPS and Excel copy it. Pure."""

from __future__ import annotations

import re

#: what an office writes where there is no figure
BLANK = frozenset({"", "-", "—", "－", "/"})
#: a cell with a line break inside stands in quotes
_BROKEN = re.compile(r'(?<![^\t\n])"((?:[^"]|"")*\n(?:[^"]|"")*)"(?![^\t\n])')


def cells_of(text: str) -> list[list[str]]:
    """Lines and cells; an empty first cell of a column keeps its line, a line break inside a cell is dropped."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    whole = _BROKEN.sub(lambda cell: cell[1].replace("\n", "").replace('""', '"'), plain)
    return [[cell.strip() for cell in line.split("\t")] for line in whole.rstrip("\n").split("\n")]
