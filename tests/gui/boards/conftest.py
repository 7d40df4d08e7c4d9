"""The real window over a store with the made-up July of the boards."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.store.sessions import Store
from tests.services.boards.conftest import fill

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gui.conftest import Running


@pytest.fixture
def first_page() -> str:
    return "boards"


@pytest.fixture(scope="session")
def july_template(set_up_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That store, to be copied."""
    folder = shutil.copytree(set_up_store, tmp_path_factory.mktemp("boards") / "store")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHENGSI_CONFIG", str(folder.parent / "config"))
        with Store.open(folder) as store:
            fill(store)
    return folder


@pytest.fixture
def boards(july_template: Path, tmp_path: Path, run: Callable[..., Running]) -> Running:
    """The window on 调度晾晒, with the work of July."""
    running = run(shutil.copytree(july_template, tmp_path / "boards"))
    running.window.go_to("boards", "boards:work 2023-07")
    running.settle()
    return running
