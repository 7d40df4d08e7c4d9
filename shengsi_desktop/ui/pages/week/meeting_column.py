"""The right column: the week's meeting, with where the week stands above it; it folds away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shengsi_desktop.domain.meetings import MeetingKey
from shengsi_desktop.domain.words import Cadence, WeekState
from shengsi_desktop.ui.meetings.panel import MeetingPanel
from shengsi_desktop.ui.pages.week import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from shengsi_desktop.domain.views import WeekPage
    from shengsi_desktop.ui.page import PageContext


def state_words(page: WeekPage) -> str:
    """草稿, 上会稿, 定稿v2, 已报送v2, 定稿v2后有改动; of a week that came back what is to be done."""
    if page.standing is not None and page.standing.state is WeekState.RETURNED:
        return words.STATE_RETURNED
    return page.standing.label if page.standing else page.state.label


class MeetingColumn(QWidget):
    """The meeting of one week."""

    #: the column shall be put away
    fold_wanted = Signal()
    #: (page key, target)
    open_requested = Signal(str, str)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._over = False
        self.state = label("", "pill")
        self.panel = MeetingPanel(context, _key(context), parent=self)
        self.panel.open_requested.connect(self.open_requested)
        self._build()

    def set_context(self, context: PageContext) -> None:
        """Another week or unit: commit what was typed for the one before, then read this one."""
        self.panel.set_meeting(context, _key(context))

    def reload(self) -> None:
        """Read the meeting again."""
        self.panel.reload()

    def show_state(self, page: WeekPage) -> None:
        """Where the week stands."""
        self.state.setText(state_words(page))

    def set_over(self, *, over: bool) -> None:
        """Whether it lies over the form: then it has an edge of its own."""
        self._over = over
        self._outer.setContentsMargins(1 if over else 0, 0, 0, 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the edge."""
        super().paintEvent(event)
        if self._over:
            QPainter(self).fillRect(0, 0, 1, self.height(), current.colour("line_strong"))

    def flush(self) -> None:
        """Commit what was typed."""
        self.panel.flush()

    def _build(self) -> None:
        outer = self._outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 10, 4)
        head.setSpacing(8)
        head.addWidget(label(words.MEETING, "heading"))
        head.addStretch(1)
        head.addWidget(self.state, 0, Qt.AlignmentFlag.AlignVCenter)
        self.fold = Button(kind="ghost", icon="next", tip=words.FOLD)
        self.fold.clicked.connect(self.fold_wanted)
        head.addWidget(self.fold)
        outer.addLayout(head)
        outer.addWidget(self.panel, 1)


def _key(context: PageContext) -> MeetingKey:
    return MeetingKey(context.unit.id, Cadence.WEEKLY, str(context.week))
