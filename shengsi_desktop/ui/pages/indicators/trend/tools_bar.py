"""What 走势 puts into the page's bar: how many there are, one more, the years shown, and the picture's buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from shengsi_desktop.ui.pages.indicators.trend import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import FittingLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_GAP, _NARROW_GAP = 6, 4
#: a button of a sign alone (px at 100 %), and one of any width
_SIGN, _ANY = 30, 16777215


class TrendTools(QWidget):
    """One row; where it is narrow the buttons' words give way, those of the picture first. The count stays."""

    add_asked = Signal()
    #: a list of targets is to be taken in
    import_asked = Signal()
    #: how many years, the plan's as the last one
    years_chosen = Signal(int)
    copy_asked = Signal()
    save_asked = Signal()
    print_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 0, 0)
        row.setSpacing(_GAP)
        self.count = FittingLabel("second")
        row.addWidget(self.count)
        self.add = Button(words.ADD, kind="link", tip=words.ADD_TIP)
        self.add.clicked.connect(self.add_asked)
        row.addWidget(self.add)
        self.take_in = Button(words.IMPORT_LIST, kind="link", tip=words.IMPORT_LIST_TIP)
        self.take_in.clicked.connect(self.import_asked)
        row.addWidget(self.take_in)
        row.addStretch(1)
        self._group = QButtonGroup(self)
        self._spans = {years: self._span(row, years, said) for years, said in words.SPANS.items()}
        self._spans[1].setChecked(True)
        self._group.idClicked.connect(self.years_chosen)
        self.copy = self._button(row, words.COPY, "copy", words.COPY_TIP)
        self.copy.clicked.connect(self.copy_asked)
        self.save = self._button(row, words.SAVE, "save", words.SAVE_TIP)
        self.save.clicked.connect(self.save_asked)
        self.print = self._button(row, words.PRINT, "print", words.PRINT_TIP)
        self.print.clicked.connect(self.print_asked)
        self._words = {self.copy: words.COPY, self.save: words.SAVE, self.print: words.PRINT}
        #: what the buttons say, from the widest bar to the narrowest
        self._wordings: tuple[dict[Button, str], ...] = (
            {**self._words, self.add: words.ADD, self.take_in: words.IMPORT_LIST},
            {**dict.fromkeys(self._words, ""), self.add: words.ADD, self.take_in: words.IMPORT_LIST},
            {
                **dict.fromkeys(self._words, ""),
                self.add: words.ADD_SHORT,
                self.take_in: words.IMPORT_LIST_SHORT,
            },
        )
        for button, said in ((self.add, words.ADD), (self.take_in, words.IMPORT_LIST)):
            button.setAccessibleName(said)

    @property
    def years(self) -> int:
        """How many years are shown."""
        return self._group.checkedId()

    def span(self, years: int) -> QPushButton:
        """The button of so many years."""
        return self._spans[years]

    def show_count(self, count: int, month: int) -> None:
        """«27 项 · 截至7月»; only the number where there is little room."""
        said = words.COUNT_AS_OF.format(count=count, month=month)
        self.count.set_choices(said, words.COUNT.format(count=count))
        self._fit()

    def set_picture_enabled(self, *, enabled: bool) -> None:
        """Without a picture there is nothing to give away."""
        for button in self._words:
            button.setEnabled(enabled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for; the tool tips say the rest."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.count.setMinimumWidth(self.count.least_width)
        for wording in self._wordings:
            self._say(wording)
            if self._row.minimumSize().width() <= self.width():
                return

    def _say(self, wording: dict[Button, str]) -> None:
        for button, said in wording.items():
            if button.text() != said:
                button.setText(said)
                button.setMaximumWidth(_ANY if said else current.px(_SIGN))
        self._row.setSpacing(_GAP if all(wording.values()) else _NARROW_GAP)
        self._row.invalidate()

    @property
    def least_width(self) -> int:
        """What its parts take with their shortest words, none of them cut (px)."""
        widths = [self.count.least_width, *(button.sizeHint().width() for button in self._spans.values())]
        for button, said in self._wordings[-1].items():
            metrics = button.fontMetrics()
            longer = metrics.horizontalAdvance(button.text()) - metrics.horizontalAdvance(said)
            widths.append(button.sizeHint().width() - longer if said else current.px(_SIGN))
        return sum(widths) + _NARROW_GAP * len(widths) + self._row.contentsMargins().left()

    def minimumSizeHint(self) -> QSize:
        """Gives way down to the signs alone: the page is never made wider by its bar."""
        return QSize(0, super().minimumSizeHint().height())

    def _span(self, row: QHBoxLayout, years: int, said: str) -> QPushButton:
        button = QPushButton(said, self)
        button.setProperty("kind", "segment")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._group.addButton(button, years)
        row.addWidget(button)
        return button

    def _button(self, row: QHBoxLayout, said: str, icon: str, tip: str) -> Button:
        button = Button(said, kind="ghost", icon=icon, tip=tip)
        button.setAccessibleName(said)
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row.addWidget(button)
        return button
