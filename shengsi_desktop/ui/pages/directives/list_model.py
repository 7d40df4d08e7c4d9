"""The directives as an item model, one row each. Loads and saves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from shengsi_desktop.domain.directives import DirectiveStanding
from shengsi_desktop.domain.words import Light
from shengsi_desktop.rhythm.directive_texts import due_words, standing_words
from shengsi_desktop.ui.pages.directives import words

if TYPE_CHECKING:
    from shengsi_desktop.domain.directives import Directive

#: the Directive of a row
DIRECTIVE_ROLE = Qt.ItemDataRole.UserRole + 1

#: between the parts of a second line
DOT = " · "
#: which part of the second line says the date
DUE_PART = 1

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_LAMPS = {
    DirectiveStanding.OVERDUE: Light.RED,
    DirectiveStanding.SOON: Light.YELLOW,
    DirectiveStanding.DONE: Light.DONE,
    DirectiveStanding.CLOSED: Light.DONE,
    DirectiveStanding.CANCELLED: Light.NONE,
}


def lamp_of(one: Directive) -> tuple[Light, str]:
    """The badge: sign and word; what merely goes on is grey."""
    said = "待销号" if one.standing is DirectiveStanding.DONE else standing_words(one)
    return _LAMPS.get(one.standing, Light.UNSCHEDULED), said


def second_line(one: Directive, year: int) -> tuple[str, ...]:
    """«花鸟乡、张某», «8月11日（原定8月4日，已延期1次）», «批示», «已历3周»."""
    parts = [one.who or words.UNGIVEN, due_words(one, year, words.NO_DUE), one.source.label]
    if one.awaits_signature and one.standing is not DirectiveStanding.TO_SIGN:
        parts.append(DirectiveStanding.TO_SIGN.label)
    if one.age_weeks:
        parts.append(words.AGE.format(count=one.age_weeks))
    return tuple(parts)


class DirectiveModel(QAbstractListModel):
    """`year`: days of another one are shown with theirs."""

    def __init__(self) -> None:
        super().__init__()
        self.year = 0
        self._rows: tuple[Directive, ...] = ()

    @property
    def directives(self) -> tuple[Directive, ...]:
        """What is listed."""
        return self._rows

    def show(self, directives: tuple[Directive, ...], year: int) -> bool:
        """List them; False when the same ones stay and only what they say is new."""
        same = [one.id for one in directives] == [one.id for one in self._rows]
        if not same:
            self.beginResetModel()
        self._rows, self.year = directives, year
        if not same:
            self.endResetModel()
        elif directives:
            self.dataChanged.emit(self.index(0, 0), self.index(len(directives) - 1, 0))
        return not same

    def row_of(self, directive_id: str) -> int:
        """The row of a directive, -1 when it is not there."""
        return next((at for at, one in enumerate(self._rows) if one.id == directive_id), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """As many as are listed."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The directive itself; its words for tool tip and screen reader."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        one = self._rows[index.row()]
        if role == DIRECTIVE_ROLE:
            return one
        if role == Qt.ItemDataRole.DisplayRole:
            return one.what
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "，".join((one.what, lamp_of(one)[1], *second_line(one, self.year)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{one.what}\n{DOT.join(second_line(one, self.year))}"
        return None
