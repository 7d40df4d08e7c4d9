"""Where a file that is written for the office goes to; nothing that is there is replaced unasked."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QMessageBox

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

REPLACE_TITLE, REPLACE = "文件已存在", "“{name}”已经在这个文件夹里，要覆盖它吗？"
REPLACE_YES, REPLACE_NO = "覆盖", "换个名字"
#: the title of what is being asked for, while it is
_asking: list[str] = []
_ENDING = re.compile(r"\*(\.\w+)")


def ask_path(
    parent: QWidget,
    folder: str,
    name: str,
    title: str = "导出周会商表",
    *,
    kind: str = "Excel 工作簿 (*.xlsx)",
) -> Path | None:
    """The file the user chooses, first shown the folder of last time; None when it is called off.

    It ends as one of `kind` («… (*.png);;… (*.svg)»). Where the ending had to be added, the system has asked about
    another file than the one that would be replaced: then it is asked here.
    """
    if _asking:
        # two quick clicks ask once
        return None
    _asking.append(title)
    try:
        start = Path(folder) if folder and Path(folder).is_dir() else _documents()
        return _asked(parent, start / name, title, kind)
    finally:
        _asking.clear()


def _asked(parent: QWidget, start: Path, title: str, kind: str) -> Path | None:
    while True:
        chosen, of_kind = QFileDialog.getSaveFileName(parent, title, str(start), kind)
        if not chosen:
            return None
        path = _ending(Path(chosen), kind, of_kind)
        if path == Path(chosen) or not path.exists() or may_replace(parent, path):
            return path
        start = path


def may_replace(parent: QWidget, path: Path) -> bool:
    """Ask whether the file that is there may be replaced."""
    box = QMessageBox(parent)
    box.setWindowTitle(REPLACE_TITLE)
    box.setText(REPLACE.format(name=path.name))
    box.setIcon(QMessageBox.Icon.Question)
    yes = box.addButton(REPLACE_YES, QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton(REPLACE_NO, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    box.exec()
    replaced = box.clickedButton() is yes
    box.deleteLater()
    return replaced


def _ending(path: Path, kind: str, of_kind: str) -> Path:
    """The path with an ending of one of the kinds: its own, else that of the kind chosen."""
    endings = _ENDING.findall(kind)
    if path.suffix.lower() in endings:
        return path
    return path.with_name(path.name + (_ENDING.findall(of_kind) or endings)[0])


def _documents() -> Path:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(folder) if folder and Path(folder).is_dir() else Path.home()
