"""半月听取材料 and 月度例会材料 drafted from the weeks. Pure: every sentence is a stored figure or stored words.

Each part is drafted by itself; a part with nothing says so. The parts beside the items' own progress (indicators,
projects, requests, directives …) are `brief_extras`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from shengsi_desktop.domain.briefs import SECTIONS, BriefKind, BriefSection, DraftedPart
from shengsi_desktop.domain.words import DirectiveState, Light
from shengsi_desktop.rhythm import brief_extras
from shengsi_desktop.rhythm.brief_periods import short_label
from shengsi_desktop.rhythm.brief_words import (
    UNSIGNED,
    chinese_number,
    closed,
    item_words,
    joined_weeks,
    moves,
    numbered,
    open_end,
    plain_reason,
    shortened,
    week_number,
)
from shengsi_desktop.rhythm.figures import day_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from shengsi_desktop.domain.briefs import BriefFacts, BriefItem
    from shengsi_desktop.domain.tracking import Standing

BEHIND = frozenset({Light.YELLOW, Light.RED})
#: in the order in which they are counted
_COUNTED = (
    Light.DONE,
    Light.GREEN,
    Light.YELLOW,
    Light.RED,
    Light.UNREPORTED,
    Light.UNSCHEDULED,
    Light.NONE,
)
_TURNS = (
    (Light.RED, "转为红灯"),
    (Light.YELLOW, "转为黄灯"),
    (Light.GREEN, "转为绿灯"),
    (Light.DONE, "办结"),
)
#: this many item numbers are named in one sentence, no more
_MOST_NAMED = 12


def draft(facts: BriefFacts) -> dict[BriefSection, DraftedPart]:
    """Every part of the brief, in its order."""
    return {section: draft_part(facts, section) for section in SECTIONS[facts.kind]}


def draft_part(facts: BriefFacts, section: BriefSection) -> DraftedPart:
    """One part."""
    return _DRAFTERS[section](facts)


def lagging(facts: BriefFacts) -> tuple[BriefItem, ...]:
    """The items yellow or red at the period's end: red first, then by weeks in a row; else in the plan's order."""
    found = [item for item in facts.items if item.row.standing.reading.light in BEHIND]
    found.sort(
        key=lambda one: (one.row.standing.reading.light is not Light.RED, -one.row.standing.weeks_behind)
    )
    return tuple(found)


def light_counts(items: Iterable[BriefItem], *, before: bool = False) -> Counter[Light]:
    """How many items show each light, at the period's end or at the end of the one before."""
    return Counter(_light(item.before if before else item.row.standing) for item in items)


def turned(facts: BriefFacts, light: Light) -> tuple[BriefItem, ...]:
    """The items whose light became this one within the period; those first reported in it are left out."""
    return tuple(
        item
        for item in facts.items
        if item.row.standing.reading.light is light
        and item.before is not None
        and item.before.reading.light is not light
    )


def _light(standing: Standing | None) -> Light:
    return standing.reading.light if standing is not None else Light.UNREPORTED


def _overall(facts: BriefFacts) -> DraftedPart:
    if not facts.items:
        whose = f"{facts.leader.name}" if facts.leader is not None else "本级"
        return DraftedPart(
            f"本期无{whose}分管的事项。" if facts.kind is BriefKind.HALF_MONTH else "本期无事项。"
        )
    lines = [_counts_sentence(facts), _change_sentence(facts)]
    waiting = [f"需要领导协调的事项{len(facts.requests)}项"]
    still_open = [one for one in facts.directives if one.state is DirectiveState.OPEN]
    late = sum(1 for one in still_open if one.overdue_days)
    waiting.append(f"交办事项在办{len(still_open)}项{f'（逾期{late}项）' if late else ''}")
    lines.append(f"{'；'.join(waiting)}。")
    lines.append(_unsigned_sentence(facts))
    return DraftedPart("\n".join(line for line in lines if line))


def _counts_sentence(facts: BriefFacts) -> str:
    items = len({item.row.id for item in facts.items})
    by_unit = len(facts.items)
    counts = light_counts(facts.items)
    shown = "，".join(f"{light.label}{counts[light]}项" for light in _COUNTED if counts[light])
    who = f"{facts.leader.name}分管" if facts.leader is not None else ""
    times = f"（按责任单位计{by_unit}项次）" if by_unit != items else ""
    when = f"{short_label(facts.period)}（{joined_weeks(facts.weeks)}，截至{facts.as_of.month}月{facts.as_of.day}日）"
    return f"{when}，{who}事项{items}项{times}：{shown}。"


def _change_sentence(facts: BriefFacts) -> str:
    """较上期, by light; nothing where nothing was reported before."""
    if not any(item.before is not None for item in facts.items):
        return "上期没有填报，无从比较。"
    now, then = light_counts(facts.items), light_counts(facts.items, before=True)
    changes = [
        f"{light.label}{'增加' if now[light] > then[light] else '减少'}{abs(now[light] - then[light])}项"
        for light in _COUNTED
        if now[light] != then[light]
    ]
    said = [f"较上期{'，'.join(changes) if changes else '各灯项数持平'}"]
    for light, word in _TURNS:
        found = turned(facts, light)
        if found:
            said.append(f"{word}：{_named(found)}")
    return f"{'；'.join(said)}。"


def _unsigned_sentence(facts: BriefFacts) -> str:
    """Which state is told, where it is not the 定稿 of all that spoke."""
    unsigned = [item for item in facts.items if item.unsigned]
    if not any(item.words for item in unsigned):
        return ""
    if not facts.mixed:
        return f"{week_number(str(facts.week))}尚未定稿，以上按已填报内容汇总。"
    units = len({item.unit_id for item in unsigned})
    return f"已定稿的按定稿汇总；{units}个单位有未定稿的内容，所涉事项注明“{UNSIGNED}”。"


