"""`search`: what the header's field finds, on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]


def test_what_is_found_is_listed_by_kind_with_its_week(run: Run) -> None:
    run("report", "4-2", "--week", "2023-W10", "--done", "已完成110千伏海缆敷设")
    said = run("search", "110千伏", "海缆")
    assert said.status == 0
    (line,) = (line for line in said.out.splitlines() if line.startswith("填报"))
    assert line.split("\t")[1] == "2023-W10"
    assert "海缆敷设" in line
    assert run("search", "绝无此事").out.strip() == "没有找到。"


def test_it_is_told_as_json_and_when_there_is_more(run: Run) -> None:
    for week in ("2023-W10", "2023-W11"):
        run("report", "4-2", "--week", week, "--done", "海缆敷设")
    told = json.loads(run("search", "海缆敷设", "--most", "1", "--json").out)
    assert [hit["week"] for hit in told["hits"] if hit["kind"] == "report"] == ["2023-W11"]
    assert (told["more"], told["share"]) == (["report"], 1.0)
    assert "还有更多" in run("search", "海缆敷设", "--most", "1").out
