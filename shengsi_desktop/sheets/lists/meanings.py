"""One cell of a list's row with its column's meaning: number and unit, day, units that answer, conditions of a target.

Problems are told of the cell alone; what is wrong with a row as a whole is said by `list_checks`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.domain.lists import (
    DAY_FIELDS,
    DUTY_FIELDS,
    MONEY_FIELDS,
    NUMBER_FIELDS,
    CellProblem,
    ListCell,
    ListField,
    ListKind,
)
from shengsi_desktop.domain.measures import same_size
from shengsi_desktop.domain.words import Comparator, Role
from shengsi_desktop.sheets.lists.cells import tight
from shengsi_desktop.sheets.lists.days import NONE, Days, days
from shengsi_desktop.sheets.lists.synonyms import taken_apart
from shengsi_desktop.sheets.lists.values import Amount, amount, conditions, duties, says_nothing

if TYPE_CHECKING:
    from shengsi_desktop.domain.lists import MappedColumn
    from shengsi_desktop.sheets.lists.cells import RawCell

F = ListField
_PERCENT = frozenset({F.RATE, F.SCHEDULE, F.YOY})
_SHORT_MONEY = {"亿": "亿元", "万": "万元", "百万": "百万元", "千万": "千万元"}
_PLACE = re.compile(r"(?:全省|全市|全国)?(?:并列)?第?(\d{1,3})(?:名|位)?(?:/\d{1,3})?")
_TO = re.compile(r"[-—–－~～至到]+")
_LOST_ZERO = re.compile(r"20\d\d\.1")
_LOWER = re.compile(r"逆向|负向|越低|越小|递减|下降|控制|约束")
#: things of which less is better, by their names; not where the name is of their falling or of dealing with them
_BAD = re.compile(
    r"事故|死亡|伤亡|PM2\.?5|PM10|浓度|失业率|能耗|倍差|发生率|发案|投诉|文盲率|(?:排放|用水|消耗)(?:强度|总量)|"
    r"不良率|负债率|漏损率|返贫|信访量|发病率|患病率|逾期"
)
_NOT_BAD = re.compile(
    r"下降|降幅|降低|减少|削减|压减|办结|处置|处理|满意|整改|达标|救援|化解|覆盖|回复|及时|负氧|调解|破案|查处"
)
_ROLES = {Role.LEAD: F.LEAD, Role.SUPPORT: F.SUPPORT, Role.OWNER: F.OWNER}


@dataclass(frozen=True, slots=True)
class RowContext:
    """What a cell's meaning rests on besides itself: the list's kind, its year, its units, the line."""

    kind: ListKind
    line: int
    year: int | None
    money_unit: str = ""
    measure: str = ""
    lower_is_better: bool = False
    direction_guessed: bool = False


@dataclass(slots=True)
class ReadCells:
    """The cells of one row as they are read, with what is doubtful in them."""

    cells: list[ListCell] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)


def measure_of(texts: dict[ListField, str]) -> str:
    """Return the unit that a row counts in: its 计量单位, else the one in its name (地区生产总值（亿元）)."""
    said = texts.get(F.MEASURE, "").strip()
    if said and not says_nothing(said):
        return said.replace("％", "%")[:12]
    return taken_apart(texts.get(F.NAME, "")[:60]).unit


def is_lower_better(texts: dict[ListField, str]) -> bool:
    """True where less is better: the row's 方向 says so, or its name where there is no word of it (失业率)."""
    said = texts.get(F.DIRECTION, "")
    if said.strip() and not says_nothing(said):
        return _LOWER.search(said) is not None
    name = tight(texts.get(F.NAME, "")).upper()
    return _BAD.search(name) is not None and _NOT_BAD.search(name) is None


def read_cell(
    raw: RawCell, column: MappedColumn, context: RowContext, out: ReadCells, *, carried: bool
) -> None:
    """Append what the cell says, and what is doubtful in it."""
    if raw.fault:
        out.problems.append(_problem(context, column, raw.fault))
    if not raw.text:
        return
    cell = ListCell(column.field, column.index, raw.text, period=_period(column, context), carried=carried)
    if column.field is None:
        out.cells.append(cell)
    elif column.field is F.NUMBER and raw.day is not None:
        number = f"{raw.day.month}-{raw.day.day}"
        message = f"“{raw.text}”像是被表格改成日期的编号，按{number}读入，请核对。"
        out.problems.append(_problem(context, column, message))
        out.cells.append(replace(cell, text=number))
    elif column.field is F.GOAL and context.kind is ListKind.INDICATOR:
        out.cells.append(_goal(cell, column, context, out))
    elif column.field in NUMBER_FIELDS or column.field is F.PLANNED or column.period:
        out.cells.append(_number(cell, raw, column, context, out))
    elif column.field in DAY_FIELDS or column.field is F.SPAN:
        _day(cell, raw, column, context, out)
    elif column.field in DUTY_FIELDS:
        _duty(cell, out)
    else:
        out.cells.append(cell)


def _period(column: MappedColumn, context: RowContext) -> str:
    if len(column.period) == 2 and context.year:
        return f"{context.year}-{column.period}"
    return column.period


