"""下发填报表: a workbook for each unit that has no program, and what was issued kept as a document.

What stands here now of such a unit's week, as the cells of that workbook, is read here, too: taking one back
(`fill_sheet_taking`) compares against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlmodel import col, select

from shengsi_desktop.domain.changes import FieldKey
from shengsi_desktop.domain.file_names import as_file_name
from shengsi_desktop.domain.fill_sheets import (
    FIGURE_HEADS,
    ITEM_HEADS,
    NO_NEWS,
    TICK,
    FillBook,
    FillRow,
    Looks,
    RowKind,
    UnitToFill,
)
from shengsi_desktop.domain.problems import EnvironmentProblem, Refusal
from shengsi_desktop.domain.weeks import week_label
from shengsi_desktop.domain.words import DeliverableKind, Role
from shengsi_desktop.rhythm.weeks import month_of, parse_week, previous_week
from shengsi_desktop.services import facts, plan_checks, setting_up
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.county import units_at
from shengsi_desktop.services.drafting import commit_drafts
from shengsi_desktop.services.exchange import packages
from shengsi_desktop.services.requests import requests_between
from shengsi_desktop.store.files import write_atomically
from shengsi_desktop.store.keys import new_id
from shengsi_desktop.store.tables import FillSheet

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from decimal import Decimal
    from pathlib import Path

    from sqlmodel import Session

    from shengsi_desktop.domain.item_detail import CoordinationRequest, PlanLine
    from shengsi_desktop.domain.tracking import DeliverableStanding, ItemRow, Report
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

#: what the 收发记录 calls it
KIND = "填报表"
SUFFIX = ".xlsx"
#: words for reference are cut here, or they would crowd out what is to be written
_LONGEST_SHOWN = 160
#: more than a cell can hold is not offered for filling in: it would come back cut
_LONGEST_CELL = 32_000
_OF_LEAD = frozenset({"problems", "catch_up", "next_plan"})


@dataclass(frozen=True, slots=True)
class Made:
    """What was written: the changes, the names of the files in order, and the units left out with the reason."""

    changed: frozenset[FieldKey]
    files: tuple[str, ...]
    left_out: tuple[str, ...] = ()


def is_fill_sheet(data: bytes) -> bool:
    """Whether a file is a 填报表 of ours, also one whose hidden sheet is lost. Never raises."""
    from shengsi_desktop.sheets.fill_sheet_reading import is_fill_sheet as is_one

    return is_one(data)


def told_kindly(data: bytes) -> str:
    """What a workbook of ours is and what to do with it («这是…，只供阅读»); empty for any other file."""
    from shengsi_desktop.sheets.recognising import recognise

    found = recognise(data)
    return found.words if found is not None else ""


def suggested_name(book: FillBook) -> str:
    """县农业农村局_2023年第30周_填报表.xlsx."""
    return as_file_name(f"{book.unit}_{week_label(book.week)}_填报表{SUFFIX}")


def units_to_fill(store: Store, week: Week) -> tuple[UnitToFill, ...]:
    """Every unit but this desk's own that answers for an item or supports one, in the directory's order."""
    own = store.setting("unit_id")
    with store.reading() as session:
        rows = session.exec(
            select(FillSheet)
            .where(FillSheet.week == str(week), facts.present(FillSheet))
            .order_by(col(FillSheet.at))
        ).all()
        issued = {row.unit_id: row.at for row in rows}
        found = units_at(session, week, year=int(month_of(week)[:4]))
    return tuple(
        UnitToFill(
            one.unit.id,
            one.unit.name,
            len(one.read.rows),
            any(row.reported for row in one.read.rows),
            issued.get(one.unit.id, ""),
        )
        for one in found
        if one.unit.id != own
    )


def waiting(store: Store, week: Week) -> tuple[str, ...]:
    """The ids of the units that have said nothing of that week yet."""
    return tuple(one.unit_id for one in units_to_fill(store, week) if not one.reported)


def write_sheets(
    store: Store,
    folder: Path,
    unit_ids: Collection[str],
    week: Week,
    progress: Callable[[int, int], None] | None = None,
) -> Made:
    """A workbook of that week for each of these units into `folder`, and what was issued as one command.

    EnvironmentProblem where a file cannot be written; those that were written before it are registered.
    """
    return _write(store, unit_ids, week, lambda book: folder / suggested_name(book), progress)


def write_sheet(store: Store, path: Path, unit_id: str, week: Week) -> Made:
    """The workbook of one unit, under the name that the person chose."""
    return _write(store, [unit_id], week, lambda _book: path, None)


def _write(
    store: Store,
    unit_ids: Collection[str],
    week: Week,
    place: Callable[[FillBook], Path],
    progress: Callable[[int, int], None] | None,
) -> Made:
    from shengsi_desktop.sheets.fill_sheet_writing import fill_sheet

    require_county(store)
    commit_drafts(store)
    written: list[tuple[FillBook, Path]] = []
    left_out: list[str] = []
    trouble: EnvironmentProblem | None = None
    for done, unit_id in enumerate(dict.fromkeys(unit_ids), start=1):
        with store.reading() as session:
            book, looks = _issue(session, unit_id, week)
        if not book.rows:
            left_out.append(f"{book.unit}没有要填报的事项，没有出表。")
            continue
        path = place(book)
        try:
            write_atomically(path, fill_sheet(book, looks))
        except EnvironmentProblem as problem:
            trouble = problem
            break
        written.append((book, path))
        if progress is not None:
            progress(done, len(unit_ids))
    if not written and trouble is None:
        raise Refusal("".join(left_out) or "没有选定单位，没有出填报表。")
    changed = _register(store, written, week) if written else frozenset[FieldKey]()
    if trouble is not None:
        kept = f"已写好的{len(written)}份留在文件夹里，并已登记。" if written else ""
        raise EnvironmentProblem(f"{trouble}{kept}")
    return Made(changed, tuple(path.name for _, path in written), tuple(left_out))


def require_county(store: Store) -> None:
    """Refused where this desk does not gather for the county."""
    if not setting_up.is_county(store):
        raise Refusal("下发和收回填报表是汇总单位的事，本机没有设为汇总单位，没有改动。可在设置里改。")


def _register(store: Store, written: Sequence[tuple[FillBook, Path]], week: Week) -> frozenset[FieldKey]:
    from shengsi_desktop.sheets.fill_sheet_form import to_json

    what = written[0][0].unit if len(written) == 1 else f"{len(written)}个单位"
    with signed(store, f"下发{what}{week.label}填报表") as command:
        for book, path in written:
            command.document(
                FillSheet(
                    id=book.id,
                    unit_id=book.unit_id,
                    week=book.week,
                    content=to_json(book),
                    at=book.at,
                    person=store.setting("person"),
                )
            )
            packages.note_in(
                command,
                outgoing=True,
                kind=KIND,
                name=path.name,
                # so that what was sent is no news when it lies in the 收发目录
                package=packages.marks(path.read_bytes(), book.id),
                counterpart=book.unit,
                unit_id=book.unit_id,
                week=book.week,
                outcome="已导出",
                batch=command.batch,
            )
    return command.changed | command.documents


def _issue(session: Session, unit_id: str, week: Week) -> tuple[FillBook, Looks]:
    """What a unit would be given now; its week is read in its own 统计周期."""
    from shengsi_desktop.sheets.clean_text import clean

    own = parse_week(str(week), facts.rhythm(session, unit_id))
    rows = tuple(
        FillRow(
            row.kind,
            row.key,
            row.number,
            {name: clean(said) for name, said in row.cells.items() if len(said) <= _LONGEST_CELL},
            {name: _cut(clean(said)) for name, said in row.shown.items()},
            row.stages,
            row.unit,
            row.item_id,
            row.report_id,
            clean(row.line),
            row.occurrence,
        )
        for row in rows_now(session, unit_id, own)
    )
    unit = next(one for one in facts.units(session) if one.id == unit_id)
    plan = facts.plan_of_year(session, int(month_of(own)[:4]))
    book = FillBook(
        id=new_id(),
        unit_id=unit_id,
        unit=unit.name,
        week=str(own),
        plan_title=plan.title,
        at=datetime.now().astimezone().isoformat(timespec="seconds"),
        rows=rows,
    )
    return book, Looks(own.label, own.span)


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]}……"


def rows_now(session: Session, unit_id: str, week: Week) -> tuple[FillRow, ...]:
    """The unit's week as rows of a 填报表, with what is said in that week here now in their cells.

    Figures of items that it supports are the lead's: they have no rows. A supporting unit has one line to write.
    """
    plan = facts.plan_of_year(session, int(month_of(week)[:4]))
    read = facts.read_week(session, unit_id, week, plan_id=plan.id)
    asked: dict[str, CoordinationRequest] = {}
    for request in requests_between(session, unit_id, str(week), str(week)):
        asked.setdefault(request.item_id, request)
    lists = plan_checks.checklists(session, read.sorted, [row.id for row in read.rows], str(week))
    items: list[FillRow] = []
    plans: list[FillRow] = []
    figures: list[FillRow] = []
    for row in read.rows:
        reports = read.sorted.reports[row.id]
        last = reports.get(str(previous_week(week)))
        items.append(_item(row, reports.get(str(week)), last, asked.get(row.id)))
        if row.role is not Role.SUPPORT:
            plans += [_plan_line(row, line) for line in lists[row.id]]
            figures += [found for one in row.standing.deliverables for found in _figure(row, one, str(week))]
    return (*items, *plans, *figures)


def _item(
    row: ItemRow, report: Report | None, last: Report | None, request: CoordinationRequest | None
) -> FillRow:
    supporting = row.role is Role.SUPPORT
    cells = {}
    for name in ITEM_HEADS:
        if name == "request":
            cells[name] = request.text if request is not None else ""
        elif name == "level":
            cells[name] = request.level.label if request is not None else ""
        elif not (supporting and name in _OF_LEAD):
            cells[name] = str(getattr(report, name)) if report is not None else ""
    if report is not None and report.no_news and not report.progress.strip():
        cells["progress"] = NO_NEWS
    title = f"{row.title}（配合，牵头：{row.lead}）" if supporting else row.title
    return FillRow(
        RowKind.ITEM, row.id, row.number, cells, {"title": title, "last": _last_words(last)}, item_id=row.id
    )


def _last_words(last: Report | None) -> str:
    if last is None:
        return ""
    parts = []
    if said := last.progress.strip() or (NO_NEWS if last.no_news else ""):
        parts.append(f"进展：{said}")
    if last.next_plan.strip():
        parts.append(f"计划：{last.next_plan.strip()}")
    return "\n".join(parts)


def _plan_line(row: ItemRow, line: PlanLine) -> FillRow:
    from hashlib import sha256

    named = sha256(f"{line.line}\n{line.occurrence}".encode()).hexdigest()[:12]
    return FillRow(
        RowKind.PLAN,
        f"{line.report_id}.{named}",
        row.number,
        {"mark": line.mark.label if line.mark is not None else ""},
        {"title": row.title, "line": line.line},
        item_id=row.id,
        report_id=line.report_id,
        line=line.line,
        occurrence=line.occurrence,
    )


def _figure(row: ItemRow, one: DeliverableStanding, week: str) -> Iterator[FillRow]:
    deliverable, value = one.deliverable, one.value
    this_week = value is not None and value.week == week
    if deliverable.kind is DeliverableKind.MILESTONE:
        at = value.stage if value is not None and value.stage else 0
        name = deliverable.stages[at - 1] if 0 < at <= len(deliverable.stages) else ""
        cells, standing = {"stage": name if this_week else ""}, name
    elif deliverable.kind is DeliverableKind.STANDING:
        ticked = value is not None and value.done
        cells, standing = {"done": TICK if ticked and this_week else ""}, TICK if ticked else ""
    else:
        number = value.value if value is not None else None
        said = "" if number is None else format(number, "f")
        cells, standing = {"value": said if this_week else ""}, f"{said}{deliverable.unit}" if said else ""
    assert cells.keys() <= FIGURE_HEADS.keys()
    yield FillRow(
        RowKind.FIGURE,
        deliverable.id,
        deliverable.number,
        cells,
        {
            "title": deliverable.name,
            "kind": deliverable.kind.label,
            "target": _target(deliverable.target, deliverable.target_high, deliverable.unit),
            "standing": standing,
        },
        deliverable.stages,
        deliverable.unit,
        item_id=row.id,
    )


def _target(low: Decimal | None, high: Decimal | None, unit: str) -> str:
    if low is None:
        return ""
    return f"{low:f}{f'-{high:f}' if high is not None else ''}{unit}"
