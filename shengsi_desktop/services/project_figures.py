"""What was invested: entering a week's figures of a project, and the year's curve of plan against done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from shengsi_desktop.domain import money
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.projects import INVESTMENT, investment_id
from shengsi_desktop.domain.tracking import DeliverableValue as ValueView
from shengsi_desktop.domain.words import ItemKind
from shengsi_desktop.rhythm.investments import (
    base_of,
    contradicts,
    derived,
    month_values,
)
from shengsi_desktop.rhythm.weeks import last_week_of_month_before, month_of, plan_weeks
from shengsi_desktop.services import facts
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.drafting import editables, with_draft
from shengsi_desktop.services.lists import items as list_items
from shengsi_desktop.services.project_rows import reported, session_rows
from shengsi_desktop.services.values import put_value
from shengsi_desktop.store import keys
from shengsi_desktop.store.tables import Deliverable, DeliverableValue, Project

if TYPE_CHECKING:
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.money import Money
    from shengsi_desktop.domain.projects import InvestmentCurve
    from shengsi_desktop.domain.views import Editable
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store


def set_progress(
    store: Store,
    item_id: str,
    unit_id: str,
    week: Week,
    *,
    done: Money | None = None,
    month_done: Money | None = None,
    words: str | None = None,
) -> frozenset[FieldKey]:
    """A week's entry: this year's sum or this month's, the other following, and 形象进度; what is None stays.

    Refused, nothing being stored, where a sum is below nothing, where both do not agree with the month before, or
    where only the month's is given and nobody has said what the year's was before it. Both given then: the month
    before gets the difference. A sum over the plan or the total is stored, and the row says that it is doubtful.
    """
    for sum_ in (done, month_done):
        if sum_ is not None and not sum_.wan.is_finite():
            raise Refusal("投资额应是数，原来的数没有动。")
    if done is not None and done.wan < 0:
        raise Refusal("本年累计完成投资不能小于0，原来的数没有动。")
    if month_done is not None and month_done.wan < 0:
        raise Refusal("本月完成投资不能小于0，原来的数没有动。核减的请直接改本年累计。")
    with signed(store, "填写项目进度", unit=unit_id) as command:
        list_items.item_of(command, item_id, ItemKind.PROJECT)
        deliverable = command.session.get(Deliverable, investment_id(item_id))
        if deliverable is None or deliverable.dead:
            raise Refusal(f"这个项目的细项“{INVESTMENT}”已删除，没有存入。")
        if done is not None or month_done is not None:
            done = _settled(command, deliverable, unit_id, week, done, month_done)
            put_value(command, deliverable.id, unit_id, week, value=done.wan)
        if words is not None:
            put_value(command, deliverable.id, unit_id, week, words=words.strip())
    return command.changed


def _settled(
    command: Command,
    deliverable: Deliverable,
    unit_id: str,
    week: Week,
    done: Money | None,
    month_done: Money | None,
) -> Money:
    """This year's sum by what was given; the month before gets its own where both were and it had none."""
    session = command.session
    rhythm = facts.rhythm(session, unit_id)
    year = facts.current_plan(session).year
    values = reported(session, deliverable.id, unit_id, str(week))
    by_month = month_values(values, rhythm)
    month = month_of(week)
    project = command.session.get(Project, keys.project_id(deliverable.item_id))
    base = base_of(by_month, month, year, _start(project))
    settled, _ = derived(done, month_done, base)
    if settled is None:
        raise Refusal("上月末的本年累计还没有填过，推不出本年累计，没有存入。请把本年累计一起填上。")
    if done is not None and month_done is not None:
        if base is None:
            before = done - month_done
            if before.wan < 0:
                raise Refusal("本月完成大于本年累计，没有存入。请核对两个数。")
            last = last_week_of_month_before(week)
            put_value(command, deliverable.id, unit_id, last, value=before.wan)
        elif contradicts(done, month_done, base):
            shown = project.money_unit if project is not None else money.WAN
            raise Refusal(
                f"本年累计{money.words(done, shown)}、本月完成{money.words(month_done, shown)}与上月末累计"
                f"{money.words(base, shown)}对不上，没有存入。请核对，或只填其中一个。"
            )
    return settled


def _start(row: Project | None) -> date | None:
    return date.fromisoformat(row.start_on) if row is not None and row.start_on else None


def picture_field(store: Store, item_id: str, unit_id: str, week: Week) -> Editable:
    """形象进度 of this very week for an editor; what is typed there is a draft like all typing."""
    money_id = investment_id(item_id)
    row_id = keys.deliverable_value_id(money_id, unit_id, str(week))
    with store.reading() as session:
        row = session.get(DeliverableValue, row_id)
        stored = row.words if row is not None and not row.dead else ""
        key = {"deliverable_id": money_id, "unit_id": unit_id, "week": str(week)}
        typed = with_draft(session, "deliverable_value", row_id, "words", stored)
        shown = ValueView(money_id, unit_id, str(week), words=typed)
        return editables(store, session, "deliverable_value", row_id, ("words",), key, shown)["words"]


def s_curve(store: Store, item_id: str, unit_id: str, week: Week | None = None) -> InvestmentCurve:
    """Plan against done by month of the plan's year, up to `week` (else the year's last)."""
    with store.reading() as session:
        year = facts.current_plan(session).year or 0
        at = week or plan_weeks(year, facts.rhythm(session, unit_id))[-1]
        rows = session_rows(session, unit_id, at, everything=True, only=item_id)
    if not rows:
        raise Refusal("这个项目已不在清单里。")
    return rows[0].curve
