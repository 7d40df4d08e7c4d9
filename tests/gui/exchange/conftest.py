"""The real window of a unit that has signed its week, of the county that takes it in, and of a unit's two machines."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QDialog

from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts, reporting, setting_up
from shengsi_desktop.services.exchange import syncing
from shengsi_desktop.services.opening import opened
from shengsi_desktop.store.sessions import Store, raw_connection
from shengsi_desktop.ui.pages.exchange.sync_dialogs import TakeDialog
from tests import demo_handin
from tests.gui.conftest import store_after_the_first_run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gui.conftest import Running

WEEK = "2023-W30"


@pytest.fixture
def first_page() -> str:
    return "exchange"


@pytest.fixture(scope="session")
def signed_template(set_up_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A unit's store with a signed week."""
    folder = shutil.copytree(set_up_store, tmp_path_factory.mktemp("signed") / "store")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHENGSI_CONFIG", str(folder.parent / "config"))
        with Store.open(folder) as store:
            demo_handin.fill(store)
    return folder


@pytest.fixture(scope="session")
def came(signed_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what came: a package, a damaged one, a picture."""
    room = tmp_path_factory.mktemp("came")
    copy = shutil.copytree(signed_template, room / "store")
    (room / "files").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHENGSI_CONFIG", str(room / "config"))
        with Store.open(copy) as store:
            path = demo_handin.hand_in(store, room / "files")
            sealed = demo_handin.hand_in(store, room, passphrase="海岛2023")
    shutil.move(sealed, room / "sealed.sspkg")
    (room / "files" / "坏.sspkg").write_bytes(path.read_bytes()[:-9])
    return room / "files"


@pytest.fixture(scope="session")
def county_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_after_the_first_run(tmp_path_factory.mktemp("county") / "store", unit="县委社建委")


@pytest.fixture
def unit(signed_template: Path, tmp_path: Path, run: Callable[..., Running]) -> Running:
    """The unit's window on 报送接收."""
    return _open(run(shutil.copytree(signed_template, tmp_path / "unit")))


@pytest.fixture
def county(county_template: Path, tmp_path: Path, run: Callable[..., Running]) -> Running:
    """The county's window on 报送接收."""
    return _open(run(shutil.copytree(county_template, tmp_path / "county")))


@pytest.fixture
def package(set_up_store: Path, tmp_path: Path) -> Path:
    """What the laptop wrote, as a package."""
    folder = shutil.copytree(set_up_store, tmp_path / "laptop")
    path = tmp_path / "笔记本.sspkg"
    with opened(folder, writing=True) as store:
        write(store, "笔记本上写的：完工9个")
        syncing.make(store, path)
    return path


@pytest.fixture
def accepting(monkeypatch: pytest.MonkeyPatch) -> list[TakeDialog]:
    """Every preview is looked at and accepted."""
    seen: list[TakeDialog] = []

    def accept(dialog: TakeDialog) -> int:
        seen.append(dialog)
        return int(QDialog.DialogCode.Accepted.value)

    monkeypatch.setattr(TakeDialog, "exec", accept)
    return seen


def write(store: Any, words: str, number: str = "") -> str:
    """本周进展 of an item of the unit's own; the item's number."""
    desk = setting_up.settings(store)
    with store.reading() as session:
        if not number:
            (number,) = (
                raw_connection(session)
                .execute(
                    "SELECT i.number FROM item i JOIN assignment a ON a.item_id = i.id WHERE a.unit_id = ?"
                    " ORDER BY i.ordinal LIMIT 1",
                    (desk.unit.id,),
                )
                .fetchone()
            )
        item_id = facts.find_item(session, number).id
    week = parse_week(WEEK, desk.rhythm)
    reporting.report_once(store, item_id, desk.unit.id, week, words={"progress": words})
    return number


def sync_view(window: Running) -> Any:
    window.window.show_page("exchange")
    page: Any = window.window.page
    page.show_view("sync")
    window.settle()
    return page.view


def looked_into(window: Running, package: Path) -> Any:
    """本单位同步, where that package has been looked into."""
    view = sync_view(window)
    view.commands.look_into(package)
    window.settle()
    return view


def _open(running: Running) -> Running:
    running.window.show_page("exchange")
    running.settle()
    return running
