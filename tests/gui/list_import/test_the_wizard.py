"""导入清单: an office's own table from the drop to stored rows; whatever is called off stores nothing."""

from __future__ import annotations

import threading
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from shengsi_desktop.domain.list_changes import Matched, RowState
from shengsi_desktop.domain.lists import ListField as F
from shengsi_desktop.domain.lists import ListKind
from shengsi_desktop.services import history
from shengsi_desktop.services.lists.deliverables import investment_id
from shengsi_desktop.store.list_tables import Project
from shengsi_desktop.store.sessions import Store, alive
from shengsi_desktop.store.tables import DeliverableValue, IndicatorPoint, Item
from shengsi_desktop.ui.list_import import words
from shengsi_desktop.ui.list_import.meanings import DROP, KEEP, Meaning
from shengsi_desktop.ui.list_import.rows_model import ALL, DOUBTFUL, SKIPPED, Column
from shengsi_desktop.ui.theme import current
from tests.gui.list_import.conftest import PROJECTS, REFORMS, Importing, book, projects

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def sums(store: Store) -> dict[str, tuple[str | None, str]]:
    """The stored projects: total in 万元 and how it is shown, by name."""
    with store.reading() as session:
        rows = session.exec(alive(Project)).all()
        return {session.get_one(Item, row.item_id).title: (row.total, row.money_unit) for row in rows}


def done_of(name: str) -> Callable[[Store], list[tuple[str, str | None, str]]]:
    """What is recorded of a project's investment: week, value, 形象进度."""

    def ask(store: Store) -> list[tuple[str, str | None, str]]:
        with store.reading() as session:
            item = session.exec(alive(Item).where(Item.title == name)).one()
            values = session.exec(
                alive(DeliverableValue).where(DeliverableValue.deliverable_id == investment_id(item.id))
            ).all()
            return [(one.week, one.value, one.words) for one in values]

    return ask


def test_a_messy_workbook_goes_from_the_drop_into_the_store_and_out_again(importing: Importing) -> None:
    importing.drop(projects())
    wizard, columns = importing.wizard, importing.wizard.columns
    assert importing.step is columns
    assert columns.table is not None
    assert (columns.table.kind, columns.year.text(), columns.first.value(), columns.last.value()) == (
        ListKind.PROJECT, "2023", 3, 4,
    )  # fmt: skip
    assert columns.counts.text() == "读到4行，另有5行不是清单内容（合计、说明等），下一步可查看。"
    assert [row.words.whole for row in columns.questions.rows] == [
        "3列金额没有写明是万元还是亿元，请选定单位；各列不同的，在列的上方分别选。",
        "隐藏的工作表“草稿”没有读。",
    ]
    importing.say_unit()
    assert [row.words.whole for row in columns.questions.rows] == ["隐藏的工作表“草稿”没有读。"]
    importing.go_on()
    preview = importing.preview
    assert importing.step is preview
    assert preview.model.counts == {"new": 3, "blocked": 1, ALL: 4, DOUBTFUL: 1, SKIPPED: 5}
    assert preview.heading.plan.whole.startswith("重大项目清单　导入到《嵊泗县")
    assert wizard.foot.summary.whole == "新增3项，1行不能导入"
    preview.heading.chips[SKIPPED].click()
    assert [entry.skipped.why for entry in preview.model.shown if entry.skipped] == [
        "小标题", "合计行", "小标题", "合计行", "说明",
    ]  # fmt: skip
    assert importing.items("project") == {}
    importing.go_on()
    assert importing.step is wizard.done_step
    assert "新增3项" in wizard.done_step.said.text()
    assert wizard.done_step.others.text() == "1行有问题没有导入。"
    assert importing.items("project") == {
        "项目1": "小洋山北侧开发", "项目2": "花鸟灯塔景区提升", "项目3": "枸杞贻贝加工园",
    }  # fmt: skip
    assert importing.stored(sums)["花鸟灯塔景区提升"] == ("12000", "万元")
    assert importing.stored(done_of("花鸟灯塔景区提升")) == [("2023-W30", "3100", "客房\n主体完工")]
    importing.press(wizard.done_step.another)
    assert columns.table.sheet == "重点改革"
    importing.go_on()
    importing.go_on()
    assert importing.items("reform") == {"改革1": "海岛医共体改革", "改革2": "渔船管理改革"}
    importing.press(wizard.done_step.look)
    page = importing.window.page
    assert page.page_name == "任务清单"
    assert [row.title for row in page.model.rows] == ["海岛医共体改革", "渔船管理改革"]
    importing.window.commands.undo()
    assert importing.items("reform") == {}
    importing.window.commands.undo()
    assert importing.items("project") == {}


