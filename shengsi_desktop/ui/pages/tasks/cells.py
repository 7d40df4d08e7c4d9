"""What the cells of 任务清单 say, show as tool tip and sort by: of an item, and of a deliverable on the board 按岛."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.words import DeliverableKind, Light, ListName, Role, RoleSource
from shengsi_desktop.ui.pages.tasks import words
from shengsi_desktop.ui.pages.tasks.deliverable_words import due_words as due_of
from shengsi_desktop.ui.pages.tasks.deliverable_words import target_words, value_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from shengsi_desktop.domain.islands import IslandLine
    from shengsi_desktop.domain.tracking import DeliverableStanding, ItemRow, Standing

_ROLES = {Role.LEAD: 0, Role.OWNER: 0, Role.SUPPORT: 1}
_SEVERITY = (
    Light.RED,
    Light.YELLOW,
    Light.UNREPORTED,
    Light.UNSCHEDULED,
    Light.GREEN,
    Light.DONE,
    Light.NONE,
    Light.BY_LEAD,
)
_NUMERALS = "一二三四五六七八九十"
#: what the plan itself holds, under its directions; all else stands under its list
OF_THE_PLAN = frozenset({ListName.CLAUSE, ListName.GUARANTEE})


class Column(IntEnum):
    """The columns from left to right. On the board 按岛, ROLE holds the item's number."""

    TITLE = 0
    ROLE = 1
    LEAD = 2
    PROGRESS = 3
    LIGHT = 4
    DUE = 5


def direction_words(rows: Iterable[ItemRow]) -> dict[str, str]:
    """«（一）聚力城乡一体» of each direction of the whole plan; 工作保障 bears no numeral."""
    found: dict[str, str] = {}
    for row in rows:
        if row.list in OF_THE_PLAN and row.direction not in found:
            count = len(found)
            numbered = row.list is not ListName.GUARANTEE and count < len(_NUMERALS)
            found[row.direction] = f"（{_NUMERALS[count]}）{row.direction}" if numbered else row.direction
    return found


def role_words(row: ItemRow) -> str:
    """牵头, 配合, 责任单位; 提到 where others own it."""
    if row.role is None:
        return words.MENTIONED_ROLE if row.mentioned else ""
    return row.role.label


def item_words(row: ItemRow, column: int, year: int = 0) -> str:
    """What a cell of an item says; `year` is the plan's, which its days do not repeat."""
    if column == Column.TITLE:
        return f"{row.number} {row.title}"
    if column == Column.ROLE:
        said = role_words(row)
        return f"{said}{words.DOT}{words.PENDING}" if row.pending else said
    if column == Column.LEAD:
        return row.lead
    if column == Column.PROGRESS:
        tally = row.standing.tally
        if row.standing.reading.light is Light.BY_LEAD and tally.total:
            return words.ONLY_COUNT.format(count=tally.total)
        return tally.words
    if column == Column.LIGHT:
        return row.standing.reading.light.label
    return _due(row.due, year, is_default=row.due_is_default)


def short_progress(row: ItemRow) -> str:
    """«8项 完成3» where there is no room for the whole count: what is done, else what is under way."""
    tally = row.standing.tally
    said = item_words(row, Column.PROGRESS)
    if not tally.total or row.standing.reading.light is Light.BY_LEAD:
        return said
    for word, count in ((words.SHORT_DONE, tally.done), (words.SHORT_UNDER_WAY, tally.under_way)):
        if count:
            return f"{words.ONLY_COUNT.format(count=tally.total)} {word.format(count=count)}"
    return f"{words.ONLY_COUNT.format(count=tally.total)} {words.NOT_STARTED}"


def line_words(line: IslandLine, column: int, year: int = 0) -> str:
    """What a cell of a deliverable says; `year` as above."""
    one = line.standing.deliverable
    if column == Column.TITLE:
        return line.title
    if column == Column.ROLE:
        return line.row.number
    if column == Column.LEAD:
        return line.row.lead
    if column == Column.PROGRESS:
        if line.standing.reading.light is Light.BY_LEAD and one.kind is not DeliverableKind.STANDING:
            # how far it is, only its lead knows
            return target_words(one) or one.kind.label
        return value_words(line.standing)
    if column == Column.LIGHT:
        return line.standing.reading.light.label
    return _due(one.due, year, is_default=one.due_is_default)


def item_tip(row: ItemRow, column: int) -> str | None:
    """What is said of a cell of an item when the pointer rests on it."""
    if column == Column.TITLE:
        return f"{row.number} {row.title}"
    if column == Column.ROLE:
        if row.pending:
            return words.PENDING_TIP.format(group=row.group or "")
        return words.HABIT_TIP if row.role is Role.LEAD and row.role_source is RoleSource.HABIT else None
    if column == Column.LIGHT:
        return _reasons(row.standing)
    if column == Column.DUE:
        return words.DEFAULT_DUE_TIP if row.due_is_default else _day(row.due)
    return item_words(row, column)


def line_tip(line: IslandLine, column: int) -> str:
    """What is said of a cell of a deliverable when the pointer rests on it."""
    one = line.standing.deliverable
    if column == Column.TITLE:
        return f"{one.number} {one.text or one.name}"
    if column == Column.ROLE:
        return f"{line.row.number} {line.row.title}"
    if column == Column.LIGHT:
        return _reasons(line.standing)
    return due_of(one) if column == Column.DUE else line_words(line, column)


def _reasons(standing: Standing | DeliverableStanding) -> str:
    """Why the light is what it is; why the second one beside it is another."""
    second = standing.adjusted
    return f"{standing.reading.reason}\n{second.reason}" if second is not None else standing.reading.reason


def sort_key(row: ItemRow, column: int, order_of: dict[str, int]) -> Any:
    """What the flat table sorts an item by; `order_of` is the plan's order by id."""
    if column == Column.TITLE:
        return order_of[row.id]
    if column == Column.ROLE:
        return _ROLES.get(row.role, 2) if row.role is not None else 3 - row.mentioned
    if column == Column.LEAD:
        return row.lead
    if column == Column.PROGRESS:
        computed = row.standing.computed
        return float(computed) if computed is not None else -1.0
    if column == Column.LIGHT:
        light = row.standing.reading.light
        return _SEVERITY.index(light) if light in _SEVERITY else len(_SEVERITY)
    return row.due


def _due(due: date, year: int, *, is_default: bool) -> str:
    """12月 for the year's end that the text does not write, else 10月31日; 2024年2月 of another year."""
    if due.year != year:
        return words.YEAR_MONTH.format(year=due.year, month=due.month)
    if is_default:
        return words.MONTH.format(month=due.month)
    return words.MONTH_DAY.format(month=due.month, day=due.day)


def _day(due: date) -> str:
    return words.DAY.format(year=due.year, month=due.month, day=due.day)
