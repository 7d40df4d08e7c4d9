"""The icons are of one drawing: the same grid, stroke and a colour that the theme replaces."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from shengsi_desktop import assets

LINE_ICONS = sorted(path.stem for path in assets.resource("icons").glob("*.svg") if path.stem != "app")
PAGES = ("week", "tasks", "indicators", "directives", "meetings", "board", "exchange", "settings")


def test_every_page_of_the_sidebar_has_one() -> None:
    assert set(PAGES) <= set(LINE_ICONS)


@pytest.mark.parametrize("name", LINE_ICONS)
def test_a_line_icon_keeps_the_grid_the_stroke_and_the_placeholder_colour(name: str) -> None:
    text = assets.resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    root = ET.fromstring(text)
    assert root.get("viewBox") == "0 0 24 24"
    assert (root.get("stroke"), root.get("fill"), root.get("stroke-width")) == (
        "currentColor",
        "none",
        "1.75",
    )
    assert not re.search("#[0-9A-Fa-f]{3,6}", text)


@pytest.mark.parametrize("size", [16, 24, 32, 48, 64, 128, 256])
def test_the_mark_of_the_program_comes_in_every_size(size: int) -> None:
    header = assets.resource(f"icons/app-{size}.png").read_bytes()[:24]
    assert header[:8] == b"\x89PNG\r\n\x1a\n"
    assert [int.from_bytes(header[at : at + 4], "big") for at in (16, 20)] == [size, size]


def test_windows_gets_all_sizes_in_one_file() -> None:
    icon = assets.resource("icons/app.ico").read_bytes()
    count = int.from_bytes(icon[4:6], "little")
    assert [icon[6 + 16 * at] or 256 for at in range(count)] == [16, 24, 32, 48, 64, 128, 256]
