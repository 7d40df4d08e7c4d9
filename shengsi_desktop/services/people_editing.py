"""What a person changes of leaders and 工作专班: add, set right, order, their units and items, a pasted table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from sqlmodel import col, select

from shengsi_desktop.domain.people import PastedLeader
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.people_lines import is_name, read_lines
from shengsi_desktop.services import facts
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.store.reading import load_groups
from shengsi_desktop.store.sessions import alive, raw_connection
from shengsi_desktop.store.tables import (
    CountyLeader,
    LeaderItem,
    LeaderUnit,
    TaskForce,
    TaskForceItem,
    TaskForceUnit,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.people import SkippedLine, WrittenForce, WrittenLeader
    from shengsi_desktop.domain.units import Unit
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store

RowT = TypeVar("RowT", CountyLeader, TaskForce)
_Link = TypeVar("_Link", LeaderUnit, LeaderItem, TaskForceUnit, TaskForceItem)

_LEADER, _FORCE = "领导", "工作专班"
_FORCE_FIELDS = frozenset({"name", "head", "deputies", "leader_id", "unit_id", "remark"})
_LEADER_FIELDS = frozenset({"name", "post", "principal"})


def add_leader(
    store: Store,
    name: str,
    post: str = "",
    *,
    principal: bool = False,
    units: Sequence[str] = (),
    items: Sequence[str] = (),
) -> frozenset[FieldKey]:
    """A leader at the list's end, with units and items (ids). Refused without a name, or with one that is there."""
    with signed(store, f"添加领导“{name.strip()[:12]}”") as command:
        _new_leader(command, name, post, principal=principal, units=units, items=items)
    return command.changed


def _new_leader(
    command: Command,
    name: str,
    post: str,
    *,
    principal: bool = False,
    units: Iterable[str] = (),
    items: Iterable[str] = (),
) -> CountyLeader:
    row = CountyLeader(
        name=_leader_name(command, name),
        post=post.strip(),
        principal=principal,
        ordinal=_next_ordinal(command, CountyLeader),
    )
    command.session.add(row)
    command.session.flush()
    for unit_id in dict.fromkeys(units):
        command.keyed(LeaderUnit, leader_id=row.id, unit_id=unit_id)
    for item_id in dict.fromkeys(items):
        command.keyed(LeaderItem, leader_id=row.id, item_id=item_id)
    return row


def edit_leader(store: Store, leader_id: str, **fields: Any) -> frozenset[FieldKey]:
    """Set name, post or principal of a leader."""
    _require_fields(fields, _LEADER_FIELDS)
    with signed(store, "修改领导") as command:
        row = held_row(command, CountyLeader, leader_id, _LEADER)
        if "name" in fields and str(fields["name"]).strip() != row.name:
            row.name = _leader_name(command, str(fields["name"]))
        if "post" in fields:
            row.post = str(fields["post"]).strip()
        if "principal" in fields:
            row.principal = bool(fields["principal"])
    return command.changed


def remove_leader(store: Store, leader_id: str) -> frozenset[FieldKey]:
    """Take a leader off the list with units and items; undo brings all of it back."""
    with signed(store, "删除领导") as command:
        command.session.delete(held_row(command, CountyLeader, leader_id, _LEADER))
    return command.changed


def move_leader(store: Store, leader_id: str, place: int) -> frozenset[FieldKey]:
    """Put a leader at `place` (from 1) of the list."""
    with signed(store, "调整领导顺序") as command:
        _move(command, CountyLeader, held_row(command, CountyLeader, leader_id, _LEADER), place)
    return command.changed


def set_leader_units(store: Store, leader_id: str, unit_ids: Sequence[str]) -> frozenset[FieldKey]:
    """The units that a leader is in charge of, in place of those before."""
    with signed(store, "改分管单位") as command:
        row = held_row(command, CountyLeader, leader_id, _LEADER)
        require_units(command.session, unit_ids)
        _put_links(command, LeaderUnit, ("leader_id", row.id), "unit_id", unit_ids)
    return command.changed


