"""Asks how far what another machine did is to be taken back: for all machines, or on this one alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from shengsi_desktop.ui.dialogs.shape import headed
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.heights import fix_width
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from shengsi_desktop.domain.views import WayBack

_WIDTH = 480
_BACK, _ASIDE, _CANCEL = "改回原来的内容", "只在本机撤开", "取消"
_BACK_SAYS = "“改回原来的内容”是一次新的修改，记在您的名下，下次同步其他电脑也改回。"
_ASIDE_SAYS = "“只在本机撤开”：本机不再显示，其他电脑不变，两边的内容从此不同；以后可在“本单位同步”里收回。"
_STUCK = "这一步的内容后来又改过，或正有分歧，改不回原来的内容。"
_HEAD, _HEAD_WHOLE = "撤销别的电脑做的修改", "撤销整个收入"
_WHOLE = "只在本机撤开：其他电脑不变，两边的内容从此不同；以后可在“报送接收—本单位同步”里收回。"


class UndoElsewhere(QDialog):
    """`way` None: a whole taking-in of `many` changes, which can only be set aside here."""

    #: it is to be written back for all; set aside on this machine alone
    change_back = Signal()
    set_aside = Signal()

    def __init__(self, parent: QWidget, name: str, who: str, way: WayBack | None, many: int = 0) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_HEAD if way else _HEAD_WHOLE)
        column = headed(self, _HEAD if way else _HEAD_WHOLE)
        column.addWidget(
            label(f"“{name}”是另一台电脑（{who}）做的。" if way else _told(name, many), "strong", wrap=True)
        )
        said = [_WHOLE] if way is None else [_BACK_SAYS, _ASIDE_SAYS] if way.writes else [_STUCK, _ASIDE_SAYS]
        if way is not None and way.writes and way.left:
            said.append(f"其中{way.left}处后来又改过，保留后来的内容。")
        for line in said:
            column.addWidget(label(line, wrap=True))
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = Button(_CANCEL)
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        writes = way is not None and bool(way.writes)
        self.aside = Button(_ASIDE, kind="secondary" if writes else "primary")
        self.aside.clicked.connect(lambda: self._answer(self.set_aside))
        row.addWidget(self.aside)
        self.back = Button(_BACK, kind="primary", tip="其他电脑也改")
        self.back.clicked.connect(lambda: self._answer(self.change_back))
        row.addWidget(self.back)
        self.back.setVisible(writes)
        (self.back if writes else self.aside).setDefault(True)
        column.addLayout(row)
        fix_width(self, current.px(_WIDTH))

    def _answer(self, signal: SignalInstance) -> None:
        signal.emit()
        self.accept()


def _told(name: str, many: int) -> str:
    return f"撤开“{name}”的{many}处修改" if many else f"撤开“{name}”"
