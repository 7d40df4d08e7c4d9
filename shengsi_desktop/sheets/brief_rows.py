"""The rows of a brief's tables as plain words, for the document and the workbook alike."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import DirectiveState, Light
from shengsi_desktop.rhythm.brief_counts import due_soon, lagging
from shengsi_desktop.rhythm.brief_items import plan_words, progress_words
from shengsi_desktop.rhythm.brief_words import UNSIGNED, named, open_end, plain_reason, shortened, week_words
from shengsi_desktop.rhythm.figures import day_words

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from shengsi_desktop.domain.briefs import BriefFacts, BriefItem, PartView

LAG_HEAD = ("序号", "事项", "责任单位", "亮灯", "情况和原因", "滞后起始", "措施及预计达标")
SOON_HEAD = ("序号", "事项", "责任单位", "情况")
PROGRESS_HEAD = ("序号", "事项", "责任单位", "本期进展", "下步安排")
#: what stands where a unit said nothing of it
NOTHING = "未填报"
_NO_NEWS = "无新进展"
#: the words of a part that send to the tables
_SEE_TABLE = "详见附表"


def lag_rows(facts: BriefFacts, *, part: PartView | None = None) -> list[tuple[str, ...]]:
    """The items behind; with `part`, 滞后事项 of a brief, only what its words leave in, so that both say the same.

    Words of a person that send to the table («详见附表») leave in all but the items whose lines they took out; other
    words only those whose number stands in them.
    """
    found = [item for item in lagging(facts) if part is None or _left_in(item.row.number, part)]
    return [_lag_row(place, item, mixed=facts.mixed) for place, item in enumerate(found, start=1)]


def _left_in(number: str, part: PartView) -> bool:
    if part.words == part.drafted:
        return True
    named = _named(number, part.words)
    return named or (_SEE_TABLE in part.words and not _named(number, part.drafted))


def _lag_row(place: int, item: BriefItem, *, mixed: bool) -> tuple[str, ...]:
    standing = item.row.standing
    why = [plain_reason(standing.reading.reason), open_end(shortened(item.newest("problems")))]
    remedy = [open_end(shortened(item.newest("catch_up"))), open_end(item.newest("expected"))]
    since = ""
    if item.behind_since is not None:
        since = week_words(item.behind_since)
        if item.behind_weeks > 1:
            counted = "周" if item.behind_weeks == item.behind_reports else "次填报"
            since += f"\n连续{item.behind_reports}{counted}"
    return (
        str(place),
        _item(item),
        _unit(item, mixed=mixed),
        f"{standing.reading.light.shape}{standing.reading.light.label}",
        "\n".join(part for part in why if part),
        since,
        "\n".join(part for part in remedy if part) or NOTHING,
    )


def soon_rows(facts: BriefFacts) -> list[tuple[str, ...]]:
    """临近时限: what comes due soon, with its day."""
    return [
        (
            str(place),
            _item(item),
            _unit(item, mixed=facts.mixed),
            plain_reason(item.row.standing.reading.reason),
        )
        for place, item in enumerate(due_soon(facts), start=1)
    ]


def progress_rows(facts: BriefFacts, *, short: bool = False) -> list[tuple[str, ...]]:
    """Every item with what was said in all weeks of the period and what is planned; who said nothing says so.

    `short`: the items by their short titles.
    """
    return [
        (
            str(place),
            named(item) if short else _item(item),
            _unit(item, mixed=facts.mixed),
            progress_words(item) or (_NO_NEWS if item.words else NOTHING),
            plan_words(item),
        )
        for place, item in enumerate(facts.items, start=1)
    ]


def without_repeats(
    head: Sequence[str], rows: Sequence[Sequence[str]], keep: Container[int] = ()
) -> tuple[tuple[int, ...], str]:
    """Which columns (from 0) stay, and a line that says once what those left out say in every row.

    A column is left out where all of several rows say the same; an empty one without a word. `keep`: columns that stay.
    """
    stays, said = [], []
    for place, word in enumerate(head):
        cells = {row[place] for row in rows}
        if len(rows) == 1 or len(cells) > 1 or place in keep:
            stays.append(place)
        elif cells != {""}:
            said.append(f"{word}均为“{next(iter(cells))}”" if cells != {NOTHING} else f"{word}均{NOTHING}")
    return tuple(stays), "；".join(said)


def _item(item: BriefItem) -> str:
    return f"{item.row.number} {item.row.title}"


def _unit(item: BriefItem, *, mixed: bool) -> str:
    return f"{item.unit}（{UNSIGNED}）" if mixed and item.unsigned else item.unit


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
        if one.first_due is not None:
            due += f"（原定{day_words(one.first_due, year)}）"
        found.append((str(place), one.what, one.source, one.unit, one.who, due, state))
    return found
