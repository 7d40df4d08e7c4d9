"""Typed text reaches the store by itself and is never lost, whatever happens beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import history, reporting
from shengsi_desktop.store.tables import CoordinationRequest, Report

if TYPE_CHECKING:
    from conftest import Desk
    from PySide6.QtWidgets import QWidget


def test_progress_typed_and_left_is_a_report_with_its_change(desk: Desk) -> None:
    desk.open()
    row = desk.choose("4-2")
    desk.type(desk.view.progress, "abc 14")
    desk.leave()
    (report,) = desk.rows(Report, item_id=row.id)
    assert (report.progress, report.week, report.unit_id) == ("abc 14", "2023-W30", desk.unit.id)
    changes = desk.changes("report", "_row") + desk.changes("report", "progress")
    assert any("abc 14" in str(change.value) for change in changes)
    assert desk.drafts() == []


def test_what_is_typed_is_kept_as_a_draft_before_the_field_is_left(desk: Desk) -> None:
    desk.open()
    desk.choose("4-2")
    desk.type(desk.view.progress, "half a sentence")
    desk.qtbot.waitUntil(lambda: [one.field for one in desk.drafts()] == ["progress"], timeout=1000)
    assert "half a sentence" in desk.drafts()[0].value


def test_opening_items_and_weeks_makes_no_row_and_no_draft(desk: Desk) -> None:
    desk.open()
    for number in ("4-2", "2-1", "8-5"):
        desk.choose(number)
    desk.show_week("2023-W31")
    assert desk.rows(Report) == []
    assert desk.drafts() == []


def test_the_next_item_by_ctrl_enter_keeps_the_text_and_goes_on_typing_there(desk: Desk) -> None:
    desk.open()
    first = desk.choose("8-5")
    desk.type(desk.view.progress, "first")
    QTest.keyClick(desk.view.progress, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(desk.view.progress, "second")  # at once, while the next form is still being read
    desk.settle()
    second = desk.item("8-6")
    assert desk.page.items.current_id == second.id
    assert desk.view.progress.hasFocus()
    desk.leave()
    assert [one.progress for one in desk.rows(Report, item_id=first.id)] == ["first"]
    assert [one.progress for one in desk.rows(Report, item_id=second.id)] == ["second"]


def test_another_week_takes_nothing_with_it_and_leaves_nothing_behind(desk: Desk) -> None:
    desk.open()
    row = desk.choose("4-2")
    desk.type(desk.view.progress, "of week 30")
    desk.show_week("2023-W31")
    assert desk.view.progress.toPlainText() == ""
    (report,) = desk.rows(Report, item_id=row.id)
    assert (report.week, report.progress) == ("2023-W30", "of week 30")


def test_a_half_composed_word_is_neither_saved_nor_does_it_lose_the_words_before(desk: Desk) -> None:
    desk.open()
    row = desk.choose("4-2")
    editor = desk.view.progress
    desk.type(editor, "A")
    QApplication.sendEvent(editor, _composing("shi gong"))
    desk.qtbot.wait(700)
    assert all("shi gong" not in draft.value for draft in desk.drafts())
    done = QInputMethodEvent()
    done.setCommitString("施工")
    QApplication.sendEvent(editor, done)
    QApplication.sendEvent(editor, _composing("kai"))
    desk.page.next_item()
    desk.settle()
    assert [one.progress for one in desk.rows(Report, item_id=row.id)] == ["A施工"]


def test_a_refresh_moves_neither_text_nor_cursor_under_the_hand(desk: Desk) -> None:
    desk.open()
    row = desk.choose("4-2")
    editor = desk.view.progress
    desk.type(editor, "one two")
    editor.moveCursor(QTextCursor.MoveOperation.StartOfLine)
    desk.operations.run(
        lambda store: reporting.report_once(
            store, row.id, desk.unit.id, desk.week, words={"problems": "from elsewhere"}
        )
    )
    desk.settle()
    assert editor.toPlainText() == "one two"
    assert editor.textCursor().position() == 0
    assert desk.view.problems.toPlainText() == "from elsewhere"


def test_undo_shows_in_the_form_what_was_there_before(desk: Desk) -> None:
    desk.open()
    row = desk.choose("4-2")
    desk.type(desk.view.progress, "first")
    desk.leave()
    desk.type(desk.view.progress, " more")
    desk.leave()
    assert desk.view.progress.toPlainText() == "first more"
    desk.operations.run(history.undo, lambda undone: desk.operations.changed.emit(undone.changed))
    desk.settle()
    assert desk.view.progress.toPlainText() == "first"
    assert [one.progress for one in desk.rows(Report, item_id=row.id)] == ["first"]


def test_the_row_says_being_filled_while_typing_and_filled_afterwards(desk: Desk) -> None:
    from shengsi_desktop.ui.pages.week.item_model import TYPING_ROLE

    desk.open()
    row = desk.choose("4-2")
    model = desk.page.items.model
    place = [one.id for one in model.rows].index(row.id)
    desk.type(desk.view.progress, "abc")
    assert model.index(place).data(TYPING_ROLE)
    desk.leave()
    assert not model.index(place).data(TYPING_ROLE)
    assert model.rows[place].reported


def test_a_supporting_unit_writes_one_line_and_sets_nothing_else(desk: Desk) -> None:
    desk.open()
    row = desk.choose("2-1")
    view = desk.view
    for hidden in (view.problems, view.next_plan, view.request, view.checklist, view.standing.change):
        assert not hidden.isVisible()
    assert view.deliverables.rows
    stages = [one.part for one in view.deliverables.rows if hasattr(one.part, "reached")]
    QTest.mouseClick(stages[0], Qt.MouseButton.LeftButton)
    desk.type(view.progress, "helped")
    desk.leave()
    assert [one.progress for one in desk.rows(Report, item_id=row.id)] == ["helped"]
    assert stages[0].reached == 0


def test_a_request_is_saved_with_its_level(desk: Desk) -> None:
    from shengsi_desktop.domain.words import RequestLevel

    desk.open()
    row = desk.choose("4-2")
    assert not desk.view.level.isEnabled()
    desk.type(desk.view.request, "money")
    desk.view.level.setCurrentIndex(list(RequestLevel).index(RequestLevel.COUNTY_LEADER))
    desk.view.level.activated.emit(desk.view.level.currentIndex())
    desk.settle()
    (request,) = desk.rows(CoordinationRequest, item_id=row.id)
    assert (request.text, request.level) == ("money", "county_leader")


def _composing(letters: str) -> QInputMethodEvent:
    return QInputMethodEvent(letters, [])


def test_tab_goes_through_the_form_from_top_to_bottom(desk: Desk) -> None:
    item = desk.item("4-2")
    before = parse_week("2023-W29", desk.settings.rhythm)
    desk.ask(
        lambda store: reporting.report_once(
            store, item.id, desk.unit.id, before, words={"next_plan": "现场验收\n征求意见"}
        )
    )
    desk.open()
    desk.choose("4-2")
    view = desk.view
    expected = [*view.checklist.rows, view.progress, *view.deliverables.rows, view.problems]
    assert len(expected) > 5
    reached: list[QWidget] = []
    desk.page.items.view.setFocus()
    while view.problems not in reached and len(reached) < 60:
        QTest.keyClick(_focus(desk), Qt.Key.Key_Tab)
        reached += [part for part in expected if part is _focus(desk) or part.isAncestorOf(_focus(desk))]
    assert list(dict.fromkeys(reached)) == expected


def _focus(desk: Desk) -> QWidget:
    focus = desk.page.focusWidget()
    assert focus is not None
    return focus
