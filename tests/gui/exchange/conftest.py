"""The real window of a unit that has signed its week, and of the county that takes it in."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.store.sessions import Store
from tests import demo_handin
from tests.gui.conftest import store_after_the_first_run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gui.conftest import Running


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


def _open(running: Running) -> Running:
    running.window.show_page("exchange")
    running.settle()
    return running
