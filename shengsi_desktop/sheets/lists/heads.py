"""Where a table's head stands in a sheet, under title rows and over one to three lines, and what stands above it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from shengsi_desktop.domain.lists import ListField, ListKind
from shengsi_desktop.sheets.lists.cells import EMPTY, RawCell, tight
from shengsi_desktop.sheets.lists.synonyms import Meaning, meanings_of, names_part_of_year

if TYPE_CHECKING:
    from shengsi_desktop.sheets.lists.files import ListSheet

_SEARCHED = 40
_LONGEST_HEAD = 30
_LONGEST_LOWER = 16
_MOST_LINES = 3
_NAMING = frozenset({ListField.NAME, ListField.CONTENT, ListField.TASK, ListField.GOAL})
_NO_TITLE = re.compile(
    r"附[件表]\d*|(?:填[报表]|编制|制表|报送)?(?:单位|部门|时间|日期|人)\s*(?:（盖章）)?[:：]|表\s*\d|#|截[至止]"
)
_WITHOUT_SERIES = (ListKind.KEY_MEASURE, ListKind.REFORM)
_FORM_LINE = re.compile(
    r"(?:填[报表]|编制|制表|报送|金额|计量)?(?:单位|部门|时间|日期|人)(?:[（(]盖章[)）])?[:：]|截[至止]\d{4}年\d{1,2}月(?:\d{1,2}日|底)?止?$"
)
_YEAR = re.compile(r"(20\d\d)\s*(?:年|—|-)?")
_MONEY = re.compile(r"(?:金额|投资|计量)?单位[:：]?[^:：]{0,6}?(亿元|万元|元)")


class HeadLines(NamedTuple):
    """The lines of a head, [first, last] from 0, and how well its columns are known."""

    first: int
    last: int
    score: float


def find_head(sheet: ListSheet, kind: ListKind) -> HeadLines | None:
    """Return the lines that know the most columns of such a list; None where no line does."""
    begins = next((n for n, row in enumerate(sheet.rows) if any(cell is not EMPTY for cell in row)), 0)
    top = spread(sheet, begins + _SEARCHED)
    best: HeadLines | None = None
    for first in range(begins, len(top)):
        if len({cell.text for cell in sheet.rows[first] if cell.text}) < 2:
            continue  # a title, a blank line
        if any(_FORM_LINE.match(tight(cell.text)) for cell in sheet.rows[first] if cell.text):
            continue  # 填报单位 and the like, beside the date
        for last in range(first, min(first + _MOST_LINES, len(top))):
            if last > first and not _goes_on(sheet, top, first, last, kind):
                break
            # the lowest line of groups whose neighbours reach down to it belongs to the head, known or not
            deeper = 0.02 * (last - first) if last > first and _under_groups(sheet, top, first, last) else 0.0
            score = _score(head_parts(top, first, last), kind) + deeper
            if score >= 2 and (best is None or score > best.score + 0.01):
                best = HeadLines(first, last, score)
    return best


def spread(sheet: ListSheet, lines: int) -> list[list[RawCell]]:
    """Return the first `lines` rows with each merged area's cell in all its places."""
    top = [list(row) for row in sheet.rows[:lines]]
    for area in sheet.merged:
        if area.top < len(top):
            cell = top[area.top][area.left]
            for row in top[area.top : area.bottom + 1]:
                row[area.left : area.right + 1] = [cell] * len(row[area.left : area.right + 1])
    return top


def head_parts(top: list[list[RawCell]], first: int, last: int) -> list[tuple[str, ...]]:
    """Return what stands over each column from the first to the last line of the head, repeats dropped."""
    width = len(top[first]) if top else 0
    return [
        tuple(dict.fromkeys(top[n][column].text for n in range(first, last + 1) if top[n][column].text))
        for column in range(width)
    ]


def meanings(parts: tuple[str, ...], kind: ListKind) -> list[Meaning]:
    """Return what a column may say whose head stands over several lines, the likeliest first."""
    if not parts:
        return []
    if len(parts) == 1:
        return list(meanings_of(parts[0], kind))
    if kind in _WITHOUT_SERIES and names_part_of_year(parts[-1]):
        return []  # 阶段目标 over 一季度: words of a time of its own, not the year's
    orders = ("".join(parts), parts[-1], "".join(reversed(parts)), *parts[-2::-1])
    found = [meaning for words in orders for meaning in meanings_of(words, kind)]
    periods = [_planned(_with_year(one, parts), parts) for one in found if one.period]
    ordered = periods or sorted(found, key=lambda one: -one.weight)
    firsts = {one.field: one for one in reversed(ordered)}
    return list(dict.fromkeys(firsts[one.field] for one in ordered))


def title_of(sheet: ListSheet, first: int) -> str:
    """Return the title above a head that begins at line `first`, empty without one."""
    for row in sheet.rows[:first]:
        words = [cell.text for cell in row if cell is not EMPTY]
        if words and len(words) <= 2 and not _NO_TITLE.match(tight(words[0])) and len(words[0]) <= 80:
            return "".join(words[0].split())
    return ""


