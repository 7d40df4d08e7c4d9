"""争取事项: the table, its filters and sums, one appeal set right, contacts in one line, the plan's sentences."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shengsi_desktop.domain.appeals import AppealArea, AppealLevel, AppealRow, AppealStage
from shengsi_desktop.domain.money import Money
from shengsi_desktop.services import appeals
from shengsi_desktop.ui.pages.indicators.appeals import words
from shengsi_desktop.ui.pages.indicators.appeals.add_dialog import AddAppealDialog
from shengsi_desktop.ui.pages.indicators.appeals.offers_dialog import OffersDialog
from shengsi_desktop.ui.pages.indicators.appeals.view import AppealsView
from shengsi_desktop.ui.widgets.typed_words import UnfinishedWords

if TYPE_CHECKING:
    from collections.abc import Callable

    Alone = Callable[[Any], Any]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def fill(store: Any) -> None:
    appeals.add_appeal(store, "甲补助", area="资金", level="省", amount=Money(Decimal(3000)), due="8月底")
    appeals.add_appeal(store, "乙试点", area="改革试点", level="国家")
    appeals.add_appeal(store, "丙提档", area="资金", lead="县财政局")


def filled(alone: Alone) -> Any:
    desk = alone(AppealsView())
    desk.ask(fill)
    desk.view._load()
    desk.settle()
    return desk


def now(desk: Any) -> AppealRow:
    desk.settle()
    row: AppealRow = desk.view.current_row
    assert row is not None
    return row


def listed(desk: Any) -> list[str]:
    return [row.item.title for row in desk.view.table.rows]


def test_an_empty_view_offers_the_plans_sentences_and_what_is_ticked_is_added(alone: Alone) -> None:
    desk = alone(AppealsView())
    view: AppealsView = desk.view
    assert view._whole.currentIndex() == 1
    view._whole.currentWidget().button.click()
    desk.settle()
    dialog = view.findChild(OffersDialog)
    assert dialog is not None
    assert len(dialog.cards) == 14
    assert not dialog.save_button.isEnabled()
    card = next(one for one in dialog.cards if one.offer.item_number == "22-1")
    assert (card.area.currentText(), card.level.currentText()) == ("资金", "省")
    card.tick.setChecked(True)
    assert dialog.save_button.text() == "添加勾选的1项"
    card.name.setText(" ")
    dialog.save()
    assert dialog.trouble.text() == words.NAME_MISSING
    card.name.setText("争取转移支付分类提档")
    card.level.setCurrentText("国家")
    dialog.save()
    row = now(desk)
    assert (row.item.title, row.level, row.from_number) == (
        "争取转移支付分类提档",
        AppealLevel.NATION,
        "22-1",
    )
    assert view.messages.text == "已添加1项争取事项。"
    # the sentence is lit in its place, and leads to it
    assert view.detail.source.lit_text == row.sentence
    asked: list[tuple[str, str]] = []
    view.open_requested.connect(lambda page, target: asked.append((page, target)))
    view.detail.open_source.click()
    view.detail.report.click()
    assert asked == [("tasks", row.from_item_id), ("week", row.item.id)]
    view.ask_offers()
    desk.settle()
    again = view.findChildren(OffersDialog)[-1]
    taken = next(one for one in again.cards if one.offer.item_number == "22-1")
    assert not taken.tick.isEnabled()
    again.choose_upward()
    assert again.save_button.text() == "添加勾选的11项"
    again.reject()


def test_the_filters_leave_what_they_say_and_the_sums_follow(alone: Alone) -> None:
    desk = filled(alone)
    view: AppealsView = desk.view
    assert (listed(desk), view.filters.count.text()) == (["甲补助", "乙试点"], "2 / 3 项")
    assert view.sums.text() == "未对接 2项 3000万元 · 合计 3000万元"
    view.filters.everything.click()
    assert listed(desk) == ["甲补助", "乙试点", "丙提档"]
    view.filters.area.setCurrentText("资金")
    assert listed(desk) == ["甲补助", "丙提档"]
    view.filters.level.setCurrentText("国家")
    assert view._lists.currentIndex() == 1
    view.filters.clear()
    view.filters.stage.setCurrentText("批复")
    assert listed(desk) == []
    # what another page asks for is shown, whatever the filters
    target = next(row.item.id for row in view._rows if row.item.title == "丙提档")
    view.open_target(target)
    desk.settle()
    assert view.current_row is not None
    assert view.current_row.item.title == "丙提档"


def test_a_stage_is_chosen_by_key_and_a_fact_is_set_right_or_comes_back_with_its_words(alone: Alone) -> None:
    desk = filled(alone)
    view: AppealsView = desk.view
    view.detail.stages.setFocus()
    QTest.keyClick(view.detail.stages, Qt.Key.Key_Right)
    QTest.keyClick(view.detail.stages, Qt.Key.Key_Right)
    assert now(desk).stage is AppealStage.APPLICATION
    facts = view.detail.facts.lines
    facts["amount"].take("1.2亿元")
    assert now(desk).amount == Money(Decimal(12000))
    facts["area"].take("人才")
    assert now(desk).area is AppealArea.PEOPLE
    facts["area"].take(words.UNSET)
    assert now(desk).area is None
    facts["amount"].take("很多")
    desk.settle()
    assert "不是金额" in desk.told()
    assert facts["amount"].field.text() == "很多"
    facts["amount"].close_field()
    facts["due"].take("6月31日")
    desk.settle()
    assert "没有“6月31日”" in desk.told()
    assert facts["due"].field.text() == "6月31日"
    facts["due"].close_field()
    facts["due"].take("9月底")
    assert now(desk).item.due == date(2023, 9, 30)
    assert facts["due"].value.text() == "9月30日"


def test_a_contact_is_written_in_one_line_changed_and_taken_away(alone: Alone) -> None:
    desk = filled(alone)
    view: AppealsView = desk.view
    part = view.detail.contacts
    assert view.detail.silence.text() == words.NEVER
    part.field.setText("6月1日 @省某厅 送材料")
    part.stage.setCurrentText("到“申报”")
    QTest.keyClick(part.field, Qt.Key.Key_Return)
    row = now(desk)
    assert (row.last_contact, row.stage, part.field.text()) == (date(2023, 6, 1), AppealStage.APPLICATION, "")
    assert "已8周未对接" in view.detail.silence.text()
    assert [part.stage.itemText(at) for at in range(part.stage.count())] == [
        "进展不变",
        "到“批复”",
        "到“到位”",
    ]
    (line,) = part.lines.values()
    assert (line.day.text(), line.fact.value.text()) == ("6月1日", "〔申报〕省某厅：送材料")
    line.fact.take("2023年7月20日 @省某厅 补材料")
    assert now(desk).contacts[0].words == "补材料"
    line.fact.take("2月30日 谈了")
    desk.settle()
    assert "没有“2月30日”" in desk.told()
    assert line.fact.field.text() == "2月30日 谈了"
    line.fact.close_field()
    line.drop.click()
    assert now(desk).contacts == ()
    view.messages._actions[0].click()
    assert len(now(desk).contacts) == 1


def test_a_line_that_cannot_be_read_stays_and_one_not_entered_waits_for_its_appeal(alone: Alone) -> None:
    desk = filled(alone)
    view: AppealsView = desk.view
    part = view.detail.contacts
    part.field.setText("2月30日 谈了")
    part.button.click()
    desk.settle()
    assert "没有登记" in desk.told()
    assert part.field.text() == "2月30日 谈了"
    view.next_item()
    desk.settle()
    assert part.field.text() == ""
    (waiting,) = part.findChildren(UnfinishedWords)
    assert waiting.words() == "2月30日 谈了"
    view.view.step(-1)
    desk.settle()
    assert part.field.text() == "2月30日 谈了"


def test_one_is_added_by_the_dialog_and_a_dropped_one_comes_back(alone: Alone) -> None:
    desk = filled(alone)
    view: AppealsView = desk.view
    view.tools.add.click()
    dialog = view.findChild(AddAppealDialog)
    assert dialog is not None
    dialog.save()
    assert dialog.trouble.text() == words.NAME_MISSING
    dialog.lines["name"].setText("甲补助")
    dialog.lines["amount"].setText("多")
    dialog.save()
    assert "不是金额" in dialog.trouble.text()
    dialog.lines["amount"].setText("500")
    dialog.save()
    desk.settle()
    # refused by the store: the dialog stays with its words
    assert "已有争取1" in dialog.trouble.text()
    dialog.lines["name"].setText("丁用地")
    dialog.area.setCurrentText("土地")
    dialog.save()
    row = now(desk)
    assert (row.item.title, row.area, row.amount) == ("丁用地", AppealArea.LAND, Money(Decimal(500)))
    view.detail.menu.actions()[0].trigger()
    desk.settle()
    assert "丁用地" not in listed(desk)
    view.messages._actions[0].click()
    desk.settle()
    assert "丁用地" in listed(desk)
