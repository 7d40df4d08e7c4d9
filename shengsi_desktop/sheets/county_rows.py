"""The rows of the 县汇总表 as plain words: the lead first, those that support below, the silent ones in one line."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.gathering import BookWords, GatherState
from shengsi_desktop.domain.words import Light, RequestLevel, Role
from shengsi_desktop.rhythm.gathering_texts import since_words as unit_since

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shengsi_desktop.domain.gathering import CountyTable, GatheredItem, UnitState, UnitWords
    from shengsi_desktop.domain.tracking import Reading

_PROGRESS = ("本周进展", "本单位配合情况", "备注")
_PROBLEMS = ("存在问题", "赶进度措施", "预计达标时间")
NO_NEWS = "本周无新进展"
#: what stands where a unit has no words: nothing reported, only figures of earlier weeks, only figures of this week
UNREPORTED, CARRIED, FIGURES_ALONE = "未填报", "本周未填报，数据为此前所报", "见完成情况"
EXCUSED = "停航，未报不计"
#: said quietly
QUIET = frozenset({UNREPORTED, CARRIED, EXCUSED, FIGURES_ALONE})
#: states of which a line says so, because its words are not (or not yet) the unit's
_MARKED = (GatherState.TYPED, GatherState.DRAFT, GatherState.RETURNED)


@dataclass(frozen=True, slots=True)
class CountyRow:
    """One line of the table. `reading` is None where the unit sets no light."""

    unit: str
    reading: Reading | None
    since: str
    second: str
    done: str
    progress: str
    problems: str
    next_plan: str
    requests: str
    note: str


def item_rows(item: GatheredItem, words: BookWords) -> list[CountyRow]:
    """The item's lines; supporting units that say nothing stand together in the last."""
    told = [line for line in item.lines if line.role is not Role.SUPPORT or _speaks(line)]
    rows = [unit_row(line, words) for line in told]
    silent = [line.unit for line in item.lines if line.role is Role.SUPPORT and not _speaks(line)]
    if silent:
        rows.append(CountyRow("配合单位", None, "", "", "", f"未填：{'、'.join(silent)}", "", "", "", ""))
    return rows


def unit_row(line: UnitWords, words: BookWords, *, role_alone: bool = False) -> CountyRow:
    """One unit's line; `role_alone`: under the unit's own heading, where its name is not said again."""
    own = _labelled(line, _PROGRESS)
    if not own and line.no_news:
        own = NO_NEWS
    if not own and line.silent:
        own = EXCUSED if line.state is GatherState.EXCUSED else CARRIED if line.figures else UNREPORTED
    if not own and line.reported:
        own = FIGURES_ALONE if line.figures or line.percent else ""
    progress = own
    if words is BookWords.NOTES and line.note:
        progress = f"{line.note}\n〔{line.note_warning}〕" if line.outdated else line.note
    if line.state in _MARKED and not line.silent:
        progress = f"〔{line.state.value}〕{progress}"
    role = line.role.label if line.role is not None else "相关"
    return CountyRow(
        unit=role if role_alone else f"{line.unit}\n（{role}）",
        reading=line.reading,
        since=since_words(line),
        second="\n".join(filter(None, (line.unsaid, line.second))),
        done="\n".join(filter(None, (_tally(line), line.percent, *line.figures))),
        progress=progress,
        problems=_labelled(line, _PROBLEMS),
        next_plan=line.words.get("下周计划", ""),
        requests="\n".join(f"{one.text}（{one.level.label}）" for one in line.requests),
        note="\n".join(filter(None, (line.note, line.note_warning and f"〔{line.note_warning}〕"))),
    )


def has_word(line: UnitWords) -> bool:
    """Whether the line says more than that nothing was said: words, figures, a 摘编, a light of earlier weeks."""
    dark = line.reading is None or line.reading.light in (Light.UNREPORTED, Light.BY_LEAD)
    return _speaks(line) or not dark or bool(line.second)


def silent_words(lines: Sequence[tuple[GatheredItem, UnitWords]]) -> str:
    """«牵头或负责2项（1-1、2-1），配合1项（4-2）», of items without a word."""
    told = []
    for name, of_it in (("牵头或负责", False), ("配合", True)):
        numbers = [item.number for item, line in lines if (line.role is Role.SUPPORT) is of_it]
        if numbers:
            told.append(f"{name}{len(numbers)}项（{'、'.join(numbers)}）")
    return "，".join(told)


def state_words(unit: UnitState) -> str:
    """«已报v2（数据包）», «未报（上次报送第28周）»."""
    if unit.state is GatherState.REPORTED:
        version = f"v{unit.version}" if unit.version else ""
        return f"{unit.state.value}{version}（{unit.way}）" if unit.way else f"{unit.state.value}{version}"
    why = unit.reason or unit_since(unit)
    return f"{unit.state.value}（{why}）" if why else unit.state.value


def since_words(line: UnitWords) -> str:
    """«第27周起», where the item is behind for more than this week."""
    return f"第{line.since.number}周起" if line.since is not None else ""


def directions(table: CountyTable) -> dict[str, list[GatheredItem]]:
    """The items under their directions, in the plan's order; those of lists without one by the list's name."""
    found: dict[str, list[GatheredItem]] = {}
    for item in table.items:
        found.setdefault(item.direction or item.list, []).append(item)
    return found


def light_counts(items: Iterable[GatheredItem]) -> Counter[Light]:
    """Items by light, each by its worst answering line; an item that nobody answers for is 未填报."""
    return Counter(light_of(item) for item in items)


def light_of(item: GatheredItem) -> Light:
    """The item's light."""
    worst = item.worst
    return worst.reading.light if worst is not None and worst.reading is not None else Light.UNREPORTED


def red_lines(items: Iterable[GatheredItem]) -> list[tuple[GatheredItem, UnitWords]]:
    """What is red, with the line that says so; the longest behind first, those told by days in the plan's order."""
    found = [
        (item, line)
        for item in items
        for line in item.answering
        if line.reading is not None and line.reading.light is Light.RED
    ]
    return sorted(found, key=lambda one: one[1].since.first.toordinal() if one[1].since else 1 << 30)


def requests_by_level(
    items: Iterable[GatheredItem],
) -> dict[RequestLevel, list[tuple[GatheredItem, str, str]]]:
    """需协调事项 under their levels, the highest first: (item, unit, text)."""
    found: dict[RequestLevel, list[tuple[GatheredItem, str, str]]] = {}
    for level in _LEVELS:
        told = [
            (item, line.unit, one.text)
            for item in items
            for line in item.lines
            for one in line.requests
            if one.level is level
        ]
        if told:
            found[level] = told
    return found


#: the highest first, as the leader reads it
_LEVELS = (
    RequestLevel.COUNTY_MEETING,
    RequestLevel.COUNTY_LEADER,
    RequestLevel.UPWARD,
    RequestLevel.TASK_FORCE,
    RequestLevel.DEPARTMENTS,
    RequestLevel.UNDECIDED,
)


def _speaks(line: UnitWords) -> bool:
    return not line.silent or bool(line.figures or line.note or line.percent)


def _tally(line: UnitWords) -> str:
    if line.tally is None or not line.tally.total:
        return ""
    return line.tally.words


def _labelled(line: UnitWords, names: Sequence[str]) -> str:
    """The words of these fields; all but the first field's under their name."""
    told = [(name, line.words[name]) for name in names if name in line.words]
    plain = {"本周进展", "本单位配合情况", "存在问题"}
    return "\n".join(words if name in plain else f"{name}：{words}" for name, words in told)
