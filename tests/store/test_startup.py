"""One writer a store, and the last end known; a store that cannot be opened says why and stays as it is."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.problems import ConcurrentUse, EnvironmentProblem, Refusal
from shengsi_desktop.store import startup
from shengsi_desktop.store.sessions import Store
from shengsi_desktop.store.tables import Item

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


@contextmanager
def another_process(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the store until its input ends."""
    script = f"""
        import sys
        from pathlib import Path
        from shengsi_desktop.store.sessions import Store
        store = Store.open(Path({str(folder)!r}))
        print("open", flush=True)
        sys.stdin.read()
        store.close()
    """
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
        process.kill()


def test_a_second_process_is_refused_in_words_while_the_first_holds_the_store(folder: Path) -> None:
    with another_process(folder):
        with pytest.raises(ConcurrentUse, match="另一个窗口或命令"):
            Store.open(folder)
        with Store.open(folder, writer=False) as reader, reader.reading() as session:
            assert session.get(Item, "item") is None


def test_a_killed_process_gives_the_lock_back_and_leaves_an_unclean_end(folder: Path) -> None:
    with another_process(folder) as process:
        process.kill()
        process.wait()
        with Store.open(folder) as store:
            assert store.ended_uncleanly
            assert startup.check_after_unclean(folder) == ()
            assert len(list((folder / "backups").iterdir())) == 1
    with Store.open(folder) as store:
        assert not store.ended_uncleanly


def test_the_same_process_cannot_open_a_store_twice_and_can_after_closing(folder: Path) -> None:
    first = Store.open(folder)
    with pytest.raises(ConcurrentUse):
        Store.open(folder)
    first.close()
    first.close()
    Store.open(folder).close()


def test_a_reader_locks_nothing_and_cannot_write(planned: Store, folder: Path) -> None:
    with Store.open(folder, writer=False) as reader:
        with reader.reading() as session:
            assert session.get_one(Item, "item").title == "微改造"
        with pytest.raises(Refusal, match="只读"), reader.command("改"):
            pass
        with planned.command("改") as command:
            command.session.get_one(Item, "item").title = "新"
        with reader.reading() as session:
            assert session.get_one(Item, "item").title == "新"


def test_reading_where_no_store_is_says_so_and_makes_none(folder: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="还没有台账"):
        Store.open(folder, writer=False)
    assert not folder.exists()


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"\x89PNG\r\n" * 1000])
def test_a_file_that_is_no_database_is_told_and_stays(folder: Path, content: bytes) -> None:
    folder.mkdir()
    (folder / "store.db").write_bytes(content)
    with pytest.raises(EnvironmentProblem, match="损坏"):
        Store.open(folder)
    assert (folder / "store.db").read_bytes() == content


def test_a_database_of_somebody_else_is_not_taken_over(folder: Path) -> None:
    import sqlite3

    folder.mkdir()
    connection = sqlite3.connect(folder / "store.db")
    connection.execute("CREATE TABLE theirs (id)")
    connection.close()
    with pytest.raises(EnvironmentProblem, match="不是本程序"):
        Store.open(folder)


def test_damage_met_while_reading_a_setting_is_told_in_words(folder: Path) -> None:
    with Store.open(folder) as store, store.writing() as raw:
        (size,) = raw.execute("PRAGMA page_size").fetchone()
        pages = raw.execute("SELECT rootpage FROM sqlite_master WHERE tbl_name = 'local_setting'").fetchall()
    content = bytearray((folder / "store.db").read_bytes())
    for (page,) in pages:
        content[(page - 1) * size : page * size] = b"\xee" * size
    (folder / "store.db").write_bytes(content)
    with Store.open(folder, writer=False) as store, pytest.raises(EnvironmentProblem, match="损坏"):
        store.setting("unit_id")
