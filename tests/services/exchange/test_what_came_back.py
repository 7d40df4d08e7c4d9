"""Whose words stand, and what is told, once a week came back: whichever way it had come, and whoever took back what."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.exchange import Verdict
from shengsi_desktop.domain.words import WeekState
from shengsi_desktop.exchange.container import read_package
from shengsi_desktop.services import finalising, week_states
from shengsi_desktop.services.exchange import collecting, letters, receiving, submissions, syncing
from shengsi_desktop.services.exchange import fill_sheet_taking as taking
from tests.services.exchange.conftest import COUNTY, WEEK, Place, packed, received_words, taken_in
from tests.services.exchange.test_fill_sheets_again import filled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.domain.exchange import IntakeRow, Package


@pytest.fixture
def signed(culture: Place) -> Place:
    culture.write("4-2", "单位说的")
    culture.sign()
    return culture


def sent(unit: Place, folder: Path, name: str = "v1") -> Path:
    path = folder / f"{name}.sspkg"
    submissions.write_package(unit.store, path, unit.unit_id, unit.week())
    return path


def came(county: Place, path: Path) -> IntakeRow:
    return taken_in(county, path).rows[0]


def keyed_in(county: Place, unit: Place, folder: Path, words: str) -> None:
    content = filled(county, unit.unit_id, folder / "a.xlsx", ("4-2", "本周进展", words))
    seen = taking.preview(county.store, content, "a.xlsx")
    taking.take_in(county.store, seen, {one.key for one in seen.differences.cells})


def letter(county: Place, unit: Place, folder: Path) -> Package:
    path = folder / "letter.sspkg"
    letters.write_letter(county.store, path, unit.unit_id, WEEK)
    return read_package(path.read_bytes(), "a")


def answered(county: Place, unit: Place, folder: Path) -> letters.LetterPreview:
    """The 回执 of now, as the unit reads it and takes it in."""
    package = letter(county, unit, folder)
    found = letters.preview(unit.store, package, "a")
    letters.take_in(unit.store, package, "a")
    return found


def state(place: Place, unit: Place) -> WeekState:
    return week_states.week_standing(place.store, unit.unit_id, place.week()).state


def words(row: IntakeRow) -> str:
    return "；".join(one.words for one in row.findings)


def test_a_returned_sheet_yields_to_what_the_unit_hands_in_again(
    signed: Place, county: Place, place: Callable[..., Place], tmp_path: Path
) -> None:
    came(county, sent(signed, tmp_path))
    keyed_in(county, signed, tmp_path, "填错的")
    letters.return_week(county.store, signed.unit_id, WEEK, reason="填报表有误")
    assert answered(county, signed, tmp_path).returned
    row = came(county, sent(signed, tmp_path, "again"))
    assert row.verdict is Verdict.AGAIN
    assert "退回后再次报送" in words(row)
    assert "填报表（审核人赵局）里不同的1个事项不再采用" in words(row)
    assert received_words(county) == [("单位说的",)]
    assert state(county, signed) is state(signed, signed) is WeekState.SUBMITTED
    # at another desk of the county, whatever comes first
    other = place(COUNTY, "second-desk")
    syncing.take(other.store, packed(county, tmp_path, whole=True), "同步.sspkg")
    assert received_words(other) == [("单位说的",)]
    county.store.undo()
    assert (received_words(county), state(county, signed)) == ([("填错的",)], WeekState.RETURNED)


def test_a_version_that_came_back_is_told_to_have_when_it_is_taken_in_anew(
    signed: Place, county: Place, place: Callable[..., Place], tmp_path: Path
) -> None:
    path = sent(signed, tmp_path)
    came(county, path)
    other = place(COUNTY, "second-desk")
    syncing.take(other.store, packed(county, tmp_path, whole=True), "同步.sspkg")
    letters.return_week(other.store, signed.unit_id, WEEK, reason="口径不一")
    county.store.undo()
    syncing.take(county.store, packed(other, tmp_path, whole=True), "同步.sspkg")
    syncing.take(other.store, packed(county, tmp_path, whole=True), "同步.sspkg")
    row = receiving.examine(county.store, [path]).rows[0]
    assert row.verdict is Verdict.NEW
    assert "这一版曾被退回（口径不一）" in words(row)


def test_a_return_that_the_county_settled_itself_is_settled_at_the_unit(
    signed: Place, county: Place, tmp_path: Path
) -> None:
    came(county, sent(signed, tmp_path))
    letters.return_week(county.store, signed.unit_id, WEEK, reason="口径不一")
    answered(county, signed, tmp_path)
    assert state(signed, signed) is WeekState.RETURNED
    keyed_in(county, signed, tmp_path, "按填报表改")
    found = answered(county, signed, tmp_path)
    assert found.lines[-1].startswith("此前退回过：口径不一")
    assert "县委社建委已收到2023年第30周填报表" in found.lines
    assert state(signed, signed) is WeekState.SUBMITTED


def test_a_later_version_of_a_computer_without_the_returned_one_settles_the_return(
    signed: Place, county: Place, place: Callable[..., Place], tmp_path: Path
) -> None:
    came(county, sent(signed, tmp_path))
    letters.return_week(county.store, signed.unit_id, WEEK, reason="口径不一")
    # set up anew: it knows neither the version nor the return, and counts from one
    laptop = place("县文广旅体局", "set-up-anew")
    laptop.write("4-2", "重新填的")
    laptop.sign()
    first = came(county, sent(laptop, tmp_path, "first"))
    assert "同号不同内容" in words(first)
    assert state(county, signed) is WeekState.RETURNED
    laptop.write("4-2", "改过的")
    laptop.sign()
    came(county, sent(laptop, tmp_path, "second"))
    assert received_words(county) == [("改过的",)]
    assert state(county, signed) is WeekState.SUBMITTED
    # the computer that has the version returned hears of it by the letter
    answered(county, signed, tmp_path)
    assert state(signed, signed) is WeekState.SUBMITTED


def test_letters_leave_nothing_behind_once_they_are_undone_in_any_order(
    signed: Place, county: Place, tmp_path: Path
) -> None:
    came(county, sent(signed, tmp_path))
    letters.return_week(county.store, signed.unit_id, WEEK, reason="口径不一")
    told = [letter(county, signed, tmp_path)]
    for turn in (county.store.undo, county.store.redo):
        turn()
        told.append(letter(county, signed, tmp_path))
    for order in permutations(told):
        for package in order:
            letters.take_in(signed.store, package, "a")
        assert state(signed, signed) is WeekState.RETURNED
        while "回执" in (signed.store.undo_name() or ""):
            signed.store.undo()
        assert state(signed, signed) is WeekState.SUBMITTED, [told.index(one) for one in order]


def test_what_was_taken_back_and_given_again_is_told_once(
    signed: Place, county: Place, tmp_path: Path
) -> None:
    path = sent(signed, tmp_path)
    came(county, path)
    answered(county, signed, tmp_path)
    county.store.undo()
    told = answered(county, signed, tmp_path).lines
    assert told == ("县委社建委撤回了2023年第30周定稿v1的回执，这次报送没有入库",)
    came(county, path)
    assert answered(county, signed, tmp_path).lines == ("县委社建委已收到2023年第30周定稿v1",)
    county.store.undo()
    assert answered(county, signed, tmp_path).lines == told


def test_a_late_letter_does_not_announce_a_return_that_was_taken_back(
    signed: Place, county: Place, tmp_path: Path
) -> None:
    came(county, sent(signed, tmp_path))
    letters.return_week(county.store, signed.unit_id, WEEK, reason="口径不一")
    box = tmp_path / "box"
    box.mkdir()
    letters.write_letter(county.store, box / "1.sspkg", signed.unit_id, WEEK)
    county.store.undo()
    letters.write_letter(county.store, box / "2.sspkg", signed.unit_id, WEEK)
    late, newer = (read_package((box / f"{name}.sspkg").read_bytes(), name) for name in ("1", "2"))
    # both in one batch, and the older one after the newer
    lines = collecting.look(signed.store, [box]).lines
    assert not any(line.returned for line in lines)
    letters.take_in(signed.store, newer, "2")
    found = letters.preview(signed.store, late, "1")
    assert found.returned == ()
    assert found.lines[-1].startswith("已撤回的退回：口径不一")


def test_a_version_that_another_was_signed_upon_keeps_its_number(
    signed: Place, county: Place, place: Callable[..., Place], tmp_path: Path
) -> None:
    came(county, sent(signed, tmp_path))
    other = place(COUNTY, "second-desk")
    syncing.take(other.store, packed(county, tmp_path, whole=True), "同步.sspkg")
    keyed_in(other, signed, tmp_path, "填报表说的")
    county.store.undo()
    syncing.take(other.store, packed(county, tmp_path, whole=True), "同步.sspkg")
    entries = finalising.version_list(other.store, signed.unit_id, other.week())
    assert [(one.number, one.withdrawn) for one in entries] == [(1, True), (2, False)]
