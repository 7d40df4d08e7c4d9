"""新增争取事项: what an appeal begins with. Saves nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QLineEdit

from shengsi_desktop.domain import money
from shengsi_desktop.domain.appeals import AppealArea, AppealLevel
from shengsi_desktop.rhythm.typed_numbers import parse_money
from shengsi_desktop.ui.pages.indicators.appeals import words
from shengsi_desktop.ui.pages.indicators.lists.add_dialog import AddDialog, offer_units

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QFormLayout, QWidget

    from shengsi_desktop.domain.words import Word


class AddAppealDialog(AddDialog):
    """Name, field, level, office, amount, day, lead; `saved` with the keywords of add_appeal."""

    def __init__(self, lead: str, parent: QWidget | None = None) -> None:
        super().__init__(words.ADD_TITLE, words.ADD_NOTE, 480, parent)
        offer_units(self.lines["lead"], lead)
        self.lines["name"].setFocus()

    def fill(self, form: QFormLayout) -> None:
        """What an appeal begins with."""
        self.area, self.level = _choice(AppealArea), _choice(AppealLevel)
        self.lines = {key: QLineEdit() for key in ("name", "office", "amount", "due", "lead")}
        fields: dict[str, QWidget] = {**self.lines, "area": self.area, "level": self.level}
        for key in ("name", "area", "level", "office", "amount", "due", "lead"):
            form.addRow(words.FIELDS[key], fields[key])
            fields[key].setAccessibleName(words.FIELDS[key])
            if key in self.lines:
                self.lines[key].setPlaceholderText(words.HINTS[key])

    def given(self) -> dict[str, Any] | str:
        """The lines, the amount read, the two words chosen."""
        given: dict[str, Any] = {key: line.text().strip() for key, line in self.lines.items()}
        typed = given["amount"]
        given["amount"] = parse_money(typed, money.WAN) if typed else None
        if not given["name"]:
            return words.NAME_MISSING
        if typed and given["amount"] is None:
            return words.NOT_A_SUM.format(text=typed[:20])
        return {**given, "area": self.area.currentData(), "level": self.level.currentData()}


def _choice(offered: Iterable[Word]) -> QComboBox:
    choice = QComboBox()
    choice.addItem(words.UNSET, "")
    for one in offered:
        choice.addItem(one.label, one)
    return choice
