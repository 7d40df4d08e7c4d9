"""The list of a board: headings of groups, a row for each who is ranked, a line for those who are not."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from shengsi_desktop.domain.boards import BoardKind, LineKind
from shengsi_desktop.domain.words import Light
from shengsi_desktop.rhythm import board_words
from shengsi_desktop.ui.pages.boards.ranking import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.lights import paint_shape
from shengsi_desktop.ui.widgets.painting import painted

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from shengsi_desktop.domain.boards import Board, Score

_Index = QModelIndex | QPersistentModelIndex
SCORE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_HEIGHT, _HEADING, _NOTE = 38, 30, 20
_SIDE, _PAD = 16, 6
_SHOWN = (Light.GREEN, Light.YELLOW, Light.RED, Light.DONE)
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)


class Column(IntEnum):
    """The columns from left to right."""

    PLACE = 0
    NAME = 1
    MEASURE = 2
    POINTS = 3
    LIGHTS = 4
    CHANGE = 5


_WIDTHS = {Column.PLACE: 62, Column.MEASURE: 116, Column.POINTS: 76, Column.LIGHTS: 176, Column.CHANGE: 70}
_CHANGE_LEAST = 460
#: the lights stand closer in a list narrower than this
_CLOSE, _CLOSE_WIDTH = 560, 124


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
        for name, group in board.groups if board else ():
            listed = [one for one in group if one.place is not None or board_words.has_evidence(one)]
            if listed:
                ranked = sum(one.place is not None for one in group)
                self._rows.append(_Row("heading", f"{name}（{ranked}）"))
                self._rows += [_Row("score", one.entrant.name, one) for one in listed]
        left_out = board_words.unranked(board.scores) if board else ()
        if left_out:
            self._rows.append(_Row("heading", words.NOT_RANKED))
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
            return int(_side(section)) | _MIDDLE
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        board = self._board
        if section == Column.MEASURE and board is not None:
            return board_words.measure_head(board)
        if section == Column.LIGHTS and board is not None and not board_words.has_lights(board):
            return board_words.measure_head(board) or "各榜平均"
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
            return row.score.why or f"{row.score.entrant.name}：{self.cell(row.score, Column.LIGHTS)}"
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
        if column == Column.CHANGE:
            old = self._before.get(score.entrant.id)
            return board_words.place_change(score.place, old) or words.NOTHING
        if board.kind is BoardKind.APPRAISAL:
            means = [line for line in score.lines if line.kind is LineKind.BOARD]
            return words.DOT.join(f"{line.title[2:]}{board_words.points(line.done)}" for line in means)
        if board_words.has_lights(board):
            return board_words.counts(score)
        return board_words.measure(board, score)

    @property
    def measured(self) -> bool:
        """Whether places go by a measure that stands in a column of its own."""
        return self._board is not None and board_words.shows_measure(self._board)

    @property
    def lights(self) -> bool:
        """Whether lights are counted on it."""
        return self._board is not None and board_words.has_lights(self._board)


def _side(column: int) -> Qt.AlignmentFlag:
    if column in {Column.POINTS, Column.MEASURE}:
        return Qt.AlignmentFlag.AlignRight
    return Qt.AlignmentFlag.AlignHCenter if column == Column.PLACE else Qt.AlignmentFlag.AlignLeft


class _Option(Protocol):
    """The members of QStyleOption that its type stubs leave out."""

    rect: QRect
    state: QStyle.StateFlag


class BoardDelegate(QStyledItemDelegate):
    """Paints headings, notes and the cells of a score."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """A note is as high as its words."""
        kind = index.data(Qt.ItemDataRole.UserRole)
        if kind == "heading":
            return QSize(0, current.px(_HEADING))
        if kind == "score":
            return QSize(0, current.px(_HEIGHT))
        view = cast("QTreeView", self.parent())
        room = QRect(0, 0, max(view.viewport().width() - 2 * current.px(_SIDE), 40), 10_000)
        flags = int(Qt.TextFlag.TextWordWrap)
        metrics = QFontMetrics(current.font(current.SECOND))
        return QSize(0, metrics.boundingRect(room, flags, str(index.data())).height() + current.px(_NOTE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one cell."""
        drawn = cast("_Option", option)
        area, kind = drawn.rect, index.data(Qt.ItemDataRole.UserRole)
        with painted(painter):
            if kind == "heading":
                painter.fillRect(area, current.colour("ground"))
            elif drawn.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(area, current.colour("selected"))
                if index.column() == 0:
                    painter.fillRect(
                        area.x(), area.y(), current.px(3), area.height(), current.colour("accent")
                    )
            elif kind == "score" and drawn.state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(area, current.colour("hover"))
            painter.fillRect(area.x(), area.bottom(), area.width(), 1, current.colour("line"))
            if kind == "score":
                self._cell(painter, area, index)
                return
            side, top = current.px(_SIDE), current.px(_NOTE) // 2
            painter.setFont(current.font(current.SECOND, bold=kind == "heading"))
            painter.setPen(current.colour("second" if kind == "heading" else "third"))
            if kind == "heading":
                painter.drawText(area.adjusted(side, 0, -side, 0), _MIDDLE, str(index.data()))
            else:
                room = area.adjusted(side, top, -side, 0)
                painter.drawText(room, int(Qt.TextFlag.TextWordWrap), str(index.data()))

    def _cell(self, painter: QPainter, area: QRect, index: _Index) -> None:
        score: Score = index.data(SCORE_ROLE)
        column, pad = index.column(), current.px(_PAD)
        room = area.adjusted(pad, 0, -pad, 0)
        model = cast("BoardTable", index.model())
        if column == Column.LIGHTS and model.lights:
            _paint_counts(painter, room, score)
            return
        first = score.place == 1
        bold = column in {Column.PLACE, Column.POINTS} and score.place is not None
        token = "ink" if score.place is not None else "third"
        if column == Column.PLACE and first:
            token = "accent"
        if column in {Column.LIGHTS, Column.CHANGE}:
            token = "second"
        said = str(index.data())
        if column == Column.CHANGE and said[:1] in {"升", "降"}:
            token = "ok" if said.startswith("升") else "danger"
        size = current.SECOND if column in {Column.LIGHTS, Column.CHANGE} else current.TEXT
        painter.setFont(current.font(size, bold=bold))
        painter.setPen(current.colour(token))
        shown = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(_side(column)) | _MIDDLE, shown)


