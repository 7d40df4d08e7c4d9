"""Which of the conflicts is looked at: all of them in a list that opens, the one before and the next beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shengsi_desktop.domain.syncing import ConflictKind
from shengsi_desktop.domain.weeks import week_label
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.choice import Choice
from shengsi_desktop.ui.widgets.heights import as_high_as

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.domain.syncing import Conflict

_NAME = "分歧"
_BEFORE, _NEXT = "上一处", "下一处"


class ConflictChooser(QWidget):
    """One line, so that the room is the versions'."""

    #: the id of the conflict that became the current one, empty for none
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.conflicts: tuple[Conflict, ...] = ()
        self.list = Choice()
        self.list.setAccessibleName(_NAME)
        self.before = Button(icon="prev", tip=_BEFORE)
        self.next = Button(icon="next", tip=_NEXT)
        self.before.setAccessibleName(_BEFORE)
        self.next.setAccessibleName(_NEXT)
        self.before.clicked.connect(lambda: self._step(-1))
        self.next.clicked.connect(lambda: self._step(1))
        self.list.currentIndexChanged.connect(self._moved)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.list, 1)
        row.addWidget(self.before)
        row.addWidget(self.next)
        as_high_as(self.before, self.list)
        self.setFocusProxy(self.list)

    def show_conflicts(self, conflicts: Sequence[Conflict]) -> None:
        """Show these; the current one stays where it is still there, else the one at its place becomes it."""
        key, place = self.current_key, self.list.currentIndex()
        self.conflicts = tuple(conflicts)
        self.list.blockSignals(True)
        self.list.clear()
        for one in self.conflicts:
            self.list.addItem(_words(one), one.id)
            self.list.setItemData(self.list.count() - 1, _whole(one), Qt.ItemDataRole.ToolTipRole)
        kept = self.list.findData(key) if key else -1
        self.list.setCurrentIndex(kept if kept >= 0 else min(max(place, 0), len(self.conflicts) - 1))
        self.list.blockSignals(False)
        self._moved()

    @property
    def current_key(self) -> str:
        """The id of the current one, empty for none."""
        return str(self.list.currentData() or "")

    def choose(self, key: str) -> bool:
        """Make that one the current one; False where there is none."""
        place = self.list.findData(key)
        if place >= 0:
            self.list.setCurrentIndex(place)
        return place >= 0

    def _step(self, by: int) -> None:
        self.list.setCurrentIndex(self.list.currentIndex() + by)

    def _moved(self) -> None:
        place = self.list.currentIndex()
        self.list.setToolTip(_whole(self.conflicts[place]) if self.conflicts else "")
        self.before.setEnabled(place > 0)
        self.next.setEnabled(place < len(self.conflicts) - 1)
        self.chosen.emit(self.current_key)


def _words(one: Conflict) -> str:
    what = one.what if one.kind is ConflictKind.FIELD else f"{one.what}：{one.kind.value}"
    week = week_label(one.week).split("年")[-1]
    return " · ".join(part for part in (what, week, one.item, one.unit) if part)


def _whole(one: Conflict) -> str:
    return f"{one.what}\n{one.where}"
