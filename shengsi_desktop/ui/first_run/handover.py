"""从移交包开始: choose the file, its passphrase, look at whose desk it holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui.widgets.file_drop import first_folder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.services.handover import HandoverPreview


def ask_handover(parent: QWidget) -> tuple[bytes, str, str] | str | None:
    """The package's bytes, name and passphrase; a sentence where it cannot be; None where it was called off."""
    from shengsi_desktop.ui.pages.exchange.sync_commands import KIND, file_bytes

    chosen, _ = QFileDialog.getOpenFileName(parent, "选择移交包", first_folder(), f"{KIND};;所有文件 (*)")
    if not chosen:
        return None
    path = Path(chosen)
    try:
        data = file_bytes(path)
        found = _looked_into(parent, data, path.name)
    except Refusal as problem:
        return str(problem)
    if found is None or not _agreed(parent, found[0]):
        return None
    return data, path.name, found[1]


def _looked_into(parent: QWidget, data: bytes, name: str) -> tuple[HandoverPreview, str] | None:
    """What is in it and the passphrase that opens it; None where that was called off."""
    from shengsi_desktop.exchange.container import SealedPackageError
    from shengsi_desktop.services import handover
    from shengsi_desktop.ui.pages.exchange.sync_dialogs import PassphraseDialog

    passphrase = ""
    while True:
        try:
            return handover.examine(data, name, passphrase), passphrase
        except SealedPackageError as problem:
            dialog = PassphraseDialog(parent, str(problem))
            if dialog.exec() != QDialog.DialogCode.Accepted or not dialog.passphrase:
                return None
            passphrase = dialog.passphrase


def _agreed(parent: QWidget, found: HandoverPreview) -> bool:
    box = QMessageBox(parent)
    box.setWindowTitle("从移交包开始")
    made = f"{found.person or '（未填姓名）'}于{found.made_at[:10]}在“{found.machine}”上所做"
    box.setText(
        f"这是{found.unit}的台账，用《{found.plan}》，{made}，"
        f"有{found.changes}条修改、{found.attachments}个附件。放到本机开始使用吗？"
    )
    yes = box.addButton("放到本机", QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(yes)
    box.setEscapeButton(no)
    box.exec()
    agreed = box.clickedButton() is yes
    box.deleteLater()
    return agreed
