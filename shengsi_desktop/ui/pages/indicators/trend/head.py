"""Above the chart: what the indicator is, its light with the sums, who answers for it, and the picture's buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QMenu, QStackedLayout, QVBoxLayout, QWidget

from shengsi_desktop.ui.pages.indicators.trend import words
from shengsi_desktop.ui.pages.indicators.trend.table_model import light_words, reason_words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.lights import Badge
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from shengsi_desktop.domain.indicators import Indicator, IndicatorStanding


class _OwnerField(QLineEdit):
    """Escape gives up."""

    #: leave it as it was
    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up, the rest is typing."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class OwnerPart(QWidget):
    """«责任单位：未定，点此填写», which opens into a field."""

    #: the unit as written; empty for none
    edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._owner = ""
        self._stack = QStackedLayout(self)
        self.link = Button(words.NO_OWNER, kind="link", tip=words.OWNER_TIP)
        self.link.clicked.connect(self.open)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.link)
        row.addStretch(1)
        self._stack.addWidget(holder)
        self.field = _OwnerField()
        self.field.setPlaceholderText(words.OWNER_HINT)
        self.field.setStyleSheet("padding: 0 6px; min-height: 0;")
        self.field.setMinimumWidth(current.px(90))
        self.field.setMaximumWidth(current.px(240))
        self.field.returnPressed.connect(self._take)
        self.field.editingFinished.connect(self._take)
        self.field.given_up.connect(self._close)
        self._stack.addWidget(self.field)

    def show_owner(self, owner: str) -> None:
        """Show who it is; an open field stays open."""
        self._owner = owner
        self.link.setText(words.OWNER.format(owner=owner) if owner else words.NO_OWNER)

    def open(self) -> None:
        """Write it."""
        if self.field.completer() is None:
            from shengsi_desktop.services import setting_up

            completer = QCompleter([unit.name for unit in setting_up.directory()], self.field)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.field.setCompleter(completer)
        self.field.setText(self._owner)
        self._stack.setCurrentWidget(self.field)
        self.field.setFocus()
        self.field.selectAll()

    def _take(self) -> None:
        if self._stack.currentWidget() is not self.field:
            return
        said = self.field.text().strip()
        self._close()
        if said != self._owner:
            self.show_owner(said)
            self.edited.emit(said)

    def _close(self) -> None:
        self._stack.setCurrentIndex(0)


class IndicatorHead(QWidget):
    """Two lines."""

    #: True for 累计, False for 时点
    cumulative_chosen = Signal(bool)
    copy_asked = Signal()
    save_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._first_line())
        column.addLayout(self._second_line())

    def set_narrow(self, *, narrow: bool) -> None:
        """Leave the words off the buttons where there is no room; the tool tips say them."""
        for button, said in ((self.copy, words.COPY), (self.save, words.SAVE)):
            button.setText("" if narrow else said)

    def show_standing(self, standing: IndicatorStanding) -> None:
        """Show the indicator."""
        indicator = standing.indicator
        self.title.setText(indicator.name)
        self.kind.setText(_kind_words(indicator))
        self.badge.set_light(standing.reading.light, light_words(standing), standing.reading.reason)
        self.reason.setText(reason_words(standing))
        self.owner.show_owner(indicator.owner)

    def _first_line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self.title = label("", "title", wrap=True)
        self.title.setMinimumWidth(current.px(90))
        row.addWidget(self.title, 1)
        self.copy = Button(words.COPY, icon="copy", tip=words.COPY)
        self.copy.setAccessibleName(words.COPY)
        self.copy.clicked.connect(self.copy_asked)
        row.addWidget(self.copy)
        self.save = Button(words.SAVE, icon="save", tip=words.SAVE)
        self.save.setAccessibleName(words.SAVE)
        self.save.clicked.connect(self.save_asked)
        row.addWidget(self.save)
        return row

    def _second_line(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        lights = QHBoxLayout()
        lights.setSpacing(8)
        self.badge = Badge()
        lights.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        self.reason = label("", "second", wrap=True)
        self.reason.setMinimumHeight(self.badge.sizeHint().height())
        lights.addWidget(self.reason, 1)
        column.addLayout(lights)
        row = QHBoxLayout()
        row.setSpacing(14)
        self.kind = Button("", kind="link", tip=words.CUMULATIVE_TIP)
        self.menu = QMenu(self.kind)
        for said, cumulative in ((words.CUMULATIVE_CHOICE, True), (words.AT_A_TIME_CHOICE, False)):
            self.menu.addAction(said, lambda cumulative=cumulative: self.cumulative_chosen.emit(cumulative))
        self.kind.clicked.connect(
            lambda: self.menu.popup(self.kind.mapToGlobal(self.kind.rect().bottomLeft()))
        )
        row.addWidget(self.kind)
        self.owner = OwnerPart()
        row.addWidget(self.owner, 1)
        column.addLayout(row)
        return column


def _kind_words(indicator: Indicator) -> str:
    """«累计 · 月度 · 单位 亿吨»."""
    said = [
        words.CUMULATIVE if indicator.cumulative else words.AT_A_TIME,
        words.CADENCES.get(indicator.cadence, indicator.cadence),
    ]
    if indicator.unit:
        said.append(words.UNIT.format(unit=indicator.unit))
    return words.DOT.join(said)
