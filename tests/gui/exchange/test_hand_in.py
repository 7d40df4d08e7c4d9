"""报送 in the real window: what will be seen, three ways out, and why nothing can go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication

from shengsi_desktop.domain.exchange import SubmissionPreview
from shengsi_desktop.exchange.coded_text import MARK
from shengsi_desktop.exchange.container import read_package
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import attachments, facts, finalising, reporting, setting_up, submitting
from shengsi_desktop.services.exchange import packages
from shengsi_desktop.sheets.carried import read_carried
from shengsi_desktop.ui.pages.exchange import hand_in_preview
from shengsi_desktop.ui.theme.palette import LIGHT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gui.conftest import Running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_unit_opens_with_what_the_county_will_see(unit: Running) -> None:
    view: Any = unit.window.page.view
    assert view.state.text() == "县文广旅体局 · 2023年第30周 · 已定稿v1，未报送"
    said = view.preview.toPlainText()
    assert "演示数据：完成现场踏勘3处" in said
    assert "留在本单位、不会发出：会商讨论" in said
    assert "讨论从略" not in said
    assert view.package.isEnabled()
    assert not view.folder.isEnabled()
    assert "设置" in view.folder.toolTip()
    view.with_meeting.setChecked(True)
    unit.settle()
    assert "讨论从略" in view.preview.toPlainText()


def test_a_package_and_a_workbook_go_out_and_are_registered(unit: Running, tmp_path: Path) -> None:
    view: Any = unit.window.page.view
    view.write(tmp_path / "a.sspkg")
    unit.settle()
    assert view.messages.text == "已导出“a.sspkg”，并登记为已报送。"
    assert "已报送v1（数据包" in view.state.text()
    view.write(tmp_path / "a.xlsx")
    unit.settle()
    assert read_carried((tmp_path / "a.xlsx").read_bytes(), "a") is not None
    assert len(unit.ask(packages.log_lines)) == 2


def test_a_passphrase_is_typed_twice_alike(unit: Running, tmp_path: Path) -> None:
    view: Any = unit.window.page.view
    view.sealed.setChecked(True)
    view.passphrase.setText("海岛")
    view.again.setText("海")
    view.write(tmp_path / "a.sspkg")
    unit.settle()
    assert "不一样" in view.messages.text
    assert not (tmp_path / "a.sspkg").exists()
    view.again.setText("海岛")
    view.write(tmp_path / "a.sspkg")
    unit.settle()
    assert read_package((tmp_path / "a.sspkg").read_bytes(), "a", "海岛").head.title.startswith(
        "县文广旅体局"
    )
    assert view.passphrase.text() == ""
    # the next one is to be sealed as well, and asks again
    assert view.messages.text == "已导出“a.sspkg”（加口令），并登记为已报送。"
    assert unit.ask(packages.log_lines)[0].outcome.endswith("（数据包，加口令）")
    view.write(tmp_path / "b.sspkg")
    unit.settle()
    assert "口令还是空的" in view.messages.text
    assert not (tmp_path / "b.sspkg").exists()


def test_what_cannot_be_sealed_does_not_go_plain(unit: Running, tmp_path: Path) -> None:
    view: Any = unit.window.page.view
    view.sealed.setChecked(True)
    view.passphrase.setText("海岛")
    view.again.setText("海岛")
    view.write(tmp_path / "a.xlsx")
    unit.settle()
    assert "周会商表不能加口令" in view.messages.text
    view.text.click()
    unit.settle()
    assert "报送文字不能加口令" in view.messages.text
    assert list(tmp_path.glob("*.xlsx")) == []
    assert (view.parts, unit.ask(packages.log_lines)) == ((), ())


@pytest.mark.parametrize("happens", ["a new version", "退回", "undone"])
def test_no_part_of_a_text_is_copied_that_is_not_what_is_shown(unit: Running, happens: str) -> None:
    view: Any = unit.window.page.view
    view.text.click()
    unit.settle()
    assert view.text_line.isVisible()
    if happens == "undone":
        unit.window.commands.undo()
    else:
        unit.desk.operations.run(_returned if happens == "退回" else _signed_again)
    unit.settle()
    assert not view.text_line.isVisible()
    assert view.parts == ()
    view.text.click()
    unit.settle()
    again = {"a new version": "定稿v2", "退回": "定稿v1", "undone": "定稿v1"}
    assert again[happens] in QGuiApplication.clipboard().text()
    assert "已报送" in view.state.text()


def _week(store: Any) -> Any:
    return parse_week("2023-W30", setting_up.settings(store).rhythm)


def _returned(store: Any) -> Any:
    unit_id = setting_up.settings(store).unit.id
    return submitting.register_return(store, unit_id, _week(store), reason="口径不一")


def _signed_again(store: Any) -> Any:
    unit_id = setting_up.settings(store).unit.id
    with store.reading() as session:
        item = facts.find_item(session, "4-2").id
    reporting.report_once(store, item, unit_id, _week(store), words={"progress": "更正的话"})
    return finalising.finalise(store, unit_id, _week(store), reviewer="张某")


def test_the_text_is_copied_part_by_part_and_registered_with_the_last(
    unit: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shengsi_desktop.exchange import coded_text

    whole = coded_text.encode
    monkeypatch.setattr(coded_text, "encode", lambda document, known: whole(document, known, room=200))
    view: Any = unit.window.page.view
    view.text.click()
    unit.settle()
    total = len(view.parts)
    assert total > 1
    assert QGuiApplication.clipboard().text() == view.parts[0]
    assert view.parts[0].startswith(MARK)
    assert view.copied.text().startswith(f"第1/{total}段 已复制")
    assert "已报送" not in view.state.text()
    for _ in range(total - 1):
        view.next.click()
    unit.settle()
    assert QGuiApplication.clipboard().text() == view.parts[-1]
    assert "已报送v1（报送文字" in view.state.text()


def test_after_a_change_nothing_goes_and_the_reason_is_said(unit: Running) -> None:
    def change(store: Any) -> Any:
        desk = setting_up.settings(store)
        with store.reading() as session:
            item = facts.find_item(session, "4-2").id
        week = parse_week("2023-W30", desk.rhythm)
        return reporting.report_once(store, item, desk.unit.id, week, words={"progress": "又有新进展"})

    view: Any = unit.window.page.view
    unit.desk.operations.run(change)
    unit.settle()
    assert not view.package.isVisible()
    assert view.unsigned.title.text() == "定稿第1版之后又有改动"
    assert not view.reason.isVisible()
    view.unsigned.button.click()
    unit.settle()
    assert unit.window.page_key == "week"


def test_it_is_put_into_the_exchange_folder(unit: Running, tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    unit.ask(lambda store: setting_up.change_settings(store, exchange_folder=str(tmp_path / "share")))
    unit.window.commands.reload_settings()
    unit.settle()
    view: Any = unit.window.page.view
    assert view.folder.isEnabled()
    view.folder.click()
    unit.settle()
    assert [one.name for one in (tmp_path / "share").iterdir()] == ["县文广旅体局_2023年第30周_报送v1.sspkg"]
    assert "已报送v1" in view.state.text()


def test_a_file_goes_with_the_package_once_it_is_ticked_in_the_preview(unit: Running, tmp_path: Path) -> None:

    def attach(store: Any) -> str:
        desk = setting_up.settings(store)
        week = parse_week("2023-W30", desk.rhythm)
        with store.reading() as session:
            item = facts.find_item(session, "4-2").id
        for name in ("验收照片.png", "内部底稿.txt"):
            (tmp_path / name).write_text(name, encoding="utf-8")
            attachments.add(store, item, desk.unit.id, [tmp_path / name], week)
        return attachments.listed(store, item)[0].id

    first = unit.ask(attach)
    view: Any = unit.window.page.view
    view.refresh(frozenset())
    unit.settle()
    assert "☐ 4-2 验收照片.png（1KB）" in view.preview.toPlainText()
    assert "没有勾选的附件" in view.preview.toPlainText()
    view.preview.anchorClicked.emit(QUrl(f"tick:{first}"))
    unit.settle()
    assert "☑ 4-2 验收照片.png" in view.preview.toPlainText()
    assert "☐ 4-2 内部底稿.txt" in view.preview.toPlainText()
    view.write(tmp_path / "a.sspkg")
    unit.settle()
    members = read_package((tmp_path / "a.sspkg").read_bytes(), "a").members
    assert [data.decode() for name, data in members.items() if name.startswith("attachments/")] == [
        "验收照片.png"
    ]
    assert "内部底稿".encode() not in members["document.json"]


def test_the_preview_stays_where_it_is_and_a_new_version_is_read_from_its_top(
    unit: Running, tmp_path: Path
) -> None:
    (tmp_path / "验收照片.png").write_bytes(b"picture")

    def attach(store: Any) -> str:
        desk = setting_up.settings(store)
        with store.reading() as session:
            item = facts.find_item(session, "4-2").id
        attachments.add(store, item, desk.unit.id, [tmp_path / "验收照片.png"], _week(store))
        return attachments.listed(store, item)[0].id

    one = unit.ask(attach)
    unit.window.resize(1024, 560)
    view: Any = unit.window.page.view
    view.refresh(frozenset())
    unit.settle()
    bar = view.preview.verticalScrollBar()
    bar.setValue(bar.maximum())
    at = bar.value()
    assert at > 0
    view.preview.anchorClicked.emit(QUrl(f"tick:{one}"))
    unit.settle()
    assert "☑ 4-2 验收照片.png" in view.preview.toPlainText()
    assert abs(bar.value() - at) <= view.preview.fontMetrics().height()
    unit.desk.operations.run(_signed_again)
    unit.settle()
    assert "定稿v2" in view.preview.toPlainText()
    assert bar.value() == 0


def test_the_preview_says_once_what_goes_along() -> None:
    goes = (("争取事项", ("争取1 对接层级：省",)),)
    said = hand_in_preview.page(SubmissionPreview("甲", 1, "", (), goes, ("草稿",)), LIGHT)
    assert said.count("争取1") == 1
    assert "随定稿附带：争取事项，列在事项之后。" in said
