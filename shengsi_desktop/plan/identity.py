"""The fixed rules by which plans, items, deliverables, indicators, units and islands get their ids.

Ids do not change once they are shipped: neither the namespace nor a rule here may.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shengsi_desktop.domain.plan import Measure, PlanDocument, TaskText

#: the project's own namespace of name-based ids
NAMESPACE = UUID("728c764f-4b56-4774-a930-b2eb33a6a52c")

_SEPARATOR = "|"


def normalised(text: str) -> str:
    """Return the text as ids see it: NFKC, without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _under(namespace: UUID | str, *parts: object) -> str:
    parent = namespace if isinstance(namespace, UUID) else UUID(namespace)
    return str(uuid5(parent, _SEPARATOR.join(str(part) for part in parts)))


def plan_id(issuer: str, year: int | None, title: str) -> str:
    """Return the id of a plan: issuer, year and the title inside 《》."""
    return _under(NAMESPACE, normalised(issuer), year or "", normalised(title))


def item_id(plan: str, task_number: str, text: str, occurrence: int = 0) -> str:
    """Return the id of an item; `occurrence` counts equal texts within one task from 0."""
    return _under(plan, task_number, normalised(text), occurrence)


def deliverable_id(item: str, text: str, occurrence: int = 0) -> str:
    """Return the id of a deliverable; `occurrence` counts equal texts within one item from 0."""
    return _under(item, normalised(text), occurrence)


def indicator_id(plan: str, name: str) -> str:
    """Return the id of a headline indicator."""
    return _under(plan, "indicator", normalised(name))


def unit_id(name: str) -> str:
    """Return the id of a unit that the shipped directory names."""
    return _under(NAMESPACE, "unit", normalised(name))


def group_id(name: str) -> str:
    """Return the id of a wildcard that the shipped directory names."""
    return _under(NAMESPACE, "group", normalised(name))


def island_id(name: str) -> str:
    """Return the id of an island or village that the shipped directory names."""
    return _under(NAMESPACE, "island", normalised(name))


def numbered_measures(document: PlanDocument) -> Iterator[tuple[str, TaskText, Measure]]:
    """Yield all measures with their shown numbers («4-2», «保1-1») in the order of the plan."""
    tasks = [task for direction in document.directions for task in direction.tasks]
    for task in (*tasks, *document.guarantees):
        for n, measure in enumerate(task.measures, 1):
            yield f"{task.number}-{n}", task, measure


def identities(document: PlanDocument) -> dict[str, Any]:
    """Return ids, texts and offsets of items, deliverables and indicators, as data/plans/*.ids.json has."""
    plan = plan_id(document.issuer, document.year, document.title)
    seen: dict[tuple[str, str], int] = {}
    items = []
    for number, task, measure in numbered_measures(document):
        item = item_id(plan, task.number, measure.text, _count(seen, plan + task.number, measure.text))
        deliverables = [
            {
                "id": deliverable_id(item, each.text, _count(seen, item, each.text)),
                "number": f"{number}.{n}",
                "text": each.text,
                "start": each.start,
                "end": each.end,
            }
            for n, each in enumerate(measure.deliverables, 1)
        ]
        items.append(
            {
                "id": item,
                "number": number,
                "text": measure.text,
                "start": measure.start,
                "end": measure.end,
                "deliverables": deliverables,
            }
        )
    return {
        "plan": {
            "id": plan,
            "issuer": document.issuer,
            "year": document.year,
            "title": document.title,
            "source_sha256": document.source_sha256,
        },
        "items": items,
        "indicators": [
            {
                "id": indicator_id(plan, indicator.name),
                "name": indicator.name,
                "text": indicator.text,
                "start": indicator.start,
                "end": indicator.end,
            }
            for indicator in document.indicators
        ],
    }


def _count(seen: dict[tuple[str, str], int], parent: str, text: str) -> int:
    key = (parent, normalised(text))
    seen[key] = seen.get(key, -1) + 1
    return seen[key]
