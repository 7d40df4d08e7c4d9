"""报送接收 as one page: what each desk sees of it, doors from view to view, and pages that stay the desk's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from shengsi_desktop.services.exchange import dispatching, fill_sheets
from shengsi_desktop.ui.pages.exchange.fill_sheets.make_dialog import MakeDialog
from shengsi_desktop.ui.pages.exchange.fill_sheets.take_dialog import TakeDialog
from shengsi_desktop.ui.pages.exchange.take_in_dialogs import UnitDialog
from tests.gui.gather.conftest import CULTURE
from tests.handed_in import unit_named, week_of
from tests.services.exchange.filling import Filled

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gui.conftest import Running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

UNITS = ("县教育局", "县民政局")


def shown(county: Running, key: str) -> Any:
    page: Any = county.window.page
    page.show_view(key)
    county.settle()
    return page.view


def open_dialog(county: Running, kind: type) -> Any:
    return next((one for one in county.window.findChildren(kind) if one.isVisible()), None)


@pytest.fixture
def filled(county: Running, tmp_path: Path) -> Path:
    """A folder with the filled 填报表 of two units, and a 下发 to another one."""
    folder = tmp_path / "came"
    folder.mkdir()

    def make(store: Any) -> None:
        week = week_of(store)
        fill_sheets.write_sheets(store, folder, [unit_named(store, name) for name in UNITS], week)
        wish = dispatching.DispatchWish(str(week))
        dispatching.write_packages(store, folder, wish, [unit_named(store, "花鸟乡")])

    county.ask(make)
    for path, number in zip(sorted(folder.glob("*.xlsx")), ("11-1", "8-4"), strict=True):
        sheet = Filled(path)
        sheet.put(number, "本周进展", "已完成")
        sheet.people(reviewer="李某")
        path.write_bytes(sheet.bytes())
    return folder


def test_the_county_begins_with_taking_in_and_alt_goes_by_the_bar(county: Running) -> None:
    page: Any = county.window.page
    row = page.bar._row
    buttons = [row.itemAt(place).widget() for place in range(row.count())]
    words = [one.text() for one in buttons if one is not None and not one.isHidden()]
    assert words[:4] == ["接收", "汇总", "下发", "报送"]
    assert words[-1] == "收发记录"
    assert page.bar.button("gather").shortcut().toString() == "Alt+2"


def test_filled_sheets_come_one_after_another_and_what_is_called_off_waits(
    county: Running, filled: Path
) -> None:
    view = shown(county, "take_in")
    view.look_at([filled])
    county.settle()
    pane = view.county.waiting
    assert [(row.unit, row.verdict.value) for row in pane.rows] == [
        ("县教育局", "填报表，双击打开"),
        ("县民政局", "填报表，双击打开"),
        ("县委社建委", "不用入库"),
    ]
    assert "各单位在“收取”里收" in pane.rows[2].findings[0].words
    pane.look.click()
    county.settle()
    first = open_dialog(county, TakeDialog)
    assert first.windowTitle() == "收回填报表（第1份，共2份）"
    first.take_button.click()
    county.settle()
    second = open_dialog(county, TakeDialog)
    assert second is not first
    assert second.seen.unit == "县民政局"
    second.reject()
    county.settle()
    assert [row.unit for row in pane.rows] == ["县民政局", "县委社建委"]
    assert "县教育局" in [line.unit for line in view.county.received.lines]
    pane.table.opened.emit(pane.rows[0].key)
    county.settle()
    assert open_dialog(county, TakeDialog) is not None


def test_sheets_alone_open_at_once(county: Running, filled: Path) -> None:
    shown(county, "take_in").look_at(sorted(filled.glob("*.xlsx"))[:1])
    county.settle()
    assert open_dialog(county, TakeDialog).windowTitle() == "收回填报表"


def test_figures_that_differ_are_told_beside_what_came(county: Running) -> None:
    view = shown(county, "take_in")
    assert view.county.differing.text() == "口径不一1处，在汇总里看"
    view.county.differing.click()
    county.settle()
    page: Any = county.window.page
    assert page.bar.button("gather").isChecked()
    assert [line.cells[1] for line in page.view.mismatches.lines] == ["14个", "12个"]
    assert page.view.mismatches.isVisible()


@pytest.mark.parametrize("key", ["take_in", "gather"])
def test_a_unit_that_telephones_is_gone_to(county: Running, key: str) -> None:
    view = shown(county, key)
    (view.phone if key == "take_in" else view.units.phone).click()
    county.settle()
    dialog = open_dialog(county, UnitDialog)
    dialog.field.setText("县教育局")
    dialog.do.click()
    county.settle()
    window = county.window
    assert window.context is not None
    assert (window.page_key, window.context.unit.name) == ("week", "县教育局")
    assert "电话" in window.viewed.bar.words.text() or window.viewed.bar.words.toolTip()


def test_fill_sheets_are_given_out_from_the_gathering(county: Running) -> None:
    shown(county, "gather").units.sheets.click()
    county.settle()
    open_dialog(county, MakeDialog).reject()


def test_what_is_the_desks_own_stays_so_while_another_unit_is_looked_at(county: Running) -> None:
    window = county.window
    window.viewed.show(str(county.ask(lambda store: unit_named(store, CULTURE))))
    county.settle()
    week: Any = window.page
    assert week.items.solicit.isHidden()
    assert week.state_bar.print.isHidden()
    assert "有改动" not in window.header._standing
    for key in ("meetings", "directives", "exchange"):
        window.show_page(key)
        county.settle()
        page: Any = window.page
        context = page._context if hasattr(page, "_context") else page._commands.context
        assert context.unit.name == "县委社建委"
        assert "是本单位（县委社建委）自己的" in window.viewed.bar.words.text()
    window.show_page("week")
    county.settle()
    assert "只读" in window.viewed.bar.words.text()
