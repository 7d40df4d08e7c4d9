"""新增项目: the few facts that a project begins with. Saves nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit

from shengsi_desktop.domain import money
from shengsi_desktop.rhythm.typed_numbers import parse_money
from shengsi_desktop.ui.pages.indicators.lists.add_dialog import AddDialog, offer_units
from shengsi_desktop.ui.pages.indicators.projects import words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFormLayout, QWidget

_TEXTS = ("name", "category", "builder", "lead", "start", "finish")


class AddProjectDialog(AddDialog):
    """Name, who, and how much; `saved` with the keywords of add_project."""

    def __init__(self, lead: str, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(words.ADD_TITLE, words.ADD_NOTE, 440, parent)
        self.unit.setCurrentText(unit)
        offer_units(self.fields["lead"], lead)
        self.fields["name"].setFocus()

    def fill(self, form: QFormLayout) -> None:
        """The few facts that a project begins with."""
        self.fields = {key: QLineEdit() for key in (*_TEXTS, "total", "year_plan")}
        self.unit = QComboBox()
        self.unit.addItems(list(money.SHOWN_UNITS))
        for key in ("name", "category", "builder", "lead"):
            form.addRow(words.FIELDS[key], self.fields[key])
        sums = QHBoxLayout()
        sums.setSpacing(8)
        sums.addWidget(self.fields["total"], 1)
        sums.addWidget(self.unit)
        form.addRow(words.FIELDS["total"], sums)
        for key in ("year_plan", "start", "finish"):
            form.addRow(words.FIELDS[key], self.fields[key])
        for key, field in self.fields.items():
            field.setPlaceholderText(words.HINTS.get(key, ""))
            field.setAccessibleName(words.FIELDS[key])

    def given(self) -> dict[str, Any] | str:
        """The texts and the sums in the unit chosen."""
        said: dict[str, Any] = {key: self.fields[key].text().strip() for key in _TEXTS}
        if not said["name"]:
            return words.NAME_MISSING
        unit = self.unit.currentText()
        for key in ("total", "year_plan"):
            text = self.fields[key].text().strip()
            sum_ = parse_money(text, unit) if text else None
            if text and sum_ is None:
                return words.NOT_A_SUM.format(text=text[:20], unit=unit)
            said[key] = sum_
        return {**said, "money_unit": unit}
