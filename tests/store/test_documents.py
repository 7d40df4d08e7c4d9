"""Documents that were taken in speak for their unit's week; taking them back gives the word to what was there."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import select

from shengsi_desktop.store.reading import load_reports, load_values
from shengsi_desktop.store.said import SaidReport, SaidRequest, SaidValue
from shengsi_desktop.store.sessions import raw_connection
from shengsi_desktop.store.tables import (
    Deliverable,
    DeliverableValue,
    FinalVersion,
    Receipt,
    Report,
    Submission,
    Unit,
)

if TYPE_CHECKING:
    from shengsi_desktop.domain.tracking import DeliverableValue as ValueView
    from shengsi_desktop.store.sessions import Store

UNIT, WEEK, NEXT = "unit", "2023-W30", "2023-W31"


@pytest.fixture
def county(planned: Store) -> Store:
    """The county's store, in which 县文广旅体局 is another unit; a word was typed for it by telephone."""
    planned.set_setting("unit_id", "county")
    with planned.command("代录") as command:
        command.session.add(Unit(id="county", name="县委社建委"))
        command.session.add(Deliverable(id="d", item_id="item", number="4-2.1", name="微改造"))
        command.session.flush()
        command.keyed(Report, item_id="item", unit_id=UNIT, week=WEEK).progress = "电话里说完工12个"
        command.keyed(DeliverableValue, deliverable_id="d", unit_id=UNIT, week=WEEK).value = "12"
    return planned


def content(week: str, progress: str, value: str, said_in: str) -> str:
    deliverable = {"id": "d", "value": value, "stage": None, "done": False, "week": said_in}
    request = {"id": "r", "text": "请协调用地", "level": "departments", "raised_on": "2023-07-28"}
    item: dict[str, Any] = {
        "id": "item",
        "reported": bool(progress),
        "progress": progress,
        "deliverables": [deliverable],
        "requests": [request] if progress else [],
    }
    return json.dumps({"schema": 2, "week": week, "items": [item]})


def take_in(store: Store, week: str, words: str, number: int) -> str:
    """One 定稿 with its 报送 and 回执; the 定稿's id."""
    final_id = hashlib.sha256(words.encode()).hexdigest()
    at = f"2023-07-28T1{number}:00:00+00:00"
    with store.command("接收") as command:
        command.document(FinalVersion(id=final_id, unit_id=UNIT, week=week, content=words, at=at))
        command.document(
            Submission(id=f"s-{final_id}", unit_id=UNIT, week=week, final_id=final_id, at=at, number=number)
        )
        command.document(
            Receipt(id=f"r-{final_id}", issuer_id="county", unit_id=UNIT, week=week, final_id=final_id, at=at)
        )
    return final_id


def progress(store: Store, week: str = WEEK) -> list[str]:
    with store.reading() as session:
        found = load_reports(raw_connection(session), UNIT, week)
        assert {one.progress for one in found} == {
            one.progress for one in session.exec(select(SaidReport).where(SaidReport.week <= week)).all()
        }
        return [one.progress for one in found]


def values(store: Store, week: str = NEXT) -> list[tuple[str, str]]:
    with store.reading() as session:
        found: tuple[ValueView, ...] = load_values(raw_connection(session), UNIT, week)
        assert len(session.exec(select(SaidValue)).all()) == len(found)
        return [(one.week, str(one.value)) for one in found]


def test_a_document_speaks_for_its_week_and_its_undo_gives_the_word_back(county: Store) -> None:
    take_in(county, WEEK, content(WEEK, "已完工14个", "14", WEEK), 1)
    assert progress(county) == ["已完工14个"]
    assert values(county) == [(WEEK, "14")]
    with county.reading() as session:
        assert [one.text for one in session.exec(select(SaidRequest)).all()] == ["请协调用地"]
    assert county.undo() == ("接收", 0)
    assert progress(county) == ["电话里说完工12个"]
    assert values(county) == [(WEEK, "12")]
    county.redo()
    assert progress(county) == ["已完工14个"]


def test_the_version_with_the_greatest_number_is_shown_whenever_it_came(county: Store) -> None:
    second = take_in(county, WEEK, content(WEEK, "已完工15个", "15", WEEK), 2)
    take_in(county, WEEK, content(WEEK, "已完工14个", "14", WEEK), 1)
    assert progress(county) == ["已完工15个"]
    with county.writing() as connection:
        found = connection.execute("SELECT final_id, number FROM received_week").fetchall()
    assert found == [(second, 2)]


def test_a_value_said_in_a_week_that_never_came_stands_in_that_week(county: Store) -> None:
    take_in(county, NEXT, content(NEXT, "", "14", "2023-W28"), 1)
    assert values(county) == [("2023-W28", "14"), (WEEK, "12")]
    take_in(county, WEEK, content(WEEK, "已完工16个", "16", WEEK), 1)
    assert values(county) == [("2023-W28", "14"), (WEEK, "16")]


def test_a_document_that_comes_twice_changes_nothing(county: Store) -> None:
    words = content(WEEK, "已完工14个", "14", WEEK)
    take_in(county, WEEK, words, 1)
    take_in(county, WEEK, words, 1)
    assert county.undo_name() == "接收"
    county.undo()
    assert county.undo_name() == "代录"


def test_a_receipt_that_another_unit_gave_shows_nothing_here(county: Store) -> None:
    county.set_setting("unit_id", UNIT)
    take_in(county, WEEK, content(WEEK, "已完工14个", "14", WEEK), 1)
    assert progress(county) == ["电话里说完工12个"]
