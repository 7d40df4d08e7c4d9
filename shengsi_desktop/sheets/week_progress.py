"""任务进展 and 细项进度: what each item and each of its promises has come to this week."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import Comparator, DeliverableKind, Light
from shengsi_desktop.sheets.cells import (
    NONE,
    PERCENT,
    PLAIN_NUMBER,
    Entry,
    day_words,
    lamp,
    literal,
    number,
    quiet,
    short,
    text,
    tidy,
)
from shengsi_desktop.sheets.heights import width_for
from shengsi_desktop.sheets.looks import Columns
from shengsi_desktop.sheets.paper import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from shengsi_desktop.domain.tracking import Deliverable, DeliverableStanding
    from shengsi_desktop.domain.week_book import BookLine, WeekBook

NO_NEWS = "本周无新进展"
NOT_REPORTED = "未填报"
_PROBLEMS = "存在问题及滞后原因"
_LIGHT = "亮灯"
#: how broad a second light makes its column: its words in one line, or in two beside who handles the items
_LIGHT_ROOM, _LIGHT_BESIDE = 15.5, 11.5
#: «0580-0000001» in one line of 仿宋
_NUMBER_ROOM = 13.0
#: the heads of the columns that say who handles an item inside the unit
HANDLED_BY = ("承办科室", "责任人及电话")

DETAIL_COLUMNS = (
    Column("事项", 17, 30),
    Column("细项", 18, 40),
    Column("类型", 9, 9),
    Column("目标", 10.5, 14),
    Column("累计", 10.5, 14),
    Column("差额", 10.5, 14),
    Column("序时", 9, 9),
    Column("占序时", 9, 9),
    Column("亮灯", 36, 72),
)


@dataclass(frozen=True, slots=True)
class ProgressColumn:
    """A column of 任务进展: its shape and how a line fills it."""

    column: Column
    narrow: bool
    entry: Callable[[BookLine, int], Entry]


def progress_columns(choice: Columns) -> list[ProgressColumn]:
    """The columns of a preset, in the order of the county's form.

    Where 赶进度措施 and 预计达标时间 have no column of their own they stand below the problems.
    """
    if choice is Columns.FULL:
        return list(_PROGRESS)
    return [
        replace(column, entry=_problems_and_remedy) if column.column.head == _PROBLEMS else column
        for column in _PROGRESS
        if column.narrow
    ]


def with_room(columns: Sequence[Column], rows: Sequence[Sequence[Entry]], size: float) -> list[Column]:
    """The columns of a second light and of telephone numbers so broad that these break where they are told to."""
    handled = any(column.head == HANDLED_BY[1] for column in columns)
    rooms = {_LIGHT: _LIGHT_BESIDE if handled else _LIGHT_ROOM, HANDLED_BY[1]: _NUMBER_ROOM}
    found = []
    for place, column in enumerate(columns):
        if column.head in rooms:
            parts = [part for row in rows for part in row[place].shown.split()]
            wanted = min(max((width_for(part, size) for part in parts), default=0), rooms[column.head])
            least = max(column.least, wanted)
            found.append(replace(column, least=least, most=max(least, column.most)))
        else:
            found.append(column)
    return found


def not_reported(line: BookLine) -> bool:
    """Whether 本周进展 says 未填报: no word and no figure was given this week."""
    return not line.figures and (line.report is None or not line.report.reported)


def progress_rows(book: WeekBook, columns: list[ProgressColumn]) -> list[list[Entry]]:
    """One row a line of the book."""
    return [[column.entry(line, book.plan_year) for column in columns] for line in book.lines]


def _title(line: BookLine) -> str:
    return line.row.title or line.text


def _task(line: BookLine) -> str:
    row = line.row
    return f"{row.task_number} {row.task}".strip()


def _progress(line: BookLine, _: int) -> Entry:
    report = line.report
    if report is not None and report.progress.strip():
        return text(report.progress)
    if line.figures:
        # figures alone are progress, too
        return text(line.figures)
    if report is None or not_reported(line):
        return quiet(NOT_REPORTED)
    return quiet(NO_NEWS) if report.no_news else text("")


def _tally(line: BookLine, _: int) -> Entry:
    standing, report = line.row.standing, line.report
    parts = [standing.tally.words]
    if standing.computed is not None:
        parts.append(f"测算{tidy(round(standing.computed, 1))}%")
    if report is not None and report.override_percent is not None:
        reason = f"（{report.override_reason}）" if report.override_reason else ""
        parts.append(f"单位填报{tidy(report.override_percent)}%{reason}")
    if line.plan_done is not None:
        parts.append(line.plan_done.words)
        parts += [f"　{one}" for one in line.plan_done.left]
    return text("\n".join(parts))


def _since_last(line: BookLine, _: int) -> Entry:
    words = line.row.standing.since_last
    if words:
        return short(words)
    return quiet("无变化" if line.last_standing is not None else "无上周数据")


def _weeks_behind(line: BookLine, _: int) -> Entry:
    return number(line.row.standing.weeks_behind)


def _said(field: str) -> Callable[[BookLine, int], Entry]:
    """A field of the report; 无 where a report was given and the field left empty."""

    def entry(line: BookLine, _: int) -> Entry:
        if line.report is None or not line.report.reported:
            return text("")
        words = str(getattr(line.report, field)).strip()
        return text(words) if words else quiet(NONE)

    return entry


def _problems_and_remedy(line: BookLine, year: int) -> Entry:
    """The problems; below them what is done about it and by when, where that is filled in."""
    remedy = [
        f"{head}：{said}"
        for head, field in (("赶进度措施", "catch_up"), ("预计达标时间", "expected"))
        if (said := _own(line, field).strip())
    ]
    problems = _own(line, "problems").strip()
    return text("\n".join(filter(None, (problems, *remedy)))) if remedy else _said("problems")(line, year)


def _as_typed(field: str) -> Callable[[BookLine, int], Entry]:
    """A field of the report that may stay empty."""

    def entry(line: BookLine, _: int) -> Entry:
        return text(str(getattr(line.report, field)) if line.report is not None else "")

    return entry


def _own(line: BookLine, field: str) -> str:
    """What the week's own report says."""
    return str(getattr(line.report, field)) if line.report is not None else ""


