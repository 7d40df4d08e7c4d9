"""任务清单 with what the lists hold, and its third shape: deliverables by island."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from sqlmodel import select

from shengsi_desktop.domain.words import Light, ListName
from shengsi_desktop.services import history
from shengsi_desktop.store.sessions import Store
from shengsi_desktop.store.tables import IslandTag, ListEntry
from shengsi_desktop.ui.dialogs.plan_curve import PlanCurveDialog
from shengsi_desktop.ui.pages.tasks import words
from shengsi_desktop.ui.pages.tasks.cells import Column
from shengsi_desktop.ui.pages.tasks.model import LINE_ROLE
from shengsi_desktop.ui.widgets.fields import GrowingText
from tests.gui.tasks.conftest import Tasks
from tests.list_items import add_list_items

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# the popup of the islands: the offscreen platform has no windows to raise
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def listed(run: Callable[..., Any], folder: Path) -> Tasks:
    """The page of 县文广旅体局 with items of three lists."""
    with Store.open(folder) as store:
        add_list_items(store)
    return Tasks(run(folder))


def headings(tasks: Tasks) -> list[str]:
    return [str(index.data()) for _, index in tasks.page.model.headings()]


def lines_under(tasks: Tasks, island: str) -> list[str]:
    model = tasks.page.model
    head = next(index for _, index in model.headings() if str(index.data()).startswith(island))
    return [str(model.index(place, 0, head).data()) for place in range(model.rowCount(head))]


def choose_line(tasks: Tasks, island: str, said: str) -> None:
    model = tasks.page.model
    head = next(index for _, index in model.headings() if str(index.data()).startswith(island))
    place = lines_under(tasks, island).index(said)
    tasks.page.view.setCurrentIndex(model.index(place, 0, head))
    tasks.settle()


def test_items_of_lists_stand_under_their_list_and_category_and_can_be_filtered(listed: Tasks) -> None:
    filters = listed.page.filters
    offered = [name for name, chip in filters.lists.items() if not chip.isHidden()]
    assert ListName.APPEAL not in offered
    assert {ListName.KEY_MEASURE, ListName.REFORM, ListName.PROJECT} <= set(offered)
    assert listed.listed[-4:] == ["举措3", "改革1", "项目2", "项目10"]
    said = headings(listed)
    assert said[-5:] == ["重点举措清单", "重点改革清单", "专项改革", "重大项目清单", "旅游设施"]
    assert said[0].startswith("（一）")
    filters.lists[ListName.PROJECT].click()
    assert listed.listed == ["项目2", "项目10"]
    filters.table.trigger()
    assert listed.listed == ["项目2", "项目10"]
    assert listed.page.model.index(0, 0).data() == "项目2 枸杞岛旅游集散中心"


def test_the_pane_shows_what_the_list_says_and_one_may_type_over_it(listed: Tasks) -> None:
    listed.open("项目2")
    pane = listed.page.pane
    assert pane.source_head.text() == words.LIST_TEXT
    assert pane.source.toPlainText().startswith("新建游客集散中心1座")
    assert not pane.more.isVisible()
    assert pane.task.whole == "重大项目清单 · 旅游设施"
    assert pane.list_part.isVisible()
    said = [one.text() for one in pane.list_part.findChildren(QLabel) if one.isVisible()]
    assert said[-10:-4] == ["建设单位", "县文旅集团", "总投资", "1.2亿元", "开工时间", "2023年一季度"]
    assert said[-4:] == ["要素保障", "用地已落实", "资金来源", "专项债、县财政"]
    assert "2023年12月底" in said
    assert words.OWN_ADDED not in pane.deliverables.rows[0].about.text()

    person = pane.list_part.editors["person"]
    assert person.toPlainText() == "林一舟"
    person.setFocus()
    person.selectAll()
    person.insertPlainText("赵二")
    pane.list_part.editors["remark"].setFocus()

    def stored(store: Store) -> tuple[str, str | None]:
        with store.reading() as session:
            row = session.exec(select(ListEntry).where(ListEntry.number == "2")).one()
            return row.person, history.undo_name(store)

    assert listed.stored(stored) == ("赵二", "项目2改责任人")
    # the goal takes its 细项 along, as one step
    goal = pane.list_part.goal
    assert goal.value.text() == "完成年度投资4500万元，主体结构封顶"
    goal.open()
    assert isinstance(goal.field, GrowingText)
    goal.field.setPlainText("完成年度投资4500万元，主体结构封顶，建成停车位30个")
    listed.open("项目10")
    assert listed.stored(history.undo_name) == "项目2改年度目标"
    listed.open("项目2")
    assert any("停车位" in row.name.text() for row in pane.deliverables.rows)
    # a name alone says nothing more, and what was typed stays with its own item
    listed.open("项目10")
    assert not pane.source.isVisible()
    empty = pane.list_part.editors["person"]
    assert empty.toPlainText() == ""
    assert not empty.isVisible()
    pane.list_part.more.click()
    assert empty.isVisible()
    assert pane.list_part.more.text() == words.FILL_LESS
    listed.open("4-2")
    assert not pane.list_part.isVisible()
    assert pane.source.marked_text
    assert pane.source_head.text() == words.SOURCE


def test_islands_are_ticked_by_initials_and_the_chips_the_filter_and_the_board_follow(listed: Tasks) -> None:
    listed.open("项目2")
    page = listed.page
    row = page.pane.deliverables.rows[0]
    assert [one.text() for one in row.menu().actions()] == [
        words.MENU_EDIT,
        words.MENU_ISLANDS,
        words.MENU_CURVE,
    ]
    row.islands_asked.emit()
    listed.settle()
    picker = page.editing.picker
    assert picker is not None
    QTest.keyClicks(picker.text, "gq")
    assert [name for name, box in picker.boxes.items() if not box.isHidden()] == ["枸杞"]
    QTest.keyClick(picker, Qt.Key.Key_Return)
    picker.boxes["壁下"].click()
    assert picker.ticked == ("枸杞", "壁下")
    QTest.keyClick(picker, Qt.Key.Key_Return)
    listed.settle()
    assert page.editing.picker is None
    row = page.pane.deliverables.rows[0]
    shown = [one.text() for one in row.tags.findChildren(QLabel) if one.isVisible()]
    assert shown == ["壁下", "枸杞"]

    def tags(store: Store) -> int:
        with store.reading() as session:
            return len(session.exec(select(IslandTag).where(IslandTag.dead == False)).all())  # noqa: E712

    assert listed.stored(tags) == 2
    # Esc leaves all as it was
    row.islands_asked.emit()
    listed.settle()
    picker = page.editing.picker
    assert picker is not None
    picker.boxes["花鸟"].click()
    QTest.keyClick(picker, Qt.Key.Key_Escape)
    assert listed.stored(tags) == 2

    filters = page.filters
    filters.island.setCurrentIndex(filters.island.findData("壁下"))
    assert listed.listed == ["项目2"]
    filters.by_island.trigger()
    assert headings(listed) == ["壁下"]
    assert lines_under(listed, "壁下") == ["枸杞岛旅游集散中心：年度投资"]
    assert filters.count.text() == "1 个细项"


def test_the_board_by_island_opens_an_item_at_the_deliverable_that_is_chosen(
    listed: Tasks, tmp_path: Path
) -> None:
    page = listed.page
    page.filters.by_island.trigger()
    said = headings(listed)
    assert said[:2] == ["嵊山（嵊山镇）", "枸杞（枸杞乡）"]
    assert said[-1] == "未标岛"
    assert not page.view.isExpanded(page.model.headings()[-1][1])
    assert page.model.headerData(1, Qt.Orientation.Horizontal) == "事项"
    reform = "海岛民宿准入改革：联办事项覆盖花鸟、嵊山两岛"
    assert reform in lines_under(listed, "花鸟")
    choose_line(listed, "花鸟", "开发“岛村记忆”特色主题线路")
    assert page.pane.title.text().startswith("4-2 ")
    lit = page.pane.source.lit_text
    assert lit.startswith("开发“岛村记忆”特色主题线路")
    # another deliverable of the same item, without reading it again
    choose_line(listed, "枸杞", "开发“岛村记忆”特色主题线路")
    assert page.pane.source.lit_text == lit
    choose_line(listed, "花鸟", reform)
    assert page.pane.title.text().startswith("改革1 ")
    index = page.view.currentIndex()
    line = index.data(LINE_ROLE)
    assert [index.siblingAtColumn(column).data() for column in (Column.ROLE, Column.LEAD, Column.DUE)] == [
        "改革1",
        "县文广旅体局",
        "12月",
    ]
    assert line.standing.deliverable.islands == ("花鸟", "嵊山")
    mine = int(page.filters.count.text().split()[0])
    page.filters.whole.click()
    assert int(page.filters.count.text().split()[0]) > mine
    # lights and words are those of the deliverable
    page.filters.lights[Light.UNREPORTED].click()
    assert lines_under(listed, "花鸟")[-1] == reform
    page.filters.text.setText("岛村记忆")
    listed.qtbot.waitUntil(lambda: headings(listed) == ["枸杞（枸杞乡）", "花鸟（花鸟乡）"])
    file = tmp_path / "按岛.xlsx"
    page.exporting.save(file)
    listed.settle()
    assert page.pane.messages.text == words.EXPORTED.format(name="按岛.xlsx")
    cells = [cell.value for row in load_workbook(file).active.iter_rows() for cell in row if cell.value]
    assert [one for one in cells if one == "4-2.4"] == ["4-2.4", "4-2.4"]
    assert reform not in cells
    page.exporting.save(tmp_path)
    listed.settle()
    assert "是一个文件夹" in page.pane.messages.text
    page.next_item()
    assert page.view.current_id is not None
    page.filters.clear()
    page.filters.tree.trigger()
    assert "4-2" in listed.listed


def test_a_plan_curve_is_said_and_asked_for_from_its_deliverable(listed: Tasks) -> None:
    listed.open("项目2")
    row = listed.page.pane.deliverables.rows[0]
    assert words.BY_TIME in row.about.text()
    row.menu().actions()[2].trigger()
    listed.settle()
    dialog = listed.page.findChild(PlanCurveDialog)
    assert dialog is not None
    dialog.cells.show_points({"2023-06": Decimal(2000)})
    dialog.save()
    listed.settle()
    said = listed.page.pane.deliverables.rows[0].about.text()
    assert "计划曲线录到6月" in said
    assert words.BY_TIME not in said
