"""Two machines of one unit: the office, and the laptop that goes out to the islands."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.store.merge.unit import Machine, made_template

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path / "office", made_template(tmp_path / "template"))
    yield machine
    machine.store.close()


@pytest.fixture
def laptop(tmp_path: Path, office: Machine) -> Iterator[Machine]:
    machine = Machine(tmp_path / "laptop", tmp_path / "template" / "store.db")
    yield machine
    machine.store.close()


@pytest.fixture
def twin(tmp_path: Path, office: Machine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    """The image of a whole computer, taken now: it goes on under the office's own origin, as nothing tells it apart."""
    office.store.close()
    shutil.copytree(office.folder, tmp_path / "image")
    own, config = office.store.origin, tmp_path / "config"
    office.store = type(office.store).open(office.folder)
    shutil.copytree(config, tmp_path / "config-of-the-twin")
    monkeypatch.setattr("shengsi_desktop.store.origin._agrees", lambda *_: True)
    (tmp_path / "image" / "lock").unlink(missing_ok=True)
    machine = Machine.__new__(Machine)
    machine.folder, machine.kept, machine.loaded, machine.late = tmp_path / "image", None, {}, False
    machine.store = type(office.store).open(machine.folder)
    assert machine.store.origin == own
    yield machine
    machine.store.close()
