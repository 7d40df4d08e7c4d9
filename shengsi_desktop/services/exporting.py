"""导出周会商表: a unit's week brought together for the workbook, and written whole or not at all."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from shengsi_desktop.domain.week_book import BookLine, BookRequest, WeekBook
from shengsi_desktop.domain.words import DeliverableKind, ItemKind, Light, Role, WeekState
from shengsi_desktop.rhythm.investments import totals
from shengsi_desktop.rhythm.light_rules import source_words
from shengsi_desktop.rhythm.weeks import indicators_as_of, previous_week
from shengsi_desktop.services import (
    appeal_rows,
    facts,
    final_reading,
    finalising,
    meetings,
    people,
    plan_checks,
    projects,
    reforms,
    sections,
    series,
    week_states,
)
from shengsi_desktop.services.drafting import commit_drafts
from shengsi_desktop.services.indicators import session_standings
from shengsi_desktop.services.meeting_records import belongs
from shengsi_desktop.services.requests import requests_between
from shengsi_desktop.services.tasks import values_words
from shengsi_desktop.services.weekly_meeting import weekly_key
from shengsi_desktop.store import keys
from shengsi_desktop.store.files import write_atomically
from shengsi_desktop.store.tables import UnitWeek

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

    from sqlmodel import Session

    from shengsi_desktop.domain.first_view import ItemCore
    from shengsi_desktop.domain.indicators import IndicatorStanding
    from shengsi_desktop.domain.item_detail import CoordinationRequest as RequestView
    from shengsi_desktop.domain.print_document import PrintDocument
    from shengsi_desktop.domain.tracking import ItemRow, Standing
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.rhythm.item_rows import UnitFacts
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.store.tables import FinalVersion


def suggested_name(store: Store, unit_id: str, week: Week, number: int | None = None) -> str:
    """县文广旅体局2023年第30周会商表.xlsx; of 定稿第n版 among several «…会商表（定稿v1）.xlsx»."""
    with store.reading() as session:
        name = next((unit.name for unit in facts.units(session) if unit.id == unit_id), "")
    return f"{name}{week.label}会商表{f'（定稿v{number}）' if number else ''}.xlsx"


class _Chosen(NamedTuple):
    """What a 周会商表 says: the reading of the week and its requests, and which 定稿 they are, None for a draft."""

    read: facts.WeekRead
    requests: Mapping[str, Iterable[RequestView]]
    state: WeekState
    version: FinalVersion | None
    number: int


def _chosen(session: Session, unit_id: str, week: Week, number: int | None) -> _Chosen:
    """The week as that 定稿 said it, or as it stands now: a 定稿 where nothing was changed after it."""
    read = facts.read_week(session, unit_id, week)
    if number is not None:
        row = finalising.version_row(session, unit_id, week, number)
        signed, asked = final_reading.read_as_signed(session, read, week, row)
        return _Chosen(signed, asked, WeekState.FINAL, row, number)
    requests = finalising.requests_of(session, unit_id, week)
    version, newest = facts.newest_final(session, unit_id, str(week))
    if version is not None and finalising.changed_since_final(session, unit_id, week, read):
        return _Chosen(read, requests, WeekState.DRAFT, None, newest)
    state = week_states.standing(session, unit_id, week).state
    if state is WeekState.RETURNED:
        # what came back is a signed version all the same; the table says what it is, not what became of it
        state = WeekState.FINAL
    return _Chosen(read, requests, state, version, newest)


def week_book(store: Store, unit_id: str, week: Week, number: int | None = None) -> WeekBook:
    """All that the unit's 周会商表 says. A week that was changed after its 定稿 is a draft again, and says so.

    `number`: as that 定稿 said it, refused where there is none such; meeting and directives are as they stand.
    """
    with store.reading() as session:
        chosen = _chosen(session, unit_id, week, number)
        read, version = chosen.read, chosen.version
        found, rows = read.facts, read.rows
        row = session.get(UnitWeek, keys.unit_week_id(unit_id, str(week)))
        signed = row if row is not None and not row.dead else None
        before = _last_standings(session, read, week)
        of_projects = projects.session_rows(session, unit_id, week, read=read)
        day = facts.day_at_work(session, unit_id, week)
        known = meetings.directive_views(session, unit_id, day, as_they_stood=week.last)
        given = tuple(one for one in known if belongs(one, weekly_key(unit_id, week)))
        return WeekBook(
            unit=found.unit.name,
            plan_title=found.plan_title,
            plan_year=found.plan_year or week.year,
            week=week,
            as_of=week.last,
            day=day,
            state=chosen.state.label,
            version=chosen.number if version else None,
            # who signed the version, whatever was undone or typed since
            reviewer=version.reviewer if version is not None else "",
            filler=(signed.filler if signed else "") or store.setting("person"),
            phone=(signed.phone if signed else "") or store.setting("phone"),
            rule_name=found.rule.name,
            rule_source=source_words(found.rule),
            meeting=meetings.meeting_view(session, unit_id, week, day, given),
            lines=_lines(session, read, week, before, chosen.requests),
            directives=tuple(one for one in known if one.week <= str(week)),
            requests=_waiting(session, unit_id, week, rows),
            indicators=session_standings(session, indicators_as_of(week, found.plan_year), week),
            previous=_count(before.values()),
            weeks_reported=len({one.week for one in found.reports if one.reported}),
            projects=of_projects,
            project_totals=totals(of_projects),
            reforms=reforms.session_rows(session, unit_id, week, read=read),
            ratios=_ratios(read, unit_id, week),
            appeals=appeal_rows.session_rows(session, unit_id, week, read=read),
        )


def _ratios(read: facts.WeekRead, unit_id: str, week: Week) -> tuple[IndicatorStanding, ...]:
    """The ratio deliverables as series, numbered on their own."""
    wanted = {
        one.deliverable.id
        for row in read.rows
        if row.kind is not ItemKind.PROJECT
        for one in row.standing.deliverables
        if one.deliverable.kind is DeliverableKind.RATIO
    }
    found = [one for one in series.series_of_week(read, unit_id, week) if one.indicator.id in wanted]
    return tuple(
        replace(one, indicator=replace(one.indicator, ordinal=place)) for place, one in enumerate(found, 1)
    )


def _last_standings(session: Session, read: facts.WeekRead, week: Week) -> dict[str, Standing]:
    """Last week's standing of each item: the 定稿, else what was saved; none where nothing was reported by then."""
    last = previous_week(week)
    finals = facts.final_standings(session, read.facts.unit.id, last)
    own = {row.id for row in read.rows}
    if not finals and not any(read.sorted.ever_reported(item_id, str(last)) for item_id in own):
        return {}
    return {
        item_id: finals.get(item_id) or read.sorted.standing(item_id, str(last), last.last) for item_id in own
    }


