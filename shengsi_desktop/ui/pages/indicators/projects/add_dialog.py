"""新增项目: the few facts that a project begins with. Saves nothing itself."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFormLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.domain import money
from shengsi_desktop.rhythm.typed_numbers import parse_money
from shengsi_desktop.ui.dialogs.storing import StoringDialog
from shengsi_desktop.ui.pages.indicators.projects import words
from shengsi_desktop.ui.pages.indicators.projects.facts_card import UnitNames
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import label

_TEXTS = ("name", "category", "builder", "lead", "start", "finish")


class AddProjectDialog(StoringDialog):
    """Name, who, and how much."""

    #: the keywords of add_project (dict)
    saved = Signal(object)

    def __init__(self, lead: str, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.ADD_TITLE)
        self.setMinimumWidth(current.px(440))
        column = QVBoxLayout(self)
        # the size follows by adjustSize alone: not every window system takes new bounds of an open window
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(words.ADD_NOTE, "second", wrap=True))
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.fields = {key: QLineEdit() for key in (*_TEXTS, "total", "year_plan")}
        self.unit = QComboBox()
        self.unit.addItems(list(money.SHOWN_UNITS))
        self.unit.setCurrentText(unit)
        for key in ("name", "category", "builder", "lead"):
            form.addRow(words.FIELDS[key], self.fields[key])
        sums = QHBoxLayout()
        sums.setSpacing(8)
        sums.addWidget(self.fields["total"], 1)
        sums.addWidget(self.unit)
        form.addRow(words.FIELDS["total"], sums)
        form.addRow(words.FIELDS["year_plan"], self.fields["year_plan"])
        for key in ("start", "finish"):
            form.addRow(words.FIELDS[key], self.fields[key])
        for key, field in self.fields.items():
            field.setPlaceholderText(words.HINTS.get(key, ""))
            field.setAccessibleName(words.FIELDS[key])
        completer = QCompleter(list(UnitNames()), self.fields["lead"])
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.fields["lead"].setCompleter(completer)
        self.fields["lead"].setText(lead)
        column.addLayout(form)
        column.addWidget(self.trouble)
        column.addLayout(self._buttons())
        self.fields["name"].setFocus()

    def save(self) -> None:
        """Check and hand over; stays open with a sentence where something is wrong."""
        said: dict[str, Any] = {key: self.fields[key].text().strip() for key in _TEXTS}
        if not said["name"]:
            self.say(words.NAME_MISSING)
            return
        unit = self.unit.currentText()
        for key in ("total", "year_plan"):
            text = self.fields[key].text().strip()
            sum_ = parse_money(text, unit) if text else None
            if text and sum_ is None:
                self.say(words.NOT_A_SUM.format(text=text[:20], unit=unit))
                return
            said[key] = sum_
        if self.wait():
            self.saved.emit({**said, "money_unit": unit})

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = Button(words.CANCEL)
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        self.save_button.setText(words.ADD_SAVE)
        self.save_button.clicked.connect(self.save)
        row.addWidget(self.save_button)
        return row
