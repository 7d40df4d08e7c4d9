"""收回填报表: what a filled-in workbook says beside what was issued and what is here, then taking it in as one.

`preview` changes nothing. `take_in` is one command: the ticked cells as rows of that unit (代录), its 定稿 of them, the
报送 and our 回执; undone, none of it came.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from sqlmodel import col, select

from shengsi_desktop.domain.exchange import Way
from shengsi_desktop.domain.fill_sheets import (
    NO_NEWS,
    FillPreview,
    RowKind,
)
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import PlanMark, RequestLevel
from shengsi_desktop.rhythm.carry import matched
from shengsi_desktop.rhythm.figure_ranges import beyond
from shengsi_desktop.rhythm.fill_differences import compare
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts, final_content, finalising
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.drafting import commit_drafts
from shengsi_desktop.services.exchange import packages
from shengsi_desktop.services.exchange.fill_sheets import KIND, require_county, rows_now
from shengsi_desktop.services.exchange.typed_for_unit import copy_received, forget_received
from shengsi_desktop.services.requests import put_request
from shengsi_desktop.services.values import put_value
from shengsi_desktop.store import documents
from shengsi_desktop.store.keys import new_id
from shengsi_desktop.store.local_tables import ReceivedWeek
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import (
    FillSheet,
    Receipt,
    Report,
    Submission,
    UnitWeek,
)
from shengsi_desktop.store.tables import (
    PlanMark as MarkRow,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.fill_sheets import CellDifference, FillBook, FilledBook, FillRow
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.store.tables import FinalVersion

_KEPT = "没有收入任何内容，台账未动。"
#: the order of an item's fields when they are stored: a request before its level
_ORDER = ("progress", "problems", "catch_up", "next_plan", "request", "level")


@dataclass(frozen=True, slots=True)
class SheetTaken:
    """What taking in did: the unit, its 定稿's number, how many cells."""

    changed: frozenset[FieldKey]
    unit: str
    number: int
    cells: int


class _Before(NamedTuple):
    """The 定稿 that spoke for the week until now, its shown number, and that of the unit's own one below it.

    0 where there is none.
    """

    version: FinalVersion | None
    number: int
    own: int


def preview(store: Store, content: bytes, name: str) -> FillPreview:
    """What the workbook says, cell by cell; nothing is changed. Refused where it is none, or of no unit here."""
    from shengsi_desktop.sheets.fill_sheet_reading import read_fill_sheet

    require_county(store)
    filled = read_fill_sheet(content, name)
    commit_drafts(store)
    with store.reading() as session:
        found = _preview(session, filled, name, store.setting("unit_id"))
    return replace(found, marks=packages.marks(content))


def take_in(
    store: Store, seen: FillPreview, keys: Collection[str], *, reviewer: str = "", filler: str = ""
) -> SheetTaken:
    """Take in the cells of these keys as they were seen, as one command and one undo.

    `reviewer`, `filler`: as typed here, else as in the sheet. Refused, and nothing taken, without 审核人, where what
    is here changed since the preview, and where nothing new is said.
    """
    require_county(store)
    reviewer, filler = reviewer.strip() or seen.reviewer, filler.strip() or seen.filler
    if not reviewer:
        raise Refusal("表内没有写审核人，定稿要有审核人，尚未入库。请问清后填上。")
    chosen = [one for one in seen.differences.cells if one.key in keys and one.takeable]
    commit_drafts(store)
    with signed(store, f"接收{seen.unit}填报表", unit=seen.unit_id) as command:
        session = command.session
        week = parse_week(seen.week, facts.rhythm(session, seen.unit_id))
        now = {row.key: row.cells for row in rows_now(session, seen.unit_id, week)}
        if any(now.get(one.row.key, {}).get(one.field) != one.now for one in chosen):
            raise Refusal("看过之后台账里又有改动，请重新打开这份填报表核对，尚未入库。")
        copy_received(command, seen.unit_id, seen.week)
        for one in sorted(chosen, key=lambda cell: _ORDER.index(cell.field) if cell.field in _ORDER else 0):
            _put(command, seen.unit_id, week, one)
        unit_week = command.keyed(UnitWeek, unit_id=seen.unit_id, week=seen.week)
        unit_week.reviewer, unit_week.filler = reviewer, filler or unit_week.filler
        unit_week.phone = seen.phone or unit_week.phone
        session.flush()
        before = _before(session, seen.unit_id, seen.week)
        forget_received(command, seen.unit_id, seen.week)
        number = _bring_in(command, store, seen, week, before, reviewer, filler)
        packages.note_in(
            command,
            outgoing=False,
            kind=KIND,
            name=seen.source,
            package=seen.marks,
            counterpart=seen.unit,
            unit_id=seen.unit_id,
            week=seen.week,
            outcome=f"已入库 定稿v{number}（{len(chosen)}格）",
            batch=command.batch,
        )
    return SheetTaken(command.changed | command.documents, seen.unit, number, len(chosen))


