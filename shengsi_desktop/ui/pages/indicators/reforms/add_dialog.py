"""新增改革事项: what a reform begins with. Saves nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFormLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QVBoxLayout,
)

from shengsi_desktop.domain.reforms import COMPREHENSIVE, SPECIAL
from shengsi_desktop.ui.dialogs.storing import StoringDialog
from shengsi_desktop.ui.pages.indicators.projects.facts_card import UnitNames
from shengsi_desktop.ui.pages.indicators.reforms import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.fields import GrowingText
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class AddReformDialog(StoringDialog):
    """Name, sort, goal, lead."""

    #: the keywords of add_reform (dict)
    saved = Signal(object)

    def __init__(self, lead: str, *, has_comprehensive: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.ADD_TITLE)
        self.setMinimumWidth(current.px(460))
        column = QVBoxLayout(self)
        # the size follows by adjustSize alone: not every window system takes new bounds of an open window
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(words.ADD_NOTE, "second", wrap=True))
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.name, self.lead = QLineEdit(), QLineEdit(lead)
        self.category = QComboBox()
        self.category.addItems([COMPREHENSIVE, SPECIAL])
        self.category.setCurrentText(SPECIAL if has_comprehensive else COMPREHENSIVE)
        self.goal = GrowingText(words.HINTS["goal"], lines=2)
        completer = QCompleter(list(UnitNames()), self.lead)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.lead.setCompleter(completer)
        self.lead.setPlaceholderText(words.HINTS["lead"])
        for key, field in (
            ("name", self.name),
            ("category", self.category),
            ("goal", self.goal),
            ("lead", self.lead),
        ):
            form.addRow(words.FIELDS[key], field)
            field.setAccessibleName(words.FIELDS[key])
        column.addLayout(form)
        column.addWidget(self.trouble)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = Button(words.CANCEL)
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        self.save_button.setText(words.ADD_SAVE)
        self.save_button.clicked.connect(self.save)
        row.addWidget(self.save_button)
        column.addLayout(row)
        self.name.setFocus()

    def save(self) -> None:
        """Check and hand over; stays open with a sentence where something is wrong."""
        name = self.name.text().strip()
        if not name:
            self.say(words.NAME_MISSING)
        elif self.wait():
            self.saved.emit({
                "name": name,
                "category": self.category.currentText(),
                "goal": self.goal.toPlainText().strip(),
                "lead": self.lead.text().strip(),
            })  # fmt: skip
