"""从移交包开始: choose the file, its passphrase, look at whose desk it holds."""

from __future__ import annotations

import platform
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.file_drop import first_folder
from shengsi_desktop.ui.widgets.heights import fix_width
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.services.handover import HandoverPreview

_PERSON, _MACHINE = "接手人", "这台电脑的名称"
_WIDTH, _LONGEST = 460, 20


class Chosen(NamedTuple):
    """A 移交包 to begin with; who takes over, and what this computer is called (empty: by its own name)."""

    data: bytes
    name: str
    passphrase: str
    person: str
    machine: str


def ask_handover(parent: QWidget) -> Chosen | str | None:
    """What is to be begun with; a sentence where it cannot be; None where it was called off."""
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
    if found is None:
        return None
    dialog = BeginDialog(parent, found[0])
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    return Chosen(data, path.name, found[1], dialog.person, dialog.machine)


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


class BeginDialog(QDialog):
    """Tells whose desk it is; asks who takes over and what this computer is called in the history."""

    def __init__(self, parent: QWidget, found: HandoverPreview) -> None:
        super().__init__(parent)
        self.setWindowTitle("从移交包开始")
        column = QVBoxLayout(self)
        column.setSpacing(8)
        made = f"{found.person or '（未填姓名）'}于{found.made_at[:10]}在“{found.machine}”上所做"
        column.addWidget(
            label(
                f"这是{found.unit}的台账，用《{found.plan}》，{made}，"
                f"有{found.changes}条修改、{found.attachments}个附件。放到本机开始使用吗？",
                wrap=True,
            )
        )
        column.addWidget(label(_PERSON, "section"))
        self.name = QLineEdit(found.person)
        self.name.setAccessibleName(_PERSON)
        column.addWidget(self.name)
        column.addWidget(
            label("换了人的请改成接手人的姓名：以后在本机填写的都记在这个名下。", "second", wrap=True)
        )
        column.addWidget(label(_MACHINE, "section"))
        host = platform.node()
        same = host == found.machine
        self.called = QLineEdit(f"{host}-2" if same else host)
        self.called.setMaxLength(_LONGEST)
        self.called.setAccessibleName(_MACHINE)
        column.addWidget(self.called)
        hint = (
            f"原来那台也叫“{host}”，请取一个认得出的，如：笔记本。"
            if same
            else "修改记录里用它区分几台电脑，如：笔记本。"
        )
        column.addWidget(label(hint, "second", wrap=True))
        row = QHBoxLayout()
        row.addStretch(1)
        no = Button("取消")
        no.clicked.connect(self.reject)
        self.yes = Button("放到本机", kind="primary")
        self.yes.setDefault(True)
        self.yes.clicked.connect(self.accept)
        row.addWidget(no)
        row.addWidget(self.yes)
        column.addLayout(row)
        self.name.textChanged.connect(self._allow)
        self._allow()
        fix_width(self, current.px(_WIDTH))
        self.name.setFocus()
        self.name.selectAll()

    @property
    def person(self) -> str:
        """Who takes over."""
        return self.name.text().strip()

    @property
    def machine(self) -> str:
        """What this computer is called; empty where that is its own name."""
        called = self.called.text().strip()
        return "" if called == platform.node() else called

    def _allow(self) -> None:
        self.yes.setEnabled(bool(self.person))
