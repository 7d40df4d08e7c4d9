"""A plan as the reader sees it, as lines to be shown: each with the place in the text that it stands for. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import Origin, Role
from shengsi_desktop.plan.titles import short_title
from shengsi_desktop.ui.plan_import import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from shengsi_desktop.domain.plan import (
        DeliverableText,
        DirectionText,
        Measure,
        OwnerText,
        PlanDocument,
        TaskText,
    )
    from shengsi_desktop.services.plan_import import OwnerChoice

DIRECTION, TASK, ITEM, OWNER, DELIVERABLE = "direction", "task", "item", "owner", "deliverable"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the preview.

    `start`/`end` is all that it holds, `lit` what lights up for it, `marker` an item's responsibility clause;
    code points. `number` is the item's («4-2»), that of the item above for what is inside it.
    """

    kind: str
    text: str
    start: int
    end: int
    lit: tuple[int, int]
    number: str = ""
    second: str = ""
    marker: tuple[int, int] = (0, 0)
    unknown: bool = False
    inside: tuple[Line, ...] = ()


def outline(
    document: PlanDocument,
    unknown: frozenset[str],
    owners: Mapping[str, Sequence[OwnerChoice]],
    taken_as: Mapping[str, str],
) -> tuple[Line, ...]:
    """Return direction → task → item → owners and deliverables; `owners` as the user set them right.

    `taken_as`: the known name for each one that the directory does not hold as written.
    """
    made = [_direction(document, one, unknown, owners, taken_as) for one in document.directions]
    if document.guarantees:
        inside = tuple(_task(document, one, unknown, owners, taken_as) for one in document.guarantees)
        start, end = inside[0].start, inside[-1].end
        made.append(Line(DIRECTION, words.GUARANTEES, start, end, (start, start), inside=inside))
    return tuple(one for one in made if one.inside)


def flat(lines: Sequence[Line]) -> Iterator[Line]:
    """Every line, in the order of the screen."""
    for line in lines:
        yield line
        yield from flat(line.inside)


def at(lines: Sequence[Line], offset: int) -> Line | None:
    """The innermost line whose words hold that place of the text."""
    for line in lines:
        if line.start <= offset < line.end or line.kind == DIRECTION:
            inner = at(line.inside, offset)
            if inner is not None:
                return inner
            if line.start <= offset < line.end:
                return line
    return None


def _direction(
    document: PlanDocument,
    read: DirectionText,
    unknown: frozenset[str],
    owners: Mapping[str, Sequence[OwnerChoice]],
    taken_as: Mapping[str, str],
) -> Line:
    inside = tuple(_task(document, one, unknown, owners, taken_as) for one in read.tasks if one.measures)
    number = f"（{read.number}）" if read.number else ""
    return Line(
        DIRECTION,
        f"{number}{read.title}" if read.title else words.NO_DIRECTION,
        read.start,
        read.end,
        _heading(document.source, read.title, read.start, read.end),
        inside=inside,
    )


def _task(
    document: PlanDocument,
    read: TaskText,
    unknown: frozenset[str],
    owners: Mapping[str, Sequence[OwnerChoice]],
    taken_as: Mapping[str, str],
) -> Line:
    inside = tuple(
        _item(f"{read.number}-{n}", one, unknown, owners.get(f"{read.number}-{n}"), taken_as)
        for n, one in enumerate(read.measures, 1)
    )
    lit = _heading(document.source, read.title, read.start, read.end)
    return Line(TASK, f"{read.number}　{read.title}".strip(), read.start, read.end, lit, inside=inside)


def _heading(source: str, title: str, start: int, end: int) -> tuple[int, int]:
    """Where the title stands; a whole direction lit would hide what was chosen."""
    found = source.find(title, start, end) if title else -1
    if found < 0:
        line_end = source.find("\n", start, end)
        return start, min(line_end if line_end >= 0 else end, start + 40)
    return found, found + len(title)


def _item(
    number: str,
    read: Measure,
    unknown: frozenset[str],
    set_right: Sequence[OwnerChoice] | None,
    taken_as: Mapping[str, str],
) -> Line:
    if set_right is None:
        shown = [(one.unit, one.role) for one in read.owners]
    else:
        shown = [(one.name, one.role) for one in set_right]
    inside = tuple(_owner(number, read, name, role, unknown, taken_as.get(name, "")) for name, role in shown)
    inside += tuple(_deliverable(number, one) for one in read.deliverables)
    return Line(
        ITEM,
        words.ITEM.format(number=number, title=short_title(read.text)),
        read.start,
        max(read.end, read.marker_end),
        (read.start, read.end),
        number,
        owner_words(shown),
        (read.marker_start, read.marker_end),
        any(name in unknown for name, _ in shown),
        inside,
    )


def owner_words(owners: Sequence[tuple[str, Role]]) -> str:
    """«牵头 县发改局；配合 县财政局、菜园镇»; plain names where the plan tells no roles."""
    parts = []
    for role in (Role.LEAD, Role.OWNER, Role.SUPPORT):
        ours = "、".join(name for name, own in owners if own is role)
        if ours:
            parts.append(
                ours if role is Role.OWNER else words.ROLE_OWNERS.format(role=role.label, units=ours)
            )
    return "；".join(parts) or words.NO_OWNER


def _owner(number: str, item: Measure, name: str, role: Role, unknown: frozenset[str], taken_as: str) -> Line:
    read = next((one for one in item.owners if name in (one.unit, one.written)), None)
    span = (read.start, read.end) if read is not None else (item.marker_start, item.marker_end)
    second = [_origin(read)] if read is not None else []
    if name in unknown:
        second.insert(0, words.UNKNOWN_OWNER)
    elif taken_as and taken_as != name:
        second.insert(0, words.TAKEN_AS.format(name=taken_as))
    return Line(
        OWNER,
        f"{role.label}　{name}",
        *span,
        lit=span,
        number=number,
        second="，".join(filter(None, second)),
        marker=(item.marker_start, item.marker_end),
        unknown=name in unknown,
    )


def _origin(read: OwnerText) -> str:
    if read.origin is Origin.GROUP:
        return words.ORIGIN_GROUP
    if read.origin is Origin.RULE:
        return words.ORIGIN_RULE
    return words.ORIGIN_ELIDED.format(written=read.written) if read.unit != read.written else ""


def _deliverable(number: str, read: DeliverableText) -> Line:
    second = read.kind.label
    if read.due is not None:
        second += f"，{words.DUE.format(day=f'{read.due.year}年{read.due.month}月{read.due.day}日')}"
    return Line(
        DELIVERABLE,
        read.name or read.text,
        read.start,
        read.end,
        (read.start, read.end),
        number,
        second,
    )
