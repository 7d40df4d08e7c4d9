"""The maker of the benchmarks' large store, on a small scale: what it writes is a store like any other."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import history, reporting, setting_up
from shengsi_desktop.store.backup import check
from shengsi_desktop.store.connection import connect, store_file, transaction
from shengsi_desktop.store.rebuild import rebuild
from shengsi_desktop.store.sessions import Store
from shengsi_desktop.store.shapes import shapes
from tests.benchmarks import large_store
from tests.benchmarks.large_store import LARGE, SMALL, cached, make

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    import pytest


def dump(connection: sqlite3.Connection, *names: str) -> dict[str, list[Any]]:
    return {name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr) for name in names}


def test_two_runs_that_make_it_at_once_have_one_and_leave_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []

    def make_while_another_does(folder: Path, _size: object) -> int:
        folder.mkdir()
        (folder / "store.db").touch()
        made.append(folder)
        if len(made) == 1:
            assert cached(SMALL).is_dir()
        return 0

    monkeypatch.setattr(large_store.tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(large_store, "make", make_while_another_does)
    found = cached(SMALL)
    assert len(made) == 2
    assert (found / "store.db").exists()
    assert list(tmp_path.iterdir()) == [found.parent]


def test_it_is_sound_its_log_gives_back_every_row_and_it_is_the_same_each_time(
    folder: Path, tmp_path: Path
) -> None:
    count = make(folder, SMALL)
    assert check(folder) == ()
    with closing(connect(store_file(folder))) as connection, transaction(connection):
        (changes,) = connection.execute("SELECT count(*) FROM change").fetchone()
        (reports,) = connection.execute("SELECT count(*) FROM report").fetchone()
        (directives,) = connection.execute("SELECT count(*) FROM directive").fetchone()
        assert (changes, reports, directives) == (count, SMALL.reports, SMALL.directives)
        before = dump(connection, *shapes(), "head")
        rebuild(connection)
        assert dump(connection, *shapes(), "head") == before
        log = dump(connection, "change", "batch")
    make(tmp_path / "again", SMALL)
    with closing(connect(store_file(tmp_path / "again"))) as connection:
        assert dump(connection, "change", "batch") == log
    assert LARGE.reports == 260_000


def test_a_desk_works_on_with_it(folder: Path) -> None:
    make(folder, SMALL)
    with Store.open(folder) as store:
        settings = setting_up.settings(store)
        week = parse_week("2023-W03", settings.rhythm)
        rows = reporting.week_page(store, settings.unit.id, week).rows
        assert rows
        assert all(row.reported for row in rows if row.role is not None and row.role.value == "lead")
        reporting.report_once(store, rows[0].id, settings.unit.id, week, words={"remark": "补记"})
        undone = history.undo(store)
        assert undone is not None
        assert undone.left == ()
    assert check(folder) == ()
