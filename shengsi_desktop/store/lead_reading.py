"""The leads' states that were dispatched down, in plain SQL. Standard library only, as `reading`."""

from __future__ import annotations

import json
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.dispatch import LeadState
from shengsi_desktop.domain.tracking import Reading, Tally
from shengsi_desktop.domain.words import Light
from shengsi_desktop.store.presence import PRESENT

if TYPE_CHECKING:
    import sqlite3


def read_leads(connection: sqlite3.Connection, week: str | None) -> dict[str, tuple[LeadState, ...]]:
    """By item what was dispatched of it up to and with the week, the oldest first; of one week the last that came."""
    rows = connection.execute(
        "SELECT content FROM dispatch t WHERE kind = 'leads'"
        f" AND {PRESENT.format(table='dispatch')} ORDER BY at, id"
    )
    found: dict[str, dict[str, LeadState]] = defaultdict(dict)
    for (content,) in rows:
        for one in json.loads(content)["leads"]:
            if week is None or one["week"] <= week:
                found[one["item_id"]][one["week"]] = _state(one)
    return {item_id: tuple(states[one] for one in sorted(states)) for item_id, states in found.items()}


def _state(one: dict[str, Any]) -> LeadState:
    return LeadState(
        item_id=one["item_id"],
        unit=one["unit"],
        week=one["week"],
        reading=Reading(Light(one["light"]), one["reason"]),
        tally=Tally(*one["tally"]),
        computed=None if one["computed"] is None else Decimal(one["computed"]),
        lights={own: Reading(Light(light), reason) for own, light, reason in one["lights"]},
    )
