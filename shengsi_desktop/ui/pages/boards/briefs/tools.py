"""What stands in the bar beside a brief view's name: its period, 复制, 导出."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from shengsi_desktop.ui.pages.boards.briefs import words
from shengsi_desktop.ui.pages.boards.briefs.period_switcher import PeriodSwitcher
from shengsi_desktop.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from shengsi_desktop.domain.briefs import BriefKind
    from shengsi_desktop.ui.pages.boards.briefs.brief_pane import BriefPane


class BriefTools(QWidget):
    """Bound to one pane."""

    def __init__(self, kind: BriefKind, pane: BriefPane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(6)
        self.periods = PeriodSwitcher(kind)
        row.addWidget(self.periods)
        row.addStretch(1)
        self.copy = Button(words.COPY, kind="ghost", tip=words.COPY_TIP)
        self.copy.clicked.connect(pane.copy)
        self.docx = Button(words.EXPORT_DOCX, kind="ghost")
        self.docx.clicked.connect(lambda: pane.ask_where(".docx"))
        self.xlsx = Button(words.EXPORT_XLSX, kind="ghost")
        self.xlsx.clicked.connect(lambda: pane.ask_where(".xlsx"))
        for button in (self.copy, self.docx, self.xlsx):
            row.addWidget(button)

    def allow(self, *, on: bool) -> None:
        """Copy and export only where there is a brief."""
        for button in (self.copy, self.docx, self.xlsx):
            button.setEnabled(on)