def _count(standings: Iterable[Standing]) -> dict[str, int]:
    counts = Counter(standing.reading.light.value for standing in standings)
    return {light.value: counts[light.value] for light in Light} if counts else {}


def _line(
    sorted_facts: UnitFacts,
    core: ItemCore,
    row: ItemRow,
    week: Week,
    before: Standing | None,
    requests: Iterable[RequestView],
) -> BookLine:
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
        requests=tuple(requests),
        figures=values_words(sorted_facts, row.id, str(week)),
    )


def _lines(
    session: Session,
    read: facts.WeekRead,
    week: Week,
    before: Mapping[str, Standing],
    requests: Mapping[str, Iterable[RequestView]],
) -> tuple[BookLine, ...]:
    """A line of 任务进展 for each of the unit's items."""
    cores = {core.id: core for core in read.facts.items}
    lines = [
        _line(read.sorted, cores[row.id], row, week, before.get(row.id), requests.get(row.id, ()))
        for row in read.rows
    ]
    return _handled(session, read, week, lines)


def _handled(
    session: Session, read: facts.WeekRead, week: Week, lines: Iterable[BookLine]
) -> tuple[BookLine, ...]:
    """The lines with who is in charge, who handles each (the week's own words first), and last week's plan."""
    in_charge = people.leader_names(session)
    ids, unit_id = [row.id for row in read.rows], read.facts.unit.id
    handling = sections.handling_of(session, unit_id, ids)
    plans = plan_checks.checklists(session, read.sorted, ids, str(week))
    found = []
    for line in lines:
        section, contact = (line.report.section, line.report.contact) if line.report else ("", "")
        own, plan = handling[line.row.id], plan_checks.plan_done(plans[line.row.id])
        found.append(
            replace(
                line,
                leader=in_charge.get(line.row.id, ""),
                section=section.strip() or own.names,
                contact=contact.strip() or own.contact,
                plan_done=None if line.row.role is Role.SUPPORT else plan,
            )
        )
    return tuple(found)


def _waiting(
    session: Session, unit_id: str, week: Week, rows: tuple[ItemRow, ...]
) -> tuple[BookRequest, ...]:
    """Requests up to this week that had no answer by its last day, the longest waiting first; its own in any case."""
    by_id = {row.id: row for row in rows}
    day = facts.day_at_work(session, unit_id, week)
    found = []
    for asked in requests_between(session, unit_id, "", str(week)):
        later = asked.answered_on is not None and asked.answered_on > week.last
        request = replace(asked, answer="", answered_on=None) if later else asked
        if request.answer.strip() and request.week != str(week):
            continue
        item = by_id.get(request.item_id)
        found.append(
            BookRequest(
                request,
                item.number if item else "",
                item.title if item else "",
                meetings.waited_days(request.raised_on, day),
            )
        )
    return tuple(found)


def export_week(
    store: Store, unit_id: str, week: Week, path: Path, *, narrow: bool = False, number: int | None = None
) -> Path:
    """Write the workbook, `number`: of that 定稿; the old file stays whole until the new one is complete.

    Raises EnvironmentProblem when the file is open in WPS, the folder may not be written, or the disk is full.
    """
    from shengsi_desktop.sheets.looks import Columns, SheetStyle
    from shengsi_desktop.sheets.week_book import week_workbook

    commit_drafts(store)
    book = week_book(store, unit_id, week, number)
    content = week_workbook(book, SheetStyle(columns=Columns.NARROW if narrow else Columns.FULL))
    write_atomically(path, content)
    return path


def meeting_copy(store: Store, unit_id: str, week: Week, at: datetime) -> PrintDocument:
    """The 上会稿 of that moment (local time), ready to be laid out on pages; it changes nothing."""
    from shengsi_desktop.sheets.meeting_copy import meeting_copy as laid_out

    commit_drafts(store)
    return laid_out(week_book(store, unit_id, week), at)


def write_file(path: Path, content: bytes) -> Path:
    """Write what was laid out elsewhere (a PDF), whole or not at all. Raises EnvironmentProblem as `export_week`."""
    write_atomically(path, content)
    return path
