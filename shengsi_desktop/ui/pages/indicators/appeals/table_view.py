"""The list of appeals: name with what it is about, amount, stage with its bar, newest contact, light."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter

from shengsi_desktop.domain.appeals import STAGES, AppealRow
from shengsi_desktop.rhythm.appeals import count_of
from shengsi_desktop.ui.pages.indicators.appeals import words
from shengsi_desktop.ui.pages.indicators.appeals.table_model import AppealTable, Column, about, silence_of
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
from shengsi_desktop.ui.pages.indicators.lists.table_view import ItemTableView
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.headed_table import ROW_ROLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QStyleOptionViewItem, QTreeView, QWidget


class AppealDelegate(ItemDelegate):
    """Two lines a row; a name of more words goes on in a third."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the name needs, two lines of it at most."""
        row: AppealRow = index.data(ROW_ROLE)
        view = cast("QTreeView", self.parent())
        room = view.columnWidth(Column.NAME) - current.px(SIDE + PAD)
        lines = 1 + len(wrapped(QFontMetrics(current.font()), row.item.title, room))
        return QSize(0, current.px(lines * LINE + AROUND))

    def paint_cell(self, painter: QPainter, area: QRect, index: Index, row: AppealRow) -> None:
        """Name, amount, the stage with its bar, the newest contact, the light."""
        column, pad, said = index.column(), current.px(PAD), str(index.data())
        room = area.adjusted(pad, 0, -pad, 0)
        if column == Column.NAME:
            two_lines(painter, area.adjusted(current.px(SIDE), 0, -pad, 0), said, about(row))
        elif column == Column.AMOUNT:
            token = "ink" if row.amount is not None else "second"
            write_line(painter, room, said, token, current.TEXT, right=True)
        elif column == Column.STAGE:
            _stage(painter, room, row, said)
        elif column == Column.CONTACT:
            two_lines(painter, room, said, silence_of(row))
        else:
            paint_light(painter, area, room, row.item.standing.reading.light, said)


def _stage(painter: QPainter, room: QRect, row: AppealRow, said: str) -> None:
    """The stage over how far that is."""
    token, percent = "ink" if row.stage else "second", 100 * count_of(row.stage) / len(STAGES)
    line_over_bar(painter, room, said, token, percent, None, row.item.standing.reading.light)


class AppealView(ItemTableView[AppealRow]):
    """One list, one of them current."""

    widths: ClassVar[Mapping[int, int]] = {
        Column.AMOUNT: 96,
        Column.STAGE: 84,
        Column.CONTACT: 104,
        Column.LIGHT: 104,
    }
    gives_way = ((Column.AMOUNT, 560), (Column.CONTACT, 470))

    def __init__(self, model: AppealTable, parent: QWidget | None = None) -> None:
        super().__init__(model, AppealDelegate(), words.COLUMNS[0].strip(), parent)
        self._model: AppealTable = model

    def show_appeals(self, rows: tuple[AppealRow, ...], year: int) -> None:
        """List them; the same one stays current, at first the first one is."""
        wanted = self.current_id
        if self._model.show(rows, year):
            self.keep_current(wanted)
        self.scheduleDelayedItemsLayout()
