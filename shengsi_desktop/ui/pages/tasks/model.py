"""The items of 任务清单 as an item model: a tree direction → task → item, or one flat table that sorts.

Saves nothing and loads nothing; `show` takes rows that are already filtered.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from shengsi_desktop.domain.words import Light, ListName, Role, RoleSource
from shengsi_desktop.ui.pages.tasks import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shengsi_desktop.domain.tracking import ItemRow

#: the ItemRow of an item's index; None for a direction or a task
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
#: how deep a row lies: 0 direction, 1 task, 2 item; items of the flat table 0
DEPTH_ROLE = Qt.ItemDataRole.UserRole + 2

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROLES = {Role.LEAD: 0, Role.OWNER: 0, Role.SUPPORT: 1}
_SEVERITY = (
    Light.RED,
    Light.YELLOW,
    Light.UNREPORTED,
    Light.UNSCHEDULED,
    Light.GREEN,
    Light.DONE,
    Light.NONE,
    Light.BY_LEAD,
)
_NUMERALS = "一二三四五六七八九十"


class Column(IntEnum):
    """The columns from left to right."""

    TITLE = 0
    ROLE = 1
    LEAD = 2
    PROGRESS = 3
    LIGHT = 4
    DUE = 5


@dataclass(eq=False, slots=True)
class _Node:
    """One row of the tree: a heading with `key`, or an item."""

    key: str
    words: str
    place: int
    parent: _Node | None = None
    row: ItemRow | None = None
    number: int = 0
    depth: int = 0
    children: list[_Node] = field(default_factory=list)


class TaskModel(QAbstractItemModel):
    """The listed items; `flat` decides between tree and table."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ItemRow, ...] = ()
        self._directions: dict[str, str] = {}
        self._flat = False
        self._sorting: tuple[int, Qt.SortOrder] = (Column.TITLE, Qt.SortOrder.AscendingOrder)
        self._top: list[_Node] = []
        self._nodes: list[_Node] = []

    @property
    def rows(self) -> tuple[ItemRow, ...]:
        """The items listed, in the plan's order."""
        return self._rows

    @property
    def flat(self) -> bool:
        """Whether it is the table."""
        return self._flat

    def show(self, rows: Iterable[ItemRow], *, flat: bool, directions: dict[str, str]) -> bool:
        """List `rows`; False when the same items stay and only what they say is new.

        `directions` gives each direction's heading.
        """
        fresh = tuple(rows)
        same = (
            flat == self._flat
            and directions == self._directions
            and [row.id for row in fresh] == [row.id for row in self._rows]
            and (not flat or self._sorting[0] == Column.TITLE)
        )
        self._rows, self._flat, self._directions = fresh, flat, directions
        if not same:
            self.beginResetModel()
            self._plant()
            self.endResetModel()
            return True
        by_id = {row.id: row for row in fresh}
        for node in self._nodes:
            if node.row is not None and node.row != by_id[node.row.id]:
                node.row = by_id[node.row.id]
                at = self._index_of(node)
                self.dataChanged.emit(at, at.siblingAtColumn(len(Column) - 1))
        return False

    def item_index(self, item_id: str) -> QModelIndex:
        """Where an item stands; invalid when it is not listed."""
        node = next((one for one in self._nodes if one.row is not None and one.row.id == item_id), None)
        return self._index_of(node) if node is not None else QModelIndex()

    def first_item(self) -> QModelIndex:
        """The first item shown; invalid when none is."""
        node = self._top[0] if self._top else None
        while node is not None and node.row is None:
            node = node.children[0]
        return self._index_of(node) if node is not None else QModelIndex()

    def headings(self) -> list[tuple[str, QModelIndex]]:
        """The key and place of every direction and task."""
        return [(node.key, self._index_of(node)) for node in self._nodes if node.row is None]

    def key(self, index: QModelIndex) -> str:
        """The key of a heading, the id of an item."""
        return self._nodes[index.internalId()].key

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
        above = self._nodes[index.internalId()].parent
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
            return words.COLUMNS[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row's words by column, the row itself, its depth."""
        if not index.isValid():
            return None
        node = self._nodes[index.internalId()]
        if role == ROW_ROLE:
            return node.row
        if role == DEPTH_ROLE:
            return node.depth
        if node.row is None:
            return node.words if role == Qt.ItemDataRole.DisplayRole and index.column() == 0 else None
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_words(node.row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tip(node.row, index.column())
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the flat table; the tree keeps the plan's order."""
        self._sorting = (column, order)
        if not self._flat:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        kept = [self._nodes[index.internalId()] for index in before]
        self._sort_top()
        after = [
            self._index_of(node).siblingAtColumn(index.column())
            for node, index in zip(kept, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _plant(self) -> None:
        self._top, self._nodes = [], []
        if self._flat:
            self._top = [self._add(row.id, "", None, row) for row in self._rows]
            self._sort_top()
            return
        headings: dict[str, _Node] = {}
        for row in self._rows:
            above = headings.get(row.direction)
            if above is None:
                words_of = self._directions.get(row.direction, row.direction)
                above = headings[row.direction] = self._add(row.direction, words_of, None)
                self._top.append(above)
            key = f"{row.direction}/{row.task_number}"
            task = headings.get(key)
            if task is None:
                task = headings[key] = self._add(key, f"{row.task_number} {row.task}", above)
            self._add(row.id, "", task, row)
        for place, node in enumerate(self._top):
            node.place = place

    def _add(self, key: str, said: str, parent: _Node | None, row: ItemRow | None = None) -> _Node:
        siblings = parent.children if parent is not None else []
        depth = parent.depth + 1 if parent is not None else 0
        node = _Node(key, said, len(siblings), parent, row, len(self._nodes), depth)
        if parent is not None:
            siblings.append(node)
        self._nodes.append(node)
        return node

    def _sort_top(self) -> None:
        column, order = self._sorting
        order_of = {row.id: place for place, row in enumerate(self._rows)}
        self._top.sort(key=lambda node: order_of[node.key])
        if column != Column.TITLE or order == Qt.SortOrder.DescendingOrder:
            self._top.sort(
                key=lambda node: _sort_key(node.row, column, order_of),
                reverse=order == Qt.SortOrder.DescendingOrder,
            )
        for place, node in enumerate(self._top):
            node.place = place

    def _children(self, parent: _Index) -> list[_Node]:
        return self._nodes[parent.internalId()].children if parent.isValid() else self._top

    def _index_of(self, node: _Node) -> QModelIndex:
        return self.createIndex(node.place, 0, node.number)


def direction_words(rows: Iterable[ItemRow]) -> dict[str, str]:
    """«（一）聚力城乡一体» of each direction of the whole plan; 工作保障 bears no numeral."""
    found: dict[str, str] = {}
    for row in rows:
        if row.direction not in found:
            count = len(found)
            numbered = row.list is not ListName.GUARANTEE and count < len(_NUMERALS)
            found[row.direction] = f"（{_NUMERALS[count]}）{row.direction}" if numbered else row.direction
    return found


def role_words(row: ItemRow) -> str:
    """牵头, 配合, 责任单位; 提到 where others own it."""
    if row.role is None:
        return words.MENTIONED_ROLE if row.mentioned else ""
    return row.role.label


def due_words(row: ItemRow) -> str:
    """12月 for the year's end that the text does not write, else the day."""
    due = row.due
    if row.due_is_default:
        return words.MONTH.format(month=due.month)
    return words.DAY.format(year=due.year, month=due.month, day=due.day)


def cell_words(row: ItemRow, column: int) -> str:
    """What a cell says."""
    if column == Column.TITLE:
        return f"{row.number} {row.title}"
    if column == Column.ROLE:
        said = role_words(row)
        return f"{said}{words.DOT}{words.PENDING}" if row.pending else said
    if column == Column.LEAD:
        return row.lead
    if column == Column.PROGRESS:
        tally = row.standing.tally
        if row.standing.reading.light is Light.BY_LEAD and tally.total:
            return words.ONLY_COUNT.format(count=tally.total)
        return tally.words
    if column == Column.LIGHT:
        return row.standing.reading.light.label
    return due_words(row)


def _tip(row: ItemRow, column: int) -> str | None:
    if column == Column.TITLE:
        return f"{row.number} {row.title}"
    if column == Column.ROLE:
        if row.pending:
            return words.PENDING_TIP.format(group=row.group or "")
        return words.HABIT_TIP if row.role is Role.LEAD and row.role_source is RoleSource.HABIT else None
    if column == Column.LIGHT:
        return row.standing.reading.reason
    if column == Column.DUE:
        return words.DEFAULT_DUE_TIP if row.due_is_default else None
    return cell_words(row, column)


def _sort_key(row: ItemRow | None, column: int, order_of: dict[str, int]) -> Any:
    if row is None or column == Column.TITLE:
        return order_of[row.id] if row is not None else -1
    if column == Column.ROLE:
        return _ROLES.get(row.role, 2) if row.role is not None else 3 - row.mentioned
    if column == Column.LEAD:
        return row.lead
    if column == Column.PROGRESS:
        computed = row.standing.computed
        return float(computed) if computed is not None else -1.0
    if column == Column.LIGHT:
        light = row.standing.reading.light
        return _SEVERITY.index(light) if light in _SEVERITY else len(_SEVERITY)
    return row.due
