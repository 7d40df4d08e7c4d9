"""The font that comes with the program shows all that the program says."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont

from shengsi_desktop import assets

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(assets.__file__).resolve().parent
WEIGHTS = ("Regular", "Bold")


@pytest.fixture(scope="module", params=WEIGHTS)
def font(request: pytest.FixtureRequest) -> TTFont:
    return TTFont(assets.resource(f"fonts/NotoSansSC-{request.param}.otf"))


def missing(text: str, font: TTFont) -> str:
    """The printable characters of the text that the font lacks."""
    shown = {sign for sign in text if sign.isprintable()}
    return "".join(sorted(sign for sign in shown if ord(sign) not in font.getBestCmap()))


def texts_of_the_program() -> Iterator[str]:
    """Every string constant of the package."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def test_both_weights_together_stay_under_4_megabytes() -> None:
    sizes = [assets.resource(f"fonts/NotoSansSC-{weight}.otf").stat().st_size for weight in WEIGHTS]
    assert sum(sizes) < 4_000_000


def test_both_weights_are_one_family_that_is_not_called_after_its_source(font: TTFont) -> None:
    assert font["name"].getDebugName(1) == "Noto Sans SC"
    assert "CJK" not in str(font["name"].getDebugName(4))


def test_the_licence_lies_beside_and_inside_the_font(font: TTFont) -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in assets.resource("fonts/OFL.txt").read_text(encoding="utf-8")
    assert "SIL Open Font License" in str(font["name"].getDebugName(13))


def test_it_has_all_of_gb2312(font: TTFont) -> None:
    cells = (bytes([row, cell]) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    signs = "".join(cell.decode("gb2312", errors="ignore") for cell in cells)
    assert len(signs) == 7445
    assert missing(signs, font) == ""


def test_it_has_the_words_and_signs_of_the_program(font: TTFont) -> None:
    assert missing("".join(texts_of_the_program()), font) == ""


def test_it_has_all_that_the_built_in_data_say(font: TTFont) -> None:
    files = [
        path for path in (PACKAGE.parent / "data").rglob("*") if path.suffix in {".txt", ".csv", ".json"}
    ]
    assert missing("".join(path.read_text(encoding="utf-8-sig") for path in files), font) == ""


def test_figures_of_a_column_are_equally_wide(font: TTFont) -> None:
    assert len({font["hmtx"][font.getBestCmap()[ord(digit)]][0] for digit in "0123456789"}) == 1
