"""The county's view: every unit's items by the unit that answers for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import Light, Role
from shengsi_desktop.services import county, reporting

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store


def test_each_unit_is_seen_by_its_own_reports(
    store: Store, unit_id: str, week: Callable[[str], Week], item: Callable[[str], str]
) -> None:
    reporting.report_once(store, item("4-2"), unit_id, week("2023-W10"), words={"progress": "已完工14个"})
    with store.reading() as session:
        seen = {one.unit.id: one for one in county.units_at(session, week("2023-W10"))}
    assert len(seen) > 40
    ours = {row.number: row for row in seen[unit_id].answered}
    assert ours["4-2"].reported
    others = [row for uid, one in seen.items() if uid != unit_id for row in one.answered]
    assert {row.standing.reading.light for row in others} <= {Light.UNREPORTED}
    assert all(row.role is not Role.SUPPORT for row in others)


def test_only_the_units_asked_for_are_read(store: Store, unit_id: str, week: Callable[[str], Week]) -> None:
    with store.reading() as session:
        assert [one.unit.id for one in county.units_at(session, week("2023-W10"), {unit_id})] == [unit_id]
