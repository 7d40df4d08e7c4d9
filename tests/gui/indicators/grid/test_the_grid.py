"""The grid in use: keys, input method, paste, 核定数, marks, states, filters, years; what the store then holds."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from shengsi_desktop.domain.indicators import PointCell, PointStatus
from shengsi_desktop.services import history, indicator_targets, indicators
from shengsi_desktop.ui.pages.indicators.cell_editor import CellEditor
from shengsi_desktop.ui.pages.indicators.grid import words
from shengsi_desktop.ui.pages.indicators.grid.derived_cells import Column
from shengsi_desktop.ui.pages.indicators.grid.series import Field
from shengsi_desktop.ui.theme import current
from tests.gui.indicators.grid.conftest import CARE, GDP, PORT, TOURISM

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from tests.gui.indicators.grid.conftest import Desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
K, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
PER_HEAD = "人均地区生产总值"


def test_figures_are_typed_like_in_a_spreadsheet(desk: Desk) -> None:
    # the newest month that is over is where the work is
    assert desk.here() == ("地区生产总值增速", 6)
    desk.stand(GDP, 6)
    desk.keys("66.1")
    desk.key(K.Key_Return)
    assert desk.here() == (PER_HEAD, 6)
    desk.keys("9.9")
    desk.key(K.Key_Down)
    # the heading of the next category is passed over
    assert desk.here() == ("海洋经济增加值占地区生产总值比重", 6)
    desk.stand(GDP, 6)
    desk.keys("67亿元")
    desk.key(K.Key_Tab)
    assert desk.here() == (GDP, 7)
    desk.key(K.Key_Left)
    desk.key(K.Key_F2)
    editor = desk.focus()
    assert isinstance(editor, CellEditor)
    assert editor.text() == "67"
    desk.key(K.Key_End)
    desk.keys(".5")
    desk.key(K.Key_Return)
    assert desk.points() == {(GDP, 6): "67.5", (PER_HEAD, 6): "9.9"}
    assert desk.text(GDP, 1 + Column.LATEST) == "67.5"
    assert desk.text(GDP, 1 + Column.ATTAINED) == "47.2%"
    # words are refused and the old figure stays
    desk.stand(GDP, 6)
    desk.keys("about")
    desk.key(K.Key_Return)
    desk.settle()
    assert desk.problems == [words.TYPED.format(reason="“about”不是数")]
    assert desk.text(GDP, 6) == "67.5"
    # Escape takes nothing, Delete empties
    desk.stand(GDP, 6)
    desk.keys("1")
    desk.key(K.Key_Escape)
    desk.key(K.Key_Delete)
    assert desk.points() == {(PER_HEAD, 6): "9.9"}
    assert desk.undo() == "清除实际1格"
    assert desk.text(GDP, 6) == "67.5"
    assert desk.undo() == "录入地区生产总值6月实际"
    assert desk.text(GDP, 6) == "67"


def test_what_is_typed_where_nothing_belongs_goes_to_no_other_row(desk: Desk) -> None:
    desk.stand(TOURISM, 6)
    desk.keys("20.1")
    desk.key(K.Key_Return)
    before = desk.points()
    desk.ask(lambda store: indicator_targets.edit_indicator(store, desk.ids()[PER_HEAD], cadence="quarter"))
    # May is hatched
    desk.stand(PER_HEAD, 5)
    desk.keys("112.5")
    desk.compose("", "１２．５")
    desk.settle()
    assert desk.here() == (PER_HEAD, 5)
    assert desk.points() == before
    assert desk.view.messages.text == words.TYPED_CLOSED.format(tip=words.CLOSED_TIPS["quarter"])
    # nor does a column that is reckoned
    desk.stand(GDP, 1 + Column.LATEST)
    desk.keys("2")
    desk.key(K.Key_Return)
    desk.settle()
    assert desk.points() == before
    assert desk.view.messages.text == words.DERIVED_CLOSED


def test_what_an_input_method_composes_is_not_lost_when_the_store_tells_of_changes(desk: Desk) -> None:
    desk.stand(PORT, 6)
    desk.compose("１")
    desk.ask(
        lambda store: indicators.set_cells(
            store, [PointCell(desk.ids()[PORT], "2023-05", "value", Decimal("0.42"))]
        )
    )
    assert desk.text(PORT, 5) == "0.42"
    desk.compose("", "０．５６")
    editor = desk.focus()
    assert isinstance(editor, CellEditor)
    assert editor.text() == "０．５６"
    # composing goes on inside the cell, and a key of the composition leaves it open
    desk.compose("ji")
    assert desk.focus() is editor
    desk.ask(lambda store: history.undo(store))
    assert editor.text() == "０．５６"
    desk.compose("")
    desk.key(K.Key_Return)
    assert desk.points() == {(PORT, 6): "0.56"}
    # typed figures stay in the open cell, too; one that was opened and not touched takes nothing back
    desk.keys("9")
    desk.key(K.Key_Escape)
    desk.stand(PORT, 6)
    desk.key(K.Key_F2)
    desk.ask(
        lambda store: indicators.set_cells(
            store, [PointCell(desk.ids()[PORT], "2023-06", "value", Decimal("0.57"))]
        )
    )
    desk.key(K.Key_Tab)
    desk.keys("0.6")
    desk.ask(
        lambda store: indicators.set_cells(
            store, [PointCell(desk.ids()[GDP], "2023-07", "value", Decimal(77))]
        )
    )
    desk.keys("6")
    desk.key(K.Key_Return)
    assert desk.points() == {(PORT, 6): "0.57", (PORT, 7): "0.66", (GDP, 7): "77"}


def test_a_block_from_wps_goes_over_several_indicators_whole_or_not_at_all(desk: Desk) -> None:
    desk.stand(GDP, 1)
    desk.paste("11.2\t21.5亿元\r\n１．９\t—\r\n")
    assert desk.points() == {(GDP, 1): "11.2", (GDP, 2): "21.5", (PER_HEAD, 1): "1.9"}
    assert desk.view.messages.text == words.PASTED_DONE.format(field="实际", count=3, rows=2)
    assert desk.undo() == "粘贴实际3格"
    assert desk.points() == {}
    desk.stand(GDP, 1)
    desk.paste("11.2\t未出\r\n1.9\t2.0")
    assert desk.points() == {}
    assert desk.problems == [words.PASTED.format(line=1, column=2, name=GDP, month=2, reason="“未出”不是数")]
    # by name, whatever the order and wherever the keys are; while a cell is open, too
    desk.stand(TOURISM, 3)
    desk.key(K.Key_F2)
    desk.paste("指标名称\t5月\t6月\n旅游总收入增速\t１７．９％\t18.4\n港口货物吞吐量\t0.42\t0.56")
    expected = {(TOURISM, 5): "17.9", (TOURISM, 6): "18.4", (PORT, 5): "0.42", (PORT, 6): "0.56"}
    assert desk.points() == expected
    # what is copied with its names comes back to the same places
    desk.stand(PORT, 5, to=(TOURISM, 6))
    desk.view.deeds.copy(named=True)
    copied = QGuiApplication.clipboard().text()
    assert copied == "指标\t5月\t6月\n港口货物吞吐量\t0.42\t0.56\n旅游总收入增速\t17.9\t18.4"
    desk.paste(copied)
    assert desk.view.messages.text == words.PASTED_SAME
    desk.key(K.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "0.42\t0.56\n17.9\t18.4"
    # one figure fills a selection
    desk.stand(PORT, 1, to=(PORT, 3))
    desk.paste("0.1")
    assert [desk.text(PORT, month) for month in (1, 2, 3, 4)] == ["0.10", "0.10", "0.10", ""]
    # the plan's figures are another series
    desk.view.tools.choose_field(Field.PLANNED)
    desk.stand(PORT, 11)
    desk.paste("1.07\t1.12\t1.2")
    assert "超出了12月" in desk.problems[-1]
    desk.paste("1.07\t1.12")
    assert desk.points("planned") == {(PORT, 11): "1.07", (PORT, 12): "1.12"}


def test_a_final_figure_is_changed_only_when_it_is_said(desk: Desk) -> None:
    desk.stand(GDP, 1)
    desk.paste("11.2\t21.5\t33.1")
    desk.stand(GDP, 1, to=(GDP, 2))
    desk.view.deeds.mark(PointStatus.FINAL)
    assert desk.points("status") == {(GDP, 1): "final", (GDP, 2): "final"}
    desk.stand(GDP, 1)
    desk.paste("11.2\t21.6\t33.2")
    question = desk.view.deeds.question
    assert question is not None
    assert question.spare.text() == words.FINAL_SPARE.format(count=1)
    question.reject()
    assert desk.points() == {(GDP, 1): "11.2", (GDP, 2): "21.5", (GDP, 3): "33.1"}
    desk.to_the_grid()
    desk.paste("11.2\t21.6\t33.2")
    assert desk.view.deeds.question is not None
    desk.view.deeds.question.spare.click()
    assert desk.points() == {(GDP, 1): "11.2", (GDP, 2): "21.5", (GDP, 3): "33.2"}
    desk.to_the_grid()
    desk.paste("11.2\t21.6")
    assert desk.view.deeds.question is not None
    desk.view.deeds.question.take.click()
    assert desk.points()[GDP, 2] == "21.6"
    # a correction is marked, and its history tells what was there; what undo took back is none
    row = desk.model.row(desk.model.row_of(desk.ids()[GDP]))
    assert row is not None
    assert [one.corrected for one in row.faces[:4]] == [False, True, True, False]
    desk.stand(GDP, 2)
    desk.table.menu_asked.emit(QPoint(0, 0))
    menu = desk.view.menus.menu
    assert menu is not None
    # 核定数 was said of the figure that went
    assert [one.text() for one in menu.actions() if one.isChecked()] == ["不标"]
    next(one for one in menu.actions() if one.text() == words.MENU_HISTORY).trigger()
    menu.close()
    desk.settle()
    popup = desk.view.menus.popup
    assert popup is not None
    assert [(said, change.command) for change, said in popup.lines] == [
        ("数据状态 核定数 → 空", "粘贴实际1格"),
        ("实际 21.5 → 21.6", "粘贴实际1格"),
        ("数据状态 核定数", "2格标为核定数"),
        ("实际 21.5", "粘贴实际3格"),
    ]
    assert popup.lines[0][0].person == "王晓"
    popup.close()
    desk.undo()
    row = desk.model.row(desk.model.row_of(desk.ids()[GDP]))
    assert row is not None
    assert [one.corrected for one in row.faces[:4]] == [False, False, True, False]


def test_a_target_of_words_gets_its_state_from_a_list(desk: Desk) -> None:
    desk.stand(CARE, 6)
    desk.key(K.Key_F2)
    menu = desk.view.menus.menu
    assert menu is not None
    assert [one.text() for one in menu.actions()] == ["未启动", "推进中", "已达到"]
    menu.actions()[1].trigger()
    menu.close()
    assert desk.points("state") == {(CARE, 6): "under_way"}
    assert desk.text(CARE, 6) == "推进中"
    # a figure may stand beside it, and words are typed, too
    desk.to_the_grid()
    desk.keys("98.7")
    desk.key(K.Key_Return)
    desk.stand(CARE, 5)
    desk.paste("已达到")
    assert desk.points() == {(CARE, 6): "98.7"}
    assert desk.points("state") == {(CARE, 5): "reached", (CARE, 6): "under_way"}
    desk.stand(CARE, 5, to=(CARE, 6))
    desk.key(K.Key_Delete)
    assert desk.points() == {}
    assert desk.points("state") == {}
    assert desk.undo() == "清除实际2格"
    assert desk.points("state") == {(CARE, 5): "reached", (CARE, 6): "under_way"}
    # no plan is made of words
    desk.view.tools.choose_field(Field.PLANNED)
    desk.stand(CARE, 6)
    desk.keys("5")
    assert not isinstance(desk.focus(), CellEditor)


def test_filters_years_and_targets_show_what_is_looked_for(desk: Desk) -> None:
    tools = desk.view.tools
    assert tools.missing.text() == words.MISSING_COUNT.format(count=27)
    tools.missing.click()
    desk.stand(GDP, 6)
    desk.keys("66.2")
    desk.key(K.Key_Return)
    desk.settle()
    # what was just filled in does not vanish from under the keys
    assert desk.here() == (PER_HEAD, 6)
    assert desk.model.row_of(desk.ids()[GDP]) >= 0
    assert tools.missing.text() == words.MISSING_COUNT.format(count=26)
    tools.text.setText("增速")
    desk.qtbot.waitUntil(lambda: desk.model.row_of(desk.ids()[GDP]) < 0)
    assert sum(not isinstance(one, str) for one in desk.model.rows) == 6
    tools.mine.click()
    assert desk.view._nothing.isVisible()
    assert desk.view._nothing.title.text() == words.NOT_MINE_TITLE
    desk.view._nothing.button.click()
    assert sum(not isinstance(one, str) for one in desk.model.rows) == 27
    # last year, for the comparison
    tools.choose_year(2022)
    desk.settle()
    desk.stand(GDP, 6)
    desk.keys("62.4")
    desk.key(K.Key_Return)
    desk.settle()
    assert desk.text(GDP, 1 + Column.ATTAINED) == ""
    desk.view.open_target(f"{desk.ids()[GDP]}|2023-06")
    desk.settle()
    assert tools.shown_year == 2023
    assert desk.here() == (GDP, 6)
    assert desk.text(GDP, 1 + Column.CHANGE) == "+6.1%"
    with desk.qtbot.waitSignal(desk.view.view_requested) as asked:
        QTest.mouseDClick(
            desk.table.frozen.viewport(),
            Qt.MouseButton.LeftButton,
            pos=QPoint(60, desk.table.rowViewportPosition(desk.table.currentIndex().row()) + 5),
        )
    assert asked.args == ["trend", desk.ids()[GDP]]


def test_all_months_are_in_sight_and_the_names_stay_when_it_scrolls_sideways(desk: Desk) -> None:
    desk.stand(GDP, 1)
    desk.paste("11.2\t21.5\t33.1\t44\t55.2\t66.2")
    table = desk.table
    last = table.columnViewportPosition(Column.LIGHT) + table.columnWidth(Column.LIGHT)
    assert last <= table.viewport().width()
    assert table.horizontalScrollBar().maximum() == 0
    # long figures take their room from the months without any
    desk.stand(GDP, 1)
    desk.paste("1112.5\t2112.5\t3112.5\t4112.5\t5112.5\t6112.5")
    last = table.columnViewportPosition(Column.LIGHT) + table.columnWidth(Column.LIGHT)
    assert last <= table.viewport().width()
    assert table.horizontalScrollBar().maximum() == 0
    assert table.columnWidth(11) < table.columnWidth(0)
    desk.undo()
    wide = table.frozen.width()
    desk.view.resize(900, 500)
    desk.settle()
    before = grabbed(desk, table.frozen.width())
    # the last column can be reached, the rows' beginnings have not moved
    table.horizontalScrollBar().setValue(table.horizontalScrollBar().maximum())
    desk.settle()
    assert table.horizontalScrollBar().maximum() > 0
    assert grabbed(desk, table.frozen.width()) == before
    assert table.frozen.width() < wide
    try:
        current.apply("dark")
        desk.settle()
        dark = grabbed(desk, table.frozen.width())
        below = table.horizontalHeader().height() + table.rowViewportPosition(2)
        assert dark.pixelColor(dark.width() - 4, below + 4).name().upper() == current.palette().card
    finally:
        current.apply("light")


def grabbed(desk: Desk, width: int) -> QImage:
    """The left part of the table as it is painted."""
    return desk.table.grab().toImage().copy(0, 0, width, desk.table.height() - 20)
