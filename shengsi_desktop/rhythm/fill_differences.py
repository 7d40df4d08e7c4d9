"""A 填报表 that came back beside what was issued and what stands here now: cell by cell, nothing decided for anyone.

Rows are matched by their hidden key where that agrees with the number a person sees, else by that number alone.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.domain.fill_sheets import (
    HEADS,
    LOCKED_HEADS,
    NO_NEWS,
    SHEET_NAMES,
    TICK,
    CellDifference,
    CellVerdict,
    FillDifferences,
    RowKind,
    StrangeRow,
)
from shengsi_desktop.domain.measures import converted
from shengsi_desktop.domain.nothing_said import says_nothing
from shengsi_desktop.domain.words import PlanMark, RequestLevel
from shengsi_desktop.rhythm.typed_numbers import parse_figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from shengsi_desktop.domain.fill_sheets import FillRow, ReadCell, ReadRow

_NO_NEWS = frozenset({NO_NEWS, "无新进展", "本周暂无新进展", "无", "暂无"})
_TICKS = frozenset({TICK, "√", "✓", "✔", "1", "完成", "已完成"})
_NO_TICKS = frozenset({"否", "×", "0", "未完成"})
_LARGEST = Decimal(10) ** 15
#: of words that are not taken so many characters are told
_LONGEST = 60
_MOST_NAMED = 5
_MOST_WORDS = 30
_NOT_ASKED = "这一格不用本单位填，没有采用。"


def compare(
    issued: Sequence[FillRow],
    read: Sequence[ReadRow],
    now: Mapping[str, Mapping[str, str]],
    *,
    sure: bool = True,
) -> FillDifferences:
    """The differences. `now` is what stands here, by the row's key, then by field.

    `sure` False: what was issued is not known for certain, so that words here are never taken for untouched.
    """
    matched, strange, remarks = _matched(issued, read)
    cells: list[CellDifference] = []
    for row in issued:
        if row.key not in now:
            continue
        for field in HEADS[row.kind]:
            cell = matched[row.key].cells.get(field) if row.key in matched else None
            if cell is None:
                continue
            if field in row.cells and field in now[row.key]:
                cells.append(_cell(row, field, row.cells[field], cell, now[row.key][field], sure=sure))
            elif cell.text and not cell.covered:
                cells.append(_cell(row, field, "", replace(cell, problem=_NOT_ASKED), "", sure=sure))
    cells = _levels_without_requests(cells)
    remarks += _gone(issued, matched)
    remarks += _locked(issued, matched)
    return FillDifferences(tuple(cells), tuple(strange), tuple(remarks))


def words_of(text: str) -> str:
    """A text as it is compared: one kind of line break, no blanks at the ends of its lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def tight(text: str) -> str:
    """A text without blanks and widths: for what nobody edits."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _matched(
    issued: Sequence[FillRow], read: Sequence[ReadRow]
) -> tuple[dict[str, ReadRow], list[StrangeRow], list[str]]:
    by_key = {row.key: row for row in issued}
    by_number: dict[tuple[RowKind, str], list[FillRow]] = {}
    for row in issued:
        by_number.setdefault((row.kind, tight(row.number)), []).append(row)
    found: dict[str, ReadRow] = {}
    strange: list[StrangeRow] = []
    remarks: list[str] = []
    for one in read:
        fitting = _fitting(one, by_key, by_number)
        if fitting is None or fitting.key in found:
            if words := _all_words(one):
                strange.append(StrangeRow(one.place, words))
            continue
        if one.key and one.key != fitting.key:
            remarks.append(f"{one.place}的行标识与编号“{one.number}”对不上，按看得见的编号认。")
        found[fitting.key] = one
    return found, strange, remarks


def _fitting(
    row: ReadRow, by_key: Mapping[str, FillRow], by_number: Mapping[tuple[RowKind, str], list[FillRow]]
) -> FillRow | None:
    keyed = by_key.get(row.key)
    number = tight(row.number)
    # a number that nobody issued was mistyped; one of another row means that the hidden column was not sorted along
    known = (row.kind, number) in by_number
    if keyed is not None and keyed.kind is row.kind and (not known or tight(keyed.number) == number):
        return keyed
    seen = by_number.get((row.kind, number), [])
    if row.kind is RowKind.PLAN:
        seen = [one for one in seen if tight(one.line) == tight(row.shown.get("line", ""))]
    return seen[0] if len(seen) == 1 else None


def _all_words(row: ReadRow) -> str:
    said = [row.number, *row.shown.values(), *(cell.text for cell in row.cells.values() if not cell.covered)]
    return "　".join(words for one in said if (words := words_of(one)))


def _cell(row: FillRow, field: str, base: str, cell: ReadCell, here: str, *, sure: bool) -> CellDifference:
    problem = cell.problem
    value = base
    if not problem and not cell.covered:
        value, problem = _value(row, field, cell.text)
    if problem and not cell.problem and _equal(field, cell.text, base):
        # words that were issued so are nobody's mistake
        problem, value = "", base
    if problem:
        verdict = CellVerdict.UNREADABLE
    elif cell.covered or _equal(field, value, base):
        verdict = CellVerdict.UNCHANGED
    elif _equal(field, value, here):
        verdict = CellVerdict.SAME
    elif not _equal(field, here, base) or (not sure and here):
        verdict = CellVerdict.BOTH
    else:
        verdict = CellVerdict.FILLED if value else CellVerdict.CLEARED
    return CellDifference(
        key=f"{row.key}:{field}",
        row=row,
        field=field,
        number=row.number,
        what=row.line or row.shown.get("title", ""),
        head=HEADS[row.kind][field],
        verdict=verdict,
        issued=base,
        sheet=cell.text,
        now=here,
        value=value,
        place=cell.place,
        problem=problem,
    )


def _value(row: FillRow, field: str, text: str) -> tuple[str, str]:
    """What would be stored of these words, and why it cannot be."""
    said = words_of(text)
    plain = tight(said)
    if not plain:
        return "", ""
    if field in ("request", "level") and says_nothing(said):
        # 无 in a column that asks for something to be done raises nothing
        return "", ""
    if field == "progress":
        return (NO_NEWS if plain.rstrip("。.") in _NO_NEWS else said), ""
    if field == "level":
        return _one_of(plain, [one.label for one in RequestLevel.to_choose()], "提请层级")
    if field == "mark":
        return _one_of(plain, [one.label for one in PlanMark], "完成情况")
    if field == "stage":
        return _one_of(plain, list(row.stages), "阶段")
    if field == "done":
        if plain in _TICKS:
            return TICK, ""
        return ("", "") if plain in _NO_TICKS else ("", f"“{said}”不是“是”，完成的请填“是”。")
    if field == "value":
        return _number(said, row.unit)
    return said, ""


def _one_of(plain: str, words: list[str], what: str) -> tuple[str, str]:
    exact = next((one for one in words if tight(one) == plain), None)
    if exact is not None:
        return exact, ""
    return "", f"“{plain}”不在{what}的可选项里（{'、'.join(words)}）。"


def _number(said: str, unit: str) -> tuple[str, str]:
    """«14个», «１４», «1,200», «67亿元» where the unit is 万元: as a plain number in `unit`."""
    found = parse_figure(said)
    if found is None:
        return "", f"“{said}”不是数，请只填数字；没有数的，亮灯按0计。"
    number, written = found
    if written and not (unit and tight(written).startswith(tight(unit))):
        in_unit = converted(number, written, unit)
        if in_unit is None:
            return "", f"“{said}”的单位与“{unit or '（无单位）'}”不同，请核对。"
        number = in_unit
    if not 0 <= number < _LARGEST:
        return "", f"“{said}”不是不小于0的数，请核对。"
    return format(number.normalize() if number != number.to_integral_value() else number.quantize(1), "f"), ""


def _equal(field: str, one: str, other: str) -> bool:
    if field == "value" and one and other:
        first, second = parse_figure(one), parse_figure(other)
        if first is not None and second is not None:
            return first[0] == second[0]
    return words_of(one) == words_of(other)


def _levels_without_requests(cells: list[CellDifference]) -> list[CellDifference]:
    """A level that nothing is raised to: told, and not taken."""
    asked = {one.row.key for one in cells if one.field == "request" and (one.value or one.now)}
    return [
        replace(one, verdict=CellVerdict.UNREADABLE, problem="没有写需协调事项，提请层级不记。")
        if one.field == "level" and one.takeable and one.value and one.row.key not in asked
        else one
        for one in cells
    ]


def _gone(issued: Sequence[FillRow], matched: Mapping[str, ReadRow]) -> Iterator[str]:
    for kind in RowKind:
        gone = [row.number for row in issued if row.kind is kind and row.key not in matched]
        if gone:
            yield f"“{SHEET_NAMES[kind]}”表少了{len(gone)}行（{_named(gone)}），按未填处理，台账里的内容不动。"


def _locked(issued: Sequence[FillRow], matched: Mapping[str, ReadRow]) -> Iterator[str]:
    for kind in RowKind:
        touched: Counter[str] = Counter()
        for row in issued:
            if row.kind is not kind or row.key not in matched:
                continue
            seen = matched[row.key].shown
            for name, head in LOCKED_HEADS[kind].items():
                if name in seen and tight(seen[name]) and tight(seen[name]) != tight(row.shown.get(name, "")):
                    touched[f"{row.number} {head}“{_new_words(seen[name], row.shown.get(name, ''))}”"] += 1
        if touched:
            yield f"“{SHEET_NAMES[kind]}”表里有不该改的格改动过（{_named(touched, _MOST_WORDS)}），没有采用。"


def _new_words(seen: str, issued: str) -> str:
    """What was written into a locked cell: behind what stood there, or in its place."""
    said, stood = words_of(seen), words_of(issued)
    return (said.removeprefix(stood).strip() or said)[:_LONGEST]


def _named(names: Iterable[str], most: int = _MOST_NAMED) -> str:
    found = list(dict.fromkeys(names))
    more = f"等{len(found)}处" if len(found) > most else ""
    return "、".join(found[:most]) + more
