"""The thresholds of a rule, for all deliverables and by kind. It gives a rule and saves nothing itself."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QWidget

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.tracking import KindThresholds
from shengsi_desktop.domain.words import DeliverableKind, LightBasis
from shengsi_desktop.ui.pages.settings.lights import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.containers import Card
from shengsi_desktop.ui.widgets.fields import NumberField
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from shengsi_desktop.domain.tracking import LightRule

_KINDS = (DeliverableKind.QUANTITY, DeliverableKind.RATIO, DeliverableKind.MILESTONE)
_SHARES = (LightBasis.GAP, LightBasis.SHARE)
_FIELD = 72


class Thresholds(Card):
    """Yellow, red and 临近时限 in a small table: one row for all, one for each kind."""

    #: something was entered
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(20, 16, 20, 16), spacing=12)
        self._rule: LightRule | None = None
        self.body.addWidget(label(words.THRESHOLDS, "heading"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(4, 1)
        self.heads = [label("", "second", wrap=True) for _ in range(3)]
        for column, head in enumerate(self.heads, 1):
            head.setFixedWidth(current.px(112))
            self._grid.addWidget(head, 0, column)
        self.fields: dict[DeliverableKind | None, tuple[NumberField, NumberField, NumberField]] = {}
        self._names: dict[DeliverableKind | None, QWidget] = {}
        for row, kind in enumerate((None, *_KINDS), 1):
            name = self._names[kind] = label(kind.label if kind else words.ALL_KINDS)
            self._grid.addWidget(name, row, 0)
            self.fields[kind] = self._row(row, kind)
        self.body.addLayout(self._grid)
        self._by_kind = label(words.KINDS, "second")
        self.body.addWidget(self._by_kind)
        self._nothing = label(words.NO_THRESHOLDS, "second")
        self.body.addWidget(self._nothing)
        self._margin_row()
        self.made_up = QCheckBox(words.MADE_UP)
        self.made_up.clicked.connect(self.edited)
        self.body.addWidget(self.made_up)

    def show_rule(self, rule: LightRule) -> None:
        """Show what the rule has."""
        self._rule = rule
        shares, soon = rule.basis in _SHARES, rule.basis is not LightBasis.STRICT
        self.heads[0].setText(words.YELLOW.get(rule.basis.value, ""))
        self.heads[1].setText(words.RED.get(rule.basis.value, ""))
        self.heads[2].setText(words.SOON)
        own = {one.kind: one for one in rule.kinds}
        for kind, (yellow, red, days) in self.fields.items():
            said = own.get(kind) if kind is not None else None
            source = rule if kind is None else said
            yellow.set_value(source.yellow_below if source else None, other=True)
            red.set_value(source.red_below if source else None, other=True)
            at = source.soon_days if source else None
            days.set_value(None if at is None else Decimal(at), other=True)
            milestone = kind is DeliverableKind.MILESTONE
            for field in (yellow, red):
                field.setVisible(shares and not milestone)
            days.setVisible(soon and (kind is None or milestone or rule.basis is LightBasis.DATE))
            self._names[kind].setVisible(shares or soon)
        for head in self.heads[:2]:
            head.setVisible(shares)
        self.heads[2].setVisible(soon)
        self._by_kind.setVisible(shares or soon)
        self._nothing.setVisible(not shares and not soon)
        self.margin.set_value(rule.approx_margin, other=True)
        self.made_up.setChecked(rule.made_up)

    @property
    def typed(self) -> bool:
        """Whether something stands in the fields that the rule shown does not have."""
        if self._rule is None:
            return False
        try:
            return self.rule() != self._rule
        except Refusal:
            return True

    def rule(self) -> LightRule:
        """The rule with what stands in the fields; an empty field of all keeps what it had.

        Raises Refusal, naming the field, for what is no number, and for a part of a day.
        """
        if self._rule is None:
            message = "a rule is shown before it is asked for"
            raise RuntimeError(message)
        yellow, red, days = _read(self.fields[None])
        kinds = []
        for kind in _KINDS:
            own = _read(self.fields[kind])
            if any(one is not None for one in own):
                kinds.append(KindThresholds(kind, *own))
        held, margin = self._rule, self.margin.read()
        return replace(
            held,
            yellow_below=held.yellow_below if yellow is None else yellow,
            red_below=held.red_below if red is None else red,
            soon_days=held.soon_days if days is None else days,
            approx_margin=held.approx_margin if margin is None else margin,
            kinds=tuple(sorted(kinds, key=lambda one: one.kind.value)),
            made_up=self.made_up.isChecked(),
        )

    def _row(self, row: int, kind: DeliverableKind | None) -> tuple[NumberField, NumberField, NumberField]:
        made = NumberField(), NumberField(), NumberField()
        for column, field in enumerate(made, 1):
            field.setFixedWidth(current.px(_FIELD))
            field.textEdited.connect(lambda _text: self.edited.emit())
            field.edited.connect(lambda _value: self.edited.emit())
            what = ("黄灯", "红灯", words.SOON)[column - 1]
            field.setAccessibleName(f"{kind.label if kind else words.ALL_KINDS}{what}")
            self._grid.addWidget(field, row, column)
        return made

    def _margin_row(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(label(words.MARGIN))
        self.margin = NumberField()
        self.margin.setFixedWidth(current.px(_FIELD))
        self.margin.setAccessibleName(words.MARGIN)
        self.margin.textEdited.connect(lambda _text: self.edited.emit())
        self.margin.edited.connect(lambda _value: self.edited.emit())
        row.addWidget(self.margin)
        row.addStretch(1)
        self.body.addLayout(row)


def _read(
    fields: tuple[NumberField, NumberField, NumberField],
) -> tuple[Decimal | None, Decimal | None, int | None]:
    yellow, red, days = fields
    soon = days.read(whole=True)
    return yellow.read(), red.read(), None if soon is None else int(soon)
