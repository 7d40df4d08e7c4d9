"""What a desk takes back of its own documents is taken back at the unit's other desks, too, and comes again there."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.services import reporting, week_states
from shengsi_desktop.services.exchange import letters, syncing, taking_down
from shengsi_desktop.store import documents
from tests.services.exchange.conftest import WEEK, Place, packed, received_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def send(tmp_path: Path) -> Callable[[Place, Place], None]:
    def sent(source: Place, target: Place) -> None:
        syncing.take(target.store, packed(source, tmp_path, whole=True), "同步.sspkg")

    return sent


def by_telephone(county: Place, unit: Place) -> None:
    words = {"progress": "电话说的"}
    reporting.report_once(county.store, county.item("4-2"), unit.unit_id, county.week(), words=words)


def test_a_confirmation_taken_back_is_taken_back_on_both_desks_and_can_be_given_again(
    county: Place, second: Place, culture: Place, send: Callable[[Place, Place], None]
) -> None:
    unit_id = culture.unit_id
    by_telephone(county, culture)
    taking_down.confirm(county.store, unit_id, county.week(), confirmed_by="张某")
    send(county, second)
    assert received_words(second) == [("电话说的",)]

    taking_down.take_back(county.store, unit_id, county.week())
    send(county, second)
    send(second, county)
    assert received_words(county) == received_words(second) == []

    taking_down.confirm(second.store, unit_id, second.week(), confirmed_by="张某")
    send(second, county)
    assert received_words(county) == received_words(second) == [("电话说的",)]


def test_a_return_that_was_undone_and_done_again_is_so_on_both_desks(
    county: Place, second: Place, culture: Place, send: Callable[[Place, Place], None], tmp_path: Path
) -> None:
    unit_id = culture.unit_id
    by_telephone(county, culture)
    taking_down.confirm(county.store, unit_id, county.week(), confirmed_by="张某")
    letters.return_week(county.store, unit_id, WEEK, reason="写错了")
    said = []
    for turn in (None, county.store.undo, county.store.redo):
        if turn is not None:
            turn()
        send(county, second)
        said.append(
            [week_states.week_standing(one.store, unit_id, one.week()).state for one in (county, second)]
        )
    assert all(here == there for here, there in said)
    assert said[0] == said[2] != said[1]


def test_what_another_desk_sent_is_taken_back_here_alone(
    county: Place, second: Place, culture: Place, send: Callable[[Place, Place], None]
) -> None:
    by_telephone(county, culture)
    taking_down.confirm(county.store, culture.unit_id, county.week(), confirmed_by="张某")
    send(county, second)
    second.store.undo()
    assert received_words(second) == []
    send(second, county)
    assert received_words(county) == [("电话说的",)]
    with second.store.writing() as connection:
        assert documents.present(connection, "withdrawal") == []


def test_a_document_of_a_package_that_readers_could_not_take_is_refused(
    county: Place, second: Place, culture: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_telephone(county, culture)
    for content in ("not json", '{"items": []}', "[]"):
        record = {
            "id": hashlib.sha256(content.encode()).hexdigest(),
            "unit_id": culture.unit_id,
            "week": WEEK,
            "content": content,
            "at": "2023-07-28T10:00:00+00:00",
        }
        with monkeypatch.context() as patch:
            patch.setattr(
                "shengsi_desktop.services.exchange.sync_members.documents_of",
                lambda _, record=record: [("final_version", record)],
            )
            data = packed(county, tmp_path, whole=True)
        for deed in (syncing.examine, syncing.take):
            with pytest.raises(Refusal, match=r"定稿的内容读不了.*台账未动"):
                deed(second.store, data, "同步.sspkg")
