"""The tick list of a deliverable's islands, by township; it tells what was chosen and saves nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.ui.pages.tasks import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import FlowLayout
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QHideEvent, QKeyEvent

    from shengsi_desktop.domain.islands import Island

_WIDTH = 400


class IslandPicker(QFrame):
    """Pops up beside a deliverable. A click outside, Enter or 确定 takes what is ticked; Esc leaves all as it was."""

    #: the names ticked (tuple), where they differ from those at the start
    chosen = Signal(object)

    def __init__(
        self,
        title: str,
        islands: Iterable[Island],
        held: tuple[str, ...],
        parent: QWidget | None = None,
        *,
        of: str = words.ISLANDS_TITLE,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("popup")
        self.setFixedWidth(current.px(_WIDTH))
        self._held = frozenset(held)
        self._kept = False
        self.boxes: dict[str, QCheckBox] = {}
        self._sought: dict[str, str] = {}
        self._lines: list[tuple[QWidget, QWidget, list[str]]] = []
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        head = label(f"{of}　{title}", "strong", wrap=True)
        column.addWidget(head)
        self.text = QLineEdit()
        self.text.setProperty("kind", "search")
        self.text.setPlaceholderText(words.ISLANDS_HINT)
        self.text.setClearButtonEnabled(True)
        self.text.textChanged.connect(lambda _text: self._narrow())
        column.addWidget(self.text)
        column.addLayout(self._ticks(tuple(islands)))
        self._nothing = label(words.ISLANDS_NONE, "second")
        self._nothing.hide()
        column.addWidget(self._nothing)
        # what stays while one types stays in its place
        column.addStretch(1)
        column.addLayout(self._foot())
        self._count()
        self.setFocusProxy(self.text)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The names ticked, in the order of the table."""
        return tuple(name for name, box in self.boxes.items() if box.isChecked())

    def pop_up(self, place: QPoint, screen_of: QWidget) -> None:
        """Show it with its upper right corner at `place`, whole on the screen."""
        # a row of ticks that goes on in the next line is known to the layout alone
        self._column.activate()
        self.resize(self.width(), self._column.totalHeightForWidth(self.width()))
        room = screen_of.screen().availableGeometry() if screen_of.screen() else None
        room = room or QGuiApplication.primaryScreen().availableGeometry()
        x = min(max(place.x() - self.width(), room.left()), room.right() - self.width())
        y = min(place.y(), room.bottom() - self.height())
        self.move(x, max(y, room.top()))
        self.show()
        self.text.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ticks the only island left of those sought, else takes what is ticked; Esc leaves all as it was."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            left = [box for box in self.boxes.values() if not box.isHidden()]
            if self.text.text().strip() and len(left) == 1:
                left[0].toggle()
                self.text.clear()
            elif left:
                self.close()
            return
        if event.key() == Qt.Key.Key_Escape:
            self._kept = True
            self.close()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Closed in whichever way: tell what is ticked, unless it is to stay as it was."""
        super().hideEvent(event)
        if not self._kept:
            self._kept = True
            if frozenset(self.ticked) != self._held:
                self.chosen.emit(self.ticked)

    def _ticks(self, islands: tuple[Island, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        by_township: dict[tuple[str, ...], list[Island]] = {}
        for island in islands:
            by_township.setdefault(island.townships, []).append(island)
        # those without a township come last
        for row, townships in enumerate(sorted(by_township, key=lambda one: not one)):
            named = label("、".join(townships) or words.ISLANDS_UNPLACED, "second", wrap=True)
            named.setFixedWidth(current.px(94))
            holder = QWidget()
            holder.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            flow = FlowLayout(holder, gap=10)
            for island in by_township[townships]:
                flow.addWidget(self._box(island))
            grid.addWidget(named, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(holder, row, 1)
            self._lines.append((named, holder, [island.name for island in by_township[townships]]))
        return grid

    def _box(self, island: Island) -> QCheckBox:
        box = self.boxes[island.name] = QCheckBox(island.name)
        box.setChecked(island.name in self._held)
        box.toggled.connect(lambda _on: self._count())
        self._sought[island.name] = "\n".join((island.name, *island.aliases, *island.townships)).lower()
        self._sought[island.name] += f"\n{island.initials}"
        return box

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._said = label("", "second")
        row.addWidget(self._said)
        row.addStretch(1)
        cancel = Button(words.CANCEL)
        cancel.clicked.connect(self._leave)
        row.addWidget(cancel)
        self.done_button = Button(words.ISLANDS_DONE, kind="primary")
        self.done_button.clicked.connect(self.close)
        row.addWidget(self.done_button)
        return row

    def _leave(self) -> None:
        self._kept = True
        self.close()

    def _count(self) -> None:
        self._said.setText(words.ISLANDS_CHOSEN.format(count=len(self.ticked)))

    def _narrow(self) -> None:
        """Leave those whose names, townships or initials hold what is typed."""
        wanted = self.text.text().strip().lower()
        for name, box in self.boxes.items():
            box.setVisible(wanted in self._sought[name])
        for named, holder, names in self._lines:
            shown = any(not self.boxes[name].isHidden() for name in names)
            named.setVisible(shown)
            holder.setVisible(shown)
        self._nothing.setVisible(all(box.isHidden() for box in self.boxes.values()))
