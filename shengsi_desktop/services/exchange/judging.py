"""Judging what was found in a file or text against what is here: the verdict, and what to know before it goes in."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlmodel import col, select

from shengsi_desktop.domain.exchange import Finding, IntakeRow, Verdict, Way
from shengsi_desktop.domain.fill_sheets import RowKind
from shengsi_desktop.domain.naming import first_of
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.weeks import week_of
from shengsi_desktop.services import facts, week_states
from shengsi_desktop.services.exchange import fill_sheet_taking, sheet_lines, taking_along
from shengsi_desktop.services.exchange.another_week import another_week
from shengsi_desktop.services.exchange.fill_sheet_origin import belonging
from shengsi_desktop.services.exchange.further_files import FurtherFiles
from shengsi_desktop.services.exchange.odd_clock import odd_clock
from shengsi_desktop.services.exchange.taking_down import typed_for_it
from shengsi_desktop.services.final_content import filled, said
from shengsi_desktop.services.received import stands, way_it_came
from shengsi_desktop.store import final_rank
from shengsi_desktop.store.local_tables import ReceivedRequest, ReceivedWeek
from shengsi_desktop.store.sessions import raw_connection, today
from shengsi_desktop.store.tables import CoordinationRequest, FinalVersion, Item, Plan, Receipt, Submission

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from sqlmodel import Session

    from shengsi_desktop.domain.exchange import PackageHead
    from shengsi_desktop.domain.fill_sheets import FilledBook
    from shengsi_desktop.domain.units import Unit
    from shengsi_desktop.exchange.documents import SubmissionDocument

_KEPT = "没有收入任何内容，台账未动。"
_SAME_NUMBER = (
    "同号不同内容：已收过另一份第{number}版（对方可能恢复过备份，或两台电脑各自定稿）。"
    "请问清以哪份为准，必要时退回，请对方再定稿一版。"
)
#: an export that was made without knowing of the 退回
_DOUBLE = "同一版本，退回之前发出（没有写明是退回之后再报的），不算再次报送。请对方收取退回后重新报送。"
_CAME_BACK = (
    "这一版曾被退回（{reason}），这一份没有写明是退回之后再报的，入库后仍是退回。请对方改好后重新报送。"
)


@dataclass(frozen=True, slots=True)
class Found:
    """One submission out of a source, or why there is none; sealed: a passphrase is wanted."""

    source: str
    document: SubmissionDocument | None
    way: Way | None
    problem: str = ""
    sealed: bool = False
    unit: str = ""
    findings: tuple[Finding, ...] = ()
    #: of a package, who made it and of which plan
    head: PackageHead | None = None
    #: of a file: which it is, and, where it is taken in elsewhere, what kind of file (`Incoming`)
    path: Path | None = None
    kind: str = ""
    marks: str = ""
    #: what to do about the problem, in a few words
    short: str = ""
    #: of a 填报表 what stands in it
    filled: FilledBook | None = None
    #: parts of it have not come; then the week and the number that those which came say it is of
    wanting: bool = False
    week: str = ""
    number: int = 0


class Judge:
    """Judges what was found against what is here, and against the others of the same intake."""

    def __init__(self, session: Session, own: str, week: str) -> None:
        self._session, self._own, self._week = session, own, week
        self._current = str(week_of(today(session), facts.rhythm(session, own)))
        self._units = {unit.id: unit for unit in facts.units(session)}
        self._items = set(session.exec(select(Item.id)).all())
        self._plans = set(session.exec(select(Plan.id)).all())
        self._now = datetime.now(UTC)
        #: the file that said it first, by (unit, 定稿); by what a 填报表 is known by
        self._met: dict[tuple[str, str], str] = {}
        self._sent: dict[str, str] = {}
        self._sheets: set[tuple[str, str]] = set()
        self._files = FurtherFiles(session)

    def row(self, key: str, found: Found) -> IntakeRow:
        document = found.document
        if found.filled is not None:
            return self._fill_sheet(key, found, found.filled)
        if document is None:
            return self._without_document(key, found)
        unit = self._units.get(document.unit_id)
        content = json.loads(document.final.content)
        verdict, further = self._files.judged(self._verdict(document, unit), document, found.way)
        what = (document.unit_id, document.final.id)
        twin = self._twin(what) if verdict is Verdict.SAME else further
        if verdict is not Verdict.REFUSED:
            self._met.setdefault(what, found.source)
            self._sent[document.submission.id] = document.final.id
        told, shown = said(content), self._shown(document)
        changed = [one for one in {**shown, **told} if told.get(one) != shown.get(one)] if shown else []
        return IntakeRow(
            key=key,
            source=found.source,
            verdict=verdict,
            unit=unit.name if unit is not None else document.unit,
            unit_id=document.unit_id,
            week=document.week,
            number=document.number,
            way=found.way,
            items=filled(content),
            changed=len(changed),
            findings=(
                *twin,
                *found.findings,
                *self._of_head(found),
                *self._findings(document, unit, content),
                *(self._giving_way(document, told, shown) if self._is_shown(document, verdict) else ()),
            ),
            marks=found.marks,
        )

    def _twin(self, what: tuple[str, str]) -> tuple[Finding, ...]:
        return (Finding(f"与同批的“{self._met[what]}”相同。", stops=False),) if what in self._met else ()

    def _fill_sheet(self, key: str, found: Found, filled: FilledBook) -> IntakeRow:
        """It is looked at cell by cell elsewhere; here whose it is, what it says in all, and what is to be known."""
        row = IntakeRow(
            key, found.source, Verdict.REFUSED, filled.unit, way=found.way, path=found.path, kind=found.kind
        )
        try:
            unit_id, week = belonging(self._session, filled.unit, filled.week, filled.issued, found.source)
            row = replace(row, unit=self._units[unit_id].name, unit_id=unit_id, week=week, marks=found.marks)
            seen = fill_sheet_taking.seen_in(self._session, filled, found.source, self._own)
        except Refusal as problem:
            return replace(row, week=row.week or filled.week, findings=(Finding(str(problem)),))
        findings = [*sheet_lines.findings(seen), *self._another_week(week)]
        issued = filled.issued.of_kind(RowKind.ITEM) if filled.issued is not None else ()
        if unknown := [one.number for one in issued if one.key not in self._items]:
            numbers = first_of(unknown)
            findings.append(
                Finding(f"有{len(unknown)}个事项本台账没有（{numbers}），可能是按另一份方案下发的。")
            )
        twin = self._twin((unit_id, found.marks))
        if not twin and (unit_id, week) in self._sheets:
            findings.append(Finding("这一次还有该单位同一周的另一份填报表，内容不同，请核对以哪份为准。"))
        self._met.setdefault((unit_id, found.marks), found.source)
        self._sheets.add((unit_id, week))
        shown = self._session.get(ReceivedWeek, (unit_id, week))
        if shown is not None and shown.number:
            findings.append(Finding(f"该单位已报定稿v{shown.number}", stops=False))
        verdict = self._of_sheet(found.marks)
        return replace(
            row,
            verdict=Verdict.SAME if twin and verdict is Verdict.FILL_SHEET else verdict,
            items=len(seen.differences.told),
            empty=sheet_lines.is_empty(seen),
            findings=(*twin, *findings),
        )

    def _without_document(self, key: str, found: Found) -> IntakeRow:
        """The row of what is no 定稿: it may be sealed, or nothing that is taken in here."""
        verdict = Verdict.ELSEWHERE if found.kind else Verdict.REFUSED
        verdict = Verdict.SEALED if found.sealed else Verdict.WANTING if found.wanting else verdict
        # a file's name may begin with anything
        named = found.sealed or found.kind or found.unit in {one.name for one in self._units.values()}
        return IntakeRow(
            key=key,
            source=found.source,
            verdict=verdict,
            unit=found.unit if named else "",
            week=found.week if named else "",
            number=found.number if named else 0,
            way=found.way,
            findings=(Finding(found.problem, short=found.short),),
            path=found.path,
            kind=found.kind,
        )

    def _of_sheet(self, marks: str) -> Verdict:
        """已收过, where this very file was taken in and that was not undone."""
        connection = raw_connection(self._session)
        batches = connection.execute(
            "SELECT DISTINCT batch FROM package_log WHERE outgoing = 0 AND package = ? AND package <> ''",
            (marks,),
        ).fetchall()
        taken = any(stands(connection, batch) for (batch,) in batches)
        return Verdict.DOUBLE if taken else Verdict.FILL_SHEET

    def _giving_way(
        self, document: SubmissionDocument, told: Mapping[str, Any], shown: Mapping[str, Any]
    ) -> list[Finding]:
        """What stands here and no longer will: items the newer version is silent of, and the words of a 填报表."""
        found = []
        if gone := len(shown.keys() - told.keys()):
            found.append(Finding(f"有{gone}个事项上一版有内容、这一版没有，请打开核对。"))
        way = way_it_came(self._session, document.unit_id, document.week)
        other = sum(told.get(one) != words for one, words in shown.items())
        week = self._session.get(ReceivedWeek, (document.unit_id, document.week))
        version = self._session.get(FinalVersion, week.final_id) if week is not None else None
        if way == Way.FILL_SHEET.value and other and version is not None:
            signed = f"审核人{version.reviewer}" if version.reviewer else "没有写审核人"
            found.append(
                Finding(
                    f"入库后以这一份为准，该单位填报表（{signed}）里不同的{other}个事项不再采用，请打开核对。"
                )
            )
        return found

    def _verdict(self, document: SubmissionDocument, unit: Unit | None) -> Verdict:
        if unit is None or document.unit_id == self._own or self._not_its_own(document):
            return Verdict.REFUSED
        if self._taken(document):
            return Verdict.DOUBLE
        if document.submission.id in self._sent:
            return Verdict.SAME
        if self._received(document):
            again = self._of_week(document).settled_by(final_rank.answers(document.along))
            return Verdict.AGAIN if again else Verdict.DOUBLE
        if (document.unit_id, document.final.id) in self._met:
            return Verdict.SAME
        shown = self._session.get(ReceivedWeek, (document.unit_id, document.week))
        if shown is None:
            return Verdict.NEW
        return Verdict.NEWER if self._goes_before(document, shown.final_id) else Verdict.EARLIER

    def _is_shown(self, document: SubmissionDocument, verdict: Verdict) -> bool:
        """Whether it will stand in the place of another 定稿."""
        shown = self._session.get(ReceivedWeek, (document.unit_id, document.week))
        if verdict is not Verdict.AGAIN or shown is None:
            return verdict is Verdict.NEWER
        return self._goes_before(document, shown.final_id)

    def _goes_before(self, document: SubmissionDocument, there: str) -> bool:
        """As what is shown is chosen (`final_rank.rank`): it says the same before as after it was taken in."""
        named = final_rank.answers(document.along)
        rank = final_rank.rank(raw_connection(self._session), there, named)
        return (document.number, 0, document.final.id) > rank

    def _findings(
        self, document: SubmissionDocument, unit: Unit | None, content: Mapping[str, Any]
    ) -> list[Finding]:
        found: list[Finding] = []
        if unit is None:
            found.append(Finding(f"本台账的名录里没有“{document.unit}”，{_KEPT}请核对单位。"))
        elif document.unit_id == self._own:
            found.append(Finding("这是本单位自己的报送，不用接收。"))
        elif wrong := self._not_its_own(document):
            found.append(Finding(f"{wrong}，{_KEPT}请与对方核实。"))
        elif unit.name != document.unit:
            found.append(Finding(f"对方写的单位是“{document.unit}”，名录里是“{unit.name}”。", stops=False))
        found += self._another_week(document.week)
        unknown = [item for item in content["items"] if item["id"] not in self._items]
        if unknown:
            numbers = first_of([str(item.get("number", "")) for item in unknown])
            found.append(
                Finding(f"有{len(unknown)}个事项本台账没有（{numbers}），可能双方方案或清单不是同一版。")
            )
        found += self._of_returned(document)
        if self._same_number(document):
            found.append(Finding(_SAME_NUMBER.format(number=document.number)))
        elif self._rival(document):
            found.append(
                Finding(f"与已收的第{document.number}版都从同一版改出，内容不同，请问清以哪份为准。")
            )
        found += odd_clock(document.submission.at, self._now)
        return found + taking_along.findings(self._session, document)

    def _another_week(self, week: str) -> list[Finding]:
        return another_week(week, self._week, self._current)

    def _of_head(self, found: Found) -> list[Finding]:
        """Whose package it is, and of which plan."""
        head, document = found.head, found.document
        told: list[Finding] = []
        if head is None or document is None:
            return told
        if head.sender.unit_id != document.unit_id:
            told.append(Finding(f"数据包由“{head.sender.unit}”导出，内容却是“{document.unit}”的，请核对。"))
        if head.plan_id not in self._plans:
            told.append(Finding(f"对方用的是“{head.plan_title}”，本台账没有这份方案。"))
        return told

    def _of_returned(self, document: SubmissionDocument) -> list[Finding]:
        """Of a week that came back: whether this answers it, or is an export made before that."""
        if self._taken(document):
            return []
        of_week = self._of_week(document)
        settled = of_week.settled_by(final_rank.answers(document.along))
        back = of_week.open_of(document.final.id)
        found: list[Finding] = []
        if settled:
            same = any(row.final_id == document.final.id for row in settled)
            found.append(Finding("这一版退回后再次报送。" if same else "退回后再次报送。", stops=False))
        if left := tuple(row for row in back if row not in settled):
            words = _CAME_BACK.format(reason=week_states.return_words(left))
            found.append(Finding(_DOUBLE if self._received(document) and not settled else words))
        shown = self._session.get(ReceivedWeek, (document.unit_id, document.week))
        if (
            settled
            and shown is not None
            and shown.final_id != document.final.id
            and not self._goes_before(document, shown.final_id)
        ):
            found.append(Finding("报来的是较早的一版，入库后仍以现在的为准，请与对方核实该用哪一版。"))
        return found

    def _of_week(self, document: SubmissionDocument) -> week_states.OfWeek:
        return week_states.OfWeek(self._session, document.unit_id, document.week)

    def _received(self, document: SubmissionDocument) -> bool:
        return bool(self._receipts(document))

    def _taken(self, document: SubmissionDocument) -> bool:
        """Whether this very 报送 was taken in."""
        return any(one.submission_id == document.submission.id for one in self._receipts(document))

    def _receipts(self, document: SubmissionDocument) -> Sequence[Receipt]:
        rows = select(Receipt).where(
            Receipt.final_id == document.final.id,
            Receipt.unit_id == document.unit_id,
            Receipt.issuer_id == self._own,
            facts.present(Receipt),
        )
        return self._session.exec(rows).all()

    def _not_its_own(self, document: SubmissionDocument) -> str:
        """Why it cannot be that unit's: another unit's words, or a 报送 whose id another 定稿 bears; else empty."""
        final, sent = document.final, document.submission
        named = json.loads(final.content)["unit"]
        signer = next((one for one in self._units.values() if one.name == named), None)
        there = self._session.get(FinalVersion, final.id)
        if (there is not None and there.unit_id != final.unit_id) or (
            signer is not None and signer.id != final.unit_id
        ):
            return f"定稿是“{named}”的，报送的单位却是“{document.unit}”"
        row = self._session.get(Submission, sent.id)
        of = row.final_id if row is not None else self._sent.get(sent.id, final.id)
        if of != final.id:
            return "这份报送的编号已用在另一份定稿上"
        return "其中需协调事项的编号是别的单位的" if self._others_requests(document) else ""

    def _others_requests(self, document: SubmissionDocument) -> bool:
        """Whether it bears the id of a 需协调事项 that another unit raised."""
        items = json.loads(document.final.content)["items"]
        ids = [one["id"] for item in items for one in item["requests"]]
        models = (ReceivedRequest, CoordinationRequest)
        return any(
            self._session.exec(
                select(model.id).where(col(model.id).in_(ids), model.unit_id != document.unit_id)
            ).first()
            for model in models
        )

    def _same_number(self, document: SubmissionDocument) -> bool:
        """Whether the unit itself has handed in another 定稿 of that week under the same number."""
        ours = typed_for_it(self._session, document.unit_id, document.week)
        rows = select(Submission.final_id).where(
            Submission.unit_id == document.unit_id,
            Submission.week == document.week,
            Submission.number == document.number,
            Submission.final_id != document.final.id,
            facts.present(Submission),
        )
        return bool(set(self._session.exec(rows).all()) - ours)

    def _rival(self, document: SubmissionDocument) -> bool:
        rows = select(FinalVersion).where(
            FinalVersion.unit_id == document.unit_id,
            FinalVersion.week == document.week,
            FinalVersion.id != document.final.id,
            facts.present(FinalVersion),
        )
        # a 代录 of ours yields to the unit's own words: it is no rival
        ours = typed_for_it(self._session, document.unit_id, document.week)
        return any(
            one.parent_id == document.final.parent_id and one.id not in ours
            for one in self._session.exec(rows).all()
        )

    def _shown(self, document: SubmissionDocument) -> Mapping[str, Any]:
        shown = self._session.get(ReceivedWeek, (document.unit_id, document.week))
        version = self._session.get(FinalVersion, shown.final_id) if shown is not None else None
        return said(json.loads(version.content)) if version is not None else {}
