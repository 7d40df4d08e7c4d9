"""交办事项: listed, filtered, set right, followed step by step; texts and 督办单 of one or several."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from shengsi_desktop.domain.directives import StepKind
from shengsi_desktop.domain.words import DirectiveSource, DirectiveState
from shengsi_desktop.services import facts, history
from shengsi_desktop.services.requests import set_request
from shengsi_desktop.ui.pages.directives.add_dialog import AddDirectiveDialog
from shengsi_desktop.ui.pages.directives.step_dialog import StepDialog

if TYPE_CHECKING:
    from pathlib import Path

    from shengsi_desktop.store.sessions import Store
    from tests.gui.directives.conftest import Open

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def dialog_of(opened: Open) -> StepDialog:
    found = [one for one in opened.page.findChildren(StepDialog) if one.isVisible()]
    return found[-1]


def fill(dialog: StepDialog, **words: str) -> None:
    for key, said in words.items():
        field = dialog.fields[key]
        if isinstance(field, QLineEdit):
            field.setText(said)
        else:
            field.setPlainText(said)
    dialog.save_button.click()


def write(opened: Open, key: str, said: str) -> None:
    """Open a fact, type, and leave it."""
    line = opened.page.detail.facts.lines[key]
    line.open()
    assert isinstance(line.field, QLineEdit)
    line.field.setText(said)
    line.finish()
    opened.running.settle()


def test_the_most_pressing_stands_first_and_chips_source_unit_and_words_leave_what_they_say(
    opened: Open,
) -> None:
    page, filters = opened.page, opened.page.filters
    assert opened.listed == ["报方案", "报清单", "整理合同", "核实来信"]
    assert opened.running.window.sidebar._counts["directives"]._count == 1
    assert page.detail.badge._words == "逾期8天"
    page.choose_filter("to_sign")
    assert opened.listed == ["报方案", "报清单", "核实来信"]
    page.choose_filter("soon")
    assert opened.listed == ["报清单"]
    page.choose_filter("all")
    filters.source.setCurrentIndex(filters.source.findText("民意"))
    assert opened.listed == ["核实来信"]
    filters.source.setCurrentIndex(0)
    filters.unit.setCurrentIndex(filters.unit.findText("花鸟乡"))
    assert opened.listed == ["报方案", "报清单"]
    assert filters.chips["overdue"].text() == "逾期 1"
    filters.search.setText("清单")
    assert opened.listed == ["报清单"]
    filters.search.setText("没有这样的")
    assert page.nothing.title.text() == "没有符合条件的交办事项"
    page.nothing.button.click()
    assert len(opened.listed) == 4
    filters.sort.setCurrentIndex(filters.sort.findData("newest"))
    assert opened.listed == ["整理合同", "核实来信", "报清单", "报方案"]


def test_keys_choose_a_chip_and_a_hit_of_the_search_is_shown_whatever_the_chip(opened: Open) -> None:
    QTest.keyClick(opened.page.view, Qt.Key.Key_4)
    assert opened.listed == ["报方案"]
    opened.page.open_target(opened.stored("整理合同").id)
    assert [one.what for one in opened.page.view.chosen] == ["整理合同"]
    QTest.keyClick(opened.page.view, Qt.Key.Key_1)
    opened.page.view.choose(opened.stored("报方案").id)
    opened.page.next_item()
    assert [one.what for one in opened.page.view.chosen] == ["报清单"]


def test_it_is_signed_put_off_done_and_struck_off_and_the_timeline_tells(opened: Open) -> None:
    page = opened.page
    steps = (
        (StepKind.SIGN, {"person": "李某"}),
        (StepKind.PROGRESS, {"words": "初稿已成"}),
        (StepKind.EXTEND, {"due": "8月11日", "words": "停航"}),
        (StepKind.DONE, {"words": "已上报"}),
        (StepKind.CLOSE, {"person": "王晓"}),
    )
    page.choose_filter("all")
    page.open_target(opened.stored("报方案").id)
    for kind, words in steps:
        page.detail.deeds.steps[kind].click()
        fill(dialog_of(opened), **words)
        opened.running.settle()
    one = opened.stored("报方案")
    assert (one.state, one.signed_by, one.first_due, one.due, one.result, one.closed_by) == (
        DirectiveState.CLOSED, "李某", date(2023, 7, 20), date(2023, 8, 11), "已上报", "王晓",
    )  # fmt: skip
    assert [step.kind for step in one.steps] == [kind for kind, _ in steps]
    assert page.detail.first.text() == "原定7月20日，已延期1次"
    shown = [kind for kind, button in page.detail.deeds.steps.items() if not button.isHidden()]
    assert shown == [StepKind.REOPEN]
    opened.running.ask(history.undo)
    page._load()
    opened.running.settle()
    assert page.detail.directive is not None
    assert page.detail.directive.state is DirectiveState.DONE


def test_a_step_that_is_refused_keeps_its_dialog_and_words(opened: Open) -> None:
    opened.page.ask_step(StepKind.EXTEND)
    dialog = dialog_of(opened)
    fill(dialog, due="改天", words="停航")
    assert "看不出是哪一天" in dialog.trouble.text()
    fill(dialog, due="7月19日", words="停航")
    opened.running.settle()
    assert "不比现在的晚" in dialog.trouble.text()
    assert dialog.isVisible()
    assert opened.stored("报方案").extensions == 0
    fill(dialog, due="8月1日")
    opened.running.settle()
    assert opened.stored("报方案").due == date(2023, 8, 1)


def test_facts_are_set_right_where_they_stand_and_a_unit_is_completed_by_its_initials(opened: Open) -> None:
    field = opened.page.detail.facts.lines["unit"].field
    assert isinstance(field, QLineEdit)
    completer = field.completer()
    completer.setCompletionPrefix("hnx")
    assert completer.currentCompletion() == "花鸟乡"
    write(opened, "unit", "ssz")
    write(opened, "person", "李某")
    write(opened, "due", "8月9日")
    write(opened, "document", "督办〔2023〕7号")
    one = opened.stored("报方案")
    assert (one.owner_unit, one.person, one.due, one.document) == (
        "嵊山镇", "李某", date(2023, 8, 9), "督办〔2023〕7号",
    )  # fmt: skip


def test_words_that_cannot_be_read_stay_in_their_field_with_the_reason(opened: Open) -> None:
    write(opened, "due", "改天再说")
    line = opened.page.detail.facts.lines["due"]
    assert line.is_open
    assert line._said() == "改天再说"
    assert "改天再说" in opened.running.window.messages.text
    assert opened.stored("报方案").due == date(2023, 7, 20)


def test_a_refused_fact_is_never_shown_as_if_it_were_stored(opened: Open) -> None:
    line = opened.page.detail.facts.lines["due"]
    before = line.value.text()
    write(opened, "due", "改天再说")
    QTest.keyClick(line.field, Qt.Key.Key_Escape)
    assert (line.is_open, line.value.text()) == (False, before)
    write(opened, "due", "改天再说")
    opened.running.window.messages.dismiss()
    QTest.keyClick(line.field, Qt.Key.Key_Return)
    opened.running.settle()
    # asked again, refused again
    assert line.is_open
    assert "改天再说" in opened.running.window.messages.text
    line.field.setText("8月8日")
    QTest.keyClick(line.field, Qt.Key.Key_Return)
    opened.running.settle()
    assert opened.stored("报方案").due == date(2023, 8, 8)


def test_quitting_with_words_in_a_dialog_shows_the_dialog_first(opened: Open) -> None:
    window = opened.running.window
    opened.page.ask_new()
    dialog = opened.page.findChild(AddDirectiveDialog)
    dialog.what.setPlainText("答复提案")
    window.quit()
    assert window.isVisible()
    assert "没有退出" in dialog.trouble.text()
    dialog.what.setPlainText("答复提案两件")
    window.quit()
    assert window.isVisible()
    window.quit()
    assert not window.isVisible()


def test_what_is_being_typed_goes_with_its_own_directive(opened: Open) -> None:
    line = opened.page.detail.facts.lines["person"]
    line.open()
    assert isinstance(line.field, QLineEdit)
    line.field.setText("李某")
    opened.choose("整理合同")
    assert (opened.stored("报方案").person, opened.stored("整理合同").person) == ("李某", "文化科")
    line.open()
    line.field.setText("陈某")
    opened.running.window.show_page("week")
    opened.running.settle()
    assert opened.stored("整理合同").person == "陈某"


def test_one_from_elsewhere_is_added_whole_or_not_at_all(opened: Open) -> None:
    opened.page.ask_new()
    dialog = opened.page.findChild(AddDirectiveDialog)
    dialog.save_button.click()
    assert dialog.trouble.text() == "请写做什么。"
    dialog.what.setPlainText("答复提案")
    dialog.source.setCurrentIndex(dialog.source.findText("政协"))
    for key, said in {"unit": "没有局", "due": "8月20日", "item": "4-2", "document": "演示提案第1号"}.items():
        dialog.lines[key].setText(said)
    dialog.save_button.click()
    opened.running.settle()
    assert "名录里没有“没有局”" in dialog.trouble.text()
    dialog.lines["unit"].setText("县财政局")
    dialog.save_button.click()
    opened.running.settle()
    one = opened.stored("答复提案")
    assert (one.source, one.owner_unit, one.due, one.item_number, one.given_on, one.meeting_id) == (
        DirectiveSource.CONSULTATIVE, "县财政局", date(2023, 8, 20), "4-2", date(2023, 7, 28), None,
    )  # fmt: skip
    assert [chosen.what for chosen in opened.page.view.chosen] == ["答复提案"]


def test_one_made_of_a_request_takes_its_words_and_its_item(opened: Open) -> None:
    running = opened.running
    context = running.window.context
    assert context is not None

    def ask(store: Store) -> None:
        with store.reading() as session:
            item_id = facts.find_item(session, "4-2").id
        set_request(store, item_id, context.unit.id, context.week, text="请拨付资金")

    running.ask(ask)
    opened.page._load()
    running.settle()
    opened.page.ask_new()
    dialog = opened.page.findChild(AddDirectiveDialog)
    dialog.request.setCurrentIndex(1)
    dialog.request.activated.emit(1)
    assert dialog.what.toPlainText() == "请拨付资金"
    dialog.save_button.click()
    running.settle()
    one = opened.stored("请拨付资金")
    assert (one.item_number, one.request) == ("4-2", "请拨付资金")
    assert "请拨付资金" in opened.page.detail.request.text()
    assert not opened.page._requests


def test_a_copied_urging_is_in_the_clipboard_and_counted_once(opened: Open) -> None:
    for _ in range(2):
        opened.page.detail.deeds.copies[StepKind.URGE].click()
        opened.running.settle()
    assert (
        QGuiApplication.clipboard()
        .text()
        .startswith("花鸟乡：\n批示交办事项“报方案”，时限7月20日，已逾期8天")
    )
    assert opened.stored("报方案").urgings == 1


def be_county(opened: Open) -> None:
    """This desk gathers for the county from now on."""
    page, context = opened.page, opened.running.window.context
    assert context is not None
    page.show_week(replace(context, settings=replace(context.settings, county=True)))
    opened.running.settle()


def test_an_equal_is_asked_and_urged_only_by_the_county_or_for_what_came_from_above(opened: Open) -> None:
    page = opened.page
    urging = page.detail.deeds.copies[StepKind.URGE]
    offered = {}
    for what in ("报方案", "报清单", "核实来信", "整理合同"):
        page.view.choose(opened.stored(what).id)
        offered[what] = not urging.isHidden()
    assert offered == {"报方案": True, "报清单": False, "核实来信": False, "整理合同": True}
    be_county(opened)
    page.view.choose(opened.stored("报清单").id)
    assert not urging.isHidden()


def test_several_chosen_give_one_message_for_each_unit(opened: Open) -> None:
    opened.choose("报方案", "报清单", "核实来信")
    several = opened.page.several
    urging = dict(several.kinds._buttons)[StepKind.URGE]
    assert (several.title.text(), urging.isHidden()) == ("已选3条", True)
    be_county(opened)
    opened.choose("报方案", "报清单", "核实来信")
    assert (several.kind, urging.isHidden()) == (StepKind.URGE, False)
    assert [(m.addressee, len(m.ids)) for m in several.messages] == [("花鸟乡", 2), ("菜园镇", 1)]
    several.copy_all.click()
    opened.running.settle()
    copied = QGuiApplication.clipboard().text()
    assert "以下2件交办事项请抓紧办理" in copied
    assert "\n\n菜园镇：\n" in copied
    assert [opened.stored(what).urgings for what in ("报方案", "报清单", "核实来信", "整理合同")] == [
        1,
        1,
        1,
        0,
    ]
    assert len(opened.page.view.chosen) == 3


def test_slips_of_those_chosen_go_into_one_document(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def choose(*args: object) -> tuple[str, str]:
        offered.append(str(args[2]))
        return str(tmp_path / "单子"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    opened.choose("报方案", "核实来信")
    opened.page.several.slip.click()
    opened.running.settle()
    assert offered[0].endswith("督办单-2份.docx")
    assert (tmp_path / "单子.docx").read_bytes()[:2] == b"PK"
    assert opened.page.messages.text == "督办单已保存：单子.docx"


def test_links_lead_to_the_meeting_and_the_item(opened: Open) -> None:
    asked: list[tuple[str, str]] = []
    opened.page.open_requested.connect(lambda page, target: asked.append((page, target)))
    assert opened.page.detail.week.isHidden()
    write(opened, "item", "4-2")
    opened.page.detail.item.click()
    opened.running.settle()
    item_id = opened.stored("报方案").item_id
    opened.running.window.show_page("directives")
    opened.choose("报清单")
    opened.page.detail.week.click()
    opened.running.settle()
    assert asked == [("tasks", item_id), ("week", "2023-W30")]
