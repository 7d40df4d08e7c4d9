"""确认代录: who at the unit said that what was typed is right; then it counts as its 定稿."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.units import Unit
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.ui.operations import Operations

TITLE, NAME, YES, NO = "确认代录", "对方确认人", "确认代录", "取消"
SAYS = (
    "确认后，{unit}{week}由你代录的内容作为它的定稿，计入已报，标“电话代录”。"
    "单位的报送以后到了，以报送为准。可以撤销。"
)


class ConfirmTakingDown(QDialog):
    """Asks for one name."""

    def __init__(self, parent: QWidget, operations: Operations, unit: Unit, week: Week) -> None:
        super().__init__(parent)
        self._operations, self._unit, self._week = operations, unit, week
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(TITLE)
        self.setMinimumWidth(current.px(420))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(f"{unit.name} · {week.label}", "heading"))
        column.addWidget(label(SAYS.format(unit=unit.name, week=week.label), "second", wrap=True))
        column.addWidget(label(NAME, "section"))
        self.name = QLineEdit()
        self.name.setAccessibleName(NAME)
        self.name.setPlaceholderText("在电话里确认的人，如：李某")
        column.addWidget(self.name)
        self.problem = label("", "danger", wrap=True)
        self.problem.hide()
        column.addWidget(self.problem)
        row = QHBoxLayout()
        row.addStretch(1)
        no = Button(NO)
        no.clicked.connect(self.reject)
        self.yes = Button(YES, kind="primary")
        self.yes.setDefault(True)
        self.yes.clicked.connect(self.confirm)
        row.addWidget(no)
        row.addWidget(self.yes)
        column.addLayout(row)
        self.name.setFocus()

    @classmethod
    def ask(cls, parent: QWidget, operations: Operations, unit: Unit, week: Week) -> ConfirmTakingDown:
        """Open it; what it does is told by the store's changes."""
        dialog = cls(parent, operations, unit, week)
        dialog.open()
        return dialog

    def confirm(self) -> None:
        """Make it the unit's 定稿; a refusal is said here and nothing typed is lost."""
        unit_id, week, name = self._unit.id, self._week, self.name.text()

        def act(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services.exchange import taking_down

            return taking_down.confirm(store, unit_id, week, confirmed_by=name)

        def refused(problem: BaseException) -> None:
            if isinstance(problem, Refusal):
                self.problem.setText(str(problem))
                self.problem.show()
            else:
                self._operations.tell(problem)

        self._operations.run(act, lambda _changed: self.accept(), refused, owner=self)
