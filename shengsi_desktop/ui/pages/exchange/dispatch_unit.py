"""下发 as a unit sees it: what was taken in, with the county's words, and the way to take in a file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from shengsi_desktop.domain.exchange import SUFFIX
from shengsi_desktop.ui.pages.exchange.dispatch_dialog import open_dispatch
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import EmptyState
from shengsi_desktop.ui.widgets.plain_table import Column, Line, PlainTable
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.services.exchange.taking_dispatch import TakenDispatch
    from shengsi_desktop.ui.page import PageContext

_COLUMNS = (Column("下发时间"), Column("下发单位"), Column("内容", 2), Column("统计口径和会商要求", 2))
_CHOOSE = "收取下发文件…"
_HINT = "县里发来的“下发”数据包（.sspkg）在这里收取：先看改什么，再收；本机改过的不会被覆盖。"


class UnitDispatch(QWidget):
    """The list, and below it the words of the one chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: PageContext | None = None
        self._folder = ""
        self._words: dict[str, str] = {}
        self.choose = Button(_CHOOSE, kind="primary", icon="folder")
        self.choose.clicked.connect(self._choose_file)
        self.table = PlainTable(_COLUMNS, "已收取的下发")
        self.table.chosen.connect(self._show_words)
        self.words = label("", "", wrap=True)
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("还没有收取过下发", _HINT))
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._stack, 1)
        column.addWidget(self.words)
        self.setFocusProxy(self.choose)

    def show_week(self, context: PageContext) -> None:
        """It is of no week: load it."""
        self._context = context

        def read(store: Any) -> tuple[TakenDispatch, ...]:
            from shengsi_desktop.services.exchange import taking_dispatch

            return taking_dispatch.taken_dispatches(store)

        context.operations.run(read, self._show, owner=self)

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Load again."""
        if self._context is not None:
            self.show_week(self._context)

    def open_file(self, path: Path) -> None:
        """Show what a file would change."""
        if self._context is not None:
            open_dispatch(self._context, path, self)

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, _CHOOSE, self._folder, f"数据包 (*{SUFFIX})")
        if chosen:
            self._folder = str(Path(chosen).parent)
            self.open_file(Path(chosen))

    def _show(self, taken: tuple[TakenDispatch, ...]) -> None:
        self._words = {one.id: one.message for one in taken}
        self.table.show_lines(
            [
                Line(one.id, (_moment(one.at), one.issuer, one.parts, one.message), ("second",))
                for one in taken
            ]
        )
        self._stack.setCurrentIndex(1 if taken else 0)
        if taken and not self.table.current_key:
            self.table.choose(taken[0].id)
        self._show_words(self.table.current_key)

    def _show_words(self, key: str) -> None:
        words = self._words.get(key, "")
        self.words.setText(f"统计口径和会商要求：{words}" if words else "")
        self.words.setVisible(bool(words))


def _moment(at: str) -> str:
    try:
        moment = datetime.fromisoformat(at).astimezone()
    except ValueError:
        return at[:16]
    return f"{moment.month}月{moment.day}日 {moment:%H:%M}"
