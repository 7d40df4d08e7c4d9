"""Several series in 走势: choosing, drawing them together or apart, years, and the points that can be asked."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from shengsi_desktop.domain.indicators import PointCell
from shengsi_desktop.services import indicator_points
from shengsi_desktop.ui.pages.indicators.trend import words
from shengsi_desktop.ui.pages.indicators.trend.table_model import Column
from tests.gui.indicators.conftest import PORT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gui.indicators.conftest import Indicators

GDP = "地区生产总值"
ROOMS = "民宿户均净收入增幅"


def with_values(indicators: Indicators) -> dict[str, str]:
    """Half a year of two indicators, and the names' ids."""
    ids = {one.indicator.name: one.indicator.id for one in indicators.page._standings.values()}
    cells = [
        PointCell(ids[name], f"2023-{month:02d}", field, Decimal(first) * month)
        for name, field, first in ((PORT, "value", "0.09"), (PORT, "planned", "0.1"), (GDP, "value", "11"))
        for month in range(1, 7)
    ]
    indicators.running.desk.operations.run(lambda store: indicator_points.set_cells(store, cells))
    indicators.running.settle()
    return ids


def click(indicators: Indicators, name: str, modifier: Qt.KeyboardModifier, x: int = 60) -> None:
    """Click a row of the list as a user does."""
    page = indicators.page
    row = page.table.row_of(
        next(one.indicator.id for one in page._standings.values() if one.indicator.name == name)
    )
    page.view.scrollTo(page.table.index(row, 0))
    place = QPoint(x, page.view.visualRect(page.table.index(row, 0)).center().y())
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def test_several_are_chosen_compared_and_let_go_again(indicators: Indicators) -> None:
    page, none = indicators.page, Qt.KeyboardModifier.NoModifier
    ids = with_values(indicators)
    click(indicators, PORT, none)
    assert page.head.isVisible()
    assert page.entry.isVisible()
    click(indicators, GDP, Qt.KeyboardModifier.ControlModifier)
    assert page.view.chosen == (ids[GDP], ids[PORT])
    assert not page.head.isVisible()
    assert not page.entry.isVisible()
    assert page.compare.count.text() == words.CHOSEN.format(count=2)
    assert not page.compare.by_value.isEnabled()  # 亿元 and 亿吨
    assert page.compare.why.isVisible()
    indicators.drawn()
    assert {point.key for point in page.chart.points} == {ids[GDP], ids[PORT]}
    june = next(one for one in page.chart.points if (one.key, one.period) == (ids[GDP], "2023-06"))
    assert june.words == f"{GDP} 6月 实际66亿元，完成46.2%"
    assert page.chart._shown is not None
    assert page.chart._shown.subject.of_target

    page.compare.apart.click()
    assert page.compare.by_value.isEnabled()
    assert page.compare.why.isHidden()
    page.compare.by_value.click()
    page.tools.span(3).click()
    indicators.drawn()
    subject = page.chart._shown.subject
    assert (subject.together, subject.of_target, subject.years) == (False, False, 3)

    click(indicators, "旅游总收入增速", none, x=12)  # the tick
    assert len(page.view.chosen) == 3
    click(indicators, GDP, none, x=12)
    click(indicators, PORT, none, x=12)
    click(indicators, "旅游总收入增速", none, x=12)
    assert len(page.view.chosen) == 1  # the last one stays
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    chosen = len(page._standings)
    assert page.compare.count.text() == words.CHOSEN.format(count=chosen) + words.DRAWN_OF.format(count=12)
    page.compare.clear.click()
    assert len(page.view.chosen) == 1
    assert page.head.isVisible()
    page.tools.span(1).click()
    indicators.drawn()


def test_the_keys_go_along_the_points_and_enter_goes_to_the_figure(indicators: Indicators) -> None:
    page = indicators.page
    with_values(indicators)
    indicators.choose(PORT)
    indicators.drawn()
    chart = page.chart
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.point is not None
    assert chart.point.period == "2023-06"
    assert chart.label.isVisible()
    assert "0.54" in chart.label.text()
    assert "完成48.4%" in chart.label.text()
    assert chart.accessibleDescription() == chart.label.text()
    for _ in range(2):
        QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.point.period == "2023-04"
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.point.period == "2023-01"
    QTest.keyClick(chart, Qt.Key.Key_Up)
    assert "计划" in chart.point.words
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.point is None
    assert not chart.label.isVisible()

    plan = next(
        place for place, one in enumerate(chart.points) if (one.period, one.field) == ("2023-02", "planned")
    )
    chart._point_at(plan)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert page.entry.grid.currentIndex() == indicators.cell("planned", 2)
    may = next(one for one in chart.points if (one.period, one.field) == ("2023-05", "value"))
    place = QPoint(round(may.x), round(may.y))
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place + QPoint(2, 3))
    assert page.entry.grid.currentIndex() == indicators.cell("value", 5)
    assert page.entry.grid.hasFocus()


def test_a_deliverable_is_a_series_whose_plan_is_entered_and_whose_values_are_not(
    indicators: Indicators, tmp_path: Path
) -> None:
    page = indicators.page
    ids = {one.indicator.name: one.indicator.id for one in page._standings.values()}
    series = next(one for one in page._standings.values() if one.indicator.item_id)
    assert ids
    assert page.view.choose(series.indicator.id)
    indicators.running.settle()
    model = page.entry.model
    assert model.rows == ("planned", "value")
    assert not model.flags(model.index(1, 0)) & Qt.ItemFlag.ItemIsEditable
    assert page.head.target.text().endswith(words.OPEN_ITEM)
    model.setData(model.index(0, 5), "3")
    indicators.running.settle()
    shown = page._standings[series.indicator.id]
    assert [(one.period, one.planned) for one in shown.points] == [("2023-06", Decimal(3))]
    opened: list[tuple[str, str]] = []
    page.open_requested.connect(lambda *where: opened.append(where))
    page.head.target.click()
    assert opened == [("tasks", series.indicator.item_id)]
    row = page.table.row_of(series.indicator.id)
    assert page.table.index(row, Column.NAME).data().startswith(series.indicator.name)
    page.show_week(page._commands.context)
    page.out.print_page(tmp_path / "一页.pdf")
    indicators.qtbot.waitUntil(
        lambda: page.messages.text == words.SAVED.format(name="一页.pdf"), timeout=20000
    )
    assert (tmp_path / "一页.pdf").read_bytes().startswith(b"%PDF")
    page.messages.dismiss()
