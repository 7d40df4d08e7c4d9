"""与上年比对: pairs are proposed, confirmed by the user, and then the earlier history is in reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts, reporting, setting_up
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Succession
from tests.gui.plan_import.conftest import Importing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.store.sessions import Store

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NEXT_YEAR = """嵊泗县2024年行动方案
一、主要任务
1. 打造东翼。研究渔旅融合发展新路径，制定出台渔旅融合发展实施方案。（责任单位：县文广旅体局）
2. 建设冷库。新建冷库3座。（责任单位：县文广旅体局）
"""
LAST_YEAR = NEXT_YEAR.replace("2024", "2022").replace("新建冷库3座", "修缮古戏台2座")


def links(store: Store) -> int:
    with store.reading() as session:
        return len(session.exec(alive(Succession)).all())


@pytest.fixture
def two_years(run: Callable[..., Any], tmp_path: Path) -> Importing:
    """2022 with a report, 2024 chosen, 2023 between them."""
    importing = Importing(run(), tmp_path)
    importing.read(LAST_YEAR)
    importing.press(importing.wizard.confirm)
    importing.press(importing.wizard.done_step.choose)

    def report(store: Store) -> None:
        settings = setting_up.settings(store)
        with store.reading() as session:
            item = facts.find_item(session, "1-1").id
        week = parse_week("2022-W40", settings.rhythm)
        reporting.report_once(store, item, settings.unit.id, week, words={"progress": "实施方案已完成初稿"})

    importing.stored(report)
    second = Importing(importing.running, tmp_path)
    second.read(NEXT_YEAR)
    second.press(second.wizard.confirm)
    second.press(second.wizard.done_step.choose)
    return second


def test_what_goes_on_is_proposed_confirmed_and_its_history_is_in_reach(two_years: Importing) -> None:
    running = two_years.running
    dialog = running.window.commands.plans.open_years()
    running.settle()
    assert "2024年" in dialog.after.currentText()
    assert "2023年" in dialog.before.currentText()
    dialog.before.setCurrentIndex(2)
    dialog.before.activated.emit(2)
    running.settle()
    assert dialog.counts.whole.startswith("未完成延续1项")
    row = dialog.view.row("1-1")
    assert row.checkState(0) == Qt.CheckState.Checked
    dialog.chips["dropped"].click()
    assert row.isHidden()
    assert two_years.stored(links) == 0
    dialog.confirm.click()
    running.settle()
    assert two_years.stored(links) == 1
    assert "已确认1个事项" in dialog.messages.text
    assert not dialog.confirm.isEnabled()
    dialog.reject()
    running.window.show_page("tasks")
    running.settle()
    page = running.window.page
    page.show_item(next(one.id for one in page._rows if one.number == "1-1"))
    running.settle()
    said = [one.text() for one in page.pane.history.findChildren(QLabel)]
    assert any(one.startswith("延续自2022年方案 1-1") for one in said)
    assert "实施方案已完成初稿" in said


def test_a_confirmed_pair_can_be_taken_apart_again(two_years: Importing) -> None:
    running = two_years.running
    dialog = running.window.commands.plans.open_years()
    running.settle()
    dialog.before.setCurrentIndex(2)
    dialog.before.activated.emit(2)
    running.settle()
    dialog.confirm.click()
    running.settle()
    dialog.view.row("1-1").setCheckState(0, Qt.CheckState.Unchecked)
    assert dialog.confirm.isEnabled()
    dialog.confirm.click()
    running.settle()
    assert two_years.stored(links) == 0
