"""The door of the room: plan text → PlanDocument.

Nothing that the text says makes it raise; what cannot be read becomes a warning with its line.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass, field

from shengsi_desktop.domain.plan import (
    DirectionText,
    IndicatorText,
    Measure,
    OwnerText,
    PlanDocument,
    PlanWarning,
    TaskText,
)
from shengsi_desktop.domain.words import Origin, Role
from shengsi_desktop.plan.decode import decode
from shengsi_desktop.plan.deliverables import read_deliverables
from shengsi_desktop.plan.indicators import read_indicators
from shengsi_desktop.plan.levels import with_levels
from shengsi_desktop.plan.outline import Heading, Outline, is_sentence, read_outline
from shengsi_desktop.plan.owners import FIRST_LEADS, Clause, read_clause, with_first_as_lead
from shengsi_desktop.plan.responsibility import Marker, find_markers
from shengsi_desktop.plan.spans import BLANKS, Span, trim

_GUARANTEE = re.compile(r"保障|组织实施|组织领导|工作要求")
_GOALS = re.compile(r"目标")
#: a guarantee's number is shown with this sign before it (保1 … 保4)
GUARANTEE_SIGN = "保"


@dataclass(slots=True)
class _Node:
    """A heading with the range of text up to the next heading of its level or above."""

    heading: Heading | None
    start: int
    end: int
    children: list[_Node] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)

    @property
    def level(self) -> int:
        return self.heading.level if self.heading else 0

    def any_measure(self) -> bool:
        return bool(self.measures) or any(child.any_measure() for child in self.children)

    def deep(self) -> bool:
        return any(child.level == 3 for child in self.children)


def read_plan(source: str | bytes) -> PlanDocument:
    """Read a plan. Bytes may be UTF-8, with or without BOM, or GB18030.

    Raises `domain.problems.Refusal` for what is no readable text. A text without any responsibility clause
    gives a document without measures, and a warning.
    """
    text = decode(source)
    outline = read_outline(text)
    warnings = _Warnings(text)
    root = _tree(text, outline)
    _fill(text, outline, root, warnings)
    directions, guarantees = _directions(root)
    if not directions and not guarantees:
        warnings.add(outline.start, "全文没有找到责任单位标注，读不出任务事项。")
    beyond = find_markers(text, outline.end, len(text))
    if beyond:
        warnings.add(
            beyond[0].whole.start, f"正文之后（附件等）还有{len(beyond)}处责任单位标注，没有读入，请核对。"
        )
    indicators = _indicators(text, root, warnings)
    return PlanDocument(
        title=outline.title,
        year=outline.year,
        issuer=outline.issuer,
        source=text,
        source_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        directions=directions,
        guarantees=guarantees,
        indicators=indicators,
        annexes=outline.annexes,
        warnings=warnings.ordered(),
    )


class _Warnings:
    """Collects what could not be read, each with its line number (from 1)."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._starts = [0, *(hit.end() for hit in re.finditer(r"\r\n|\n|\r", source))]
        self._found: list[PlanWarning] = []

    def add(self, at: int, message: str) -> None:
        line = bisect_right(self._starts, at)
        start = self._starts[line - 1]
        stop = self._starts[line] if line < len(self._starts) else len(self._source)
        self._found.append(PlanWarning(line, self._source[start:stop].strip()[:200], message))

    def ordered(self) -> tuple[PlanWarning, ...]:
        return tuple(sorted(self._found, key=lambda warning: warning.line))


def _tree(source: str, outline: Outline) -> _Node:
    root = _Node(None, outline.start, outline.end)
    path = [root]
    for heading in outline.headings:
        while path[-1].level >= heading.level:
            path.pop().end = heading.start
        node = _Node(heading, heading.start, outline.end)
        path[-1].children.append(node)
        path.append(node)
    _close(source, root)
    return root


def _close(source: str, node: _Node) -> None:
    """Let no range end in blanks."""
    node.end = trim(source, node.start, node.end).end
    for child in node.children:
        _close(source, child)


