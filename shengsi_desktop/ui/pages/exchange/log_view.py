"""收发记录: what this machine sent and took in, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from shengsi_desktop.domain.weeks import week_label
from shengsi_desktop.services.exchange import packages
from shengsi_desktop.ui.pages.exchange.room import MARGINS
from shengsi_desktop.ui.widgets.containers import EmptyState
from shengsi_desktop.ui.widgets.plain_table import Column, Line, PlainTable

if TYPE_CHECKING:
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.services.exchange.packages import LogLine
    from shengsi_desktop.ui.page import PageContext

_COLUMNS = (
    Column("时间"),
    Column("方向"),
    Column("种类"),
    Column("单位或电脑"),
    Column("周次"),
    Column("文件", 1),
    Column("结果", 2),
)


class LogView(QWidget):
    """Only tells."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: PageContext | None = None
        self.table = PlainTable(_COLUMNS, "收发记录")
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState("还没有收发记录", "报送、接收、下发和本单位同步的每个文件，都会记在这里。")
        )
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(*MARGINS)
        column.addWidget(self._stack)
        self.setFocusProxy(self.table)

    def show_week(self, context: PageContext) -> None:
        """The log is of no week: load it."""
        self._context = context
        context.operations.run(packages.log_lines, self._show, owner=self)

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Load again."""
        if self._context is not None:
            self.show_week(self._context)

    def _show(self, lines: tuple[LogLine, ...]) -> None:
        year = f"{self._context.settings.plan_year}年" if self._context is not None else ""
        self.table.show_lines([_line(place, one, year) for place, one in enumerate(lines)])
        self._stack.setCurrentIndex(1 if lines else 0)


def _line(place: int, one: LogLine, year: str) -> Line:
    """A week of the plan's year is told without it: the room is the outcome's."""
    moment = f"{one.at.month}月{one.at.day}日 {one.at:%H:%M}"
    way = "发出" if one.outgoing else "收到"
    return Line(
        str(place),
        (
            moment,
            way,
            one.kind,
            one.counterpart,
            week_label(one.week).removeprefix(year),
            one.name,
            one.outcome,
        ),
        ("second",),
    )
