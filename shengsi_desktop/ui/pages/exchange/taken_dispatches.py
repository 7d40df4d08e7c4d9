"""收取, what came down already: the 下发 that were taken in here, and the county's words in the chosen one."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shengsi_desktop.ui.widgets.plain_table import Column, Line, PlainTable
from shengsi_desktop.ui.widgets.text import SectionLabel, label, moment_words

if TYPE_CHECKING:
    from shengsi_desktop.services.exchange.taking_dispatch import TakenDispatch
    from shengsi_desktop.ui.page import PageContext

_COLUMNS = (Column("下发时间"), Column("下发单位"), Column("内容", 2), Column("统计口径和会商要求", 2))
TAKEN = "已收取的下发"


class TakenDispatches(QWidget):
    """Hidden while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: dict[str, str] = {}
        self._given = False
        self.table = PlainTable(_COLUMNS, TAKEN)
        self.table.chosen.connect(self._show_words)
        self.words = label("", "", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionLabel(TAKEN))
        column.addWidget(self.table, 1)
        column.addWidget(self.words)
        self.hide()

    def load(self, context: PageContext) -> None:
        """They are of no week."""

        def read(store: Any) -> tuple[TakenDispatch, ...]:
            from shengsi_desktop.services.exchange import taking_dispatch

            return taking_dispatch.taken_dispatches(store)

        context.operations.run(read, self._show, owner=self)

    def give_way(self, *, given: bool) -> None:
        """Give the room to something else, or take it again."""
        self._given = given
        self.setVisible(bool(self._words) and not given)

    def _show(self, taken: tuple[TakenDispatch, ...]) -> None:
        self._words = {one.id: one.message for one in taken}
        self.table.show_lines(
            [
                Line(one.id, (_moment(one.at), one.issuer, one.parts, one.message), ("second",))
                for one in taken
            ]
        )
        self.give_way(given=self._given)
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
    return moment_words(moment)
