"""A store in a folder of its own, with a configuration of its own."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.store import startup
from shengsi_desktop.store.connection import store_file
from shengsi_desktop.store.sessions import Store
from shengsi_desktop.store.tables import Item, Plan, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "config"
    monkeypatch.setenv("SHENGSI_CONFIG", str(folder))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of the newest schema that nobody has opened yet; test_migrations.py is about how it comes to be."""
    folder = tmp_path_factory.mktemp("empty")
    startup.prepare(folder)
    return store_file(folder)


@pytest.fixture
def store(folder: Path, empty_file: Path) -> Iterator[Store]:
    folder.mkdir()
    shutil.copy(empty_file, store_file(folder))
    with Store.open(folder) as opened:
        yield opened


@pytest.fixture
def planned(store: Store) -> Store:
    """A store with a plan, one item and one unit."""
    with store.command("导入方案") as command:
        command.session.add(Plan(id="plan", title="2023年行动方案", year=2023, current=True))
        command.session.add(Item(id="item", plan_id="plan", number="4-2", title="微改造"))
        command.session.add(Unit(id="unit", name="县文广旅体局"))
    return store
