"""`attach`, as a person types it."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_files_are_attached_and_listed_without_a_window(run: Run, tmp_path: Path) -> None:
    (tmp_path / "验收单.pdf").write_bytes(b"%PDF-1")
    (tmp_path / "现场.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "安装.exe").write_bytes(b"MZ")
    assert run("attach", "list", "4-2").out == "4-2没有附件。\n"
    done = run(
        "attach", "4-2", str(tmp_path / "验收单.pdf"), str(tmp_path / "现场.jpg"), "--week", "2023-W30"
    )
    assert (done.status, "已添加2个附件，4-2现有2个" in done.out) == (0, True)
    listed = json.loads(run("attach", "list", "4-2", "--json").out)
    assert [(one["name"], one["size"], one["week"], one["here"]) for one in listed] == [
        ("验收单.pdf", 6, "2023-W30", True),
        ("现场.jpg", 3, "2023-W30", True),
    ]
    refused = run("attach", "4-2", str(tmp_path / "安装.exe"))
    assert (refused.status, "不能作附件" in refused.err) == (1, True)
    assert run("attach", "99-9", str(tmp_path / "现场.jpg")).status == 1
    assert run("attach", "4-2").status == run("attach", "list").status == run("attach").status == 2
    assert "验收单.pdf" in run("search", "验收单").out
    assert run("check").status == 0


def test_named_files_go_with_a_package(run: Run, tmp_path: Path) -> None:
    at = ("--week", "2023-W30")
    run("report", "4-2", *at, "--done", "码头修好了")
    run("finalise", *at, "--reviewer", "张某")
    (tmp_path / "现场.jpg").write_bytes(b"\xff\xd8\xff")
    run("attach", "4-2", str(tmp_path / "现场.jpg"), *at)
    out = tmp_path / "a.sspkg"
    seen = run("submit", *at, "--preview", "--attach", "现场.jpg")
    assert "附件 报送：4-2 现场.jpg" in seen.out
    assert "没有叫“别的.jpg”的附件" in run("submit", *at, "--out", str(out), "--attach", "别的.jpg").err
    assert "只能随数据包" in run("submit", *at, "--text", "--attach", "全部").err
    assert run("submit", *at, "--out", str(out), "--attach", "全部").status == 0
    with zipfile.ZipFile(out) as package:
        assert any(name.startswith("attachments/") for name in package.namelist())
