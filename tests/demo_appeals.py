"""争取事项 for pictures: every name says 演示, no figure and no contact in them is a fact."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.domain.appeals import AppealArea, AppealLevel, AppealStage, ChosenOffer
from shengsi_desktop.domain.money import Money
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import appeal_offers, appeals, reporting, setting_up

if TYPE_CHECKING:
    from shengsi_desktop.store.sessions import Store


def fill(store: Store) -> None:
    """Put four made-up appeals and one of the plan's sentences into a store after the first run."""
    desk = setting_up.settings(store)
    week = parse_week("2023-W30", desk.rhythm)
    _add(
        store,
        "争取演示：省级海岛旅游补助资金",
        AppealArea.MONEY,
        AppealLevel.PROVINCE,
        "3000",
        "8月底",
        "省某厅",
    )
    _add(store, "争取演示：国家级海洋旅游试点", AppealArea.PILOT, AppealLevel.NATION, "", "", "某部委")
    _add(store, "争取演示：驿站用地指标", AppealArea.LAND, AppealLevel.PROVINCE, "", "2023-08-04", "省某厅")
    _add(store, "争取演示：文旅人才挂职", AppealArea.PEOPLE, AppealLevel.CITY, "120", "6月底", "市某局")
    ids = _ids(store)
    contacts = (
        (0, date(2023, 7, 26), "省某厅张某", "汇报申报材料，补充两份附件后可受理", AppealStage.APPLICATION),
        (0, date(2023, 6, 14), "省某厅", "了解今年补助方向和申报时间", AppealStage.CONTACT),
        (1, date(2023, 5, 30), "某部委李某", "电话了解试点名额", AppealStage.CONTACT),
        (2, date(2023, 7, 20), "省某厅", "用地预审意见已出", AppealStage.APPROVAL),
        (3, date(2023, 6, 26), "市某局", "2名挂职干部到岗", AppealStage.GRANTED),
    )
    for place, day, whom, words, stage in contacts:
        appeals.add_contact(store, ids[place], day, whom, words, stage, unit_id=desk.unit.id, week=week)
    reporting.report_once(
        store, ids[0], desk.unit.id, week, words={"progress": "演示数据：申报材料已报省某厅，等待初审。"}
    )
    sentence = next(one for one in appeal_offers.offers(store, desk.unit.id) if one.item_number == "20-2")
    appeal_offers.take_offers(
        store,
        [
            ChosenOffer(
                sentence.sentence.name,
                sentence.sentence.text,
                sentence.item_id,
                sentence.sentence.area,
                AppealLevel.PROVINCE,
            )
        ],
    )


def _add(
    store: Store, name: str, area: AppealArea, level: AppealLevel, amount: str, due: str, office: str
) -> None:
    fields = {"area": area, "level": level, "office": office, "remark": "演示数据"}
    if amount:
        fields["amount"] = Money(Decimal(amount))
    appeals.add_appeal(store, name, due=due, **fields)


def _ids(store: Store) -> list[str]:
    from shengsi_desktop.services import facts

    with store.reading() as session:
        return [facts.find_item(session, f"争取{place}").id for place in range(1, 5)]
