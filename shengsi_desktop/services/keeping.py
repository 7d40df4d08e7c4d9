"""Backup, restore and check of a store folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.store import backup as store_backup
from shengsi_desktop.store.connection import store_file

if TYPE_CHECKING:
    from pathlib import Path


def backup(store_folder: Path, target: Path | None = None) -> Path:
    """A verified copy of the store; where it lies. Refused where there is none; raises EnvironmentProblem."""
    if not store_file(store_folder).is_file():
        raise Refusal(f"“{store_folder}”里还没有台账，没有可备份的内容。")
    return store_backup.backup(store_folder, target)


def restore(source: Path, store_folder: Path) -> None:
    """Put a backup in the store's place; what was there is kept beside it. Raises EnvironmentProblem."""
    store_backup.restore(source, store_folder)


def check(store_folder: Path) -> tuple[str, ...]:
    """Every problem found in the store, as Chinese sentences; empty when it is sound."""
    return tuple(store_backup.check(store_folder))
