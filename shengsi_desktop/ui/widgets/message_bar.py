"""The line that says what happened, what was kept and what to do; it blocks nothing.

Where it comes while somebody works it floats over the foot of the content (`float_over`), above the buttons there and
away from those at the head, so that nothing moves under a click; it covers neither the pointer nor the field that is
typed into. In a dialog that it belongs to it has its own place. Of those that float in one window (its own and its
page's) the newest good news is said alone; a problem stays, and what comes later floats above it.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QShowEvent

#: an info disappears by itself after so many ms; a problem stays until it is closed or another one comes
_INFO_STAYS = 8000
#: one that has room of its own, with what it offers
_LINE_STAYS = 12_000
#: a problem that has been said for so many ms can be over once something is kept
_PROBLEM_STAYS = 1500
#: how far a floating one stays from the content's edges, and the least width of its words
_EDGE, _LEAST = 8, 160
#: how far above the content's end it floats: the buttons of a foot stand there; how high a field it keeps clear of is
_ABOVE, _FIELD = 64, 140
_RIM = 1
_TURNS = count(1)


class MessageBar(QFrame):
    """`say` for what went well, `warn` for trouble, `note` for a quiet lasting remark; each with actions."""

    #: closed by the user
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self._content: QWidget | None = None
        self._line: QBoxLayout | None = None
        self._in_line = False
        self._said = QElapsedTimer()
        #: the later it was said, of all bars, the greater
        self.turn = 0
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 6, 17, 6)
        self._row.setSpacing(8)
        self._words = label(wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._row.addWidget(self._words, 1)
        self._actions: list[Button] = []
        self._close = Button("知道了", kind="link")
        self._close.clicked.connect(self._closed)
        self._row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        self.setVisible(False)

    def float_over(self, content: QWidget, line: QBoxLayout | None = None) -> None:
        """Lie over the foot of `content` from now on; both have the same parent, or it is the parent.

        `line`: the layout in which a message that is said `in_line` has room of its own.
        """
        self._line = line
        # without a parent it would be a window of its own
        if self.parentWidget() is None or self.parentWidget() not in (content, content.parentWidget()):
            self.setParent(content.parentWidget() or content)
        self.setProperty("floating", True)
        self._content = content
        content.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the content."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show} and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Also with its page: another may have been said meanwhile."""
        super().showEvent(event)
        if self.property("tone") == "info" and self._said.isValid() and self._said.hasExpired(_LINE_STAYS):
            # its view comes back: good news of a while ago is none
            self.dismiss()
            return
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and not self.isHidden():
            self._place()

    def let_go(self) -> None:
        """Something was kept after all, or its page was left: a problem without a way out of its own is over."""
        problem = self.property("tone") == "problem" and not self.isHidden()
        if problem and not self._actions and self._said.hasExpired(_PROBLEM_STAYS):
            self.dismiss()

    def undone(self) -> None:
        """What was done last is taken back, or done again: nothing that is said of it holds any more."""
        if self.property("tone") == "info":
            self.dismiss()

    @property
    def text(self) -> str:
        """What it says now; empty while it is away."""
        return "" if self.isHidden() else self._words.text()

    def say(
        self,
        text: str,
        actions: Sequence[tuple[str, Callable[[], object]]] = (),
        *,
        in_line: bool = False,
    ) -> None:
        """Something went well; disappears by itself where it offers nothing.

        `in_line`: it takes room and lies over nothing, and goes after a while whatever it offers.
        """
        self._show("info", text, actions, in_line=in_line)
        if in_line:
            self._timer.start(_LINE_STAYS)
        elif not actions:
            self._timer.start(_INFO_STAYS)

    def let_line_go(self) -> None:
        """What it was about is no longer shown."""
        if self._in_line:
            self.dismiss()

    def warn(self, text: str, actions: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        """Something went wrong: what happened, what was kept, what to do."""
        self._show("problem", text, actions)

    def note(self, text: str, actions: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        """A quiet remark that stays."""
        self._show("quiet", text, actions)

    def add_action(self, words: str, act: Callable[[], object]) -> None:
        """One more thing that can be done about what it says."""
        button = Button(words)
        button.clicked.connect(lambda _checked=False: self._act(act))
        self._row.insertWidget(self._row.count() - 1, button)
        # into a bar that says something already: else it has no room until it shows itself
        button.show()
        self._actions.append(button)
        if not self.isHidden():
            self._place()

    def dismiss(self) -> None:
        """Away with it."""
        self._timer.stop()
        self.setVisible(False)

    def _show(
        self,
        tone: str,
        text: str,
        actions: Sequence[tuple[str, Callable[[], object]]],
        *,
        in_line: bool = False,
    ) -> None:
        self._timer.stop()
        self._settle(in_line=in_line)
        for button in self._actions:
            self._row.removeWidget(button)
            button.deleteLater()
        self._actions = []
        for words, act in actions:
            self.add_action(words, act)
        self.setProperty("tone", tone)
        self._words.setText(text)
        self.setStyleSheet("")
        for widget in (self, self._words):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self._said.start()
        self.turn = next(_TURNS)
        self.setVisible(True)
        self._place()

    def _settle(self, *, in_line: bool) -> None:
        """Into the line that has room for it, or out of it again."""
        line = self._line
        if line is None or in_line == self._in_line:
            return
        self._in_line = in_line
        self.setProperty("floating", not in_line)
        if in_line:
            line.addWidget(self)
        else:
            line.removeWidget(self)

    def _place(self) -> None:
        """As wide as its words; where these need more than the content has, as high."""
        content = self._content
        if content is None:
            return
        self._be_the_only_news()
        if self._in_line or self.isHidden():
            return
        area = content.rect() if content is self.parentWidget() else content.geometry()
        edge = current.px(_EDGE)
        margins = self._row.contentsMargins()
        buttons = [*self._actions, self._close]
        beside = margins.left() + margins.right() + 2 * _RIM
        beside += sum(one.sizeHint().width() + self._row.spacing() for one in buttons)
        words = max(
            self._words.fontMetrics().horizontalAdvance(self._words.text()) + edge, current.px(_LEAST)
        )
        width = max(min(words + beside, area.width() - 2 * edge), 0)
        self._row.invalidate()
        height = max(self._row.heightForWidth(width), self._row.minimumSize().height())
        self.setGeometry(self._clear_of_work(area, width, height))
        self.raise_()

    def _clear_of_work(self, area: QRect, width: int, height: int) -> QRect:
        """In the middle above the content's foot; higher where the pointer or the field being typed into is there."""
        gap, top = current.px(_EDGE), area.top() + current.px(_EDGE) // 2
        place = QRect(area.left() + (area.width() - width) // 2, 0, width, height)
        place.moveTop(max(area.bottom() + 1 - current.px(_ABOVE) - height, top))
        for busy in sorted([*self._busy(), *self._beside()], key=lambda one: -one.top()):
            if place.intersects(busy.adjusted(-gap, -gap, gap, gap)):
                place.moveTop(busy.top() - gap - height)
        if place.top() < top:
            # there is no room above: the content's head, as long as nobody works there
            place.moveTop(top)
        return place

    @property
    def speaks(self) -> bool:
        """Whether it says anything now, of those that belong to a content."""
        return self._content is not None and self.isVisible()

    def _others(self) -> list[MessageBar]:
        """The other ones of the same window that say something now."""
        bars = self.window().findChildren(MessageBar)
        return [one for one in bars if one is not self and one.speaks and one.window() is self.window()]

    def _be_the_only_news(self) -> None:
        """Of any two the one said earlier goes, where it is good news."""
        if not self.isVisible():
            return
        for other in self._others():
            earlier = min(self, other, key=lambda one: one.turn)
            if earlier.property("tone") == "info":
                earlier.dismiss()

    def _beside(self) -> list[QRect]:
        """Where others float that stay."""
        host = self.parentWidget()
        if host is None:
            return []
        return [
            QRect(host.mapFromGlobal(one.mapToGlobal(QPoint())), one.size())
            for one in self._others()
            if one.property("floating")
        ]

    def _busy(self) -> list[QRect]:
        """Where the pointer and the keys are, as far as it lies in the same window."""
        host, content = self.parentWidget(), self._content
        if host is None or content is None or not host.isActiveWindow():
            return []
        found = [QRect(host.mapFromGlobal(QCursor.pos()), QSize(1, 1))]
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit | QPlainTextEdit | QAbstractSpinBox) and content.isAncestorOf(field):
            found.append(
                QRect(
                    field.mapTo(host.window(), QPoint()) - host.mapTo(host.window(), QPoint()), field.size()
                )
            )
        return [one for one in found if one.height() <= current.px(_FIELD)]

    def _closed(self) -> None:
        self.dismiss()
        self.dismissed.emit()

    def _act(self, act: Callable[[], object]) -> None:
        self.dismiss()
        act()
