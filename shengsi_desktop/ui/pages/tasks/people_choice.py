"""The filter by 分管领导 and 工作专班, and who is in charge of an item: read once a listing, asked by the pane, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QWidget

if TYPE_CHECKING:
    from shengsi_desktop.domain.people import InCharge
    from shengsi_desktop.ui.operations import Operations

ALL = "全部领导"
#: room for a name (average letters)
_LETTERS = 9
FORCE = "专班：{name}"
LEADER_LINE, FORCE_LINE = "分管领导：{names}", "工作专班：{names}"


class PeopleChoice(QComboBox):
    """Hidden while nobody has set a leader or 工作专班."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._charge: InCharge | None = None
        self.addItem(ALL, "")
        # a long name of a 工作专班 would take the line; the list that opens shows it whole
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)
        self.setAccessibleName(ALL)
        self.hide()

    @property
    def items(self) -> frozenset[str] | None:
        """The items of the one chosen; None where all are wanted."""
        chosen = self.currentData() or ""
        if not chosen or self._charge is None:
            return None
        return self._charge.items.get(chosen, frozenset())

    def words_of(self, item_id: str) -> str:
        """«分管领导：张某（副县长）\\n工作专班：…», empty where nobody is known to be in charge."""
        if self._charge is None:
            return ""
        leader, forces = self._charge.leaders.get(item_id, ""), self._charge.forces.get(item_id, "")
        said = ((LEADER_LINE, leader), (FORCE_LINE, forces))
        return "\n".join(template.format(names=names) for template, names in said if names)

    def clear_choice(self) -> None:
        """All of them; tells nobody."""
        self.blockSignals(True)
        self.setCurrentIndex(0)
        self.blockSignals(False)

    def load(self, operations: Operations, then: Any) -> None:
        """Read who is in charge, then call `then`, where that has changed."""

        def ask(store: Any) -> InCharge:
            from shengsi_desktop.services import people

            return people.in_charge(store)

        def show(charge: InCharge) -> None:
            if charge != self._charge:
                self._show(charge)
                then()

        operations.run(ask, show, owner=self, quiet=True)

    def _show(self, charge: InCharge) -> None:
        self._charge = charge
        chosen = self.currentData()
        self.blockSignals(True)
        self.clear()
        self.addItem(ALL, "")
        for one, name, is_force in charge.names:
            self.addItem(FORCE.format(name=name) if is_force else name, one)
        self.setCurrentIndex(max(self.findData(chosen), 0))
        self.blockSignals(False)
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + 2 * view.fontMetrics().averageCharWidth())
        self.setVisible(bool(charge.names))
