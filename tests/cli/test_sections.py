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


def test_a_reply_is_read_in_every_encoding_an_office_saves(run: Run, tmp_path: Path) -> None:
    reply = tmp_path / "回复.txt"
    for number, encoding in enumerate(("utf-8", "utf-8-sig", "gb18030", "utf-16")):
        reply.write_bytes(f"8-3：材料已报送{number}份".encode(encoding))
        said = run("solicit", "--week", "2023-W30", "--take", str(reply), "--json")
        assert json.loads(said.out)["parts"][0]["progress"] == f"材料已报送{number}份"


def test_a_reply_that_is_no_text_is_refused_and_not_stored(run: Run, tmp_path: Path) -> None:
    reply = tmp_path / "回复.txt"
    for content in (b"8-3\xff\xff\xff\x80", "8-3：无".encode("utf-16-le"), b"PK\x03\x04", b" "):
        reply.write_bytes(content)
        said = run("solicit", "--week", "2023-W30", "--take", str(reply), "--json")
        assert said.status == 1
        assert "没有改动" in said.err
