"""How wide words will be, known before anything is drawn: by the advances of the font's own signs."""

from __future__ import annotations

import re
from functools import lru_cache

from matplotlib import font_manager

from shengsi_desktop.charts.fonts import FALLBACK

#: of the size: what a line of words takes in height, its gap to the next one included
LINE = 1.3
_ELLIPSIS = "…"
_OPENING, _CLOSING = "（(“‘《〈【[", "，。；：、！？）)”’》〉】]…%‰"
_UNITS = (
    "个百分点|千瓦时|平方公里|平方米|公里|公顷|小时|分钟|人次|元|吨|人|个|户|件|家|位|名|项|次|米|年|月|日|岁|级|天|亩|条|座"
    "|所|套|辆|艘|处|期|批|场|%|‰"
)
_SIZED = rf"(?:(?:万亿|千万|百万|亿|万)?(?:{_UNITS})|万亿|亿|万)"
_NUMBER = r"\d+(?:[.,]\d+)*"
#: «20-60万元», «0.56亿吨», «1—6月», «5G», or one sign; with what opens before and closes after it
_PIECE = re.compile(
    rf"[{re.escape(_OPENING)}]*"
    rf"(?:[-−+]?{_NUMBER}(?:{_SIZED}?[-–—~～/]{_NUMBER})*{_SIZED}?[A-Za-z]*|[A-Za-z][A-Za-z0-9.+\-]*|.)?"
    rf"[{re.escape(_CLOSING)}]*",
    re.DOTALL,
)
#: where a sign stands in no font that we have
_UNKNOWN_SIGN = 1.0


def width(text: str, size: float, family: str, *, bold: bool = False) -> float:
    """Points that one line of words takes."""
    return size * sum(_advance(sign, family, bold) for sign in text)


def shortened(text: str, size: float, room: float, family: str, *, bold: bool = False) -> str:
    """The words, or as many of them as fit into `room` points, with … at their end; no number is cut in two."""
    if width(text, size, family, bold=bold) <= room:
        return text
    left = room - width(_ELLIPSIS, size, family, bold=bold)
    kept = 0
    for piece in _pieces(text):
        left -= width(piece, size, family, bold=bold)
        if left < 0:
            break
        kept += len(piece)
    if not kept:
        kept = _fitting(text, size, room - width(_ELLIPSIS, size, family, bold=bold), family, bold=bold)
    return text[:kept].rstrip("，（、 ") + _ELLIPSIS


def wrapped(text: str, size: float, room: float, family: str, *, bold: bool = False) -> list[str]:
    """The words in lines of at most `room` points.

    No line begins with a stop or ends with an opening bracket, none but the only one is a single sign, and no number
    is parted from its unit; what is itself wider than a line is broken where the line ends.
    """
    return [line for part in text.splitlines() for line in _lines(part, size, room, family, bold=bold)]


def _lines(text: str, size: float, room: float, family: str, *, bold: bool) -> list[str]:
    lines: list[list[str]] = [[]]
    used = 0.0
    for piece in _pieces(text):
        wide = width(piece, size, family, bold=bold)
        if lines[-1] and used + wide > room:
            lines.append([])
            used = 0.0
        rest = piece
        while wide > room and len(rest) > 1:
            kept = max(_fitting(rest, size, room, family, bold=bold), 1)
            lines[-1].append(rest[:kept])
            lines.append([])
            rest = rest[kept:]
            wide = width(rest, size, family, bold=bold)
        lines[-1].append(rest)
        used += wide
    if len(lines) > 1 and len("".join(lines[-1])) == 1 and len(lines[-2]) > 1:
        # one sign alone takes its neighbour with it
        lines[-1].insert(0, lines[-2].pop())
    return [line for line in map("".join, lines) if line]


def _pieces(text: str) -> list[str]:
    """What stays together: a number with its unit, a word in letters, a sign with its brackets and stops."""
    return [piece for piece in _PIECE.findall(text) if piece]


def _fitting(text: str, size: float, room: float, family: str, *, bold: bool) -> int:
    """How many signs of the text fit."""
    for number, sign in enumerate(text):
        room -= size * _advance(sign, family, bold)
        if room < 0:
            return number
    return len(text)


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
