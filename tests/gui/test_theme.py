"""The theme: every text can be read on its ground, and nothing of it is missing in either set."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from shengsi_desktop.domain.words import Light
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.theme.palette import DARK, LIGHT, Palette
from shengsi_desktop.ui.theme.sheet import style_sheet

READABLE = 4.5


def brightness(colour: str) -> float:
    """Relative luminance as WCAG 2 has it."""
    parts = [part / 255 for part in (QColor(colour).red(), QColor(colour).green(), QColor(colour).blue())]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(text: str, ground: str) -> float:
    lighter, darker = sorted((brightness(text), brightness(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


TEXTS = [
    *[
        (text, ground)
        for text in ("ink", "second")
        for ground in ("card", "ground", "field", "hover", "selected")
    ],
    ("on_sea", "sea"),
    ("on_sea", "sea_hover"),
    ("accent", "card"),
    ("accent", "ground"),
    ("accent", "soft"),
    ("danger", "card"),
    ("danger", "ground"),
    ("on_danger", "danger"),
    ("ink", "danger_ground"),
    *[(tone, "selected") for tone in ("accent", "danger", "warn", "ok")],
    ("warn", "warn_ground"),
    ("ok", "ok_ground"),
    ("ink", "highlight"),
    ("deep_text", "deep"),
    ("deep_quiet", "deep"),
    ("deep_second", "deep"),
    ("deep_text", "deep_chosen"),
    ("tip_text", "tip"),
]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_can_be_read_on_its_ground(palette: Palette, text: str, ground: str) -> None:
    assert contrast(getattr(palette, text), getattr(palette, ground)) >= READABLE


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
@pytest.mark.parametrize("light", list(Light))
def test_a_lamps_word_can_be_read_on_its_pill(palette: Palette, light: Light) -> None:
    colours = palette.light(light)
    assert contrast(colours.text, colours.ground) >= READABLE


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
@pytest.mark.parametrize("scale", [100, 115, 130])
def test_the_style_sheet_has_no_token_left_open(palette: Palette, scale: int) -> None:
    assert "$" not in style_sheet(palette, scale)


def test_a_larger_text_size_makes_every_size_larger(qapp: object) -> None:
    current.apply("light", 130)
    try:
        assert current.px(14) == 18
        assert current.font().pixelSize() == 18
    finally:
        current.apply("light", 100)
    assert current.px(14) == 14


def test_a_theme_can_be_put_in_force_while_windows_stand(qapp: object) -> None:
    current.apply("dark")
    try:
        assert current.palette() is DARK
        assert current.colour("ink").name().upper() == DARK.ink
    finally:
        current.apply("light")
    assert current.palette() is LIGHT
