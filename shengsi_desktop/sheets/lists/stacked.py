"""Tables that stand one below the other on a sheet, told apart by their heads; each becomes a sheet of its own.

A head said again word for word is the same table going on. The lines keep their numbers: what belongs to another
table is blank.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.lists import ListField, ListKind
from shengsi_desktop.sheets.lists.cells import EMPTY, tight
from shengsi_desktop.sheets.lists.synonyms import meanings_of

if TYPE_CHECKING:
    from shengsi_desktop.sheets.lists.cells import RawCell
    from shengsi_desktop.sheets.lists.files import ListSheet

_NAMING = frozenset({ListField.NAME, ListField.CONTENT, ListField.TASK})
#: what a cell of a head often ends with; a quick look before the slow one
_HEADLIKE = re.compile(
    r".{0,10}(?:序号|编号|名称|事项|举措|措施|任务|指标|项目|内容|单位|部门|时限|时间|目标|备注|投资|进展|进度|情况)"
    r"(?:[（(].{1,6}[)）])?"
)
_NO_TITLE = re.compile(r"注|备注|说明|合计|总计|小计|填[报表]人|审核|联系|制表")
_OURS = frozenset({"细项", "时期"})
_ALIKE_ENOUGH = 3
_LONGEST_HEAD = 24
_MOST_TABLES = 20
_HEAD_LINES = 3
_TITLE_LINES = 4


def parted(sheet: ListSheet) -> list[ListSheet]:
    """Return the sheet as its tables, one where it holds but one; the first keeps the sheet's name."""
    starts = _starts(sheet)
    if not 1 < len(starts) <= _MOST_TABLES:
        return [sheet]
    blank = (EMPTY,) * sheet.width
    parts = []
    for n, start in enumerate(starts):
        end = starts[n + 1] if n + 1 < len(starts) else len(sheet.rows)
        rows = (*([blank] * start), *sheet.rows[start:end])
        areas = tuple(area for area in sheet.merged if start <= area.top < end)
        name = f"{sheet.name}（第{start + 1}行起）" if n else sheet.name
        parts.append(replace(sheet, name=name, rows=rows, merged=areas))
    return parts


def _starts(sheet: ListSheet) -> list[int]:
    """The lines (from 0) where a table begins with its title; the first is always 0."""
    starts = [0]
    known: dict[int, str] = {}
    at = -_HEAD_LINES
    for n, row in enumerate(sheet.rows):
        if n - at < _HEAD_LINES or not _may_be_head(row):
            continue
        words = {column: tight(cell.text) for column, cell in enumerate(row) if cell.text}
        if _goes_on(known, words):
            at = n
        elif _is_head(row):
            if known:
                starts.append(max(_title_above(sheet, n), at + 1))
            known, at = words, n
    return starts


def _goes_on(known: dict[int, str], words: dict[int, str]) -> bool:
    """True for a head said again; below our own 指标进度 its parts go on under heads that are almost the same."""
    same = sum(1 for column, word in words.items() if known.get(column) == word)
    return same == len(words) or (same >= _ALIKE_ENOUGH and not _OURS.isdisjoint(words.values()))


def _title_above(sheet: ListSheet, head: int) -> int:
    """The first line of the title over a head: lines of a word or two, up to a blank line."""
    first = head
    while first > 0 and head - first < _TITLE_LINES:
        words = {tight(cell.text) for cell in sheet.rows[first - 1] if cell.text}
        if not words or len(words) > 2 or any(_NO_TITLE.match(word) for word in words):
            break
        first -= 1
    return first


def _may_be_head(row: tuple[RawCell, ...]) -> bool:
    said = [cell for cell in row if cell is not EMPTY]
    if len(said) < 3 or any(cell.number is not None or cell.day is not None for cell in said):
        return False
    return sum(1 for cell in said if _HEADLIKE.fullmatch(tight(cell.text))) >= 2


def _is_head(row: tuple[RawCell, ...]) -> bool:
    """True where at least three heads, more than half of the line, are columns of one kind of list."""
    said = [cell.text for cell in row if cell.text]
    if any(len(tight(words)) > _LONGEST_HEAD for words in said):
        return False
    for kind in ListKind:
        found = {
            meaning.field: words
            for words in said
            if (meaning := next(iter(meanings_of(words, kind)), None)) and meaning.weight == 1.0
        }
        if len(found) >= 3 and len(found) * 2 > len(said) and found.keys() & _NAMING:
            return True
    return False
