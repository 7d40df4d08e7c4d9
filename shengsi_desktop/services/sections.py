"""科室: the unit's sections with 经办人 and phone, and which of them handles which item (承办科室)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlmodel import col

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.sections import Handling, Section, SectionItem, SectionLine, SectionPage
from shengsi_desktop.services import facts
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import ItemSection, ListEntry
from shengsi_desktop.store.tables import Section as SectionRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store

_GONE = "这个科室已不在了，没有改动。"


def sections(store: Store, unit_id: str) -> tuple[Section, ...]:
    """The unit's sections in their order, each with the number of items it handles."""
    with store.reading() as session:
        return session_sections(session, unit_id)


def session_sections(session: Session, unit_id: str) -> tuple[Section, ...]:
    """As `sections`, in an open session."""
    rows = _rows(session, unit_id)
    counts: dict[str, int] = defaultdict(int)
    for link in session.exec(alive(ItemSection)).all():
        counts[link.section_id] += 1
    return tuple(_view(row, counts[row.id]) for row in rows)


def section_page(store: Store, unit_id: str, week: Week) -> SectionPage:
    """The unit's sections and items, each with who handles it, for the settings view."""
    with store.reading() as session:
        found = session_sections(session, unit_id)
        rows = facts.rows(session, unit_id, week)
        by_item = handling_of(session, unit_id, [row.id for row in rows])
    items = tuple(
        SectionItem(
            row.id,
            row.number,
            row.title,
            row.role.label if row.role else "",
            row.list.label,
            by_item[row.id],
        )
        for row in rows
    )
    return SectionPage(found, items)


def handling_of(session: Session, unit_id: str, item_ids: Collection[str]) -> dict[str, Handling]:
    """Who handles each of these items in the unit; what its list says is offered where nobody was assigned."""
    by_id = {row.id: row for row in _rows(session, unit_id)}
    links: dict[str, list[SectionRow]] = defaultdict(list)
    if by_id:
        wanted = alive(ItemSection).where(col(ItemSection.section_id).in_(by_id))
        for link in session.exec(wanted).all():
            links[link.item_id].append(by_id[link.section_id])
    one = next(iter(item_ids)) if len(item_ids) == 1 else ""
    listed = alive(ListEntry).where(ListEntry.item_id == one) if one else alive(ListEntry)
    offered = {
        row.item_id: SectionLine(row.section.strip(), row.person.strip(), row.phone.strip())
        for row in session.exec(listed).all()
        if row.section.strip() or row.person.strip()
    }
    return {
        item_id: Handling(
            item_id,
            tuple(_view(row) for row in sorted(links[item_id], key=lambda row: (row.ordinal, row.id))),
            None if links[item_id] else offered.get(item_id),
        )
        for item_id in item_ids
    }


def items_of(store: Store, section_id: str) -> tuple[str, ...]:
    """The ids of the items that the section handles."""
    with store.reading() as session:
        rows = session.exec(alive(ItemSection).where(ItemSection.section_id == section_id)).all()
        return tuple(row.item_id for row in rows)


def add_section(
    store: Store, unit_id: str, name: str, person: str = "", phone: str = "", *, item_id: str = ""
) -> frozenset[FieldKey]:
    """One more section, at the end; it handles `item_id`. Refused without a name or with one that is there."""
    name = name.strip()
    with signed(store, f"添加科室“{name}”", unit=unit_id) as command:
        _refuse_name(command.session, unit_id, name)
        row = _add(command, unit_id, SectionLine(name, person.strip(), phone.strip()))
        if item_id:
            command.keyed(ItemSection, item_id=item_id, section_id=row.id)
    return command.changed


def take_sections(store: Store, unit_id: str, lines: Iterable[SectionLine]) -> frozenset[FieldKey]:
    """A pasted block as one command: new names are added, of those there person and phone are renewed."""
    given = [line for line in lines if line.name.strip()]
    if not given:
        raise Refusal("粘贴的内容里没有认出科室名称。每行一个科室：名称、经办人、电话。")
    with signed(store, f"粘贴{len(given)}个科室", unit=unit_id) as command:
        by_name = {row.name: row for row in _rows(command.session, unit_id)}
        for line in given:
            row = by_name.get(line.name.strip())
            if row is None:
                by_name[line.name.strip()] = _add(command, unit_id, line)
                continue
            row.person = line.person or row.person
            row.phone = line.phone or row.phone
    return command.changed


def edit_section(
    store: Store,
    section_id: str,
    *,
    name: str | None = None,
    person: str | None = None,
    phone: str | None = None,
) -> frozenset[FieldKey]:
    """Another name, 经办人 or phone; what is None stays."""
    with signed(store, "改科室") as command:
        row = _section(command.session, section_id)
        if name is not None and name.strip() != row.name:
            _refuse_name(command.session, row.unit_id, name.strip())
            row.name = name.strip()
        if person is not None:
            row.person = person.strip()
        if phone is not None:
            row.phone = phone.strip()
    return command.changed


