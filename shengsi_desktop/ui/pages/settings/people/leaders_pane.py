"""县领导: name, post, 主要领导, units and items of the one chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from shengsi_desktop.domain.people import CountyLeader
from shengsi_desktop.ui.pages.settings.people import words
from shengsi_desktop.ui.pages.settings.people.part_pane import Part, PartPane
from shengsi_desktop.ui.pages.settings.people.paste_dialog import shared_words
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

    from shengsi_desktop.domain.people import PeopleSetting

_PART = Part(
    key="leaders",
    about="leader",
    one="leader",
    lines=(("name", words.NAME), ("post", words.POST)),
    width=320,
    add=words.ADD_LEADER,
    units=words.UNITS,
    units_hint=words.UNITS_HINT,
    items=words.ITEMS,
    items_hint=words.ITEMS_HINT,
    items_tip=words.ITEMS_TIP,
    none_title=words.NOBODY_TITLE,
    none_hint=words.NOBODY_HINT,
)


class LeadersPane(PartPane[CountyLeader]):
    """The list at the left, the form at the right."""

    #: something to know about what was done
    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_PART, parent)

    def _held(self, setting: PeopleSetting) -> Sequence[CountyLeader]:
        return setting.leaders

    def _below(self, one: CountyLeader, setting: PeopleSetting) -> str:
        said = [one.post] if one.post else []
        said.append("主要领导" if one.principal else f"{setting.count_of(one.id)}项")
        return " · ".join(said)

    def _add_more(self, form: QFormLayout, column: QVBoxLayout) -> None:
        self.principal = QCheckBox(words.PRINCIPAL)
        self.principal.clicked.connect(lambda on: self._edit(principal=on))
        column.addWidget(self.principal)

    def _add_last(self, column: QVBoxLayout) -> None:
        self.count = label("", "second", wrap=True)
        column.addWidget(self.count)

    def _show_more(self, one: CountyLeader, setting: PeopleSetting) -> None:
        self.principal.setChecked(one.principal)
        self.count.setText(words.COUNT.format(count=setting.count_of(one.id)))

    def _put_unit(self, unit_id: str, there: bool) -> None:
        """Two leaders may have one unit; that they do is said."""
        super()._put_unit(unit_id, there)
        setting = self._setting
        if setting is None or not self._shown or not there:
            return
        others = setting.others_with(unit_id, self._shown)
        if others:
            said = shared_words(setting.unit_names((unit_id,))[0], others)
            self.told.emit(words.SHARED_ALL.format(said=said))
