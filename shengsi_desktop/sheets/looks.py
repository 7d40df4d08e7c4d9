"""The looks that all workbooks share: fonts, sizes, colours, borders. What is written stands elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from shengsi_desktop.domain.words import Light


class Columns(StrEnum):
    """Which columns 任务进展 has: all of them, or those that an A4 page holds in full size."""

    FULL = "full"
    NARROW = "narrow"


@dataclass(frozen=True, slots=True)
class SheetStyle:
    """Fonts and sizes (points) of a workbook, and its choice of columns.

    The defaults are the habits of GB/T 9704-2012; offices differ, so they are a setting.
    """

    title_font: str = "方正小标宋简体"
    title_size: float = 22
    head_font: str = "黑体"
    head_size: float = 12
    body_font: str = "仿宋_GB2312"
    body_size: float = 12
    columns: Columns = Columns.FULL


@dataclass(frozen=True, slots=True)
class Tint:
    """Ink on ground, as RRGGBB."""

    ink: str
    ground: str


DEFAULT_STYLE = SheetStyle()

INK = "1B2733"
QUIET = "5A6875"
SEA = "0F5C8C"
HEAD = Tint(INK, "E6F0F6")
WARNING = "C8372D"

#: inks dark enough to stay readable in a black-and-white print
_LIGHTS = {
    Light.GREEN: Tint("1F6B41", "E4F3EA"),
    Light.YELLOW: Tint("8A5D00", "FBF0D5"),
    Light.RED: Tint("A82A22", "FBE3E0"),
    Light.DONE: Tint("45637B", "E7EEF3"),
}
_GREY = Tint("4A5763", "ECEFF2")


def tint_of(light: Light) -> Tint:
    """The colours of a light; whatever is not decided is grey."""
    return _LIGHTS.get(light, _GREY)


_THIN = Side(style="thin", color="7F8C98")
BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def font(name: str, size: float, ink: str = INK, *, bold: bool = False) -> Font:
    """A font of a cell."""
    return Font(name=name, size=size, color=f"FF{ink}", bold=bold)


def ground(colour: str) -> PatternFill:
    """A plain fill."""
    return PatternFill("solid", start_color=f"FF{colour}", end_color=f"FF{colour}")


def aligned(horizontal: str, vertical: str = "center") -> Alignment:
    """Text wrapped and, unless said else, in the middle of its row; numbers in one line, a little off the border."""
    return Alignment(
        horizontal=horizontal,
        vertical=vertical,
        wrap_text=horizontal != "right",
        indent=1 if horizontal == "right" else 0,
    )
