"""汇总 in the county's window: who has reported, notes beside the units' words, any unit's week to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from shengsi_desktop.domain.gathering import BookOrder, BookWords
from shengsi_desktop.domain.words import Role
from shengsi_desktop.services.exchange import consolidating
from shengsi_desktop.ui.dialogs.confirm_taking_down import ConfirmTakingDown
from shengsi_desktop.ui.pages.exchange.gather_export import ExportDialog
from shengsi_desktop.ui.pages.exchange.gather_view import MISMATCHES, NOTES, GatherView
from shengsi_desktop.ui.pages.exchange.take_in_dialogs import ReturnDialog
from shengsi_desktop.ui.viewed_unit import UnitPicker
from tests.gui.gather.conftest import CULTURE, FISHERY
from tests.handed_in import unit_named, week_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gui.conftest import Running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def view(county: Running) -> GatherView:
    shown = county.window.page.view  # type: ignore[union-attr]
    assert isinstance(shown, GatherView)
    return shown


def open_notes(county: Running, number: str) -> Any:
    page = view(county)
    assert page.found is not None
    item = next(one for one in page.found.items if one.number == number)
    page.open_target(item.id)
    county.settle()
    return page.notes


def id_of(county: Running, name: str) -> str:
    return str(county.ask(lambda store: unit_named(store, name)))


def test_who_has_not_reported_stands_first(county: Running) -> None:
    lines = view(county).units.table.lines
    assert len(lines) == 44
    # it is Friday, 14:00: nobody is late yet
    assert lines[0].cells[1] == "未到报送时间"
    assert [(*line.cells[:2], *line.cells[3:6]) for line in lines[-2:]] == [
        (CULTURE, "已报", "1/13", "v1", "数据包"),
        (FISHERY, "已报", "1/13", "v1", "数据包"),
    ]
    assert view(county).counts.choices[:2] == ("应报44家，已报2家，未到报送时间42家", "待报42")


def test_lists_and_texts_are_copied(county: Running) -> None:
    page, clipboard = view(county), QGuiApplication.clipboard()
    page.copy_missing.click()
    assert "周会商表未报名单（42家）" in clipboard.text()
    assert CULTURE not in clipboard.text()
    page.copy_group.click()
    assert clipboard.text().startswith("【催报】2023年第30周")
    page.units.table.choose(id_of(county, "县教育局"))
    page.units.urge.click()
    assert clipboard.text().startswith("县教育局：\n贵单位2023年第30周")
    page.units.table.choose(id_of(county, CULTURE))
    page.units.urge.click()
    county.settle()
    assert clipboard.text().startswith(f"【回执】{CULTURE}：\n贵单位2023年第30周")
    assert "（数据包，定稿v1，1项）" in clipboard.text()


def test_a_note_is_typed_beside_the_units_words_and_no_word_of_it_is_lost(county: Running) -> None:
    notes = open_notes(county, "4-2")
    first, second = notes.cards[0], notes.cards[1]
    assert first.unit.text() == f"{CULTURE}（牵头）"
    assert ("本周进展", "微改造已开工") in first.fields
    assert ("需协调", "请协调码头（部门间）") in first.fields
    assert ("配合情况", "已提供渔船数据") in second.fields
    first.note.setFocus()
    county.qtbot.keyClicks(first.note, "weigaizao")
    # another item is chosen while it is being typed
    open_notes(county, "6-1")
    assert first.note.toPlainText() == ""
    open_notes(county, "4-2")
    assert notes.cards[0].note.toPlainText() == "weigaizao"
    table = county.ask(lambda store: consolidating.county_table(store, week_of(store)))
    item = next(one for one in table.items if one.number == "4-2")
    assert (item.lines[0].note, item.lines[0].words["本周进展"]) == ("weigaizao", "微改造已开工")


def test_typing_a_note_goes_on_while_the_table_is_read_again(county: Running) -> None:
    notes = open_notes(county, "4-2")
    note = notes.cards[0].note
    note.setFocus()
    county.qtbot.keyClicks(note, "abc")
    county.desk.operations.changed.emit(frozenset())
    view(county).refresh(frozenset())
    county.qtbot.keyClicks(note, "def")
    county.settle()
    assert note.toPlainText() == "abcdef"
    county.window.commands.commit_typing()
    county.settle()
    assert note.toPlainText() == "abcdef"


def test_figures_that_differ_open_the_item(county: Running) -> None:
    page = view(county)
    page.show_tab(MISMATCHES)
    line, other = page.mismatches.lines
    assert (line.cells[1], line.cells[2].partition("（")[0]) == ("14个", CULTURE)
    assert line.cells[3] == CULTURE
    assert (other.cells[1], other.cells[2].partition("（")[0]) == ("12个", FISHERY)
    page.mismatches.choose(line.key)
    county.qtbot.keyClick(page.mismatches, Qt.Key.Key_Return)
    county.settle()
    assert page._stack.currentIndex() == NOTES
    assert page.notes.title.text().startswith("4-2 ")


def test_a_units_week_that_came_is_read_and_not_written(county: Running) -> None:
    page, window = view(county), county.window
    page.units.table.choose(id_of(county, CULTURE))
    page.units.view.click()
    county.settle()
    assert window.context is not None
    assert window.context.unit.name == CULTURE
    bar = window.viewed.bar
    assert bar.isVisible()
    assert bar.unit.text() == f"正在查看：{CULTURE}"
    assert bar.words.toolTip() or "只读" in bar.words.text()
    week: Any = window.page
    week.items.choose(next(row.id for row in week.items.model.rows if row.number == "4-2"))
    county.settle()
    form = week.report.view
    assert form.progress.toPlainText() == "微改造已开工"
    assert form.request.toPlainText() == "请协调码头"
    assert form.progress.isReadOnly()
    assert form.request.isReadOnly()
    assert not form.no_news_chip.isEnabled()
    assert week.meeting.isHidden()
    assert week._strip.isHidden()
    assert not window.header.finalise.isEnabled()
    bar.back.click()
    county.settle()
    assert window.context.unit.name == "县委社建委"
    assert window.header.finalise.isEnabled()
    assert not bar.isVisible()
    # its own meeting is there again, folded to a button where there is no room
    assert not (week.meeting.isHidden() and week._strip.isHidden())
    week.items.choose(week.items.model.rows[0].id)
    county.settle()
    assert not form.progress.isReadOnly()


def test_what_is_typed_by_telephone_is_marked_until_it_is_confirmed(county: Running) -> None:
    window, school = county.window, id_of(county, "县教育局")
    window.viewed.show(school)
    county.settle()
    assert "电话" in window.viewed.bar.words.text() or window.viewed.bar.words.toolTip()
    assert not window.viewed.bar.confirm.isVisible()
    week: Any = window.page
    form = week.report.view
    form.progress.setFocus()
    county.qtbot.keyClicks(form.progress, "dianhua")
    form.progress.flush()
    county.settle()
    assert window.viewed.bar.confirm.isVisible()
    window.viewed.bar.confirm.click()
    dialog = window.findChild(ConfirmTakingDown)
    assert dialog is not None
    dialog.yes.click()
    county.settle()
    assert "确认人" in dialog.problem.text()
    dialog.name.setText("李某")
    dialog.yes.click()
    county.settle()
    assert not window.viewed.bar.confirm.isVisible()
    assert window.viewed.bar.take_back.isVisible()
    assert form.progress.isReadOnly()
    window.viewed.bar.take_back.click()
    county.settle()
    assert window.viewed.bar.confirm.isVisible()
    assert not form.progress.isReadOnly()
    assert form.progress.toPlainText() == "dianhua"


def test_a_supporting_units_request_is_taken_down_by_telephone(county: Running) -> None:
    window = county.window
    window.viewed.show(id_of(county, "县教育局"))
    county.settle()
    week: Any = window.page
    assert week.items.heading.text() == "县教育局的事项"
    week.items.choose(next(row.id for row in week.items.model.rows if row.role is Role.SUPPORT))
    county.settle()
    form = week.report.view
    assert form._progress_label.text() == "配合情况"
    assert form.header.handling.isHidden()
    assert form.request.isVisibleTo(form)
    form.request.setFocus()
    county.qtbot.keyClicks(form.request, "qing xietiao")
    form.request.flush()
    county.settle()
    assert form.request.toPlainText() == "qing xietiao"
    window.viewed.go_back()
    county.settle()
    week.items.choose(next(row.id for row in week.items.model.rows if row.role is Role.SUPPORT))
    county.settle()
    assert not form.request.isVisibleTo(form)
    assert week.items.heading.text() == "本单位事项"


def test_a_received_week_is_opened_where_it_can_be_returned(county: Running) -> None:
    county.window.page.show_view("take_in")  # type: ignore[union-attr]
    county.settle()
    take_in: Any = county.window.page.view  # type: ignore[union-attr]
    pane = take_in.county.received
    pane.table.choose(id_of(county, CULTURE))
    pane.told.click()
    county.settle()
    assert QGuiApplication.clipboard().text().startswith(f"【回执】{CULTURE}：")
    pane.table.opened.emit(pane.table.current_key)
    county.settle()
    bar = county.window.viewed.bar
    assert bar.unit.text() == f"正在查看：{CULTURE}"
    bar.give_back.click()
    county.settle()
    dialog = county.window.findChild(ReturnDialog)
    assert dialog is not None
    dialog.reason.setPlainText("4-2的数不对")
    dialog.save_button.click()
    county.settle()
    assert "4-2的数不对" in bar.words.text()
    assert bar.give_back.isHidden()


def test_any_unit_is_found_by_its_initials(county: Running) -> None:
    window = county.window
    assert window.header.unit.isVisible()
    window.header.unit.click()
    picker = window.findChild(UnitPicker)
    assert picker is not None
    picker.field.setText("xyz")
    picker.take()
    assert "没有名称或拼音首字母" in picker.problem.text()
    picker.field.setText("hnx")
    picker.take()
    county.settle()
    assert window.context is not None
    assert window.context.unit.name == "花鸟乡"


def test_a_hit_of_another_unit_opens_that_units_week(county: Running) -> None:
    from shengsi_desktop.services import searching

    hits = county.ask(
        lambda store: searching.build_whole(store) and searching.find(store, "渔船数据", "x").hits
    )
    hit = next(one for one in hits if one.kind == "report")
    county.window.header.search.hit_chosen.emit(hit)
    county.settle()
    assert county.window.context is not None
    assert county.window.context.unit.name == FISHERY


def test_the_table_is_written_as_chosen(
    county: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = view(county)
    monkeypatch.setattr(
        "shengsi_desktop.ui.dialogs.export.ask_path", lambda *_a, **_k: tmp_path / "2023年第30周县汇总表.xlsx"
    )
    page.export.click()
    county.settle()
    dialog = page.findChild(ExportDialog)
    assert dialog is not None
    dialog.order.setCurrentIndex(1)
    dialog.go.click()
    county.settle()
    assert "已导出：2023年第30周县汇总表.xlsx" in page.messages.text
    assert (tmp_path / "2023年第30周县汇总表.xlsx").stat().st_size > 10_000
    page.export_to(tmp_path, BookOrder.DIRECTION, BookWords.NOTES)
    county.settle()


def test_a_units_own_desk_has_nothing_to_gather(run: Callable[..., Running]) -> None:
    unit = run()
    unit.window.show_page("exchange")
    unit.settle()
    page: Any = unit.window.page
    bar = page.bar
    assert [bar.button(key).text() for key in page.views if not bar.button(key).isHidden()] == [
        "报送",
        "收取",
        "本单位同步",
        "收发记录",
    ]
    page.show_view("gather")
    unit.settle()
    assert bar.button("hand_in").isChecked()
    assert not unit.window.header.unit.isVisible()
