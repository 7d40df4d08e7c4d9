"""重大项目 as rows: what the list says, how far the money is, the year's curve. Reads only."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlmodel import col, select

from shengsi_desktop.domain import money
from shengsi_desktop.domain.money import money_in
from shengsi_desktop.domain.projects import (
    ProjectFacts,
    ProjectRow,
    TimeWords,
    investment_id,
)
from shengsi_desktop.domain.tracking import DeliverableValue as ValueView
from shengsi_desktop.domain.words import ItemKind
from shengsi_desktop.rhythm.investments import (
    doubts_of,
    investment_curve,
    month_values,
    progress_of,
)
from shengsi_desktop.rhythm.weeks import month_of
from shengsi_desktop.services.lists import items as list_items
from shengsi_desktop.store.said import SaidValue
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Project

if TYPE_CHECKING:
    from sqlmodel import Session

    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.services import facts
    from shengsi_desktop.services.lists.items import Listed
    from shengsi_desktop.store.sessions import Store

_KIND = ItemKind.PROJECT


def project_rows(
    store: Store, unit_id: str, week: Week, *, everything: bool = False
) -> tuple[ProjectRow, ...]:
    """The projects that the unit answers for, in the list's order; with `everything` all of the plan's."""
    with store.reading() as session:
        return session_rows(session, unit_id, week, everything=everything)


def session_rows(
    session: Session,
    unit_id: str,
    week: Week,
    *,
    everything: bool = False,
    read: facts.WeekRead | None = None,
    only: str = "",
) -> tuple[ProjectRow, ...]:
    """As `project_rows`, inside a session that is open; `only`: of that one project."""
    listed = list_items.listed(session, unit_id, week, _KIND, everything=everything, read=read, only=only)
    query = alive(Project).where(Project.item_id == only) if only else alive(Project)
    known = {row.item_id: row for row in session.exec(query).all()}
    leads = _values_of_leads(session, listed, unit_id, str(week))
    return tuple(_row(listed, row, known.get(row.id), leads.get(row.id), week) for row in listed.rows)


def _row(
    listed: Listed, item: ItemRow, row: Project | None, leads: list[ValueView] | None, week: Week
) -> ProjectRow:
    facts = _facts(listed, item, row)
    money_id, plan_year = investment_id(item.id), listed.facts.plan_year
    standings = item.standing.deliverables
    investment = next((one for one in standings if one.deliverable.id == money_id), None)
    deliverable = investment.deliverable if investment else None
    rest = sorted((one for one in standings if one is not investment), key=lambda one: one.deliverable.due)
    values = leads if leads is not None else listed.sorted.values[money_id]
    by_month = month_values(values, listed.facts.rhythm)
    progress = progress_of(deliverable, facts, by_month, month_of(week), plan_year)
    newest = max((one for one in values if one.words.strip()), key=lambda one: one.week, default=None)
    curve = listed.facts.curves.get(money_id)
    return ProjectRow(
        item=item,
        facts=facts,
        progress=progress,
        words=newest.words.strip() if newest else "",
        words_week=newest.week if newest else "",
        investment=investment,
        milestones=tuple(rest),
        next_milestone=next((one for one in rest if not one.complete), None),
        doubts=doubts_of(facts, progress),
        curve=investment_curve(deliverable, facts, by_month, curve, plan_year or 0, month_of(week)),
    )


def _facts(listed: Listed, item: ItemRow, row: Project | None) -> ProjectFacts:
    entry = listed.entries.get(item.id)
    row = row or Project(item_id=item.id)
    text = listed.texts[item.id]
    return ProjectFacts(
        name=item.title,
        content="" if text == item.title else text,
        category=entry.category if entry else "",
        builder=row.builder,
        nature=row.nature,
        site=row.site,
        money_unit=row.money_unit,
        total=money_in(_decimal(row.total), money.WAN),
        before=money_in(_decimal(row.before), money.WAN),
        start=TimeWords(row.start_words, _day(row.start_on)),
        finish=TimeWords(row.finish_words, _day(row.finish_on)),
        milestones=row.milestones,
        problem=row.problem,
        leader=entry.leader if entry else "",
        section=entry.section if entry else "",
        person=entry.person if entry else "",
        phone=entry.phone if entry else "",
        remark=entry.remark if entry else "",
    )


def _values_of_leads(session: Session, listed: Listed, unit_id: str, week: str) -> dict[str, list[ValueView]]:
    """By item what its lead reported, as far as it has come to this store; only items that others lead.

    Where nothing has come, what this unit itself once wrote down (as the lead before, or from a list) is shown.
    """
    found: dict[str, list[ValueView]] = {}
    for row in listed.rows:
        if not row.ours:
            money_id, lead = investment_id(row.id), list_items.lead_of(listed, row.id, unit_id)
            theirs = reported(session, money_id, lead, week) if lead else ()
            found[row.id] = list(theirs or listed.sorted.values[money_id])
    return found


def reported(session: Session, deliverable_id: str, unit_id: str, week: str) -> tuple[ValueView, ...]:
    """What a unit reported of one deliverable up to a week, oldest first."""
    rows = session.exec(
        select(SaidValue)
        .where(
            SaidValue.deliverable_id == deliverable_id,
            SaidValue.unit_id == unit_id,
            SaidValue.week <= week,
        )
        .order_by(col(SaidValue.week))
    ).all()
    return tuple(
        ValueView(
            row.deliverable_id, row.unit_id, row.week, _decimal(row.value), row.stage, row.done, row.words
        )
        for row in rows
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None or not text.strip() else Decimal(text)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
