"""The list at the left: two lines a directive, painted; several can be chosen with Ctrl or Shift."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from shengsi_desktop.ui.pages.directives import words
from shengsi_desktop.ui.pages.directives.list_model import (
    DIRECTIVE_ROLE,
    DOT,
    DUE_PART,
    DirectiveModel,
    lamp_of,
    second_line,
)
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.lights import badge_size, paint_badge
from shengsi_desktop.ui.widgets.painting import painted

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from shengsi_desktop.domain.directives import Directive

_Index = QModelIndex | QPersistentModelIndex
_HEIGHT, _SIDE, _EDGE, _GAP, _NUMBER = 56, 16, 3, 8, 30


class _Option(Protocol):
    """The members of QStyleOption that its type stubs leave out."""

    rect: QRect
    state: QStyle.StateFlag


class DirectiveDelegate(QStyledItemDelegate):
    """Number, what and badge; below them whom, by when, whence, how long."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Two lines."""
        return QSize(0, current.px(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one directive."""
        one: Directive | None = index.data(DIRECTIVE_ROLE)
        drawn, model = cast("_Option", option), cast("DirectiveModel", index.model())
        if one is None:
            return
        with painted(painter):
            self._ground(painter, drawn)
            area, px = drawn.rect, current.px
            left, right = area.x() + px(_SIDE), area.right() - px(12)
            light, said = lamp_of(one)
            size = badge_size(light, said)
            top = QRect(left, area.y() + px(7), right - left, px(22))
            badge = QRect(
                right - size.width(), top.center().y() - size.height() // 2, size.width(), size.height()
            )
            paint_badge(painter, badge, light, said)
            _text(
                painter, QRect(left, top.y(), px(_NUMBER), top.height()), str(one.number), "third", small=True
            )
            room = QRect(left + px(_NUMBER), top.y(), 0, top.height())
            room.setRight(badge.left() - px(_GAP))
            _text(painter, room, one.what, "ink" if one.is_open else "second")
            below = QRect(left + px(_NUMBER), top.bottom() + px(1), right - left - px(_NUMBER), px(19))
            for place, part in enumerate(second_line(one, model.year)):
                if place:
                    below.setLeft(below.left() + _text(painter, below, DOT, "second", small=True))
                token = "danger" if one.overdue and place == DUE_PART else "second"
                below.setLeft(below.left() + _text(painter, below, part, token, small=True))

    def _ground(self, painter: QPainter, option: _Option) -> None:
        area = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(area, current.colour("selected"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, current.colour("hover"))
        painter.fillRect(area.x(), area.bottom(), area.width(), 1, current.colour("line"))
        if chosen:
            painter.fillRect(area.x(), area.y(), current.px(_EDGE), area.height(), current.colour("accent"))


class DirectiveListView(QListView):
    """Keeps its choice over a new reading; typing goes to no other row."""

    #: other directives are chosen
    choice_changed = Signal()

    def __init__(self, model: DirectiveModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._quiet = False
        self.setModel(model)
        self.setItemDelegate(DirectiveDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(words.TITLE)
        self.selectionModel().selectionChanged.connect(self._changed)

    @property
    def chosen(self) -> tuple[Directive, ...]:
        """The chosen ones, in the list's order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self._model.directives[row] for row in rows if row < len(self._model.directives))

    def show_directives(self, directives: tuple[Directive, ...], year: int) -> None:
        """List them; the chosen ones stay chosen, else the first is."""
        wanted = [one.id for one in self.chosen]
        place = self.currentIndex().row()
        if self._model.show(directives, year):
            self._quiet = True
            kept = [self._model.row_of(one) for one in wanted]
            rows = [row for row in kept if row >= 0]
            if not rows and directives:
                # where the chosen one stood now stands the next
                rows = [min(max(place, 0), len(directives) - 1)]
            self._select(rows)
            self._quiet = False
        self.choice_changed.emit()

    def choose(self, directive_id: str) -> bool:
        """Make it the only chosen one; False when it is not listed."""
        row = self._model.row_of(directive_id)
        if row < 0:
            return False
        self._select([row])
        return True

    def step(self, by: int) -> None:
        """The one below or above."""
        row = self.currentIndex().row() + by
        if 0 <= row < self._model.rowCount():
            self._select([row])

    def keyboardSearch(self, search: str) -> None:
        """What is typed here chooses no row."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures are the page's."""
        if event.text().isdigit() and not event.modifiers():
            event.ignore()
            return
        super().keyPressEvent(event)

    def _select(self, rows: list[int]) -> None:
        flags = QItemSelectionModel.SelectionFlag
        chosen = QItemSelection()
        for row in rows:
            index = self._model.index(row, 0)
            chosen.select(index, index)
        if rows:
            first = self._model.index(rows[0], 0)
            self.selectionModel().setCurrentIndex(first, flags.NoUpdate)
            self.scrollTo(first)
        self.selectionModel().select(chosen, flags.ClearAndSelect)

    def _changed(self, *_: object) -> None:
        if not self._quiet:
            self.choice_changed.emit()


def _text(painter: QPainter, room: QRect, text: str, token: str, *, small: bool = False) -> int:
    """Write it, shortened where there is no room; how wide it is."""
    font = current.font(current.SECOND if small else current.TEXT)
    painter.setFont(font)
    painter.setPen(current.colour(token))
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room.width(), 0))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    return metrics.horizontalAdvance(shown)
