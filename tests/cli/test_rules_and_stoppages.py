"""`rule` and `stoppage` on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def test_a_rule_is_tried_set_listed_and_withdrawn(run: Run) -> None:
    tried = json.loads(run("rule", "set", "瓯海", "--dry-run", "--json").out)
    assert tried["rule"] is None
    assert len(json.loads(run("rule", "list", "--json").out)) == 1
    done = run("rule", "set", "--yellow", "5", "--kind", "节点型=14", "--remark", "试行", "--json")
    stored = json.loads(done.out)["rule"]
    assert (stored["name"], stored["yellow_below"], stored["remark"]) == ("亮灯规则v2", 5, "试行")
    assert stored["kinds"]["milestone"]["soon_days"] == 14
    listed = run("rule", "list").out
    assert "亮灯规则v2（现行）" in listed
    assert run("rule", "withdraw", "亮灯规则v2").status == 0
    assert "默认亮灯规则v1（现行）" in run("rule", "list").out
    assert run("rule", "set", "瓯海", "--since", "2023-W50").status == 0
    assert "亮灯规则v3·瓯海由这一版取代" in run("rule", "set", "新晃", "--since", "2023-W40", "--dry-run").out
    assert "过去各周" in run("rule", "set", "新晃", "--since", "2022-W40", "--dry-run").err
    assert run("rule", "withdraw", "亮灯规则v3").status == 0


def test_what_no_rule_is_and_a_past_week_are_refused_in_words(run: Run) -> None:
    for arguments, said in (
        (("rule", "set", "天津"), "可选"),
        (("rule", "set", "瓯海", "--since", "2022-W01"), "过去各周"),
        (("rule", "set", "--kind", "大型=3"), "没有“大型”"),
        (("rule", "withdraw", "v9"), "没有名为“v9”"),
    ):
        found = run(*arguments)
        assert (found.status, said in found.err) == (1, True), arguments


def test_a_stoppage_is_added_listed_linked_and_removed(run: Run) -> None:
    added = run("stoppage", "add", "台风", "2023-07-26", "2023-07-28", "--island", "花鸟", "--name", "演示")
    assert added.out.strip() == "已登记：7月26日至28日因台风“演示”停航3天（花鸟）。"
    assert run("stoppage", "link", "1", "15-1").out.strip() == "15-1受影响。"
    (one,) = json.loads(run("stoppage", "list", "--week", "2023-W30", "--json").out)
    assert (one["kind"], one["days"], one["islands"]) == ("typhoon", 3, ["花鸟"])
    linked = {item["number"]: item["by_person"] for item in one["items"] if item["touched"]}
    assert (linked["15-1"], linked["8-3"]) == (True, False)
    assert "8-3" in run("stoppage", "list", "--week", "2023-W30").out
    assert run("stoppage", "remove", "1").status == 0
    assert run("stoppage", "list").out == ""


def test_a_day_without_its_year_is_of_the_plans_year(run: Run) -> None:
    assert run("stoppage", "add", "停航", "7月26日", "7月28日").status == 0
    (one,) = json.loads(run("stoppage", "list", "--json").out)
    assert (one["first"], one["last"]) == ("2023-07-26", "2023-07-28")


def test_a_stoppage_that_cannot_be_is_refused_in_words(run: Run) -> None:
    for arguments, said in (
        (("stoppage", "add", "地震", "2023-07-26"), "可写"),
        (("stoppage", "add", "停航", "7月26"), "不是日期"),
        (("stoppage", "add", "停航", "2月30日"), "不是日期"),
        (("stoppage", "add", "停航", "2023-07-26", "2023-07-25"), "早于"),
        (("stoppage", "add", "停航", "2023-07-26", "--island", "蓬莱"), "没有“蓬莱”"),
        (("stoppage", "remove", "7"), "没有“7”"),
    ):
        found = run(*arguments)
        assert (found.status, said in found.err) == (1, True), arguments


def test_show_tells_both_shares_the_second_light_and_the_months(run: Run) -> None:
    number = next(
        one["number"]
        for one in json.loads(run("show", "4-2", "--json").out)["deliverables"]
        if one["target"] == 30
    )
    run("report", "4-2", "--week", "2023-W30", "--done", "已完工", "--set", f"{number}=14")
    run("stoppage", "add", "停航", "2023-07-26", "2023-07-28")
    run("stoppage", "link", "1", "4-2")
    shown = json.loads(run("show", "4-2", "--week", "2023-W30", "--json").out)
    deliverable = next(one for one in shown["deliverables"] if one["number"] == number)
    assert (deliverable["attained"], deliverable["of_plan"]) == (46.7, 80.8)
    assert deliverable["adjusted"]["reason"].startswith("扣除停航3天后：序时57.5%")
    assert shown["adjusted"]["light"] == "yellow"
    assert [one["month"] for one in shown["months"]][-1] == "2023-07"
