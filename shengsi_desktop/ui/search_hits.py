"""The list under the search field: what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from shengsi_desktop.domain.views import SearchHit

_KINDS = {"item": "事项", "report": "填报", "topic": "议题", "directive": "交办", "unit": "单位"}


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
        self._list.itemClicked.connect(lambda _entry: self.choose_current())
        column.addWidget(self._list)

    def fill(self, hits: tuple[SearchHit, ...]) -> None:
        """Show them, the first one chosen."""
        self._list.clear()
        for hit in hits:
            where = f"　{_week_words(hit.week)}" if hit.week else ""
            excerpt = hit.excerpt.replace("\n", " ")
            entry = QListWidgetItem(
                f"{_KINDS.get(hit.kind, '')}　{hit.title}{where}\n　　　{excerpt}", self._list
            )
            entry.setData(Qt.ItemDataRole.UserRole, hit)
            entry.setSizeHint(QSize(0, current.px(44)))
        if not hits:
            entry = QListWidgetItem("没有找到。可换几个字，或输入单位的拼音首字母。", self._list)
            entry.setFlags(Qt.ItemFlag.NoItemFlags)
            entry.setSizeHint(QSize(0, current.px(44)))
        self._list.setCurrentRow(0 if hits else -1)

    def wanted_height(self) -> int:
        """At most eight of them at once."""
        return min(max(self._list.count(), 1), 8) * current.px(44) + 12

    def move_by(self, step: int) -> None:
        """The next or the one before."""
        self._list.setCurrentRow(min(max(self._list.currentRow() + step, 0), self._list.count() - 1))

    def choose_current(self) -> None:
        """Take the chosen one."""
        entry = self._list.currentItem()
        hit = entry.data(Qt.ItemDataRole.UserRole) if entry is not None else None
        if hit is not None:
            self.chosen.emit(hit)


def _week_words(week: str) -> str:
    """«2023-W30» as it is said."""
    year, _, number = week.partition("-W")
    return f"{year}年第{int(number)}周" if number.isdigit() else week
