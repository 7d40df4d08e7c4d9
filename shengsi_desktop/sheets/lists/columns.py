"""What the columns of an office's table say, decided for the table as a whole, and what kind of list it is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.lists import MONEY_FIELDS, ColumnMap, ListField, ListKind, MappedColumn
from shengsi_desktop.sheets.lists.cells import EMPTY, tight
from shengsi_desktop.sheets.lists.head_years import of_year, year_of_heads
from shengsi_desktop.sheets.lists.heads import find_head, head_parts, meanings, spread, title_of, year_of
from shengsi_desktop.sheets.lists.synonyms import taken_apart

if TYPE_CHECKING:
    from shengsi_desktop.sheets.lists.files import ListSheet
    from shengsi_desktop.sheets.lists.synonyms import Meaning

F = ListField
_MOST_LOOKED_AT = 200
_SHORT_UNIT = re.compile(r"[（(](?:单位[:：])?(千万|百万|亿|万)[)）]")
_SO_FAR = re.compile(r"(?<!\d)1月?[-—–~～至]\d{1,2}月|累计")
#: columns that only one kind of list has
_TELLING = {
    ListKind.PROJECT: frozenset(
        {F.TOTAL, F.BUILDER, F.YEAR_PLAN, F.MONTH_DONE, F.STAGE, F.SPAN, F.NATURE, F.BEFORE}
    ),
    ListKind.INDICATOR: frozenset({F.MEASURE, F.YOY, F.PROVINCE, F.RANK, F.CRITERIA, F.POINTS, F.BASELINE}),
    ListKind.REFORM: frozenset[ListField](),
    ListKind.KEY_MEASURE: frozenset[ListField](),
}
_WORD = {
    ListKind.INDICATOR: re.compile("指标"), ListKind.REFORM: re.compile("改革"),
    ListKind.PROJECT: re.compile("项目|工程"), ListKind.KEY_MEASURE: re.compile("举措|措施|任务|工作|政策"),
}  # fmt: skip


def map_columns(
    sheet: ListSheet, kind: ListKind, lines: tuple[int, int] | None = None, *, year: int | None = None
) -> ColumnMap:
    """Return what the columns say. `lines` are the head's, from 1, where a person has named them.

    `year` is the plan's, for a table that names none itself: last year's columns are not taken for this year's.
    Without a head the map's lines are 0 and no column has a meaning.
    """
    if lines is None:
        found = find_head(sheet, kind)
        if found is None:
            return ColumnMap(0, 0, tuple(MappedColumn(n, "") for n in range(sheet.width)))
        first, last = found.first, found.last
    else:
        first = min(max(lines[0] - 1, 0), max(len(sheet.rows) - 1, 0))
        last = min(max(lines[1] - 1, first), max(len(sheet.rows) - 1, 0))
    if not sheet.rows:
        return ColumnMap(0, 0, ())
    parts = head_parts(spread(sheet, last + 1), first, last)
    own = year_of_heads(parts, year_of(sheet, first, sheet.name), year)
    columns = _assigned(parts, kind, own)
    if kind is ListKind.INDICATOR and own and not any(one.field is F.GOAL for one in columns):
        columns = _plain_year(columns, own, title_of(sheet, first))
    return ColumnMap(first + 1, last + 1, tuple(_named(sheet, columns, last, kind)))


def kind_of(sheet: ListSheet, name: str) -> tuple[ListKind, float]:
    """Return the kind of list that a sheet most likely is, and how sure that is (0: no head was found)."""
    scores: dict[ListKind, float] = {}
    for kind in ListKind:
        found = find_head(sheet, kind)
        if found is None:
            scores[kind] = 0.0
            continue
        columns = map_columns(sheet, kind, (found.first + 1, found.last + 1))
        heads = tight(
            "".join(one.head for one in columns.columns if one.field in (F.NAME, F.CONTENT, F.TASK))
        )
        score = found.score + 2 * len(columns.fields & _TELLING[kind])
        score += (
            3
            * bool(_WORD[kind].search(heads))
            * (0.5 if kind in (ListKind.PROJECT, ListKind.KEY_MEASURE) else 1)
        )
        titled = bool(_WORD[kind].search(title_of(sheet, found.first) or sheet.name))
        if kind is ListKind.PROJECT and not titled and not columns.fields & _TELLING[kind]:
            score -= 3  # 项目内容 stands over many a list of other things
        score += 2 * titled
        score += bool(_WORD[kind].search(name))
        scores[kind] = score + 0.5 * (kind is ListKind.KEY_MEASURE)
    best = max(scores, key=lambda kind: scores[kind])
    return best, scores[best]


def _plain_year(columns: list[MappedColumn], year: int, title: str) -> list[MappedColumn]:
    """In a list of targets a column that says no more than the year («2023年») holds the year's targets."""
    if "目标" not in title:
        return columns
    bare = {f"{year}", f"{year}年", f"{year}年度"}
    return [
        replace(one, field=F.GOAL, sure=False) if one.field is None and one.head in bare else one
        for one in columns
    ]


