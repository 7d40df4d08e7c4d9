"""Where a workbook (the 周会商表, a board) is written to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def ask_path(
    parent: QWidget,
    folder: str,
    name: str,
    title: str = "导出周会商表",
    *,
    kind: str = "Excel 工作簿 (*.xlsx)",
) -> Path | None:
    """The file the user chooses, first shown the folder of last time; None when it is called off."""
    start = Path(folder) if folder and Path(folder).is_dir() else _documents()
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(start / name), kind)
    if not chosen:
        return None
    path = Path(chosen)
    ending = Path(name).suffix
    return path if path.suffix.lower() == ending else path.with_name(path.name + ending)


def _documents() -> Path:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(folder) if folder and Path(folder).is_dir() else Path.home()
