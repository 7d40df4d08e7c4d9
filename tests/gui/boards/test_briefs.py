"""半月听取 and 月度材料 in the real window: leaders, parts typed into, newer drafts, copied and exported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QGuiApplication

from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts, people, reporting, setting_up
from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.store.sessions import Store

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def add_leader(store: Store) -> Any:
    return people.add_leader(store, "张某", "副县长", units=[setting_up.settings(store).unit.id])


def report(store: Store, number: str, progress: str) -> Any:
    settings = setting_up.settings(store)
    with store.reading() as session:
        item = facts.find_item(session, number).id
    week = parse_week("2023-W30", settings.rhythm)
    return reporting.report_once(store, item, settings.unit.id, week, words={"progress": progress}, values={})


def open_view(running: Any, view: str) -> Any:
    running.window.show_page("boards")
    running.window.page.show_view(view)
    running.settle()
    running.qtbot.wait(80)
    running.settle()
    return running.window.page.view


def test_without_leaders_the_view_says_where_to_add_them(run: Callable[..., Any]) -> None:
    running = run()
    view = open_view(running, "half_month")
    assert view.nobody.isVisible()
    view.nobody.button.click()
    running.settle()
    assert running.window.page.page_name == "设置"
    assert running.window.page.bar.button("people").isChecked()


def test_a_part_is_typed_into_kept_over_a_newer_draft_and_set_back(run: Callable[..., Any]) -> None:
    running = run()
    running.ask(add_leader)
    running.ask(lambda store: report(store, "8-3", "材料报送。"))
    view = open_view(running, "half_month")
    card = view.pane.cards[1]
    assert "材料报送。" in card.text.toPlainText()
    assert card.state.isHidden()
    card.text.setFocus()
    card.text.setPlainText("领导要看的一句话。")
    view.list.setFocus()
    running.settle()
    running.qtbot.waitUntil(lambda: not card.state.isHidden())
    running.window.refresh(running.ask(lambda store: report(store, "8-5", "初稿完成。")))
    running.qtbot.waitUntil(lambda: not card.news.isHidden())
    assert card.text.toPlainText() == "领导要看的一句话。"
    card.see.click()
    assert "＋" in card.fresh.text()
    assert "初稿完成" in card.fresh.text()
    card.reset.click()
    running.qtbot.waitUntil(lambda: "初稿完成" in card.text.toPlainText())
    running.qtbot.waitUntil(lambda: card.news.isHidden() and card.reset.isHidden())


def test_a_part_is_left_out_and_put_back(run: Callable[..., Any]) -> None:
    running = run()
    running.ask(add_leader)
    view = open_view(running, "half_month")
    card, after = view.pane.cards[2], view.pane.cards[3]
    card.leave_out.click()
    running.qtbot.waitUntil(lambda: card.text.isHidden() and not card.left_out.isHidden())
    assert (card.title.text(), card.state.text()) == ("滞后事项", "不列入")
    assert after.title.text().startswith("三、")
    card.put_back.click()
    running.qtbot.waitUntil(lambda: not card.text.isHidden() and card.state.isHidden())
    assert card.title.text() == "三、滞后事项"


def test_words_typed_stay_when_another_leader_or_page_is_gone_to(run: Callable[..., Any]) -> None:
    running = run()
    running.ask(add_leader)
    running.ask(lambda store: people.add_leader(store, "李某", "副县长"))
    view = open_view(running, "half_month")
    card = view.pane.cards[0]
    card.text.setPlainText("给张某的话。")
    view.list.setCurrentRow(1)
    running.settle()
    running.qtbot.waitUntil(lambda: "李某" in view.pane.title.text())
    assert "给张某的话" not in card.text.toPlainText()
    card.text.setPlainText("给李某的话。")
    running.window.show_page("week")
    running.settle()
    running.window.show_page("boards")
    running.settle()
    view.list.setCurrentRow(0)
    running.qtbot.waitUntil(lambda: card.text.toPlainText() == "给张某的话。")
    view.list.setCurrentRow(1)
    running.qtbot.waitUntil(lambda: card.text.toPlainText() == "给李某的话。")


def test_the_month_pack_is_copied_and_exported_as_it_stands(run: Callable[..., Any], tmp_path: Path) -> None:
    running = run()
    running.ask(lambda store: report(store, "8-3", "材料报送。"))
    view = open_view(running, "month")
    assert "2023年7月" in view.tools.periods.name.text()
    card = view.pane.cards[0]
    card.text.setPlainText("总的一句话。")
    view.tools.copy.click()
    running.qtbot.waitUntil(lambda: view.pane.messages.text != "")
    copied = QGuiApplication.clipboard().text()
    assert "一、总体情况\n总的一句话。" in copied
    assert "材料报送。" in copied
    view.pane.export(tmp_path / "月.docx")
    running.qtbot.waitUntil(lambda: "已导出" in view.pane.messages.text)
    assert (tmp_path / "月.docx").exists()
    view.tools.periods.back.click()
    running.settle()
    running.qtbot.waitUntil(lambda: "2023年6月" in view.pane.title.text())
    assert "材料报送" not in "".join(one.text.toPlainText() for one in view.pane.cards)


def test_words_over_newer_facts_are_told_in_the_list_and_at_the_export(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    running = run()
    running.ask(add_leader)
    running.ask(lambda store: report(store, "8-3", "材料报送。"))
    view = open_view(running, "half_month")
    card = view.pane.cards[1]
    card.text.setFocus()
    card.text.setPlainText("领导要看的一句话。")
    view.list.setFocus()
    running.settle()
    running.qtbot.waitUntil(lambda: view.list.item(0).text().endswith("已修改"))
    running.window.refresh(running.ask(lambda store: report(store, "8-5", "初稿完成。")))
    running.qtbot.waitUntil(lambda: view.list.item(0).text().endswith("已修改·有更新"))
    view.pane.export(tmp_path / "半月.docx")
    running.qtbot.waitUntil(lambda: "已导出" in view.pane.messages.text)
    assert "第二部分按您改写的文字导出，之后数据有更新。" in view.pane.messages.text


def test_the_parts_use_the_width_up_to_a_readable_line_in_the_middle(run: Callable[..., Any]) -> None:
    running = run()
    view = open_view(running, "month")
    card, pane = view.pane.cards[0], view.pane
    running.window.resize(1920, 900)
    running.settle()
    left = card.mapTo(pane, card.rect().topLeft()).x()
    right = pane.width() - left - card.width()
    assert card.width() == current.px(1100)
    assert abs(left - right) <= 20
    running.window.resize(1100, 700)
    running.settle()
    assert card.width() > pane.width() - 80
