"""`list import`, `list show`, `list template`, and list items in the other commands."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook

from shengsi_desktop.services.opening import opened

if TYPE_CHECKING:
    from pathlib import Path

PROJECTS = [
    ("2023年重大项目清单",),
    ("序号", "项目名称", "总投资（万元）", "年度计划投资（万元）", "本年累计完成（万元）", "形象进度", "责任单位",
     "配合单位", "备注"),
    (1, "一号码头改造", 12000, 5000, 2100, "桩基完成", "县文广旅体局、县住建局", "各乡镇", "省重点"),
    (2, "海上风电7号", 90000, 20000, 9000, "吊装", "县发改局", None, None),
    ("合计", None, 102000, 25000, None, None, None, None, None),
]  # fmt: skip


@pytest.fixture
def book(tmp_path: Path):
    def make(*sheets, name: str = "清单.xlsx") -> str:
        found = Workbook()
        found.remove(found.active)
        for n, rows in enumerate(sheets, 1):
            sheet = found.create_sheet(f"表{n}")
            for row in rows:
                sheet.append(tuple(row))
        found.save(tmp_path / name)
        return str(tmp_path / name)

    return make


def test_a_dry_run_tells_every_row_and_stores_nothing(run, book):
    said = run("list", "import", book(PROJECTS), "--dry-run")
    assert said.status == 0
    for words in (
        "新增2项",
        "第3行 新增 1 一号码头改造",
        "    总投资：12000万元",
        "第5行 合计行，没有读",
        "选定填报周次",
        "没有存入",
    ):
        assert words in said.out
    assert json.loads(run("list", "show", "项目", "--json").out) == []


def test_a_list_is_stored_shown_and_worked_with_like_any_item(run, book):
    file = book(PROJECTS)
    said = run("list", "import", file, "--week", "2023-W26", "--json")
    (told,) = json.loads(said.out)["tables"]
    assert (said.status, told["kind"], told["counts"], told["stored"]) == (0, "project", {"new": 2}, True)
    assert told["changed"] > 40
    assert [one["id"] for one in told["rows"]] == [
        one["id"] for one in json.loads(run("list", "show", "项目", "--json").out)
    ]
    again = run("list", "import", file, "--week", "2023-W26")
    assert "没有改动" in again.out
    shown = json.loads(run("list", "show", "重大项目", "--json").out)
    assert [(one["number"], one["name"], one["columns"]["本年累计完成"]) for one in shown] == [
        ("项目1", "一号码头改造", "2100万元"), ("项目2", "海上风电7号", "9000万元"),
    ]  # fmt: skip
    assert "    形象进度：桩基完成" in run("list", "show", "project").out
    mine = [
        one
        for one in json.loads(run("tasks", "--week", "2023-W26", "--json").out)
        if one["list"] == "project"
    ]
    assert [(one["number"], one["role"], one["reported"], one["light"]) for one in mine] == [
        ("项目1", "lead", True, "green")
    ]
    assert (
        run(
            "report", "项目 １", "--week", "2023-W27", "--done", "桩基通过验收", "--set", "项目1.1=2500"
        ).status
        == 0
    )
    detail = json.loads(run("show", "项目1", "--week", "2023-W27", "--json").out)
    assert [line["values"] for line in detail["history"]] == [
        "年度投资 2500/5000万元",
        "年度投资 2100/5000万元（桩基完成）",
    ]
    assert detail["deliverables"][0]["value"] == 2500
    assert run("finalise", "--week", "2023-W27", "--reviewer", "李明").status == 0


def test_the_weeks_workbook_has_list_items_in_it(run, book, tmp_path):
    run("list", "import", book(PROJECTS), "--week", "2023-W26")
    assert run("export", "week", "2023-W26", "-o", str(tmp_path / "周.xlsx")).status == 0
    sheets = load_workbook(tmp_path / "周.xlsx")
    words = {str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row}
    assert any("一号码头改造" in one for one in words)


def test_what_is_missing_goes_only_when_it_is_named(run, book):
    run("list", "import", book(PROJECTS))
    later = book([PROJECTS[1], PROJECTS[2]], name="新.xlsx")
    kept = run("list", "import", later)
    assert (kept.status, "新表里没有 项目2 海上风电7号（保留；要删除请加 --drop）" in kept.out) == (0, True)
    refused = run("list", "import", later, "--drop", "项目7")
    assert (refused.status, "要删除的“项目7”" in refused.err) == (1, True)
    dropped = run("list", "import", later, "--drop", "项目2")
    assert (dropped.status, "将删除" in dropped.out) == (0, True)
    assert [one["number"] for one in json.loads(run("list", "show", "项目", "--json").out)] == ["项目1"]


def test_one_sheet_another_year_and_the_unit_of_bare_sums_are_said_beside_the_file(run, book):
    bare = [("序号", "项目名称", "总投资", "责任单位"), (1, "甲码头", "1.5", "县发改局")]
    reforms = [("序号", "改革事项", "完成时限"), (1, "乙改革", "6月底前")]
    file = book(bare, reforms)
    refused = run("list", "import", file)
    assert (refused.status, "没有写明是万元还是亿元" in refused.out) == (1, True)
    assert run("list", "import", file, "--sheet", "表3").status == 1
    assert run("list", "import", file, "--money", "美元").status == 1
    assert run("list", "import", file, "--kind", "清单").status == 1
    assert run("list", "import", file, "--sheet", "2", "--year", "2024").status == 0
    assert run("list", "import", file, "--sheet", "表1", "--kind", "项目", "--money", "亿元").status == 0
    shown = json.loads(run("list", "show", "项目", "--json").out)
    assert shown[0]["columns"]["总投资"] == "1.5亿元"
    assert json.loads(run("show", "改革1", "--json").out)["due"] == "2024-06-30"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "另存为"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600,
            "密码",
        ),
        (b"%PDF-1.4", "PDF"),
        (b"\x00" * 101_000_000, "太大"),
        (b"", "空的"),
        ("甲乙丙".encode(), "没有找到清单的表头"),
    ],
)
def test_a_file_that_is_no_list_gets_a_plain_word(run, tmp_path, content, words):
    file = tmp_path / "清单.xls"
    file.write_bytes(content)
    said = run("list", "import", str(file))
    assert (said.status, said.out) == (1, "")
    assert words in said.err
    assert said.err.strip().endswith("。")
    assert "没有改动" in said.err


def test_a_template_is_saved_into_a_folder_or_under_a_name(run, tmp_path):
    assert run("list", "template", "举措", "-o", str(tmp_path)).status == 0
    assert run("list", "template", "indicator", "-o", str(tmp_path / "指标.xlsx")).status == 0
    assert (tmp_path / "2023年重点举措清单（模板）.xlsx").exists()
    sheet = load_workbook(io.BytesIO((tmp_path / "指标.xlsx").read_bytes())).worksheets[0]
    assert sheet.title == "指标目标清单"
    said = run("list", "import", str(tmp_path / "指标.xlsx"))
    assert (said.status, "没有可以导入的行" in said.err) == (1, True)


def test_the_lists_stand_after_the_plans_items_each_in_its_own_order(run, book):
    rows = [
        ("序号", "重点举措", "所属任务", "牵头单位"),
        (1, "丙举措", "26", "县文广旅体局"),
        (2, "甲举措", "1", "县文广旅体局"),
    ]
    reforms = [("序号", "改革事项", "牵头单位"), (1, "乙改革", "县文广旅体局")]
    projects = [PROJECTS[1], PROJECTS[2]]
    run("list", "import", book(projects, rows, reforms))
    found = json.loads(run("tasks", "--json").out)
    assert [one["number"] for one in found][-4:] == ["举措1", "举措2", "改革1", "项目1"]
    assert [one["task_number"] for one in found][-4:] == ["26", "1", "", ""]


def test_a_thing_of_a_like_name_is_changed_only_when_a_person_says_so(run, book):
    run("list", "import", book(PROJECTS))
    other = [
        PROJECTS[1],
        (1, "一号码头改造提升", 8000, 1000, None, None, "县文广旅体局", None, None),
        PROJECTS[3],
    ]
    file = book(other, name="新.xlsx")
    held = run("list", "import", file)
    assert (held.status, "第2行 需核对，没有导入 1 一号码头改造提升 → 项目1" in held.out) == (0, True)
    names = [one["name"] for one in json.loads(run("list", "show", "项目", "--json").out)]
    assert names == ["一号码头改造", "海上风电7号"]
    assert run("list", "import", file, "--match", "9=项目1").status == 1
    assert run("list", "import", file, "--match", "2=项目9").status == 1
    assert run("list", "import", file, "--match", "2=new").status == 0
    names = [one["name"] for one in json.loads(run("list", "show", "项目", "--json").out)]
    assert sorted(names) == ["一号码头改造", "一号码头改造提升", "海上风电7号"]
    third = book([PROJECTS[1], (2, "海上风电7号项目", 8000, 1000, None, None, "县发改局", None, None)])
    assert run("list", "import", third, "--all").status == 0
    assert "海上风电7号项目" in run("list", "show", "项目").out


def test_several_sheets_are_stored_in_one_step_or_not_at_all(run, book, folder):
    reforms = [("序号", "改革事项", "牵头单位"), (1, "民宿改革", "县文广旅体局")]
    bad = [("序号", "项目名称", "总投资"), (1, "乙工程", 20000)]
    refused = run("list", "import", book(reforms, bad))
    assert (refused.status, "原有数据没有改动" in refused.err) == (1, True)
    assert json.loads(run("list", "show", "改革", "--json").out) == []
    second = [PROJECTS[1], (1, "丙工程", 9000, 100, None, None, "县发改局", None, None)]
    file = book(reforms, PROJECTS, second)
    assert run("list", "import", file).status == 0
    again = run("list", "import", file)
    assert (again.status, "没有改动" in again.out, "新表里没有" in again.out) == (0, True, False)
    shown = json.loads(run("list", "show", "项目", "--json").out)
    assert [(one["number"], one["name"]) for one in shown] == [
        ("项目1", "一号码头改造"), ("项目2", "海上风电7号"), ("项目3", "丙工程"),
    ]  # fmt: skip
    with opened(folder, writing=True) as store:
        assert store.undo_name() == "导入重点改革清单、重大项目清单（4项）"
        store.undo()
    assert json.loads(run("list", "show", "改革", "--json").out) == []
    assert json.loads(run("list", "show", "项目", "--json").out) == []


def test_a_file_that_cannot_be_read_is_told_in_chinese_and_a_huge_one_is_not_read(run, tmp_path):
    huge = tmp_path / "大.xlsx"
    with huge.open("wb") as file:
        file.truncate(61_000_000)
    for command in (("list", "import"), ("plan", "show"), ("plan", "import"), ("indicator", "import")):
        said = run(*command, str(tmp_path / "没有.xlsx"))
        assert ("找不到文件" in said.err, "No such" in said.err) == (True, False), command
        assert "这是文件夹" in run(*command, str(tmp_path)).err
        assert "太大（61 MB）" in run(*command, str(huge)).err


def test_a_template_offers_each_island_once(run, tmp_path):
    run("list", "template", "项目", "-o", str(tmp_path / "项目.xlsx"))
    book = load_workbook(tmp_path / "项目.xlsx")
    words = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert (words.count("大洋山"), words.count("大洋")) == (1, 0)
    assert {"枸杞", "嵊山", "花鸟", "绿华", "滩浒"} <= set(words)


def test_a_table_of_another_year_is_taken_in_only_when_the_year_is_said(run, book):
    file = book([("2024年重点改革清单",), ("序号", "改革事项"), (1, "民宿改革")])
    refused = run("list", "import", file)
    assert (refused.status, "是2024年的，当前方案是2023年的" in refused.err) == (1, True)
    assert run("list", "import", file, "--dry-run").status == 0
    assert run("list", "import", file, "--year", "2023").status == 0
