"""Last week's 下周计划 as this week's checklist (上周计划完成情况). Numbers in texts: see `offers`."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from shengsi_desktop.domain.item_detail import PlanLine
from shengsi_desktop.domain.words import PlanMark
from shengsi_desktop.rhythm.offers import number_in_text, numbers_in_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Marks = Mapping[tuple[str, int], PlanMark]

__all__ = ["checklist", "matched", "number_in_text", "numbers_in_text", "plan_lines"]

_NUMBERING = re.compile(
    r"""\s*(?:
        [（(]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[)）]   # （1） (一)
      | \d{1,2}\s*(?:[、)）．]|\.(?!\d))                        # 1、 1) 1.  but not 1.2万人
      | [一二三四五六七八九十]{1,3}\s*[、.．]                     # 一、
      | [①-⑳]
      | [-·•●*]\s
    )\s*""",
    re.VERBOSE,
)


def plan_lines(next_plan: str) -> tuple[tuple[str, int], ...]:
    """Return the lines that say something, as typed, each with its occurrence among equal lines (from 0)."""
    seen: Counter[str] = Counter()
    lines = []
    for raw in next_plan.splitlines():
        line = raw.strip()
        key = matched(line)
        if not key:
            continue
        lines.append((line, seen[key]))
        seen[key] += 1
    return tuple(lines)


def matched(line: str) -> str:
    """Return the line without leading numbering and closing stop: what equal lines have in common."""
    return _NUMBERING.sub("", line, count=1).strip().rstrip("。；;.")


def checklist(report_id: str, next_plan: str, marks: Marks, earlier: Sequence[Marks]) -> tuple[PlanLine, ...]:
    """Return last week's plan as a checklist.

    `report_id` and `next_plan` are those of last week's report, `marks` what was ticked on it by (line,
    occurrence); `earlier` the marks of the checklists before it, newest first. `weeks_not_started` counts
    the checklists in a row that marked the line 未启动, this one included once it is marked so.
    """
    now = _by_key(marks)
    before = [_by_key(one) for one in earlier]
    lines = []
    for line, occurrence in plan_lines(next_plan):
        key = (matched(line), occurrence)
        mark = now.get(key)
        weeks = _run(key, before) if mark in {None, PlanMark.NOT_STARTED} else 0
        lines.append(PlanLine(report_id, line, occurrence, mark, weeks + (mark is PlanMark.NOT_STARTED)))
    return tuple(lines)


def _by_key(marks: Marks) -> dict[tuple[str, int], PlanMark]:
    return {(matched(line), occurrence): mark for (line, occurrence), mark in marks.items()}


def _run(key: tuple[str, int], before: Sequence[Marks]) -> int:
    weeks = 0
    for marks in before:
        if marks.get(key) is not PlanMark.NOT_STARTED:
            break
        weeks += 1
    return weeks
