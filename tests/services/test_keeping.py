"""A store is looked after without being asked: checked after an unclean end, backed up once a day."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.problems import EnvironmentProblem
from shengsi_desktop.services import keeping, meetings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store


def backups(store: Store) -> list[Path]:
    return sorted((store.folder / "backups").glob("backup-*"))


def test_a_store_that_ended_uncleanly_is_checked_and_backed_up_once(store: Store) -> None:
    keeping.after_start(store)
    assert backups(store) == []
    store.ended_uncleanly = True
    keeping.after_start(store)
    keeping.after_start(store)
    assert len(backups(store)) == 1


@pytest.mark.expects_error_log
def test_damage_after_an_unclean_end_is_told_and_not_backed_up(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.ended_uncleanly = True
    monkeypatch.setattr("shengsi_desktop.store.startup.quick_check", lambda _path: ("第3页有损坏。",))
    with pytest.raises(EnvironmentProblem, match=r"没有正常关闭.*第3页有损坏"):
        keeping.after_start(store)
    assert backups(store) == []


def test_a_day_has_one_backup_and_a_store_that_was_not_touched_none(
    store: Store, unit_id: str, week: Callable[[str], Week]
) -> None:
    assert keeping.daily(store) is not None
    meetings.set_meeting(store, unit_id, week("2023-W10"), place="三楼")
    assert keeping.daily(store) is None
    (first,) = backups(store)
    two_days_ago = time.time() - 2 * 24 * 3600
    os.utime(first / "store.db", (two_days_ago, two_days_ago))
    assert keeping.daily(store) is not None
    assert len(backups(store)) == 2
    for made in backups(store):
        later = time.time() + 60
        os.utime(made / "store.db", (later, later))
    assert keeping.daily(store) is None
