"""晾晒考评, how it reads where there is little room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from shengsi_desktop.domain.boards import RuleSpec, ScoreMethod
from shengsi_desktop.rhythm.board_scores import score_board
from shengsi_desktop.ui.pages.boards.ranking import words
from shengsi_desktop.ui.pages.boards.ranking.bars import RankingTools
from shengsi_desktop.ui.pages.boards.ranking.board_list import BoardList
from shengsi_desktop.ui.pages.boards.ranking.table import BoardTable, Column
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from tests.rhythm.board_facts import board, items, one, weeks

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from shengsi_desktop.domain.boards import Board
    from tests.gui.conftest import Running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def listed(qtbot: QtBot, shown: Board, width: int) -> BoardList:
    table = BoardTable()
    made = BoardList(table)
    qtbot.addWidget(made)
    table.setParent(made)
    made.resize(width, 400)
    made.show_board(shown, None)
    return made


def by_place() -> Board:
    units = (one("县海洋与渔业局", items("ggyrd")), one("县交通运输局", items("gg")))
    return score_board(board(*units, spec=RuleSpec(method=ScoreMethod.PLACE)))


@pytest.mark.parametrize("width", [400, 460, 510, 700])
def test_a_units_name_is_read_whole_however_narrow_the_list_is(qtbot: QtBot, width: int) -> None:
    made = listed(qtbot, by_place(), width)
    name = QFontMetrics(current.font(current.TEXT)).horizontalAdvance("县海洋与渔业局")
    assert made.columnWidth(Column.NAME) >= name + 12
    whole = sum(made.columnWidth(column) for column in Column if not made.isColumnHidden(column))
    assert whole <= made.viewport().width()


def test_only_the_lights_that_somebody_has_take_room(qtbot: QtBot) -> None:
    few = listed(qtbot, score_board(board(one("甲镇", items("gg")))), 700)
    assert few.columnWidth(Column.LIGHTS) < listed(qtbot, by_place(), 700).columnWidth(Column.LIGHTS)


def test_all_without_a_place_stand_under_one_heading(qtbot: QtBot) -> None:
    shown = score_board(
        board(one("甲镇", items("o")), one("乙镇", weeks("f")), one("丙局", items("g"), "经济"))
    )
    made = listed(qtbot, shown, 700)
    table = made.model()
    said = [
        str(table.index(row, Column.NAME).data(Qt.ItemDataRole.DisplayRole))
        for row in range(table.rowCount())
    ]
    assert said[:4] == ["经济（1）", "丙局", words.NOT_RANKED, "甲镇"]
    assert "乙镇" in said[4]


def test_where_there_is_little_room_the_menu_holds_what_the_bar_has_not(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    tools = RankingTools(holder)
    tools.enable(board=True, publish=True, rule=True, more=True)
    tools.show_period("2023-Q3")
    tools.offer_more([(words.ADJUST, lambda: None)])
    holder.resize(1200, 40)
    holder.show()
    tools.resize(1100, 34)
    whole = tools.layout().minimumSize().width()
    tools.resize(whole - 40, 34)
    qtbot.wait(30)
    needed = QFontMetrics(tools.period.font()).horizontalAdvance(tools.period.text())
    for button in tools.findChildren(Button):
        assert button.isHidden() or button.width() >= button.sizeHint().width()
    assert tools.period.width() >= needed
    assert tools.workbook.isHidden()
    tools.open_more()
    said = [action.text() for action in tools.more_menu.actions() if action.text()]
    assert {words.RULE, words.WORKBOOK} <= set(said)
    with qtbot.waitSignal(tools.workbook_asked, timeout=500):
        next(action for action in tools.more_menu.actions() if action.text() == words.WORKBOOK).trigger()
    tools.more_menu.close()
    tools.resize(whole, 34)
    assert not tools.workbook.isHidden()


def test_until_a_board_is_worked_out_nothing_of_another_stands_there(boards: Running) -> None:
    page: Any = boards.window.page
    view = page.view
    assert view.table.scores
    view.choose("appraisal")
    assert not view.table.scores
    assert view._empty.title.text() == words.COMPUTING
    assert view.tools.period.text() == "2023年三季度"
    buttons = (view.tools.rehearse, view.tools.publish, view.tools.rule, view.tools.more)
    assert not any(button.isEnabled() for button in buttons)
    assert view.bar.customs.isHidden()
    assert view.bar.against_now.isHidden()
    # what nobody waits for is not worked out
    view.choose("projects")
    view.choose("work")
    boards.settle()
    assert view.table.scores
    assert view.board == "work"
    assert all(button.isEnabled() for button in buttons)
