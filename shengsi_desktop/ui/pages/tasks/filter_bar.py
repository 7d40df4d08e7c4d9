"""The chips over the list: which items, in which shape, mine or the whole plan. Tells of a change, loads nothing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.domain.words import Light, ListName
from shengsi_desktop.ui.pages.tasks import words
from shengsi_desktop.ui.pages.tasks.chip_row import ChipRow
from shengsi_desktop.ui.pages.tasks.choice import Part, Shape, TaskFilter
from shengsi_desktop.ui.pages.tasks.people_choice import PeopleChoice
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button, Chip
from shengsi_desktop.ui.widgets.containers import FlowLayout
from shengsi_desktop.ui.widgets.heights import as_high_as
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from shengsi_desktop.domain.tracking import ItemRow

_PARTS = ((Part.LEAD, words.LEAD), (Part.SUPPORT, words.SUPPORT), (Part.MENTIONED, words.MENTIONED))
#: with less to say where there is little room
_LIGHTS = (
    (Light.YELLOW, words.YELLOW, words.YELLOW_SHORT),
    (Light.RED, words.RED, words.RED_SHORT),
    (Light.UNREPORTED, words.UNREPORTED, words.UNREPORTED_SHORT),
)
#: the field to filter by words takes what is left of its line, within these (px at 100 %)
_FIELD = (112, 200)
_GAP = 8
#: below this width (at 100 %) the links have their short words
_NARROW = 460
_SIDE = 16
#: typing is waited out before the list follows (ms)
_TYPING = 120


class FilterBar(QWidget):
    """Chips in two lines; `choice` is what they say."""

    #: another choice, or another shape
    changed = Signal()
    #: leave another unit's items
    back_asked = Signal()
    #: 导入清单
    import_asked = Signal()
    #: what is listed into a workbook
    export_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.lists: dict[ListName, Chip] = {}
        self.parts: dict[Part, Chip] = {}
        self.lights: dict[Light, Chip] = {}
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_TYPING)
        self._wait.timeout.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 12, _SIDE, 10)
        column.setSpacing(8)
        column.addWidget(self._chips())
        column.addLayout(self._second_line())
        column.addWidget(self._other_unit())

    @property
    def choice(self) -> TaskFilter:
        """What the chips say."""
        return TaskFilter(
            lists=frozenset(name for name, chip in self.lists.items() if chip.isChecked()),
            part=next((part for part, chip in self.parts.items() if chip.isChecked()), None),
            lights=frozenset(light for light, chip in self.lights.items() if chip.isChecked()),
            island=self.island.currentData() or "",
            text=self.text.text(),
            whole=self.whole.isChecked(),
            charge=self.people.items,
        )

    @property
    def shape(self) -> Shape:
        """In which shape the list is wanted."""
        if self.by_island.isChecked():
            return Shape.ISLANDS
        return Shape.TABLE if self.table.isChecked() else Shape.TREE

    def offer(self, rows: tuple[ItemRow, ...]) -> None:
        """Show the lists that hold items and the islands that are named; what is chosen stays."""
        held = {row.list for row in rows}
        for name, chip in self.lists.items():
            chip.setVisible(name in held)
            if name not in held:
                chip.setChecked(False)
        self.whole.setText(words.WHOLE.format(count=len(rows)))
        self.chips.fit()
        islands = [name for name, _ in Counter(one for row in rows for one in row.islands).most_common()]
        offered = [self.island.itemData(place) for place in range(1, self.island.count())]
        if islands != offered:
            chosen = self.island.currentData()
            self.island.blockSignals(True)
            self.island.clear()
            self.island.addItem(words.ISLAND_ALL, "")
            for island in islands:
                self.island.addItem(island, island)
            self.island.setCurrentIndex(max(self.island.findData(chosen), 0))
            self.island.blockSignals(False)
        self._fit_field()

    def say_count(self, count: int) -> None:
        """«13 项»; «24 个细项» by island."""
        by_island = self.shape is Shape.ISLANDS
        self.count.setText((words.LINE_COUNT if by_island else words.COUNT).format(count=count))
        self.export_list.setToolTip(words.EXPORT_BOARD_TIP if by_island else words.EXPORT_ITEMS_TIP)
        self.export_list.setVisible(count > 0)
        self._fit_field()

    def say_unit(self, unit: str) -> None:
        """Say whose items are listed where they are another unit's; empty for one's own."""
        self._other.setVisible(bool(unit))
        self._other_words.setText(words.OTHER_UNIT.format(unit=unit))
        self.mine.setText(unit or words.MINE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for another field."""
        super().resizeEvent(event)
        self._fit_field()

    def clear(self, *, whole: bool | None = None) -> None:
        """No condition at all; `whole` also sets whose items."""
        for chips in (self.lists, self.parts, self.lights):
            for chip in chips.values():
                chip.setChecked(False)
        self.island.blockSignals(True)
        self.island.setCurrentIndex(0)
        self.island.blockSignals(False)
        self.people.clear_choice()
        self.text.blockSignals(True)
        self.text.clear()
        self.text.blockSignals(False)
        if whole is not None:
            (self.whole if whole else self.mine).setChecked(True)
        self._wait.stop()
        self.changed.emit()

    def show_list(self, name: ListName) -> None:
        """One list of the whole plan, no other condition; its chip may be offered a moment later."""
        self.clear(whole=True)
        self.lists[name].setChecked(True)
        self.changed.emit()

    def _chips(self) -> ChipRow:
        row = self.chips = ChipRow(self)
        for name in ListName:
            self.lists[name] = self._chip(name.label)
            self.lists[name].setVisible(False)
            row.add(self.lists[name])
        for part, said in _PARTS:
            chip = self.parts[part] = Chip(said, parent=self)
            chip.clicked.connect(lambda _checked=False, part=part: self._only(part))
            row.add(chip)
        self.parts[Part.MENTIONED].setToolTip(words.MENTIONED_TIP)
        for light, said, short in _LIGHTS:
            self.lights[light] = self._chip(said)
            row.add(self.lights[light], short, short[0])
        return row

    def _islands(self) -> QComboBox:
        self.island = QComboBox(self)
        self.island.addItem(words.ISLAND_ALL, "")
        self.island.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.island.setAccessibleName(words.ISLAND_ALL)
        self.island.currentIndexChanged.connect(lambda _at: self.changed.emit())
        return self.island

    def _second_line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        flow = FlowLayout(gap=_GAP)
        whose, (self.mine, self.whole) = self._one_of(words.MINE, words.WHOLE.format(count=""))
        shape, (self.tree, self.table, self.by_island) = self._one_of(
            words.TREE, words.TABLE, words.BY_ISLAND
        )
        self.tree.setToolTip(words.TREE_TIP)
        self.table.setToolTip(words.TABLE_TIP)
        self.by_island.setToolTip(words.BY_ISLAND_TIP)
        self.text = QLineEdit(self)
        self.text.setProperty("kind", "search")
        self.text.setAccessibleName(words.FILTER_HINT)
        self.text.setToolTip(words.FILTER_HINT)
        self.text.setClearButtonEnabled(True)
        self.text.setFixedWidth(current.px(_FIELD[1]))
        self.text.textChanged.connect(lambda _text: self._wait.start())
        self.people = PeopleChoice(self)
        self.people.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self._before = (whose, shape, self._islands(), self.people)
        for part in (*self._before, self.text):
            flow.addWidget(part)
        as_high_as(self.mine, self.island, self.people, self.text)
        row.addLayout(flow, 1)
        row.addWidget(self._at_the_right(), 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _at_the_right(self) -> QWidget:
        """In the middle of the first line beside it, however many lines that has."""
        self._right = QWidget(self)
        self._right.setFixedHeight(self.mine.sizeHint().height())
        row = QHBoxLayout(self._right)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        self.import_list = Button(words.IMPORT_LIST, kind="link", tip=words.IMPORT_LIST_TIP)
        self.import_list.clicked.connect(self.import_asked)
        row.addWidget(self.import_list)
        self.export_list = Button(words.EXPORT_ITEMS, kind="link", tip=words.EXPORT_ITEMS_TIP)
        self.export_list.clicked.connect(self.export_asked)
        self.export_list.hide()
        row.addWidget(self.export_list)
        self.count = label("", "second")
        row.addWidget(self.count)
        return self._right

    def _fit_field(self) -> None:
        """What is left of the line is the field's; where that is too little it goes on below, as wide as it likes."""
        inner = self.contentsRect().width() - 2 * _SIDE
        # beside the words of a narrow bar those of two links do not stand whole
        narrow = inner < current.px(_NARROW)
        self.import_list.setText(words.IMPORT_SHORT if narrow else words.IMPORT_LIST)
        whole = words.EXPORT_BOARD if self.shape is Shape.ISLANDS else words.EXPORT_ITEMS
        self.export_list.setText(words.EXPORT_SHORT if narrow else whole)
        shown = [part for part in (*self._before, self._right) if not part.isHidden()]
        taken = sum(part.sizeHint().width() + _GAP for part in shown)
        least, most = (current.px(width) for width in _FIELD)
        left = inner - taken
        width = most if left < least else min(left, most)
        if width != self.text.width():
            self.text.setFixedWidth(width)
        hint = words.FILTER_HINT
        if self.text.fontMetrics().horizontalAdvance(hint) > width - current.px(24):
            hint = words.FILTER_SHORT
        self.text.setPlaceholderText(hint)

    def _other_unit(self) -> QWidget:
        self._other = QWidget(self)
        row = QHBoxLayout(self._other)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._other_words = label("", "tag")
        row.addWidget(self._other_words)
        back = Button(words.BACK_TO_MINE, kind="link")
        back.clicked.connect(self.back_asked)
        row.addWidget(back)
        row.addStretch(1)
        self._other.hide()
        return self._other

    def _chip(self, said: str) -> Chip:
        chip = Chip(said, parent=self)
        chip.clicked.connect(lambda _checked=False: self.changed.emit())
        return chip

    def _one_of(self, *said: str) -> tuple[QWidget, list[QPushButton]]:
        """Buttons of which one is down."""
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        group = QButtonGroup(self)
        made = []
        for word in said:
            button = QPushButton(word, holder)
            button.setProperty("kind", "segment")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            group.addButton(button)
            row.addWidget(button)
            made.append(button)
        made[0].setChecked(True)
        group.buttonClicked.connect(lambda _button: self.changed.emit())
        return holder, made

    def _only(self, part: Part) -> None:
        """One part at a time; a click on the chosen one takes it back."""
        for other, chip in self.parts.items():
            if other is not part:
                chip.setChecked(False)
        self.changed.emit()
