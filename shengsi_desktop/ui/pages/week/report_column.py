"""The middle column: the chosen item's form, its foot, and what the form does to the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from shengsi_desktop.rhythm.offers import offers_in
from shengsi_desktop.ui.pages.week import words
from shengsi_desktop.ui.pages.week.report_commands import ReportCommands
from shengsi_desktop.ui.pages.week.report_form import ReportFormView
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import EmptyState, Line
from shengsi_desktop.ui.widgets.text import label
from shengsi_desktop.ui.widgets.typed_words import take_typed

if TYPE_CHECKING:
    from decimal import Decimal

    from shengsi_desktop.domain.tracking import DeliverableStanding, ItemRow
    from shengsi_desktop.domain.views import Offer, ReportForm
    from shengsi_desktop.domain.words import RequestLevel
    from shengsi_desktop.ui.page import PageContext

#: the form keeps still for so long while the next one is read; later it shows that it waits (ms)
_STILL = 150
_WIDEST = 900
#: a number is offered after so short a rest from typing (ms)
_OFFERED_AFTER = 400


class ReportColumn(QWidget):
    """One item's report."""

    #: the previous (-1) or next (1) item is wanted
    step_wanted = Signal(int)
    #: the item's place in the plan's text is wanted (its id)
    source_wanted = Signal(str)
    #: a field that another machine wrote otherwise («entity/id/field»)
    conflict_asked = Signal(str)
    #: the item's id while its report is being typed into, None once that is kept
    typing = Signal(object)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._item_id: str | None = None
        self._form: ReportForm | None = None
        self._asked = 0
        self._commands = ReportCommands(context, self, self.reload)
        self.view = ReportFormView(context.operations)
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(_STILL)
        self._still.timeout.connect(self._wait_openly)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(_OFFERED_AFTER)
        self._typed.timeout.connect(self._offer)
        self._build()
        self._connect()

    @property
    def form(self) -> ReportForm | None:
        """The form shown; None while another one is read."""
        return self._form

    def set_context(self, context: PageContext) -> None:
        """Another week or unit: commit what was typed for the one before and show nothing yet."""
        take_typed(self.view)
        self.view.fields.let_go()
        self._commands.context = context
        self._item_id, self._form = None, None
        self._asked += 1
        self._stack.setCurrentIndex(1)

    def show_item(self, row: ItemRow) -> None:
        """Commit what was typed and read the form of this item."""
        if row.id == self._item_id:
            return
        take_typed(self.view)
        self.view.fields.let_go()
        self._item_id, self._form = row.id, None
        self._scroll.setUpdatesEnabled(False)
        self._still.start()
        self._stack.setCurrentIndex(0)
        self.view.header.show_row(row)
        self._scroll.verticalScrollBar().setValue(0)
        self.reload()

    def reload(self) -> None:
        """Read the form again; an answer that comes after another question is dropped."""
        item_id = self._item_id
        if item_id is None:
            return
        self._asked += 1
        asked = self._asked

        def show(form: ReportForm) -> None:
            if asked == self._asked:
                self._show(form)

        self._commands.read_form(item_id, show)

    def flush(self) -> None:
        """Commit what was typed."""
        take_typed(self.view)
        self.view.fields.flush()

    def focus_progress(self) -> None:
        """Typing goes on in 本周进展, at its end."""
        from PySide6.QtGui import QTextCursor

        self.view.progress.setFocus(Qt.FocusReason.OtherFocusReason)
        self.view.progress.moveCursor(QTextCursor.MoveOperation.End)

    def set_ends(self, *, first: bool, last: bool) -> None:
        """Whether there is an item before and after."""
        self.previous.setEnabled(not first)
        self.next.setEnabled(not last)

    def mark_no_news(self, item_ids: tuple[str, ...], *, on: bool = True) -> None:
        """本周无新进展 for these items as one command."""
        self.flush()
        self._commands.mark_no_news(item_ids, on=on)

    def _show(self, form: ReportForm) -> None:
        self._form = form
        context = self._commands.context
        self.view.show_form(form, own=context.unit.id == context.settings.unit.id)
        self.view.show_attachments(form.row.id, context.unit.id, context.week)
        if self.view.progress.draft.unsaved:
            self._offer()
        count, weeks = len(form.standing.deliverables), form.weeks_of_history
        self._facts.setText(
            words.DOT.join(
                (words.FOOT_DELIVERABLES.format(count=count), words.FOOT_HISTORY.format(weeks=weeks))
            )
        )
        self._still.stop()
        self._scroll.setUpdatesEnabled(True)

    def _wait_openly(self) -> None:
        if self._form is None:
            self.view.show_waiting()
        self._scroll.setUpdatesEnabled(True)

    def _build(self) -> None:
        self._stack = QStackedLayout(self)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        self.view.setMaximumWidth(current.px(_WIDEST))
        row.addWidget(self.view, 1)
        row.addStretch(0)
        self._scroll.setWidget(holder)
        column.addWidget(self._scroll, 1)
        column.addWidget(Line())
        self.foot = self._foot()
        column.addWidget(self.foot)
        self._stack.addWidget(shown)
        self._stack.addWidget(EmptyState(words.CHOOSE_TITLE, words.CHOOSE_TEXT))
        self._stack.setCurrentIndex(1)

    def _foot(self) -> QWidget:
        foot = QFrame()
        foot.setObjectName("weekFoot")
        whole = QHBoxLayout(foot)
        whole.setContentsMargins(0, 0, 0, 0)
        under_form = QWidget()
        under_form.setMaximumWidth(current.px(_WIDEST))
        whole.addWidget(under_form, 1)
        whole.addStretch(0)
        row = QHBoxLayout(under_form)
        row.setContentsMargins(22, 8, 22, 10)
        row.setSpacing(8)
        self._facts = label("", "second")
        row.addWidget(self._facts)
        source = Button(words.FOOT_SOURCE, kind="link")
        source.clicked.connect(self._source)
        row.addWidget(source)
        row.addStretch(1)
        self.previous = Button(words.PREVIOUS)
        self.previous.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.next = Button(words.NEXT)
        self.next.clicked.connect(lambda: self.step_wanted.emit(1))
        row.addWidget(self.previous)
        row.addWidget(self.next)
        return foot

    def _connect(self) -> None:
        view = self.view
        view.no_news.connect(self._no_news)
        view.level_chosen.connect(self._level)
        view.conflict_asked.connect(self.conflict_asked)
        view.checklist.marked.connect(self._commands.mark_plan)
        view.offers.taken.connect(self._take)
        view.deliverables.touched.connect(self._touch)
        view.standing.override.connect(self._override)
        view.progress.textChanged.connect(self._typed.start)
        view.fields.typing.connect(lambda: self.typing.emit(self._item_id))
        view.fields.committed.connect(lambda: self.typing.emit(None))

    def _source(self) -> None:
        if self._item_id is not None:
            self.source_wanted.emit(self._item_id)

    def _no_news(self, on: bool) -> None:
        if self._form is not None:
            self.mark_no_news((self._form.row.id,), on=on)

    def _level(self, level: RequestLevel) -> None:
        if self._form is not None:
            self.view.request.flush()
            self._commands.set_level(self._form.row.id, level)

    def _offer(self) -> None:
        """Offer the numbers of what is being typed: whoever goes on by Ctrl+Enter never leaves the field."""
        if self._form is not None and not self._form.supporting:
            text = self.view.progress.toPlainText()
            self.view.offers.show_offers(offers_in(text, self._form.standing))

    def _take(self, offer: Offer) -> None:
        self._commands.set_value(offer.deliverable_id, "value", offer.value)

    def _touch(self, standing: DeliverableStanding, word: str, value: object) -> None:
        self._commands.set_value(standing.deliverable.id, word, value)

    def _override(self, percent: Decimal | None, reason: str) -> None:
        if self._form is not None:
            self._commands.override(self._form.row.id, percent, reason)