def _goal(cell: ListCell, column: MappedColumn, context: RowContext, out: ReadCells) -> ListCell:
    """Read a target; one without a word of comparison is to be reached, or not to be passed where less is better."""
    plainly = Comparator.LE if context.lower_is_better else Comparator.GE
    read = conditions(cell.text, column.unit or context.measure)
    found = tuple(
        replace(one, comparator=plainly) if one.comparator is Comparator.EQ else one for one in read
    )
    if context.direction_guessed and any(one.comparator is Comparator.EQ for one in read):
        message = f"“{_short(cell.text)}”按越低越好理解（不超过），请核对方向。"
        out.problems.append(_problem(context, column, message))
    first = next((one for one in found if one.value is not None), None)
    said = amount(cell.text)
    return replace(
        cell,
        conditions=found,
        value=first.value if first else None,
        high=said.high if said else None,
        unit=first.unit if first else "",
        comparator=first.comparator if first else Comparator.WORDS if found else Comparator.EQ,
    )


def _number(
    cell: ListCell, raw: RawCell, column: MappedColumn, context: RowContext, out: ReadCells
) -> ListCell:
    said: Amount | None
    if raw.number is not None:
        said = Amount(raw.number, None, raw.unit, Comparator.EQ)
    elif column.field is F.RANK and (place := _PLACE.fullmatch("".join(raw.text.split()))):
        said = Amount(Decimal(place[1]), None, "位", Comparator.EQ)
    else:
        said = amount(raw.text)
    if said is None:
        if not says_nothing(raw.text):
            out.problems.append(_problem(context, column, f"“{_short(raw.text)}”读不出数值，只保留文字。"))
        return cell
    own = _SHORT_MONEY.get(said.unit, said.unit) if column.field in MONEY_FIELDS else said.unit
    unit = own or _unit_beside(column, context)
    expected = _unit_beside(column, context)
    if own and expected and not same_size(own, expected):
        message = f"“{_short(raw.text)}”的单位是{own}，表里的单位是{expected}，按{own}读入，请核对。"
        out.problems.append(_problem(context, column, message))
    if column.field in (F.RATE, F.SCHEDULE) and not own and column.unit != "%" and 0 < said.value < 1:
        message = f"“{_short(raw.text)}”没有百分号，按{said.value}%读入；如是{said.value * 100:f}%，请改。"
        out.problems.append(_problem(context, column, message))
    return replace(cell, value=said.value, high=said.high, unit=unit, comparator=said.comparator)


def _unit_beside(column: MappedColumn, context: RowContext) -> str:
    """Return the unit that stands not in the cell but in its head, its row or above the table."""
    # 完成率 under «投资（万元）» is no sum
    if column.field in _PERCENT:
        return column.unit if column.unit in ("%", "‰", "个百分点") else "%"
    if column.unit:
        return column.unit
    if column.field is F.RANK:
        return "位"
    if column.field in (F.POINTS, F.SCORE):
        return "分"
    if column.field in MONEY_FIELDS:
        return context.money_unit
    return context.measure


def _day(cell: ListCell, raw: RawCell, column: MappedColumn, context: RowContext, out: ReadCells) -> None:
    found = Days(raw.day, raw.day) if raw.day else days(raw.text, context.year)
    if raw.number is not None and _LOST_ZERO.fullmatch(raw.text):
        message = f"“{raw.text}”按{raw.text[:4]}年1月读入；如是10月（末尾的0被表格去掉了），请改。"
        out.problems.append(_problem(context, column, message))
    if found == NONE and not says_nothing(raw.text):
        out.problems.append(_problem(context, column, f"“{_short(raw.text)}”读不出日期，只保留文字。"))
    if cell.field is F.SPAN:
        out.cells.append(cell)
        if found.first is not None and found.last is not None:
            begins, ends = _two_ends(cell.text)
            out.cells.append(replace(cell, field=F.START, day=found.first, text=begins))
            # a single time in such a column says when it begins
            if found.first.replace(day=1) != found.last.replace(day=1):
                out.cells.append(replace(cell, field=F.FINISH, day=found.last, text=ends))
        return
    day = found.first if cell.field is F.START else found.last
    out.cells.append(replace(cell, day=day, open_ended=found.open_ended))


def _two_ends(text: str) -> tuple[str, str]:
    """«2023.2-2024.12» as 2023.2 and 2024.12; what is not clearly two stands whole for both."""
    parts = [part.strip() for part in _TO.split(text)]
    return (parts[0], parts[1]) if len(parts) == len(("begins", "ends")) and all(parts) else (text, text)


def _duty(cell: ListCell, out: ReadCells) -> None:
    """Take the units apart; what the words themselves call 牵头 or 配合 goes to that role."""
    named = duties(cell.text)
    own = tuple(unit for unit, role in named if _role(role, cell.field) is cell.field)
    out.cells.append(replace(cell, names=own))
    for told in (F.LEAD, F.SUPPORT, F.OWNER):
        names = tuple(unit for unit, role in named if _role(role, cell.field) is told)
        if told is not cell.field and names:
            out.cells.append(replace(cell, field=told, names=names))


def _role(role: Role, column: ListField | None) -> ListField | None:
    return column if role is Role.OWNER else _ROLES[role]


def _problem(context: RowContext, column: MappedColumn, message: str) -> CellProblem:
    head = column.head or (column.field.label if column.field else "")
    return CellProblem(context.line, column.index, f"{head}：{message}" if head else message)


def _short(text: str) -> str:
    words = "".join(text.split())
    return words if len(words) <= 20 else f"{words[:20]}…"
