"""One 定稿 that came, before it is taken in: what is wrong with it, what it changes, what it says."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from shengsi_desktop.ui.dialogs.fitting import fit_content
from shengsi_desktop.ui.dialogs.versions import rich
from shengsi_desktop.ui.pages.exchange import hand_in_preview
from shengsi_desktop.ui.pages.exchange import take_in_words as words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.heights import fix_width
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from shengsi_desktop.domain.exchange import Beside, IntakeRow
    from shengsi_desktop.ui.theme.palette import Palette

_SIZE = QSize(820, 560)
_SHORT = 560
TAKE = "这一份入库"


class BesideDialog(QDialog):
    """Reads alone; `taken` says that this row is to be taken in."""

    taken = Signal(str)

    def __init__(self, row: IntakeRow, beside: Beside | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = beside.title if beside is not None else row.source
        self.setWindowTitle(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 14)
        column.setSpacing(8)
        column.addWidget(label(f"{title} · {row.verdict.value}", "heading", wrap=True))
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setHtml(page(row, beside, current.palette()))
        self.text.setVisible(beside is not None)
        column.addWidget(self.text, 1)
        if beside is None:
            for one in row.findings:
                column.addWidget(label(one.words, "danger" if one.stops else "second", wrap=True))
        foot = QHBoxLayout()
        foot.addStretch(1)
        close = Button(words.CLOSE)
        close.clicked.connect(self.reject)
        foot.addWidget(close)
        self.take = Button(TAKE, kind="primary")
        self.take.setVisible(row.takeable)
        self.take.clicked.connect(lambda: self._take(row.key))
        foot.addWidget(self.take)
        column.addLayout(foot)
        if beside is None:
            # nothing of it could be read: a few sentences are no page
            fix_width(self, current.px(_SHORT))
            close.setFocus()
        else:
            fit_content(self, parent, _SIZE)

    def _take(self, key: str) -> None:
        self.accept()
        self.taken.emit(key)


def page(row: IntakeRow, beside: Beside | None, palette: Palette) -> str:
    """Findings, differences, every item, what came along."""
    found = "".join(
        f'<li style="color:{palette.danger if one.stops else palette.second}">{escape(one.words)}</li>'
        for one in row.findings
    )
    parts = [_heading(words.FINDINGS), f"<ul>{found}</ul>" if found else f"<p>{words.NO_FINDINGS}</p>"]
    if beside is not None:
        if beside.against:
            parts.append(_heading(words.DIFFERENT.format(against=beside.against)))
            parts.append(rich.side_by_side(beside.differences, palette))
        parts += [_heading(words.CONTENT), rich.whole(beside.items, palette)]
        parts.append(hand_in_preview.along(beside.along))
    return "".join(parts)


def _heading(text: str) -> str:
    return f'<p style="margin-top:12px;margin-bottom:2px"><b>{escape(text)}</b></p>'
