"""What is wrong or doubtful in a row of a list, and in a list as a whole, each as a Chinese sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.lists import (
    DUTY_FIELDS,
    MONEY_FIELDS,
    CellProblem,
    ListField,
    ListKind,
    ListRow,
)
from shengsi_desktop.sheets.lists.cells import tight

if TYPE_CHECKING:
    from shengsi_desktop.domain.lists import ColumnMap, ListCell

F = ListField
_CALLED = {
    ListKind.INDICATOR: "指标名称", ListKind.KEY_MEASURE: "举措名称", ListKind.REFORM: "改革事项",
    ListKind.PROJECT: "项目名称",
}  # fmt: skip

_UNTIL = re.compile(r"(?:1月?[-—–~～至]|[（(]|截?至)(1[0-2]|[1-9])月")


def row_problems(row: ListRow, kind: ListKind, fields: frozenset[ListField]) -> tuple[CellProblem, ...]:
    """Return what a row lacks, given what its table's columns say, and what in it does not go together."""
    found: list[CellProblem] = []
    if not row.text(F.NAME):
        found.append(CellProblem(row.line, None, f"没有写{_CALLED[kind]}，不能导入。", blocking=True))
    if fields & DUTY_FIELDS and not any(row.text(field) for field in DUTY_FIELDS):
        found.append(CellProblem(row.line, None, "没有写责任单位。"))
    if kind is ListKind.INDICATOR and F.GOAL in fields and not row.text(F.GOAL):
        found.append(CellProblem(row.line, None, "没有写年度目标。"))
    start, finish = row.cell(F.START), row.cell(F.FINISH)
    if start and finish and start.day and finish.day and start.day > finish.day:
        found.append(CellProblem(row.line, finish.column, "竣工时间早于开工时间，请核对。"))
    total = row.cell(F.TOTAL)
    for field in (F.YEAR_PLAN, F.YEAR_DONE, F.ALL_DONE):
        part = row.cell(field)
        if part and total and _more(part, total):
            message = f"{field.label}大于总投资，请核对数字和单位（万元、亿元）。"
            found.append(CellProblem(row.line, part.column, message))
    return tuple(found)


def with_doubles(rows: list[ListRow]) -> list[ListRow]:
    """Return the rows with a word on those whose name or number stands in a row above, too."""
    names: dict[tuple[str, str], int] = {}
    numbers: dict[tuple[str, str, str], int] = {}
    result: list[ListRow] = []
    for row in rows:
        found: list[CellProblem] = []
        name = row.cell(F.NAME)
        if name and not row.continues:
            above = names.setdefault((tight(name.text), tight(row.text(F.TASK))), row.line)
            if above != row.line:
                message = f"名称与第{above}行相同，请确认是不是同一项。"
                found.append(CellProblem(row.line, name.column, message))
        number = row.cell(F.NUMBER)
        if number and not number.carried:
            # numbers that begin anew under each heading are no doubles
            key = (tight(number.text), tight(row.text(F.CATEGORY)), tight(row.text(F.TASK)))
            above = numbers.setdefault(key, row.line)
            if above != row.line:
                message = f"序号{number.text}与第{above}行重复。"
                found.append(CellProblem(row.line, number.column, message))
        result.append(replace(row, problems=(*row.problems, *found)) if found else row)
    return result


def table_problems(
    columns: ColumnMap, rows: list[ListRow], kind: ListKind, year: int | None
) -> tuple[CellProblem, ...]:
    """Return what is to be looked at once for the whole table."""
    if not columns.first:
        return (CellProblem(0, None, "没有找到表头，请指出表头在第几行。", blocking=True),)
    found: list[CellProblem] = []
    if columns.of(F.NAME) is None:
        message = f"没有找到“{_CALLED[kind]}”一列，请指出是哪一列。"
        found.append(CellProblem(columns.first, None, message, blocking=True))
    if not rows:
        found.append(CellProblem(columns.last, None, "表头下面没有内容。", blocking=True))
    used = {cell.column for row in rows for cell in row.cells if cell.value is not None and not cell.unit}
    bare = [one for one in columns.columns if one.field in MONEY_FIELDS and one.index in used]
    for one in bare:
        message = f"“{one.head}”没有写明是万元还是亿元，请选定单位。"
        found.append(CellProblem(columns.last, one.index, message))
    unsure = [one.head for one in columns.columns if not one.sure and one.field is not None]
    if unsure:
        heads = "、".join(f"“{head}”" for head in unsure)
        found.append(CellProblem(columns.last, None, f"{heads}的含义是推测的，请核对。"))
    for one in columns.columns:
        until = _UNTIL.search(tight(one.head)) if one.field is F.YEAR_DONE and not one.period else None
        if until:
            message = (
                f"“{one.head}”是到{int(until[1])}月底的累计数，记入进展时请选{int(until[1])}月的最后一周。"
            )
            found.append(CellProblem(columns.last, one.index, message))
    if year is None and any(len(one.period) == 2 for one in columns.columns):
        found.append(CellProblem(columns.first, None, "表里的月份没有写是哪一年，请选定年份。"))
    return tuple(found)


def _more(part: ListCell, whole: ListCell) -> bool:
    if part.wan_yuan is not None and whole.wan_yuan is not None:
        return part.wan_yuan > whole.wan_yuan
    return (
        part.unit == whole.unit
        and part.value is not None
        and whole.value is not None
        and part.value > whole.value
    )
