"""A Friday in the real window: sections, messages and replies, the 上会稿, 定稿, 报送 and 退回, versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMessageBox

from shengsi_desktop.domain.soliciting import AcceptHow
from shengsi_desktop.domain.words import WeekState
from shengsi_desktop.services import facts, finalising, reporting, sections, solicit_notes, soliciting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gui.conftest import Running

    Run = Callable[..., Running]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def unit_and_week(app: Running) -> tuple[str, Any]:
    assert app.window.context is not None
    return app.window.context.unit.id, app.window.context.week


def item_id(app: Running, number: str) -> str:
    def find(store: Any) -> str:
        with store.reading() as session:
            return facts.find_item(session, number).id

    return str(app.ask(find))


def told(app: Running) -> list[tuple[str, str, str, int]]:
    unit_id, _ = unit_and_week(app)
    found = app.ask(lambda store: sections.sections(store, unit_id))
    return [(one.name, one.person, one.phone, one.items) for one in found]


def test_sections_are_pasted_typed_into_and_given_items(run: Run) -> None:
    app = run()
    app.window.show_page("settings")
    app.window.page.show_view("sections")
    app.settle()
    view: Any = app.window.page.view
    assert view._stack.currentIndex() == 0
    QGuiApplication.clipboard().setText("科室\t经办人\t电话\n产业科\t张某\t0580-1\n文化科\t\t")
    QTest.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    app.settle()
    assert told(app) == [("产业科", "张某", "0580-1", 0), ("文化科", "", "", 0)]
    view.table.setCurrentIndex(view.sections.index(1, 1))
    view.table.edit(view.sections.index(1, 1))
    editor = view.table.findChild(QLineEdit)
    QTest.keyClicks(editor, "Li")
    # not left yet: going to another page takes it along
    app.window.show_page("week")
    app.settle()
    assert told(app)[1] == ("文化科", "Li", "", 0)
    app.window.show_page("settings")
    app.settle()
    view.item_table.selectRow(0)
    view.item_table.selectionModel().select(
        view.items.index(2, 0),
        view.item_table.selectionModel().SelectionFlag.Select
        | view.item_table.selectionModel().SelectionFlag.Rows,
    )
    view._open_menu()
    next(one for one in view.menu.actions() if one.text() == "产业科").trigger()
    app.settle()
    view.menu.close()
    assert told(app)[0][3] == 2
    view.open_chip.click()
    assert all(not one.handling.sections for one in view.items.rows)


def test_messages_are_copied_and_a_reply_is_taken_part_by_part(run: Run) -> None:
    app = run()
    unit_id, week = unit_and_week(app)
    first, second = item_id(app, "4-2"), item_id(app, "8-3")
    app.ask(lambda store: sections.add_section(store, unit_id, "文化科", "张某"))
    section = app.ask(lambda store: sections.sections(store, unit_id))[0]
    app.ask(lambda store: sections.assign(store, unit_id, [first, second], [section.id]))
    app.ask(lambda store: reporting.report_once(store, second, unit_id, week, words={"progress": "原来"}))
    app.window.page.items.solicit.click()
    app.settle()
    dialog: Any = app.window.commands.week.dialog
    dialog.sections.copy_current()
    assert "文化科 张某" in QGuiApplication.clipboard().text()
    dialog.paste.setPlainText("4-2：已完工\n8-3：新的\n")
    dialog.split_button.click()
    app.settle()
    assert not dialog.paste.toPlainText()
    assert dialog.dealt.text() == "已处理 0/2"
    # said once; the halves are set apart by a thin line, and begin at one height
    assert "已处理" not in dialog.which.currentText()
    assert dialog._body.handleWidth() == 1
    left, right = dialog.sections.heading, dialog.heading
    assert (
        abs(left.mapTo(dialog, left.rect().center()).y() - right.mapTo(dialog, right.rect().center()).y())
        <= 1
    )
    # whom to ring is read whole: in the line of the section, or below it
    line = dialog.sections.list.item(0).text()
    assert line.startswith("文化科（2项）　✓已复制")
    assert line.endswith("　张某")
    dialog.sections.list.setFixedWidth(120)
    dialog.sections._fit_rows()
    assert dialog.sections.list.item(0).text().endswith("\n张某")
    card = next(one for one in dialog.cards if one.proposal.number == "4-2")
    card.fields["progress"].setPlainText("已完工14个")
    card.fields["progress"].document().setModified(True)
    other = next(one for one in dialog.cards if one.proposal.number == "8-3")
    assert other.proposal.in_conflict
    other.append.click()
    app.settle()
    # what was typed into the other part meanwhile still stands there
    card = next(one for one in dialog.cards if one.proposal.number == "4-2")
    assert card.words.progress == "已完工14个"
    card.accept.click()
    app.settle()
    assert dialog.dealt.text() == "已处理 2/2"
    reports = [
        app.ask(lambda store, one=one: reporting.report_form(store, one, unit_id, week)).report.progress
        for one in (first, second)
    ]
    assert reports == ["已完工14个", "原来\n新的"]
    dialog.paste.setPlainText("没来得及拆开的")
    dialog.reject()
    app.settle()
    kept = app.ask(lambda store: soliciting.replies(store, unit_id, week))
    assert kept[0].text == "没来得及拆开的"
    app.window.commands.week.solicit()
    app.settle()
    again: Any = app.window.commands.week.dialog
    assert again.reply.text == "没来得及拆开的"
    loose = again.cards[0]
    loose.item.setCurrentIndex(loose.item.findData(first))
    loose._accept(AcceptHow.APPEND)
    app.settle()
    form = app.ask(lambda store: reporting.report_form(store, first, unit_id, week))
    assert form.report.progress == "已完工14个\n没来得及拆开的"
    again.reject()
    app.settle()


def test_cards_and_the_box_outlive_closing_and_all_is_taken_as_the_cards_show(run: Run) -> None:
    app = run()
    unit_id, week = unit_and_week(app)
    first, second = item_id(app, "4-2"), item_id(app, "8-3")
    app.ask(
        lambda store: soliciting.keep_reply(
            store, unit_id, week, "没有编号\n4-2：微改造累计完工16个\n8-3：开工"
        )
    )
    app.window.commands.week.solicit()
    app.settle()
    dialog: Any = app.window.commands.week.dialog
    dialog.sections.copy_current()
    assert "✓已复制" in dialog.sections.list.item(0).text()
    cards = {card.proposal.number: card for card in dialog.cards}
    cards["4-2"].fields["progress"].setPlainText("微改造累计完工17个")
    cards["8-3"].fields["progress"].setPlainText("没有变化")
    assert not cards["8-3"].no_news.isHidden()
    dialog.reject()
    app.settle()
    app.window.commands.week.solicit()
    app.settle()
    dialog = app.window.commands.week.dialog
    assert "✓已复制" in dialog.sections.list.item(0).text()
    assert dialog.cards[1].words.progress == "微改造累计完工17个"
    dialog.cards[1].fields["progress"].setPlainText("微改造累计完工18个")
    dialog.cards[0].item.setCurrentIndex(dialog.cards[0].item.findData(item_id(app, "15-1")))
    dialog.cards[0].item.activated.emit(0)
    app.settle()
    assert dialog.all.text().endswith("（3）")
    dialog.all.click()
    app.settle()
    form = app.ask(lambda store: reporting.report_form(store, first, unit_id, week))
    assert form.report.progress == "微改造累计完工18个"
    assert app.ask(lambda store: reporting.report_form(store, second, unit_id, week)).report.no_news
    offer = next(card for card in dialog.cards if card.proposal.number == "4-2").offers.rows[0]
    offer.take.click()
    app.settle()
    form = app.ask(lambda store: reporting.report_form(store, first, unit_id, week))
    assert 18 in {one.value.value for one in form.standing.deliverables if one.value}
    dialog.paste.setPlainText("没来得及拆开的")
    QTest.qWait(450)
    assert app.ask(lambda store: solicit_notes.box(store, unit_id, week)) == "没来得及拆开的"
    dialog.hide()  # as after a kill: nothing was closed
    app.window.commands.week.solicit()
    app.settle()
    again: Any = app.window.commands.week.dialog
    assert again.paste.toPlainText() == "没来得及拆开的"
    again.paste.clear()
    again.reject()
    app.settle()


def test_the_week_is_kept_as_pdf_finalised_handed_in_and_returned(run: Run, tmp_path: Path) -> None:
    app = run()
    unit_id, week = unit_and_week(app)
    first = item_id(app, "4-2")
    app.ask(lambda store: reporting.report_once(store, first, unit_id, week, words={"progress": "第一稿"}))
    commands, bar = app.window.commands.week, app.window.page.state_bar
    context = app.window.context
    assert context is not None
    commands._with_copy(lambda document, shown: commands.write_pdf(document, shown, tmp_path / "稿.pdf"))
    app.settle()
    assert (tmp_path / "稿.pdf").read_bytes().startswith(b"%PDF")
    assert bar.steps.words == "上会稿"
    app.ask(lambda store: finalising.finalise(store, unit_id, week, reviewer="张某"))
    app.window.page._read_rows()
    app.settle()
    bar.submitted.click()
    app.settle()
    dialog: Any = commands.dialog
    dialog.save_button.click()
    app.settle()
    assert dialog.trouble.text().startswith("时间早于定稿")
    dialog.day.setText("周末吧")
    dialog.save_button.click()
    assert "不是日期" in dialog.trouble.text()
    dialog.day.setText("2090-01-01")
    dialog.way.set_value("邮件")
    dialog.save_button.click()
    app.settle()
    assert dialog.trouble.text().startswith("时间还没有到")
    dialog.save_button.click()
    app.settle()
    assert bar.steps.standing.state is WeekState.SUBMITTED
    commands.do("returned")
    app.settle()
    dialog = commands.dialog
    assert str(context.memory.value("register/way")) == "邮件"
    dialog.reason.setPlainText("缺下周计划")
    dialog.save_button.click()
    dialog.save_button.click()  # asked about the moment once
    app.settle()
    assert not bar.reason.isHidden()
    assert "缺下周计划" in bar.reason.text()
    assert app.window.header.meeting.whole.endswith(" · 已退回v1")
    assert app.window.page.meeting.state.text() == "已退回，待再次定稿"
    app.window.page.open_target(first)
    app.settle()
    assert app.window.page.report.view.header.note.text() == "已退回，改好后再次定稿。"
    assert bar.submitted.isHidden()
    app.ask(lambda store: reporting.report_once(store, first, unit_id, week, words={"progress": "第二稿"}))
    app.ask(lambda store: finalising.finalise(store, unit_id, week, reviewer="张某"))
    app.window.page._read_rows()
    commands.show_versions()
    app.settle()
    versions: Any = commands.dialog
    assert bar.reason.isHidden()
    assert versions.list.count() == 2
    shown = versions.text.toPlainText()
    assert "本周进展" in shown
    assert "第一二稿" in shown
    assert "报送 1月1日" in versions.list.item(1).text()
    assert "（邮件，王晓）" in versions.list.item(1).text()
    versions.reject()


def test_what_was_changed_after_the_final_is_said_asked_about_and_not_handed_in(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run()
    unit_id, week = unit_and_week(app)
    first = item_id(app, "4-2")
    app.ask(lambda store: reporting.report_once(store, first, unit_id, week, words={"progress": "第一稿"}))
    app.ask(lambda store: finalising.finalise(store, unit_id, week, reviewer="张某"))
    changed = app.ask(
        lambda store: reporting.report_once(store, first, unit_id, week, words={"progress": "第二稿"})
    )
    app.window.refresh(changed)
    app.settle()
    commands, bar = app.window.commands, app.window.page.state_bar
    assert bar.steps.words == app.window.page.meeting.state.text() == "定稿v1后有改动"
    assert app.window.header.meeting.whole.endswith(" · 定稿v1后有改动")
    assert app.window.header.meeting.choices[-1] == "定稿v1后有改动"
    bar.submitted.click()
    app.settle()
    assert commands.week.dialog is None
    assert "尚未登记" in app.window.messages.text
    asked: list[str] = []

    def ask_path(_parent: object, _folder: str, name: str) -> Path:
        asked.append(name)
        return tmp_path / name

    monkeypatch.setattr("shengsi_desktop.ui.dialogs.export.ask_path", ask_path)
    for wanted, ending in (("导出定稿v1", "（定稿v1）.xlsx"), ("导出现在的草稿", "会商表.xlsx")):
        commands.export()
        app.settle()
        box = next(one for one in app.window.findChildren(QMessageBox) if one.isVisible())
        next(one for one in box.buttons() if one.text() == wanted).click()
        app.settle()
        assert asked[-1].endswith(ending)
        assert (tmp_path / asked[-1]).exists()


def test_the_preview_shows_the_pages_and_is_led_by_keys(run: Run) -> None:
    app = run()
    app.window.commands.week.print_copy()
    app.settle()
    preview: Any = app.window.commands.week.dialog
    assert "上会稿" in preview.windowTitle()
    app.qtbot.waitUntil(lambda: preview.pages.pageCount() > 1)
    assert preview.page.text() == f"第 1 / {preview.pages.pageCount()} 页"
    for key, number in (
        ("PgDown", 2),
        ("End", preview.pages.pageCount()),
        ("PgUp", preview.pages.pageCount() - 1),
    ):
        next(one for one in preview.findChildren(QShortcut) if one.key().toString() == key).activated.emit()
        assert preview.pages.currentPage() == number
    assert preview.whole.isChecked()
    preview.wide.click()
    assert preview.pages.zoomMode() == preview.pages.ZoomMode.FitToWidth
    preview.reject()
    app.settle()
    assert app.window.page.state_bar.steps.words == "草稿"


def test_pages_that_were_printed_make_the_week_a_copy_for_the_meeting(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run()
    commands: Any = app.window.commands.week
    commands.print_copy()
    app.settle()
    preview = commands.dialog
    preview.own_printer.setOutputFileName(str(tmp_path / "稿.pdf"))
    preview.print_all()
    app.settle()
    assert (tmp_path / "稿.pdf").read_bytes().startswith(b"%PDF")
    assert app.window.page.state_bar.steps.words == "上会稿"
    # the same pages as a file, from the preview; then the file is what is told of
    commands.print_copy()
    app.settle()
    monkeypatch.setattr("shengsi_desktop.ui.dialogs.export.ask_path", lambda *_a, **_k: tmp_path / "另.pdf")
    commands.dialog.pdf.click()
    app.settle()
    assert (tmp_path / "另.pdf").read_bytes().startswith(b"%PDF")
    assert app.window.messages.text == "已保存：另.pdf"


def test_the_form_says_who_handles_the_item(run: Run) -> None:
    app = run()
    unit_id, _ = unit_and_week(app)
    app.ask(lambda store: sections.add_section(store, unit_id, "文化科", "张某"))
    app.window.page.open_target(item_id(app, "4-2"))
    app.window.page.report.reload()
    app.settle()
    line = app.window.page.report.view.header.handling
    assert line.words.text() == "承办科室　未分科室"
    line.choose(line._sections[0], on=True)
    app.settle()
    assert line.words.text() == "承办科室　文化科 张某"


def test_a_week_without_a_final_says_so_in_place_of_an_empty_list(run: Run) -> None:
    app = run()
    app.window.commands.week.show_versions()
    app.settle()
    versions: Any = app.window.commands.week.dialog
    assert versions.stack.currentWidget() is versions.nothing
    assert "还没有定稿" in versions.nothing.title.text()
    versions.reject()
