"""待入库: the table of what came, judged; exceptions first, and what is to be taken ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shengsi_desktop.domain.exchange import Verdict
from shengsi_desktop.domain.weeks import week_label
from shengsi_desktop.ui.pages.exchange import take_in_words as words
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import FlowLayout
from shengsi_desktop.ui.widgets.plain_table import Column, Line, PlainTable
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.domain.exchange import IntakeRow

_WEIGHTS = {"问题": 3, "文件": 2}
_RIGHT = frozenset({"已填"})
#: not to be taken in as it stands, and nothing wrong with it
_ASKING = (Verdict.SEALED, Verdict.FILL_SHEET)


class IntakePane(QWidget):
    """Shows rows; what is done with them is its owner's."""

    #: the keys of the rows to be taken in
    take_asked = Signal(object)
    #: a row's key
    opened = Signal(str)
    clear_asked = Signal()
    unlock_asked = Signal()
    back_asked = Signal()
    #: the IntakeRows of all 填报表
    sheets_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[IntakeRow, ...] = ()
        columns = tuple(Column(name, _WEIGHTS.get(name, 0), name in _RIGHT) for name in words.COLUMNS)
        self.table = PlainTable(columns, words.INTAKE)
        self.table.opened.connect(self.opened)
        self.table.ticked.connect(self._count_ticks)
        self.summary = label("", "second", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.summary, 1)
        self.back = Button(words.BACK, kind="link")
        self.back.clicked.connect(self.back_asked)
        head.addWidget(self.back)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addLayout(self._foot())
        self.setFocusProxy(self.table)

    def _foot(self) -> FlowLayout:
        row = FlowLayout()
        self.clean = Button(kind="primary")
        self.clean.clicked.connect(lambda: self.take_asked.emit({one.key for one in self.rows if one.clean}))
        self.chosen = Button()
        self.chosen.clicked.connect(lambda: self.take_asked.emit(set(self.table.ticked_keys)))
        self.look = Button()
        self.look.clicked.connect(lambda: self.sheets_asked.emit(self.sheets))
        self.unlock = Button(words.UNLOCK)
        self.unlock.clicked.connect(self.unlock_asked)
        self.clear = Button(words.CLEAR, kind="ghost")
        self.clear.clicked.connect(self.clear_asked)
        for button in (self.clean, self.chosen, self.look, self.unlock, self.clear):
            row.addWidget(button)
        return row

    @property
    def sealed(self) -> tuple[IntakeRow, ...]:
        """The rows that ask for a passphrase."""
        return tuple(one for one in self.rows if one.verdict is Verdict.SEALED)

    @property
    def sheets(self) -> tuple[IntakeRow, ...]:
        """The rows that are looked at cell by cell."""
        return tuple(one for one in self.rows if one.verdict is Verdict.FILL_SHEET)

    def show_rows(self, rows: Sequence[IntakeRow]) -> None:
        """Show these, exceptions first."""
        self.rows = tuple(sorted(rows, key=_order))
        clean = sum(one.clean for one in self.rows)
        refused = sum(not one.takeable and one.verdict not in _ASKING for one in self.rows)
        doubtful = len(self.rows) - clean - refused
        said = words.SUMMARY.format(files=len(self.rows), clean=clean, doubtful=doubtful, refused=refused)
        self.summary.setText(f"{said}。{words.HOW_TO_OPEN}。")
        self.clean.setText(words.TAKE_CLEAN.format(count=clean))
        self.clean.setEnabled(clean > 0)
        self.look.setText(words.SHEETS.format(count=len(self.sheets)))
        self.look.setVisible(bool(self.sheets))
        self.unlock.setVisible(bool(self.sealed))
        self.table.show_lines([_line(one) for one in self.rows])
        self._count_ticks()

    def _count_ticks(self) -> None:
        count = len(self.table.ticked_keys)
        self.chosen.setText(words.TAKE_TICKED.format(count=count))
        self.chosen.setEnabled(count > 0)


def _order(row: IntakeRow) -> int:
    if row.verdict in _ASKING:
        return 0
    if row.takeable:
        return 3 if row.clean else 1
    return 4 if row.verdict in (Verdict.DOUBLE, Verdict.ELSEWHERE) else 2


def _items(row: IntakeRow) -> str:
    if not row.number:
        return ""
    changed = words.CHANGED_ITEMS.format(items=row.items, changed=row.changed)
    return changed if row.changed else str(row.items)


def _line(row: IntakeRow) -> Line:
    # whose file it is stands at the end of the row
    found = "；".join(one.words.removeprefix("文件").removeprefix(f"“{row.source}”") for one in row.findings)
    asks = row.verdict in _ASKING
    stops = not row.clean and not asks and row.verdict not in (Verdict.DOUBLE, Verdict.ELSEWHERE)
    tones = ("",) * 5 + (
        "ok" if row.clean else "accent" if asks else "danger" if stops else "second",
        "danger" if stops else "second",
    )
    return Line(
        row.key,
        (
            row.unit or ("—" if row.verdict is Verdict.FILL_SHEET else "（认不出）"),
            week_label(row.week).partition("年")[2],
            f"v{row.number}" if row.number else "",
            row.way.value,
            _items(row),
            row.verdict.value,
            found or words.NO_PROBLEM,
            row.source,
        ),
        (*tones, "second"),
        found,
        row.clean if row.takeable else None,
    )
