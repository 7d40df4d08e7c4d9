"""`submit` and `receive` between a unit's store and the county's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.services import setting_up
from shengsi_desktop.services.opening import opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Run

WEEK = ("--week", "2023-W30")


@pytest.fixture
def county(tmp_path: Path) -> Path:
    folder = tmp_path / "county"
    with opened(folder, writing=True) as store:
        setting_up.first_run(store, unit="县委社建委")
    return folder


@pytest.fixture
def signed(run: Run) -> Run:
    run("report", "4-2", *WEEK, "--done", "已完工14个")
    assert run("finalise", *WEEK, "--reviewer", "张局").status == 0
    return run


def test_a_week_goes_up_and_its_return_comes_down(signed: Run, county: Path, tmp_path: Path) -> None:
    there = ("--store", str(county))
    (tmp_path / "files").mkdir()
    said = signed("submit", *WEEK, "--out", str(tmp_path / "files"))
    assert (said.status, said.err) == (0, "")
    assert signed("submit", *WEEK, "--out", str(tmp_path / "named")).status == 0
    assert (tmp_path / "named.sspkg").exists()
    seen = json.loads(signed("receive", str(tmp_path / "files"), "--json", *there).out)
    assert [(row["unit"], row["clean"], row["taken"]) for row in seen["rows"]] == [
        ("县文广旅体局", True, False)
    ]
    (tmp_path / "files" / "坏.sspkg").write_bytes(b"PK")
    taken = signed("receive", str(tmp_path / "files"), "--take", "clean", *there).out
    assert taken.splitlines()[-1] == "已入库1份：县文广旅体局。另有1份不能入库"
    again = signed("receive", str(tmp_path / "files"), "--take", "all", *there)
    assert again.status == 1
    assert "已收过" in again.out
    assert signed("receive", "return", "县文广旅体局", *WEEK, "--reason", "补4-2", *there).status == 0
    # the week is that which units reported last, the folder is made
    made = json.loads(signed("receive", "receipt", "-o", str(tmp_path / "回执"), "--json", *there).out)
    (letter,) = (tmp_path / "回执").glob("*回执.sspkg")
    assert made == {"week": "2023-W30", "files": [str(letter)]}
    assert "补4-2" in signed("receive", str(letter)).out
    assert "已收取1份回执" in signed("receive", str(letter), "--take", "all").out


def test_text_and_workbook_hold_the_same_week(signed: Run, county: Path, tmp_path: Path) -> None:
    there = ("--store", str(county))
    (tmp_path / "said.txt").write_text(signed("submit", *WEEK, "--text").out)
    assert signed("submit", *WEEK, "--workbook", str(tmp_path / "a.xlsx")).status == 0
    both = signed("receive", str(tmp_path / "a.xlsx"), "--text", str(tmp_path / "said.txt"), "--json", *there)
    rows = json.loads(both.out)["rows"]
    assert [(row["way"], row["verdict"]) for row in rows] == [("周会商表", "new"), ("报送文字", "same")]


def test_a_passphrase_comes_from_a_file(signed: Run, county: Path, tmp_path: Path) -> None:
    key, path = tmp_path / "口令.txt", tmp_path / "a.sspkg"
    key.write_text("海岛2023\n")
    assert signed("submit", *WEEK, "--out", str(path), "--passphrase-file", str(key)).status == 0
    there = ("--store", str(county))
    assert "要口令" in signed("receive", str(path), *there).out
    assert "可入库" in signed("receive", str(path), "--passphrase-file", str(key), *there).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("submit", *WEEK), "选一种"),
        (("submit", *WEEK, "--out", "a.sspkg", "--text"), "选一种"),
        (("submit", *WEEK, "--preview"), "还没有定稿"),
        (("submit", *WEEK, "--workbook", "a.xlsx", "--passphrase-file", "a"), "周会商表不能加口令"),
        (("submit", *WEEK, "--text", "--passphrase-file", "no-such-file"), "报送文字不能加口令"),
        (("receive",), "没有写要收的文件"),
        (("receive", "no-such-file"), "找不到"),
        (("receive", ".", "--take", "some"), "all 或 clean"),
        (("receive", "return", *WEEK), "要写一个单位"),
        (("receive", "receipt", *WEEK), "没有回执可发"),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(run: Run, arguments: tuple[str, ...], said: str) -> None:
    found = run(*arguments)
    assert found.status == 1
    assert said in found.err


def test_the_preview_tells_what_goes_and_registers_nothing(signed: Callable[..., object]) -> None:
    found = signed("submit", *WEEK, "--preview", "--json")
    told = json.loads(found.out)  # type: ignore[attr-defined]
    assert any("已完工14个" in str(one["fields"]) for one in told["items"])
    assert "会商讨论、记录和参加人员" in told["stays"]
    assert "上周计划完成情况" in told["stays"]


def test_the_preview_sets_every_line_of_a_text_in(run: Run) -> None:
    run("report", "4-2", *WEEK, "--done", "第一行\n第二行")
    run("finalise", *WEEK, "--reviewer", "张局")
    lines = run("submit", *WEEK, "--preview").out.splitlines()
    first = lines.index("    本周进展：第一行")
    assert lines[first + 1] == "        第二行"


def test_what_to_look_at_is_said_before_a_week_is_signed(run: Run) -> None:
    run("report", "4-2", *WEEK, "--done", "已完工14个", "--set", "4-2.5=13")
    said = run("finalise", *WEEK, "--reviewer", "张局").out
    assert said.index("填的是13个") < said.index("已定稿。")
