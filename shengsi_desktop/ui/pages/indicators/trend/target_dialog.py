"""设定目标: the target in words with its reading below, and all else a person says of an indicator; or a new one."""

from __future__ import annotations

from decimal import InvalidOperation
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.domain.indicators import Trend
from shengsi_desktop.ui.dialogs.fitting import fit_content
from shengsi_desktop.ui.dialogs.storing import StoringDialog
from shengsi_desktop.ui.pages.indicators.trend import words
from shengsi_desktop.ui.pages.indicators.trend.condition_rows import ConditionRows, Untrue
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.fields import read_number, written
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.domain.indicators import Indicator

_WIDTH, _HEIGHT = 700, 560
_TEXTS = ("unit", "source", "release", "owner", "support", "remark")


class TargetDialog(StoringDialog):
    """Without an indicator it adds one. It saves nothing itself, and stays open until it is told to close."""

    #: (the fields that differ (dict), the target's words, its conditions; the last two None where they stay)
    save_asked = Signal(object, object, object)
    #: the indicator is to be deleted
    drop_asked = Signal()

    grows = False

    def __init__(
        self,
        indicator: Indicator | None,
        others: Sequence[Indicator],
        units: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._indicator = indicator
        self._corrected = False
        self._of_plan = indicator is not None and indicator.end > indicator.start
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words.TARGET_TITLE if indicator else words.NEW_TITLE)
        self.conditions = ConditionRows(
            [(one.id, one.name) for one in others if indicator is None or one.id != indicator.id]
        )
        self.fields: dict[str, QLineEdit] = {name: QLineEdit() for name in (*_TEXTS, "name", "baseline")}
        self._build(sorted({one.category for one in others if one.category}), units)
        self._fill()
        self._listen()
        (self.words if indicator else self.fields["name"]).setFocus()

    def save(self) -> None:
        """Check and ask to save what differs; a wrong field is said and nothing is lost."""
        try:
            fields = self._differing()
            conditions = self.conditions.conditions
        except Untrue as problem:
            self.say(str(problem))
            return
        said = self.words.text().strip()
        before = self._indicator
        same = before is not None and (said, conditions) == (before.target_words, before.conditions)
        if same and not fields:
            self.accept()
        elif not self.wait():
            return
        elif same:
            self.save_asked.emit(fields, None, None)
        else:
            self.save_asked.emit(fields, said, conditions)

    def _build(self, categories: Sequence[str], units: Sequence[str]) -> None:
        fit_content(self, self.parentWidget(), QSize(_WIDTH, _HEIGHT))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        if self._indicator is not None:
            column.addWidget(label(self._indicator.name, "title", wrap=True))
            if self._of_plan:
                column.addWidget(label(words.ORIGINAL.format(text=self._indicator.text), "second", wrap=True))
        content = QWidget()
        self._grid = QGridLayout(content)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self._fill_grid(categories)
        for name in ("owner", "support"):
            completer = QCompleter(list(units), self.fields[name])
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.fields[name].setCompleter(completer)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        column.addWidget(scroll, 1)
        column.addWidget(self.trouble)
        column.addLayout(self._buttons())

    def _fill_grid(self, categories: Sequence[str]) -> None:
        self.category = QComboBox()
        self.category.setEditable(True)
        self.category.addItems(list(categories))
        self.words = QLineEdit()
        self.words.setPlaceholderText(words.TARGET_HINT)
        self.trend, self.counts, self.cadence = QComboBox(), QComboBox(), QComboBox()
        for trend in Trend:
            self.trend.addItem(trend.label or words.TREND_UNSAID, trend.value)
        for said, cumulative in ((words.CUMULATIVE_CHOICE, True), (words.AT_A_TIME_CHOICE, False)):
            self.counts.addItem(said, cumulative)
        for key, said in words.CADENCES.items():
            self.cadence.addItem(said, key)
        fields = self.fields
        fields["release"].setPlaceholderText(words.RELEASE_HINT)
        row = 0
        if not self._of_plan:
            self._pair(row, words.FIELD_NAME, fields["name"], words.FIELD_CATEGORY, self.category)
            row += 1
        self._wide(row, words.FIELD_TARGET, self.words)
        self._wide(row + 1, words.READ_AS, self.conditions)
        for at, pair in enumerate(
            (
                (words.FIELD_UNIT, fields["unit"], words.FIELD_BASELINE, fields["baseline"]),
                (words.FIELD_TREND, self.trend, words.FIELD_COUNTS, self.counts),
                (words.FIELD_CADENCE, self.cadence, words.FIELD_RELEASE, fields["release"]),
                (words.FIELD_SOURCE, fields["source"], words.FIELD_OWNER, fields["owner"]),
                (words.FIELD_SUPPORT, fields["support"], words.FIELD_REMARK, fields["remark"]),
            ),
            start=row + 2,
        ):
            self._pair(at, *pair)
        self._grid.setRowStretch(row + 8, 1)

    def _pair(self, row: int, first: str, one: QWidget, second: str, two: QWidget) -> None:
        for column, said, field in ((0, first, one), (2, second, two)):
            name = label(said)
            name.setBuddy(field)
            field.setAccessibleName(said)
            self._grid.addWidget(
                name, row, column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            )
            self._grid.addWidget(field, row, column + 1)

    def _wide(self, row: int, said: str, field: QWidget) -> None:
        name = label(said)
        name.setContentsMargins(0, current.px(8), 0, 0)
        field.setAccessibleName(said)
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(field, row, 1, 1, 3)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        if self._indicator is not None and not self._of_plan:
            self.drop_button = Button(words.DROP, kind="ghost", icon="remove", tip=words.DROP_TIP)
            self.drop_button.setAutoDefault(False)
            self.drop_button.clicked.connect(lambda: self.drop_asked.emit() if self.wait() else None)
            row.addWidget(self.drop_button)
        row.addStretch(1)
        cancel = Button(words.CANCEL)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        self.save_button.setText(words.KEEP if self._indicator is not None else words.ADD_SAVE)
        self.save_button.clicked.connect(self.save)
        row.addWidget(self.save_button)
        return row

    def _fill(self) -> None:
        one = self._indicator
        if one is None:
            self.category.setCurrentText("")
            self.conditions.show_conditions(())
            return
        for name in (*_TEXTS, "name"):
            self.fields[name].setText(getattr(one, name))
        self.fields["baseline"].setText(written(one.baseline))
        self.category.setCurrentText(one.category)
        self.words.setText(one.target_words)
        self.trend.setCurrentIndex(self.trend.findData(one.trend.value))
        self.counts.setCurrentIndex(self.counts.findData(one.cumulative))
        self.cadence.setCurrentIndex(max(self.cadence.findData(one.cadence), 0))
        self.conditions.show_conditions(one.conditions)

    def _listen(self) -> None:
        self.words.textEdited.connect(lambda _text: self._read_again())
        self.fields["unit"].editingFinished.connect(lambda: self._read_again(typed=False))
        self.conditions.changed.connect(self._by_hand)

    def _by_hand(self) -> None:
        self._corrected = True

    def _read_again(self, *, typed: bool = True) -> None:
        """What the words say now. Typing reads anew; another unit leaves what was corrected."""
        from shengsi_desktop.services.indicator_targets import read_target

        if typed:
            self._corrected = False
        unchanged = self._indicator is not None and self.words.text() == self._indicator.target_words
        if self._corrected or (unchanged and not typed):
            return
        unit = self.fields["unit"].text().strip()
        self.conditions.show_conditions(read_target(self.words.text(), unit))

    def _differing(self) -> dict[str, Any]:
        """What differs from the indicator. Raises Untrue."""
        found: dict[str, Any] = {name: self.fields[name].text().strip() for name in _TEXTS}
        try:
            found["baseline"] = read_number(self.fields["baseline"].text())
        except InvalidOperation as problem:
            raise Untrue(words.BAD_BASELINE) from problem
        found["trend"] = Trend(self.trend.currentData() or "")
        found["cumulative"] = bool(self.counts.currentData())
        found["cadence"] = str(self.cadence.currentData())
        if not self._of_plan:
            found["name"] = self.fields["name"].text().strip()
            found["category"] = self.category.currentText().strip()
            if not found["name"]:
                raise Untrue(words.NAME_NEEDED)
        one = self._indicator
        return {name: said for name, said in found.items() if one is None or said != getattr(one, name)}
