"""收回填报表: what a filled-in workbook says beside what was issued and what is here, then taking it in as one.

`preview` changes nothing. `take_in` is one command: the ticked cells as rows of that unit (代录), its 定稿 of them, the
报送 and our 回执; undone, none of it came.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlmodel import col, select

from shengsi_desktop.domain.exchange import Way
from shengsi_desktop.domain.fill_sheets import (
    FillPreview,
    RowKind,
)
from shengsi_desktop.domain.naming import first_of
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.figure_ranges import beyond
from shengsi_desktop.rhythm.fill_differences import compare
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts, final_content, finalising, week_states
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.drafting import commit_drafts
from shengsi_desktop.services.exchange import packages
from shengsi_desktop.services.exchange.fill_sheet_cells import ORDER, put
from shengsi_desktop.services.exchange.fill_sheet_origin import belonging
from shengsi_desktop.services.exchange.fill_sheets import KIND, require_county, rows_now
from shengsi_desktop.services.exchange.typed_for_unit import copy_received, forget_received
from shengsi_desktop.store import documents
from shengsi_desktop.store.keys import new_id
from shengsi_desktop.store.local_tables import ReceivedWeek
from shengsi_desktop.store.tables import (
    FillSheet,
    Receipt,
    Submission,
    UnitWeek,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.fill_sheets import FillBook, FilledBook, FillRow
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.store.tables import FinalVersion

_KEPT = "没有收入任何内容，台账未动。"


@dataclass(frozen=True, slots=True)
class SheetTaken:
    """What taking in did: the unit, its 定稿's number, how many cells.

    `number` is 0 where only 上周计划完成情况 was kept: that is no part of a 定稿.
    """

    changed: frozenset[FieldKey]
    unit: str
    number: int
    cells: int

    @property
    def words(self) -> str:
        """«定稿v2», or what was kept without one."""
        return f"定稿v{self.number}" if self.number else "上周计划完成情况"


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
        found = seen_in(session, filled, name, store.setting("unit_id"))
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
        before = _before(session, seen.unit_id, seen.week)
        if any(one.row.kind is not RowKind.PLAN for one in chosen):
            copy_received(command, seen.unit_id, seen.week)
            # from here the rows speak for the week: what was taken in is not in the way of a correction
            forget_received(command, seen.unit_id, seen.week)
        for one in sorted(chosen, key=lambda cell: ORDER.index(cell.field) if cell.field in ORDER else 0):
            put(command, seen.unit_id, week, one)
        session.flush()
        content = finalising.content_now(session, seen.unit_id, week)
        number = 0
        if _says_more(before.version, content):
            number = _bring_in(command, store, seen, week, before, content, reviewer, filler)
        elif not any(one.row.kind is RowKind.PLAN for one in chosen):
            raise _nothing_new(seen, week, before)
        documents.refresh_all(command.raw, seen.unit_id)
        taken = SheetTaken(frozenset(), seen.unit, number, len(chosen))
        packages.note_in(
            command,
            outgoing=False,
            kind=KIND,
            name=seen.source,
            package=seen.marks,
            counterpart=seen.unit,
            unit_id=seen.unit_id,
            week=seen.week,
            outcome=f"已入库 {taken.words}（{len(chosen)}格）",
            batch=command.batch,
        )
    return replace(taken, changed=command.changed | command.documents)


def seen_in(session: Session, filled: FilledBook, name: str, own: str) -> FillPreview:
    """As `preview`, of what was read already, in a session that is open; `own` is this desk's unit."""
    unit_id, week_label = belonging(session, filled.unit, filled.week, filled.issued, name)
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
        numbers = first_of([row.number for row in gone])
        findings.append(f"有{len(gone)}行（{numbers}）在本台账里已不是该单位的事项，没有采用。")
    findings += _people_findings(filled) + beyond(found.cells)
    if found.strange:
        findings.append(f"有{len(found.strange)}行对不上编号，内容列在下面，请人工处理。")
    before = _before(session, unit_id, week_label)
    number = before.number + 1
    takeable = [one for one in found.cells if one.takeable]
    # words that were typed for the unit by telephone are news, too
    if all(one.row.kind is RowKind.PLAN for one in takeable) and not _says_more(
        before.version, finalising.content_now(session, unit_id, week)
    ):
        number = 0
        if takeable:
            findings.append("只填了上周计划完成情况，入库后记在台账里；本周没有新的内容，不另出定稿。")
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
        number,
        filled.filler,
        filled.reviewer,
        filled.phone,
        differences,
        tuple(findings),
    )


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


def _before(session: Session, unit_id: str, week: str) -> _Before:
    """What speaks for the week now."""
    version, number = facts.newest_final(session, unit_id, week)
    shown = session.get(ReceivedWeek, (unit_id, week))
    return _Before(version, number, shown.number if shown is not None else 0)


def _says_more(parent: FinalVersion | None, content: dict[str, Any]) -> bool:
    """Whether the week says anything that its newest 定稿 does not."""
    return bool(final_content.said(content)) if parent is None else finalising.differs(parent, content)


def _nothing_new(seen: FillPreview, week: Week, before: _Before) -> Refusal:
    if before.version is None:
        return Refusal(f"这份填报表没有填写内容，或没有勾选要采用的格，{_KEPT}")
    return Refusal(
        f"{seen.unit}{week.label}的内容台账里都已有（定稿v{before.number}），没有新的内容，台账未动。"
    )


def _bring_in(
    command: Command,
    store: Store,
    seen: FillPreview,
    week: Week,
    before: _Before,
    content: dict[str, Any],
    reviewer: str,
    filler: str,
) -> int:
    """The unit's 定稿 of what its rows say now, its 报送 and our 回执. Gives the 定稿's shown number."""
    unit_week = command.keyed(UnitWeek, unit_id=seen.unit_id, week=seen.week)
    unit_week.reviewer, unit_week.filler = reviewer, filler or unit_week.filler
    unit_week.phone = seen.phone or unit_week.phone
    final = finalising.version_of(seen.unit_id, week, content, before.version, reviewer, filler)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    sent_id = hashlib.sha256(f"{final.id}{new_id()}".encode()).hexdigest()[:32]
    sent = Submission(
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
    command.document(final)
    command.document(sent)
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
            follows=week_states.follows(command.session, final, sent),
        )
    )
    return before.number + 1
