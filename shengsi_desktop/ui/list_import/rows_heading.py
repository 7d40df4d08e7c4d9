"""The head of the preview: into which plan, which week the progress goes to, and the chips that narrow the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shengsi_desktop.domain.list_changes import RowState
from shengsi_desktop.domain.lists import ListKind
from shengsi_desktop.ui.list_import import meanings, words
from shengsi_desktop.ui.list_import.entries import named
from shengsi_desktop.ui.list_import.rows_model import ALL, DOUBTFUL, SKIPPED
from shengsi_desktop.ui.widgets.buttons import Chip
from shengsi_desktop.ui.widgets.choice import Choice
from shengsi_desktop.ui.widgets.containers import FlowLayout
from shengsi_desktop.ui.widgets.text import ElidedLabel, label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from shengsi_desktop.domain.list_changes import ListPreview
    from shengsi_desktop.domain.weeks import Week

_WEEK_WIDTH = 236
_MOST_UNITS = 6
_CHIPS = (
    (ALL, words.ALL),
    *((str(state), state.label) for state in RowState),
    (DOUBTFUL, words.DOUBTFUL),
    (SKIPPED, words.SKIPPED),
)


@dataclass(frozen=True, slots=True)
class DeskWeek:
    """The year of the plan worked on, the week shown, and the weeks that progress may be recorded in.

    `months`: of figures that belong to a month, each by the last of its weeks.
    """

    plan_year: int
    week: Week
    weeks: tuple[Week, ...]
    months: tuple[tuple[date, Week], ...] = ()


class RowsHeading(QWidget):
    """`narrowed` with what the list is to show, `week_chosen` with «2023-W26» or empty."""

    narrowed = Signal(str)
    week_chosen = Signal(str)

    def __init__(self, desk: DeskWeek, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 12, 20, 10)
        outer.setSpacing(8)
        line = QHBoxLayout()
        line.setSpacing(8)
        self.plan = ElidedLabel("", "strong")
        line.addWidget(self.plan, 1)
        self._week_name = label("", "second")
        self.week = Choice(width=_WEEK_WIDTH)
        self.week.activated.connect(lambda _at: self.week_chosen.emit(str(self.week.currentData())))
        line.addWidget(self._week_name)
        line.addWidget(self.week)
        outer.addLayout(line)
        self.warned = label("", "warned", wrap=True)
        outer.addWidget(self.warned)
        chips = QWidget()
        flow = FlowLayout(chips, gap=6)
        self.chips: dict[str, Chip] = {}
        for key, _word in _CHIPS:
            chip = self.chips[key] = Chip("", parent=chips)
            chip.setAutoDefault(False)
            chip.clicked.connect(lambda _on=False, key=key: self._narrow(key))
            flow.addWidget(chip)
        outer.addWidget(chips)

    def show_preview(
        self,
        preview: ListPreview,
        notes: Sequence[str],
        counts: Mapping[str, int],
        only: str,
        week: str,
    ) -> None:
        """Into which plan, how many of each, what to think of."""
        self.plan.set_text(f"{preview.table.kind.label}　{words.INTO_PLAN.format(title=preview.plan_title)}")
        self._offer_times(preview, week)
        said = list(notes)
        if preview.unknown_units:
            said.append(words.UNKNOWN_UNITS.format(names=named(preview.unknown_units, _MOST_UNITS)))
        self.warned.setText("\n".join(said))
        self.warned.setVisible(bool(said))
        for key, word in _CHIPS:
            count = counts.get(key, 0)
            self.chips[key].setText(words.CHIP.format(word=word, count=count))
            self.chips[key].setVisible(bool(count) or key == ALL)
            self.chips[key].setChecked(key == only)

    def _offer_times(self, preview: ListPreview, week: str) -> None:
        """Where what is said belongs to: a week, of indicators a month."""
        of_months = preview.table.kind is ListKind.INDICATOR
        name = words.VALUES_INTO if of_months else words.PROGRESS_INTO
        self._week_name.setText(name)
        self.week.setAccessibleName(name)
        with QSignalBlocker(self.week):
            self.week.clear()
            self.week.addItem(words.NO_MONTH if of_months else words.NO_WEEK, "")
            if of_months:
                for month, last in reversed(self._desk.months):
                    said = words.MONTH_OF_YEAR.format(year=month.year, month=month.month)
                    self.week.addItem(said, str(last))
            else:
                for one in reversed(self._desk.weeks):
                    self.week.addItem(self._week_words(one), str(one))
            self.week.setCurrentIndex(max(self.week.findData(week), 0))
        asked = meanings.asks_time(preview.table)
        for part in (self._week_name, self.week):
            part.setVisible(asked)

    def _week_words(self, week: Week) -> str:
        if week.year != self._desk.plan_year:
            return words.WEEK_OF_YEAR.format(label=week.label, span=week.span)
        return words.WEEK.format(number=week.number, span=week.span)

    def _narrow(self, key: str) -> None:
        """One at a time; a click on the chosen one shows all again."""
        only = key if self.chips[key].isChecked() else ALL
        for own, chip in self.chips.items():
            chip.setChecked(own == only)
        self.narrowed.emit(only)
