"""`board islands`, `island list`, `island set`, and the columns of a list in `show --json`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from shengsi_desktop.services.opening import opened
from tests.list_items import add_list_items

if TYPE_CHECKING:
    from pathlib import Path


def test_islands_are_set_and_looked_at_without_a_window(run, folder: Path, tmp_path: Path):
    with opened(folder, writing=True) as store:
        add_list_items(store)
    table = json.loads(run("island", "list", "--json").out)
    assert {"name": "枸杞", "townships": ["枸杞乡"], "pending": False} in table
    assert run("island", "set", "项目2.1", "枸杞", "壁下").out == "已改所属岛。\n"
    assert run("island", "set", "项目2.1", "壁下", "枸杞").out == "所属岛没有变化。\n"
    refused = run("island", "set", "项目2.1", "蓬莱")
    assert refused.status == 1
    assert "请从这些岛里选" in refused.err
    board = json.loads(run("board", "islands", "--island", "壁下", "--week", "2023-W30", "--json").out)
    assert [group["island"] for group in board["islands"]] == ["壁下"]
    assert [(one["item"], one["number"]) for one in board["islands"][0]["deliverables"]] == [
        ("项目2", "项目2.1")
    ]
    said = run("board", "islands", "--all", "--week", "2023-W30").out
    assert "枸杞（枸杞乡）" in said
    assert "没有细项的岛：" not in said  # the plan names every island of the table
    assert "没有细项的岛：" in run("board", "islands", "--week", "2023-W30").out
    file = tmp_path / "按岛.xlsx"
    assert run("board", "islands", "-o", str(file)).status == 0
    assert file.is_file()
    shown = json.loads(run("show", "项目2", "--json").out)
    assert shown["list_entry"]["goal"] == "完成年度投资4500万元，主体结构封顶"
    assert shown["list_entry"]["extras"] == {"要素保障": "用地已落实", "资金来源": "专项债、县财政"}
    assert shown["deliverables"][0]["islands"] == ["壁下", "枸杞"]
    assert json.loads(run("show", "4-2", "--json").out)["list_entry"] is None
    words = run("show", "项目2").out.splitlines()
    assert words[1] == "重大项目清单 旅游设施"
    assert "责任人：林一舟" in words
    assert "总投资：1.2亿元" in words
    assert "要素保障：用地已落实" in words
