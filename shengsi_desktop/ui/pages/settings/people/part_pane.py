"""What the parts 县领导 and 工作专班 have alike: a list at the left, the form of the one chosen at the right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

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

from shengsi_desktop.domain.people import CountyLeader, TaskForce
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
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QSettings

    from shengsi_desktop.domain.people import PeopleSetting

OneT = TypeVar("OneT", CountyLeader, TaskForce)


@dataclass(frozen=True, slots=True)
class Part:
    """What tells one part from the other. `about` names whose words wait on this machine («leader|id|post»)."""

    #: the part's key: leaders, forces
    key: str
    about: str
    #: what the service calls one of them: edit_…, put_…_unit
    one: str
    #: (field, its word) of the lines, and how wide they get (px at 100 %)
    lines: tuple[tuple[str, str], ...]
    width: int
    add: str
    units: str
    units_hint: str
    items: str
    items_hint: str
    items_tip: str
    none_title: str
    none_hint: str


class PartPane(QWidget, Generic[OneT]):
    """The list at the left, the form at the right. Tells what was changed, keeps nothing itself."""

    #: (the service's function, its arguments, its keywords)
    asked = Signal(str, object, object)

    def __init__(self, part: Part, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part = part
        self._setting: PeopleSetting | None = None
        self._shown = ""
        #: where words being typed outlive the program
        self.memory: QSettings | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.side = SideList(part.add, part.key)
        row.addWidget(self.side)
        right = QWidget()
        row.addWidget(right, 1)
        self._stack = QStackedLayout(right)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self._form())
        self._stack.addWidget(scroll)
        self._stack.addWidget(EmptyState(part.none_title, part.none_hint))
        one = part.one
        self.side.chosen.connect(lambda _id: self._show_current())
        self.side.added.connect(lambda name: self.asked.emit(f"add_{one}", (name,), {}))
        self.side.moved.connect(lambda its, place: self.asked.emit(f"move_{one}", (its, place), {}))
        self.side.removed.connect(lambda its: self.asked.emit(f"remove_{one}", (its,), {}))

    def show_setting(self, setting: PeopleSetting) -> None:
        """Show which there are."""
        self._setting = setting
        self.units.offer([(one, name, name, f"{name} {initials}") for one, name, initials in setting.units])
        self.items.offer(_items_offered(setting))
        self._offer_more(setting)
        held = self._held(setting)
        self.side.show_entries([(one.id, one.name, self._below(one, setting)) for one in held])
        self._stack.setCurrentIndex(0 if held else 1)
        self._show_current()

    def use(self, memory: QSettings | None) -> None:
        """Words typed and not stored are kept there."""
        self.memory = memory
        self.side.use(memory)

    def not_written(self, one_id: str, fields: Mapping[str, object], *, keep: bool) -> None:
        """A change was refused; with `keep` its words stay, to be tried again. The other fields stay as they are."""
        stored = self._one(one_id)
        if stored is not None and self._shown == one_id:
            set_right(self.lines, stored, fields, keep=keep)
        elif keep:
            for field, said in fields.items():
                put_open_words(self.memory, self._about(one_id, field), str(said))
        self._show_current()

    def _held(self, setting: PeopleSetting) -> Sequence[OneT]:
        """All of them, in their order."""
        raise NotImplementedError

    def _below(self, one: OneT, setting: PeopleSetting) -> str:
        """What stands below the name in the list."""
        raise NotImplementedError

    def _add_more(self, form: QFormLayout, column: QVBoxLayout) -> None:
        """The fields between the lines and the units."""
        raise NotImplementedError

    def _add_last(self, column: QVBoxLayout) -> None:
        """What stands below the items."""

    def _offer_more(self, setting: PeopleSetting) -> None:
        """What the further fields offer."""

    def _show_more(self, one: OneT, setting: PeopleSetting) -> None:
        """What the further fields show."""
        raise NotImplementedError

    def _one(self, one_id: str) -> OneT | None:
        held = self._held(self._setting) if self._setting else ()
        return next((one for one in held if one.id == one_id), None)

    def _about(self, one_id: str, field: str) -> str:
        return f"{self._part.about}|{one_id}|{field}"

    def _form(self) -> QWidget:
        part = self._part
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(14)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.lines: dict[str, SettledLine] = {}
        for field, word in part.lines:
            line = self.lines[field] = SettledLine(word)
            line.setMaximumWidth(current.px(part.width))
            line.edited.connect(partial(self._edit_line, field))
            form.addRow(label(word), line)
        column.addLayout(form)
        self._add_more(form, column)
        self.units = TagPicker(part.units, part.units_hint)
        self.units.changed.connect(self._put_unit)
        column.addWidget(self.units)
        self.items = TagPicker(part.items, part.items_hint, part.items_tip)
        self.items.changed.connect(partial(self._put, f"put_{part.one}_item"))
        column.addWidget(self.items)
        self._add_last(column)
        column.addStretch(1)
        return holder

    def _show_current(self) -> None:
        setting, one = self._setting, self._one(self.side.current_id)
        if one is None or setting is None:
            self._shown = ""
            return
        other = one.id != self._shown
        if other:
            # while the lines still know whose words they hold
            take_typed(self)
        self._shown = one.id
        for field, line in self.lines.items():
            line.be_about(self.memory, self._about(one.id, field))
            line.show_text(str(getattr(one, field)), other=other)
        self._show_more(one, setting)
        self.units.show_ids(one.units)
        self.items.show_ids(one.items)
        if other:
            self.units.clear_line()
            self.items.clear_line()

    def _put_unit(self, unit_id: str, there: bool) -> None:
        self._put(f"put_{self._part.one}_unit", unit_id, there)

    def _edit_line(self, field: str, text: str) -> None:
        self._edit(**{field: text})

    def _edit(self, **fields: object) -> None:
        if self._shown:
            self.asked.emit(f"edit_{self._part.one}", (self._shown,), fields)

    def _put(self, what: str, other_id: str, there: bool) -> None:
        if self._shown:
            self.asked.emit(what, (self._shown, other_id), {"there": there})


def _items_offered(setting: PeopleSetting) -> list[tuple[str, str, str, str]]:
    """Items as a picker offers them: by number, words and lead."""
    return [
        (one.id, f"{one.number} {one.title}", one.number, f"{one.number} {one.title} {one.lead}")
        for one in setting.items
    ]
