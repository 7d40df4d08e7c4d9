"""细项 of the chosen item: name, kind, how far, light; under the pointer or chosen it lights up its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from shengsi_desktop.domain.words import Comparator, DeliverableKind, Light
from shengsi_desktop.ui.pages.tasks import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import Card, Line
from shengsi_desktop.ui.widgets.fields import written
from shengsi_desktop.ui.widgets.lights import paint_shape
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from shengsi_desktop.domain.tracking import Deliverable, DeliverableStanding

_NUMBERS = (DeliverableKind.QUANTITY, DeliverableKind.RATIO)
_SAID_BEHIND = (Comparator.LE, Comparator.APPROX)


def target_words(deliverable: Deliverable) -> str:
    """«30 个», «1-2 个», «1.5 以内»; empty where there is no number."""
    if deliverable.target is None:
        return ""
    figure = written(deliverable.target)
    if deliverable.target_high is not None:
        figure = f"{figure}-{written(deliverable.target_high)}"
    gap = "" if deliverable.unit.startswith("%") else " "
    said = f"{figure}{gap}{deliverable.unit}".rstrip()
    return f"{said}{deliverable.comparator.label}" if deliverable.comparator in _SAID_BEHIND else said


def value_words(standing: DeliverableStanding) -> str:
    """«14 / 30 个», «征求意见（3/5）», 常态, 已完成."""
    deliverable, value = standing.deliverable, standing.value
    if deliverable.kind is DeliverableKind.MILESTONE and deliverable.stages:
        reached = (value.stage if value else 0) or 0
        total = len(deliverable.stages)
        return f"{deliverable.stages[reached - 1]}（{reached}/{total}）" if reached else words.NOT_STARTED
    if deliverable.kind in _NUMBERS:
        figure = written(value.value) if value and value.value is not None else "–"
        target = target_words(deliverable)
        return f"{figure} / {target}" if target else f"{figure} {deliverable.unit}".rstrip()
    return words.DONE if value and value.done else words.STANDING_VALUE


def due_words(deliverable: Deliverable) -> str:
    """The day, or 年底（默认）."""
    due = deliverable.due
    if deliverable.due_is_default:
        return words.DEFAULT_YEAR_END
    return words.DAY.format(year=due.year, month=due.month, day=due.day)


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
    """One promise in two lines."""

    #: the pointer came (True) or went (False)
    pointed = Signal(bool)
    #: clicked, or Space pressed
    chosen = Signal()
    #: to be changed
    edit_asked = Signal()

    def __init__(self, standing: DeliverableStanding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.standing = standing
        self._lit = False
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
        row.addLayout(column, 1)
        self.value = label("", "second")
        row.addWidget(self.value, 0, Qt.AlignmentFlag.AlignVCenter)
        self.edit = Button(icon="edit", kind="ghost", tip=words.EDIT_TIP)
        self.edit.setFixedSize(current.px(28), current.px(28))
        self.edit.setStyleSheet("padding: 0; min-height: 0;")
        self.edit.clicked.connect(self.edit_asked)
        row.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignVCenter)
        self.show_standing(standing)

    def show_standing(self, standing: DeliverableStanding) -> None:
        """What is known of it now."""
        self.standing = standing
        deliverable = standing.deliverable
        self.sign.set_light(standing.reading.light, standing.reading.reason)
        self.name.setText(deliverable.name)
        said = [deliverable.kind.label, due_words(deliverable)]
        if deliverable.by_time and deliverable.kind in _NUMBERS:
            said.insert(1, words.BY_TIME)
        if deliverable.end <= deliverable.start:
            said.append(words.OWN_ADDED)
        self.about.setText(words.DOT.join(said))
        self.value.setText(value_words(standing))
        self.setToolTip(deliverable.text)
        self.setAccessibleName(f"{deliverable.name}，{self.value.text()}，{standing.reading.light.label}")

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


class DeliverableRows(Card):
    """All of them; the chosen one stays lit, the one under the pointer is lit meanwhile."""

    #: the deliverable to light up in the source, or None
    lit = Signal(object)
    #: the DeliverableStanding to be changed
    edit_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(0, 3, 0, 3), spacing=0)
        self.rows: list[DeliverableRow] = []
        self._nothing = label(words.NO_DELIVERABLES, "second")
        self._nothing.setContentsMargins(14, 6, 14, 6)
        self.body.addWidget(self._nothing)
        self._parts: list[QWidget] = []
        self._ids: list[str] = []
        self._chosen: str | None = None

    def show_standings(self, standings: tuple[DeliverableStanding, ...]) -> None:
        """Show them; the same ones keep their rows."""
        ids = [one.deliverable.id for one in standings]
        if ids != self._ids:
            self._ids = ids
            self._rebuild(standings)
        for row, standing in zip(self.rows, standings, strict=True):
            row.show_standing(standing)
        self._nothing.setVisible(not standings)
        if self._chosen not in ids:
            self._chosen = None
        self._tell(None)

    def row_of(self, deliverable_id: str) -> DeliverableRow | None:
        """The row of one deliverable."""
        return next((row for row in self.rows if row.standing.deliverable.id == deliverable_id), None)

    def _rebuild(self, standings: tuple[DeliverableStanding, ...]) -> None:
        for part in self._parts:
            self.body.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts, self.rows = [], []
        for standing in standings:
            if self.rows:
                line = Line()
                self._parts.append(line)
                self.body.addWidget(line)
            row = DeliverableRow(standing)
            row.pointed.connect(lambda here, row=row: self._tell(row if here else None))
            row.chosen.connect(lambda row=row: self._choose(row))
            row.edit_asked.connect(lambda row=row: self.edit_asked.emit(row.standing))
            self._parts.append(row)
            self.rows.append(row)
            self.body.addWidget(row)

    def _choose(self, row: DeliverableRow) -> None:
        own = row.standing.deliverable.id
        self._chosen = None if self._chosen == own else own
        self._tell(None)

    def _tell(self, pointed: DeliverableRow | None) -> None:
        shown = pointed or (self.row_of(self._chosen) if self._chosen else None)
        for row in self.rows:
            row.set_lit(lit=row is shown)
        self.lit.emit(shown.standing.deliverable if shown is not None else None)
