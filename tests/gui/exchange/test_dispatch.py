"""下发 in the window: the county ticks and exports, the unit looks at it beside its own and takes it in."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from shengsi_desktop.domain.dispatch import DispatchPart
from shengsi_desktop.services import facts
from shengsi_desktop.store.tables import Item
from shengsi_desktop.ui.pages.exchange.dispatch_dialog import DispatchDialog
from shengsi_desktop.ui.pages.exchange.fill_sheets.make_dialog import MakeDialog
from tests.gui.conftest import Running, store_after_the_first_run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.store.sessions import Store

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(scope="session")
def county_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store after the first run of the county's office."""
    return store_after_the_first_run(tmp_path_factory.mktemp("county") / "store", unit="县委社建委")


@pytest.fixture
def county(county_store: Path, tmp_path: Path, run: Callable[..., Running]) -> Running:
    return shown(run(shutil.copytree(county_store, tmp_path / "county")))


def shown(running: Running, key: str = "dispatch") -> Running:
    running.window.go_to("exchange")
    page: Any = running.window.page
    page.show_view(key)
    running.settle()
    return running


def view(running: Running) -> Any:
    page: Any = running.window.page
    return page.view


def retitle(store: Store, title: str) -> None:
    with store.reading() as session:
        item_id = facts.find_item(session, "4-2").id
    with store.command("改标题") as command:
        row = command.session.get(Item, item_id)
        assert row is not None
        row.title = title


def title(store: Store) -> str:
    with store.reading() as session:
        return facts.find_item(session, "4-2").title


def exported(county: Running, folder: Path) -> Path:
    side = view(county)
    unit = next(one for one in side.units.lines if one.cells[0] == "县文广旅体局")
    side.units.choose(unit.key)
    side.units.setFocus()
    county.qtbot.keyClick(side.units, Qt.Key.Key_Space)
    county.settle()
    side.write(folder)
    county.settle()
    (path,) = folder.glob("*.sspkg")
    return path


def test_the_county_sees_what_goes_and_exports_it(county: Running, tmp_path: Path) -> None:
    side = view(county)
    assert not side.export.isEnabled()
    side.message.setPlainText("按验收单报")
    path = exported(county, tmp_path)
    assert side.parts[DispatchPart.MESSAGE].isChecked()
    assert [line.cells for line in side.goes.lines][-1] == ("统计口径和会商要求", "按验收单报")
    assert path.name == "县文广旅体局_2023年第30周_下发.sspkg"
    assert "已导出1个数据包" in side.foot.text()
    side.write(tmp_path)
    county.settle()
    assert (tmp_path / "县文广旅体局_2023年第30周_下发2.sspkg").exists()


def test_fill_sheets_are_a_click_away(county: Running) -> None:
    view(county).sheets.click()
    county.settle()
    dialog = county.window.findChild(MakeDialog)
    assert dialog is not None
    dialog.reject()


def test_a_unit_takes_it_in_and_keeps_its_own_title_unless_it_ticks_it(
    county: Running, run: Callable[..., Running], tmp_path: Path
) -> None:
    county.ask(lambda store: retitle(store, "县里的标题"))
    path = exported(county, tmp_path)
    unit = shown(run(), "take_in")
    unit.ask(lambda store: retitle(store, "本局的标题"))
    side = view(unit).collect
    side.look_at([path])
    unit.settle()
    dialog = unit.window.findChild(DispatchDialog)
    assert dialog is not None
    (line,) = dialog.table.lines
    assert (line.cells[1:5], line.ticked) == (("本机改过", "标题", "本局的标题", "县里的标题"), False)
    dialog.take.click()
    unit.settle()
    assert unit.ask(title) == "本局的标题"
    assert [one.cells[1] for one in side.down.table.lines] == ["县委社建委"]
    side.look_at([path])
    unit.settle()
    again = next(one for one in unit.window.findChildren(DispatchDialog) if one.isVisible())
    again.all_of_it.click()
    assert "替换本机改过的" in again.counts.text()
    again.take.click()
    unit.settle()
    assert unit.ask(title) == "县里的标题"


def test_a_file_that_is_no_dispatch_is_refused_in_words(run: Callable[..., Running], tmp_path: Path) -> None:
    unit = shown(run(), "take_in")
    (tmp_path / "a.sspkg").write_bytes(b"what is this")
    view(unit).look_at([tmp_path / "a.sspkg"])
    unit.settle()
    (line,) = view(unit).collect.found.lines
    assert line.refused
    assert "台账未动" in line.words
    assert unit.window.findChild(DispatchDialog) is None
