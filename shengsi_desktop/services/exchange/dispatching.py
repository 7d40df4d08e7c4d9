"""下发, for the county: what goes to which unit, first as a preview, then as a package for each of them.

Only what the county itself keeps and documents go: `dispatch_parts` names the fields.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlmodel import col, func, select

from shengsi_desktop.domain.dispatch import USUAL_PARTS, DispatchLine, DispatchPart, DispatchPreview
from shengsi_desktop.domain.exchange import SUFFIX, PackageKind
from shengsi_desktop.domain.file_names import as_file_name
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.weeks import week_label
from shengsi_desktop.services import facts, setting_up
from shengsi_desktop.services.drafting import commit_drafts
from shengsi_desktop.services.exchange import dispatch_words, packages
from shengsi_desktop.services.exchange.dispatch_parts import gathered
from shengsi_desktop.store import log
from shengsi_desktop.store.files import write_atomically
from shengsi_desktop.store.local_tables import ChangeRow
from shengsi_desktop.store.sessions import raw_connection
from shengsi_desktop.store.tables import Publication

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from sqlmodel import Session

    from shengsi_desktop.domain.units import Unit
    from shengsi_desktop.exchange.dispatch_document import DispatchDocument, LeadRow, PublicationRow
    from shengsi_desktop.store.sessions import Store

#: what never goes, said in the preview
STAYS = (
    "各单位报送的内容（已公布的榜引作依据的除外）和县办摘编",
    "会商记录、备注、督办联系电话",
    "尚未公布的榜和加减分",
    "本机设置",
)
_NAMED = 4


@dataclass(frozen=True, slots=True)
class DispatchWish:
    """What a person ticked. `week` («2023-W30») is the one that the leads' states are as of; `message` is for all."""

    week: str
    parts: frozenset[DispatchPart] = frozenset(USUAL_PARTS)
    message: str = ""


@dataclass(slots=True)
class _Maker:
    """Makes the documents of one 下发; what all units share is read once."""

    session: Session
    wish: DispatchWish
    own: Unit
    person: str
    plan_id: str
    plan_title: str
    number: int
    knows: dict[str, int]
    at: str
    publications: tuple[PublicationRow, ...] = ()
    _leads: Any = field(default=None)

    def document(self, unit: Unit) -> DispatchDocument:
        from shengsi_desktop.exchange.dispatch_document import DispatchDocument

        found = gathered(self.session, self.wish.parts, plan_id=self.plan_id, own=self.own, unit=unit)
        message = self.wish.message.strip() if DispatchPart.MESSAGE in self.wish.parts else ""
        return DispatchDocument(
            issuer_id=self.own.id,
            issuer=self.own.name,
            unit_id=unit.id,
            unit=unit.name,
            number=self.number,
            knows=self.knows,
            at=self.at,
            person=self.person,
            plan_id=self.plan_id,
            plan_title=self.plan_title,
            parts=tuple(part.value for part in DispatchPart if part in self.wish.parts),
            message=message,
            rows=found.rows,
            dropped=found.dropped,
            publications=self.publications,
            leads=self._leads_of(unit),
        )

    def _leads_of(self, unit: Unit) -> tuple[LeadRow, ...]:
        if DispatchPart.LEADS not in self.wish.parts:
            return ()
        if self._leads is None:
            from shengsi_desktop.services.exchange.lead_states import LeadStates

            self._leads = LeadStates(self.session, self.wish.week)
        told: tuple[LeadRow, ...] = self._leads.of(unit.id)
        return told


def preview(store: Store, wish: DispatchWish, unit_ids: Sequence[str]) -> tuple[DispatchPreview, ...]:
    """What would go to each of these units. Refused where nothing is ticked or nobody chosen."""
    with store.reading() as session:
        maker = _maker(store, session, wish)
        return tuple(_seen(maker.document(unit)) for unit in _units(session, maker.own, unit_ids))


def receivers(store: Store) -> tuple[Unit, ...]:
    """Every unit but this desk's own, in the directory's order."""
    own = store.setting("unit_id")
    with store.reading() as session:
        return tuple(unit for unit in facts.units(session) if unit.id != own)


def suggested_name(unit: str, week: str) -> str:
    """县文广旅体局_2023年第30周_下发.sspkg."""
    return as_file_name(f"{unit}_{week_label(week)}_下发{SUFFIX}")


def write_packages(
    store: Store,
    folder: Path,
    wish: DispatchWish,
    unit_ids: Sequence[str],
    *,
    passphrase: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Path, ...]:
    """A package for each of these units, into a folder; the files. `progress` is told (done, of how many).

    EnvironmentProblem where one cannot be written: those before it stay.
    """
    commit_drafts(store)
    written: list[Path] = []
    with store.reading() as session:
        maker = _maker(store, session, wish)
        units = _units(session, maker.own, unit_ids)
        for place, unit in enumerate(units, start=1):
            path = _free(folder, suggested_name(unit.name, wish.week))
            _write(store, path, maker.document(unit), wish.week, passphrase)
            written.append(path)
            if progress is not None:
                progress(place, len(units))
    return tuple(written)


