"""A font for paper: the signs of one figure as a TrueType font of their own.

Readers of PDF want what is embedded as text to be TrueType; the Chinese fonts of Linux, and the one that comes with
the program, are of the other kind (CFF), which matplotlib embeds under a wrong name.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from matplotlib import font_manager
from matplotlib.text import Text

from shengsi_desktop.charts.fonts import FALLBACK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matplotlib.figure import Figure

_NAME = "ShengsiPrint"
_UNITS = 1000
#: signs by which matplotlib measures the height of a line
_MEASURED = "lp"
#: of a unit: how far a curve may be from the original
_EXACT = 0.6


@contextmanager
def printable(figure: Figure) -> Iterator[None]:
    """For the block, the texts of the figure are in fonts that a page can embed; then in their own again."""
    texts = [one for one in figure.findobj(Text) if isinstance(one, Text) and one.get_text()]
    before = [(text, text.get_fontproperties()) for text in texts]
    # the library may keep the files open, and on Windows such a file stays for the system to clear away
    with TemporaryDirectory(prefix="shengsi-", ignore_cleanup_errors=True) as folder:
        for (family, bold), own in _by_font(texts).items():
            with _opened(family, bold) as font:
                if "glyf" in font:
                    continue
            file = Path(folder) / f"{'bold' if bold else 'regular'}.ttf"
            file.write_bytes(truetype("".join(text.get_text() for text in own), family, bold=bold))
            for text in own:
                text.set_fontproperties(font_manager.FontProperties(fname=file, size=text.get_fontsize()))
        try:
            yield
        finally:
            for text, properties in before:
                text.set_fontproperties(properties)


def _by_font(texts: Iterable[Text]) -> dict[tuple[str, bool], list[Text]]:
    found: dict[tuple[str, bool], list[Text]] = defaultdict(list)
    for text in texts:
        found[text.get_fontfamily()[0], text.get_fontweight() == "bold"].append(text)
    return found


def truetype(signs: Iterable[str], family: str, *, bold: bool) -> bytes:
    """A TrueType font of these signs; what the family lacks is taken from its fallback, else left out."""
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    glyphs: dict[str, Any] = {".notdef": TTGlyphPen(None).glyph()}
    widths = {".notdef": _UNITS}
    names: dict[int, str] = {}
    with _opened(family, bold) as own, _opened(FALLBACK, bold) as other:
        for sign in sorted({*signs, *_MEASURED}):
            font = next((one for one in (own, other) if ord(sign) in one.getBestCmap()), None)
            if font is not None:
                name = names[ord(sign)] = f"u{ord(sign):04X}"
                glyphs[name], widths[name] = _glyph(font, font.getBestCmap()[ord(sign)])
        scale = _UNITS / own["head"].unitsPerEm
        ascent, descent = (round(value * scale) for value in (own["hhea"].ascent, own["hhea"].descent))
    return _built(glyphs, widths, names, (ascent, descent), bold=bold)


def _built(
    glyphs: dict[str, Any],
    widths: dict[str, int],
    names: dict[int, str],
    line: tuple[int, int],
    *,
    bold: bool,
) -> bytes:
    from fontTools.fontBuilder import FontBuilder

    ascent, descent = line
    style = "Bold" if bold else "Regular"
    builder = FontBuilder(_UNITS, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap(names)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(
        {name: (wide, getattr(glyphs[name], "xMin", 0)) for name, wide in widths.items()}
    )
    builder.setupHorizontalHeader(ascent=ascent, descent=descent)
    builder.setupNameTable({"familyName": _NAME, "styleName": style, "psName": f"{_NAME}-{style}"})
    builder.setupOS2(sTypoAscender=ascent, sTypoDescender=descent, usWeightClass=700 if bold else 400)
    builder.setupPost()
    buffer = BytesIO()
    builder.save(buffer)
    return buffer.getvalue()


def _opened(family: str, bold: bool) -> Any:
    """The file of a family, for its outlines; in a collection, the family's own part. To be closed."""
    from fontTools.ttLib import TTFont

    properties = font_manager.FontProperties(family=family, weight="bold" if bold else "normal")
    path = font_manager.findfont(properties)
    return TTFont(str(path), fontNumber=getattr(path, "face_index", 0), lazy=True)


def _glyph(font: Any, name: str) -> tuple[Any, int]:
    """Its outline in quadratic curves at our units, and how far it moves on."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    scale = _UNITS / font["head"].unitsPerEm
    pen = TTGlyphPen(None)
    # outlines of CFF run the other way round
    into = Cu2QuPen(pen, _EXACT, reverse_direction="glyf" not in font)
    font.getGlyphSet()[name].draw(TransformPen(into, (scale, 0, 0, scale, 0, 0)))
    return pen.glyph(), round(font["hmtx"][name][0] * scale)
