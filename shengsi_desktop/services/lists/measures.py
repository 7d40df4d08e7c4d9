"""Sums of money in a list's cells: in what they are said, and what they are in the unit that a project is shown in.

万元 and 亿元 are never mixed: a sum without its unit is none, and goes nowhere.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.domain import money as sums
from shengsi_desktop.domain.lists import MONEY_FIELDS, CellProblem, ListField, ListKind
from shengsi_desktop.domain.measures import converted
from shengsi_desktop.domain.money import SCALES, SHOWN_UNITS, WAN, Money

if TYPE_CHECKING:
    from shengsi_desktop.domain.lists import ListCell, ListRow, ListTable

MONEY = frozenset(SCALES)
#: columns of a project that are sums of money by their period
_PERIODS_OF_MONEY = frozenset({ListField.YEAR_DONE, ListField.PLANNED})


def money(cell: ListCell | None, wanted: str) -> Decimal | None:
    """Return a cell's sum in `wanted`; None where it says none, or not in what. Zero is zero in any unit."""
    if cell is None or cell.value is None:
        return None
    return Decimal(0) if not cell.value else converted(cell.value, cell.unit, wanted)


def money_unit_of(row: ListRow) -> str:
    """Return the unit that a project's money is shown in: that of its year's plan, else of its other sums."""
    fields = (
        ListField.YEAR_PLAN, ListField.TOTAL, ListField.YEAR_DONE, ListField.BEFORE, ListField.ALL_DONE,
        ListField.MONTH_DONE,
    )  # fmt: skip
    cells = [row.cell(field) for field in fields]
    units = [cell.unit for cell in cells if cell is not None and cell.value is not None]
    return next((unit for unit in units if unit in SHOWN_UNITS), WAN)


def money_problems(row: ListRow, table: ListTable) -> tuple[CellProblem, ...]:
    """Return a blocking problem for each sum of a project that does not say in what: nobody guesses it."""
    if table.kind is not ListKind.PROJECT:
        return ()
    heads = {one.index: one.head for one in table.columns.columns}
    found = []
    for cell in row.cells:
        of_money = cell.field in MONEY_FIELDS or (cell.period and cell.field in _PERIODS_OF_MONEY)
        if of_money and cell.value and cell.unit not in MONEY:
            head = heads.get(cell.column) or (cell.field.label if cell.field else "")
            said = f"单位是“{cell.unit}”，不是金额" if cell.unit else "没有写明是万元还是亿元"
            message = f"“{head}”{said}，请选定单位后再导入。"
            found.append(CellProblem(row.line, cell.column, message, blocking=True))
    return tuple(found)


def money_words(wan: Decimal | None, unit: str) -> str:
    """«1.2亿元» of a sum in 万元; empty for none."""
    return "" if wan is None else sums.words(Money(wan), unit if unit in SCALES else WAN)