def year_of(sheet: ListSheet, first: int, *names: str) -> int | None:
    """Return the year of a list: its title's, else that of a line above the head or of the names given."""
    above = [cell.text for row in sheet.rows[:first] for cell in row if cell is not EMPTY]
    for words in (title_of(sheet, first), *above, *names):
        hit = _YEAR.search(words)
        if hit:
            return int(hit[1])
    return None


def money_unit_of(sheet: ListSheet, first: int) -> str:
    """Return what a line above the head says of money («单位：万元»), else empty."""
    return next((unit for row in sheet.rows[:first] if (unit := money_unit_in(row))), "")


def money_unit_in(row: tuple[RawCell, ...]) -> str:
    """Return the unit of money that a line without rows says of the rows below it, else empty."""
    for cell in row:
        hit = _MONEY.search(tight(cell.text)) if cell is not EMPTY else None
        if hit:
            return hit[1]
    return ""


def _with_year(meaning: Meaning, parts: tuple[str, ...]) -> Meaning:
    year = next((hit[1] for part in parts if (hit := _YEAR.search(part))), None)
    if year and len(meaning.period) == 2:
        return meaning._replace(period=f"{year}-{meaning.period}")
    return meaning


def _planned(meaning: Meaning, parts: tuple[str, ...]) -> Meaning:
    """A quarter under 阶段目标 is planned, not done."""
    aims = any(re.search(r"(?:目标|计划|安排)(?:任务|值|数)?$", tight(part)) for part in parts[:-1])
    return meaning._replace(field=ListField.PLANNED) if aims else meaning


def _score(parts: list[tuple[str, ...]], kind: ListKind) -> float:
    """Count the columns that are known, each meaning once; none where no column names the rows."""
    known: dict[ListField, float] = {}
    periods = strange = 0
    groups = [words[0] for words in parts if len(words) > 1]
    for words in parts:
        if any(len(word) > _LONGEST_HEAD for word in words):
            strange += 1
            continue
        timed = len(words) > 1 and groups.count(words[0]) > 1 and names_part_of_year(words[-1])
        periods += timed
        if timed and kind not in _WITHOUT_SERIES:
            continue
        found = meanings(words[:-1] if timed else words, kind)
        if found and found[0].period:
            periods += 1
        elif found:
            one = next((meaning for meaning in found if meaning.field not in known), found[0])
            known[one.field] = max(known.get(one.field, 0.0), one.weight)
    if not known.keys() & _NAMING:
        return 0.0
    sure = sum(1 for weight in known.values() if weight == 1.0)
    if sure + min(periods, 2) < 2:
        return 0.0
    return sum(known.values()) + min(periods, 12) * 0.5 - strange


def _under_groups(sheet: ListSheet, top: list[list[RawCell]], first: int, last: int) -> bool:
    """True where all cells of line `last` stand under a group, and the columns beside them are merged down to it."""
    own = {n for n, cell in enumerate(sheet.rows[last]) if cell is not EMPTY}
    reaching: set[int] = set()
    grouped: set[int] = set()
    for area in sheet.merged:
        if first <= area.top < last <= area.bottom:
            reaching |= set(range(area.left, area.right + 1))
        elif area.top >= first and area.bottom == last - 1 and area.left < area.right:
            grouped |= set(range(area.left, area.right + 1))
    headed = {n for n, cell in enumerate(top[first]) if cell is not EMPTY}
    return bool(own) and own <= grouped and len(reaching) >= 3 and headed - grouped <= reaching


def _goes_on(sheet: ListSheet, top: list[list[RawCell]], first: int, last: int, kind: ListKind) -> bool:
    """True where line `last` still belongs to the head: short words under groups, no numbers, columns known."""
    above, below = top[last - 1], top[last]
    new = [n for n, cell in enumerate(below) if cell is not EMPTY and cell.text != above[n].text]
    if not new or any(len(tight(below[n].text)) > _LONGEST_LOWER or below[n].number is not None for n in new):
        return False
    if _under_groups(sheet, top, first, last):
        return True
    tied = any(area.top < last <= area.bottom for area in sheet.merged if area.top >= first)
    grouped = any(
        area.top == last - 1 and area.bottom < last and area.left < area.right for area in sheet.merged
    )
    loose = len(new) < sum(1 for cell in above if cell is not EMPTY)
    if not (tied or grouped or loose):
        return False
    parts = head_parts(top, first, last)
    heads = [cell.text for cell in above]
    known = sum(
        1
        for n in new
        if (above[n].text and names_part_of_year(below[n].text) and heads.count(above[n].text) > 1)
        or any(one.weight == 1.0 for one in meanings(parts[n], kind))
    )
    return known * 2 >= len(new)