#: a sentence that names a unit and what it does in the words of a responsibility clause
_UNMARKED = re.compile(
    r"(?:^|(?<=[。；;\n]))(?:同时[，,])?由?[县市区省][^，,。；;、\n]{1,14}(?:局|办|委员会|中心|公司|部门)(?:牵头|负责|会同|配合)[^。\n]{0,60}",
    re.MULTILINE,
)


def _warn_of_unmarked(source: str, outline: Outline, taken: list[Span], warnings: _Warnings) -> None:
    """Say where duties are told in plain prose: nothing marks how far back they reach."""
    for found in _UNMARKED.finditer(source, outline.start, outline.end):
        if not any(span.start < found.end() and found.start() < span.end for span in taken):
            warnings.add(found.start(), "这句像是责任分工，但没有责任标注，未列为事项，请核对。")


def _fill(source: str, outline: Outline, root: _Node, warnings: _Warnings) -> None:
    """Give every responsibility clause, as a measure, to the innermost heading it stands under."""
    nodes = _in_order(root)
    starts = [node.start for node in nodes]
    previous_end = outline.start
    markers = find_markers(source, outline.start, outline.end)
    clauses = [read_clause(source, marker.inner) for marker in markers]
    meant = _with_rules(source, outline, markers, clauses)
    for marker, clause, owners in zip(markers, clauses, meant, strict=True):
        if clause.first_leads and not owners:
            continue
        node = nodes[bisect_right(starts, marker.whole.start) - 1]
        span = _measure_span(source, node, previous_end, marker, plain=not outline.headings)
        node.measures.append(_measure(source, span, marker, clause, owners, outline.year))
        previous_end = marker.whole.end
        if not marker.closed:
            warnings.add(marker.whole.start, "责任单位标注缺少右括号，按读到的内容收下，请核对。")
        if not owners:
            warnings.add(marker.whole.start, "责任单位标注里没有读出单位，请核对。")
        for unread in clause.unread:
            warnings.add(unread.start, f"责任单位标注里有读不懂的内容：{unread.cut(source)[:40]}")
    _warn_of_unmarked(source, outline, [marker.whole for marker in markers], warnings)


def _with_rules(
    source: str, outline: Outline, markers: list[Marker], clauses: list[Clause]
) -> list[tuple[OwnerText, ...]]:
    """Return each clause's owners as the rules for the whole document mean them."""
    first_leads = _said_for_all(source, outline, markers)
    below_too: list[OwnerText] = []
    meant: list[tuple[OwnerText, ...]] = []
    listed = with_levels([clause.owners for clause in clauses], outline.title + outline.issuer)
    for clause, named in zip(clauses, listed, strict=True):
        first_leads = first_leads or clause.first_leads
        owners = with_first_as_lead(named) if first_leads else named
        if owners or not clause.first_leads:
            names = {owner.unit for owner in owners}
            owners += tuple(owner for owner in below_too if owner.unit not in names)
        meant.append(owners)
        if clause.below_too:
            span = clause.below_too
            name = span.cut(source)
            below_too.append(OwnerText(name, name, span.start, span.end, Role.OWNER, Origin.RULE))
    return meant


def _said_for_all(source: str, outline: Outline, markers: list[Marker]) -> bool:
    """Tell whether the text says, outside all clauses, that the first listed leads: it then holds for all."""
    for hit in FIRST_LEADS.finditer(source, 0, outline.end):
        if not any(marker.whole.start <= hit.start() < marker.whole.end for marker in markers):
            return True
    return False


def _in_order(root: _Node) -> list[_Node]:
    ordered = [root]
    for child in root.children:
        ordered.extend(_in_order(child))
    return ordered


