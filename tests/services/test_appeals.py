"""争取事项 in the store: added, set right, spoken of, dropped; the plan's own sentences taken as one step."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest

from shengsi_desktop.domain.appeals import (
    AppealArea,
    AppealLevel,
    AppealRow,
    AppealSense,
    AppealStage,
    ChosenOffer,
    process_id,
)
from shengsi_desktop.domain.money import Money
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import Light, ListName, Role
from shengsi_desktop.services import (
    appeal_offers,
    appeal_rows,
    appeals,
    exporting,
    history,
    reporting,
    tasks,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

    Weeks = Callable[[str], Week]

UNIT = "县文广旅体局"


@pytest.fixture
def at(week: Weeks) -> Week:
    return week("2023-W30")


@pytest.fixture
def rows(store: Store, unit_id: str, at: Week) -> Callable[[], tuple[AppealRow, ...]]:
    return lambda: appeal_rows.appeal_rows(store, unit_id, at)


@pytest.fixture
def first(store: Store, rows: Callable[[], tuple[AppealRow, ...]]) -> str:
    """The id of an appeal of 30 million by the end of August."""
    appeals.add_appeal(
        store,
        "争取省级补助",
        area="资金",
        level=AppealLevel.PROVINCE,
        amount=Money(Decimal(3000)),
        office="省某厅",
        due="8月底",
    )
    return rows()[0].item.id


Rows = "Callable[[], tuple[AppealRow, ...]]"


def test_an_appeal_is_an_item_of_the_unit_with_its_four_stages(
    store: Store, first: str, rows: Rows, unit_id: str, at: Week
) -> None:
    (row,) = rows()
    assert (row.item.number, row.item.role, row.item.lead) == ("争取1", Role.LEAD, UNIT)
    assert (row.area, row.level, row.office) == (AppealArea.MONEY, AppealLevel.PROVINCE, "省某厅")
    assert (row.amount, row.item.due, row.stage) == (Money(Decimal(3000)), date(2023, 8, 31), None)
    (milestone,) = row.item.standing.deliverables
    assert milestone.deliverable.stages == ("对接", "申报", "批复", "到位")
    assert milestone.deliverable.due == date(2023, 8, 31)
    listed = tasks.item_rows(store, unit_id, at)
    assert [one.number for one in listed if one.list is ListName.APPEAL] == ["争取1"]
    mine = reporting.week_page(store, unit_id, at).rows
    assert first in {one.id for one in mine}
    reporting.report_once(store, first, unit_id, at, words={"progress": "材料已报"})
    assert (rows()[0].progress, rows()[0].progress_week) == ("材料已报", "2023-W30")


def test_its_light_goes_by_the_date_and_the_stage(
    store: Store, first: str, rows: Rows, unit_id: str, week: Weeks
) -> None:
    appeals.set_stage(store, first, AppealStage.APPLICATION, unit_id, week("2023-W30"))

    def light(text: str) -> Light:
        return appeal_rows.appeal_rows(store, unit_id, week(text))[0].item.standing.reading.light

    assert [light(text) for text in ("2023-W30", "2023-W34", "2023-W35")] == [
        Light.GREEN,
        Light.YELLOW,
        Light.RED,
    ]
    appeals.set_stage(store, first, AppealStage.GRANTED, unit_id, week("2023-W36"))
    assert light("2023-W36") is Light.DONE
    # the week before is what it was
    assert appeal_rows.appeal_rows(store, unit_id, week("2023-W30"))[0].stage is AppealStage.APPLICATION


def test_contacts_move_it_forward_and_never_back_and_the_newest_is_the_last(
    store: Store, first: str, rows: Rows, unit_id: str, at: Week
) -> None:
    def spoke(day: date, words: str, stage: AppealStage | None = None) -> None:
        appeals.add_contact(store, first, day, "省某厅", words, stage, unit_id=unit_id, week=at)

    spoke(date(2023, 6, 20), "送材料", AppealStage.APPLICATION)
    spoke(date(2023, 5, 1), "早先谈的", AppealStage.CONTACT)
    (row,) = rows()
    assert (row.stage, row.last_contact, row.silent_weeks) == (
        AppealStage.APPLICATION,
        date(2023, 6, 20),
        5,
    )
    assert [one.words for one in row.contacts] == ["送材料", "早先谈的"]
    newest = row.contacts[0].id
    appeals.edit_contact(store, newest, day=date(2023, 7, 20))
    assert rows()[0].silent_weeks == 1
    appeals.drop_contact(store, newest)
    assert (rows()[0].last_contact, rows()[0].stage) == (date(2023, 5, 1), AppealStage.APPLICATION)
    history.undo(store)
    assert rows()[0].last_contact == date(2023, 7, 20)
    with pytest.raises(Refusal, match="没有登记"):
        appeals.add_contact(store, first, date(2023, 7, 1), " ", "", unit_id=unit_id, week=at)


def test_a_later_contact_is_none_of_an_earlier_week(
    store: Store, first: str, unit_id: str, week: Weeks
) -> None:
    appeals.add_contact(
        store, first, date(2023, 7, 20), "省某厅", "谈了", unit_id=unit_id, week=week("2023-W29")
    )
    assert appeal_rows.appeal_rows(store, unit_id, week("2023-W28"))[0].last_contact is None
    assert appeal_rows.appeal_rows(store, unit_id, week("2023-W30"))[0].silent_weeks == 1


def test_what_is_set_right_is_one_step_and_what_cannot_be_taken_changes_nothing(
    store: Store, first: str, rows: Rows
) -> None:
    appeals.edit_appeal(store, first, name="争取省级海岛补助", area="", due="", remark="备注")
    (row,) = rows()
    assert (row.item.title, row.area, row.remark) == ("争取省级海岛补助", None, "备注")
    assert (row.item.due, row.item.due_is_default) == (date(2023, 12, 31), True)
    assert row.item.standing.deliverables[0].deliverable.due == date(2023, 12, 31)
    for fields, said in (
        ({"due": "不久"}, "读不出日期"),
        ({"due": "6月31日"}, "没有“6月31日”"),
        ({"area": "别的"}, "争取领域没有"),
        ({"name": " "}, "不能为空"),
        ({"amount": Money(Decimal(-1))}, "不小于0"),
        ({"what": "x"}, "没有这些栏目"),
    ):
        with pytest.raises(Refusal, match=said):
            appeals.edit_appeal(store, first, remark="没存", **fields)
    assert rows()[0].remark == "备注"
    history.undo(store)
    assert (rows()[0].item.title, rows()[0].item.due) == ("争取省级补助", date(2023, 8, 31))


def test_one_dropped_comes_back_whole(store: Store, first: str, rows: Rows, unit_id: str, at: Week) -> None:
    appeals.add_contact(store, first, date(2023, 7, 20), "省某厅", "谈了", unit_id=unit_id, week=at)
    appeals.drop_appeal(store, first)
    assert rows() == ()
    history.undo(store)
    (row,) = rows()
    assert (len(row.contacts), row.item.standing.deliverables[0].deliverable.id) == (1, process_id(first))


def test_the_same_name_is_not_added_twice(store: Store, first: str) -> None:
    with pytest.raises(Refusal, match="已有争取1"):
        appeals.add_appeal(store, "争取省级补助")


def test_another_units_appeal_is_not_mine(store: Store, rows: Rows, unit_id: str, at: Week) -> None:
    appeals.add_appeal(store, "争取转移支付提档", lead="县财政局", stage=AppealStage.APPROVAL, week=at)
    assert rows() == ()
    (row,) = appeal_rows.appeal_rows(store, unit_id, at, everything=True)
    assert (row.item.lead, row.stage, row.item.standing.reading.light) == (
        "县财政局",
        AppealStage.APPROVAL,
        Light.BY_LEAD,
    )


def test_the_plans_sentences_are_offered_without_headings(store: Store, unit_id: str) -> None:
    offers = appeal_offers.offers(store, unit_id)
    assert len(offers) == 14
    assert sum(one.sentence.sense is AppealSense.UPWARD for one in offers) == 12
    by_number = {one.item_number: one for one in offers}
    assert by_number["22-1"].owners == ("县财政局",)
    assert by_number["25-2"].owners[0] == "县财政局"
    assert not any(one.taken for one in offers)


def test_chosen_sentences_become_items_in_one_step_and_are_marked(
    store: Store, unit_id: str, rows: Rows
) -> None:
    offers = appeal_offers.offers(store, unit_id)[3:5]
    appeal_offers.take_offers(
        store,
        [
            ChosenOffer(
                one.sentence.name, one.sentence.text, one.item_id, one.sentence.area, one.sentence.level
            )
            for one in offers
        ],
    )
    first, second = rows()
    assert (first.from_number, first.area, second.level) == ("20-2", AppealArea.PILOT, AppealLevel.NATION)
    assert first.source is not None
    assert tasks.plan_text(store)[first.source.start : first.source.end] == first.sentence
    assert [one.taken for one in appeal_offers.offers(store, unit_id)[3:5]] == ["争取1", "争取2"]
    history.undo(store)
    assert rows() == ()
    with pytest.raises(Refusal, match="没有勾选"):
        appeal_offers.take_offers(store, [])


def test_one_that_cannot_be_made_lets_none_be_made(store: Store, first: str, rows: Rows) -> None:
    with pytest.raises(Refusal, match="已有"):
        appeal_offers.take_offers(store, [ChosenOffer("争取别的", "句"), ChosenOffer("争取省级补助", "句二")])
    assert [row.item.id for row in rows()] == [first]


def test_the_weeks_workbook_has_a_sheet_of_them(
    store: Store, first: str, unit_id: str, at: Week, tmp_path: Path
) -> None:
    appeals.add_contact(
        store, first, date(2023, 6, 20), "省某厅", "送材料", AppealStage.APPLICATION, unit_id=unit_id, week=at
    )
    book = openpyxl.load_workbook(exporting.export_week(store, unit_id, at, tmp_path / "a.xlsx"))
    said = [str(cell.value) for row in book["争取事项"].iter_rows() for cell in row if cell.value]
    assert "省\n省某厅" in said
    assert "6月20日\n已5周未对接" in said
    assert any(one.startswith("【申报】") for one in said)
    assert any("申报1项3000万元" in one for one in said)


def test_the_lead_is_a_unit_of_the_directory_however_it_is_called(
    store: Store, unit_id: str, week: Weeks
) -> None:
    def leads() -> list[str]:
        rows = appeal_rows.appeal_rows(store, unit_id, week("2023-W30"), everything=True)
        return [row.item.lead for row in rows]

    appeals.add_appeal(store, "争取一", lead="社建委、花鸟")
    assert leads() == ["县委社建委、花鸟乡"]
    with pytest.raises(Refusal, match=r"没有“文旅局”这个单位.*县文广旅体局"):
        appeals.add_appeal(store, "争取二", lead="文旅局")
    assert leads() == ["县委社建委、花鸟乡"]


def test_a_contact_logged_on_an_older_week_moves_what_a_later_one_says(
    store: Store, first: str, unit_id: str, week: Weeks
) -> None:
    appeals.set_stage(store, first, AppealStage.APPLICATION, unit_id, week("2023-W30"))
    told = (date(2023, 7, 12), "省某厅", "批了", AppealStage.APPROVAL)
    appeals.add_contact(store, first, *told, unit_id=unit_id, week=week("2023-W28"))
    stages = [appeal_rows.appeal_rows(store, unit_id, week(at))[0].stage for at in ("2023-W30", "2023-W31")]
    assert stages == [AppealStage.APPROVAL] * 2
    appeals.add_contact(store, first, date(2023, 7, 31), "省某厅", "到账", AppealStage.GRANTED)
    assert appeal_rows.appeal_rows(store, unit_id, week("2023-W31"))[0].stage is AppealStage.GRANTED
