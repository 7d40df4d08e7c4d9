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
    from collections.abc import Mapping

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
    """The year of the plan worked on, the week shown, and the weeks that progress may be recorded in."""

    plan_year: int
    week: Week
    weeks: tuple[Week, ...]


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
        self._week_name = label(words.PROGRESS_INTO, "second")
        self.week = Choice(width=_WEEK_WIDTH)
        self.week.setAccessibleName(words.PROGRESS_INTO)
        self.week.addItem(words.NO_WEEK, "")
        for one in reversed(desk.weeks):
            said = words.WEEK.format(number=one.number, span=one.span)
            if one.year != desk.plan_year:
                said = words.WEEK_OF_YEAR.format(label=one.label, span=one.span)
            self.week.addItem(said, str(one))
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

    def show_preview(self, preview: ListPreview, counts: Mapping[str, int], only: str, week: str) -> None:
        """Into which plan, how many of each, what to think of."""
        self.plan.set_text(f"{preview.table.kind.label}　{words.INTO_PLAN.format(title=preview.plan_title)}")
        asked = takes_progress(preview)
        for part in (self._week_name, self.week):
            part.setVisible(asked)
        with QSignalBlocker(self.week):
            self.week.setCurrentIndex(max(self.week.findData(week), 0))
        said = []
        year = preview.table.year
        if year is not None and self._desk.plan_year and year != self._desk.plan_year:
            said.append(words.OTHER_YEAR.format(year=year, plan=self._desk.plan_year))
        if preview.unknown_units:
            said.append(words.UNKNOWN_UNITS.format(names=named(preview.unknown_units, _MOST_UNITS)))
        self.warned.setText("\n".join(said))
        self.warned.setVisible(bool(said))
        for key, word in _CHIPS:
            count = counts.get(key, 0)
            self.chips[key].setText(words.CHIP.format(word=word, count=count))
            self.chips[key].setVisible(bool(count) or key == ALL)
            self.chips[key].setChecked(key == only)

    def _narrow(self, key: str) -> None:
        """One at a time; a click on the chosen one shows all again."""
        only = key if self.chips[key].isChecked() else ALL
        for own, chip in self.chips.items():
            chip.setChecked(own == only)
        self.narrowed.emit(only)


def takes_progress(preview: ListPreview) -> bool:
    """Whether the table says how far things are, which belongs to a week."""
    table = preview.table
    return table.kind is not ListKind.INDICATOR and bool(table.columns.fields & meanings.PROGRESS_FIELDS)
