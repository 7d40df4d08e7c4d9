"""The rows of a board: headings of groups, a row for each who is ranked, then those who are not."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from shengsi_desktop.domain.boards import BoardKind, LineKind
from shengsi_desktop.domain.words import Light
from shengsi_desktop.rhythm import board_words
from shengsi_desktop.ui.pages.boards.ranking import words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.domain.boards import Board, Score

_Index = QModelIndex | QPersistentModelIndex
SCORE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
LIGHTS_SHOWN = (Light.GREEN, Light.YELLOW, Light.RED, Light.DONE)
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)


class Column(IntEnum):
    """The columns from left to right."""

    PLACE = 0
    NAME = 1
    POINTS = 2
    MEASURE = 3
    LIGHTS = 4
    GIVEN = 5
    CHANGE = 6


class _Row(NamedTuple):
    """A heading (`kind` heading), a score, or a note."""

    kind: str
    words: str
    score: Score | None = None


class BoardTable(QAbstractTableModel):
    """The rows of one board."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._board: Board | None = None
        self._before: dict[str, int | None] = {}

    def show(self, board: Board | None, before: Board | None) -> None:
        """Show another board."""
        self.beginResetModel()
        self._board = board
        self._before = {one.entrant.id: one.place for one in before.scores} if before else {}
        self._rows = []
        for head, group in board_words.headed_groups(board) if board else ():
            ranked = [one for one in group if one.place is not None]
            if ranked:
                self._rows.append(_Row("heading", head))
                self._rows += [_Row("score", one.entrant.name, one) for one in ranked]
        scores = board.scores if board else ()
        # all without a place stand together; those with something to show keep a row that can be chosen
        shown = [one for one in scores if one.place is None and board_words.has_evidence(one)]
        left_out = board_words.unranked(scores)
        if shown or left_out:
            self._rows.append(_Row("heading", words.NOT_RANKED))
            self._rows += [_Row("score", one.entrant.name, one) for one in shown]
            self._rows += [_Row("note", f"{why}：{'、'.join(names)}") for why, names in left_out]
        self.endResetModel()

    @property
    def spanned(self) -> list[int]:
        """The rows that have one cell only."""
        return [at for at, row in enumerate(self._rows) if row.kind != "score"]

    @property
    def scores(self) -> list[Score]:
        """Those that have a row, in order."""
        return [row.score for row in self._rows if row.score is not None]

    def row_of(self, entrant_id: str) -> int:
        """Where an entrant stands, -1 where it has no row."""
        return next(
            (at for at, row in enumerate(self._rows) if row.score and row.score.entrant.id == entrant_id), -1
        )

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """The heads."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(side_of(section)) | _MIDDLE
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        board = self._board
        if section == Column.MEASURE and board is not None:
            return board_words.measure_head(board)
        if section == Column.LIGHTS and board is not None and not board_words.has_lights(board):
            return board_words.measure_head(board) or "各榜平均"
        if section == Column.NAME and board is not None:
            return board_words.who(board)
        return words.COLUMNS[section]

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Only scores can be chosen."""
        row = self._rows[index.row()]
        return (
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            if row.kind == "score"
            else Qt.ItemFlag.ItemIsEnabled
        )

    def data(self, index: _Index, role: int = 0) -> Any:
        """What a cell says."""
        row = self._rows[index.row()]
        if role == SCORE_ROLE:
            return row.score
        if role == Qt.ItemDataRole.UserRole:
            return row.kind
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.cell(row.score, index.column()) if row.score else row.words
        if role == Qt.ItemDataRole.ToolTipRole:
            if row.score is None:
                return row.words
            parts = (self.cell(row.score, Column.LIGHTS), board_words.given(row.score))
            return row.score.why or f"{row.score.entrant.name}：{'，'.join(filter(None, parts))}"
        return None

    def cell(self, score: Score, column: int) -> str:
        """The words of one cell."""
        board = self._board
        if board is None:
            return ""
        if column == Column.PLACE:
            return words.NOTHING if score.place is None else str(score.place)
        if column == Column.NAME:
            return score.entrant.name
        if column == Column.MEASURE:
            return board_words.measure(board, score)
        if column == Column.POINTS:
            return board_words.points(score.points)
        if column == Column.GIVEN:
            return board_words.given(score)
        if column == Column.CHANGE:
            old = self._before.get(score.entrant.id)
            return board_words.place_change(score.place, old) or words.NOTHING
        if board.kind is BoardKind.APPRAISAL:
            return words.DOT.join(_means(score))
        if board_words.has_lights(board):
            return board_words.counts(score)
        return board_words.measure(board, score)

    @property
    def measured(self) -> bool:
        """Whether places go by a measure that stands in a column of its own."""
        return self._board is not None and board_words.shows_measure(self._board)

    @property
    def given(self) -> bool:
        """Whether weeks or people gave or took points, which stands in a column of its own."""
        return self._board is not None and board_words.shows_given(self._board)

    @property
    def lights(self) -> bool:
        """Whether lights are counted on it."""
        return self._board is not None and board_words.has_lights(self._board)

    @property
    def lit(self) -> tuple[Light, ...]:
        """The lights that somebody has, in order; each has a place of its own in the column."""
        found = [counts_of(score) for score in self.scores]
        return tuple(light for at, light in enumerate(LIGHTS_SHOWN) if any(counts[at] for counts in found))


def counts_of(score: Score) -> tuple[int, ...]:
    """How many lights of each kind, as LIGHTS_SHOWN has them."""
    return score.counts.green, score.counts.yellow, score.counts.red, score.counts.done


def _means(score: Score) -> list[str]:
    """«工作64.67»: each board's mean, of a 考评."""
    means = (line for line in score.lines if line.kind is LineKind.BOARD)
    return [f"{line.title[2:]}{board_words.points(line.done)}" for line in means]


def side_of(column: int) -> Qt.AlignmentFlag:
    """At which side of its column a cell stands."""
    if column in {Column.POINTS, Column.MEASURE}:
        return Qt.AlignmentFlag.AlignRight
    return Qt.AlignmentFlag.AlignHCenter if column == Column.PLACE else Qt.AlignmentFlag.AlignLeft
