"""The first run, the plan's intake, and what of it may be changed later."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop import assets
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.weeks import WeekRhythm
from shengsi_desktop.services import history, setting_up, tasks
from shengsi_desktop.services.opening import opened
from shengsi_desktop.store.connection import store_file
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Assignment, Deliverable, Indicator, Item, Plan
from tests.services.stored import count

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

    Weeks = Callable[[str], Week]
    Items = Callable[[str], str]

SMALL = "二、重点任务\n（一）一个方向\n1.一项任务。建成2个公园。（责任单位：县文广旅体局）\n"


def whole(folder: Path) -> list[str]:
    """Every row of every table of the store."""
    with closing(sqlite3.connect(store_file(folder))) as connection:
        return list(connection.iterdump())


def test_the_built_in_plan_comes_in_whole(store: Store) -> None:
    assert (count(store, Item), count(store, Indicator), count(store, Plan)) == (71, 27, 1)
    found = setting_up.settings(store)
    assert (found.unit.name, found.plan_year, found.rhythm) == ("县文广旅体局", 2023, WeekRhythm())


def test_an_item_ends_with_its_last_promise_even_after_new_year(store: Store) -> None:
    with store.reading() as session:
        water = session.exec(alive(Item).where(Item.number == "18-1")).one()
        other = session.exec(alive(Item).where(Item.number == "4-2")).one()
    assert (water.due, water.due_is_default) == ("2024-02-09", False)
    assert (other.due, other.due_is_default) == ("2023-12-31", True)


def test_every_quantity_is_measured_by_time_and_nothing_else_is(store: Store) -> None:
    with store.reading() as session:
        found = {(one.kind, one.by_time) for one in session.exec(alive(Deliverable)).all()}
    assert found <= {("quantity", True), ("ratio", True), ("milestone", False), ("standing", False)}
    assert ("quantity", True) in found


def test_by_time_can_be_left_off_at_first_run_and_set_later(tmp_path: Path) -> None:
    with opened(tmp_path / "s", writing=True) as store:
        setting_up.first_run(store, unit="县文广旅体局", by_time=False)
        with store.reading() as session:
            assert not any(one.by_time for one in session.exec(alive(Deliverable)).all())
        tasks.set_by_time(store, None, by_time=True)
        with store.reading() as session:
            kinds = {one.kind for one in session.exec(alive(Deliverable)).all() if one.by_time}
        assert kinds == {"quantity", "ratio"}


def test_the_first_run_twice_alike_changes_nothing(store: Store, folder: Path) -> None:
    before = whole(folder)
    assert setting_up.first_run(store, unit="嵊泗县文广旅体局") == frozenset()
    assert whole(folder) == before


@pytest.mark.parametrize("unit", ["花鸟乡", "没有这个局"])
def test_the_first_run_twice_differently_is_refused_and_changes_nothing(
    store: Store, folder: Path, unit: str
) -> None:
    before = whole(folder)
    with pytest.raises(Refusal):
        setting_up.first_run(store, unit=unit)
    with pytest.raises(Refusal, match="设置"):
        setting_up.first_run(store, unit="县文广旅体局", rhythm=WeekRhythm(meeting_weekday=2))
    assert whole(folder) == before


def test_the_first_run_is_not_taken_back_by_undo(tmp_path: Path) -> None:
    with opened(tmp_path / "s", writing=True) as store:
        setting_up.first_run(store, unit="县文广旅体局")
        assert history.undo_name(store) == ""
        assert history.undo(store) is None
        assert setting_up.settings(store).unit.name == "县文广旅体局"


def test_a_first_run_that_fails_leaves_no_plan_and_can_be_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path / "s", writing=True) as store:
        with pytest.raises(Refusal, match="钟点"):
            setting_up.first_run(store, unit="县文广旅体局", rhythm=WeekRhythm(hand_in="下午"))
        assert not count(store, Plan)
        assert not setting_up.is_set_up(store)
        setting_up.first_run(store, unit="县文广旅体局")
        assert setting_up.is_set_up(store)


BAD = {
    "empty": b"",
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "no clause": "今天天气很好。\n没有任何条款。".encode(),
    "five megabytes": "海岛县高质量发展。\n".encode() * 190_000,
}


@pytest.mark.parametrize("content", BAD.values(), ids=list(BAD))
def test_a_file_that_is_no_plan_is_refused_in_chinese_and_the_store_stays(
    store: Store, folder: Path, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "plan.txt"
    file.write_bytes(content)
    before = whole(folder)
    with pytest.raises(Refusal, match=r"[一-鿿]"):
        setting_up.first_run(store, unit="县文广旅体局", plan_file=file)
    assert whole(folder) == before


def test_a_missing_plan_file_is_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="找不到文件"):
        setting_up.read_plan_file(tmp_path / "没有.txt")


def test_a_plan_in_gb18030_is_the_same_plan(tmp_path: Path) -> None:
    source = assets.data(setting_up.BUILT_IN_PLAN).read_bytes().decode("utf-8-sig")
    file = tmp_path / "gb.txt"
    file.write_bytes(source.encode("gb18030"))
    read, built_in = setting_up.read_plan_file(file), setting_up.read_plan_file(None)
    assert (read.title, read.source) == (built_in.title, built_in.source)


def test_a_plan_without_a_year_is_taken_for_this_years(tmp_path: Path) -> None:
    file = tmp_path / "small.txt"
    file.write_text(SMALL, encoding="utf-8")
    with opened(tmp_path / "s", writing=True) as store:
        setting_up.first_run(store, unit="县文广旅体局", plan_file=file)
        year = setting_up.settings(store).plan_year
        with store.reading() as session:
            assert session.exec(alive(Item)).one().due == f"{year}-12-31"
            assert session.exec(alive(Assignment)).one().written == "县文广旅体局"
    assert year > 2022


@pytest.mark.parametrize("text", ["wglt", "文广旅", "嵊泗县文广旅体局", "ＷＧＬＴ"])
def test_a_unit_is_found_by_initials_part_or_alias(text: str) -> None:
    assert setting_up.find_units(text)[0].name == "县文广旅体局"


def test_an_unknown_unit_is_refused_with_near_names() -> None:
    assert setting_up.the_unit(" 嵊泗县文广旅体局 ").name == "县文广旅体局"
    with pytest.raises(Refusal, match="是不是要找：县文广旅体局"):
        setting_up.the_unit("文旅局")


def test_settings_change_one_by_one_and_a_wrong_rhythm_changes_none(store: Store) -> None:
    setting_up.change_settings(store, person="李一", theme="dark", text_scale=115)
    setting_up.change_settings(store, rhythm=WeekRhythm(last_weekday=3))
    found = setting_up.settings(store)
    assert (found.person, found.theme, found.text_scale, found.rhythm.last_weekday) == (
        "李一",
        "dark",
        115,
        3,
    )
    with pytest.raises(Refusal, match="星期"):
        setting_up.change_settings(store, rhythm=WeekRhythm(meeting_weekday=9), person="王二")
    with pytest.raises(Refusal, match="没有这些设置"):
        setting_up.change_settings(store, colour="red")
    with pytest.raises(Refusal, match="字号没有150%，只有100%、115%、130%"):
        setting_up.change_settings(store, text_scale=150, person="王二")
    assert setting_up.settings(store).person == "李一"
    assert setting_up.settings(store).text_scale == 115
