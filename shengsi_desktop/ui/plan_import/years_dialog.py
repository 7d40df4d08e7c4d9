"""与上年比对: what of last year's plan goes on, is listed again or left out; a person confirms what goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui.operations import BUG
from shengsi_desktop.ui.plan_import import reading, words
from shengsi_desktop.ui.plan_import.years_view import YearsView
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button, Chip
from shengsi_desktop.ui.widgets.containers import Line
from shengsi_desktop.ui.widgets.message_bar import MessageBar
from shengsi_desktop.ui.widgets.text import ElidedLabel, label

if TYPE_CHECKING:
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.services.plan_import import PlanEntry
    from shengsi_desktop.services.plan_years import YearComparison
    from shengsi_desktop.ui.operations import Operations

_SIZE = QSize(1120, 640)
_RIM = QSize(48, 56)
_FEWEST = 2


class YearsDialog(QDialog):
    """Two plans chosen above, the comparison below; nothing changes before «确认延续»."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._asked = 0
        self.setWindowTitle(words.YEARS_TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        around = parent.window().size() if parent is not None else self.screen().availableSize()
        self.resize(QSize(current.px(_SIZE.width()), current.px(_SIZE.height())).boundedTo(around - _RIM))
        self.messages = MessageBar()
        self.view = YearsView()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addWidget(self._head())
        column.addWidget(Line())
        column.addWidget(self.view, 1)
        column.addWidget(self._foot())
        self.view.ticked.connect(self._allow)

    def begin(self) -> None:
        """Offer the stored plans: the current one with the year before it."""
        self._operations.run(reading.stored_plans, self._offer, self._failed, owner=self)

    def _head(self) -> QWidget:
        head = _panel()
        column = QVBoxLayout(head)
        column.setContentsMargins(20, 12, 20, 10)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.before, self.after = QComboBox(), QComboBox()
        for name, box in ((words.YEARS_AFTER, self.after), (words.YEARS_BEFORE, self.before)):
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.activated.connect(lambda _at: self.compare())
            row.addWidget(label(name, "second"))
            row.addWidget(box, 1)
        column.addLayout(row)
        self.counts = ElidedLabel(words.YEARS_READING, "strong")
        column.addWidget(self.counts)
        column.addWidget(label(words.YEARS_HINT, "second", wrap=True))
        self._chips = QHBoxLayout()
        self._chips.setSpacing(8)
        column.addLayout(self._chips)
        self.chips: dict[str, Chip] = {}
        return head

    def _foot(self) -> QWidget:
        foot = _panel()
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Line())
        row = QHBoxLayout()
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(10)
        row.addWidget(label(words.YEARS_PROPOSED.format(score=self.view.LIKELY), "second"), 1)
        close = Button(words.CLOSE)
        close.clicked.connect(self.reject)
        self.confirm = Button(words.YEARS_SAVE, kind="primary")
        self.confirm.setEnabled(False)
        self.confirm.clicked.connect(self.save)
        for button in (close, self.confirm):
            button.setAutoDefault(False)
            row.addWidget(button)
        column.addLayout(row)
        return foot

    def _offer(self, plans: tuple[PlanEntry, ...]) -> None:
        if len(plans) < _FEWEST:
            self.counts.set_text(words.ONE_PLAN)
            return
        for box in (self.before, self.after):
            for one in plans:
                box.addItem(words.YEARS_PLAN.format(year=one.year or "—", title=one.title), one.id)
        chosen = next((n for n, one in enumerate(plans) if one.chosen), 0)
        # the newest year first: what follows in the list is the year before
        after = chosen if chosen + 1 < len(plans) else chosen - 1
        with QSignalBlocker(self.after), QSignalBlocker(self.before):
            self.after.setCurrentIndex(after)
            self.before.setCurrentIndex(after + 1)
        self.compare()

    def compare(self) -> None:
        """Read the comparison of the two chosen plans."""
        self._asked += 1
        asked = self._asked
        self.messages.dismiss()
        self.confirm.setEnabled(False)
        self.counts.set_text(words.YEARS_READING)

        def show(comparison: YearComparison) -> None:
            if asked == self._asked:
                self._show(comparison)

        before, after = str(self.before.currentData()), str(self.after.currentData())
        self._operations.run(
            reading.compare_years(before, after), show, self._failed, owner=self, saying=words.YEARS_READING
        )

    def save(self) -> None:
        """«确认延续»: what is ticked, and what no longer is."""
        pairs = self.view.pairs()
        if not pairs:
            self.messages.say(words.YEARS_NONE)
            return
        self.confirm.setEnabled(False)

        def saved(_changed: frozenset[FieldKey]) -> None:
            self.compare()
            self.messages.say(words.YEARS_SAVED.format(count=sum(map(bool, pairs.values()))))

        self._operations.run(reading.confirm_years(pairs), saved, self._failed, owner=self)

    def _show(self, comparison: YearComparison) -> None:
        self.counts.set_text(comparison.counts)
        sorts = list(dict.fromkeys(line.sort for line in comparison.lines))
        while (entry := self._chips.takeAt(0)) is not None:
            widget = entry.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.chips = {}
        for key, name in [("", words.YEARS_ALL), *((str(sort), sort.label) for sort in sorts)]:
            chip = Chip(name, checked=not key)
            chip.setAutoExclusive(True)
            chip.clicked.connect(lambda _on=False, key=key: self.view.show_only(key))
            self.chips[key] = chip
            self._chips.addWidget(chip)
        self._chips.addStretch(1)
        self.view.show_lines(comparison.lines)
        self._allow()

    def _allow(self) -> None:
        self.confirm.setEnabled(bool(self.view.pairs()))

    def _failed(self, problem: BaseException) -> None:
        self.counts.set_text("")
        self.view.show_lines(())
        self._allow()
        if not isinstance(problem, Refusal):
            self._operations.tell(problem)
        self.messages.warn(str(problem) if isinstance(problem, Refusal) else BUG)


def _panel() -> QWidget:
    panel = QWidget()
    panel.setProperty("kind", "panel")
    panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return panel
