"""Which day it is in the office: the clock that the store was opened with says it, wherever no day is given."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.services import appeals
from shengsi_desktop.services.boards.computing import board_now
from shengsi_desktop.store.sessions import Store, today
from shengsi_desktop.store.tables import Item, Plan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

JULY = datetime(2031, 7, 28, 23, 59)  # noqa: DTZ001 - the local time, as a wall clock shows it


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with Store.open(folder, clock=lambda: JULY) as found:
        yield found


def test_store_reading_and_command_know_the_same_day(store: Store) -> None:
    with store.reading() as session:
        assert today(session) == store.today() == date(2031, 7, 28)
    with store.command("看") as command:
        assert today(command.session) == date(2031, 7, 28)


def test_in_a_plan_without_a_year_an_appeal_is_due_at_the_end_of_this_one(store: Store) -> None:
    with store.command("方案") as command:
        command.session.exec(select(Plan)).one().year = None
    appeals.add_appeal(store, "甲补助")
    with store.reading() as session:
        assert session.exec(select(Item.due).where(Item.title == "甲补助")).one() == "2031-12-31"


def test_a_board_is_of_a_month_that_has_begun(store: Store) -> None:
    with pytest.raises(Refusal, match="还没有开始"):
        board_now(store, "work", "2031-08")
