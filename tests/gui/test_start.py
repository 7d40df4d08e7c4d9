"""The start: what is loaded before the first list can be used, and what is said where no window can be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.gui.first_key import FIRST_KEY

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = (
    "sqlmodel",
    "sqlalchemy",
    "alembic",
    "matplotlib",
    "openpyxl",
    "typer",
    "cryptography",
    "pydantic",
    "chinese_calendar",
)


ASKED = """import json, sys
from shengsi_desktop.services import history, meetings, reminders, reporting, week_states
print(json.dumps([one for one in ("openpyxl", "numpy", "docx") if one in sys.modules]))
"""


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", **more}


def test_the_first_list_stands_and_takes_a_key_before_anything_heavy_is_loaded(folder: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", FIRST_KEY, str(folder)],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    told = json.loads(answer.stdout)
    assert told["rows"] == 13
    assert told["moved"] == 1
    assert set(told["loaded"]) & set(HEAVY) == set()
    assert not told["store"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_without_a_display_one_plain_line_names_the_commands() -> None:
    bare = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    answer = subprocess.run(
        [sys.executable, "-m", "shengsi_desktop"],
        env=bare,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert len(answer.stderr.strip().splitlines()) == 1
    assert "shengsi-desktop self-test" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_second_start_says_so_and_leaves_the_store_alone(folder: Path) -> None:
    from shengsi_desktop.store.lock import WriterLock

    with WriterLock.take(folder / "window"):
        answer = subprocess.run(
            [sys.executable, "-m", "shengsi_desktop", "--store", str(folder)],
            env=environment(),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert answer.returncode == 0
    assert "已经打开" in answer.stderr
    assert (folder / "window" / "raise").is_file()


def test_what_is_asked_right_after_the_start_loads_nothing_of_workbooks() -> None:
    answer = subprocess.run(
        [
            sys.executable,
            "-c",
            ASKED,
        ],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout) == []
