"""The presets as cards to choose from: what each says, a worked example, and where it was seen. Saves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QRadioButton, QWidget

from shengsi_desktop.rhythm.light_rules import PRESETS
from shengsi_desktop.ui.pages.settings.lights import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.containers import Card
from shengsi_desktop.ui.widgets.text import label, well_broken

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent

    from shengsi_desktop.domain.words import RulePreset
    from shengsi_desktop.rhythm.light_rules import PresetFacts

#: two beside each other from here on (px at 100 %)
_TWO_FROM = 620


class PresetCard(Card):
    """One preset; a click anywhere on it chooses it."""

    def __init__(self, facts: PresetFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(14, 12, 14, 12), spacing=6)
        self.facts = facts
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.radio = QRadioButton(facts.title)
        self.radio.setAutoExclusive(False)
        self.radio.setAccessibleDescription(f"{facts.words}{facts.note}")
        self.body.addWidget(self.radio)
        self.body.addWidget(label(well_broken(facts.words), wrap=True))
        self.body.addWidget(
            label(well_broken(words.EXAMPLE.format(example=facts.example)), "accent", wrap=True)
        )
        self.body.addWidget(label(well_broken(facts.note), "second", wrap=True))
        # a line may end behind a stroke of an address
        source = label(words.SOURCE.format(source=facts.source.replace("/", "/\u200b")), "third", wrap=True)
        self.body.addWidget(source)
        self.body.addStretch(1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.radio.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chosen one has an edge."""
        super().paintEvent(event)
        if self.radio.isChecked():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(current.colour("accent"))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 8, 8)


class PresetCards(QWidget):
    """All four, one or two beside each other."""

    #: the RulePreset chosen by the user
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._columns = 0
        self.cards = {facts.preset: PresetCard(facts) for facts in PRESETS}
        for preset, card in self.cards.items():
            card.radio.clicked.connect(lambda _checked=False, preset=preset: self._choose(preset))
        self._lay_out(2)

    @property
    def preset(self) -> RulePreset:
        """The one chosen."""
        return next(preset for preset, card in self.cards.items() if card.radio.isChecked())

    def set_preset(self, preset: RulePreset) -> None:
        """Show it as chosen; tells nobody."""
        for own, card in self.cards.items():
            card.radio.setChecked(own is preset)
            card.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One below the other where there is no room for two."""
        super().resizeEvent(event)
        self._lay_out(2 if self.width() >= current.px(_TWO_FROM) else 1)

    def _lay_out(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, place // columns, place % columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if columns > 1 else 0)

    def _choose(self, preset: RulePreset) -> None:
        self.set_preset(preset)
        self.chosen.emit(preset)
