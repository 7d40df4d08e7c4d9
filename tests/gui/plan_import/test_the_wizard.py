"""导入方案: what is read is shown and set right first, then stored whole; whatever fails stores nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from shengsi_desktop.domain.words import Role
from shengsi_desktop.services import plan_import, setting_up
from shengsi_desktop.services.plan_editions import DifferenceKind
from shengsi_desktop.ui.plan_import import outline
from tests.gui.plan_import.conftest import TEXT

if TYPE_CHECKING:
    from tests.gui.plan_import.conftest import Importing

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_plan_is_read_shown_and_stored_and_can_become_the_current_one(importing: Importing) -> None:
    importing.read()
    preview = importing.preview
    assert importing.wizard.steps.currentWidget() is preview
    assert preview.heading.counts.text() == "3项任务、3个事项、5个单位、1个泛指待确认"
    assert importing.years() == [2023]
    importing.press(importing.wizard.confirm)
    assert importing.years() == [2024, 2023]
    done = importing.wizard.done_step
    assert "《某县渔业发展2024年行动方案》已存入台账：3项任务、3个事项" in done.said.text()
    assert "当前方案仍是《嵊泗县" in done.current.text()
    importing.press(done.choose)
    assert importing.stored(setting_up.settings).plan_year == 2024
    assert importing.window.sidebar.plan.text() == "2024年行动方案 ▾"


def test_the_tree_holds_directions_tasks_items_owners_and_deliverables(importing: Importing) -> None:
    importing.read()
    lines = importing.preview.tree.lines
    assert [one.text for one in lines] == ["（一）做强养殖", "（二）做优加工"]
    assert [one.text for one in lines[0].inside] == ["1　发展网箱", "2　改造渔船"]
    item = importing.line(outline.ITEM, "1-1")
    assert item.second == "牵头 县渔业发展中心；配合 县财政部门、各有关企业"
    assert [one.text for one in item.inside if one.kind == outline.OWNER] == [
        "牵头　县渔业发展中心", "配合　县财政部门", "配合　各有关企业",
    ]  # fmt: skip
    assert any(one.kind == outline.DELIVERABLE for one in item.inside)


def test_each_line_lights_up_its_own_words_also_behind_wide_characters(importing: Importing) -> None:
    importing.read()
    preview = importing.preview
    source = preview.read.preview.document.source
    preview.tabs.setCurrentIndex(0)
    for line in outline.flat(preview.tree.lines):
        preview.tree.choose(line)
        assert preview.source.lit_text == source[slice(*line.lit)]
    preview.tree.choose(importing.line(outline.ITEM, "2-1"))
    assert preview.source.lit_text == "改造渔船50艘，完成年度投资2亿元。"
    assert preview.source.dim_text == "（责任单位：县海洋与渔业局；完成时限：2024年6月底）"


def test_a_click_in_the_text_chooses_the_line_that_stands_there(importing: Importing) -> None:
    importing.read()
    preview = importing.preview
    preview.tabs.setCurrentIndex(1)
    position = (
        preview.source.toPlainText().encode("utf-16-le").index("县海洋与渔业局".encode("utf-16-le")) // 2
    )
    cursor = QTextCursor(preview.source.document())
    cursor.setPosition(position + 2)
    place = preview.source.cursorRect(cursor).center() + QPoint(1, 0)
    QTest.mouseClick(preview.source.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert preview.tree.line.text == "责任单位　县海洋与渔业局"
    assert preview.tabs.currentIndex() == 0


def test_a_warning_leads_to_its_line(importing: Importing) -> None:
    importing.read()
    heading = importing.preview.heading
    assert heading.warnings.count() == 1
    heading.warnings.itemClicked.emit(heading.warnings.item(0))
    assert importing.preview.source.lit_text == "一、主要目标"


def test_what_was_not_read_leads_to_the_field_that_waits_for_it(importing: Importing) -> None:
    importing.read(TEXT.replace("2024年", ""))
    heading = importing.preview.heading
    warned = next(
        heading.warnings.item(n)
        for n in range(heading.warnings.count())
        if "年份" in heading.warnings.item(n).text()
    )
    heading.warnings.itemClicked.emit(warned)
    assert heading.year.hasFocus()


def test_an_unknown_unit_is_what_the_user_says_it_is(importing: Importing) -> None:
    importing.read()
    preview = importing.preview
    assert preview.tabs.currentWidget() is preview.units
    assert preview.tabs.tabText(1) == "待确认单位 3"
    rows = preview.units.rows
    assert rows["县财政部门"].choice.currentText() == "县财政局（简称相同）"
    assert rows["县渔业发展中心"].choice.currentText() == "新增单位“县渔业发展中心”"
    assert importing.wizard.summary.whole == "将新增1个单位、1个泛指"
    choice = rows["县渔业发展中心"].choice
    choice.showPopup()
    choice.hidePopup()
    choice.setCurrentIndex(choice.findText("县海洋与渔业局"))
    choice.activated.emit(choice.currentIndex())
    assert preview.source.lit_text == "县渔业发展中心"
    assert importing.wizard.summary.whole == "将新增1个泛指"
    assert importing.line(outline.OWNER, "县渔业发展中心").second == "即县海洋与渔业局"
    assert importing.line(outline.OWNER, "县财政部门").second == "即县财政局"
    importing.press(importing.wizard.confirm)
    assert importing.owners(2024, "1-1") == {
        "县渔业发展中心": "县海洋与渔业局",
        "县财政部门": "县财政局",
        "各有关企业": "各有关企业",
    }


def test_owners_title_and_what_is_left_out_are_stored_as_set_right(importing: Importing) -> None:
    importing.read()
    preview = importing.preview
    preview.edit_owners("3-1")
    dialog = preview.dialog
    assert [row.name.text() for row in dialog.rows] == ["县文广旅体局", "花鸟乡"]
    dialog.rows[0].role.setCurrentIndex(dialog.rows[0].role.findData(Role.LEAD))
    dialog.rows[1].removed.emit()
    dialog.add_row("县发改局", Role.SUPPORT)
    dialog.save()
    assert importing.line(outline.ITEM, "3-1").second == "牵头 县文广旅体局；配合 县发改局"
    item = preview.tree._row_of[id(importing.line(outline.ITEM, "2-1"))]
    item.setCheckState(Qt.CheckState.Unchecked)
    preview.heading.title.setText("渔业方案")
    importing.press(importing.wizard.confirm)
    plan = importing.stored(lambda store: plan_import.find_plan(store, "2024"))
    assert (plan.title, plan.items) == ("渔业方案", 2)
    assert set(importing.owners(2024, "3-1")) == {"县文广旅体局", "县发改局"}
    assert "其中1个事项按您的选择没有导入" in importing.wizard.done_step.said.text()


def test_an_owner_that_is_typed_and_unknown_is_said_to_be_new(importing: Importing) -> None:
    importing.read(TEXT.replace("县渔业发展中心", "县海洋与渔业局").replace("县财政部门", "县财政局"))
    assert importing.wizard.summary.whole == "将新增1个泛指"
    importing.preview.edit_owners("2-1")
    importing.preview.dialog.rows[0].name.setText("县贻贝产业办")
    importing.preview.dialog.save()
    assert importing.line(outline.ITEM, "2-1").unknown
    assert importing.wizard.summary.whole == "将新增1个单位、1个泛指"


def test_cancelling_stores_nothing(importing: Importing) -> None:
    importing.read()
    importing.press(importing.wizard.cancel)
    assert importing.years() == [2023]
    assert importing.stored(lambda store: store.undo_name()) in ("", None)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            "方案.doc",
            "另存为”，类型选“Word 文档（*.docx）",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "清单.xls", "类型选“Excel 文件（*.xlsx）"),
        (b"%PDF-1.4 ...", "方案.pdf", "转成 .docx"),
        (b"\x89PNG\r\n", "方案.png", "另存为 .docx"),
        (b"", "方案.txt", "空"),
        ("多植树。".encode(), "方案.txt", "没有找到任何"),
    ],
)
def test_a_wrong_file_says_what_to_do_and_stores_nothing(
    importing: Importing, content: bytes, name: str, words: str
) -> None:
    importing.read_bytes(content, name)
    assert words in importing.wizard.messages.text
    assert importing.wizard.steps.currentWidget() is importing.wizard.start
    assert importing.wizard.start.choose.isEnabled()
    assert importing.years() == [2023]


def test_a_file_that_is_gone_says_so(importing: Importing) -> None:
    importing.wizard.read_file(importing.folder / "没有.docx")
    importing.settle()
    assert "找不到文件" in importing.wizard.messages.text


def test_a_list_is_pasted_and_an_empty_clipboard_says_so(importing: Importing) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("")
    importing.wizard.start.paste.click()
    assert "剪贴板里没有文字" in importing.wizard.messages.text
    clipboard.setText("序号\t任务内容\t责任单位\n1\t新建冷库3座\t县经信局\n2\t培育品牌5个\t县市场监管局\n")
    importing.press(importing.wizard.start.paste)
    clipboard.clear()
    assert importing.preview.heading.counts.text().endswith("2个单位")
    importing.press(importing.wizard.confirm)
    assert "年份应是四位数字" in importing.wizard.messages.text
    assert importing.years() == [2023]
    importing.preview.heading.year.setText("2024")
    importing.preview.heading.title.setText("重点任务")
    importing.press(importing.wizard.confirm)
    assert importing.years() == [2024, 2023]


REVISED = (
    TEXT.replace("新增网箱100口", "新增深水网箱120口")
    .replace(
        "2. 改造渔船。改造渔船50艘，完成年度投资2亿元。（责任单位：县海洋与渔业局；完成时限：2024年6月底）\n",
        "",
    )
    .replace("3. 建设", "2. 建设")
)


def test_another_edition_is_confirmed_item_by_item_before_it_is_stored(importing: Importing) -> None:
    importing.read()
    importing.press(importing.wizard.confirm)
    importing.press(importing.wizard.done_step.close_button)
    again = type(importing)(importing.running, importing.folder)
    again.read(REVISED)
    preview = again.preview
    assert preview.tabs.currentWidget() is preview.edition
    assert [row.difference.kind for row in preview.edition.rows] == [
        DifferenceKind.CHANGED, DifferenceKind.MOVED, DifferenceKind.GONE,
    ]  # fmt: skip
    again.press(again.wizard.confirm)
    assert "逐项核对" in again.wizard.messages.text
    plan = again.stored(lambda store: plan_import.find_plan(store, "2024"))
    assert plan.items == 3
    gone = preview.edition.rows[2]
    gone.choice.setCurrentIndex(1)
    gone.choice.activated.emit(1)
    changed = preview.edition.rows[0]
    changed.choice.setCurrentIndex(changed.choice.findText("作为新事项"))
    changed.choice.activated.emit(changed.choice.currentIndex())
    again.settle()
    kinds = [row.difference.kind for row in preview.edition.rows]
    assert kinds == [DifferenceKind.NEW, DifferenceKind.MOVED, DifferenceKind.GONE, DifferenceKind.GONE]
    preview.edition.confirmed.setChecked(True)
    again.press(again.wizard.confirm)
    assert "已按新的文字修订" in again.wizard.done_step.said.text()
    assert again.stored(lambda store: plan_import.find_plan(store, "2024")).items == 3


def test_a_plan_that_is_there_changes_nothing(importing: Importing) -> None:
    importing.read()
    importing.press(importing.wizard.confirm)
    importing.press(importing.wizard.done_step.close_button)
    again = type(importing)(importing.running, importing.folder)
    again.read()
    assert "内容相同" in again.preview.heading.state.whole
    again.press(again.wizard.confirm)
    assert "没有改动" in again.wizard.done_step.said.text()
    assert again.years() == [2024, 2023]


def test_a_long_issuer_is_seen_from_its_beginning(importing: Importing) -> None:
    importing.read()
    read = importing.preview.read
    heading = importing.preview.heading
    choices = importing.preview.choices
    choices.issuer = "某某海岛综合开发实验区管理委员会办公室"
    heading.show_read(read, choices)
    assert heading.issuer.text() == choices.issuer
    assert heading.issuer.cursorPosition() == 0


def test_of_several_files_dropped_the_first_is_read_and_that_is_said(importing: Importing) -> None:
    first, second = importing.folder / "方案.txt", importing.folder / "另一份.txt"
    for path in (first, second):
        path.write_text(TEXT, encoding="utf-8")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path)) for path in (first, second)])
    importing.wizard.start.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            dropped,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    importing.settle()
    assert importing.wizard.steps.currentWidget() is importing.preview
    assert importing.wizard.messages.text == "一次只能导入一份方案，已读第一个文件“方案.txt”。"


def test_after_a_wrong_file_the_keyboard_chooses_another_and_does_not_cancel(importing: Importing) -> None:
    importing.read_bytes(b"%PDF-1.4 ...", "方案.pdf")
    assert importing.wizard.focusWidget() is importing.wizard.start.choose


def test_the_files_are_looked_for_at_home_where_there_is_no_folder_of_documents(
    importing: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def ask(_parent: object, _title: str, folder: str, _kinds: str) -> tuple[str, str]:
        asked.append(folder)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    places = {QStandardPaths.StandardLocation.DocumentsLocation: str(importing.folder / "没有")}
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda kind: places.get(kind, "家"))
    importing.press(importing.wizard.start.choose)
    assert asked == ["家"]
