"""The fields of one row: words before and after, each with the tick that keeps the stored ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from shengsi_desktop.ui.list_import import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.containers import Card, Line
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from shengsi_desktop.domain.list_changes import FieldChange

_LABEL = 84


class ChangeRows(Card):
    """`kept` with a field's label, and whether its stored words stay."""

    kept = Signal(str, bool)

    def __init__(self, changes: Sequence[FieldChange], kept: Collection[str]) -> None:
        super().__init__(margins=(12, 8, 12, 8), spacing=8)
        self.rows: dict[str, ChangeRow] = {}
        for place, change in enumerate(changes):
            if place:
                self.body.addWidget(Line())
            row = ChangeRow(change, kept=change.label in kept)
            row.kept.connect(self.kept)
            self.rows[change.label] = row
            self.body.addWidget(row)


class ChangeRow(QWidget):
    """One field: what is stored, what the table says."""

    kept = Signal(str, bool)
    _dressed = False

    def __init__(self, change: FieldChange, *, kept: bool) -> None:
        super().__init__()
        self._label = change.label
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        head = QHBoxLayout()
        head.addWidget(label(change.label, "strong"), 1)
        self.keep = QCheckBox(words.KEEP_OLD)
        self.keep.setAccessibleName(words.KEEP_OLD_OF.format(label=change.label))
        self.keep.setChecked(kept)
        self.keep.toggled.connect(self._toggled)
        head.addWidget(self.keep)
        column.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        self._before = _said(change.before or words.EMPTY)
        self._after = _said(change.after or words.EMPTY)
        for line, (name, said) in enumerate(((words.BEFORE, self._before), (words.AFTER, self._after))):
            grid.addWidget(label(name, "second"), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(said, line, 1)
        column.addLayout(grid)
        self._dress(kept=kept)
        self._dressed = True

    def changeEvent(self, event: QEvent) -> None:
        """Another theme has other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._dressed:
            self._dress(kept=self.keep.isChecked())

    def _toggled(self, kept: bool) -> None:
        self._dress(kept=kept)
        self.kept.emit(self._label, kept)

    def _dress(self, *, kept: bool) -> None:
        """What will be in the store stands out."""
        for said, stays in ((self._before, kept), (self._after, not kept)):
            said.setStyleSheet(f"color: {current.colour('ink' if stays else 'second').name()};")


class FieldRows(Card):
    """Names and words below each other, nothing to decide."""

    def __init__(self, fields: Sequence[tuple[str, str]]) -> None:
        super().__init__(margins=(12, 8, 12, 8), spacing=0)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for line, (name, said) in enumerate(fields):
            head = label(name, "second", wrap=True)
            head.setFixedWidth(current.px(_LABEL))
            grid.addWidget(head, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_said(said), line, 1)
        self.body.addLayout(grid)


def _said(text: str) -> QWidget:
    made = label(text, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return made
