"""晾晒考评, its rules and groups: rehearsed, changed where they are read, in the settings."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from shengsi_desktop.domain.words import Light
from shengsi_desktop.services.boards.rules import rules
from shengsi_desktop.ui.operations import BUG
from shengsi_desktop.ui.pages.boards.ranking.groups import GroupsDialog
from shengsi_desktop.ui.pages.boards.ranking.rehearsal import RehearsalDialog
from shengsi_desktop.ui.pages.boards.ranking.rules import RulesDialog
from shengsi_desktop.ui.pages.boards.ranking.table import Column
from shengsi_desktop.ui.widgets.choice import Choice
from shengsi_desktop.ui.widgets.message_bar import MessageBar
from tests.gui.boards.ranking import cell, dialog_of, own, view_of

if TYPE_CHECKING:
    from tests.gui.conftest import Running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_rehearsal_shows_moves_and_leaves_the_board_alone(boards: Running) -> None:
    view = view_of(boards)
    view.list.choose(own())
    before = cell(view, own(), Column.POINTS)
    dialog: RehearsalDialog = dialog_of(boards, RehearsalDialog, view.tools.rehearse.click)
    assert "没有单位" in dialog.said.text()
    field = dialog.rule.numbers["not_reported_points"]
    field.setText("0")
    field.setModified(True)
    field.editingFinished.emit()
    item = dialog.outcome.topLevelItem(0)
    assert item is not None
    assert "→" in f"{item.text(2)}{item.text(3)}"
    field.setText("5")
    field.setModified(True)
    field.editingFinished.emit()
    assert "请写成负数" in dialog.said.text()
    dialog.reset()
    line = next(one for one in view.current_board.score_of(own()).lines if one.light is Light.RED)
    dialog.set_light(line.id, Light.GREEN)
    assert "1个单位有变化" in dialog.said.text()
    dialog.accept()
    boards.settle()
    assert cell(view, own(), Column.POINTS) == before


def test_what_is_chosen_or_typed_into_a_trial_holds_and_a_failure_is_told_in_it(boards: Running) -> None:
    view = view_of(boards)
    view.list.choose(own())
    dialog: RehearsalDialog = dialog_of(boards, RehearsalDialog, view.tools.rehearse.click)
    line = next(one for one in view.current_board.score_of(own()).lines if one.light is Light.RED)
    choice = next(one for one in dialog.findChildren(Choice) if one.accessibleName() == line.title)
    choice.setCurrentIndex(choice.findText(Light.GREEN.label))
    choice.activated.emit(choice.currentIndex())
    assert "1个单位有变化" in dialog.said.text()
    field = dialog.rule.numbers["red_points"]
    field.setFocus()
    field.selectAll()
    boards.qtbot.keyClicks(field, "-7")
    boards.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (field.text(), dialog.what_if.lights, dialog.isVisible()) == (
        "-7",
        ((own(), line.id, Light.GREEN),),
        True,
    )
    boards.window.tell(ValueError("of no use to a reader"))
    assert BUG in [bar.text for bar in dialog.findChildren(MessageBar)]
    dialog.accept()


def test_a_rule_is_changed_where_it_is_read(boards: Running) -> None:
    view = view_of(boards)
    before = cell(view, own(), Column.POINTS)
    dialog: RulesDialog = dialog_of(boards, RulesDialog, view.tools.rule.click)
    dialog.save_button.click()
    boards.settle()
    assert "规则没有改动" in dialog.trouble.text()
    # typed, and the button pressed without leaving the field
    field = dialog.panel.form.numbers["not_reported_points"]
    field.setText("-20")
    field.setModified(True)
    dialog.save_button.click()
    boards.settle()
    assert not [one for one in view.findChildren(RulesDialog) if one.isVisible()]
    assert boards.ask(lambda store: rules(store, "work"))[-1].spec.not_reported_points == Decimal(-20)
    assert cell(view, own(), Column.POINTS) != before


def test_the_words_of_a_rule_follow_what_is_typed(boards: Running) -> None:
    dialog: RulesDialog = dialog_of(boards, RulesDialog, view_of(boards).tools.rule.click)
    panel = dialog.panel
    field = panel.form.numbers["red_points"]
    field.setFocus()
    field.selectAll()
    boards.qtbot.keyClicks(field, "-3")
    assert "每个红灯扣3分" in panel.told.text()
    assert "与出处不同：按本县设定" in panel.told.text()
    field.selectAll()
    boards.qtbot.keyClicks(field, "3")
    assert "请写成负数" in panel.told.text()
    field.selectAll()
    boards.qtbot.keyClicks(field, "-3")
    panel.since.setText("8日")
    dialog.save_button.click()
    boards.settle()
    assert "看不出是从哪一期起" in dialog.trouble.text()
    panel.since.setText("8月")
    dialog.save_button.click()
    boards.settle()
    assert boards.ask(lambda store: rules(store, "work"))[-1].since == "2023-08"


def test_units_are_put_into_groups(boards: Running) -> None:
    view = view_of(boards)
    dialog: GroupsDialog = dialog_of(boards, GroupsDialog, view.deeds.ask_groups)
    table = dialog.table
    row = next(at for at in range(table.rowCount()) if table.item(at, 0).text() == "县文广旅体局")  # type: ignore[union-attr]
    table.item(row, 1).setText("民生")  # type: ignore[union-attr]
    dialog.save_button.click()
    boards.settle()
    assert view.current_board.score_of(own()).entrant.group == "民生"


def test_rules_and_groups_stand_in_the_settings(boards: Running) -> None:
    boards.window.go_to("settings", "board_rules:all")
    boards.settle()
    view = view_of(boards)
    assert view.panel.form.numbers["red_points"].text() == "-2"
    assert view.groups.rowCount() > 40
    field = view.panel.form.numbers["red_points"]
    field.setText("-4")
    field.setModified(True)
    # another page, another week: what was typed stays
    boards.window.go_to("week")
    boards.settle()
    boards.window.go_to("settings", "board_rules:all")
    boards.settle()
    assert field.text() == "-4"
    assert "晾晒规则" in "".join(boards.window.commands.unkept_words())
    view.board.setCurrentIndex(1)
    view.board.activated.emit(1)
    assert view.board.currentData() == "work"
    assert "还没有保存" in view.messages.text
    view.save_rule()
    boards.settle()
    assert not view.panel.changed
    assert boards.ask(lambda store: rules(store, "work"))[-1].spec.red_points == Decimal(-4)


def test_a_dialog_is_not_called_off_with_words_in_it_unasked(boards: Running) -> None:
    view = view_of(boards)
    dialog: RulesDialog = dialog_of(boards, RulesDialog, view.tools.rule.click)
    dialog.reject()
    assert not dialog.isVisible()
    dialog = dialog_of(boards, RulesDialog, view.tools.rule.click)
    dialog.panel.source.setText("某文件")
    dialog.reject()
    assert dialog.isVisible()
    dialog.reject()
    groups: GroupsDialog = dialog_of(boards, GroupsDialog, view.deeds.ask_groups)
    groups.table.item(0, 1).setText("自定组")  # type: ignore[union-attr]
    groups.reject()
    assert "还没有存" in groups.trouble.text()
    groups.reject()


def test_another_version_of_a_rule_does_not_overwrite_what_was_typed(boards: Running) -> None:
    view = view_of(boards)
    dialog: RulesDialog = dialog_of(boards, RulesDialog, view.tools.rule.click)
    panel = dialog.panel
    panel.show_rules((panel._rules[0], replace(panel._rules[0], name="再一版")), panel.kind)
    panel.source.setText("某文件")

    def choose(at: int) -> None:
        panel.versions.setCurrentIndex(at)
        panel.versions.activated.emit(at)

    choose(1)
    assert panel.source.text() == "某文件"
    choose(0)
    assert (panel.versions.currentIndex(), panel.source.text()) == (1, "某文件")
    assert "再选一次" in dialog.trouble.text()
    panel.source.setText("某文件两份")
    choose(0)
    assert panel.source.text() == "某文件两份"
    choose(0)
    assert (panel.versions.currentIndex(), panel.source.text()) == (0, panel._rules[0].source)
    # nobody typed this version's words
    dialog.reject()
    assert not dialog.isVisible()
