"""What a month's boards are worked out from: each unit's lines as the county sees them (rule 1, `domain.boards`)."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.domain.boards import BoardKind, Line, LineKind, WeekFact
from shengsi_desktop.domain.projects import investment_id
from shengsi_desktop.domain.words import ItemKind
from shengsi_desktop.rhythm.board_periods import weeks_read
from shengsi_desktop.rhythm.schedule import elapsed_share, planned_at
from shengsi_desktop.services import facts
from shengsi_desktop.services.county import units_at
from shengsi_desktop.services.indicators import session_standings
from shengsi_desktop.services.projects import session_rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlmodel import Session

    from shengsi_desktop.domain.indicators import IndicatorStanding
    from shengsi_desktop.domain.projects import ProjectRow
    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.domain.units import Unit
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.services.boards.excuses import Excused
    from shengsi_desktop.services.county import UnitRead

_HUNDRED = Decimal(100)
_WORK = frozenset({ItemKind.CLAUSE, ItemKind.KEY_MEASURE, ItemKind.REFORM})
_BETWEEN = re.compile(r"[、，,；;/\s]+")

UnitLines = dict[str, tuple[Line, ...]]


def month_lines(
    session: Session, month: str, today: date, excused: Excused
) -> tuple[Week, dict[BoardKind, UnitLines]]:
    """The as-of week, and by board and unit id the lines of a month. Refused for one that has not begun."""
    weeks = weeks_read(month, today)
    reads = units_at(session, weeks[-1])
    known = facts.units(session)
    of_indicators = indicator_lines(session_standings(session, month), known)
    found: dict[BoardKind, UnitLines] = defaultdict(dict)
    by_id = {one.unit.id: one for one in reads}
    for unit in known:
        read = by_id.get(unit.id)
        if read is None and unit.id not in of_indicators:
            continue
        reports = week_lines(session, unit.id, weeks, today, excused)
        work = () if read is None else tuple(_work_lines(read))
        projects = () if read is None else tuple(_project_lines(session, read))
        found[BoardKind.WORK][unit.id] = (*work, *reports)
        found[BoardKind.PROJECTS][unit.id] = (*projects, *reports)
        found[BoardKind.INDICATORS][unit.id] = (*of_indicators.get(unit.id, ()), *reports)
    return weeks[-1], dict(found)


def week_lines(
    session: Session, unit_id: str, weeks: Iterable[Week], today: date, excused: Excused
) -> tuple[Line, ...]:
    """A line for each week that is over."""
    finals = facts.weeks_with_final(session, unit_id)
    lines = []
    for week in weeks:
        if week.last >= today:
            continue
        label = str(week)
        why = "" if label in finals else excused(unit_id, label)
        fact = WeekFact.FINAL if label in finals else WeekFact.EXCUSED if why else WeekFact.MISSING
        lines.append(Line(LineKind.WEEK, label, week.label, week=label, fact=fact, reason=why or fact.label))
    return tuple(lines)


def indicator_lines(standings: Iterable[IndicatorStanding], units: Iterable[Unit]) -> UnitLines:
    """The indicators of each unit that one names as its owner, by the unit's id."""
    by_name = {name: one.id for one in units for name in (*one.aliases, one.full_name, one.name) if name}
    found: dict[str, list[Line]] = defaultdict(list)
    for one in standings:
        indicator = one.indicator
        names = [part for part in _BETWEEN.split(indicator.owner) if part]
        line = Line(
            LineKind.INDICATOR,
            indicator.id,
            indicator.name,
            number=str(indicator.ordinal),
            light=one.reading.light,
            reason=one.reading.reason,
        )
        for unit_id in dict.fromkeys(by_name[name] for name in names if name in by_name):
            found[unit_id].append(line)
    return {unit_id: tuple(lines) for unit_id, lines in found.items()}


def _work_lines(read: UnitRead) -> Iterable[Line]:
    for row in read.answered:
        if row.kind in _WORK:
            yield _line(LineKind.ITEM, row, read)


def _project_lines(session: Session, read: UnitRead) -> Iterable[Line]:
    wanted = {row.id for row in read.answered if row.kind is ItemKind.PROJECT}
    if not wanted:
        return
    for project in session_rows(session, read.unit.id, read.week, read=read.read):
        if project.item.id in wanted:
            done, planned = _money(project, read)
            note = "没有截至当月的投资计划，不计入完成率" if planned is None else ""
            yield _line(LineKind.PROJECT, project.item, read, done=done, planned=planned, note=note)


def _money(project: ProjectRow, read: UnitRead) -> tuple[Decimal | None, Decimal | None]:
    """What is done of the year's investment, and what is planned of it to the as-of day, in 万元."""
    done = project.progress.year_done
    accumulated = None if done is None else done.wan
    deliverable = project.investment.deliverable if project.investment else None
    if deliverable is None:
        return accumulated, None
    facts_ = read.read.facts
    curve, as_of = facts_.curves.get(investment_id(project.item.id)), read.week.last
    if curve:
        return accumulated, planned_at(curve, as_of)
    if deliverable.target is None or not deliverable.by_time:
        return accumulated, None
    share = elapsed_share(as_of, deliverable.due, facts_.plan_year)
    return accumulated, deliverable.target * share / _HUNDRED


def _line(
    kind: LineKind,
    row: ItemRow,
    read: UnitRead,
    *,
    done: Decimal | None = None,
    planned: Decimal | None = None,
    note: str = "",
) -> Line:
    standing = row.standing
    said = [
        (week, report.progress.strip())
        for week, report in read.read.sorted.reports[row.id].items()
        if week <= str(read.week) and report.progress.strip()
    ]
    week, words = max(said, default=("", ""))
    return Line(
        kind,
        row.id,
        row.title,
        number=row.number,
        week=week,
        light=standing.reading.light,
        reason=standing.reading.reason,
        adjusted=standing.adjusted,
        words=words,
        done=done,
        planned=planned,
        note=note,
    )
