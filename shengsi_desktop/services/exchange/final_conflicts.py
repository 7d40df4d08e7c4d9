"""Two 定稿 of one week, signed on two machines without knowing of one another. The next version settles them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from shengsi_desktop.domain.changes import FieldKey
from shengsi_desktop.domain.syncing import Conflict, ConflictKind, Rival
from shengsi_desktop.services import facts, final_ends, version_words
from shengsi_desktop.services.exchange import field_words
from shengsi_desktop.services.exchange.machines import moment

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from shengsi_desktop.services.exchange.machines import MachineNames


def final_conflicts(connection: sqlite3.Connection, _names: MachineNames) -> Iterable[Conflict]:
    """The own unit's weeks of which two versions stand that were signed without knowing of one another."""
    own = connection.execute("SELECT value FROM local_setting WHERE key = 'unit_id'").fetchone()
    if own is None:
        return
    for week, ends in final_ends.apart(connection, own[0]).items():
        yield _conflict(connection, own[0], week, ends)


def _conflict(connection: sqlite3.Connection, unit_id: str, week: str, ends: tuple[str, ...]) -> Conflict:
    rivals = []
    counted = facts.counted_in(connection)
    for row_id in ends:
        content, at, person, reviewer = connection.execute(
            "SELECT content, at, person, reviewer FROM final_version WHERE id = ?", (row_id,)
        ).fetchone()
        rivals.append(Rival(_told(content, counted), row_id, person, f"审核人{reviewer}", moment(at)))
    return Conflict(
        kind=ConflictKind.FINAL,
        key=FieldKey("final_version", unit_id, week),
        heads=(),
        item_id="",
        item="",
        unit=field_words.row_name(connection, "unit", unit_id),
        week=week,
        what="定稿",
        rivals=tuple(rivals),
    )


def _told(content: str, counted: Mapping[str, str]) -> str:
    """The words of a version, item by item."""
    items = version_words.items_of(json.loads(content), counted)
    return "\n".join(f"{item.number} {name}：{text}" for item in items for name, text in item.fields if text)
