"""走势 gives its height to the chart: a head of two lines, figures as low as their rows, or put away."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from shengsi_desktop.domain.indicators import PointCell
from shengsi_desktop.domain.periods import month_key
from shengsi_desktop.ui.pages.indicators.trend import words
from shengsi_desktop.ui.widgets.text import well_broken
from tests.gui.indicators.conftest import PORT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tests.gui.indicators.conftest import Indicators

#: the screen of an office PC
OFFICE = (1366, 768)


@pytest.fixture
def port(indicators: Indicators) -> Indicators:
    """Half a year of 港口货物吞吐量 and of the year before, on the screen of an office PC."""
    indicators.running.window.resize(*OFFICE)
    indicators.choose(PORT)
    page = indicators.page
    assert page._commands is not None
    months = [month_key(year, month) for year in (2022, 2023) for month in range(1, 7)]
    cells = [
        PointCell(page.view.current_id or "", month, field, Decimal("0.56"))
        for month in months
        for field in ("value", "planned")
    ]
    page._commands.write(cells, "录入")
    indicators.running.settle()
    return indicators


def middle(indicators: Indicators, part: QWidget) -> int:
    """How far down on the page a widget stands."""
    return part.mapTo(indicators.page, QPoint(0, part.height() // 2)).y()


def test_the_chart_of_an_office_screen_has_its_height_with_all_figures_below_it(port: Indicators) -> None:
    page, head = port.page, port.page.head
    assert page.entry.model.rowCount() == 4
    assert not page.entry.is_folded
    assert page.chart.height() >= 340
    assert head.height() <= 66
    assert abs(middle(port, head.kind) - middle(port, head.title)) <= 3
    assert abs(middle(port, head.reason) - middle(port, head.badge)) <= 3
    # a long name goes on in a second line; what kind of figures they are stands behind the reason then
    head.title.setText("县域内重点产业高技能人才和海洋经济领域专业技术人员新增数量占比")
    head._place_facts()
    port.qtbot.waitUntil(lambda: abs(middle(port, head.kind) - middle(port, head.badge)) <= 3)
    port.drawn()


def test_a_reason_too_long_for_its_line_is_read_whole_on_a_click(port: Indicators) -> None:
    reason = port.page.head.reason
    said = "，".join(["1–6月0.56亿吨（快报数），计划0.56（100%），占年度目标50.2%"] * 3)
    reason.set_text(said)
    assert reason.is_cut
    assert reason.toolTip() == said
    before = port.page.head.height()
    QTest.mouseClick(reason, Qt.MouseButton.LeftButton)
    port.qtbot.waitUntil(lambda: port.page.head.height() > before)
    assert reason.text() == well_broken(said)
    reason.setFocus()
    QTest.keyClick(reason, Qt.Key.Key_Space)
    port.qtbot.waitUntil(lambda: port.page.head.height() == before)
    port.drawn()


def test_figures_are_put_away_where_several_years_are_shown_and_a_persons_word_is_kept(
    port: Indicators,
) -> None:
    page = port.page
    height = page.chart.height()
    page.tools.span(3).click()
    assert page.entry.is_folded
    assert page.entry.handle.text() == words.UNFOLD
    port.qtbot.waitUntil(lambda: page.chart.height() > height + 100)
    page.tools.span(1).click()
    assert not page.entry.is_folded
    page.entry.handle.click()
    page.tools.span(10).click()
    page.entry.handle.click()
    page.tools.span(1).click()
    assert page.entry.is_folded
    page.tools.span(3).click()
    assert not page.entry.is_folded
    memory = port.running.window.memory
    assert [memory.value(key) for key in ("indicators/entry", "indicators/entry_of_years")] == [
        "folded",
        "unfolded",
    ]
    page.tools.span(1).click()
    # a point of the chart leads to its cell all the same
    page._go_to_figure(page.view.current_id or "", "2023-03", "value")
    assert not page.entry.is_folded
    assert page.entry.grid.currentIndex() == port.cell("value", 3)
    port.drawn()


def test_a_low_window_puts_the_figures_away_unless_there_is_nothing_to_draw_yet(port: Indicators) -> None:
    page = port.page
    page._parts.share_height(480, 1)
    assert page.entry.is_folded
    port.choose("城乡居民收入倍差")
    assert not page.entry.is_folded
    port.choose(PORT)
    assert page.entry.is_folded
    port.drawn()