def _preview(session: Session, filled: FilledBook, name: str, own: str) -> FillPreview:
    unit_id, week_label = _whose(session, filled, name)
    unit = next(one for one in facts.units(session) if one.id == unit_id)
    if unit_id == own:
        raise Refusal(f"“{name}”是本单位自己的填报表，本单位请直接在本周会商里填，{_KEPT}")
    try:
        week = parse_week(week_label, facts.rhythm(session, unit_id))
    except (ValueError, Refusal) as trouble:
        raise Refusal(f"“{name}”写的周次“{week_label}”不对，{_KEPT}请核对表头。") from trouble
    rows = rows_now(session, unit_id, week)
    now = {row.key: row.cells for row in rows}
    issued, remarks = _issued(session, filled, unit_id, week_label)
    base: Sequence[FillRow] = issued.rows if issued is not None else rows
    found = compare(base, filled.rows, now, sure=issued is not None)
    gone = [row for row in base if row.key not in now]
    findings = list(remarks)
    if gone:
        numbers = "、".join(dict.fromkeys(row.number for row in gone[:5]))
        findings.append(f"有{len(gone)}行（{numbers}）在本台账里已不是该单位的事项，没有采用。")
    findings += _people_findings(filled) + beyond(found.cells)
    if found.strange:
        findings.append(f"有{len(found.strange)}行对不上编号，内容列在下面，请人工处理。")
    before = _before(session, unit_id, week_label)
    if filled.outside:
        findings.append(f"有{len(filled.outside)}处文字写在填报格以外，没有采用，内容列在下面，请人工处理。")
    differences = replace(
        found, strange=(*found.strange, *filled.outside), remarks=(*filled.remarks, *found.remarks)
    )
    return FillPreview(
        name,
        unit_id,
        unit.name,
        week_label,
        before.number + 1,
        filled.filler,
        filled.reviewer,
        filled.phone,
        differences,
        tuple(findings),
    )


def _whose(session: Session, filled: FilledBook, name: str) -> tuple[str, str]:
    """The unit and week: of the hidden sheet, else of the title; both have to be known here."""
    units = facts.units(session)
    if filled.issued is not None:
        if any(one.id == filled.issued.unit_id for one in units):
            return filled.issued.unit_id, filled.issued.week
        raise Refusal(f"本台账的名录里没有“{filled.issued.unit}”，{_KEPT}请核对单位。")
    found = [one for one in units if filled.unit and filled.unit in (one.name, one.full_name, *one.aliases)]
    if len(found) != 1 or not filled.week:
        raise Refusal(
            f"“{name}”的校验页不在了，标题里也看不出是哪个单位哪一周的，{_KEPT}"
            "请把标题改回“××局2023年第30周填报表”再收。"
        )
    return found[0].id, filled.week


def _issued(
    session: Session, filled: FilledBook, unit_id: str, week: str
) -> tuple[FillBook | None, tuple[str, ...]]:
    """What was issued, as this desk noted it down, else as the workbook's hidden sheet has it."""
    from shengsi_desktop.sheets.fill_sheet_form import of_json

    rows = session.exec(
        select(FillSheet)
        .where(FillSheet.unit_id == unit_id, FillSheet.week == week, facts.present(FillSheet))
        .order_by(col(FillSheet.at), col(FillSheet.id))
    ).all()
    if filled.issued is not None:
        own = next((row for row in rows if row.id == filled.issued.id), None)
        if own is not None:
            remarks = (
                () if rows[-1].id == own.id else ("这不是最近一次下发的填报表，请确认对方填的是哪一份。",)
            )
            return of_json(own.content) or filled.issued, remarks
        return filled.issued, ("这份填报表不是本机下发的（或下发已撤销），按表内的底稿核对。",)
    if rows:
        return of_json(rows[-1].content), ("按最近一次下发的填报表核对。",)
    return None, ("本机没有下发过这一周的填报表，台账里已有内容的格都要逐格确认。",)


def _people_findings(filled: FilledBook) -> list[str]:
    return [
        f"表内没有写{label}。"
        for label, said in (("审核人", filled.reviewer), ("填报人", filled.filler))
        if not said
    ]


