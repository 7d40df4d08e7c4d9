"""The list of an item's 附件: name, size, who and when, with a small picture; as high as it has rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from shengsi_desktop.domain.attachments import ending
from shengsi_desktop.ui.attachments import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.painting import painted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from shengsi_desktop.domain.attachments import AttachedFile
    from shengsi_desktop.ui.attachments.thumbnails import Thumbnails
    from shengsi_desktop.ui.operations import Operations

_Index = QModelIndex | QPersistentModelIndex
FILE_ROLE = Qt.ItemDataRole.UserRole + 1
_HEIGHT, _PICTURE, _SIDE, _GAP, _EDGE = 50, 36, 12, 10, 3
#: more rows than these are scrolled
_MOST_ROWS = 6
_KIND_CHARS = 4


class _Option(Protocol):
    """The members of QStyleOption that its type stubs leave out."""

    rect: QRect
    state: QStyle.StateFlag


class FileModel(QAbstractListModel):
    """The files; a new name is handed on, not kept."""

    #: (id, new name)
    renamed = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.files: tuple[AttachedFile, ...] = ()
        self.unit_id = ""
        self.with_week = True

    def show(self, files: Sequence[AttachedFile]) -> None:
        """Show these."""
        self.beginResetModel()
        self.files = tuple(files)
        self.endResetModel()

    def line(self, one: AttachedFile) -> str:
        """What stands below the name."""
        return words.second_line(one, self.unit_id, with_week=self.with_week)

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many."""
        return 0 if parent is not None and parent.isValid() else len(self.files)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name and file; for who cannot see, both lines."""
        if not index.isValid() or index.row() >= len(self.files):
            return None
        one = self.files[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return one.name
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return words.tip(one, self.unit_id)
        return one if role == FILE_ROLE else None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Another name was typed."""
        one = self.files[index.row()]
        if role == Qt.ItemDataRole.EditRole and str(value).strip() != one.name:
            self.renamed.emit(one.id, str(value))
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """What another unit sent has the name it has."""
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual if self.files[index.row()].received else usual | Qt.ItemFlag.ItemIsEditable


