"""The dialog that sets one 细项 right, or adds one; it gives the fields that differ and saves nothing itself."""

from __future__ import annotations

from decimal import InvalidOperation
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFormLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.domain.tracking import BUILDING_STAGES, DOCUMENT_STAGES
from shengsi_desktop.domain.words import DeliverableKind
from shengsi_desktop.ui.dialogs.storing import StoringDialog
from shengsi_desktop.ui.pages.tasks import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.fields import read_number, written
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from decimal import Decimal

    from shengsi_desktop.domain.tracking import Deliverable

_NUMBERS = (DeliverableKind.QUANTITY, DeliverableKind.RATIO)
_FEWEST_STAGES = 2


class Untrue(Exception):
    """A field holds what it cannot; the message is the sentence for the user."""


class DeliverableDialog(StoringDialog):
    """Without a deliverable it adds one."""

    #: the fields that differ (dict), never empty
    saved = Signal(object)
    #: to be deleted
    drop_asked = Signal()

    def __init__(self, deliverable: Deliverable | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deliverable = deliverable
        self.setWindowTitle(words.EDIT_TITLE if deliverable else words.ADD_TITLE)
        self.setMinimumWidth(current.px(440))
        column = QVBoxLayout(self)
        # the size follows by adjustSize alone: not every window system takes new bounds of an open window
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        if deliverable is not None and deliverable.end > deliverable.start:
            column.addWidget(label(words.ORIGINAL.format(text=deliverable.text), "second", wrap=True))
        column.addLayout(self._form())
        column.addWidget(self.trouble)
        column.addLayout(self._buttons())
        self._fill()
        self._follow_kind()
        self.name.setFocus()

    def save(self) -> None:
        """Check and hand over what differs; stays open with a sentence where something is wrong."""
        try:
            fields = self._fields()
        except Untrue as problem:
            self.say(str(problem))
            return
        if not fields:
            self.accept()
        elif self.wait():
            self.saved.emit(fields)

    def _form(self) -> QFormLayout:
        form = self._rows = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.name = QLineEdit()
        form.addRow(words.FIELD_NAME, self.name)
        self.kind = QComboBox()
        for kind in DeliverableKind:
            self.kind.addItem(f"{kind.label}（{words.KIND_TIPS[kind.value]}）", kind)
        self.kind.currentIndexChanged.connect(lambda _at: self._follow_kind())
        form.addRow(words.FIELD_KIND, self.kind)
        self._numbers = QWidget()
        row = QHBoxLayout(self._numbers)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.target, self.target_high, self.unit = QLineEdit(), QLineEdit(), QLineEdit()
        self.unit.setPlaceholderText(words.UNIT_HINT)
        row.addWidget(self.target, 2)
        self._to = label(words.FIELD_TARGET_HIGH)
        row.addWidget(self._to)
        row.addWidget(self.target_high, 2)
        row.addWidget(label(words.FIELD_UNIT))
        row.addWidget(self.unit, 2)
        form.addRow(words.FIELD_TARGET, self._numbers)
        self.stages = QLineEdit()
        self.stages.setPlaceholderText(words.STAGES_HINT)
        form.addRow(words.FIELD_STAGES, self.stages)
        self.due = QDateEdit()
        self.due.setCalendarPopup(True)
        self.due.setDisplayFormat("yyyy年M月d日")
        form.addRow(words.FIELD_DUE, self.due)
        self.by_time = QCheckBox(words.BY_TIME)
        self.by_time.setToolTip(words.BY_TIME_TIP)
        form.addRow("", self.by_time)
        return form

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        if self._deliverable is not None:
            drop = self.drop_button = Button(words.DROP, kind="ghost", icon="remove")
            drop.clicked.connect(self._drop)
            row.addWidget(drop)
        row.addStretch(1)
        cancel = Button(words.CANCEL)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        self.save_button.setText(words.SAVE if self._deliverable is not None else words.ADD_SAVE)
        self.save_button.clicked.connect(self.save)
        row.addWidget(self.save_button)
        return row

    def _fill(self) -> None:
        one = self._deliverable
        if one is None:
            self.kind.setCurrentIndex(self.kind.findData(DeliverableKind.QUANTITY))
            self._rows.setRowVisible(self.due, False)
            self._to.hide()
            self.target_high.hide()
            return
        self.name.setText(one.name)
        self.kind.setCurrentIndex(self.kind.findData(one.kind))
        self.target.setText(written(one.target))
        self.target_high.setText(written(one.target_high))
        self.unit.setText(one.unit)
        self.stages.setText("、".join(one.stages))
        self.due.setDate(QDate(one.due.year, one.due.month, one.due.day))
        self.by_time.setChecked(one.by_time)

    def _follow_kind(self) -> None:
        kind, editing = self._kind(), self._deliverable is not None
        self._rows.setRowVisible(self._numbers, kind in _NUMBERS)
        self._rows.setRowVisible(self.by_time, editing and kind in _NUMBERS)
        self._rows.setRowVisible(self.stages, editing and kind is DeliverableKind.MILESTONE)
        if kind is DeliverableKind.MILESTONE and not self.stages.text() and self._deliverable is not None:
            usual = DOCUMENT_STAGES if "方案" in self._deliverable.text else BUILDING_STAGES
            self.stages.setText("、".join(usual))
        self.adjustSize()

    def _kind(self) -> DeliverableKind:
        # a str enum comes back from QVariant as a plain str
        return DeliverableKind(self.kind.currentData())

    def _fields(self) -> dict[str, Any]:
        """What differs from the deliverable. Raises Untrue."""
        kind = self._kind()
        found: dict[str, Any] = {"name": self.name.text().strip(), "kind": kind}
        if not found["name"]:
            raise Untrue(words.NAME_NEEDED)
        if kind in _NUMBERS:
            found |= self._number_fields()
        one = self._deliverable
        if one is None:
            return found
        if kind in _NUMBERS:
            found["by_time"] = self.by_time.isChecked()
        if kind is DeliverableKind.MILESTONE:
            stages = tuple(
                part.strip() for part in self.stages.text().replace("，", "、").split("、") if part.strip()
            )
            if len(stages) < _FEWEST_STAGES:
                raise Untrue(words.STAGES_NEEDED)
            found["stages"] = stages
        found["due"] = self.due.date().toPython()
        return {name: value for name, value in found.items() if value != getattr(one, name)}

    def _number_fields(self) -> dict[str, Any]:
        try:
            target: Decimal | None = read_number(self.target.text())
            high: Decimal | None = read_number(self.target_high.text())
        except InvalidOperation as problem:
            raise Untrue(words.BAD_NUMBER) from problem
        if high is not None and (target is None or high < target):
            raise Untrue(words.BAD_RANGE)
        return {"target": target, "target_high": high, "unit": self.unit.text().strip()}

    def _drop(self) -> None:
        self.drop_asked.emit()
        self.reject()
