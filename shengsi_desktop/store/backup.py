"""Backups: made by SQLite's backup API, proved before they count, and never the last good one lost.

A backup is a folder with the database and the attachments; it is restored as a whole.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from shengsi_desktop.domain.problems import EnvironmentProblem
from shengsi_desktop.store import attachment_files, origin, replacing
from shengsi_desktop.store.connection import (
    FILE_NAME,
    SCHEMA,
    connect,
    plain_words,
    schema_of,
    store_file,
    transaction,
)
from shengsi_desktop.store.files import in_words, sync_folder
from shengsi_desktop.store.lock import WriterLock

if TYPE_CHECKING:
    from pathlib import Path

ATTACHMENTS = attachment_files.ATTACHMENTS
BACKUPS = "backups"
KEEP_COUNT = 14
KEEP_BYTES = 2 * 1024**3

_OTHER_SCHEMA = {
    1: "这个台账由更新版本的程序保存，本版本不能检查。请升级程序后再试。",
    0: "这个台账还是旧版本的格式，请先打开一次窗口完成升级，再检查。",
    -1: "这个数据文件是空的，或不是本程序的台账。请用最近的备份恢复。",
}
_PREFIX = "backup-"
_PARTIAL = ".partial-"
#: seconds
_UNDER_WAY = 3600


def backup(
    folder: Path, target: Path | None = None, *, keep_count: int = KEEP_COUNT, keep_bytes: int = KEEP_BYTES
) -> Path:
    """Back up the store in `folder`, which may be open, into a new folder in `target`.

    Without `target` it goes to the store's own backups. The copy is checked before it takes its name, every
    attachment by its sum; then older ones beyond the limits go. One that is missing or damaged in the store itself
    hinders no backup: `check` tells of it. Raises EnvironmentProblem, older backups then being untouched.
    """
    room = target or folder / BACKUPS
    stamp = replacing.stamp()
    partial, finished = room / f"{_PARTIAL}{stamp}", room / f"{_PREFIX}{stamp}"
    try:
        partial.mkdir(parents=True)
        try:
            with plain_words():
                copy_database(store_file(folder), partial / FILE_NAME)
            if problems := quick_check(partial / FILE_NAME):
                raise EnvironmentProblem(f"备份没有通过检查，没有保留：{problems[0]}此前的备份都在。")
            if (folder / ATTACHMENTS).is_dir():
                _copy_attachments(folder, partial)
            partial.rename(finished)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    except OSError as problem:
        raise in_words(problem, finished) from problem
    sync_folder(room)
    _thin_out(room, keep_count, keep_bytes, folder / ATTACHMENTS)
    return finished


def backups(room: Path) -> list[Path]:
    """The finished backups in a folder, oldest first."""
    return sorted(path for path in room.glob(f"{_PREFIX}*") if (path / FILE_NAME).is_file())


def drop_unfinished(room: Path) -> None:
    """Remove what backups that were killed left behind; one that may still be under way stays."""
    for path in room.glob(f"{_PARTIAL}*"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _UNDER_WAY:
                shutil.rmtree(path, ignore_errors=True)


def restore(source: Path, folder: Path) -> Path | None:
    """Put a backup in the place of the store in `folder`; nobody may have that open.

    The replaced store is kept beside it, and its folder returned (None where there was none). The restored
    store goes on under a new origin. An attachment that the backup has lost is taken over from the present store
    where that has it; what is missing after all is told by `check`. Raises EnvironmentProblem, the store then being
    as it was.
    """
    copy = source / FILE_NAME if source.is_dir() else source
    if not copy.is_file():
        raise EnvironmentProblem(f"“{source}”里没有备份数据，没有恢复，现有台账未动。")
    with plain_words():
        if schema_of(copy) > SCHEMA:
            raise EnvironmentProblem(
                "这个备份由更新版本的程序保存，没有恢复，现有台账未动。请升级程序后再试。"
            )
        if not schema_of(copy):
            raise EnvironmentProblem(f"“{source}”不是本程序的备份，没有恢复，现有台账未动。请另选一个备份。")
        if problems := quick_check(copy):
            raise EnvironmentProblem(f"备份已损坏，没有恢复，现有台账未动：{problems[0]}")
    with WriterLock.take(folder):
        replacing.settle(folder)
        incoming = folder / replacing.PARTIAL
        shutil.rmtree(incoming, ignore_errors=True)
        try:
            incoming.mkdir()
            with plain_words():
                copy_database(copy, incoming / FILE_NAME)
                _forget_origin(incoming / FILE_NAME)
            if (source / ATTACHMENTS).is_dir():
                _restore_attachments(source, folder, incoming)
            return replacing.exchange(incoming, folder)
        except OSError as problem:
            raise in_words(problem, store_file(folder)) from problem
        finally:
            shutil.rmtree(incoming, ignore_errors=True)


def quick_check(path: Path) -> tuple[str, ...]:
    """What SQLite's quick_check says of a file, as Chinese sentences; nothing when it is whole."""
    try:
        with closing(connect(path, read_only=True)) as connection:
            found = [str(row[0]) for row in connection.execute("PRAGMA quick_check(5)")]
    except sqlite3.DatabaseError as problem:
        return (_unreadable(problem),)
    return () if found == ["ok"] else tuple(f"数据文件有损坏（{line}）。" for line in found)


