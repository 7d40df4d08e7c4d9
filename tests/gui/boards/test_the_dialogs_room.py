"""Dialogs of the boards: as large as what stands in them, with one edge for all fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMainWindow

from shengsi_desktop.domain.boards import BoardKind, BoardRule, RuleSpec
from shengsi_desktop.ui.pages.boards.ranking.groups import GroupsTable
from shengsi_desktop.ui.pages.boards.ranking.rehearsal import RehearsalDialog
from shengsi_desktop.ui.pages.boards.ranking.rules import RulePanel
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.choice import Choice
from tests.rhythm.board_facts import board, items, one, weeks

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_rehearsal_leaves_room_around_it_and_shows_its_choices_whole(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    unit = one("市生态环境局嵊泗分局", (*items("gyr"), *weeks("fmm")))
    dialog = RehearsalDialog(board(unit), unit.entrant.id, window)
    dialog.show()
    qtbot.wait(20)
    assert dialog.width() <= current.px(960)
    for choice in dialog._lines.findChildren(Choice):
        assert choice.width() >= choice.sizeHint().width()
    name = dialog.outcome.fontMetrics().horizontalAdvance(unit.entrant.name)
    assert dialog.outcome.columnWidth(0) >= name + 12
    dialog.close()


def test_all_fields_of_a_rule_begin_at_one_edge(qtbot: QtBot) -> None:
    panel = RulePanel()
    qtbot.addWidget(panel)
    source = "两黄扣1分、一红扣2分参照广元做法；未报送扣10分、无实质内容扣5分参照同类考评办法"
    panel.show_rules((BoardRule("", "work", 1, "默认规则v1", "", RuleSpec(), source),), BoardKind.WORK)
    panel.resize(560, 600)
    panel.show()
    qtbot.wait(20)
    form = panel.form
    fields = (panel.versions, form.method, *form.numbers.values(), form.adjusted, panel.since, panel.source)
    edges = {field.mapTo(panel, QPoint()).x() for field in fields if field.isVisible()}
    assert len(edges) == 1
    # the source shows how it begins
    assert panel.source.cursorPosition() == 0
    assert panel.source.toolTip() == source


def test_heads_of_the_groups_stand_over_their_cells(qtbot: QtBot) -> None:
    table = GroupsTable()
    qtbot.addWidget(table)
    assert table.horizontalHeader().defaultAlignment() & Qt.AlignmentFlag.AlignLeft
