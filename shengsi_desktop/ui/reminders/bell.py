"""The bell in the header with its count, and the list that it opens. Loads and saves nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from shengsi_desktop.domain.reminders import Urgency
from shengsi_desktop.ui.reminders import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button, CountBadge
from shengsi_desktop.ui.widgets.containers import EmptyState, Line
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from shengsi_desktop.domain.reminders import Reminder

_WIDTH, _BELL = 420, 36
_TOKENS = {Urgency.NOW: "danger", Urgency.SOON: "warn", Urgency.CALM: "third"}


class Bell(Button):
    """Opens the list by a click, Enter or Space."""

    #: a reminder's place is wanted
    chosen = Signal(object)
    #: (key) not again today
    quiet_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(kind="ghost", icon="bell", tip=words.BELL_NONE, parent=parent)
        self.setAccessibleName(words.BELL)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        # a narrow header has no room for a button's usual sides
        self.setStyleSheet("padding-left: 0; padding-right: 0;")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.badge = CountBadge(self)
        self.reminders: tuple[Reminder, ...] = ()
        self.popup: ReminderPopup | None = None
        self.clicked.connect(self.open)

    def show_reminders(self, reminders: tuple[Reminder, ...]) -> None:
        """Show how many there are; an open list follows."""
        self.reminders = reminders
        self.badge.set_count(len(reminders))
        self._place_badge()
        said = words.BELL_TIP.format(count=len(reminders)) if reminders else words.BELL_NONE
        self.setToolTip(said)
        self.setAccessibleName(said)
        if self.popup is not None:
            self.popup.show_reminders(reminders)

    def open(self) -> None:
        """Open the list below the bell."""
        if self.popup is not None:
            return
        popup = self.popup = ReminderPopup(self)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.chosen.connect(self._choose)
        popup.quiet_asked.connect(self.quiet_asked)
        popup.closed.connect(self._closed)
        popup.show_reminders(self.reminders)
        popup.open_below(self)

    def sizeHint(self) -> QSize:
        """Room for the icon and a count at its corner."""
        return QSize(current.px(_BELL), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The count stays at the upper right."""
        super().resizeEvent(event)
        self._place_badge()

    def _choose(self, reminder: Reminder) -> None:
        if self.popup is not None:
            self.popup.close()
        self.chosen.emit(reminder)

    def _closed(self) -> None:
        self.popup = None

    def _place_badge(self) -> None:
        self.badge.resize(self.badge.sizeHint())
        self.badge.move(self.width() - self.badge.width(), 0)
        self.badge.raise_()


class ReminderPopup(QFrame):
    """The reminders, each with the way to its place; closes by Escape or a click beside it."""

    chosen = Signal(object)
    quiet_asked = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFixedWidth(current.px(_WIDTH))
        self.setAccessibleName(words.TITLE)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self._head = label(words.TITLE, "strong")
        self._head.setContentsMargins(14, 10, 14, 8)
        column.addWidget(self._head)
        column.addWidget(Line())
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(self._list)
        self._none = EmptyState(words.NONE_TITLE, words.NONE_HINT)
        column.addWidget(self._none)
        self.lines: list[ReminderLine] = []

    def show_reminders(self, reminders: tuple[Reminder, ...]) -> None:
        """Show them."""
        if [line.reminder for line in self.lines] == list(reminders):
            self._none.setVisible(not reminders)
            return
        for line in self.lines:
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [ReminderLine(one) for one in reminders]
        for line in self.lines:
            line.chosen.connect(self.chosen)
            line.quiet_asked.connect(self.quiet_asked)
            self._list.addWidget(line)
        self._none.setVisible(not reminders)
        self.adjustSize()

    def open_below(self, anchor: QWidget) -> None:
        """Below the bell, inside its window."""
        self.adjustSize()
        window = anchor.window()
        corner = anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
        right = window.mapToGlobal(QPoint(window.width(), 0)).x() - self.width() - 8
        self.move(min(corner.x(), right), corner.y())
        self.show()
        if self.lines:
            self.lines[0].open.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↑ and ↓ go along the list; Escape closes it."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and self.lines:
            at = next((n for n, one in enumerate(self.lines) if one.isAncestorOf(self.focusWidget())), 0)
            self.lines[max(min(at + step, len(self.lines) - 1), 0)].open.setFocus()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: object) -> None:
        """It is gone for its bell, too."""
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card with an edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), current.colour("card"))
        painter.setPen(QPen(current.colour("line_strong"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class ReminderLine(QWidget):
    """One reminder: how pressing, its words, 去处理, 今天不再提醒."""

    chosen = Signal(object)
    quiet_asked = Signal(str)

    def __init__(self, reminder: Reminder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reminder = reminder
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 9, 10, 7)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(_Dot(reminder.urgency), 0, Qt.AlignmentFlag.AlignTop)
        self.words = label(reminder.words, wrap=True)
        row.addWidget(self.words, 1)
        column.addLayout(row)
        links = QHBoxLayout()
        links.setContentsMargins(14, 0, 0, 0)
        links.addWidget(label(reminder.urgency.label, "second"))
        links.addStretch(1)
        self.quiet = Button(words.QUIET, kind="link")
        self.quiet.clicked.connect(lambda: self.quiet_asked.emit(reminder.key))
        links.addWidget(self.quiet)
        self.open = Button(words.OPEN, kind="link")
        self.open.clicked.connect(lambda: self.chosen.emit(reminder))
        links.addWidget(self.open)
        column.addLayout(links)
        for button in (self.quiet, self.open):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class _Dot(QWidget):
    """How pressing it is, as a colour beside the word that says it."""

    def __init__(self, urgency: Urgency, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = _TOKENS[urgency]
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """As high as a line of text."""
        return QSize(current.px(8), current.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dot in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current.colour(self._token))
        across = self.width() - 1
        painter.drawEllipse(0, (self.height() - across) // 2, across, across)
