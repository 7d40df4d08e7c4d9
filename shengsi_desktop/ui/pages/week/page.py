"""本周会商, the page: my items, the chosen item's report, the meeting; it joins the three columns.

The list can stand before the store is open; the two other columns are built with the first week shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from shengsi_desktop.ui import last_place
from shengsi_desktop.ui.pages.week import words
from shengsi_desktop.ui.pages.week.items_column import ItemsColumn
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.domain.views import WeekPage
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.page import PageContext
    from shengsi_desktop.ui.pages.week.meeting_column import MeetingColumn
    from shengsi_desktop.ui.pages.week.report_column import ReportColumn

#: below this width (at 100 %) the meeting folds into a button
_FOLDS_BELOW = 980
#: over the form it needs so much height (at 100 %), else it takes all there is
_LEAST_OVER = 200
#: share of the page, least and most width (at 100 %) of the two side columns
_LIST = (0.25, 288, 340)
_MEETING = (0.25, 296, 440)
#: several changes in a row are read once (ms)
_TOGETHER = 30
_OF_THE_MEETING = frozenset({"meeting", "topic", "directive"})
_OF_THE_LIGHTS = frozenset({"deliverable_value", "deliverable"})


class WeekPageWidget(QWidget):
    """Three columns over one week of one unit."""

    page_name = "本周会商"
    #: (page key, target id)
    open_requested = Signal(str, str)
    #: something is to be done with the week as a whole: print, versions, solicit …
    week_command = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: PageContext | None = None
        self._asked = 0
        #: another unit's week: what it discussed stays with it
        self._foreign = False
        self._wanted: str | None = None
        self._folded_by_hand = False
        self._enter_wanted = False
        self.items = ItemsColumn()
        self.report: ReportColumn | None = None
        self.meeting: MeetingColumn | None = None
        self._changed: set[str] = set()
        self._together = QTimer(self)
        self._together.setSingleShot(True)
        self._together.setInterval(_TOGETHER)
        self._together.timeout.connect(self._read_changed)
        self._arrange_soon = QTimer(self)
        self._arrange_soon.setSingleShot(True)
        self._arrange_soon.setInterval(0)
        self._arrange_soon.timeout.connect(self._arrange)
        self._build()
        self.items.item_chosen.connect(self._item_chosen)
        self.items.entered.connect(self._enter_form)
        self.items.no_news.connect(self._no_news)
        self.items.solicit.clicked.connect(lambda: self.week_command.emit("solicit"))
        self.setFocusProxy(self.items.view)

    def show_rows(self, rows: tuple[ItemRow, ...]) -> None:
        """Show my items before the store is open."""
        self.items.show_rows(rows)

    def show_week(self, context: PageContext) -> None:
        """Show this unit's week; what was typed for another one is committed first."""
        before, self._context = self._context, context
        self._foreign = context.unit.id != context.settings.unit.id
        # its 科室 are asked at the unit
        self.items.solicit.setHidden(self._foreign)
        self.items.say_of(context.unit.name if self._foreign else "")
        self._together.stop()
        self._changed.clear()
        if before is None or self.report is None or self.meeting is None:
            report, meeting = self._build_columns(context)
            meeting.reload()
        elif _shown(before) != _shown(context):
            report, meeting = self.report, self.meeting
            report.set_context(context)
            meeting.set_context(context)
        else:
            self.report.reload()
            self.meeting.reload()
        self._read_rows()
        if before is None or _owned(before) == _owned(context):
            self._show_current()
        self._arrange()
        if self._enter_wanted:
            self._enter_form()

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Read again what is shown of it."""
        if self._context is None:
            return
        self._changed |= {key.entity for key in changed}
        self._together.start()

    def open_target(self, target: str) -> None:
        """Show the item with this id."""
        self._wanted = None if self.items.choose(target) else target

    def next_item(self) -> None:
        """Commit what is typed and go on with the next item; typing goes on in its 本周进展, also from the list.

        In a line that waits to be entered, the same keys enter it.
        """
        if self.meeting is None or not self.meeting.panel.take_line():
            self._step(1)
            self._enter_form()

    def flush(self) -> None:
        """Commit all that is typed in the fields."""
        for column in (self.report, self.meeting):
            if column is not None:
                column.flush()

    def toggle_meeting(self) -> None:
        """Put the meeting away, or bring it back."""
        if self._meeting_shown():
            self._folded_by_hand = True
            self._hide_meeting()
        else:
            self._folded_by_hand = False
            self._show_meeting(over=self._narrow())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter, where no window has taken it: the next item."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.next_item()
            return
        super().keyPressEvent(event)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the meeting where there is no room for three columns."""
        super().resizeEvent(event)
        self._arrange()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self.items.setMinimumWidth(current.px(264))
        self._splitter.addWidget(self.items)
        self._middle = QWidget()
        self._middle.setProperty("kind", "ground")
        self._middle.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._middle_column = QVBoxLayout(self._middle)
        self._middle_column.setContentsMargins(0, 0, 0, 0)
        self._middle_column.setSpacing(0)
        self._splitter.addWidget(self._middle)
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        row.addWidget(self._splitter, 1)
        self._strip = QWidget()
        self._strip.setProperty("kind", "panel")
        self._strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        strip = QVBoxLayout(self._strip)
        strip.setContentsMargins(4, 10, 4, 10)
        self.unfold = Button("\n".join(words.MEETING_SHORT), kind="ghost", tip=words.MEETING)
        self.unfold.setObjectName("weekUnfold")
        self.unfold.clicked.connect(self.toggle_meeting)
        strip.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignTop)
        self._strip.hide()
        row.addWidget(self._strip)

    def _build_columns(self, context: PageContext) -> tuple[ReportColumn, MeetingColumn]:
        from shengsi_desktop.ui.pages.week.meeting_column import MeetingColumn
        from shengsi_desktop.ui.pages.week.report_column import ReportColumn
        from shengsi_desktop.ui.pages.week.state_bar import StateBar

        self.state_bar = StateBar()
        self.state_bar.asked.connect(self.week_command)
        self._middle_column.addWidget(self.state_bar)
        self.report = ReportColumn(context)
        self._middle_column.addWidget(self.report, 1)
        self.report.step_wanted.connect(self._step)
        self.report.source_wanted.connect(lambda item_id: self.open_requested.emit("tasks", item_id))
        self.report.conflict_asked.connect(lambda key: self.open_requested.emit("exchange", f"sync:{key}"))
        self.report.typing.connect(self.items.model.set_typing)
        self.meeting = MeetingColumn(context, self)
        self.meeting.fold_wanted.connect(self.toggle_meeting)
        self.meeting.open_requested.connect(self.open_requested)
        self.meeting.hide()
        self._arrange()
        return self.report, self.meeting

    def _read_rows(self) -> None:
        context = self._context
        if context is None:
            return
        self._asked += 1
        asked, unit_id, week = self._asked, context.unit.id, context.week

        def read(store: Store) -> WeekPage:
            from shengsi_desktop.services import reporting

            return reporting.week_page(store, unit_id, week)

        def show(page: WeekPage) -> None:
            if asked == self._asked:
                self._show_page(page)

        context.operations.run(read, show, owner=self)

    def _show_page(self, page: WeekPage) -> None:
        self.items.show_rows(page.rows)
        self.items.model.set_conflicts(page.conflicts)
        self.items.say_excuse(page.excused)
        if self._wanted is not None:
            self.open_target(self._wanted)
            self._wanted = None
        if self.meeting is not None:
            self.meeting.show_state(page)
            self.state_bar.show_page(page)
        self._show_current()

    def _show_current(self) -> None:
        current_id = self.items.current_id
        row = next((row for row in self.items.model.rows if row.id == current_id), None)
        if self.report is not None and row is not None:
            self.report.show_item(row)
            self._say_ends()

    def _read_changed(self) -> None:
        changed, self._changed = self._changed, set()
        self._read_rows()
        if self.report is not None and changed - _OF_THE_MEETING:
            self.report.reload()
        if self.meeting is not None and changed & (_OF_THE_MEETING | _OF_THE_LIGHTS):
            self.meeting.reload()

    def _item_chosen(self, item_id: str) -> None:
        if self._context is not None:
            last_place.note_item(self._context.memory, item_id)
        self._show_current()

    def _say_ends(self) -> None:
        if self.report is not None:
            self.report.set_ends(first=not self.items.can_step(-1), last=not self.items.can_step(1))

    def _step(self, by: int) -> None:
        typing = self.report is not None and self.report.isAncestorOf(self.focusWidget() or self)
        if self.report is not None:
            self.report.flush()
        if self.items.step(by) and typing and self.report is not None:
            self.report.focus_progress()

    def _enter_form(self) -> None:
        self._enter_wanted = self.report is None
        if self.report is not None:
            self.report.focus_progress()

    def _no_news(self, item_ids: tuple[str, ...]) -> None:
        if self.report is not None:
            self.report.mark_no_news(item_ids)

    def _side(self, wanted: tuple[float, int, int]) -> int:
        share, least, most = wanted
        return min(max(round(self.width() * share), current.px(least)), current.px(most))

    def _narrow(self) -> bool:
        return self.width() < current.px(_FOLDS_BELOW)

    def _meeting_shown(self) -> bool:
        return self.meeting is not None and not self.meeting.isHidden()

    def _arrange(self) -> None:
        """Three columns where there is room; else the meeting is a button at the edge."""
        if self.meeting is None:
            return
        in_row = self._splitter.indexOf(self.meeting) >= 0
        if self._foreign:
            self._hide_meeting()
            self._strip.hide()
        elif self._narrow():
            if in_row:
                self._hide_meeting()
            elif self._meeting_shown():
                self._show_meeting(over=True)
            self._strip.show()
        elif not self._folded_by_hand and not in_row:
            self._show_meeting(over=False)

    def _show_meeting(self, *, over: bool) -> None:
        meeting = self.meeting
        if meeting is None:
            return
        width = self._side(_MEETING)
        if over:
            if meeting.parentWidget() is not self:
                meeting.setParent(self)
            meeting.setGeometry(self._beside_buttons(width))
            meeting.set_over(over=True)
            meeting.show()
            meeting.raise_()
            return
        meeting.set_over(over=False)
        meeting.setMinimumWidth(current.px(272))
        self._splitter.addWidget(meeting)
        self._splitter.setStretchFactor(2, 0)
        left = self._side(_LIST)
        self._splitter.setSizes([left, self.width() - left - width, width])
        meeting.show()
        self._strip.hide()

    def _beside_buttons(self, width: int) -> QRect:
        """At the right edge, clear of the buttons above the form and of those at its foot."""
        top, bottom = 0, self.height()
        if self.report is not None and self._middle.isVisible():
            top = self.state_bar.mapTo(self, self.state_bar.rect().bottomLeft()).y() + 1
            bottom = self.report.foot.mapTo(self, QPoint(0, 0)).y()
        if bottom - top < current.px(_LEAST_OVER):
            top, bottom = 0, self.height()
        return QRect(self.width() - width, top, width, bottom - top)

    def _hide_meeting(self) -> None:
        meeting = self.meeting
        if meeting is None:
            return
        meeting.flush()
        meeting.hide()
        meeting.setParent(self)
        self._strip.show()

    def changeEvent(self, event: QEvent) -> None:
        """A larger text size needs more room for three columns."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            # Qt is walking through the tree of widgets: none may change its parent meanwhile
            self._arrange_soon.start()


def _owned(context: PageContext) -> tuple[str, str]:
    """Whose items of which plan: others are other items."""
    return context.unit.id, context.settings.plan_id


def _shown(context: PageContext) -> tuple[tuple[str, str], Week]:
    return _owned(context), context.week
