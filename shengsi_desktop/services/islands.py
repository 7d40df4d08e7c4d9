"""岛: which islands there are, which of them a deliverable is for, and the board 按岛 (一岛一功能)."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlmodel import col

from shengsi_desktop.domain.islands import Island, IslandBoard
from shengsi_desktop.domain.naming import island_name, island_names, named_islands
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.island_board import island_groups, islands_of
from shengsi_desktop.services import facts, setting_up
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.store.files import write_atomically
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Deliverable, IslandTag, Item

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.units import IslandPlace
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store


def islands(store: Store) -> tuple[str, ...]:
    """The names of all islands, in the order of the table."""
    return tuple(island.name for island in island_table(store))


def island_table(store: Store, *, initials: bool = False) -> tuple[Island, ...]:
    """All islands with their townships, in the order of the table; with `initials` those of their pinyin, too."""
    with store.reading() as session:
        found = _table(session)
    if not initials:
        return found
    from pypinyin import Style, lazy_pinyin

    return tuple(
        replace(one, initials="".join(lazy_pinyin(one.name, style=Style.FIRST_LETTER))) for one in found
    )


def set_islands(store: Store, deliverable_id: str, islands: Sequence[str]) -> frozenset[FieldKey]:
    """As `put_islands`, as a command of its own."""
    with signed(store, "改所属岛") as command:
        row = command.session.get(Deliverable, deliverable_id)
        if row is None or row.dead:
            raise Refusal("这个细项已不在了，没有改动。")
        put_islands(command, row, islands)
    return command.changed


def put_islands(command: Command, row: Deliverable, islands: Iterable[str]) -> None:
    """Let exactly these islands hold for a deliverable, by any of their names; what its text says of itself stays so.

    Refused, with nothing changed, where a name is none of the table's.
    """
    names = island_names(_places(command.session))
    wanted = {_island(name.strip(), names) for name in islands if name.strip()}
    by_text = set(named_islands(row.text, island_names(facts.places(command.session))))
    said = command.session.exec(alive(IslandTag).where(IslandTag.deliverable_id == row.id)).all()
    for tag in said:
        name = island_name(tag.island, names) or tag.island
        if name != tag.island or (name in wanted) == (name in by_text):
            command.session.delete(tag)
    for name in sorted(wanted ^ by_text):
        command.keyed(IslandTag, deliverable_id=row.id, island=name).included = name in wanted


def find_deliverable(store: Store, reference: str) -> str:
    """The id of a deliverable of the current plan, by its id or its shown number («4-2.1»)."""
    with store.reading() as session:
        row = session.get(Deliverable, reference)
        if row is not None and not row.dead:
            return row.id
        wanted = unicodedata.normalize("NFKC", reference).strip().replace("—", "-").replace("–", "-")
        plan = facts.current_plan(session, store.setting("plan_id"))
        found = session.exec(
            alive(Deliverable)
            .join(Item, col(Item.id) == col(Deliverable.item_id))
            .where(Deliverable.number == wanted, Item.plan_id == plan.id, col(Item.dead).is_(other=False))
        ).first()
    if found is None:
        raise Refusal(f"没有编号为“{reference}”的细项。用 show 命令可列出一个事项的细项编号，如 show 4-2。")
    return found.id


def island_board(
    store: Store, unit_id: str, week: Week, *, whole: bool = False, island: str = ""
) -> IslandBoard:
    """The deliverables of the unit's items by island; `whole`: of the whole plan, `island`: of that one alone."""
    with store.reading() as session:
        read = facts.read_week(session, unit_id, week, everything=whole)
        table = _table(session)
        only = _island(island, island_names(_places(session))) if island else ""
    groups = island_groups(read.rows, table)
    if only:
        groups = tuple(one for one in groups if one.island is not None and one.island.name == only)
    held = {group.island.name for group in groups if group.island is not None}
    return IslandBoard(
        unit=read.facts.unit.name,
        plan_title=read.facts.plan_title,
        week=week.label,
        as_of=week.last,
        whole=whole,
        groups=groups,
        without=tuple(one.name for one in table if one.name not in held and only in ("", one.name)),
    )


def export_board(board: IslandBoard, path: Path) -> None:
    """Write the board as a workbook, whole or not at all."""
    from shengsi_desktop.sheets.island_board import island_workbook

    write_atomically(path, island_workbook(board))


def _island(name: str, names: dict[str, str]) -> str:
    """The island's shown name. Refused where it is none of the table's."""
    found = island_name(name, names)
    if found is None:
        known = "、".join(dict.fromkeys(names.values()))
        raise Refusal(f"岛屿表里没有“{name}”，没有改动。请从这些岛里选：{known}。")
    return found


def _places(session: Session) -> tuple[IslandPlace, ...]:
    """The pairs that come with the program, in their order, and those that the store has beside them."""
    return tuple(dict.fromkeys((*setting_up.islands(), *facts.places(session))))


def _table(session: Session) -> tuple[Island, ...]:
    return islands_of(_places(session), {unit.id: unit.name for unit in facts.units(session)})
