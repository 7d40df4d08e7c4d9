"""使用说明: how a week is filled in, and where a light comes from, as resources/help/help.md has it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextBlock, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop import assets
from shengsi_desktop.ui.dialogs.fitting import fit_content
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import label

_WIDTH, _HEIGHT, _CONTENTS = 880, 600, 190
_CHAPTER = 2


class HelpDialog(QDialog):
    """Chapters at the left, words to look for above; it stays beside the work and does not block the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("使用说明")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_content(self, parent, QSize(_WIDTH, _HEIGHT))
        self.text = QTextBrowser()
        self.text.setMarkdown(assets.resource("help/help.md").read_text(encoding="utf-8"))
        self.chapters = QListWidget()
        self.chapters.setFixedWidth(current.px(_CONTENTS))
        self._fill_chapters()
        self.chapters.itemClicked.connect(self._go_to)
        self.chapters.itemActivated.connect(self._go_to)
        self.wanted = QLineEdit()
        self.wanted.setPlaceholderText("查找（Ctrl+F），回车找下一处")
        self.wanted.setMaximumWidth(current.px(280))
        self.wanted.returnPressed.connect(self.find_next)
        self.wanted.textEdited.connect(lambda _text: self._found(found=True))
        self.said = label("", "second")
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.wanted.setFocus)
        close = Button("关闭", kind="primary")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        head, body, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.wanted, 1)
        head.addWidget(self.said)
        head.addStretch(1)
        body.addWidget(self.chapters)
        body.addWidget(self.text, 1)
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        for part in (head, body, foot):
            column.addLayout(part, 1 if part is body else 0)
        self.text.setFocus()

    def find_next(self) -> None:
        """Go to the next place with the words, from the beginning again after the last."""
        words = self.wanted.text().strip()
        if not words:
            return
        found = self.text.find(words)
        if not found:
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            found = self.text.find(words)
        self._found(found=found)

    def _found(self, *, found: bool) -> None:
        self.said.setText("" if found else f"没有“{self.wanted.text().strip()[:12]}”")

    def _fill_chapters(self) -> None:
        block = self.text.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() == _CHAPTER:
                entry = QListWidgetItem(block.text(), self.chapters)
                entry.setData(Qt.ItemDataRole.UserRole, block.blockNumber())
            block = block.next()

    def _go_to(self, entry: QListWidgetItem) -> None:
        """The chapter's heading at the upper edge."""
        block: QTextBlock = self.text.document().findBlockByNumber(entry.data(Qt.ItemDataRole.UserRole))
        self.text.setTextCursor(QTextCursor(block))
        place = self.text.document().documentLayout().blockBoundingRect(block).top()
        self.text.verticalScrollBar().setValue(round(place))
