"""Backup, restore and check of a store folder."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from shengsi_desktop.domain.problems import EnvironmentProblem, Refusal
from shengsi_desktop.store import backup as store_backup
from shengsi_desktop.store import startup
from shengsi_desktop.store.connection import store_file

if TYPE_CHECKING:
    from pathlib import Path

    from shengsi_desktop.store.sessions import Store

_DAY = 24 * 3600


def backup(store_folder: Path, target: Path | None = None) -> Path:
    """A verified copy of the store; where it lies. Refused where there is none; raises EnvironmentProblem."""
    if not store_file(store_folder).is_file():
        raise Refusal(f"“{store_folder}”里还没有台账，没有可备份的内容。")
    return store_backup.backup(store_folder, target)


def restore(source: Path, store_folder: Path) -> None:
    """Put a backup in the store's place; what was there is kept beside it. Raises EnvironmentProblem."""
    store_backup.restore(source, store_folder)


def lost_files(store_folder: Path) -> tuple[str, ...]:
    """A sentence for each 附件 whose file is missing or damaged, as after a restore."""
    return store_backup.lost_attachments(store_folder)


def check(store_folder: Path) -> tuple[str, ...]:
    """Every problem found in the store, as Chinese sentences; empty when it is sound."""
    return tuple(store_backup.check(store_folder))


def after_start(store: Store) -> str:
    """When the window stands: end what the last end broke off, and back up what ended uncleanly; told in words.

    Raises EnvironmentProblem for damage.
    """
    from shengsi_desktop.services import clearing

    # before the backup, which is not to hold what is being cleared
    told = store.settled + clearing.resume(store)
    store.settled = ""
    if store.ended_uncleanly:
        _look_at(store)
    return told


def _look_at(store: Store) -> None:
    if problems := startup.check_after_unclean(store.folder):
        raise EnvironmentProblem(
            f"上次没有正常关闭，台账数据有损坏，没有备份，此前的备份都在：{problems[0]}"
            "请先停止填写，用最近的备份恢复。"
        )
    store.ended_uncleanly = False


def daily(store: Store) -> Path | None:
    """When nobody waits: a backup, unless one was made within a day or nothing was changed since; where it lies."""
    made = store_backup.backups(store.folder / store_backup.BACKUPS)
    if made:
        newest = store_file(made[-1]).stat().st_mtime
        files = (store_file(store.folder), store_file(store.folder).with_name("store.db-wal"))
        changed = max(file.stat().st_mtime for file in files if file.exists())
        if changed <= newest or 0 <= time.time() - newest < _DAY:
            return None
    from shengsi_desktop.services import attachments

    attachments.sweep(store)
    return store_backup.backup(store.folder)
