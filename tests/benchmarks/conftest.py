"""Benchmarks are run by name; each is a ratio against a yardstick measured in the same run."""

from __future__ import annotations

import shutil
import statistics
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.demo import fill

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of demo weeks, filled once."""
    from shengsi_desktop.services.opening import opened

    folder = tmp_path_factory.mktemp("demo") / "store"
    with opened(folder, writing=True) as store:
        fill(store)
    return folder


@pytest.fixture(scope="session")
def large_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the large store, to be written in; made when it is first asked for (some minutes, then kept)."""
    from tests.benchmarks.large_store import cached

    folder = tmp_path_factory.mktemp("large") / "store"
    shutil.copytree(cached(), folder)
    return folder


@pytest.fixture
def ratio() -> Callable[[Callable[[], object], Callable[[], object]], float]:
    """Median of ours ÷ median of the yardstick, the two run in turn, after one warm-up each."""

    def measure(ours: Callable[[], object], yardstick: Callable[[], object], runs: int = 7) -> float:
        seconds: dict[str, list[float]] = {"ours": [], "yardstick": []}
        for turn in range(runs + 1):
            for name, work in (("ours", ours), ("yardstick", yardstick)):
                begun = time.perf_counter()
                work()
                if turn:
                    seconds[name].append(time.perf_counter() - begun)
        own, other = (statistics.median(seconds[name]) for name in ("ours", "yardstick"))
        sys.stdout.write(
            f"\nours {own * 1000:.1f} ms, yardstick {other * 1000:.1f} ms, ratio {own / other:.2f}\n"
        )
        return own / other

    return measure
