"""使用说明: how a week is filled in, and where a light comes from, as resources/help/help.md has it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from shengsi_desktop import assets
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button

_WIDTH, _HEIGHT = 720, 560


class HelpDialog(QDialog):
    """Stays beside the work: it does not block the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("使用说明")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(current.px(_WIDTH), current.px(_HEIGHT))
        self.text = QTextBrowser()
        self.text.setMarkdown(assets.resource("help/help.md").read_text(encoding="utf-8"))
        close = Button("关闭", kind="primary")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.addWidget(self.text, 1)
        column.addLayout(foot)