def test_columns_are_set_right_and_the_rows_read_again_at_once(importing: Importing) -> None:
    importing.drop(projects())
    columns = importing.wizard.columns

    def head(index: int) -> Any:
        return columns.grid.heads.head(index)

    def mean(index: int, meaning: Meaning) -> None:
        head(index).meaning.fill()
        box = head(index).meaning
        importing.choose(box, next(n for n in range(box.count()) if box.itemData(n) == meaning))

    assert columns.first_field is columns.sheets
    assert head(10).meaning.currentData() == KEEP
    mean(10, Meaning(F.SECTION))
    assert columns.table.rows[0].text(F.SECTION) == "规划科"
    mean(2, DROP)
    assert columns.table.columns.of(F.BUILDER) is None
    assert all(cell.column != 2 for row in columns.table.rows for cell in row.cells)
    assert columns.grid.model_of_rows.index(0, 2).data() == "港投公司"
    importing.choose(head(3).unit, head(3).unit.findData("亿元"))
    assert columns.table.rows[2].cell(F.TOTAL).wan_yuan == Decimal(120_000_000)
    assert columns.table.rows[1].cell(F.TOTAL).wan_yuan == 12000
    mean(6, Meaning(F.NAME))
    assert columns.table.rows[0].text(F.NAME) == "桩基完成"
    assert head(1).meaning.currentData() == KEEP
    importing.press(columns.back_to_guess)
    assert columns.table.rows[0].text(F.NAME) == "小洋山北侧开发"
    assert not columns.back_to_guess.isVisible()
    mean(1, KEEP)
    importing.go_on()
    assert importing.step is columns
    assert importing.wizard.messages.text == "没有找到“项目名称”一列，请指出是哪一列。"
    importing.choose(columns.kind, columns.kind.findData(ListKind.KEY_MEASURE))
    assert columns.table.kind is ListKind.KEY_MEASURE
    columns.first.setValue(4)
    importing.settle()
    assert columns.table.columns.columns[4].head == "年度计划投资"
    columns.year.setText("去年")
    columns.year.editingFinished.emit()
    assert importing.wizard.messages.text == "年份应是四位数字，如2024。"
    columns.year.setText("2024")
    columns.year.editingFinished.emit()
    importing.settle()
    assert (columns.table.year, importing.wizard.messages.text) == (2024, "")
    importing.choose(columns.sheets, 1)
    assert columns.table.kind is ListKind.REFORM
    assert importing.items("project") == {}


@pytest.fixture
def stored(importing: Importing) -> Importing:
    """Three projects are stored, the wizard is open again."""
    importing.drop(projects())
    importing.say_unit()
    importing.go_on()
    importing.go_on()
    importing.press(importing.wizard.done_step.close_button)
    importing.open()
    return importing


