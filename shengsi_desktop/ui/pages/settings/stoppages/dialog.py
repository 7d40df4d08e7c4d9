"""登记停航: kind, days, islands and words of one stoppage. Saves nothing itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLayout, QLineEdit, QVBoxLayout

from shengsi_desktop.domain.stoppages import Stoppage, StoppageKind
from shengsi_desktop.rhythm.stoppages import reason_words
from shengsi_desktop.ui.dialogs.storing import StoringDialog
from shengsi_desktop.ui.pages.settings.stoppages import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.day_field import DayField

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.domain.islands import Island
    from shengsi_desktop.ui.pages.tasks.island_picker import IslandPicker


class StoppageDialog(StoringDialog):
    """For a new one, or one that is there."""

    #: kind, first, last, islands, name, reason, source (dict)
    saved = Signal(object)

    def __init__(
        self,
        islands: tuple[Island, ...],
        today: date,
        stoppage: Stoppage | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._table, self._today = islands, today
        self._islands = stoppage.islands if stoppage is not None else ()
        self.picker: IslandPicker | None = None
        self.setWindowTitle(words.DIALOG_EDIT if stoppage is not None else words.DIALOG_ADD)
        self.setMinimumWidth(current.px(440))
        column = QVBoxLayout(self)
        # the size follows by adjustSize alone: not every window system takes new bounds of an open window
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addLayout(self._form())
        column.addWidget(self.trouble)
        column.addLayout(self._buttons(new=stoppage is None))
        self._fill(stoppage or Stoppage("", StoppageKind.NO_SAILING, "", today, today))
        for box in (self.first, self.last):
            box.changed.connect(self._follow)
        self.first.entered.connect(self._push_last)
        self.kind.currentIndexChanged.connect(lambda _at: self._follow())
        self.name.textChanged.connect(lambda _text: self._follow())
        self._follow()

    def save(self) -> None:
        """Check and hand over; stays open with a sentence where something is wrong."""
        for box in (self.first, self.last):
            if box.day is None:
                self.say(words.NO_DAY.format(name=box.accessibleName(), text=box.text().strip() or "空"))
                box.setFocus()
                return
        one = self._entered()
        if one.last < one.first:
            self.say(words.WRONG_ORDER)
        elif self.wait():
            names = ("kind", "first", "last", "islands", "name", "reason", "source")
            self.saved.emit({name: getattr(one, name) for name in names})

    def choose_islands(self) -> None:
        """Tick the islands; none ticked is the whole county."""
        from shengsi_desktop.ui.pages.tasks.island_picker import IslandPicker

        self.picker = IslandPicker(
            words.ISLANDS_TITLE, self._table, self._islands, self, of=words.ISLANDS_HEAD
        )
        self.picker.chosen.connect(self._chosen)
        self.picker.pop_up(self.islands.mapToGlobal(self.islands.rect().bottomRight()), self)

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.kind = QComboBox()
        for kind in StoppageKind:
            self.kind.addItem(kind.label, kind)
        self.name, self.reason, self.source = QLineEdit(), QLineEdit(), QLineEdit()
        self.name.setPlaceholderText(words.NAME_HINT)
        self.source.setPlaceholderText(words.SOURCE_HINT)
        self.first, self.last = DayField(self._today), DayField(self._today)
        self.islands = Button("")
        self.islands.setAutoDefault(False)
        self.islands.clicked.connect(self.choose_islands)
        for name, field in (
            (words.FIELD_KIND, self.kind),
            (words.FIELD_NAME, self.name),
            (words.FIELD_FIRST, self.first),
            (words.FIELD_LAST, self.last),
            (words.FIELD_ISLANDS, self.islands),
            (words.FIELD_REASON, self.reason),
            (words.FIELD_SOURCE, self.source),
        ):
            form.addRow(name, field)
            field.setAccessibleName(name)
        return form

    def _buttons(self, *, new: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        cancel = Button(words.CANCEL)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        self.save_button.setText(words.SAVE if new else words.SAVE_CHANGES)
        self.save_button.clicked.connect(self.save)
        row.addWidget(self.save_button)
        return row

    def _fill(self, one: Stoppage) -> None:
        self.kind.setCurrentIndex(list(StoppageKind).index(one.kind))
        self.name.setText(one.name)
        self.reason.setText(one.reason)
        self.source.setText(one.source)
        for box, day in ((self.first, one.first), (self.last, one.last)):
            box.set_day(day)

    def _follow(self) -> None:
        """The words that are offered follow what is entered."""
        one = self._entered()
        if self.first.day and self.last.day and one.last >= one.first:
            usual = reason_words(replace(one, reason=""))
            self.reason.setPlaceholderText(words.REASON_HINT.format(reason=usual))
        self.islands.setText("、".join(self._islands) or words.ALL_ISLANDS)

    def _push_last(self) -> None:
        """The last day does not stay before the first."""
        first, last = self.first.day, self.last.day
        if first is not None and last is not None and last < first:
            self.last.set_day(first)

    def _chosen(self, islands: tuple[str, ...]) -> None:
        self._islands = islands
        self._follow()

    def _entered(self) -> Stoppage:
        return Stoppage(
            id="",
            kind=list(StoppageKind)[self.kind.currentIndex()],
            name=self.name.text().strip(),
            first=self.first.day or self._today,
            last=self.last.day or self._today,
            islands=self._islands,
            reason=self.reason.text().strip(),
            source=self.source.text().strip(),
        )
