"""One 细项 of the chosen item: name, kind, how far, light, its islands, and a menu of what can be done to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from shengsi_desktop.domain.words import Light
from shengsi_desktop.ui.pages.tasks import words
from shengsi_desktop.ui.pages.tasks.deliverable_words import NUMBERS, curve_words, due_words, value_words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import FlowLayout
from shengsi_desktop.ui.widgets.lights import paint_shape
from shengsi_desktop.ui.widgets.text import label, well_broken

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from shengsi_desktop.domain.tracking import DeliverableStanding

    Curve = Sequence[tuple[date, Decimal]]

#: a button beside the value (px)
_BUTTON = 24


class LightSign(QWidget):
    """The shape of a light without its word; the word is its name for screen readers and its tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = Light.NONE
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def light(self) -> Light:
        """The light shown."""
        return self._light

    def set_light(self, light: Light, reason: str) -> None:
        """Show `light`."""
        self._light = light
        self.setAccessibleName(light.label)
        self.setToolTip(f"{light.label}：{reason}" if reason else light.label)
        self.update()

    def sizeHint(self) -> QSize:
        """One character."""
        return QSize(current.px(12), current.px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the shape in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = current.px(9)
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        paint_shape(painter, box, self._light, QColor(current.palette().light(self._light).shape))


class DeliverableRow(QWidget):
    """One promise in two lines, its islands below them."""

    #: the pointer came (True) or went (False)
    pointed = Signal(bool)
    #: clicked, or Space pressed
    chosen = Signal()
    #: to be changed
    edit_asked = Signal()
    #: its islands are to be changed
    islands_asked = Signal()
    #: its plan curve is to be typed or drawn
    curve_asked = Signal()

    def __init__(self, standing: DeliverableStanding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.standing = standing
        self._lit = False
        self._islands: tuple[str, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 8, 7)
        row.setSpacing(9)
        self.sign = LightSign()
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout()
        column.setSpacing(2)
        self.name = label("", wrap=True)
        self.name.setMinimumWidth(current.px(60))
        self.about = label("", "second", wrap=True)
        column.addWidget(self.name)
        column.addWidget(self.about)
        self.tags = QWidget()
        self.tags.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._flow = FlowLayout(self.tags, gap=4)
        self._flow.setContentsMargins(0, 3, 0, 1)
        self.tags.hide()
        column.addWidget(self.tags)
        row.addLayout(column, 1)
        row.addLayout(self._right(), 0)
        self.show_standing(standing)

    def show_standing(
        self, standing: DeliverableStanding, curve: Curve = (), *, of_a_list: bool = False
    ) -> None:
        """What is known of it now. `of_a_list`: its words stand in no plan, which does not make it one's own."""
        self.standing = standing
        deliverable = standing.deliverable
        second = f"\n{standing.adjusted.reason}" if standing.adjusted is not None else ""
        self.sign.set_light(standing.reading.light, standing.reading.reason + second)
        self.name.setText(deliverable.name)
        said = [deliverable.kind.label, due_words(deliverable)]
        planned = curve_words(deliverable, curve)
        if planned or (deliverable.by_time and deliverable.kind in NUMBERS):
            # a plan curve, where there is one, is what the light goes by
            said.insert(1, planned or words.BY_TIME)
        if deliverable.end <= deliverable.start and not of_a_list:
            said.append(words.OWN_ADDED)
        if standing.shares_words:
            said.append(standing.shares_words)
        self.about.setText(well_broken(words.DOT.join(said)))
        self.value.setText(value_words(standing))
        self.setToolTip(deliverable.text)
        self._show_islands(deliverable.islands)
        named = "，".join((deliverable.name, self.value.text(), standing.reading.light.label, *self._islands))
        self.setAccessibleName(named)

    def menu(self) -> QMenu:
        """What can be done to it, as a menu that is deleted when it closes."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(words.MENU_EDIT, self.edit_asked.emit)
        menu.addAction(words.MENU_ISLANDS, self.islands_asked.emit)
        if self.standing.deliverable.kind in NUMBERS:
            menu.addAction(words.MENU_CURVE, self.curve_asked.emit)
        return menu

    def set_lit(self, *, lit: bool) -> None:
        """Show whether its sentence is lit."""
        self._lit = lit
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer came."""
        super().enterEvent(event)
        self.pointed.emit(True)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer went."""
        super().leaveEvent(event)
        self.pointed.emit(False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click keeps its sentence lit."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens it."""
        self.edit_asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space lights its sentence, Enter opens it."""
        if event.key() == Qt.Key.Key_Space:
            self.chosen.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.edit_asked.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same menu where the pointer is, or by the key for it."""
        self.menu().popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ground while lit; an edge with the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(4, 2, -4, -2)
        if self._lit or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(current.colour("selected" if self._lit else "hover"))
            painter.drawRoundedRect(area, 5, 5)
        if self.hasFocus():
            painter.setPen(current.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 5, 5)

    def _right(self) -> QVBoxLayout:
        """The value, and below it what can be done: side by side they would leave a narrow pane no room for words."""
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(1)
        self.value = label("", "second")
        self.value.setContentsMargins(0, 0, current.px(6), 0)
        column.addWidget(self.value, 0, Qt.AlignmentFlag.AlignRight)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        buttons.addStretch(1)
        self.edit = _small_button("edit", words.EDIT_TIP)
        self.edit.clicked.connect(self.edit_asked)
        self.more = _small_button("more", words.MORE_TIP)
        self.more.clicked.connect(lambda: self.menu().popup(self._below(self.more)))
        buttons.addWidget(self.edit)
        buttons.addWidget(self.more)
        column.addLayout(buttons)
        column.addStretch(1)
        return column

    def _show_islands(self, islands: tuple[str, ...]) -> None:
        if islands == self._islands:
            return
        self._islands = islands
        while self._flow.count():
            tag = self._flow.takeAt(0).widget()
            if tag is not None:
                tag.hide()
                tag.deleteLater()
        for name in islands:
            self._flow.addWidget(label(name, "outline"))
        self.tags.setVisible(bool(islands))

    def _below(self, button: Button) -> QPoint:
        return button.mapToGlobal(button.rect().bottomLeft())


def _small_button(icon: str, tip: str) -> Button:
    made = Button(icon=icon, kind="ghost", tip=tip)
    made.setFixedSize(current.px(_BUTTON), current.px(_BUTTON))
    made.setStyleSheet("padding: 0; min-height: 0;")
    return made
