"""领导与专班, the view: county leaders and 工作专班, what the lists offer as a start, a pasted table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from shengsi_desktop.domain.problems import EnvironmentProblem, Refusal
from shengsi_desktop.ui.pages.settings.people import words
from shengsi_desktop.ui.pages.settings.people.forces_pane import ForcesPane
from shengsi_desktop.ui.pages.settings.people.leaders_pane import LeadersPane
from shengsi_desktop.ui.pages.settings.people.paste_dialog import PasteDialog
from shengsi_desktop.ui.pages.settings.room import MARGINS
from shengsi_desktop.ui.widgets.buttons import Button, Segmented
from shengsi_desktop.ui.widgets.containers import Line
from shengsi_desktop.ui.widgets.message_bar import MessageBar
from shengsi_desktop.ui.widgets.text import ElidedLabel, label

if TYPE_CHECKING:
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.people import PeopleSetting
    from shengsi_desktop.ui.page import PageContext

_MOST_NAMED = 6
_SHOWN = frozenset(
    {
        "county_leader",
        "leader_unit",
        "leader_item",
        "task_force",
        "task_force_unit",
        "task_force_item",
        "list_entry",
        "assignment",
        "unit",
        "item",
        "plan",
    }
)


class PeopleView(QWidget):
    """`open_target` takes «leaders», «forces» or the id of one of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: PageContext | None = None
        self.setting: PeopleSetting | None = None
        self._shown = "leaders"
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        left, top, right, _ = MARGINS
        head.setContentsMargins(left, top, right, 10)
        head.setSpacing(10)
        head.addWidget(label(words.TITLE, "title"))
        self.which: Segmented[str] = Segmented((("leaders", words.LEADERS), ("forces", words.FORCES)))
        self.which.chosen.connect(lambda key: self.show_part(key or self._shown))
        head.addWidget(self.which)
        self.offer = ElidedLabel("", "accent")
        head.addWidget(self.offer, 1)
        self.take = Button(words.TAKE)
        self.take.clicked.connect(self._take_written)
        head.addWidget(self.take)
        self.paste = Button(words.PASTE, tip=words.PASTE_TIP)
        self.paste.clicked.connect(self.open_paste)
        # the line keeps its height, so that nothing jumps where this has nothing to offer
        kept = self.paste.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.paste.setSizePolicy(kept)
        head.addWidget(self.paste)
        column.addLayout(head)
        column.addWidget(Line())
        self._stack = QStackedWidget()
        self.leaders = LeadersPane()
        self.forces = ForcesPane()
        for pane in (self.leaders, self.forces):
            self._stack.addWidget(pane)
            pane.asked.connect(self._act)
        column.addWidget(self._stack, 1)
        self.messages = MessageBar()
        self.messages.float_over(self._stack)
        self.leaders.told.connect(self.messages.say)
        self.show_part("leaders")
        self.setFocusProxy(self.leaders.side.list)

    def show_week(self, context: PageContext) -> None:
        """The same in every week."""
        self._context = context
        for pane in (self.leaders, self.forces):
            pane.use(context.memory)
        self._load()

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Load again where any of it changed."""
        if any(key.entity in _SHOWN for key in changed):
            self._load()

    def open_target(self, target: str) -> None:
        """A part, or one leader or 工作专班."""
        if target in ("leaders", "forces"):
            self.show_part(target)
            return
        for key, pane in (("leaders", self.leaders), ("forces", self.forces)):
            pane.side.choose(target)
            if pane.side.current_id == target:
                self.show_part(key)

    def show_part(self, key: str) -> None:
        """Leaders or 工作专班."""
        self._shown = key
        self.which.set_value(key)
        self._stack.setCurrentWidget(self.leaders if key == "leaders" else self.forces)
        self.paste.setVisible(key == "leaders")
        self._show_offer()

    def open_paste(self) -> PasteDialog | None:
        """Ask for a table to paste."""
        if self._context is None:
            return None
        dialog = PasteDialog(self._context.operations, self)
        dialog.open()
        return dialog

    def _load(self) -> None:
        if self._context is None:
            return

        def ask(store: Any) -> PeopleSetting:
            from shengsi_desktop.services import people

            return people.setting(store)

        self._context.operations.run(ask, self._show, owner=self)

    def _show(self, setting: PeopleSetting) -> None:
        self.setting = setting
        self.leaders.show_setting(setting)
        self.forces.show_setting(setting)
        self._show_offer()

    def _show_offer(self) -> None:
        setting = self.setting
        if setting is None:
            names: list[str] = []
        elif self._shown == "leaders":
            names = [one.name for one in setting.written]
        else:
            names = [one.name for one in setting.written_forces]
        shown = "、".join(names[:_MOST_NAMED])
        if len(names) > _MOST_NAMED:
            shown = words.MORE.format(names=shown, count=len(names))
        said = words.WRITTEN if self._shown == "leaders" else words.WRITTEN_FORCES
        self.offer.set_text(said.format(names=shown) if names else "")
        self.take.setVisible(bool(names))

    def _take_written(self) -> None:
        if self.setting is None:
            return
        if self._shown == "leaders":
            self._act("take_written", (self.setting.written,), {})
        else:
            self._act("take_written_forces", (self.setting.written_forces,), {})

    def _act(self, what: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> None:
        context = self._context
        if context is None:
            return

        def act(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services import people

            changed: frozenset[FieldKey] = getattr(people, what)(store, *arguments, **keywords)
            return changed

        def done(_changed: frozenset[FieldKey]) -> None:
            if what in ("add_leader", "add_task_force"):
                (self.leaders if what == "add_leader" else self.forces).side.added_well()

        def failed(problem: BaseException) -> None:
            context.operations.tell(problem)
            if what in ("edit_leader", "edit_task_force"):
                # what was refused does not stay on the screen as if it were kept; what the disk would not take does
                pane = self.leaders if what == "edit_leader" else self.forces
                refused = isinstance(problem, Refusal) and not isinstance(problem, EnvironmentProblem)
                pane.not_written(arguments[0], keywords, keep=not refused)

        context.operations.run(act, done, failed, owner=self)
