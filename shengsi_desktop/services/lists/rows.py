"""The rows of a table as things to be stored: merged lines put together, names and numbers as they are compared.

Pure: what a cell means was read in `sheets`; what is stored does not matter here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.lists import CellProblem, ListCell, ListField, ListKind, ListRow
from shengsi_desktop.domain.words import ItemKind
from shengsi_desktop.plan.identity import normalised
from shengsi_desktop.plan.titles import short_title
from shengsi_desktop.sheets.lists.values import says_nothing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shengsi_desktop.domain.lists import ListTable

F = ListField
#: the items of a list
KINDS = {
    ListKind.KEY_MEASURE: ItemKind.KEY_MEASURE,
    ListKind.REFORM: ItemKind.REFORM,
    ListKind.PROJECT: ItemKind.PROJECT,
}
#: shown before the list's own number
PREFIX = {"key_measure": "举措", "reform": "改革", "project": "项目", "appeal": "争取"}
#: a longer name is cut for lists, and stands whole before the content
LONGEST_NAME = 60
_WIDE = r"\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’·"
_BREAK = re.compile(rf"(?<=[{_WIDE}])\s+|\s+(?=[{_WIDE}])")
_NUMBER = re.compile(r"[（(\[【]?(.+?)[)）\]】]?[.、．]?")
_LONGEST_NUMBER = 8
_HEADED = re.compile(r"^(?:[（(][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+[、.．])[、.．]?")
_COUNTED = re.compile(r"[（(]共?\d+[个项]?[)）]$")
_BETWEEN = re.compile(r"[、，,；;/\s]+")
_SERIAL = re.compile(r"\d{5}(?:\.0+)?")
#: brackets behind an indicator's name that hold its unit or another word for it; any other («基层») tells it apart
_BRACKETS = re.compile(
    r"[（(](?:单位[:：]?)?(?:GDP|[%％‰元度天个家人名户件项宗次吨亩斤克米台辆艘张倍分座所处公里位]+|(?:百分|个百分)点|立方米|千瓦时|人次"
    r"|(?:万亿|千万|百万|亿|万|千|百)[^()（）]{0,5}|(?:平方|立方)[^()（）]{1,3}|[^()（）]{1,5}/[^()（）]{1,5})[)）]",
    re.IGNORECASE,
)
_HERE = re.compile(r"^(?:全县|我县|本县|县域内|嵊泗县)(?=.{3,})")
_MARKS = re.compile(r"[\s“”\"'‘’《》〈〉、，,。.；;：:·\-—–]+")


def rows_of(table: ListTable) -> tuple[ListRow, ...]:
    """Return the rows that are things of their own; lines that go on with one (merged names) are put into it."""
    found: list[ListRow] = []
    for row in table.rows:
        if row.continues and found and not row.blocked:
            found[-1] = _joined(found[-1], row)
        else:
            found.append(row)
    return tuple(found)


def _joined(row: ListRow, more: ListRow) -> ListRow:
    cells = list(row.cells)
    problems = [*row.problems, *more.problems]
    places = {(one.column, one.field, one.period): n for n, one in enumerate(cells)}
    for one in more.cells:
        at = places.get((one.column, one.field, one.period))
        if at is None:
            cells.append(one)
        elif not one.carried and normalised(one.text) != normalised(cells[at].text):
            if one.value is not None and cells[at].value is not None and one.field is not F.GOAL:
                message = f"与第{row.line}行是同一项，“{one.text}”只保留文字，数值按第{row.line}行。"
                problems.append(CellProblem(more.line, one.column, message))
            cells[at] = _both(cells[at], one)
    return replace(row, cells=tuple(cells), problems=tuple(problems))


def _both(one: ListCell, other: ListCell) -> ListCell:
    return replace(
        one,
        text=f"{one.text}\n{other.text}",
        value=one.value if one.value is not None else other.value,
        unit=one.unit or other.unit,
        day=max(filter(None, (one.day, other.day)), default=None),
        conditions=tuple(dict.fromkeys((*one.conditions, *other.conditions))),
        names=tuple(dict.fromkeys((*one.names, *other.names))),
    )


def said(row: ListRow, field: ListField) -> str:
    """The words of a field, line breaks kept; empty where the cell says nothing (无, —)."""
    cell = row.cell(field)
    text = cell.text.strip() if cell else ""
    if cell is not None and cell.column < 0:
        # a heading over the rows: «一、续建项目（2个）»
        text = _COUNTED.sub("", _HEADED.sub("", text)) or text
    return "" if says_nothing(text) else text


def time_said(row: ListRow, field: ListField) -> str:
    """The words of a time; a day that the sheet holds as a bare number is written as a day."""
    words, cell = said(row, field), row.cell(field)
    if cell is not None and cell.day is not None and _SERIAL.fullmatch(words):
        return f"{cell.day.year}年{cell.day.month}月{cell.day.day}日"
    return words


def flat(text: str) -> str:
    """The text on one line: breaks inside a cell part no Chinese words."""
    return " ".join(_BREAK.sub("", text.strip()).split())


def name_of(row: ListRow) -> str:
    """The row's name on one line, without the stop behind it."""
    name = flat(row.text(F.NAME))
    return name.rstrip("。；;， ") or name


def same_words(one: str, other: str) -> bool:
    """True where two texts differ in blanks and widths alone."""
    return one == other or normalised(one) == normalised(other)


def own_number(row: ListRow) -> str:
    """The list's own number as written: «1», «（一）», «2.3»."""
    cell = row.cell(F.NUMBER)
    return flat(cell.text) if cell and not says_nothing(cell.text) else ""


def bare_number(number: str) -> str:
    """The number without brackets and stops, as numbers are compared; empty for none."""
    words = normalised(number)
    hit = _NUMBER.fullmatch(words) if words else None
    return hit[1].lstrip("0") or hit[1] if hit else ""


def shown_number(kind: ListKind, number: str) -> str:
    """«项目3» by the list's own number; empty where that is none to be shown (a project's code)."""
    bare = bare_number(number)
    return f"{PREFIX.get(kind.value, '')}{bare}" if bare and len(bare) <= _LONGEST_NUMBER else ""


def name_key(name: str, kind: ListKind) -> str:
    """The name as names are compared: without blanks and marks; an indicator's without its unit and «全县», too."""
    words = normalised(name)
    if kind is ListKind.INDICATOR:
        words = _HERE.sub("", _BRACKETS.sub("", words)) or words
        words = words.upper().replace("GDP", "地区生产总值")
    return _MARKS.sub("", words) or words


def title_and_text(name: str, content: str) -> tuple[str, str]:
    """What an item is called in lists, and its text: the content, else the name; a long name stands before it."""
    if len(name) <= LONGEST_NAME:
        return name, content or name
    return short_title(name), f"{name}\n{content}" if content else name


def name_and_content(title: str, text: str) -> tuple[str, str]:
    """The name and the content of which `title_and_text` made these; the content is empty where there is none."""
    first, _, rest = text.partition("\n")
    if len(first) > LONGEST_NAME and first != title and short_title(first) == title:
        return first, rest
    return title, "" if text == title else text


def names_in(words: str) -> tuple[str, ...]:
    """The names of «花鸟、嵊山», each once."""
    return tuple(dict.fromkeys(one for one in _BETWEEN.split(words) if one))


def joined(words: Iterable[str], sign: str = "、") -> str:
    """The words that are there, joined."""
    return sign.join(word for word in words if word)
