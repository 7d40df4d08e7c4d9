"""One store, set up once as 县文广旅体局 with the built-in plan, and copied for every test."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts, setting_up
from shengsi_desktop.services.opening import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

UNIT = "县文广旅体局"


@pytest.fixture(scope="session")
def initialised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the store that is copied."""
    room = tmp_path_factory.mktemp("initialised")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHENGSI_CONFIG", str(room / "config"))
        with opened(room / "store", writing=True) as store:
            setting_up.first_run(store, unit=UNIT)
    return room / "store"


@pytest.fixture
def folder(initialised: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(initialised, tmp_path / "store")


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with opened(folder, writing=True) as found:
        yield found


@pytest.fixture
def unit_id(store: Store) -> str:
    return setting_up.settings(store).unit.id


@pytest.fixture
def week(store: Store) -> Callable[[str], Week]:
    """«2023-W10» in the unit's rhythm."""
    rhythm = setting_up.settings(store).rhythm
    return lambda text: parse_week(text, rhythm)


@pytest.fixture
def item(store: Store) -> Callable[[str], str]:
    """An item's id by its shown number."""

    def find(number: str) -> str:
        with store.reading() as session:
            return facts.find_item(session, number).id

    return find
