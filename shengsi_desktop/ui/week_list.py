"""All the plan's weeks in a popup under the week's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from shengsi_desktop.domain.weeks import Week


class WeekList(QFrame):
    """The popup."""

    chosen = Signal(object)

    def __init__(
        self, weeks: tuple[Week, ...], shown: Week | None, now: Week | None, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        self.list = QListWidget(self)
        self.list.setSpacing(0)
        column.addWidget(self.list)
        listed = weeks if shown is None or shown in weeks else (*weeks, shown)
        for week in sorted(listed):
            words = f"第{week.number}周　{week.span}" + ("　本周" if week == now else "")
            if week not in weeks:
                words = f"{week.label}　{week.span}"
            entry = QListWidgetItem(words, self.list)
            entry.setData(Qt.ItemDataRole.UserRole, week)
            entry.setSizeHint(QSize(0, current.px(30)))
            if week == shown:
                self.list.setCurrentItem(entry)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)

    def showEvent(self, event: QShowEvent) -> None:
        """The week shown stands in the middle."""
        super().showEvent(event)
        shown = self.list.currentItem()
        if shown is not None:
            self.list.scrollToItem(shown, QListWidget.ScrollHint.PositionAtCenter)

    def _choose(self, entry: QListWidgetItem) -> None:
        week = entry.data(Qt.ItemDataRole.UserRole)
        if self.isVisible():
            self.close()
            self.chosen.emit(week)
