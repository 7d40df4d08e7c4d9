"""争取事项, the view: the table with its sums, one appeal at the right; it joins them to the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from shengsi_desktop.domain.appeals import AppealRow
from shengsi_desktop.rhythm.appeals import stage_at
from shengsi_desktop.ui.dialogs.opening import open_alone
from shengsi_desktop.ui.page import as_of
from shengsi_desktop.ui.pages.indicators.appeals import words
from shengsi_desktop.ui.pages.indicators.appeals.commands import AppealCommands, Shown
from shengsi_desktop.ui.pages.indicators.appeals.detail import AppealDetail
from shengsi_desktop.ui.pages.indicators.appeals.filters import AppealFilters, AppealTools, StageSums
from shengsi_desktop.ui.pages.indicators.appeals.table_model import AppealTable
from shengsi_desktop.ui.pages.indicators.appeals.table_view import AppealView
from shengsi_desktop.ui.pages.indicators.lists.view import ItemsView, Room, panel_column
from shengsi_desktop.ui.pages.indicators.lists.words import TAKE_BACK
from shengsi_desktop.ui.widgets.containers import EmptyState, Line
from shengsi_desktop.ui.widgets.typed_words import take_typed

if TYPE_CHECKING:
    from shengsi_desktop.domain.appeals import AppealOffer, AppealStage, ChosenOffer
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.ui.dialogs.storing import StoringDialog
    from shengsi_desktop.ui.page import PageContext


class AppealsView(ItemsView[AppealRow, Shown]):
    """What is asked of the levels above; one of them with its stages, contacts, source and facts."""

    shown_of = frozenset({
        "item", "list_entry", "appeal", "appeal_contact", "deliverable", "deliverable_value", "assignment",
        "light_rule", "report", "plan", "unit", "task", "group_choice", "group_member", "unit_group",
        "stoppage", "stoppage_item",
    })  # fmt: skip
    room = Room(0.58, 400, 380)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands: AppealCommands | None = None
        #: the plan's text
        self._plan = ""
        self.tools = AppealTools()
        self.filters = AppealFilters()
        self.table = AppealTable()
        self.table.setParent(self)
        self.view = AppealView(self.table)
        self.sums = StageSums()
        self.detail = AppealDetail()
        self._build()
        self._listen()
        self.setFocusProxy(self.view)

    def show_week(self, context: PageContext) -> None:
        """Show the appeals as of the week, as the unit sees them."""
        take_typed(self.detail)
        if self._commands is None:
            self._commands = AppealCommands(context, self, self._show_current)
        self.detail.memory = self.detail.contacts.memory = context.memory
        self.detail.contacts.waiting.use(context.memory)
        self._read_again(context)

    def next_item(self) -> None:
        """The appeal below becomes the current one."""
        self.view.step(1)

    @property
    def current_id(self) -> str | None:
        """The id of the appeal chosen."""
        return self.view.current_id

    def ask_new(self) -> None:
        """新增争取事项."""
        if self._commands is None:
            return
        from shengsi_desktop.ui.pages.indicators.appeals.add_dialog import AddAppealDialog

        self._open_dialog(AddAppealDialog(self._commands.context.unit.name, self))

    def ask_offers(self) -> None:
        """从行动方案挑选."""
        if self._commands is not None:
            self._commands.read_offers(self._show_offers)

    def _beside(self) -> int:
        return self.detail.minimumWidth()

    def _build(self) -> None:
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
        self._lay_out(
            panel_column(self.filters, Line(), self._lists, Line(), self.sums, tall=self._lists),
            EmptyState(words.EMPTY_TITLE, words.EMPTY_HINT, action=words.OFFERS, on_action=self.ask_offers),
            EmptyState(words.CHOOSE_TITLE, words.CHOOSE_HINT),
            "panel",
            [],
        )
        self._right.addWidget(self.detail)

    def _listen(self) -> None:
        self.tools.add_asked.connect(self.ask_new)
        self.tools.offers_asked.connect(self.ask_offers)
        self.filters.changed.connect(self._show_rows)
        self.view.chosen.connect(lambda _id: self._show_current())
        detail = self.detail
        detail.report_asked.connect(self._open_report)
        detail.source_asked.connect(lambda item_id: self.open_requested.emit("tasks", item_id))
        detail.drop_asked.connect(self._drop)
        detail.edited.connect(self._edit)
        detail.stage_chosen.connect(self._set_stage)
        detail.refused.connect(self._tell)
        detail.left_untaken.connect(self._tell_left)
        detail.contacts.added.connect(self._add_contact)
        detail.contacts.edited.connect(self._edit_contact)
        detail.contacts.drop_asked.connect(self._drop_contact)

    def _taken(self, read: Shown) -> None:
        self._rows, self._plan = read
        self._show_rows()

    def _show_rows(self) -> None:
        if self._commands is None:
            return
        rows = self._rows
        wanted = next((one for one in rows if one.item.id == self._wanted), None)
        if wanted is not None and not self.filters.accepts(wanted):
            self._wanted, target = "", self._wanted
            self.filters.clear(everything=not wanted.item.ours)
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
            today = as_of(context)
            self.detail.show_row(row, self._plan, today, context.settings.plan_year)

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
                words.CONTACT_DROPPED.format(day=day), [(TAKE_BACK, commands.undo_drop_contact)]
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
