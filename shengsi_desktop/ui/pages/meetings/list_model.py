"""The meetings as an item model, and how one is painted: title, day, what waits in it, 待开."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Protocol, cast

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from shengsi_desktop.ui.meetings.words import PAPERS
from shengsi_desktop.ui.pages.meetings import words
from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from shengsi_desktop.domain.meetings import MeetingEntry

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
#: the word beside a meeting that nobody has written of: 待开, 待补记
MARK_ROLE = Qt.ItemDataRole.UserRole + 2

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_WEEKDAYS = "一二三四五六日"
_SIDE = 16
_HEIGHT = 56
_EDGE = 3
_GAP = 8
#: the day of which the reason speaks first: «原定7月29日周六 …»
_FIRST_DAY = re.compile(r"(?:原定|由)(\d+)月(\d+)日")


class _Drawn(Protocol):
    """What a QStyleOptionViewItem holds; PySide's own stubs leave it out."""

    rect: QRect
    state: QStyle.StateFlag


def day_words(entry: MeetingEntry) -> str:
    """«7月28日 周五»."""
    return f"{entry.day.month}月{entry.day.day}日 周{_WEEKDAYS[entry.day.weekday()]}"


def second_line(entry: MeetingEntry) -> str:
    """«7月28日 周五 · 议题3 · 未议1 · 交办2»; for one that waits, from which day it was moved and its papers."""
    parts = [day_words(entry) + _moved_from(entry)]
    if entry.hand_in and not entry.held:
        parts.append(PAPERS.format(time=entry.hand_in))
    if entry.topics:
        parts.append(words.TOPICS.format(count=entry.topics))
    if entry.held and entry.open_topics:
        parts.append(words.OPEN_TOPICS.format(count=entry.open_topics))
    if entry.directives:
        parts.append(words.DIRECTIVES.format(count=entry.directives))
    return " · ".join(parts)


def _moved_from(entry: MeetingEntry) -> str:
    """«（原定29日）»; the reason is in the tool tip."""
    found = _FIRST_DAY.search(entry.day_why) if not entry.held else None
    if found is None:
        return ""
    month, day = found.groups()
    return words.MOVED_FROM.format(day=f"{day}日" if int(month) == entry.day.month else f"{month}月{day}日")


class MeetingsModel(QAbstractListModel):
    """The meetings shown, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[MeetingEntry, ...] = ()
        self._today: date | None = None

    def show_entries(self, entries: Sequence[MeetingEntry], today: date) -> None:
        """Take them in; the same meetings keep their places under the hand."""
        same = [one.key.id for one in entries] == [one.key.id for one in self.entries]
        if not same:
            self.beginResetModel()
        self.entries, self._today = tuple(entries), today
        if same and entries:
            self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
        elif not same:
            self.endResetModel()

    def row_of(self, meeting_id: str) -> int:
        """Where the meeting stands; -1 where it does not."""
        return next((row for row, one in enumerate(self.entries) if one.key.id == meeting_id), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """As Qt asks."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The entry itself for the delegate; words for everybody else."""
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == MARK_ROLE:
            return self._mark(entry)
        if role == Qt.ItemDataRole.DisplayRole:
            # this year's need not say the year
            return entry.title.removeprefix(f"{self._today.year}年") if self._today else entry.title
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            why = "" if entry.held else entry.day_why
            return "\n".join(
                part for part in (entry.title, second_line(entry), why, self._mark(entry)) if part
            )
        return None

    def _mark(self, entry: MeetingEntry) -> str:
        if entry.held or self._today is None:
            return ""
        return words.WAITING if entry.day >= self._today else words.NOT_WRITTEN


class MeetingDelegate(QStyledItemDelegate):
    """Two lines a row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Every row is equally high."""
        return QSize(0, current.px(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the row."""
        entry: MeetingEntry = index.data(ENTRY_ROLE)
        drawn = cast("_Drawn", option)
        area = drawn.rect
        painter.save()
        chosen = bool(drawn.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(area, current.colour("selected"))
        elif drawn.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, current.colour("hover"))
        painter.fillRect(area.x(), area.bottom(), area.width(), 1, current.colour("line"))
        if chosen:
            painter.fillRect(area.x(), area.y(), current.px(_EDGE), area.height(), current.colour("accent"))
        inner = area.adjusted(current.px(_SIDE), current.px(8), -current.px(_SIDE), -current.px(8))
        upper = QRect(inner.x(), inner.y(), inner.width(), current.px(20))
        lower = QRect(inner.x(), inner.bottom() - current.px(17), inner.width(), current.px(18))
        mark = str(index.data(MARK_ROLE))
        if mark:
            upper.setWidth(upper.width() - _mark(painter, upper, mark))
        _line(painter, upper, str(index.data()), "ink", current.TEXT)
        _line(painter, lower, second_line(entry), "second", current.SECOND)
        painter.restore()


def _mark(painter: QPainter, line: QRect, mark: str) -> int:
    """Paint 待开 at the line's right end; the width it took."""
    painter.setFont(current.font(current.SECOND))
    painter.setPen(current.colour("accent" if mark == words.WAITING else "second"))
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, mark)
    return painter.fontMetrics().horizontalAdvance(mark) + current.px(_GAP)


def _line(painter: QPainter, line: QRect, text: str, token: str, size: int) -> None:
    font = current.font(size)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
    painter.setFont(font)
    painter.setPen(current.colour(token))
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
