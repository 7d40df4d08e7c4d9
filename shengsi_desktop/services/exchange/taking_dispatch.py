"""收取下发, at the unit: what a dispatch would change, and taking in what was ticked, all as one.

`examine` changes nothing. Nothing that the unit has set is overwritten unless its entry is ticked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlmodel import select

from shengsi_desktop.domain.dispatch import DispatchIntake, DispatchPart
from shengsi_desktop.domain.exchange import PackageKind
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.weeks import week_label
from shengsi_desktop.services import facts, light_rules
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.drafting import commit_drafts
from shengsi_desktop.services.exchange import packages
from shengsi_desktop.services.exchange.dispatch_base import (
    LEADS,
    ROWS,
    TAKING,
    Brought,
    dispatches,
    is_newer,
    known_to,
    models,
    references,
)
from shengsi_desktop.services.exchange.dispatch_check import check_documents, checked_rows
from shengsi_desktop.services.exchange.dispatch_compare import Comparison
from shengsi_desktop.services.exchange.dispatch_follow import plan_beside, propose
from shengsi_desktop.store.sessions import raw_connection
from shengsi_desktop.store.shapes import shapes
from shengsi_desktop.store.tables import Dispatch, Publication

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from typing import Any

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.dispatch import DispatchEntry
    from shengsi_desktop.domain.exchange import Package
    from shengsi_desktop.exchange.dispatch_document import DispatchDocument
    from shengsi_desktop.services.exchange.dispatch_base import Row
    from shengsi_desktop.services.exchange.dispatch_compare import Compared, Deed
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store

_KEPT = "没有收入任何内容，台账未动。"
_OLDER = "比已收取的旧，默认不收"


@dataclass(frozen=True, slots=True)
class TakenDispatch:
    """One dispatch that was taken in, as the list of 收取 shows it; `at` is when the county made it (ISO, UTC)."""

    id: str
    at: str
    issuer: str
    parts: str
    message: str


def examine(store: Store, package: Package, name: str) -> DispatchIntake:
    """What a dispatch says beside what is here; of an older one no entry is ticked. Refused where it is none for us."""
    document = _document(store, package, name)
    first = str(light_rules.current_week(store, store.today()))
    with store.reading() as session:
        found = _compared(store, session, document, name, first)
        taken = dispatches(raw_connection(session), document.issuer_id)
        ids = {row["id"] for row in taken}
        content_ids = {one.id for one in _dispatch_rows(document)}
        older = _older(document, taken)
        return DispatchIntake(
            title=f"{document.issuer}下发",
            issuer=document.issuer,
            message=document.message,
            entries=tuple(map(_not_ticked, found.entries) if older else found.entries),
            same=found.same,
            documents=tuple(_document_words(session, document)),
            findings=tuple(_findings(session, document, found)),
            taken=any(row.kind == ROWS and row.id in ids for row in _dispatch_rows(document))
            and _all_present(session, content_ids),
            older=older,
            along=tuple(_along(document)),
        )


def take(store: Store, package: Package, name: str, keys: Collection[str]) -> frozenset[FieldKey]:
    """Take in the entries of these keys and the documents, as one; the same again changes nothing.

    What changed here since the preview in a way that touches the unit's own words is left as it is.
    """
    document = _document(store, package, name)
    commit_drafts(store)
    first = str(light_rules.current_week(store, store.today()))
    with store.reading() as session:
        found = _compared(store, session, document, name, first)
    with signed(store, f"{TAKING}（{document.issuer}）") as command:
        known = {row["id"] for row in dispatches(raw_connection(command.session))}
        deeds = [found.deeds[entry.key] for entry in found.entries if entry.key in keys]
        _apply(command, deeds)
        for row in _dispatch_rows(document):
            command.document(row)
        for one in document.publications:
            command.document(Publication(**one.model_dump()))
        again = not deeds and all(row.id in known for row in _dispatch_rows(document) if row.kind == ROWS)
        names = "、".join(part.label for part in DispatchPart if part.value in document.parts)
        packages.note_in(
            command,
            outgoing=False,
            kind=PackageKind.DISPATCH.label,
            name=name,
            package=package.head.id,
            counterpart=document.issuer,
            week=str(package.head.about.get("week") or ""),
            outcome="已收过，没有变化" if again else f"已收取{names}，{len(deeds)}处",
            batch=command.batch,
        )
    return command.changed


def taken_dispatches(store: Store) -> tuple[TakenDispatch, ...]:
    """The dispatches that were taken in here, the newest first."""
    with store.reading() as session:
        rows = dispatches(raw_connection(session))
    return tuple(
        TakenDispatch(
            row["id"],
            row["at"],
            row["content"]["issuer"],
            "、".join(part.label for part in DispatchPart if part.value in row["content"]["parts"]),
            row["content"]["message"],
        )
        for row in reversed(rows)
    )


def _document(store: Store, package: Package, name: str) -> DispatchDocument:
    from shengsi_desktop.exchange.dispatch_document import dispatch_of
    from shengsi_desktop.exchange.documents import DOCUMENT

    if package.head.kind is not PackageKind.DISPATCH or DOCUMENT not in package.members:
        raise Refusal(f"“{name}”不是下发的数据包，{_KEPT}")
    document = dispatch_of(package.members[DOCUMENT], name)
    own = store.setting("unit_id")
    if document.issuer_id == own:
        raise Refusal(f"“{name}”是本单位自己下发的，不用收取，{_KEPT}")
    if document.unit_id != own:
        raise Refusal(f"“{name}”是下发给{document.unit}的，不是给本单位的，{_KEPT}")
    check_documents(document, name)
    return document


def _compared(
    store: Store, session: Session, document: DispatchDocument, name: str, first_week: str
) -> Compared:
    connection = raw_connection(session)
    rows = checked_rows(document, name)
    base = Brought(connection, dispatches(connection, document.issuer_id), document.parts)
    protected = frozenset({store.setting("unit_id"), store.setting("plan_id"), document.issuer_id})
    found = Comparison(
        connection, rows, document.dropped, base, protected=protected, first_week=first_week
    ).made()
    of_plan = rows.get(DispatchPart.PLAN.value, {})
    beside = plan_beside(session, of_plan.get("plan", {}).get(document.plan_id))
    if beside is not None:
        propose(session, of_plan.get("item", {}), beside, found)
    return found


def _dispatch_rows(document: DispatchDocument) -> tuple[Dispatch, ...]:
    from shengsi_desktop.exchange.dispatch_document import content_id, stored_content, stored_leads

    return tuple(
        Dispatch(
            id=content_id(content),
            issuer_id=document.issuer_id,
            kind=kind,
            title=f"{document.issuer}下发",
            content=content,
            at=document.at,
            person=document.person,
        )
        for kind, content in ((ROWS, stored_content(document)), (LEADS, stored_leads(document)))
        if content
    )


def _apply(command: Command, deeds: list[Deed]) -> None:
    """Rows first, those before that others refer to; then fields; then deletions."""
    session = command.session
    order = {table: place for place, table in enumerate(shapes())}
    rows = sorted((one for deed in deeds for one in deed.rows), key=lambda one: order[one[0]])
    for table, row in rows:
        _put(command, table, row)
    session.flush()
    for deed in deeds:
        for table, row_id, fields in deed.fields:
            found = session.get(models()[table], row_id)
            if found is not None and not found.dead:
                for name, value in _held(session, table, fields):
                    setattr(found, name, value)
    for deed in deeds:
        for table, row_id in deed.gone:
            found = session.get(models()[table], row_id)
            if found is not None and not found.dead:
                session.delete(found)
    session.flush()


def _put(command: Command, table: str, row: Row) -> None:
    """A row that is new here, or comes to life again; nothing where what it must refer to was not taken."""
    session, model, shape = command.session, models()[table], shapes()[table]
    given = dict(_held(session, table, {name: value for name, value in row.items() if name != "id"}))
    if any(given.get(column) is None and column not in shape.nullable for column in references(table)):
        return
    found: Any
    if shape.key:
        found = command.keyed(model, **{part: row[part] for part in shape.key})
    else:
        found = session.get(model, row["id"])
        if found is None:
            session.add(model(id=row["id"], **given, **({"current": True} if table == "plan" else {})))
            session.flush()
            return
        found.dead = False
    for name, value in given.items():
        if name not in shape.key:
            setattr(found, name, value)
    session.flush()


def _held(session: Session, table: str, fields: Any) -> Iterator[tuple[str, Any]]:
    """The fields without a reference to what is not here."""
    targets = references(table)
    for name, value in fields.items():
        if name in targets and value and session.get(models()[targets[name]], value) is None:
            yield name, None
        else:
            yield name, value


def _older(document: DispatchDocument, taken: list[dict[str, Any]]) -> bool:
    """Whether one that was taken in is newer: what the county's store knew tells, and where it does not, the clock."""
    return any(
        is_newer(known_to(row), document.knows)
        or (_apart(document, row) and _moment(row["at"]) > _moment(document.at))
        for row in _of_the_same_parts(document, taken)
    )


