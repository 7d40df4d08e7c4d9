"""Another edition beside the stored plan: what becomes of each item, to be confirmed one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.plan.titles import short_title
from shengsi_desktop.services.plan_editions import DifferenceKind
from shengsi_desktop.ui.plan_import import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.choice import Choice
from shengsi_desktop.ui.widgets.containers import Line
from shengsi_desktop.ui.widgets.text import ElidedLabel, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent

    from shengsi_desktop.services.plan_editions import ItemDifference

_KIND_WIDTH = 68


class EditionTab(QWidget):
    """`matched` (new number, stored id or empty), `kept` (stored id, stays or not)."""

    matched = Signal(str, str)
    kept = Signal(str, bool)
    #: show where it stands (the new number)
    pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        column.addWidget(self._scroll, 1)
        column.addWidget(Line())
        self.confirmed = QCheckBox(words.CONFIRMED)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 8, 14, 8)
        foot.addWidget(self.confirmed)
        column.addLayout(foot)
        self.rows: list[DifferenceRow] = []

    def show_differences(self, differences: Sequence[ItemDifference], keep: set[str]) -> None:
        """List what changes; the rest is counted."""
        self.rows = []
        scrolled = self._scroll.verticalScrollBar().value()
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        changed = [one for one in differences if one.kind is not DifferenceKind.SAME]
        column.addWidget(label(words.EDITION_HINT if changed else words.EDITION_NONE, "second", wrap=True))
        gone = [one for one in differences if one.kind is DifferenceKind.GONE]
        for place, one in enumerate(changed):
            if place:
                column.addWidget(Line())
            row = DifferenceRow(one, gone, kept=one.item_id in keep)
            row.matched.connect(self.matched)
            row.kept.connect(self.kept)
            row.pointed.connect(self.pointed)
            self.rows.append(row)
            column.addWidget(row)
        same = len(differences) - len(changed)
        if same:
            column.addWidget(label(words.EDITION_SAME.format(count=same), "second"))
        column.addStretch(1)
        self._scroll.setWidget(holder)
        self._scroll.verticalScrollBar().setValue(scrolled)


class DifferenceRow(QWidget):
    """One item: what becomes of it, its words now and before, and the user's choice."""

    matched = Signal(str, str)
    kept = Signal(str, bool)
    pointed = Signal(str)

    def __init__(
        self,
        one: ItemDifference,
        gone: Sequence[ItemDifference],
        *,
        kept: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.difference = one
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        kind = label(one.kind.label, "tag" if one.kind is not DifferenceKind.GONE else "pill")
        kind.setFixedWidth(current.px(_KIND_WIDTH))
        kind.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(kind, 0, Qt.AlignmentFlag.AlignTop)
        text = QVBoxLayout()
        text.setSpacing(2)
        number = one.number or one.old_number
        if one.number and one.old_number and one.number != one.old_number:
            number = f"{one.old_number} → {one.number}"
        head = ElidedLabel(f"{number}　{short_title(one.text or one.old_text)}", "strong")
        head.setToolTip(one.text or one.old_text)
        text.addWidget(head)
        if one.kind is DifferenceKind.CHANGED:
            was = ElidedLabel(words.WAS.format(text=one.old_text), "second")
            was.setToolTip(one.old_text)
            text.addWidget(was)
        if one.weeks:
            text.addWidget(label(words.WEEKS.format(weeks=one.weeks), "accent"))
        row.addLayout(text, 6)
        self.choice = Choice()
        if one.kind is DifferenceKind.GONE:
            self.choice.addItem(words.DROP_ITEM, "")
            self.choice.addItem(words.KEEP_ITEM, "keep")
            self.choice.setCurrentIndex(1 if kept else 0)
        else:
            self._offer(one, gone)
        self.choice.activated.connect(self._decide)
        row.addWidget(self.choice, 5, Qt.AlignmentFlag.AlignTop)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show where it stands."""
        super().mousePressEvent(event)
        if self.difference.number:
            self.pointed.emit(self.difference.number)

    def _offer(self, one: ItemDifference, gone: Sequence[ItemDifference]) -> None:
        if one.item_id:
            self.choice.addItem(_is_item(one), one.item_id)
        self.choice.addItem(words.AS_NEW_ITEM, "")
        for other in gone:
            self.choice.addItem(_is_item(other), other.item_id)

    def _decide(self, _index: int) -> None:
        value = str(self.choice.currentData())
        if self.difference.kind is DifferenceKind.GONE:
            self.kept.emit(self.difference.item_id, value == "keep")
        else:
            self.matched.emit(self.difference.number, value)


def _is_item(one: ItemDifference) -> str:
    title = short_title(one.old_text)
    if len(title) > words.SHORT_TITLE:
        title = f"{title[: words.SHORT_TITLE]}…"
    return words.IS_ITEM.format(number=one.old_number, title=title)
