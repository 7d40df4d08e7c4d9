"""`leader`, `taskforce`, `brief show`, `export half-month`, `export month`."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from shengsi_desktop.services import history
from shengsi_desktop.services.opening import opened

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_leaders_are_added_listed_set_and_removed(run: Run) -> None:
    assert run("leader", "add", "张某", "副县长", "--unit", "县文广旅体局", "--item", "1-1").status == 0
    assert run("leader", "set", "张某", "--post", "常务副县长", "--item", "1-2").status == 1
    assert run("leader", "set", "张某", "--post", "常务副县长").status == 0
    (one,) = json.loads(run("leader", "list", "--json").out)
    assert (one["name"], one["post"], one["units"], one["items"]) == (
        "张某",
        "常务副县长",
        ["县文广旅体局"],
        ["1-1"],
    )
    assert one["count"] > 1
    assert run("leader", "remove", "张某").status == 0
    assert json.loads(run("leader", "list", "--json").out) == []


def test_a_pasted_table_is_previewed_without_being_kept(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "分工.txt"
    table.write_text("张某\t副县长\t县教育局、不存在局\n", encoding="utf-8")
    said = run("leader", "paste", str(table), "--preview")
    assert "名录里没有：不存在局" in said.out
    assert json.loads(run("leader", "list", "--json").out) == []
    assert run("leader", "paste", str(table)).status == 0
    assert len(json.loads(run("leader", "list", "--json").out)) == 1


def test_notes_are_no_leaders(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "分工.txt"
    table.write_text(
        "张某 副县长 县教育局\n备注：以上为拟定分工\n备注 演示\n花鸟乡 副县长\n", encoding="utf-8"
    )
    said = run("leader", "paste", str(table))
    assert "第2行不存入" in said.out
    assert "已存入1位" in said.out
    assert [one["name"] for one in json.loads(run("leader", "list", "--json").out)] == ["张某"]
    refused = run("leader", "add", "备注")
    assert (refused.status, "不像姓名" in refused.out + refused.err) == (1, True)


def test_task_forces_are_added_and_listed(run: Run) -> None:
    assert run("taskforce", "add", "演示专班", "--head", "张某", "--item", "4-2").status == 0
    assert run("taskforce", "set", "演示专班", "--unit", "县教育局").status == 0
    (one,) = json.loads(run("taskforce", "list", "--json").out)
    assert (one["head"], one["units"], one["items"]) == ("张某", ["县教育局"], ["4-2"])


def test_briefs_are_shown_and_written_as_document_and_workbook(run: Run, tmp_path: Path) -> None:
    run("leader", "add", "张某", "副县长", "--unit", "县文广旅体局")
    run("report", "8-3", "--week", "2023-W30", "--done", "材料报送。", "--next", "补充材料")
    shown = json.loads(run("brief", "show", "2023-07-2", "--leader", "张某", "--json").out)
    assert shown["leader"] == "张某"
    progress = next(one for one in shown["parts"] if one["part"] == "progress")
    assert "材料报送。" in progress["words"]
    assert progress["items"] == ["8-3"]
    document, book = tmp_path / "半月.docx", tmp_path / "月.xlsx"
    assert run("export", "half-month", "2023-07-2", "--leader", "张某", "-o", str(document)).status == 0
    assert run("export", "month", "2023-07", "-o", str(book)).status == 0
    assert document.read_bytes()[:2] == book.read_bytes()[:2] == b"PK"
    refused = run("export", "month", "2023-07", "-o", str(tmp_path / "月.pdf"))
    assert refused.status == 1
    assert "docx或.xlsx" in refused.err


def test_a_leader_nobody_knows_is_refused_with_the_way_to_add_one(run: Run) -> None:
    said = run("brief", "show", "2023-07-2", "--leader", "张某")
    assert said.status == 1
    assert "领导与专班" in said.err


def test_what_is_set_of_a_leader_or_a_task_force_is_looked_up_before_anything_is_written(
    run: Run, folder: Path
) -> None:
    run("leader", "add", "张某", "副县长")
    assert run("leader", "set", "张某", "--post", "县长", "--unit", "没有的单位").status == 1
    assert run("leader", "set", "张某", "--post", "县长", "--item", "99-9").status == 1
    assert json.loads(run("leader", "list", "--json").out)[0]["post"] == "副县长"
    run("taskforce", "add", "演示专班", "--head", "张某")
    assert run("taskforce", "set", "演示专班", "--head", "李某", "--unit", "没有的单位").status == 1
    assert json.loads(run("taskforce", "list", "--json").out)[0]["head"] == "张某"
    assert run("leader", "set", "张某", "--post", "县长", "--unit", "县教育局").status == 0
    with opened(folder, writing=True) as store:
        history.undo(store, today=date(2023, 7, 30))
    (one,) = json.loads(run("leader", "list", "--json").out)
    assert (one["post"], one["units"]) == ("副县长", [])


def test_what_is_no_name_is_no_leader(run: Run) -> None:
    assert run("leader", "add", "张/某", "副县长", "--unit", "县文广旅体局").status == 1
    assert json.loads(run("leader", "list", "--json").out) == []
