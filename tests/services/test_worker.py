"""The one thread that owns the store: in order, no failure lost, and none that stops what comes after."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.problems import ConcurrentUse, Refusal
from shengsi_desktop.services import opening
from shengsi_desktop.services.worker import StoreWorker

if TYPE_CHECKING:
    from pathlib import Path

    from shengsi_desktop.store.sessions import Store


def test_operations_run_in_the_order_they_came_and_stop_runs_what_is_queued(folder: Path) -> None:
    worker, seen = StoreWorker(folder), list[int]()
    worker.start()
    for number in range(20):
        worker.run(lambda _store, n=number: n, seen.append, lambda problem: pytest.fail(str(problem)))
    worker.stop()
    assert seen == list(range(20))
    assert not worker.running


def test_long_reading_goes_on_beside_and_what_comes_after_does_not_wait(folder: Path) -> None:
    worker, go_on, seen = StoreWorker(folder), threading.Event(), list[str]()
    worker.start()
    worker.run_beside(
        lambda _store: f"read {go_on.wait(5)}", seen.append, lambda problem: pytest.fail(str(problem))
    )
    assert worker.call(lambda _store: "written", timeout=4) == "written"
    assert seen == []
    go_on.set()
    worker.stop()
    assert seen == ["read True"]


def test_a_failure_goes_to_the_one_who_asked(folder: Path) -> None:
    worker = StoreWorker(folder)
    worker.start()

    def refuse(_store: Store) -> None:
        raise Refusal("不行。")

    with pytest.raises(Refusal, match="不行"):
        worker.call(refuse)
    assert worker.call(lambda store: store.read_only) is False
    worker.stop()


@pytest.mark.expects_error_log
def test_a_callback_that_fails_does_not_stop_what_comes_after(folder: Path) -> None:
    worker, done = StoreWorker(folder), threading.Event()
    worker.start()
    worker.run(lambda _store: 1, lambda one: 1 / (one - 1), lambda _problem: None)
    worker.run(lambda _store: 2, lambda _two: done.set(), lambda _problem: None)
    assert done.wait(10)
    worker.stop()


def test_where_the_store_is_held_every_operation_says_so(folder: Path) -> None:
    with opening.opened(folder, writing=True):
        worker = StoreWorker(folder)
        worker.start()
        with pytest.raises(ConcurrentUse, match="另一个窗口或命令"):
            worker.call(lambda store: store.folder)
        worker.stop()


def test_reading_a_folder_without_a_store_is_refused_and_makes_none(tmp_path: Path) -> None:
    for writing in (False, True):
        with (
            pytest.raises(Refusal, match="还没有台账"),
            opening.opened(tmp_path / "no", writing=writing, create=False),
        ):
            pass
    assert not (tmp_path / "no").exists()
