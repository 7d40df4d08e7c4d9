"""Where the cells of a pasted block belong: down the indicators, along the months. Pure; all of it or nothing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from shengsi_desktop.domain.periods import last_month, read_period
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui.pages.indicators.block import cells_of
from shengsi_desktop.ui.pages.indicators.grid import words
from shengsi_desktop.ui.pages.indicators.grid.faces import closed_words
from shengsi_desktop.ui.pages.indicators.grid.reading import Value, is_blank, read
from shengsi_desktop.ui.pages.indicators.grid.series import MONTHS, may_enter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.domain.indicators import Indicator
    from shengsi_desktop.ui.pages.indicators.grid.rows import Sight

_LAST = 12
_SHOWN = 20
#: what the head of an office's table calls the columns that hold no month
_HEADS = frozenset(
    {
        "",
        "序号",
        "指标",
        "指标名称",
        "名称",
        "单位",
        "计量单位",
        "目标",
        "年度目标",
        "类别",
        "责任单位",
        "备注",
    }
)
_ORDINAL = re.compile(r"(?:\d{1,3}|[(（]\d{1,3}[)）])[.、．]?")
_BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]$")


@dataclass(frozen=True, slots=True)
class Table:
    """What is on the screen: every indicator, those listed, and from which row (of those) and month to paste."""

    known: Sequence[Indicator]
    listed: Sequence[Indicator]
    sight: Sight
    row: int
    month: int


class Placed(NamedTuple):
    """One figure where it belongs."""

    indicator: Indicator
    month: int
    value: Value


class _Row(NamedTuple):
    """A line of the block: its number from 1, whose it is, its cells."""

    line: int
    indicator: Indicator
    cells: Sequence[str]


def placed(text: str, table: Table) -> tuple[Placed, ...]:
    """The figures of a block. Blank cells and «—» are passed over. Raises Refusal, naming the first bad cell.

    A line of months above the figures says where they belong; else they begin at the table's month. A column of
    indicators' names before the figures says whose they are; else they go down the rows listed.
    """
    lines = cells_of(text)
    head = _months_of(lines[0], table.sight.year)
    body = lines[1:] if head else lines
    skipped = len(lines) - len(body)
    names = {_plain(one.name): one for one in table.known}
    at = _name_column(body, names)
    if at is None:
        rows = _down(body, skipped, table)
        first = 0
    else:
        rows = _named(body, at, skipped, names)
        first = _first_figure(rows, at)
    months = head or _along(rows, first, table.month, named=at is not None)
    found = [one for row in rows for one in _figures(row, months, table.sight)]
    if not found:
        raise Refusal(words.NOTHING_IN_IT)
    return tuple(found)


def filled(text: str, cells: Sequence[tuple[Indicator, int]], sight: Sight) -> tuple[Placed, ...]:
    """One figure in each of several cells. Raises Refusal."""
    cell = cells_of(text)[0][0]
    if is_blank(cell):
        raise Refusal(words.NOTHING_IN_IT)
    return tuple(
        one for indicator, month in cells for one in _figures(_Row(1, indicator, (cell,)), {0: month}, sight)
    )


def is_single(text: str) -> bool:
    """Whether the block is one cell."""
    lines = cells_of(text)
    return len(lines) == 1 and len(lines[0]) == 1


def _figures(row: _Row, months: dict[int, int], sight: Sight) -> list[Placed]:
    found = []
    for column, cell in enumerate(row.cells):
        if column not in months or is_blank(cell):
            continue
        month = months[column]
        if month > _LAST:
            raise Refusal(words.PASTED_TOO_WIDE.format(line=row.line))
        try:
            found.append(Placed(row.indicator, month, _value(cell, row.indicator, sight, month)))
        except Refusal as problem:
            raise Refusal(
                words.PASTED.format(
                    line=row.line, column=column + 1, name=row.indicator.name, month=month, reason=problem
                )
            ) from None
    return found


def _value(cell: str, indicator: Indicator, sight: Sight, month: int) -> Value:
    if not may_enter(indicator, sight.field, month):
        raise Refusal(words.PASTED_CLOSED.format(tip=closed_words(indicator, sight.field, month)))
    return read(cell, sight.field, indicator)


def _months_of(line: Sequence[str], year: int) -> dict[int, int]:
    """The month of each column where the line is a head of months; empty where it is none. Raises Refusal."""
    found: dict[int, int] = {}
    for column, cell in enumerate(line):
        said = "".join(unicodedata.normalize("NFKC", cell).split())
        if said in _HEADS or said.removesuffix("值") in _HEADS:
            continue
        # «5500» and «2023.5» are figures
        dated = re.match(r"\d{4}[年-]", said)
        if not (dated or "月" in said or "季" in said or "半年" in said):
            return {}
        try:
            period = read_period(said if dated else f"{year}年{said}")
        except Refusal:
            return {}
        if int(period[:4]) != year:
            raise Refusal(words.PASTED_OTHER_YEAR.format(there=period[:4], here=year))
        found[column] = last_month(period)
    return found


def _name_column(lines: Sequence[Sequence[str]], names: dict[str, Indicator]) -> int | None:
    """The column that holds indicators' names, behind a number at most; None where there is none."""
    for column in range(3):
        if any(column < len(line) and _named_by(line[column], names) for line in lines):
            return column
    return None


