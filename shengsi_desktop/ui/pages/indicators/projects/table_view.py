"""The list of projects and the line of their sums below it, column under column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QSizePolicy, QTreeView, QWidget

from shengsi_desktop.domain import money
from shengsi_desktop.rhythm.figures import percent_words
from shengsi_desktop.ui.pages.indicators.projects import words
from shengsi_desktop.ui.pages.indicators.projects.delegate import ProjectDelegate
from shengsi_desktop.ui.pages.indicators.projects.table_model import (
    PROJECT_ROLE,
    Column,
    ProjectTable,
)
from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from shengsi_desktop.domain.projects import ProjectRow, ProjectTotals

_WIDTHS = {
    Column.TOTAL: 70, Column.PLAN: 70, Column.MONTH: 70, Column.DONE: 72, Column.RATE: 90, Column.WORDS: 136,
    Column.LIGHT: 104,
}  # fmt: skip
#: below these widths (at 100 %) a column is left to the right side, in this order
_GIVES_WAY = ((Column.WORDS, 740), (Column.TOTAL, 600), (Column.MONTH, 530), (Column.PLAN, 460))
_WORDS_SHARE = 0.2
_SIDE, _PAD = 16, 6


class ProjectView(QTreeView):
    """One list; categories are headings that cannot be chosen."""

    #: another project is the current one (its item's id)
    project_chosen = Signal(str)
    #: the columns have other places
    columns_moved = Signal()

    def __init__(self, model: ProjectTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._current: str | None = None
        self.setModel(model)
        self.setItemDelegate(ProjectDelegate(self))
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(words.COLUMNS[0].strip())
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(current.px(48))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        header.geometriesChanged.connect(self.columns_moved)
        header.sectionResized.connect(lambda *_: self.columns_moved.emit())
        self.selectionModel().currentChanged.connect(self._current_changed)

    @property
    def current_id(self) -> str | None:
        """The project shown on the right."""
        return self._current

    def show_projects(self, projects: tuple[ProjectRow, ...], unit: str) -> None:
        """List them; the same one stays current, at first the first one is."""
        wanted = self._current
        if self._model.show(projects, unit):
            for row in self._model.headings():
                self.setFirstColumnSpanned(row, QModelIndex(), True)
            if not (wanted and self.choose(wanted)):
                self._current = None
                self.choose(projects[0].item.id if projects else "")
        self.scheduleDelayedItemsLayout()

    def choose(self, item_id: str) -> bool:
        """Make it the current one; False when it is not there."""
        row = self._model.row_of(item_id)
        if row < 0:
            return False
        flags = QItemSelectionModel.SelectionFlag
        index = self._model.index(row, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)
        return True

    def keyboardSearch(self, search: str) -> None:
        """Typing goes to no other row: what is typed on would be taken for that row."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave columns to the right side where there is no room."""
        super().resizeEvent(event)
        for column, width in _WIDTHS.items():
            self.header().resizeSection(column, current.px(width))
        # words take their share of a wide list
        share = max(current.px(_WIDTHS[Column.WORDS]), int(self.width() * _WORDS_SHARE))
        self.header().resizeSection(Column.WORDS, share)
        for column, least in _GIVES_WAY:
            self.setColumnHidden(column, self.width() < current.px(least))
        self.scheduleDelayedItemsLayout()
        self.columns_moved.emit()

    def _current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        row: ProjectRow | None = now.data(PROJECT_ROLE) if now.isValid() else None
        if row is not None and row.item.id != self._current:
            self._current = row.item.id
            self.project_chosen.emit(self._current)


class TotalsLine(QWidget):
    """合计 under the columns of the list."""

    def __init__(self, view: ProjectView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._sums: ProjectTotals | None = None
        self._unit = money.WAN
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        view.columns_moved.connect(self.update)

    def show_totals(self, sums: ProjectTotals, unit: str) -> None:
        """Show them in a unit."""
        self._sums, self._unit = sums, unit
        notes = []
        if sums.unplanned:
            notes.append(words.UNPLANNED.format(count=sums.unplanned))
        if sums.unreported:
            notes.append(words.UNREPORTED.format(count=sums.unreported))
        self.setToolTip("，".join(notes))
        said = [words.TOTAL.format(unit=unit), *(text for _, text in self._cells())]
        self.setAccessibleName("，".join(said))
        self.update()

    @property
    def texts(self) -> dict[Column, str]:
        """What stands under each column."""
        return dict(self._cells())

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(200, current.px(38))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Under each column its sum."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), current.colour("ground"))
        painter.fillRect(0, 0, self.width(), 1, current.colour("line_strong"))
        header, pad = self._view.header(), current.px(_PAD)
        painter.setFont(current.font(bold=True))
        painter.setPen(current.colour("ink"))
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        name = QRect(current.px(_SIDE), 0, header.sectionSize(Column.NAME) - current.px(_SIDE), self.height())
        painter.drawText(name, middle, words.TOTAL.format(unit=self._unit))
        for column, text in self._cells():
            if self._view.isColumnHidden(column):
                continue
            x, width = header.sectionViewportPosition(column), header.sectionSize(column)
            room = QRect(x + pad, 0, width - 2 * pad, self.height())
            side = Qt.AlignmentFlag.AlignLeft if column == Column.RATE else Qt.AlignmentFlag.AlignRight
            painter.drawText(room, int(side) | middle, text)
        if self._sums is not None and not self._view.isColumnHidden(Column.WORDS):
            painter.setFont(current.font(current.SECOND))
            painter.setPen(current.colour("second"))
            x = header.sectionViewportPosition(Column.WORDS)
            room = QRect(x + pad, 0, self.width() - x - pad, self.height())
            painter.drawText(room, middle, words.TOTAL_COUNT.format(count=self._sums.count))

    def _cells(self) -> list[tuple[Column, str]]:
        sums = self._sums
        if sums is None:
            return []
        figures = [
            (Column.TOTAL, sums.total),
            (Column.PLAN, sums.year_plan),
            (Column.MONTH, sums.month_done),
            (Column.DONE, sums.year_done),
        ]
        cells = [(column, money.figure(sum_, self._unit) or words.NOTHING) for column, sum_ in figures]
        rate = words.NOTHING if sums.year_rate is None else percent_words(sums.year_rate)
        return [*cells, (Column.RATE, rate)]
