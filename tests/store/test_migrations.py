"""The schema is made by revisions alone: fresh, migrated and modelled schemas are one, and a failed step is none."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlmodel import select

from shengsi_desktop.domain.problems import EnvironmentProblem
from shengsi_desktop.store import local_tables, log, startup
from shengsi_desktop.store.columns import Row
from shengsi_desktop.store.connection import SCHEMA, schema_of
from shengsi_desktop.store.migrations import run
from shengsi_desktop.store.rebuild import rebuild
from shengsi_desktop.store.sessions import Store, alive
from shengsi_desktop.store.shapes import shapes
from shengsi_desktop.store.tables import Directive, Item, Report, Submission
from tests.store.fixture_stores import fixture

ROOT = Path(__file__).parents[2]
SCHEMAS = range(1, SCHEMA + 1)


def ddl(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql <> '' ORDER BY name"
        ).fetchall()


def test_the_models_and_the_migrated_schema_are_the_same(tmp_path: Path) -> None:
    run.migrate(tmp_path / "store.db")
    engine = create_engine(f"sqlite:///{tmp_path / 'store.db'}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Row.metadata) == []
    engine.dispose()
    assert local_tables.Head.__table__.metadata is Row.metadata


def test_every_reference_is_checked_at_commit_and_nothing_but_the_id_is_unique() -> None:
    for table in Row.metadata.sorted_tables:
        for key in table.foreign_key_constraints:
            assert (key.deferrable, key.initially) == (True, "DEFERRED"), table.name
        assert not any(index.unique for index in table.indexes)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_kept_store_of_each_schema_opens_with_its_values(schema: int, folder: Path) -> None:
    folder.mkdir()
    shutil.copy(fixture(schema), folder / "store.db")
    with Store.open(folder) as store, store.reading() as session:
        report = session.exec(alive(Report)).one()
        assert (report.progress, report.next_plan, report.override_percent) == (
            "已完工14个",
            "验收3个",
            "46.7",
        )
        assert report.problems == "人手不足"
        assert session.get_one(Directive, "directive").dead
        assert session.get_one(Item, "item").title == "微改造"
        assert (store.undo_name(), store.redo_name()) == (None, None)
    fresh = folder.parent / "fresh.db"
    run.migrate(fresh)
    assert ddl(folder / "store.db") == ddl(fresh)


def test_what_was_handed_in_again_before_documents_named_a_return_names_it(folder: Path) -> None:
    folder.mkdir()
    shutil.copy(fixture(4), folder / "store.db")
    with closing(sqlite3.connect(folder / "store.db")) as connection, connection:
        connection.execute(
            "INSERT INTO submission (id, unit_id, week, final_id, at, person, way)"
            " SELECT 'sent-again', unit_id, week, final_id, at, person, way FROM submission"
        )
    with Store.open(folder) as store, store.reading() as session:
        found = {row.id: row.along for row in session.exec(select(Submission)).all()}
    assert found == {"handed-in": "{}", "sent-again": '{"answers":["returned"]}'}


@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_kept_store_is_rebuilt_from_its_log(schema: int, folder: Path) -> None:
    folder.mkdir()
    shutil.copy(fixture(schema), folder / "store.db")
    with Store.open(folder) as store, store.writing() as connection:
        assert log.verify(log.all_changes(connection)) == []
        tables = (*shapes(), "head")
        live = {name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr) for name in tables}
        connection.execute("BEGIN IMMEDIATE")
        rebuild(connection)
        connection.execute("COMMIT")
        for name in tables:
            assert sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr) == live[name], name


def broken_revisions(tmp_path: Path) -> Path:
    """The revisions with one more that fails half-way."""
    scripts = tmp_path / "migrations"
    shutil.copytree(Path(run.__file__).parent, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "9999_broken.py").write_text(
        textwrap.dedent(f"""
            import sqlalchemy as sa
            from alembic import op

            revision = "9999"
            down_revision = "{SCHEMA:04}"


            def upgrade() -> None:
                op.add_column("item", sa.Column("half", sa.String()))
                op.execute("UPDATE item SET title = 'half'")
                raise RuntimeError("broken step")
        """),
        encoding="utf-8",
    )
    return scripts


def test_a_migration_that_fails_leaves_the_file_as_it_was(folder: Path, tmp_path: Path) -> None:
    folder.mkdir()
    path = folder / "store.db"
    shutil.copy(fixture(1), path)
    before = ddl(path)
    with pytest.raises(RuntimeError, match="broken step"):
        run.migrate(path, scripts=broken_revisions(tmp_path), schema=SCHEMA + 1)
    assert schema_of(path) == 1
    assert ddl(path) == before
    with Store.open(folder) as store, store.reading() as session:
        assert session.get_one(Item, "item").title == "微改造"


def test_before_a_migration_the_store_is_checked_and_backed_up(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.mkdir()
    shutil.copy(fixture(1), folder / "store.db")
    monkeypatch.setattr(startup, "SCHEMA", SCHEMA + 1)
    scripts = broken_revisions(tmp_path)
    real = run.migrate
    monkeypatch.setattr(run, "migrate", lambda path: real(path, scripts=scripts, schema=SCHEMA + 1))
    with pytest.raises(RuntimeError, match="broken step"):
        Store.open(folder)
    (backup,) = (folder / "backups").iterdir()
    with closing(sqlite3.connect(backup / "store.db")) as connection:
        assert connection.execute("SELECT title FROM item").fetchall() == [("微改造",)]


def test_a_new_store_that_cannot_be_made_leaves_no_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripts = broken_revisions(tmp_path)
    real = run.migrate
    monkeypatch.setattr(run, "migrate", lambda path: real(path, scripts=scripts))
    with pytest.raises(RuntimeError, match="broken step"):
        Store.open(folder)
    assert not list(folder.glob("store.db*"))
    monkeypatch.undo()


def test_a_newer_store_is_refused_in_words_and_left_alone(folder: Path) -> None:
    with Store.open(folder):
        pass
    with closing(sqlite3.connect(folder / "store.db")) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    before = hashlib.sha256((folder / "store.db").read_bytes()).hexdigest()
    for writer in (True, False):
        with pytest.raises(EnvironmentProblem, match="更新版本的程序"):
            Store.open(folder, writer=writer)
    assert hashlib.sha256((folder / "store.db").read_bytes()).hexdigest() == before


def test_opening_a_store_of_this_schema_loads_no_alembic(folder: Path) -> None:
    with Store.open(folder):
        pass
    script = f"""
        import sys
        from pathlib import Path
        from shengsi_desktop.store.sessions import Store
        with Store.open(Path({str(folder)!r})):
            pass
        print([name for name in sys.modules if name.startswith(("alembic", "PySide6", "openpyxl"))])
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
