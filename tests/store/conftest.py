"""A store in a folder of its own, with a configuration of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
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
