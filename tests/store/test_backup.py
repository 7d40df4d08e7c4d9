"""A backup is proved before it counts, thinned out with care, and can be put back."""

from __future__ import annotations

import itertools
import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.problems import ConcurrentUse, EnvironmentProblem
from shengsi_desktop.store import backup as keeping
from shengsi_desktop.store.backup import backup, backups, check, quick_check, restore
from shengsi_desktop.store.sessions import Store
from shengsi_desktop.store.tables import Item

if TYPE_CHECKING:
    from pathlib import Path


def rename(store: Store, title: str) -> None:
    with store.command("改") as command:
        command.session.get_one(Item, "item").title = title


def title(folder: Path) -> str:
    with Store.open(folder) as store, store.reading() as session:
        return session.get_one(Item, "item").title


def test_an_open_store_is_backed_up_with_what_was_just_committed_and_its_attachments(
    planned: Store, folder: Path
) -> None:
    rename(planned, "刚改")
    (folder / "attachments").mkdir()
    (folder / "attachments" / "ab12").write_bytes(b"photo")
    made = backup(folder)
    assert made.parent == folder / "backups"
    assert (made / "attachments" / "ab12").read_bytes() == b"photo"
    with closing(sqlite3.connect(made / "store.db")) as connection:
        assert connection.execute("SELECT title FROM item").fetchall() == [("刚改",)]
    assert quick_check(made / "store.db") == ()


def test_old_backups_go_by_count_and_size_and_the_newest_stays(
    planned: Store, folder: Path, tmp_path: Path
) -> None:
    room = tmp_path / "room"
    made = [backup(folder, room, keep_count=3) for _ in range(5)]
    assert backups(room) == made[2:]
    last = backup(folder, room, keep_bytes=1)
    assert backups(room) == [last]


