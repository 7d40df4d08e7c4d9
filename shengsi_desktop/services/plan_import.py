"""导入方案: a file or pasted text is shown first, corrected by the user, and stored whole or not at all.

Several plans lie side by side; which one this machine works on is a setting of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import Origin, Role, RoleSource
from shengsi_desktop.plan import identity
from shengsi_desktop.plan.reader import read_plan
from shengsi_desktop.services import plan_units, setting_up
from shengsi_desktop.services.plan_intake import PlanIntake, counts_sentence, require_measures
from shengsi_desktop.services.plan_owners import add_owners
from shengsi_desktop.sheets.plan_files import PlanSource, read_clipboard, read_source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.plan import Measure, OwnerText, PlanDocument, TaskText
    from shengsi_desktop.domain.units import Unit, UnitGroup
    from shengsi_desktop.services.plan_editions import ItemDifference
    from shengsi_desktop.services.plan_units import UnknownUnit
    from shengsi_desktop.store.columns import Synced
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.store.tables import Plan

#: the command's name in the history
NAME = "导入方案"
NEW, SAME, EDITION = "new", "same", "edition"
_MOST_WARNINGS = 50


@dataclass(frozen=True, slots=True)
class PlanPreview:
    """What a file holds and what would become of it, before anything is stored.

    `state`: new / same (nothing to do) / edition (another text of a plan there is: `differences` to confirm).
    `counts` is the sentence on top; `warnings` are sentences, those of the text with their lines.
    `document.source` is the text that all offsets speak of.
    """

    source: PlanSource
    document: PlanDocument
    plan_id: str
    state: str
    counts: str
    warnings: tuple[str, ...]
    unknown: tuple[UnknownUnit, ...]
    differences: tuple[ItemDifference, ...] = ()

    @property
    def needs_confirming(self) -> bool:
        """True where a person should look before it is stored: unknown units, or another edition."""
        return self.state == EDITION or any(not one.generic for one in self.unknown)


@dataclass(frozen=True, slots=True)
class OwnerChoice:
    """One owner of an item as the user sets it right; `name` as it is to be written."""

    name: str
    role: Role = Role.OWNER


@dataclass(frozen=True, slots=True)
class Corrections:
    """What the user set right in the preview; what is not named stays as read.

    `units`: written name → id of a known unit or wildcard, empty: add it. `owners`: item number → its owners.
    `left_out`: numbers of items not to be stored. `matches` (another edition): new number → stored item's id,
    empty: a new item. `keep`: ids of stored items that are to stay though the edition has them no more.
    """

    title: str = ""
    year: int | None = None
    issuer: str | None = None
    units: Mapping[str, str] = field(default_factory=dict)
    owners: Mapping[str, tuple[OwnerChoice, ...]] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    matches: Mapping[str, str] = field(default_factory=dict)
    keep: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """One stored plan for the chooser; `chosen`: this machine works on it."""

    id: str
    title: str
    year: int | None
    items: int
    chosen: bool


def preview(content: bytes, name: str, store: Store | None = None, *, edition_of: str = "") -> PlanPreview:
    """Read a plan's file of any kind and compare it with what is known; nothing is stored.

    With a store, its units and plans are compared with; else the shipped directory alone. `edition_of`: the
    id of a stored plan that this is another edition of, where title or year changed. Raises `Refusal`.
    """
    return preview_source(read_source(content, name), store, edition_of=edition_of)


def preview_text(text: str, store: Store | None = None, *, edition_of: str = "") -> PlanPreview:
    """As `preview`, for what was pasted."""
    return preview_source(read_clipboard(text), store, edition_of=edition_of)


def preview_source(source: PlanSource, store: Store | None = None, *, edition_of: str = "") -> PlanPreview:
    """As `preview`, for a text that was read already."""
    document = read_plan(source.text)
    require_measures(document)
    stored = None if store is None or edition_of else _stored_text(store, document)
    if stored is not None:
        document = replace(document, title=stored.title, year=stored.year, issuer=stored.issuer)
        return _compared(source, document, store, stored.id, source.notes)
    notes = list(source.notes)
    if not document.title:
        document = replace(document, title=PurePath(source.name).stem or "未命名方案")
        notes.append(f"没有读出方案标题，暂用“{document.title}”，请填写。")
    if document.year is None:
        notes.append("没有读出方案年份，请填写。")
    return _compared(source, document, store, edition_of, tuple(notes))


def corrected(preview: PlanPreview, store: Store | None, corrections: Corrections) -> PlanPreview:
    """Return the preview as it is with another title, year, issuer or matches: for showing it again."""
    document = _with_heading(preview.document, corrections)
    return _compared(preview.source, document, store, _plan_id(preview, document), (), corrections)


def _plan_id(preview: PlanPreview, document: PlanDocument) -> str:
    """Return the stored plan that was found, unless the same text is now given another heading."""
    found = identity.plan_id(document.issuer, document.year, document.title)
    read = preview.document
    kept = found == identity.plan_id(read.issuer, read.year, read.title)
    return preview.plan_id if preview.state == EDITION or (preview.state == SAME and kept) else found


def _stored_text(store: Store, document: PlanDocument) -> Plan | None:
    """Return the plan that holds this very text under a heading that a person gave it."""
    from shengsi_desktop.services.plan_editions import plan_of_text

    with store.reading() as session:
        own = identity.plan_id(document.issuer, document.year, document.title)
        return plan_of_text(session, document) if _state(session, own, document) == NEW else None


def _compared(
    source: PlanSource,
    document: PlanDocument,
    store: Store | None,
    edition_of: str,
    notes: tuple[str, ...],
    corrections: Corrections | None = None,
) -> PlanPreview:
    units, groups = setting_up.directory(), setting_up.groups()
    plan_id = edition_of or identity.plan_id(document.issuer, document.year, document.title)
    state = NEW
    found: tuple[ItemDifference, ...] = ()
    if store is not None:
        with store.reading() as session:
            units, groups = plan_units.known(session)
            state = _state(session, plan_id, document)
            if state == EDITION:
                from shengsi_desktop.services.plan_editions import differences

                found = differences(session, plan_id, document, corrections.matches if corrections else None)
    warnings = notes + tuple(f"第{one.line}行：{one.message}" for one in document.warnings[:_MOST_WARNINGS])
    unknown = plan_units.unknown_units(document, units, groups)
    return PlanPreview(source, document, plan_id, state, counts_sentence(document), warnings, unknown, found)


def known_owners(store: Store | None) -> tuple[tuple[Unit, ...], tuple[UnitGroup, ...]]:
    """Return the units and wildcards of the store, without one those that come with the program."""
    if store is None:
        return setting_up.directory(), setting_up.groups()
    with store.reading() as session:
        return plan_units.known(session)


def _state(session: Session, plan_id: str, document: PlanDocument) -> str:
    from shengsi_desktop.store.tables import Plan

    row = session.get(Plan, plan_id)
    if row is None or row.dead:
        return NEW
    return SAME if row.source_sha256 == document.source_sha256 else EDITION


def default_corrections(preview: PlanPreview) -> Corrections:
    """Return what is taken where nobody corrects: sure proposals for units, all others are new."""
    return Corrections(units={one.name: plan_units.sure_choice(one) for one in preview.unknown})


def import_plan(
    store: Store, preview: PlanPreview, corrections: Corrections | None = None, *, by_time: bool = True
) -> frozenset[FieldKey]:
    """Store a previewed plan in one transaction; what changed, empty where the same text is there already.

    A plan that is there in another edition is brought to this one: matched items keep their ids, reports and
    what people have set; items that are gone are deleted unless kept. Raises `Refusal`, nothing being stored.
    """
    from shengsi_desktop.services.authoring import signed

    corrections = corrections or default_corrections(preview)
    document = _set_right(preview.document, corrections)
    plan_id = _plan_id(preview, document)
    with signed(store, NAME) as command:
        state = _state(command.session, plan_id, document)
        if state != SAME:
            _store(command, document, plan_id, state, corrections, by_time=by_time)
        if not store.setting("plan_id"):
            store.set_setting("plan_id", plan_id)
    return command.changed


def store_first(
    command: Command, preview: PlanPreview, corrections: Corrections, *, by_time: bool = True
) -> str:
    """Store a previewed plan inside the command of the first run, whose units are put already; its id."""
    document = _set_right(preview.document, corrections)
    plan_id = identity.plan_id(document.issuer, document.year, document.title)
    command.session.flush()
    _store(command, document, plan_id, NEW, corrections, by_time=by_time)
    return plan_id


def _set_right(document: PlanDocument, corrections: Corrections) -> PlanDocument:
    document = _with_heading(document, corrections)
    if document.year is None:
        raise Refusal("没有读出方案的年份，没有导入，原有数据没有改动。请填写年份后再导入。")
    return _with_owners(document, corrections)


def _store(
    command: Command,
    document: PlanDocument,
    plan_id: str,
    state: str,
    corrections: Corrections,
    *,
    by_time: bool,
) -> None:
    from shengsi_desktop.services import plan_editions as editions

    session = command.session
    names, groups = add_owners(command, document, *plan_units.known(session), corrections.units)
    ids = identity.identities(document)
    original: dict[tuple[str, str], Synced] = {}
    if state == EDITION:
        original = _original_rows(command, plan_id, names, groups, by_time=by_time)
        found = editions.differences(session, plan_id, document, corrections.matches)
        ids = editions.edition_ids(session, plan_id, document, found)
    numbers = {entry["number"]: entry["id"] for entry in ids["items"]}
    left_out = {numbers[number] for number in corrections.left_out if number in numbers}
    set_right = {numbers[number] for number in corrections.owners if number in numbers}
    putting = editions.RowPutting(session, original)

    def put(row: Synced) -> None:
        table = str(row.__tablename__)
        item_id = row.id if table == "item" else getattr(row, "item_id", "")
        if item_id in left_out:
            return
        if table == "assignment" and item_id in set_right:
            row.role_source = RoleSource.USER.value
        putting.put(row)

    PlanIntake(command, document, names, groups, by_time=by_time, ids=ids, put=put).store()
    if state == EDITION:
        editions.drop_stale(session, plan_id, putting.put_rows, original, corrections.keep)


def _original_rows(
    command: Command,
    plan_id: str,
    names: Mapping[str, Unit],
    groups: Mapping[str, UnitGroup],
    *,
    by_time: bool,
) -> dict[tuple[str, str], Synced]:
    """Return the rows that the stored edition's own text gives, to tell what people have set since."""
    from shengsi_desktop.services.plan_editions import original_ids
    from shengsi_desktop.store.tables import Plan

    plan = command.session.get_one(Plan, plan_id)
    document = replace(read_plan(plan.source_text), title=plan.title, year=plan.year, issuer=plan.issuer)
    rows: dict[tuple[str, str], Synced] = {}

    def keep(row: Synced) -> None:
        rows[str(row.__tablename__), row.id] = row

    ids = original_ids(command.session, plan_id, document)
    PlanIntake(command, document, names, groups, by_time=by_time, ids=ids, put=keep).store()
    return rows


