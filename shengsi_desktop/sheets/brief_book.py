"""半月听取材料 and 月度例会材料 as a workbook: 总体 with the words, then each part's facts and 分单位 as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook

from shengsi_desktop.domain.briefs import BriefSection
from shengsi_desktop.domain.words import Light
from shengsi_desktop.rhythm.brief_words import chinese_number
from shengsi_desktop.rhythm.briefs import light_counts
from shengsi_desktop.sheets.brief_rows import (
    LAG_HEAD,
    NOTHING,
    PROGRESS_HEAD,
    SOON_HEAD,
    directive_rows,
    lag_rows,
    progress_rows,
    request_rows,
    soon_rows,
    unit_counts,
)
from shengsi_desktop.sheets.cells import Entry, alarm, lamp, number, ordinal, quiet, short, text
from shengsi_desktop.sheets.clean_text import clean
from shengsi_desktop.sheets.looks import DEFAULT_STYLE, SheetStyle
from shengsi_desktop.sheets.packing import pack
from shengsi_desktop.sheets.paper import (
    FULL_SIZE_WIDTH,
    Column,
    Paper,
    set_up_page,
    widths_for,
    write_table,
)

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

    from shengsi_desktop.domain.briefs import Brief

#: the lights that have a column, in their order
_LIGHTS = (Light.DONE, Light.GREEN, Light.YELLOW, Light.RED, Light.UNREPORTED)
_LAG_WIDTHS = ((6, 7), (26, 40), (14, 18), (10, 11), (30, 48), (23, 25), (16, 30))
_SOON_WIDTHS = ((6, 7), (40, 60), (16, 20), (40, 60))
_PROGRESS_WIDTHS = ((6, 7), (26, 40), (14, 18), (40, 66), (26, 40))
_REQUESTS = (
    Column("序号", 6, 7),
    Column("涉及事项", 26, 40),
    Column("单位", 14, 18),
    Column("需协调内容", 34, 60),
    Column("提请层级", 12, 14),
    Column("提出日期", 11, 12),
    Column("已等候", 8, 10),
)
_DIRECTIVES = (
    Column("序号", 6, 7),
    Column("交办内容", 40, 66),
    Column("来源", 9, 10),
    Column("责任单位", 14, 18),
    Column("责任人", 11, 14),
    Column("完成时限", 11, 12),
    Column("状态", 12, 16),
)
_OTHERS = "其他"


def brief_workbook(brief: Brief, subtitle: str, style: SheetStyle = DEFAULT_STYLE) -> bytes:
    """The .xlsx file; the same brief gives the same bytes. A part left out has no table, either."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    book = _Book(workbook, brief, subtitle, style)
    book.overall()
    for section, sheet in (
        (BriefSection.PROGRESS, book.progress),
        (BriefSection.LAGGING, book.lagging),
        (BriefSection.LAGGING, book.due_soon),
        (BriefSection.REQUESTS, book.requests),
        (BriefSection.DIRECTIVES, book.directives),
    ):
        if not brief.leaves_out(section):
            sheet()
    book.units()
    workbook.properties.title = clean(f"{brief.title}（{subtitle}）")
    workbook.properties.creator = clean(brief.facts.unit)
    workbook.properties.lastModifiedBy = clean(brief.facts.unit)
    workbook.properties.subject = clean(brief.facts.plan_title)
    return pack(workbook, brief.facts.as_of)


