"""待入库: the table of what came, judged; exceptions first, and what is to be taken ticked."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStyledItemDelegate, QVBoxLayout, QWidget

from shengsi_desktop.domain.exchange import Verdict
from shengsi_desktop.domain.weeks import week_label
from shengsi_desktop.ui.pages.exchange import intake_counts
from shengsi_desktop.ui.pages.exchange import take_in_words as words
from shengsi_desktop.ui.pages.exchange.intake_counts import ASKING
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import FlowLayout
from shengsi_desktop.ui.widgets.plain_table import Column, Line, PlainTable
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent

    from shengsi_desktop.domain.exchange import IntakeRow
    from shengsi_desktop.domain.weeks import Week

_WEIGHTS = {"问题": 3, "文件": 2}
_RIGHT = frozenset({"已填"})
#: the column of the file's name, and the width below which it gives its room to the words
_FILE, _NARROW = len(words.COLUMNS) - 1, 1000


class IntakePane(QWidget):
    """Shows rows; what is done with them is its owner's."""

    #: the keys of the rows to be taken in
    take_asked = Signal(object)
    #: a row's key
    opened = Signal(str)
    clear_asked = Signal()
    unlock_asked = Signal()
    back_asked = Signal()
    #: another week («2023-W30») is to be shown
    week_asked = Signal(str)
    #: the IntakeRows of all 填报表
    sheets_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[IntakeRow, ...] = ()
        columns = tuple(Column(name, _WEIGHTS.get(name, 0), name in _RIGHT) for name in words.COLUMNS)
        self.table = PlainTable(columns, words.INTAKE)
        self.table.setItemDelegateForColumn(_FILE, _MiddleElided(self.table))
        self.table.opened.connect(self.opened)
        self.table.chosen.connect(self._tell_row)
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
        self._other = ""
        self.go_there = Button(kind="link")
        self.go_there.clicked.connect(lambda: self.week_asked.emit(self._other))
        self.go_there.hide()
        column.addWidget(self.go_there, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.table, 1)
        self.told = label("", "second", wrap=True)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.told.hide()
        column.addWidget(self.told)
        column.addLayout(self._foot())
        self.setFocusProxy(self.table)

    def _foot(self) -> FlowLayout:
        row = FlowLayout()
        self.clean = Button()
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
    def sealed_paths(self) -> list[Path]:
        """Their files."""
        return [one.path for one in self.sealed if one.path is not None]

    @property
    def sheets(self) -> tuple[IntakeRow, ...]:
        """The rows that are looked at cell by cell."""
        return tuple(one for one in self.rows if one.verdict is Verdict.FILL_SHEET)

    def show_rows(self, rows: Sequence[IntakeRow], week: Week | None = None) -> None:
        """Show these, exceptions first; where most are of another week than the shown `week`, offer to go there."""
        self.rows = tuple(sorted(rows, key=_order))
        self._offer(str(week) if week is not None else "")
        self.summary.setText(f"{intake_counts.summary(self.rows)}。{words.HOW_TO_OPEN}。")
        self.clean.setText(intake_counts.clean_words(self.rows, str(week) if week is not None else ""))
        self.clean.setVisible(any(one.clean for one in self.rows))
        self.look.setText(words.SHEETS.format(count=len(self.sheets)))
        self.look.setVisible(bool(self.sheets))
        self.unlock.setVisible(bool(self.sealed))
        self.table.show_lines([_line(one) for one in self.rows])
        self._count_ticks()

    def _offer(self, week: str) -> None:
        weeks = Counter(one.week for one in self.rows if one.week)
        most, count = weeks.most_common(1)[0] if weeks else ("", 0)
        self._other = most if week and most != week and 2 * count > sum(weeks.values()) else ""
        name = week_label(self._other).partition("年")[2]
        self.go_there.setText(words.OTHER_WEEK.format(week=name))
        self.go_there.setVisible(bool(self._other))

    def _tell_row(self, key: str) -> None:
        """The chosen row's words in full."""
        row = next((one for one in self.rows if one.key == key), None)
        told = "；".join(one.words.rstrip("。") for one in row.findings) if row is not None else ""
        said = f"{row.source}：{told}。" if row is not None and told else row.source if row else ""
        self.told.setText(said)
        self.told.setVisible(bool(said))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Without room for all columns the file stands in the tip and below."""
        super().resizeEvent(event)
        narrow = self.width() < current.px(_NARROW)
        if self.table.isColumnHidden(_FILE) != narrow:
            self.table.setColumnHidden(_FILE, narrow)
            self.table.share()

    def _count_ticks(self) -> None:
        count = len(self.table.ticked_keys)
        self.chosen.setText(words.TAKE_TICKED.format(count=count) if count else words.TAKE_TICKED_NONE)
        self.chosen.setEnabled(count > 0)
        self.chosen.setVisible(any(one.takeable for one in self.rows))
        self._show_next()

    def _show_next(self) -> None:
        """The first of the deeds that can be done looks like the next step."""
        deeds = (self.clean, self.chosen, self.look, self.unlock)
        able = (one for one in deeds if one.isVisibleTo(self) and one.isEnabled())
        first = next(able, None)
        for one in deeds:
            one.set_kind("primary" if one is first else "secondary")


def _order(row: IntakeRow) -> int:
    if row.verdict in ASKING:
        return 0
    if row.takeable:
        return 3 if row.clean else 1
    return 4 if row.verdict in (Verdict.DOUBLE, Verdict.SAME, Verdict.ELSEWHERE) else 2


def _items(row: IntakeRow) -> str:
    if not row.number or row.verdict is Verdict.WANTING:
        return ""
    changed = words.CHANGED_ITEMS.format(items=row.items, changed=row.changed)
    return changed if row.changed else str(row.items)


def _line(row: IntakeRow) -> Line:
    # whose file it is stands at the end of the row
    whole = "；".join(one.words for one in row.findings)
    found = "；".join(
        (one.short or one.words.removeprefix("文件").removeprefix(f"“{row.source}”")).rstrip("。")
        for one in sorted(row.findings, key=lambda one: not one.stops)
    )
    asks, wanting = row.verdict in ASKING, row.verdict is Verdict.WANTING
    quiet = asks or row.verdict in (Verdict.DOUBLE, Verdict.SAME, Verdict.ELSEWHERE)
    stops = any(one.stops for one in row.findings)
    verdict = (
        "ok" if row.clean else "warn" if wanting else "accent" if asks else "second" if quiet else "danger"
    )
    wrong = wanting or (row.verdict is Verdict.FILL_SHEET and stops)
    tone = "danger" if not row.clean and not quiet else "warn" if wrong or (row.clean and found) else "second"
    return Line(
        row.key,
        (
            row.unit or ("—" if row.verdict is Verdict.FILL_SHEET else "（认不出）"),
            week_label(row.week).partition("年")[2],
            f"v{row.number}" if row.number else "",
            row.way.value if row.way is not None else "",
            _items(row),
            row.verdict.value,
            found or words.NO_PROBLEM,
            row.source,
        ),
        ("",) * 5 + (verdict, tone, "second"),
        "\n".join(filter(None, (row.source, whole))),
        row.clean if row.takeable else None,
    )


class _MiddleElided(QStyledItemDelegate):
    """A file's name: how it begins and how it ends tell it from its neighbours."""

    def initStyleOption(self, option: Any, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle
