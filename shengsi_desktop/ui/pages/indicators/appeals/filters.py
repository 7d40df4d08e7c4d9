"""Above and below the list of appeals: whose, which field, level and stage; the sums by stage. Loads nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from shengsi_desktop.domain import money
from shengsi_desktop.domain.appeals import AppealArea, AppealLevel, AppealStage
from shengsi_desktop.domain.words import Role
from shengsi_desktop.rhythm.appeals import sums_by_stage
from shengsi_desktop.ui.pages.indicators.appeals import words
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import FlowLayout
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shengsi_desktop.domain.appeals import AppealRow, StageSum
    from shengsi_desktop.domain.words import Word

#: the choice of a filter that leaves all of them, and the one for what has no stage yet
_ANY, _NOT_BEGUN = "", "none"


class AppealTools(QWidget):
    """What adds appeals; stands in the page's bar."""

    offers_asked = Signal()
    add_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 0, 0)
        row.setSpacing(6)
        row.addStretch(1)
        self.offers = Button(words.OFFERS, kind="ghost", tip=words.OFFERS_TIP)
        self.offers.clicked.connect(self.offers_asked)
        row.addWidget(self.offers)
        self.add = Button(words.ADD, kind="ghost", icon="add")
        self.add.clicked.connect(self.add_asked)
        row.addWidget(self.add)


class AppealFilters(QWidget):
    """What of the appeals is listed."""

    #: other appeals are wanted
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(16, 8, 12, 8)
        outer.setSpacing(10)
        flow = FlowLayout(gap=6)
        group = QButtonGroup(self)
        self.mine, self.everything = self._whose(words.MINE), self._whose(words.EVERYTHING)
        self.everything.setToolTip(words.EVERYTHING_TIP)
        for button in (self.mine, self.everything):
            group.addButton(button)
            flow.addWidget(button)
        self.mine.setChecked(True)
        self.area = self._choice(words.ANY_AREA, AppealArea)
        self.level = self._choice(words.ANY_LEVEL, AppealLevel)
        self.stage = self._choice(words.ANY_STAGE, AppealStage)
        self.stage.insertItem(1, words.NOT_BEGUN, _NOT_BEGUN)
        for choice in (self.area, self.level, self.stage):
            flow.addWidget(choice)
        outer.addLayout(flow, 1)
        self.count = label("", "second")
        self.count.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        outer.addWidget(self.count, 0, Qt.AlignmentFlag.AlignVCenter)

    def chosen(self, rows: Sequence[AppealRow]) -> tuple[AppealRow, ...]:
        """Those that the conditions leave."""
        return tuple(row for row in rows if self.accepts(row))

    def accepts(self, row: AppealRow) -> bool:
        """Whether the conditions leave it."""
        area, level, stage = (one.currentData() for one in (self.area, self.level, self.stage))
        return (
            (self.everything.isChecked() or row.item.role in {Role.LEAD, Role.OWNER})
            and area in (_ANY, row.area)
            and level in (_ANY, row.level)
            and stage in (_ANY, row.stage if row.stage is not None else _NOT_BEGUN)
        )

    def clear(self, *, everything: bool | None = None) -> None:
        """No condition; `everything` also sets whose."""
        for choice in (self.area, self.level, self.stage):
            choice.blockSignals(True)
            choice.setCurrentIndex(0)
            choice.blockSignals(False)
        if everything:
            self.everything.setChecked(True)
        self.changed.emit()

    def show_count(self, shown: int, of_all: int) -> None:
        """«5 / 12 项»."""
        said = words.COUNT if shown == of_all else words.COUNT_OF
        self.count.setText(said.format(count=shown, total=of_all))

    def _choice(self, every: str, offered: Iterable[Word]) -> QComboBox:
        choice = QComboBox(self)
        choice.addItem(every, _ANY)
        for one in offered:
            choice.addItem(one.label, one)
        choice.setAccessibleName(every)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        choice.setStyleSheet("padding-top: 1px; padding-bottom: 1px;")
        choice.currentIndexChanged.connect(lambda _at: self.changed.emit())
        return choice

    def _whose(self, said: str) -> QPushButton:
        button = QPushButton(said, self)
        button.setProperty("kind", "segment")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked=False: self.changed.emit())
        return button


class StageSums(QLabel):
    """«未对接 2项 · 申报 1项 3000万元 · 合计 3000万元» below the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "second")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setContentsMargins(16, 9, 16, 9)

    def show_rows(self, rows: Iterable[AppealRow]) -> None:
        """What stands at each stage."""
        sums = sums_by_stage(rows)
        said = [_sum_words(one) for one in sums]
        whole = money.total(one.amount for one in sums)
        if whole is not None:
            said.append(words.TOTAL.format(amount=money.words(whole, money.WAN)))
        self.setText(words.DOT.join(said))


def _sum_words(one: StageSum) -> str:
    stage = one.stage.label if one.stage else words.NOT_BEGUN
    if one.amount is None:
        return words.STAGE_SUM.format(stage=stage, count=one.count)
    return words.STAGE_SUM_AMOUNT.format(
        stage=stage, count=one.count, amount=money.words(one.amount, money.WAN)
    )
