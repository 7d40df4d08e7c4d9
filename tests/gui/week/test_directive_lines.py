"""The meeting's line for 交办事项 knows units, and a row tells what date and tick do not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shengsi_desktop.domain.directives import Directive as Shown
from shengsi_desktop.domain.words import DirectiveSource, DirectiveState
from shengsi_desktop.services import directive_life
from shengsi_desktop.store.tables import Directive
from shengsi_desktop.ui.pages.week.directives import as_line

if TYPE_CHECKING:
    from shengsi_desktop.ui.pages.week.meeting_column import MeetingColumn
    from tests.gui.week.conftest import Desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def column(desk: Desk) -> MeetingColumn:
    assert desk.page.meeting is not None
    return desk.page.meeting


def test_a_unit_named_by_its_initials_is_the_owner_and_stays_so_when_the_line_is_changed(desk: Desk) -> None:
    desk.open()
    line = column(desk).panel.directives.new_line
    line.setFocus()
    line.insert("反馈意见 @hnx @张某 9月1日")
    QTest.keyClick(line, Qt.Key.Key_Return)
    desk.settle()
    (stored,) = desk.rows(Directive)
    assert (stored.who, stored.person, stored.owner_unit_id is not None) == ("花鸟乡、张某", "张某", True)
    (row,) = column(desk).panel.directives.rows.values()
    assert row.when.text() == "花鸟乡、张某 9月1日 待签收"
    assert as_line(row.directive) == "反馈意见 @花鸟乡 @张某 9月1日"
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    row.line.setText(as_line(row.directive).replace("9月1日", "9月2日"))
    QTest.keyClick(row.line, Qt.Key.Key_Return)
    desk.settle()
    (changed,) = desk.rows(Directive)
    assert (changed.what, changed.who, changed.owner_unit_id, changed.due) == (
        "反馈意见", "花鸟乡、张某", stored.owner_unit_id, "2023-09-02",
    )  # fmt: skip


def test_a_row_tells_that_it_was_put_off_and_struck_off(desk: Desk) -> None:
    desk.open()
    line = column(desk).panel.directives.new_line
    line.insert("报清单 @文化科 9月1日")
    QTest.keyClick(line, Qt.Key.Key_Return)
    desk.settle()
    (stored,) = desk.rows(Directive)
    day = date(2023, 7, 28)
    desk.ask(
        lambda store: directive_life.extend_directive(
            store, stored.id, due=date(2023, 9, 8), reason="停航", on=day
        )
    )
    column(desk).reload()
    desk.settle()
    (row,) = column(desk).panel.directives.rows.values()
    assert row.when.text() == "文化科 9月8日 延期1次"
    desk.ask(lambda store: directive_life.finish_directive(store, stored.id, on=day))
    desk.ask(lambda store: directive_life.close_directive(store, stored.id, by="王某", on=day))
    column(desk).reload()
    desk.settle()
    assert row.tick.isChecked()
    assert row.when.text() == "文化科 9月8日 销号"


def test_a_line_says_the_year_of_a_day_that_is_not_of_its_weeks_year() -> None:
    one = Shown(
        "x", "报方案", "文化科", date(2024, 8, 4), DirectiveState.OPEN, DirectiveSource.WEEKLY, "2023-W30"
    )
    assert as_line(one) == "报方案 @文化科 2024年8月4日"
