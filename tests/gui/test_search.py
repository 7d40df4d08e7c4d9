"""The search field: hits under their kind, the rest in a list of its own, each opens where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shengsi_desktop.domain.views import SearchFindings, SearchHit
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts, meetings, reporting, setting_up
from shengsi_desktop.store import search_index
from shengsi_desktop.ui import index_building
from shengsi_desktop.ui.dialogs.search_results import SearchResults
from shengsi_desktop.ui.search_hits import MORE, HitList, period_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from shengsi_desktop.store.sessions import Store
    from tests.gui.conftest import Running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(autouse=True)
def whole_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """No index is half built when a test asks, however slow the machine is."""
    monkeypatch.setattr(index_building, "BEGIN_AFTER", 600_000)


def lines(hits: HitList) -> list[str]:
    return [hits.item(row).text().partition("　")[0] for row in range(hits.count())]


def popup_of(running: Running, text: str) -> HitList:
    search = running.window.header.search
    running.window.header.focus_search()
    QTest.keyClicks(search, text)
    running.qtbot.waitUntil(lambda: search._popup is not None, timeout=5000)
    assert search._popup is not None
    return search._popup._list


def fill(store: Store) -> None:
    """Eight weeks in which the same is said, and a directive."""
    settings = setting_up.settings(store)
    with store.reading() as session:
        item_id = facts.find_item(session, "4-2").id
    for number in range(20, 28):
        week = parse_week(f"2023-W{number}", settings.rhythm)
        reporting.report_once(store, item_id, settings.unit.id, week, words={"progress": "abc海缆敷设"})
    meetings.add_directive(store, settings.unit.id, week, "abc海缆问题清单 @文化科", week.last)


def test_hits_stand_under_their_kind_and_enter_opens_the_week(run: Callable[..., Running]) -> None:
    running = run()
    running.ask(fill)
    hits = popup_of(running, "abc")
    assert lines(hits) == ["填报", *["填报"] * 5, "交办事项", "交办事项", MORE]
    search = running.window.header.search
    QTest.keyClick(search, Qt.Key.Key_Down)
    QTest.keyClick(search, Qt.Key.Key_Return)
    running.settle()
    assert running.window.context is not None
    assert str(running.window.context.week) == "2023-W26"
    assert search._popup is None


def test_the_keys_go_over_the_names_of_kinds(run: Callable[..., Running]) -> None:
    running = run()
    running.ask(fill)
    hits = popup_of(running, "abc")
    for _ in range(5):
        QTest.keyClick(running.window.header.search, Qt.Key.Key_Down)
    assert hits.currentRow() == 7
    QTest.keyClick(running.window.header.search, Qt.Key.Key_Up)
    assert hits.currentRow() == 5


def test_the_rest_stands_in_a_list_that_stays(run: Callable[..., Running]) -> None:
    running = run()
    running.ask(fill)
    hits = popup_of(running, "abc")
    hits.setCurrentRow(hits.count() - 1)
    hits.choose_current()
    running.settle()
    (dialog,) = running.window.findChildren(SearchResults)
    assert lines(dialog.hits).count("填报") == 9
    assert "填报8条、交办事项1条" in dialog.head.text()
    dialog.hits.setCurrentRow(8)
    dialog.hits.setFocus()
    QTest.keyClick(dialog.hits, Qt.Key.Key_Return)
    running.settle()
    assert str(running.window.context.week) == "2023-W20"  # type: ignore[union-attr]
    assert dialog.isVisible()
    dialog.close()


def test_an_index_that_is_not_whole_is_said_below_the_hits(qtbot: QtBot) -> None:
    hits = HitList()
    qtbot.addWidget(hits)
    hit = SearchHit("report", "id", "4-2 微改造", "已完成海缆敷设", "2023-W10", ((3, 5),))
    hits.resize(300, 200)
    hits.fill(SearchFindings((hit,), frozenset(), 0.625), offer_more=True)
    assert hits.item(hits.count() - 1).text() == "索引建立中（已完成62%），结果可能不全。"
    hits.show()
    qtbot.waitExposed(hits)
    assert not hits.grab().isNull()
    hits.fill(SearchFindings(()), offer_more=True)
    assert hits.currentRow() == -1
    hits.choose_current()


def test_the_index_is_built_while_nobody_waits(
    run: Callable[..., Running], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_building, "BEGIN_AFTER", 50)
    running = run()
    file = running.desk.folder / search_index.FILE_NAME
    running.qtbot.waitUntil(file.exists, timeout=5000)
    running.settle()


def test_weeks_months_and_days_are_said_as_people_say_them() -> None:
    said = [period_words(one) for one in ("2023-W07", "2023-07", "2023-07-1", "2023-07-2", "2023-07-28", "")]
    assert said == ["2023年第7周", "2023年7月", "2023年7月上半月", "2023年7月下半月", "2023年7月28日", ""]