class FileDelegate(QStyledItemDelegate):
    """A small picture or the kind of file, the name, the line below."""

    def __init__(self, thumbnails: Thumbnails, parent: FileList) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self.operations: Operations | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Two lines."""
        return QSize(0, current.px(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one file."""
        one: AttachedFile | None = index.data(FILE_ROLE)
        if one is None:
            return
        drawn, px = cast("_Option", option), current.px
        with painted(painter):
            area = drawn.rect
            chosen = bool(drawn.state & QStyle.StateFlag.State_Selected)
            if chosen:
                painter.fillRect(area, current.colour("selected"))
            elif drawn.state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(area, current.colour("hover"))
            if index.row():
                painter.fillRect(area.x(), area.y(), area.width(), 1, current.colour("line"))
            if chosen and drawn.state & QStyle.StateFlag.State_HasFocus:
                painter.fillRect(area.x(), area.y(), px(_EDGE), area.height(), current.colour("accent"))
            side = px(_PICTURE)
            box = QRect(area.x() + px(_SIDE), area.center().y() - side // 2 + 1, side, side)
            self._picture(painter, box, one)
            room = _words_area(area)
            half = room.height() // 2
            upper = QRect(room.x(), room.y(), room.width(), half)
            lower = QRect(room.x(), room.y() + half, room.width(), half)
            _text(painter, upper, one.name, "ink", current.TEXT, Qt.TextElideMode.ElideMiddle)
            line = cast("FileModel", index.model()).line(one)
            tone = "second" if one.here else "danger"
            _text(painter, lower, line, tone, current.SECOND, Qt.TextElideMode.ElideRight)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """A line for the name."""
        field = QLineEdit(parent)
        field.setAccessibleName(words.RENAME)
        return field

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """The name, all but its ending chosen."""
        if isinstance(editor, QLineEdit):
            name = str(index.data())
            tail = ending(name)
            editor.setText(name)
            length = len(name) - len(tail) - 1 if tail else len(name)
            # the view chooses all of it right after
            QTimer.singleShot(0, editor, lambda: editor.setSelection(0, length))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Hand the name on."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        """Where the words stand."""
        room = _words_area(cast("_Option", option).rect)
        height = min(editor.sizeHint().height(), room.height())
        editor.setGeometry(room.x(), room.center().y() - height // 2, room.width(), height)

    def _picture(self, painter: QPainter, box: QRect, one: AttachedFile) -> None:
        ratio = painter.device().devicePixelRatio()
        found = self._thumbnails.of(one, round(box.width() * ratio), self.operations)
        if found is not None:
            size = QSize(round(found.width() / ratio), round(found.height() / ratio))
            area = QRect(0, 0, size.width(), size.height())
            area.moveCenter(box.center())
            painter.drawPixmap(area, found)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(current.colour("line_strong"))
        painter.setBrush(current.colour("ground"))
        painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), 4, 4)
        kind = ending(one.name)[:_KIND_CHARS].upper() or "文件"
        painter.setFont(current.font(current.SECOND))
        painter.setPen(current.colour("second"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, kind)


class FileList(QListView):
    """Enter or a double click opens, F2 renames, Del removes, Ctrl+V pastes."""

    opened = Signal(str)
    removed = Signal(object)
    pasted = Signal()

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.files = FileModel(self)
        self.setModel(self.files)
        self.delegate = FileDelegate(thumbnails, self)
        self.setItemDelegate(self.delegate)
        thumbnails.made.connect(self.viewport().update)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setAccessibleName(words.TITLE)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        # the block takes drops, for the whole of it
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(FILE_ROLE).id))

    def show_files(self, files: Sequence[AttachedFile]) -> None:
        """Show these; what was chosen stays so where it is still there."""
        if tuple(files) == self.files.files:
            return
        chosen = self.current_file
        self.files.show(files)
        rows = [row for row, one in enumerate(files) if chosen is not None and one.id == chosen.id]
        if rows:
            self.setCurrentIndex(self.files.index(rows[0], 0))
        self._fit()

    @property
    def current_file(self) -> AttachedFile | None:
        """The current one."""
        found: AttachedFile | None = self.currentIndex().data(FILE_ROLE)
        return found

    @property
    def chosen(self) -> tuple[AttachedFile, ...]:
        """All that are chosen."""
        return tuple(
            index.data(FILE_ROLE) for index in sorted(self.selectedIndexes(), key=lambda one: one.row())
        )

    def rename_current(self) -> None:
        """Type another name for the current one."""
        index = self.currentIndex()
        if index.isValid() and self.files.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a list of files."""
        one = self.current_file
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif one is None:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            self.opened.emit(one.id)
        elif event.key() == Qt.Key.Key_F2:
            self.rename_current()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit(tuple(file.id for file in self.chosen))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing goes to no other row."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By keyboard the first row is the current one."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.files.files:
            self.setCurrentIndex(self.files.index(0, 0))

    def _fit(self) -> None:
        rows = min(len(self.files.files), _MOST_ROWS)
        self.setFixedHeight(rows * current.px(_HEIGHT) if rows else 0)


def _words_area(area: QRect) -> QRect:
    px = current.px
    left = area.x() + px(_SIDE) + px(_PICTURE) + px(_GAP)
    return QRect(left, area.y() + px(5), max(area.right() - px(_SIDE) - left, 0), area.height() - px(9))


def _text(painter: QPainter, room: QRect, text: str, token: str, size: int, elide: Qt.TextElideMode) -> None:
    font = current.font(size)
    painter.setFont(font)
    painter.setPen(current.colour(token))
    shown = QFontMetrics(font).elidedText(text, elide, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
