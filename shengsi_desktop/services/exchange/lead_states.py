"""The leads' state of items as the county sees them: what units that support an item are told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import Light, Role
from shengsi_desktop.exchange.dispatch_document import LeadRow
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services.county import CountyReader

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.services.county import UnitRead

#: what tells nothing yet: the lead has not reported
_SILENT = frozenset({Light.UNREPORTED, Light.BY_LEAD})


class LeadStates:
    """The state of every item by who answers for it, as of one week («2023-W30»); read once for all units."""

    def __init__(self, session: Session, week: str) -> None:
        self._units = CountyReader(session, drafts=False).at(lambda rhythm: parse_week(week, rhythm))
        self._told: Mapping[str, LeadRow] = self._of_items()

    def of(self, unit_id: str) -> tuple[LeadRow, ...]:
        """Those of the items that the unit supports."""
        mine = next((one for one in self._units if one.unit.id == unit_id), None)
        supported = [row.id for row in mine.read.rows if row.role is Role.SUPPORT] if mine else []
        return tuple(self._told[item_id] for item_id in supported if item_id in self._told)

    def _of_items(self) -> dict[str, LeadRow]:
        """By item what its lead said; where several lead it, the one named first that has reported."""
        found: dict[str, tuple[tuple[bool, int], LeadRow]] = {}
        for one in self._units:
            for row in one.answered:
                if row.standing.reading.light in _SILENT:
                    continue
                mine = one.read.sorted.assignment(row.id)
                rank = (row.role is not Role.LEAD, mine.ordinal if mine else 0)
                if row.id not in found or rank < found[row.id][0]:
                    found[row.id] = (rank, _lead_row(one, row))
        return {item_id: told for item_id, (_, told) in found.items()}


def _lead_row(one: UnitRead, row: ItemRow) -> LeadRow:
    standing = row.standing
    tally = standing.tally
    return LeadRow(
        item_id=row.id,
        unit=one.unit.name,
        week=str(one.week),
        light=standing.reading.light.value,
        reason=standing.reading.reason,
        tally=(tally.total, tally.done, tally.under_way, tally.not_started),
        computed=None if standing.computed is None else str(standing.computed),
        lights=tuple(
            (each.deliverable.id, each.reading.light.value, each.reading.reason)
            for each in standing.deliverables
        ),
    )
