"""下发 as the county does it: tick parts, tick units, look at what goes to each, export a package for each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.domain.dispatch import USUAL_PARTS, DispatchPart
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui.operations import BUG
from shengsi_desktop.ui.pages.exchange.room import MARGINS
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.fields import GrowingText
from shengsi_desktop.ui.widgets.plain_table import Column, Line, PlainTable
from shengsi_desktop.ui.widgets.text import label
from shengsi_desktop.ui.widgets.typed_words import UnfinishedWords

if TYPE_CHECKING:
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.dispatch import DispatchPreview
    from shengsi_desktop.domain.units import Unit
    from shengsi_desktop.ui.page import PageContext

_GOES = (Column("内容", 2), Column("发给该单位的", 5))
_WORDS = "如：“完工”以验收单为准；7月28日15:00前报送"
_LEFT = 250
#: ms of rest in typing before what goes is read anew
_PAUSE = 250


class CountyDispatch(QWidget):
    """Left what, in the middle to whom, on the right what the chosen unit gets."""

    #: a sentence on what was done, for a test and the foot
    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: PageContext | None = None
        self._asked = 0
        self._ticked: set[str] = set()
        #: the message as it last went out
        self._sent = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self._look)
        self._units: tuple[Unit, ...] = ()
        self.units = PlainTable((Column("下发给", 1),), "下发给哪些单位")
        self.units.ticked.connect(self._units_ticked)
        self.units.chosen.connect(lambda _key: self._look())
        self.goes = PlainTable(_GOES, "发给该单位的内容", wraps=True)
        self.heading = label("选一个单位，看发给它的内容", "strong", wrap=True)
        self.stays = label("", "second", wrap=True)
        self.foot = label("", "second", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(*MARGINS)
        row.setSpacing(16)
        row.addWidget(self._what())
        row.addLayout(self._whom(), 2)
        row.addLayout(self._seen(), 4)
        self.setFocusProxy(self.units)

    def show_week(self, context: PageContext) -> None:
        """Another week: the leads' states are as of it."""
        self._context = context

        def read(store: Any) -> tuple[Unit, ...]:
            from shengsi_desktop.services.exchange import dispatching

            return dispatching.receivers(store)

        context.operations.run(read, self._show_units, owner=self)

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Load again."""
        if self._context is not None:
            self.show_week(self._context)

    # -- lay out

    def _what(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(6)
        column.addWidget(label("下发哪些内容", "strong"))
        self.parts: dict[DispatchPart, QCheckBox] = {}
        for part in DispatchPart:
            box = QCheckBox(_SHORT.get(part, part.label))
            box.setToolTip(part.label)
            box.setChecked(part in USUAL_PARTS)
            box.toggled.connect(lambda _on: self._soon.start())
            self.parts[part] = box
            column.addWidget(box)
        self.message = GrowingText(_WORDS, lines=3)
        self.message.setAccessibleName(DispatchPart.MESSAGE.label)
        self.message.textChanged.connect(self._message_typed)
        UnfinishedWords(self.message, self._unsent)
        column.addWidget(self.message)
        column.addStretch(1)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setPlaceholderText("口令（可不设，另行告知对方）")
        self.passphrase.setAccessibleName("口令")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        side = QWidget()
        side.setFixedWidth(current.px(_LEFT))
        whole = QVBoxLayout(side)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addWidget(area, 1)
        # below what is scrolled: never cut at its edge
        whole.addWidget(self.passphrase)
        return side

    def _whom(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        buttons = QHBoxLayout()
        self.every = Button("全选")
        self.none = Button("全不选")
        self.every.clicked.connect(lambda: self._tick({one.id for one in self._units}))
        self.none.clicked.connect(lambda: self._tick(set()))
        self.count = label("", "second")
        buttons.addWidget(self.every)
        buttons.addWidget(self.none)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addWidget(self.units, 1)
        column.addWidget(self.count)
        return column

    def _seen(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.goes, 1)
        column.addWidget(self.stays)
        column.addWidget(self.foot)
        buttons = QHBoxLayout()
        self.sheets = Button("下发填报表…", tip="给没有装本程序的单位：导出填报表，用WPS填好再收回")
        self.sheets.clicked.connect(self._open_sheets)
        self.export = Button("导出数据包…", kind="primary", icon="export")
        self.export.clicked.connect(self._ask_folder)
        buttons.addWidget(self.sheets)
        buttons.addStretch(1)
        buttons.addWidget(self.export)
        column.addLayout(buttons)
        return column

    # -- what is shown

    def _show_units(self, units: tuple[Unit, ...]) -> None:
        self._units = units
        self._tick(self._ticked & {one.id for one in units})
        if units and not self.units.current_key:
            self.units.choose(units[0].id)
        else:
            self._look()

    def _tick(self, ids: set[str]) -> None:
        self._ticked = set(ids)
        self.units.show_lines([Line(one.id, (one.name,), ticked=one.id in ids) for one in self._units])
        self._count()

    def _units_ticked(self) -> None:
        self._ticked = set(self.units.ticked_keys)
        self._count()

    def _count(self) -> None:
        self.count.setText(f"已选{len(self._ticked)}个，共{len(self._units)}个")
        self.export.setEnabled(bool(self._ticked))

    def _message_typed(self) -> None:
        self.parts[DispatchPart.MESSAGE].setChecked(bool(self.message.toPlainText().strip()))
        self._soon.start()

    def _unsent(self) -> str:
        """What is written and has gone to nobody yet, for the window that is about to close."""
        words = self.message.toPlainText().strip()
        return "" if words == self._sent else words

    def _wish(self) -> Any:
        from shengsi_desktop.services.exchange.dispatching import DispatchWish

        assert self._context is not None
        parts = frozenset(part for part, box in self.parts.items() if box.isChecked())
        return DispatchWish(str(self._context.week), parts, self.message.toPlainText())

    def _look(self) -> None:
        """What the chosen unit would get, as ticked now."""
        key = self.units.current_key
        if self._context is None or not key:
            return
        self._asked += 1
        asked, wish = self._asked, self._wish()

        def read(store: Any) -> DispatchPreview:
            from shengsi_desktop.services.exchange import dispatching

            return dispatching.preview(store, wish, [key])[0]

        def show(found: DispatchPreview) -> None:
            if asked == self._asked:
                self._show_preview(found)

        def failed(problem: BaseException) -> None:
            if asked == self._asked:
                self.goes.show_lines([])
                self.heading.setText(str(problem) if isinstance(problem, Refusal) else BUG)

        self._context.operations.run(read, show, failed, owner=self, quiet=True)

    def _show_preview(self, found: DispatchPreview) -> None:
        self.heading.setText(f"发给{found.unit}的内容")
        self.goes.show_lines(
            [Line(one.part.value, (_SHORT.get(one.part, one.part.label), one.words)) for one in found.lines]
        )
        self.stays.setText(f"不会发出：{'；'.join(found.stays)}。")

    # -- out

    def _ask_folder(self) -> None:
        context = self._context
        if context is None:
            return
        folder = QFileDialog.getExistingDirectory(
            self, "数据包放进哪个文件夹", context.settings.export_folder
        )
        if folder:
            self.write(Path(folder))

    def write(self, folder: Path) -> None:
        """Export a package for each ticked unit into the folder, telling how far it is."""
        context = self._context
        if context is None:
            return
        wish, ids, passphrase = self._wish(), sorted(self._ticked), self.passphrase.text()
        self.export.setEnabled(False)
        progress = _Progress(self)
        progress.at.connect(lambda done, total: self.foot.setText(f"正在导出第{done}个，共{total}个…"))

        def make(store: Any) -> tuple[Path, ...]:
            from shengsi_desktop.services.exchange import dispatching

            return dispatching.write_packages(
                store, folder, wish, ids, passphrase=passphrase, progress=progress.at.emit
            )

        def done(files: tuple[Path, ...]) -> None:
            self._sent = wish.message.strip()
            self._say(f"已导出{len(files)}个数据包到“{folder}”，请发给各单位。")

        def failed(problem: BaseException) -> None:
            if not isinstance(problem, Refusal):
                context.operations.tell(problem)
            self._say(str(problem) if isinstance(problem, Refusal) else BUG)

        context.operations.run(make, done, failed, saying="正在导出下发数据包…", owner=self)

    def _say(self, words: str) -> None:
        self._count()
        self.foot.setText(words)
        self.told.emit(words)

    def _open_sheets(self) -> None:
        """The dialog of 填报表, where units without the program get theirs."""
        from shengsi_desktop.ui.pages.exchange.fill_sheets.opening import open_make

        if self._context is not None:
            open_make(self._context, self).made.connect(self._say)


class _Progress(QWidget):
    """Brings the worker's numbers to the window's thread."""

    #: done, of how many
    at = Signal(int, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()


_SHORT = {
    DispatchPart.CONTACTS: "清单里的科室、电话和附加列",
    DispatchPart.MESSAGE: "统计口径和会商要求",
}