def _apart(document: DispatchDocument, row: Mapping[str, Any]) -> bool:
    """Whether neither of the two was made with all that the other was made with."""
    knows = known_to(row)
    return knows != document.knows and not (
        is_newer(knows, document.knows) or is_newer(document.knows, knows)
    )


def _of_the_same_parts(document: DispatchDocument, taken: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in taken if set(row["content"]["parts"]) & set(document.parts)]


def _moment(at: str) -> datetime:
    try:
        found = datetime.fromisoformat(at)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _not_ticked(entry: DispatchEntry) -> DispatchEntry:
    return replace(entry, clean=False, note=entry.note or _OLDER)


def _all_present(session: Session, ids: Collection[str]) -> bool:
    rows = session.exec(select(Dispatch.id).where(facts.present(Dispatch))).all()
    return set(ids) <= set(rows)


def _document_words(session: Session, document: DispatchDocument) -> Iterator[str]:
    if document.publications:
        here = set(session.exec(select(Publication.id).where(facts.present(Publication))).all())
        new = sum(one.id not in here for one in document.publications)
        yield f"已公布的榜{len(document.publications)}期，其中新的{new}期"
    if document.leads:
        yield f"牵头单位状态{len(document.leads)}个事项（{week_label(max(one.week for one in document.leads))}）"


