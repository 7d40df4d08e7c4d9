"""`sync`, `handover`, `history`, `check`, as a person without a window uses them."""

from __future__ import annotations

import json
import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.store.connection import store_file
from shengsi_desktop.store.sessions import Store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

ITEM = ("report", "2-6", "--week", "2023-W30", "--done")


@pytest.fixture
def number(run: Run) -> str:
    return str(json.loads(run("tasks", "--json").out)[0]["number"])


@pytest.fixture
def laptop(folder: Path, tmp_path: Path) -> str:
    return str(shutil.copytree(folder, tmp_path / "laptop"))


def test_two_machines_are_kept_alike_and_their_people_decide(
    run: Run, laptop: str, number: str, tmp_path: Path
) -> None:
    file = str(tmp_path / "a.sspkg")
    week = ("--week", "2023-W30", "--done")
    assert run("report", number, *week, "办公室写的").status == 0
    assert run("report", number, *week, "笔记本写的", "--store", laptop).status == 0
    assert run("sync", "make", "-o", file).status == 0

    tried = json.loads(run("sync", "take", file, "--dry-run", "--json", "--store", laptop).out)
    assert (tried["taken"], len(tried["conflicts"])) == (False, 1)
    assert json.loads(run("sync", "conflicts", "--json", "--store", laptop).out) == []

    assert "1处分歧" in run("sync", "take", file, "--store", laptop).out
    (one,) = json.loads(run("sync", "conflicts", "--json", "--store", laptop).out)
    assert run("sync", "settle", one["id"], "--choose", "9", "--store", laptop).status == 1
    assert run("sync", "settle", one["id"], "--store", laptop).status == 2
    assert run("sync", "settle", one["id"], "--join", "--store", laptop).status == 0
    back = str(tmp_path / "b.sspkg")
    run("sync", "make", "-o", back, "--store", laptop)
    run("sync", "take", back)
    assert "没有待处理" in run("sync", "conflicts").out
    steps = json.loads(run("history", number, "--json").out)
    words = [each["new"] for step in steps for each in step["changes"]]
    assert any("办公室写的" in word and "笔记本写的" in word for word in words)
    assert json.loads(run("sync", "status", "--json").out)["machines"][1]["ahead"] == 0


def test_a_look_at_a_package_is_possible_while_the_window_is_open(
    run: Run, folder: Path, laptop: str, number: str, tmp_path: Path
) -> None:
    file = str(tmp_path / "a.sspkg")
    assert run("report", number, "--week", "2023-W30", "--done", "笔记本写的", "--store", laptop).status == 0
    assert run("sync", "make", "-o", file, "--store", laptop).status == 0
    with Store.open(folder):
        tried = json.loads(run("sync", "take", file, "--dry-run", "--json").out)
        assert (tried["taken"], tried["conflicts"]) == (False, [])
        assert run("sync", "take", file).status != 0
    assert run("sync", "take", file).status == 0


def test_a_desk_is_not_put_where_a_file_is(run: Run, tmp_path: Path) -> None:
    made, place = str(tmp_path / "b.sspkg"), tmp_path / "文件"
    assert run("handover", "make", "-o", made).status == 0
    place.write_text("别的", "utf-8")
    for target in (place, place / "里面"):
        refused = run("handover", "take", made, "--store", str(target))
        assert refused.status == 1
        assert "是一个文件" in refused.err
    assert place.read_text("utf-8") == "别的"


def test_a_file_that_is_no_package_is_refused_in_words(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "坏.sspkg"
    bad.write_bytes(b"PK\x03\x04 nonsense")
    said = run("sync", "take", str(bad))
    assert (said.status, said.out) == (1, "")
    assert "没有收入任何内容" in said.err
    assert run("sync", "take", str(tmp_path / "无.sspkg")).status == 1


def test_another_file_of_this_program_is_called_by_its_name(run: Run, number: str, tmp_path: Path) -> None:
    book, key, sealed = (tmp_path / name for name in ("表.xlsx", "口令.txt", "密.sspkg"))
    run("report", number, "--week", "2023-W30", "--done", "写的")
    assert run("export", "week", "2023-W30", "-o", str(book)).status == 0
    for take in (("sync", "take"), ("handover", "take"), ("dispatch", "take")):
        said = run(*take, str(book))
        assert said.status == 1
        assert "“表.xlsx”是周会商表，不是" in said.err
    key.write_text("海上明月", "utf-8")
    assert run("sync", "make", "-o", str(sealed), "--all", "--passphrase-file", str(key)).status == 0
    assert "用 --passphrase-file 给出" in run("sync", "take", str(sealed)).err
    (line, *_) = run("sync", "take", str(sealed), "--dry-run", "--passphrase-file", str(key)).out.splitlines()
    assert "（）" not in line


def test_check_finds_a_record_and_a_table_that_were_tampered_with(
    run: Run, folder: Path, number: str
) -> None:
    run("report", number, "--week", "2023-W30", "--done", "写的")
    assert json.loads(run("check", "--json").out)["ok"] is True
    with sqlite3.connect(store_file(folder)) as raw:
        raw.execute("UPDATE report SET progress = '别人改的'")
    said = run("check")
    assert said.status == 1
    assert "与修改记录不一致" in said.out
    with sqlite3.connect(store_file(folder)) as raw:
        raw.execute("UPDATE change SET value = '\"改\"' WHERE seq = (SELECT max(seq) FROM change)")
    assert "校验值对不上" in run("check").out


def test_a_desk_is_handed_over_whole_and_never_over_another(run: Run, number: str, tmp_path: Path) -> None:
    run("report", number, "--week", "2023-W30", "--done", "交接前写的")
    file, new, key = str(tmp_path / "移交.sspkg"), str(tmp_path / "新电脑"), str(tmp_path / "口令.txt")
    (tmp_path / "口令.txt").write_text("海上明月\n", "utf-8")
    assert run("handover", "make", "-o", file, "--passphrase-file", key).status == 0
    assert "口令" in run("handover", "take", file, "--store", new).err
    assert (
        run("handover", "take", file, "--passphrase-file", key, "--person", "李接手", "--store", new).status
        == 0
    )
    assert "交接前写的" in run("history", number, "--store", new).out
    assert run("check", "--store", new).status == 0
    again = run("handover", "take", file, "--passphrase-file", key, "--store", new)
    assert (again.status, "已经有台账" in again.err) == (1, True)
    # both go on, each under a name of its own
    run("report", number, "--week", "2023-W30", "--done", "接手后写的", "--store", new)
    back = str(tmp_path / "回.sspkg")
    run("sync", "make", "-o", back, "--store", new)
    run("sync", "take", back)
    assert "接手后写的" in run("history", number).out
