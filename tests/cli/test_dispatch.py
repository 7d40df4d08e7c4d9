"""`dispatch`: a package for each unit, looked at and taken in at the unit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_what_the_county_makes_a_unit_takes(run: Run, tmp_path: Path) -> None:
    county, out = str(tmp_path / "county"), tmp_path / "下发" / "第30周"
    assert run("init", "--store", county, "--unit", "县委社建委").status == 0
    assert (
        run("directive", "--store", county, "报航班 @县文广旅体局 8月4日", "--week", "2023-W30").status == 0
    )
    made = run(
        "dispatch", "make", "--store", county, "--unit", "县文广旅体局", "--week", "2023-W30", "-o", str(out),
        "--parts", "directives,units", "--message", "按验收单报", "--json",
    )  # fmt: skip
    assert made.status == 0
    (one,) = json.loads(made.out)
    assert one["parts"]["directives"] == "报航班"
    (path,) = out.glob("*.sspkg")
    seen = json.loads(run("dispatch", "take", str(path), "--json").out)
    assert [(entry["state"], entry["clean"]) for entry in seen["entries"]] == [("new", True)]
    assert (seen["message"], seen["taken"]) == ("按验收单报", False)
    assert "已收取" in run("dispatch", "take", str(path), "--take", "clean").out
    assert "没有改动" in run("dispatch", "take", str(path), "--take", "clean").out
    assert "报航班" in run("directive").out


def test_that_it_is_older_is_said_and_clean_takes_nothing_of_it(run: Run, tmp_path: Path) -> None:
    county = str(tmp_path / "county")
    assert run("init", "--store", county, "--unit", "县委社建委").status == 0
    paths = []
    for words in ("报航班", "报客流"):
        out = tmp_path / words
        out.mkdir()
        run("directive", "--store", county, f"{words} @县文广旅体局 8月4日", "--week", "2023-W30")
        run(
            "dispatch", "make", "--store", county, "--unit", "县文广旅体局", "--week", "2023-W30", "-o", str(out),
            "--parts", "directives",
        )  # fmt: skip
        paths += map(str, out.glob("*.sspkg"))
    first, second = paths
    assert "已收取" in run("dispatch", "take", second, "--take", "clean").out
    assert json.loads(run("dispatch", "take", first, "--json").out)["older"]
    assert "比已收取的旧" in run("dispatch", "take", first, "--take", "clean").out
    assert "报客流" in run("directive").out


def test_what_is_not_said_is_refused(run: Run, tmp_path: Path) -> None:
    assert run("dispatch", "make", "-o", str(tmp_path)).status == 1
    assert run("dispatch", "make", "--all", "--parts", "什么", "-o", str(tmp_path)).status == 1
    assert run("dispatch", "take", str(tmp_path / "none.sspkg")).status == 1
    assert run("dispatch", "take", str(tmp_path), "--take", "some").status == 2
