"""How a project's row is painted: name with number and lead, sums, the bar with the schedule's mark, the light."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from shengsi_desktop.ui.pages.indicators.lists.delegate import (
    AROUND,
    LINE,
    PAD,
    SIDE,
    Index,
    ItemDelegate,
    line_over_bar,
    paint_light,
    two_lines,
    wrapped,
    write_line,
)
from shengsi_desktop.ui.pages.indicators.projects import words
from shengsi_desktop.ui.pages.indicators.projects.table_model import (
    MONEY,
    Column,
    next_words,
)
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.headed_table import ROW_ROLE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem, QTreeView

    from shengsi_desktop.domain.projects import ProjectRow

_HEADING = 30


class ProjectDelegate(ItemDelegate):
    """Two lines a row; names and 形象进度 of more words go on in a third."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as name and 形象进度 need, two lines of each at most."""
        row: ProjectRow | None = index.data(ROW_ROLE)
        if row is None:
            return QSize(0, current.px(_HEADING))
        view = cast("QTreeView", self.parent())
        name = view.columnWidth(Column.NAME) - current.px(SIDE + PAD)
        lines = 1 + len(wrapped(QFontMetrics(current.font()), row.facts.name, name))
        if not view.isColumnHidden(Column.WORDS) and row.words:
            room = view.columnWidth(Column.WORDS) - 2 * current.px(PAD)
            said = wrapped(QFontMetrics(current.font(current.SECOND)), row.words, room)
            lines = max(lines, len(said) + bool(row.next_milestone))
        return QSize(0, current.px(lines * LINE + AROUND))

    def paint_cell(self, painter: QPainter, area: QRect, index: Index, row: ProjectRow) -> None:
        """Name, sums, the rate with its bar, 形象进度, the light."""
        column, pad = index.column(), current.px(PAD)
        room = area.adjusted(pad, 0, -pad, 0)
        if column == Column.NAME:
            two_lines(painter, area.adjusted(current.px(SIDE), 0, -pad, 0), row.facts.name, _about(row))
        elif column in MONEY:
            write_line(
                painter, room, str(index.data()), "ink", current.TEXT, right=True, bold=column == Column.DONE
            )
        elif column == Column.RATE:
            _rate(painter, room, row, str(index.data()))
        elif column == Column.WORDS:
            two_lines(painter, room, row.words, next_in(row, room.width()), size=current.SECOND)
        else:
            paint_light(painter, area, room, row.item.standing.reading.light, str(index.data()))


def _about(row: ProjectRow) -> str:
    """Number, then who leads where that is another unit, then the islands."""
    ours = row.item.ours
    lead = [] if ours else [row.item.lead or words.NO_LEAD]
    return words.DOT.join([row.item.number, *lead, *row.item.islands])


def _rate(painter: QPainter, room: QRect, row: ProjectRow, said: str) -> None:
    """The percentage over its bar."""
    rate = row.progress.year_rate
    if rate is None:
        write_line(painter, room, said, "second", current.TEXT)
        return
    light = row.investment.reading.light if row.investment else row.item.standing.reading.light
    schedule = None if row.schedule is None else float(row.schedule)
    line_over_bar(painter, room, said, "ink", float(rate), schedule, light)


def next_in(row: ProjectRow, width: int) -> str:
    """The next milestone with its day, in so much room."""
    metrics = QFontMetrics(current.font(current.SECOND))

    def shortened(name: str, rest: str) -> str:
        return metrics.elidedText(name, Qt.TextElideMode.ElideRight, width - metrics.horizontalAdvance(rest))

    return next_words(row, shortened)
