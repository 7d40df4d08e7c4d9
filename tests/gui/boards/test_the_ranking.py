"""晾晒考评, the page: places, evidence, publication, custom boards, what goes out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel

from shengsi_desktop.domain.boards import AdjustmentKind
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts, finalising, reporting, setting_up
from shengsi_desktop.services.boards.publishing import publications
from shengsi_desktop.ui.pages.boards.ranking.figures import FiguresDialog
from shengsi_desktop.ui.pages.boards.ranking.rules import RulesDialog
from shengsi_desktop.ui.pages.boards.ranking.small_dialogs import (
    AdjustDialog,
    CustomBoardDialog,
    PublishDialog,
)
from shengsi_desktop.ui.pages.boards.ranking.table import Column
from shengsi_desktop.ui.widgets.buttons import Button
from tests.gui.boards.ranking import cell, dialog_of, own, view_of

if TYPE_CHECKING:
    from pathlib import Path

    from shengsi_desktop.store.sessions import Store
    from tests.gui.conftest import Running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


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
    assert "7月还没有结束，内容截至第30周，没有公布" in dialog.trouble.text()
    dialog.early.setChecked(True)
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
    dialog.early.setChecked(True)
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
