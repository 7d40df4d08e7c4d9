"""What holds for every test: nobody's own store is touched, and noise of any kind is a failure.

Python and Qt warnings are made errors by pyproject.toml; error log records, threads, timers and single shots
that a test leaves behind are caught here.
"""

from __future__ import annotations

import gc
import logging
import os
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Dialect, Engine

# Qt reads it when the application is made, which no test module does while it is imported
os.environ["QT_QPA_PLATFORM"] = os.environ.get("SHENGSI_TEST_PLATFORM", "offscreen")
os.environ["MPLBACKEND"] = "Agg"

settings.register_profile("local", deadline=None, max_examples=60)
settings.register_profile("ci", deadline=None, max_examples=60, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")

#: seconds that a thread or a Qt thread has to end after its test
PATIENCE = 2.0
#: what fires within so many ms belongs to what was just done; longer times wait for a person to pause
SHORTLY = 60


def pytest_configure(config: pytest.Config) -> None:
    """Name the markers that belong to the fixtures below."""
    config.addinivalue_line(
        "markers", "expects_error_log: the test is about a failure that must be logged as error"
    )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are cores: each waits now and then for the disk, or for a window to come to rest."""
    return len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)) + 1


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop() -> None:
    """Look for garbage less often: what was imported and collected stays, and a whole look at it takes 0.2 s."""
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """Let the stores of one process share what SQLAlchemy made of their statements; a program opens only one."""
    from shengsi_desktop.store import sessions

    first: list[Dialect] = []
    compiled: dict[Any, Any] = {}

    def create(*args: Any, **kwargs: Any) -> Engine:
        engine = create_engine(*args, **kwargs)
        first.append(engine.dialect)
        engine.dialect = first[0]
        engine.update_execution_options(compiled_cache=compiled)
        return engine

    create_engine = sessions.create_engine
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sessions, "create_engine", create)
        yield


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point the store, the settings and the user's folders into the test's own."""
    monkeypatch.setenv("SHENGSI_STORE", str(tmp_path / "own" / "store"))
    monkeypatch.setenv("SHENGSI_CONFIG", str(tmp_path / "own" / "config"))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "own" / name.lower()))


class ErrorRecords(logging.Handler):
    """Keeps what was logged as error or worse."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record as one line; its arguments may be gone later."""
        self.seen.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_error_in_the_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs an error; with `expects_error_log`, one that logs none."""
    records = ErrorRecords()
    root = logging.getLogger()
    root.addHandler(records)
    yield
    root.removeHandler(records)
    expected = request.node.get_closest_marker("expects_error_log") is not None
    if records.seen and not expected:
        pytest.fail("logged as error:\n" + "\n".join(records.seen))
    if expected and not records.seen:
        pytest.fail("nothing was logged as error, though the test expects it")


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """Fail a test that leaves a Python thread running, daemon or not."""
    before = set(threading.enumerate())
    yield
    end = time.monotonic() + PATIENCE
    for thread in set(threading.enumerate()) - before:
        if isinstance(
            thread, threading._DummyThread
        ):  # a foreign thread that once called Python; it cannot be joined
            continue
        thread.join(max(0.0, end - time.monotonic()))
        if thread.is_alive():
            pytest.fail(f"left a thread running: {thread.name}")


@pytest.fixture(autouse=True)
def nothing_of_qt_left(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test with a Qt application that leaves a timer, a single shot or a Qt thread behind."""
    if "qapp" not in request.fixturenames:
        yield
        return
    from PySide6.QtCore import QCoreApplication, QEvent, QThread, QThreadPool, QTimer

    timers = _recorded_starts(monkeypatch, QTimer)
    threads = _recorded_starts(monkeypatch, QThread)
    shots = _recorded_single_shots(monkeypatch)
    _watched[:] = timers, shots
    yield
    _watched.clear()
    # closed widgets are deleted by an event that waits for an event loop; their timers go with them
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    left = [f"a running timer: {timer!r}" for timer in timers if _alive(timer) and timer.isActive()]
    left += [f"a pending single shot: {shot.name}" for shot in shots if shot.pending]
    for thread in threads:
        if _alive(thread) and thread.isRunning() and not thread.wait(int(PATIENCE * 1000)):
            left.append(f"a running Qt thread: {thread!r}")
    if not QThreadPool.globalInstance().waitForDone(int(PATIENCE * 1000)):
        left.append("work in the Qt thread pool")
    if left:
        for timer in timers:
            if _alive(timer):
                timer.stop()
        pytest.fail("left behind " + "; ".join(left))


#: the timers and the single shots of the test that runs
_watched: list[list[Any]] = []


def fires_shortly() -> bool:
    """Whether a timer or single shot that Python code started is still to fire within SHORTLY."""
    if not _watched:
        return False
    timers, shots = _watched
    return any(
        _alive(timer) and timer.isActive() and timer.isSingleShot() and timer.interval() <= SHORTLY
        for timer in timers
    ) or any(shot.pending and shot.delay <= SHORTLY for shot in shots)


def _alive(thing: Any) -> bool:
    """Whether the C++ object is still there."""
    from shiboken6 import isValid

    return bool(isValid(thing))


def _recorded_starts(monkeypatch: pytest.MonkeyPatch, kind: Any) -> list[Any]:
    """A list that fills with every object of `kind` on which Python code calls start()."""
    started: list[Any] = []
    start = kind.start

    def recording(self: Any, *args: Any, **kwargs: Any) -> Any:
        started.append(self)
        return start(self, *args, **kwargs)

    monkeypatch.setattr(kind, "start", recording)
    return started


class SingleShot:
    """A callback of QTimer.singleShot that knows whether it was called, and whether it still can be."""

    def __init__(self, callback: Callable[[], object], context: Any, delay: int) -> None:
        self._callback, self._context, self._fired = callback, context, False
        self.delay = delay
        self.name = getattr(callback, "__qualname__", repr(callback))

    def __call__(self) -> None:
        self._fired = True
        # Qt itself would not call a method of an object that is gone; it cannot see through this wrapper
        if self._context is None or _alive(self._context):
            self._callback()

    @property
    def pending(self) -> bool:
        """False, too, when the object that it was made for is gone: Qt then never calls it."""
        return not self._fired and (self._context is None or _alive(self._context))


def _recorded_single_shots(monkeypatch: pytest.MonkeyPatch) -> list[SingleShot]:
    """A list that fills with every QTimer.singleShot(msec[, type][, context], callable) of Python code."""
    from PySide6.QtCore import QObject, QTimer

    shots: list[SingleShot] = []
    original = QTimer.singleShot

    def recording(*args: Any) -> None:
        *rest, callback = args
        if not callable(callback):  # the form with a receiver and the name of its slot
            original(*args)
            return
        owner = rest[-1] if isinstance(rest[-1], QObject) else getattr(callback, "__self__", None)
        shot = SingleShot(callback, owner if isinstance(owner, QObject) else None, int(rest[0]))
        shots.append(shot)
        original(*rest, shot)

    monkeypatch.setattr(QTimer, "singleShot", staticmethod(recording))
    return shots
