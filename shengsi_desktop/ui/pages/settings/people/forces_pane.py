"""工作专班: name, head, deputies, leader, office, member units and items of the one chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.people import TaskForce
from shengsi_desktop.ui.pages.settings.people import words
from shengsi_desktop.ui.pages.settings.people.part_pane import Part, PartPane
from shengsi_desktop.ui.widgets.choice import Choice
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

    from shengsi_desktop.domain.people import PeopleSetting

_PART = Part(
    key="forces",
    about="force",
    one="task_force",
    lines=(
        ("name", words.FORCE_NAME),
        ("head", words.HEAD),
        ("deputies", words.DEPUTIES),
        ("remark", words.REMARK),
    ),
    width=420,
    add=words.ADD_FORCE,
    units=words.FORCE_UNITS,
    units_hint=words.UNITS_HINT,
    items=words.FORCE_ITEMS,
    items_hint=words.ITEMS_HINT,
    items_tip="",
    none_title=words.NO_FORCE_TITLE,
    none_hint=words.NO_FORCE_HINT,
)


class ForcesPane(PartPane[TaskForce]):
    """The list at the left, the form at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_PART, parent)

    def _held(self, setting: PeopleSetting) -> Sequence[TaskForce]:
        return setting.task_forces

    def _below(self, one: TaskForce, setting: PeopleSetting) -> str:
        return ""

    def _add_more(self, form: QFormLayout, column: QVBoxLayout) -> None:
        self.leader = Choice(width=260)
        self.leader.activated.connect(lambda _at: self._edit(leader_id=self.leader.currentData()))
        self.office = Choice(width=260)
        self.office.activated.connect(lambda _at: self._edit(unit_id=self.office.currentData()))
        form.addRow(label(words.FORCE_LEADER), self.leader)
        form.addRow(label(words.OFFICE), self.office)

    def _offer_more(self, setting: PeopleSetting) -> None:
        _fill(self.leader, [(one.id, one.shown) for one in setting.leaders])
        _fill(self.office, [(one, name) for one, name, _ in setting.units])

    def _show_more(self, one: TaskForce, setting: PeopleSetting) -> None:
        for choice, value in ((self.leader, one.leader_id), (self.office, one.unit_id)):
            choice.setCurrentIndex(max(choice.findData(value or ""), 0))


def _fill(choice: Choice, things: Sequence[tuple[str, str]]) -> None:
    choice.blockSignals(True)
    choice.clear()
    choice.addItem(words.NO_ONE, "")
    for one, name in things:
        choice.addItem(name, one)
    choice.blockSignals(False)
