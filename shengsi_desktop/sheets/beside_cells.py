"""What of a workbook stands in no cell: words in comments (批注) and text boxes, and pictures, each with its place."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from openpyxl.utils import get_column_letter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: of words that nobody asked for so many characters are told
LONGEST = 60
_WORKBOOK, _FOLDER = "xl/workbook.xml", "xl/"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def notes(content: bytes) -> Iterator[tuple[str, str, str]]:
    """(sheet, place, words) of each comment and text box. A damaged part raises what its reader raises."""
    for sheet, part in _beside(content):
        yield from ((sheet, place, words) for place, words in _told(part).items() if words)


def pictures(content: bytes) -> Iterator[tuple[str, str]]:
    """(sheet, the cell at its upper left) of each picture that lies over the cells. Raises as `notes` does."""
    for sheet, part in _beside(content):
        for one in part.iter():
            if one.tag.endswith("Anchor") and any(each.tag.endswith("}pic") for each in one.iter()):
                yield sheet, _corner(one)


def _beside(content: bytes) -> Iterator[tuple[str, ET.Element]]:
    """By the name of its sheet each part that a sheet names."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = set(package.namelist())
        targets = _relations(package, names, _WORKBOOK)
        for one in ET.fromstring(package.read(_WORKBOOK)).iter():
            if not one.tag.endswith("}sheet"):
                continue
            part = targets.get(one.get(_ID) or "", "")
            for beside in _relations(package, names, part).values():
                if beside in names and beside.endswith(".xml"):
                    yield one.get("name") or "", ET.fromstring(package.read(beside))


def _relations(package: zipfile.ZipFile, names: set[str], part: str) -> Mapping[str, str]:
    """By id the parts that a part names."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in names:
        return {}
    found = {}
    for one in ET.fromstring(package.read(relations)):
        target = one.get("Target") or ""
        inside = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        found[one.get("Id") or ""] = posixpath.normpath(inside)
    return found


def _told(part: ET.Element) -> dict[str, str]:
    """By place the words of a part of comments or drawings; of any other part nothing."""
    found: dict[str, str] = {}
    for one in part.iter():
        kind = one.tag.rpartition("}")[2]
        if kind in ("comment", "threadedComment"):
            found[f"{one.get('ref') or ''}批注"] = _words(one)
        elif kind.endswith("Anchor"):
            found[f"{_corner(one)}文本框"] = _words(one)
    return found


def _words(element: ET.Element) -> str:
    said = (one.text or "" for one in element.iter() if one.tag.rpartition("}")[2] in ("t", "text"))
    return "".join("".join(said).split())


def _corner(anchor: ET.Element) -> str:
    """The cell at its upper left, empty where none is said."""
    numbers = {one.tag.rpartition("}")[2]: one.text or "" for one in reversed(list(anchor.iter()))}
    row, column = numbers.get("row", ""), numbers.get("col", "")
    return f"{get_column_letter(int(column) + 1)}{int(row) + 1}" if row.isdigit() and column.isdigit() else ""
