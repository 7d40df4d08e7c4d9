"""The colours of a figure, light and dark; the same values as the window's theme, kept apart from it.

Charts may not ask the window, so they name their colours themselves; a test holds both equal.
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
    sea="#6BB8E6",
    ink="#E4EBF1",
    second="#A5B3BF",
    third="#8494A1",
    line="#2A3843",
    card="#18232C",
    red="#E8685D",
    province="#B3A6E0",
)


def palette(*, dark: bool) -> Palette:
    """The palette of the theme that the window shows."""
    return DARK if dark else LIGHT
