"""The versions of the light rule, in plain SQL. Standard library only, as `reading`."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.tracking import KindThresholds, LightRule
from shengsi_desktop.domain.words import DeliverableKind, LightBasis, RulePreset
from shengsi_desktop.store.owners import word

if TYPE_CHECKING:
    import sqlite3


def load_rules(connection: sqlite3.Connection) -> tuple[LightRule, ...]:
    """Every version of the light rule, in their order; the default alone where none is stored."""
    rows = connection.execute(
        "SELECT id, name, version, yellow_below, red_below, soon_days, approx_margin, preset, basis, since, kinds,"
        " made_up, remark FROM light_rule WHERE dead = 0 AND current = 1 ORDER BY version, since, id"
    )
    return tuple(_rule(row) for row in rows) or (LightRule(),)


def _rule(row: tuple[Any, ...]) -> LightRule:
    row_id, name, version, yellow, red, soon, margin, preset, basis, since, kinds, made_up, remark = row
    own = []
    for kind, one in sorted(json.loads(kinds).items()):
        shares = _number(one.get("yellow")), _number(one.get("red"))
        own.append(KindThresholds(word(DeliverableKind, kind), *shares, one.get("soon")))
    thresholds = Decimal(yellow), Decimal(red), soon, Decimal(margin)
    meant = word(RulePreset, preset), word(LightBasis, basis), since
    return LightRule(row_id, name, version, *thresholds, *meant, tuple(own), bool(made_up), remark)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
