"""`plan import`, `plan list`, `plan use`, and `plan show` of every kind of file."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from docx import Document
from openpyxl import Workbook

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "某县渔业2024年行动方案\n一、任务\n1. 发展网箱。新增网箱100口。（责任单位：县经信局）\n"
    "2. 建设冷库。新建冷库3座。（责任单位：县经信局、各乡镇）\n"
)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "方案.txt"
    file.write_text(TEXT, "utf-8")
    return file


def docx_bytes() -> bytes:
    document = Document()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def xlsx_bytes() -> bytes:
    book = Workbook()
    for row in (("任务内容", "责任单位"), ("新增网箱100口", "县经信局"), ("新建冷库3座", "县经信局、各乡镇")):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("方案.txt", TEXT.encode("gb18030")),
        ("方案.docx", docx_bytes()),
        ("方案.xlsx", xlsx_bytes()),
        (
            "方案.html",
            f"<html><body>{''.join(f'<p>{one}</p>' for one in TEXT.splitlines())}</body></html>".encode(),
        ),
    ],
)
def test_every_kind_of_file_is_shown(run, tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    said = run("plan", "show", str(tmp_path / name), "--json")
    assert said.status == 0
    shown = json.loads(said.out)
    measures = [m for d in shown["directions"] for t in d["tasks"] for m in t["measures"]]
    source = shown.get("source", TEXT)
    assert all(source[m["start"] : m["end"]] == m["text"] for m in measures)
    assert [[owner["unit"] for owner in m["owners"]] for m in measures] == [
        ["县经信局"],
        ["县经信局", "各乡镇"],
    ]


def test_a_plan_with_nothing_to_confirm_is_stored_at_once(run, plan):
    said = run("plan", "import", str(plan))
    assert said.status == 0
    assert "2项任务、2个事项、1个单位、1个泛指待确认" in said.out
    assert "当前方案仍是" in said.out
    again = run("plan", "import", str(plan))
    assert (again.status, "没有改动" in again.out) == (0, True)


def test_unknown_units_want_a_yes(run, plan):
    plan.write_text(TEXT.replace("县经信局、各乡镇", "县渔业发展中心"), "utf-8")
    refused = run("plan", "import", str(plan))
    assert refused.status == 1
    assert "县渔业发展中心" in refused.out
    assert "--yes" in refused.err
    assert len(json.loads(run("plan", "list", "--json").out)) == 1
    assert run("plan", "import", str(plan), "--yes").status == 0
    assert len(json.loads(run("plan", "list", "--json").out)) == 2


def test_another_edition_is_told_apart_and_wants_a_yes(run, plan):
    run("plan", "import", str(plan))
    plan.write_text(TEXT.replace("100口", "120口"), "utf-8")
    refused = run("plan", "import", str(plan))
    assert refused.status == 1
    assert "文字修改 1-1" in refused.out
    assert run("plan", "import", str(plan), "--yes").status == 0


def test_a_plan_is_chosen_by_its_year(run, plan):
    run("plan", "import", str(plan))
    assert run("plan", "use", "2024").status == 0
    entries = json.loads(run("plan", "list", "--json").out)
    assert [(one["year"], one["items"], one["current"]) for one in entries] == [
        (2024, 2, True),
        (2023, 71, False),
    ]
    assert "* 2024" in run("plan", "list").out
    assert run("plan", "use", "1999").status == 1


def test_a_year_that_the_text_does_not_say_is_given_beside_it(run, plan):
    plan.write_text(TEXT.replace("2024年", ""), "utf-8")
    assert run("plan", "import", str(plan)).status == 1
    assert run("plan", "import", str(plan), "--year", "2024").status == 0


def test_a_file_that_is_not_there_or_no_plan_is_refused(run, tmp_path):
    assert run("plan", "import", str(tmp_path / "没有.txt")).status == 1
    (tmp_path / "方案.pdf").write_bytes(b"%PDF-1.4")
    said = run("plan", "import", str(tmp_path / "方案.pdf"))
    assert (said.status, "PDF" in said.err) == (1, True)
