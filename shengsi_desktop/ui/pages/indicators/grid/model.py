"""The grid as an item model: 类别 and indicators down, months and what is derived from them across.

Keeps what was just typed until the store has told of it; saves nothing itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from shengsi_desktop.domain.indicators import GoalState, IndicatorPoint, PointCell, PointStatus
from shengsi_desktop.domain.periods import month_key
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui.pages.indicators.alike import decimals
from shengsi_desktop.ui.pages.indicators.grid import words
from shengsi_desktop.ui.pages.indicators.grid.derived_cells import Column, derived_tip, derived_words
from shengsi_desktop.ui.pages.indicators.grid.faces import Face, closed_words, faces
from shengsi_desktop.ui.pages.indicators.grid.reading import Value, is_blank, read
from shengsi_desktop.ui.pages.indicators.grid.rows import Sight, with_headings
from shengsi_desktop.ui.pages.indicators.grid.series import MONTHS, Field, by_month, held

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shengsi_desktop.domain.indicators import IndicatorStanding

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_SAID = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
#: (indicator's id, period, field of a point)
CellKey = tuple[str, str, str]


COLUMNS = len(MONTHS) + len(Column)


@dataclass(slots=True)
class Row:
    """One indicator with its twelve faces of the field and year shown; `places` are the decimals of 实际."""

    standing: IndicatorStanding
    points: dict[int, IndicatorPoint]
    faces: tuple[Face, ...]
    places: int


class GridModel(QAbstractTableModel):
    """Tells of what is typed as PointCells; what is no figure is refused and the old one stays."""

    #: (a tuple of PointCell, the command's name, what to tell the user once they are stored)
    edited = Signal(object, str, str)
    #: a sentence for the user
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.sight = Sight()
        self._rows: list[str | Row] = []
        self._typed: dict[CellKey, Any] = {}
        self._corrected: frozenset[CellKey] = frozenset()

    def show(
        self,
        standings: Sequence[IndicatorStanding],
        sight: Sight,
        corrected: frozenset[CellKey] = frozenset(),
    ) -> None:
        """List them. Where the same ones stay, an open editor stays, too."""
        wanted, same = with_headings(standings), self.keeps_cells(standings, sight)
        if not same:
            self.beginResetModel()
        self.sight, self._corrected = sight, corrected
        self._forget_stored(standings)
        self._rows = [one if isinstance(one, str) else self._made(one) for one in wanted]
        if not same:
            self.endResetModel()
        else:
            self._tell()

    def keeps_cells(self, standings: Sequence[IndicatorStanding], sight: Sight) -> bool:
        """Whether an open editor stays open when these are listed."""
        wanted = with_headings(standings)
        return sight == self.sight and [_key(one) for one in wanted] == [_key(one) for one in self._rows]

    def forget_typed(self) -> None:
        """What was typed was not taken: show what the store holds."""
        self._typed.clear()
        self._make_again()

    @property
    def rows(self) -> Sequence[str | Row]:
        """What is listed: a word for a category."""
        return self._rows

    def row(self, index: int) -> Row | None:
        """The indicator of a row; None for a category."""
        found = self._rows[index] if 0 <= index < len(self._rows) else None
        return None if isinstance(found, str) else found

    def row_of(self, indicator_id: str) -> int:
        """The row of an indicator, -1 where it is not listed."""
        for place, row in enumerate(self._rows):
            if not isinstance(row, str) and row.standing.indicator.id == indicator_id:
                return place
        return -1

    def derived(self, row: Row, column: int) -> str:
        """What a column after the months says."""
        return derived_words(row.standing, column, places=row.places, judged=self.sight.judged)

    def cell(self, row: int, month: int, value: Value | PointStatus | None, field: str = "") -> PointCell:
        """That cell of the year shown with another value; in the field shown, or in another of the point."""
        shown = self._rows[row]
        if isinstance(shown, str):
            raise IndexError(row)
        name = field or ("state" if isinstance(value, GoalState) else self.sight.field.value)
        return PointCell(shown.standing.indicator.id, self.period(month), name, value)

    def period(self, month: int) -> str:
        """«2023-03»."""
        return month_key(self.sight.year, month)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Categories and indicators."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Twelve months and what is derived."""
        return 0 if parent.isValid() else COLUMNS

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """The keys pass over categories; only months that count can be typed into."""
        row = self.row(index.row())
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() < len(MONTHS) and row.faces[index.column()].open:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def why_closed(self, index: _Index) -> str:
        """Why nothing can be typed into that cell, in a sentence."""
        row = self.row(index.row())
        if row is None or index.column() >= len(MONTHS):
            return words.DERIVED_CLOSED
        return words.TYPED_CLOSED.format(
            tip=closed_words(row.standing.indicator, self.sight.field, index.column() + 1)
        )

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Months above, the indicators' names at the left."""
        if orientation == Qt.Orientation.Vertical:
            row = self._rows[section]
            return row_words(row) if role in _SAID else None
        derived = section - len(MONTHS)
        if role == Qt.ItemDataRole.DisplayRole:
            return words.DERIVED[derived] if derived >= 0 else words.MONTH.format(month=section + 1)
        if role == Qt.ItemDataRole.ToolTipRole and derived >= 0:
            return words.DERIVED_TIPS[derived]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if section == Column.LIGHT else _RIGHT
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell."""
        row = self.row(index.row())
        if row is None:
            return None
        column = index.column()
        if column < len(MONTHS):
            face = row.faces[column]
            if role == Qt.ItemDataRole.DisplayRole:
                return face.text
            if role == Qt.ItemDataRole.EditRole:
                return face.plain
            if role == Qt.ItemDataRole.ToolTipRole:
                return _tip(row, face, self.sight.field, column + 1)
        elif role == Qt.ItemDataRole.DisplayRole:
            return self.derived(row, column)
        elif role == Qt.ItemDataRole.ToolTipRole:
            return derived_tip(row.standing, column, places=row.places)
        return _RIGHT if role == Qt.ItemDataRole.TextAlignmentRole else None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed and hand it on; empty and «—» clear the cell."""
        row = self.row(index.row())
        if role != Qt.ItemDataRole.EditRole or row is None or index.column() >= len(MONTHS):
            return False
        month, said = index.column() + 1, str(value).strip()
        face = row.faces[index.column()]
        if said == face.plain:
            return True
        if is_blank(said):
            cells = self.emptied(index.row(), month)
        else:
            try:
                cells = (self.cell(index.row(), month, read(said, self.sight.field, row.standing.indicator)),)
            except Refusal as problem:
                self.refused.emit(words.TYPED.format(reason=problem))
                return False
        point = row.points.get(month)
        if any(point is None or getattr(point, one.field) != one.value for one in cells):
            self.hand_on(
                cells,
                words.COMMAND_TYPE.format(
                    name=row.standing.indicator.name, month=month, field=self.sight.field.label
                ),
            )
        return True

    def hand_on(self, cells: Sequence[PointCell], name: str, said: str = "") -> None:
        """Show the cells and tell of them as one command of that name."""
        self._typed |= {(one.indicator_id, one.period, one.field): one.value for one in cells}
        self._make_again()
        self.edited.emit(tuple(cells), name, said)

    def emptied(self, row: int, month: int) -> tuple[PointCell, ...]:
        """What empties a cell: its figure, and with 实际 its status and state; nothing where it is empty."""
        shown = self.row(row)
        point = shown.points.get(month) if shown is not None else None
        if shown is None or point is None:
            return ()
        found = []
        if held(point, self.sight.field) is not None:
            found.append(self.cell(row, month, None))
        if self.sight.field is Field.VALUE:
            if point.state is not GoalState.UNSAID:
                found.append(self.cell(row, month, None, "state"))
            if point.status is not PointStatus.UNSAID and found:
                found.append(self.cell(row, month, None, "status"))
        return tuple(found)

    def _made(self, standing: IndicatorStanding) -> Row:
        indicator, year = standing.indicator, self.sight.year
        points = by_month(standing.points, year)
        for month in MONTHS:
            typed = self._typed_of(indicator.id, self.period(month))
            if typed:
                point = points.get(month) or IndicatorPoint(indicator.id, self.period(month), None)
                points[month] = replace(point, **typed)
        fields = (
            (self.sight.field.value, "state")
            if self.sight.field is Field.VALUE
            else (self.sight.field.value,)
        )
        corrected = {
            month
            for month in MONTHS
            if any((indicator.id, self.period(month), field) in self._corrected for field in fields)
        }
        shown = faces(indicator, points, self.sight.field, self.sight.over, corrected)
        return Row(standing, points, shown, decimals(one.value for one in points.values()))

    def _typed_of(self, indicator_id: str, period: str) -> dict[str, Any]:
        if not self._typed:
            return {}
        unsaid = {"status": PointStatus.UNSAID, "state": GoalState.UNSAID}
        return {
            field: unsaid.get(field) if value is None else value
            for (own, at, field), value in self._typed.items()
            if own == indicator_id and at == period
        }

    def _forget_stored(self, standings: Iterable[IndicatorStanding]) -> None:
        """What the store has told of is no longer only typed."""
        if not self._typed:
            return
        stored: Mapping[tuple[str, str], IndicatorPoint] = {
            (point.indicator_id, point.period): point for one in standings for point in one.points
        }
        self._typed = {
            (own, period, field): value
            for (own, period, field), value in self._typed.items()
            if _unsaid_as_none(getattr(stored.get((own, period)), field, None)) != _unsaid_as_none(value)
        }

    def _make_again(self) -> None:
        self._rows = [one if isinstance(one, str) else self._made(one.standing) for one in self._rows]
        self._tell()

    def _tell(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, COLUMNS - 1))


def row_words(row: str | Row) -> str:
    """A category, or an indicator with its unit and target."""
    if isinstance(row, str):
        return row
    one = row.standing.indicator
    named = f"{one.name}（{one.unit}）" if one.unit else one.name
    return f"{named} {words.TARGET}{one.target_words}" if one.target_words else named


def _tip(row: Row, face: Face, field: Field, month: int) -> str:
    if face.closed:
        return closed_words(row.standing.indicator, field, month)
    said = [face.note, face.status.label, words.TIP_CORRECTED if face.corrected else ""]
    return "；".join(one for one in said if one)


def _unsaid_as_none(value: Any) -> Any:
    return None if value == "" else value


def _key(row: str | IndicatorStanding | Row) -> str:
    if isinstance(row, str):
        return row
    return row.standing.indicator.id if isinstance(row, Row) else row.indicator.id
