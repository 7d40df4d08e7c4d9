"""The numbers of a rule as fields; used by the rehearsal and where rules are kept. Saves nothing itself."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QWidget

from shengsi_desktop.domain.boards import MONTHLY, BoardKind, RuleSpec, ScoreMethod
from shengsi_desktop.rhythm.board_rules import NUMBERS, checked
from shengsi_desktop.ui.pages.boards.ranking import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.choice import Choice
from shengsi_desktop.ui.widgets.fields import NumberField
from shengsi_desktop.ui.widgets.text import label

_UNITS = {"step": "% 满分", "least": "个，不足时按比例计分"}
_FAULT = ("full", "yellow_points", "red_points", "not_reported_points", "no_substance_points", "floor")
_PLACE = ("full", "step", "no_substance_points", "floor", "least")
_FIGURE = ("no_substance_points",)
_APPRAISAL = ("no_substance_points", "floor")


class RuleForm(QWidget):
    """Shows what the method uses, and nothing else."""

    #: a number or a choice was changed by the user
    edited = Signal()
    #: as `edited`, and with every key that is typed into a number
    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edited.connect(self.typed)
        self._kind = BoardKind.WORK
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(12)
        self._form.setVerticalSpacing(6)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.method = Choice(width=140)
        self.method.setAccessibleName(words.METHOD)
        self.method.activated.connect(lambda _at: self._chose())
        self._form.addRow(words.METHOD, self.method)
        self.numbers: dict[str, NumberField] = {}
        self._rows: dict[str, QWidget] = {}
        for name, said in NUMBERS.items():
            self._rows[name] = self._number(name, said, _UNITS.get(name, "分"), self.numbers)
        self.weights: dict[str, NumberField] = {}
        for kind in MONTHLY:
            self._rows[kind.value] = self._number(kind.value, f"{kind.label}权重", "", self.weights)
        self.adjusted = QCheckBox(words.ADJUSTED)
        self.adjusted.toggled.connect(lambda _on: self.edited.emit())
        self._form.addRow("", self.adjusted)
        self.rank_unlit = QCheckBox(words.RANK_UNLIT)
        self.rank_unlit.toggled.connect(lambda _on: self.edited.emit())
        self._form.addRow("", self.rank_unlit)

    def put_first(self, said: str, field: QWidget) -> None:
        """A field of the rule's that is no number, above all; it keeps to the same edges."""
        self._form.insertRow(0, said, field)

    def put_last(self, said: str, field: QWidget) -> None:
        """One below all."""
        self._form.addRow(said, field)

    def show_spec(self, spec: RuleSpec, kind: BoardKind) -> None:
        """Show a rule's numbers; tells nobody."""
        self._kind = kind
        known = [ScoreMethod.PLACE, ScoreMethod.FIGURE] if kind is BoardKind.CUSTOM else [
            ScoreMethod.FAULT, ScoreMethod.PLACE
        ]  # fmt: skip
        self.method.clear()
        for one in known:
            self.method.addItem(one.label, one.value)
        self.method.setCurrentIndex(max(self.method.findData(spec.method.value), 0))
        for name, field in self.numbers.items():
            field.set_value(getattr(spec, name), other=True)
        weights = {one.value: weight for one, weight in spec.weights}
        for name, field in self.weights.items():
            field.set_value(weights.get(name, Decimal(0)), other=True)
        for box, on in ((self.adjusted, spec.adjusted), (self.rank_unlit, spec.rank_unlit)):
            box.blockSignals(True)
            box.setChecked(on)
            box.blockSignals(False)
        self._show_used()

    def spec(self) -> RuleSpec:
        """What stands in the fields, left or not. Raises Refusal, in Chinese, where it is no number or no sense."""
        numbers = {name: self._read(name, field) for name, field in self.numbers.items()}
        found = RuleSpec(
            method=ScoreMethod(self.method.currentData()),
            adjusted=self.adjusted.isChecked(),
            rank_unlit=self.rank_unlit.isChecked(),
            weights=tuple((kind, self._read(kind.value, self.weights[kind.value])) for kind in MONTHLY),
            **numbers,
        )
        return checked(found, self._kind)

    def _read(self, name: str, field: NumberField) -> Decimal:
        """A number that the method does not use, and nobody sees, may be none."""
        used = not self._rows[name].isHidden()
        return field.read(wanted=used) or Decimal(0)

    def _number(self, name: str, said: str, unit: str, fields: dict[str, NumberField]) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        field = fields[name] = NumberField()
        field.setFixedWidth(current.px(84))
        field.setAccessibleName(said)
        field.edited.connect(lambda _value: self.edited.emit())
        field.textEdited.connect(lambda _text: self.typed.emit())
        row.addWidget(field)
        row.addWidget(label(unit, "second"))
        row.addStretch(1)
        self._form.addRow(said, holder)
        return holder

    def _chose(self) -> None:
        self._show_used()
        self.edited.emit()

    def _show_used(self) -> None:
        appraisal = self._kind is BoardKind.APPRAISAL
        method = ScoreMethod(self.method.currentData())
        used = _APPRAISAL if appraisal else {
            ScoreMethod.FAULT: _FAULT, ScoreMethod.PLACE: _PLACE, ScoreMethod.FIGURE: _FIGURE
        }[method]  # fmt: skip
        for name, row in self._rows.items():
            shown = name in used or (appraisal and name in self.weights)
            shown = shown and not (name == "least" and self._kind is BoardKind.CUSTOM)
            self._form.setRowVisible(row, shown)
        self._form.setRowVisible(self.method, not appraisal)
        self._form.setRowVisible(self.adjusted, self._kind in MONTHLY)
        by_fault = self._kind in MONTHLY and method is ScoreMethod.FAULT
        self._form.setRowVisible(self.rank_unlit, by_fault)
