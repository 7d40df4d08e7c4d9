"""The table to read: warnings keep their colour in the chosen row, spare columns give way to words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor

from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.plain_table import Column, Line, PlainTable

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def colours(table: PlainTable, column: int) -> set[str]:
    """Of all that is painted in a cell of the first row."""
    area = table.visualRect(table.model().index(0, column)).translated(table.viewport().pos())
    image = table.grab(area).toImage()
    return {
        image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())
    }


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_warning_stays_one_in_the_chosen_row(qtbot: QtBot, theme: str) -> None:
    current.apply(theme)
    try:
        table = PlainTable((Column("单位", 1), Column("状态", 1), Column("说明", 1)), "各单位")
        qtbot.addWidget(table)
        table.show_lines([Line("a", ("█", "█", "█"), ("", "danger", "second")), Line("b", ("", "", ""))])
        table.resize(400, 160)
        table.choose("a")
        table.show()
        told, grey = colours(table, 1), colours(table, 2)
        assert {QColor(current.palette().danger).name().upper(), current.palette().selected} <= told
        assert current.palette().ink not in told
        assert {current.palette().ink, current.palette().selected} <= grey
    finally:
        current.apply("light")


def test_spare_columns_give_way_one_after_the_other(qtbot: QtBot) -> None:
    columns = (Column("单位"), Column("说明", 1), Column("方式", spare=1), Column("审核人", spare=2))
    table = PlainTable(columns, "各单位")
    qtbot.addWidget(table)
    table.show_lines([Line("a", ("县教育局", "连续两周未报", "电话代录", "张局"))])
    table.show()
    seen = []
    for width in (700, 360, 300):
        table.resize(width, 160)
        seen.append([place for place in range(4) if not table.isColumnHidden(place)])
        assert table.horizontalHeader().length() <= table.viewport().width()
    assert seen == [[0, 1, 2, 3], [0, 1, 2], [0, 1]]
