"""What comes before a store is open: the schema's version, check and backup before a migration, the end flag.

The order is that of changes.md, «SQLite». Alembic is loaded only when there is something to migrate.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import TYPE_CHECKING

from shengsi_desktop.domain.problems import EnvironmentProblem
from shengsi_desktop.store import replacing
from shengsi_desktop.store.backup import backup, quick_check
from shengsi_desktop.store.connection import SCHEMA, connect, plain_words, schema_of, store_file
from shengsi_desktop.store.files import in_words

if TYPE_CHECKING:
    from pathlib import Path

_RUNNING = "running"

_log = logging.getLogger(__name__)


def prepare(folder: Path) -> str:
    """Bring the store in `folder` to the newest schema, or make it; the writer's lock is held.

    A restore that was broken off is ended before anything else; returns the sentence that says how. Raises
    EnvironmentProblem where the store is newer, damaged, or cannot be written; it is then as it was.
    """
    settled = replacing.settle(folder)
    if settled:
        _log.warning("a restore had been broken off: %s", settled)
    _bring_up(store_file(folder), folder)
    return settled


def _bring_up(path: Path, folder: Path) -> None:
    with plain_words():
        found = _readable_schema(path)
        if found == SCHEMA:
            return
        is_new = found == 0
        if not is_new:
            if problems := quick_check(path):
                raise EnvironmentProblem(
                    f"台账数据文件已损坏，没有升级，原文件未动：{problems[0]}请用最近的备份恢复。"
                )
            backup(folder, None)
        from shengsi_desktop.store.migrations.run import migrate

        try:
            migrate(path)
        except BaseException:
            if is_new:
                _remove(path)
            raise


def require_schema(folder: Path) -> None:
    """For a reader: the store must be there and of this program's schema."""
    path = store_file(folder)
    replacing.require_whole(folder)
    if not path.exists():
        raise EnvironmentProblem(f"“{folder}”里还没有台账。请先完成首次设置（或运行 init）。")
    with plain_words():
        if _readable_schema(path) != SCHEMA:
            raise EnvironmentProblem("这个台账还是旧版本的格式，请先打开一次窗口完成升级。")


def mark_running(folder: Path) -> bool:
    """Set the end flag; True when the last end was not a clean one."""
    mark = folder / _RUNNING
    unclean = mark.exists()
    try:
        mark.touch()
    except OSError as problem:
        raise in_words(problem, mark) from problem
    return unclean


def mark_ended(folder: Path) -> None:
    """Clear the end flag: this was a clean end."""
    with suppress(OSError):
        (folder / _RUNNING).unlink(missing_ok=True)


def check_after_unclean(folder: Path) -> tuple[str, ...]:
    """Check and back up a store that ended uncleanly; to be run when idle, after the window shows.

    Returns what is wrong in Chinese sentences; nothing when all is well.
    """
    path = store_file(folder)
    problems = quick_check(path)
    if not problems:
        backup(folder, None)
    else:
        _log.error("the store is damaged: %s", problems)
    return problems


def _readable_schema(path: Path) -> int:
    found = schema_of(path)
    if found > SCHEMA:
        raise EnvironmentProblem(
            "这个台账由更新版本的程序保存，本版本不能打开，数据未动。请升级程序后再打开。"
        )
    if found == 0 and path.exists():
        connection = connect(path, read_only=True)
        try:
            (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()
        if tables:
            raise EnvironmentProblem(f"“{path}”不是本程序的台账数据，没有打开，文件未动。请换一个文件夹。")
    return found


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
