"""The items of 任务清单 as an item model: a tree, one flat table that sorts, or deliverables by island.

Saves nothing and loads nothing; it is shown what is already filtered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from shengsi_desktop.ui.pages.tasks import words
from shengsi_desktop.ui.pages.tasks.cells import (
    Column,
    item_tip,
    item_words,
    line_tip,
    line_words,
    short_progress,
    sort_key,
)
from shengsi_desktop.ui.pages.tasks.choice import Shape
from shengsi_desktop.ui.pages.tasks.nodes import ON_NO_ISLAND, Forest, plant_islands, plant_table, plant_tree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shengsi_desktop.domain.islands import IslandGroup
    from shengsi_desktop.domain.tracking import DeliverableStanding, ItemRow, Standing
    from shengsi_desktop.ui.pages.tasks.nodes import Node

#: the ItemRow of an item's index, and of a deliverable's; None for a heading
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
#: how deep a row lies: headings from 0 on; items of the flat table 0
DEPTH_ROLE = Qt.ItemDataRole.UserRole + 2
#: the IslandLine of a deliverable's index
LINE_ROLE = Qt.ItemDataRole.UserRole + 3
#: the IslandGroup of an island's heading
GROUP_ROLE = Qt.ItemDataRole.UserRole + 4

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class TaskModel(QAbstractItemModel):
    """What is listed, in the shape in which it was shown last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shape = Shape.TREE
        self._sorting: tuple[int, Qt.SortOrder] = (Column.TITLE, Qt.SortOrder.AscendingOrder)
        self._forest = Forest()
        self._order: dict[str, int] = {}
        #: the plan's year, which days do not repeat
        self.year = 0
        #: 进度 in few words, where the list is narrow
        self.short = False

    @property
    def rows(self) -> tuple[ItemRow, ...]:
        """The items listed, each once, in the plan's order (by island: in the islands')."""
        return tuple({node.row.id: node.row for node in self._forest.leaves if node.row is not None}.values())

    @property
    def shape(self) -> Shape:
        """How it is laid out."""
        return self._shape

    @property
    def keys(self) -> list[str]:
        """The keys of all that can be chosen, in the order of `rows`."""
        return [node.key for node in self._forest.leaves]

    def show(self, rows: Iterable[ItemRow], *, flat: bool, directions: dict[str, str]) -> bool:
        """List items; False when the same ones stay and only what they say is new.

        `directions` gives each direction's heading.
        """
        fresh = tuple(rows)
        self._order = {row.id: place for place, row in enumerate(fresh)}
        if flat:
            return self._take(plant_table(fresh), Shape.TABLE)
        return self._take(plant_tree(fresh, directions), Shape.TREE)

    def show_islands(self, groups: Iterable[IslandGroup]) -> bool:
        """List deliverables by island; False as in `show`."""
        return self._take(plant_islands(groups), Shape.ISLANDS)

    def item_index(self, item_id: str, *, on_island: bool = False) -> QModelIndex:
        """Where an item stands (first); `on_island`: not under 未标岛. Invalid when it is not listed."""
        for node in self._forest.leaves:
            if node.row is not None and node.row.id == item_id:
                if on_island and node.parent is not None and node.parent.key == ON_NO_ISLAND:
                    break
                return self._index_of(node)
        return QModelIndex()

    def key_index(self, key: str) -> QModelIndex:
        """Where the node with this key stands; invalid when it is not listed."""
        node = next((one for one in self._forest.nodes if one.key == key), None)
        return self._index_of(node) if node is not None else QModelIndex()

    def first_item(self) -> QModelIndex:
        """The first item shown; invalid when none is."""
        node = self._forest.top[0] if self._forest.top else None
        while node is not None and node.row is None:
            node = node.children[0]
        return self._index_of(node) if node is not None else QModelIndex()

    def headings(self) -> list[tuple[str, QModelIndex]]:
        """The key and place of every heading."""
        return [(node.key, self._index_of(node)) for node in self._forest.nodes if node.row is None]

    def said(self, column: int) -> set[str]:
        """All that the cells of one column say."""
        return {
            str(self._index_of(node).siblingAtColumn(column).data() or "") for node in self._forest.leaves
        }

    def readings(self) -> list[Standing | DeliverableStanding]:
        """The standing of every line listed, of which the lights are shown."""
        found: list[Standing | DeliverableStanding] = []
        for node in self._forest.leaves:
            if node.line is not None:
                found.append(node.line.standing)
            elif node.row is not None:
                found.append(node.row.standing)
        return found

    def key(self, index: _Index) -> str:
        """The key of a heading, an item, a deliverable."""
        return self._node(index).key

    def index(self, row: int, column: int, parent: _Index = _NOWHERE) -> QModelIndex:
        """The index of a child."""
        children = self._children(parent)
        if not (0 <= row < len(children) and 0 <= column < len(Column)):
            return QModelIndex()
        return self.createIndex(row, column, children[row].number)

    def parent(self, index: _Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        """The heading above."""
        if not index.isValid():
            return QModelIndex()
        above = self._node(index).parent
        return self._index_of(above) if above is not None else QModelIndex()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """How many lie below."""
        return len(self._children(parent)) if parent.column() <= 0 else 0

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """The same everywhere."""
        return len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (words.LINE_COLUMNS if self._shape is Shape.ISLANDS else words.COLUMNS)[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row's words by column, the row itself, its depth."""
        if not index.isValid():
            return None
        node = self._node(index)
        given = {ROW_ROLE: node.row, DEPTH_ROLE: node.depth, LINE_ROLE: node.line, GROUP_ROLE: node.group}
        if role in given:
            return given[role]
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            if node.line is not None:
                return line_words(node.line, column, self.year)
            if node.row is not None:
                if self.short and column == Column.PROGRESS:
                    return short_progress(node.row)
                return item_words(node.row, column, self.year)
            return node.words if column == 0 else None
        if role == Qt.ItemDataRole.ToolTipRole:
            if node.line is not None:
                return line_tip(node.line, column)
            return item_tip(node.row, column) if node.row is not None else None
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the flat table; the other shapes keep their order."""
        self._sorting = (column, order)
        if self._shape is not Shape.TABLE:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        kept = [self._node(index) for index in before]
        self._sort_top(self._forest)
        after = [
            self._index_of(node).siblingAtColumn(index.column())
            for node, index in zip(kept, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _take(self, fresh: Forest, shape: Shape) -> bool:
        """Show what was planted; False when the same nodes stay."""
        same = (
            shape is self._shape
            and fresh.same_as(self._forest)
            and (shape is not Shape.TABLE or self._sorting[0] == Column.TITLE)
        )
        if shape is Shape.TABLE:
            self._sort_top(fresh)
        if not same:
            self.beginResetModel()
            self._forest, self._shape = fresh, shape
            self.endResetModel()
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
            return True
        before, self._forest = self._forest, fresh
        for old, node in zip(before.nodes, fresh.nodes, strict=True):
            if old.said != node.said:
                at = self._index_of(node)
                self.dataChanged.emit(at, at.siblingAtColumn(len(Column) - 1))
        return False

    def _sort_top(self, forest: Forest) -> None:
        column, order = self._sorting
        forest.top.sort(key=lambda node: self._order[node.key])
        if column != Column.TITLE or order == Qt.SortOrder.DescendingOrder:
            forest.top.sort(
                key=lambda node: sort_key(node.row, column, self._order) if node.row is not None else -1,
                reverse=order == Qt.SortOrder.DescendingOrder,
            )
        for place, node in enumerate(forest.top):
            node.place = place

    def _node(self, index: _Index) -> Node:
        return self._forest.nodes[index.internalId()]

    def _children(self, parent: _Index) -> list[Node]:
        return self._node(parent).children if parent.isValid() else self._forest.top

    def _index_of(self, node: Node) -> QModelIndex:
        return self.createIndex(node.place, 0, node.number)
