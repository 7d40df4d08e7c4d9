"""Where a brief is written to: a document or a workbook, by the suffix."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from shengsi_desktop.ui.pages.boards.briefs import words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_KINDS = {".docx": "Word 文档 (*.docx)", ".xlsx": "Excel 工作簿 (*.xlsx)"}


def ask_path(parent: QWidget, folder: str, name: str) -> Path | None:
    """The file the user chooses, first shown the folder of last time; None when it is called off."""
    suffix = Path(name).suffix
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    start = next((Path(one) for one in (folder, documents) if one and Path(one).is_dir()), Path.home())
    chosen, _ = QFileDialog.getSaveFileName(parent, words.EXPORT_TITLE, str(start / name), _KINDS[suffix])
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)
