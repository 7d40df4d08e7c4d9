"""The 细项 of a list's line brought to what a new version says, without touching what a person made of them.

What the stored words promised and what the new ones promise is read alike; only the difference is written, and a field
that differs from what the stored words gave was set by a person and stays.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain import money
from shengsi_desktop.domain.money import WAN, Money
from shengsi_desktop.domain.naming import named_islands
from shengsi_desktop.domain.projects import INVESTMENT, investment_id
from shengsi_desktop.domain.words import DeliverableKind
from shengsi_desktop.plan.identity import deliverable_id, normalised
from shengsi_desktop.services.lists.edits import Drop, Edit, Put
from shengsi_desktop.services.matching import best_pairs
from shengsi_desktop.store.keys import island_tag_id, new_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shengsi_desktop.services.lists.promises import Promise
    from shengsi_desktop.services.lists.stored import Row, StoredThing

PROMISES = "细项"
_SCHEDULED = frozenset({DeliverableKind.QUANTITY, DeliverableKind.RATIO})
_THRESHOLD = 55.0


@dataclass(frozen=True, slots=True)
class Day:
    """A line's own day (ISO) and whether nobody wrote it (默认)."""

    due: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class Version:
    """What one version of a line promises, and by when."""

    promises: tuple[Promise, ...]
    day: Day


@dataclass(slots=True)
class Line:
    """The line that deliverables are written for. `number` is the item's shown one; `by_time`: the plan's habit.

    `islands` are those that the list names; `names` every known name with the one that an island is shown by.
    """

    item_id: str
    number: str
    by_time: bool
    thing: StoredThing | None
    islands: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    last: int = 0

    def __post_init__(self) -> None:
        rows = self.thing.deliverables if self.thing else ()
        self.last = max((row["ordinal"] for row in rows), default=0)

    def place(self) -> int:
        """The place of one more deliverable, after all there are."""
        self.last += 1
        return self.last


def promise_edits(line: Line, old: Version | None, new: Version) -> list[Edit]:
    """Return what the new version changes, as one edit with the words of each 细项 that it touches."""
    if old == new:
        return []
    stored = _by_text(line.thing)
    was = old.promises if old else ()
    pairs = _pairs(was, new.promises)
    puts: list[Put] = []
    before: list[str] = []
    after: list[str] = []
    taken = {row["id"] for rows in stored.values() for row in rows} | (
        line.thing.gone if line.thing else set()
    )
    rows = _rows(was, stored)
    for n, promise in enumerate(new.promises):
        if n in pairs:
            row = rows.get(pairs[n])
            fields = row and _changed(row, _fields(was[pairs[n]], old), _fields(promise, new))
            if row and fields:
                puts.append(Put("deliverable", row["id"], fields))
                told = _told(was[pairs[n]], old, promise, new)
                before.append(told[0])
                after.append(told[1])
        elif normalised(promise.text) not in stored:
            made = _made(line, promise, new, taken)
            taken.add(made.row_id)
            puts += [made, *_tags(made.row_id, promise.text, line.islands, line.names)]
            after.append(promise.words)
    drops = []
    for n, promise in enumerate(was):
        row = rows.get(n)
        if n not in pairs.values() and row is not None:
            drops.append(Drop("deliverable", row["id"]))
            before.append(promise.words)
    if not puts and not drops:
        return []
    return [Edit(PROMISES, "；".join(before), "；".join(after), tuple(puts), tuple(drops))]


def _told(was: Promise, old: Version | None, now: Promise, new: Version) -> tuple[str, str]:
    """The words of a promise before and after; with its day where nothing else changed."""
    if was.words != now.words or old is None:
        return was.words, now.words
    return f"{was.words}{_by(was, old)}", f"{now.words}{_by(now, new)}"


def _by(promise: Promise, version: Version) -> str:
    day = promise.due or (date.fromisoformat(version.day.due) if version.day.due else None)
    return f"（{day.year}年{day.month}月{day.day}日前）" if day else ""


def _by_text(thing: StoredThing | None) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in thing.deliverables if thing else ():
        found[normalised(row["text"])].append(row)
    return found


def _rows(was: Sequence[Promise], stored: dict[str, list[Row]]) -> dict[int, Row]:
    """Return the stored row of each earlier promise; one that a person deleted has none."""
    return {n: stored[text][0] for n, one in enumerate(was) if stored.get(text := normalised(one.text))}


def _pairs(was: Sequence[Promise], new: Sequence[Promise]) -> dict[int, int]:
    """Return, by place among the new promises, the earlier one that it goes on with."""
    found = best_pairs([one.text for one in was], [one.text for one in new], threshold=_THRESHOLD)
    return {pair.new: pair.old for pair in found}