def _named(lines: Sequence[Sequence[str]], at: int, skipped: int, names: dict[str, Indicator]) -> list[_Row]:
    rows: list[_Row] = []
    for number, line in enumerate(lines, start=skipped + 1):
        name = line[at] if at < len(line) else ""
        indicator = _named_by(name, names)
        if indicator is None:
            if any(not is_blank(cell) for cell in line[at + 1 :]):
                raise Refusal(words.PASTED_UNKNOWN.format(line=number, name=name[:_SHOWN]))
            continue  # a heading of its own, or an empty line
        if any(row.indicator.id == indicator.id for row in rows):
            raise Refusal(words.PASTED_TWICE.format(line=number, name=name[:_SHOWN]))
        rows.append(_Row(number, indicator, line))
    return rows


def _down(lines: Sequence[Sequence[str]], skipped: int, table: Table) -> list[_Row]:
    below = table.listed[table.row :]
    if len(lines) > len(below):
        raise Refusal(words.PASTED_TOO_HIGH.format(lines=len(lines), room=len(below)))
    return [
        _Row(number, indicator, line)
        for number, (indicator, line) in enumerate(zip(below, lines, strict=False), start=skipped + 1)
    ]


def _first_figure(rows: Sequence[_Row], at: int) -> int:
    """The column after the name, its unit and its target, where the block has those, too."""
    first = at + 1
    width = max((len(row.cells) for row in rows), default=0)
    while first < width and all(
        row.cells[first] in {"", row.indicator.unit, row.indicator.target_words}
        for row in rows
        if first < len(row.cells)
    ):
        if not any(first < len(row.cells) and row.cells[first] for row in rows):
            break  # an empty month is no unit
        first += 1
    return first


def _along(rows: Sequence[_Row], first: int, month: int, *, named: bool) -> dict[int, int]:
    """Columns from `first` on as months from `month` on; a named block of a whole year begins in January."""
    width = max((len(row.cells) for row in rows), default=0) - first
    begins = 1 if named and width == len(MONTHS) else month
    return {first + place: begins + place for place in range(width)}


def _named_by(cell: str, names: dict[str, Indicator]) -> Indicator | None:
    said = _plain(cell)
    found = names.get(said) or names.get(_BRACKETS.sub("", said))
    if found is None and _ORDINAL.match(said):
        bare = _ORDINAL.sub("", said, count=1)
        found = names.get(bare) or names.get(_BRACKETS.sub("", bare))
    if found is None:
        found = next(
            (one for name, one in names.items() if one.unit and said == name + _plain(one.unit)), None
        )
    return found


def _plain(text: str) -> str:
    """The name without blanks and quotes, in one width, with one kind of dash."""
    said = re.sub(r"[\s“”\"'‘’「」]", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"[–—−~]", "-", said)
