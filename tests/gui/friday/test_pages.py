"""The 上会稿 on paper: rows whole, heads again, every page numbered, nothing left out."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QPainter, QPdfWriter

from shengsi_desktop.domain.print_document import PrintCell, PrintColumn, PrintDocument, PrintTable
from shengsi_desktop.ui.printing.pages import Pages, a4_landscape, pdf_bytes
from shengsi_desktop.ui.printing.pdf_letters import with_written_letters

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def document(*texts: str) -> PrintDocument:
    rows = tuple((PrintCell(str(n)), PrintCell(text)) for n, text in enumerate(texts))
    table = PrintTable("一、任务进展", (PrintColumn("序号", 1), PrintColumn("本周进展", 5)), rows, "无")
    return PrintDocument("标题", "副题", "上会稿 · 打印时间", "一句话。", (table,), "填报人")


def pages_of(made: PrintDocument) -> list[list[tuple[str, list[str]]]]:
    """Each page as its strips: kind and words."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(a4_landscape())
    painter = QPainter(writer)
    pages = Pages(made, writer, painter)
    for page in pages.pages:
        assert sum(block.height for block in page) <= pages._room + 1
    painter.end()
    return [[(block.kind, [cell[2] for cell in block.cells]) for block in page] for page in pages.pages]


def test_a_long_table_goes_on_with_its_head_and_every_row_is_there_once(qtbot: QtBot) -> None:
    pages = pages_of(document(*["进展" * 40] * 60))
    assert len(pages) > 2
    assert all(any(kind == "head" for kind, _ in page) for page in pages)
    assert [words[0] for page in pages for kind, words in page if kind == "row"] == [
        str(n) for n in range(60)
    ]


def test_a_row_higher_than_a_page_loses_no_letter(qtbot: QtBot) -> None:
    text = "渔博馆微改造通过验收。" * 600
    pages = pages_of(document("短", text, "短"))
    assert "".join(words[1] for page in pages for kind, words in page if kind == "row") == f"短{text}短"


def test_the_last_rows_of_a_table_do_not_stand_alone_on_a_page(qtbot: QtBot) -> None:
    for count in range(18, 60):
        pages = pages_of(document(*["短"] * count))
        on_pages = [sum(kind == "row" for kind, _ in page) for page in pages]
        assert sum(on_pages) == count
        assert min(on_pages) >= 3


def test_the_words_of_the_pdf_are_the_letters_that_a_person_types() -> None:
    table = b"stream\nbegincmap\n<0001> <0003> [<2F49> <2EE9> <7EFF>]\nendcmap\n <2F49>"
    assert with_written_letters(table) == table.replace(b"[<2F49> <2EE9>", b"[<6708> <9EC4>")


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no reader of PDF on this machine")
def test_a_reader_of_pdf_finds_what_was_printed(qtbot: QtBot, tmp_path: Path) -> None:
    said = "县文广旅体局7月28日：黄灯、风力、马关镇、高质量、见长门车鱼"
    file = tmp_path / "copy.pdf"
    file.write_bytes(pdf_bytes(document(said)))
    found = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True).stdout.decode()
    assert said in found.replace("\n", "")


def test_a_table_without_rows_says_so_and_a_document_is_one_pdf(qtbot: QtBot) -> None:
    (page,) = pages_of(document())
    assert ("words", ["一、任务进展：无"]) in page
    assert pdf_bytes(document("短")).startswith(b"%PDF")
