"""The chips over the list: which items, in which shape, mine or the whole plan. Tells of a change, loads nothing."""

from __future__ import annotations

from collections import Counter
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.domain.words import Light, ListName
from shengsi_desktop.ui.pages.tasks import words
from shengsi_desktop.ui.pages.tasks.choice import Part, Shape, TaskFilter
from shengsi_desktop.ui.pages.tasks.filter_parts import CHIP_GAP, OtherUnit, menu_button, side_by_side
from shengsi_desktop.ui.pages.tasks.filter_popup import FilterPopup
from shengsi_desktop.ui.pages.tasks.people_choice import PeopleChoice
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Chip
from shengsi_desktop.ui.widgets.containers import FlowLayout
from shengsi_desktop.ui.widgets.heights import as_high_as
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from shengsi_desktop.domain.tracking import ItemRow

_PARTS = ((Part.LEAD, words.LEAD), (Part.SUPPORT, words.SUPPORT), (Part.MENTIONED, words.MENTIONED))
#: in words, and by the sign alone
_LIGHTS = (
    (Light.YELLOW, words.YELLOW, words.YELLOW[0]),
    (Light.RED, words.RED, words.RED[0]),
    (Light.UNREPORTED, words.UNREPORTED, words.UNREPORTED[0]),
)
#: the field to filter by words takes what is left of its line, within these (px at 100 %)
_FIELD = (96, 260)
_GAP, _SIDE = 8, 16
#: the room beside a chip's words, and beside a sign alone (px at 100 %)
_CHIP, _SIGN = 13, 9
#: typing is waited out before the list follows (ms)
_TYPING = 120


class _Look(IntEnum):
    """How much of the conditions stands in the line, the roomiest first."""

    WORDS = 0
    SIGNS = 1
    FOLDED = 2
    FLOWING = 3


