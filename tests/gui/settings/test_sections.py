"""设置 · 科室 in the real window: what Delete and Ctrl+V do, and when it is said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTableView

from shengsi_desktop.domain.problems import EnvironmentProblem
from shengsi_desktop.domain.sections import Section
from shengsi_desktop.services import sections, setting_up
from shengsi_desktop.ui.pages.settings.sections.model import CellDelegate, SectionModel
from shengsi_desktop.ui.widgets.typed_words import take_typed

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def first_page() -> str:
    return "settings"


def stored(running: Any) -> list[tuple[str, str]]:
    unit = running.ask(setting_up.settings).unit.id
    return [(one.name, one.phone) for one in running.ask(lambda store: sections.sections(store, unit))]


def test_delete_empties_a_cell_and_prose_makes_no_sections(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    running = run()
    unit = running.ask(setting_up.settings).unit.id
    running.ask(lambda store: sections.add_section(store, unit, "文化科", "张某", "5081234"))
    running.window.show_page("settings")
    running.window.page.show_view("sections")
    running.settle()
    view = running.window.page.view
    view.table.setFocus()
    view.table.setCurrentIndex(view.sections.index(0, 2))
    QTest.keyClick(view.table, Qt.Key.Key_Delete)
    running.settle()
    assert stored(running) == [("文化科", "")]

    QGuiApplication.clipboard().setText("会议纪要第一段文字\n第二段")
    QTest.keyClick(view.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    running.settle()
    assert stored(running) == [("文化科", "")]
    assert "会议纪要第一段文字、第二段" in view.messages.text

    def full(*_given: object) -> None:
        raise EnvironmentProblem("磁盘已满，没有写入。")

    with monkeypatch.context() as disk:
        disk.setattr(sections, "remove_section", full)
        view.table.setCurrentIndex(view.sections.index(0, 0))
        QTest.keyClick(view.table, Qt.Key.Key_Delete)
        running.settle()
    assert "已删除" not in view.messages.text
    QTest.keyClick(view.table, Qt.Key.Key_Delete)
    running.settle()
    assert "已删除“文化科”" in view.messages.text
    assert stored(running) == []


def test_a_closed_editor_hands_on_nothing(run: Callable[..., Any], qtlog: Any) -> None:
    running = run()
    unit = running.ask(setting_up.settings).unit.id
    running.ask(lambda store: sections.add_section(store, unit, "文化科"))
    running.window.show_page("settings")
    running.window.page.show_view("sections")
    running.settle()
    view = running.window.page.view
    index = view.sections.index(0, 1)
    view.table.setCurrentIndex(index)
    view.table.edit(index)
    line = view.table.findChild(QLineEdit)
    QTest.keyClicks(line, "wang")
    QTest.keyClick(line, Qt.Key.Key_Return)
    take_typed(view)
    assert [record.message for record in qtlog.records if "does not belong" in record.message] == []


def test_a_number_typed_right_after_tab_stands_as_it_was_typed(qtbot: QtBot) -> None:
    """The answer to the cell left before comes while the next one is typed into."""
    rows = tuple(Section(str(n), f"第{n}科", "张某", "5081234", n, 0) for n in range(2))
    model, table = SectionModel(), QTableView()
    qtbot.addWidget(table)
    table.setModel(model)
    table.setItemDelegate(CellDelegate(table))
    model.show_sections(rows)
    told: list[int] = []
    model.dataChanged.connect(lambda first, last: told.extend(range(first.row(), last.row() + 1)))
    table.show()

    def editor() -> QLineEdit:
        return next(one for one in table.viewport().findChildren(QLineEdit) if one.isVisible())

    table.setCurrentIndex(model.index(0, 1))
    table.edit(model.index(0, 1))
    editor().insert("李某")
    QTest.keyClick(editor(), Qt.Key.Key_Tab)
    told.clear()
    QTest.keyClick(editor(), Qt.Key.Key_1)
    model.show_sections((replace(rows[0], person="李某"), rows[1]))
    QTest.keyClicks(editor(), "39")
    assert editor().text() == "139"
    assert told == [0]

    QTest.keyClick(editor(), Qt.Key.Key_Escape)
    table.edit(model.index(1, 2))
    model.show_sections((rows[0], replace(rows[1], person="王某")))
    QTest.keyClicks(editor(), "77")
    assert editor().text() == "77"
