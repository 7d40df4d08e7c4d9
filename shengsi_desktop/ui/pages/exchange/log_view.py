"""收发记录: what this machine sent and took in, newest first, by kind and by words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from shengsi_desktop.domain.weeks import week_label
from shengsi_desktop.services.exchange import packages
from shengsi_desktop.ui.pages.exchange.room import MARGINS
from shengsi_desktop.ui.widgets.choice import Choice
from shengsi_desktop.ui.widgets.containers import EmptyState
from shengsi_desktop.ui.widgets.plain_table import Column, Line, PlainTable
from shengsi_desktop.ui.widgets.text import label, moment_words

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
_SEARCH = "搜索单位、周次、文件、结果"
_EVERY = "全部"
_UNDONE = "已撤销"
_WAYS = ("收到", "发出")


class LogView(QWidget):
    """Only tells."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: PageContext | None = None
        self._lines: tuple[Line, ...] = ()
        self.search = QLineEdit()
        self.search.setPlaceholderText(_SEARCH)
        self.search.setAccessibleName(_SEARCH)
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.kind = Choice(width=170)
        self.kind.setAccessibleName("种类")
        self.kind.currentIndexChanged.connect(self._filter)
        self.count = label("", "second")
        self.table = PlainTable(_COLUMNS, "收发记录")
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState("还没有收发记录", "报送、接收、下发和本单位同步的每个文件，都会记在这里。")
        )
        self._stack.addWidget(self.table)
        self._stack.addWidget(EmptyState("没有符合的记录", "换一个词，或把种类改回“全部”。"))
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.kind)
        row.addWidget(self.search, 1)
        row.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(8)
        column.addWidget(self._row)
        column.addWidget(self._stack, 1)
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
        self._lines = tuple(_line(place, one, year) for place, one in enumerate(lines))
        self._row.setVisible(bool(lines))
        self._offer(lines)
        self._filter()

    def _offer(self, lines: tuple[LogLine, ...]) -> None:
        """The kinds that there are, each way; what is chosen stays."""
        chosen = self.kind.currentText()
        there = {(_way(one), one.kind) for one in lines}
        kinds = [f"{way} · {kind}" for way in _WAYS for kind in sorted(k for w, k in there if w == way)]
        self.kind.blockSignals(True)
        self.kind.clear()
        self.kind.addItems([_EVERY, *kinds])
        self.kind.setCurrentIndex(max(self.kind.findText(chosen), 0))
        self.kind.blockSignals(False)

    def _filter(self) -> None:
        """List those of the chosen kind in which every word stands."""
        wanted, kind = self.search.text().casefold().split(), self.kind.currentText()
        found = [
            line
            for line in self._lines
            if kind in (_EVERY, "", f"{line.cells[1]} · {line.cells[2]}")
            and all(word in " ".join(line.cells).casefold() for word in wanted)
        ]
        self.table.show_lines(found)
        few = f"{len(found)}条，共" if len(found) < len(self._lines) else ""
        more = "（最新的）" if len(self._lines) == packages.MOST_LINES else ""
        self.count.setText(f"{few}{len(self._lines)}条{more}")
        self._stack.setCurrentIndex(1 if found else 2 if self._lines else 0)


def _way(one: LogLine) -> str:
    return _WAYS[one.outgoing]


def _line(place: int, one: LogLine, year: str) -> Line:
    """A week of the plan's year is told without it: the room is the outcome's."""
    outcome = f"（{_UNDONE}）{one.outcome}" if one.undone else one.outcome
    return Line(
        str(place),
        (
            moment_words(one.at),
            _way(one),
            one.kind,
            one.counterpart,
            week_label(one.week).removeprefix(year),
            one.name,
            outcome,
        ),
        ("second",) * len(_COLUMNS) if one.undone else ("second",),
        outcome,
    )
