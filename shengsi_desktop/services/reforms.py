"""重点改革: the rows of the board, and what a person adds and sets right in them.

The plan names no list of its «1项综合改革+9项专项改革»: there are as many as somebody imported or typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.reforms import ReformRow
from shengsi_desktop.domain.words import ItemKind
from shengsi_desktop.rhythm.reform_states import state_of
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.lists import items as list_items
from shengsi_desktop.services.lists.following import words_follow
from shengsi_desktop.store.tables import ListEntry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.services import facts
    from shengsi_desktop.services.lists.items import Listed
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.store.tables import Item

_KIND = ItemKind.REFORM
_FIELDS = frozenset({"name", "content", "lead", *list_items.ENTRY_FIELDS})


def reform_rows(store: Store, unit_id: str, week: Week, *, everything: bool = False) -> tuple[ReformRow, ...]:
    """The reforms that the unit answers for, in the list's order; with `everything` all of the plan's."""
    with store.reading() as session:
        return session_rows(session, unit_id, week, everything=everything)


def session_rows(
    session: Session,
    unit_id: str,
    week: Week,
    *,
    everything: bool = False,
    read: facts.WeekRead | None = None,
) -> tuple[ReformRow, ...]:
    """As `reform_rows`, inside a session that is open."""
    listed = list_items.listed(session, unit_id, week, _KIND, everything=everything, read=read)
    return tuple(_row(session, listed, row, unit_id, str(week)) for row in listed.rows)


def _row(session: Session, listed: Listed, item: ItemRow, unit_id: str, week: str) -> ReformRow:
    entry = listed.entries.get(item.id) or ListEntry(item_id=item.id)
    progress, progress_week, problems = list_items.newest_words(session, listed, item, unit_id, week)
    state, reason = state_of(item.standing, said=bool(progress))
    text = listed.texts[item.id]
    return ReformRow(
        item=item,
        category=entry.category,
        goal=entry.goal,
        content="" if text in {item.title, entry.goal} else text,
        state=state,
        state_reason=reason,
        progress=progress,
        progress_week=progress_week,
        problems=problems,
        leader=entry.leader,
        section=entry.section,
        person=entry.person,
        phone=entry.phone,
        due_words=entry.due_words,
        remark=entry.remark,
    )


def add_reform(store: Store, name: str, **fields: Any) -> frozenset[FieldKey]:
    """A reform at the list's end; its goal becomes deliverables as the plan's own text does.

    `fields` as in `edit_reform`.
    """
    with signed(store, f"新增改革“{name.strip()[:12]}”") as command:
        item, _ = list_items.add_item(command, _KIND, name, str(fields.pop("content", "")))
        _edit(command, item, fields, new=True)
    return command.changed


def edit_reform(store: Store, item_id: str, **fields: Any) -> frozenset[FieldKey]:
    """Set a reform right, as one step back.

    name, content, category (综合改革, 专项改革), goal, leader, section, person, phone, due_words, remark: words;
    lead: «甲局、乙镇». The 细项 follow name, content, goal and 时限; those that somebody has reported on stay.
    """
    with signed(store, "修改改革事项") as command:
        _edit(command, list_items.item_of(command, item_id, _KIND), fields)
    return command.changed


def drop_reform(store: Store, item_id: str) -> frozenset[FieldKey]:
    """Delete a reform with what was reported of it; undo brings it back whole."""
    with signed(store, "删除改革事项") as command:
        list_items.drop_item(command, item_id, _KIND)
    return command.changed


def _edit(command: Command, item: Item, fields: Mapping[str, Any], *, new: bool = False) -> None:
    unknown = set(fields) - _FIELDS
    if unknown:
        raise Refusal(f"改革事项没有这些栏目：{'、'.join(sorted(unknown))}。")
    with words_follow(command, item, new=new):
        list_items.put_words(item, _KIND, fields)
        list_items.put_entry(command, item.id, fields)
    if "lead" in fields:
        list_items.put_leads(command, item.id, str(fields["lead"]))
