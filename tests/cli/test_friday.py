"""`section`, `solicit`, `submitted`, `returned` and the versions of `finalise`, as a person types them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_a_friday_without_a_window(run: Run, tmp_path: Path) -> None:
    assert run("section", "add", "文化科", "--person", "张某", "--phone", "0580-1").status == 0
    assert run("section", "add", "文化科").status == 1
    assert run("section", "assign", "文化", "4-2", "8-3").status == 0
    assert json.loads(run("section", "list", "--json").out)[0]["items"] == ["4-2", "8-3"]
    at = ("--week", "2023-W30")
    text = run("solicit", "文化科", *at, "--deadline", "周五中午前").out
    assert "周五中午前" in text
    assert "8-3" in text
    reply = tmp_path / "回复.txt"
    reply.write_text("别的\n4-2：已完工\n8-3：无进展", encoding="gb18030")
    shown = run("solicit", "文化科", *at, "--take", str(reply), "--json")
    assert [one["state"] for one in json.loads(shown.out)["parts"]] == ["waiting"] * 3
    taken = run("solicit", "文化科", *at, "--take", str(reply), "--accept")
    assert "已处理 2/3" in taken.out
    assert run("solicit", *at, "--accept").status == 2
    assert run("submitted", *at, "--way", "U盘").status == 1
    assert run("finalise", *at, "--reviewer", "张某").status == 0
    assert run("submitted", *at, "--way", "U盘").status == 0
    assert run("returned", *at, "--reason", "缺下周计划").status == 0
    assert run("report", "4-2", *at, "--done", "已完工14个").status == 0
    assert run("finalise", *at, "--reviewer", "张某").status == 0
    assert "退回：缺下周计划" in run("finalise", *at, "--list").out
    listed = json.loads(run("finalise", *at, "--list", "--json").out)
    assert [one["number"] for one in listed] == [1, 2]
    assert "【＋14个】" in run("finalise", *at, "--compare", "1", "2").out
    assert "相同" in run("finalise", *at, "--compare", "2", "现在").out
    assert run("finalise", *at, "--compare", "1", "9").status == 1
