"""Several filled 填报表 that came together: one dialog after the other, until one is called off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from shengsi_desktop.ui.pages.exchange.fill_sheets.opening import open_take

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.domain.exchange import IntakeRow
    from shengsi_desktop.ui.page import PageContext

EMPTY = "{count}份是空表，没有内容可入库，这一次不逐份打开：{units}。"
PLACED = "收回填报表（第{place}份，共{count}份）"


class OneByOne(QObject):
    """Belongs to the view it is shown over. What is called off, and what stands behind it, waits on.

    Called off, the next run goes on there; those skipped, and those with nothing in them, come last.
    """

    #: the key of the row that is taken in, and a sentence for the user
    taken = Signal(str, str)
    #: what is to be known of the run before it
    told = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = parent
        self._open = False
        #: the keys of those that were skipped in this run or an earlier one
        self._skipped: list[str] = []

    def forget(self) -> None:
        """Other rows are to come, of the same keys."""
        self._skipped = []

    def begin(self, context: PageContext, rows: Sequence[IntakeRow]) -> None:
        """Show the first of them; nothing where one is shown already."""
        if self._open:
            return
        chosen = [row for row in rows if row.path is not None]
        filled = [row for row in chosen if not row.empty]
        if len(chosen) > 1:
            chosen = sorted(filled, key=self._last_skipped)
            if len(filled) < len(rows):
                empty = [row.unit or row.source for row in rows if row.empty]
                self.told.emit(EMPTY.format(count=len(empty), units="、".join(empty)))
        if chosen:
            self._show(context, chosen, 0)

    def _last_skipped(self, row: IntakeRow) -> int:
        return self._skipped.index(row.key) + 1 if row.key in self._skipped else 0

    def _show(self, context: PageContext, rows: Sequence[IntakeRow], place: int) -> None:
        row = rows[place]
        assert row.path is not None
        done: list[str] = []
        self._open = True
        dialog = open_take(context, row.path, self._view)
        if len(rows) > 1:
            dialog.setWindowTitle(PLACED.format(place=place + 1, count=len(rows)))
            dialog.offer_skipping()
        dialog.taken.connect(done.append)

        def closed(_code: int) -> None:
            self._open = False
            if done:
                self.taken.emit(row.key, done[0])
            elif dialog.skipped:
                self._skipped = [*(one for one in self._skipped if one != row.key), row.key]
            if (done or dialog.skipped) and place + 1 < len(rows):
                self._show(context, rows, place + 1)

        dialog.finished.connect(closed)
