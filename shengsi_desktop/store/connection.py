"""The plain SQLite connection under everything, and what its errors mean in words. Standard library only."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from shengsi_desktop.domain.problems import ConcurrentUse, EnvironmentProblem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE_NAME = "store.db"
#: the ordinal of the newest revision in `migrations.versions`; kept in `user_version`
SCHEMA = 5

_BUSY_SECONDS = 5.0
_PRIMARY = 0xFF


def store_file(folder: Path) -> Path:
    """The database of the store in `folder`."""
    return folder / FILE_NAME


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open the file without implicit transactions; made durable (WAL, FULL) when it is for writing."""
    mode = "ro" if read_only else "rwc"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=_BUSY_SECONDS,
    )
    try:
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def schema_of(path: Path) -> int:
    """`user_version` of the file: 0 for a new one."""
    if not path.exists():
        return 0
    connection = connect(path, read_only=True)
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    finally:
        connection.close()
    return int(version)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """BEGIN IMMEDIATE … COMMIT, rolled back when the block raises; joins a transaction that is under way."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def plain_words() -> Iterator[None]:
    """Turn what SQLite says about the machine into EnvironmentProblem; let our own errors pass."""
    try:
        yield
    except Exception as problem:
        # a library on top of sqlite3 keeps the error that came from it as `orig`
        told = in_words(getattr(problem, "orig", None) or problem)
        if told is None:
            raise
        raise told from problem


def in_words(problem: BaseException) -> EnvironmentProblem | None:
    """The sentence for an SQLite error that comes from the machine, None for one that is ours."""
    code = getattr(problem, "sqlite_errorcode", None)
    if not isinstance(code, int):
        return None
    match code & _PRIMARY:
        case sqlite3.SQLITE_FULL:
            return EnvironmentProblem("磁盘空间不足，刚才的内容没有保存，此前的内容都在。请清理磁盘后重试。")
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return ConcurrentUse("台账数据正被另一个程序占用，刚才的内容没有保存。请稍候重试。")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return EnvironmentProblem(
                "没有权限读写台账数据文件，刚才的内容没有保存。请检查该文件夹的权限后重试。"
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return EnvironmentProblem("台账数据文件已损坏，原文件未动。请用最近的备份恢复。")
        case sqlite3.SQLITE_IOERR:
            return EnvironmentProblem(
                "读写磁盘出错，可能是磁盘已满或已断开，刚才的内容没有保存，此前的内容都在。请清理或检查磁盘后重试。"
            )
    return None
