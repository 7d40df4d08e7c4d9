"""征集: one message a section, with last week's plan to be answered and the figures wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.soliciting import SolicitedItem, SolicitMessage
from shengsi_desktop.domain.words import DeliverableKind, Role
from shengsi_desktop.rhythm.figures import plain
from shengsi_desktop.rhythm.meeting_days import weekly_moment
from shengsi_desktop.rhythm.soliciting import deadline_words, solicit_text, usual_deadline
from shengsi_desktop.services import facts, plan_checks, sections

if TYPE_CHECKING:
    from shengsi_desktop.domain.tracking import DeliverableStanding, ItemRow
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store


def messages(store: Store, unit_id: str, week: Week, deadline: str = "") -> tuple[SolicitMessage, ...]:
    """One message for each section that handles an item, and one for 未分科室; none for a section without items.

    `deadline` in words; by default some time before the meeting, as holidays move it.
    """
    with store.reading() as session:
        read = facts.read_week(session, unit_id, week)
        deadline = deadline or deadline_words(
            usual_deadline(weekly_moment(week, facts.rhythm(session, unit_id)))
        )
        handling = sections.handling_of(session, unit_id, [row.id for row in read.rows])
        plans = plan_checks.checklists(session, read.sorted, [row.id for row in read.rows], str(week))
        own = sections.session_sections(session, unit_id)
    asked = {row.id: _solicited(row, tuple(one.line for one in plans[row.id])) for row in read.rows}
    found = []
    for section in (*own, None):
        items = tuple(
            asked[row.id]
            for row in read.rows
            if (section is None and not handling[row.id].sections)
            or (section is not None and any(one.id == section.id for one in handling[row.id].sections))
        )
        if items:
            text = solicit_text(section.line if section else None, items, week, deadline)
            found.append(SolicitMessage(section, items, text))
    return tuple(found)


def _solicited(row: ItemRow, plan: tuple[str, ...]) -> SolicitedItem:
    supporting = row.role is Role.SUPPORT
    figures = () if supporting else tuple(filter(None, map(_wanted, row.standing.deliverables)))
    return SolicitedItem(row.id, row.number, row.title, plan, figures, supporting)


def _wanted(standing: DeliverableStanding) -> str:
    """«“微改造”项目（上次13个，目标30个）» of a deliverable that is measured and not complete."""
    one, value = standing.deliverable, standing.value
    if standing.complete or one.kind is DeliverableKind.STANDING:
        return ""
    said = []
    if one.kind is DeliverableKind.MILESTONE:
        if value is not None and value.stage and one.stages:
            said.append(f"上次到{one.stages[value.stage - 1]}")
        said.append(f"分{'、'.join(one.stages)}" if one.stages else "到哪一步")
    else:
        if value is not None and value.value is not None:
            said.append(f"上次{plain(value.value)}{one.unit}")
        if one.target is not None:
            said.append(f"目标{plain(one.target)}{one.unit}")
    return f"{one.name}（{'，'.join(said)}）" if said else one.name
