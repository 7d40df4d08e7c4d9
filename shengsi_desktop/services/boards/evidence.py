"""What a month's boards are worked out from: each unit's lines as the county sees them (rule 1, `domain.boards`)."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from shengsi_desktop.domain.boards import BoardKind, Line, LineKind, WeekFact
from shengsi_desktop.domain.projects import investment_id
from shengsi_desktop.domain.words import ItemKind
from shengsi_desktop.rhythm.board_periods import CALENDAR, as_of_week, weeks_of_month, weeks_read
from shengsi_desktop.rhythm.schedule import elapsed_share, planned_at
from shengsi_desktop.services import facts
from shengsi_desktop.services.boards.signed_words import SignedWords
from shengsi_desktop.services.county import CountyReader
from shengsi_desktop.services.indicators import session_standings
from shengsi_desktop.services.projects import session_rows
from shengsi_desktop.store.reading import load_setting, reports_since
from shengsi_desktop.store.sessions import raw_connection

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


class EvidenceReader:
    """Reads months' evidence out of one session; a year's plan and the units' reports are read once for all."""

    def __init__(self, session: Session, today: date, excused: Excused) -> None:
        self._session, self._today, self._excused = session, today, excused
        self._signed = SignedWords(session)
        #: whose saved words may be shown before they are signed
        self._own = load_setting(raw_connection(session), "unit_id")
        self._county: dict[int, CountyReader] = {}

    def month_lines(self, month: str) -> tuple[Week, dict[BoardKind, UnitLines]]:
        """The as-of week, and by board and unit id the lines of a month. Refused for one that has not begun."""
        weeks, year = weeks_read(month, self._today, CALENDAR), int(month[:4])
        if year not in self._county:
            self._county[year] = CountyReader(self._session, year=year, drafts=False)
        county = self._county[year]
        known = facts.units(self._session)
        standings = session_standings(self._session, month, plan_id=county.plan_id)
        of_indicators = indicator_lines(standings, known)
        found: dict[BoardKind, UnitLines] = defaultdict(dict)
        reads = {one.unit.id: one for one in county.at(lambda rhythm: as_of_week(month, self._today, rhythm))}
        for unit in known:
            read = reads.get(unit.id)
            if read is None and unit.id not in of_indicators:
                continue
            reports = self._week_lines(unit.id, month)
            work = () if read is None else tuple(self._work_lines(read))
            projects = () if read is None else tuple(self._project_lines(read))
            found[BoardKind.WORK][unit.id] = (*work, *reports)
            found[BoardKind.PROJECTS][unit.id] = (*projects, *reports)
            found[BoardKind.INDICATORS][unit.id] = (*of_indicators.get(unit.id, ()), *reports)
        return weeks[-1], dict(found)

    def _week_lines(self, unit_id: str, month: str) -> tuple[Line, ...]:
        """A line for each of the unit's own weeks that is over."""
        signed = self._signed.weeks(unit_id)
        lines = []
        for week in weeks_of_month(month, facts.rhythm(self._session, unit_id)):
            if week.last >= self._today:
                continue
            label = str(week)
            why = "" if label in signed else self._excused(unit_id, label)
            fact = WeekFact.FINAL if label in signed else WeekFact.EXCUSED if why else WeekFact.MISSING
            lines.append(
                Line(LineKind.WEEK, label, week.label, week=label, fact=fact, reason=why or fact.label)
            )
        return tuple(lines)

    def _work_lines(self, read: UnitRead) -> Iterable[Line]:
        rows = [row for row in read.answered if row.kind in _WORK]
        said = self._words(read, rows)
        return (_line(LineKind.ITEM, row, said.get(row.id, _SILENT)) for row in rows)

    def _project_lines(self, read: UnitRead) -> Iterable[Line]:
        wanted = {row.id: row for row in read.answered if row.kind is ItemKind.PROJECT}
        if not wanted:
            return
        said = self._words(read, wanted.values())
        for project in session_rows(self._session, read.unit.id, read.week, read=read.read):
            if project.item.id in wanted:
                done, planned = _money(project, read)
                note = "没有截至当月的投资计划，不计入完成率" if planned is None else ""
                line = _line(LineKind.PROJECT, project.item, said.get(project.item.id, _SILENT))
                yield replace(line, done=done, planned=planned, note=note)

    def _words(self, read: UnitRead, rows: Iterable[ItemRow]) -> dict[str, _Words]:
        """By item the newest words of the unit's 定稿, and what the desk's own unit has saved since."""
        ids, until = [row.id for row in rows], str(read.week)
        signed = self._signed.progress(read.unit.id, ids, reports_since(read.read.facts.plan_year), until)
        found = {item_id: _Words(*said) for item_id, said in signed.items()}
        if read.unit.id == self._own:
            for item_id in ids:
                known = found.get(item_id, _SILENT)
                week, words = _saved(read, item_id)
                if week >= known.week and words != known.words:
                    found[item_id] = known._replace(unsigned=words)
        return found


class _Words(NamedTuple):
    """The words of a 定稿 with their week, and newer ones that are not signed."""

    week: str = ""
    words: str = ""
    unsigned: str = ""


_SILENT = _Words()


def _saved(read: UnitRead, item_id: str) -> tuple[str, str]:
    """The newest week of which the unit has saved 本周进展 of the item, with it."""
    reports = read.read.sorted.reports[item_id]
    said = [(week, report.progress.strip()) for week, report in reports.items() if report.progress.strip()]
    return max(said, default=("", ""))


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


def _line(kind: LineKind, row: ItemRow, said: _Words) -> Line:
    standing = row.standing
    return Line(
        kind,
        row.id,
        row.title,
        number=row.number,
        week=said.week,
        light=standing.reading.light,
        reason=standing.reading.reason,
        adjusted=standing.adjusted,
        words=said.words,
        unsigned=said.unsigned,
    )