def set_leader_items(store: Store, leader_id: str, item_ids: Sequence[str]) -> frozenset[FieldKey]:
    """The items that a leader is in charge of by name, in place of those before."""
    with signed(store, "改分管事项") as command:
        row = held_row(command, CountyLeader, leader_id, _LEADER)
        _put_links(command, LeaderItem, ("leader_id", row.id), "item_id", item_ids)
    return command.changed


def take_written(store: Store, written: Sequence[WrittenLeader]) -> frozenset[FieldKey]:
    """Make leaders of those whom the lists write: by their names the lists' items are theirs."""
    with signed(store, f"加入清单里的{len(written)}位分管领导") as command:
        for one in written:
            _new_leader(command, one.name, one.post)
    return command.changed


def paste_preview(store: Store, text: str) -> tuple[PastedLeader, ...]:
    """What a pasted «姓名 职务 分管单位» says, with its units found by name, alias or 泛指. Changes nothing."""
    with store.reading() as session:
        units = facts.units(session)
        groups = {one.name: one.member_ids for one in load_groups(raw_connection(session)) if one.member_ids}
        there = {row.name: row.id for row in session.exec(alive(CountyLeader)).all()}
        having = _having(session)
    names = {unit.id: unit.name for unit in units}
    found = []
    for line in read_lines(text, frozenset(names.values()))[0]:
        ids: dict[str, None] = {}
        unknown = []
        for word in line.units:
            unit = unit_named(units, word)
            hit = (unit.id,) if unit is not None else groups.get(word, ())
            ids.update(dict.fromkeys(hit))
            if not hit:
                unknown.append(word)
        called = tuple(names[one] for one in ids)
        found.append(PastedLeader(line, tuple(ids), called, tuple(unknown), there.get(line.name)))
        for unit_id in ids:
            having.setdefault(unit_id, {})[line.name] = None
    return tuple(replace(one, shared=_shared(one, having, names)) for one in found)


def _having(session: Session) -> dict[str, dict[str, None]]:
    """By unit id the names of the 分管领导 who have it."""
    rows = session.exec(
        select(LeaderUnit.unit_id, CountyLeader.name)
        .where(LeaderUnit.leader_id == CountyLeader.id)
        .where(*(col(column).is_(other=False) for column in (LeaderUnit.dead, CountyLeader.dead)))
        .where(col(CountyLeader.principal).is_(other=False))
        .order_by(col(CountyLeader.ordinal))
    ).all()
    found: dict[str, dict[str, None]] = {}
    for unit_id, name in rows:
        found.setdefault(unit_id, {})[name] = None
    return found


