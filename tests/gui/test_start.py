"""The start: what is loaded before the first list can be used, and what is said where no window can be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = ("sqlmodel", "sqlalchemy", "alembic", "matplotlib", "openpyxl", "typer", "cryptography", "pydantic")

#: runs the real start; when the first list is painted, presses ↓ and tells what is loaded by then
FIRST_KEY = """
import json, os, sys
from pathlib import Path
from PySide6.QtCore import Qt
from shengsi_desktop import __main__ as door
from shengsi_desktop.ui import app

def painted(desk):
    from PySide6.QtWidgets import QAbstractItemView, QApplication
    from PySide6.QtGui import QKeyEvent
    view = desk.window.page.findChild(QAbstractItemView)
    before = view.currentIndex().row()
    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
        QApplication.sendEvent(view, QKeyEvent(kind, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier))
    told = {"rows": view.model().rowCount(), "moved": view.currentIndex().row() - before,
            "loaded": sorted({name.partition(".")[0] for name in sys.modules}),
            "store": "shengsi_desktop.store.sessions" in sys.modules}
    print(json.dumps(told), flush=True)
    os._exit(0)

app.Desk._open_store = painted
door.window(Path(sys.argv[1]))
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


#: an empty window, up to its first paint
EMPTY = """
import os, sys
from PySide6.QtWidgets import QApplication, QWidget

class Empty(QWidget):
    def paintEvent(self, event):
        os._exit(0)

app = QApplication(sys.argv)
window = Empty()
window.resize(1280, 720)
window.show()
app.exec()
"""
TIMES = 2.0
RUNS = 5


def seconds(*command: str, **more: str) -> float:
    """From the start of a process to its end."""
    begin = time.perf_counter()
    subprocess.run(
        [sys.executable, *command], env=environment(**more), capture_output=True, timeout=60, check=True
    )
    return time.perf_counter() - begin


def test_the_first_key_is_taken_within_twice_an_empty_windows_time(folder: Path, tmp_path: Path) -> None:
    # bytecode stands ready, as after an installation; turn by turn, so that a busy machine slows both
    ready = {"PYTHONPYCACHEPREFIX": str(tmp_path / "bytecode"), "PYTHONDONTWRITEBYTECODE": ""}
    commands = {"empty": ("-c", EMPTY), "ours": ("-c", FIRST_KEY, str(folder))}
    for command in commands.values():
        seconds(*command, **ready)
    best = {
        name: min(times)
        for name, times in zip(
            commands,
            zip(
                *([seconds(*command, **ready) for command in commands.values()] for _ in range(RUNS)),
                strict=True,
            ),
            strict=True,
        )
    }
    assert best["ours"] <= TIMES * best["empty"], best
