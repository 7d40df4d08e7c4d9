"""进展历史 of one item, newest first: the week, what was written, the figures given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shengsi_desktop.ui.pages.tasks import words
from shengsi_desktop.ui.widgets.containers import Card, Line
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from shengsi_desktop.domain.item_detail import HistoryLine
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.services.plan_years import EarlierYear


class HistoryPart(Card):
    """One block a week."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(14, 8, 14, 8), spacing=0)
        self._shown: tuple[tuple[HistoryLine, ...], tuple[EarlierYear, ...]] | None = None
        self._body = QWidget()
        self.body.addWidget(self._body)

    def show_lines(
        self, lines: tuple[HistoryLine, ...], weeks: dict[str, Week], earlier: tuple[EarlierYear, ...] = ()
    ) -> None:
        """Show them, below them those of the items of earlier years that this one goes on with.

        `weeks` holds the days of each.
        """
        if (lines, earlier) == self._shown:
            return
        self._shown = (lines, earlier)
        self.body.removeWidget(self._body)
        self._body.hide()
        self._body.deleteLater()
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for place, line in enumerate(lines):
            if place:
                column.addWidget(Line())
            column.addLayout(_block(line, weeks.get(line.week)))
        if not lines:
            column.addWidget(label(words.NO_HISTORY, "second"))
        for year in earlier:
            column.addWidget(Line())
            head = words.EARLIER.format(year=year.year or "", number=year.number, title=year.title)
            column.addWidget(label(head, "strong", wrap=True))
            for line in year.lines:
                column.addLayout(_block(line, weeks.get(line.week)))
            if not year.lines:
                column.addWidget(label(words.NO_EARLIER, "second"))
        self.body.addWidget(self._body)


def _block(line: HistoryLine, week: Week | None) -> QVBoxLayout:
    block = QVBoxLayout()
    block.setSpacing(3)
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(label(words.WEEK.format(number=week.number) if week else line.week, "strong"))
    if week is not None:
        head.addWidget(label(week.span, "second"))
    head.addStretch(1)
    if line.final:
        head.addWidget(label(words.CHANGED_SINCE_FINAL if line.changed else words.FINAL, "tag"))
    block.addLayout(head)
    said = [line.progress, line.values]
    if line.problems.strip():
        said.append(words.PROBLEMS.format(text=line.problems.strip()))
    if line.next_plan.strip():
        said.append(words.NEXT_PLAN.format(text="；".join(line.next_plan.split("\n"))))
    for place, text in enumerate(said):
        if text.strip():
            block.addWidget(label(text.strip(), "" if place == 0 else "second", wrap=True))
    return block
