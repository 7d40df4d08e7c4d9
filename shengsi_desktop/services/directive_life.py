"""The life of a 交办事项: 签收, 进展, 商请 and 催办, 延期, 办结, 销号, 取消, 重新办理.

Each is one command that sets the fields and adds a step, so that one undo takes both back.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlmodel import col, func, select

from shengsi_desktop.domain.directives import StepKind
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import DirectiveState
from shengsi_desktop.rhythm.figures import day_words
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.store.local_tables import ChangeRow
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import CoordinationRequest, Directive, DirectiveStep

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store


#: steps that are texts somebody copied
COPIED = frozenset({StepKind.CONSULT, StepKind.URGE, StepKind.REMIND})


def directive_row(command: Command, directive_id: str) -> Directive:
    """The living row, to be changed. Refused where it is gone."""
    row = command.session.get(Directive, directive_id)
    if row is None or row.dead:
        raise Refusal("这条交办事项已不在了，没有改动。")
    return row


def sign_directive(store: Store, directive_id: str, *, by: str, on: date) -> frozenset[FieldKey]:
    """签收: who took it, and when. Refused twice."""
    with signed(store, "签收交办事项") as command:
        row = _open_row(command, directive_id, "签收")
        if row.signed_on:
            raise Refusal(f"这条交办事项已由{row.signed_by or '对方'}签收，没有改动。签收错了可先撤销。")
        _not_before(on, _begun(command.session, row), "签收", "交办")
        row.signed_by, row.signed_on = _said(by, "签收人"), on.isoformat()
        _step(command, row, StepKind.SIGN, on, person=row.signed_by)
    return command.changed


def note_progress(
    store: Store, directive_id: str, *, words: str, on: date, person: str = ""
) -> frozenset[FieldKey]:
    """进展 in words, while it is not closed."""
    with signed(store, "记交办事项进展") as command:
        row = directive_row(command, directive_id)
        if row.state not in {DirectiveState.OPEN, DirectiveState.DONE}:
            raise Refusal(f"这条交办事项已{DirectiveState(row.state).label}，进展没有记入。请先“重新办理”。")
        _step(command, row, StepKind.PROGRESS, on, person=person, words=_said(words, "进展"))
    return command.changed


def extend_directive(
    store: Store, directive_id: str, *, due: date, reason: str, on: date
) -> frozenset[FieldKey]:
    """延期 to a later day with its reason; the first date is kept, however often it is put off."""
    with signed(store, "交办事项延期") as command:
        row = _open_row(command, directive_id, "延期")
        if not row.due:
            raise Refusal("这条交办事项还没有时限，不用延期，没有改动。请直接填写完成时限。")
        if due.isoformat() <= row.due:
            raise Refusal("新的时限不比现在的晚，没有改动。要更正写错的时限，请直接改“完成时限”。")
        said = _said(reason, "延期原因")
        before = row.due
        row.first_due = row.first_due or before
        row.due = due.isoformat()
        _step(command, row, StepKind.EXTEND, on, words=said, due_from=before, due_to=row.due)
    return command.changed


def finish_directive(
    store: Store, directive_id: str, *, on: date, result: str = "", person: str = ""
) -> frozenset[FieldKey]:
    """办结 with its result; a 需协调事项 it was made of gets the result as its answer, where it has none."""
    with signed(store, "交办事项办结") as command:
        row = _open_row(command, directive_id, "办结")
        _not_before(on, _begun(command.session, row), "办结", "交办")
        row.state, row.done_on, row.result = DirectiveState.DONE.value, on.isoformat(), result.strip()
        request = _request(command, row)
        if request is not None and row.result and not request.answer.strip():
            request.answer, request.answered_on = row.result, row.done_on
            request.answered_by = row.who
        _step(command, row, StepKind.DONE, on, person=person, words=row.result)
    return command.changed


def close_directive(store: Store, directive_id: str, *, by: str, on: date) -> frozenset[FieldKey]:
    """销号: who struck it off, and when; only what is 办结."""
    with signed(store, "交办事项销号") as command:
        row = directive_row(command, directive_id)
        if row.state != DirectiveState.DONE:
            state = DirectiveState(row.state)
            why = "已销号" if state is DirectiveState.CLOSED else f"现为“{state.label}”，办结后才能销号"
            raise Refusal(f"这条交办事项{why}，没有改动。")
        _not_before(on, _day(row.done_on), "销号", "办结")
        row.state = DirectiveState.CLOSED.value
        row.closed_by, row.closed_on = _said(by, "销号人"), on.isoformat()
        _step(command, row, StepKind.CLOSE, on, person=row.closed_by)
    return command.changed


def cancel_directive(store: Store, directive_id: str, *, reason: str, on: date) -> frozenset[FieldKey]:
    """取消 with its reason."""
    return _cancel(store, directive_id, _said(reason, "取消原因"), on)


def _cancel(store: Store, directive_id: str, reason: str, on: date) -> frozenset[FieldKey]:
    with signed(store, "取消交办事项") as command:
        row = _open_row(command, directive_id, "取消")
        on = max(on, _begun(command.session, row) or on)
        row.state = DirectiveState.CANCELLED.value
        _step(command, row, StepKind.CANCEL, on, words=reason)
    return command.changed


def reopen_directive(store: Store, directive_id: str, *, on: date, reason: str = "") -> frozenset[FieldKey]:
    """重新办理 what was done, closed or cancelled; an answer that its 办结 gave is taken back, the steps tell of it."""
    with signed(store, "重新办理交办事项") as command:
        row = directive_row(command, directive_id)
        if row.state == DirectiveState.OPEN:
            raise Refusal("这条交办事项正在办理，没有改动。")
        on = max(on, _begun(command.session, row) or on, _day(row.done_on) or on, _day(row.closed_on) or on)
        request = _request(command, row)
        if request is not None and row.result and request.answer == row.result:
            request.answer, request.answered_on, request.answered_by = "", None, ""
        row.state, row.result, row.done_on = DirectiveState.OPEN.value, "", None
        row.closed_on, row.closed_by = None, ""
        _step(command, row, StepKind.REOPEN, on, words=reason.strip())
    return command.changed


def record_urging(
    store: Store, directive_ids: Sequence[str], kind: StepKind, on: date, person: str = ""
) -> frozenset[FieldKey]:
    """Note that the text of a 商请, 催办 or 签收提醒 was copied, once a day for each that is open.

    Whether it was sent nobody knows here: the step says what was done, and one undo takes it back.
    """
    if kind not in COPIED:
        message = f"not an urging: {kind}"
        raise ValueError(message)
    with signed(store, f"复制{kind.label}文字") as command:
        for directive_id in directive_ids:
            row = directive_row(command, directive_id)
            there = command.session.exec(
                alive(DirectiveStep).where(
                    DirectiveStep.directive_id == row.id,
                    DirectiveStep.kind == kind.value,
                    col(DirectiveStep.day) == on.isoformat(),
                )
            ).first()
            if row.state == DirectiveState.OPEN and there is None:
                _step(command, row, kind, on, person=person, words=f"已复制{kind.label}文字")
    return command.changed


def set_directive_state(
    store: Store, directive_id: str, state: DirectiveState, today: date
) -> frozenset[FieldKey]:
    """The state alone, as a tick in a list sets it; 办结 keeps the day. Nothing where it is so already.

    Nobody said the day: in the table of an earlier week it is the first one possible.
    """
    with store.reading() as session:
        row = session.get(Directive, directive_id)
        if row is not None:
            if row.state == state:
                return frozenset()
            earliest = _day(row.done_on) if state is DirectiveState.CLOSED else _begun(session, row)
            today = max(today, earliest or today)
    if state is DirectiveState.DONE:
        return finish_directive(store, directive_id, on=today)
    if state is DirectiveState.CANCELLED:
        return _cancel(store, directive_id, "", today)
    if state is DirectiveState.CLOSED:
        return close_directive(store, directive_id, by=store.setting("person"), on=today)
    return reopen_directive(store, directive_id, on=today)


def _open_row(command: Command, directive_id: str, what: str) -> Directive:
    row = directive_row(command, directive_id)
    if row.state != DirectiveState.OPEN:
        raise Refusal(
            f"这条交办事项现为“{DirectiveState(row.state).label}”，不能{what}，没有改动。请先“重新办理”。"
        )
    return row


def _begun(session: Session, row: Directive) -> date | None:
    """The day it was handed out, or taken up again; else the first of its week, or the day it was written down."""
    again = [one.day for one in _steps(session, row) if one.kind == StepKind.REOPEN.value]
    if again or row.given_on:
        return _day(max([*again, *filter(None, (row.given_on,))]))
    written = session.exec(
        select(func.min(ChangeRow.at)).where(ChangeRow.entity == "directive", ChangeRow.entity_id == row.id)
    ).one()
    try:
        first = parse_week(row.week, facts.rhythm(session, row.unit_id)).first
    except Refusal:
        return None
    return min(first, _day(written[:10]) or first) if written else first


def _steps(session: Session, row: Directive) -> Sequence[DirectiveStep]:
    return session.exec(alive(DirectiveStep).where(DirectiveStep.directive_id == row.id)).all()


def _not_before(on: date, earliest: date | None, what: str, after: str) -> None:
    if earliest is not None and on < earliest:
        days = f"{what}日期{day_words(on, earliest.year)}早于{after}日期{day_words(earliest, earliest.year)}"
        raise Refusal(f"{days}，没有改动。请改正{what}日期；{after}日期不对的，先改{after}日期。")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _said(text: str, name: str) -> str:
    if not text.strip():
        raise Refusal(f"没有写{name}，没有改动。请写上{name}。")
    return text.strip()


def _request(command: Command, row: Directive) -> CoordinationRequest | None:
    found = command.session.get(CoordinationRequest, row.request_id) if row.request_id else None
    return found if found is not None and not found.dead else None


def _step(
    command: Command,
    row: Directive,
    kind: StepKind,
    on: date,
    *,
    person: str = "",
    words: str = "",
    due_from: str | None = None,
    due_to: str | None = None,
) -> None:
    command.session.add(
        DirectiveStep(
            directive_id=row.id,
            kind=kind.value,
            day=on.isoformat(),
            person=person.strip(),
            words=words,
            due_from=due_from,
            due_to=due_to,
        )
    )
