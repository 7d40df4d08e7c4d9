"""The meeting beside the report: its fields, topics and 交办事项, and how it gives way on narrow screens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.views import OfferedTopic
from shengsi_desktop.domain.words import Light
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import history, meetings
from shengsi_desktop.store.tables import Directive, Meeting, Topic
from shengsi_desktop.ui.meetings.commands import day_of_meeting
from shengsi_desktop.ui.meetings.people import Attendees
from shengsi_desktop.ui.operations import Operations
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.lights import Badge

if TYPE_CHECKING:
    from conftest import Desk
    from pytestqt.qtbot import QtBot

    from shengsi_desktop.ui.meetings.panel import MeetingPanel
    from shengsi_desktop.ui.pages.week.meeting_column import MeetingColumn


def _column(desk: Desk) -> MeetingColumn:
    assert desk.page.meeting is not None
    return desk.page.meeting


def _meeting(desk: Desk) -> MeetingPanel:
    return _column(desk).panel


def test_place_and_people_are_saved_as_typed(desk: Desk) -> None:
    desk.open()
    column = _meeting(desk)
    assert column.held_at.placeholderText() == "计划28日 15:00"
    desk.type(column.place, "room 3")
    desk.type(column.people.field, "all")
    desk.leave()
    (meeting,) = desk.rows(Meeting)
    assert (meeting.place, meeting.attendees, meeting.period) == ("room 3", "all", "2023-W30")


def test_opening_the_page_makes_no_meeting(desk: Desk) -> None:
    desk.open()
    assert desk.rows(Meeting) == []
    assert desk.rows(Topic) == []


def test_a_line_with_person_and_day_becomes_a_directive(desk: Desk) -> None:
    desk.open()
    column = _meeting(desk)
    column.directives.new_line.setFocus()
    column.directives.new_line.insert("商请花鸟乡反馈意见 @文化科 8月1日")
    QTest.keyClick(column.directives.new_line, Qt.Key.Key_Return)
    desk.settle()
    (directive,) = desk.rows(Directive)
    assert (directive.what, directive.who, directive.due) == ("商请花鸟乡反馈意见", "文化科", "2023-08-01")
    assert column.directives.new_line.text() == ""
    (row,) = column.directives.rows.values()
    assert row.when.text() == "文化科 8月1日"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_unit_is_completed_after_the_at_and_enter_on_it_does_not_take_the_line(desk: Desk) -> None:
    desk.open()
    line = _meeting(desk).directives.new_line
    line.setFocus()
    line.insert("报方案 ")
    QTest.keyClicks(line, "@")
    desk.settle()
    QTest.keyClicks(line, "hnx")
    popup = line.completer().popup()
    desk.qtbot.waitUntil(popup.isVisible, timeout=1000)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert line.text() == "报方案 @花鸟乡 "
    assert not popup.isVisible()
    assert desk.rows(Directive) == []
    line.insert("8月1日")
    QTest.keyClick(line, Qt.Key.Key_Return)
    desk.settle()
    (directive,) = desk.rows(Directive)
    assert (directive.what, directive.who, directive.due) == ("报方案", "花鸟乡", "2023-08-01")


def test_a_line_that_says_nothing_to_do_is_given_back(desk: Desk) -> None:
    desk.open()
    column = _meeting(desk)
    column.directives.new_line.insert("@文化科")
    QTest.keyClick(column.directives.new_line, Qt.Key.Key_Return)
    desk.settle()
    assert desk.rows(Directive) == []
    assert column.directives.new_line.text() == "@文化科"
    (problem,) = desk.problems
    assert "未添加" in str(problem)
    desk.problems.clear()
    column.directives.new_line.clear()


def test_a_line_not_yet_entered_waits_for_its_week(desk: Desk) -> None:
    desk.open()
    panel = _meeting(desk)
    panel.directives.new_line.insert("报送材料")
    panel.agenda.new_line.insert("码头改造")
    desk.show_week("2023-W31")
    # only Enter makes it a directive: nobody said that he was through with the line
    assert (panel.directives.new_line.text(), panel.agenda.new_line.text()) == ("", "")
    desk.show_week("2023-W30")
    assert (panel.directives.new_line.text(), panel.agenda.new_line.text()) == ("报送材料", "码头改造")
    assert (desk.rows(Directive), desk.rows(Topic), desk.drafts()) == ([], [], [])


def test_what_the_store_refuses_stands_in_its_line_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.open()
    panel = _meeting(desk)
    panel.directives.new_line.insert("报送材料 8月1日")
    QTest.keyClick(panel.directives.new_line, Qt.Key.Key_Return)
    desk.settle()

    def full(*_given: object, **_more: object) -> None:
        raise Refusal("磁盘已满，没有写入。")

    monkeypatch.setattr(meetings, "add_topic_to", full)
    panel.agenda.new_line.insert("码头改造")
    QTest.keyClick(panel.agenda.new_line, Qt.Key.Key_Return)
    desk.settle()
    assert panel.agenda.new_line.text() == "码头改造"
    (row,) = panel.directives.rows.values()
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    row.line.setText("@文化科 8月1日")
    QTest.keyClick(row.line, Qt.Key.Key_Return)
    desk.settle()
    assert (row.editing, row.line.text()) == (True, "@文化科 8月1日")
    # leaving does not ask again, and what the list holds now does not close it
    panel.flush()
    desk.ask(
        lambda store: meetings.add_directive(store, desk.unit.id, desk.week, "另一件", date(2023, 7, 28))
    )
    panel.reload()
    desk.settle()
    assert panel.directives.rows[row.directive.id].line.text() == "@文化科 8月1日"
    assert [str(problem)[:4] for problem in desk.problems] == ["磁盘已满", "交办内容"]
    desk.problems.clear()


def test_a_directive_is_ticked_and_changed_in_its_line(desk: Desk) -> None:
    desk.ask(
        lambda store: meetings.add_directive(
            store, desk.unit.id, desk.week, "报送材料 @办公室 8月2日", date(2023, 7, 28)
        )
    )
    desk.open()
    (row,) = _meeting(desk).directives.rows.values()
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert row.line.text() == "报送材料 @办公室 8月2日"
    row.line.setText("报送新材料 @文化科 8月3日")
    QTest.keyClick(row.line, Qt.Key.Key_Return)
    desk.settle()
    (directive,) = desk.rows(Directive)
    assert (directive.what, directive.who, directive.due) == ("报送新材料", "文化科", "2023-08-03")
    (row,) = _meeting(desk).directives.rows.values()
    row.tick.click()
    desk.settle()
    assert [one.state for one in desk.rows(Directive)] == ["done"]


def test_topics_are_added_typed_moved_and_removed(desk: Desk) -> None:
    desk.open()
    agenda = _meeting(desk).agenda
    for title in ("夜景亮化", "实施方案"):
        agenda.new_line.insert(title)
        QTest.keyClick(agenda.new_line, Qt.Key.Key_Return)
        desk.settle()
    first, second = agenda.cards.values()
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert first.is_open
    desk.type(first.notes, "two days")
    desk.type(first.conclusion, "go on")
    second.moved.emit(-1)
    desk.settle()
    desk.leave()
    rows = {row.title: row for row in desk.rows(Topic)}
    assert (rows["夜景亮化"].notes, rows["夜景亮化"].conclusion) == ("two days", "go on")
    assert rows["实施方案"].ordinal < rows["夜景亮化"].ordinal
    second.removed.emit()
    desk.settle()
    assert [row.title for row in desk.rows(Topic)] == ["夜景亮化"]
    assert list(agenda.cards) == [rows["夜景亮化"].id]


def test_words_typed_up_to_the_click_on_reached_stay_when_it_is_undone(desk: Desk) -> None:
    desk.ask(lambda store: meetings.add_topic(store, desk.unit.id, desk.week, "夜景亮化"))
    desk.open()
    (card,) = _meeting(desk).agenda.cards.values()
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    desk.type(card.notes, "two days")
    assert card.notes.hasFocus()
    card.reached.click()
    desk.settle()
    assert card.notes.hasFocus()
    assert [row.reached for row in desk.rows(Topic)] == [True]
    desk.ask(history.undo)
    (row,) = desk.rows(Topic)
    assert (row.notes, row.reached) == ("two days", False)


def test_words_a_deed_elsewhere_has_committed_are_typed_on_without_a_conflict(desk: Desk) -> None:
    desk.ask(lambda store: meetings.add_topic(store, desk.unit.id, desk.week, "夜景亮化"))
    desk.open()
    panel = _meeting(desk)
    (card,) = panel.agenda.cards.values()
    desk.type(panel.notes, "two days")
    panel.notes.draft.keep()
    card.ticked.emit(True)
    desk.settle()
    desk.type(panel.notes, " more")
    desk.leave()
    (row,) = desk.rows(Meeting)
    assert row.notes == "two days more"
    form = desk.ask(lambda store: meetings.meeting_form(store, desk.unit.id, desk.week))
    assert form.fields["notes"].conflict == ()


def test_last_weeks_decisions_are_offered_and_stored_only_when_taken(desk: Desk) -> None:
    last = parse_week("2023-W29", desk.settings.rhythm)
    desk.ask(lambda store: meetings.add_directive(store, desk.unit.id, last, "报送材料", date(2023, 7, 21)))
    desk.open()
    agenda = _meeting(desk).agenda
    (offer,) = [one for one in agenda.offers if one.offered.title == meetings.LOOK_BACK]
    assert desk.rows(Topic) == []
    offer.click()
    desk.settle()
    assert [row.title for row in desk.rows(Topic)] == [meetings.LOOK_BACK]
    assert all(one.offered.title != meetings.LOOK_BACK for one in agenda.offers)


def test_the_line_for_the_next_directive_stays_in_sight_when_one_is_added(desk: Desk) -> None:
    desk.page.resize(1270, 480)
    desk.open()
    column = _meeting(desk)
    line = column.directives.new_line
    line.setFocus()
    for count in range(1, 7):
        line.insert(f"报送材料{count}")
        QTest.keyClick(line, Qt.Key.Key_Return)
        desk.settle()
        desk.qtbot.waitUntil(lambda count=count: len(column.directives.rows) == count, timeout=2000)
        desk.qtbot.waitUntil(lambda: line.visibleRegion().boundingRect() == line.rect(), timeout=1000)


def test_the_meeting_folds_into_a_button_where_there_is_no_room(desk: Desk) -> None:
    desk.open()
    column = _column(desk)
    assert column.isVisible()
    desk.page.resize(856, 700)
    assert not column.isVisible()
    assert desk.page.unfold.isVisible()
    desk.page.unfold.click()
    assert column.isVisible()
    assert column.geometry().right() == desk.page.rect().right()
    column.fold.click()
    assert not column.isVisible()
    desk.page.resize(1200, 700)
    assert desk.page.unfold.isVisible()  # put away by hand: it stays away
    desk.page.unfold.click()
    assert column.isVisible()
    assert not desk.page.unfold.isVisible()


def test_larger_text_folds_the_meeting_only_after_qt_has_told_every_widget(desk: Desk) -> None:
    desk.open()
    column = _column(desk)
    try:
        current.apply("light", 130)
        assert column.isVisible()  # leaving the tree while Qt walks through it brings the program down
        desk.qtbot.waitUntil(lambda: not column.isVisible(), timeout=2000)
        assert desk.page.unfold.isVisible()
    finally:
        current.apply("light", 100)


def test_a_day_in_the_meeting_is_read_from_the_meetings_own_week(desk: Desk) -> None:
    week = desk.week
    rhythm = desk.settings.rhythm
    for today, read in (
        ("2026-01-01", "2023-07-28"),
        ("2023-07-26", "2023-07-26"),
        ("2023-07-01", "2023-07-24"),
    ):
        assert day_of_meeting(week, rhythm, date.fromisoformat(today)) == date.fromisoformat(read)


def test_closing_makes_no_directive_and_no_topic_of_lines_not_entered(desk: Desk) -> None:
    desk.open()
    panel = _meeting(desk)
    desk.type(panel.directives.new_line, "send it")
    desk.type(panel.agenda.new_line, "topic")
    desk.page.close()
    assert (desk.rows(Directive), desk.rows(Topic)) == ([], [])
    assert panel.directives.new_line.text() == "send it"


def test_a_half_typed_line_waits_while_the_form_goes_on_to_the_next_item(desk: Desk) -> None:
    desk.open()
    column = _meeting(desk)
    desk.type(column.directives.new_line, "send")
    desk.page.report.view.setFocus()
    desk.page.next_item()
    desk.settle()
    assert column.directives.new_line.text() == "send"
    assert desk.rows(Directive) == []
    # in the line itself the same keys enter it
    column.directives.new_line.setFocus()
    desk.page.next_item()
    desk.settle()
    assert [one.what for one in desk.rows(Directive)] == ["send"]


def test_over_the_form_the_meeting_leaves_the_buttons_free(desk: Desk) -> None:
    desk.open()
    desk.page.resize(800, 620)
    desk.qtbot.waitUntil(lambda: not _column(desk).isVisible(), timeout=2000)
    desk.page.toggle_meeting()
    column = _column(desk)
    assert column.isVisible()
    page = desk.page
    for part in (page.report.foot, page.state_bar):
        place = part.rect().translated(part.mapTo(page, part.rect().topLeft()))
        assert not column.geometry().intersects(place)


def test_a_topic_is_opened_from_the_keyboard_and_keeps_its_title_when_it_is_emptied(desk: Desk) -> None:
    desk.ask(lambda store: meetings.add_topic(store, desk.unit.id, desk.week, "夜景亮化"))
    desk.open()
    panel = _meeting(desk)
    (card,) = panel.agenda.cards.values()
    panel.people.show_names(("张三",))
    panel.people.field.setPlainText("李四")
    panel.people.field.setFocus()
    QTest.keyClick(panel.people.field, Qt.Key.Key_Tab)
    assert panel.people.chips["张三"].hasFocus()
    QTest.keyClick(panel.people.chips["张三"], Qt.Key.Key_Tab)
    assert card.hasFocus()
    QTest.keyClick(card, Qt.Key.Key_Return)
    assert card.is_open
    assert card.notes.hasFocus()
    card.title.setFocus()
    card.title.selectAll()
    QTest.keyClick(card.title, Qt.Key.Key_Delete)
    desk.qtbot.wait(500)
    card.notes.setFocus()
    desk.settle()
    assert card.title.text() == "夜景亮化"
    assert [row.title for row in desk.rows(Topic)] == ["夜景亮化"]
    assert desk.drafts() == []
    assert "议题要有名称" in str(desk.problems.pop())


def test_what_is_offered_shows_its_light_and_a_long_title_leaves_the_column_its_width(desk: Desk) -> None:
    offered = (
        OfferedTopic("1 演示事项", "红灯", light=Light.RED),
        OfferedTopic("需协调：用海", "县例会 · 3天"),
    )
    desk.open()
    agenda = _meeting(desk).agenda
    form = desk.ask(lambda store: meetings.meeting_form(store, desk.unit.id, desk.week))
    agenda.show_meeting(replace(form, offered=offered))
    desk.settle()
    behind, asked = agenda.offers
    assert [one.light for one in behind.findChildren(Badge)] == [Light.RED]
    assert asked.findChildren(Badge) == []
    # the line for a new one ends the topics: what is only offered stands apart, below
    assert agenda.new_line.y() < behind.y() < asked.y()
    inner = _meeting(desk).widget()
    assert inner is not None
    assert inner.minimumSizeHint().width() <= _meeting(desk).viewport().width()


@pytest.mark.parametrize(
    ("before", "name", "after"),
    [
        ("王 晓（文化科）、李四", "张三", "王 晓（文化科）、李四、张三"),
        ("县领导：陈平 局长\n列席：王 晓", "张三", "县领导：陈平 局长\n列席：王 晓、张三"),
        ("", "张三", "张三"),
        ("李四，", "张三", "李四，张三"),
    ],
)
def test_a_chip_puts_one_name_in_and_takes_only_that_one_out(
    qtbot: QtBot, before: str, name: str, after: str
) -> None:
    people = Attendees(Operations(), 6)
    qtbot.addWidget(people)
    people.show_names((name,))
    people.field.setPlainText(before)
    people.chips[name].click()
    assert people.field.toPlainText() == after
    people.chips[name].click()
    assert people.field.toPlainText() == before.rstrip("，")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("张三、李四", "李四"),
        ("王晓 张三，李四", "王晓，李四"),
        ("县领导\n张三、李四", "县领导\n李四"),
        ("王晓\n张三", "王晓"),
        ("王晓\n张三\n李四", "王晓\n李四"),
        ("张三丰、张三、小张三", "张三丰、小张三"),
    ],
)
def test_a_name_is_taken_out_with_the_mark_that_goes_with_it(qtbot: QtBot, before: str, after: str) -> None:
    people = Attendees(Operations(), 6)
    qtbot.addWidget(people)
    people.show_names(("张三",))
    people.field.setPlainText(before)
    people.chips["张三"].click()
    assert people.field.toPlainText() == after


def test_an_open_topic_leaves_the_column_its_margin(desk: Desk) -> None:
    desk.open()
    panel = _meeting(desk)
    panel.agenda.new_line.setText("基湖沙滩夜景亮化")
    panel.agenda.take_line()
    desk.settle()
    (card,) = panel.agenda.cards.values()
    card.opened.emit()
    card.link.setText("事项 8-5 · 已关联")
    desk.settle()
    assert card.is_open
    # the narrowest column at a larger text still holds it
    assert panel.widget().minimumSizeHint().width() <= 260
