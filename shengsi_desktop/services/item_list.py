"""导出清单: the items of 任务清单 as they are listed, brought together and written whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, func, select

from shengsi_desktop.domain.item_list import ItemLine, ItemList
from shengsi_desktop.domain.words import ItemKind, Role
from shengsi_desktop.services import facts
from shengsi_desktop.services.drafting import commit_drafts
from shengsi_desktop.services.tasks import values_words
from shengsi_desktop.store.files import write_atomically
from shengsi_desktop.store.said import SaidReport

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from sqlmodel import Session

    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.rhythm.item_rows import UnitFacts
    from shengsi_desktop.store.sessions import Store


def item_list(
    store: Store,
    unit_id: str,
    week: Week,
    *,
    everything: bool = False,
    only: Collection[str] | None = None,
) -> ItemList:
    """The unit's own items in that week; with `everything` all of the plan's; with `only` those of these ids."""
    with store.reading() as session:
        read = facts.read_week(session, unit_id, week, everything=everything or only is not None)
        wanted = None if only is None else frozenset(only)
        rows = [row for row in read.rows if wanted is None or row.id in wanted]
        texts = {core.id: core.text for core in read.facts.items}
        theirs = _newest_of_others(session, read.sorted, rows, unit_id, str(week))
    whole = [row.id for row in read.rows if everything or row.role is not None]
    return ItemList(
        unit=read.facts.unit.name,
        plan_title=read.facts.plan_title,
        week=week.label,
        as_of=week.last,
        whole=everything,
        lines=tuple(_line(read.sorted, row, texts[row.id], theirs, str(week)) for row in rows),
        narrowed=wanted is not None and wanted != frozenset(whole),
    )


def export_items(
    store: Store,
    unit_id: str,
    week: Week,
    path: Path,
    *,
    everything: bool = False,
    only: Collection[str] | None = None,
) -> Path:
    """Write the workbook; the old file stays whole until the new one is complete.

    Raises EnvironmentProblem when the file is open in WPS, the folder may not be written, or the disk is full.
    """
    from shengsi_desktop.sheets.item_list import item_workbook

    commit_drafts(store)
    found = item_list(store, unit_id, week, everything=everything, only=only)
    write_atomically(path, item_workbook(found))
    return path


def suggested_name(store: Store, unit_id: str, week: Week, *, everything: bool = False) -> str:
    """县文广旅体局2023年第30周任务清单.xlsx, of the whole plan without the unit's name."""
    if everything:
        return f"{week.label}任务清单.xlsx"
    with store.reading() as session:
        name = next((unit.name for unit in facts.units(session) if unit.id == unit_id), "")
    return f"{name}{week.label}任务清单.xlsx"


def _line(
    sorted_facts: UnitFacts, row: ItemRow, text: str, theirs: Mapping[str, tuple[str, str]], week: str
) -> ItemLine:
    owners = sorted(sorted_facts.assignments[row.id], key=lambda one: one.ordinal)
    named = dict.fromkeys((one.group or one.unit, one.role.label) for one in owners)
    latest, at = _newest(sorted_facts, row, week) if row.ours else theirs.get(row.id, ("", ""))
    return ItemLine(
        row=row,
        text=text if row.kind is ItemKind.CLAUSE or text != row.title else "",
        owners=tuple(named),
        latest=latest,
        week=at,
    )


def _newest(sorted_facts: UnitFacts, row: ItemRow, week: str) -> tuple[str, str]:
    """The unit's own newest words up to the week, where there are none its newest figures in words."""
    reports = sorted_facts.reports[row.id]
    at = max((w for w, one in reports.items() if w <= week and one.progress.strip()), default="")
    if at:
        return reports[at].progress.strip(), at
    weeks = {v.week for d in sorted_facts.deliverables[row.id] for v in sorted_facts.values[d.id]}
    at = max((one for one in weeks if one <= week), default="")
    return (values_words(sorted_facts, row.id, at), at) if at else ("", "")


def _newest_of_others(
    session: Session, sorted_facts: UnitFacts, rows: list[ItemRow], unit_id: str, week: str
) -> dict[str, tuple[str, str]]:
    """By item what its lead reported newest, as far as it has come to this store; items that others lead."""
    leads = {
        row.id: next(
            (
                one.unit_id
                for one in sorted(sorted_facts.assignments[row.id], key=lambda one: one.ordinal)
                if one.role is not Role.SUPPORT and one.unit_id and one.unit_id != unit_id
            ),
            "",
        )
        for row in rows
        if not row.ours
    }
    asked = {item_id: lead for item_id, lead in leads.items() if lead}
    if not asked:
        return {}
    newest = (
        select(SaidReport.item_id, SaidReport.unit_id, func.max(SaidReport.week))
        .where(
            col(SaidReport.unit_id).in_(set(asked.values())),
            func.trim(SaidReport.progress) != "",
            SaidReport.week <= week,
        )
        .group_by(col(SaidReport.item_id), col(SaidReport.unit_id))
    )
    found: dict[str, tuple[str, str]] = {}
    for item_id, unit, at in session.exec(newest).all():
        if asked.get(item_id) == unit:
            row = session.exec(
                select(SaidReport).where(
                    SaidReport.item_id == item_id,
                    SaidReport.unit_id == unit,
                    SaidReport.week == at,
                )
            ).first()
            if row is not None:
                found[item_id] = (row.progress.strip(), at)
    return found
