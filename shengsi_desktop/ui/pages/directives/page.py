"""交办事项, the page: filters and list at the left, the chosen directive or several at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.directive_texts import may_be_urged
from shengsi_desktop.ui.pages.directives import words
from shengsi_desktop.ui.pages.directives.commands import DirectiveCommands
from shengsi_desktop.ui.pages.directives.detail import DirectiveDetail
from shengsi_desktop.ui.pages.directives.filter_bar import DirectiveFilters
from shengsi_desktop.ui.pages.directives.list_model import DirectiveModel
from shengsi_desktop.ui.pages.directives.list_view import DirectiveListView
from shengsi_desktop.ui.pages.directives.several import SeveralPane
from shengsi_desktop.ui.pages.directives.slip_out import SlipExport
from shengsi_desktop.ui.pages.directives.step_dialog import StepDialog
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.containers import EmptyState, Line
from shengsi_desktop.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.directives import Directive, StepKind, UnitMessage
    from shengsi_desktop.domain.item_detail import CoordinationRequest
    from shengsi_desktop.domain.units import Unit
    from shengsi_desktop.ui.page import PageContext
    from shengsi_desktop.ui.pages.directives.add_dialog import AddDirectiveDialog
    from shengsi_desktop.ui.pages.directives.commands import Shown

#: several changes in a row are read once (ms)
_TOGETHER = 30
_PANE_SHARE = 0.42
_PANE_WIDTHS = (340, 520)
_OURS = frozenset({"directive", "directive_step", "meeting", "item", "unit", "coordination_request"})


class DirectivesPage(QWidget):
    """Every directive of the unit, by state, source, unit and words; one of them whole, or texts for several."""

    page_name = "交办事项"
    open_requested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands: DirectiveCommands | None = None
        self._directives: tuple[Directive, ...] = ()
        self._units: tuple[Unit, ...] = ()
        self._requests: tuple[CoordinationRequest, ...] = ()
        self._asked = self._asked_texts = 0
        self._wanted = ""
        self._shared_by_hand = False
        self._together = QTimer(self)
        self._together.setSingleShot(True)
        self._together.setInterval(_TOGETHER)
        self._together.timeout.connect(self._load)
        self.filters = DirectiveFilters()
        self.model = DirectiveModel()
        self.view = DirectiveListView(self.model)
        self.detail = DirectiveDetail()
        self.several = SeveralPane()
        self.messages = MessageBar()
        self._build()
        self.slips = SlipExport(self.messages, self)
        self._listen()
        self.setFocusProxy(self.view)

    def show_week(self, context: PageContext) -> None:
        """All weeks' directives of the unit; the week says whose, and where a new one belongs."""
        self.detail.let_go()
        if self._commands is None:
            self._commands = DirectiveCommands(context, self)
        self._commands.context = context
        county = context.settings.county
        if county and not self.detail.county:
            self.several.prefer_urging()
        self.detail.county = county
        self.detail.memory = context.memory
        self._together.stop()
        self._load()

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Read again what is shown of it."""
        if self._commands is not None and any(key.entity in _OURS for key in changed):
            self._together.start()

    def open_target(self, target: str) -> None:
        """Show the directive with that id, whatever the filters."""
        self._wanted = target
        if self._directives:
            self._show()

    def next_item(self) -> None:
        """The directive below."""
        self.view.step(1)

    def choose_filter(self, key: str) -> None:
        """Show only those of a state («open», «overdue» … «all»)."""
        self.filters.choose(key)

    def ask_step(self, kind: StepKind) -> None:
        """Ask for one step of the directive shown."""
        one, commands = self.detail.directive, self._commands
        if one is None or commands is None:
            return
        self.detail.let_go()
        dialog = StepDialog(kind, one, commands.today, commands.context.settings.person, self)
        dialog.saved.connect(lambda given: commands.step(one.id, kind, given, dialog))
        self._open(dialog)

    def ask_new(self) -> None:
        """新增."""
        commands = self._commands
        if commands is None:
            return
        from shengsi_desktop.ui.pages.directives.add_dialog import AddDirectiveDialog

        week = commands.context.week.label
        dialog = AddDirectiveDialog(self._units, self._requests, week, commands.today, self)
        dialog.saved.connect(lambda typed: commands.add(typed, dialog, self._added))
        self._open(dialog)

    def ask_join(self) -> None:
        """Which directive the one shown is the double of."""
        one, commands = self.detail.directive, self._commands
        if one is None or commands is None:
            return
        from shengsi_desktop.ui.dialogs.join_doubles import JoinDialog

        self.detail.let_go()
        dialog = JoinDialog.ask(self, commands.context.operations, "directive", one.id, one.what)
        dialog.joined.connect(self.open_target)

    def copy(self, kind: StepKind) -> None:
        """Copy a text about the directive shown, and note that it went out."""
        one, commands = self.detail.directive, self._commands
        if one is not None and commands is not None:
            commands.messages([one.id], kind, lambda found: self._copy(found, kind))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out, until the user has done so."""
        super().resizeEvent(event)
        if not self._shared_by_hand:
            least, most = (current.px(width) for width in _PANE_WIDTHS)
            pane = min(max(int(self.width() * _PANE_SHARE), least), most)
            self._splitter.setSizes([self.width() - pane, pane])

    def keyPressEvent(self, event: Any) -> None:
        """1…8 choose a filter."""
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < len(words.FILTERS) and not event.modifiers():
            self.choose_filter(words.FILTERS[number][0])
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        left = QWidget()
        left.setProperty("kind", "panel")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        left.setMinimumWidth(current.px(300))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(Line())
        self._lists = QStackedWidget()
        self._lists.addWidget(self.view)
        self.nothing = EmptyState("", "", action=words.CLEAR, on_action=lambda: self.filters.clear("all"))
        self._lists.addWidget(self.nothing)
        column.addWidget(self._lists, 1)
        self._right = QStackedWidget()
        for part in (EmptyState(words.CHOOSE, words.CHOOSE_HINT), self.detail, self.several):
            self._right.addWidget(part)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(left)
        self._splitter.addWidget(self._right)
        self._splitter.splitterMoved.connect(self._moved)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._splitter)
        self.messages.float_over(self._splitter)

    def _listen(self) -> None:
        self.filters.changed.connect(self._show)
        self.filters.add_asked.connect(self.ask_new)
        self.view.choice_changed.connect(self._show_chosen)
        detail, several = self.detail, self.several
        detail.edited.connect(self._edit)
        detail.open_requested.connect(self.open_requested)
        detail.left_untaken.connect(self._tell_untaken)
        detail.join_asked.connect(self.ask_join)
        detail.deeds.step_asked.connect(self.ask_step)
        detail.deeds.copy_asked.connect(self.copy)
        detail.deeds.slip_asked.connect(self._ask_slips)
        several.kind_changed.connect(self._read_texts)
        several.copy_asked.connect(self._copy)
        several.slip_asked.connect(self._ask_slips)

    def _moved(self, _place: int, _handle: int) -> None:
        self._shared_by_hand = True

    def _load(self) -> None:
        if self._commands is None:
            return
        self._asked += 1
        asked = self._asked

        def show(shown: Shown) -> None:
            if asked == self._asked:
                self._directives, self._units, self._requests = shown
                self.filters.offer(shown.directives)
                self.detail.offer_units(shown.units)
                self._show()

        self._commands.read(show)

    def _show(self) -> None:
        wanted = next((one for one in self._directives if one.id == self._wanted), None)
        choice = self.filters.choice
        if wanted is not None and wanted not in choice.listed(self._directives):
            self.filters.clear("all")  # which comes back here
            return
        shown = choice.listed(self._directives)
        self.filters.count(self._directives, len(shown))
        self._lists.setCurrentIndex(0 if shown else 1)
        if not shown:
            title = words.NOTHING_FOUND if choice.narrows else words.NOTHING[choice.state]
            self.nothing.say(title, "" if self._directives else words.NOTHING_HINT)
            self.nothing.button.setVisible(bool(self._directives))
        self.view.show_directives(shown, self._year)
        if wanted is not None:
            self._wanted = ""
            self.view.choose(wanted.id)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _year(self) -> int:
        return self._commands.today.year if self._commands is not None else 0

    def _show_chosen(self) -> None:
        chosen = self.view.chosen
        if len(chosen) == 1:
            self.detail.show_directive(chosen[0], self._year)
        elif chosen:
            self.detail.let_go()
            self.several.show_count(len(chosen))
            county = self.detail.county
            self.several.offer_urging(offered=all(may_be_urged(one, county=county) for one in chosen))
            self._read_texts()
        self._right.setCurrentIndex(min(len(chosen), 2))

    def _read_texts(self) -> None:
        ids = [one.id for one in self.view.chosen]
        if self._commands is None or not ids:
            return
        self._asked_texts += 1
        asked = self._asked_texts

        def show(found: tuple[UnitMessage, ...]) -> None:
            if asked == self._asked_texts:
                self.several.show_messages(found)

        def failed(problem: BaseException) -> None:
            show(())
            if not isinstance(problem, Refusal) and self._commands is not None:
                self._commands.context.operations.tell(problem)

        self._commands.messages(ids, self.several.kind, show, failed)

    def _copy(self, found: Sequence[UnitMessage], kind: StepKind) -> None:
        if not found or self._commands is None:
            return
        QGuiApplication.clipboard().setText("\n\n".join(one.text for one in found))
        said = words.COPIED if len(found) == 1 else words.COPIED_SEVERAL
        self.messages.say(said.format(name=found[0].addressee, count=len(found), kind=kind.label))
        self._commands.note_urging([one for message in found for one in message.ids], kind)

    def _ask_slips(self) -> None:
        ids = [one.id for one in self.view.chosen]
        if ids and self._commands is not None:
            self.detail.let_go()
            self.slips.ask(self._commands, ids)

    def _edit(self, directive_id: str, field: str, said: str) -> None:
        commands = self._commands
        if commands is None:
            return

        def failed(problem: BaseException) -> None:
            commands.context.operations.tell(problem)
            self.detail.put_back(directive_id, field, said)

        commands.edit(directive_id, field, said, failed)

    def _tell_untaken(self, said: str) -> None:
        if self._commands is not None:
            self._commands.context.operations.tell(Refusal(words.LEFT_UNTAKEN.format(text=said[:20])))

    def _added(self, changed: frozenset[FieldKey]) -> None:
        self._wanted = next((key.entity_id for key in changed if key.entity == "directive"), "")

    def _open(self, dialog: StepDialog | AddDirectiveDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
