"""交办事项: handed out in a meeting, followed until done. The meeting itself is `meetings`."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlmodel import col, func, select

from shengsi_desktop.domain.meetings import Directive as DirectiveView
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import DirectiveSource, DirectiveState
from shengsi_desktop.rhythm.directives import directive_view, parse_quick_add
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.weekly_meeting import item_numbers, weekly_meeting
from shengsi_desktop.store.local_tables import ChangeRow
from shengsi_desktop.store.tables import Directive

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.weeks import Week, WeekRhythm
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store


def _directive(row: Directive, numbers: Mapping[str, str], number: int) -> DirectiveView:
    return DirectiveView(
        id=row.id,
        what=row.what,
        who=row.who,
        due=date.fromisoformat(row.due) if row.due else None,
        state=DirectiveState(row.state),
        source=DirectiveSource(row.source),
        week=row.week,
        meeting_id=row.meeting_id,
        item_id=row.item_id,
        item_number=numbers.get(row.item_id or "", ""),
        done_on=date.fromisoformat(row.done_on) if row.done_on else None,
        number=number,
    )


def find_directive(session: Session, unit_id: str, reference: str, today: date) -> DirectiveView:
    """A directive of the unit by its id or its shown number."""
    for view in directive_views(session, unit_id, today):
        if reference.strip() in {view.id, str(view.number)}:
            return view
    raise Refusal(f"没有编号为“{reference}”的交办事项，没有改动。用 directive 命令可列出全部交办事项。")


def _stored(session: Session, unit_id: str) -> list[DirectiveView]:
    """The unit's directives in the order they were given; deleted ones keep their number, so no other takes it.

    The order is that of the log: ids go by the clock, which somebody may have set back.
    """
    numbers = item_numbers(session)
    # row by row from the log's index: the log of all units' directives is not read through
    made = (
        select(func.min(ChangeRow.lamport))
        .where(ChangeRow.entity == "directive", ChangeRow.entity_id == Directive.id)
        .scalar_subquery()
    )
    rows = session.exec(
        select(Directive).where(Directive.unit_id == unit_id).order_by(made, col(Directive.id))
    ).all()
    return [_directive(row, numbers, place) for place, row in enumerate(rows, start=1) if not row.dead]


def directives_by_week(
    session: Session, unit_id: str, rhythm: WeekRhythm
) -> dict[str, tuple[DirectiveView, ...]]:
    """The unit's directives by the week they were given in, each as of that week's last day."""
    found: dict[str, tuple[DirectiveView, ...]] = {}
    for one in _stored(session, unit_id):
        as_of = parse_week(one.week, rhythm).last
        found[one.week] = (*found.get(one.week, ()), directive_view(one, as_of, rhythm))
    return found


def directive_views(session: Session, unit_id: str, today: date) -> tuple[DirectiveView, ...]:
    """All directives of the unit: open ones first by due date, then the finished ones, newest first."""
    rhythm = facts.rhythm(session, unit_id)
    views = [directive_view(one, today, rhythm) for one in _stored(session, unit_id)]
    still_open = [view for view in views if view.state is DirectiveState.OPEN]
    ended = [view for view in views if view.state is not DirectiveState.OPEN]
    still_open.sort(key=lambda view: (view.due or date.max, view.id))
    ended.sort(key=lambda view: view.done_on or date.min, reverse=True)
    return (*still_open, *ended)


def directives(store: Store, unit_id: str, today: date) -> tuple[DirectiveView, ...]:
    """All 交办事项 of the unit as of `today`."""
    with store.reading() as session:
        return directive_views(session, unit_id, today)


def add_directive(
    store: Store, unit_id: str, week: Week, text: str, today: date, item_id: str | None = None
) -> frozenset[FieldKey]:
    """Quick-add «做什么 @谁 8月4日»."""
    what, who, due = parse_quick_add(text, today)
    if not what:
        raise Refusal("这一条没有写做什么，未添加。请按“做什么 @谁 8月4日”填写。")
    with signed(store, f"交办“{what[:12]}”", unit=unit_id) as command:
        meeting = weekly_meeting(command, unit_id, week)
        command.session.flush()
        command.session.add(
            Directive(
                unit_id=unit_id,
                meeting_id=meeting.id,
                item_id=item_id,
                what=what,
                who=who,
                due=due.isoformat() if due else None,
                week=str(week),
            )
        )
    return command.changed


def _directive_row(command: Command, directive_id: str) -> Directive:
    row = command.session.get(Directive, directive_id)
    if row is None or row.dead:
        raise Refusal("这条交办事项已不在了，没有改动。")
    return row


def edit_directive(
    store: Store,
    directive_id: str,
    *,
    what: str | None = None,
    who: str | None = None,
    due: date | None = None,
) -> frozenset[FieldKey]:
    """Change what, who or by when; what is None stays."""
    with signed(store, "修改交办事项") as command:
        row = _directive_row(command, directive_id)
        if what is not None:
            if not what.strip():
                raise Refusal("交办内容不能为空，原内容未动。")
            row.what = what.strip()
        if who is not None:
            row.who = who.strip()
        if due is not None:
            row.due = due.isoformat()
    return command.changed


def set_directive_state(
    store: Store, directive_id: str, state: DirectiveState, today: date
) -> frozenset[FieldKey]:
    """办结, 取消 or 重新办理; 办结 keeps the day."""
    with signed(store, f"交办事项{state.label}") as command:
        row = _directive_row(command, directive_id)
        row.state = state.value
        row.done_on = today.isoformat() if state is DirectiveState.DONE else None
    return command.changed


def remove_directive(store: Store, directive_id: str) -> frozenset[FieldKey]:
    """Delete a directive entered by mistake; undo brings it back."""
    with signed(store, "删除交办事项") as command:
        command.session.delete(_directive_row(command, directive_id))
    return command.changed


def waited_days(raised_on: date | None, as_of: date) -> int | None:
    """Days that a request has waited up to the as-of day."""
    return None if raised_on is None else max(0, (as_of - raised_on) // timedelta(days=1))
