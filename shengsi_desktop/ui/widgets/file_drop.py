"""A place where a file is dropped or chosen; what becomes of it is its owner's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent


class FileDrop(QWidget):
    """`file_chosen` with the Path; `several_dropped` with the one that is read of them."""

    file_chosen = Signal(object)
    several_dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = ""
        self.setAcceptDrops(True)

    def ask_file(self, title: str, kinds: str) -> None:
        """Let the user choose one, in the folder of last time."""
        chosen, _ = QFileDialog.getOpenFileName(self, title, self._folder or first_folder(), kinds)
        if chosen:
            self._folder = str(Path(chosen).parent)
            self.file_chosen.emit(Path(chosen))

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


def first_folder() -> str:
    """The user's documents, or home: of a folder that is not there the dialog would make a file's name."""
    place = QStandardPaths.StandardLocation
    documents = QStandardPaths.writableLocation(place.DocumentsLocation)
    return documents if Path(documents).is_dir() else QStandardPaths.writableLocation(place.HomeLocation)
