"""The list of a board: shares its width among the columns, the names first; one entrant is the current one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeView, QWidget

from shengsi_desktop.ui.pages.boards.ranking import words
from shengsi_desktop.ui.pages.boards.ranking.cells import LIGHT, PAD, BoardDelegate
from shengsi_desktop.ui.pages.boards.ranking.table import SCORE_ROLE, BoardTable, Column
from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from shengsi_desktop.domain.boards import Board, Score

#: the columns of numbers (px at 100 %), in a roomy list and in a narrow one
_PLACE, _POINTS, _CHANGE = (62, 48), (76, 60), (70, 56)
#: a longer name ends in … before the columns beside it give way
_LONGEST_NAME = 180


class BoardList(QTreeView):
    """The list; headings and notes cannot be chosen."""

    #: another entrant is the current one (its id)
    chosen = Signal(str)

    def __init__(self, model: BoardTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._current = ""
        self.setModel(model)
        self.setItemDelegate(BoardDelegate(self))
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("名次表")
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentChanged.connect(self._current_changed)

    @property
    def current_id(self) -> str:
        """The entrant shown on the right."""
        return self._current

    def show_board(self, board: Board | None, before: Board | None) -> None:
        """List it; the same entrant stays current, else the first one is."""
        wanted, self._current = self._current, ""
        self._model.show(board, before)
        for row in self._model.spanned:
            self.setFirstColumnSpanned(row, QModelIndex(), True)
        self._share_width()
        scores = self._model.scores
        if board is None:
            # what is worked out next shows it again
            self._current = wanted
        if not (wanted and self.choose(wanted)) and scores:
            self.choose(scores[0].entrant.id)

    def choose(self, entrant_id: str) -> bool:
        """Make it the current one; False where it has no row."""
        row = self._model.row_of(entrant_id)
        if row < 0:
            return False
        flags = QItemSelectionModel.SelectionFlag
        index = self._model.index(row, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns keep their widths, the name takes the rest; notes break elsewhere."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """The names first; the lights stand closer before the change gives way to them."""
        model, head = self._model, self.header()
        self.setColumnHidden(Column.MEASURE, not model.measured)
        self.setColumnHidden(Column.GIVEN, not model.given)
        given = self._wanted(Column.GIVEN, current.SECOND) if model.given else 0
        for narrow in (False, True):
            place, points, change = (current.px(one[narrow]) for one in (_PLACE, _POINTS, _CHANGE))
            behind = self._behind(narrow=narrow)
            measure = self._wanted(Column.MEASURE, current.TEXT) if model.measured else 0
            left = self.viewport().width() - place - points - measure - given
            if left - behind - change >= self._wanted(Column.NAME, current.TEXT):
                break
        name = min(self._wanted(Column.NAME, current.TEXT), current.px(_LONGEST_NAME))
        keeps_change = left - behind - change >= name
        least = min(behind, 3 * current.px(LIGHT[1]))
        behind = max(min(behind, left - name - (change if keeps_change else 0)), least)
        widths = (place, points, measure, behind, given, change)
        columns = (
            Column.PLACE, Column.POINTS, Column.MEASURE, Column.LIGHTS, Column.GIVEN, Column.CHANGE,
        )  # fmt: skip
        for column, width in zip(columns, widths, strict=True):
            head.resizeSection(column, width)
        self.setColumnHidden(Column.CHANGE, not keeps_change)
        self.scheduleDelayedItemsLayout()

    def _behind(self, *, narrow: bool) -> int:
        """What the lights take, or the words in their place; these can stand in two lines where it is narrow."""
        model = self._model
        if model.lights:
            return max(
                len(model.lit) * current.px(LIGHT[narrow]) + 2 * current.px(PAD), self._head(Column.LIGHTS)
            )
        said = [model.cell(score, Column.LIGHTS) for score in model.scores]
        metrics = QFontMetrics(current.font(current.SECOND))
        if narrow:
            said = [words.DOT.join(one.split(words.DOT)[:2]) for one in said]
        widest = max((metrics.horizontalAdvance(one) for one in said), default=0)
        return max(widest + 2 * current.px(PAD) + 2, self._head(Column.LIGHTS))

    def _wanted(self, column: Column, size: int) -> int:
        """The widest of its words, with their rim."""
        metrics = QFontMetrics(current.font(size))
        said = (self._model.cell(score, column) for score in self._model.scores)
        widest = max((metrics.horizontalAdvance(one) for one in said), default=0)
        return max(widest + 2 * current.px(PAD) + 2, self._head(column))

    def _head(self, column: Column) -> int:
        said = str(
            self._model.headerData(column, Qt.Orientation.Horizontal, int(Qt.ItemDataRole.DisplayRole))
        )
        metrics = QFontMetrics(current.font(current.SECOND))
        return metrics.horizontalAdvance(said) + 2 * current.px(PAD) + 4

    def _current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        score: Score | None = now.data(SCORE_ROLE) if now.isValid() else None
        if score is not None and score.entrant.id != self._current:
            self._current = score.entrant.id
            self.chosen.emit(self._current)
