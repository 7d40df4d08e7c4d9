"""Word documents: automatic numbers, tables with merged cells, deleted text, the order of things."""

from __future__ import annotations

import io

from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from shengsi_desktop.plan.identity import numbered_measures
from shengsi_desktop.plan.reader import read_plan
from shengsi_desktop.sheets.plan_files import read_source

LEVELS = (("chineseCountingThousand", "%1、"), ("japaneseCounting", "（%2）"), ("decimal", "%3."))


def saved(document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def text_of(document) -> str:
    return read_source(saved(document), "方案.docx").text


def add_list(document, name: str = "77", *, restart: bool = False) -> None:
    numbering = document.part.numbering_part.element
    if not numbering.xpath("./w:abstractNum[@w:abstractNumId='77']"):
        levels = "".join(
            f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
            for n, (kind, pattern) in enumerate(LEVELS)
        )
        abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>')
        numbering.insert(0, abstract)
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' if restart else ""
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{name}"><w:abstractNumId w:val="77"/>{override}</w:num>')
    )


def numbered(document, text: str, level: int, name: str = "77"):
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr>')
    )
    return paragraph


def test_automatic_numbers_become_visible_and_are_read_as_the_outline():
    document = Document()
    add_list(document)
    document.add_paragraph("某县渔业行动方案")
    numbered(document, "主要任务", 0)
    numbered(document, "发展养殖", 1)
    numbered(document, "新增网箱。新增网箱100口。（责任单位：县渔业局）", 2)
    numbered(document, "改造网箱。改造网箱50口。（责任单位：县渔业局）", 2)
    numbered(document, "发展加工", 1)
    numbered(document, "新建冷库。新建冷库3座。（责任单位：县商务局）", 2)
    text = text_of(document)
    assert [line.split("。")[0] for line in text.splitlines()[1:]] == [
        "一、主要任务", "（一）发展养殖", "1.新增网箱", "2.改造网箱", "（二）发展加工", "1.新建冷库",
    ]  # fmt: skip
    read = read_plan(text)
    assert [direction.title for direction in read.directions] == ["发展养殖", "发展加工"]


def test_a_list_that_starts_anew_counts_from_one_again():
    document = Document()
    add_list(document)
    add_list(document, "78", restart=True)
    numbered(document, "甲", 0)
    numbered(document, "乙", 0)
    numbered(document, "丙", 0, "78")
    assert text_of(document).splitlines() == ["一、甲", "二、乙", "一、丙"]


def test_numbers_that_come_with_the_style_are_seen():
    document = Document()
    add_list(document)
    style = document.styles["Heading 1"].element
    properties = style.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="77"/></w:numPr>'))
    document.add_heading("总体要求", 1)
    document.add_heading("主要任务", 1)
    assert text_of(document).splitlines() == ["一、总体要求", "二、主要任务"]


def test_inserted_text_is_read_and_deleted_text_is_not():
    document = Document()
    paragraph = document.add_paragraph("县林业局")
    for tag, inner, words in (("w:ins", "w:t", "、县水利局"), ("w:del", "w:delText", "、县气象局")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    assert text_of(document) == "县林业局、县水利局"


def test_a_line_break_inside_a_paragraph_parts_the_lines():
    document = Document()
    document.add_paragraph("一、任务").add_run().add_break()
    document.paragraphs[0].add_run("1. 植树。")
    assert text_of(document).splitlines() == ["一、任务", "1. 植树。"]


def test_a_table_with_merged_cells_is_read_once_a_row_in_its_place():
    document = Document()
    document.add_paragraph("某县行动方案")
    document.add_paragraph("一、主要任务")
    table = document.add_table(rows=5, cols=5)
    rows = [
        ("任务", "序号", "具体举措", "责任单位", "完成时限"),
        ("做强渔业", "1", "新增网箱100口", "县渔业局", "2024年6月底"),
        ("", "2", "改造网箱50口。\n1. 先调研\n2. 后实施", "县渔业局\n县财政局", "2024年底"),
        ("做优旅游", "3", "新建民宿20家", "县文旅局牵头，各乡镇配合", "—"),
        ("", "4", "举办节庆5场", "", ""),
    ]
    for y, row in enumerate(rows):
        for x, words in enumerate(row):
            table.cell(y, x).text = words
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(4, 0))
    document.add_paragraph("二、工作要求")
    document.add_paragraph("1. 抓落实。（责任单位：县府办）")
    source = read_source(saved(document), "方案.docx")
    assert source.table_rows == 4
    assert source.notes == ("表格里有1行没有写责任单位，没有读成事项。",)
    read = read_plan(source.text)
    assert [direction.title for direction in read.directions] == ["做强渔业", "做优旅游"]
    measures = {number: measure for number, _, measure in numbered_measures(read)}
    assert [owner.unit for owner in measures["2-1"].owners] == ["县渔业局", "县财政局"]
    assert [(o.unit, o.role.value) for o in measures["3-1"].owners] == [
        ("县文旅局", "lead"),
        ("各乡镇", "support"),
    ]
    assert measures["2-1"].deadline == "2024年底"
    assert [task.title for task in read.guarantees] == ["抓落实"]


def test_a_table_that_is_no_task_list_stays_plain_lines():
    document = Document()
    table = document.add_table(rows=2, cols=2)
    for y, row in enumerate((("姓名", "电话"), ("张某", "1"))):
        for x, words in enumerate(row):
            table.cell(y, x).text = words
    document.add_paragraph("完")
    assert text_of(document).splitlines() == ["姓名\t电话", "张某\t1", "完"]


def test_text_in_content_controls_is_read():
    document = Document()
    paragraph = document.add_paragraph("一、任务")._p
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    control.append(content)
    paragraph.addprevious(control)
    content.append(paragraph)
    assert document.element.body[0].tag == qn("w:sdt")
    assert text_of(document) == "一、任务"
