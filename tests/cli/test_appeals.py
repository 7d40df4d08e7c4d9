"""`appeal …` and `export items` without a window."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

from openpyxl import load_workbook

if TYPE_CHECKING:
    from pathlib import Path


def test_an_appeal_is_added_spoken_of_and_listed(run) -> None:
    added = run(
        "appeal", "add", "争取省级补助", "--amount", "1.2亿元", "--area", "资金", "--level", "省", "--due", "8月底",
    )  # fmt: skip
    assert (added.status, added.out) == (0, "已新增争取事项：争取省级补助\n")
    told = run(
        "appeal", "contact", "争取1", "7月26日 @省某厅 送材料", "--stage", "申报", "--week", "2023-W30"
    )
    assert told.out == "已登记争取1的对接：7月26日 省某厅 送材料\n"
    (row,) = json.loads(run("appeal", "list", "--week", "2023-W30", "--json").out)
    assert (row["list"], row["number"], row["stage"]) == ("appeal", "争取1", "application")
    assert Decimal(row["amount_wan"]) == 12000
    assert (row["last_contact"], row["light"]) == ("2023-07-26", "green")
    listed = run("appeal", "list", "--week", "2023-W30").out
    assert "申报  12000万元" in listed
    assert listed.splitlines()[-1] == "申报：1项 12000万元"
    assert [one["list"] for one in json.loads(run("tasks", "--json").out)].count("appeal") == 1


def test_what_cannot_be_read_is_refused_with_the_reason(run) -> None:
    for arguments, said in (
        (("add", "甲", "--amount", "很多"), "不是金额"),
        (("add", "甲", "--area", "别的"), "争取领域没有"),
        (("add", "甲", "--stage", "快了"), "没有“快了”这一步"),
        (("contact", "争取9", "谈了"), "没有编号"),
        (("offer", "--take", "99"), "没有第99句"),
    ):
        answer = run("appeal", *arguments)
        assert answer.status == 1
        assert said in answer.err
    assert "还没有争取事项" in run("appeal", "list").out


def test_the_plans_sentences_are_listed_and_taken_by_their_place(run) -> None:
    offers = json.loads(run("appeal", "offer", "--json").out)
    assert (len(offers), offers[3]["item"], offers[3]["area"]) == (14, "20-2", "pilot")
    assert run("appeal", "offer", "--take", "4", "--take", "8").out == "已添加2项争取事项。\n"
    assert "已添加为争取1" in run("appeal", "offer").out
    again = run("appeal", "offer", "--take", "4")
    assert (again.status, "已添加为争取1" in again.err) == (1, True)
    assert len(json.loads(run("appeal", "list", "--json").out)) == 2


def test_the_list_of_items_is_exported_own_or_whole(run, tmp_path: Path) -> None:
    own, whole = tmp_path / "own.xlsx", tmp_path / "whole.xlsx"
    assert run("export", "items", "-o", str(own), "--week", "2023-W10").out == f"已导出：{own}\n"
    assert run("export", "items", "-o", str(whole), "--all", "--unit", "花鸟乡").status == 0

    def numbers(path: Path) -> list[str]:
        rows = load_workbook(path)["任务清单"].iter_rows(max_col=1, values_only=True)
        return [str(row[0]) for row in rows if row[0] and "-" in str(row[0])]

    assert (len(numbers(own)), len(numbers(whole))) == (13, 71)
    assert run("export", "items", "-o", str(tmp_path)).out.endswith("任务清单.xlsx\n")
