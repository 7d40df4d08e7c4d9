"""The tree of the preview: direction → task → item → owners and deliverables; an item's tick says that it is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from shengsi_desktop.ui.plan_import import outline, words
from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from shengsi_desktop.ui.plan_import.outline import Line

#: what a row stands for (`Line`)
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_HEIGHT = 30
_INDENT = 18
_OWNERS_SHARE = 0.40
#: more rows than this begin folded below the tasks
_MANY = 120


class OutlineView(QTreeView):
    """`chosen` with the line that became the current one."""

    chosen = Signal(object)
    #: an item's number, and whether it is to be imported
    taken = Signal(str, bool)
    #: Enter or a double click on an item or inside it (its number)
    entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()
        self._row_of: dict[int, QStandardItem] = {}
        self._model = self._filled(set())
        self.setModel(self._model)
        self.setItemDelegate(_Rows(self))
        self.setIndentation(current.px(_INDENT))
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(words.TAB_TREE)
        self.setStyleSheet(
            "QTreeView { selection-background-color: transparent; show-decoration-selected: 0; }"
        )
        header = self.header()
        header.setSectionsMovable(False)
        header.setHighlightSections(False)
        header.setStretchLastSection(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.activated.connect(self._activated)

    @property
    def line(self) -> Line | None:
        """The current one."""
        line: Line | None = self.currentIndex().siblingAtColumn(0).data(LINE_ROLE)
        return line

    def show_lines(self, lines: tuple[Line, ...], left_out: set[str], *, again: bool = False) -> None:
        """Show a plan, items unfolded where there are few; `again`: the same one, folded as it is."""
        place = self.line
        folded_below = {
            index.data(LINE_ROLE).number for index in self._indexes() if not self.isExpanded(index)
        }
        self.lines = lines
        self._row_of = {}
        self._use(self._filled(left_out))
        self._unfold(folded_below if again else None)
        self._share()
        if place is not None and again:
            self.choose_like(place)

    def choose(self, line: Line) -> None:
        """Make it the current one, in view."""
        row = self._row_of.get(id(line))
        if row is None:
            return
        index = row.index()
        parent = index.parent()
        while parent.isValid():
            self.expand(parent)
            parent = parent.parent()
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def choose_like(self, line: Line) -> None:
        """The line with that kind, number and place."""
        wanted = (line.kind, line.number, line.start)
        for one in outline.flat(self.lines):
            if (one.kind, one.number, one.start) == wanted:
                self.choose(one)
                return

    def choose_at(self, offset: int) -> None:
        """The innermost line of that place in the text."""
        line = outline.at(self.lines, offset)
        if line is not None:
            self.choose(line)

    def drawRow(
        self,
        painter: QPainter,
        options: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """One even colour for the current line, from edge to edge."""
        if self.selectionModel().isSelected(index):
            painter.fillRect(options.rect, current.colour("selected"))  # type: ignore[attr-defined]
        super().drawRow(painter, options, index)

    def resizeEvent(self, event: object) -> None:
        """The owners take their share."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._share()

    def _filled(self, left_out: set[str]) -> QStandardItemModel:
        """A model of its own for what is shown: filled before a view looks on, which would be told of each row."""
        model = QStandardItemModel(0, 2, self)
        model.setHorizontalHeaderLabels([words.COLUMN_TEXT, words.COLUMN_OWNERS])
        for line in self.lines:
            model.appendRow(self._rows(line, left_out))
        model.itemChanged.connect(self._ticked)
        return model

    def _use(self, model: QStandardItemModel) -> None:
        before, selection = self._model, self.selectionModel()
        self._model = model
        self.setModel(model)
        # the header has forgotten its sections with the model before
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentChanged.connect(self._current_changed)
        selection.deleteLater()
        before.deleteLater()

    def _share(self) -> None:
        self.header().resizeSection(1, int(self.viewport().width() * _OWNERS_SHARE))

    def _unfold(self, folded: set[str] | None) -> None:
        many = sum(1 for _ in outline.flat(self.lines)) > _MANY
        for index in self._indexes():
            line: Line = index.data(LINE_ROLE)
            if line.kind in (outline.DIRECTION, outline.TASK):
                self.expand(index)
            elif line.kind == outline.ITEM:
                self.setExpanded(index, line.number not in folded if folded is not None else not many)

    def _indexes(self, parent: QModelIndex | None = None) -> list[QModelIndex]:
        """Every row that holds others."""
        parent = parent or QModelIndex()
        found = []
        for row in range(self._model.rowCount(parent)):
            index = self._model.index(row, 0, parent)
            if self._model.hasChildren(index):
                found.append(index)
                found += self._indexes(index)
        return found

    def _rows(self, line: Line, left_out: set[str]) -> list[QStandardItem]:
        first, second = QStandardItem(line.text), QStandardItem(line.second)
        first.setData(line, LINE_ROLE)
        first.setToolTip(line.text)
        second.setToolTip(line.second)
        for cell in (first, second):
            cell.setEditable(False)
        if line.kind in (outline.DIRECTION, outline.TASK):
            first.setFont(current.font(bold=True))
        if line.kind == outline.ITEM:
            first.setCheckable(True)
            taken = line.number not in left_out
            first.setCheckState(Qt.CheckState.Checked if taken else Qt.CheckState.Unchecked)
        self._row_of[id(line)] = first
        for one in line.inside:
            first.appendRow(self._rows(one, left_out))
        return [first, second]

    def _ticked(self, cell: QStandardItem) -> None:
        line: Line | None = cell.data(LINE_ROLE)
        if line is not None and line.kind == outline.ITEM:
            self.taken.emit(line.number, cell.checkState() == Qt.CheckState.Checked)
            self.viewport().update()

    def _current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        line = index.siblingAtColumn(0).data(LINE_ROLE)
        if line is not None:
            self.chosen.emit(line)

    def _activated(self, index: QModelIndex) -> None:
        line: Line | None = index.siblingAtColumn(0).data(LINE_ROLE)
        if line is not None and line.number:
            self.entered.emit(line.number)
        elif line is not None:
            self.setExpanded(index, not self.isExpanded(index))


class _Rows(QStyledItemDelegate):
    """Colours by kind: what is inside an item stands back, what the directory does not know stands out."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All rows alike."""
        return QSize(super().sizeHint(option, index).width(), current.px(_HEIGHT))

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The colour of the words."""
        super().initStyleOption(option, index)
        # the row is painted by the view, without the frames that the style would put around its cells
        option.state &= ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)  # type: ignore[attr-defined]
        first = index.sibling(index.row(), 0)
        line: Line | None = first.data(LINE_ROLE)
        if line is None:
            return
        token = "ink" if index.column() == 0 else "second"
        if line.kind in (outline.OWNER, outline.DELIVERABLE):
            token = "second"
        if line.unknown and (line.kind == outline.OWNER or index.column() == 1):
            token = "warn"
        if (
            line.kind == outline.ITEM
            and first.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
        ):
            token = "third"
        colour = current.colour(token)
        for role in (option.palette.ColorRole.Text, option.palette.ColorRole.HighlightedText):  # type: ignore[attr-defined]
            option.palette.setColor(role, colour)  # type: ignore[attr-defined]