def _put(command: Command, unit_id: str, week: Week, one: CellDifference) -> None:
    """One cell as a row typed for the unit."""
    row, value = one.row, one.value
    if row.kind is RowKind.PLAN:
        _mark(command, unit_id, row, value)
    elif one.field == "request":
        put_request(command, row.item_id, unit_id, week, text=value, unless=RequestLevel.UNDECIDED)
    elif one.field == "level":
        level = next((each for each in RequestLevel if each.label == value), RequestLevel.UNDECIDED)
        put_request(command, row.item_id, unit_id, week, level=level)
    elif row.kind is RowKind.FIGURE:
        _figure(command, unit_id, week, one)
    else:
        report = command.keyed(Report, item_id=row.item_id, unit_id=unit_id, week=str(week))
        no_news = one.field == "progress" and value == NO_NEWS
        setattr(report, one.field, "" if no_news else value)
        if no_news:
            report.no_news = True
        elif value.strip() or one.field == "progress":
            report.no_news = False


def _figure(command: Command, unit_id: str, week: Week, one: CellDifference) -> None:
    row, value = one.row, one.value
    if one.field == "value":
        put_value(command, row.key, unit_id, week, value=Decimal(value) if value else None)
    elif one.field == "stage":
        put_value(command, row.key, unit_id, week, stage=row.stages.index(value) + 1 if value else None)
    else:
        put_value(command, row.key, unit_id, week, done=bool(value))


def _mark(command: Command, unit_id: str, row: FillRow, value: str) -> None:
    """上周计划完成情况 of a line: on the report that planned it, which may have come as a document only."""
    word = next((each.value for each in PlanMark if each.label == value), "")
    session = command.session
    report = session.get(Report, row.report_id)
    if report is None or report.dead:
        from shengsi_desktop.store.said import SaidReport

        said = session.get(SaidReport, row.report_id)
        if said is None:
            raise Refusal(f"{row.number}上周的填报已不在了，{_KEPT}请重新打开核对。")
        command.keyed(Report, item_id=said.item_id, unit_id=unit_id, week=said.week)
        session.flush()
    same = [
        each
        for each in session.exec(alive(MarkRow).where(MarkRow.report_id == row.report_id)).all()
        if each.occurrence == row.occurrence and matched(each.line) == matched(row.line)
    ]
    if word and not same:
        same = [command.keyed(MarkRow, report_id=row.report_id, line=row.line, occurrence=row.occurrence)]
    for each in same:
        each.mark = word


def _before(session: Session, unit_id: str, week: str) -> _Before:
    """What speaks for the week now."""
    version, number = facts.newest_final(session, unit_id, week)
    shown = session.get(ReceivedWeek, (unit_id, week))
    return _Before(version, number, shown.number if shown is not None else 0)


def _bring_in(
    command: Command,
    store: Store,
    seen: FillPreview,
    week: Week,
    before: _Before,
    reviewer: str,
    filler: str,
) -> int:
    """The unit's 定稿 of what its rows say now, its 报送 and our 回执. Gives the 定稿's shown number."""
    session, parent = command.session, before.version
    content = finalising.content_now(session, seen.unit_id, week)
    if parent is None and not final_content.said(content):
        raise Refusal(f"这份填报表没有填写内容，或没有勾选要采用的格，{_KEPT}")
    if parent is not None and not finalising.differs(parent, content):
        raise Refusal(
            f"{seen.unit}{week.label}的内容台账里都已有（定稿v{before.number}），没有新的内容，台账未动。"
        )
    final = finalising.version_of(seen.unit_id, week, content, parent, reviewer, filler)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    sent_id = hashlib.sha256(f"{final.id}{new_id()}".encode()).hexdigest()[:32]
    command.document(final)
    command.document(
        Submission(
            id=sent_id,
            unit_id=seen.unit_id,
            week=seen.week,
            final_id=final.id,
            at=at,
            person=filler,
            way=Way.FILL_SHEET.value,
            # no number of the unit's own series: whatever it hands in itself goes before this
            number=before.own,
        )
    )
    command.document(
        Receipt(
            id=new_id(),
            issuer_id=store.setting("unit_id"),
            unit_id=seen.unit_id,
            week=seen.week,
            final_id=final.id,
            submission_id=sent_id,
            at=at,
            person=store.setting("person"),
            way=Way.FILL_SHEET.value,
        )
    )
    documents.refresh_all(command.raw, seen.unit_id)
    return before.number + 1
