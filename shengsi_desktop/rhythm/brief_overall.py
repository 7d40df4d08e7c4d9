"""总体情况 of a brief: how many items show which light, what turned since the period before, what waits. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.briefs import BriefKind, DraftedPart
from shengsi_desktop.domain.words import DirectiveState, Light
from shengsi_desktop.rhythm.brief_counts import BEHIND, COUNTED, first_reported, light_counts, shared, turned
from shengsi_desktop.rhythm.brief_periods import short_label
from shengsi_desktop.rhythm.brief_words import UNSIGNED, named, short_title, week_words, weeks_with_days

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.domain.briefs import BriefFacts, BriefItem
    from shengsi_desktop.domain.tracking import Standing

_TURNS = ((Light.DONE, "新办结"), (Light.RED, "转为红灯"), (Light.YELLOW, "转为黄灯"))
#: of those first reported, these are named
_NAMED = frozenset({Light.DONE, *BEHIND})
#: this many are named in one sentence, no more
_MOST_NAMED = 12


def overall(facts: BriefFacts) -> DraftedPart:
    """Counts, changes, what waits, and which state is told."""
    if not facts.items and not facts.unanswered:
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
    by_unit = len(facts.items) + len(facts.unanswered)
    counts = light_counts(facts.items)
    shown = [f"{light.label}{counts[light]}项" for light in COUNTED if counts[light]]
    if facts.unanswered:
        names = [f"{number} {short_title(title)}" for _, number, title in facts.unanswered]
        shown.append(f"责任单位未定{_list(names)}")
    who = f"{facts.leader.name}分管" if facts.leader is not None else ""
    times = f"（按责任单位计{by_unit}项次）" if by_unit != facts.count else ""
    when = f"{short_label(facts.period)}，即{weeks_with_days(facts.weeks)}"
    return f"{when}，{who}事项{facts.count}项{times}：{'，'.join(shown)}。"


def _change_sentence(facts: BriefFacts) -> str:
    """较上期: what is newly done, red, yellow, what recovered, each with the light it had; the rest as a count."""
    if not any(item.before is not None for item in facts.items):
        return "上期没有填报，无从比较。"
    said = []
    for light, word in _TURNS:
        said.append(_turn(word, turned(facts, light), facts))
    better = [
        one
        for one in turned(facts, Light.GREEN)
        if one.before is not None and one.before.reading.light in BEHIND
    ]
    said.append(_turn("转为绿灯", better, facts))
    told = "；".join(one for one in said if one)
    first = _first_reported(facts)
    return f"较上期{f'，{told}' if told else '各灯无变化'}。{f'{first}。' if first else ''}"


def _turn(word: str, items: Sequence[BriefItem], facts: BriefFacts) -> str:
    if not items:
        return ""
    return f"{word}{_list([_name(one, facts, one.before) for one in items])}"


def _first_reported(facts: BriefFacts) -> str:
    """Those said for the first time in this period, by their lights; in a half-month some by name."""
    found = first_reported(facts)
    if not found:
        return ""
    shown = []
    for light in COUNTED:
        own = [one for one in found if one.row.standing.reading.light is light]
        if own and light in _NAMED and facts.kind is BriefKind.HALF_MONTH:
            shown.append(f"{light.label}{_list([_name(one, facts) for one in own])}")
        elif own:
            shown.append(f"{light.label}{len(own)}项")
    return f"本期首次填报{len(found)}项，{'；'.join(shown)}"


def _name(item: BriefItem, facts: BriefFacts, before: Standing | None = None) -> str:
    return named(
        item,
        item.unit if item.row.id in shared(facts) else "",
        f"原{before.reading.light.label}" if before else "",
    )


def _list(names: Sequence[str]) -> str:
    """«2项：甲、乙»; of many «20项，其中：…»."""
    most = names[:_MOST_NAMED]
    return f"{len(names)}项{'，其中' if len(names) > len(most) else ''}：{'、'.join(most)}"


def _unsigned_sentence(facts: BriefFacts) -> str:
    """Which state is told, where it is not the 定稿 of all that spoke."""
    unsigned = [item for item in facts.items if item.unsigned]
    if not any(item.words for item in unsigned):
        return ""
    if not facts.mixed:
        return f"{week_words(facts.week)}尚未定稿，以上按已填报内容汇总。"
    units = len({item.unit_id for item in unsigned if item.words})
    return f"已定稿的按定稿汇总；{units}个单位有未定稿的内容，所涉事项注明“{UNSIGNED}”。"
