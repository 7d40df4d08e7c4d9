"""Two 定稿 of one week, each made on another machine upon the same version. The next version decides."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.changes import FieldKey
from shengsi_desktop.domain.syncing import Conflict, ConflictKind, Rival
from shengsi_desktop.services import version_words
from shengsi_desktop.services.exchange import field_words
from shengsi_desktop.services.exchange.machines import moment
from shengsi_desktop.store.documents import PRESENT

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from shengsi_desktop.services.exchange.machines import MachineNames


def final_conflicts(connection: sqlite3.Connection, _names: MachineNames) -> Iterable[Conflict]:
    """The own unit's weeks of which two versions stand that were signed without knowing of one another."""
    own = connection.execute("SELECT value FROM local_setting WHERE key = 'unit_id'").fetchone()
    if own is None:
        return
    weeks: dict[str, dict[str, Mapping[str, Any]]] = defaultdict(dict)
    for row_id, week, parent, at, person, reviewer in connection.execute(
        "SELECT id, week, parent_id, at, person, reviewer FROM final_version t WHERE unit_id = ?"
        f" AND {PRESENT.format(table='final_version')}",
        (own[0],),
    ):
        weeks[week][row_id] = {"parent": parent, "at": at, "person": person, "reviewer": reviewer}
    for week, versions in sorted(weeks.items()):
        ends = _ends(versions)
        if len(ends) > 1:
            yield _conflict(connection, own[0], week, [(one, versions[one]) for one in ends])


def _ends(versions: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The newest version (as `facts.newest_final` has it) and those that it was signed without knowing of.

    A version is signed upon the newest one at hand: what is older than that was known, and is answered.
    """
    parents = {one["parent"] for one in versions.values()}
    ends = sorted(versions.keys() - parents, key=lambda name: (versions[name]["at"], name), reverse=True)
    if len(ends) < 2:
        return []
    upon = versions.get(versions[ends[0]]["parent"] or "")
    answered_until = upon["at"] if upon is not None else ""
    rivals = [name for name in ends[1:] if versions[name]["at"] > answered_until]
    return [ends[0], *rivals] if rivals else []


def _conflict(
    connection: sqlite3.Connection, unit_id: str, week: str, ends: list[tuple[str, Mapping[str, Any]]]
) -> Conflict:
    rivals = []
    for row_id, facts in ends:
        (content,) = connection.execute(
            "SELECT content FROM final_version WHERE id = ?", (row_id,)
        ).fetchone()
        rivals.append(
            Rival(
                _told(content),
                row_id,
                str(facts["person"]),
                f"审核人{facts['reviewer']}",
                moment(facts["at"]),
            )
        )
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


def _told(content: str) -> str:
    """The words of a version, item by item."""
    items = version_words.items_of(json.loads(content))
    return "\n".join(f"{item.number} {name}：{text}" for item in items for name, text in item.fields if text)