def _assigned(parts: list[tuple[str, ...]], kind: ListKind, year: int | None) -> list[MappedColumn]:
    """Give each column its likeliest meaning that no column before it has taken; whole heads come first."""
    chosen: dict[int, Meaning] = {}
    taken: set[ListField] = set()
    for whole in (True, False):
        for n, words in enumerate(parts):
            if n in chosen:
                continue
            for one in of_year(meanings(words, kind), words, kind, year):
                if (one.weight == 1.0) is whole and (one.period or one.field not in taken):
                    chosen[n] = one
                    if not one.period:
                        taken.add(one.field)
                    break
    columns = []
    for n, words in enumerate(parts):
        apart = [taken_apart(word) for word in reversed(words)]
        meaning = chosen.get(n)
        columns.append(
            MappedColumn(
                n,
                "·".join("".join(word.split()) for word in words),
                meaning.field if meaning else None,
                next((one.unit for one in apart if one.unit), "") or _short_money(meaning, words),
                next((one.year for one in apart if one.year), None),
                meaning.period if meaning else "",
                sure=meaning is None or meaning.weight == 1.0,
            )
        )
    if kind is ListKind.PROJECT:
        columns = _done_so_far(columns)
    return _second_names(columns, parts, kind)


def _short_money(meaning: Meaning | None, words: tuple[str, ...]) -> str:
    """总投资(亿) and 年度计划(万) mean 亿元 and 万元; over other things 万 may be anything."""
    if meaning is None or meaning.field not in MONEY_FIELDS:
        return ""
    hit = next((hit for word in reversed(words) if (hit := _SHORT_UNIT.search(tight(word)))), None)
    return f"{hit[1]}元" if hit else ""


def _done_so_far(columns: list[MappedColumn]) -> list[MappedColumn]:
    """«1-6月完成» of projects is what is done this year, where no column says so without its month."""
    sums = [one for one in columns if one.field is F.YEAR_DONE]
    so_far = [one for one in sums if one.period and _SO_FAR.search(one.head)]
    if not so_far or any(not one.period for one in sums):
        return columns
    latest = max(so_far, key=lambda one: one.period[-2:])
    return [replace(one, period="") if one is latest else one for one in columns]


def _second_names(
    columns: list[MappedColumn], parts: list[tuple[str, ...]], kind: ListKind
) -> list[MappedColumn]:
    """Where two columns name the rows (任务, 举措), the second says the content of the first."""
    if any(one.field is F.CONTENT for one in columns):
        return columns
    for one in columns:
        again = one.field is None and any(
            meaning.field is F.NAME for meaning in meanings(parts[one.index], kind)
        )
        if again:
            return [replace(other, field=F.CONTENT) if other is one else other for other in columns]
    return columns


def _named(sheet: ListSheet, columns: list[MappedColumn], last: int, kind: ListKind) -> list[MappedColumn]:
    """See that one column names the rows, and that it is the one whose words change from row to row."""
    fields = {one.field: one.index for one in columns if one.field is not None and not one.period}
    if F.NAME not in fields:
        stand_in = next((field for field in (F.CONTENT, F.TASK, F.GOAL) if field in fields), None)
        if stand_in is F.GOAL and kind is ListKind.INDICATOR:
            return columns
        return [replace(one, field=F.NAME) if one.field is stand_in and stand_in else one for one in columns]
    # a project or an indicator is what its column calls so, over however many lines it is told
    if (
        kind in (ListKind.KEY_MEASURE, ListKind.REFORM)
        and F.CONTENT in fields
        and F.TASK not in fields
        and _groups(sheet, fields[F.NAME], fields[F.CONTENT], last)
    ):
        swapped = {F.NAME: F.TASK, F.CONTENT: F.NAME}
        return [replace(one, field=swapped[one.field]) if one.field in swapped else one for one in columns]
    return columns


def _groups(sheet: ListSheet, names: int, contents: int, last: int) -> bool:
    """True where a name stands over several rows with contents of their own, merged or said again."""
    over = [area for area in sheet.merged if area.left <= names <= area.right and area.top > last]
    inside = {(area.top, area.left) for area in sheet.merged}
    if any(area.bottom > area.top and (area.top, contents) not in inside for area in over):
        return True
    rows = [row for row in sheet.rows[last + 1 : last + 1 + _MOST_LOOKED_AT] if row[contents] is not EMPTY]
    said = [row[names].text for row in rows if row[names] is not EMPTY]
    return len(said) >= 4 and len(set(said)) * 2 <= len(said)
