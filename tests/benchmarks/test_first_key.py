"""The first key on my items, against an empty window's first paint: whole processes, in turn, offscreen."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.gui.first_key import EMPTY_WINDOW, FIRST_KEY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_the_first_key_is_taken_within_twice_an_empty_windows_time(
    demo_store: Path, tmp_path: Path, ratio: Callable[..., float]
) -> None:
    # bytecode stands ready, as after an installation
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPYCACHEPREFIX": str(tmp_path / "bytecode"),
        "PYTHONDONTWRITEBYTECODE": "",
    }

    def run(*arguments: str) -> None:
        subprocess.run(
            [sys.executable, "-c", *arguments], env=environment, capture_output=True, timeout=60, check=True
        )

    assert ratio(lambda: run(FIRST_KEY, str(demo_store)), lambda: run(EMPTY_WINDOW)) <= 2.0
