"""Reading 200 KB of plan, against a plain search of the same text, and under a second in all."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

from shengsi_desktop.plan.identity import numbered_measures
from shengsi_desktop.plan.reader import read_plan

if TYPE_CHECKING:
    from collections.abc import Callable

_SIZE = 200_000


def plan_of(size: int) -> str:
    """The built-in plan's tasks, over and over, in at least that many bytes of UTF-8."""
    text = (Path(__file__).resolve().parents[2] / "data" / "plans" / "2023.txt").read_text("utf-8")
    body = text[text.index("三、工作任务") : text.index("附件:1.")]
    return body * (1 + size // len(body.encode()))


def test_200_kilobytes_are_read_in_under_a_second() -> None:
    text = plan_of(_SIZE)
    started = time.perf_counter()
    document = read_plan(text)
    assert time.perf_counter() - started < 1.0
    assert sum(1 for _ in numbered_measures(document)) > 400


def test_reading_costs_no_more_than_so_many_plain_searches(ratio: Callable[..., float]) -> None:
    text = plan_of(_SIZE)
    words = re.compile(r"责任单位|责任部门|牵头|配合|负责")
    assert ratio(lambda: read_plan(text), lambda: [words.findall(text) for _ in range(50)]) < 40


def test_a_very_long_text_costs_time_in_proportion() -> None:
    def seconds(repeated: int) -> float:
        text = "一、任务\n" + "完成“甲”2个和(乙、丙)建设," * repeated + "(责任单位:县林业局)" + "(" * repeated
        started = time.perf_counter()
        read_plan(text)
        return time.perf_counter() - started

    seconds(200)
    small, large = seconds(1500), seconds(12000)
    assert large < 40 * small + 0.5
