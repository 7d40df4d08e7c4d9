"""Owners that the directory does not know: what each of them is, chosen by the user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shengsi_desktop.ui.plan_import import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.choice import Choice
from shengsi_desktop.ui.widgets.containers import Line
from shengsi_desktop.ui.widgets.text import ElidedLabel, label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QMouseEvent

    from shengsi_desktop.services.plan_units import UnknownUnit
    from shengsi_desktop.ui.plan_import.choices import Read

_MOST_NUMBERS = 6


class UnitsTab(QScrollArea):
    """One row an unknown name; `decided` with the name and the id of what it is (empty: new)."""

    decided = Signal(str, str)
    #: show where it stands (UnknownUnit)
    pointed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.rows: dict[str, UnknownRow] = {}

    def show_unknown(self, read: Read, chosen: Mapping[str, str]) -> None:
        """List them with what is chosen so far."""
        self.rows = {}
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        unknown = read.preview.unknown
        hint = label(words.UNITS_HINT if unknown else words.UNITS_NONE, "second", wrap=True)
        column.addWidget(hint)
        for place, one in enumerate(unknown):
            if place:
                column.addWidget(Line())
            row = UnknownRow(one, read, chosen.get(one.name, ""))
            row.decided.connect(self.decided)
            row.pointed.connect(self.pointed)
            self.rows[one.name] = row
            column.addWidget(row)
        column.addStretch(1)
        self.setWidget(holder)


class UnknownRow(QWidget):
    """The written name, where it stands, and what it may be."""

    decided = Signal(str, str)
    pointed = Signal(object)

    def __init__(self, unknown: UnknownUnit, read: Read, chosen: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unknown = unknown
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        names = QVBoxLayout()
        names.setSpacing(2)
        name = ElidedLabel(unknown.name, "strong")
        numbers = "、".join(unknown.numbers[:_MOST_NUMBERS])
        if len(unknown.numbers) > _MOST_NUMBERS:
            numbers = words.MORE_NUMBERS.format(numbers=numbers)
        where = ElidedLabel(words.UNIT_ITEMS.format(count=len(unknown.numbers), numbers=numbers), "second")
        names.addWidget(name)
        names.addWidget(where)
        row.addLayout(names, 5)
        self.choice = UnitChoice(unknown, read, chosen)
        self.choice.activated.connect(self._decide)
        self.choice.opened.connect(lambda: self.pointed.emit(unknown))
        row.addWidget(self.choice, 6)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show where it stands."""
        super().mousePressEvent(event)
        self.pointed.emit(self._unknown)

    def _decide(self, _index: int) -> None:
        self.pointed.emit(self._unknown)
        self.decided.emit(self._unknown.name, str(self.choice.currentData() or ""))


class UnitChoice(Choice):
    """Proposals, a new one, then all that are known; those are filled in when it is opened first."""

    opened = Signal()

    def __init__(self, unknown: UnknownUnit, read: Read, chosen: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rest: list[tuple[str, str]] | None = [(one.name, one.id) for one in read.units]
        self._rest += [(one.name, one.id) for one in read.groups]
        self.setMaxVisibleItems(14)
        self.setMinimumWidth(current.px(150))
        for one in unknown.proposals:
            self.addItem(words.PROPOSAL.format(name=one.name, why=one.why), one.id)
        self.addItem(words.ADD_GROUP if unknown.generic else words.ADD_UNIT.format(name=unknown.name), "")
        self.choose(chosen)

    def choose(self, unit_id: str) -> None:
        """Show that one as chosen; tells nobody."""
        if self.findData(unit_id) < 0:
            self._fill()
        with QSignalBlocker(self):
            self.setCurrentIndex(max(self.findData(unit_id), 0))

    def showPopup(self) -> None:
        """All known ones stand below the proposals."""
        self._fill()
        self.opened.emit()
        super().showPopup()

    def _fill(self) -> None:
        rest, self._rest = self._rest, None
        if rest is None:
            return
        offered = {self.itemData(place) for place in range(self.count())}
        self.insertSeparator(self.count())
        for name, unit_id in rest:
            if unit_id not in offered:
                self.addItem(name, unit_id)
