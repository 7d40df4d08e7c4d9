"""How long until the first window shows my items, against an empty PySide6 window; whole processes, in turn.

Needs a display (Xvfb and xdotool on Linux): `python -m pytest tests/benchmarks/test_window.py -s`.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

EMPTY = (
    "import sys\nfrom PySide6.QtWidgets import QApplication, QWidget\n"
    "app = QApplication(sys.argv); window = QWidget(); window.resize(1280, 720); window.show(); app.exec()"
)

pytestmark = pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="needs Xvfb and xdotool"
)


@pytest.fixture
def display() -> Iterator[str]:
    with subprocess.Popen(
        ["Xvfb", "-noreset", "-displayfd", "1", "-screen", "0", "1440x900x24"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        assert server.stdout is not None
        yield f":{server.stdout.readline().strip()}"
        server.terminate()


def until_window(command: list[str], environment: dict[str, str]) -> None:
    """Start, wait for a window of at least 300 × 200, kill."""
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        give_up = time.monotonic() + 30
        while time.monotonic() < give_up and not shown(environment):
            assert process.poll() is None, "the program ended before its window was there"
            time.sleep(0.005)
        assert time.monotonic() < give_up, "no window came"
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def shown(environment: dict[str, str]) -> bool:
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", ".*"],
        env=environment, capture_output=True, text=True, check=False,
    ).stdout.split()  # fmt: skip
    for window in found:
        geometry = subprocess.run(
            ["xdotool", "getwindowgeometry", "--shell", window],
            env=environment, capture_output=True, text=True, check=False,
        ).stdout  # fmt: skip
        size = dict(line.split("=", 1) for line in geometry.split() if "=" in line)
        if 300 <= int(size.get("WIDTH", 0)) < 1440 and int(size.get("HEIGHT", 0)) >= 200:
            return True
    return False


def test_the_window_is_there_within_twice_an_empty_one(
    demo_store: Path, display: str, tmp_path: Path, ratio: Callable[..., float]
) -> None:
    # bytecode stands ready, as after an installation
    environment = {
        **os.environ,
        "DISPLAY": display,
        "SHENGSI_STORE": str(demo_store),
        "PYTHONPYCACHEPREFIX": str(tmp_path / "bytecode"),
        "PYTHONDONTWRITEBYTECODE": "",
    }
    environment.pop("QT_QPA_PLATFORM", None)

    found = ratio(
        lambda: until_window([sys.executable, "-m", "shengsi_desktop"], environment),
        lambda: until_window([sys.executable, "-c", EMPTY], environment),
    )

    assert found <= 2.0
