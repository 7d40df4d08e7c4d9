"""会商记录 in the real window: the list of all meetings, the chosen one typed into, and the settings of series."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QSettings, Qt, QTime
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from sqlmodel import col

from shengsi_desktop.domain.changes import FieldKey
from shengsi_desktop.domain.meetings import MeetingKey
from shengsi_desktop.domain.words import Cadence, DirectiveSource
from shengsi_desktop.rhythm.agenda import TAKEN_OFF
from shengsi_desktop.rhythm.meeting_days import series_n
from shengsi_desktop.services import meeting_series, meetings
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Directive, Meeting, MeetingSeries, Topic

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.store.sessions import Store
    from tests.gui.conftest import Running

    Run = Callable[..., Running]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

THURSDAY = datetime(2023, 7, 27, 14, 0)  # noqa: DTZ001


def rows(running: Running, model: Any) -> list[Any]:
    def read(store: Store) -> list[Any]:
        with store.reading() as session:
            return list(session.exec(alive(model).order_by(col(model.id))).all())

    return list(running.ask(read))


def hearing(running: Running) -> MeetingKey:
    """The second half of July of a series of 听取."""
    unit_id = running.window.context.unit.id  # type: ignore[union-attr]
    series_id = running.ask(
        lambda store: meeting_series.add_series(
            store, unit_id, Cadence.HALF_MONTH, "半月听取", place="二楼", attendees="张某、李某"
        )
    )
    return MeetingKey(unit_id, Cadence.HALF_MONTH, "2023-07-2", series_n(series_id), series_id)


def opened(running: Running, key: MeetingKey | None = None) -> Any:
    """The page, with that meeting chosen."""
    running.window.show_page("meetings")
    running.settle()
    page: Any = running.window.page
    if key is not None:
        page.open_target(key.id)
        running.settle()
    return page


def test_this_weeks_meeting_is_chosen_and_what_is_due_waits_beside_it_without_a_row(run: Run) -> None:
    running = run(now=THURSDAY)
    key = hearing(running)
    page = opened(running)
    assert page.record.title.whole == "2023年第30周会商"
    shown = {one.title: one.held for one in page.list.entries}
    assert shown["2023年7月下半月 · 半月听取"] is False
    assert page.list.model.index(page.list.model.row_of(key.id)).data() == "7月下半月 · 半月听取"
    page.list.choose_filter("half_month")
    assert {one.key.cadence for one in page.list.model.entries} == {Cadence.HALF_MONTH}
    assert rows(running, Meeting) == []


def test_a_meeting_due_is_typed_into_and_is_one_of_its_series(run: Run) -> None:
    running = run(now=THURSDAY)
    key = hearing(running)
    page = opened(running, key)
    panel = page.record.panel
    assert page.record.day.whole == "7月28日 周五 · 12:00前交材料"
    index = page.list.model.index(page.list.model.row_of(key.id))
    assert "7月28日 周五 · 12:00前交材料" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert (panel.held_at.placeholderText(), panel.place.placeholderText()) == ("计划7月28日 15:00", "二楼")
    panel.people.usual.click()
    panel.people.chips["李某"].click()
    QTest.keyClicks(panel.conclusion, "go on")
    panel.agenda.new_line.insert("码头改造")
    QTest.keyClick(panel.agenda.new_line, Qt.Key.Key_Return)
    panel.directives.new_line.insert("落实资金 @县财政局 @张某 8月4日")
    QTest.keyClick(panel.directives.new_line, Qt.Key.Key_Return)
    page.flush()
    running.settle()
    (meeting,) = rows(running, Meeting)
    assert (meeting.id, meeting.series_id, meeting.attendees, meeting.conclusion) == (
        key.id,
        key.series_id,
        "张某",
        "go on",
    )
    assert [row.title for row in rows(running, Topic)] == ["码头改造"]
    (directive,) = rows(running, Directive)
    assert (directive.meeting_id, directive.source, directive.person) == (
        key.id,
        DirectiveSource.HALF_MONTH.value,
        "张某",
    )
    assert next(one for one in page.list.entries if one.key.id == key.id).held


def test_a_line_not_yet_entered_waits_for_its_meeting_over_a_dead_battery(run: Run) -> None:
    running = run(now=THURSDAY)
    key = hearing(running)
    page = opened(running, key)
    panel = page.record.panel
    panel.directives.new_line.insert("落实资金")
    panel.agenda.new_line.insert("码头改造")
    page.list.choose(meetings.weekly_key(key.unit_id, running.window.context.week).id)  # type: ignore[union-attr]
    running.settle()
    assert (panel.directives.new_line.text(), panel.agenda.new_line.text()) == ("", "")
    QTest.keyClicks(panel.directives.new_line, "send it")
    running.qtbot.wait(450)
    # as after a kill: another window reads what stands on the disk
    memory = QSettings(running.desk.memory.fileName(), QSettings.Format.IniFormat)
    assert "send it" in str(memory.value("waiting/directives"))
    # the same meeting on the other page has the same words
    running.window.show_page("week")
    running.settle()
    week_page = running.window.page
    if not week_page._meeting_shown():
        week_page.toggle_meeting()
    line = week_page.meeting.panel.directives.new_line
    assert line.text() == "send it"
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    running.settle()
    assert [row.what for row in rows(running, Directive)] == ["send it"]
    running.window.show_page("meetings")
    running.settle()
    assert panel.directives.new_line.text() == ""
    page.list.choose(key.id)
    running.settle()
    assert (panel.directives.new_line.text(), panel.agenda.new_line.text()) == ("落实资金", "码头改造")
    assert (len(rows(running, Directive)), rows(running, Topic)) == (1, [])


def test_a_carried_topic_is_ticked_typed_into_and_taken_off_where_it_stands(run: Run) -> None:
    running = run(now=THURSDAY)
    key = hearing(running)
    first = MeetingKey(key.unit_id, key.cadence, "2023-07-1", key.n, key.series_id)
    running.ask(lambda store: meetings.record(store, first, {}, ["甲", "乙", "丙"]))
    page = opened(running, key)
    agenda = page.record.panel.agenda
    one, two, three = agenda.cards.values()
    assert [card.mark.text() for card in (one, two, three)] == ["顺延1次"] * 3
    assert len(rows(running, Topic)) == 3
    two.opened.emit()
    QTest.keyClicks(two.notes, "half of it")
    page.flush()
    running.settle()
    one.reached.click()
    running.settle()
    three.removed.emit()
    running.settle()
    mine = {row.title: row for row in rows(running, Topic) if row.meeting_id == key.id}
    assert mine.pop("丙").ordinal == TAKEN_OFF
    assert sorted(mine) == ["乙", "甲"]
    assert (mine["乙"].notes, mine["乙"].carried, mine["甲"].reached) == ("half of it", 1, True)
    assert len(agenda.cards) == 2
    running.window.commands.undo()
    running.settle()
    assert len(agenda.cards) == 3


def test_a_topic_is_about_an_item_chosen_from_the_menu(run: Run) -> None:
    running = run(now=THURSDAY)
    key = hearing(running)
    running.ask(lambda store: meetings.record(store, key, {}, ["甲"]))
    page = opened(running, key)
    panel = page.record.panel
    found: list[Any] = []
    panel.commands.read_items(found.append)
    running.settle()
    (topic_id,) = panel.agenda.cards
    menu = panel.item_menu(topic_id, found[0])
    next(action for action in menu.actions() if action.text().startswith("4-2 ")).trigger()
    running.settle()
    assert panel.agenda.cards[topic_id].mark.text() == "事项 4-2"
    again = [action.text() for action in panel.item_menu(topic_id, found[0]).actions()]
    assert again[:2] == ["查看事项 4-2", "不关联事项"]


def test_a_new_meeting_is_made_from_the_menu_copied_and_deleted(run: Run) -> None:
    running = run(now=THURSDAY)
    key = hearing(running)
    page = opened(running)
    series = running.ask(lambda store: meeting_series.series_of(store, key.unit_id))
    actions = {action.text(): action for action in page.new_menu(series).actions()}
    actions["临时例会（2023年7月）"].trigger()
    running.settle()
    assert page.record.title.whole == "2023年7月例会"
    actions["半月听取（2023年7月下半月）"].trigger()
    running.settle()
    assert page.record.panel.place.text() == "二楼"
    page.record.copy.click()
    running.settle()
    assert QGuiApplication.clipboard().text().splitlines() == [
        "2023年7月下半月 · 半月听取记录",
        "时间：7月28日 15:00",
        "地点：二楼",
        "参加：张某、李某",
    ]
    assert page.record.said.isVisible()
    page.record.delete.click()
    running.settle()
    assert [row.cadence for row in rows(running, Meeting)] == ["month"]
    assert page.record.panel.place.text() == ""


def test_a_series_is_arranged_in_the_settings(run: Run) -> None:
    running = run(now=THURSDAY)
    running.window.go_to("settings", "series:")
    running.settle()
    view: Any = running.window.page.view  # type: ignore[union-attr]
    view.adders[Cadence.HALF_MONTH].click()
    running.settle()
    form = view.form
    form.name.setFocus()
    form.name.selectAll()
    QTest.keyClicks(form.name, "hearing")
    form.name.flush()
    form.by.chosen.emit(True)
    running.settle()
    (row,) = rows(running, MeetingSeries)
    assert (row.name, row.month_day) == ("hearing", 10)
    assert view.list.item(0).text() == "hearing"
    # a day that is none of the half month's is refused in words, and nothing is made of its first figure
    form.day.selectAll()
    QTest.keyClicks(form.day, "30")
    form.day.editingFinished.emit()
    assert running.window.messages.text == "“30日”不在1到15日之间，没有改动，仍为10日。"
    assert (form.day.value(), rows(running, MeetingSeries)[0].month_day) == (10, 10)
    form.day.selectAll()
    QTest.keyClicks(form.day, "15")
    form.day.stepUp()
    form.day.editingFinished.emit()
    running.settle()
    assert rows(running, MeetingSeries)[0].month_day == 15
    # the papers are due before the meeting; where they are not it says so
    assert (row.hand_in, form.hand_in_late.isVisible()) == ("12:00", False)
    # a time being typed is no newer state's to put back, and is stored as the window closes
    form.time.setFocus()
    form.time.setTime(QTime(9, 30))
    running.window.refresh(frozenset({FieldKey("meeting_series", row.id, "name")}))
    running.settle()
    assert form.time.time() == QTime(9, 30)
    assert running.window.commands.keep_before_closing()
    assert rows(running, MeetingSeries)[0].meeting_time == "09:30"
    running.settle()
    view._read()
    running.settle()
    assert form.hand_in_late.isVisible()
    form.removed.emit()
    running.settle()
    assert rows(running, MeetingSeries) == []
    assert not view._both.isVisibleTo(view)


def test_the_header_says_why_the_meeting_is_earlier_than_usual(run: Run) -> None:
    running = run(now=datetime(2023, 9, 27, 14, 0))  # noqa: DTZ001
    assert running.window.header.meeting.whole == (
        "会商日 周四 9月28日（中秋假期，由9月29日提前到9月28日） · 明日17:00报送 · 草稿"
    )
