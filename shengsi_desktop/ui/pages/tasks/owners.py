"""责任: who leads and who supports, what of it is only the habit, and what waits for a person's word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from shengsi_desktop.domain.words import Role, RoleSource
from shengsi_desktop.ui.pages.tasks import words
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import FlowLayout
from shengsi_desktop.ui.widgets.text import SectionLabel, label

if TYPE_CHECKING:
    from shengsi_desktop.domain.tracking import Assignment


class OwnersPart(QWidget):
    """One line a role, then the units that are 待确认."""

    #: the unit (id) that shall lead
    lead_chosen = Signal(str)
    #: (group, unit id, whether it belongs)
    group_decided = Signal(str, str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Assignment, ...] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(SectionLabel(words.OWNERS))
        head.addStretch(1)
        self.change_lead = Button(words.CHANGE_LEAD, kind="link")
        self.menu = QMenu(self.change_lead)
        self.change_lead.clicked.connect(self._open_menu)
        head.addWidget(self.change_lead)
        column.addLayout(head)
        self._body = QWidget()
        column.addWidget(self._body)
        self._column = column

    def show_assignments(self, assignments: tuple[Assignment, ...]) -> None:
        """Show who answers for the item."""
        if assignments == self._shown:
            return
        self._shown = assignments
        self._column.removeWidget(self._body)
        self._body.hide()
        self._body.deleteLater()
        self._body = self._filled(assignments)
        self._column.addWidget(self._body)
        self._fill_menu(assignments)

    def _filled(self, assignments: tuple[Assignment, ...]) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        sure = [one for one in assignments if not one.pending]
        for role in (Role.LEAD, Role.OWNER, Role.SUPPORT):
            ours = [one for one in sure if one.role is role]
            if ours:
                column.addWidget(_role_line(role, ours))
        for one in assignments:
            if one.pending:
                column.addWidget(self._pending_line(one))
        if not assignments:
            column.addWidget(label(words.NO_OWNERS, "second"))
        return body

    def _pending_line(self, one: Assignment) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(label(words.PENDING, "second"))
        row.addWidget(label(words.PENDING_LINE.format(unit=one.unit, group=one.group or "")))
        row.addStretch(1)
        for said, included in ((words.CONFIRM, True), (words.EXCLUDE, False)):
            button = Button(said, kind="link")
            button.setAccessibleName(f"{said}{one.unit}")
            button.clicked.connect(
                lambda _checked=False, included=included: self.group_decided.emit(
                    one.group or "", one.unit_id, included
                )
            )
            row.addWidget(button)
        return line

    def _fill_menu(self, assignments: tuple[Assignment, ...]) -> None:
        self.menu.clear()
        offered: dict[str, Assignment] = {}
        for one in assignments:
            if one.role is not Role.LEAD and not one.pending and not one.group:
                offered.setdefault(one.unit_id, one)
        for one in offered.values():
            self.menu.addAction(one.unit, lambda unit_id=one.unit_id: self.lead_chosen.emit(unit_id))
        self.change_lead.setVisible(bool(offered))

    def _open_menu(self) -> None:
        self.menu.popup(self.change_lead.mapToGlobal(self.change_lead.rect().bottomLeft()))


def _role_line(role: Role, assignments: list[Assignment]) -> QWidget:
    line = QWidget()
    line.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    row = FlowLayout(line, gap=6)
    name = label(role.label)
    name.setContentsMargins(0, 1, 0, 1)
    row.addWidget(name)
    for one in assignments:
        tag = label(one.unit, "tag")
        if one.group:
            tag.setToolTip(words.GROUP_TIP.format(group=one.group))
        row.addWidget(tag)
    if role is Role.LEAD and any(one.role_source is RoleSource.HABIT for one in assignments):
        habit = label(words.HABIT, "pill")
        habit.setToolTip(words.HABIT_TIP)
        row.addWidget(habit)
    return line