def _with_heading(document: PlanDocument, corrections: Corrections) -> PlanDocument:
    return replace(
        document,
        title=corrections.title.strip() or document.title,
        year=corrections.year or document.year,
        issuer=document.issuer if corrections.issuer is None else corrections.issuer.strip(),
    )


def _with_owners(document: PlanDocument, corrections: Corrections) -> PlanDocument:
    """Return the document with the owners that the user set; a written one keeps its place in the text."""
    if not corrections.owners:
        return document

    def measure(number: str, read: Measure) -> Measure:
        chosen = corrections.owners.get(number)
        return read if chosen is None else replace(read, owners=tuple(_owner(read, one) for one in chosen))

    def task(read: TaskText) -> TaskText:
        measures = tuple(measure(f"{read.number}-{n}", one) for n, one in enumerate(read.measures, 1))
        return replace(read, measures=measures)

    return replace(
        document,
        directions=tuple(replace(one, tasks=tuple(map(task, one.tasks))) for one in document.directions),
        guarantees=tuple(map(task, document.guarantees)),
    )


def _owner(measure: Measure, chosen: OwnerChoice) -> OwnerText:
    from shengsi_desktop.domain.plan import OwnerText

    read = next((one for one in measure.owners if chosen.name in (one.unit, one.written)), None)
    if read is not None:
        return replace(read, role=chosen.role)
    at = measure.marker_start
    return OwnerText(chosen.name, "", at, at, chosen.role, Origin.NAMED)


