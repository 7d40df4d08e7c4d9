"""Above and below the list of appeals: whose, which field, level and stage; the sums by stage. Loads nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel

from shengsi_desktop.domain import money
from shengsi_desktop.domain.appeals import AppealArea, AppealLevel, AppealStage
from shengsi_desktop.rhythm.appeals import sums_by_stage
from shengsi_desktop.ui.pages.indicators.appeals import words
from shengsi_desktop.ui.pages.indicators.lists.filter_row import FilterRow, ToolsRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtWidgets import QComboBox, QWidget

    from shengsi_desktop.domain.appeals import AppealRow, StageSum
    from shengsi_desktop.domain.words import Word

#: the choice of a filter that leaves all of them, and the one for what has no stage yet
_ANY, _NOT_BEGUN = "", "none"


class AppealTools(ToolsRow):
    """What adds appeals."""

    offers_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row.addStretch(1)
        self.offers = self.put_ghost(words.OFFERS, self.offers_asked, tip=words.OFFERS_TIP)
        self.add = self.put_add(words.ADD)


class AppealFilters(FilterRow):
    """What of the appeals is listed: whose, which field, level and stage."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(words.MINE, words.EVERYTHING_TIP, parent)
        self.area = self._choice(words.ANY_AREA, AppealArea)
        self.level = self._choice(words.ANY_LEVEL, AppealLevel)
        self.stage = self._choice(words.ANY_STAGE, AppealStage)
        self.stage.insertItem(1, words.NOT_BEGUN, _NOT_BEGUN)

    def chosen(self, rows: Sequence[AppealRow]) -> tuple[AppealRow, ...]:
        """Those that the conditions leave."""
        return tuple(row for row in rows if self.accepts(row))

    def accepts(self, row: AppealRow) -> bool:
        """Whether the conditions leave it."""
        area, level, stage = (one.currentData() for one in (self.area, self.level, self.stage))
        return (
            self.is_whose(row.item)
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

    def _choice(self, every: str, offered: Iterable[Word]) -> QComboBox:
        choice = self.put_choice(every)
        for one in offered:
            choice.addItem(one.label, one)
        return choice


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
