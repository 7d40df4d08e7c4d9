"""The workbook as 报送: the week's book cut down to what the receiver may see, with the document in it.

What another week said unsigned, the discussion, sections, contacts and phones stay in the unit.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlmodel import select

from shengsi_desktop.domain.meetings import Topic
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
#: what the tables reckon or repeat of the plan, beside the words of the 定稿
_COLUMNS = (
    "牵头、配合单位和分管领导",
    "完成时限",
    "完成情况测算、较上周、连续滞后周数",
    "细项的目标、差额和序时",
    "需协调事项的提出日期和已等天数",
    "填报人",
)


@dataclass(frozen=True, slots=True)
class Cumulative:
    """累计进展 by item; of which weeks it tells, and which signed ones among them it leaves out: not handed in."""

    words: dict[str, str]
    weeks: tuple[str, ...]
    kept: tuple[str, ...]

    @property
    def gap(self) -> str:
        """«第30周未报送，不含»; empty where no week is left out."""
        return f"第{'、'.join(str(int(one[-2:])) for one in self.kept)}周未报送，不含" if self.kept else ""


def workbook(store: Store, document: SubmissionDocument, week: Week) -> bytes:
    """The .xlsx of a submission."""
    from shengsi_desktop.exchange.documents import to_bytes
    from shengsi_desktop.sheets.week_book import submission_workbook

    book = exporting.week_book(store, document.unit_id, week)
    with store.reading() as session:
        past = cumulative(session, document.unit_id, week)
    return submission_workbook(_public(book, document, past), to_bytes(document))


def derived_words(session: Session, unit_id: str, week: Week) -> tuple[str, ...]:
    """What the workbook says beside the 定稿, for who looks at what will be seen."""
    past = cumulative(session, unit_id, week)
    weeks = "、".join(str(int(one[-2:])) for one in past.weeks)
    told = f"累计进展（第{weeks}周{f'；{past.gap}' if past.gap else ''}）" if weeks else ""
    return tuple(filter(None, (told, *_COLUMNS)))


def _public_meeting(meeting: Meeting | None, document: SubmissionDocument) -> Meeting | None:
    """The meeting where it was ticked: as the document tells it, and no more."""
    if meeting is None or "meeting" not in document.along:
        return None
    topics = tuple(
        Topic("", "", place, one["title"], one["notes"], one["conclusion"])
        for place, one in enumerate(document.along["meeting"]["topics"], start=1)
    )
    return replace(meeting, directives=(), topics=topics, planned="")


def _public(book: WeekBook, document: SubmissionDocument, past: Cumulative) -> WeekBook:
    return replace(
        book,
        version=document.number,
        phone="",
        meeting=_public_meeting(book.meeting, document),
        lines=tuple(_public_line(line, past.words.get(line.row.id, "")) for line in book.lines),
        remark=f"累计进展：{past.gap}。" if past.gap else "",
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


def cumulative(session: Session, unit_id: str, week: Week) -> Cumulative:
    """累计进展 of each item: this week as it goes now, and of weeks before what was handed in of them."""
    told: dict[str, list[tuple[str, str]]] = {}
    kept: list[str] = []
    for label in sorted(facts.weeks_with_final(session, unit_id)):
        if label > str(week):
            continue
        version = _gone_up(session, unit_id, label, now=label == str(week))
        if version is None:
            kept.append(label)
            continue
        for item in json.loads(version.content)["items"]:
            if words := item["progress"].strip():
                told.setdefault(item["id"], []).append((label, f"第{int(label[-2:])}周：{words}"))
    shown = {item: lines[-_WEEKS_TOLD:] for item, lines in told.items()}
    weeks = sorted({label for lines in shown.values() for label, _ in lines})
    return Cumulative(
        {item: "\n".join(words for _, words in lines) for item, lines in shown.items()},
        tuple(weeks),
        tuple(label for label in kept if weeks and label > weeks[0]),
    )