def _measure_span(source: str, node: _Node, previous_end: int, marker: Marker, *, plain: bool) -> Span:
    start = previous_end
    heading = node.heading
    if heading and heading.end > start:
        start = heading.title_start if is_sentence(heading) else heading.end
    if plain:
        # without an outline a measure is its own paragraph, not all that came before it
        breaks = max(
            source.rfind("\n", start, marker.whole.start), source.rfind("\r", start, marker.whole.start)
        )
        start = max(start, breaks + 1)
    span = trim(source, start, max(start, marker.whole.start), BLANKS + "。；;，,：:、")
    # the closing full stop belongs to the text
    end = trim(source, span.start, max(span.start, marker.whole.start)).end
    if span.start >= span.end and heading and heading.title_start < marker.whole.start:
        return trim(source, heading.title_start, min(heading.end, marker.whole.start))
    return Span(span.start, max(end, span.start))


def _measure(
    source: str, span: Span, marker: Marker, clause: Clause, owners: tuple[OwnerText, ...], year: int | None
) -> Measure:
    return Measure(
        text=span.cut(source),
        start=span.start,
        end=span.end,
        marker=marker.whole.cut(source),
        marker_start=marker.whole.start,
        marker_end=marker.whole.end,
        deadline=clause.deadline,
        scope=clause.scope,
        leaders=clause.leaders,
        owners=owners,
        deliverables=read_deliverables(source, span, year),
    )


def _directions(root: _Node) -> tuple[tuple[DirectionText, ...], tuple[TaskText, ...]]:
    """Turn the tree into directions with tasks, and guarantees; only what holds measures counts."""
    groups: list[tuple[_Node, list[_Node]]] = []
    guarantees: list[_Node] = []
    if root.measures:
        groups.append((root, [root]))
    loose = [child for child in root.children if child.level == 3]
    if any(task.any_measure() for task in loose):
        groups.append((root, loose))
    for section in root.children:
        if not section.any_measure() or section.level == 3:
            continue
        title = section.heading.title if section.heading else ""
        if section.level == 1 and _GUARANTEE.search(title):
            guarantees.extend(_leaves(section))
        elif any(child.deep() for child in section.children):
            if section.measures:
                groups.append((section, [section]))
            groups.extend((child, _leaves(child)) for child in section.children)
        else:
            groups.append((section, _leaves(section)))
    numbers = _numbers([task for _, tasks in groups for task in tasks])
    directions = tuple(
        DirectionText(
            group.heading.number if group.heading else "",
            group.heading.title if group.heading else "",
            group.start,
            group.end,
            tuple(_task(task, numbers[id(task)]) for task in tasks),
        )
        for group, tasks in groups
    )
    return directions, tuple(_task(node, f"{GUARANTEE_SIGN}{n}") for n, node in enumerate(guarantees, 1))


def _leaves(node: _Node) -> list[_Node]:
    """Return the tasks of a direction: its lowest headings, and itself where it holds measures directly."""
    found = [node] if node.measures or not node.children else []
    for child in node.children:
        found.extend(_leaves(child))
    return found


def _numbers(tasks: list[_Node]) -> dict[int, str]:
    """Return the tasks' numbers: as written where they run through the document, else counted."""
    written = [task.heading.number if task.heading and task.level == 3 else "" for task in tasks]
    if "" not in written and len(set(written)) == len(written):
        return {id(task): number for task, number in zip(tasks, written, strict=True)}
    return {id(task): str(n) for n, task in enumerate(tasks, 1)}


def _task(node: _Node, number: str) -> TaskText:
    end = node.end
    if node.children:
        end = node.children[0].start
    return TaskText(number, node.heading.title if node.heading else "", node.start, end, tuple(node.measures))


def _indicators(source: str, root: _Node, warnings: _Warnings) -> tuple[IndicatorText, ...]:
    for section in root.children:
        if section.level == 1 and section.heading and _GOALS.search(section.heading.title):
            found = read_indicators(source, section.heading.end, section.end)
            if not found:
                warnings.add(section.start, "目标一节没有读出可核对的指标。")
            return tuple(found)
    return ()
