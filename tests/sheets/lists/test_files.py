"""Files of lists: .xlsx and .csv in their encodings; all others are refused in plain words."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from shengsi_desktop.domain.lists import ListField as F
from shengsi_desktop.domain.lists import ListKind
from shengsi_desktop.domain.problems import Cancelled, Refusal
from shengsi_desktop.sheets.lists.tables import read_list

LISTS = Path(__file__).resolve().parents[4] / "shared" / "lists"
CSV = (
    "序号,项目名称,总投资（万元）,责任单位\r\n"
    '1,码头改造,"1,200","县港口局、\n县发改局"\r\n'
    ",,,\r\n"
    "2,灯塔修缮,３００,县文广旅体局\r\n"
    "合计,,1500,\r\n"
)
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def rows_of(book):
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def plain_book(rows=3):
    book = Workbook()
    book.active.append(("序号", "改革事项", "牵头单位"))
    for n in range(1, rows + 1):
        book.active.append((n, f"改革{n}", "县委改革办"))
    return book


def with_parts(content, parts):
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name, part in ({name: old.read(name) for name in old.namelist()} | parts).items():
            new.writestr(name, part)
    return buffer.getvalue()


def docx():
    buffer = io.BytesIO()
    Document().save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_reads_alike_in_every_usual_encoding(encoding, read):
    table = read(CSV.encode(encoding), name="项目.csv")
    assert (table.kind, table.sheet) == (ListKind.PROJECT, "项目")
    assert [(row.line, row.text(F.NAME), row.cell(F.TOTAL).value) for row in table.rows] == [
        (2, "码头改造", 1200), (4, "灯塔修缮", 300),
    ]  # fmt: skip
    assert table.rows[0].cell(F.OWNER).names == ("县港口局", "县发改局")


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (OLD + bytes(600), "清单.xls", ("旧版表格", ".xlsx")),
        (OLD + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "清单.xlsx", ("密码", "取消密码")),
        (OLD + bytes(600), "清单.doc", ("旧版文档", ".xlsx")),
        (b"%PDF-1.7 ...", "清单.pdf", ("PDF", ".xlsx")),
        (b"\x89PNG\r\n" + bytes(50), "清单.xlsx", ("图片", ".xlsx")),
        (docx(), "清单.docx", ("Word 文档", ".xlsx")),
        ("<html><table><tr><td>序号</td></tr></table></html>".encode(), "清单.xls", ("网页", ".xlsx")),
        (with_parts(rows_of(plain_book()), {"xl/vbaProject.bin": b"x"}), "清单.xlsm", ("宏",)),
        (with_parts(rows_of(plain_book()), {"xl/media/a.xml": bytes(3_000_000)}), "清单.xlsx", ("庞大",)),
        (rows_of(plain_book())[:-200], "清单.xlsx", ("损坏",)),
        (with_parts(rows_of(plain_book()), {"xl/worksheets/sheet1.xml": b"<a"}), "清单.xlsx", ("损坏",)),
        (b"", "清单.csv", ("空的",)),
        (b"\x01\x00\x02" * 50, "清单.csv", (".xlsx",)),
        (b"x" * 3_000_001, "清单.csv", ("太大",)),
        ("今天开会\n明天放假\n".encode(), "通知.csv", ("没有找到清单的表头",)),
    ],
)  # fmt: skip
def test_what_is_no_list_gets_a_plain_word(content, name, words):
    with pytest.raises(Refusal) as caught:
        read_list(content, name)
    said = str(caught.value)
    assert all(word in said for word in words)
    assert "方案" not in said
    assert said.endswith("。")


def test_a_file_of_100_mb_is_refused_at_once():
    with pytest.raises(Refusal, match="太大"):
        read_list(bytes(100_000_000), "清单.xlsx")


def test_every_visible_sheet_with_a_head_is_a_table_and_the_others_are_told_of():
    book = plain_book()
    book.create_sheet("通讯录").append(("张三", "0580-1234567"))
    hidden = book.create_sheet("旧表")
    hidden.sheet_state = "hidden"
    projects = book.create_sheet("项目")
    projects.append(("项目名称", "总投资（亿元）", "建设单位"))
    projects.append(("码头", "1.2", "港投公司"))
    found = read_list(rows_of(book), "清单.xlsx")
    assert [(table.sheet, table.kind, len(table.rows)) for table in found.tables] == [
        ("Sheet", ListKind.REFORM, 3), ("项目", ListKind.PROJECT, 1),
    ]  # fmt: skip
    assert found.notes == ("隐藏的工作表“旧表”没有读。", "工作表“通讯录”里没有找到清单的表头，没有读。")


def test_a_formula_without_a_result_and_a_broken_one_are_problems_of_their_cells(read):
    book = Workbook()
    book.active.append(("序号", "项目名称", "总投资（万元）", "责任单位"))
    book.active.append((1, "码头", "=100+200", "县港口局"))
    book.active.append((2, "灯塔", "#REF!", "县文广旅体局"))
    table = read(rows_of(book))
    assert [(problem.line, problem.column) for row in table.rows for problem in row.problems] == [
        (2, 2),
        (3, 2),
    ]
    assert "公式没有算出结果" in table.rows[0].problems[0].message
    assert "#REF!" in table.rows[1].problems[0].message


def test_2000_rows_tell_how_far_they_are_and_stop_when_told_to():
    content = rows_of(plain_book(2_000))
    told = []
    read_list(content, "清单.xlsx", progress=lambda done, total: told.append((done, total)) is None)
    assert told == sorted(told)
    assert len(told) > 20
    assert told[-1][0] == told[-1][1]
    for patience in (1, len(told) // 2, len(told) - 2):
        left = iter(range(patience))
        with pytest.raises(Cancelled):
            read_list(content, "清单.xlsx", progress=lambda *_, left=left: next(left, None) is not None)


@pytest.mark.skipif(not LISTS.is_dir(), reason="the public lists are not here")
def test_public_tables_read_whole():
    tasks = read_list((LISTS / "L7_zhejiang_ai_tasks_2026.csv").read_bytes(), "L7_2026.csv").tables[0]
    assert (tasks.kind, len(tasks.rows), tasks.skipped) == (ListKind.KEY_MEASURE, 28, ())
    assert not any(row.problems for row in tasks.rows)
    row = next(row for row in tasks.rows if row.text(F.NUMBER) == "12")
    assert row.cell(F.OWNER).names == ("省经信厅", "省科技厅")
    assert (row.text(F.TASK), row.cell(F.DUE).open_ended) == ("实施“模芯协同”行动。", True)
    clauses = read_list((LISTS / "L1_ftz_digital_policy_clauses.xlsx").read_bytes(), "L1.xlsx").tables[0]
    assert (clauses.kind, len(clauses.rows), clauses.skipped) == (ListKind.KEY_MEASURE, 72, ())
    assert [row.text(F.NUMBER) for row in clauses.rows] == [str(n) for n in range(1, 73)]
    assert not clauses.blocked
    assert all(row.text(F.CONTENT) for row in clauses.rows)