def test_a_later_version_changes_what_is_accepted_and_deletes_only_what_is_ticked(stored: Importing) -> None:
    later = list(PROJECTS[5])
    later[3], later[2] = 680000, "海港集团"
    other = (
        2,
        "花鸟灯塔景区提升改造",
        "文旅集团",
        "1.2亿",
        6500,
        3300,
        "完工",
        None,
        None,
        "县文广旅体局",
        None,
    )
    new = (5, "嵊山避风锚地", "渔港公司", 3000, 1000, None, "招标", None, None, "县农业农村局", None)
    out = (6, "黄龙石村改造", "城投公司", 500, 100, None, None, None, None, "黄龙乡", None)
    stored.drop(projects(tuple(later), new, out))
    stored.say_unit()
    stored.go_on()
    preview = stored.preview
    assert {one.line: one.state for one in preview.preview.changes if one.line} == {
        5: RowState.CHANGED, 6: RowState.NEW, 7: RowState.NEW,
    }  # fmt: skip
    assert [one.target for one in preview.preview.changes if one.state is RowState.MISSING] == [
        "项目2 花鸟灯塔景区提升", "项目3 枸杞贻贝加工园",
    ]  # fmt: skip
    # that an unticked row is kept can be read whole, however wide the other columns would like to be
    small = QFontMetrics(current.font(current.SECOND))
    room = preview.view.columnWidth(Column.NAME) - 12
    assert small.horizontalAdvance(words.MISSING_HINT) <= room
    assert (
        max(
            QFontMetrics(current.font()).horizontalAdvance(name)
            for name, _ in preview.model.said(Column.NAME)
        )
        <= room
    )
    stored.look_at("小洋山")
    assert preview.pane.match.currentText() == "项目1 小洋山北侧开发"
    assert "依据：序号和名称相同" in [one.text() for one in preview.pane.findChildren(QLabel)]
    preview.pane.changes.rows["总投资"].keep.click()
    assert preview.model.second(preview.model.index(0, Column.NAME)) == ("改：建设单位", "second")
    stored.look_at("黄龙")
    preview.pane.tick.click()
    assert preview.model.index(2, Column.TICK).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    stored.look_at("枸杞")
    assert not preview.pane.tick.isChecked()
    QTest.keyClick(preview.view, Qt.Key.Key_Space)
    assert preview.pane.tick.isChecked()
    assert stored.wizard.foot.summary.whole == "新增1项，更新1项，删除1项，1行不导入"
    preview.heading.week.setCurrentIndex(0)
    preview.heading.week.activated.emit(0)
    stored.settle()
    stored.press(stored.wizard.foot.back)
    stored.go_on()
    assert stored.wizard.foot.summary.whole == "新增1项，更新1项，删除1项，1行不导入"
    stored.go_on()
    done = stored.wizard.done_step
    assert "新增1项、更新1项、删除1项" in done.said.text()
    assert done.others.text() == "1行按您的选择没有导入。新表里没有的1项仍然保留。"
    assert set(stored.items("project").values()) == {"小洋山北侧开发", "花鸟灯塔景区提升", "嵊山避风锚地"}
    assert stored.stored(sums)["小洋山北侧开发"][0] == "670000"
    assert stored.stored(done_of("嵊山避风锚地")) == []
    assert stored.stored(history.undo_name) == "导入重大项目清单（3项）"
    stored.press(done.close_button)
    stored.open()
    stored.drop(projects(tuple(later), other))
    stored.say_unit()
    stored.go_on()
    assert stored.change("花鸟").matched is Matched.NUMBER
    assert stored.change("花鸟").line in stored.preview.choices.skipped
    stored.look_at("花鸟")
    stored.choose(stored.preview.pane.match, stored.preview.pane.match.findText(words.AS_NEW))
    assert stored.change("花鸟灯塔景区提升改造").state is RowState.NEW
    place = stored.preview.pane.match.findText("项目2 花鸟灯塔景区提升")
    stored.choose(stored.preview.pane.match, place)
    assert stored.change("花鸟灯塔景区提升改造").matched is Matched.PERSON
    assert not stored.preview.choices.skipped
    stored.go_on()
    assert stored.items("project")["项目2"] == "花鸟灯塔景区提升改造"


def test_reading_is_called_off_and_leaves_nothing(importing: Importing) -> None:
    gate = threading.Event()
    importing.running.desk.worker.run(lambda _store: gate.wait(10), lambda _: None, lambda _: None)
    path = importing.folder / "清单.xlsx"
    path.write_bytes(projects())
    start = importing.wizard.start
    start.file_chosen.emit(path)
    importing.running.qtbot.waitUntil(lambda: start.busy.isVisible(), timeout=3000)
    assert start.busy.said == "正在读取“清单.xlsx”…"
    assert not start.choose.isEnabled()
    start.busy.stop.click()
    assert (start.busy.isVisible(), start.choose.isEnabled()) == (False, True)
    gate.set()
    importing.settle()
    assert (importing.step, importing.wizard.messages.text) == (start, "")
    start.file_chosen.emit(path)
    QTest.keyClick(importing.wizard, Qt.Key.Key_Escape)
    importing.settle()
    assert importing.window.commands.lists.wizard is None
    assert importing.window.messages.text == ""
    assert importing.items("project") == {}


def test_a_wrong_file_says_what_to_do_and_another_can_be_chosen(importing: Importing) -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    locked = old + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    files = {
        "清单.xls": (old, "Excel 文件（*.xlsx）"),
        "有密码.xlsx": (locked, "密码"),
        "清单.docx": (b"PK\x03\x04 broken", "已损坏"),
        "清单.pdf": (b"%PDF-1.4 ...", "清单请在 WPS 里做成表格"),
        "空.csv": (b"", "空"),
        "说明.csv": ("多植树，种好树。".encode(), "没有找到清单的表头"),
    }
    for name, (content, said) in files.items():
        importing.drop(content, name)
        assert said in importing.wizard.messages.text, name
        assert "原有数据没有改动" in importing.wizard.messages.text, name
        assert importing.step is importing.wizard.start
        assert importing.wizard.focusWidget() is importing.wizard.start.choose
    large = importing.folder / "大.xlsx"
    with large.open("wb") as file:
        file.truncate(100_000_000)
    importing.drop_paths(large)
    assert "文件“大.xlsx”太大（100 MB），不像是一份清单" in importing.wizard.messages.text
    importing.drop_paths(importing.folder / "没有.xlsx")
    assert "打不开（找不到文件）" in importing.wizard.messages.text
    first = importing.folder / "清单.xlsx"
    first.write_bytes(book(("重点改革", REFORMS, ())))
    importing.drop_paths(first, large)
    assert importing.wizard.messages.text == "一次只能导入一个文件，已读第一个“清单.xlsx”。"
    assert importing.step is importing.wizard.columns
    assert importing.wizard.columns.first_field is importing.wizard.columns.kind


