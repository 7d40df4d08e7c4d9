"""Suggestions below a line that are never in the way: none where the word is whole, and a click beside them counts.

A popup takes the click that closes it on some systems: what is typed next then went on in the line that was left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QCompleter, QWidget

from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit

#: found in no name
NOTHING = "\0"
_GAP = 4


class CalmCompleter(QCompleter):
    """A completer of one line by whole names; where a name may stand is the model's and the subclass's.

    `takes_the_only`: Enter takes the one name that is suggested. Not where a new name may be written, which may be
    part of a known one.
    """

    takes_the_only = False

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self._line = line
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        popup = self.popup()
        # the style sheet draws its frame
        popup.setObjectName("suggestions")
        # we hand the click on ourselves, on every system
        popup.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)

    def splitPath(self, path: str) -> list[str]:
        """What is sought: nothing where the word is whole already."""
        return [self.sought(path)]

    def sought(self, word: str) -> str:
        """The word, unless it is the only thing that could be suggested."""
        model, folded = self.model(), word.strip().casefold()
        if not folded:
            return word
        fitting = [
            str(model.index(row, 0).data(Qt.ItemDataRole.DisplayRole))
            for row in range(model.rowCount())
            if folded in str(model.index(row, 0).data(self.completionRole())).casefold()
        ]
        return NOTHING if fitting == [word.strip()] else word

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stand clear of the line; a press beside the popup goes where it points, once the popup is away."""
        popup = self.popup()
        if watched is not popup:
            return super().eventFilter(watched, event)
        if event.type() in (QEvent.Type.Show, QEvent.Type.Move):
            # Qt lays it a little over the line again with every key
            self._stand_clear(popup)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._takes(event):
            return True
        pressed = event.type() == QEvent.Type.MouseButtonPress
        if (
            pressed
            and isinstance(event, QMouseEvent)
            and not popup.rect().contains(event.position().toPoint())
        ):
            at, button = event.globalPosition().toPoint(), event.button()
            popup.hide()
            popup.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)
            QTimer.singleShot(0, self, lambda: _press(at, button))
            return True
        return super().eventFilter(watched, event)

    def _takes(self, event: QKeyEvent) -> bool:
        """Enter, where one name alone is suggested and none is chosen: it is meant."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        popup = self.popup()
        if (
            not self.takes_the_only
            or not enter
            or popup.currentIndex().isValid()
            or self.completionCount() != 1
        ):
            return False
        name = self.pathFromIndex(self.completionModel().index(0, self.completionColumn()))
        popup.hide()
        self._line.setText(name)
        self.activated.emit(name)
        return True

    def _stand_clear(self, popup: QWidget) -> None:
        """Below the line, or above it, with a gap: what is typed stays in sight."""
        line, gap = self._line, current.px(_GAP)
        top = line.mapToGlobal(QPoint(0, 0)).y()
        bottom = top + line.height()
        below = popup.y() + popup.height() // 2 > top + line.height() // 2
        y = bottom + gap if below else top - gap - popup.height()
        if popup.y() != y:
            popup.move(popup.x(), y)


def _press(at: QPoint, button: Qt.MouseButton) -> None:
    """A press there; its release comes from the person's own hand."""
    target = QApplication.widgetAt(at)
    if target is None:
        return
    if target.focusPolicy() & Qt.FocusPolicy.ClickFocus:
        target.setFocus(Qt.FocusReason.MouseFocusReason)
    event = QMouseEvent(
        QEvent.Type.MouseButtonPress,
        QPointF(target.mapFromGlobal(at)),
        QPointF(at),
        button,
        button,
        QApplication.keyboardModifiers(),
    )
    QApplication.sendEvent(target, event)
