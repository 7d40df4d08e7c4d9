"""A week read as one of its 定稿 said it: the version's words, figures, lights and requests over today's plan.

Meeting, directives and what the version does not hold are read as they stand; nothing is written here.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.item_detail import CoordinationRequest
from shengsi_desktop.domain.light_reasons import stored_reading
from shengsi_desktop.domain.tracking import DeliverableValue, Report, Tally
from shengsi_desktop.domain.words import RequestLevel
from shengsi_desktop.services import facts
from shengsi_desktop.services.final_content import REPORT_WORDS
from shengsi_desktop.store import keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlmodel import Session

    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.tables import FinalVersion

Requests = dict[str, list[CoordinationRequest]]


def read_as_signed(
    session: Session, read: facts.WeekRead, week: Week, version: FinalVersion
) -> tuple[facts.WeekRead, Requests]:
    """The reading of that week with what the version says in place of what stands now, and its requests by item."""
    found, unit_id = read.facts, read.facts.unit.id
    items: dict[str, Any] = {one["id"]: one for one in json.loads(version.content)["items"]}
    reports = [one for one in found.reports if not (one.unit_id == unit_id and one.week == str(week))]
    reports += [_report(one, unit_id, str(week), found.reports) for one in items.values()]
    values = [one for one in found.values if not (one.unit_id == unit_id and one.week == str(week))]
    values += [value for one in items.values() for value in _values(one, unit_id, str(week))]
    told = replace(found, reports=tuple(reports), values=tuple(values))
    signed = facts.rows_read(session, told, week)
    rows = tuple(_row(row, items[row.id]) for row in signed.rows if row.id in items)
    requests = {
        own: list(_requests(one, unit_id, str(week))) for own, one in items.items() if one["requests"]
    }
    return facts.WeekRead(told, signed.sorted, rows), requests


def _report(item: Mapping[str, Any], unit_id: str, week: str, known: tuple[Report, ...]) -> Report:
    """The week's report as signed; who handles it is no part of a version."""
    own = next(
        (one for one in known if (one.item_id, one.unit_id, one.week) == (item["id"], unit_id, week)),
        Report(keys.report_id(item["id"], unit_id, week), item["id"], unit_id, week),
    )
    percent = item["override_percent"]
    return replace(
        own,
        **{name: item[name] for name in REPORT_WORDS},
        no_news=item["no_news"],
        override_percent=None if percent is None else Decimal(percent),
    )


def _values(item: Mapping[str, Any], unit_id: str, week: str) -> Iterator[DeliverableValue]:
    """The figures that were given in that week; what was carried stands in its own week."""
    for one in item["deliverables"]:
        given = one["value"] is not None or one["stage"] is not None or one["done"] or one.get("words")
        if given and one.get("week", week) == week:
            value = None if one["value"] is None else Decimal(one["value"])
            yield DeliverableValue(
                one["id"], unit_id, week, value, one["stage"], one["done"], one.get("words", "")
            )


def _row(row: ItemRow, item: Mapping[str, Any]) -> ItemRow:
    """The row with the light that was signed, whatever rule is in force now."""
    computed = item.get("computed")
    standing = replace(
        row.standing,
        reading=stored_reading(item["light"], item["light_reason"]),
        tally=Tally(*item["tally"]),
        computed=None if computed is None else Decimal(computed),
    )
    return replace(row, title=item["title"], reported=item["reported"], standing=standing)


def _requests(item: Mapping[str, Any], unit_id: str, week: str) -> Iterator[CoordinationRequest]:
    for one in item["requests"]:
        raised = date.fromisoformat(one["raised_on"]) if one["raised_on"] else None
        yield CoordinationRequest(
            one["id"], item["id"], unit_id, week, one["text"], RequestLevel(one["level"]), raised
        )