def test_a_template_is_saved_told_and_read_back(
    importing: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def ask(_parent: object, _title: str, place: str, _kinds: str) -> tuple[str, str]:
        asked.append(Path(place).name)
        return str(importing.folder / "我的改革"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    entries = importing.wizard.start.menu.actions()
    assert [one.text() for one in entries] == [kind.label for kind in ListKind]
    entries[2].trigger()
    importing.settle()
    assert asked == ["2023年重点改革清单（模板）.xlsx"]
    assert importing.wizard.messages.text == "模板已保存：我的改革.xlsx"
    importing.wizard.templates.save(ListKind.PROJECT, importing.folder / "没有" / "项目.xlsx")
    importing.settle()
    assert "不存在，“项目.xlsx”没有保存" in importing.wizard.messages.text
    importing.drop_paths(importing.folder / "我的改革.xlsx")
    assert "表头下面没有内容" in importing.wizard.columns.questions.rows[0].words.whole
    assert importing.wizard.columns.table.kind is ListKind.REFORM


def test_figures_of_indicators_go_to_the_month_that_is_said(importing: Importing) -> None:
    rows = (
        ("嵊泗县2023年指标目标清单",),
        ("序号", "指标", "计量单位", "年度目标", "完成值"),
        (1, "地区生产总值", "亿元", "突破143", 66.2),
        (2, "海钓游客人次", "万人次", "12以上", 5.1),
    )
    importing.drop(book(("指标", rows, ("A1:E1",))))
    importing.go_on()
    importing.wizard.grab()
    week = importing.preview.heading.week
    assert [week.itemText(n) for n in (0, 1, 2)] == ["不记入", "2023年7月", "2023年6月"]
    importing.choose(week, 2)
    assert "2023年6月" in {one.label for one in importing.change("海钓游客人次").changes}
    importing.go_on()

    def points(store: Store) -> set[tuple[str, str | None]]:
        with store.reading() as session:
            found = session.exec(alive(IndicatorPoint)).all()
            return {(one.period, one.value) for one in found}

    assert {("2023-06", "5.1"), ("2023-06", "66.2")} <= importing.stored(points)
    importing.press(importing.wizard.done_step.look)
    assert importing.window.page.page_name == "指标趋势"


def test_the_wizard_opens_where_lists_are_looked_for_and_the_keyboard_goes_through(
    importing: Importing,
) -> None:
    window, commands = importing.window, importing.window.commands
    wizard = importing.wizard
    assert wizard.focusWidget() is wizard.start.choose
    importing.drop(projects())
    assert wizard.focusWidget() is wizard.columns.sheets
    QTest.keyClick(wizard.columns.year, Qt.Key.Key_Return)
    importing.settle()
    assert importing.step is wizard.columns
    importing.say_unit()
    wizard.foot.next.setFocus()
    QTest.keyClick(wizard.foot.next, Qt.Key.Key_Return)
    importing.settle()
    assert wizard.focusWidget() is importing.preview.view
    QTest.keyClick(importing.preview.view, Qt.Key.Key_Return)
    assert wizard.focusWidget() is importing.preview.pane.tick
    importing.preview.view.selectAll()
    QTest.keyClick(importing.preview.view, Qt.Key.Key_Space)
    assert wizard.foot.summary.whole == "没有要导入的改动，3行不导入，1行不能导入"
    assert not wizard.foot.next.isEnabled()
    QTest.keyClick(wizard, Qt.Key.Key_Escape)
    importing.settle()
    assert importing.items("project") == {}
    window.show_page("tasks")
    window.page.filters.import_list.trigger()
    importing.settle()
    importing.press(commands.lists.wizard.foot.cancel)
    window.show_page("settings")
    importing.press(window.page.view.import_list)
    importing.press(commands.lists.wizard.foot.cancel)
    commands.open_plan_menu()
    importing.settle()
    entry = next(one for one in commands.plans.menu.actions() if one.text() == words.MENU_IMPORT)
    entry.trigger()
    importing.settle()
    assert commands.lists.wizard is not None
    shown = [one for one in commands.lists.wizard.findChildren(QPushButton) if one.isVisible()]
    assert all(one.accessibleName() or one.text() for one in shown)
