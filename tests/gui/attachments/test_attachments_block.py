"""附件 in the window: dropped, pasted, opened by Enter, renamed, removed and brought back; small pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QLineEdit

from shengsi_desktop.services import attachments, facts
from shengsi_desktop.ui.attachments import block as blocks
from shengsi_desktop.ui.attachments.block import AttachmentsBlock, png
from shengsi_desktop.ui.attachments.thumbnails import small

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.store.sessions import Store

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def first_page() -> str:
    return "tasks"


def picture(colour: str = "teal", width: int = 400, height: int = 200) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def item_of(store: Store) -> str:
    with store.reading() as session:
        return facts.find_item(session, "4-2").id


def stored(running: Any) -> list[tuple[str, str]]:
    running.settle()
    found = running.ask(lambda store: attachments.listed(store, item_of(store)))
    return [(one.name, one.week) for one in found]


def in_tasks(running: Any) -> AttachmentsBlock:
    running.window.show_page("tasks")
    running.settle()
    page = running.window.page
    page.show_item(running.ask(item_of))
    running.settle()
    found: AttachmentsBlock = page.pane.attachments
    return found


def names(block: AttachmentsBlock) -> list[str]:
    return [one.name for one in block.list.files.files]


def drop(block: AttachmentsBlock, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    none = Qt.KeyboardModifier.NoModifier
    left = Qt.MouseButton.LeftButton
    block.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none))


def test_dropped_files_are_listed_saved_elsewhere_and_told_of_when_refused_or_lost(
    run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = run()
    block = in_tasks(running)
    assert block.empty.isVisibleTo(block)
    (tmp_path / "合同.pdf").write_bytes(b"%PDF" * 1000)
    drop(block, tmp_path / "合同.pdf")
    running.settle()
    assert stored(running) == [("合同.pdf", "")]
    (one,) = block.list.files.files
    assert block.list.files.line(one).startswith("4KB · 王晓 · ")
    assert not block.empty.isVisibleTo(block)
    (tmp_path / "安装.exe").write_bytes(b"MZ")
    block.add([tmp_path / "安装.exe"])
    running.settle()
    assert "不能作附件" in running.window.messages.text
    assert names(block) == ["合同.pdf"]
    where = tmp_path / "别处.pdf"
    monkeypatch.setattr(blocks.QFileDialog, "getSaveFileName", lambda *_: (str(where), ""))
    block.save_as(one)
    running.settle()
    assert where.read_bytes() == b"%PDF" * 1000
    assert "已另存到" in block.said.text()
    # its file is lost: said in its line, and when it is opened
    (running.ask(lambda store: store.folder) / "attachments" / one.sha256).unlink()
    block.reload()
    running.settle()
    assert block.list.files.line(block.list.files.files[0]).startswith("文件不在这台电脑上")
    block.open(one.id)
    running.settle()
    assert "没有打开" in running.window.messages.text


def test_a_pasted_screenshot_belongs_to_the_week_that_is_filled_in(run: Callable[..., Any]) -> None:
    running = run()
    running.settle()
    report = running.window.page.report
    running.window.page.open_target(running.ask(item_of))
    running.settle()
    block = report.view.attachments
    QGuiApplication.clipboard().setImage(picture())
    block.paste_button.click()
    assert stored(running) == [("截图_7月28日.png", "2023-W30")]
    assert names(block) == ["截图_7月28日.png"]
    # in the item it says of which week it is
    (one,) = in_tasks(running).list.files.files
    assert running.window.page.pane.attachments.list.files.line(one).startswith("1KB · 第30周 · 王晓")
    QGuiApplication.clipboard().setText("只有字")
    block.paste()
    running.settle()
    assert "剪贴板里没有截图" in running.window.messages.text
    assert len(stored(running)) == 1


def test_enter_opens_a_copy_f2_renames_and_del_removes_until_undone(
    run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = run()
    block = in_tasks(running)
    (tmp_path / "合同.pdf").write_bytes(b"%PDF")
    block.add([tmp_path / "合同.pdf"])
    running.settle()
    opened: list[str] = []
    monkeypatch.setattr(
        blocks.QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True
    )
    block.list.setFocus()
    running.qtbot.keyClick(block.list, Qt.Key.Key_Return)
    running.settle()
    assert [path.rpartition("/")[2] for path in opened] == ["合同.pdf"]
    running.qtbot.keyClick(block.list, Qt.Key.Key_F2)
    running.settle()
    field = block.list.findChild(QLineEdit)
    assert field.selectedText() == "合同"
    field.insert("施工合同")
    running.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert stored(running) == [("施工合同.pdf", "")]
    running.qtbot.keyClick(block.list, Qt.Key.Key_Delete)
    assert stored(running) == []
    running.window.commands.undo()
    running.settle()
    assert names(block) == ["施工合同.pdf"]


def test_small_pictures_are_made_when_they_are_seen_and_only_of_pictures(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    running = run()
    block = in_tasks(running)
    (tmp_path / "现场.png").write_bytes(png(picture("navy")))
    (tmp_path / "坏的.png").write_bytes(b"\x89PNG nothing of the kind")
    block.add([tmp_path / "现场.png", tmp_path / "坏的.png"])
    running.settle()
    block.list.grab()
    running.settle()
    good, bad = block.list.files.files
    side = next(side for sha256, side in block.thumbnails._known if sha256 == good.sha256)
    made = block.thumbnails.of(good, side, None)
    assert made is not None
    assert (made.width(), made.height()) == (side, side // 2)
    assert block.thumbnails.of(bad, side, None) is None
    assert small(tmp_path / "nothing", 36).isNull()