def _fields(promise: Promise, version: Version | None) -> dict[str, Any]:
    """The promise as a row holds it."""
    day = version.day if version else Day("", is_default=True)
    return {
        "kind": promise.kind.value,
        "name": promise.name,
        "text": promise.text,
        "target": _number(promise.target),
        "target_high": _number(promise.target_high),
        "unit": promise.unit,
        "object": promise.object,
        "of": promise.of,
        "comparator": promise.comparator.value,
        "stages": json.dumps(list(promise.stages), ensure_ascii=False),
        "due": promise.due.isoformat() if promise.due else day.due,
        "due_is_default": promise.due is None and day.is_default,
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _changed(row: Row, was: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that the list changed and no person did."""
    return {name: value for name, value in now.items() if value != was[name] and row[name] == was[name]}


def _made(line: Line, promise: Promise, version: Version, taken: set[str]) -> Put:
    place = line.place()
    row_id = next(
        (
            one
            for n in range(len(taken) + 1)
            if (one := deliverable_id(line.item_id, promise.text, n)) not in taken
        ),
        None,
    )
    fields = _fields(promise, version) | {
        "item_id": line.item_id,
        "ordinal": place,
        "number": f"{line.number}.{place}",
        "by_time": line.by_time and promise.kind in _SCHEDULED,
    }
    return Put("deliverable", row_id or new_id(), fields)


@dataclass(frozen=True, slots=True)
class YearPlan:
    """A project's plan of the year in 万元, in words in its own unit; `value` None: the list does not say."""

    value: Decimal | None
    high: Decimal | None
    shown: str = WAN

    @property
    def words(self) -> str:
        """«5000万元», «0.5-0.6亿元»."""
        if self.value is None:
            return ""
        high = f"-{money.figure(Money(self.high), self.shown)}" if self.high is not None else ""
        return f"{money.figure(Money(self.value), self.shown)}{high}{self.shown}"


def investment_edits(
    line: Line, name: str, plan: YearPlan, day: Day, *, renamed_from: str = "", label: str = "年度计划投资"
) -> list[Edit]:
    """Return what brings a project's 年度投资 to the list's plan; a new project has one, planned or not."""
    row_id = investment_id(line.item_id)
    thing = line.thing
    there = next((one for one in thing.deliverables if one["id"] == row_id), None) if thing else None
    text = f"{name}{INVESTMENT}"
    if there is None:
        if thing is not None and row_id in thing.gone:
            return []  # a person deleted it
        place = line.place()
        fields = {
            "item_id": line.item_id, "ordinal": place, "number": f"{line.number}.{place}",
            "kind": DeliverableKind.RATIO.value, "name": INVESTMENT,
            "text": text, "target": _number(plan.value), "target_high": _number(plan.high),
            "unit": WAN, "comparator": "≥", "due": day.due, "due_is_default": day.is_default,
            "by_time": line.by_time,
        }  # fmt: skip
        put = Put("deliverable", row_id, fields)
        return [Edit(label, "", plan.words, (put, *_tags(row_id, text, line.islands, line.names)))]
    edits = []
    before = YearPlan(_decimal(there["target"]), _decimal(there["target_high"]), plan.shown)
    if plan.value is not None and (before.value, before.high) != (plan.value, plan.high):
        new = {"target": _number(plan.value), "target_high": _number(plan.high)}
        edits.append(Edit(label, before.words, plan.words, (Put("deliverable", row_id, new),)))
    if renamed_from and there["text"] == f"{renamed_from}{INVESTMENT}" and there["text"] != text:
        edits.append(Edit("", "", "", (Put("deliverable", row_id, {"text": text}),)))
    return edits


def investment_day_edits(thing: StoredThing, day: Day) -> list[Edit]:
    """Return what lets the year's money be due when the project's line is; a day that a person set stays."""
    row = next((one for one in thing.deliverables if one["id"] == investment_id(thing.id)), None)
    was = (thing.row["due"], thing.row["due_is_default"])
    if row is None or (day.due, day.is_default) == was or (row["due"], row["due_is_default"]) != was:
        return []
    fields = {"due": day.due, "due_is_default": day.is_default}
    return [Edit("", "", "", (Put("deliverable", row["id"], fields),))]


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _tags(row_id: str, text: str, islands: Iterable[str], names: Mapping[str, str]) -> list[Put]:
    """Tag a deliverable by the islands that its own text does not name already."""
    by_text = named_islands(text, names)
    return [
        Put(
            "island_tag",
            island_tag_id(row_id, island),
            {"included": True},
            {"deliverable_id": row_id, "island": island},
        )
        for island in islands
        if island not in by_text
    ]


def island_puts(
    thing: StoredThing, old: Sequence[str], new: Sequence[str], names: Mapping[str, str], *, only: str = ""
) -> tuple[tuple[Put, ...], tuple[Drop, ...]]:
    """Return what tags an item's deliverables (or `only` that one) by the islands of a new version of the list.

    An island that a person took away from a deliverable, or gave it, stays so.
    """
    puts: list[Put] = []
    drops: list[Drop] = []
    for row in thing.deliverables:
        if only and row["id"] != only:
            continue
        tags = thing.tags.get(row["id"], {})
        added = [one for one in new if one not in old and one not in tags]
        puts += _tags(row["id"], row["text"], added, names)
        drops += [
            Drop("island_tag", island_tag_id(row["id"], one))
            for one in old
            if one not in new and tags.get(one)
        ]
    return tuple(puts), tuple(drops)
