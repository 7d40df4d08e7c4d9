"""办理过程: the steps of one directive, newest first; the day, what, by whom, in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from shengsi_desktop.domain.directives import StepKind
from shengsi_desktop.rhythm.figures import day_words
from shengsi_desktop.ui.pages.directives import words
from shengsi_desktop.ui.widgets.containers import Card
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from shengsi_desktop.domain.directives import Directive, DirectiveStep


class Timeline(Card):
    """Built anew where the steps are others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(14, 10, 14, 10), spacing=0)
        self._shown: object = None
        self._body = QWidget()
        self.body.addWidget(self._body)

    def show_steps(self, one: Directive, year: int) -> None:
        """Show the steps, and below them how it began."""
        asked = (one.id, one.steps, one.given_on, one.given_by, one.source, year)
        if asked == self._shown:
            return
        self._shown = asked
        self.body.removeWidget(self._body)
        self._body.hide()
        self._body.deleteLater()
        self._body = QWidget()
        grid = QGridLayout(self._body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        for row, step in enumerate(reversed(one.steps)):
            day = day_words(step.day, year) if step.day else ""
            _add(grid, row, day, step.kind.label, step_words(step, year))
        begun = day_words(one.given_on, year) if one.given_on else ""
        said = " ".join(filter(None, (one.source.label, one.given_by)))
        _add(grid, len(one.steps), begun, words.GIVEN, said)
        if not one.steps:
            grid.addWidget(_wrapped(words.NO_STEPS), 1, 0, 1, 3)
        self.body.addWidget(self._body)


def step_words(step: DirectiveStep, year: int) -> str:
    """«7月18日→8月4日　台风影响» for a 延期, else person and words."""
    moved = ""
    if step.kind is StepKind.EXTEND and step.due_from and step.due_to:
        moved = f"{day_words(step.due_from, year)}→{day_words(step.due_to, year)}"
    return "　".join(filter(None, (moved, step.person, step.words)))


def _add(grid: QGridLayout, row: int, day: str, kind: str, said: str) -> None:
    top = Qt.AlignmentFlag.AlignTop
    grid.addWidget(label(day, "second"), row, 0, top)
    grid.addWidget(label(kind, "tag"), row, 1, top | Qt.AlignmentFlag.AlignLeft)
    grid.addWidget(_wrapped(said, ""), row, 2)


def _wrapped(said: str, kind: str = "second") -> QLabel:
    made = label(said, kind, wrap=True)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return made