class FilterBar(QWidget):
    """One line; what it has no room for stands behind «条件 ▾». `choice` is what they say."""

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
        self._look: _Look | None = None
        self._make_conditions()
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 10, _SIDE, 10)
        column.setSpacing(8)
        column.addLayout(self._first_line())
        self._below = FlowLayout(gap=_GAP)
        column.addLayout(self._below)
        self._other = OtherUnit(self)
        self._other.back_asked.connect(self.back_asked)
        column.addWidget(self._other)
        self.changed.connect(self._say_chosen)

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
        self.popup.show_row(words.ROW_LIST, on=len(held) > 1)
        self._fit()
        self._say_chosen()

    def say_count(self, count: int) -> None:
        """«13 项»; «24 个细项» by island."""
        by_island = self.shape is Shape.ISLANDS
        self.count.setText((words.LINE_COUNT if by_island else words.COUNT).format(count=count))
        self.export_list.setText(words.EXPORT_BOARD if by_island else words.EXPORT_ITEMS)
        self.export_list.setToolTip(words.EXPORT_BOARD_TIP if by_island else words.EXPORT_ITEMS_TIP)
        self.export_list.setVisible(count > 0)
        self._fit()

    def say_unit(self, unit: str) -> None:
        """Say whose items are listed where they are another unit's; empty for one's own."""
        self._other.say(unit)
        self.mine.setText(unit or words.MINE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for other parts."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

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

    def _make_conditions(self) -> None:
        """Every chip and choice; those for which the line has room go there, the others into the popup."""
        self.popup = FilterPopup(self)
        self.popup.clear_asked.connect(self.clear)
        for name in ListName:
            self.lists[name] = self._chip(name.label)
            self.lists[name].hide()
        for part, said in _PARTS:
            chip = self.parts[part] = Chip(said, parent=self)
            chip.clicked.connect(lambda _checked=False, part=part: self._only(part))
        self.parts[Part.MENTIONED].setToolTip(words.MENTIONED_TIP)
        for light, said, _sign in _LIGHTS:
            self.lights[light] = self._chip(said)
            self.lights[light].setAccessibleName(said)
            self.lights[light].setToolTip(said)
        self._mine_chips = side_by_side(self.parts[Part.LEAD], self.parts[Part.SUPPORT])
        self._light_chips = side_by_side(*self.lights.values())
        self.people = PeopleChoice(self)
        self.people.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.popup.add(words.ROW_LIST, *self.lists.values())
        self.popup.add(words.ROW_PART, self.parts[Part.MENTIONED])
        self.popup.add(words.ROW_LIGHT)
        self.popup.add(words.ROW_WHERE, self._islands(), self.people)

    def _islands(self) -> QComboBox:
        self.island = QComboBox(self)
        self.island.addItem(words.ISLAND_ALL, "")
        self.island.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.island.setAccessibleName(words.ISLAND_ALL)
        self.island.currentIndexChanged.connect(lambda _at: self.changed.emit())
        return self.island

    def _first_line(self) -> QHBoxLayout:
        row = self._line = QHBoxLayout()
        row.setSpacing(_GAP)
        self._whose, (self.mine, self.whole) = self._one_of(words.MINE, words.WHOLE.format(count=""))
        self.text = QLineEdit(self)
        self.text.setProperty("kind", "search")
        self.text.setAccessibleName(words.FILTER_HINT)
        self.text.setToolTip(words.FILTER_HINT)
        self.text.setClearButtonEnabled(True)
        self.text.setMinimumWidth(current.px(_FIELD[0]))
        self.text.setMaximumWidth(current.px(_FIELD[1]))
        self.text.textChanged.connect(lambda _text: self._wait.start())
        self.more = QPushButton(words.FILTER, self)
        self.more.setProperty("kind", "segment")
        self.more.setCheckable(True)
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.clicked.connect(self._open_popup)
        self.count = label("", "second")
        self._make_menus()
        row.addStretch(1)
        as_high_as(self.mine, self.island, self.people, self.text)
        return row

    def _make_menus(self) -> None:
        """按任务, 平铺 or 按岛; 导入 and 导出."""
        menu = QMenu(self)
        group = QActionGroup(menu)
        made = []
        for name, tip in words.SHAPES:
            action = group.addAction(f"{name}　{tip}")
            action.setCheckable(True)
            action.setData(name)
            menu.addAction(action)
            made.append(action)
        self.tree, self.table, self.by_island = made
        self.tree.setChecked(True)
        self.shapes = menu_button(words.SHAPES[0][0], words.SHAPE_TIP, menu, self)
        group.triggered.connect(self._shape_chosen)
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        self.import_list = menu.addAction(words.IMPORT_LIST, self.import_asked.emit)
        self.import_list.setToolTip(words.IMPORT_LIST_TIP)
        self.export_list = menu.addAction(words.EXPORT_ITEMS, self.export_asked.emit)
        self.export_list.setVisible(False)
        self.list_menu = menu_button(words.LIST_MENU, words.LIST_MENU_TIP, menu, self)

    def _shape_chosen(self, action: QAction) -> None:
        self.shapes.setText(words.MENU.format(name=action.data()))
        self._fit()
        self.changed.emit()

    def _open_popup(self) -> None:
        self._say_chosen()
        self.popup.open_below(self.more)

    def _say_chosen(self) -> None:
        """«筛选 2 ▾»: how many of the conditions behind it are set, and which."""
        chosen = [chip.text() for chip in (*self.lists.values(), *self.parts.values()) if chip.isChecked()]
        chosen += [said for light, said, _sign in _LIGHTS if self.lights[light].isChecked()]
        chosen += [choice.currentText() for choice in (self.island, self.people) if choice.currentIndex() > 0]
        if self._look in (_Look.WORDS, _Look.SIGNS):
            seen = {
                self.parts[Part.LEAD].text(),
                self.parts[Part.SUPPORT].text(),
                *(said for _, said, _ in _LIGHTS),
            }
            chosen = [said for said in chosen if said not in seen]
        self.more.setText(words.FILTER_CHOSEN.format(count=len(chosen)) if chosen else words.FILTER)
        self.more.setChecked(bool(chosen))
        self.more.setToolTip(
            words.FILTER_TIP_CHOSEN.format(said="、".join(chosen)) if chosen else words.FILTER_TIP
        )

    def _fit(self) -> None:
        """As many conditions in the line as it has room for; the field has what is left."""
        inner = self.contentsRect().width() - 2 * _SIDE
        fixed = sum(part.sizeHint().width() + _GAP for part in self._parts() if part is not self.text)
        least = current.px(_FIELD[0])
        needs = {
            look: fixed + least + self._chips_width(look) for look in (_Look.WORDS, _Look.SIGNS, _Look.FOLDED)
        }
        look = next((look for look, need in needs.items() if need <= inner), _Look.FLOWING)
        if look is not self._look:
            self._look = look
            self._place()
        room = inner if look is _Look.FLOWING else min(inner - needs[look] + least, current.px(_FIELD[1]))
        hint = words.FILTER_HINT
        if self.text.fontMetrics().horizontalAdvance(hint) > room - current.px(24):
            hint = words.FILTER_SHORT
        self.text.setPlaceholderText(hint)

    def _chips_width(self, look: _Look) -> int:
        """What the chips take of the line."""
        if look is _Look.FOLDED:
            return 0
        metrics = self.more.fontMetrics()
        said = [
            words.LEAD,
            words.SUPPORT,
            *(short if look is _Look.SIGNS else said for _, said, short in _LIGHTS),
        ]
        pads = [_CHIP, _CHIP, *[_SIGN if look is _Look.SIGNS else _CHIP for _ in _LIGHTS]]
        width = sum(metrics.horizontalAdvance(one) for one in said) + 2 * sum(map(current.px, pads))
        return width + 3 * CHIP_GAP + 2 * _GAP

    def _place(self) -> None:
        """Move the chips, and the field where there is no room for it at all."""
        inline = self._look in (_Look.WORDS, _Look.SIGNS)
        signs = self._look is _Look.SIGNS
        for light, said, sign in _LIGHTS:
            self.lights[light].setText(sign if signs else said)
        pads = f"padding-left: {current.px(_SIGN)}px; padding-right: {current.px(_SIGN)}px;"
        self._light_chips.setStyleSheet(f"QPushButton {{ {pads} }}" if signs else "")
        for chips in (self._mine_chips, self._light_chips):
            self._line.removeWidget(chips)
        if self._look is _Look.FLOWING:
            for part in self._parts():
                self._below.addWidget(part)
        elif self._line.indexOf(self._whose) < 0:
            for place, part in enumerate(self._parts()):
                # the room that nobody needs comes before what stands at the right
                at_the_right = part in (self.list_menu, self.count)
                self._line.insertWidget(place + at_the_right, part, 100 if part is self.text else 0)
        if inline:
            place = self._line.indexOf(self.shapes) + 1
            self._line.insertWidget(place, self._mine_chips)
            self._line.insertWidget(place + 1, self._light_chips)
        else:
            self.popup.take_in(words.ROW_PART, self._mine_chips)
            self.popup.take_in(words.ROW_LIGHT, self._light_chips)
        self.popup.show_row(words.ROW_LIGHT, on=not inline)

    def _parts(self) -> tuple[QWidget, ...]:
        return (self._whose, self.shapes, self.more, self.text, self.list_menu, self.count)

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
