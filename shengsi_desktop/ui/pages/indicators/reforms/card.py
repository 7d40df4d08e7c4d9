"""One reform on the board: name, state, light, goal, lead, newest words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from shengsi_desktop.domain.reforms import ReformState
from shengsi_desktop.ui.pages.indicators.reforms import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.lights import Badge
from shengsi_desktop.ui.widgets.text import ElidedLabel, label

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from shengsi_desktop.domain.reforms import ReformRow

_KEYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}
_MOST = 52


class ReformCard(QWidget):
    """A card that can be chosen by a click, by the focus, and left by the arrow keys."""

    chosen = Signal()
    #: the card before (-1) or after (1) is wanted
    step_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(current.px(200))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 14, 12)
        column.setSpacing(6)
        first = QHBoxLayout()
        first.setSpacing(8)
        self.number = label("", "second")
        first.addWidget(self.number)
        self.state = label("", "pill")
        first.addWidget(self.state)
        first.addStretch(1)
        self.badge = Badge()
        first.addWidget(self.badge)
        column.addLayout(first)
        self.name = label("", "strong", wrap=True)
        column.addWidget(self.name)
        self.goal = label("", wrap=True)
        column.addWidget(self.goal)
        self.progress = label("", "second", wrap=True)
        column.addWidget(self.progress)
        column.addStretch(1)
        self.lead = ElidedLabel("", "second")
        column.addWidget(self.lead)

    def show_row(self, row: ReformRow) -> None:
        """Show it."""
        item, light = row.item, row.item.standing.reading.light
        self.number.setText(item.number)
        self.state.setText(row.state.label)
        self.state.setVisible(row.state is not ReformState.BY_LEAD)
        self.state.setToolTip(row.state_reason)
        self.badge.set_light(light, reason=item.standing.reading.reason)
        self.name.setText(item.title)
        self.goal.setText(_short(row.goal or row.content) or words.NO_GOAL)
        said = ""
        if row.progress:
            said = words.PROGRESS.format(week=int(row.progress_week[-2:]), words=_short(row.progress))
        self.progress.setText(said or words.NO_PROGRESS)
        self.lead.set_text(words.LEAD.format(lead=item.lead) if item.lead else words.NO_LEAD)
        self.setAccessibleName(f"{item.number} {item.title}，{row.state.label}，{light.label}")

    def set_current(self, *, on: bool) -> None:
        """Whether it is the one shown at the right."""
        self._current = on
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the cards around it."""
        step = _KEYS.get(Qt.Key(event.key()), 0)
        if step and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.step_wanted.emit(step)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What the keys reach is chosen."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.chosen.emit()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card; the current one on its own ground with an edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        token = "selected" if self._current else "hover" if self.underMouse() else "card"
        edge = "accent" if self._current or self.hasFocus() else "line"
        painter.setPen(QPen(current.colour(edge), 1))
        painter.setBrush(current.colour(token))
        painter.drawRoundedRect(area, 8, 8)


def _short(text: str) -> str:
    """As much of it as a card shows."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _MOST else f"{flat[: _MOST - 1]}…"
