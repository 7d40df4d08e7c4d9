"""My items: what the list shows, how it is walked through, and 本周无新进展 for many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest

from shengsi_desktop.domain.words import Light
from shengsi_desktop.services import history, reporting
from shengsi_desktop.store.tables import Report
from shengsi_desktop.ui.pages.week.item_model import ROW_ROLE, ItemFilter, second_line

if TYPE_CHECKING:
    from conftest import Desk


def test_the_list_stands_before_the_store_is_asked(desk: Desk) -> None:
    rows = desk.ask(lambda store: reporting.week_page(store, desk.unit.id, desk.week)).rows
    desk.page.show_rows(rows)
    desk.page.show()
    desk.qtbot.waitExposed(desk.page)
    shown = desk.page.items.shown
    assert [shown.index(place, 0).data(ROW_ROLE).id for place in range(shown.rowCount())] == [
        row.id for row in rows
    ]
    QTest.keyClick(desk.page.items.view, Qt.Key.Key_Down)
    assert desk.page.items.current_id == rows[1].id
    desk.open()
    assert desk.page.items.current_id == rows[1].id
    assert desk.page.report is not None
    assert desk.page.report.form is not None
    assert desk.page.report.form.row.id == rows[1].id


def test_items_that_only_name_the_unit_are_not_among_mine(desk: Desk) -> None:
    from dataclasses import replace

    rows = desk.ask(lambda store: reporting.week_page(store, desk.unit.id, desk.week)).rows
    mentioned = replace(rows[0], id="other", role=None, mentioned=True)
    desk.page.show_rows((*rows, mentioned))
    assert all(row.id != "other" for row in desk.page.items.model.rows)
    assert len(desk.page.items.model.rows) == len(rows)


def test_the_second_line_names_role_and_count_or_who_fills_it_in(desk: Desk) -> None:
    assert second_line(desk.item("4-2")).startswith("牵头 · 2项：")
    supported = desk.item("2-1")
    assert supported.standing.reading.light is Light.BY_LEAD
    assert second_line(supported) == "配合 · ○ 由牵头县发改局填报"


def test_three_items_without_news_are_one_command_and_one_undo(desk: Desk) -> None:
    desk.open()
    chosen = [desk.item(number) for number in ("8-3", "8-5", "8-6")]
    desk.choose("8-3")
    items = desk.page.items
    for row in chosen:
        items.view.selectionModel().select(items._index(row.id), QItemSelectionModel.SelectionFlag.Select)
    assert items.no_news_button.isVisible()
    assert items._chosen_count.text() == "已选 3 项"
    items.no_news_button.click()
    desk.settle()
    assert {one.item_id for one in desk.rows(Report) if one.no_news} == {row.id for row in chosen}
    assert len({one.batch for one in desk.changes("report", "_row")}) == 1
    assert items.model.filled == 3
    assert items.selected_ids == tuple(row.id for row in chosen)
    assert desk.view.no_news_chip.isChecked()
    desk.operations.run(history.undo, lambda undone: desk.operations.changed.emit(undone.changed))
    desk.settle()
    assert not any(one.no_news for one in desk.rows(Report))
    assert items.model.filled == 0
    assert not desk.view.no_news_chip.isChecked()


def test_a_single_item_without_news_is_filled_in_and_can_be_taken_back(desk: Desk) -> None:
    desk.open()
    row = desk.choose("8-5")
    desk.view.no_news_chip.click()
    desk.settle()
    assert [one.no_news for one in desk.rows(Report, item_id=row.id)] == [True]
    assert desk.page.items._count.text() == "已填 1 / 13"
    desk.view.no_news_chip.click()
    desk.settle()
    assert [one.no_news for one in desk.rows(Report, item_id=row.id)] == [False]
    assert desk.page.items._count.text() == "已填 0 / 13"


def test_filtering_by_not_filled_leaves_the_item_under_the_hand_in_place(desk: Desk) -> None:
    desk.open()
    desk.choose("8-5")
    items = desk.page.items
    items._chips[ItemFilter.NOT_FILLED].click()
    before = items.shown.rowCount()
    desk.view.no_news_chip.click()
    desk.settle()
    assert items.shown.rowCount() == before
    assert items.current_id == desk.item("8-5").id
    items._chips[ItemFilter.NOT_FILLED].click()
    assert items.shown.rowCount() == before - 1


def test_chips_choose_by_role(desk: Desk) -> None:
    desk.open()
    items = desk.page.items
    items._chips[ItemFilter.LEAD].click()
    lead = items.shown.rowCount()
    items._chips[ItemFilter.SUPPORT].click()
    assert 0 < items.shown.rowCount() < 13
    assert lead + items.shown.rowCount() == 13


def test_down_then_enter_leads_into_the_progress_field(desk: Desk) -> None:
    desk.open()
    view = desk.page.items.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClicks(desk.view.progress, "typed")
    desk.settle()
    assert desk.view.progress.hasFocus()
    desk.leave()
    (report,) = desk.rows(Report)
    assert (report.item_id, report.progress) == (desk.item("4-2").id, "typed")


def test_only_the_last_of_many_chosen_items_is_shown(desk: Desk) -> None:
    desk.open()
    view = desk.page.items.view
    for _ in range(8):
        QTest.keyClick(view, Qt.Key.Key_Down)
    desk.settle()
    assert desk.page.report is not None
    assert desk.page.report.form is not None
    assert desk.page.report.form.row.id == desk.page.items.current_id
    assert desk.view.header.title.text().startswith("8-8 ")


def test_the_last_item_is_the_end_and_the_first_the_beginning(desk: Desk) -> None:
    desk.open()
    assert desk.page.report is not None
    assert not desk.page.report.previous.isEnabled()
    desk.choose("26-3")
    assert not desk.page.report.next.isEnabled()
    desk.page.next_item()
    desk.settle()
    assert desk.page.items.current_id == desk.item("26-3").id


def test_the_source_is_looked_for_on_the_other_page(desk: Desk) -> None:
    desk.open()
    row = desk.choose("8-5")
    assert desk.page.report is not None
    with desk.qtbot.waitSignal(desk.page.open_requested) as asked:
        desk.page.report._source()
    assert asked.args == ["tasks", row.id]


def test_a_second_light_stands_in_the_second_line_in_words_and_takes_nothing_of_the_title(desk: Desk) -> None:
    from dataclasses import replace

    from shengsi_desktop.domain.tracking import Reading
    from shengsi_desktop.ui.pages.tasks.cells import Column, item_tip

    row = desk.item("4-2")
    for light, plain, said in (
        (Light.GREEN, Light.YELLOW, "扣停航绿灯"),
        (Light.YELLOW, Light.YELLOW, "扣停航仍黄灯"),
    ):
        second = Reading(light, "扣除停航3天后：序时57.5%")
        standing = replace(row.standing, reading=Reading(plain, "差7个百分点"), adjusted=second)
        held = replace(row, standing=standing)
        assert second_line(held).endswith(f" · {said}")
        assert item_tip(held, Column.LIGHT) == "差7个百分点\n扣除停航3天后：序时57.5%"
