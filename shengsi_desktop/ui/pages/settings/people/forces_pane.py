"""工作专班: name, head, deputies, leader, office, member units and items of the one chosen. Keeps nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.ui.pages.settings.people import words
from shengsi_desktop.ui.pages.settings.people.leaders_pane import items_offered
from shengsi_desktop.ui.pages.settings.people.settled_line import SettledLine, set_right
from shengsi_desktop.ui.pages.settings.people.side_list import SideList
from shengsi_desktop.ui.pages.settings.people.tag_picker import TagPicker
from shengsi_desktop.ui.pages.settings.room import MARGINS
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.choice import Choice
from shengsi_desktop.ui.widgets.containers import EmptyState
from shengsi_desktop.ui.widgets.text import label
from shengsi_desktop.ui.widgets.typed_words import take_typed
from shengsi_desktop.ui.widgets.waiting_words import put_open_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QSettings

    from shengsi_desktop.domain.people import PeopleSetting, TaskForce

_LINES = (
    ("name", words.FORCE_NAME),
    ("head", words.HEAD),
    ("deputies", words.DEPUTIES),
    ("remark", words.REMARK),
)


class ForcesPane(QWidget):
    """The list at the left, the form at the right."""

    #: (the service's function, its arguments, its keywords)
    asked = Signal(str, object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setting: PeopleSetting | None = None
        self._shown = ""
        #: where words being typed outlive the program
        self.memory: QSettings | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.side = SideList(words.ADD_FORCE, "forces")
        row.addWidget(self.side)
        right = QWidget()
        row.addWidget(right, 1)
        self._stack = QStackedLayout(right)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self._form())
        self._stack.addWidget(scroll)
        self._stack.addWidget(EmptyState(words.NO_FORCE_TITLE, words.NO_FORCE_HINT))
        self.side.chosen.connect(lambda _id: self._show_force())
        self.side.added.connect(lambda name: self.asked.emit("add_task_force", (name,), {}))
        self.side.moved.connect(lambda one, place: self.asked.emit("move_task_force", (one, place), {}))
        self.side.removed.connect(lambda one: self.asked.emit("remove_task_force", (one,), {}))

    def show_setting(self, setting: PeopleSetting) -> None:
        """Show which there are."""
        self._setting = setting
        self.units.offer([(one, name, name, f"{name} {initials}") for one, name, initials in setting.units])
        self.items.offer(items_offered(setting))
        _fill(self.leader, [(one.id, one.shown) for one in setting.leaders])
        _fill(self.office, [(one, name) for one, name, _ in setting.units])
        self.side.show_entries([(one.id, one.name, "") for one in setting.task_forces])
        self._stack.setCurrentIndex(0 if setting.task_forces else 1)
        self._show_force()

    def use(self, memory: QSettings | None) -> None:
        """Words typed and not stored are kept there."""
        self.memory = memory
        self.side.use(memory)

    def not_written(self, force_id: str, fields: Mapping[str, object], *, keep: bool) -> None:
        """A change was refused; with `keep` its words stay, to be tried again. The other fields stay as they are."""
        stored = self._force(force_id)
        if stored is not None and self._shown == force_id:
            set_right(self.lines, stored, fields, keep=keep)
        elif keep:
            for field, said in fields.items():
                put_open_words(self.memory, f"force|{force_id}|{field}", str(said))
        self._show_force()

    def _force(self, force_id: str) -> TaskForce | None:
        held = self._setting.task_forces if self._setting else ()
        return next((one for one in held if one.id == force_id), None)

    def _form(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(14)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.lines: dict[str, SettledLine] = {}
        for field, word in _LINES:
            line = self.lines[field] = SettledLine(word)
            line.setMaximumWidth(current.px(420))
            line.edited.connect(lambda text, field=field: self._edit(**{field: text}))
            form.addRow(label(word), line)
        self.leader = Choice(width=260)
        self.leader.activated.connect(lambda _at: self._edit(leader_id=self.leader.currentData()))
        self.office = Choice(width=260)
        self.office.activated.connect(lambda _at: self._edit(unit_id=self.office.currentData()))
        form.addRow(label(words.FORCE_LEADER), self.leader)
        form.addRow(label(words.OFFICE), self.office)
        column.addLayout(form)
        self.units = TagPicker(words.FORCE_UNITS, words.UNITS_HINT)
        self.units.changed.connect(lambda ids: self._ask("set_task_force_units", ids))
        column.addWidget(self.units)
        self.items = TagPicker(words.FORCE_ITEMS, words.ITEMS_HINT)
        self.items.changed.connect(lambda ids: self._ask("set_task_force_items", ids))
        column.addWidget(self.items)
        column.addStretch(1)
        return holder

    def _show_force(self) -> None:
        force = self._force(self.side.current_id)
        if force is None:
            self._shown = ""
            return
        other = force.id != self._shown
        if other:
            # while the lines still know whose words they hold
            take_typed(self)
        self._shown = force.id
        for field, line in self.lines.items():
            line.be_about(self.memory, f"force|{force.id}|{field}")
            line.show_text(str(getattr(force, field)), other=other)
        for choice, value in ((self.leader, force.leader_id), (self.office, force.unit_id)):
            choice.setCurrentIndex(max(choice.findData(value or ""), 0))
        self.units.show_ids(force.units)
        self.items.show_ids(force.items)
        if other:
            self.units.clear_line()
            self.items.clear_line()

    def _edit(self, **fields: object) -> None:
        if self._shown:
            self.asked.emit("edit_task_force", (self._shown,), fields)

    def _ask(self, what: str, ids: object) -> None:
        if self._shown:
            self.asked.emit(what, (self._shown, ids), {})


def _fill(choice: Choice, things: Sequence[tuple[str, str]]) -> None:
    choice.blockSignals(True)
    choice.clear()
    choice.addItem(words.NO_ONE, "")
    for one, name in things:
        choice.addItem(name, one)
    choice.blockSignals(False)
