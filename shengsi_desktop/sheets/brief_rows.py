"""The rows of a brief's tables as plain words, for the document and the workbook alike."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import DirectiveState, Light
from shengsi_desktop.rhythm.brief_words import UNSIGNED, open_end, plain_reason, shortened, week_number
from shengsi_desktop.rhythm.briefs import lagging
from shengsi_desktop.rhythm.figures import day_words

if TYPE_CHECKING:
    from shengsi_desktop.domain.briefs import BriefFacts, BriefItem

LAG_HEAD = ("序号", "事项", "责任单位", "亮灯", "原因和进展", "起始周", "措施及预计达标")
#: mm of the document's page
DOCX_LAG_WIDTHS = (13.0, 28.0, 21.0, 17.0, 36.0, 21.0, 20.0)


def lag_rows(facts: BriefFacts, *, named_in: str | None = None) -> list[tuple[str, ...]]:
    """The items behind; `named_in`: only those whose number stands in these words, so that both say the same."""
    found = [item for item in lagging(facts) if named_in is None or _named(item.row.number, named_in)]
    return [_lag_row(place, item, mixed=facts.mixed) for place, item in enumerate(found, start=1)]


def _lag_row(place: int, item: BriefItem, *, mixed: bool) -> tuple[str, ...]:
    standing = item.row.standing
    why = [plain_reason(standing.reading.reason), open_end(shortened(item.newest("problems")))]
    remedy = [open_end(shortened(item.newest("catch_up"))), open_end(item.newest("expected"))]
    since = week_number(item.behind_since) if item.behind_since else ""
    if standing.weeks_behind > 1:
        since += (
            f"\n连续{standing.weeks_behind}{'周' if item.behind_weeks == standing.weeks_behind else '次'}"
        )
    return (
        str(place),
        f"{item.row.number} {item.row.title}",
        f"{item.unit}（{UNSIGNED}）" if mixed and item.unsigned else item.unit,
        f"{standing.reading.light.shape}{standing.reading.light.label}",
        "\n".join(part for part in why if part),
        since,
        "\n".join(part for part in remedy if part) or "未填报",
    )


def _named(number: str, words: str) -> bool:
    return re.search(rf"(?<![\d-]){re.escape(number)}(?![\d-])", words) is not None


def unit_counts(facts: BriefFacts) -> list[tuple[str, Counter[Light], int]]:
    """By unit: how many items show each light, and how many were reported in the period; those behind most first."""
    units = dict.fromkeys(item.unit for item in facts.items)
    found = []
    for unit in units:
        own = [item for item in facts.items if item.unit == unit]
        lights = Counter(item.row.standing.reading.light for item in own)
        found.append((unit, lights, sum(1 for item in own if item.words)))
    found.sort(key=lambda one: (-one[1][Light.RED], -one[1][Light.YELLOW], -one[2]))
    return found


def request_rows(facts: BriefFacts) -> list[tuple[str, ...]]:
    """序号 · 事项 · 单位 · 需协调内容 · 提请层级 · 提出日期 · 等候天数."""
    year = facts.as_of.year
    return [
        (
            str(place),
            f"{one.number} {one.title}",
            one.unit,
            one.text,
            one.level.label,
            day_words(one.raised_on, year) if one.raised_on else "",
            f"{one.waited_days}天" if one.waited_days is not None else "",
        )
        for place, one in enumerate(facts.requests, start=1)
    ]


def directive_rows(facts: BriefFacts) -> list[tuple[str, ...]]:
    """序号 · 交办内容 · 来源 · 责任单位 · 责任人 · 完成时限 · 状态."""
    year = facts.as_of.year
    found: list[tuple[str, ...]] = []
    for place, one in enumerate(facts.directives, start=1):
        state = f"逾期{one.overdue_days}天" if one.overdue_days else one.state.label
        if one.state is not DirectiveState.OPEN and one.done_on is not None:
            state = f"{one.state.label}（{day_words(one.done_on, year)}）"
        due = day_words(one.due, year) if one.due else "未定"
        found.append((str(place), one.what, one.source, one.unit, one.who, due, state))
    return found
