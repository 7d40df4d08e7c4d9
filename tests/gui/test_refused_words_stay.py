"""Words that the store refuses, or that come while it is busy, stay where they were typed; nothing is stored twice."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from shengsi_desktop.domain.indicators import PointStatus
from shengsi_desktop.domain.money import Money
from shengsi_desktop.domain.words import DeliverableKind
from shengsi_desktop.rhythm.typed_numbers import parse_number
from shengsi_desktop.services import indicator_points, indicators, projects, reforms
from shengsi_desktop.ui.pages.indicators.projects.add_dialog import AddProjectDialog
from shengsi_desktop.ui.pages.indicators.reforms.add_dialog import AddReformDialog
from shengsi_desktop.ui.pages.indicators.trend.target_dialog import TargetDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.pages.indicators.grid.import_dialog import ImportDialog

#: the offscreen plugin says so of every dialog
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
UNIT = "县文广旅体局"
NAME = "教育现代化指数"


def view_of(running: Any, key: str) -> Any:
    """One view of 指标趋势."""
    running.window.show_page("indicators")
    running.window.page.show_view(key)
    running.settle()
    return running.window.page.view_of(key)


def busy(running: Any) -> threading.Event:
    """The store answers nothing until the event is set."""
    free = threading.Event()
    running.window.operations.run(lambda _store: free.wait(10) and None)
    return free


def two_projects(store: Store) -> None:
    """Of one's own, the first with a milestone."""
    for name in ("pier", "hall"):
        projects.add_project(store, name, lead=UNIT, year_plan=Money.of(parse_number("5000"), "万元"))
    first = projects.project_rows(store, indicators_unit(store), week_30(store))[0]
    projects.add_milestone(store, first.item.id, "roof", "8月4日")


def indicators_unit(store: Store) -> str:
    """The unit that sits here."""
    from shengsi_desktop.services import setting_up

    return setting_up.settings(store).unit.id


def week_30(store: Store) -> Any:
    """The week shown."""
    from shengsi_desktop.rhythm.weeks import parse_week
    from shengsi_desktop.services import setting_up

    return parse_week("2023-W30", setting_up.settings(store).rhythm)


