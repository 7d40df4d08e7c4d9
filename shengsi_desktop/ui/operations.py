"""The one way from a widget to the store: off the Qt thread and back, no failure lost."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from shengsi_desktop.domain.problems import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")

#: work that takes longer says so (ms)
SLOW = 300
BUG = "程序出了差错，已记录；您输入的内容都在。"

_log = logging.getLogger(__name__)


class Worker(Protocol):
    """What `services.worker.StoreWorker` offers; its callbacks come on its own thread."""

    def run(
        self,
        operation: Callable[[Any], Any],
        on_success: Callable[[Any], None],
        on_failure: Callable[[BaseException], None],
    ) -> None:
        """Queue `operation`."""

    def run_beside(
        self,
        operation: Callable[[Any], Any],
        on_success: Callable[[Any], None],
        on_failure: Callable[[BaseException], None],
    ) -> None:
        """Queue `operation`, which only reads; what is queued behind it does not wait for its end."""


class Operations(QObject):
    """`run` an operation on the open store; `changed` tells every view what a command changed."""

    #: frozenset of FieldKey, after a command that changed something
    changed = Signal(object)
    #: something was durably written just now
    saved = Signal()
    #: words of the work that takes longer than 300 ms; empty when none does
    busy = Signal(str)
    #: a failure nobody else handled (the exception)
    failed = Signal(object)
    _arrived = Signal(object)

    def __init__(self, worker: Worker | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._early: list[Callable[[Worker], None]] = []
        self._running: dict[int, str] = {}
        self._next = 0
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def idle(self) -> bool:
        """True when nothing waits for an answer."""
        return not self._running

    @property
    def ready(self) -> bool:
        """True once there is a store's thread to work with."""
        return self._worker is not None

    @property
    def asked(self) -> int:
        """How many operations have been asked for so far."""
        return self._next

    def use(self, worker: Worker) -> None:
        """Work with this one from now on; what was asked before there was any goes first."""
        self._worker = worker
        early, self._early = self._early, []
        for hand_in in early:
            hand_in(worker)

    def run(
        self,
        operation: Callable[[Any], Result],
        on_success: Callable[[Result], object] | None = None,
        on_failure: Callable[[BaseException], object] | None = None,
        *,
        saying: str | None = None,
        owner: QObject | None = None,
        quiet: bool = False,
        beside: bool = False,
    ) -> None:
        """Run `operation(store)` on the writer thread, then one of the two callbacks on the Qt thread.

        `owner`: once it is deleted the callbacks are dropped (else taken from bound method and closure).
        `saying`: what the header says when it takes longer than 300 ms; `quiet`: it never says so.
        `beside`: long work that only reads, on a thread of its own.
        A failure without `on_failure` goes to the window's message bar.
        """
        number = self._next
        self._next += 1
        self._running[number] = saying or "正在处理…"
        alive = _Alive(owner, on_success, on_failure)
        if not quiet:
            QTimer.singleShot(SLOW, self, lambda: self._say_busy(number))

        def hand_in(worker: Worker) -> None:
            (worker.run_beside if beside else worker.run)(
                operation,
                lambda result: self._send((number, alive, on_success, result, None)),
                lambda problem: self._send((number, alive, on_failure, None, problem)),
            )

        if self._worker is None:
            self._early.append(hand_in)
        else:
            hand_in(self._worker)

    def tell(self, problem: BaseException) -> None:
        """Bring a failure to the user: a refusal in its own words, anything else logged whole."""
        if not isinstance(problem, Refusal):
            _log.error("an operation failed", exc_info=problem)
        self.failed.emit(problem)

    def _send(self, answer: tuple[Any, ...]) -> None:
        if shiboken6.isValid(self):
            self._arrived.emit(answer)

    def _deliver(self, answer: tuple[Any, ...]) -> None:
        number, alive, callback, result, problem = answer
        self._running.pop(number, None)
        self.busy.emit("")
        if problem is not None:
            if callback is None or not alive():
                self.tell(problem)
            else:
                callback(problem)
            return
        if _tells_changes(result):
            self.saved.emit()
            if callback is not None and alive():
                callback(result)
            self.changed.emit(result)
        elif callback is not None and alive():
            callback(result)

    def _say_busy(self, number: int) -> None:
        if number in self._running:
            self.busy.emit(self._running[number])


class _Alive:
    """Whether the widgets that wait for an answer still stand."""

    def __init__(self, owner: QObject | None, *callbacks: Callable[..., object] | None) -> None:
        self._waiting = [owner] if owner is not None else []
        for callback in callbacks:
            bound = getattr(callback, "__self__", None)
            held = [cell.cell_contents for cell in getattr(callback, "__closure__", None) or ()]
            self._waiting += [one for one in (bound, *held) if isinstance(one, QObject)]

    def __call__(self) -> bool:
        return all(shiboken6.isValid(one) for one in self._waiting)


def _tells_changes(result: object) -> bool:
    """True for what a command returns: the set of the fields that it changed."""
    # not needed before the first list stands
    from shengsi_desktop.domain.changes import FieldKey

    return isinstance(result, frozenset) and bool(result) and all(isinstance(key, FieldKey) for key in result)
