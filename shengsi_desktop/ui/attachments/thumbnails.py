"""Small pictures of 附件, made when they are first painted, off the Qt thread, and kept for a while."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

if TYPE_CHECKING:
    from pathlib import Path

    from shengsi_desktop.domain.attachments import AttachedFile
    from shengsi_desktop.ui.operations import Operations

_KEPT = 80
#: a picture of more points than this is not unfolded (a bomb, or a scan of a wall map)
_MOST_POINTS = 60_000_000


class Thumbnails(QObject):
    """By content; `made` tells that one more is there."""

    made = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: OrderedDict[tuple[str, int], QPixmap | None] = OrderedDict()
        self._asked: set[tuple[str, int]] = set()

    def of(self, one: AttachedFile, side: int, operations: Operations | None) -> QPixmap | None:
        """The picture no larger than `side` (device pixels); None while it is made, or where it is none."""
        key = (one.sha256, side)
        if key in self._known:
            self._known.move_to_end(key)
            return self._known[key]
        if one.here and one.is_picture and operations is not None and key not in self._asked:
            self._asked.add(key)

            def read(store: Any) -> QImage:
                from shengsi_desktop.services import attachments

                return small(attachments.path_of(store, one.id), side)

            operations.run(
                read,
                lambda image: self._keep(key, image),
                lambda _: self._keep(key, None),
                owner=self,
                quiet=True,
            )
        return None

    def _keep(self, key: tuple[str, int], image: QImage | None) -> None:
        self._asked.discard(key)
        self._known[key] = None if image is None or image.isNull() else QPixmap.fromImage(image)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        self.made.emit()


def small(path: Path | None, side: int) -> QImage:
    """The picture in a file, at most `side` wide and high; a null one where it is none, or too large to unfold."""
    if path is None:
        return QImage()
    reader = QImageReader(str(path))
    # its name says nothing: it is called by its sum
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > _MOST_POINTS:
        return QImage()
    reader.setScaledSize(
        size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
    )
    return reader.read()
