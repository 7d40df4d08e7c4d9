"""会商记录, the page: on the left the meetings of all cadences, on the right the chosen one, to be typed into."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QStackedWidget, QWidget

from shengsi_desktop.domain.words import Cadence
from shengsi_desktop.ui.page import calendar_day
from shengsi_desktop.ui.pages.meetings import words
from shengsi_desktop.ui.pages.meetings.list_pane import MeetingsList
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.containers import EmptyState

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QHideEvent, QShowEvent

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.meetings import MeetingEntry, MeetingKey, MeetingSeries
    from shengsi_desktop.ui.page import PageContext
    from shengsi_desktop.ui.pages.meetings.record import MeetingRecord

#: several changes in a row are read once (ms)
_TOGETHER = 30
_OF_MEETINGS = frozenset({"meeting", "topic", "directive", "meeting_series", "unit_rhythm"})
_OF_THE_AGENDA = frozenset({"deliverable_value", "coordination_request", "item"})
_LIST_WIDTH = 300


class MeetingsPage(QWidget):
    """Newest first; what is due stands among them."""

    page_name = "会商记录"
    open_requested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: PageContext | None = None
        self._asked = 0
        self._wanted: str | None = None
        self._changed: set[str] = set()
        self.record: MeetingRecord | None = None
        self._together = QTimer(self)
        self._together.setSingleShot(True)
        self._together.setInterval(_TOGETHER)
        self._together.timeout.connect(self._read_changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self.list = MeetingsList()
        self.list.setMinimumWidth(current.px(240))
        self.list.chosen.connect(self._show_meeting)
        self.list.new_asked.connect(self._ask_new)
        self._splitter.addWidget(self.list)
        self._right = QStackedWidget()
        self._right.setMinimumWidth(current.px(360))
        self._right.addWidget(EmptyState(words.CHOOSE_TITLE, words.CHOOSE_TEXT))
        self._splitter.addWidget(self._right)
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([current.px(_LIST_WIDTH), current.px(3 * _LIST_WIDTH)])
        row.addWidget(self._splitter)
        self.setFocusProxy(self.list)

    def show_week(self, context: PageContext) -> None:
        """All meetings of the unit; that of the week is chosen where another week is shown than before."""
        before, self._context = self._context, context
        another_unit = before is not None and before.unit.id != context.unit.id
        if before is None or before.week != context.week or another_unit:
            from shengsi_desktop.services.weekly_meeting import weekly_id

            self._wanted = self._wanted or weekly_id(context.unit.id, str(context.week))
        self._read()
        if self.record is not None and before is not None:
            self.record.panel.commands.context = context
            self.record.panel.reload()

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Read again what is shown of it."""
        self._changed |= {key.entity for key in changed}
        self._together.start()

    def open_target(self, target: str) -> None:
        """Show the meeting with that id."""
        self._wanted = None if self.list.choose(target) else target

    def next_item(self) -> None:
        """Ctrl+Enter enters the line for a topic or a directive that is typed into."""
        if self.record is not None:
            self.record.panel.take_line()

    def flush(self) -> None:
        """Commit all that is typed in the fields."""
        if self.record is not None:
            self.record.panel.flush()

    def showEvent(self, event: QShowEvent) -> None:
        """Watch the window, to hand over what is typed before it closes."""
        super().showEvent(event)
        self.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window is asked to close: its own handling comes after this."""
        if event.type() == QEvent.Type.Close and watched is self.window():
            self.flush()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the page leaves its fields."""
        super().hideEvent(event)
        self.flush()

    def _read_changed(self) -> None:
        changed, self._changed = self._changed, set()
        if changed & _OF_MEETINGS:
            self._read()
        if self.record is not None and changed & (_OF_MEETINGS | _OF_THE_AGENDA):
            self.record.panel.reload()

    def _read(self) -> None:
        context = self._context
        if context is None:
            return
        self._asked += 1
        asked, unit_id, week = self._asked, context.unit.id, context.week
        today = calendar_day(context)

        def read(store: Any) -> tuple[MeetingEntry, ...]:
            from shengsi_desktop.services import meetings

            return meetings.meeting_entries(store, unit_id, today, week)

        def show(entries: tuple[MeetingEntry, ...]) -> None:
            if asked == self._asked:
                self.list.show_entries(entries, today)
                self._choose_wanted()

        context.operations.run(read, show, owner=self)

    def _choose_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is not None and self.list.choose(wanted):
            return
        if self.list.current_key is None and self.list.entries:
            self.list.choose(self.list.entries[0].key.id)

    def _show_meeting(self, key: MeetingKey) -> None:
        context = self._context
        if context is None:
            return
        if self.record is None:
            from shengsi_desktop.ui.pages.meetings.record import MeetingRecord

            self.record = MeetingRecord(context, key)
            self.record.open_requested.connect(self.open_requested)
            self._right.addWidget(self.record)
            self._right.setCurrentWidget(self.record)
            self.record.panel.reload()
        elif self.record.panel.key != key:
            self.record.panel.set_meeting(context, key)

    def _ask_new(self) -> None:
        context = self._context
        if context is None:
            return
        unit_id = context.unit.id

        def read(store: Any) -> tuple[MeetingSeries, ...]:
            from shengsi_desktop.services import meeting_series

            return meeting_series.series_of(store, unit_id)

        below = self.list.new.mapToGlobal(self.list.new.rect().bottomLeft())
        context.operations.run(read, lambda series: self.new_menu(series).popup(below), owner=self)

    def new_menu(self, series: tuple[MeetingSeries, ...]) -> QMenu:
        """A meeting of a series in the period of the shown week, or one beside all series."""
        from shengsi_desktop.rhythm.meeting_days import meeting_period_words, period_of

        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        context = self._context
        if context is None:
            return menu
        day = context.week.last
        for one in series:
            period = period_of(one.cadence, day)
            action = menu.addAction(
                words.NEW_OF_SERIES.format(name=one.name, period=meeting_period_words(period))
            )
            action.triggered.connect(
                lambda _checked, one=one, period=period: self._make(one.cadence, period, one.id)
            )
        if series:
            menu.addSeparator()
        for cadence in Cadence:
            period = str(context.week) if cadence is Cadence.WEEKLY else period_of(cadence, day)
            action = menu.addAction(
                words.NEW_OTHER.format(cadence=cadence.label, period=meeting_period_words(period))
            )
            action.triggered.connect(
                lambda _checked, own=cadence, period=period: self._make(own, period, None)
            )
        menu.addSeparator()
        arrange = menu.addAction(words.ARRANGE)
        arrange.triggered.connect(lambda: self.open_requested.emit("settings", "series:"))
        return menu

    def _make(self, cadence: Cadence, period: str, series_id: str | None) -> None:
        context = self._context
        if context is None:
            return
        unit_id = context.unit.id

        def write(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services import meetings

            self._wanted = meetings.new_meeting(store, unit_id, cadence, period, series_id).id
            changed: frozenset[FieldKey] = store.last_changed
            return changed

        context.operations.run(write, owner=self)
