"""本单位同步 in the window: what two machines wrote differently stands side by side until it is joined."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QLabel

from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts, reporting, setting_up
from shengsi_desktop.services.exchange import syncing
from shengsi_desktop.services.opening import opened
from shengsi_desktop.ui.dialogs.join_doubles import JoinDialog
from shengsi_desktop.ui.pages.week.item_model import CONFLICT_ROLE
from shengsi_desktop.ui.pages.week.report_form import ReportFormView
from tests.gui.exchange.conftest import WEEK, looked_into, sync_view, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.ui.pages.exchange.sync_dialogs import TakeDialog
    from tests.gui.conftest import Running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_conflict_is_shown_side_by_side_until_both_texts_are_joined(
    run: Callable[..., Running], package: Path, accepting: list[TakeDialog]
) -> None:
    window = run()
    number = window.ask(lambda store: write(store, "办公室写的：开工14个"))
    view = looked_into(window, package)
    assert len(accepting) == 1
    assert "1处分歧" in view.messages.text
    place = view.make.pos()
    view.messages.dismiss()
    window.settle()
    # nothing moves under the pointer
    assert view.make.pos() == place
    assert len(view.conflicts.conflicts) == 1
    left, right = view.pane.cards
    assert left.y() == right.y()
    assert left.geometry().right() < right.x()
    own = view.pane.own
    assert own.mapTo(view.pane.viewport(), own.rect().bottomLeft()).y() < view.pane.viewport().height()
    assert not view.machines.isVisible()
    view.unfold.click()
    assert view.machines.isVisible()
    view.pane.own.setPlainText("先写了一半")
    fill, take = (one for one in view.pane.buttons if one.text() in ("填入两边的话", "用所写的"))
    fill.click()
    assert "开工14个" in view.pane.own.toPlainText()
    assert "完工9个" in view.pane.own.toPlainText()
    take.click()
    window.settle()
    assert view.conflicts.conflicts == ()

    def words(store: Any) -> str:
        with store.reading() as session:
            item = facts.find_item(session, number)
            from sqlmodel import select

            from shengsi_desktop.store.tables import Report

            return str(session.exec(select(Report.progress).where(Report.item_id == item.id)).one())

    assert {"办公室写的：开工14个", "笔记本上写的：完工9个"} == set(window.ask(words).split("\n"))
    window.window.commands.undo()
    window.settle()
    assert len(view.conflicts.conflicts) == 1


def test_words_in_the_merge_box_outlive_the_window_and_keep_it_from_nothing(
    run: Callable[..., Running], package: Path, accepting: list[TakeDialog]
) -> None:
    window = run()
    window.ask(lambda store: write(store, "办公室写的：开工14个"))
    view = looked_into(window, package)
    labels = [one.text() for one in accepting[0].findChildren(QLabel)]
    assert any("本机：办公室写的" in one for one in labels)
    assert any("来包（" in one and "完工9个" in one for one in labels)
    view.pane.own.setPlainText("合并到一半的话")
    window.close()
    assert not window.window.isVisible()
    again = run()
    view = sync_view(again)
    assert view.pane.own.toPlainText() == "合并到一半的话"
    next(one for one in view.pane.buttons if one.text() == "用所写的").click()
    again.settle()
    assert view.conflicts.conflicts == ()
    assert again.ask(lambda store: syncing.state(store).typed) == {}


def test_the_mark_in_the_week_leads_to_the_conflict(
    run: Callable[..., Running], package: Path, accepting: list[TakeDialog]
) -> None:
    window = run()
    window.ask(lambda store: write(store, "办公室写的"))
    looked_into(window, package)
    window.window.show_page("week")
    window.settle()
    page: Any = window.window.page
    form: Any = page.findChild(ReportFormView)
    assert form.to_conflict.isVisibleTo(form)
    assert form._conflict.text().startswith("另一台电脑（")
    assert form._conflict.text().endswith("写的不一样，点开对照")
    marked = [
        row
        for row in range(page.items.shown.rowCount())
        if page.items.shown.index(row, 0).data(CONFLICT_ROLE)
    ]
    assert marked == [0]
    form.to_conflict.click()
    window.settle()
    assert window.window.page.view.conflicts.current_key.startswith("report/")
    assert len(accepting) == 1


def test_requests_that_two_machines_wrote_of_one_item_are_joined_from_the_form(
    run: Callable[..., Running], set_up_store: Path, tmp_path: Path, accepting: list[TakeDialog]
) -> None:
    def ask(store: Any, words: str) -> str:
        number = write(store, "进展", "4-2")
        desk = setting_up.settings(store)
        with store.reading() as session:
            item_id = facts.find_item(session, number).id
        reporting.set_request(store, item_id, desk.unit.id, parse_week(WEEK, desk.rhythm), text=words)
        return item_id

    path = tmp_path / "笔记本.sspkg"
    with opened(shutil.copytree(set_up_store, tmp_path / "laptop"), writing=True) as store:
        ask(store, "请县里协调用海")
        syncing.make(store, path)
    window = run()
    item_id = window.ask(lambda store: ask(store, "请协调岸线"))
    looked_into(window, path)
    assert accepting
    window.window.go_to("week", item_id)
    window.settle()
    form: Any = window.window.page.findChild(ReportFormView)
    assert form.join_requests.isVisibleTo(form)
    form.join_requests.click()
    window.settle()
    dialog = form.findChild(JoinDialog)
    dialog.table.choose(dialog.table.lines[0].key)
    window.settle()
    dialog.join()
    window.settle()
    assert not form.join_requests.isVisibleTo(form)
    texts = {one.text for each in sync_view(window).conflicts.conflicts for one in each.rivals}
    assert {"请县里协调用海", "请协调岸线"} <= texts
