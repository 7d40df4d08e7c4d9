"""What a person may want to look at before 定稿. It warns of what is missing and refuses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.week_states import FinalGap
from shengsi_desktop.domain.words import Light, Role
from shengsi_desktop.services import facts, finalising, meetings, plan_checks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlmodel import Session

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store


def gaps(store: Store, unit_id: str, week: Week) -> tuple[FinalGap, ...]:
    """A week ahead, red lights without a word why, plan lines without a mark, an empty record, nameless directives."""
    with store.reading() as session:
        read = facts.read_week(session, unit_id, week)
        ahead = finalising.not_begun(week, store.today())
        first = (FinalGap(ahead, "week", ""),) if ahead else ()
        return (*first, *_of_items(session, read, week), *_of_the_meeting(session, unit_id, week))


def _of_items(session: Session, read: facts.WeekRead, week: Week) -> Iterator[FinalGap]:
    own = [row for row in read.rows if row.role is not Role.SUPPORT]
    plans = plan_checks.checklists(session, read.sorted, [row.id for row in own], str(week))
    for row in own:
        report = read.sorted.reports[row.id].get(str(week))
        if row.standing.reading.light is Light.RED and not (report and report.problems.strip()):
            yield FinalGap(f"{row.number} 亮红灯，没有写存在问题", "week", row.id)
        unsaid = sum(line.mark is None for line in plans[row.id])
        if unsaid:
            yield FinalGap(f"{row.number} 上周计划有{unsaid}条没有标完成情况", "week", row.id)


def _of_the_meeting(session: Session, unit_id: str, week: Week) -> Iterator[FinalGap]:
    meeting = meetings.meeting_view(session, unit_id, week, week.last)
    told = (meeting.notes, meeting.conclusion, meeting.attendees)
    if not any(words.strip() for words in told) and not any(one.dealt_with for one in meeting.topics):
        yield FinalGap("本周会商记录还是空的", "meetings", meeting.id)
    for one in meeting.directives:
        if not one.what.strip():
            yield FinalGap(f"交办事项第{one.number}号没有写做什么", "directives", one.id)
