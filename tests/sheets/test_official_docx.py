"""An official document has the page, fonts and headings that GB/T 9704-2012 asks for."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from shengsi_desktop.sheets.official_docx import Band, OfficialDocument, OfficialFonts


def made(fonts: OfficialFonts | None = None) -> Any:
    document = OfficialDocument(fonts)
    document.band(Band("红色督办单", "C8372D"))
    document.title("关于7月下半月重点工作\n进展情况的报告")
    document.addressee("某副县长：")
    document.heading("一、总体情况")
    document.heading("（一）亮灯情况", 2)
    document.heading("1．滞后事项", 3)
    document.paragraph("4-2　微改造46.7%。\n8-5　未进场。\x0b", lead="滞后：")
    document.table(["序号", "事项"], [["1", "微改造\n第二行"], ["2", "夜景亮化"]], [20, 136], centred=[0])
    document.signature("县文广旅体局", date(2023, 7, 31))
    return docx.Document(io.BytesIO(document.to_bytes()))


def fonts_of(paragraph: Any) -> set[str]:
    return {run._r.rPr.rFonts.get(qn("w:eastAsia")) for run in paragraph.runs}


def test_the_page_is_that_of_an_official_document() -> None:
    section = made().sections[0]
    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in margins] == [37, 35, 28, 26]
    assert "".join(node.text or "" for node in section.footer._element.iter(qn("w:instrText"))) == "PAGE"
    assert section.footer.paragraphs[0].text == "— 1 —"


def test_titles_headings_and_text_have_their_fonts_and_sizes() -> None:
    by_text = {paragraph.text: paragraph for paragraph in made().paragraphs}
    wanted = {
        "关于7月下半月重点工作": ("方正小标宋简体", 22),
        "一、总体情况": ("黑体", 16),
        "（一）亮灯情况": ("楷体_GB2312", 16),
        "1．滞后事项": ("仿宋_GB2312", 16),
        "8-5　未进场。": ("仿宋_GB2312", 16),
    }
    for text, (font, size) in wanted.items():
        assert fonts_of(by_text[text]) == {font}, text
        assert {run.font.size.pt for run in by_text[text].runs} == {size}
    assert by_text["滞后：4-2　微改造46.7%。"].runs[0].font.bold
    assert by_text["县文广旅体局"].alignment == by_text["2023年7月31日"].alignment


def test_a_table_repeats_its_head_and_tears_no_row() -> None:
    table = made().tables[0]
    head, *rows = table.rows
    assert [cell.text for cell in head.cells] == ["序号", "事项"]
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    assert [round(column.width.mm) for column in table.columns] == [20, 136]
    assert rows[0].cells[1].text == "微改造\n第二行"


def test_other_fonts_can_be_named_and_equal_content_is_an_equal_document() -> None:
    assert fonts_of(made(OfficialFonts(title="华文中宋")).paragraphs[1]) == {"华文中宋"}
    first, second = (made().element.xml for _ in range(2))
    assert first == second


def test_rows_that_do_not_fit_the_head_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        OfficialDocument().table(["序号"], [["1", "2"]], [20])


def test_a_signature_is_never_alone_on_its_page_and_a_subtitle_is_smaller() -> None:
    document = OfficialDocument()
    document.title("听取材料", "（7月下半月）")
    for words in ("第一段。", "倒数第二段。", "末段。"):
        document.paragraph(words)
    document.signature("县文广旅体局", date(2023, 7, 31))
    paragraphs = docx.Document(io.BytesIO(document.to_bytes())).paragraphs
    kept = [one.text for one in paragraphs if one.paragraph_format.keep_with_next]
    assert kept == ["倒数第二段。", "末段。", "", "县文广旅体局"]
    subtitle = next(one for one in paragraphs if one.text == "（7月下半月）")
    assert (fonts_of(subtitle), subtitle.runs[0].font.size.pt) == ({"楷体_GB2312"}, 16)


def test_a_tables_lines_are_off_the_pages_grid() -> None:
    (table,) = made().tables
    snaps = [node.get(qn("w:val")) for node in table._tbl.iter(qn("w:snapToGrid"))]
    assert set(snaps) == {"0"}
    assert len(snaps) == 7