def _requests(line: BookLine, _: int) -> Entry:
    if not line.requests:
        return quiet(NONE) if line.report is not None and line.report.reported else text("")
    return text("\n".join(f"{request.text}（{request.level.label}）" for request in line.requests))


def _due(line: BookLine, year: int) -> Entry:
    words = day_words(line.row.due, year)
    return short(f"{words}\n（默认）" if line.row.due_is_default else words)


def _plain(value: Callable[[BookLine], str]) -> Callable[[BookLine, int], Entry]:
    return lambda line, _: text(value(line))


def _middle(value: Callable[[BookLine], str]) -> Callable[[BookLine, int], Entry]:
    return lambda line, _: short(value(line))


def _light(line: BookLine, _: int) -> Entry:
    """The light; below it in words what it is without the days of stoppages."""
    standing = line.row.standing
    light, second = standing.reading.light, standing.second_words
    second = second.replace(f"仍为{light.label}", f"仍{light.label.removesuffix('灯')}")
    label = light.label.replace("由牵头单位", "由牵头\n单位")
    return lamp(light, word=f"{label}\n{second}" if second else label)


def _contact(line: BookLine, _: int) -> Entry:
    """A person a line, and each number on a line of its own: there is no room for both beside each other."""
    people = re.split(r"\s*[；;]\s*", line.contact or _own(line, "contact"))
    return text("\n".join(re.sub(r"\s+(?=\+?\d)", "\n", one.strip()) for one in people if one.strip()))


def _light_reason(line: BookLine) -> str:
    standing = line.row.standing
    return "\n".join(one.reason for one in (standing.reading, standing.adjusted) if one is not None)


_PROGRESS = (
    ProgressColumn(Column("序号", 6, 7), True, _middle(lambda line: line.row.number)),
    ProgressColumn(Column("任务", 9, 18), False, _plain(_task)),
    ProgressColumn(Column("事项", 12, 25), True, _plain(_title)),
    ProgressColumn(Column("牵头单位", 9, 14), True, _plain(lambda line: "、".join(line.leads))),
    ProgressColumn(Column("配合单位", 9, 20), False, _plain(lambda line: "、".join(line.supports))),
    ProgressColumn(Column("分管领导", 5.5, 10), False, _plain(lambda line: line.leader)),
    ProgressColumn(Column("本周进展", 17, 54), True, _progress),
    ProgressColumn(Column("累计进展", 11, 44), False, _plain(lambda line: line.cumulative)),
    ProgressColumn(Column("完成情况", 9, 16), True, _tally),
    ProgressColumn(Column("较上周", 7, 14), False, _since_last),
    ProgressColumn(Column(_LIGHT, 9, 9.5), True, _light),
    ProgressColumn(Column("亮灯依据", 11, 22), False, _plain(_light_reason)),
    ProgressColumn(Column("连续滞后周数", 5.5, 5.5), False, _weeks_behind),
    ProgressColumn(Column(_PROBLEMS, 11, 36), True, _said("problems")),
    ProgressColumn(Column("赶进度措施", 7, 26), False, _said("catch_up")),
    ProgressColumn(Column("预计达标时间", 7, 12), False, _as_typed("expected")),
    ProgressColumn(Column("下周计划", 11, 36), True, _said("next_plan")),
    ProgressColumn(Column("需协调事项", 9, 36), True, _requests),
    ProgressColumn(Column("完成时限", 10.5, 11), True, _due),
    ProgressColumn(
        Column(HANDLED_BY[0], 5.5, 10), False, _plain(lambda line: line.section or _own(line, "section"))
    ),
    ProgressColumn(Column(HANDLED_BY[1], 9, 13), False, _contact),
    ProgressColumn(Column("备注", 5.5, 18), False, _as_typed("remark")),
)


