"""Where the plan comes from: a file chosen or dropped here, or the clipboard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QWidget

from shengsi_desktop.ui.plan_import import words
from shengsi_desktop.ui.plan_import.middle import in_the_middle
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import Card
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

_WIDTH = 640


class StartStep(QWidget):
    """`file_chosen` (Path), `paste_asked`; `several_dropped` with the file that is read of them."""

    file_chosen = Signal(object)
    paste_asked = Signal()
    several_dropped = Signal(object)
    #: reading is called off
    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = ""
        self.setAcceptDrops(True)
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
        self.choose.clicked.connect(self._ask_file)
        self.paste = Button(words.PASTE, icon="copy", tip="Ctrl+V")
        self.paste.clicked.connect(self.paste_asked)
        row.addWidget(self.choose)
        row.addWidget(self.paste)
        row.addStretch(1)
        card.body.addLayout(row)
        self._progress = QWidget()
        busy = QHBoxLayout(self._progress)
        busy.setContentsMargins(0, 6, 0, 0)
        self._words = label("", "second")
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        stop = Button(words.CANCEL, kind="link")
        stop.clicked.connect(self.stopped)
        busy.addWidget(self._words)
        busy.addWidget(bar, 1)
        busy.addWidget(stop)
        kept = self._progress.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._progress.setSizePolicy(kept)
        self._progress.hide()
        card.body.addWidget(self._progress)
        card.body.addWidget(label(words.ONLY_LOOKED_AT, "second", wrap=True))

    def show_reading(self, name: str) -> None:
        """A file is being read; an empty name: none is."""
        self._words.setText(words.READING.format(name=name) if name else "")
        self._progress.setVisible(bool(name))
        self.choose.setEnabled(not name)
        self.paste.setEnabled(not name)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the first of them, and say so where there are more."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.file_chosen.emit(files[0])
        if len(files) > 1:
            self.several_dropped.emit(files[0])

    def _ask_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, words.TITLE, self._folder or _first_folder(), words.FILE_KINDS
        )
        if chosen:
            self._folder = str(Path(chosen).parent)
            self.file_chosen.emit(Path(chosen))


def _first_folder() -> str:
    """The user's documents, or home: of a folder that is not there the dialog would make a file's name."""
    place = QStandardPaths.StandardLocation
    documents = QStandardPaths.writableLocation(place.DocumentsLocation)
    return documents if Path(documents).is_dir() else QStandardPaths.writableLocation(place.HomeLocation)