def test_words_of_a_project_wait_for_the_store_and_come_back_when_it_refuses(
    run: Callable[..., Any],
) -> None:
    running = run()
    running.ask(two_projects)
    view = view_of(running, "projects")
    first, second = (one.item.id for one in view.table.rows)
    # a dialog that the store refuses stays with all its words, and asks once
    view.ask_new()
    dialog = view.findChild(AddProjectDialog)
    dialog.fields["name"].setText("third")
    dialog.fields["total"].setText("-5")
    dialog.save()
    dialog.reject()
    running.settle()
    assert dialog.isVisible()
    assert dialog.trouble.text()
    assert dialog.fields["name"].text() == "third"
    dialog.fields["total"].setText("5")
    dialog.save()
    dialog.save()
    running.settle()
    assert [one.facts.name for one in view.table.rows] == ["pier", "hall", "third"]
    # 形象进度 of another project cannot be typed before its words are there
    free = busy(running)
    view.view.choose(second)
    words = view.detail.entry.words
    assert words.isReadOnly()
    free.set()
    running.settle()
    assert not words.isReadOnly()
    # what was begun of a milestone stays with its project
    view.view.choose(first)
    running.settle()
    part = view.detail.milestones
    QTest.keyClicks(part.name, "facade")
    view.next_item()
    assert part.name.text() == ""
    view.view.choose(first)
    assert part.name.text() == "facade"
    part.due.setText("9月4日")
    free = busy(running)
    part.add.click()
    part.name.setText("the next one")
    free.set()
    running.settle()
    assert len(part.rows) == 2
    assert part.name.text() == "the next one"
    # a day that is none stays open, Escape gives up
    due = next(iter(part.rows.values())).due
    QTest.mouseClick(due.value, Qt.MouseButton.LeftButton)
    due.field.setText("some day")
    QTest.keyClick(due.field, Qt.Key.Key_Return)
    running.settle()
    assert due.field.isVisible()
    assert due.field.text() == "some day"
    QTest.keyClick(due.field, Qt.Key.Key_Escape)
    assert due.value.text() == "8月4日"
    # a sum that is none keeps the project shown
    QTest.mouseClick(view.detail.facts.facts.lines["total"].value, Qt.MouseButton.LeftButton)
    total = view.detail.facts.facts.lines["total"].field
    total.setText("much")
    QTest.keyClick(total, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert view.view.current_id == first
    assert total.isVisible()
    assert total.text() == "much"
    # and the window stays, once
    running.window.close()
    assert running.window.isVisible()
    assert {"much", "the next one"} <= {
        line.strip() for one in running.window.commands.unkept_words() for line in one.splitlines()
    } | {one.removesuffix(" 9月4日") for one in running.window.commands.unkept_words()}
    assert all(line.accessibleName() for line in part.findChildren(QLineEdit))


def test_reforms_have_the_keys_and_their_dialog_keeps_its_words(run: Callable[..., Any]) -> None:
    running = run()
    for name in ("one", "two"):
        running.ask(lambda store, name=name: reforms.add_reform(store, name, lead=UNIT))
    view_of(running, "trend").view.setFocus()
    running.window.page.bar.button("reforms").click()
    running.settle()
    view = running.window.page.view_of("reforms")
    assert QApplication.focusWidget() is view.board.cards[view.board.current_id]
    before = view.board.current_id
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert view.board.current_id != before
    view.ask_new()
    dialog = view.findChild(AddReformDialog)
    dialog.name.setText("three")
    free = busy(running)
    dialog.save()
    assert dialog.isVisible()
    free.set()
    running.settle()
    assert len(view.board.cards) == 3


def test_an_indicator_is_made_once_its_mark_goes_with_its_figure_and_the_trend_follows(
    run: Callable[..., Any],
) -> None:
    running = run()
    own = running.ask(
        lambda store: next(
            one.indicator.id for one in indicators.standings(store) if one.indicator.name == NAME
        )
    )
    running.ask(lambda store: indicator_points.set_point(store, own, "2023-06", value=70, status="final"))
    view = view_of(running, "trend")

    def standing() -> Any:
        running.settle()
        found = running.ask(indicators.standings)
        return next(one for one in found if one.indicator.id == own)

    # a typed blank takes the mark of 核定数 along
    view.view.choose(own)
    view.entry.model.setData(view.entry.model.index(1, 5), "")
    assert all(
        one.value is None and one.status is PointStatus.UNSAID
        for one in standing().points
        if one.period == "2023-06"
    )
    # 保存 twice makes one, and one of an equal name is refused
    for wanted in (1, 1):
        view._ask_new()
        dialog = view.findChildren(TargetDialog)[-1]
        dialog.fields["name"].setText("海钓赛事场次")
        dialog.save()
        dialog.save()
        running.settle()
        names = [one.indicator.name for one in running.ask(indicators.standings)]
        assert names.count("海钓赛事场次") == wanted
    assert "海钓赛事场次" in dialog.trouble.text()
    dialog.reject()
    # a project's figures are among the series as soon as it is there, and go with it
    before = len(view._standings)
    running.window.operations.run(another_project)
    running.settle()
    running.settle()
    assert len(view._standings) > before


def another_project(store: Store) -> Any:
    """One project; what changed is told."""
    return projects.add_project(store, "quay", lead=UNIT, year_plan=Money.of(parse_number("5000"), "万元"))


def test_a_workbook_read_for_another_month_is_not_stored_and_storing_is_not_called_off(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    running = run()
    book = openpyxl.Workbook()
    book.active.append(["序号", "指标", "单位", "本期值"])
    book.active.append([9, NAME, "%", 71])
    book.save(tmp_path / "x.xlsx")
    view = view_of(running, "grid")
    view.open_import(tmp_path / "x.xlsx")
    dialog: ImportDialog = view.import_dialog
    running.settle()
    dialog.period.setCurrentIndex(5)
    running.settle()
    assert dialog._store.isEnabled()
    free = busy(running)
    dialog.period.setCurrentIndex(8)
    assert not dialog._store.isEnabled()
    dialog.store()
    free.set()
    running.settle()
    free = busy(running)
    dialog._store.click()
    dialog.reject()
    assert dialog.isVisible()
    free.set()
    running.settle()
    assert [
        one.period
        for found in running.ask(indicators.standings)
        if found.indicator.name == NAME
        for one in found.points
    ] == ["2023-08"]


def test_an_item_that_goes_leaves_nothing_shown_and_a_promise_waits_for_the_store(
    run: Callable[..., Any],
) -> None:
    running = run()
    running.ask(two_projects)
    running.window.show_page("tasks")
    running.settle()
    page = running.window.page
    row = next(one for one in page._rows if one.number == "项目2")
    running.window.go_to("tasks", row.id)
    running.settle()
    assert page.pane.detail.row.id == row.id
    page.editing.add()
    dialog = page.editing.dialog
    dialog.name.setText("walls")
    dialog.kind.setCurrentIndex(dialog.kind.findData(DeliverableKind.STANDING))
    running.ask(lambda store: projects.drop_project(store, row.id))
    dialog.save()
    running.settle()
    assert dialog.isVisible()
    assert dialog.trouble.text()
    dialog.reject()
    running.window.operations.run(another_project)
    running.settle()
    running.settle()
    assert page.view.current_id is None
    assert page.pane.detail is None
    assert running.window.messages.text == ""
