"""The unit's items beside one stoppage: those that it holds up are ticked, with both lights. Saves nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem

from shengsi_desktop.domain.words import Light
from shengsi_desktop.ui.pages.settings.room import ROW
from shengsi_desktop.ui.pages.settings.stoppages import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.themed_items import ThemedLine

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.domain.stoppages import TouchedItem

_ID = Qt.ItemDataRole.UserRole + 1
_SHARE = 0.32
_NO_SCHEDULE = (Light.UNSCHEDULED, Light.NONE)
_ITEM, _LIGHT, _SECOND, _WHY = range(4)


class TouchedItems(QTreeWidget):
    """A table whose first column can be ticked by mouse and by Space."""

    #: (stoppage id, item id, whether it is held up) as a person says
    ticked = Signal(str, str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(len(words.HEADS))
        self.setHeaderLabels(list(words.HEADS))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName(words.ITEMS)
        head = self.header()
        head.setStretchLastSection(True)
        head.setSectionResizeMode(_ITEM, QHeaderView.ResizeMode.Interactive)
        for column in (_LIGHT, _SECOND):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        #: the stoppage whose items stand here
        self.stoppage_id = ""
        self._filling = False
        self.itemChanged.connect(self._changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The names take their share of the width."""
        super().resizeEvent(event)
        self.header().resizeSection(_ITEM, max(int(self.viewport().width() * _SHARE), current.px(150)))

    def show_items(self, items: tuple[TouchedItem, ...], stoppage_id: str) -> None:
        """Show those beside this stoppage; the place in the list stays."""
        self.stoppage_id = stoppage_id
        place, at = self.verticalScrollBar().value(), self.indexOfTopLevelItem(self.currentItem())
        self._filling = True
        self.clear()
        for one in items:
            self.addTopLevelItem(self._line(one))
        self._filling = False
        line = self.topLevelItem(at) if at >= 0 else None
        if line is not None:
            self.setCurrentItem(line)
        self.verticalScrollBar().setValue(place)

    def line_of(self, item_id: str) -> QTreeWidgetItem | None:
        """The line of one item."""
        lines = (self.topLevelItem(place) for place in range(self.topLevelItemCount()))
        return next((line for line in lines if line is not None and line.data(_ITEM, _ID) == item_id), None)

    def _line(self, one: TouchedItem) -> QTreeWidgetItem:
        by_person = words.BY_PERSON if one.by_person else ""
        line = ThemedLine([f"{one.number} {one.title}{by_person}", "", "", ""])
        line.setData(_ITEM, _ID, one.item_id)
        line.setSizeHint(_ITEM, QSize(0, current.px(ROW)))
        line.setCheckState(_ITEM, Qt.CheckState.Checked if one.touched else Qt.CheckState.Unchecked)
        _show_light(line, _LIGHT, one.plain.light)
        why = one.plain.reason
        if one.adjusted is not None:
            _show_light(line, _SECOND, one.adjusted.light)
            why = one.adjusted.reason
        else:
            line.setText(_SECOND, words.SAME)
            line.setToolTip(_SECOND, why_same(one))
            if one.touched:
                # the light of a supported item has no reason but that it is the lead's
                own = "" if one.plain.light is Light.BY_LEAD else why
                why = words.DOT.join(filter(None, (why_same(one), own)))
        line.setText(_WHY, why)
        line.setToolTip(_ITEM, line.text(_ITEM))
        line.setToolTip(_WHY, f"{one.plain.reason}\n{one.adjusted.reason}" if one.adjusted else why)
        return line

    def _changed(self, line: QTreeWidgetItem, column: int) -> None:
        if not self._filling and column == _ITEM:
            touched = line.checkState(_ITEM) is Qt.CheckState.Checked
            self.ticked.emit(self.stoppage_id, line.data(_ITEM, _ID), touched)


def why_same(one: TouchedItem) -> str:
    """Why there is no second light."""
    if not one.touched:
        return words.WHY_SAME["left_out"]
    light = one.plain.light
    if light is Light.BY_LEAD:
        return words.WHY_SAME["by_lead"]
    return words.WHY_SAME["unscheduled" if light in _NO_SCHEDULE else "same"]


def _show_light(line: ThemedLine, column: int, light: Light) -> None:
    line.setText(column, f"{light.shape} {light.label}")
    line.ink(column, lambda: QColor(current.palette().light(light).text))
