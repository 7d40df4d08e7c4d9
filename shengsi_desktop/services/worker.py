"""The one writer thread that owns the open store. No Qt: callbacks come on this thread, `ui.operations` moves them.

Operations run strictly one after the other, in the order they were handed in, so that what was typed first is
stored first.
"""

from __future__ import annotations

import logging
import queue
import threading
from typing import TYPE_CHECKING, Any, TypeVar

from shengsi_desktop.domain.clock import local_now

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.domain.clock import Clock
    from shengsi_desktop.store.sessions import Store

T = TypeVar("T")

_log = logging.getLogger(__name__)


class StoreWorker:
    """Opens the store in `folder` on its own thread and runs operations on it.

    When the store cannot be opened, every operation fails with that problem; nothing is lost, since nothing
    was begun.
    """

    def __init__(
        self, folder: Path, *, on_open: Callable[[Store], None] | None = None, clock: Clock = local_now
    ) -> None:
        self.folder = folder
        self._clock = clock
        self._on_open = on_open
        self._jobs: queue.SimpleQueue[Callable[[Store | None, BaseException | None], None] | None] = (
            queue.SimpleQueue()
        )
        self._thread = threading.Thread(target=self._work, name="store", daemon=True)
        self._beside: list[threading.Thread] = []
        self._started = False
        self._stopped = False

    def start(self) -> None:
        """Begin; the store opens in the background. Starting twice is fine."""
        if not self._started:
            self._started = True
            self._thread.start()

    @property
    def running(self) -> bool:
        """True between start and stop."""
        return self._started and not self._stopped

    def run(
        self,
        operation: Callable[[Store], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[BaseException], None],
    ) -> None:
        """Queue `operation`; exactly one of the callbacks is called, on the worker's thread."""

        def job(store: Store | None, problem: BaseException | None) -> None:
            if store is None:
                on_failure(problem or RuntimeError("the store is not open"))
                return
            try:
                result = operation(store)
            except Exception as trouble:  # noqa: BLE001 - every failure belongs to the one who asked
                on_failure(trouble)
                return
            on_success(result)

        self._jobs.put(job)

    def run_beside(
        self,
        operation: Callable[[Store], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[BaseException], None],
    ) -> None:
        """As `run`, once its turn has come on a thread of its own: long work that only reads, while others write."""

        def attempt(store: Store) -> None:
            try:
                result = operation(store)
            except Exception as trouble:  # noqa: BLE001 - every failure belongs to the one who asked
                on_failure(trouble)
                return
            on_success(result)

        def begin(store: Store) -> None:
            thread = threading.Thread(target=attempt, args=(store,), name="store-beside", daemon=True)
            self._beside = [one for one in self._beside if one.is_alive()] + [thread]
            thread.start()

        self.run(begin, lambda _none: None, on_failure)

    def call(self, operation: Callable[[Store], T], timeout: float | None = 30) -> T:
        """Run `operation` and wait for its result; for closing, tests and the self-test, never from a page."""
        done = threading.Event()
        answer: list[Any] = []
        trouble: list[BaseException] = []

        def succeed(result: T) -> None:
            answer.append(result)
            done.set()

        def fail(problem: BaseException) -> None:
            trouble.append(problem)
            done.set()

        self.run(operation, succeed, fail)
        if not done.wait(timeout):
            message = "the store did not answer in time"
            raise TimeoutError(message)
        if trouble:
            raise trouble[0]
        result: T = answer[0]
        return result

    def stop(self, *, wait: bool = True) -> None:
        """Run what is queued, close the store, end the thread."""
        if not self._started or self._stopped:
            return
        self._stopped = True
        self._jobs.put(None)
        if wait:
            self._thread.join()

    def _work(self) -> None:
        store: Store | None = None
        problem: BaseException | None = None
        try:
            from shengsi_desktop.store.sessions import Store as OpenStore

            store = OpenStore.open(self.folder, clock=self._clock)
            if self._on_open is not None:
                self._on_open(store)
        except Exception as trouble:  # noqa: BLE001 - told to each operation that comes
            problem = trouble
        while (job := self._jobs.get()) is not None:
            try:
                job(store, problem)
            except Exception:  # noqa: BLE001 - a callback's own failure must not stop those that come after
                _log.exception("a callback of the store's thread failed")
        for thread in self._beside:
            thread.join()
        if store is not None:
            try:
                store.close()
            except Exception:  # noqa: BLE001 - it is shut in any case; drafts not flushed are there next time
                _log.exception("the store did not close cleanly")
