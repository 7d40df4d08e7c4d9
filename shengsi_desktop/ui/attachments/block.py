"""The block «附件» of an item, or of its week: what is attached, adding by choosing, dropping and pasting."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QIODevice, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage, QPainter, QPen
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from shengsi_desktop.domain.problems import EnvironmentProblem, Refusal
from shengsi_desktop.ui.attachments import words
from shengsi_desktop.ui.attachments.file_list import FileList
from shengsi_desktop.ui.attachments.thumbnails import Thumbnails
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import Card
from shengsi_desktop.ui.widgets.file_drop import first_folder
from shengsi_desktop.ui.widgets.text import SectionLabel, label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPaintEvent

    from shengsi_desktop.domain.attachments import AttachedFile
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.ui.operations import Operations


class AttachmentsBlock(QWidget):
    """Reads for itself what is attached; every change is one command of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations: Operations | None = None
        self._item_id, self._unit_id = "", ""
        self._week: Week | None = None
        self._asked = 0
        self._folder = ""
        self._over = self._locked = False
        self.setAcceptDrops(True)
        self.thumbnails = Thumbnails(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._head())
        self.card = Card(margins=(1, 1, 1, 1), spacing=0)
        self.list = FileList(self.thumbnails)
        self.card.body.addWidget(self.list)
        column.addWidget(self.card)
        self.empty = label(words.EMPTY, "third", wrap=True)
        column.addWidget(self.empty)
        self.said = label("", "second", wrap=True)
        self.said.hide()
        column.addWidget(self.said)
        self.card.hide()
        self.list.opened.connect(self.open)
        self.list.removed.connect(self.remove)
        self.list.pasted.connect(self.paste)
        self.list.files.renamed.connect(self.rename)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)

    def show_item(
        self,
        operations: Operations,
        item_id: str,
        unit_id: str,
        week: Week | None = None,
        *,
        locked: bool = False,
    ) -> None:
        """Show what is attached to the item, by every unit; with a week what that unit attached in that week.

        `locked`: it is another unit's 定稿, to be read alone.
        """
        for button in (self.paste_button, self.add_button):
            button.setVisible(not locked)
        self.setAcceptDrops(not locked)
        self._locked = locked
        before = (self._item_id, self._unit_id, self._week)
        self._operations = self.list.delegate.operations = operations
        self._item_id, self._unit_id, self._week = item_id, unit_id, week
        self.list.files.unit_id, self.list.files.with_week = unit_id, week is None
        self.title.setText(words.TITLE if week is None else words.TITLE_WEEK)
        if before != (item_id, unit_id, week):
            self._show(())
            self.said.hide()
        self.reload()

    def reload(self) -> None:
        """Read again."""
        if self._operations is None or not self._item_id:
            return
        self._asked += 1
        asked, item_id, unit_id, week = self._asked, self._item_id, self._unit_id, self._week

        def read(store: Any) -> tuple[AttachedFile, ...]:
            from shengsi_desktop.services import attachments

            if week is None:
                return attachments.listed(store, item_id)
            return attachments.listed(store, item_id, unit_id=unit_id, week=str(week))

        def show(files: tuple[AttachedFile, ...]) -> None:
            if asked == self._asked:
                self._show(files)

        self._operations.run(read, show, owner=self, quiet=True)

    # -- what can be done

    def ask_files(self) -> None:
        """Choose files, in the folder of last time."""
        chosen, _ = QFileDialog.getOpenFileNames(
            self, words.CHOOSE, self._folder or first_folder(), words.ANY
        )
        if chosen:
            self._folder = str(Path(chosen[0]).parent)
            self.add([Path(one) for one in chosen])

    def add(self, files: Sequence[Path]) -> None:
        """Add these files."""
        item_id, unit_id, week = self._item_id, self._unit_id, self._week

        def write(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services import attachments

            return attachments.add(store, item_id, unit_id, files, week)

        self._write(write)

    def paste(self) -> None:
        """Add what lies on the clipboard: a picture, or files copied in a folder's window."""
        if self._locked:
            return
        data = QGuiApplication.clipboard().mimeData()
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if files:
            self.add(files)
            return
        image = data.imageData() if data.hasImage() else None
        if not isinstance(image, QImage) or image.isNull():
            self._tell(Refusal(words.NOTHING_TO_PASTE))
            return
        item_id, unit_id, week = self._item_id, self._unit_id, self._week

        def write(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services import attachments

            return attachments.add_picture(store, item_id, unit_id, png(image), week)

        self._write(write)

    def rename(self, attachment_id: str, name: str) -> None:
        """Give it another name."""

        def write(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services import attachments

            return attachments.rename(store, attachment_id, name)

        self._write(write)

    def remove(self, attachment_ids: Sequence[str]) -> None:
        """Remove them; undo brings them back."""

        def write(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services import attachments

            return attachments.remove(store, attachment_ids)

        self._write(write)

    def open(self, attachment_id: str) -> None:
        """Open a copy with the system's program."""

        def copy(store: Any) -> Path:
            from shengsi_desktop.services import attachments

            return attachments.open_copy(store, attachment_id)

        def show(path: Path) -> None:
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
                self._tell(EnvironmentProblem(words.CANNOT_OPEN.format(name=path.name)))

        if self._operations is not None:
            self._operations.run(copy, show, owner=self)

    def save_as(self, one: AttachedFile) -> None:
        """Save it where the user wants it; the system asks about one that is there."""
        start = str(Path(self._folder or first_folder()) / one.name)
        chosen, _ = QFileDialog.getSaveFileName(self, words.SAVE, start, words.ANY)
        if chosen and self._operations is not None:
            self._folder = str(Path(chosen).parent)

            def save(store: Any) -> None:
                from shengsi_desktop.services import attachments

                attachments.save_as(store, one.id, Path(chosen))

            self._operations.run(save, lambda _: self._say(words.SAVED.format(path=chosen)), owner=self)

    # -- files that are dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._hover(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went on."""
        self._hover(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Add them."""
        self._hover(over=False)
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.add(files)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A frame while files are held over it."""
        super().paintEvent(event)
        if self._over:
            painter = QPainter(self)
            painter.setPen(QPen(current.colour("accent"), 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 6, 6)

    # -- inside

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self.title = SectionLabel(words.TITLE)
        row.addWidget(self.title)
        row.addStretch(1)
        self.paste_button = Button(words.PASTE, kind="link", tip=words.PASTE_TIP)
        self.paste_button.clicked.connect(self.paste)
        row.addWidget(self.paste_button)
        self.add_button = Button(words.ADD, kind="link", tip=words.ADD_TIP)
        self.add_button.clicked.connect(self.ask_files)
        row.addWidget(self.add_button)
        return row

    def _show(self, files: tuple[AttachedFile, ...]) -> None:
        self.list.show_files(files)
        self.card.setVisible(bool(files))
        self.empty.setText(words.NONE if self._locked else words.EMPTY)
        self.empty.setVisible(not files)

    def _hover(self, *, over: bool) -> None:
        self._over = over
        self.empty.setText(words.DROP if over else words.EMPTY)
        self.update()

    def _menu(self, at: QPoint) -> None:
        one = self.list.current_file
        if one is None or not self.list.indexAt(at).isValid():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, act, allowed in (
            (words.OPEN, lambda: self.open(one.id), one.here),
            (words.SAVE_AS, lambda: self.save_as(one), one.here),
            (words.RENAME, self.list.rename_current, not one.received),
            (words.REMOVE, lambda: self.remove([file.id for file in self.list.chosen]), not one.received),
        ):
            action = menu.addAction(text)
            action.triggered.connect(act)
            action.setEnabled(allowed)
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _write(self, write: Callable[[Any], frozenset[FieldKey]]) -> None:
        if self._operations is None or not self._item_id:
            return
        self.said.hide()
        self._operations.run(write, lambda _: self.reload(), saying=words.ADDING, owner=self)

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.show()

    def _tell(self, problem: Refusal) -> None:
        if self._operations is not None:
            self._operations.tell(problem)


def png(image: QImage) -> bytes:
    """The picture as PNG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
