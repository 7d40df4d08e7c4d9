"""本期进展, 滞后事项 and 下步安排 of a brief, from the items' own weeks. Pure.

A half-month brief tells every item whole. A month pack is read in one sitting (eight pages at most): of each direction
it tells what moved most, shortened, and leaves the rest to its tables (详见附表).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.briefs import BriefKind, DraftedPart
from shengsi_desktop.domain.words import ItemKind, Light
from shengsi_desktop.rhythm.brief_counts import (
    direction_of,
    due_soon,
    lagging,
    light_summary,
    never_reported,
    shared,
    silent,
)
from shengsi_desktop.rhythm.brief_words import (
    chinese_number,
    clipped,
    closed,
    distinct,
    first_sum,
    item_words,
    listed,
    moves,
    numbered,
    open_end,
    plain_reason,
    shortened,
    told_weeks,
    week_words,
)
from shengsi_desktop.rhythm.figures import day_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shengsi_desktop.domain.briefs import BriefFacts, BriefItem

    Told = list[tuple[BriefItem, str]]

#: a month pack: so many items of a direction, with so many characters each; so many items behind, problems so long
_OF_DIRECTION, _CHARACTERS, _MOST_BEHIND, _PROBLEM = 2, 30, 7, 20
_MOVED = 2
#: so many plans there
_MOST_PLANS = 3
#: what has a part of its own there
_TOLD_APART = frozenset({ItemKind.APPEAL, ItemKind.PROJECT})
#: so many figures that moved are told of one item there
_MOVES = 2
#: a list of more items than these is left to the table of a month pack
_MOST_LISTED = 10


def progress(facts: BriefFacts) -> DraftedPart:
    """What is new: finished, what moved, and what was said in all weeks of the period."""
    told, quiet = [], []
    for item in facts.items:
        words = progress_words(item)
        if words:
            told.append((item, words))
        elif item.words:
            quiet.append(item)
    if facts.kind is BriefKind.MONTH:
        lines, chosen = _month_progress(facts, told)
    else:
        lines, chosen = numbered(_line(facts, item, words) for item, words in told), told
    lines = lines if told else ["本期无新进展。"]
    if quiet:
        lines.append(_listing("本期无新进展", quiet, facts))
    lines += _silence(facts)
    return DraftedPart("\n".join(lines), _ids(item for item, _ in chosen))


def _month_progress(facts: BriefFacts, told: Told) -> tuple[list[str], Told]:
    """Of each direction what moved most, else one that said something; what has a part of its own is told there."""
    lines: list[str] = []
    chosen: Told = []
    for name in dict.fromkeys(direction_of(item) for item in facts.items):
        own = [one for one in told if direction_of(one[0]) == name and one[0].row.kind not in _TOLD_APART]
        most = _weightiest(own, _OF_DIRECTION)
        moved = [one for one in most if weight(one[0]) >= _MOVED]
        most = moved or most[:1]
        chosen += most
        if most:
            lines.append(f"（{chinese_number(sum(line.startswith('（') for line in lines) + 1)}）{name}")
            lines += numbered(_line(facts, item, _in_brief(item)) for item, _ in most)
    rest = len(told) - len(chosen)
    if rest:
        lines.insert(0, f"有进展的{len(told)}项，择要列{len(chosen)}项，其余详见附表。")
    return lines, chosen


def progress_words(item: BriefItem) -> str:
    """What is new of an item: finished, what moved, and the words of all weeks; empty where there is nothing."""
    head = _head(item, len(item.row.standing.deliverables))
    return head + told_weeks(item, "progress")


def plan_words(item: BriefItem) -> str:
    """The newest 下周计划 in one line, without its stop; empty where nothing was said."""
    return "；".join(open_end(line) for line in item.newest("next_plan").splitlines() if line.strip())


def weight(item: BriefItem) -> int:
    """How much an item has to tell: it was finished, figures or stages moved (`_MOVED`), something was said."""
    return 2 * _MOVED * bool(_finished(item)) + _MOVED * bool(moves(item)) + bool(item.newest("progress"))


def _head(item: BriefItem, most: int) -> str:
    moved = moves(item)
    more = "等" if len(moved) > most else ""
    return _finished(item) + (f"{'；'.join(moved[:most])}{more}。" if moved else "")


def _finished(item: BriefItem) -> str:
    if item.row.standing.reading.light is not Light.DONE:
        return ""
    return "" if item.before is not None and item.before.reading.light is Light.DONE else "本期办结。"


def _in_brief(item: BriefItem) -> str:
    """For a month pack: the figures that moved, and of the words the newest, shortened."""
    head = _head(item, _MOVES)
    room = _CHARACTERS - len(head)
    words = item.newest("progress")
    if not words or (head and room < _CHARACTERS // 3):
        return head
    return head + clipped(words, room)


def _silence(facts: BriefFacts) -> list[str]:
    """Who said nothing: those never reported are the 未填报 of the lights, the others had been before."""
    never = never_reported(facts)
    known = {id(item) for item in never}
    others = [item for item in silent(facts) if id(item) not in known]
    lines = [_listing("从未填报", never, facts)] if never else []
    if others:
        lines.append(_listing("此前填报过、本期未填报", others, facts))
    return lines


def _listing(word: str, items: Sequence[BriefItem], facts: BriefFacts) -> str:
    """«从未填报的4项：…。»; many of them are left to the table of a month pack."""
    head = f"{word}的{distinct(items)}项"
    if len(items) > distinct(items):
        head += f"（{len(items)}项次）"
    if facts.kind is BriefKind.MONTH and distinct(items) > _MOST_LISTED:
        return f"{head}，详见附表。"
    return f"{head}：{listed(items, shared(facts))}。"


def lagging_part(facts: BriefFacts) -> DraftedPart:
    """滞后 and, as a list of its own, 临近时限."""
    behind, soon = lagging(facts), due_soon(facts)
    if not behind and not soon:
        return DraftedPart("本期无滞后事项。")
    month = facts.kind is BriefKind.MONTH
    shown = behind[:_MOST_BEHIND] if month else behind
    line = _short_lagging_line if month else _lagging_line
    lines = []
    if behind and (soon or month):
        lines.append(f"（一）滞后{len(behind)}项（{light_summary(behind)}）")
    lines += numbered(line(item, facts) for item in shown) if behind else ["本期无滞后事项。"]
    if len(behind) > len(shown):
        lines.append(f"其余{len(behind) - len(shown)}项详见附表。")
    elif month and behind:
        lines.append("原因和措施详见附表。")
    if soon:
        lines.append(f"（{'二' if behind else '一'}）临近时限{len(soon)}项")
        lines += numbered(_soon_line(item, facts) for item in soon)
    return DraftedPart("\n".join(lines), _ids((*shown, *soon)))


def _soon_line(item: BriefItem, facts: BriefFacts) -> str:
    return _line(facts, item, closed(plain_reason(item.row.standing.reading.reason)))


def _short_lagging_line(item: BriefItem, facts: BriefFacts) -> str:
    """For a month pack: light, sums, since when, and the problem in a few words; the table has it whole."""
    reading = item.row.standing.reading
    since, problems = item.behind_since, clipped(item.newest("problems"), _PROBLEM)
    said = f"{reading.light.label}，{open_end(first_sum(reading.reason))}"
    if since is not None:
        said += f"，自{since.first.month}月{since.first.day}日（第{since.number}周）起"
        said += f"{f'连续{item.behind_reports}{_counted(item)}' if item.behind_weeks > 1 else ''}滞后"
    return _line(facts, item, f"{said}。{f'原因：{problems}' if problems else ''}")


def _lagging_line(item: BriefItem, facts: BriefFacts) -> str:
    reading = item.row.standing.reading
    reason = plain_reason(reading.reason)
    said = [f"{reading.light.label}，{closed(reason)}{since_words(item)}"]
    problems = shortened(item.newest("problems"))
    if problems:
        said.append(f"原因：{problems}")
    catch_up, expected = shortened(item.newest("catch_up")), open_end(item.newest("expected"))
    if catch_up:
        said.append(f"赶进度措施：{catch_up}")
    if expected:
        said.append(f"预计达标时间：{expected}。")
    missing = [name for name, text in (("赶进度措施", catch_up), ("预计达标时间", expected)) if not text]
    if missing:
        said.append(f"{'、'.join(missing)}{'均' if len(missing) > 1 else ''}未填报。")
    if item.row.due < facts.as_of and "时限" not in reason:
        said.append(f"完成时限{day_words(item.row.due, facts.as_of.year)}已过。")
    return _line(facts, item, "".join(said))


def since_words(item: BriefItem) -> str:
    """«自第28周（7月10日–16日）起滞后，连续3周。»; by the weeks reported, and says so where others lie between."""
    if item.behind_since is None:
        return ""
    since = week_words(item.behind_since)
    reports = item.behind_reports
    if reports <= 1 and item.behind_weeks <= 1:
        return f"自{since}起滞后。"
    return f"自{since}起滞后，连续{reports}{_counted(item)}。"


def _counted(item: BriefItem) -> str:
    return "周" if item.behind_weeks == item.behind_reports else "次填报"


def next_steps(facts: BriefFacts) -> DraftedPart:
    """What is planned; of a month pack what its items of most weight plan."""
    told = [(item, f"{words}。") for item in facts.items if (words := plan_words(item))]
    if not told:
        return DraftedPart("本期无下步安排填报。")
    chosen, head = told, []
    if facts.kind is BriefKind.MONTH:
        chosen = [(item, clipped(words, _CHARACTERS)) for item, words in _weightiest(told, _MOST_PLANS)]
    if len(told) > len(chosen):
        head = [f"填报下步安排的{len(told)}项，择要列{len(chosen)}项，其余详见附表。"]
    lines = [*head, *numbered(_line(facts, item, words) for item, words in chosen)]
    return DraftedPart("\n".join(lines), _ids(item for item, _ in chosen))


def _weightiest(told: Told, most: int) -> Told:
    """Those with most to tell, in the plan's order."""
    places = sorted(range(len(told)), key=lambda place: (-weight(told[place][0]), place))[:most]
    return [told[place] for place in sorted(places)]


def _line(facts: BriefFacts, item: BriefItem, words: str) -> str:
    return f"{item_words(item, mixed=facts.mixed, short=facts.kind is BriefKind.MONTH)}：{words}"


def _ids(items: Iterable[BriefItem]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.row.id for item in items))
