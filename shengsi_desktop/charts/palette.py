"""The colours of a figure, light and dark; the same values as the window's theme, kept apart from it.

Charts may not ask the window, so they name their colours themselves; a test holds both equal.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as #RRGGBB. `ink`, `second` and `third` are text, from strong to weak; `card` is the ground.

    `edge` is the line of nought; `red`, `green`, `yellow` and `done` are those of the lights. `hues` tell several
    series apart, also for eyes that do not see red or green: with a dash and a marker each they make twelve.
    """

    sea: str
    ink: str
    second: str
    third: str
    line: str
    edge: str
    card: str
    red: str
    green: str
    yellow: str
    done: str
    province: str
    hues: tuple[str, ...]


LIGHT = Palette(
    sea="#0F5C8C",
    ink="#1B2733",
    second="#5A6875",
    third="#8C98A4",
    line="#E1E7EC",
    edge="#C9D3DB",
    card="#FFFFFF",
    red="#C8372D",
    green="#2E8B57",
    yellow="#C98A00",
    done="#5A7A94",
    province="#7B6FA8",
    hues=("#0F5C8C", "#D9730D", "#2A9DA8", "#7D4FC0", "#7A4B12", "#333A40"),
)
DARK = Palette(
    sea="#6BB8E6",
    ink="#E4EBF1",
    second="#A5B3BF",
    third="#8494A1",
    line="#2A3843",
    edge="#3C4C59",
    card="#18232C",
    red="#E8685D",
    green="#4DB27C",
    yellow="#E0A52E",
    done="#86A9C4",
    province="#B3A6E0",
    hues=("#6BB8E6", "#F28E3A", "#F2F5F7", "#B85C96", "#F5B97A", "#8F6BDA"),
)


def palette(*, dark: bool) -> Palette:
    """The palette of the theme that the window shows."""
    return DARK if dark else LIGHT