def _free(folder: Path, name: str) -> Path:
    """A name that no file has yet: one sent before is not replaced («…_下发2.sspkg»)."""
    path, count = folder / name, 1
    while path.exists():
        count += 1
        path = folder / f"{name.removesuffix(SUFFIX)}{count}{SUFFIX}"
    return path


def _write(store: Store, path: Path, document: DispatchDocument, week: str, passphrase: str) -> None:
    from shengsi_desktop.exchange.container import write_package
    from shengsi_desktop.exchange.dispatch_document import to_bytes
    from shengsi_desktop.exchange.documents import DOCUMENT

    names = "、".join(part.label for part in DispatchPart if part.value in document.parts)
    head = packages.new_head(
        store,
        PackageKind.DISPATCH,
        f"下发{document.unit}：{names}",
        {"unit_id": document.unit_id, "unit": document.unit, "week": week, "parts": list(document.parts)},
    )
    data = write_package(head, {DOCUMENT: to_bytes(document)}, passphrase)
    write_atomically(path, data)
    packages.note(
        store,
        outgoing=True,
        kind=head.kind.label,
        name=path.name,
        package=packages.marks(data, head.id),
        counterpart=document.unit,
        unit_id=document.unit_id,
        week=week,
        outcome=f"已导出：{names}",
    )


def _maker(store: Store, session: Session, wish: DispatchWish) -> _Maker:
    desk = setting_up.settings(store)
    if not wish.parts - {DispatchPart.CONTACTS}:
        raise Refusal("没有勾选要下发的内容，没有导出。")
    if DispatchPart.MESSAGE in wish.parts and not wish.message.strip():
        raise Refusal("勾选了“统计口径和会商要求”，但没有写内容，没有导出。请填写或取消勾选。")
    return _Maker(
        session=session,
        wish=wish,
        own=desk.unit,
        person=desk.person,
        plan_id=desk.plan_id,
        plan_title=desk.plan_title,
        # what stands in the log alone tells which of two dispatches is the later one, whatever the clock says
        knows=log.vector(raw_connection(session)),
        number=int(session.exec(select(func.max(ChangeRow.lamport))).one() or 0),
        at=datetime.now(UTC).isoformat(timespec="milliseconds"),
        publications=_publications(session) if DispatchPart.BOARDS in wish.parts else (),
    )


def _units(session: Session, own: Unit, unit_ids: Sequence[str]) -> list[Unit]:
    wanted = set(unit_ids)
    if own.id in wanted:
        raise Refusal("下发是给别的单位的，不能选本单位，没有导出。")
    units = [unit for unit in facts.units(session) if unit.id in wanted]
    if not units or len(units) != len(wanted):
        raise Refusal("没有选要下发的单位，或单位已不在名录里，没有导出。")
    return units


def _publications(session: Session) -> tuple[PublicationRow, ...]:
    from shengsi_desktop.exchange.dispatch_document import PublicationRow

    rows = session.exec(select(Publication).where(facts.present(Publication)).order_by(col(Publication.id)))
    return tuple(PublicationRow(**row.model_dump()) for row in rows.all())


def _seen(document: DispatchDocument) -> DispatchPreview:
    """Each part in a line: how many of what, and the first of them."""
    lines = []
    for part in DispatchPart:
        if part.value not in document.parts or part is DispatchPart.CONTACTS:
            continue
        tables = document.rows.get(part.value, {})
        count, words = sum(len(rows) for rows in tables.values()), ""
        if part is DispatchPart.MESSAGE:
            count, words = 1, document.message
        elif part is DispatchPart.LEADS:
            count = len(document.leads)
            words = f"{count}个配合事项的亮灯和原因" if count else "所配合的事项，牵头单位还没有报送"
        elif part is DispatchPart.DIRECTIVES:
            words = _first([str(row["what"]) for row in tables.get("directive", ())]) or "没有交给该单位的"
        else:
            words = "、".join(
                f"{dispatch_words.TABLES[table]}{len(rows)}" for table, rows in tables.items() if rows
            )
            if part is DispatchPart.BOARDS and document.publications:
                count += len(document.publications)
                words = "、".join(filter(None, (words, f"已公布的榜{len(document.publications)}期")))
        lines.append(DispatchLine(part, count, words or "无"))
    stays = STAYS if DispatchPart.CONTACTS.value in document.parts else (*STAYS, "清单里的经办人和电话")
    return DispatchPreview(document.unit_id, document.unit, tuple(lines), stays)


def _first(words: list[str]) -> str:
    more = f"等{len(words)}项" if len(words) > _NAMED else ""
    return "、".join(one[:20] for one in words[:_NAMED]) + more
