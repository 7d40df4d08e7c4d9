"""争取事项, the view: the table with its sums, one appeal at the right; it joins them to the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import Role
from shengsi_desktop.rhythm.appeals import stage_at
from shengsi_desktop.ui.clock import local_now
from shengsi_desktop.ui.dialogs.opening import open_alone
from shengsi_desktop.ui.page import as_of
from shengsi_desktop.ui.pages.indicators.appeals import words
from shengsi_desktop.ui.pages.indicators.appeals.commands import AppealCommands, Shown
from shengsi_desktop.ui.pages.indicators.appeals.detail import AppealDetail
from shengsi_desktop.ui.pages.indicators.appeals.filters import AppealFilters, AppealTools, StageSums
from shengsi_desktop.ui.pages.indicators.appeals.table_model import AppealTable
from shengsi_desktop.ui.pages.indicators.appeals.table_view import AppealView
from shengsi_desktop.ui.pages.indicators.projects.words import LEFT_UNTAKEN
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.containers import EmptyState, Line
from shengsi_desktop.ui.widgets.message_bar import MessageBar
from shengsi_desktop.ui.widgets.typed_words import take_typed

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from shengsi_desktop.domain.appeals import AppealOffer, AppealRow, AppealStage, ChosenOffer
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.ui.dialogs.storing import StoringDialog
    from shengsi_desktop.ui.page import PageContext

#: several changes in a row are read once (ms)
_TOGETHER = 30
_LIST_SHARE = 0.58
_LIST_LEAST, _DETAIL_LEAST = 400, 380
_OURS = frozenset({
    "item", "list_entry", "appeal", "appeal_contact", "deliverable", "deliverable_value", "assignment", "light_rule",
    "report", "plan", "unit", "task", "group_choice", "group_member", "unit_group", "stoppage", "stoppage_item",
})  # fmt: skip


class AppealsView(QWidget):
    """What is asked of the levels above; one of them with its stages, contacts, source and facts."""

    #: (page key, target id)
    open_requested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands: AppealCommands | None = None
        self._shown = Shown((), "")
        self._asked = 0
        self._wanted = ""
        self._shared_by_hand = False
        self._together = QTimer(self)
        self._together.setSingleShot(True)
        self._together.setInterval(_TOGETHER)
        self._together.timeout.connect(self._load)
        self.tools = AppealTools()
        self.filters = AppealFilters()
        self.table = AppealTable()
        self.table.setParent(self)
        self.view = AppealView(self.table)
        self.sums = StageSums()
        self.detail = AppealDetail()
        self.messages = MessageBar()
        self._build()
        self._listen()
        self.setFocusProxy(self.view)

    def show_week(self, context: PageContext) -> None:
        """Show the appeals as of the week, as the unit sees them."""
        take_typed(self.detail)
        if self._commands is None:
            self._commands = AppealCommands(context, self, self._show_current)
        self._commands.context = context
        self.detail.memory = self.detail.contacts.memory = context.memory
        self.detail.contacts.waiting.use(context.memory)
        self._together.stop()
        self._load()

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Read again what is shown of it."""
        if self._commands is not None and any(key.entity in _OURS for key in changed):
            self._together.start()

    def open_target(self, target: str) -> None:
        """Show the appeal with this item's id."""
        self._wanted = target
        self._show_rows()

    def next_item(self) -> None:
        """The appeal below becomes the current one."""
        self.view.step(1)

    @property
    def current_row(self) -> AppealRow | None:
        """The appeal shown."""
        return next((one for one in self._shown.rows if one.item.id == self.view.current_id), None)

    def ask_new(self) -> None:
        """新增争取事项."""
        if self._commands is None:
            return
        from shengsi_desktop.ui.pages.indicators.appeals.add_dialog import AddAppealDialog

        dialog = AddAppealDialog(self._commands.context.unit.name, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(lambda fields: self._add(fields, dialog))
        dialog.open()

    def ask_offers(self) -> None:
        """从行动方案挑选."""
        if self._commands is not None:
            self._commands.read_offers(self._show_offers)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out, until the user has done so."""
        super().resizeEvent(event)
        if not self._shared_by_hand:
            least, beside = current.px(_LIST_LEAST), current.px(_DETAIL_LEAST)
            beside = max(beside, self.detail.minimumWidth())
            left = max(min(int(self.width() * _LIST_SHARE), self.width() - beside), least)
            self._splitter.setSizes([left, self.width() - left])

    def _build(self) -> None:
        left = QWidget()
        left.setProperty("kind", "panel")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(Line())
        self._lists = QStackedWidget()
        self._lists.addWidget(self.view)
        self._lists.addWidget(
            EmptyState(
                words.NONE_TITLE,
                words.NONE_HINT,
                action=words.CLEAR,
                on_action=lambda: self.filters.clear(everything=True),
            )
        )
        column.addWidget(self._lists, 1)
        column.addWidget(Line())
        column.addWidget(self.sums)
        self._right = QStackedWidget()
        self._right.setProperty("kind", "panel")
        self._right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._right.addWidget(EmptyState(words.CHOOSE_TITLE, words.CHOOSE_HINT))
        self._right.addWidget(self.detail)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.splitterMoved.connect(self._moved)
        self._splitter.addWidget(left)
        self._splitter.addWidget(self._right)
        self._whole = QStackedWidget()
        self._whole.addWidget(self._splitter)
        self._whole.addWidget(
            EmptyState(words.EMPTY_TITLE, words.EMPTY_HINT, action=words.OFFERS, on_action=self.ask_offers)
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._whole, 1)
        self.messages.float_over(self._whole)

    def _listen(self) -> None:
        self.tools.add_asked.connect(self.ask_new)
        self.tools.offers_asked.connect(self.ask_offers)
        self.filters.changed.connect(self._show_rows)
        self.view.appeal_chosen.connect(lambda _id: self._show_current())
        detail = self.detail
        detail.report_asked.connect(self._open_report)
        detail.source_asked.connect(lambda item_id: self.open_requested.emit("tasks", item_id))
        detail.drop_asked.connect(self._drop)
        detail.edited.connect(self._edit)
        detail.stage_chosen.connect(self._set_stage)
        detail.refused.connect(self._tell)
        detail.left_untaken.connect(lambda said: self._tell(LEFT_UNTAKEN.format(text=said[:20])))
        detail.contacts.added.connect(self._add_contact)
        detail.contacts.edited.connect(self._edit_contact)
        detail.contacts.drop_asked.connect(self._drop_contact)

    def _moved(self, _place: int, _handle: int) -> None:
        self._shared_by_hand = True

    def _tell(self, sentence: str) -> None:
        if self._commands is not None:
            self._commands.context.operations.tell(Refusal(sentence))

    def _load(self) -> None:
        if self._commands is None:
            return
        self._asked += 1
        asked = self._asked

        def show(shown: Shown) -> None:
            if asked == self._asked:
                self._shown = shown
                self._show_rows()

        self._commands.read(show)

    def _show_rows(self) -> None:
        if self._commands is None:
            return
        rows = self._shown.rows
        wanted = next((one for one in rows if one.item.id == self._wanted), None)
        if wanted is not None and not self.filters.accepts(wanted):
            self._wanted, target = "", self._wanted
            self.filters.clear(everything=wanted.item.role not in {Role.LEAD, Role.OWNER})
            self._wanted = target
        shown = self.filters.chosen(rows)
        self.view.show_appeals(shown, self._commands.context.settings.plan_year)
        if self._wanted and self.view.choose(self._wanted):
            self._wanted = ""
        self.filters.show_count(len(shown), len(rows))
        self.sums.show_rows(shown)
        self._whole.setCurrentIndex(0 if rows else 1)
        self._lists.setCurrentIndex(0 if shown else 1)
        self._show_current()

    def _show_current(self) -> None:
        row = self.current_row
        self._right.setCurrentIndex(1 if row is not None else 0)
        if row is not None and self._commands is not None:
            context = self._commands.context
            today = as_of(context, local_now().date())
            self.detail.show_row(row, self._shown.plan, today, context.settings.plan_year)

    def _edit(self, item_id: str, key: str, value: object, said: str) -> None:
        if self._commands is not None:
            self._commands.edit(item_id, lambda: self.detail.put_back(item_id, key, said), **{key: value})

    def _set_stage(self, item_id: str, reached: int) -> None:
        if self._commands is not None:
            self._commands.set_stage(item_id, stage_at(reached))

    def _add_contact(self, item_id: str, contact: Any, stage: AppealStage | None, typed: str) -> None:
        if self._commands is not None:
            self._commands.add_contact(
                item_id, contact, stage, lambda: self.detail.contacts.put_back(item_id, typed)
            )

    def _edit_contact(self, contact_id: str, contact: Any, typed: str) -> None:
        if self._commands is not None:
            self._commands.edit_contact(
                contact_id, contact, lambda: self.detail.contacts.put_line_back(contact_id, typed)
            )

    def _drop_contact(self, contact_id: str, day: str) -> None:
        commands = self._commands
        if commands is None:
            return

        def dropped(_changed: frozenset[FieldKey]) -> None:
            self.messages.say(
                words.CONTACT_DROPPED.format(day=day), [(words.TAKE_BACK, commands.undo_drop_contact)]
            )

        commands.drop_contact(contact_id, dropped)

    def _show_offers(self, offers: tuple[AppealOffer, ...]) -> None:
        from shengsi_desktop.ui.pages.indicators.appeals.offers_dialog import OffersDialog

        dialog = OffersDialog(offers, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(lambda chosen: self._take(chosen, dialog))
        open_alone(dialog)

    def _take(self, chosen: tuple[ChosenOffer, ...], dialog: StoringDialog) -> None:
        def added(_changed: frozenset[FieldKey]) -> None:
            self.messages.say(words.ADDED.format(count=len(chosen)))

        if self._commands is not None:
            self._commands.take_offers(chosen, added, dialog)

    def _add(self, fields: dict[str, Any], dialog: StoringDialog) -> None:
        def added(changed: frozenset[FieldKey]) -> None:
            self._wanted = next((key.entity_id for key in changed if key.entity == "item"), "")

        if self._commands is not None:
            self._commands.add(fields, added, dialog)

    def _drop(self) -> None:
        row, commands = self.current_row, self._commands
        if row is None or commands is None:
            return
        said = words.DROPPED.format(number=row.item.number, name=row.item.title)

        def dropped(_changed: frozenset[FieldKey]) -> None:
            self.messages.say(said, [(words.TAKE_BACK, commands.undo_drop)])

        commands.drop(row.item.id, dropped)

    def _open_report(self) -> None:
        if self.view.current_id:
            self.open_requested.emit("week", self.view.current_id)
