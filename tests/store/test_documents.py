"""Documents that were taken in speak for their unit's week; taking them back gives the word to what was there."""

from __future__ import annotations

import hashlib
import itertools
import json
import random
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import select

from shengsi_desktop.store import documents, merged_documents
from shengsi_desktop.store.connection import transaction
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
    import sqlite3

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


def test_what_is_shown_depends_on_what_came_and_not_on_the_order(county: Store) -> None:
    told = {
        WEEK: [content(WEEK, "三十周", "5", "2023-W28"), content(WEEK, "三十周更正", "6", "2023-W28")],
        NEXT: [content(NEXT, "三十一周", "7", "2023-W28")],
        "2023-W32": [content("2023-W32", "三十二周", "8", WEEK)],
    }
    given = [(week, words, number) for week, all_ in told.items() for number, words in enumerate(all_, 1)]
    found = set()
    for order in itertools.permutations(given):
        for one in order:
            take_in(county, *one)
        with county.writing() as connection:
            found.add(_shown(connection))
            documents.refresh_all(connection)
            found.add(_shown(connection))
        for _ in order:
            county.undo()
    assert len(found) == 1
    assert ("2023-W28", "7") in next(iter(found))[1]


@pytest.mark.parametrize("seed", range(12))
def test_what_is_made_anew_of_the_weeks_that_came_is_what_all_made_anew_would_be(
    county: Store, seed: int
) -> None:
    with county.command("单位") as command:
        command.session.add(Unit(id="other", name="县交通运输局"))
    chance = random.Random(seed)
    waiting = [one for unit in (UNIT, "other") for one in _packages(unit)]
    came: list[documents.DocumentName] = []
    with county.writing() as connection, transaction(connection):
        while waiting or chance.random() < 0.8:
            some = tuple(chance.sample(came, min(2, len(came))))
            match chance.randrange(4):
                case 0 | 1 if waiting:
                    chance.shuffle(waiting)
                    package = [waiting.pop() for _ in range(min(len(waiting), chance.randint(1, 4)))]
                    merged_documents.add(connection, package, "b", bring_back=False)
                    came += [documents.DocumentName(entity, record["id"]) for entity, record in package]
                case 2:
                    documents.set_aside(connection, some, aside=chance.random() < 0.5)
                case 3 if chance.random() < 0.5:
                    documents.withdraw(connection, some)
                case _:
                    documents.bring_again(connection, some)
            kept = _shown(connection)
            documents.refresh_all(connection)
            assert _shown(connection) == kept


def _packages(unit: str) -> list[tuple[str, dict[str, Any]]]:
    """Two versions of four weeks, each with what it takes to be shown; of one a second 报送."""
    found: list[tuple[str, dict[str, Any]]] = []
    for week, version in itertools.product(("2023-W29", WEEK, NEXT, "2023-W32"), (1, 2)):
        words = content(week, f"{unit}{week}{version}", str(version), "2023-W28" if version == 1 else week)
        words = words.replace('"id": "r"', f'"id": "r-{unit}"')
        name = hashlib.sha256(words.encode()).hexdigest()
        of_week = {"unit_id": unit, "week": week, "at": f"2023-07-28T1{version}:00:00+00:00"}
        found.append(("final_version", {"id": name, "content": words, **of_week}))
        found += [
            ("submission", {"id": f"s{number}-{name}", "final_id": name, "number": number, **of_week})
            for number in sorted({version, 3 * version - 2})
        ]
        found.append(("receipt", {"id": f"r-{name}", "issuer_id": "county", "final_id": name, **of_week}))
    return found


def _shown(connection: sqlite3.Connection) -> tuple[tuple[Any, ...], ...]:
    """What is derived of values, reports and requests."""
    return tuple(
        tuple(connection.execute(query).fetchall())
        for query in (
            "SELECT * FROM received_week ORDER BY unit_id, week",
            "SELECT week, value FROM received_value ORDER BY id",
            "SELECT week, progress FROM received_report ORDER BY id",
            "SELECT id, week, unit_id, text FROM received_request ORDER BY id",
        )
    )


def test_another_unit_does_not_speak_under_the_id_of_a_units_request(county: Store) -> None:
    take_in(county, WEEK, content(WEEK, "已完工14个", "14", WEEK), 1)
    words = content(WEEK, "别的单位", "1", WEEK).replace("请协调用地", "别的请求")
    with county.command("接收") as command:
        command.session.add(Unit(id="other", name="县交通运输局"))
        command.document(FinalVersion(id="o", unit_id="other", week=WEEK, content=words, at="2023-07-28"))
        command.document(
            Receipt(id="ro", issuer_id="county", unit_id="other", week=WEEK, final_id="o", at="2023-07-28")
        )
    with county.reading() as session:
        assert [(one.unit_id, one.text) for one in session.exec(select(SaidRequest)).all()] == [
            (UNIT, "请协调用地")
        ]