def _named(items: Sequence[BriefItem]) -> str:
    numbers = list(dict.fromkeys(item.row.number for item in items))
    more = f"等{len(numbers)}项" if len(numbers) > _MOST_NAMED else ""
    return "、".join(numbers[:_MOST_NAMED]) + more


def _progress(facts: BriefFacts) -> DraftedPart:
    told: list[tuple[BriefItem, str]] = []
    quiet: list[BriefItem] = []
    for item in facts.items:
        words = _progress_words(item)
        if words:
            told.append((item, f"{item_words(item, mixed=facts.mixed)}：{words}"))
        elif any(one.week for one in item.words):
            quiet.append(item)
    lines = _by_direction(facts, told) if told else ["本期无新进展。"]
    if quiet:
        lines.append(f"本期无新进展的{len(quiet)}项：{_named(quiet)}。")
    silent = [item for item in facts.items if not item.words]
    if silent:
        lines.append(f"本期未填报的{len(silent)}项：{_named(silent)}。")
    return DraftedPart("\n".join(lines), tuple(dict.fromkeys(item.row.id for item, _ in told)))


def _progress_words(item: BriefItem) -> str:
    """What is new of an item: finished, what moved, and the newest words."""
    parts = []
    light = item.row.standing.reading.light
    if light is Light.DONE and item.before is not None and item.before.reading.light is not Light.DONE:
        parts.append("本期办结。")
    moved = moves(item)
    if moved:
        parts.append(f"{'；'.join(moved)}。")
    words = shortened(item.newest("progress"))
    if words:
        parts.append(words)
    return "".join(parts)


def _lagging(facts: BriefFacts) -> DraftedPart:
    found = lagging(facts)
    if not found:
        return DraftedPart("本期无滞后事项。")
    told = [(item, _lagging_line(item, facts)) for item in found]
    lines = _by_direction(facts, told)
    return DraftedPart("\n".join(lines), tuple(dict.fromkeys(item.row.id for item in found)))


def _lagging_line(item: BriefItem, facts: BriefFacts) -> str:
    standing = item.row.standing
    reason = closed(plain_reason(standing.reading.reason))
    said = [
        f"{item_words(item, mixed=facts.mixed)}：{standing.reading.light.label}，{reason}{since_words(item)}"
    ]
    problems = shortened(item.newest("problems"))
    if problems:
        said.append(f"原因：{problems}")
    catch_up, expected = shortened(item.newest("catch_up")), open_end(item.newest("expected"))
    if catch_up:
        said.append(f"赶进度措施：{catch_up}")
    if expected:
        said.append(f"预计达标时间：{expected}。")
    silent = [name for name, text in (("赶进度措施", catch_up), ("预计达标时间", expected)) if not text]
    if silent:
        said.append(f"{'、'.join(silent)}{'均' if len(silent) > 1 else ''}未填报。")
    if item.row.due < facts.as_of:
        said.append(f"完成时限{day_words(item.row.due, facts.as_of.year)}已过。")
    return "".join(said)


def since_words(item: BriefItem) -> str:
    """«自第28周起滞后，连续3周。»; by the weeks that were reported, and says so where others lie between."""
    weeks = item.row.standing.weeks_behind
    if not item.behind_since or not weeks:
        return ""
    since = week_number(item.behind_since)
    if weeks == 1:
        return f"自{since}起滞后。"
    return f"自{since}起滞后，连续{weeks}{'周' if item.behind_weeks == weeks else '次填报'}。"


def _next(facts: BriefFacts) -> DraftedPart:
    told = []
    for item in facts.items:
        plans = [open_end(line) for line in item.newest("next_plan").splitlines() if line.strip()]
        if plans:
            told.append((item, f"{item_words(item, mixed=facts.mixed)}：{'；'.join(plans)}。"))
    if not told:
        return DraftedPart("本期无下步安排填报。")
    return DraftedPart(
        "\n".join(_by_direction(facts, told)), tuple(dict.fromkeys(item.row.id for item, _ in told))
    )


def _by_direction(facts: BriefFacts, told: Sequence[tuple[BriefItem, str]]) -> list[str]:
    """Lines numbered; in a month pack under a heading «（一）…» for each direction or list."""
    if facts.kind is BriefKind.HALF_MONTH:
        return numbered(line for _, line in told)
    groups: dict[str, list[str]] = {}
    order = list(dict.fromkeys(direction_of(item) for item in facts.items))
    for item, line in told:
        groups.setdefault(direction_of(item), []).append(line)
    lines: list[str] = []
    shown = [name for name in order if name in groups]
    for place, name in enumerate(shown, start=1):
        lines += [f"（{chinese_number(place)}）{name}", *numbered(groups[name])]
    return lines


def direction_of(item: BriefItem) -> str:
    """Under which heading an item stands in a month pack: its direction, else its list."""
    return item.row.direction.strip().rstrip("。") or item.row.list.label


_DRAFTERS: dict[BriefSection, Callable[[BriefFacts], DraftedPart]] = {
    BriefSection.OVERALL: _overall,
    BriefSection.INDICATORS: brief_extras.indicators,
    BriefSection.PROJECTS: brief_extras.projects,
    BriefSection.PROGRESS: _progress,
    BriefSection.LAGGING: _lagging,
    BriefSection.REQUESTS: brief_extras.requests,
    BriefSection.APPEALS: brief_extras.appeals,
    BriefSection.DIRECTIVES: brief_extras.directives,
    BriefSection.UNREPORTED: brief_extras.unreported,
    BriefSection.NEXT: _next,
}
