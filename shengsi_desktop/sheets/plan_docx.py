"""A plan's .docx as text: paragraphs with their automatic numbers made visible, tables where they stand.

Formatting, headers, footers, comments and deleted text stay outside.
"""

from __future__ import annotations

import io
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from shengsi_desktop.sheets.numbering import number_word
from shengsi_desktop.sheets.plan_tables import Grid, TableText, table_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEVELS = 9


def docx_blocks(content: bytes) -> Iterator[str | TableText]:
    """Yield the document's paragraphs and tables in their order. The package must be checked before."""
    import docx
    from docx.table import Table

    document = docx.Document(io.BytesIO(content))
    numbers = _Numbers(document)
    for element in _blocks(document.element.body):
        if element.tag == _W + "p":
            yield numbers.before(element) + _text(element)
        else:
            yield table_text(_grid(Table(element, document), numbers))


def _blocks(parent: Any) -> Iterator[Any]:
    """Yield the paragraphs and tables of a container, those inside content controls, too."""
    for element in parent:
        if element.tag in (_W + "p", _W + "tbl"):
            yield element
        elif element.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml", _W + "smartTag"):
            yield from _blocks(element)


def _text(paragraph: Any) -> str:
    """Return a paragraph's text, inserted text in it and deleted text left out."""
    words: list[str] = []
    waiting = list(reversed(list(paragraph)))
    while waiting:
        element = waiting.pop()
        if element.tag == _W + "t":
            words.append(element.text or "")
        elif element.tag in (_W + "tab", _W + "ptab"):
            words.append("\t")
        elif element.tag in (_W + "br", _W + "cr"):
            words.append("\n")
        elif element.tag == _W + "noBreakHyphen":
            words.append("-")
        elif element.tag not in (_W + "del", _W + "moveFrom", _W + "pPr", _W + "rPr", _FALLBACK):
            waiting.extend(reversed(list(element)))
    return "".join(words)


def _grid(table: Any, numbers: _Numbers) -> Grid:
    rows: list[tuple[str, ...]] = []
    bands: set[int] = set()
    said: dict[int, str] = {}
    kept: list[Any] = []
    for row in table.rows:
        cells = row.cells
        words = []
        for cell in cells:
            mark = id(cell._tc)  # noqa: SLF001 - the element that all places of a merged cell share
            if mark not in said:
                kept.append(cell._tc)  # noqa: SLF001 - kept, so that no other element gets its id
                said[mark] = "\n".join(
                    numbers.before(element) + _text(element)
                    for element in cell._tc.iter(_W + "p")  # noqa: SLF001
                )
            words.append(said[mark])
        if len(cells) > 1 and len({id(cell._tc) for cell in cells}) == 1:  # noqa: SLF001
            bands.add(len(rows))
        rows.append(tuple(words))
    width = max((len(row) for row in rows), default=0)
    return Grid(tuple((*row, *("",) * (width - len(row))) for row in rows), frozenset(bands))


class _Numbers:
    """The automatic numbers of a document's paragraphs, counted as they pass."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._of_style = _style_numbers(document)
        part = next(
            (one.target_part for one in document.part.rels.values() if one.reltype.endswith("/numbering")),
            None,
        )
        if part is None:
            return
        root = part.element
        shapes = {one.get(_W + "abstractNumId"): _level_shapes(one) for one in root.iter(_W + "abstractNum")}
        for num in root.iter(_W + "num"):
            name = num.get(_W + "numId")
            abstract = _value(num, "abstractNumId") or ""
            shape = dict(shapes.get(abstract, {}))
            overridden = False
            for override in num.iter(_W + "lvlOverride"):
                level = _number(override.get(_W + "ilvl"))
                start = _value(override, "startOverride")
                if start is not None and level in shape:
                    shape[level] = (*shape[level][:2], _number(start))
                    overridden = True
            self._levels[name] = shape
            # lists of one abstract definition go on counting together unless one starts anew
            self._abstract[name] = name if overridden else f"abstract {abstract}"

    def before(self, paragraph: Any) -> str:
        """Return the number that stands before a paragraph, empty where none does; it counts on."""
        name, level = self._numbering(paragraph)
        shape = self._levels.get(name, {})
        if level not in shape:
            return ""
        counts = self._counts[self._abstract[name]]
        kind, pattern, start = shape[level]
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        if kind in ("bullet", "none") or not pattern:
            return ""
        for one in range(level + 1):
            if one in shape:
                value = counts.setdefault(one, shape[one][2])
                pattern = pattern.replace(f"%{one + 1}", number_word(value, shape[one][0]))
        return pattern

    def _numbering(self, paragraph: Any) -> tuple[str, int]:
        properties = paragraph.find(_W + "pPr")
        if properties is None:
            return "", 0
        style = _value(properties, "pStyle") or ""
        name, level = self._of_style.get(style, ("", 0))
        own = properties.find(_W + "numPr")
        if own is not None:
            name = _value(own, "numId") or name
            level = _number(_value(own, "ilvl"), level)
        return name, level


def _style_numbers(document: Any) -> dict[str, tuple[str, int]]:
    """Return list and level of each paragraph style that numbers, inherited ones, too."""
    own: dict[str, tuple[str | None, int | None]] = {}
    based: dict[str, str] = {}
    for style in document.styles.element.iter(_W + "style"):
        name = style.get(_W + "styleId") or ""
        based[name] = _value(style, "basedOn") or ""
        found = style.find(f"{_W}pPr/{_W}numPr")
        if found is not None:
            level = _value(found, "ilvl")
            own[name] = (_value(found, "numId"), None if level is None else _number(level))
    result: dict[str, tuple[str, int]] = {}
    for name in based:
        number: str | None = None
        level_at: int | None = None
        at, steps = name, 0
        while at and steps < 20:
            one_number, one_level = own.get(at, (None, None))
            number = number or one_number
            level_at = one_level if level_at is None else level_at
            at, steps = based.get(at, ""), steps + 1
        if number:
            result[name] = (number, level_at or 0)
    return result


def _level_shapes(abstract: Any) -> dict[int, tuple[str, str, int]]:
    """Return format, pattern and first number of each level of a list."""
    found: dict[int, tuple[str, str, int]] = {}
    for level in abstract.iter(_W + "lvl"):
        place = _number(level.get(_W + "ilvl"))
        if 0 <= place < _LEVELS:
            kind = _value(level, "numFmt") or "decimal"
            found[place] = (kind, _value(level, "lvlText") or "", _number(_value(level, "start"), 1))
    return found


def _value(parent: Any, tag: str) -> str | None:
    found = parent.find(_W + tag)
    value = None if found is None else found.get(_W + "val")
    return None if value is None else str(value)


def _number(text: str | None, default: int = 0) -> int:
    return int(text) if text is not None and text.lstrip("-").isdigit() else default
