"""Builds the search index while nobody waits: slice by slice on the store's thread, from a while after the start."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from shengsi_desktop.ui.operations import Operations

#: ms after the first hurry of the start
BEGIN_AFTER = 5_000
#: ms between slices: when idle, and when somebody is being served
_GAP, _BUSY_GAP = 15, 400
#: what one slice may take (seconds); a command that comes meanwhile waits no longer
_SLICE = 0.05

_log = logging.getLogger(__name__)


class IndexBuilder(QObject):
    """One for a window; ends by itself once the index is whole, or where it cannot be written."""

    def __init__(self, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(BEGIN_AFTER)

    def stop(self) -> None:
        """The window closes."""
        self._timer.stop()

    def _go_on(self) -> None:
        if self._operations.idle:
            self._operations.run(_one_slice, self._built, self._given_up, owner=self, quiet=True)
        else:
            self._timer.start(_BUSY_GAP)

    def _built(self, whole: bool) -> None:
        if not whole:
            self._timer.start(_GAP)

    def _given_up(self, problem: BaseException) -> None:
        """Who searches is told; nobody is disturbed for it."""
        _log.warning("the search index was not built: %s", problem)


def _one_slice(store: Any) -> bool:
    from shengsi_desktop.services import searching

    return searching.build(store, _SLICE)
