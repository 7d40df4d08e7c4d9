"""The rows of my items as an item model, and the filter over it.

Nothing heavy is imported: it is the first list shown.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from shengsi_desktop.domain.words import Light, Role
from shengsi_desktop.ui.pages.week import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shengsi_desktop.domain.tracking import ItemRow

#: the role under which a row's own ItemRow is found
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
#: whether the row's report is being typed into and not yet kept as a change
TYPING_ROLE = Qt.ItemDataRole.UserRole + 2
#: whether two machines wrote differently of the item in that week
CONFLICT_ROLE = Qt.ItemDataRole.UserRole + 3

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ItemFilter(Enum):
    """What the small chips over the list choose."""

    ALL = "all"
    LEAD = "lead"
    SUPPORT = "support"
    NOT_FILLED = "not_filled"

    def accepts(self, row: ItemRow) -> bool:
        """Whether the row is shown."""
        if self is ItemFilter.LEAD:
            return row.ours
        if self is ItemFilter.SUPPORT:
            return row.role is Role.SUPPORT
        return self is ItemFilter.ALL or not row.reported


def second_line(row: ItemRow) -> str:
    """«牵头 · 7项：完成1、推进4»; for a supporting unit, whose answer the light is."""
    role = row.role.label if row.role else ""
    if row.standing.reading.light is Light.BY_LEAD:
        return words.BY_LEAD_ROW.format(role=role, lead=row.lead)
    if row.role is Role.SUPPORT:
        return words.SUPPORT_ROW.format(role=role, lead=row.lead)
    parts = [role, row.standing.tally.words]
    if row.standing.weeks_behind > 1:
        parts.append(words.WEEKS_BEHIND.format(weeks=row.standing.weeks_behind))
    parts.append(_second_light(row))
    return words.DOT.join(part for part in parts if part)


def _second_light(row: ItemRow) -> str:
    """«扣停航绿灯», «扣停航仍黄灯»: the second light in the fewest words; its sums are the tool tip's."""
    said = row.standing.second_words
    return said.replace("扣除", "扣").replace("后仍为", "仍").replace("后", "")


class ItemModel(QAbstractListModel):
    """My items of one week, in the plan's order; items that only name the unit are not among them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ItemRow] = []
        self._typing: str | None = None
        self._conflicts: frozenset[str] = frozenset()

    @property
    def rows(self) -> tuple[ItemRow, ...]:
        """What the list holds, the filter aside."""
        return tuple(self._rows)

    @property
    def filled(self) -> int:
        """How many of the rows are reported."""
        return sum(row.reported for row in self._rows)

    def show_rows(self, rows: Iterable[ItemRow]) -> bool:
        """Take the rows in; False when the same items stay and only what they say is new."""
        fresh = [row for row in rows if row.role is not None]
        if [row.id for row in fresh] == [row.id for row in self._rows]:
            for position, (old, new) in enumerate(zip(self._rows, fresh, strict=True)):
                if old != new:
                    self._rows[position] = new
                    self._tell(position)
            return False
        self.beginResetModel()
        self._rows = fresh
        self.endResetModel()
        return True

    def set_typing(self, item_id: str | None) -> None:
        """Say which item's report is being typed into: its row says 填报中."""
        if item_id == self._typing:
            return
        before, self._typing = self._typing, item_id
        for position, row in enumerate(self._rows):
            if row.id in (before, item_id):
                self._tell(position)

    def set_conflicts(self, item_ids: frozenset[str]) -> None:
        """Say of which items two machines wrote differently."""
        changed, self._conflicts = item_ids ^ self._conflicts, item_ids
        for position, row in enumerate(self._rows):
            if row.id in changed:
                self._tell(position)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """As Qt asks."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row itself for the delegate; words for everybody else (accessibility, tool tips)."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == TYPING_ROLE:
            return row.id == self._typing
        if role == CONFLICT_ROLE:
            return row.id in self._conflicts
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.number} {row.title}"
        if role == Qt.ItemDataRole.ToolTipRole:
            second = row.standing.adjusted
            said = (f"{row.number} {row.title}", second_line(row), row.standing.reading.reason)
            return "\n".join(part for part in (*said, second.reason if second else "") if part)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            filled = words.FILLED if row.reported else words.NOT_FILLED
            mark = f"，{words.IN_CONFLICT}" if row.id in self._conflicts else ""
            return f"{row.standing.reading.light.label}，{second_line(row)}，{filled}{mark}"
        return None

    def _tell(self, position: int) -> None:
        index = self.index(position)
        self.dataChanged.emit(index, index)


class ItemFilterModel(QSortFilterProxyModel):
    """Shows what the chip let through when it was chosen: the row being filled stays under the hand."""

    def __init__(self, source: ItemModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._choice = ItemFilter.ALL
        self._let_through: frozenset[str] = frozenset()
        source.modelAboutToBeReset.connect(self._forget)
        self.setSourceModel(source)

    @property
    def choice(self) -> ItemFilter:
        """The chip in force."""
        return self._choice

    def choose(self, choice: ItemFilter) -> None:
        """Filter by `choice`, as the rows are now."""
        self._choice = choice
        self._let_through = frozenset(row.id for row in self._source.rows if choice.accepts(row))
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: _Index) -> bool:
        """As Qt asks."""
        if self._choice is ItemFilter.ALL:
            return True
        row = self._source.rows[source_row]
        return row.id in self._let_through or self._choice.accepts(row)

    def _forget(self) -> None:
        self._let_through = frozenset()
