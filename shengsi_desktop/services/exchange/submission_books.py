"""The workbook as 报送: the week's book cut down to what the receiver may see, with the document in it.

What another week said unsigned, the discussion, sections, contacts and phones stay in the unit.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlmodel import select

from shengsi_desktop.services import exporting, facts
from shengsi_desktop.store.tables import Submission

if TYPE_CHECKING:
    from sqlmodel import Session

    from shengsi_desktop.domain.meetings import Meeting
    from shengsi_desktop.domain.week_book import BookLine, WeekBook
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.exchange.documents import SubmissionDocument
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.store.tables import FinalVersion

#: how many weeks 累计进展 goes back
_WEEKS_TOLD = 4


def workbook(store: Store, document: SubmissionDocument, week: Week) -> bytes:
    """The .xlsx of a submission."""
    from shengsi_desktop.exchange.documents import to_bytes
    from shengsi_desktop.sheets.week_book import submission_workbook

    book = exporting.week_book(store, document.unit_id, week)
    with store.reading() as session:
        signed = _signed_words(session, document.unit_id, week)
    return submission_workbook(_public(book, document, signed), to_bytes(document))


def _public_meeting(meeting: Meeting | None, document: SubmissionDocument) -> Meeting | None:
    """The meeting where it was ticked: as the document tells it, and no more."""
    if meeting is None or "meeting" not in document.along:
        return None
    topics = tuple(one for one in meeting.topics if one.notes.strip() or one.conclusion.strip())
    return replace(meeting, directives=(), topics=topics)


def _public(book: WeekBook, document: SubmissionDocument, signed: dict[str, str]) -> WeekBook:
    return replace(
        book,
        version=document.number,
        phone="",
        meeting=_public_meeting(book.meeting, document),
        lines=tuple(_public_line(line, signed.get(line.row.id, "")) for line in book.lines),
        directives=(),
        requests=tuple(
            replace(one, request=replace(one.request, answer="", answered_on=None))
            for one in book.requests
            if one.request.week == str(book.week)
        ),
        indicators=(),
        projects=(),
        project_totals=None,
        reforms=(),
        ratios=(),
        appeals=(),
    )


def _public_line(line: BookLine, cumulative: str) -> BookLine:
    report = replace(line.report, section="", contact="") if line.report is not None else None
    return replace(line, report=report, section="", contact="", plan_done=None, cumulative=cumulative)


def _gone_up(session: Session, unit_id: str, week: str, *, now: bool) -> FinalVersion | None:
    """The newest version of a week that was handed in; of the one that goes now the newest there is."""
    sent = session.exec(
        select(Submission.final_id).where(
            Submission.unit_id == unit_id, Submission.week == week, facts.present(Submission)
        )
    ).all()
    chain = reversed(facts.final_chain(session, unit_id, week).values())
    return next((one for one in chain if now or one.id in sent), None)


def _signed_words(session: Session, unit_id: str, week: Week) -> dict[str, str]:
    """累计进展 of each item: this week as it goes now, and of weeks before what was handed in of them."""
    told: dict[str, list[str]] = {}
    for label in sorted(facts.weeks_with_final(session, unit_id)):
        version = _gone_up(session, unit_id, label, now=label == str(week))
        if version is None or label > str(week):
            continue
        for item in json.loads(version.content)["items"]:
            if words := item["progress"].strip():
                told.setdefault(item["id"], []).append(f"第{int(label[-2:])}周：{words}")
    return {item: "\n".join(lines[-_WEEKS_TOLD:]) for item, lines in told.items()}
