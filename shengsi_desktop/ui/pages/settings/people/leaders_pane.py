"""县领导: name, post, 主要领导, units and items of the one chosen. Tells what was changed, keeps nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.ui.pages.settings.people import words
from shengsi_desktop.ui.pages.settings.people.paste_dialog import shared_words
from shengsi_desktop.ui.pages.settings.people.settled_line import SettledLine, set_right
from shengsi_desktop.ui.pages.settings.people.side_list import SideList
from shengsi_desktop.ui.pages.settings.people.tag_picker import TagPicker
from shengsi_desktop.ui.pages.settings.room import MARGINS
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.containers import EmptyState
from shengsi_desktop.ui.widgets.text import label
from shengsi_desktop.ui.widgets.typed_words import take_typed
from shengsi_desktop.ui.widgets.waiting_words import put_open_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QSettings

    from shengsi_desktop.domain.people import CountyLeader, PeopleSetting


class LeadersPane(QWidget):
    """The list at the left, the form at the right."""

    #: (the service's function, its arguments, its keywords)
    asked = Signal(str, object, object)
    #: something to know about what was done
    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setting: PeopleSetting | None = None
        self._shown = ""
        #: where words being typed outlive the program
        self.memory: QSettings | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.side = SideList(words.ADD_LEADER, "leaders")
        row.addWidget(self.side)
        right = QWidget()
        row.addWidget(right, 1)
        self._stack = QStackedLayout(right)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(self._form())
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(EmptyState(words.NOBODY_TITLE, words.NOBODY_HINT))
        self.side.chosen.connect(lambda _id: self._show_leader())
        self.side.added.connect(lambda name: self.asked.emit("add_leader", (name,), {}))
        self.side.moved.connect(lambda one, place: self.asked.emit("move_leader", (one, place), {}))
        self.side.removed.connect(lambda one: self.asked.emit("remove_leader", (one,), {}))

    def show_setting(self, setting: PeopleSetting) -> None:
        """Show who there is."""
        self._setting = setting
        self.units.offer([(one, name, name, f"{name} {initials}") for one, name, initials in setting.units])
        self.items.offer(items_offered(setting))
        self.side.show_entries([(one.id, one.name, _below(one, setting)) for one in setting.leaders])
        self._stack.setCurrentIndex(0 if setting.leaders else 1)
        self._show_leader()

    def use(self, memory: QSettings | None) -> None:
        """Words typed and not stored are kept there."""
        self.memory = memory
        self.side.use(memory)

    def not_written(self, leader_id: str, fields: Mapping[str, object], *, keep: bool) -> None:
        """A change was refused; with `keep` its words stay, to be tried again. The other fields stay as they are."""
        stored = self._leader(leader_id)
        if stored is not None and self._shown == leader_id:
            set_right(self._lines(), stored, fields, keep=keep)
        elif keep:
            for field, said in fields.items():
                put_open_words(self.memory, f"leader|{leader_id}|{field}", str(said))
        self._show_leader()

    def _leader(self, leader_id: str) -> CountyLeader | None:
        held = self._setting.leaders if self._setting else ()
        return next((one for one in held if one.id == leader_id), None)

    def _form(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(14)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.name = SettledLine(words.NAME)
        self.post = SettledLine(words.POST)
        for line in (self.name, self.post):
            line.setMaximumWidth(current.px(320))
        self.name.edited.connect(lambda text: self._edit(name=text))
        self.post.edited.connect(lambda text: self._edit(post=text))
        form.addRow(label(words.NAME), self.name)
        form.addRow(label(words.POST), self.post)
        column.addLayout(form)
        self.principal = QCheckBox(words.PRINCIPAL)
        self.principal.clicked.connect(lambda on: self._edit(principal=on))
        column.addWidget(self.principal)
        self.units = TagPicker(words.UNITS, words.UNITS_HINT)
        self.units.changed.connect(self._set_units)
        column.addWidget(self.units)
        self.items = TagPicker(words.ITEMS, words.ITEMS_HINT, words.ITEMS_TIP)
        self.items.changed.connect(lambda ids: self._ask("set_leader_items", ids))
        column.addWidget(self.items)
        self.count = label("", "second", wrap=True)
        column.addWidget(self.count)
        column.addStretch(1)
        return holder

    def _show_leader(self) -> None:
        setting, leader = self._setting, self._leader(self.side.current_id)
        if leader is None or setting is None:
            self._shown = ""
            return
        other = leader.id != self._shown
        if other:
            # while the lines still know whose words they hold
            take_typed(self)
        self._shown = leader.id
        for field, line in self._lines().items():
            line.be_about(self.memory, f"leader|{leader.id}|{field}")
            line.show_text(str(getattr(leader, field)), other=other)
        self.principal.setChecked(leader.principal)
        self.units.show_ids(leader.units)
        self.items.show_ids(leader.items)
        if other:
            self.units.clear_line()
            self.items.clear_line()
        self.count.setText(words.COUNT.format(count=setting.count_of(leader.id)))

    def _lines(self) -> dict[str, SettledLine]:
        return {"name": self.name, "post": self.post}

    def _edit(self, **fields: object) -> None:
        if self._shown:
            self.asked.emit("edit_leader", (self._shown,), fields)

    def _set_units(self, ids: tuple[str, ...]) -> None:
        """Two leaders may have one unit; that they do is said."""
        before = self.units.ids
        self._ask("set_leader_units", ids)
        setting = self._setting
        if setting is None or not self._shown:
            return
        said = [
            shared_words(setting.unit_names((one,))[0], others)
            for one in ids
            if one not in before and (others := setting.others_with(one, self._shown))
        ]
        if said:
            self.told.emit(words.SHARED_ALL.format(said="；".join(said)))

    def _ask(self, what: str, ids: object) -> None:
        if self._shown:
            self.asked.emit(what, (self._shown, ids), {})


def items_offered(setting: PeopleSetting) -> list[tuple[str, str, str, str]]:
    """Items as a picker offers them: by number, words and lead."""
    return [
        (one.id, f"{one.number} {one.title}", one.number, f"{one.number} {one.title} {one.lead}")
        for one in setting.items
    ]


def _below(leader: CountyLeader, setting: PeopleSetting) -> str:
    said = [leader.post] if leader.post else []
    count = setting.count_of(leader.id)
    said.append("主要领导" if leader.principal else f"{count}项")
    return " · ".join(said)
