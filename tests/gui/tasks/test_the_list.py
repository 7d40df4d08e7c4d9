"""Which items 任务清单 lists, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shengsi_desktop.domain.words import Light, ListName
from shengsi_desktop.ui.pages.tasks import words
from shengsi_desktop.ui.pages.tasks.choice import Part
from shengsi_desktop.ui.pages.tasks.model import ROW_ROLE, Column
from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from tests.gui.tasks.conftest import Tasks

MINE = ["1-1", "2-1", "4-2", "6-1", "8-2", "8-3", "8-5", "8-6", "8-8", "15-1", "15-3", "26-1", "26-3"]


def test_the_page_opens_with_the_thirteen_items_of_the_unit_under_direction_and_task(tasks: Tasks) -> None:
    assert tasks.listed == MINE
    assert tasks.page.filters.count.text() == "13 项"
    first = tasks.page.model.index(0, 0)
    assert first.data().startswith("（一）聚力城乡一体")
    assert tasks.page.model.index(0, 0, first).data() == "1 科学有序推进功能岛开发建设"


def test_the_whole_plan_holds_all_items_and_lists_without_items_are_not_offered(tasks: Tasks) -> None:
    filters = tasks.page.filters
    assert filters.whole.text() == "全部71项"
    filters.whole.click()
    assert len(tasks.listed) == 71
    assert filters.count.text() == "71 项"
    offered = [name for name, chip in filters.lists.items() if not chip.isHidden()]
    assert offered == [ListName.CLAUSE, ListName.GUARANTEE]


def test_the_chips_lead_and_support_exclude_each_other_and_can_be_taken_back(tasks: Tasks) -> None:
    parts = tasks.page.filters.parts
    parts[Part.LEAD].click()
    assert tasks.listed == ["4-2", "8-3", "8-5", "8-6", "8-8", "15-1", "15-3"]
    parts[Part.SUPPORT].click()
    assert tasks.listed == ["1-1", "2-1", "6-1", "8-2", "26-1", "26-3"]
    parts[Part.SUPPORT].click()
    assert tasks.listed == MINE


def test_a_light_chip_lists_the_items_that_bear_it_and_an_empty_list_says_what_to_do(tasks: Tasks) -> None:
    tasks.page.filters.lights[Light.UNREPORTED].click()
    assert tasks.listed == ["4-2", "8-3", "8-5", "8-6", "8-8", "15-1", "15-3"]
    tasks.page.filters.lights[Light.UNREPORTED].click()
    tasks.page.filters.lights[Light.RED].click()
    assert tasks.listed == []
    assert tasks.page.nothing.isVisible()
    assert not tasks.page.pane.isVisible()
    assert tasks.page.nothing.title.text() == words.EMPTY_TITLE
    tasks.page.nothing.button.click()
    assert tasks.listed == MINE


def test_items_that_name_the_township_though_others_own_them_are_listed_apart(
    tasks_of_township: Tasks,
) -> None:
    mine = tasks_of_township.listed
    assert len(mine) == 12
    tasks_of_township.page.filters.parts[Part.MENTIONED].click()
    assert tasks_of_township.listed == ["4-1", "12-1", "16-3", "26-2"]
    assert not set(tasks_of_township.listed) & set(mine)


def test_items_of_a_wildcard_that_may_not_mean_the_township_are_marked(tasks_of_township: Tasks) -> None:
    model = tasks_of_township.page.model
    marked = []
    for row in model.rows:
        said = model.item_index(row.id).siblingAtColumn(Column.ROLE).data()
        if words.PENDING in said:
            marked.append(row.number)
    assert marked == ["15-3", "19-2"]


def test_an_island_and_typed_words_narrow_the_list_further(tasks: Tasks) -> None:
    filters = tasks.page.filters
    filters.island.setCurrentIndex(filters.island.findData("黄龙"))
    assert tasks.listed == ["1-1", "2-1", "6-1", "8-6"]
    filters.text.insert("民宿")
    tasks.qtbot.waitUntil(lambda: tasks.listed == ["8-6"])


def test_the_flat_table_sorts_by_each_column_and_the_tree_keeps_the_plans_order(tasks: Tasks) -> None:
    tasks.page.filters.table.trigger()
    assert tasks.listed == MINE
    view = tasks.page.view
    view.sortByColumn(Column.LEAD, Qt.SortOrder.AscendingOrder)
    leads = [tasks.page.model.index(place, Column.LEAD).data() for place in range(13)]
    assert leads == sorted(leads)
    assert leads[0] != "县文广旅体局"
    view.sortByColumn(Column.LIGHT, Qt.SortOrder.AscendingOrder)
    first = tasks.page.model.index(0, 0).data(ROW_ROLE)
    assert first.standing.reading.light is Light.UNREPORTED
    tasks.page.filters.tree.trigger()
    assert tasks.listed == MINE


def test_the_keys_walk_the_tree_and_fold_it_and_the_pane_follows(tasks: Tasks) -> None:
    view = tasks.page.view
    view.setFocus()
    assert tasks.page.pane.title.text().startswith("1-1 ")
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_Down)
    tasks.settle()
    assert tasks.page.pane.title.text().startswith("2-1 ")
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.currentIndex().data() == "2 持续提升县城宜居品质"
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert not view.isExpanded(view.currentIndex())
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.isExpanded(view.currentIndex())


def test_a_folded_task_stays_folded_when_the_list_is_read_again(tasks: Tasks) -> None:
    view = tasks.page.view
    direction = tasks.page.model.index(1, 0)
    view.collapse(direction)
    tasks.page.filters.parts[Part.LEAD].click()
    tasks.page.filters.parts[Part.LEAD].click()
    assert not view.isExpanded(tasks.page.model.index(1, 0))
    assert view.isExpanded(tasks.page.model.index(0, 0))


def test_an_item_that_the_filters_hide_is_shown_when_it_is_searched_for(tasks: Tasks) -> None:
    tasks.page.filters.parts[Part.LEAD].click()
    tasks.open("22-1")
    assert "22-1" in tasks.listed
    assert tasks.page.pane.title.text().startswith("22-1 ")
    assert not tasks.page.pane.to_week.isVisible()


def test_the_items_of_another_unit_can_be_looked_at_and_left_again(tasks: Tasks) -> None:
    from shengsi_desktop.services import setting_up

    tasks.page.open_target(setting_up.the_unit("花鸟乡").id)
    tasks.settle()
    assert len(tasks.listed) == 12
    assert tasks.page.filters.mine.text() == "花鸟乡"
    tasks.page.filters.back_asked.emit()
    tasks.settle()
    assert tasks.listed == MINE


def test_an_item_of_mine_leads_to_its_report_of_the_week(tasks: Tasks) -> None:
    tasks.open("4-2")
    with tasks.qtbot.waitSignal(tasks.page.open_requested) as asked:
        tasks.page.pane.to_week.click()
    assert asked.args == ["week", tasks.page.view.current_id]
    tasks.settle()
    assert tasks.running.window.page.page_name == "本周会商"


def test_a_light_is_painted_with_its_ground_and_its_shape(tasks: Tasks) -> None:
    view = tasks.page.view
    index = tasks.page.model.item_index(tasks.page.model.rows[2].id).siblingAtColumn(Column.LIGHT)
    area = view.visualRect(index)
    picture = view.viewport().grab(area).toImage()
    seen = {
        picture.pixelColor(x, y).name().upper()
        for x in range(picture.width())
        for y in range(picture.height())
    }
    lamp = current.palette().light(Light.UNREPORTED)
    assert lamp.ground in seen
    assert index.data() == "未填报"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_filters_take_one_line_and_fold_what_has_no_room(tasks: Tasks) -> None:
    filters, window = tasks.page.filters, tasks.running.window
    for width, inline in ((1024, False), (1366, True), (1024, False), (1920, True)):
        window.resize(width, 700)
        tasks.settle()
        assert filters.height() <= 60
        assert filters.lights[Light.RED].isVisible() is inline
        line = [filters.mine, filters.shapes, filters.more, filters.text, filters.list_menu, filters.count]
        line += list(filters.lights.values()) if inline else []
        middles = [part.mapTo(filters, part.rect().center()).y() for part in line]
        assert max(middles) - min(middles) <= 1
        assert all(part.width() >= part.minimumSizeHint().width() for part in line)
        assert filters.count.geometry().right() <= filters.width()
    # a wide window has room for all words
    assert filters.lights[Light.RED].text() == words.RED
    assert filters.text.placeholderText() == words.FILTER_HINT


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_what_is_folded_is_counted_on_its_button_and_esc_gives_the_keys_back(tasks: Tasks) -> None:
    filters = tasks.page.filters
    tasks.running.window.resize(1024, 640)
    tasks.settle()
    filters.more.click()
    assert filters.popup.isVisible()
    first = filters.popup.focusWidget()
    assert first is filters.lists[ListName.CLAUSE]
    filters.lights[Light.UNREPORTED].click()
    filters.parts[Part.LEAD].click()
    assert tasks.listed == ["4-2", "8-3", "8-5", "8-6", "8-8", "15-1", "15-3"]
    assert filters.more.text() == words.FILTER_CHOSEN.format(count=2)
    assert "未填报" in filters.more.toolTip()
    QTest.keyClick(filters.popup, Qt.Key.Key_Escape)
    assert not filters.popup.isVisible()
    filters.popup.clear.click()
    assert (tasks.listed, filters.more.text()) == (MINE, words.FILTER)
    # what the field's low height asks for does not press its list
    filters.more.click()
    filters.island.showPopup()
    popup = filters.island.view()
    assert popup.viewport().height() >= min(filters.island.count(), 4) * 32
    filters.island.hidePopup()
    filters.popup.close()
