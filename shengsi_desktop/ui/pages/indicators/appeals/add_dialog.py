"""新增争取事项: what an appeal begins with. Saves nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QFormLayout, QHBoxLayout, QLayout, QLineEdit, QVBoxLayout

from shengsi_desktop.domain import money
from shengsi_desktop.domain.appeals import AppealArea, AppealLevel
from shengsi_desktop.rhythm.typed_numbers import parse_money
from shengsi_desktop.ui.dialogs.storing import StoringDialog
from shengsi_desktop.ui.pages.indicators.appeals import words
from shengsi_desktop.ui.pages.indicators.projects.facts_card import UnitNames
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.domain.words import Word


class AddAppealDialog(StoringDialog):
    """Name, field, level, office, amount, day, lead."""

    #: the keywords of add_appeal (dict)
    saved = Signal(object)

    def __init__(self, lead: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.ADD_TITLE)
        self.setMinimumWidth(current.px(480))
        column = QVBoxLayout(self)
        # the size follows by adjustSize alone: not every window system takes new bounds of an open window
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(words.ADD_NOTE, "second", wrap=True))
        column.addLayout(self._form(lead))
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
        self.lines["name"].setFocus()

    def save(self) -> None:
        """Check and hand over; stays open with a sentence where something is wrong."""
        given: dict[str, object] = {key: line.text().strip() for key, line in self.lines.items()}
        typed = str(given["amount"])
        given["amount"] = parse_money(typed, money.WAN) if typed else None
        if not given["name"]:
            self.say(words.NAME_MISSING)
        elif typed and given["amount"] is None:
            self.say(words.NOT_A_SUM.format(text=typed[:20]))
        elif self.wait():
            self.saved.emit({
                **given, "area": self.area.currentData(), "level": self.level.currentData(),
            })  # fmt: skip

    def _form(self, lead: str) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.area, self.level = _choice(AppealArea), _choice(AppealLevel)
        self.lines = {key: QLineEdit() for key in ("name", "office", "amount", "due", "lead")}
        self.lines["lead"].setText(lead)
        completer = QCompleter(list(UnitNames()), self.lines["lead"])
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.lines["lead"].setCompleter(completer)
        fields: dict[str, QWidget] = {**self.lines, "area": self.area, "level": self.level}
        for key in ("name", "area", "level", "office", "amount", "due", "lead"):
            form.addRow(words.FIELDS[key], fields[key])
            fields[key].setAccessibleName(words.FIELDS[key])
            if key in self.lines:
                self.lines[key].setPlaceholderText(words.HINTS[key])
        return form


def _choice(offered: Iterable[Word]) -> QComboBox:
    choice = QComboBox()
    choice.addItem(words.UNSET, "")
    for one in offered:
        choice.addItem(one.label, one)
    return choice
