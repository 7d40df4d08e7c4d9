"""Indicators without a window: values, targets, plan curves, import and history."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest

from shengsi_desktop.services.opening import opened

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def shown(run: Run, *arguments: str) -> Any:
    said = run("indicator", *arguments, "--json")
    assert said.status == 0, said.err
    return json.loads(said.out)


def test_a_value_with_all_that_belongs_to_it_is_set_shown_and_told(run: Run) -> None:
    said = run(
        "indicator", "set", "3", "2023-Q1", "35.2", "--province", "30", "--rank", "4", "--status", "快报数"
    )
    assert said.out.startswith("地区生产总值 2023-Q1：35.2亿元  ● 1–3月35.2亿元（快报数），占年度目标24.6%")
    whole = shown(run, "show", "地区生产总值")
    assert (whole["period"], whole["rank"], whole["status"], whole["conditions"]) == (
        "2023-03",
        4,
        "preliminary",
        [{"comparator": ">", "value": 143, "unit": "亿元", "reference": None}],
    )
    for month, value in (("04", "46"), ("05", "57"), ("06", "70")):
        run("indicator", "set", "3", f"2023-{month}", value)
    assert shown(run, "show", "3")["forecast"] == {
        "method": "近4月线性",
        "year_end": 139.6,
        "reaches": False,
        "words": "近4月线性，年底约139.6亿元，难达标",
    }
    assert "预测：近4月线性，年底约139.6亿元，难达标" in run("indicator", "show", "3").out
    assert run("indicator", "set", "3", "2023-03", "未发布").status == 0
    assert next(line["value"] for line in shown(run, "history", "3", "2023-03")) == ""
    assert "录入指标数据  实际：35.2" in run("indicator", "history", "3", "2023-03").out
    assert shown(run, "set", "10", "2023-06", "--state", "已达到")["light"] == "done"
    for wrong in (("--status", "准数"), ("--rank", "0.5"), ("--state", "好"), ()):
        refused = run("indicator", "set", "3", "2023-06", *wrong)
        assert (refused.status, "没有" in refused.err) == (1, True)


def test_a_target_is_shown_and_changed(run: Run) -> None:
    changed = shown(
        run, "target", "20", "1.45以内，低于上年", "--baseline", "1.49", "--owner", "县农业农村局"
    )
    assert (changed["target"], changed["baseline"], changed["owner"]) == (
        "1.45以内，低于上年",
        1.49,
        "县农业农村局",
    )
    assert [one["reference"] for one in changed["conditions"]] == [None, "last_year"]
    assert "条件 ≤ 1.45" in run("indicator", "target", "20").out
    assert run("indicator", "target", "20", "--cadence", "每周").status == 1
    made = shown(
        run, "add", "人均期望寿命", "82以上", "--measure", "岁", "--counting", "时点", "--trend", "越高越好"
    )
    assert (made["number"], made["cumulative"], made["trend"]) == (28, False, "up")
    assert run("indicator", "drop", "28").out.strip() == "已删除：人均期望寿命"
    assert len(shown(run, "list")) == 27


def test_a_plan_curve_is_drawn_for_an_indicator_and_a_deliverable_alike(run: Run) -> None:
    quarters = shown(run, "curve", "3", "--preset", "季度")
    assert [one["planned"] for one in quarters["points"]][2:6] == [35.75, 35.75, 35.75, 71.5]
    typed = shown(run, "curve", "3", "--points", "1月=11，2023-02=22.5,3月=")
    assert [one["planned"] for one in typed["points"]][:3] == [11, 22.5, 35.75]
    promise = shown(run, "curve", "4-2.5", "--preset", "休渔期", "--closed", "5月1日-8月1日")
    values = [one["planned"] for one in promise["points"]]
    assert (promise["unit"], values[3] == values[6] < values[7], values[-1]) == ("个", True, 30)
    listed = shown(run, "list", "--deliverables", "--week", "2023-W30")
    assert next(one for one in listed if one["id"] == promise["id"])["item"]
    for wrong in (("3", "--preset", "圆"), ("3", "--points", "一月"), ("99", "--preset", "直线")):
        assert run("indicator", "curve", *wrong).status == 1
    assert "没有计划曲线" in run("indicator", "curve", "7").out


def test_a_workbook_is_looked_at_before_it_is_taken_in(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "6月快报.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows(
            [["序号", "指标", "5月", "6月"], ["3", "地区生产总值", "55.2", "66.2"], ["", "人口", "1", "2"]]
        )
    run("indicator", "set", "3", "2023-05", "55", "--status", "核定数")
    looked = run("indicator", "import", str(file), "--dry-run")
    assert "会存入1格，相同0格，待核对1格没有存入。" in looked.out
    assert "没有名为“人口”的指标" in looked.out
    assert shown(run, "show", "3")["value"] == 55
    taken = shown(run, "import", str(file))
    assert (taken["stored"], [one["taken"] for one in taken["changes"]]) == (1, [False, True])
    assert shown(run, "show", "3")["status"] == "preliminary"
    assert shown(run, "import", str(file), "--all")["stored"] == 1
    assert run("indicator", "import", str(tmp_path / "没有.xlsx")).status == 1


@pytest.mark.parametrize("name", ["show", "set", "target", "curve", "import", "history", "add"])
def test_every_command_explains_itself_in_chinese(run: Run, name: str) -> None:
    said = run("indicator", name, "--help")
    assert (said.status, "用法：shengsi-desktop indicator" in said.out) == (0, True)


def test_figures_below_nothing_and_none_at_all_are_entered_as_they_are(run: Run) -> None:
    fallen = run("indicator", "set", "1", "2023-03", "-2.3", "--province", "-0.4")
    assert (fallen.status, "：-2.3%" in fallen.out) == (0, True)
    assert shown(run, "show", "1")["points"][-1]["province"] == -0.4
    assert run("indicator", "set", "1", "2023-03", "−2.4").status == 0
    assert shown(run, "show", "1")["value"] == -2.4
    gone = run("indicator", "set", "3", "2023-03", "空")
    assert (gone.status, "：已清空  ○" in gone.out, "空亿元" in gone.out) == (0, True, False)
    assert run("indicator", "set", "1", "2023-03", "--nothing").status == 2


def test_a_curve_is_drawn_and_corrected_in_one_command_and_what_falls_is_said(run: Run, folder: Path) -> None:
    drawn = run("indicator", "curve", "3", "--preset", "直线", "--points", "1月=20")
    assert (drawn.status, "  2023-01  20" in drawn.out) == (0, True)
    assert "请核对：2023-01的20之后，2023-02只有23.83" not in drawn.out
    fallen = run("indicator", "curve", "3", "--points", "2月=15")
    assert "请核对：2023-01的20之后，2023-02只有15；累计的计划应逐期不减。" in fallen.out
    refused = run("indicator", "curve", "3", "--preset", "直线", "--points", "3月=-5")
    assert (refused.status, "不小于0" in refused.err) == (1, True)
    assert shown(run, "curve", "3")["points"][1]["planned"] == 15
    assert run("indicator", "curve", "7", "--points", "3月=-5").status == 0
    with opened(folder, writing=True) as store:
        for _ in range(3):
            store.undo()
    assert shown(run, "curve", "3")["points"] == []


def test_a_table_of_nothing_that_fits_and_a_file_that_is_not_there_are_refused_in_words(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "人口.csv"
    file.write_text("序号,指标,2023年6月\n1,全县户籍人口,1\n", encoding="utf-8-sig")
    none = run("indicator", "import", str(file))
    assert (none.status, "已存入0格" in none.out) == (1, True)
    assert none.err.strip() == "没有存入任何数值：表里没有一行对得上指标。请检查名称、单位和时点。"
    for path, why in ((tmp_path / "没有.xlsx", "找不到文件"), (tmp_path, "这是文件夹")):
        for command in (("indicator", "import"), ("list", "import"), ("plan", "import"), ("plan", "show")):
            said = run(*command, str(path))
            assert (said.status, f"打不开（{why}）" in said.err) == (1, True), said.err


def test_a_unit_that_is_changed_says_that_figures_go_with_it(run: Run) -> None:
    run("indicator", "set", "3", "2023-06", "66.2")
    said = run("indicator", "target", "3", "--measure", "万元")
    assert said.out.splitlines()[0] == "计量单位由亿元改为万元，已有的数值、计划、上年实绩和目标都已换算。"
    assert "3 地区生产总值：突破1430000万元" in said.out
    refused = run("indicator", "target", "3", "突破143吨")
    assert (refused.status, "不是同一种计量" in refused.err) == (1, True)