def plans(store: Store) -> tuple[PlanEntry, ...]:
    """Every stored plan, the newest year first."""
    from sqlmodel import col, func, select

    from shengsi_desktop.services import facts
    from shengsi_desktop.store.sessions import alive
    from shengsi_desktop.store.tables import Item, Plan

    chosen = store.setting("plan_id")
    with store.reading() as session:
        counts = dict(
            session.exec(
                select(Item.plan_id, func.count())
                .where(col(Item.dead).is_(other=False))
                .group_by(Item.plan_id)
            ).all()
        )
        rows = session.exec(alive(Plan)).all()
        if rows and all(row.id != chosen for row in rows):
            chosen = facts.current_plan(session).id
    entries = [
        PlanEntry(row.id, row.title, row.year, counts.get(row.id, 0), row.id == chosen) for row in rows
    ]
    return tuple(sorted(entries, key=lambda one: (-(one.year or 0), one.title)))


def choose_plan(store: Store, plan_id: str) -> PlanEntry:
    """Let this machine work on that plan; no change is recorded. Refused where there is no such plan."""
    entry = next((one for one in plans(store) if one.id == plan_id), None)
    if entry is None:
        raise Refusal("台账里没有这个方案，没有切换。请先导入，或从列表里选。")
    store.set_setting("plan_id", plan_id)
    return replace(entry, chosen=True)


def find_plan(store: Store, reference: str) -> PlanEntry:
    """The stored plan of that id, year or part of its title. Refused where none or several are meant."""
    found = plans(store)
    meant = [one for one in found if reference == one.id or reference == str(one.year)]
    meant = meant or [one for one in found if reference and reference in one.title]
    if len(meant) == 1:
        return meant[0]
    if not meant:
        raise Refusal(f"台账里没有“{reference}”这个方案。用 plan list 命令可列出全部方案。")
    raise Refusal(
        f"“{reference}”对应多个方案：{'、'.join(f'《{one.title}》' for one in meant)}。请写全标题。"
    )
