"""The leader's page of the 县汇总表: one A4 page. What does not fit is counted and left to the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.gathering import GatherState
from shengsi_desktop.domain.words import Light
from shengsi_desktop.rhythm.brief_words import plain_reason
from shengsi_desktop.rhythm.gathering_texts import since_words, week_words
from shengsi_desktop.sheets.cells import Entry, lamp, number, short, text
from shengsi_desktop.sheets.clean_text import clean
from shengsi_desktop.sheets.county_rows import (
    directions,
    light_counts,
    light_of,
    red_lines,
    requests_by_level,
)
from shengsi_desktop.sheets.county_rows import since_words as behind_words
from shengsi_desktop.sheets.paper import FULL_SIZE_WIDTH, Paper, set_up_page

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from shengsi_desktop.domain.gathering import CountyTable, UnitState
    from shengsi_desktop.sheets.looks import SheetStyle

_LIGHTS = (Light.DONE, Light.GREEN, Light.YELLOW, Light.RED, Light.UNREPORTED)
#: so many red items and requests are told in full: more would not be read on one page
_MOST_RED, _MOST_REQUESTS, _LONGEST = 8, 8, 46
#: the columns: a name, seven figures, the rest
_WIDTHS = (47.0, 9.0, 9.0, 9.0, 9.0, 9.0, 10.0, 9.0, 21.0)


def write_front(sheet: Worksheet, table: CountyTable, style: SheetStyle) -> None:
    """Write the page."""
    scale = FULL_SIZE_WIDTH / sum(_WIDTHS)
    paper = Paper(sheet, style, [width * scale for width in _WIDTHS])
    paper.title("重点工作推进情况周汇总")
    week = table.week
    paper.subtitle(clean(f"《{table.plan_title}》　{week.label}（{week.span}）"))
    _reported(paper, table)
    _lights(paper, table)
    _red(paper, table)
    _requests(paper, table)
    made = f"{table.made_at.month}月{table.made_at.day}日{table.made_at:%H:%M}汇总"
    paper.foot(clean(f"汇总单位：{table.unit}　　{week_words(str(week))}（{week.span}），{made}"))
    set_up_page(sheet, repeat="1:2", freeze="A3", mark=clean(week.label), one_page=True)


def _reported(paper: Paper, table: CountyTable) -> None:
    found = table.gathering
    told = "，".join(f"{state.value}{count}家" for state, count in _counts(found.counts))
    paper.section(f"一、报送情况：应报{len(found.units)}家，{told}")
    lines = []
    for state, name in (
        (GatherState.MISSING, "未报名单"),
        (GatherState.RETURNED, "已退回待重报"),
        (GatherState.TYPED, GatherState.TYPED.value),
        (GatherState.DRAFT, GatherState.DRAFT.value),
        (GatherState.EXCUSED, "停航期间未报不计"),
    ):
        if units := found.of(state):
            lines.append(f"{name}：{'、'.join(map(_named, units))}。")
    _across(paper, "\n".join(lines) or "应报单位都已报送。")


def _counts(found: Mapping[GatherState, int]) -> Sequence[tuple[GatherState, int]]:
    """已报 first, though there is none."""
    order = (GatherState.REPORTED, *(state for state in GatherState if state is not GatherState.REPORTED))
    return [
        (state, found.get(state, 0)) for state in order if found.get(state) or state is GatherState.REPORTED
    ]


def _named(one: UnitState) -> str:
    why = since_words(one) if one.weeks_missing > 1 else ""
    return f"{one.unit.name}（{why}）" if why else one.unit.name


def _lights(paper: Paper, table: CountyTable) -> None:
    counted = light_counts(table.items)
    paper.section(
        f"二、亮灯情况：{len(table.items)}项，"
        + "，".join(f"{light.label}{counted[light]}项" for light in _LIGHTS if counted[light])
    )
    paper.head(["方向", "事项数", *(f"{light.shape}{light.label}" for light in _LIGHTS), "其他", "红灯事项"])
    first = paper.next_row
    for name, items in directions(table).items():
        counts = light_counts(items)
        red = "、".join(item.number for item in items if light_of(item) is Light.RED)
        paper.line(
            [
                text(name),
                number(len(items)),
                *(_count(counts[light], light) for light in _LIGHTS),
                number(_others(counts)),
                text(red),
            ]
        )
    paper.line(
        [
            short("合计"),
            number(len(table.items)),
            *(number(counted[one]) for one in _LIGHTS),
            number(_others(counted)),
            Entry(""),
        ]
    )
    _level(paper, first)


def _level(paper: Paper, first: int) -> None:
    """One height for all rows from `first` on: heights are estimates, and one that is double looks like a fault."""
    rows = [paper.sheet.row_dimensions[row] for row in range(first, paper.next_row)]
    height = max(row.height or 0.0 for row in rows)
    for row in rows:
        row.height = height


def _others(counts: Counter[Light]) -> int:
    """常态, 未定序时 and the like."""
    return sum(counts.values()) - sum(counts[light] for light in _LIGHTS)


def _count(count: int, light: Light) -> Entry:
    """A count; of red and yellow in its colour, where there is one."""
    if not count or light not in (Light.RED, Light.YELLOW):
        return number(count)
    tint = lamp(light)
    return Entry(count, "right", ink=tint.ink, ground=tint.ground, bold=True)


def _red(paper: Paper, table: CountyTable) -> None:
    found = red_lines(table.items)
    paper.section(f"三、红灯事项（{len(found)}项）" if found else "三、红灯事项：无")
    if not found:
        return
    paper.head(["事项", "责任单位", "情况和起始"], [2, 3, 4])
    first = paper.next_row
    for item, line in found[:_MOST_RED]:
        why = "，".join(
            filter(
                None,
                (plain_reason(line.reading.reason) if line.reading else "", line.unsaid, behind_words(line)),
            )
        )
        paper.row(
            [
                (text(f"{item.number} {_shortened(item.title)}"), 2),
                (text(line.unit), 3),
                (text(f"■ {why}"), 4),
            ]
        )
    _level(paper, first)
    if len(found) > _MOST_RED:
        _across(paper, f"另有{len(found) - _MOST_RED}项，见汇总表。")


def _requests(paper: Paper, table: CountyTable) -> None:
    found = requests_by_level(table.items)
    total = sum(map(len, found.values()))
    by_level = "，".join(f"{level.label}{len(told)}项" for level, told in found.items())
    paper.section(f"四、需协调事项（{total}项）：{by_level}" if total else "四、需协调事项：无")
    shown = [(level, *one) for level, told in found.items() for one in told][:_MOST_REQUESTS]
    first = paper.next_row
    for place, (level, item, unit, words) in enumerate(shown, start=1):
        paper.row(
            [
                (text(f"{place}．{level.label}"), 1),
                (text(f"{_shortened(words)}（{item.number}，{unit}）"), len(_WIDTHS) - 1),
            ]
        )
    if shown:
        _level(paper, first)
    if total > len(shown):
        _across(paper, f"另有{total - len(shown)}项，见“需协调事项”表。")


def _across(paper: Paper, words: str) -> None:
    paper.row([(text(words), len(paper.widths))])


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
