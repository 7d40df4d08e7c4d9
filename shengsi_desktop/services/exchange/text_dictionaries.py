"""What a unit and the county both have of a plan, for 报送文字: ids, numbers and titles as the plan was first read.

Taken of the records by which the plan's rows were made, so that a title edited, an item added or left out on one
side alone changes nothing; what a person adds has an id of its own that the other side cannot know.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from shengsi_desktop.store.sessions import raw_connection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlmodel import Session

_ENTITIES = ("item", "deliverable", "assignment")
#: where an id says how it was made, and what says that it was derived of the plan's text (RFC 9562, version 5)
_VERSION_AT, _DERIVED = 14, "5"


def dictionaries(session: Session) -> dict[tuple[str, str], bytes]:
    """By (plan id, unit id) the dictionary; none for a unit that the plan as it was read gives nothing."""
    from shengsi_desktop.exchange.coded_text import dictionary_of

    made: dict[str, dict[str, dict[str, Any]]] = {entity: {} for entity in _ENTITIES}
    read_in: dict[str, set[str]] = {}
    given: dict[tuple[str, str], set[str]] = {}
    for entity, row_id, batch, key, fields in _created(session):
        if entity == "assignment":
            given.setdefault((key.get("item_id", ""), fields.get("unit_id") or ""), set()).add(batch)
        elif row_id[_VERSION_AT : _VERSION_AT + 1] == _DERIVED:
            made[entity].setdefault(row_id, fields)
            read_in.setdefault(row_id, set()).add(batch)
    parts: dict[str, list[tuple[int, str]]] = {}
    for row_id, fields in made["deliverable"].items():
        parts.setdefault(fields.get("item_id", ""), []).append((fields.get("ordinal", 0), row_id))
    found: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for (item_id, unit_id), batches in given.items():
        item = made["item"].get(item_id)
        # what was assigned later, by hand, is one side's own
        if item is not None and unit_id and batches & read_in[item_id]:
            found.setdefault((item["plan_id"], unit_id), []).append((item.get("ordinal", 0), item_id))
    return {
        whose: dictionary_of(
            word
            for _, item_id in sorted(items)
            for word in (
                *_words(item_id, made["item"][item_id], "title"),
                *(
                    each
                    for _, one in sorted(parts.get(item_id, ()))
                    for each in _words(one, made["deliverable"][one], "name")
                ),
            )
        )
        for whose, items in found.items()
    }


def _words(row_id: str, fields: dict[str, Any], title: str) -> tuple[str, str, str]:
    return row_id, str(fields.get("number", "")), str(fields.get(title, ""))


def _created(session: Session) -> Iterator[tuple[str, str, str, dict[str, Any], dict[str, Any]]]:
    """(entity, row id, batch, key, fields) of each record that made a row of the plan, the first one first."""
    marks = ", ".join("?" * len(_ENTITIES))
    rows = raw_connection(session).execute(
        f"SELECT entity, entity_id, batch, value FROM change WHERE field = '_row' AND entity IN ({marks})"
        ' AND value LIKE \'%"op":"create"%\' ORDER BY lamport, origin, seq',
        _ENTITIES,
    )
    for entity, row_id, batch, value in rows:
        said = json.loads(value)
        if said.get("op") == "create":
            yield entity, row_id, batch, said.get("key") or {}, said.get("fields") or {}
