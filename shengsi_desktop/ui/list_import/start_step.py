"""Where the list comes from: a file chosen or dropped here; or a template to be filled in first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from shengsi_desktop.domain.lists import ListKind
from shengsi_desktop.ui.list_import import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.busy_line import BusyLine
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import Card, in_the_middle
from shengsi_desktop.ui.widgets.file_drop import FileDrop
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from shengsi_desktop.ui.list_import.reading import Pace

_WIDTH = 640


class StartStep(FileDrop):
    """`template_asked` with a ListKind, beside what a file's place tells."""

    template_asked = Signal(object)
    #: reading is called off
    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = Card(margins=(28, 24, 28, 24), spacing=12)
        card.setFixedWidth(current.px(_WIDTH))
        in_the_middle(self, card)
        card.body.addWidget(label(words.CHOOSE_TITLE, "title"))
        card.body.addWidget(label(words.CHOOSE_HINT, wrap=True))
        card.body.addWidget(label(words.OLD_KINDS, "second", wrap=True))
        card.body.addSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(10)
        self.choose = Button(words.CHOOSE_FILE, kind="primary", icon="folder")
        self.choose.clicked.connect(lambda: self.ask_file(words.TITLE, words.FILE_KINDS))
        self.template = Button(words.TEMPLATE, icon="down")
        self.template.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.template.clicked.connect(self._open_menu)
        self.menu = QMenu(self)
        for kind in ListKind:
            self.menu.addAction(kind.label, lambda kind=kind: self.template_asked.emit(kind))
        for button in (self.choose, self.template):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        card.body.addLayout(row)
        self.busy = BusyLine(words.CANCEL)
        self.busy.stopped.connect(self.stopped)
        card.body.addWidget(self.busy)
        card.body.addWidget(label(words.ONLY_LOOKED_AT, "second", wrap=True))

    def show_reading(self, name: str, pace: Pace) -> None:
        """A file is being read."""
        self.busy.begin(words.READING.format(name=name), pace.far)
        self._allow(choosing=False)

    def show_waiting(self) -> None:
        """None is."""
        self.busy.end()
        self._allow(choosing=True)

    def _allow(self, *, choosing: bool) -> None:
        self.choose.setEnabled(choosing)
        self.template.setEnabled(choosing)
        self.setAcceptDrops(choosing)

    def _open_menu(self) -> None:
        self.menu.popup(self.template.mapToGlobal(QPoint(0, self.template.height())))
