"""The list of projects and the line of their sums below it, column under column."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from shengsi_desktop.domain import money
from shengsi_desktop.domain.projects import ProjectRow
from shengsi_desktop.rhythm.figures import percent_words
from shengsi_desktop.ui.pages.indicators.lists.delegate import PAD, SIDE
from shengsi_desktop.ui.pages.indicators.lists.table_view import ItemTableView
from shengsi_desktop.ui.pages.indicators.projects import words
from shengsi_desktop.ui.pages.indicators.projects.delegate import ProjectDelegate
from shengsi_desktop.ui.pages.indicators.projects.table_model import Column, ProjectTable
from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from shengsi_desktop.domain.projects import ProjectTotals

_WORDS_SHARE = 0.2


class ProjectView(ItemTableView[ProjectRow]):
    """One list; categories are headings that cannot be chosen."""

    #: the columns have other places
    columns_moved = Signal()

    widths: ClassVar[Mapping[int, int]] = {
        Column.TOTAL: 70, Column.PLAN: 70, Column.MONTH: 70, Column.DONE: 72, Column.RATE: 90, Column.WORDS: 136,
        Column.LIGHT: 104,
    }  # fmt: skip
    gives_way = ((Column.WORDS, 740), (Column.TOTAL, 600), (Column.MONTH, 530), (Column.PLAN, 460))

    def __init__(self, model: ProjectTable, parent: QWidget | None = None) -> None:
        super().__init__(model, ProjectDelegate(), words.COLUMNS[0].strip(), parent)
        self._model: ProjectTable = model
        header = self.header()
        header.geometriesChanged.connect(self.columns_moved)
        header.sectionResized.connect(lambda *_: self.columns_moved.emit())

    def show_projects(self, projects: tuple[ProjectRow, ...], unit: str) -> None:
        """List them; the same one stays current, at first the first one is."""
        wanted = self.current_id
        if self._model.show(projects, unit):
            for row in self._model.headings():
                self.setFirstColumnSpanned(row, QModelIndex(), True)
            self.keep_current(wanted)
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words take their share of a wide list."""
        super().resizeEvent(event)
        share = max(current.px(self.widths[Column.WORDS]), int(self.width() * _WORDS_SHARE))
        self.header().resizeSection(Column.WORDS, share)
        self.columns_moved.emit()


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
        header, pad = self._view.header(), current.px(PAD)
        painter.setFont(current.font(bold=True))
        painter.setPen(current.colour("ink"))
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        name = QRect(current.px(SIDE), 0, header.sectionSize(Column.NAME) - current.px(SIDE), self.height())
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
