"""`chart`: pictures from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.fixture
def with_values(run: Run) -> Run:
    for month, value in enumerate(("0.06", "0.13", "0.24", "0.31", "0.42", "0.56"), start=1):
        assert run("indicator", "set", "港口", f"2023-{month:02d}", value).status == 0
    return run


def test_a_chart_is_written_as_the_ending_says(with_values: Run, tmp_path: Path) -> None:
    for name, sign in (("图.png", b"\x89PNG"), ("图.svg", b"<?xml"), ("图.pdf", b"%PDF")):
        path = tmp_path / name
        said = with_values("chart", "港口", "-o", str(path))
        assert (said.status, said.out) == (0, f"已保存：{path}\n")
        assert path.read_bytes().startswith(sign)


def test_a_picture_at_150_percent_is_half_as_large_again(with_values: Run, tmp_path: Path) -> None:
    sizes = []
    for scale in ("100", "150"):
        path = tmp_path / f"{scale}.png"
        with_values("chart", "港口", "地区生产总值", "--percent", "--dark", "--scale", scale, "-o", str(path))
        sizes.append(int.from_bytes(path.read_bytes()[16:20], "big"))
    assert sizes == [860, 1290]


def test_a_page_goes_into_a_folder_under_the_indicators_name(with_values: Run, tmp_path: Path) -> None:
    assert with_values("chart", "港口", "--page", "-o", str(tmp_path)).status == 0
    assert (
        with_values("chart", "6", "3", "--multiples", "--page", "--years", "3", "-o", str(tmp_path)).status
        == 0
    )
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == [
        "港口货物吞吐量.pdf",
        "港口货物吞吐量等2项.pdf",
    ]


def test_a_deliverable_is_drawn_by_its_number(run: Run, tmp_path: Path) -> None:
    assert run("report", "4-2", "--week", "2023-W10", "--done", "推进", "--set", "4-2.5=14").status == 0
    said = run("chart", "4-2.5", "-o", str(tmp_path))
    assert said.status == 0, said.err
    assert len(list(tmp_path.glob("*.png"))) == 1


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("没有这个",), 1, "没有名为“没有这个”的指标"),
        (("港口", "-o", "图.jpg"), 1, "请以.png、.svg或.pdf结尾"),
        (tuple(str(number) for number in range(1, 14)), 1, "最多放12个指标"),
        (("港口", "--years", "11"), 2, "--years"),
        (("港口", "--page", "--dark"), 2, "打印页总是浅色的"),
        ((), 2, "指标名称或序号"),
    ],
)
def test_what_cannot_be_drawn_is_said(run: Run, arguments: tuple[str, ...], status: int, words: str) -> None:
    said = run("chart", *arguments)
    assert said.status == status
    assert words in said.err
