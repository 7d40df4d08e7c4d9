"""What a person may want to look at before 定稿. It warns of what is missing and refuses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.nothing_said import says_nothing
from shengsi_desktop.domain.week_states import FinalGap
from shengsi_desktop.domain.words import Light, Role
from shengsi_desktop.rhythm.offers import offers_in
from shengsi_desktop.services import facts, finalising, meetings, plan_checks
from shengsi_desktop.store.sessions import raw_connection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlmodel import Session

    from shengsi_desktop.domain.tracking import ItemRow, Report
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

_BEHIND = frozenset({Light.RED, Light.YELLOW})


def gaps(store: Store, unit_id: str, week: Week) -> tuple[FinalGap, ...]:
    """What there is to look at: of the week and its items, of what two machines wrote, and of the meeting.

    A week ahead, conflicts, red and yellow lights without a word why, figures unlike the text, plan lines without a
    mark; an empty record, no time, directives without words.
    """
    with store.reading() as session:
        read = facts.read_week(session, unit_id, week)
        ahead = finalising.not_begun(week, store.today())
        first = (FinalGap(ahead, "week", ""),) if ahead else ()
        return (
            *first,
            *_of_conflicts(session, unit_id, week),
            *_of_items(session, read, week),
            *_of_the_meeting(session, unit_id, week),
        )


def _of_conflicts(session: Session, unit_id: str, week: Week) -> Iterator[FinalGap]:
    """What two machines wrote differently and nobody has settled: what is shown would be signed."""
    from shengsi_desktop.services.exchange import week_conflicts

    for one in week_conflicts.of_week(raw_connection(session), unit_id, str(week)):
        yield FinalGap(week_conflicts.words_of(one), "exchange", f"sync:{one.id}")


def _of_items(session: Session, read: facts.WeekRead, week: Week) -> Iterator[FinalGap]:
    own = [row for row in read.rows if row.role is not Role.SUPPORT]
    plans = plan_checks.checklists(session, read.sorted, [row.id for row in own], str(week))
    for row in own:
        report = read.sorted.reports[row.id].get(str(week))
        light = row.standing.reading.light
        if light in _BEHIND and (report is None or says_nothing(report.problems)):
            yield FinalGap(f"{row.number} 亮{light.label}，没有写存在问题", "week", row.id)
        yield from _unlike_figures(row, report)
        unsaid = sum(line.mark is None for line in plans[row.id])
        if unsaid:
            yield FinalGap(f"{row.number} 上周计划有{unsaid}条没有标完成情况", "week", row.id)


def _unlike_figures(row: ItemRow, report: Report | None) -> Iterator[FinalGap]:
    """What the text says of a deliverable and its field does not."""
    values = {one.deliverable.id: one.value for one in row.standing.deliverables}
    for offer in offers_in(report.progress, row.standing) if report else ():
        held = values[offer.deliverable_id]
        said = f"{row.number} 本周进展写到{offer.value:f}{offer.unit}"
        filled = f"填的是{held.value:f}{offer.unit}" if held and held.value is not None else "还没有填数"
        yield FinalGap(f"{said}，细项{_quoted(offer.deliverable)}{filled}", "week", row.id)


def _quoted(name: str) -> str:
    return name if name.startswith("“") else f"“{name}”"


def _of_the_meeting(session: Session, unit_id: str, week: Week) -> Iterator[FinalGap]:
    meeting = meetings.meeting_view(session, unit_id, week, week.last)
    told = (meeting.notes, meeting.conclusion, meeting.attendees)
    if not any(words.strip() for words in told) and not any(one.dealt_with for one in meeting.topics):
        yield FinalGap("本周会商记录还是空的", "meetings", meeting.id)
    elif not meeting.held_at.strip():
        yield FinalGap(f"会商时间没有填写，表上印的是{meeting.time_words}", "meetings", meeting.id)
    for one in meeting.directives:
        if not one.what.strip():
            yield FinalGap(f"交办事项第{one.number}号没有写做什么", "directives", one.id)
