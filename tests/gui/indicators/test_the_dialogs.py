"""The dialogs of 走势: a target in words with its reading, an indicator of one's own, a plan curve, a figure's past."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from shengsi_desktop.domain.indicators import GoalState, PointStatus, Trend
from shengsi_desktop.domain.words import Comparator, Light
from shengsi_desktop.ui.dialogs import plan_curve, storing
from shengsi_desktop.ui.dialogs.plan_curve import PlanCurveDialog
from shengsi_desktop.ui.pages.indicators.grid.final_question import FinalQuestion
from shengsi_desktop.ui.pages.indicators.grid.history_popup import HistoryPopup
from shengsi_desktop.ui.pages.indicators.trend import words
from shengsi_desktop.ui.pages.indicators.trend.target_dialog import TargetDialog
from tests.gui.indicators.conftest import PORT

if TYPE_CHECKING:
    from tests.gui.indicators.conftest import Indicators

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CARE = "托育服务供给"
Found = TypeVar("Found", bound=QWidget)


def opened(indicators: Indicators, kind: type[Found]) -> Found:
    """The open dialog of that kind."""
    indicators.running.settle()
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    assert len(found) == 1
    return found[0]


def indicator(indicators: Indicators, name: str) -> Any:
    """The indicator of that name, as the page knows it."""
    indicators.running.settle()
    return next(one.indicator for one in indicators.page._standings.values() if one.indicator.name == name)


def test_a_target_is_read_while_it_is_typed_corrected_and_kept_as_one_step(indicators: Indicators) -> None:
    indicators.choose(PORT)
    indicators.page.head.target.click()
    dialog = opened(indicators, TargetDialog)
    assert words.ORIGINAL.format(text=indicator(indicators, PORT).text) in {
        one.text() for one in dialog.findChildren(QLabel)
    }
    dialog.words.selectAll()
    QGuiApplication.clipboard().setText("1.2左右，高于全省平均，全省前3位")
    QTest.keyClick(dialog.words, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    said = [(one.comparator, one.value, one.reference) for one in dialog.conditions.conditions]
    assert said == [
        (Comparator.APPROX, Decimal("1.2"), None),
        (Comparator.GT, None, "province"),
        (Comparator.RANK, Decimal(3), "province"),
    ]
    dialog.conditions.rows[2].drop.click()
    dialog.conditions.rows[0].value.setText("约1.2")
    dialog.save()
    assert dialog.trouble.text() == words.BAD_VALUE.format(text="约1.2")
    dialog.conditions.rows[0].value.setText("1.25")
    dialog.fields["source"].setText("县交通运输局")
    dialog.fields["baseline"].setText("1.03")
    dialog.trend.setCurrentIndex(dialog.trend.findData(Trend.UP.value))
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    now = indicator(indicators, PORT)
    assert not shiboken6.isValid(dialog)  # it closed
    assert now.target_words == "1.2左右，高于全省平均，全省前3位"
    assert [one.value for one in now.conditions] == [Decimal("1.25"), None]
    assert (now.source, now.baseline, now.trend) == ("县交通运输局", Decimal("1.03"), Trend.UP)
    indicators.running.window.commands.undo()
    before = indicator(indicators, PORT)
    assert (before.target_words, before.source, len(before.conditions)) == ("超1.116", "", 1)


def test_an_indicator_of_ones_own_comes_and_goes(indicators: Indicators) -> None:
    page = indicators.page
    page.tools.add.click()
    dialog = opened(indicators, TargetDialog)
    dialog.save()
    assert dialog.trouble.text() == words.NAME_NEEDED
    dialog.fields["name"].setText("海钓赛事场次")
    dialog.fields["unit"].setText("场")
    QTest.keyClicks(dialog.words, "12")
    assert dialog.conditions.conditions[0].value == 12
    dialog.save()
    own = indicator(indicators, "海钓赛事场次")
    assert page.tools.count.text() == "28 项"
    assert page.head.title.text() == "海钓赛事场次"
    assert own.conditions[0].comparator is Comparator.EQ
    page.head.target.click()
    dialog = opened(indicators, TargetDialog)
    dialog.drop_button.click()
    indicators.running.settle()
    assert page.tools.count.text() == "27 项"
    assert page.messages.text == words.DROPPED.format(name="海钓赛事场次")
    page.messages.dismiss()


def test_a_plan_curve_is_drawn_corrected_and_kept_as_one_step(indicators: Indicators) -> None:
    indicators.choose(PORT)
    indicators.page.entry.curve.click()
    dialog = opened(indicators, PlanCurveDialog)
    dialog.presets["直线"].click()
    cells = dialog.cells.cells
    assert cells["2023-12"].text() == "1.116"
    QGuiApplication.clipboard().setText("0.2\t0.1\t—\r\n")
    cells["2023-03"].setFocus()
    QTest.keyClick(cells["2023-03"], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [cells[f"2023-{month:02d}"].text() for month in (3, 4, 5)] == ["0.2", "0.1", ""]
    assert dialog.note.text() == plan_curve.FALLS.format(month="4月", before="3月")
    cells["2023-04"].setText("三")
    dialog.save()
    assert dialog.trouble.text() == plan_curve.BAD_NUMBER.format(text="三")
    cells["2023-04"].setText("0.3")
    dialog.save()
    points = indicators.points()
    assert {period: planned for (_, period), (_, planned, _) in points.items() if period < "2023-06"} == {
        "2023-01": "0.093",
        "2023-02": "0.186",
        "2023-03": "0.2",
        "2023-04": "0.3",
    }
    assert len(points) == 11
    indicators.running.window.commands.undo()
    assert indicators.points() == {}


def test_figures_are_marked_have_a_past_and_a_firm_one_is_asked_about(indicators: Indicators) -> None:
    indicators.choose(PORT)
    page, grid, model = indicators.page, indicators.page.entry.grid, indicators.page.entry.model
    for month, figure in ((1, "0.1"), (2, "0.2")):
        model.setData(indicators.cell("value", month), figure)
    indicators.running.settle()
    model.setData(indicators.cell("value", 2), "0.25")
    indicators.running.settle()
    grid.go_to("value", 2)
    menu = grid.menu_for(grid.currentIndex())
    next(one for one in menu.actions() if one.text() == PointStatus.FINAL.label).trigger()
    indicators.running.settle()
    assert model.status(2) is PointStatus.FINAL
    assert indicators.cell("value", 2).data(Qt.ItemDataRole.ToolTipRole) == "核定数"
    assert page.entry.hint.whole == words.STATUS_HINT
    next(one for one in menu.actions() if one.text() == words.MENU_HISTORY).trigger()
    past = opened(indicators, HistoryPopup)
    assert [said for _, said in past.lines][1:] == ["实际 0.2 → 0.25", "实际 0.2"]
    past.close()
    menu.close()

    grid.go_to("value", 1)
    QGuiApplication.clipboard().setText("0.11\t0.22\t0.33")
    QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    opened(indicators, FinalQuestion).spare.click()
    indicators.running.settle()
    points = indicators.points()
    assert [points[PORT, f"2023-{month:02d}"][0] for month in (1, 2, 3)] == ["0.11", "0.25", "0.33"]


def test_a_target_of_words_has_a_state_and_no_plan(indicators: Indicators) -> None:
    indicators.choose(CARE)
    page = indicators.page
    assert page.head.state.isVisible()
    assert page.entry.model.rows[0] == "state"
    assert not page.entry.curve.isVisible()
    page.head.states.chosen.emit(GoalState.REACHED)
    indicators.running.settle()
    assert page.head.states.value is GoalState.REACHED
    assert page.entry.model.value("state", 7) is GoalState.REACHED
    assert page.head.badge.light is Light.DONE
    page.entry.model.setData(page.entry.model.index(0, 4), "推进中")
    indicators.running.settle()
    assert page.entry.model.index(0, 4).data() == "推进中"
    page.entry.model.setData(page.entry.model.index(3, 4), "第3位")
    indicators.running.settle()
    assert page.entry.model.value("rank", 5) == 3


def test_escape_does_not_throw_typed_words_away_unasked(indicators: Indicators) -> None:
    indicators.choose(PORT)
    indicators.page.head.target.click()
    dialog = opened(indicators, TargetDialog)
    QTest.keyClicks(dialog.fields["source"], "statistics")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.trouble.text() == storing.NOT_STORED
    QTest.keyClicks(dialog.fields["source"], " office")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    indicators.running.settle()
    assert not shiboken6.isValid(dialog) or not dialog.isVisible()
