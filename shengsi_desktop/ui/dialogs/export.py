"""Where a workbook (the 周会商表, a board) is written to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def ask_path(parent: QWidget, folder: str, name: str, title: str = "导出周会商表") -> Path | None:
    """The file the user chooses, first shown the folder of last time; None when it is called off."""
    start = Path(folder) if folder and Path(folder).is_dir() else _documents()
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(start / name), "Excel 工作簿 (*.xlsx)")
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == ".xlsx" else path.with_name(path.name + ".xlsx")


def _documents() -> Path:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(folder) if folder and Path(folder).is_dir() else Path.home()
