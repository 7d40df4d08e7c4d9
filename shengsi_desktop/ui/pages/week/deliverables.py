"""细项: each promise of the item with how far it is; only what changed is touched. Saves nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from shengsi_desktop.domain.words import Comparator, DeliverableKind
from shengsi_desktop.ui.pages.week import words
from shengsi_desktop.ui.pages.week.words_part import WordsPart
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.containers import Card, Line
from shengsi_desktop.ui.widgets.fields import NumberField, written
from shengsi_desktop.ui.widgets.progress import ProgressLine, StageLine
from shengsi_desktop.ui.widgets.tab_order import follow
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from decimal import Decimal

    from shengsi_desktop.domain.tracking import Deliverable, DeliverableStanding
    from shengsi_desktop.domain.views import ReportForm
    from shengsi_desktop.ui.operations import Operations

_NUMBERS = (DeliverableKind.QUANTITY, DeliverableKind.RATIO)
_BEHIND = (Comparator.LE, Comparator.LT, Comparator.APPROX)


def target_words(deliverable: Deliverable) -> str:
    """«/ 30 个», «/ 1-2 个», «/ 1.5 以内»; the unit alone where the plan gives no number."""
    unit = deliverable.unit
    if deliverable.target is None:
        return unit
    target = written(deliverable.target)
    if deliverable.target_high is not None:
        target = f"{target}-{written(deliverable.target_high)}"
    said = f"/ {target}{unit}" if unit == "%" else f"/ {target} {unit}".rstrip()
    return f"{said}{deliverable.comparator.label}" if deliverable.comparator in _BEHIND else said


class NumberPart(QWidget):
    """A number on its way to the target, with bar and schedule mark."""

    #: the new value (Decimal or None)
    edited = Signal(object)

    def __init__(self, deliverable: Deliverable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.bar = ProgressLine()
        row.addWidget(self.bar)
        row.addSpacing(6)
        self.number = NumberField()
        self.number.setPlaceholderText("–")
        self.number.setAccessibleName(deliverable.name)
        self.number.edited.connect(self.edited)
        row.addWidget(self.number)
        self.target = label(target_words(deliverable), "second")
        row.addWidget(self.target)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.rescale()

    def rescale(self) -> None:
        """The text size in force."""
        self.bar.setFixedWidth(current.px(132))
        self.number.setFixedWidth(current.px(66))

    def show_standing(self, standing: DeliverableStanding, *, editable: bool) -> None:
        """Show value, share and schedule."""
        self.bar.setVisible(standing.attained is not None or standing.deliverable.target is not None)
        self.bar.set_progress(standing.attained, standing.schedule, standing.reading.light)
        self.number.set_value(standing.value.value if standing.value else None)
        self.number.setReadOnly(not editable)


class DeliverableRow(QWidget):
    """One deliverable: its name, and what can be touched, by kind."""

    #: the keyword of set_value (value / stage / done) and what it is now
    touched = Signal(str, object)

    def __init__(self, standing: DeliverableStanding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.standing = standing
        deliverable = standing.deliverable
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        self.setMinimumHeight(current.px(36))
        row.setSpacing(12)
        name = label(deliverable.name, wrap=True)
        name.setMinimumWidth(current.px(96))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(name)
        self.shares = label("", "third", wrap=True)
        self.shares.hide()
        column.addWidget(self.shares)
        column.addStretch(1)
        row.addLayout(column, 1)
        self.part: NumberPart | StageLine | QCheckBox
        if deliverable.kind in _NUMBERS:
            self.part = NumberPart(deliverable)
            self.part.edited.connect(lambda value: self.touched.emit("value", value))
        elif deliverable.kind is DeliverableKind.MILESTONE:
            self.part = StageLine()
            self.part.setToolTip(words.STAGE_TIP)
            self.part.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self.part.chosen.connect(lambda reached: self.touched.emit("stage", reached))
        else:
            self.part = QCheckBox(words.STANDING_DONE)
            self.part.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.part.clicked.connect(lambda checked: self.touched.emit("done", checked))
        row.addWidget(self.part, 0, Qt.AlignmentFlag.AlignVCenter)
        self._plain = label(words.ONLY_WORDS, "second")
        self._plain.hide()
        row.addWidget(self._plain)
        name.setToolTip(deliverable.text)

    def show_standing(self, standing: DeliverableStanding, *, editable: bool) -> None:
        """What is known of it now."""
        self.standing = standing
        value = standing.value
        self.shares.setText(standing.shares_words)
        self.shares.setVisible(bool(standing.shares_words))
        if isinstance(self.part, NumberPart):
            self.part.show_standing(standing, editable=editable)
            second = f"\n{standing.adjusted.reason}" if standing.adjusted is not None else ""
            self.part.setToolTip(standing.reading.reason + second)
        elif isinstance(self.part, StageLine):
            self.part.set_stages(standing.deliverable.stages, value.stage if value else 0, editable=editable)
        else:
            self.part.setChecked(bool(value and value.done))
            self.part.setVisible(editable)
            self._plain.setVisible(not editable)


class DeliverableTable(Card):
    """All deliverables of one item."""

    #: (DeliverableStanding, keyword of set_value, what it is now)
    touched = Signal(object, str, object)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(14, 4, 14, 4), spacing=0)
        self.words = WordsPart(operations, self)
        self._shape: list[object] = []
        self.rows: list[DeliverableRow] = []
        self._lines: list[Line] = []

    def changeEvent(self, event: QEvent) -> None:
        """Another text size: numbers and targets need other widths."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            # once Qt has told every widget of it
            QTimer.singleShot(0, self, self._line_up)

    def show_standings(self, standings: tuple[DeliverableStanding, ...], *, editable: bool) -> None:
        """Show them; the same deliverables keep their widgets, so that no field being typed in is lost."""
        shape: list[object] = [standing.deliverable for standing in standings]
        if shape != self._shape:
            self._clear()
            self._shape = shape
            for standing in standings:
                self._add(DeliverableRow(standing))
            self._line_up()
            follow(self, self.rows)
        for row, standing in zip(self.rows, standings, strict=True):
            row.show_standing(standing, editable=editable)
        self.setVisible(bool(standings))

    def show_words(self, form: ReportForm) -> None:
        """形象进度 of a project below its 年度投资."""
        row = None
        if "words" in form.fields:
            # not needed before the first list stands
            from shengsi_desktop.domain.projects import investment_id

            row = self.row_of(investment_id(form.row.id))
        if row is not None:
            self.body.removeWidget(self.words)
            self.body.insertWidget(self.body.indexOf(row) + 1, self.words)
            at = self.rows.index(row) + 1
            follow(self, [*self.rows[:at], self.words, *self.rows[at:]])
        self.words.show_form(form)

    def row_of(self, deliverable_id: str) -> DeliverableRow | None:
        """The row of one deliverable."""
        return next((row for row in self.rows if row.standing.deliverable.id == deliverable_id), None)

    def _add(self, row: DeliverableRow) -> None:
        if self.rows:
            line = Line()
            self._lines.append(line)
            self.body.addWidget(line)
        row.touched.connect(lambda word, value, row=row: self.touched.emit(row.standing, word, value))
        self.rows.append(row)
        self.body.addWidget(row)

    def _line_up(self) -> None:
        """Numbers stand under each other: their targets are equally wide."""
        parts = [row.part for row in self.rows if isinstance(row.part, NumberPart)]
        for part in parts:
            part.rescale()
            part.target.ensurePolished()
        width = max((part.target.sizeHint().width() for part in parts), default=0)
        for part in parts:
            part.target.setFixedWidth(width)

    def _clear(self) -> None:
        for widget in (*self.rows, *self._lines):
            self.body.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.rows, self._lines = [], []


def percent_words(percent: Decimal | None) -> str:
    """One decimal, as the lights' reasons say it."""
    return "" if percent is None else f"{percent:.1f}"