def _along(document: DispatchDocument) -> Iterator[str]:
    if document.publications:
        yield f"{len(document.publications)}期公布的榜"
    if document.leads:
        yield f"{len(document.leads)}个牵头单位状态"
    if document.message:
        yield "会商要求"


def _findings(session: Session, document: DispatchDocument, found: Compared) -> Iterator[str]:
    units = {unit.id for unit in facts.units(session)}
    if document.issuer_id not in units:
        yield f"名录里没有下发单位“{document.issuer}”，请核对来源。"
    issuers = {row["content"]["issuer"] for row in dispatches(raw_connection(session))} - {document.issuer}
    if issuers:
        yield f"以前收取的是{'、'.join(sorted(issuers))}的下发，请核对来源。"
    taken = dispatches(raw_connection(session), document.issuer_id)
    if any(_apart(document, row) for row in _of_the_same_parts(document, taken)):
        yield (
            "这份和以前收取的不是在同一台电脑上接着做的（县里有两台电脑没有互相同步，或恢复过备份），"
            "先后只能按制作时间判断，可能缺少以前下发的改动，请核对后再收。"
        )
    if found.placeless:
        yield f"有{found.placeless}行所属的方案、事项或单位本机没有，这次收不进来；请县里把方案和单位一起下发。"
    plans = document.rows.get(DispatchPart.PLAN.value, {}).get("plan", ())
    beside = plan_beside(session, dict(plans[0])) if plans else None
    if beside is not None:
        yield (
            f"《{document.plan_title}》与本机的《{beside.title}》不是同一份方案。收取后两份并存，本单位填过的内容仍在"
            "原来那份里，勾选“延续”的事项可从新方案看到以前的填报；点左上角的方案名切换。"
        )