def remove_section(store: Store, section_id: str) -> frozenset[FieldKey]:
    """Delete a section; its items stay, without it. Undo brings both back."""
    with signed(store, "删除科室") as command:
        command.session.delete(_section(command.session, section_id))
    return command.changed


def move_section(store: Store, section_id: str, to: int) -> frozenset[FieldKey]:
    """Put a section at place `to` (from 0) among the unit's."""
    with signed(store, "科室排序") as command:
        moved = _section(command.session, section_id)
        rows = [row for row in _rows(command.session, moved.unit_id) if row.id != section_id]
        rows.insert(max(0, min(to, len(rows))), moved)
        for place, row in enumerate(rows, start=1):
            if row.ordinal != place:
                row.ordinal = place
    return command.changed


def assign(
    store: Store, unit_id: str, item_ids: Iterable[str], section_ids: Iterable[str], *, keep: bool = False
) -> frozenset[FieldKey]:
    """Let exactly these sections handle the items, many at once; with `keep`, beside those that do already.

    No section at all takes every one away. Sections of other units are left as they are.
    """
    items, wanted = list(dict.fromkeys(item_ids)), list(dict.fromkeys(section_ids))
    with signed(store, f"{len(items)}项承办科室", unit=unit_id) as command:
        own = {row.id: row for row in _rows(command.session, unit_id)}
        if any(section_id not in own for section_id in wanted):
            raise Refusal(_GONE)
        links = command.session.exec(alive(ItemSection).where(col(ItemSection.item_id).in_(items))).all()
        for link in links:
            if not keep and link.section_id in own and link.section_id not in wanted:
                command.session.delete(link)
        there = {(link.item_id, link.section_id) for link in links}
        for item_id in items:
            for section_id in wanted:
                if (item_id, section_id) not in there:
                    command.keyed(ItemSection, item_id=item_id, section_id=section_id)
    return command.changed


def take_offered(store: Store, unit_id: str, item_ids: Iterable[str]) -> frozenset[FieldKey]:
    """Take the sections that the items' lists name, as one command; those not there yet are added."""
    with signed(store, "按清单采用承办科室", unit=unit_id) as command:
        by_name = {row.name: row for row in _rows(command.session, unit_id)}
        for item_id, handling in handling_of(command.session, unit_id, list(item_ids)).items():
            offered = handling.offered
            if offered is None or not offered.name:
                continue
            row = by_name.get(offered.name)
            if row is None:
                row = by_name[offered.name] = _add(command, unit_id, offered)
            command.keyed(ItemSection, item_id=item_id, section_id=row.id)
    return command.changed


def find_section(session: Session, unit_id: str, name: str) -> Section:
    """A section by its name, or by a part of it that only one has. Refused where there is none."""
    rows = _rows(session, unit_id)
    found = [row for row in rows if row.name == name] or [row for row in rows if name and name in row.name]
    if len(found) != 1:
        there = "、".join(row.name for row in rows) or "还没有科室，可用 section add 添加"
        raise Refusal(
            f"没有“{name}”这个科室（现有：{there}）。" if not found else f"“{name}”不止一个科室，请写全称。"
        )
    return _view(found[0])


def _rows(session: Session, unit_id: str) -> list[SectionRow]:
    wanted = alive(SectionRow).where(SectionRow.unit_id == unit_id)
    return list(session.exec(wanted.order_by(col(SectionRow.ordinal), col(SectionRow.id))).all())


def _section(session: Session, section_id: str) -> SectionRow:
    row = session.get(SectionRow, section_id)
    if row is None or row.dead:
        raise Refusal(_GONE)
    return row


def _refuse_name(session: Session, unit_id: str, name: str) -> None:
    if not name:
        raise Refusal("科室要有名称，没有改动。")
    if any(row.name == name for row in _rows(session, unit_id)):
        raise Refusal(f"已经有“{name}”了，没有改动。")


def _add(command: Command, unit_id: str, line: SectionLine) -> SectionRow:
    command.session.flush()
    place = max((row.ordinal for row in _rows(command.session, unit_id)), default=0) + 1
    row = SectionRow(
        unit_id=unit_id, name=line.name.strip(), person=line.person, phone=line.phone, ordinal=place
    )
    command.session.add(row)
    command.session.flush()
    return row


def _view(row: SectionRow, items: int = 0) -> Section:
    return Section(row.id, row.unit_id, row.name, row.person, row.phone, row.ordinal, items)