def _shared(
    one: PastedLeader, having: Mapping[str, Mapping[str, None]], names: Mapping[str, str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    others = (
        (names[unit], tuple(name for name in having[unit] if name != one.line.name)) for unit in one.unit_ids
    )
    return tuple((unit, who) for unit, who in others if who)


def paste_skipped(store: Store, text: str) -> tuple[SkippedLine, ...]:
    """The lines of a pasted text that make no leader (notes, sums, units), each with the reason. Changes nothing."""
    with store.reading() as session:
        names = frozenset(unit.name for unit in facts.units(session))
    return read_lines(text, names)[1]


def take_pasted(store: Store, pasted: Sequence[PastedLeader]) -> frozenset[FieldKey]:
    """Take in what was previewed: new leaders at the end, those there get post and units added. One step back."""
    if not pasted:
        raise Refusal("粘贴的文字里没有读到姓名，没有添加。请按“姓名 职务 分管单位”粘贴。")
    with signed(store, f"粘贴领导分工（{len(pasted)}位）") as command:
        known = {row.name: row for row in command.session.exec(alive(CountyLeader)).all()}
        for one in pasted:
            row = known.get(one.line.name)
            if row is None:
                known[one.line.name] = _new_leader(command, one.line.name, one.line.post, units=one.unit_ids)
                continue
            row.post = one.line.post or row.post
            had = command.session.exec(alive(LeaderUnit).where(LeaderUnit.leader_id == row.id)).all()
            for unit_id in _new(one.unit_ids, {each.unit_id for each in had}):
                command.keyed(LeaderUnit, leader_id=row.id, unit_id=unit_id)
    return command.changed


def unit_named(units: Iterable[Unit], word: str) -> Unit | None:
    """The unit of that name, full name, alias or stem; None where no unit is called so."""
    return next(
        (one for one in units if word in {one.name, one.full_name, one.stem, *one.aliases} - {""}), None
    )


# -- 工作专班


def add_task_force(
    store: Store, name: str, *, units: Sequence[str] = (), items: Sequence[str] = (), **fields: Any
) -> frozenset[FieldKey]:
    """A 工作专班 at the end of the list; `fields`: head, deputies, leader_id, unit_id (its office), remark."""
    _require_fields(fields, _FORCE_FIELDS)
    with signed(store, f"添加工作专班“{name.strip()[:12]}”") as command:
        _new_force(command, name, units, items, fields)
    return command.changed


def _new_force(
    command: Command, name: str, units: Iterable[str], items: Iterable[str], fields: dict[str, Any]
) -> None:
    row = TaskForce(
        name=_fresh_name(command, TaskForce, name, _FORCE), ordinal=_next_ordinal(command, TaskForce)
    )
    for field, value in fields.items():
        setattr(row, field, _field(field, value))
    command.session.add(row)
    command.session.flush()
    for unit_id in dict.fromkeys(units):
        command.keyed(TaskForceUnit, task_force_id=row.id, unit_id=unit_id)
    for item_id in dict.fromkeys(items):
        command.keyed(TaskForceItem, task_force_id=row.id, item_id=item_id)


def edit_task_force(store: Store, force_id: str, **fields: Any) -> frozenset[FieldKey]:
    """Set name, head, deputies, leader_id, unit_id or remark of a 工作专班."""
    _require_fields(fields, _FORCE_FIELDS)
    with signed(store, "修改工作专班") as command:
        row = held_row(command, TaskForce, force_id, _FORCE)
        name = str(fields.pop("name", row.name)).strip()
        if name != row.name:
            row.name = _fresh_name(command, TaskForce, name, _FORCE)
        for field, value in fields.items():
            setattr(row, field, _field(field, value))
    return command.changed


def remove_task_force(store: Store, force_id: str) -> frozenset[FieldKey]:
    """Take a 工作专班 off the list; undo brings it back with units and items."""
    with signed(store, "删除工作专班") as command:
        command.session.delete(held_row(command, TaskForce, force_id, _FORCE))
    return command.changed


def move_task_force(store: Store, force_id: str, place: int) -> frozenset[FieldKey]:
    """Put a 工作专班 at `place` (from 1) of the list."""
    with signed(store, "调整工作专班顺序") as command:
        _move(command, TaskForce, held_row(command, TaskForce, force_id, _FORCE), place)
    return command.changed


def set_task_force_units(store: Store, force_id: str, unit_ids: Sequence[str]) -> frozenset[FieldKey]:
    """The member units of a 工作专班, in place of those before."""
    with signed(store, "改专班成员单位") as command:
        row = held_row(command, TaskForce, force_id, _FORCE)
        require_units(command.session, unit_ids)
        _put_links(command, TaskForceUnit, ("task_force_id", row.id), "unit_id", unit_ids)
    return command.changed


def set_task_force_items(store: Store, force_id: str, item_ids: Sequence[str]) -> frozenset[FieldKey]:
    """The items that a 工作专班 sees to, in place of those before."""
    with signed(store, "改专班事项") as command:
        row = held_row(command, TaskForce, force_id, _FORCE)
        _put_links(command, TaskForceItem, ("task_force_id", row.id), "item_id", item_ids)
    return command.changed


def take_written_forces(store: Store, written: Sequence[WrittenForce]) -> frozenset[FieldKey]:
    """Make 工作专班 of those that the lists name, with the items of these lines."""
    with signed(store, f"加入清单里的{len(written)}个工作专班") as command:
        for one in written:
            _new_force(command, one.name, (), one.items, {})
    return command.changed


def find_leader(session: Session, reference: str) -> CountyLeader:
    """A leader's row by id or name. Refused with the names that there are."""
    return _found(session, CountyLeader, reference, _LEADER)


def find_task_force(session: Session, reference: str) -> TaskForce:
    """A 工作专班's row by id or name. Refused with the names that there are."""
    return _found(session, TaskForce, reference, _FORCE)


def _found(session: Session, model: type[RowT], reference: str, what: str) -> RowT:
    rows = session.exec(alive(model).order_by(col(model.ordinal), col(model.id))).all()
    wanted = reference.strip()
    for row in rows:
        if wanted in {row.id, row.name}:
            return row
    known = "、".join(row.name for row in rows)
    hint = f"现有：{known}。" if known else f"还没有{what}，请先在“设置－领导与专班”里添加。"
    raise Refusal(f"没有名为“{wanted}”的{what}。{hint}")


def held_row(command: Command, model: type[RowT], row_id: str, what: str) -> RowT:
    """The row of a leader or 工作专班 to be changed. Refused where it is gone; `what` names it."""
    row = command.session.get(model, row_id)
    if row is None or row.dead:
        raise Refusal(f"这个{what}已不在了，没有改动。")
    return row


def _fresh_name(command: Command, model: type[RowT], name: str, what: str) -> str:
    name = name.strip()
    if not name:
        raise Refusal(f"{what}没有写名称，没有改动。")
    if any(row.name == name for row in command.session.exec(alive(model)).all()):
        raise Refusal(f"已有{what}“{name}”，没有重复添加。")
    return name


def _leader_name(command: Command, name: str) -> str:
    """The name of a leader, which has to be one of a person."""
    name = _fresh_name(command, CountyLeader, name, _LEADER)
    if not is_name(name, frozenset(unit.name for unit in facts.units(command.session))):
        raise Refusal(
            f"“{name[:20]}”不像姓名，没有改动。姓名写两到四个汉字（如张某），或带“·”；职务和分管单位写在各自的栏目里。"
        )
    return name


def _next_ordinal(command: Command, model: type[RowT]) -> int:
    command.session.flush()
    return max((row.ordinal for row in command.session.exec(alive(model)).all()), default=0) + 1


def _move(command: Command, model: type[RowT], row: RowT, place: int) -> None:
    rows = command.session.exec(alive(model).order_by(col(model.ordinal), col(model.id))).all()
    others = [one for one in rows if one.id != row.id]
    others.insert(max(0, min(place - 1, len(others))), row)
    for number, one in enumerate(others, start=1):
        if one.ordinal != number:
            one.ordinal = number


def _new(wanted: Iterable[str], had: set[str]) -> list[str]:
    return [one for one in dict.fromkeys(wanted) if one not in had]


def _field(name: str, value: Any) -> Any:
    """A field as the table holds it: a reference that is empty is none."""
    return (value or None) if name in {"leader_id", "unit_id"} else str(value).strip()


def _require_fields(fields: dict[str, Any], known: frozenset[str]) -> None:
    unknown = set(fields) - known
    if unknown:
        raise Refusal(f"没有这些栏目：{'、'.join(sorted(unknown))}，没有改动。")


def require_units(session: Session, unit_ids: Iterable[str]) -> None:
    """Refused where one of the units is in no list any more."""
    known = {unit.id for unit in facts.units(session)}
    if any(one not in known for one in unit_ids):
        raise Refusal("有单位已不在名录里，没有改动。请重新选择。")


def _put_links(
    command: Command, model: type[_Link], owner: tuple[str, str], part: str, wanted: Sequence[str]
) -> None:
    """Let the owner (its field, its id) have links to these alone; those that stay are not touched."""
    field, owner_id = owner
    had = command.session.exec(alive(model).where(getattr(model, field) == owner_id)).all()
    for one in had:
        if getattr(one, part) not in wanted:
            command.session.delete(one)
    for part_id in _new(wanted, {getattr(one, part) for one in had}):
        command.keyed(model, **{field: owner_id, part: part_id})
