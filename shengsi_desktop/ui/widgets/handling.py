"""承办科室 of one item in one line, with 经办人 and phone, and what can be done about it where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.sections import Handling, Section
    from shengsi_desktop.ui.operations import Operations

NAME = "承办科室"
NOBODY = "未分科室"
OFFERED = "清单写的是“{words}”"
TAKE = "采用"
CHANGE = "改"
CONTACT = "改{name}的经办人、电话…"
NEW = "添加科室…"
CHANGE_TIP = "选承办科室（可多选），改经办人和电话"


class HandlingLine(QWidget):
    """Shows it and writes what is chosen, each as one command; the pages follow by what was changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item_id, self._unit_id = "", ""
        self._handling: Handling | None = None
        self._sections: tuple[Section, ...] = ()
        self._operations: Operations | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.words = label("", "second", wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(self.words, 1)
        self.take = Button(TAKE, kind="link")
        self.take.clicked.connect(self._take)
        row.addWidget(self.take, 0, Qt.AlignmentFlag.AlignTop)
        self.change = Button(CHANGE, kind="link", tip=CHANGE_TIP)
        self.change.setAccessibleName(CHANGE_TIP)
        self.change.clicked.connect(self._open)
        self.menu = QMenu(self.change)
        row.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)

    def show_handling(
        self,
        handling: Handling | None,
        sections: tuple[Section, ...],
        unit_id: str,
        operations: Operations | None,
    ) -> None:
        """Show who handles the item; hidden where nothing is known of it."""
        self.setVisible(handling is not None)
        self._handling, self._sections = handling, sections
        self._unit_id, self._operations = unit_id, operations
        if handling is None:
            return
        self._item_id = handling.item_id
        said = "；".join(one.line.words for one in handling.sections)
        if not said:
            said = OFFERED.format(words=handling.offered.words) if handling.offered else NOBODY
        self.words.setText(f"{NAME}　{said}")
        self.take.setVisible(bool(handling.offered and handling.offered.name))

    def choose(self, section: Section, *, on: bool) -> None:
        """Let a section handle the item, or no more."""
        there = [one.id for one in self._handling.sections] if self._handling else []
        wanted = [one for one in there if one != section.id] + ([section.id] if on else [])
        item_id, unit_id = self._item_id, self._unit_id

        def write(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services import sections

            return sections.assign(store, unit_id, [item_id], wanted)

        self._run(write)

    def _take(self) -> None:
        item_id, unit_id = self._item_id, self._unit_id

        def write(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services import sections

            return sections.take_offered(store, unit_id, [item_id])

        self._run(write)

    def _open(self) -> None:
        self.menu.clear()
        own = self._handling.sections if self._handling else ()
        chosen = {one.id for one in own}
        for one in self._sections:
            action = self.menu.addAction(one.name)
            action.setCheckable(True)
            action.setChecked(one.id in chosen)
            action.triggered.connect(lambda on, one=one: self.choose(one, on=on))
        if self._sections:
            self.menu.addSeparator()
        for one in own:
            self.menu.addAction(CONTACT.format(name=one.name), lambda one=one: self._edit(one))
        self.menu.addAction(NEW, lambda: self._edit(None))
        self.menu.popup(self.change.mapToGlobal(self.change.rect().bottomLeft()))

    def _edit(self, section: Section | None) -> None:
        from shengsi_desktop.ui.dialogs.section_edit import SectionDialog

        if self._operations is not None:
            item_id = self._item_id if section is None else ""
            SectionDialog(self._operations, self._unit_id, section, item_id, self.window()).open()

    def _run(self, write: Callable[[Any], frozenset[FieldKey]]) -> None:
        if self._operations is not None:
            self._operations.run(write, owner=self)
