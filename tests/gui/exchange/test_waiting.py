"""待入库 in the real window: what waits is lost by no stop, undo, passphrase or slip, and holds nobody up."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QDialog

from shengsi_desktop.services import setting_up
from shengsi_desktop.services.exchange import fill_sheets, incoming
from shengsi_desktop.ui import exchange_watch
from tests.services.exchange.filling import Filled

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gui.conftest import Running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_what_waited_is_lost_by_no_stop_and_nothing_dealt_with_comes_back(
    county: Running, came: Path
) -> None:
    view: Any = county.window.page.view
    pane = view.county.waiting
    view.look_at([came])
    county.settle()
    view.look_at([came.parent / "sealed.sspkg"])
    view.county.stop()
    county.settle()
    assert len(pane.rows) == 2
    assert "原来待入库的2份还在" in view.messages.text
    pane.clean.click()
    county.settle()
    view.look_at([came.parent / "sealed.sspkg"])
    county.settle()
    # what has nothing to do is away, and what comes next looks so
    assert (pane.clean.isHidden(), pane.chosen.isHidden()) == (True, True)
    assert (pane.unlock.property("kind"), pane.look.isHidden()) == ("primary", True)
    view.county.unlock("海岛2023")
    county.settle()
    assert {row.source for row in pane.rows} == {"坏.sspkg", "sealed.sspkg"}
    pane.clear.click()
    assert view.county.intake is None
    view.messages._actions[0].click()
    county.settle()
    assert len(pane.rows) == 2
    county.window.commands.undo()
    county.settle()
    assert [row.clean for row in pane.rows].count(True) == 1


def test_a_slow_share_holds_up_nobody_who_saves(
    county: Running, came: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, go_on = incoming.read_file, threading.Event()
    monkeypatch.setattr(incoming, "read_file", lambda path: go_on.wait(20) and read(path))
    view: Any = county.window.page.view
    county.window.exchange_watch._ask_store(list(came.iterdir()))
    view.look_at([came])
    assert county.ask(lambda _store: 1) == 1
    assert view.county.intake is None
    go_on.set()
    county.settle()
    assert len(view.county.waiting.rows) == 2


def test_a_file_that_is_none_is_not_told_of_again(
    county: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange_watch, "STEADY", 0.0)
    share = tmp_path / "share"
    share.mkdir()
    (share / "坏.sspkg").write_bytes(b"PK\x03\x04 cut")
    (share / "通知.txt").write_text("明天开会")
    county.ask(lambda store: setting_up.change_settings(store, exchange_folder=str(share)))
    county.window.commands.reload_settings()
    county.qtbot.waitUntil(lambda: county.window.messages.text != "", timeout=5000)
    assert county.window.messages.text == "收发目录有1份新报送。"
    watch = county.window.exchange_watch
    watch.stop()
    county.qtbot.waitUntil(lambda: not watch._looking)
    again = exchange_watch.ExchangeWatch(county.window)
    again.follow()
    asked: list[object] = []
    again.arrived.connect(asked.append)
    for _ in range(2):
        again.look()
        county.qtbot.waitUntil(lambda: not again._looking)
    again.stop()
    assert asked == []


def test_what_is_of_another_week_leads_there(county: Running, came: Path) -> None:
    from shengsi_desktop.rhythm.weeks import next_week

    window = county.window
    window.show_week(next_week(window.context.week))
    county.settle()
    view: Any = window.page.view
    view.look_at([came])
    county.settle()
    assert view.county.waiting.clean.text() == "无问题的全部入库（1份，都是第30周的）"
    view.county.waiting.go_there.click()
    county.settle()
    assert (str(window.context.week), window.page.view) == ("2023-W30", view)
    assert view.county.waiting.go_there.isHidden()


def test_a_sheet_is_passed_over_and_an_empty_one_told(county: Running, tmp_path: Path) -> None:
    week = county.window.context.week

    def write(store: Any) -> None:
        ids = [one.unit_id for one in fill_sheets.units_to_fill(store, week)][:3]
        fill_sheets.write_sheets(store, tmp_path, ids, week)

    county.ask(write)
    for path in sorted(tmp_path.glob("*.xlsx"))[1:]:
        sheet = Filled(path)
        sheet.book["填报"].cell(5, 4).value = "进展"
        sheet.people(reviewer="张局")
        path.write_bytes(sheet.bytes())
    view: Any = county.window.page.view
    view.look_at(sorted(tmp_path.glob("*.xlsx")))
    county.settle()
    titles = []
    for _ in range(2):
        (dialog,) = [one for one in county.window.findChildren(QDialog) if one.isVisible()]
        titles.append(dialog._title.whole)
        dialog._skip.click()
        county.settle()
    assert len(set(titles)) == 2
    assert "1份是空表" in view.messages.text
    assert len(view.county.waiting.rows) == 3
