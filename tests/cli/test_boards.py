"""`board show / publish / list / rule / group`, `export board`."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.services.boards import custom
from shengsi_desktop.services.opening import opened
from tests.services.boards.conftest import fill

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def july(initialised: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store with a made-up July."""
    folder = shutil.copytree(initialised, tmp_path_factory.mktemp("boards") / "store")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHENGSI_CONFIG", str(folder.parent / "config"))
        with opened(folder, writing=True) as store:
            fill(store)
            board, _ = custom.save_board(store, "", name="清洁村/比拼")
            custom.save_figures(store, board, "2023-07", [custom.FigureRow("甲村", figure="3")])
    return folder


@pytest.fixture
def folder(july: Path, tmp_path: Path) -> Path:
    return shutil.copytree(july, tmp_path / "store")


def test_a_board_is_shown_published_and_stays(run):
    shown = json.loads(run("board", "show", "work", "2023-07", "--json").out)
    assert shown["published"] is None
    ours = next(one for one in shown["scores"] if one["entrant"]["name"] == "县文广旅体局")
    assert {line["kind"] for line in ours["lines"]} == {"item", "week"}
    assert run("board", "publish", "重点工作", "2023-07", "--person", "李某").out == (
        "已公布：2023年7月重点工作晾晒第1版\n"
    )
    again = run("board", "publish", "work", "2023-07")
    assert (again.status, "没有差别" in again.err) == (1, True)
    assert run("board", "group", "县文广旅体局", "民生").out == "县文广旅体局：民生\n"
    kept = json.loads(run("board", "show", "work", "2023-07", "--json").out)
    assert {**kept, "published": None} == shown
    assert kept["published"]["person"] == "李某"
    now = json.loads(run("board", "show", "work", "2023-07", "--now", "--json").out)
    assert next(one for one in now["scores"] if one["entrant"] == {**ours["entrant"], "group": "民生"})
    told = run("board", "show", "work", "2023-07").out
    assert "县文广旅体局（未分组部门→民生）" in told
    assert run("board", "publish", "work", "2023-07").status == 1
    assert run("board", "publish", "work", "2023-07", "--reason", "分组有误").status == 0
    assert "第2版更正：分组有误" in run("board", "show", "work", "2023-07").out
    listed = json.loads(run("board", "list", "--json").out)
    assert [(one["board"], one["period"], one["n"]) for one in listed["published"]] == [
        ("work", "2023-07", 2)
    ]


def test_what_a_board_says_in_words(run):
    said = run("board", "show", "projects", "2023-07", "--evidence").out
    assert "2023年7月重大项目晾晒  预演，未公布" in said
    assert "累计1300万元，计划2601.37万元" in said
    assert "没有负责的重大项目，不参加排名：" in said
    assert "2023年三季度考评" in run("board", "show", "考评", "2023年三季度").out


def test_a_quarter_with_unpublished_months_is_published_only_when_asked_so(run):
    refused = run("board", "publish", "appraisal", "2023-Q3")
    assert (refused.status, "--with-unpublished" in refused.err) == (1, True)
    refused = run("board", "publish", "appraisal", "2023-Q3", "--with-unpublished")
    assert (refused.status, "--early" in refused.err) == (1, True)
    assert run("board", "publish", "appraisal", "2023-Q3", "--with-unpublished", "--early").status == 0
    said = run("board", "show", "appraisal", "2023-Q3").out
    assert "还未公布，按预演计入" in said
    assert "三季度还没有结束，内容截至第30周" in said
    # as it would be now is not said to be unpublished where it was
    assert (
        "按现在的数据计算，不是公布的内容（已公布第1版）"
        in run("board", "show", "考评", "2023-Q3", "--now").out
    )


def test_a_rule_is_changed_by_its_numbers(run):
    assert run("board", "rule", "work", "--set", '{"red_points": "-3"}', "--since", "2023-08").status == 0
    known = json.loads(run("board", "rule", "work", "--json").out)
    assert [(one["version"], one["since"], one["spec"]["red_points"]) for one in known] == [
        (1, "", "-2"), (2, "2023-08", "-3"),
    ]  # fmt: skip
    told = run("board", "rule", "work").out
    assert "第1版（从头起） 默认规则v1" in told
    assert "第2版（2023年8月起） 重点工作规则v2" in told
    assert "与出处不同：按本县设定（一个红灯-2→-3）" in told
    for wrong, said in (
        ('{"red_points": "3"}', "请写成负数"),
        ("[", "不是有效的JSON"),
        ("3", "不是有效的JSON"),
    ):
        refused = run("board", "rule", "work", "--set", wrong)
        assert (refused.status, said in refused.err) == (1, True)


def test_a_board_goes_into_a_file(run, tmp_path: Path):
    out = run("export", "board", "清洁村/比拼", "2023-07", "-o", str(tmp_path)).out
    assert (tmp_path / "2023年7月清洁村_比拼.xlsx").is_file(), out
    run("export", "board", "work", "2023-07", "-o", str(tmp_path / "图.svg"))
    assert (tmp_path / "图.svg").read_bytes().startswith(b"<?xml")
    refused = run("export", "board", "nothing", "2023-07")
    assert (refused.status, "清洁村/比拼" in refused.err) == (1, True)
