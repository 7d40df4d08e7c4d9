"""报送接收 in 设置: the 收发目录 of this machine, and whether this desk gathers for the whole county."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout

from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import Card
from shengsi_desktop.ui.widgets.file_drop import first_folder
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.ui.page import PageContext

TITLE = "报送接收"
HINT = "收发目录可以是共享盘、网盘或U盘上的文件夹：报送可直接放进去；窗口开着时，里面新到的文件会提示，但不会自动收。"
NONE = "没有选收发目录"
CHOOSE, NO_MORE = "选择收发目录…", "不再使用"
COUNTY = "本机汇总全县（接收各单位报送、汇总、下发）"


class ExchangeCard(Card):
    """Shows and asks; its owner keeps it."""

    #: the folder chosen, empty for none
    folder_chosen = Signal(str)
    #: whether this desk gathers
    county_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(20, 16, 20, 16), spacing=12)
        self._folder = ""
        self.body.addWidget(label(TITLE, "heading"))
        self.body.addWidget(label(HINT, "second", wrap=True))
        self.said = label(NONE, wrap=True)
        self.body.addWidget(self.said)
        row = QHBoxLayout()
        self.choose = Button(CHOOSE, icon="folder")
        self.choose.clicked.connect(self._ask)
        self.no_more = Button(NO_MORE, kind="ghost")
        self.no_more.clicked.connect(lambda: self.folder_chosen.emit(""))
        row.addWidget(self.choose)
        row.addWidget(self.no_more)
        row.addStretch(1)
        self.body.addLayout(row)
        self.county = QCheckBox(COUNTY)
        self.county.clicked.connect(self.county_chosen)
        self.body.addWidget(self.county)

    def show_context(self, context: PageContext) -> None:
        """Show what is set."""
        self._folder = context.settings.exchange_folder
        self.said.setText(self._folder or NONE)
        self.no_more.setVisible(bool(self._folder))
        self.county.setChecked(context.settings.county)

    def _ask(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, CHOOSE, self._folder or first_folder())
        if chosen:
            self.folder_chosen.emit(chosen)
