"""指标趋势: the table, the entry grid by keys and by paste, the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlmodel import select

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import Light
from shengsi_desktop.store.tables import Indicator
from shengsi_desktop.ui.pages.indicators.cell_editor import CellEditor
from shengsi_desktop.ui.pages.indicators.grid import words as grid_words
from shengsi_desktop.ui.pages.indicators.trend import words
from shengsi_desktop.ui.pages.indicators.trend.pasted import placed
from shengsi_desktop.ui.pages.indicators.trend.table_model import Column
from shengsi_desktop.ui.theme import current
from tests.gui.indicators.conftest import PORT
from tests.gui.indicators.grid.figures import GDP as GDP_FIGURES

if TYPE_CHECKING:
    from pathlib import Path

    from shengsi_desktop.store.sessions import Store
    from tests.gui.indicators.conftest import Indicators

MONTHS = [f"2023-{month:02d}" for month in range(1, 13)]


def type_into(indicators: Indicators, series: str, month: int, text: str) -> None:
    """Type a figure as a user does."""
    grid = indicators.page.entry.grid
    grid.setFocus()
    grid.setCurrentIndex(indicators.cell(series, month))
    QTest.keyClicks(grid, text[0])
    editor = QApplication.focusWidget()
    assert isinstance(editor, CellEditor)
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, Qt.Key.Key_Tab)


def paste(indicators: Indicators, series: str, month: int, text: str) -> None:
    """Copy in WPS, paste here."""
    grid = indicators.page.entry.grid
    grid.setFocus()
    grid.setCurrentIndex(indicators.cell(series, month))
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def colours(image: QImage) -> set[str]:
    """Every colour of a picture."""
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {image.pixelColor(x, y).name().upper() for x, y in places}


def test_the_table_lists_the_indicators_of_the_plan_under_their_headings(indicators: Indicators) -> None:
    table = indicators.page.table
    assert len(table.standings) == 27
    assert indicators.page.tools.count.text() == "27 项"
    assert table.index(0, 0).data() == "经济总量"
    headings = [table.index(row, 0).data() for row in table.headings()]
    assert len(headings[:-1]) == 5
    assert headings[-1] == words.SERIES
    row = table.row_of(next(one.indicator.id for one in table.standings if one.indicator.name == PORT))
    said = [table.index(row, column).data() for column in Column]
    assert said == ["港口货物吞吐量 亿吨", "超1.116", words.NO_VALUE, "未发布"]


def test_the_keys_pass_over_the_headings(indicators: Indicators) -> None:
    view = indicators.page.view
    view.setFocus()
    for _ in range(4):
        QTest.keyClick(view, Qt.Key.Key_Down)
    assert indicators.page.head.title.text() == "海洋经济增加值占地区生产总值比重"


def test_a_typed_figure_is_stored_and_the_next_cell_is_open(indicators: Indicators) -> None:
    indicators.choose(PORT)
    type_into(indicators, "value", 3, "0.24")
    assert indicators.points() == {(PORT, "2023-03"): ("0.24", None, None)}
    assert indicators.page.entry.grid.currentIndex() == indicators.cell("value", 4)
    row = indicators.page.table.row_of(indicators.page.view.current_id or "")
    assert indicators.page.table.index(row, Column.VALUE).data() == "0.24"
    assert indicators.page.head.badge.light is not Light.UNPUBLISHED


def test_full_width_figures_are_read_and_enter_goes_on_too(indicators: Indicators) -> None:
    indicators.choose(PORT)
    grid = indicators.page.entry.grid
    grid.setFocus()
    grid.setCurrentIndex(indicators.cell("planned", 1))
    QTest.keyClick(grid, Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    assert isinstance(editor, CellEditor)
    editor.setText("１.０５")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert indicators.points() == {(PORT, "2023-01"): (None, "1.05", None)}
    assert grid.currentIndex() == indicators.cell("planned", 2)


def test_words_in_a_cell_are_refused_in_a_sentence_and_the_old_value_stays(indicators: Indicators) -> None:
    indicators.choose(PORT)
    type_into(indicators, "value", 2, "0.13")
    indicators.running.settle()
    type_into(indicators, "value", 2, "about")
    indicators.running.settle()
    assert indicators.running.window.messages.text == grid_words.TYPED.format(reason="“about”不是数")
    assert indicators.cell("value", 2).data() == "0.13"
    assert indicators.points() == {(PORT, "2023-02"): ("0.13", None, None)}


def test_a_figure_with_its_unit_is_read_as_in_the_grid_of_all(indicators: Indicators) -> None:
    indicators.choose("地区生产总值")
    grid = indicators.page.entry.grid
    for month, said in ((1, "71亿元"), (2, "5000万元"), (3, "1人")):
        grid.setFocus()
        grid.setCurrentIndex(indicators.cell("value", month))
        grid.model().setData(grid.currentIndex(), said)
    indicators.running.settle()
    paste(indicators, "planned", 1, "60亿元\t6500000万元")
    points = indicators.points()
    assert points["地区生产总值", "2023-01"] == ("71", "60", None)
    assert points["地区生产总值", "2023-02"] == ("0.5", "650", None)
    assert ("地区生产总值", "2023-03") not in points
    sentence = grid_words.TYPED.format(reason=grid_words.WRONG_UNIT.format(text="1人", unit="亿元"))
    assert indicators.running.window.messages.text == sentence


def test_a_key_in_a_row_that_is_reckoned_says_so_and_writes_nothing(indicators: Indicators) -> None:
    indicators.choose(PORT)
    page = indicators.page
    page.entry.last_year.click()
    type_into(indicators, "value", 1, "0.05")
    indicators.running.settle()
    page.entry.this_year.click()
    type_into(indicators, "value", 1, "0.06")
    indicators.running.settle()
    before, here = indicators.points(), indicators.cell("change", 1)
    page.entry.grid.setCurrentIndex(here)
    QTest.keyClicks(page.entry.grid, "0.5")
    indicators.running.settle()
    assert page.messages.text == words.CLOSED_ROWS["change"]
    assert indicators.points() == before
    assert page.entry.grid.currentIndex() == here
    page.messages.dismiss()


def test_twelve_cells_are_pasted_along_a_row_as_one_step_back(indicators: Indicators) -> None:
    indicators.choose(PORT)
    figures = ["0.05", "0.12", "0.22", "0.32", "0.43", "0.56", "0.74", "0.8", "0.93", "1.01", "1.07", "1.12"]
    paste(indicators, "planned", 1, "\t".join(figures) + "\r\n")
    points = indicators.points()
    assert [points[PORT, month][1] for month in MONTHS] == figures
    shown = [indicators.cell("planned", month).data() for month in range(1, 13)]
    assert shown == [figure.ljust(4, "0") for figure in figures]
    indicators.running.window.commands.undo()
    indicators.running.settle()
    assert indicators.cell("planned", 12).data() == ""


def test_a_column_runs_along_the_months_and_a_block_fills_several_rows(indicators: Indicators) -> None:
    indicators.choose(PORT)
    paste(indicators, "value", 4, "0.31\n0.42\n0.56\n")
    points = indicators.points()
    assert [points[PORT, month][0] for month in MONTHS[3:6]] == ["0.31", "0.42", "0.56"]
    paste(indicators, "planned", 1, "0.05\t0.12\n0.06\t—\n")
    points = indicators.points()
    assert points[PORT, "2023-01"] == ("0.06", "0.05", None)
    assert points[PORT, "2023-02"] == (None, "0.12", None)


def test_a_paste_with_a_word_in_it_stores_nothing_and_says_which(indicators: Indicators) -> None:
    indicators.choose(PORT)
    paste(indicators, "planned", 1, "0.05\t0.12\n0.06\t未出\n")
    indicators.running.settle()
    assert indicators.running.window.messages.text == words.PASTED_NO_NUMBER.format(reason="“未出”不是数")
    assert indicators.points() == {}
    assert indicators.cell("planned", 1).data() == ""


def test_a_block_pasted_into_an_open_cell_still_fills_the_row(indicators: Indicators) -> None:
    indicators.choose(PORT)
    grid = indicators.page.entry.grid
    grid.setFocus()
    grid.setCurrentIndex(indicators.cell("value", 1))
    QTest.keyClick(grid, Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    assert isinstance(editor, CellEditor)
    QGuiApplication.clipboard().setText("1\t2\t3")
    QTest.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    points = indicators.points()
    assert [points[PORT, month][0] for month in MONTHS[:3]] == ["1", "2", "3"]


def test_delete_empties_the_cell(indicators: Indicators) -> None:
    indicators.choose(PORT)
    type_into(indicators, "value", 2, "0.13")
    indicators.running.settle()
    grid = indicators.page.entry.grid
    editor = grid.findChild(CellEditor)
    if editor is not None:
        QTest.keyClick(editor, Qt.Key.Key_Escape)
    grid.setCurrentIndex(indicators.cell("value", 2))
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    assert indicators.points() == {(PORT, "2023-02"): (None, None, None)}
    assert indicators.cell("value", 2).data() == ""


def test_the_comparison_with_last_year_appears_once_last_year_is_known(indicators: Indicators) -> None:
    indicators.choose(PORT)
    page = indicators.page
    type_into(indicators, "value", 1, "0.06")
    indicators.running.settle()
    assert page.entry.model.rowCount() == 3
    page.entry.last_year.click()
    type_into(indicators, "value", 1, "0.05")
    indicators.running.settle()
    page.entry.this_year.click()
    assert page.entry.model.rowCount() == 4
    assert indicators.cell("change", 1).data() == "+20.0"
    assert not indicators.cell("change", 1).flags() & Qt.ItemFlag.ItemIsEditable
    assert indicators.points()[PORT, "2022-01"] == ("0.05", None, None)
    assert page.entry.grid.height() >= 5 * page.entry.grid.rowHeight(0)


def test_the_picture_changes_with_a_value_and_with_the_theme(indicators: Indicators) -> None:
    indicators.choose(PORT)
    line = current.palette().sea
    assert line not in colours(indicators.drawn())
    type_into(indicators, "value", 1, "0.06")
    type_into(indicators, "value", 2, "0.13")
    indicators.running.settle()
    assert line in colours(indicators.drawn())
    try:
        current.apply("dark")
        indicators.qtbot.waitUntil(
            lambda: indicators.page.chart._shown is not None and indicators.page.chart._shown.dark,
            timeout=20000,
        )
        corner = indicators.page.chart.image.pixelColor(2, 2)
        assert corner.name().upper() == current.palette().card
    finally:
        current.apply("light")
    indicators.drawn()


def test_the_picture_is_as_large_as_its_place_in_device_pixels(indicators: Indicators) -> None:
    image = indicators.drawn()
    chart = indicators.page.chart
    ratio = chart.devicePixelRatioF()
    assert (image.width(), image.height()) == (round(chart.width() * ratio), round(chart.height() * ratio))


def test_the_picture_goes_to_the_clipboard_and_into_files(indicators: Indicators, tmp_path: Path) -> None:
    indicators.choose(PORT)
    indicators.drawn()
    page = indicators.page
    QGuiApplication.clipboard().clear()
    page.tools.copy.click()
    indicators.qtbot.waitUntil(lambda: page.messages.text == words.COPIED, timeout=20000)
    assert not QGuiApplication.clipboard().image().isNull()
    for ending in ("png", "svg"):
        path = tmp_path / f"图.{ending}"
        page.save_picture(path)
        indicators.qtbot.waitUntil(
            lambda path=path: page.messages.text == words.SAVED.format(name=path.name), timeout=20000
        )
    assert QImage(str(tmp_path / "图.png")).width() == 1720
    assert (tmp_path / "图.svg").read_text(encoding="utf-8").lstrip().startswith("<?xml")
    page.messages.dismiss()


def test_a_picture_that_cannot_be_written_is_said(indicators: Indicators, tmp_path: Path) -> None:
    folder = tmp_path / "没有" / "图.png"
    indicators.drawn()
    indicators.page.save_picture(folder)
    indicators.qtbot.waitUntil(lambda: bool(indicators.running.window.messages.text), timeout=20000)
    assert not folder.exists()


def test_the_owner_is_blank_until_a_person_says(indicators: Indicators) -> None:
    indicators.choose(PORT)
    owner = indicators.page.head.owner
    assert owner.link.text() == words.NO_OWNER
    owner.link.click()
    QTest.keyClicks(owner.field, "x")
    owner.field.setText("县交通运输局")
    QTest.keyClick(owner.field, Qt.Key.Key_Return)

    def stored(store: Store) -> list[str]:
        with store.reading() as session:
            return [row.owner for row in session.exec(select(Indicator)).all() if row.owner]

    indicators.running.settle()
    assert indicators.running.ask(stored) == ["县交通运输局"]
    assert owner.link.text() == "责任单位：县交通运输局"
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()


def test_cumulative_is_a_persons_word(indicators: Indicators) -> None:
    indicators.choose(PORT)
    assert indicators.page.head.kind.text().startswith("累计")
    indicators.page.head.menu.actions()[1].trigger()
    indicators.running.settle()
    assert indicators.page.head.kind.text() == "时点 · 月度 · 单位 亿吨"


@pytest.mark.parametrize(
    ("text", "kinds", "month", "expected"),
    [
        ("1\t2\r\n", ("planned", "value", "province"), 3, (("planned", "1\t2"),)),
        ("1\r\n2\r\n3", ("planned", "value", "province"), 1, (("planned", "1\t2\t3"),)),
        (
            "1\t9\n2\t8\n3\t7\n4\t6",
            ("planned", "value"),
            1,
            (("planned", "1\t2\t3\t4"), ("value", "9\t8\t7\t6")),
        ),
        ("\t5", ("value",), 11, (("value", "\t5"),)),
        ("5\t-\t", ("value",), 12, (("value", "5\t-\t"),)),
    ],
)
def test_a_pasted_block_finds_its_rows(
    text: str, kinds: tuple[str, ...], month: int, expected: tuple[tuple[str, str], ...]
) -> None:
    assert placed(text, kinds, month, GDP_FIGURES) == expected


@pytest.mark.parametrize(
    ("text", "kinds", "month", "sentence"),
    [
        ("1\t2", ("value",), 12, words.PASTED_TOO_WIDE),
        ("1\t2\n3\t4", ("province",), 1, words.PASTED_TOO_HIGH.format(lines=2, room=1)),
        (
            "1\t6月",
            ("value",),
            1,
            words.PASTED_NO_NUMBER.format(reason="“6月”的单位和这个指标的“亿元”对不上"),
        ),
    ],
)
def test_a_block_that_does_not_fit_is_refused_whole(
    text: str, kinds: tuple[str, ...], month: int, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence[:12]):
        placed(text, kinds, month, GDP_FIGURES)
