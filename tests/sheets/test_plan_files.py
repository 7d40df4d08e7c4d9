"""Plan files of every kind become one text that the plan reader reads; what cannot be read is refused in words."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.plan.identity import numbered_measures
from shengsi_desktop.plan.reader import read_plan
from shengsi_desktop.sheets.plan_files import read_clipboard, read_source

TEXT = "某县造林行动方案\n一、任务\n1. 植树。多植树。（责任单位：县林业局）\n"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def docx(*paragraphs: str) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_parts(content: bytes, parts: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        found = {name: package.read(name) for name in package.namelist()}
    return packed(found | parts)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_file_is_its_own_text_in_any_usual_encoding(encoding):
    source = read_source(TEXT.encode(encoding), "方案.txt")
    assert (source.text, source.kind) == (TEXT, "txt")


def test_the_content_and_not_the_name_decides():
    assert read_source(docx("一、任务", "多植树。（县林业局负责）"), "方案.txt").kind == "docx"
    assert (
        read_source(b"<html><body><p>" + "植树".encode() + b"</p></body></html>", "方案.doc").kind == "html"
    )


@pytest.mark.parametrize(
    ("content", "name", "way_out"),
    [
        (OLD, "方案.doc", ".docx"),
        (OLD, "方案.wps", ".docx"),
        (OLD, "清单.xls", ".xlsx"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "方案.docx", "取消密码"),
        (b"%PDF-1.7 ...", "方案.pdf", "文字识别"),
        (b"\x89PNG\r\n\x1a\n", "方案.png", "Word 原稿"),
        (b"{\\rtf1 ...", "方案.rtf", ".docx"),
        (packed({"a.txt": b"x"}), "方案.zip", ".docx"),
        (b"PK\x03\x04 no package at all", "方案.docx", "损坏"),
        (b"", "方案.txt", "空"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_way_out(content, name, way_out):
    with pytest.raises(Refusal) as refused:
        read_source(content, name)
    assert way_out in str(refused.value)
    assert "原有数据没有改动" in str(refused.value)


def test_a_package_that_unpacks_beyond_measure_is_not_opened():
    with pytest.raises(Refusal, match="异常庞大"):
        read_source(with_parts(docx("植树"), {"word/media/a.bin": b"\x00" * 5_000_000}), "方案.docx")


def test_a_document_with_macros_is_not_opened():
    with pytest.raises(Refusal, match="宏"):
        read_source(with_parts(docx("植树"), {"word/vbaProject.bin": b"x"}), "方案.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_with_outside_entities_is_not_opened(encoding):
    part = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    with pytest.raises(Refusal, match="外部实体"):
        read_source(with_parts(docx("植树"), {"word/custom.xml": part.encode(encoding)}), "方案.docx")


def test_a_package_whose_parts_are_broken_is_refused_and_no_bug():
    with pytest.raises(Refusal, match="损坏"):
        read_source(with_parts(docx("植树"), {"word/document.xml": b"<w:document"}), "方案.docx")
    with pytest.raises(Refusal, match="损坏"):
        read_source(packed({"xl/workbook.xml": b"<x/>"}), "清单.xlsx")


def test_a_task_list_pasted_from_a_workbook_is_read_by_its_columns():
    pasted = (
        '序号\t任务内容\t牵头单位\t配合单位\t完成时限\n1\t新建冷库3座\t县商务局\t"县财政局\n县住建局"\t2024年6月底\n'
        "2\t培育品牌5个\t县市场监管局\t\t\n"
    )
    source = read_clipboard(pasted)
    assert (source.kind, source.table_rows) == ("clipboard", 2)
    measures = [measure for _, _, measure in numbered_measures(read_plan(source.text))]
    assert [[(o.unit, o.role.value) for o in m.owners] for m in measures] == [
        [("县商务局", "lead"), ("县财政局", "support"), ("县住建局", "support")], [("县市场监管局", "lead")],
    ]  # fmt: skip
    assert measures[0].deadline == "2024年6月底"


def test_other_pasted_text_stays_as_it_is():
    assert read_clipboard(TEXT).text == TEXT
    assert read_clipboard("甲\t乙\n丙\t丁\n").text == "甲\t乙\n丙\t丁\n"
