"""A 交办事项 as it stood on a day that has passed, told by the steps of its life. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from shengsi_desktop.domain.directives import StepKind
from shengsi_desktop.domain.words import DirectiveState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from shengsi_desktop.domain.directives import DirectiveStep

_STATES = {
    StepKind.DONE: DirectiveState.DONE,
    StepKind.CLOSE: DirectiveState.CLOSED,
    StepKind.CANCEL: DirectiveState.CANCELLED,
    StepKind.REOPEN: DirectiveState.OPEN,
}
#: the state before a step of that kind, where no step tells it
_BEFORE = {
    StepKind.DONE: DirectiveState.OPEN,
    StepKind.CLOSE: DirectiveState.DONE,
    StepKind.CANCEL: DirectiveState.OPEN,
    StepKind.REOPEN: DirectiveState.DONE,
}


class Stood(NamedTuple):
    """State, date in force, day of its 办结 and days overdue (0 while in time), all as of one day."""

    state: DirectiveState
    due: date | None
    done_on: date | None
    overdue_days: int


def stood_on(
    day: date,
    *,
    state: DirectiveState,
    due: date | None,
    done_on: date | None,
    closed_on: date | None,
    steps: Sequence[DirectiveStep],
) -> Stood:
    """How it stood at the end of `day`; `state`, `due` and the days are today's, `steps` in their order.

    What came later is taken back: 办结, 销号, 取消, 重新办理, and 延期 with its new date. Rows of early stores have no
    steps: there the days of 办结 and 销号 say what was later.
    """
    later = [step for step in steps if step.day is not None and step.day > day]
    past = [step for step in steps if step.day is not None and step.day <= day]
    then = _state_on(day, state, done_on, closed_on, past, later)
    before = next((step.due_from for step in later if step.kind is StepKind.EXTEND), None)
    due_then = before or due
    ended = None
    if then is not DirectiveState.OPEN:
        finished = next((step.day for step in reversed(past) if step.kind is StepKind.DONE), None)
        own = next((one for one in (done_on, closed_on) if one is not None and one <= day), None)
        ended = finished or own or next((s.day for s in reversed(past) if s.kind in _STATES), None)
    late = 0
    if then is DirectiveState.OPEN and due_then is not None and due_then < day:
        late = (day - due_then).days
    return Stood(then, due_then, ended, late)


def _state_on(
    day: date,
    state: DirectiveState,
    done_on: date | None,
    closed_on: date | None,
    past: Sequence[DirectiveStep],
    later: Sequence[DirectiveStep],
) -> DirectiveState:
    known = next((_STATES[step.kind] for step in reversed(past) if step.kind in _STATES), None)
    turn = next((step.kind for step in later if step.kind in _STATES), None)
    if turn is not None:
        return known or _BEFORE[turn]
    if state is DirectiveState.CLOSED and closed_on is not None and closed_on > day:
        state = DirectiveState.DONE
    if state is not DirectiveState.OPEN and done_on is not None and done_on > day:
        return DirectiveState.OPEN
    return state
