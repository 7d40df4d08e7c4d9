"""A unit's weeks as its 定稿 have them: what was typed after one is nothing that it says. Reads only.

Words, figures and lights of an item then come from one state: the 定稿 of a week where there is one, else what is
saved.
"""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.light_reasons import stored_reading
from shengsi_desktop.domain.tracking import DeliverableValue, Reading, Report, Tally
from shengsi_desktop.domain.words import Light
from shengsi_desktop.rhythm.item_rows import UnitFacts
from shengsi_desktop.services import county, facts, final_content

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlmodel import Session

    from shengsi_desktop.domain.first_view import FirstView
    from shengsi_desktop.domain.tracking import Standing
    from shengsi_desktop.domain.weeks import Week

#: by week («2023-W30») and item id what the newest 定稿 says
Finals = dict[str, dict[str, dict[str, Any]]]
_BEHIND = frozenset({Light.YELLOW, Light.RED})


def finals_of(session: Session, unit_id: str, weeks: Iterable[Week]) -> Finals:
    """The newest 定稿 of each of the weeks that has one."""
    found: Finals = {}
    for week in weeks:
        version, _ = facts.newest_final(session, unit_id, str(week))
        if version is not None:
            found[str(week)] = {item["id"]: item for item in json.loads(version.content)["items"]}
    return found


def as_signed(session: Session, read: county.UnitRead, finals: Finals) -> county.UnitRead:
    """The unit's week with the words and figures of its 定稿 in place of those saved since, and the lights of then."""
    if not finals:
        return read
    found = read.read.facts
    for week in sorted(finals):
        found = _with_final(found, week, finals[week])
    made = facts.rows_read(session, found, read.week)
    own = finals.get(str(read.week), {})
    rows = tuple(
        replace(row, standing=frozen(row.standing, own[row.id]), reported=own[row.id]["reported"])
        if row.id in own
        else row
        for row in made.rows
    )
    return county.UnitRead(read.unit, read.week, made._replace(rows=rows))


def frozen(standing: Standing, item: Mapping[str, Any]) -> Standing:
    """The standing with light, reason, count and 测算 as that 定稿 of the item gave them."""
    light = Light(item["light"])
    second = item.get("adjusted")
    return replace(
        standing,
        reading=stored_reading(item["light"], item["light_reason"]),
        tally=Tally(*item["tally"]),
        computed=_number(item.get("computed")),
        adjusted=Reading(Light(second), item["adjusted_reason"]) if second else None,
        weeks_behind=standing.weeks_behind if light in _BEHIND else 0,
    )


def _with_final(found: FirstView, week: str, items: Mapping[str, Mapping[str, Any]]) -> FirstView:
    unit_id = found.unit.id
    reports = [
        one
        for one in found.reports
        if not (one.unit_id == unit_id and one.week == week and one.item_id in items)
    ]
    reports += [one for item in items.values() if (one := _report(item, unit_id, week)) is not None]
    return replace(
        found,
        reports=tuple(sorted(reports, key=lambda one: one.week)),
        values=_values(found, week, items),
    )


def _report(item: Mapping[str, Any], unit_id: str, week: str) -> Report | None:
    words = {name: item.get(name) or "" for name in final_content.REPORT_WORDS}
    override = _number(item.get("override_percent"))
    if not any(words.values()) and not item["no_news"] and override is None:
        return None
    return Report(
        f"{item['id']}/{week}",
        item["id"],
        unit_id,
        week,
        no_news=item["no_news"],
        override_percent=override,
        **words,
    )


def _values(
    found: FirstView, week: str, items: Mapping[str, Mapping[str, Any]]
) -> tuple[DeliverableValue, ...]:
    """The values with those of the 定稿, as far as they are others; one carried from before stays where it is."""
    unit_id, carried = found.unit.id, UnitFacts(found)
    others: dict[str, DeliverableValue | None] = {}
    for item_id, item in items.items():
        held = carried.values_at(item_id, week)
        for one in item["deliverables"]:
            said = DeliverableValue(
                one["id"],
                unit_id,
                week,
                _number(one["value"]),
                one["stage"],
                one["done"],
                one.get("words", ""),
            )
            if _figures(held.get(one["id"])) != _figures(said):
                others[one["id"]] = said if _figures(said) != _figures(None) else None
    kept = [
        one
        for one in found.values
        if not (one.unit_id == unit_id and one.week == week and one.deliverable_id in others)
    ]
    kept += [one for one in others.values() if one is not None]
    return tuple(sorted(kept, key=lambda one: one.week))


def _figures(value: DeliverableValue | None) -> tuple[Decimal | None, int | None, bool, str]:
    return (value.value, value.stage, value.done, value.words) if value else (None, None, False, "")


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
