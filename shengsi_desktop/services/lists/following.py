"""A line's day and its 细项 follow its words (name, goal, content, milestones, 时限, 竣工), whoever changes them.

One rule for a list that is taken in, for what a page sets right and for what is typed in an item's pane.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sqlmodel import col, select

from shengsi_desktop.domain.lists import ListField, ListKind
from shengsi_desktop.domain.naming import island_name, island_names
from shengsi_desktop.services import facts
from shengsi_desktop.services.lists.deliverables import (
    Day,
    Line,
    Version,
    YearPlan,
    investment_day_edits,
    investment_edits,
    promise_edits,
)
from shengsi_desktop.services.lists.edits import Edit, Put, write
from shengsi_desktop.services.lists.projects import project_promises
from shengsi_desktop.services.lists.promises import Terms, promises
from shengsi_desktop.services.lists.rows import KINDS, names_in
from shengsi_desktop.services.lists.stored import plan_facts, stored_thing
from shengsi_desktop.sheets.lists.days import days
from shengsi_desktop.store.tables import DeliverableValue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlmodel import Session

    from shengsi_desktop.services.lists.promises import Promise
    from shengsi_desktop.services.lists.stored import PlanFacts, StoredThing
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.tables import Item

F = ListField


def line_day(due: date | None, finish: date | None, year: int) -> Day:
    """Return a line's own day: its 时限, else 竣工 where that is in the plan's year, else the year's end (默认)."""
    if due is not None:
        return Day(due.isoformat(), is_default=False)
    if finish is not None and finish.year == year:
        return Day(finish.isoformat(), is_default=False)
    return Day(date(year, 12, 31).isoformat(), is_default=True)


def stored_due(thing: StoredThing, year: int) -> date | None:
    """Return the day that the line's own words of 时限 name."""
    words = str(thing.entry.get("due_words", ""))
    return days(words, year).last if words else None


def stored_finish(thing: StoredThing) -> date | None:
    """Return the day of 竣工, of projects alone."""
    held = str(thing.project.get("finish_on", ""))
    return date.fromisoformat(held) if held else None


def stored_day(thing: StoredThing, year: int) -> Day:
    """Return the day that the line's stored words give; what a person made of it stands in the item's row."""
    return line_day(stored_due(thing, year), stored_finish(thing), year)


def day_of(thing: StoredThing) -> Day:
    """Return the day that holds."""
    return Day(thing.row["due"], thing.row["due_is_default"])


def stored_milestones(thing: StoredThing, kind: ListKind) -> str:
    """Return the words of 节点安排: a project has a field for them, another line a column of its own."""
    if kind is ListKind.PROJECT:
        return str(thing.project.get("milestones", ""))
    return thing.extras.get(F.MILESTONES.label, "")


def stored_terms(thing: StoredThing, kind: ListKind) -> Terms:
    """Return all that the line's stored promises follow from."""
    goal = str(thing.entry.get("goal", ""))
    return Terms(thing.name, goal, thing.content, stored_milestones(thing, kind))


def promised(terms: Terms, kind: ListKind, year: int) -> tuple[Promise, ...]:
    """Return what a line of that list promises."""
    if kind is ListKind.PROJECT:
        return project_promises(replace(terms, name="", content=""), year)
    return promises(terms, year)


@contextmanager
def words_follow(command: Command, item: Item, *, new: bool = False) -> Iterator[None]:
    """Let the day and the 细项 of a line follow what is written of its words inside, as part of the same step.

    What a person made of them stays, and a 细项 that somebody has reported on is not taken away: nobody is shown
    beforehand what goes, as the preview of a list does. `new`: the line was made just now, with no 细项 yet.
    """
    session = command.session
    kind = next(one for one, of in KINDS.items() if of.value == item.kind)
    session.flush()
    plan = plan_facts(session, item.plan_id)
    before = stored_thing(session, kind, item.id)
    yield
    session.flush()
    after = stored_thing(session, kind, item.id)
    edits = _edits(session, kind, plan, None if new else before, after)
    held = _reported(session, [drop.row_id for edit in edits for drop in edit.drops])
    edits = [
        replace(one, drops=tuple(drop for drop in one.drops if drop.row_id not in held)) for one in edits
    ]
    day = _day(None if new else before, after, plan.year)
    gone = {drop.row_id for edit in edits for drop in edit.drops}
    write(command, [*edits, _days_moved(after, day, gone)])
    item.due, item.due_is_default = day.due, day.is_default
    session.flush()


def _edits(
    session: Session, kind: ListKind, plan: PlanFacts, before: StoredThing | None, after: StoredThing
) -> list[Edit]:
    """What the new words bring; `before` None: the line is new."""
    day = _day(before, after, plan.year)
    names = island_names(facts.places(session))
    islands = tuple(island_name(one, names) or one for one in names_in(after.extras.get(F.ISLAND.label, "")))
    line = Line(after.id, after.row["number"], plan.by_time, after, islands, names)
    found: list[Edit] = []
    if kind is ListKind.PROJECT:
        old_name = before.name if before else ""
        found += investment_edits(line, after.name, YearPlan(None, None), day, renamed_from=old_name)
        found += investment_day_edits(after, day) if before else []
    new = Version(promised(stored_terms(after, kind), kind, plan.year), day)
    old = None
    if before is not None:
        old = Version(promised(stored_terms(before, kind), kind, plan.year), day_of(before))
    return [*found, *promise_edits(line, old, new)]


def _day(before: StoredThing | None, after: StoredThing, year: int) -> Day:
    """The day that holds now: the words' one, unless they name the same as before."""
    new = stored_day(after, year)
    return day_of(after) if before is not None and stored_day(before, year) == new else new


def _days_moved(after: StoredThing, day: Day, gone: set[str]) -> Edit:
    """What lets a 细项 that has the line's day by default (a person's own, too) have its new one."""
    was = day_of(after)
    puts = [
        Put("deliverable", row["id"], {"due": day.due, "due_is_default": day.is_default})
        for row in after.deliverables
        if was.is_default and (row["due"], row["due_is_default"]) == (was.due, True) and row["id"] not in gone
    ]
    return Edit("", "", "", tuple(puts))


def _reported(session: Session, ids: list[str]) -> set[str]:
    of_them = select(DeliverableValue.deliverable_id).where(
        col(DeliverableValue.deliverable_id).in_(ids), col(DeliverableValue.dead).is_(other=False)
    )
    return set(session.exec(of_them).all()) if ids else set()
