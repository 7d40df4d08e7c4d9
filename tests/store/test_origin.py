"""A store that was restored, copied or moved writes under a new origin; one that was not keeps its own."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from shengsi_desktop.store.sessions import Store
from shengsi_desktop.store.tables import Item, Plan

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def origin(folder: Path) -> str:
    with Store.open(folder) as store:
        return store.origin


def write(folder: Path, n: int) -> None:
    with Store.open(folder) as store, store.command("写") as command:
        command.session.add(Plan(id=f"plan{n}"))
        command.session.add(Item(id=f"item{n}", plan_id=f"plan{n}"))


def test_a_store_keeps_its_origin_from_one_opening_to_the_next(folder: Path) -> None:
    first = origin(folder)
    write(folder, 1)
    assert origin(folder) == first


def test_a_store_put_back_from_a_copy_of_its_file_gets_a_new_origin(folder: Path, tmp_path: Path) -> None:
    write(folder, 1)
    first = origin(folder)
    shutil.copy(folder / "store.db", tmp_path / "kept.db")
    write(folder, 2)
    shutil.copy(tmp_path / "kept.db", folder / "store.db")
    assert origin(folder) != first


def test_a_copied_or_moved_store_gets_a_new_origin_and_the_first_keeps_its_own(
    folder: Path, tmp_path: Path
) -> None:
    write(folder, 1)
    first = origin(folder)
    shutil.copytree(folder, tmp_path / "copy")
    assert origin(tmp_path / "copy") != first
    assert origin(folder) == first
    folder.rename(tmp_path / "moved")
    assert origin(tmp_path / "moved") != first


def test_another_machine_or_another_users_configuration_is_a_new_origin(
    folder: Path, config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = origin(folder)
    (record,) = (config / "origins").glob("*.json")
    told = json.loads(record.read_text(encoding="utf-8"))
    record.write_text(json.dumps({**told, "host": "elsewhere"}), encoding="utf-8")
    second = origin(folder)
    monkeypatch.setenv("SHENGSI_CONFIG", str(tmp_path / "other"))
    assert len({first, second, origin(folder)}) == 3


def test_each_origin_counts_from_one_in_a_chain_of_its_own(folder: Path, tmp_path: Path) -> None:
    write(folder, 1)
    shutil.copytree(folder, tmp_path / "copy")
    write(tmp_path / "copy", 2)
    with Store.open(tmp_path / "copy") as store, store.writing() as connection:
        counts = connection.execute("SELECT count(*), max(seq) FROM change GROUP BY origin").fetchall()
        lamports = connection.execute("SELECT lamport FROM change ORDER BY lamport").fetchall()
    assert counts == [(2, 2), (2, 2)]
    assert lamports == [(1,), (2,), (3,), (4,)]


def test_a_configuration_that_cannot_be_written_does_not_stop_the_work(
    folder: Path, config: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config.write_text("a file in the folder's place", encoding="utf-8")
    write(folder, 1)
    assert "could not be written" in caplog.text
