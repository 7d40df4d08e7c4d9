"""形象进度 of a project, below the figure of its 年度投资: typed words of the week, with last week's as the hint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from shengsi_desktop.ui.pages.week import words
from shengsi_desktop.ui.widgets.drafts import DraftLine
from shengsi_desktop.ui.widgets.text import SectionLabel

if TYPE_CHECKING:
    from shengsi_desktop.domain.views import ReportForm
    from shengsi_desktop.ui.operations import Operations


class WordsPart(QWidget):
    """One line; hidden for whatever is no project."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 8)
        row.setSpacing(12)
        row.addWidget(SectionLabel(words.WORDS))
        self.field = DraftLine(operations, words.WORDS_HINT)
        self.field.setAccessibleName(words.WORDS)
        row.addWidget(self.field, 1)
        self.hide()

    def show_form(self, form: ReportForm) -> None:
        """Show it for a project; the words themselves come with the form's fields."""
        self.setVisible("words" in form.fields)
        last = form.last_words
        self.field.setPlaceholderText(words.WORDS_LAST.format(words=last) if last else words.WORDS_HINT)
