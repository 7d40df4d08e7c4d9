"""What the list says of one project, each fact to be changed where it stands. Saves nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from shengsi_desktop.domain import money
from shengsi_desktop.rhythm.typed_numbers import parse_money
from shengsi_desktop.ui.pages.indicators.projects import words
from shengsi_desktop.ui.widgets.containers import Card
from shengsi_desktop.ui.widgets.facts import FactColumn, FactLine
from shengsi_desktop.ui.widgets.text import SectionLabel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.domain.projects import ProjectRow

_SUMS = ("total", "before", "year_plan")
_LONG = frozenset({"content", "remark"})
_CHOICES = {"nature": words.NATURES, "money_unit": money.SHOWN_UNITS}


class UnitNames:
    """The names of the directory, read when a field first asks for them."""

    def __iter__(self) -> Iterator[str]:
        from shengsi_desktop.services import setting_up

        return iter([unit.name for unit in setting_up.directory()])


class IslandNames:
    """The names of the islands, likewise."""

    def __iter__(self) -> Iterator[str]:
        from shengsi_desktop.services import setting_up

        return iter(sorted({place.island for place in setting_up.islands()}))


class FactsCard(Card):
    """All facts, one below the other."""

    #: (item id, the keyword of edit_project, its value)
    edited = Signal(str, str, object)
    #: a sentence: what was typed cannot be taken
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(14, 10, 14, 10), spacing=4)
        self._row: ProjectRow | None = None
        self._unit = money.WAN
        #: where words being typed outlive the program
        self.memory: QSettings | None = None
        #: the words last handed on, by item and fact
        self._sent: dict[tuple[str, str], str] = {}
        self.body.addWidget(SectionLabel(words.FACTS))
        self.facts = FactColumn()
        offered: dict[str, Iterable[str]] = {
            "lead": UnitNames(),
            "builder": UnitNames(),
            "islands": IslandNames(),
        }
        for key, name in words.FIELDS.items():
            self.facts.add(
                key,
                FactLine(
                    name,
                    words.HINTS.get(key, ""),
                    choices=_CHOICES.get(key, ()),
                    long=key in _LONG,
                    offered=offered.get(key, ()),
                ),
            )
        self.facts.edited.connect(self._edited)
        self.body.addWidget(self.facts)

    def show_project(self, row: ProjectRow, unit: str) -> None:
        """Show its facts; one that is being changed stays open, that of another project has been handed on."""
        self._unit = unit
        if self._row is not None and self._row.item.id != row.item.id:
            for line in self.facts.lines.values():
                line.close_field()
        self._row = row
        self.facts.be_about(self.memory, f"project|{row.item.id}")
        facts = row.facts
        sums = {"total": facts.total, "before": facts.before, "year_plan": row.progress.year_plan}
        said = {
            "lead": row.item.lead,
            "islands": "、".join(row.item.islands),
            "start": facts.start.shown,
            "finish": facts.finish.shown,
        }
        for key, line in self.facts.lines.items():
            if key in sums:
                line.show_fact(money.words(sums[key], unit), money.figure(sums[key], unit))
            elif key == "money_unit":
                line.show_fact(words.OWN_UNIT.format(unit=facts.money_unit), facts.money_unit)
            else:
                line.show_fact(said[key] if key in said else str(getattr(facts, key)))

    def put_back(self, item_id: str, key: str) -> str:
        """Open the fact with the words that the store refused; returned where another project is shown."""
        said = self._sent.get((item_id, key), "")
        if self._row is None or self._row.item.id != item_id:
            return said
        if key not in _CHOICES:
            self.facts.lines[key].put_back(said)
        return ""

    def _edited(self, key: str, text: str) -> None:
        if self._row is None:
            return
        value: Any = text
        if key in _SUMS:
            unit = self._unit
            value = parse_money(text, unit) if text else None
            if text and value is None:
                self.refused.emit(words.NOT_A_SUM.format(text=text[:20], unit=unit))
                self.show_project(self._row, self._unit)
                self.facts.lines[key].put_back(text)
                return
        elif key == "islands":
            value = tuple(part for part in text.replace(",", "、").replace("，", "、").split("、") if part)
        self._sent[self._row.item.id, key] = text
        self.edited.emit(self._row.item.id, key, value)
