"""An item's line of its list (重点举措, 重点改革, 重大项目): what it says, and its fields that a person may type into.

Taking a list in from a workbook is another service's.
"""

from __future__ import annotations

import json
from dataclasses import fields
from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.domain import money
from shengsi_desktop.domain.item_detail import ListLine
from shengsi_desktop.domain.lists import ListField
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import ItemKind
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.drafting import editables, with_draft
from shengsi_desktop.services.lists.following import words_follow
from shengsi_desktop.services.lists.items import put_entry
from shengsi_desktop.store import keys
from shengsi_desktop.store.tables import Item, ListEntry, Project

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.views import Editable
    from shengsi_desktop.store.sessions import Store

#: what a person may type over; the number, the day as written and the columns kept as they are stay the list's. The
#: goal is set by a command: its 细项 go with it
EDITABLE = ("category", "leader", "section", "person", "phone", "remark")
_LISTED = frozenset({ItemKind.KEY_MEASURE, ItemKind.REFORM, ItemKind.PROJECT})
_WRITTEN = tuple(each.name for each in fields(ListLine) if each.name not in {"extras", "facts"})


def list_line(session: Session, item_id: str, kind: ItemKind) -> ListLine | None:
    """What the item's list says, with what is typed and not yet a change; None for what stands in no list."""
    if kind not in _LISTED:
        return None
    row_id = keys.list_entry_id(item_id)
    row = session.get(ListEntry, row_id)
    shown = ListEntry(item_id=item_id) if row is None or row.dead else row
    said = {name: with_draft(session, "list_entry", row_id, name, getattr(shown, name)) for name in _WRITTEN}
    extras = json.loads(shown.extras or "{}")
    return ListLine(
        **said,
        extras=tuple((head, str(text)) for head, text in extras.items()),
        facts=_project_facts(session.get(Project, keys.project_id(item_id))),
    )


def _project_facts(row: Project | None) -> tuple[tuple[str, str], ...]:
    """What a project is: who builds what where, for how much, from when to when."""
    if row is None or row.dead:
        return ()
    said = (
        (ListField.BUILDER, row.builder),
        (ListField.NATURE, row.nature),
        (ListField.SITE, row.site),
        (ListField.TOTAL, _money(row.total, row.money_unit)),
        (ListField.BEFORE, _money(row.before, row.money_unit)),
        (ListField.START, row.start_words or row.start_on),
        (ListField.FINISH, row.finish_words or row.finish_on),
        (ListField.PROBLEM_TYPE, row.problem),
    )
    return tuple((field.label, text) for field, text in said if text)


def _money(amount: str | None, unit: str) -> str:
    """A sum kept in 万元 in the unit that the project is shown in."""
    return money.words(money.money_in(Decimal(amount), money.WAN), unit) if amount is not None else ""


def set_goal(store: Store, item_id: str, goal: str) -> frozenset[FieldKey]:
    """年度目标 of an item of a list, with the 细项 that follow from it, as one step."""
    with store.reading() as session:
        item = session.get(Item, item_id)
        number = item.number if item is not None else ""
    with signed(store, f"{number}改年度目标") as command:
        row = command.session.get(Item, item_id)
        if row is None or row.dead or row.kind not in _LISTED:
            raise Refusal("这个事项已不在清单里，没有改动。")
        with words_follow(command, row):
            put_entry(command, item_id, {"goal": goal})
    return command.changed


def editable_line(store: Store, item_id: str) -> Mapping[str, Editable]:
    """The fields of the item's line that can be typed into, by name; none for what stands in no list."""
    with store.reading() as session:
        item = session.get(Item, item_id)
        if item is None or item.dead:
            raise Refusal("这个事项已不在方案里。")
        line = list_line(session, item_id, ItemKind(item.kind))
        if line is None:
            return {}
        return editables(
            store,
            session,
            "list_entry",
            keys.list_entry_id(item_id),
            EDITABLE,
            {"item_id": item_id},
            line,
        )
