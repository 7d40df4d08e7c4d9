"""The list under the search field: what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from shengsi_desktop.domain.views import SearchHit

_KINDS = {"item": "事项", "report": "填报", "topic": "议题", "directive": "交办", "unit": "单位"}
_HEIGHT = 46
#: room at the sides, and for the kind before the title
_SIDE = 8
_KIND = 38


class _Drawn(Protocol):
    """The members of QStyleOption that its type stubs leave out."""

    rect: QRect
    state: QStyle.StateFlag


class SearchHits(QFrame):
    """What was found; a child of the window, so that the field keeps its focus and its input method."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("popup")
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        self._list = QListWidget(self)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMouseTracking(True)
        self._list.setItemDelegate(_HitDelegate(self._list))
        self._list.itemClicked.connect(lambda _entry: self.choose_current())
        column.addWidget(self._list)

    def fill(self, hits: tuple[SearchHit, ...]) -> None:
        """Show them, the first one chosen."""
        self._list.clear()
        for hit in hits:
            entry = QListWidgetItem(f"{_KINDS.get(hit.kind, '')}　{_title(hit)}", self._list)
            entry.setData(Qt.ItemDataRole.UserRole, hit)
            entry.setSizeHint(QSize(0, current.px(_HEIGHT)))
        if not hits:
            entry = QListWidgetItem("没有找到。可换几个字，或输入单位的拼音首字母。", self._list)
            entry.setFlags(Qt.ItemFlag.NoItemFlags)
            entry.setSizeHint(QSize(0, current.px(_HEIGHT)))
        self._list.setCurrentRow(0 if hits else -1)

    def wanted_height(self) -> int:
        """At most eight of them at once."""
        return min(max(self._list.count(), 1), 8) * current.px(_HEIGHT) + 12

    def move_by(self, step: int) -> None:
        """The next or the one before."""
        self._list.setCurrentRow(min(max(self._list.currentRow() + step, 0), self._list.count() - 1))

    def choose_current(self) -> None:
        """Take the chosen one."""
        entry = self._list.currentItem()
        hit = entry.data(Qt.ItemDataRole.UserRole) if entry is not None else None
        if hit is not None:
            self.chosen.emit(hit)


class _HitDelegate(QStyledItemDelegate):
    """Kind, title and week; below, small, where the words stand."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one hit, or the line that says that there is none."""
        drawn = cast("_Drawn", option)
        area = drawn.rect
        painter.save()
        if drawn.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, current.colour("selected"))
        elif drawn.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, current.colour("hover"))
        side = current.px(_SIDE)
        room = area.adjusted(side, current.px(4), -side, -current.px(4))
        hit: SearchHit | None = index.data(Qt.ItemDataRole.UserRole)
        if hit is None:
            _words(painter, room, str(index.data()), "second", current.TEXT)
        else:
            upper = QRect(room.x(), room.y(), room.width(), room.height() * 11 // 20)
            lower = QRect(room.x(), upper.bottom() + 1, room.width(), room.height() - upper.height())
            _words(painter, upper, _KINDS.get(hit.kind, ""), "accent", current.SECOND)
            kind = current.px(_KIND)
            _words(painter, upper.adjusted(kind, 0, 0, 0), _title(hit), "ink", current.TEXT)
            said = hit.excerpt.replace("\n", " ")
            _words(painter, lower.adjusted(kind, 0, 0, 0), said, "second", current.SECOND)
        painter.restore()


def _words(painter: QPainter, line: QRect, text: str, token: str, size: int) -> None:
    font = current.font(size)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
    painter.setFont(font)
    painter.setPen(current.colour(token))
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _title(hit: SearchHit) -> str:
    return f"{hit.title}　{_week_words(hit.week)}" if hit.week else hit.title


def _week_words(week: str) -> str:
    """«2023-W30» as it is said."""
    year, _, number = week.partition("-W")
    return f"{year}年第{int(number)}周" if number.isdigit() else week