def _unreadable(problem: sqlite3.DatabaseError) -> str:
    match getattr(problem, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return "数据文件已损坏，无法读取。"
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return "没有权限读取数据文件。"
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
            return "读取磁盘出错，可能是磁盘已满或已断开。"
    return f"数据文件无法读取（{problem}）。"


def check(folder: Path) -> tuple[str, ...]:
    """Everything that can be wrong with the store: the file, its references, the chains of the log."""
    from shengsi_desktop.store.checking import check_chains

    path = store_file(folder)
    if not path.exists():
        return (f"“{folder}”里没有台账数据。",)
    if problems := quick_check(path):
        return problems
    if (found := schema_of(path)) != SCHEMA:
        return (_OTHER_SCHEMA[(found > SCHEMA) - (found == 0)],)
    with closing(connect(path, read_only=True)) as connection:
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        sentences = [f"表{table}的第{row}行缺少它所属的{parent}。" for table, row, parent, _ in broken]
        sentences += [found.sentence for found in check_chains(connection)]
        sentences += attachment_files.troubles(folder, connection)
    return tuple(sentences)


def lost_attachments(folder: Path) -> tuple[str, ...]:
    """A sentence for each attachment whose file is missing or damaged; nothing of a store of an older version."""
    if schema_of(store_file(folder)) != SCHEMA:
        return ()
    with closing(connect(store_file(folder), read_only=True)) as connection:
        return tuple(attachment_files.troubles(folder, connection))


def copy_database(source: Path, target: Path) -> None:
    """A copy of a database that may be open, as one file that stands alone."""
    with closing(connect(source, read_only=True)) as reading, closing(sqlite3.connect(target)) as writing:
        reading.backup(writing)
        writing.execute("PRAGMA journal_mode = DELETE")


def _copy_attachments(folder: Path, partial: Path) -> None:
    """Content never changes under its name: on one disk both have the same file, elsewhere it is copied and proved."""
    (partial / ATTACHMENTS).mkdir()
    for path in sorted((folder / ATTACHMENTS).iterdir()):
        if path.name.startswith(".") or not path.is_file():
            continue
        copy = partial / ATTACHMENTS / path.name
        with suppress(OSError):
            os.link(path, copy)
            continue
        shutil.copyfile(path, copy)
        if attachment_files.sum_of(copy) != attachment_files.sum_of(path):
            raise EnvironmentProblem("附件没有抄全，这次备份没有保留，此前的备份都在。请换一个位置再备份。")


def _restore_attachments(source: Path, folder: Path, incoming: Path) -> None:
    """Those of the backup, and for those it has lost the ones of the present store."""
    (incoming / ATTACHMENTS).mkdir()
    for path in sorted((source / ATTACHMENTS).iterdir()):
        if path.is_file():
            shutil.copyfile(path, incoming / ATTACHMENTS / path.name)
    with closing(connect(incoming / FILE_NAME, read_only=True)) as connection:
        has = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'attachment'").fetchone()
        named = {sha256 for sha256, *_ in attachment_files.named(connection)} if has else set()
    for sha256 in named:
        if attachment_files.read(incoming, sha256) is None:
            data = attachment_files.read(folder, sha256)
            if data is not None:
                attachment_files.put(incoming, data)


def _forget_origin(path: Path) -> None:
    with closing(connect(path)) as connection:
        with transaction(connection):
            connection.execute("DELETE FROM local_setting WHERE key = ?", (origin.SETTING,))
        connection.execute("PRAGMA journal_mode = DELETE")


def _thin_out(room: Path, keep_count: int, keep_bytes: int, live: Path) -> None:
    """Remove the oldest beyond count and size; the newest, which was just proved, always stays."""
    newest_first = backups(room)[::-1]
    total = 0
    # what backups share with the store, or with each other, takes no room of its own
    met = {_place(one.stat()) for one in live.iterdir()} if live.is_dir() else set()
    for place, path in enumerate(newest_first):
        for file in (one.stat() for one in path.rglob("*") if one.is_file()):
            total += file.st_size if _place(file) not in met or not file.st_ino else 0
            met.add(_place(file))
        if place and (place >= keep_count or total > keep_bytes):
            shutil.rmtree(path, ignore_errors=True)


def _place(file: os.stat_result) -> tuple[int, int]:
    """Where its bytes lie, whatever it is called."""
    return file.st_dev, file.st_ino
