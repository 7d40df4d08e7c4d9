"""接收 in the real window: laid out first, then taken in as one; 退回, 回执, pasted text, passphrases, 收取."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog
from sqlmodel import select

from shengsi_desktop.services import setting_up
from shengsi_desktop.services.exchange import submissions
from shengsi_desktop.store.tables import Receipt
from shengsi_desktop.ui import exchange_watch

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gui.conftest import Running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def receipts(store: Any) -> int:
    with store.reading() as session:
        return len(session.exec(select(Receipt)).all())


def drop(view: Any, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    view.dropEvent(event)


def dialogs(running: Running) -> list[Any]:
    return [one for one in running.window.findChildren(QDialog) if one.isVisible()]


def test_the_county_opens_with_what_came_and_takes_in_what_has_no_problem(
    county: Running, came: Path
) -> None:
    view: Any = county.window.page.view
    assert county.window.page.bar.button("take_in").isChecked()
    assert view.county.received.nothing.title.text() == "2023年第30周还没有收到报送"
    drop(view, came)
    county.settle()
    pane = view.county.waiting
    assert [(row.unit, row.verdict.value) for row in pane.rows] == [
        ("", "不能入库"),
        ("县文广旅体局", "可入库"),
    ]
    assert county.ask(receipts) == 0
    assert pane.clean.text() == "无问题的全部入库（1）"
    pane.clean.click()
    county.settle()
    assert county.ask(receipts) == 1
    assert view.messages.text == "已入库1份：县文广旅体局。待入库1份：0份无问题，0份要看，1份不入库。"
    assert [line.unit for line in view.county.received.lines] == ["县文广旅体局"]
    county.window.commands.undo()
    county.settle()
    assert view.county.received.lines == ()


def test_a_row_is_opened_beside_what_is_here_and_taken_from_there(county: Running, came: Path) -> None:
    view: Any = county.window.page.view
    view.look_at([came])
    county.settle()
    view.county.waiting.table.opened.emit(view.county.waiting.rows[1].key)
    county.settle()
    (dialog,) = dialogs(county)
    assert "演示数据：完成现场踏勘3处" in dialog.text.toPlainText()
    dialog.take.click()
    county.settle()
    assert county.ask(receipts) == 1


def test_a_sealed_package_opens_with_its_passphrase(county: Running, came: Path) -> None:
    view: Any = county.window.page.view
    view.look_at([came.parent / "sealed.sspkg"])
    county.settle()
    pane = view.county.waiting
    assert pane.unlock.isVisible()
    pane.unlock.click()
    county.settle()
    (dialog,) = dialogs(county)
    dialog.field.setText("海岛2022")
    dialog.do.click()
    county.settle()
    assert dialog.trouble.text().startswith("口令不对")
    assert dialog.isVisible()
    assert dialog.do.isEnabled()
    dialog.field.setText("海岛2023")
    assert not dialog.trouble.isVisible()
    dialog.do.click()
    county.settle()
    assert dialogs(county) == []
    assert [row.clean for row in pane.rows] == [True]
    assert not pane.unlock.isVisible()


def test_a_pasted_text_is_read(county: Running, unit: Running) -> None:
    def text(store: Any) -> tuple[str, ...]:
        desk = setting_up.settings(store)
        return submissions.coded_text(store, desk.unit.id, unit.window.context.week)[0]

    view: Any = county.window.page.view
    view.paste.click()
    (dialog,) = dialogs(county)
    dialog.text.setPlainText("".join(unit.ask(text)))
    dialog.do.click()
    county.settle()
    assert [(row.unit, row.way.value) for row in view.county.waiting.rows] == [("县文广旅体局", "报送文字")]


def test_a_week_is_returned_and_the_letter_is_taken_at_the_unit(
    county: Running, unit: Running, came: Path, tmp_path: Path
) -> None:
    view: Any = county.window.page.view
    view.look_at([came])
    county.settle()
    view.county.waiting.clean.click()
    county.settle()
    view.county.waiting.back.click()
    received = view.county.received
    received.give_back.click()
    (dialog,) = dialogs(county)
    dialog.save_button.click()
    county.settle()
    assert "请写明退回的原因" in dialog.trouble.text()
    dialog.reason.setPlainText("4-2缺少下周计划")
    dialog.save_button.click()
    county.settle()
    assert received.lines[0].returned == "4-2缺少下周计划"
    view.county.letters.write(
        county.window.context, (received.lines[0].unit_id,), str(tmp_path), "回执.sspkg"
    )
    county.settle()
    assert "已导出“回执.sspkg”" in view.messages.text
    unit.window.page.show_view("take_in")
    unit.settle()
    at_unit: Any = unit.window.page.view
    at_unit.look_at([tmp_path / "回执.sspkg", came / "坏.sspkg"])
    unit.settle()
    pane = at_unit.collect
    assert [line.takeable for line in pane.found.lines] == [True, False]
    assert "4-2缺少下周计划" in pane.found.lines[0].words
    pane.take.click()
    unit.settle()
    assert at_unit.messages.text == (
        "被退回：4-2缺少下周计划（县委社建委，2023年第30周）。请改好后再次定稿、报送。已收取1份回执。"
    )
    assert [line.cells[0] for line in pane.table.lines] == ["坏.sspkg"]
    unit.window.page.show_view("hand_in")
    unit.settle()
    assert unit.ask(receipts) == 1


def test_stopping_takes_nothing(county: Running, came: Path) -> None:
    view: Any = county.window.page.view
    view.county.look_at([came])
    view.county.stop()
    county.settle()
    assert view.county.intake is None
    assert not view.busy.isVisible()


def test_new_files_in_the_exchange_folder_are_told_once_they_are_steady(
    county: Running, came: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange_watch, "STEADY", 0.2)
    share = tmp_path / "share"
    share.mkdir()
    county.ask(lambda store: setting_up.change_settings(store, exchange_folder=str(share)))
    county.window.commands.reload_settings()
    county.settle()
    watch = county.window.exchange_watch
    (sent,) = came.glob("县文*")
    half = share / sent.name
    half.write_bytes(sent.read_bytes()[:50])
    watch.look()
    county.qtbot.waitUntil(lambda: not watch._looking)
    assert county.window.messages.text == ""
    shutil.copy(sent, half)
    county.qtbot.waitUntil(lambda: county.window.messages.text != "", timeout=5000)
    county.settle()
    assert county.window.messages.text == "收发目录有1份新报送。"
    assert county.ask(receipts) == 0
    watch.show()
    county.settle()
    assert [row.clean for row in county.window.page.view.county.waiting.rows] == [True]
    watch.stop()
    county.qtbot.waitUntil(lambda: not watch._looking)