def test_a_backup_that_does_not_pass_its_check_is_not_kept_and_older_ones_stay(
    planned: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = backup(folder)
    monkeypatch.setattr(keeping, "quick_check", lambda path: ("数据文件有损坏。",))
    with pytest.raises(EnvironmentProblem, match="没有通过检查"):
        backup(folder, keep_count=1)
    assert list((folder / "backups").iterdir()) == [good]


def test_a_restored_store_shows_the_old_state_keeps_the_replaced_one_and_writes_under_a_new_origin(
    planned: Store, folder: Path
) -> None:
    made = backup(folder)
    rename(planned, "备份之后")
    origin = planned.origin
    with pytest.raises(ConcurrentUse):
        restore(made, folder)
    planned.close()
    aside = restore(made, folder)
    assert aside is not None
    assert aside.parent == folder
    with Store.open(folder) as store, store.reading() as session:
        assert session.get_one(Item, "item").title == "微改造"
        assert store.origin != origin
        assert store.undo() is None
    with closing(sqlite3.connect(aside / "store.db")) as connection:
        assert connection.execute("SELECT title FROM item").fetchall() == [("备份之后",)]


def test_a_damaged_backup_is_refused_and_the_store_stays(
    planned: Store, folder: Path, tmp_path: Path
) -> None:
    made = backup(folder, tmp_path / "room")
    planned.close()
    content = bytearray((made / "store.db").read_bytes())
    content[5000:60000] = b"\x00" * 55000
    (made / "store.db").write_bytes(content)
    with pytest.raises(EnvironmentProblem, match="损坏"):
        restore(made, folder)
    with pytest.raises(EnvironmentProblem, match="没有备份数据"):
        restore(tmp_path, folder)
    assert title(folder) == "微改造"
    assert not list(folder.glob("replaced-*"))


def test_an_empty_file_or_another_programs_data_is_no_backup_and_no_sound_store(
    planned: Store, folder: Path, tmp_path: Path
) -> None:
    planned.close()
    other = tmp_path / "other"
    other.mkdir()
    (other / "store.db").write_bytes(b"words, not a database" * 99)
    assert check(other) == ("数据文件已损坏，无法读取。",)
    (other / "store.db").write_bytes(b"")
    for _ in range(2):
        with pytest.raises(EnvironmentProblem, match="不是本程序的备份"):
            restore(other, folder)
        (sentence,) = check(other)
        assert "不是本程序的台账" in sentence
        with closing(sqlite3.connect(other / "store.db")) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS notes (words TEXT)")
    assert title(folder) == "微改造"


def test_check_does_not_call_a_store_of_a_newer_program_sound(planned: Store, folder: Path) -> None:
    planned.close()
    with closing(sqlite3.connect(folder / "store.db")) as connection:
        connection.execute("PRAGMA user_version = 99")
    (sentence,) = check(folder)
    assert "更新版本" in sentence


def test_a_restore_that_breaks_off_puts_the_store_back(
    planned: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backup(folder)
    planned.close()
    real = os.replace

    def failing(before: Path, after: Path) -> None:
        if before.parent.name.startswith(".arriving-"):
            raise PermissionError(13, "in use")
        real(before, after)

    with monkeypatch.context() as machine:
        machine.setattr(os, "replace", failing)
        with pytest.raises(EnvironmentProblem):
            restore(made, folder)
    assert title(folder) == "微改造"
    assert not list(folder.glob(".*"))


@pytest.mark.parametrize("step", range(7))
def test_a_restore_that_was_killed_at_any_step_is_ended_by_the_next_opening(
    planned: Store, folder: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    (folder / "attachments").mkdir()
    (folder / "attachments" / "ab12").write_bytes(b"before")
    made = backup(folder)
    rename(planned, "备份之后")
    planned.close()
    (folder / "store.db-wal").touch()
    left = itertools.count(-step)
    real = os.replace

    def killed(before: Path, after: Path) -> None:
        if next(left) == 0:
            raise KeyboardInterrupt
        real(before, after)

    with monkeypatch.context() as machine:
        machine.setattr(os, "replace", killed)
        if step < 6:
            with pytest.raises(KeyboardInterrupt):
                restore(made, folder)
        else:
            restore(made, folder)
    if 0 < step < 6:
        with pytest.raises(EnvironmentProblem, match="请先打开一次窗口"):
            Store.open(folder, writer=False)
    with Store.open(folder) as store:
        told = store.settled
    assert title(folder) == ("备份之后" if step == 0 else "微改造")
    assert ("接着做完" in told) == (0 < step < 6)
    assert (folder / "attachments" / "ab12").read_bytes() == b"before"
    assert not list(folder.glob(".*"))
    aside = list(folder.glob("replaced-*"))
    assert len(aside) == bool(step)
    for one in aside:
        with closing(sqlite3.connect(one / "store.db")) as connection:
            assert connection.execute("SELECT title FROM item").fetchall() == [("备份之后",)]


def test_a_copy_that_a_killed_restore_left_unfinished_is_swept_away_and_told(
    planned: Store, folder: Path
) -> None:
    planned.close()
    (folder / ".partial-restore").mkdir()
    with Store.open(folder) as store:
        assert "现有台账未动" in store.settled
    assert title(folder) == "微改造"
    assert not list(folder.glob(".*"))


def test_a_store_that_an_earlier_program_moved_away_and_brought_nothing_for_is_put_back(
    planned: Store, folder: Path
) -> None:
    planned.close()
    (folder / ".partial-restore" / "attachments").mkdir(parents=True)
    (folder / "replaced-1").mkdir()
    (folder / "store.db").rename(folder / "replaced-1" / "store.db")
    with Store.open(folder) as store:
        assert "退回恢复前的台账" in store.settled
    assert title(folder) == "微改造"


def test_check_finds_a_sound_store_sound_and_names_what_is_wrong(planned: Store, folder: Path) -> None:
    assert check(folder) == ()
    planned.close()
    with closing(sqlite3.connect(folder / "store.db")) as connection:
        connection.execute("UPDATE change SET value = '{}' WHERE seq = 2")
        connection.execute("UPDATE item SET plan_id = 'nowhere'")
        connection.commit()
    reference, record = check(folder)
    assert "缺少它所属的plan" in reference
    assert "第2条" in record
    assert check(folder / "none") == (f"“{folder / 'none'}”里没有台账数据。",)
