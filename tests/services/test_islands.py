"""一岛一功能: islands by text and by hand, and the board 按岛; with the items of lists in it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import Light
from shengsi_desktop.rhythm.island_board import group_words
from shengsi_desktop.services import history, islands, reporting, setting_up, tasks
from shengsi_desktop.store.tables import IslandTag
from tests.list_items import add_list_items

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

    Weeks = Callable[[str], Week]


def tagged(store: Store, deliverable: str, unit_id: str, week: Week) -> tuple[str, ...]:
    found = islands.find_deliverable(store, deliverable)
    return next(
        standing.deliverable.islands
        for row in tasks.all_rows(store, unit_id, week)
        for standing in row.standing.deliverables
        if standing.deliverable.id == found
    )


def test_the_table_has_every_island_once_under_its_longest_name(store: Store) -> None:
    table = {one.name: one for one in islands.island_table(store, initials=True)}
    assert islands.islands(store)[:4] == ("嵊山", "枸杞", "花鸟", "黄龙")
    assert table["大洋山"].aliases == ("大洋",)
    assert "大洋" not in table
    assert table["泗礁"].townships == ("菜园镇", "五龙乡")
    assert table["泗礁"].pending
    # nobody has given it a township yet, and yet it can be chosen
    assert table["绿华"].townships == ()
    assert table["枸杞"].initials == "gq"


def test_exactly_the_islands_chosen_hold_and_undo_takes_it_back(
    store: Store, unit_id: str, week: Weeks
) -> None:
    w30 = week("2023-W30")
    one = islands.find_deliverable(store, "8-6.1")
    by_text = tagged(store, "8-6.1", unit_id, w30)
    islands.set_islands(store, one, ["绿华", "嵊山岛"])
    assert set(tagged(store, "8-6.1", unit_id, w30)) == {"绿华", "嵊山"}
    undone = history.undo(store)
    assert undone is not None
    assert undone.name == "改所属岛"
    assert tagged(store, "8-6.1", unit_id, w30) == by_text
    # as a list's column may write it
    with store.command("导入清单") as command:
        command.keyed(IslandTag, deliverable_id=one, island="枸杞岛").included = True
    assert "枸杞" in tagged(store, "8-6.1", unit_id, w30)
    # by a shorter name, and nothing to do where it is so already
    islands.set_islands(store, one, ["小洋"])
    assert tagged(store, "8-6.1", unit_id, w30) == ("小洋山",)
    assert islands.set_islands(store, one, ["小洋山"]) == frozenset()
    islands.set_islands(store, one, by_text)
    assert tagged(store, "8-6.1", unit_id, w30) == by_text
    with pytest.raises(Refusal, match=r"岛屿表里没有“蓬莱”.*请从这些岛里选：嵊山、枸杞"):
        islands.set_islands(store, one, ["嵊山", "蓬莱"])
    assert tagged(store, "8-6.1", unit_id, w30) == by_text


def test_what_the_text_names_can_be_taken_away_and_given_back(
    store: Store, unit_id: str, week: Weeks
) -> None:
    w30 = week("2023-W30")
    number, names = next(
        (standing.deliverable.number, standing.deliverable.islands)
        for row in tasks.all_rows(store, unit_id, w30)
        for standing in row.standing.deliverables
        if len(standing.deliverable.islands) > 1
    )
    one = islands.find_deliverable(store, number)
    islands.set_islands(store, one, names[1:])
    assert tagged(store, number, unit_id, w30) == names[1:]
    islands.set_islands(store, one, names)
    assert tagged(store, number, unit_id, w30) == names


def test_the_board_groups_what_is_promised_by_island_lists_among_it(
    store: Store, unit_id: str, week: Weeks, tmp_path: Path
) -> None:
    add_list_items(store)
    w30 = week("2023-W30")
    session_item = islands.find_deliverable(store, "项目2.1")
    islands.set_islands(store, session_item, ["枸杞"])
    islands.set_islands(store, islands.find_deliverable(store, "举措3.1"), ["枸杞", "绿华"])
    item_id = next(row.id for row in tasks.item_rows(store, unit_id, w30) if row.number == "举措3")
    reporting.report_once(
        store, item_id, unit_id, w30, words={"progress": "三个都开放了"}, values={"举措3.1": "3"}
    )
    board = islands.island_board(store, unit_id, w30)
    names = [group.island.name if group.island else None for group in board.groups]
    assert names[-1] is None
    assert [name for name in names if name] == [name for name in islands.islands(store) if name in names]
    by_name = dict(zip(names, board.groups, strict=True))
    ours = [line.standing.deliverable.number for line in by_name["枸杞"].lines]
    # the plan's own first, then by list and number
    assert ours[-2:] == ["举措3.1", "项目2.1"]
    assert [line.row.number for line in by_name["绿华"].lines] == ["1-1", "举措3"]
    assert (by_name["绿华"].done, by_name["绿华"].counted) == (1, 1)
    assert by_name["绿华"].lights == {Light.DONE: 1, Light.BY_LEAD: 1}
    assert group_words(by_name["绿华"]).startswith("绿华　2个细项　完成1/1　✔ 办结1")
    assert "壁下" in board.without
    whole = islands.island_board(store, unit_id, w30, whole=True)
    assert sum(len(group.lines) for group in whole.groups) > sum(len(group.lines) for group in board.groups)
    # what another unit leads is not counted as not done
    led = next(group for group in whole.groups if group.lights.get(Light.BY_LEAD))
    assert led.counted < len(led.lines)
    alone = islands.island_board(store, unit_id, w30, whole=True, island="枸杞岛")
    assert [group.island and group.island.name for group in alone.groups] == ["枸杞"]

    file = tmp_path / "按岛.xlsx"
    islands.export_board(board, file)
    sheet = load_workbook(io.BytesIO(file.read_bytes()))["按岛"]
    said = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(one.startswith("枸杞（枸杞乡）") for one in said)
    assert said.count("举措3.1") == 2
    assert sheet.page_setup.orientation == "landscape"


def test_list_items_stand_behind_the_plan_by_list_and_number_with_their_columns(
    store: Store, unit_id: str, week: Weeks
) -> None:
    add_list_items(store)
    w30 = week("2023-W30")
    rows = tasks.item_rows(store, unit_id, w30)
    assert [row.number for row in rows][-4:] == ["举措3", "改革1", "项目2", "项目10"]
    assert rows[-2].category == "旅游设施"
    assert rows[-3].islands == ("花鸟", "嵊山")
    detail = tasks.item_detail(store, rows[-2].id, unit_id, w30)
    assert not detail.source.in_plan
    assert detail.list_line is not None
    assert (detail.list_line.number, detail.list_line.leader) == ("2", "周副县长")
    assert detail.list_line.extras == (("要素保障", "用地已落实"), ("资金来源", "专项债、县财政"))
    clause = tasks.item_detail(store, rows[0].id, unit_id, w30)
    assert clause.list_line is None
    assert clause.source.in_plan
    support = tasks.item_rows(store, setting_up.the_unit("县发改局").id, w30)
    assert [row.number for row in support][-2:] == ["项目2", "项目10"]


def test_an_island_without_a_township_is_known_and_is_no_other_one(
    store: Store, unit_id: str, week: Weeks
) -> None:
    rows = tasks.all_rows(store, unit_id, week("2023-W30"))
    named = {island for row in rows for island in row.islands}
    assert {"小黄龙", "黄龙"} <= named
    of_the_first = next(row for row in rows if row.number == "1-1")
    assert "小黄龙" in of_the_first.islands
