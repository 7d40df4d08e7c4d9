"""The head of the form: number and title, the task it belongs to, who leads and who supports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from shengsi_desktop.domain.words import Role
from shengsi_desktop.ui.pages.week import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.handling import HandlingLine
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.domain.views import ReportForm
    from shengsi_desktop.ui.operations import Operations

#: more supporting units than this are counted, their names stand in the tool tip
_MOST_NAMED = 6
#: the owners' line is not made narrower than this by the task beside it (px at 100 %)
_OWNERS = 320


class FormHeader(QWidget):
    """Title, task and owners; the owners wrap."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.title = label("", "title", wrap=True)
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.title)
        self.task = label("", "tag")
        self.owners = label("", "second", wrap=True)
        line = self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        line.setSpacing(8)
        line.addWidget(self.task, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.owners, 1, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(line)
        self.handling = HandlingLine()
        self.handling.hide()
        column.addWidget(self.handling)
        self.note = label("", "second", wrap=True)
        self.note.hide()
        column.addWidget(self.note)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width."""
        super().resizeEvent(event)
        self._order()

    def _order(self) -> None:
        """The owners beside the task where there is room for their names, else below it."""
        beside = self.width() - self.task.sizeHint().width() - self._line.spacing()
        needed = min(self.owners.fontMetrics().horizontalAdvance(self.owners.text()), current.px(_OWNERS))
        way = QBoxLayout.Direction
        self._line.setDirection(way.LeftToRight if beside >= needed else way.TopToBottom)

    def show_row(self, row: ItemRow) -> None:
        """What the list knows, while the form is being read."""
        self.title.setText(f"{row.number} {row.title}")
        # an item of a list may belong to no task of the plan
        of_task = words.TASK_CHIP.format(number=row.task_number, title=row.task)
        self.task.setText(of_task if row.task_number else row.list.label)
        if row.role is Role.SUPPORT:
            self.owners.setText(words.LEADS.format(units=row.lead))
        self._order()
        self.note.hide()
        self.handling.hide()

    def show_form(self, form: ReportForm, operations: Operations | None = None, *, own: bool = True) -> None:
        """All of it. `own`: of the desk's own unit; who handles an item is known to each unit alone."""
        self.show_row(form.row)
        handling = form.handling if own else None
        self.handling.show_handling(handling, form.sections, form.report.unit_id, operations)
        parts = []
        if form.leads:
            owner = form.row.role is Role.OWNER and not form.supports
            leads = (words.OWNERS if owner else words.LEADS).format(units="、".join(form.leads))
            parts.append(f"{leads}（{words.HABIT}）" if form.role_is_default else leads)
        if form.supports:
            parts.append(words.SUPPORTS.format(units=_named(form.supports)))
        self.owners.setText(words.DOT.join(parts))
        self._order()
        tips = [words.HABIT_TIP] if form.role_is_default else []
        if len(form.supports) > _MOST_NAMED:
            tips.append(words.SUPPORTS.format(units="、".join(form.supports)))
        self.owners.setToolTip("\n".join(tips))
        self._show_note(form)

    def _show_note(self, form: ReportForm) -> None:
        if form.supporting:
            self.note.setText(words.BY_LEAD_NOTE.format(leads="、".join(form.leads)))
        elif form.frozen:
            self.note.setText(words.RETURNED if form.returned else words.CHANGED_SINCE_FINAL)
        self.note.setVisible(form.supporting or form.frozen)


def _named(units: tuple[str, ...]) -> str:
    if len(units) <= _MOST_NAMED:
        return "、".join(units)
    return words.UNITS_MORE.format(units="、".join(units[:_MOST_NAMED]), count=len(units))
