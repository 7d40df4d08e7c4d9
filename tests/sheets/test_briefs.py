"""The brief as a document and as a workbook: its words, and a table of what they name."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import docx
import openpyxl
import pytest

from shengsi_desktop.domain.briefs import (
    SECTIONS,
    Brief,
    BriefFacts,
    BriefItem,
    BriefKind,
    BriefSection,
    PartView,
    WeekWords,
)
from shengsi_desktop.domain.changes import FieldKey
from shengsi_desktop.domain.people import CountyLeader
from shengsi_desktop.domain.tracking import ItemRow, Reading, Standing, Tally
from shengsi_desktop.domain.views import Editable
from shengsi_desktop.domain.weeks import WeekRhythm
from shengsi_desktop.domain.words import ItemKind, Light, ListName, Role
from shengsi_desktop.rhythm.brief_periods import weeks_of
from shengsi_desktop.rhythm.briefs import draft
from shengsi_desktop.sheets.brief_book import brief_workbook
from shengsi_desktop.sheets.brief_docx import brief_document

WEEKS = weeks_of("2023-07-2", WeekRhythm())


def item(number: str, light: Light, **words: str) -> BriefItem:
    reading = Reading(light, "微改造46.7%，序时57.8%，黄灯（默认亮灯规则v1）")
    standing = Standing(reading, Tally(1, 0, 1, 0), Decimal(46), (), weeks_behind=2)
    row = ItemRow(
        id=number,
        kind=ItemKind.CLAUSE,
        list=ListName.CLAUSE,
        number=number,
        task_number="4",
        task="任务",
        direction="方向甲",
        title=f"事项{number}",
        role=Role.LEAD,
        role_source=None,
        group=None,
        pending=False,
        mentioned=False,
        lead="甲局",
        due=date(2023, 12, 31),
        due_is_default=True,
        standing=standing,
        reported=True,
    )
    return BriefItem(row, "u", "甲局", (WeekWords("2023-W30", **words),), None, WEEKS[0], 2, behind_reports=2)


def brief(kind: BriefKind, edited: dict[BriefSection, str] | None = None) -> Brief:
    facts = BriefFacts(
        kind=kind,
        period="2023-07-2",
        unit="县社建委",
        plan_title="方案",
        leader=CountyLeader("l", "张某", "副县长"),
        weeks=WEEKS,
        week=WEEKS[-1],
        items=(
            item("4-2", Light.YELLOW, problems="=资金慢。"),
            item("4-22", Light.RED),
            item("8-3", Light.GREEN, progress="报送。"),
        ),
    )
    parts = []
    for section, drafted in draft(facts).items():
        words = (edited or {}).get(section, drafted.words)
        key = FieldKey("brief_part", section.value, "words")
        parts.append(
            PartView(
                section, drafted.words, words, words != drafted.words, False, Editable(key, words, (), {})
            )
        )
    return Brief("材料", facts, tuple(parts))


def paragraphs(made: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(made)).paragraphs]


def test_the_document_has_each_part_under_its_number_and_is_signed_and_dated() -> None:
    said = paragraphs(brief_document(brief(BriefKind.HALF_MONTH), "2023年7月下半月"))
    heads = [
        f"{number}、{section.label}"
        for number, section in zip("一二三四五六", SECTIONS[BriefKind.HALF_MONTH], strict=True)
    ]
    assert [one for one in said if one in heads] == heads
    assert "县社建委" in said
    assert "2023年7月30日" in said


def test_the_table_has_the_items_that_the_words_name_and_no_other_with_a_like_number() -> None:
    whole = docx.Document(io.BytesIO(brief_document(brief(BriefKind.HALF_MONTH), "时段")))
    assert [row.cells[1].text for row in whole.tables[0].rows] == ["事项", "4-22 事项4-22", "4-2 事项4-2"]
    shorter = brief(BriefKind.HALF_MONTH, {BriefSection.LAGGING: "只说4-2一项。"})
    made = docx.Document(io.BytesIO(brief_document(shorter, "时段")))
    assert [row.cells[1].text for row in made.tables[0].rows] == ["事项", "4-2 事项4-2"]
    sent = brief(BriefKind.HALF_MONTH, {BriefSection.LAGGING: "只说4-2一项，其余详见附表。"})
    made = docx.Document(io.BytesIO(brief_document(sent, "时段")))
    assert [row.cells[1].text for row in made.tables[0].rows] == ["事项", "4-2 事项4-2"]
    none = brief(BriefKind.HALF_MONTH, {BriefSection.LAGGING: "本期均按序时推进。"})
    assert not docx.Document(io.BytesIO(brief_document(none, "时段"))).tables


def test_the_tables_are_small_and_say_once_what_every_row_says() -> None:
    made = docx.Document(io.BytesIO(brief_document(brief(BriefKind.MONTH), "时段")))
    lag, progress = made.tables
    assert [cell.text for cell in lag.rows[0].cells] == ["序号", "事项", "亮灯", "情况和原因"]
    assert lag.rows[1].cells[3].text.endswith("自第29周（7月17日–23日）起，连续2周")
    assert {
        run.font.size.pt for row in lag.rows for cell in row.cells for run in cell.paragraphs[0].runs
    } == {10.5}
    assert all(round(row.cells[0].width.mm) >= 12 for row in lag.rows)
    assert sum(cell.width.mm for cell in lag.rows[0].cells) == pytest.approx(156, abs=0.5)
    said = [one.text for one in made.paragraphs]
    assert "责任单位均为“甲局”；措施及预计达标均未填报。" in said
    assert [row.cells[1].text for row in progress.rows][1:] == ["4-2 事项4-2", "4-22 事项4-22", "8-3 事项8-3"]


def test_a_month_pack_sets_directions_as_headings_of_the_second_level() -> None:
    said = docx.Document(io.BytesIO(brief_document(brief(BriefKind.MONTH), "2023年7月")))
    fonts = {one.text: one.runs[0].font.name for one in said.paragraphs if one.runs}
    assert fonts["（一）方向甲"] == "楷体_GB2312"
    assert fonts["一、总体情况"] == "黑体"


def test_the_workbook_has_its_sheets_and_writes_no_formula() -> None:
    made = brief_workbook(brief(BriefKind.HALF_MONTH), "2023年7月下半月")
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert book.sheetnames == ["总体", "进展", "滞后事项", "临近时限", "需协调", "交办", "分单位"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    behind = [[cell.value for cell in row] for row in book["滞后事项"].iter_rows(min_row=4, max_row=5)]
    assert [row[1] for row in behind] == ["4-22 事项4-22", "4-2 事项4-2"]
    assert "=资金慢" in behind[1][4]
    assert brief_workbook(brief(BriefKind.HALF_MONTH), "2023年7月下半月") == made
