"""The watch that conftest.py keeps over every test does catch what it is there for."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NOISY = """
import logging, os, threading, time
from pathlib import Path
import pytest
from hypothesis import given, strategies as st

def test_error_log():
    logging.getLogger("x").error("disk on fire")

@pytest.mark.expects_error_log
def test_error_log_expected():
    logging.getLogger("x").error("disk on fire")

@pytest.mark.expects_error_log
def test_error_log_expected_but_silent():
    pass

def test_thread():
    threading.Thread(target=time.sleep, args=(2.5,), daemon=True).start()

def test_timer(qapp):
    from PySide6.QtCore import QTimer
    global timer
    timer = QTimer()
    timer.start(60_000)

def test_timer_of_a_deleted_window(qtbot):
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QWidget
    window = QWidget()
    qtbot.addWidget(window)
    timer = QTimer(window)
    timer.start(60_000)

def test_single_shot(qapp):
    from PySide6.QtCore import QTimer
    QTimer.singleShot(60_000, lambda: None)

def test_single_shot_that_fires(qapp):
    from PySide6.QtCore import QTimer
    QTimer.singleShot(0, lambda: None)

def test_single_shots_of_a_deleted_window(qtbot):
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QLabel
    from shiboken6 import delete
    label = QLabel()
    QTimer.singleShot(0, label.clear)
    QTimer.singleShot(0, label, lambda: label.clear())
    QTimer.singleShot(60_000, label, lambda: None)
    delete(label)
    qtbot.wait(20)

def test_qt_warning(qapp):
    from PySide6.QtCore import qWarning
    qWarning("of Qt")

@given(st.integers())
def test_hypothesis_beside_the_watch(number):
    assert isinstance(number, int)

def test_own_places(tmp_path):
    for name in ("SHENGSI_STORE", "SHENGSI_CONFIG", "XDG_DATA_HOME", "LOCALAPPDATA"):
        assert Path(os.environ[name]).is_relative_to(tmp_path)
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Every outcome of each noisy test, run with this project's conftest.py and settings."""
    root = Path(__file__).resolve().parent.parent
    folder = tmp_path_factory.mktemp("noisy")
    shutil.copy(root / "tests" / "conftest.py", folder)
    (folder / "test_noisy.py").write_text(NOISY, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-rA",
        "-c",
        str(root / "pyproject.toml"),
        "--rootdir",
        str(folder),
    ]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    seen = subprocess.run(
        [*command, str(folder)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    found: dict[str, set[str]] = {}
    for outcome, name in re.findall(r"^(PASSED|FAILED|ERROR) \S*::test_(\w+)", seen.stdout, re.MULTILINE):
        found.setdefault(name, set()).add(outcome)
    assert found, seen.stdout + seen.stderr
    return found


@pytest.mark.parametrize(
    "name", ["error_log", "error_log_expected_but_silent", "thread", "timer", "single_shot", "qt_warning"]
)
def test_noise_fails_a_test(name: str, outcomes: dict[str, set[str]]) -> None:
    assert outcomes[name] & {"FAILED", "ERROR"}


@pytest.mark.parametrize(
    "name",
    [
        "error_log_expected",
        "timer_of_a_deleted_window",
        "single_shot_that_fires",
        "single_shots_of_a_deleted_window",
        "hypothesis_beside_the_watch",
        "own_places",
    ],
)
def test_a_quiet_test_passes(name: str, outcomes: dict[str, set[str]]) -> None:
    assert outcomes[name] == {"PASSED"}
