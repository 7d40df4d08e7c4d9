"""细项 of the chosen item, row by row; under the pointer or chosen one lights up its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from shengsi_desktop.ui.pages.tasks import words
from shengsi_desktop.ui.pages.tasks.deliverable_row import DeliverableRow
from shengsi_desktop.ui.widgets.containers import Card, Line
from shengsi_desktop.ui.widgets.tab_order import follow
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.domain.tracking import DeliverableStanding
    from shengsi_desktop.ui.pages.tasks.deliverable_row import Curve


class DeliverableRows(Card):
    """All of them; the chosen one stays lit, the one under the pointer is lit meanwhile."""

    #: the deliverable to light up in the source, or None
    lit = Signal(object)
    #: the DeliverableStanding to be changed
    edit_asked = Signal(object)
    #: the DeliverableRow whose islands are to be changed
    islands_asked = Signal(object)
    #: the deliverable (its id) whose plan curve is to be typed or drawn
    curve_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(0, 3, 0, 3), spacing=0)
        self.rows: list[DeliverableRow] = []
        self._nothing = label(words.NO_DELIVERABLES, "second")
        self._nothing.setContentsMargins(14, 6, 14, 6)
        self.body.addWidget(self._nothing)
        self._parts: list[QWidget] = []
        self._ids: list[str] = []
        self._chosen: str | None = None

    def show_standings(
        self,
        standings: tuple[DeliverableStanding, ...],
        curves: Mapping[str, Curve],
        *,
        of_a_list: bool = False,
    ) -> None:
        """Show them; the same ones keep their rows. `curves` by deliverable; `of_a_list` as a row has it."""
        ids = [one.deliverable.id for one in standings]
        if ids != self._ids:
            self._ids = ids
            self._rebuild(standings)
        for row, standing in zip(self.rows, standings, strict=True):
            row.show_standing(standing, curves.get(standing.deliverable.id, ()), of_a_list=of_a_list)
        self._nothing.setVisible(not standings)
        if self._chosen not in ids:
            self._chosen = None
        self._tell(None)

    def row_of(self, deliverable_id: str) -> DeliverableRow | None:
        """The row of one deliverable."""
        return next((row for row in self.rows if row.standing.deliverable.id == deliverable_id), None)

    def point_at(self, deliverable_id: str) -> DeliverableRow | None:
        """Let one stay lit; its row, or None where it is not here."""
        row = self.row_of(deliverable_id)
        if row is not None:
            self._chosen = deliverable_id
            self._tell(None)
        return row

    def _rebuild(self, standings: tuple[DeliverableStanding, ...]) -> None:
        for part in self._parts:
            self.body.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts, self.rows = [], []
        for standing in standings:
            if self.rows:
                line = Line()
                self._parts.append(line)
                self.body.addWidget(line)
            row = DeliverableRow(standing)
            row.pointed.connect(lambda here, row=row: self._tell(row if here else None))
            row.chosen.connect(lambda row=row: self._choose(row))
            row.edit_asked.connect(lambda row=row: self.edit_asked.emit(row.standing))
            row.islands_asked.connect(lambda row=row: self.islands_asked.emit(row))
            row.curve_asked.connect(lambda row=row: self.curve_asked.emit(row.standing.deliverable.id))
            self._parts.append(row)
            self.rows.append(row)
            self.body.addWidget(row)
        follow(self, self.rows)

    def _choose(self, row: DeliverableRow) -> None:
        own = row.standing.deliverable.id
        self._chosen = None if self._chosen == own else own
        self._tell(None)

    def _tell(self, pointed: DeliverableRow | None) -> None:
        shown = pointed or (self.row_of(self._chosen) if self._chosen else None)
        for row in self.rows:
            row.set_lit(lit=row is shown)
        self.lit.emit(shown.standing.deliverable if shown is not None else None)
