"""The command line over a copy of one store that is set up once, and a way to run a command."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

import pytest

from shengsi_desktop.cli.app import main
from shengsi_desktop.services import setting_up
from shengsi_desktop.services.opening import opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., "Said"]


class Said(NamedTuple):
    """What a command ended with."""

    status: int
    out: str
    err: str


@pytest.fixture(scope="session")
def initialised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    room = tmp_path_factory.mktemp("initialised")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHENGSI_CONFIG", str(room / "config"))
        with opened(room / "store", writing=True) as store:
            setting_up.first_run(store, unit="县文广旅体局")
    return room / "store"


@pytest.fixture
def folder(initialised: Path, tmp_path: Path) -> Path:
    return shutil.copytree(initialised, tmp_path / "store")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on the copied store (`store=None`: on none that is named)."""
    monkeypatch.setenv("SHENGSI_STORE", str(folder))

    def call(*arguments: str) -> Said:
        status = main(list(arguments))
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    return call
