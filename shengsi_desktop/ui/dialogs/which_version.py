"""Which of two a person means by 导出周会商表 where the week was changed after its 定稿."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

TITLE = "导出哪一个"
TEXT = "本周在定稿v{number}之后有改动。要导出签定的那一版，还是现在的内容（表上标“草稿”）？"
FINAL, DRAFT, NEITHER = "导出定稿v{number}", "导出现在的草稿", "取消"


def ask_which(parent: QWidget, number: int, then: Callable[[int | None], object]) -> QMessageBox:
    """Ask without holding up anything; `then` gets the version's number, or None for what stands now."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(TITLE)
    box.setText(TEXT.format(number=number))
    final = box.addButton(FINAL.format(number=number), QMessageBox.ButtonRole.AcceptRole)
    draft = box.addButton(DRAFT, QMessageBox.ButtonRole.AcceptRole)
    box.setEscapeButton(box.addButton(NEITHER, QMessageBox.ButtonRole.RejectRole))
    box.setDefaultButton(final)

    def answered() -> None:
        chosen = box.clickedButton()
        if chosen in (final, draft):
            then(number if chosen is final else None)

    box.finished.connect(lambda _how: answered())
    box.open()
    return box
