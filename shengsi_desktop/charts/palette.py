"""The colours of a figure, light and dark; the same values as the window's theme, kept apart from it.

Charts know no Qt, so they name their colours themselves.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as #RRGGBB. `ink`, `second` and `third` are text, from strong to weak; `card` is the ground."""

    sea: str
    ink: str
    second: str
    third: str
    line: str
    card: str
    red: str
    province: str


LIGHT = Palette(
    sea="#0F5C8C",
    ink="#1B2733",
    second="#5A6875",
    third="#8C98A4",
    line="#E1E7EC",
    card="#FFFFFF",
    red="#C8372D",
    province="#7B6FA8",
)
DARK = Palette(
    sea="#5FB3E4",
    ink="#E6EDF3",
    second="#A9B6C2",
    third="#7D8B98",
    line="#2C3A47",
    card="#1A2530",
    red="#F0786E",
    province="#B3A6E0",
)


def palette(*, dark: bool) -> Palette:
    """The palette of the theme that the window shows."""
    return DARK if dark else LIGHT
