"""Units' weeks on their way to the county: written and signed in one store, taken in from packages in another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts, finalising, reporting, setting_up
from shengsi_desktop.services.exchange import receiving, submissions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store


def unit_named(store: Store, name: str) -> str:
    """The id of a unit."""
    with store.reading() as session:
        return next(unit.id for unit in facts.units(session) if unit.name == name)


def week_of(store: Store, label: str = "2023-W30") -> Week:
    """The week in the desk's own 统计周期."""
    return parse_week(label, setting_up.settings(store).rhythm)


def write(store: Store, unit: str, week: Week, said: Mapping[str, Mapping[str, Any]]) -> str:
    """Write a unit's week: `said` by item number, as `reporting.report_once` takes it. Gives the unit's id."""
    unit_id = unit_named(store, unit)
    for number, given in said.items():
        with store.reading() as session:
            item_id = facts.find_item(session, number).id
        reporting.report_once(store, item_id, unit_id, week, **{"words": {}, **given})
    return unit_id


def hand_in(
    scratch: Store,
    county: Store,
    folder: Path,
    unit: str,
    week: Week,
    said: Mapping[str, Mapping[str, Any]],
    *,
    reviewer: str = "张局",
) -> str:
    """A unit's week, written and signed in `scratch`, is in the `county`'s store. Gives the unit's id."""
    unit_id = write(scratch, unit, week, said)
    finalising.finalise(scratch, unit_id, week, reviewer=reviewer, person="王联络")
    path = folder / f"{unit}{week}.sspkg"
    submissions.write_package(scratch, path, unit_id, week)
    intake = receiving.examine(county, [path])
    receiving.take_in(county, intake, {row.key for row in intake.rows})
    return unit_id
