"""新增改革事项: what a reform begins with. Saves nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit

from shengsi_desktop.domain.reforms import COMPREHENSIVE, SPECIAL
from shengsi_desktop.ui.pages.indicators.lists.add_dialog import AddDialog, offer_units
from shengsi_desktop.ui.pages.indicators.reforms import words
from shengsi_desktop.ui.widgets.fields import GrowingText

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFormLayout, QWidget


class AddReformDialog(AddDialog):
    """Name, sort, goal, lead; `saved` with the keywords of add_reform."""

    def __init__(self, lead: str, *, has_comprehensive: bool, parent: QWidget | None = None) -> None:
        super().__init__(words.ADD_TITLE, words.ADD_NOTE, 460, parent)
        self.category.setCurrentText(SPECIAL if has_comprehensive else COMPREHENSIVE)
        offer_units(self.lead, lead)
        self.name.setFocus()

    def fill(self, form: QFormLayout) -> None:
        """What a reform begins with."""
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.name, self.lead = QLineEdit(), QLineEdit()
        self.category = QComboBox()
        self.category.addItems([COMPREHENSIVE, SPECIAL])
        self.goal = GrowingText(words.HINTS["goal"], lines=2)
        self.lead.setPlaceholderText(words.HINTS["lead"])
        for key, field in (
            ("name", self.name),
            ("category", self.category),
            ("goal", self.goal),
            ("lead", self.lead),
        ):
            form.addRow(words.FIELDS[key], field)
            field.setAccessibleName(words.FIELDS[key])

    def given(self) -> dict[str, Any] | str:
        """The four of them."""
        name = self.name.text().strip()
        if not name:
            return words.NAME_MISSING
        return {
            "name": name,
            "category": self.category.currentText(),
            "goal": self.goal.toPlainText().strip(),
            "lead": self.lead.text().strip(),
        }
