"""停航登记 out of the store, in plain SQL into domain objects. Loaded only where something is registered."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from shengsi_desktop.domain.naming import island_name, island_names
from shengsi_desktop.domain.stoppages import Stoppage, StoppageKind
from shengsi_desktop.store.owners import word

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from shengsi_desktop.domain.units import IslandPlace


def read_stoppages(connection: sqlite3.Connection, places: Sequence[IslandPlace]) -> tuple[Stoppage, ...]:
    """Every living stoppage with its days, oldest first; islands by the names that they are shown by."""
    names = island_names(places)
    linked: dict[tuple[str, bool], set[str]] = defaultdict(set)
    for stoppage_id, item_id, included in connection.execute(
        "SELECT stoppage_id, item_id, included FROM stoppage_item WHERE dead = 0"
    ):
        linked[stoppage_id, bool(included)].add(item_id)
    rows = connection.execute(
        "SELECT id, kind, name, first_day, last_day, islands, reason, source FROM stoppage"
        " WHERE dead = 0 AND first_day <> '' AND last_day >= first_day ORDER BY first_day, last_day, id"
    )
    return tuple(
        Stoppage(
            id=row_id,
            kind=word(StoppageKind, kind),
            name=name,
            first=date.fromisoformat(first),
            last=date.fromisoformat(last),
            islands=tuple(dict.fromkeys(island_name(one, names) or one for one in json.loads(islands))),
            reason=reason,
            source=source,
            included=frozenset(linked[row_id, True]),
            excluded=frozenset(linked[row_id, False]),
        )
        for row_id, kind, name, first, last, islands, reason, source in rows
    )
