"""The content of a 定稿: what the receiver of a unit's week will see, as canonical JSON, and nothing private.

Discussion and notes of the meeting stay in the unit; they are not part of it (changes.md, «Between units»).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.light_reasons import stored_reading
from shengsi_desktop.domain.tracking import Standing, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from shengsi_desktop.domain.item_detail import CoordinationRequest
    from shengsi_desktop.domain.tracking import DeliverableStanding, ItemRow, Report

#: 2: each value says the week it was said in
SCHEMA = 2
REPORT_WORDS = ("progress", "problems", "catch_up", "expected", "next_plan", "override_reason", "remark")


def _number(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _adjusted(standing: Standing) -> dict[str, Any]:
    """The second light, where stoppages gave one."""
    second = standing.adjusted
    return {} if second is None else {"adjusted": second.light.value, "adjusted_reason": second.reason}


def _deliverable(one: DeliverableStanding) -> dict[str, Any]:
    """One deliverable: what was reported of it, and its light."""
    value = one.value
    return {
        "id": one.deliverable.id,
        "number": one.deliverable.number,
        "name": one.deliverable.name,
        "value": _number(value.value) if value else None,
        "stage": value.stage if value else None,
        "done": bool(value and value.done),
        **({"week": value.week} if value else {}),
        # what the stages were called when it was signed
        **({"stages": list(one.deliverable.stages)} if value and value.stage is not None else {}),
        "light": one.reading.light.value,
        **({"words": value.words} if value and value.words else {}),
    }


def item_content(
    row: ItemRow, report: Report | None, requests: Iterable[CoordinationRequest]
) -> dict[str, Any]:
    """One item of a 定稿: the unit's words, its deliverables' values and the light with its reason."""
    words = {name: getattr(report, name, "") if report else "" for name in REPORT_WORDS}
    return {
        "id": row.id,
        "number": row.number,
        "title": row.title,
        "role": row.role.value if row.role else None,
        "reported": row.reported,
        "no_news": bool(report and report.no_news),
        **words,
        "override_percent": _number(report.override_percent) if report else None,
        "light": row.standing.reading.light.value,
        "light_reason": row.standing.reading.reason,
        **_adjusted(row.standing),
        "tally": [
            row.standing.tally.total,
            row.standing.tally.done,
            row.standing.tally.under_way,
            row.standing.tally.not_started,
        ],
        "computed": _number(row.standing.computed),
        "deliverables": [_deliverable(one) for one in row.standing.deliverables],
        "requests": [
            {
                "id": request.id,
                "text": request.text,
                "level": request.level.value,
                "raised_on": request.raised_on.isoformat() if request.raised_on else None,
            }
            for request in requests
        ],
    }


def week_content(unit: str, week: str, rule: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    """A unit's week whole."""
    return {"schema": SCHEMA, "unit": unit, "week": week, "rule": rule, "items": items}


def filled(content: Mapping[str, Any]) -> int:
    """已填: of how many items the unit said something in that week; figures carried from weeks before count in none."""
    return sum(bool(item["reported"]) for item in content["items"])


def said(content: Mapping[str, Any]) -> dict[str, Any]:
    """What the unit itself said in that week, by item: its words, figures and requests.

    Names, roles, lights and the rule are read from elsewhere; setting one of them right later is no change of
    the week.
    """
    found: dict[str, Any] = {}
    for item in content["items"]:
        figures = {
            one["id"]: (one["value"], one["stage"], one["done"], one.get("words", ""))
            for one in item["deliverables"]
            if one["value"] is not None or one["stage"] is not None or one["done"] or one.get("words")
        }
        words = {name: item[name] for name in (*REPORT_WORDS, "no_news", "override_percent")}
        if any(words.values()) or figures or item["requests"]:
            found[item["id"]] = {**words, "figures": figures, "requests": item["requests"]}
    return found


def standings(content: str) -> dict[str, Standing]:
    """Per item id: light, reason and tally as that 定稿 said them."""
    found: dict[str, Standing] = {}
    for item in json.loads(content)["items"]:
        found[item["id"]] = Standing(
            stored_reading(item["light"], item["light_reason"]), Tally(*item["tally"]), None, ()
        )
    return found