class _Book:
    """The sheets, one after the other."""

    def __init__(self, workbook: Workbook, brief: Brief, subtitle: str, style: SheetStyle) -> None:
        self._workbook = workbook
        self._brief = brief
        self._subtitle = subtitle
        self._style = style

    def overall(self) -> None:
        """Counts of lights against the period before, then every part's words."""
        heads = ("", *(light.label for light in _LIGHTS), _OTHERS, "合计")
        widths = [22.0] + [(FULL_SIZE_WIDTH - 22.0) / (len(heads) - 1)] * (len(heads) - 1)
        paper = self._paper("总体", self._brief.title, widths)
        paper.head(["时段", *heads[1:]])
        facts = self._brief.facts
        total = len(facts.items) + len(facts.unanswered)
        paper.line([short("本期"), *_counts(light_counts(facts.items), total)])
        paper.line([short("上期"), *_counts(light_counts(facts.items, before=True), total)])
        for place, part in enumerate(self._brief.told, start=1):
            paper.section(f"{chinese_number(place)}、{part.section.label}")
            for line in part.words.strip().splitlines():
                if line.strip():
                    paper.row([(text(line), len(widths))], boxed=False)
        self._foot(paper)
        paper.break_pages("1:2")
        set_up_page(paper.sheet, repeat="1:2", freeze="A3", mark=clean(self._subtitle))

    def lagging(self) -> None:
        """What is behind, the red first."""
        by_shown = {f"{light.shape}{light.label}": light for light in Light}
        rows = [
            [
                ordinal(int(row[0])),
                text(row[1]),
                text(row[2]),
                lamp(by_shown[row[3]]),
                text(row[4]),
                text(row[5]),
                quiet(row[6]) if row[6] == NOTHING else text(row[6]),
            ]
            for row in lag_rows(self._brief.facts)
        ]
        self._table("滞后事项", _columns(LAG_HEAD, _LAG_WIDTHS), rows, "本期无滞后事项")

    def due_soon(self) -> None:
        """What comes due soon and is not behind."""
        rows = [
            [ordinal(int(row[0])), *(text(cell) for cell in row[1:])] for row in soon_rows(self._brief.facts)
        ]
        self._table("临近时限", _columns(SOON_HEAD, _SOON_WIDTHS), rows, "本期无临近时限的事项")

    def progress(self) -> None:
        """Every item with what was said in the period."""
        rows = [
            [
                ordinal(int(row[0])),
                *(text(cell) for cell in row[1:3]),
                quiet(row[3]) if row[3] == NOTHING else text(row[3]),
                text(row[4]),
            ]
            for row in progress_rows(self._brief.facts)
        ]
        self._table("进展", _columns(PROGRESS_HEAD, _PROGRESS_WIDTHS), rows, "本期无事项")

    def requests(self) -> None:
        """What waits for the leader."""
        rows = [
            [ordinal(int(row[0])), *(text(cell) for cell in row[1:4]), *(short(cell) for cell in row[4:])]
            for row in request_rows(self._brief.facts)
        ]
        self._table("需协调", _REQUESTS, rows, "本期无需要领导协调的事项")

    def directives(self) -> None:
        """What was handed out, the overdue first."""
        rows = [
            [
                ordinal(int(row[0])),
                text(row[1]),
                short(row[2]),
                text(row[3]),
                text(row[4]),
                short(row[5]),
                alarm(row[6]) if row[6].startswith("逾期") else short(row[6]),
            ]
            for row in directive_rows(self._brief.facts)
        ]
        self._table("交办", _DIRECTIVES, rows, "本期无交办事项")

    def units(self) -> None:
        """Each unit's items by light."""
        columns = [
            Column("序号", 6, 7),
            Column("单位", 22, 34),
            Column("事项数", 10, 12),
            Column("本期已报", 10, 12),
            *(Column(light.label, 10, 12) for light in _LIGHTS),
            Column(_OTHERS, 10, 12),
        ]
        rows = [
            [
                ordinal(place),
                text(unit),
                number(sum(lights.values())),
                number(reported),
                *_counts(lights, sum(lights.values()))[:-1],
            ]
            for place, (unit, lights, reported) in enumerate(unit_counts(self._brief.facts), start=1)
        ]
        self._table("分单位", columns, rows, "本期无事项")

    def _table(
        self, name: str, columns: Sequence[Column], rows: Sequence[Sequence[Entry]], when_empty: str
    ) -> None:
        widths = widths_for(columns, rows, self._style, FULL_SIZE_WIDTH)
        paper = self._paper(name, f"{self._brief.title}：{name}", widths)
        head = write_table(paper, columns, rows, when_empty)
        self._foot(paper)
        paper.break_pages(f"{head}:{head}")
        set_up_page(paper.sheet, repeat=f"{head}:{head}", freeze=f"A{head + 1}", mark=clean(self._subtitle))

    def _paper(self, name: str, title: str, widths: Sequence[float]) -> Paper:
        paper = Paper(self._workbook.create_sheet(name), self._style, widths)
        paper.title(clean(title))
        day = self._brief.facts.as_of
        paper.subtitle(clean(f"{self._subtitle}　　截至{day.year}年{day.month}月{day.day}日"))
        return paper

    def _foot(self, paper: Paper) -> None:
        paper.foot(clean(f"单位：{self._brief.facts.unit}"))


def _columns(heads: Sequence[str], widths: Sequence[tuple[int, int]]) -> list[Column]:
    """Columns with the least and the most that each is wide."""
    return [Column(head, *width) for head, width in zip(heads, widths, strict=True)]


def _counts(lights: Counter[Light], total: int) -> list[Entry]:
    """A figure for each light of a column, the rest together, the sum."""
    shown = [lights[light] for light in _LIGHTS]
    return [*(number(count) for count in shown), number(total - sum(shown)), number(total)]
