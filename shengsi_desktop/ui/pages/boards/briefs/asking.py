"""Where a brief is written to: a document or a workbook, by the suffix."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from shengsi_desktop.ui.dialogs import export
from shengsi_desktop.ui.pages.boards.briefs import words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_KINDS = {".docx": "Word 文档 (*.docx)", ".xlsx": "Excel 工作簿 (*.xlsx)"}


def ask_path(parent: QWidget, folder: str, name: str) -> Path | None:
    """The file the user chooses, first shown the folder of last time; None when it is called off."""
    return export.ask_path(parent, folder, name, words.EXPORT_TITLE, kind=_KINDS[Path(name).suffix])
