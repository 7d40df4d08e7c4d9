"""下发 in the window: the county ticks and exports, the unit looks at it beside its own and takes it in."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from shengsi_desktop.domain.dispatch import DispatchPart
from shengsi_desktop.domain.exchange import CollectLine
from shengsi_desktop.services import facts
from shengsi_desktop.services.exchange import collecting
from shengsi_desktop.services.exchange.collecting import Collected
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


def test_what_was_undone_says_so_in_the_log_which_is_searched_by_kind_and_words(
    county: Running, run: Callable[..., Running], tmp_path: Path
) -> None:
    view(county).message.setPlainText("按验收单报")
    path = exported(county, tmp_path)
    unit = shown(run(), "take_in")
    side = view(unit).collect
    (tmp_path / "坏.sspkg").write_bytes(path.read_bytes()[:-9])
    side.look_at([tmp_path / "坏.sspkg", path])
    unit.settle()
    assert (side.take.isVisible(), side.check.text()) == (False, "逐项核对…")
    # the button is for the chosen file alone
    side.table.choose("0")
    assert not side.check.isVisible()
    side.table.choose("1")
    assert side.check.isVisible()
    side.check.click()
    unit.settle()
    dialog = unit.window.findChild(DispatchDialog)
    assert dialog is not None
    assert dialog.take.text() == "收取（会商要求）"
    dialog.take.click()
    unit.settle()
    assert side.messages.text == "已收取县委社建委下发：会商要求。"
    assert [line.cells[0] for line in side.table.lines] == ["坏.sspkg"]
    unit.ask(lambda store: store.undo())
    log = view(shown(unit, "log"))
    assert log.table.lines[0].cells[-1].startswith("（已撤销）已收取")
    log.kind.setCurrentIndex(log.kind.findText("收到 · 下发"))
    log.search.setText("县委社建委 已撤销")
    assert len(log.table.lines) == 1
    log.search.setText("别的")
    assert log.table.lines == ()


def test_what_cannot_be_taken_stays_and_a_return_is_said_in_full_before_and_after(
    run: Callable[..., Running], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = shown(run(), "take_in")
    side = view(unit).collect
    reason = "退回：口径不一，请核对4-2（县委社建委，2023年第30周）"
    bad, letter = tmp_path / "坏.sspkg", tmp_path / "回执.sspkg"
    bad.write_bytes(b"what is this")
    taken = CollectLine(
        "1", letter, "letter", "回执", "", takeable=True, told=(reason, "已收到"), returned=(reason,)
    )
    side._show(Collected((CollectLine("0", bad, "", "", "在途中损坏", refused=True), taken), {}))
    assert side.table.current_key == "1"
    # another pile: the same file stays chosen, whatever its place
    side._show(Collected((replace(taken, key="0"), CollectLine("1", bad, "", "", "在途中损坏")), {}))
    assert side.table.current_key == "0"
    side._show(Collected((CollectLine("0", bad, "", "", "在途中损坏", refused=True), taken), {}))
    assert (side.told.back.text(), side.told.rest.text()) == (reason, "已收到")
    assert (side.take.text(), side.check.isVisible()) == ("收取（1）", False)
    monkeypatch.setattr(collecting, "take", lambda *_given: frozenset())
    side.take.click()
    unit.settle()
    assert side.messages.text.startswith("被退回：口径不一，请核对4-2（县委社建委，2023年第30周）。")
    assert [line.cells[0] for line in side.table.lines] == ["坏.sspkg"]
