"""The window looks after its store without being asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.ui import app

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gui.conftest import Running

# the offscreen platform says what it cannot do; a real one does it
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def backups(folder: Path) -> int:
    return len(list((folder / "backups").glob("backup-*")))


def test_after_an_unclean_end_the_store_is_checked_and_backed_up(
    run: Callable[..., Running], folder: Path
) -> None:
    (folder / "running").touch()
    running = run()
    assert backups(folder) == 1
    assert not running.ask(lambda store: store.ended_uncleanly)


def test_the_days_backup_is_made_when_the_start_is_over(
    run: Callable[..., Running], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "BACKUP_AFTER", 200)
    running = run()
    running.qtbot.waitUntil(lambda: backups(folder) == 1, timeout=5000)
    running.settle()
