"""What a row of 重大项目清单 changes beside its item: builder, money, times, milestones, and its plan by month.

Every sum is kept in 万元, those of the year's plan, too; the project's own unit is for its words alone. A sum without a
unit never comes here, its row is not taken.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from shengsi_desktop.domain.lists import CellProblem, ListField
from shengsi_desktop.domain.money import WAN
from shengsi_desktop.domain.projects import investment_id
from shengsi_desktop.domain.words import DeliverableKind
from shengsi_desktop.rhythm.figures import plain
from shengsi_desktop.services.lists.deliverables import YearPlan, investment_day_edits, investment_edits
from shengsi_desktop.services.lists.edits import Edit, Put
from shengsi_desktop.services.lists.measures import MONEY, money, money_unit_of, money_words
from shengsi_desktop.services.lists.promises import Terms, milestones, promises
from shengsi_desktop.services.lists.rows import said
from shengsi_desktop.store.keys import plan_point_id, project_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.domain.lists import ListCell
    from shengsi_desktop.services.lists.deliverables import Day, Line
    from shengsi_desktop.services.lists.item_edits import ItemEdits
    from shengsi_desktop.services.lists.promises import Promise

F = ListField
#: what a project's row says in words, and where it is kept
_WORDS = {
    F.BUILDER: "builder", F.NATURE: "nature", F.SITE: "site", F.PROBLEM_TYPE: "problem", F.MILESTONES: "milestones",
}  # fmt: skip
_MONEY = {F.TOTAL: "total", F.BEFORE: "before"}
_TIMES = {F.START: ("start_on", "start_words"), F.FINISH: ("finish_on", "finish_words")}
FIELDS = (*_WORDS, *_MONEY, *_TIMES, F.YEAR_PLAN)


def project_promises(terms: Terms, year: int) -> tuple[Promise, ...]:
    """Return what a project promises beside its money: the year's goal, and its milestones."""
    found = promises(replace(terms, name="", milestones=""), year) if terms.goal else ()
    firm = tuple(
        one
        for one in found
        if one.kind is not DeliverableKind.STANDING and not (one.unit in MONEY and "投资" in one.text)
    )
    return (*firm, *milestones(terms.milestones, year))


def project_edits(edits: ItemEdits, line: Line, day: Day) -> list[Edit]:
    """Return what the row changes of the project and of its 年度投资."""
    stored = edits.thing.project if edits.thing else {}
    unit = str(stored.get("money_unit") or money_unit_of(edits.row))
    found = _words(edits)
    if not stored:
        found.append(Edit("", "", "", (_put(edits, {"money_unit": unit}),)))
    found += _money(edits, unit)
    found += _times(edits)
    plan = _year_plan(edits, unit)
    name = edits.name
    old_name = edits.thing.name if edits.thing else ""
    found += investment_edits(line, name, plan, day, renamed_from=old_name, label=F.YEAR_PLAN.label)
    if edits.thing is not None:
        found += investment_day_edits(edits.thing, day)
    return [*found, *_curve(edits, line, unit)]


def _put(edits: ItemEdits, fields: dict[str, str | None]) -> Put:
    return Put("project", project_id(edits.item_id), fields, {"item_id": edits.item_id})


def _words(edits: ItemEdits) -> list[Edit]:
    stored = edits.thing.project if edits.thing else {}
    found = []
    for of, column in _WORDS.items():
        before = str(stored.get(column, ""))
        new = edits.word(of, before)
        if new != before:
            found.append(Edit(of.label, before, new, (_put(edits, {column: new}),)))
    return found


def _money(edits: ItemEdits, unit: str) -> list[Edit]:
    stored = edits.thing.project if edits.thing else {}
    found = []
    for of, column in _MONEY.items():
        sum_ = money(edits.row.cell(of), WAN)
        if sum_ is None and of is F.BEFORE:
            sum_ = _before(edits)
        held = stored.get(column)
        before = None if held is None else Decimal(held)
        if sum_ is not None and sum_ != before and of.label not in edits.kept:
            words = money_words(sum_, unit)
            found.append(
                Edit(of.label, money_words(before, unit), words, (_put(edits, {column: plain(sum_)}),))
            )
    return found