def _paint_counts(painter: QPainter, room: QRect, score: Score) -> None:
    """Each light that there is with its number, at a place of its own."""
    counts = (score.counts.green, score.counts.yellow, score.counts.red, score.counts.done)
    step, side = min(room.width() // 4, current.px(40)), current.px(9)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(current.font(current.SECOND))
    for place, (light, count) in enumerate(zip(_SHOWN, counts, strict=True)):
        if not count:
            continue
        colours = current.palette().light(light)
        left = room.x() + place * step
        box = QRectF(left, room.center().y() - side / 2 + 1, side, side)
        paint_shape(painter, box, light, QColor(colours.shape))
        painter.setPen(QColor(colours.text))
        text = QRect(left + side + current.px(4), room.y(), step, room.height())
        painter.drawText(text, _MIDDLE, str(count))


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
        self.setColumnHidden(Column.MEASURE, not self._model.measured)
        for column, width in _WIDTHS.items():
            self.header().resizeSection(column, current.px(width))
        # what a measure takes is not there for the others: the name must be readable before 较上期 is shown
        left = self.width() - (current.px(_WIDTHS[Column.MEASURE]) if self._model.measured else 0)
        if left < current.px(_CLOSE):
            self.header().resizeSection(Column.LIGHTS, current.px(_CLOSE_WIDTH))
        self.setColumnHidden(Column.CHANGE, left < current.px(_CHANGE_LEAST))
        self.scheduleDelayedItemsLayout()

    def _current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        score: Score | None = now.data(SCORE_ROLE) if now.isValid() else None
        if score is not None and score.entrant.id != self._current:
            self._current = score.entrant.id
            self.chosen.emit(self._current)
