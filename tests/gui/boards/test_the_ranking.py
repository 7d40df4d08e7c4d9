"""晾晒考评, the page: places, evidence, rehearsal, publication, custom boards, rules."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel

from shengsi_desktop.domain.boards import AdjustmentKind
from shengsi_desktop.domain.words import Light
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts, finalising, reporting, setting_up
from shengsi_desktop.services.boards.publishing import publications
from shengsi_desktop.services.boards.rules import rules
from shengsi_desktop.ui.operations import BUG
from shengsi_desktop.ui.pages.boards.ranking.figures import FiguresDialog
from shengsi_desktop.ui.pages.boards.ranking.groups import GroupsDialog
from shengsi_desktop.ui.pages.boards.ranking.rehearsal import RehearsalDialog
from shengsi_desktop.ui.pages.boards.ranking.rules import RulesDialog
from shengsi_desktop.ui.pages.boards.ranking.small_dialogs import (
    AdjustDialog,
    CustomBoardDialog,
    PublishDialog,
)
from shengsi_desktop.ui.pages.boards.ranking.table import Column
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.choice import Choice
from shengsi_desktop.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.store.sessions import Store
    from tests.gui.conftest import Running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def view_of(running: Running) -> Any:
    page: Any = running.window.page
    return page.view


def dialog_of(running: Running, kind: type[QDialog], ask: Callable[[], object]) -> Any:
    ask()
    running.settle()
    found = [one for one in view_of(running).findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def own() -> str:
    return setting_up.the_unit("县文广旅体局").id


def cell(view: Any, entrant: str, column: Column) -> str:
    row = view.table.row_of(entrant)
    return str(view.table.index(row, column).data(Qt.ItemDataRole.DisplayRole))


def test_the_list_shows_places_and_the_right_side_where_points_come_from(boards: Running) -> None:
    view = view_of(boards)
    assert view.tools.period.text() == "2023年7月"
    assert cell(view, own(), Column.PLACE) == "1"
    assert view.list.choose(own())
    text = view.pane.toPlainText()
    assert "4-2" in text
    assert "完工14个" in text
    assert "−10分" in text
    assert "预演，未公布" in view.bar.status.whole


def test_a_line_of_evidence_leads_to_its_item(boards: Running) -> None:
    view = view_of(boards)
    view.list.choose(own())
    with boards.qtbot.waitSignal(view.open_requested) as asked:
        view.pane.anchorClicked.emit(QUrl("week/2023-W27"))
    assert asked.args == ["week", "2023-W27"]
    link = re.search(r'href="(tasks/[^"]+)"', view.pane.toHtml())
    assert link is not None
    boards.window.go_to("boards")
    boards.settle()
    view.pane.anchorClicked.emit(QUrl(link[1]))
    boards.settle()
    assert boards.window.page.page_name == "任务清单"  # type: ignore[union-attr]


def test_evidence_of_another_unit_leads_to_how_the_item_stands_by_it(boards: Running) -> None:
    other = setting_up.the_unit("县民政局").id

    def fill(store: Store) -> str:
        week = parse_week("2023-W30", setting_up.settings(store).rhythm)
        with store.reading() as session:
            item = facts.find_item(session, "13-1").id
        reporting.report_once(store, item, other, week, words={"progress": "床位已建成十张"})
        finalising.finalise(store, other, week, reviewer="李某")
        return item

    item = boards.ask(fill)
    boards.window.go_to("boards", "boards:work 2023-07")
    boards.settle()
    view = view_of(boards)
    view.load()
    boards.settle()
    view.list.choose(other)
    assert f'href="tasks/{item}"' in view.pane.toHtml()
    assert 'href="week/' not in view.pane.toHtml()
    view.pane.anchorClicked.emit(QUrl(f"tasks/{item}"))
    boards.settle()
    pane = boards.window.page.pane  # type: ignore[union-attr]
    assert pane.detail.row.id == item
    assert pane.others.isVisible()
    said = " ".join(one.text() for one in pane.others.findChildren(QLabel))
    assert "县民政局 填报" in said
    assert "第30周定稿：床位已建成十张" in said


def test_a_board_by_place_shows_what_its_places_go_by(boards: Running) -> None:
    view = view_of(boards)
    assert view.list.isColumnHidden(Column.MEASURE)
    view.bar.tabs["projects"].click()
    boards.settle()
    assert not view.list.isColumnHidden(Column.MEASURE)
    assert cell(view, own(), Column.MEASURE) == "49.97%"


def test_the_names_can_be_read_beside_a_measure_in_a_small_window(boards: Running) -> None:
    view = view_of(boards)
    boards.window.resize(1024, 640)
    boards.settle()
    for kind in ("work", "projects", "indicators"):
        view.bar.tabs[kind].click()
        boards.settle()
        needed = view.list.fontMetrics().horizontalAdvance("县文广旅体局")
        assert view.list.columnWidth(Column.NAME) > needed, kind


def test_periods_step_and_a_month_without_anything_says_why(boards: Running) -> None:
    view = view_of(boards)
    view.tools.previous.click()
    boards.settle()
    assert view.tools.period.text() == "2023年6月"
    view.open_target("appraisal 2023-Q3")
    boards.settle()
    assert view.tools.period.text() == "2023年三季度"
    assert cell(view, own(), Column.POINTS) != "—"
    view.open_target("work 2999-01")
    boards.settle()
    assert "还没有开始" in view._empty.title.text()
    assert not view.tools.publish.isEnabled()


def test_publishing_freezes_what_is_shown_and_tells_how_it_differs_now(boards: Running) -> None:
    view = view_of(boards)
    view.list.choose(own())
    shown = cell(view, own(), Column.POINTS)
    dialog = dialog_of(boards, PublishDialog, view.tools.publish.click)
    assert dialog.person.text() == "王晓"
    dialog.save_button.click()
    boards.settle()
    assert "已公布（第1版" in view.bar.status.whole
    adjusting = dialog_of(boards, AdjustDialog, view.deeds.ask_adjustment)
    adjusting.kind.setCurrentIndex(adjusting.kind.findData(AdjustmentKind.OTHER.value))
    adjusting.points.setText("-3")
    adjusting.points.setModified(True)
    adjusting.points.editingFinished.emit()
    adjusting.save_button.click()
    boards.settle()
    assert "写明理由" in adjusting.trouble.text()
    adjusting.reason.setPlainText("核查发现数据有误")
    adjusting.save_button.click()
    boards.settle()
    # the publication stays as it was
    assert cell(view, own(), Column.POINTS) == shown
    view.bar.against_now.click()
    boards.settle()
    assert "县文广旅体局" in view.pane.toPlainText()
    assert "核查发现数据有误" in view.pane.toPlainText()
    dialog = dialog_of(boards, PublishDialog, view.tools.publish.click)
    assert "第2版" in dialog.windowTitle()
    dialog.save_button.click()
    boards.settle()
    assert "请写明更正原因" in dialog.trouble.text()
    dialog.reason.setPlainText("核查有误")
    dialog.save_button.click()
    boards.settle()
    assert "第2版更正：核查有误" in view.bar.status.whole
    assert cell(view, own(), Column.POINTS) != shown
    assert view.bar.versions.count() == 2
    view.bar.version_chosen.emit(0)
    assert cell(view, own(), Column.POINTS) == shown
    assert len(boards.ask(lambda store: publications(store, "work", "2023-07"))) == 2


def test_points_for_whom_nothing_counts_are_told_of_before_they_are_stored(boards: Running) -> None:
    view = view_of(boards)
    dialog = dialog_of(boards, AdjustDialog, view.deeds.ask_adjustment)
    unit = next(one for one in view.current_board.scores if one.place is None)
    dialog.entrant.setCurrentIndex(dialog.entrant.findData(own()))
    dialog.entrant.activated.emit(0)
    assert not dialog.unranked.isVisible()
    dialog.entrant.setCurrentIndex(dialog.entrant.findData(unit.entrant.id))
    dialog.entrant.activated.emit(0)
    assert "不影响得分和名次" in dialog.unranked.text()
    # a field that comes in, and one that grows, never lie over the buttons
    dialog.kind.setCurrentIndex(dialog.kind.findData(AdjustmentKind.OTHER.value))
    dialog.kind.activated.emit(1)
    dialog.reason.setPlainText("理由\n" * 8)
    boards.settle()
    bottom = dialog.reason.mapTo(dialog, dialog.reason.rect().bottomLeft()).y()
    assert bottom < dialog.save_button.mapTo(dialog, dialog.save_button.rect().topLeft()).y()


def test_an_appraisal_of_unpublished_months_is_asked_about(boards: Running) -> None:
    view = view_of(boards)
    view.open_target("appraisal 2023-Q3")
    boards.settle()
    dialog = dialog_of(boards, PublishDialog, view.tools.publish.click)
    dialog.save_button.click()
    boards.settle()
    assert "还未公布，按预演计入，没有公布" in dialog.trouble.text()
    dialog.with_unpublished.setChecked(True)
    dialog.save_button.click()
    boards.settle()
    assert "三季度还没有结束，内容截至第30周，没有公布" in dialog.trouble.text()
    dialog.early.setChecked(True)
    dialog.save_button.click()
    boards.settle()
    assert view.published.board.rehearsed[0] == "7月"


def test_words_typed_into_a_dialog_are_told_of_before_it_or_the_window_closes(boards: Running) -> None:
    view, unkept = view_of(boards), boards.window.commands.unkept_words
    for kind, ask in ((PublishDialog, view.tools.publish.click), (AdjustDialog, view.deeds.ask_adjustment)):
        dialog = dialog_of(boards, kind, ask)
        if kind is PublishDialog:
            dialog.person.setText("还没存的话")
        else:
            dialog.reason.setPlainText("还没存的话")
        assert unkept() == ["还没存的话"]
        boards.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        assert "再按一次取消" in dialog.trouble.text()
        boards.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        boards.settle()
        assert unkept() == []
    rule = dialog_of(boards, RulesDialog, view.tools.rule.click)
    rule.panel.form.adjusted.click()
    boards.qtbot.keyClick(rule, Qt.Key.Key_Escape)
    assert rule.isVisible()


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


def test_a_custom_board_is_made_and_filled_by_a_paste(boards: Running) -> None:
    view = view_of(boards)
    view.bar.tabs["custom"].click()
    boards.settle()
    assert view._empty.title.text() == "还没有比拼榜"
    making: CustomBoardDialog = dialog_of(boards, CustomBoardDialog, view.deeds.ask_new_board)
    making.save_button.click()
    boards.settle()
    assert "要有名称" in making.trouble.text()
    making.name.setText("清洁村比拼")
    making.unit.setText("分")
    making.save_button.click()
    boards.settle()
    grid: FiguresDialog = dialog_of(boards, FiguresDialog, view.deeds.ask_figures)
    QGuiApplication.clipboard().setText(
        "村名\t组别\t得分\n甲村\t东组\t９０\n乙村\t东组\t95分\t抽查\n丙村\t东组\t多\n平均\t\t92.5"
    )
    boards.qtbot.keyClick(grid.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert grid.skipped.isVisible()
    assert "“村名 组别 得分”、“平均 92.5”" in grid.skipped.text()
    grid.table.item(0, 2).setText("缺")  # type: ignore[union-attr]
    assert grid.doubted.isVisible()
    assert "丙村“多”不是数" in grid.doubted.text()
    assert "甲村“缺”按没有数据处理" in grid.doubted.text()
    grid.table.item(0, 2).setText("９０")  # type: ignore[union-attr]
    assert "甲村" not in grid.doubted.text()
    grid.save_button.click()
    boards.settle()
    assert "丙村“多”不是以分计的数" in grid.trouble.text()
    grid.table.item(2, 2).setText("")  # type: ignore[union-attr]
    grid.save_button.click()
    boards.settle()
    ranked = [(one.entrant.name, one.place) for one in view.current_board.scores]
    assert ranked == [("乙村", 1), ("甲村", 2), ("丙村", None)]
    # typed over, a name is another one of the same entrant
    ids = {one.entrant.name: one.entrant.id for one in view.current_board.scores}
    grid = dialog_of(boards, FiguresDialog, view.deeds.ask_figures)
    grid.table.item(0, 0).setText("戊村")  # type: ignore[union-attr]
    grid.save_button.click()
    boards.settle()
    now = {one.entrant.name: one.entrant.id for one in view.current_board.scores}
    assert now["戊村"] == ids["甲村"]
    view.deeds.drop_board()
    boards.settle()
    assert view._empty.title.text() == "还没有比拼榜"
    next(one for one in view.messages.findChildren(Button) if one.text() == "撤销").click()
    boards.settle()
    view.choose("")
    boards.settle()
    assert [one.entrant.name for one in view.current_board.scores] == ["乙村", "戊村", "丙村"]


def test_pictures_and_workbooks_go_out(
    boards: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = view_of(boards)
    view.copy_picture()
    boards.settle()
    assert QGuiApplication.clipboard().image().width() > 800
    for name, ask in (("榜.svg", view.save_picture), ("榜.xlsx", view.save_workbook)):
        monkeypatch.setattr(
            QFileDialog, "getSaveFileName", lambda *_args, name=name: (str(tmp_path / name), "")
        )
        ask()
        boards.settle()
        assert (tmp_path / name).stat().st_size > 1000


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
