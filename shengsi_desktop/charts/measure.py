"""How wide words will be, known before anything is drawn: by the advances of the font's own signs."""

from __future__ import annotations

from functools import lru_cache

from matplotlib import font_manager

from shengsi_desktop.charts.fonts import FALLBACK

#: of the size: what a line of words takes in height, its gap to the next one included
LINE = 1.3
_ELLIPSIS = "…"
#: where a sign stands in no font that we have
_UNKNOWN_SIGN = 1.0


def width(text: str, size: float, family: str, *, bold: bool = False) -> float:
    """Points that one line of words takes."""
    return size * sum(_advance(sign, family, bold) for sign in text)


def shortened(text: str, size: float, room: float, family: str, *, bold: bool = False) -> str:
    """The words, or as many of them as fit into `room` points, with … at their end."""
    if width(text, size, family, bold=bold) <= room:
        return text
    left = room - width(_ELLIPSIS, size, family, bold=bold)
    kept = 0
    for sign in text:
        left -= size * _advance(sign, family, bold)
        if left < 0:
            break
        kept += 1
    return text[:kept].rstrip("，（、 ") + _ELLIPSIS


def wrapped(text: str, size: float, room: float, family: str, *, bold: bool = False) -> list[str]:
    """The words in lines of at most `room` points; no line begins with a stop."""
    lines, line, used = [], "", 0.0
    for sign in text:
        wide = size * _advance(sign, family, bold)
        if line and (sign == "\n" or (used + wide > room and sign not in "，。；、）”%")):
            lines.append(line)
            line, used = "", 0.0
        if sign != "\n":
            line, used = line + sign, used + wide
    return [*lines, line] if line else lines


@lru_cache(maxsize=8192)
def _advance(sign: str, family: str, bold: bool) -> float:
    """Of the size, how far a sign moves on."""
    for name in (family, FALLBACK):
        properties = font_manager.FontProperties(family=name, weight="bold" if bold else "normal")
        try:
            font = font_manager.get_font(font_manager.findfont(properties, fallback_to_default=False))
        except (OSError, RuntimeError, ValueError):
            continue
        if font.get_char_index(ord(sign)):
            font.set_size(100, 72)
            return float(font.load_char(ord(sign)).linearHoriAdvance) / 65536 / 100
    return _UNKNOWN_SIGN
