"""What was found, kind by kind: the list itself, and the popup under the search field that holds it."""

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

from shengsi_desktop.domain.views import SearchHit
from shengsi_desktop.domain.weeks import week_label
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.painting import painted

if TYPE_CHECKING:
    from shengsi_desktop.domain.views import SearchFindings

KINDS = {
    "item": "事项",
    "report": "填报",
    "meeting": "会商记录",
    "topic": "议题",
    "directive": "交办事项",
    "appeal": "争取事项",
    "brief": "听取和例会材料",
    "attachment": "附件",
    "section": "科室",
    "stoppage": "停航登记",
    "unit": "单位",
    "return": "退回",
}
NOTHING = "没有找到。可换几个字，或输入单位的拼音首字母。"
MORE = "更多结果…"
_HEIGHT = 46
_HEAD = 24
_SIDE = 8
#: the popup is at most as high as so many hits
_AT_ONCE = 8
_PRESSABLE = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled


def building_words(share: float) -> str:
    """What is said while the index does not hold everything yet; empty once it does."""
    return "" if share >= 1 else f"索引建立中（已完成{share:.0%}），结果可能不全。"


class _Drawn(Protocol):
    """The members of QStyleOption that its type stubs leave out."""

    rect: QRect
    state: QStyle.StateFlag


class HitList(QListWidget):
    """Hits under the name of their kind; `chosen` with the SearchHit, `more_asked` for what does not stand here."""

    chosen = Signal(object)
    more_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setItemDelegate(_HitDelegate(self))
        self.setAccessibleName("搜索结果")

    def fill(self, findings: SearchFindings, *, offer_more: bool) -> None:
        """Show them, the first one chosen; `offer_more`: with a last line that asks for the rest."""
        self.clear()
        kind = ""
        for hit in findings.hits:
            if hit.kind != kind:
                kind = hit.kind
                self._line(KINDS.get(kind, ""), _HEAD, Qt.ItemFlag.NoItemFlags)
            entry = self._line(_spoken(hit), _HEIGHT, _PRESSABLE)
            entry.setData(Qt.ItemDataRole.UserRole, hit)
        if not findings.hits:
            self._line(NOTHING, _HEIGHT, Qt.ItemFlag.NoItemFlags)
        if offer_more and findings.more:
            self._line(MORE, _HEAD + 6, _PRESSABLE)
        if words := building_words(findings.share):
            self._line(words, _HEAD, Qt.ItemFlag.NoItemFlags)
        self.setCurrentRow(1 if findings.hits else -1)

    def wanted_height(self) -> int:
        """All of them, or as many as are read at once."""
        heights = sum(self.item(row).sizeHint().height() for row in range(self.count()))
        return min(heights, _AT_ONCE * current.px(_HEIGHT)) + 12

    def move_by(self, step: int) -> None:
        """The next or the one before, over the names of kinds."""
        row = self.currentRow() + step
        while 0 <= row < self.count() and not self.item(row).flags() & Qt.ItemFlag.ItemIsSelectable:
            row += step
        if 0 <= row < self.count():
            self.setCurrentRow(row)
            if row == 1:
                self.scrollToTop()

    def choose_current(self) -> None:
        """Take the chosen one."""
        entry = self.currentItem()
        if entry is None or not entry.flags() & Qt.ItemFlag.ItemIsSelectable:
            return
        hit = entry.data(Qt.ItemDataRole.UserRole)
        if hit is None:
            self.more_asked.emit()
        else:
            self.chosen.emit(hit)

    def _line(self, words: str, height: int, flags: Qt.ItemFlag) -> QListWidgetItem:
        entry = QListWidgetItem(words, self)
        entry.setFlags(flags)
        entry.setSizeHint(QSize(0, current.px(height)))
        return entry


class SearchHits(QFrame):
    """The popup; a child of the window, so that the field keeps its focus and its input method."""

    chosen = Signal(object)
    more_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("popup")
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        self._list = HitList(self)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.itemClicked.connect(lambda _entry: self.choose_current())
        self._list.chosen.connect(self.chosen)
        self._list.more_asked.connect(self.more_asked)
        column.addWidget(self._list)

    def fill(self, findings: SearchFindings) -> None:
        """Show them, the first one chosen."""
        self._list.fill(findings, offer_more=True)

    def wanted_height(self) -> int:
        """At most eight of them at once."""
        return self._list.wanted_height()

    def move_by(self, step: int) -> None:
        """The next or the one before."""
        self._list.move_by(step)

    def choose_current(self) -> None:
        """Take the chosen one."""
        self._list.choose_current()


class _HitDelegate(QStyledItemDelegate):
    """Week and title; below, small, where the words stand, marked. Other lines as they are."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one line."""
        drawn = cast("_Drawn", option)
        area = drawn.rect
        hit = index.data(Qt.ItemDataRole.UserRole)
        with painted(painter):
            if drawn.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(area, current.colour("selected"))
            elif (
                drawn.state & QStyle.StateFlag.State_MouseOver
                and drawn.state & QStyle.StateFlag.State_Enabled
            ):
                painter.fillRect(area, current.colour("hover"))
            room = area.adjusted(current.px(_SIDE), 0, -current.px(_SIDE), 0)
            if not isinstance(hit, SearchHit):
                pressable = bool(index.flags() & Qt.ItemFlag.ItemIsSelectable)
                _words(painter, room, str(index.data()), "accent" if pressable else "second", current.SECOND)
                return
            room.adjust(current.px(_SIDE), current.px(4), 0, -current.px(4))
            upper = QRect(room.x(), room.y(), room.width(), room.height() * 11 // 20)
            lower = QRect(room.x(), upper.bottom() + 1, room.width(), room.height() - upper.height())
            _words(painter, upper, _title(hit), "ink", current.TEXT)
            _mark(painter, lower, hit)
            _words(painter, lower, hit.excerpt, "second", current.SECOND)


def _words(painter: QPainter, line: QRect, text: str, token: str, size: int) -> None:
    font = current.font(size)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
    painter.setFont(font)
    painter.setPen(current.colour(token))
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _mark(painter: QPainter, line: QRect, hit: SearchHit) -> None:
    """A ground behind the words that were asked for."""
    metrics = QFontMetrics(current.font(current.SECOND))
    height = min(metrics.height(), line.height())
    for start, end in hit.marks:
        left = metrics.horizontalAdvance(hit.excerpt[:start])
        width = metrics.horizontalAdvance(hit.excerpt[:end]) - left
        ground = QRect(line.x() + left, line.center().y() - height // 2, width, height) & line
        if not ground.isEmpty():
            painter.fillRect(ground, current.colour("highlight"))


def _title(hit: SearchHit) -> str:
    """The week first: a long title is cut at its end."""
    return f"{period_words(hit.week)}　{hit.title}" if hit.week else hit.title


def _spoken(hit: SearchHit) -> str:
    """What a screen reader says of it."""
    return f"{KINDS.get(hit.kind, '')}　{_title(hit)}　{hit.excerpt}"


def period_words(period: str) -> str:
    """«2023-W30», «2023-07», «2023-07-1» (its first half) or a day as it is said."""
    parts = period.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) < 2:
        return week_label(period)
    month = f"{parts[0]}年{int(parts[1])}月"
    if len(parts) == 2:
        return month
    if len(parts[2]) == 1:
        return f"{month}{'上' if parts[2] == '1' else '下'}半月"
    return f"{month}{int(parts[2])}日"
