"""Documents that one desk took back and another takes in, of the county's two desks and of a unit's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.exchange import Verdict
from shengsi_desktop.domain.words import WeekState
from shengsi_desktop.services import facts, history, reporting, submitting, week_states
from shengsi_desktop.services.exchange import (
    collecting,
    letters,
    receiving,
    submissions,
    syncing,
    taking_down,
)
from shengsi_desktop.store.sessions import raw_connection
from tests.services.exchange.conftest import CULTURE, WEEK, Place, packed, received_words, taken_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def sync(tmp_path: Path) -> Callable[..., None]:
    def synced(*desks: Place) -> None:
        for source in desks:
            for target in desks:
                if source is not target:
                    syncing.take(target.store, packed(source, tmp_path, whole=True), "同步.sspkg")

    return synced


@pytest.fixture
def export(tmp_path: Path) -> Callable[[Place], Path]:
    def exported(unit: Place) -> Path:
        path = tmp_path / f"{len(list(tmp_path.glob('*.sspkg')))}.sspkg"
        submissions.write_package(unit.store, path, unit.unit_id, unit.week())
        return path

    return exported


@pytest.fixture
def letter(tmp_path: Path) -> Callable[[Place, Place], Path]:
    def written(county: Place, unit: Place) -> Path:
        path = tmp_path / f"{len(list(tmp_path.glob('*.sspkg')))}.sspkg"
        letters.write_letter(county.store, path, unit.unit_id, WEEK)
        return path

    return written


WORDS = ("恢复前写的", "恢复后重写的")


def signed(unit: Place, words: str = "一") -> Place:
    """The unit, once it has written and signed these words."""
    unit.write("4-2", words)
    unit.sign()
    return unit


def send_back(county: Place, unit: Place, reason: str) -> None:
    """退回."""
    letters.return_week(county.store, unit.unit_id, WEEK, reason=reason)


def collect(unit: Place, path: Path) -> bool:
    """Take in a letter as the window does; whether it could be."""
    found = collecting.look(unit.store, [path])
    (line,) = found.lines
    if line.takeable:
        collecting.take(unit.store, found, {line.key})
    return line.takeable


def state(place: Place, unit_id: str = "") -> WeekState:
    return week_states.week_standing(place.store, unit_id or place.unit_id, place.week()).state


def test_what_one_desk_undid_comes_in_at_the_other_and_so_at_both(
    county: Place, second: Place, culture: Place, sync: Callable[..., None], export: Callable[[Place], Path]
) -> None:
    sync(county, second)
    path = export(signed(culture))
    taken_in(county, path)
    county.store.undo()
    sync(county, second)
    taken_in(second, path)
    assert state(second, culture.unit_id) is WeekState.SUBMITTED
    sync(county, second)
    assert state(county, culture.unit_id) is WeekState.SUBMITTED


def test_what_one_desk_took_in_stands_though_the_other_undid_its_own_taking_in(
    county: Place, second: Place, culture: Place, sync: Callable[..., None], export: Callable[[Place], Path]
) -> None:
    sync(county, second)
    path = export(signed(culture))
    taken_in(county, path)
    county.store.undo()
    taken_in(second, path)
    sync(county, second)
    found = [state(one, culture.unit_id) for one in (county, second)]
    assert found == [WeekState.SUBMITTED, WeekState.SUBMITTED]


def test_a_word_by_telephone_that_one_desk_took_back_is_confirmed_at_the_other(
    county: Place, second: Place, culture: Place, sync: Callable[..., None]
) -> None:
    reporting.report_once(
        county.store, county.item("4-2"), culture.unit_id, county.week(), words={"progress": "电话说的"}
    )
    taking_down.confirm(county.store, culture.unit_id, county.week(), confirmed_by="李某")
    taking_down.take_back(county.store, culture.unit_id, county.week())
    sync(county, second)
    taking_down.confirm(second.store, culture.unit_id, second.week(), confirmed_by="李某")
    sync(county, second)
    found = [state(one, culture.unit_id) for one in (county, second)]
    assert found == [WeekState.SUBMITTED, WeekState.SUBMITTED]


def test_a_letter_that_was_undone_is_taken_again_here_and_at_the_other_desk(
    culture: Place,
    laptop: Place,
    county: Place,
    sync: Callable[..., None],
    export: Callable[[Place], Path],
    letter: Callable[[Place, Place], Path],
) -> None:
    taken_in(county, export(signed(culture)))
    send_back(county, culture, "缺章")
    path = letter(county, culture)
    assert collect(culture, path)
    assert not collect(culture, path)
    culture.store.undo()
    sync(culture, laptop)
    assert [state(culture), state(laptop)] == [WeekState.SUBMITTED, WeekState.SUBMITTED]
    assert collect(laptop, path)
    sync(culture, laptop)
    assert [state(culture), state(laptop)] == [WeekState.RETURNED, WeekState.RETURNED]
    laptop.store.undo()
    assert collect(laptop, path)


def test_a_version_that_an_undo_left_standing_is_signed_again(
    culture: Place, laptop: Place, sync: Callable[..., None], tmp_path: Path
) -> None:
    sync(culture, laptop)
    signed(laptop, "同一句")
    syncing.take(culture.store, packed(laptop, tmp_path), "同步.sspkg")
    culture.store.undo()
    assert state(culture) is WeekState.DRAFT
    signed(culture, "同一句")
    assert state(culture) is WeekState.FINAL
    assert culture.store.undo_name() != "2023年第30周定稿"


def test_nothing_is_left_of_a_unit_whose_takings_in_were_all_undone(
    county: Place, culture: Place, export: Callable[[Place], Path]
) -> None:
    for words in ("一", "二"):
        taken_in(county, export(signed(culture, words)))
    with county.store.reading() as session:
        rows = raw_connection(session).execute("SELECT batch FROM package_log ORDER BY id").fetchall()
    assert history.undo_step(county.store, rows[0][0])
    assert state(county, culture.unit_id) is WeekState.SUBMITTED
    county.store.undo()
    assert state(county, culture.unit_id) is WeekState.DRAFT
    with county.store.reading() as session:
        assert facts.weeks_with_final(session, culture.unit_id) == frozenset()
    county.store.redo()
    assert state(county, culture.unit_id) is WeekState.SUBMITTED


def test_a_return_that_the_county_took_back_after_its_letter_is_taken_back_at_the_unit(
    culture: Place,
    laptop: Place,
    county: Place,
    sync: Callable[..., None],
    export: Callable[[Place], Path],
    letter: Callable[[Place, Place], Path],
) -> None:
    taken_in(county, export(signed(culture)))
    send_back(county, culture, "误退")
    first = letter(county, culture)
    assert collect(culture, first)
    county.store.undo()
    second = letter(county, culture)
    (line,) = collecting.look(culture.store, [second]).lines
    assert "撤回了2023年第30周的退回（误退），原报送有效" in line.words
    assert collect(culture, second)
    assert state(culture) is WeekState.SUBMITTED
    # the older letter does not bring it again, nor does its desk's twin think otherwise
    assert not collect(culture, first)
    sync(culture, laptop)
    assert state(laptop) is WeekState.SUBMITTED
    culture.store.undo()
    assert state(culture) is WeekState.RETURNED
    culture.store.redo()
    assert state(culture) is WeekState.SUBMITTED
    county.store.redo()
    assert collect(culture, letter(county, culture))
    assert state(culture) is WeekState.RETURNED


def test_letters_come_to_the_same_in_any_order(
    culture: Place, county: Place, export: Callable[[Place], Path], letter: Callable[[Place, Place], Path]
) -> None:
    taken_in(county, export(signed(culture)))
    send_back(county, culture, "误退")
    first = letter(county, culture)
    county.store.undo()
    assert collect(culture, letter(county, culture))
    collect(culture, first)
    assert state(culture) is WeekState.SUBMITTED


def test_a_return_stands_though_the_other_desk_takes_in_a_second_export_made_before_it(
    culture: Place,
    county: Place,
    second: Place,
    sync: Callable[..., None],
    export: Callable[[Place], Path],
    letter: Callable[[Place, Place], Path],
) -> None:
    sync(county, second)
    signed(culture)
    by_mail, by_stick, late = (export(culture) for _ in range(3))
    taken_in(county, by_mail)
    send_back(county, culture, "数字不对")
    taken_in(second, by_stick)
    sync(county, second)
    assert {state(one, culture.unit_id) for one in (county, second)} == {WeekState.RETURNED}
    (row,) = receiving.examine(county.store, [late]).rows
    assert (row.verdict, row.takeable) == (Verdict.DOUBLE, False)
    assert any("同一版本，退回之前发出" in one.words for one in row.findings)
    assert collect(culture, letter(second, culture))
    assert state(culture) is WeekState.RETURNED
    (row,) = taken_in(second, export(culture)).rows
    assert row.verdict is Verdict.AGAIN
    sync(county, second)
    assert {state(one, culture.unit_id) for one in (county, second)} == {WeekState.SUBMITTED}
    # returned once more, it stands until that is answered
    send_back(county, culture, "还是不对")
    sync(county, second)
    assert {state(one, culture.unit_id) for one in (county, second)} == {WeekState.RETURNED}


def test_a_return_told_by_telephone_stands_until_who_hands_in_knows_of_it(
    culture: Place, laptop: Place, county: Place, sync: Callable[..., None], export: Callable[[Place], Path]
) -> None:
    sync(culture, laptop)
    taken_in(county, export(signed(culture)))
    sync(culture, laptop)
    send_back(county, culture, "缺章")
    submitting.register_return(culture.store, culture.unit_id, culture.week(), reason="电话里说缺章")
    assert culture.store.undo_name() == "登记2023年第30周退回"
    export(laptop)
    sync(culture, laptop)
    assert {state(culture), state(laptop)} == {WeekState.RETURNED}
    texts, _ = submissions.coded_text(culture.store, culture.unit_id, culture.week())
    (row,) = receiving.examine(county.store, text="\n".join(texts)).rows
    assert row.verdict is Verdict.AGAIN
    taken_in(county, export(culture))
    assert state(culture) is state(county, culture.unit_id) is WeekState.SUBMITTED


def test_a_receipt_of_what_was_never_registered_says_that_it_was_handed_in(
    culture: Place,
    county: Place,
    export: Callable[[Place], Path],
    letter: Callable[[Place, Place], Path],
) -> None:
    path = export(signed(culture))
    # as if the power had failed between the file and its registering
    culture.store.undo()
    assert state(culture) is WeekState.FINAL
    taken_in(county, path)
    assert collect(culture, letter(county, culture))
    assert state(culture) is WeekState.SUBMITTED
    submitting.register_return(culture.store, culture.unit_id, culture.week(), reason="改数")
    assert state(culture) is WeekState.RETURNED


def test_registering_by_hand_is_one_step_that_is_taken_back(culture: Place) -> None:
    signed(culture, "打了一大段字")
    submitting.register_submission(culture.store, culture.unit_id, culture.week(), way="U盘")
    culture.store.undo()
    assert state(culture) is WeekState.FINAL
    culture.store.redo()
    assert state(culture) is WeekState.SUBMITTED


def test_desks_that_signed_the_same_words_show_the_same_newest_version(
    place: Callable[..., Place], culture: Place, laptop: Place, sync: Callable[..., None]
) -> None:
    third = place(CULTURE, "third")
    culture.write("4-2", "第一句")
    sync(culture, laptop, third)
    culture.sign()
    signed(third, "另一句")
    laptop.sign()
    sync(culture, laptop, third)
    found = set()
    for one in (culture, laptop, third):
        with one.store.reading() as session:
            version, _ = facts.newest_final(session, one.unit_id, WEEK)
        assert version is not None
        found.add(version.id)
    assert len(found) == 1


def test_two_first_versions_are_told_apart_and_what_is_said_of_them_is_what_is_shown(
    culture: Place,
    laptop: Place,
    county: Place,
    export: Callable[[Place], Path],
) -> None:
    for desk, words in zip((culture, laptop), WORDS, strict=True):
        signed(desk, words)
    first, again = export(culture), export(laptop)
    found = {}
    for order in ((first, again), (again, first)):
        taken_in(county, order[0])
        (row,) = receiving.examine(county.store, [order[1]]).rows
        assert any(one.words.startswith("同号不同内容") and one.stops for one in row.findings)
        taken_in(county, order[1])
        shown = received_words(county)[0][0]
        assert row.verdict is (Verdict.NEWER if shown == WORDS[order[1] is again] else Verdict.EARLIER)
        found[shown] = order
        county.store.undo()
        county.store.undo()
    assert len(found) == 1
