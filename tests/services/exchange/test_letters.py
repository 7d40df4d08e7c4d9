"""The county answers: the unit learns that its week was taken in, or came back and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import WeekState
from shengsi_desktop.exchange.container import read_package
from shengsi_desktop.exchange.documents import DOCUMENT, letter_of, to_bytes
from shengsi_desktop.services import week_states
from shengsi_desktop.services.exchange import (
    answer_texts,
    collecting,
    letters,
    packages,
    receiving,
    submissions,
)
from tests.services.exchange.conftest import CULTURE, TRANSPORT, WEEK, Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def handed_in(culture: Place, county: Place, tmp_path: Path) -> Place:
    """县文广旅体局, whose week the county has taken in."""
    culture.write("4-2", "已完工14个")
    culture.sign()
    path = tmp_path / "a.sspkg"
    submissions.write_package(culture.store, path, culture.unit_id, culture.week())
    receiving.take_in(county.store, receiving.examine(county.store, [path]), {"0"})
    return culture


def letter(county: Place, unit: Place, tmp_path: Path) -> bytes:
    path = tmp_path / "letter.sspkg"
    letters.write_letter(county.store, path, unit.unit_id, WEEK)
    return path.read_bytes()


def state(place: Place) -> WeekState:
    return week_states.week_standing(place.store, place.unit_id, place.week()).state


def test_the_unit_learns_that_its_week_was_taken_in(handed_in: Place, county: Place, tmp_path: Path) -> None:
    package = read_package(letter(county, handed_in, tmp_path), "a")
    found = letters.preview(handed_in.store, package, "a")
    assert (found.lines, found.new) == (("县委社建委已收到2023年第30周定稿v1",), 1)
    letters.take_in(handed_in.store, package, "a")
    (logged,) = packages.log_lines(handed_in.store)[:1]
    assert (logged.kind, logged.week) == ("回执", WEEK)
    assert letters.preview(handed_in.store, package, "a").new == 0
    assert state(handed_in) is WeekState.SUBMITTED


def test_a_week_comes_back_with_its_reason_and_its_undo_takes_that_back(
    handed_in: Place, county: Place, tmp_path: Path
) -> None:
    letters.return_week(county.store, handed_in.unit_id, WEEK, reason="口径不一，请核对4-2")
    with pytest.raises(Refusal, match="已经退回过"):
        letters.return_week(county.store, handed_in.unit_id, WEEK, reason="再退")
    package = read_package(letter(county, handed_in, tmp_path), "a")
    found = letters.preview(handed_in.store, package, "a")
    assert found.lines[0] == "退回：口径不一，请核对4-2（县委社建委，2023年第30周）"
    assert found.returned == found.lines[:1]
    letters.take_in(handed_in.store, package, "a")
    assert state(handed_in) is WeekState.RETURNED
    handed_in.store.undo()
    assert state(handed_in) is WeekState.SUBMITTED
    county.store.undo()
    letters.return_week(county.store, handed_in.unit_id, WEEK, reason="另一个原因")


def test_one_letter_under_two_names_is_taken_and_logged_once(
    handed_in: Place, county: Place, tmp_path: Path
) -> None:
    folder = tmp_path / "came"
    folder.mkdir()
    for name in ("回执.sspkg", "回执(1).sspkg"):
        letters.write_letter(county.store, folder / name, handed_in.unit_id, WEEK)
    found = collecting.look(handed_in.store, [folder])
    assert [(line.takeable, line.double) for line in found.lines] == [(True, False), (False, True)]
    assert "是同一份" in found.lines[1].words
    collecting.take(handed_in.store, found, {line.key for line in found.lines})
    assert [one.kind for one in packages.log_lines(handed_in.store)].count("回执") == 1


def test_the_log_tells_what_is_undone_and_what_is_redone(
    handed_in: Place, county: Place, tmp_path: Path
) -> None:
    def told() -> bool:
        return packages.log_lines(handed_in.store)[0].undone

    letters.take_in(handed_in.store, read_package(letter(county, handed_in, tmp_path), "a"), "a")
    assert not told()
    handed_in.store.undo()
    assert told()
    handed_in.store.redo()
    assert not told()


def test_who_lacks_the_signed_week_is_told_where_to_get_it(
    handed_in: Place, county: Place, place: Callable[[str, str], Place], tmp_path: Path
) -> None:
    package = read_package(letter(county, handed_in, tmp_path), "a")
    other = place(CULTURE, "另一台")
    assert "在“本单位同步”里收那台电脑的同步包" in letters.preview(other.store, package, "a").lines[-1]


def test_what_cannot_be_returned_is_refused(county: Place, culture: Place, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="还没有收到"):
        letters.return_week(county.store, culture.unit_id, WEEK, reason="口径")
    with pytest.raises(Refusal, match="原因"):
        letters.return_week(county.store, culture.unit_id, WEEK, reason=" ")
    with pytest.raises(Refusal, match="没有回执可发"):
        letters.write_letter(county.store, tmp_path / "a.sspkg", culture.unit_id, WEEK)


def test_another_units_letter_is_refused(
    handed_in: Place, county: Place, place: Callable[[str], Place], tmp_path: Path
) -> None:
    package = read_package(letter(county, handed_in, tmp_path), "a")
    with pytest.raises(Refusal, match="不是给本单位的"):
        letters.take_in(place(TRANSPORT).store, package, "a")


def test_a_letter_in_anothers_name_is_refused_and_one_of_a_stranger_pointed_out(
    handed_in: Place, county: Place, place: Callable[[str], Place], tmp_path: Path
) -> None:
    package = read_package(letter(county, handed_in, tmp_path), "a")
    letters.take_in(handed_in.store, package, "a")
    transport = place(TRANSPORT)
    said = letter_of(package.members[DOCUMENT], "a")
    receipt = said.receipts[0].model_copy(update={"id": "x", "issuer_id": transport.unit_id})
    forged = said.model_copy(update={"issuer_id": transport.unit_id, "receipts": (receipt,)})
    with pytest.raises(Refusal, match="却不是该单位出的"):
        letters.preview(handed_in.store, replace(package, members={DOCUMENT: to_bytes(forged)}), "a")
    honest = forged.model_copy(update={"issuer": TRANSPORT})
    found = letters.preview(handed_in.store, replace(package, members={DOCUMENT: to_bytes(honest)}), "a")
    assert "以前的回执和下发来自县委社建委" in found.lines[-1]


def test_what_came_back_and_what_was_copied_stand_in_the_log(handed_in: Place, county: Place) -> None:
    def told() -> list[tuple[str, str, str, str, bool]]:
        lines = packages.log_lines(county.store)
        return [(one.kind, one.counterpart, one.week, one.outcome, one.undone) for one in lines[:2]]

    now, week = datetime(2023, 7, 28, 14), county.week()  # noqa: DTZ001 - as a wall clock shows it
    answer_texts.copied(county.store, handed_in.unit_id, week, now)
    assert told()[0] == ("回执", CULTURE, WEEK, "已复制回执文字", False)
    letters.return_week(county.store, handed_in.unit_id, WEEK, reason="4-2缺少下周计划")
    assert answer_texts.copied(county.store, handed_in.unit_id, week, now).startswith("【退回】县文广旅体局")
    assert told() == [
        ("退回", CULTURE, WEEK, "已复制退回文字：4-2缺少下周计划", False),
        ("退回", CULTURE, WEEK, "已退回：4-2缺少下周计划", False),
    ]
    county.store.undo()
    assert [one[-1] for one in told()] == [False, True]
