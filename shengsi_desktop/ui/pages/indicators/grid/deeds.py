"""What is done to the selected cells of the grid: paste, copy, clear, mark, choose a state. Each is one command.

Before 核定数 would change it asks. It stores nothing itself: the model tells of the cells.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from shengsi_desktop.domain.indicators import GoalState, PointCell, PointStatus
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui.pages.indicators.copied import tabbed
from shengsi_desktop.ui.pages.indicators.grid import words
from shengsi_desktop.ui.pages.indicators.grid.final_question import FinalChange, FinalQuestion
from shengsi_desktop.ui.pages.indicators.grid.placing import Placed, Table, filled, is_single, placed
from shengsi_desktop.ui.pages.indicators.grid.series import Field, by_month, held
from shengsi_desktop.ui.widgets.fields import written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.domain.indicators import Indicator, IndicatorPoint, IndicatorStanding
    from shengsi_desktop.ui.pages.indicators.grid.model import GridModel
    from shengsi_desktop.ui.pages.indicators.grid.table import GridTable


class GridDeeds(QObject):
    """Acts on one table; `known` are all indicators of the plan, listed or not."""

    #: a sentence for the user: it cannot be done
    refused = Signal(str)
    #: there is nothing to do: a sentence for the user
    told = Signal(str)

    def __init__(self, table: GridTable, model: GridModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._table, self._model, self._owner = table, model, parent
        self.known: Sequence[IndicatorStanding] = ()
        self.question: FinalQuestion | None = None

    def copy(self, *, named: bool = False) -> None:
        """The selected cells for WPS; `named`: with the indicators' names before and the months above them."""
        chosen = self._table.selectedIndexes() or [self._table.currentIndex()]
        if not chosen[0].isValid():
            return
        if not named:
            QGuiApplication.clipboard().setText(tabbed(chosen))
            return
        rows, columns = sorted({one.row() for one in chosen}), sorted({one.column() for one in chosen})
        head = [str(self._model.headerData(one, Qt.Orientation.Horizontal)) for one in columns]
        lines = ["\t".join((words.INDICATOR, *head))]
        for place in rows:
            row = self._model.row(place)
            if row is not None:
                said = (str(self._model.index(place, column).data() or "") for column in columns)
                lines.append("\t".join((row.standing.indicator.name, *said)))
        QGuiApplication.clipboard().setText("\n".join(lines))

    def paste(self) -> None:
        """What lies on the clipboard, from the current cell on; one figure goes into every selected cell."""
        text = QGuiApplication.clipboard().text()
        index = self._table.currentIndex()
        month = self._table.month_of(index)
        if not text.strip():
            self.refused.emit(words.NOTHING_TO_PASTE)
            return
        if not month:
            self.refused.emit(words.NOT_HERE)
            return
        try:
            found = self._found(text, index.row(), month)
        except Refusal as problem:
            self.refused.emit(str(problem))
            return
        cells = [cell for one in found if (cell := self._placed(one)) is not None]
        if not cells:
            self.told.emit(words.PASTED_SAME)
            return
        self._ask_about_finals(cells, words.COMMAND_PASTE, words.PASTED_DONE)

    def clear(self) -> None:
        """Empty the selected cells that hold something."""
        cells = [
            cell for row, month in self._table.chosen_cells() for cell in self._model.emptied(row, month)
        ]
        if cells:
            self._ask_about_finals(cells, words.COMMAND_CLEAR, "")

    def mark(self, status: PointStatus) -> None:
        """Say of the selected figures that they are 快报数 or 核定数, or no longer say it."""
        if self._model.sight.field is not Field.VALUE:
            return
        cells = []
        for place, month in self.marked_cells():
            row = self._model.row(place)
            if row is not None and row.points[month].status is not status:
                cells.append(self._model.cell(place, month, status, "status"))
        if not cells:
            return
        name = (
            words.COMMAND_STATUS_OFF.format(count=len(cells))
            if status is PointStatus.UNSAID
            else words.COMMAND_STATUS.format(count=len(cells), status=status.label)
        )
        self._model.hand_on(cells, name)

    def choose_state(self, state: GoalState) -> None:
        """The state of the selected months of targets of words."""
        cells = []
        for place, month in self._table.chosen_cells():
            row = self._model.row(place)
            if row is None or not self._table.offers_states(self._model.index(place, month - 1)):
                continue
            point = row.points.get(month)
            if (point.state if point is not None else GoalState.UNSAID) is not state:
                cells.append(self._model.cell(place, month, state, "state"))
        if cells:
            self._model.hand_on(
                cells,
                words.COMMAND_STATE.format(count=len(cells), state=state.label)
                if state is not GoalState.UNSAID
                else words.COMMAND_CLEAR.format(field=words.STATE, count=len(cells)),
            )

    def marked_cells(self) -> tuple[tuple[int, int], ...]:
        """(row, month) of the selected cells that hold a figure, whose status can be told."""
        found = []
        for place, month in self._table.chosen_cells():
            row = self._model.row(place)
            point = row.points.get(month) if row is not None else None
            if held(point, Field.VALUE) is not None and self._model.sight.field is Field.VALUE:
                found.append((place, month))
        return tuple(found)

    def _found(self, text: str, row: int, month: int) -> tuple[Placed, ...]:
        sight = self._model.sight
        chosen = self._table.chosen_cells()
        if is_single(text) and len(chosen) > 1:
            cells = [
                (shown.standing.indicator, one)
                for place, one in chosen
                if (shown := self._model.row(place)) is not None and shown.faces[one - 1].open
            ]
            return filled(text, cells, sight)
        listed = [one.standing.indicator for one in self._model.rows if not isinstance(one, str)]
        above = sum(1 for one in self._model.rows[:row] if not isinstance(one, str))
        known = [one.indicator for one in self.known]
        return placed(text, Table(known, listed, sight, above, month))

    def _placed(self, one: Placed) -> PointCell | None:
        """As a cell to be written; None where it says so already."""
        state = isinstance(one.value, GoalState)
        point = self._point(one.indicator, one.month)
        field = "state" if state else self._model.sight.field.value
        before = getattr(point, field) if point is not None else None
        if before == one.value:
            return None
        return PointCell(one.indicator.id, self._model.period(one.month), field, one.value)

    def _point(self, indicator: Indicator, month: int) -> IndicatorPoint | None:
        place = self._model.row_of(indicator.id)
        row = self._model.row(place) if place >= 0 else None
        if row is not None:
            return row.points.get(month)
        standing = next((one for one in self.known if one.indicator.id == indicator.id), None)
        return by_month(standing.points, self._model.sight.year).get(month) if standing is not None else None

    def _ask_about_finals(self, cells: Sequence[PointCell], command: str, said: str) -> None:
        """`command`, and what is `said` once the cells are stored, are filled with field and numbers."""
        field = self._model.sight.field.label

        def hand_on(those: Sequence[PointCell]) -> None:
            # status and state go with their figure: a cell counts once
            count = len({(one.indicator_id, one.period) for one in those})
            rows = len({one.indicator_id for one in those})
            self._model.hand_on(
                those,
                command.format(field=field, count=count),
                said.format(field=field, count=count, rows=rows),
            )

        finals = [(cell, change) for cell in cells if (change := self._final_change(cell)) is not None]
        if not finals:
            hand_on(cells)
            return
        going = {(cell.indicator_id, cell.period) for cell, _ in finals}
        rest = [one for one in cells if (one.indicator_id, one.period) not in going]
        others = len({(one.indicator_id, one.period) for one in rest})
        question = self.question = FinalQuestion([one for _, one in finals], others, self._owner.window())
        question.answered.connect(lambda everything: hand_on(cells if everything else rest))
        question.finished.connect(self._answered)
        question.open()

    def _final_change(self, cell: PointCell) -> FinalChange | None:
        """The 核定数 that this cell would change; None where it is none."""
        if cell.field != Field.VALUE.value:
            return None
        indicator = next((one.indicator for one in self.known if one.indicator.id == cell.indicator_id), None)
        month = int(cell.period[5:])
        point = self._point(indicator, month) if indicator is not None else None
        if indicator is None or point is None or point.status is not PointStatus.FINAL or point.value is None:
            return None
        if point.value == cell.value:
            return None
        after = written(cell.value) if isinstance(cell.value, Decimal) else ""
        return FinalChange(indicator.name, month, written(point.value), after)

    def _answered(self, _result: int) -> None:
        if self.question is not None:
            self.question.deleteLater()
            self.question = None
