"""Where a directive stands as of a day, and which colour its 督办单 has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.domain.directives import Directive, DirectiveStanding, DirectiveStep, StepKind, Urgency
from shengsi_desktop.domain.words import DirectiveSource, DirectiveState
from shengsi_desktop.rhythm.directives import as_it_stood, directive_view

FRIDAY = date(2023, 7, 28)
LONG_AGO = "2023-W20"


def one(
    days: int | None = None,
    *,
    week: str = LONG_AGO,
    state: DirectiveState = DirectiveState.OPEN,
    urgings: int = 0,
    **fields: object,
) -> Directive:
    """A directive due so many days after the Friday, urged so often."""
    steps = tuple(DirectiveStep(str(n), StepKind.URGE, FRIDAY) for n in range(urgings))
    due = None if days is None else FRIDAY + timedelta(days=days)
    made = Directive(
        "x", "对接资金", "", due, state, DirectiveSource.WEEKLY, week, unit_id="own", steps=steps
    )
    return directive_view(replace(made, **fields), FRIDAY)  # type: ignore[arg-type]


def test_as_it_stood_what_happened_later_had_not_happened() -> None:
    days = {
        StepKind.SIGN: FRIDAY,
        StepKind.EXTEND: FRIDAY + timedelta(days=2),
        StepKind.DONE: FRIDAY + timedelta(days=9),
        StepKind.CLOSE: FRIDAY + timedelta(days=12),
    }
    steps = tuple(
        DirectiveStep(kind.value, kind, day, due_from=FRIDAY if kind is StepKind.EXTEND else None)
        for kind, day in days.items()
    )
    closed = one(
        7, state=DirectiveState.CLOSED, steps=steps, first_due=FRIDAY, signed_on=FRIDAY, signed_by="李某",
        done_on=days[StepKind.DONE], result="已办", closed_on=days[StepKind.CLOSE], closed_by="王某",
    )  # fmt: skip
    assert as_it_stood(closed, days[StepKind.CLOSE]) == closed
    done = as_it_stood(closed, days[StepKind.DONE])
    assert (done.state, done.closed_by, done.result) == (DirectiveState.DONE, "", "已办")
    extended = as_it_stood(closed, days[StepKind.EXTEND])
    assert (extended.state, extended.due, extended.first_due, extended.result) == (
        DirectiveState.OPEN, FRIDAY + timedelta(days=7), FRIDAY, "",
    )  # fmt: skip
    signed = as_it_stood(closed, FRIDAY)
    assert (signed.due, signed.first_due, signed.signed_by) == (FRIDAY, None, "李某")
    given = as_it_stood(closed, FRIDAY - timedelta(days=1))
    assert (given.signed_on, given.signed_by, given.steps) == (None, "", ())
    cancelled = one(
        3, state=DirectiveState.CANCELLED, done_on=days[StepKind.DONE],
        steps=(DirectiveStep("x", StepKind.CANCEL, days[StepKind.DONE]),),
    )  # fmt: skip
    assert as_it_stood(cancelled, FRIDAY).state is DirectiveState.OPEN


@pytest.mark.parametrize(
    ("days", "standing"),
    [
        (None, DirectiveStanding.DOING),
        (8, DirectiveStanding.DOING),
        (7, DirectiveStanding.SOON),
        (0, DirectiveStanding.SOON),
        (-1, DirectiveStanding.OVERDUE),
    ],
)
def test_an_open_one_stands_by_its_date(days: int | None, standing: DirectiveStanding) -> None:
    assert one(days).standing is standing


def test_what_ended_it_goes_before_its_date() -> None:
    for state, standing in (
        (DirectiveState.DONE, DirectiveStanding.DONE),
        (DirectiveState.CLOSED, DirectiveStanding.CLOSED),
        (DirectiveState.CANCELLED, DirectiveStanding.CANCELLED),
    ):
        ended = one(-30, state=state)
        assert (ended.standing, ended.urgency, ended.days_overdue) == (standing, None, 0)


def test_another_unit_has_to_sign_until_it_did_or_told_of_progress() -> None:
    given_away = one(20, owner_unit_id="other")
    assert (given_away.awaits_signature, given_away.standing) == (True, DirectiveStanding.TO_SIGN)
    assert not one(20, owner_unit_id="other", signed_on=FRIDAY).awaits_signature
    told = (DirectiveStep("1", StepKind.PROGRESS, FRIDAY, words="已开工"),)
    assert not one(20, owner_unit_id="other", steps=told).awaits_signature
    assert not one(20, owner_unit_id="own").awaits_signature
    assert not one(20).awaits_signature


@pytest.mark.parametrize(
    ("days", "urgings", "colour"),
    [
        (8, 0, None),
        (7, 0, Urgency.BLUE),
        (0, 0, Urgency.BLUE),
        (-1, 0, Urgency.YELLOW),
        (-7, 0, Urgency.YELLOW),
        (-8, 0, Urgency.RED),
        (30, 1, None),
        (30, 2, Urgency.YELLOW),
        (30, 3, Urgency.RED),
        (-2, 3, Urgency.RED),
        (None, 2, Urgency.YELLOW),
        (None, 0, None),
    ],
)
def test_a_slip_is_blue_yellow_or_red(days: int | None, urgings: int, colour: Urgency | None) -> None:
    assert one(days, urgings=urgings).urgency is colour


def test_one_just_given_is_blue_whatever_its_date() -> None:
    assert one(60, week="2023-W30").urgency is Urgency.BLUE
    assert one(None, given_on=date(2023, 7, 21)).urgency is Urgency.BLUE
    assert one(None, given_on=date(2023, 7, 20)).urgency is None


def test_a_request_between_equals_urges_nobody() -> None:
    asked = tuple(DirectiveStep(str(n), StepKind.CONSULT, FRIDAY) for n in range(5))
    assert one(30, steps=asked).urgency is None


@given(st.integers(-60, 60), st.integers(0, 4))
def test_it_never_grows_less_urgent_as_days_pass(days: int, urgings: int) -> None:
    order = [None, Urgency.BLUE, Urgency.YELLOW, Urgency.RED]
    assert order.index(one(days, urgings=urgings).urgency) <= order.index(
        one(days - 1, urgings=urgings).urgency
    )
