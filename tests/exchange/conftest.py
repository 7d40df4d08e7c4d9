"""A submission as a unit would hand it in, made up."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from shengsi_desktop.exchange.documents import FinalRow, SubmissionDocument, SubmissionRow

UNIT, WEEK = "5bd7", "2023-W30"


def item(number: str, progress: str, value: str | None = None) -> dict[str, Any]:
    deliverable = {"id": f"d-{number}", "name": "微改造项目", "number": f"{number}.1", "value": value}
    return {
        "id": f"i-{number}",
        "number": number,
        "title": f"推进第{number}项工作",
        "role": "lead",
        "reported": bool(progress),
        "no_news": False,
        "progress": progress,
        **dict.fromkeys(("problems", "catch_up", "expected", "next_plan", "override_reason", "remark"), ""),
        "override_percent": None,
        "tally": [1, 0, 1, 0],
        "computed": None,
        "deliverables": [{**deliverable, "stage": None, "done": False, "light": "green", "week": WEEK}],
        "requests": [],
        "light": "green",
        "light_reason": "按时间序时应完成56.2%，实际60%",
    }


def submission(*items: dict[str, Any], earlier: tuple[str, ...] = (), **along: Any) -> SubmissionDocument:
    """The document of these items; `earlier` are the ids of the versions before it."""
    parent = earlier[-1] if earlier else None
    content = {"schema": 2, "unit": "县文广旅体局", "week": WEEK, "rule": "亮灯规则", "items": [*items]}
    words = json.dumps(
        {**content, "parent": parent, "reviewer": "张局"},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return SubmissionDocument(
        unit_id=UNIT,
        unit="县文广旅体局",
        week=WEEK,
        number=len(earlier) + 1,
        earlier=earlier,
        final=FinalRow(
            id=hashlib.sha256(words.encode()).hexdigest(),
            unit_id=UNIT,
            week=WEEK,
            parent_id=parent,
            content=words,
            at="2023-07-28T09:00:00+00:00",
            person="王联络",
            reviewer="张局",
        ),
        submission=SubmissionRow(id="s-1", at="2023-07-28T09:10:00+00:00", person="王联络", way="报送文字"),
        along=along,
    )
