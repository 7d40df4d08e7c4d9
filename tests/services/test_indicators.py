"""Indicators: entry by cell and by paste, all of it or none."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from shengsi_desktop.domain.indicators import GoalState, PointCell, PointStatus
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import Light
from shengsi_desktop.services import indicators, searching, setting_up
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Indicator, IndicatorPoint, Item, Plan

if TYPE_CHECKING:
    from shengsi_desktop.store.sessions import Store


def identity(store: Store, name: str) -> str:
    with store.reading() as session:
        return indicators.find(session, name).id


def points(store: Store) -> dict[str, str | None]:
    with store.reading() as session:
        return {one.period: one.value for one in session.exec(alive(IndicatorPoint)).all()}


def test_an_unpublished_indicator_is_grey_and_one_that_met_its_target_is_done(store: Store) -> None:
    before = indicators.standings(store, "2023-12")[2]
    assert before.reading.light is Light.UNPUBLISHED
    indicators.set_point(store, before.indicator.id, "2023-12", value=Decimal("143.5"))
    after = indicators.standings(store)[2]
    assert after.reading.light is Light.DONE
    assert points(store) == {"2023-12": "143.5"}


def test_an_indicator_is_found_by_name_number_or_a_part_that_only_one_has(store: Store) -> None:
    assert identity(store, "地区生产总值") == identity(store, "3")
    assert identity(store, "空气优良") == identity(store, "空气优良天数占比")
    with pytest.raises(Refusal, match="对应"):
        identity(store, "增速")
    with pytest.raises(Refusal, match="没有名为"):
        identity(store, "身高")


def test_one_period_has_one_key_however_it_is_written(store: Store) -> None:
    gdp = identity(store, "地区生产总值")
    indicators.set_point(store, gdp, "2023-3", value=Decimal(35))
    indicators.set_point(store, gdp, "２０２３-03", value=Decimal(36))
    assert points(store) == {"2023-03": "36"}
    with pytest.raises(Refusal, match="时点"):
        indicators.set_point(store, gdp, "2023-13", value=Decimal(1))


def test_emptying_an_empty_cell_makes_no_row(store: Store) -> None:
    indicators.set_point(store, identity(store, "3"), "2023-03", value=None)
    with store.reading() as session:
        assert not session.exec(select(IndicatorPoint)).all()


def test_a_paste_runs_along_the_months_and_passes_over_blanks(store: Store) -> None:
    indicators.paste_points(store, identity(store, "3"), "value", "2023-02", "23\t—\t１，０３５.5\r\n")
    assert points(store) == {"2023-02": "23", "2023-04": "1035.5"}
    assert store.undo_name() == "粘贴实际2格"


@pytest.mark.parametrize(
    ("first", "text"), [("2023-02", "23\t很多\t1"), ("2023-11", "1\t2\t3"), ("2023-01", "—\t")]
)
def test_a_paste_with_one_wrong_cell_stores_none(store: Store, first: str, text: str) -> None:
    with pytest.raises(Refusal, match="一格都没有存入"):
        indicators.paste_points(store, identity(store, "3"), "value", first, text)
    assert points(store) == {}


def test_a_block_over_several_indicators_is_one_step_or_none(store: Store) -> None:
    gdp, words = identity(store, "3"), identity(store, "托育")
    cells = [
        PointCell(gdp, "2023-03", "value", Decimal("35.20")),
        PointCell(gdp, "2023-03", "status", PointStatus.PRELIMINARY),
        PointCell(gdp, "2023-Q2", "planned", Decimal(70)),
        PointCell(identity(store, "24"), "2023年6月", "rank", Decimal(3)),
        PointCell(words, "2023-06", "state", GoalState.REACHED),
        PointCell(words, "2023-07", "value", None),
    ]
    with pytest.raises(Refusal, match="名次"):
        indicators.set_cells(store, [*cells, PointCell(gdp, "2023-06", "rank", Decimal("2.5"))])
    with pytest.raises(Refusal, match="已不在"):
        indicators.set_cells(store, [*cells, PointCell("none", "2023-06", "value", Decimal(1))])
    assert points(store) == {}
    indicators.set_cells(store, cells)
    assert store.undo_name() == "粘贴指标数据"
    standings = indicators.standings(store, "2023-06")
    assert standings[2].reading.reason.startswith("1–3月35.2亿元（快报数），计划34.8（101.1%）")
    assert standings[9].reading.light is Light.DONE
    assert "全省第3位" in standings[23].reading.reason
    store.undo()
    assert points(store) == {}


def test_every_correction_of_a_point_can_be_told(store: Store) -> None:
    store.set_setting("person", "王小海")
    gdp = identity(store, "3")
    indicators.set_point(store, gdp, "2023-06", value=Decimal("66.0"), status=PointStatus.PRELIMINARY)
    indicators.set_point(store, gdp, "2023-06", value=Decimal("66.2"), status=PointStatus.FINAL, rank=4)
    indicators.set_point(store, gdp, "2023-06", rank=None)
    store.undo()
    told = [(one.command, one.field, one.value) for one in indicators.point_history(store, gdp, "2023-Q2")]
    assert told[0] == ("撤销：录入指标数据", "全省位次", "第4位")
    assert told[1] == ("录入指标数据", "全省位次", "")
    assert set(told[2:5]) == {
        ("录入指标数据", "实际", "66.2"),
        ("录入指标数据", "数据状态", "核定数"),
        ("录入指标数据", "全省位次", "第4位"),
    }
    assert set(told[5:]) == {("录入指标数据", "实际", "66"), ("录入指标数据", "数据状态", "快报数")}
    assert indicators.point_history(store, gdp, "2023-07") == ()
    assert {one.person for one in indicators.point_history(store, gdp, "2023-06")[1:]} == {"王小海"}


def test_next_years_plan_knows_last_years_values_of_the_same_indicator(store: Store) -> None:
    gdp = identity(store, "3")
    indicators.set_point(store, gdp, "2023-06", value=Decimal(66))
    indicators.set_point(store, gdp, "2023-07", value=Decimal(78))
    with store.command("下一年") as command:
        command.session.add(Plan(id="00000000-0000-0000-0000-000000000024", year=2024, current=True))
        command.session.add(
            Indicator(
                id="next", plan_id="00000000-0000-0000-0000-000000000024", name="地区生产总值", unit="亿元"
            )
        )
    store.set_setting("plan_id", "00000000-0000-0000-0000-000000000024")
    indicators.set_point(store, "next", "2023-07", value=Decimal(80))
    indicators.set_point(store, "next", "2024-06", value=Decimal("69.3"))
    (standing,) = indicators.standings(store)
    assert standing.change == 5
    assert [(one.period, one.value, one.indicator_id) for one in standing.points] == [
        ("2023-06", 66, "next"),
        ("2023-07", 80, "next"),
        ("2024-06", Decimal("69.3"), "next"),
    ]


def test_owner_is_blank_until_a_person_says(store: Store) -> None:
    gdp = identity(store, "3")
    assert indicators.standings(store)[2].indicator.owner == ""
    indicators.edit_indicator(store, gdp, owner="县统计局")
    assert indicators.standings(store)[2].indicator.owner == "县统计局"


def test_another_plan_beside_the_chosen_one_lends_it_neither_indicators_nor_items(store: Store) -> None:
    with store.command("另一份方案") as command:
        command.session.add(Plan(id="00000000-0000-0000-0000-000000000000", year=2024, current=True))
        command.session.add(
            Item(plan_id="00000000-0000-0000-0000-000000000000", number="9-9", title="另一份方案的事项")
        )
    assert len(indicators.standings(store)) == 27
    with store.reading() as session:
        assert indicators.find(session, "3").name == "地区生产总值"
    assert searching.search(store, "另一份方案的事项", setting_up.settings(store).unit.id) == ()