def _before(edits: ItemEdits) -> Decimal | None:
    """What was done before this year, where the row gives all and this year's."""
    whole, year = money(edits.row.cell(F.ALL_DONE), WAN), money(edits.row.cell(F.YEAR_DONE), WAN)
    return whole - year if whole is not None and year is not None and whole >= year else None


def _times(edits: ItemEdits) -> list[Edit]:
    stored = edits.thing.project if edits.thing else {}
    found = []
    for of, (on, words) in _TIMES.items():
        cell = edits.row.cell(of)
        before, day_before = str(stored.get(words, "")), str(stored.get(on, ""))
        new = edits.word(of, before)
        day = cell.day.isoformat() if cell and cell.day and said(edits.row, of) else ""
        if of.label in edits.kept or cell is None or not said(edits.row, of):
            continue
        if new != before or (day and day != day_before):
            found.append(Edit(of.label, before, new, (_put(edits, {words: new, on: day}),)))
    span = edits.row.cell(F.SPAN)
    if span is not None and edits.row.cell(F.START) is None and said(edits.row, F.SPAN):
        # a span that no day can be read of is kept as words
        before, new = (
            str(stored.get("start_words", "")),
            edits.word(F.SPAN, str(stored.get("start_words", ""))),
        )
        if new != before:
            found.append(Edit(F.SPAN.label, before, new, (_put(edits, {"start_words": new}),)))
    return found


def _year_plan(edits: ItemEdits, unit: str) -> YearPlan:
    cell = edits.row.cell(F.YEAR_PLAN)
    value = money(cell, WAN)
    if cell is None or value is None or F.YEAR_PLAN.label in edits.kept:
        return YearPlan(None, None, unit)
    high = money(replace(cell, value=cell.high), WAN) if cell.high is not None else None
    return YearPlan(value, high, unit)


def _curve(edits: ItemEdits, line: Line, unit: str) -> list[Edit]:
    """The plan by month as the curve of 年度投资, cumulative; months that do not say which they are stay words."""
    cells = _first_of_each(
        [one for one in edits.row.periods if one.field is F.PLANNED and len(one.period) == 7]
    )
    sums = [(cell, money(cell, WAN)) for cell in cells]
    known = [(cell, value) for cell, value in sums if value is not None]
    deleted = edits.thing is not None and investment_id(line.item_id) in edits.thing.gone
    if not known or deleted:
        return []
    plan = money(edits.row.cell(F.YEAR_PLAN), WAN)
    curve = cumulative([value for _, value in known], plan)
    if curve is None:
        message = "各月计划看不出是当月数还是累计数，按原样保留。写明年度计划投资后可以认出。"
        edits.problems.append(CellProblem(edits.row.line, known[0][0].column, message))
        return []
    row_id = investment_id(line.item_id)
    edits.placed |= {cell.column for cell, _ in known}
    found = []
    for (cell, _), value in zip(known, curve, strict=True):
        held = edits.thing.curve.get((row_id, cell.period)) if edits.thing else None
        label = f"{period_words(cell.period)}计划累计"
        if (held is None or Decimal(held) != value) and label not in edits.kept:
            put = Put(
                "plan_point",
                plan_point_id(row_id, cell.period),
                {"planned": plain(value)},
                {"deliverable_id": row_id, "period": cell.period},
            )
            before = money_words(Decimal(held), unit) if held is not None else ""
            found.append(Edit(label, before, money_words(value, unit), (put,)))
    return found


def _first_of_each(cells: Sequence[ListCell]) -> list[ListCell]:
    """The cells in the order of their periods; of two that name one period the first."""
    found: dict[str, ListCell] = {}
    for cell in cells:
        found.setdefault(cell.period, cell)
    return [found[period] for period in sorted(found)]


def cumulative(values: Sequence[Decimal], plan: Decimal | None) -> list[Decimal] | None:
    """Return a year's plan by month as sums up to each month; None where it cannot be told what the figures are.

    Their last is the year's plan where they are sums already; where they are each month's own, they add up to it.
    """
    summed = [sum(values[: n + 1], Decimal(0)) for n in range(len(values))]
    if plan is not None and len(values) > 1 and summed[-1] == plan:
        return summed
    rising = all(one <= other for one, other in pairwise(values))
    if plan is not None and rising and values[-1] == plan:
        return list(values)
    return None


def period_words(period: str) -> str:
    """«2023年3月»."""
    return f"{period[:4]}年{int(period[5:7])}月" if len(period) == 7 else period
