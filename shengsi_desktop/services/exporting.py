"""导出周会商表: a unit's week brought together for the workbook, and written whole or not at all."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlmodel import col

from shengsi_desktop.domain.tracking import CoordinationRequest as RequestView
from shengsi_desktop.domain.week_book import BookLine, BookRequest, WeekBook
from shengsi_desktop.domain.words import Light, RequestLevel, Role, WeekState
from shengsi_desktop.rhythm.item_rows import UnitFacts
from shengsi_desktop.rhythm.weeks import previous_week
from shengsi_desktop.services import facts, finalising, meetings
from shengsi_desktop.services.drafting import commit_drafts
from shengsi_desktop.services.indicators import session_standings
from shengsi_desktop.store import keys
from shengsi_desktop.store.files import write_atomically
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import CoordinationRequest, UnitWeek

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sqlmodel import Session

    from shengsi_desktop.domain.tracking import ItemRow, Standing
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

#: where the default light rule comes from, as formats.md names it
RULE_SOURCE = "阈值参照银川市做法：低于序时10个百分点以上黄灯、30个百分点以上红灯"


def suggested_name(store: Store, unit_id: str, week: Week) -> str:
    """县文广旅体局2023年第30周会商表.xlsx."""
    with store.reading() as session:
        unit = facts.week_facts(session, unit_id, str(week)).unit.name
    return f"{unit}{week.label}会商表.xlsx"


def week_book(store: Store, unit_id: str, week: Week) -> WeekBook:
    """All that the unit's 周会商表 says."""
    with store.reading() as session:
        found = facts.week_facts(session, unit_id, str(week))
        sorted_facts = UnitFacts(found)
        rows = facts.rows(session, unit_id, week)
        last = previous_week(week)
        last_rows = {row.id: row for row in facts.rows(session, unit_id, last)}
        finals = facts.final_standings(session, unit_id, last)
        before = {
            row.id: finals.get(row.id) or (last_rows[row.id].standing if row.id in last_rows else None)
            for row in rows
        }
        requests = finalising.requests_of(session, unit_id, week)
        version, number = facts.newest_final(session, unit_id, str(week))
        signed = session.get(UnitWeek, keys.unit_week_id(unit_id, str(week)))
        lines = tuple(
            _line(sorted_facts, row, week, before[row.id], tuple(requests.get(row.id, ()))) for row in rows
        )
        return WeekBook(
            unit=found.unit.name,
            plan_title=found.plan_title,
            plan_year=found.plan_year or week.year,
            week=week,
            as_of=week.last,
            state=WeekState.FINAL.label if version else WeekState.DRAFT.label,
            version=number or None,
            reviewer=signed.reviewer if signed else "",
            filler=(signed.filler if signed else "") or store.setting("person"),
            phone=(signed.phone if signed else "") or store.setting("phone"),
            rule_name=found.rule.name,
            rule_source=RULE_SOURCE,
            meeting=meetings.meeting_view(session, unit_id, week, week.last),
            lines=lines,
            directives=tuple(
                one for one in meetings.directive_views(session, unit_id, week.last) if one.week <= str(week)
            ),
            requests=_waiting(session, unit_id, week, rows),
            indicators=session_standings(session, f"{week.last.year}-{week.last.month:02d}"),
            previous=_count(before.values()),
            weeks_reported=len({one.week for one in found.reports if one.reported}),
        )


def _count(standings: Iterable[Standing | None]) -> dict[str, int]:
    counts = {light.value: 0 for light in Light}
    for standing in standings:
        if standing is not None:
            counts[standing.reading.light.value] += 1
    return counts


def _line(
    sorted_facts: UnitFacts,
    row: ItemRow,
    week: Week,
    before: Standing | None,
    requests: tuple[RequestView, ...],
) -> BookLine:
    core = next(one for one in sorted_facts.facts.items if one.id == row.id)
    owners = sorted(sorted_facts.assignments[row.id], key=lambda one: one.ordinal)
    past = [
        one
        for w, one in sorted(sorted_facts.reports[row.id].items())
        if w <= str(week) and one.progress.strip()
    ]
    return BookLine(
        row=row,
        text=core.text,
        report=sorted_facts.reports[row.id].get(str(week)),
        leads=tuple(dict.fromkeys(one.unit for one in owners if one.role is not Role.SUPPORT)),
        supports=tuple(dict.fromkeys(one.group or one.unit for one in owners if one.role is Role.SUPPORT)),
        leader="",
        cumulative="\n".join(f"第{int(one.week[-2:])}周：{one.progress.strip()}" for one in past[-4:]),
        last_standing=before,
        requests=requests,
    )


def _waiting(
    session: Session, unit_id: str, week: Week, rows: tuple[ItemRow, ...]
) -> tuple[BookRequest, ...]:
    """Requests up to this week that have no answer yet, the longest waiting first."""
    by_id = {row.id: row for row in rows}
    found = []
    for row in session.exec(
        alive(CoordinationRequest)
        .where(CoordinationRequest.unit_id == unit_id, CoordinationRequest.week <= str(week))
        .order_by(col(CoordinationRequest.week), col(CoordinationRequest.id))
    ).all():
        item = by_id.get(row.item_id)
        if not row.text.strip() or (row.answer.strip() and row.week != str(week)):
            continue
        raised = date.fromisoformat(row.raised_on) if row.raised_on else None
        request = RequestView(
            row.id, row.item_id, unit_id, row.week, row.text, RequestLevel(row.level), raised, row.answer
        )
        found.append(
            BookRequest(
                request,
                item.number if item else "",
                item.title if item else "",
                meetings.waited_days(raised, week.last),
            )
        )
    return tuple(found)


def export_week(store: Store, unit_id: str, week: Week, path: Path, *, narrow: bool = False) -> Path:
    """Write the workbook; the old file stays whole until the new one is complete.

    Raises EnvironmentProblem when the file is open in WPS, the folder may not be written, or the disk is full.
    """
    from shengsi_desktop.sheets.looks import Columns, SheetStyle
    from shengsi_desktop.sheets.week_book import week_workbook

    commit_drafts(store)
    book = week_book(store, unit_id, week)
    content = week_workbook(book, SheetStyle(columns=Columns.NARROW if narrow else Columns.FULL))
    write_atomically(path, content)
    return path