def detail_rows(book: WeekBook) -> list[list[Entry]]:
    """One row for each promise with a measure that the unit itself reports.

    Standing work has nothing to count, and what another unit leads is in that unit's table.
    """
    return [
        [
            text(f"{line.row.number} {_title(line)}"),
            text(f"{standing.deliverable.number} {standing.deliverable.name or standing.deliverable.text}"),
            short(standing.deliverable.kind.label),
            target_of(standing.deliverable),
            reached(standing),
            _lacking(standing),
            number(round(standing.schedule, 1), PERCENT) if standing.schedule is not None else quiet("—"),
            _of_plan(standing),
            lamp(
                standing.reading.light,
                "\n".join(one.reason for one in (standing.reading, standing.adjusted) if one is not None),
            ),
        ]
        for line, standing in _measured(book)
    ]


def detail_keys(book: WeekBook) -> list[str]:
    """The deliverable of each of the `detail_rows`."""
    return [standing.deliverable.id for _, standing in _measured(book)]


def _measured(book: WeekBook) -> list[tuple[BookLine, DeliverableStanding]]:
    return [
        (line, standing)
        for line in book.lines
        if line.row.standing.reading.light is not Light.BY_LEAD
        for standing in line.row.standing.deliverables
        if standing.deliverable.kind is not DeliverableKind.STANDING
    ]


_SIGNS = {
    Comparator.GT: ("突破", ""),
    Comparator.GE: ("", "以上"),
    Comparator.APPROX: ("", "左右"),
    Comparator.LE: ("", "以内"),
    Comparator.LT: ("低于", ""),
}


def measured(value: Decimal | None, unit: str, comparator: Comparator = Comparator.EQ) -> Entry:
    """A real number that shows its unit, and how it is to be compared, through its format."""
    before, after = _SIGNS.get(comparator, ("", ""))
    return number(value, literal(before) + PLAIN_NUMBER + literal(unit + after))


def target_of(deliverable: Deliverable) -> Entry:
    """What is to be reached: a number, a range, the last stage, or the words 常态."""
    match deliverable.kind:
        case DeliverableKind.MILESTONE:
            return short(deliverable.stages[-1] if deliverable.stages else "完成")
        case DeliverableKind.STANDING:
            return quiet("常态")
    if deliverable.target is None:
        return quiet("未定量")
    if deliverable.target_high is not None:
        return Entry(f"{tidy(deliverable.target)}–{tidy(deliverable.target_high)}{deliverable.unit}", "right")
    return measured(deliverable.target, deliverable.unit, deliverable.comparator)


def reached(standing: DeliverableStanding) -> Entry:
    """What has been reached up to now."""
    deliverable, value = standing.deliverable, standing.value
    if deliverable.kind is DeliverableKind.MILESTONE and deliverable.stages:
        stage = value.stage if value is not None and value.stage else 0
        name = deliverable.stages[min(stage, len(deliverable.stages)) - 1] if stage else "未启动"
        return short(f"{name}（{stage}/{len(deliverable.stages)}）")
    if value is not None and value.value is not None:
        return measured(value.value, deliverable.unit)
    if value is not None and value.done:
        return short("已完成")
    return quiet("—" if deliverable.kind is DeliverableKind.STANDING else NOT_REPORTED)


def _of_plan(standing: DeliverableStanding) -> Entry:
    """The other denominator: what is reached in percent of what is asked for by now."""
    return number(standing.of_plan, PERCENT) if standing.of_plan is not None else quiet("—")


def _lacking(standing: DeliverableStanding) -> Entry:
    deliverable, value = standing.deliverable, standing.value
    if standing.complete:
        return short("已完成")
    if deliverable.kind is DeliverableKind.STANDING:
        return quiet("—")
    if deliverable.kind is DeliverableKind.MILESTONE and deliverable.stages:
        stage = value.stage if value is not None and value.stage else 0
        return short(f"余{len(deliverable.stages) - stage}个阶段")
    if deliverable.target is None or value is None or value.value is None:
        return quiet("—")
    if deliverable.comparator in {Comparator.LE, Comparator.LT}:
        return measured(max(value.value - deliverable.target, value.value * 0), _step_unit(deliverable.unit))
    return measured(max(deliverable.target - value.value, value.value * 0), _step_unit(deliverable.unit))


def _step_unit(unit: str) -> str:
    """Differences of percentages are counted in 个百分点."""
    return "个百分点" if unit == "%" else unit
