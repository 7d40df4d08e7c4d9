"""Where a directive stands as of a day, and which colour its 督办单 has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.domain.directives import Directive, DirectiveStanding, DirectiveStep, StepKind, Urgency
from shengsi_desktop.domain.words import DirectiveSource, DirectiveState
from shengsi_desktop.rhythm.directives import directive_view

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
