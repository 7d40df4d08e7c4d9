"""Words are broken where a reader would break them, and small parts have the room that their words need."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QScrollArea, QWidget

from shengsi_desktop.domain.indicators import PointChange
from shengsi_desktop.domain.plan import Condition
from shengsi_desktop.domain.words import Comparator
from shengsi_desktop.ui.dialogs.curve_cells import CurveCells
from shengsi_desktop.ui.pages.indicators.grid import words as grid_words
from shengsi_desktop.ui.pages.indicators.grid.frozen import FrozenHeader, _lines
from shengsi_desktop.ui.pages.indicators.grid.history_popup import HistoryPopup
from shengsi_desktop.ui.pages.indicators.grid.looks import advance, looks
from shengsi_desktop.ui.pages.indicators.grid.model import GridModel
from shengsi_desktop.ui.pages.indicators.trend import words
from shengsi_desktop.ui.pages.indicators.trend.condition_rows import ConditionRow
from shengsi_desktop.ui.pages.indicators.trend.table_delegate import _name_words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.text import well_broken
from tests.gui.indicators.grid.figures import GDP, standing

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(autouse=True)
def _themed(qtbot: QtBot) -> None:
    current.apply("light")


def test_a_short_bracket_is_never_broken_and_no_line_begins_with_a_dot() -> None:
    said = well_broken("黄灯（默认亮灯规则v1） · 4项：完成1")
    assert said.replace("\u2060", "").replace("\u00a0", " ") == "黄灯（默认亮灯规则v1） · 4项：完成1"
    assert "v\u20601\u2060）\u00a0·" in said


def test_a_unit_never_stands_alone_below_the_name_it_belongs_to() -> None:
    one = replace(GDP, name="每万老年人口拥有持证养老护理员数", unit="人")
    look = looks()
    # the whole name would have its room, but not with its unit behind it
    lines = _lines(look, one, advance(look.figure, one.name) + 2)
    assert len(lines) == 2
    assert "".join(lines) == one.name
    assert len(lines[1]) >= 2
    assert _name_words(standing(one)).endswith("员\u2060数\u00a0人")


def test_the_head_of_the_first_column_keeps_its_distance_from_the_edge(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    header = FrozenHeader(GridModel(), window)
    number = header.shared(400).number
    assert number - looks().pad - advance(looks().small, grid_words.NUMBER) >= 14


def test_a_drawn_curve_has_equally_many_decimals_and_is_kept_without_idle_noughts(qtbot: QtBot) -> None:
    cells = CurveCells([("2023-01", "1月"), ("2023-02", "2月"), ("2023-03", "3月")])
    qtbot.addWidget(cells)
    cells.show_points({"2023-01": Decimal("0.022"), "2023-02": Decimal("0.1")})
    assert [cell.text() for cell in cells.cells.values()] == ["0.022", "0.100", ""]
    assert str(cells.points["2023-02"]) == "0.1"


def test_the_hint_of_a_condition_is_read_whole(qtbot: QtBot) -> None:
    row = ConditionRow(Condition(Comparator.GT, None, "", "province"), ())
    qtbot.addWidget(row)
    row.resize(320, 40)
    row.show()
    assert row.value.placeholderText() == words.MORE_BY
    assert row.value.width() >= row.value.fontMetrics().horizontalAdvance(words.MORE_BY) + 22


def test_the_history_of_a_figure_ends_with_a_whole_entry_beside_its_scroll_bar(qtbot: QtBot) -> None:
    changes = [
        PointChange(
            at=f"2023-07-{day:02d} 09:00", person="王晓", command="录入", field="实际", value=str(day)
        )
        for day in range(20, 0, -1)
    ]
    window = QWidget()
    qtbot.addWidget(window)
    popup = HistoryPopup("港口货物吞吐量 2023年6月", changes, window)
    popup.show()
    scroll = popup.findChild(QScrollArea)
    assert isinstance(scroll, QScrollArea)
    body = scroll.widget().layout()
    assert body is not None
    ends = [body.itemAt(place).geometry().bottom() for place in range(1, body.count(), 2)]
    seen = scroll.viewport().height()
    assert min(abs(end - seen) for end in ends if end < seen) <= 8
    assert body.geometry().right() - body.contentsMargins().right() <= scroll.viewport().width() - 10
