"""Which figures of indicators have been corrected: what the grid marks. The history itself is `indicator_points`."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.changes import ROW
from shengsi_desktop.domain.indicators import POINT_FIELDS
from shengsi_desktop.services import facts
from shengsi_desktop.store.sessions import raw_connection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shengsi_desktop.store.sessions import Store

#: which figures: (indicator's id, period, field of the point)
PointField = tuple[str, str, str]
#: marks and states change as a matter of course; that a figure did is worth a look
_FIGURES = frozenset(POINT_FIELDS) - {"status"}
_LOG = (
    "SELECT p.indicator_id, p.period, c.field, c.value, c.batch FROM change c"
    " JOIN indicator_point p ON p.id = c.entity_id JOIN indicator i ON i.id = p.indicator_id"
    " WHERE c.entity = 'indicator_point' AND i.plan_id = ? AND p.dead = 0"
    " ORDER BY c.lamport, c.origin, c.seq"
)


def corrected_points(store: Store) -> frozenset[PointField]:
    """The figures of the current plan's indicators that took the place of others, or were emptied.

    What was taken back by undo does not count.
    """
    with store.reading() as session:
        plan = facts.current_plan(session)
        rows = raw_connection(session).execute(_LOG, (plan.id,)).fetchall()
    undone = _undone({row[4] for row in rows})
    seen: dict[PointField, list[Any]] = defaultdict(list)
    for indicator_id, period, field, written, batch in rows:
        if "~" in batch or batch in undone:
            continue
        for name, value in _written(field, json.loads(written) if written is not None else None):
            values = seen[indicator_id, period, name]
            if not values or values[-1] != value:
                values.append(value)
    return frozenset(key for key, values in seen.items() if any(one not in (None, "") for one in values[:-1]))


def _undone(batches: Iterable[str]) -> set[str]:
    """The commands whose last undo was not redone: «b~1», «b~3»."""
    turns: dict[str, int] = {}
    for batch in batches:
        root, _, turn = batch.partition("~")
        turns[root] = max(turns.get(root, 0), int(turn or 0))
    return {root for root, turn in turns.items() if turn % 2}


def _written(field: str, value: Any) -> Iterator[tuple[str, Any]]:
    if field == ROW:
        if isinstance(value, dict) and value.get("op") == "create":
            yield from ((name, one) for name, one in value["fields"].items() if name in _FIGURES)
    elif field in _FIGURES and not isinstance(value, dict):
        yield field, value
