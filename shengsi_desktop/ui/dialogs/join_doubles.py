"""与另一项合并: which row is the same as this one, what joining them would do in words; then one command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
)

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui.dialogs.fitting import fit_content
from shengsi_desktop.ui.dialogs.shape import headed
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import EmptyState
from shengsi_desktop.ui.widgets.plain_table import Column, Line, PlainTable
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.joining import Double, JoinPreview
    from shengsi_desktop.ui.operations import Operations

#: the words of the button that opens it, and what it is for
ASK = "与另一项合并…"
ASK_TIP = "两台电脑各加了一条、其实是同一项的，合并成一条；两边写的都保留"
TITLE = "合并重复"
_OF = {"item": "事项", "directive": "交办事项", "section": "科室", "coordination_request": "需协调事项"}
_NOTE = "选出与它是同一{kind}的那一条。合并后只留一条，两边写的话都在；可用“撤销”整个退回。"
_ORDER = "最相似的在前"
#: what stands beside the names
_BESIDE = {
    "item": "单位",
    "directive": "责任人、时限",
    "section": "责任人、电话",
    "coordination_request": "周次",
}
_SEARCH = "筛选：名称、编号、单位"
_JOIN, _CANCEL = "合并", "取消"
_NONE, _NONE_HINT = "没有可以合并的", "同一类、同一单位的另一条{kind}才能与它合并。"
_NOT_FOUND, _NOT_FOUND_HINT = "没有符合的", "换几个字再找。"
_FIRST = "先在上面选一条，这里会写明合并后的样子。"
_CLASHES = "写得不一样的地方在“报送接收 · 本单位同步”的分歧里逐处选定。"
_SIZE = QSize(600, 560)


class JoinDialog(QDialog):
    """Choose the double, read what comes of it, join."""

    #: the id of the row that stands for both
    joined = Signal(str)

    def __init__(self, parent: QWidget, operations: Operations, entity: str, row_id: str, name: str) -> None:
        super().__init__(parent)
        self._operations, self._entity, self._row_id = operations, entity, row_id
        self._doubles: tuple[Double, ...] = ()
        self._preview: JoinPreview | None = None
        self._asked = 0
        self._waiting = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(TITLE)
        self._lay_out(name)
        fit_content(self, parent, _SIZE)
        self._load()

    @classmethod
    def ask(cls, parent: QWidget, operations: Operations, entity: str, row_id: str, name: str) -> JoinDialog:
        """Open it; what it does is told by the store's changes and by `joined`."""
        dialog = cls(parent, operations, entity, row_id, name)
        dialog.open()
        return dialog

    def join(self) -> None:
        """Make them one; a refusal is said here."""
        told, entity = self._preview, self._entity
        if told is None or self._waiting:
            return
        self._waiting = True
        self.join_button.setEnabled(False)
        ids = (told.kept.id, *(one.id for one in told.going))

        def write(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services import joining

            return joining.join(store, entity, ids)

        def done(_changed: frozenset[FieldKey]) -> None:
            self._waiting = False
            self.joined.emit(told.kept.id)
            self.accept()

        self._operations.run(write, done, self._refused, owner=self)

    def reject(self) -> None:
        """Not while the store is at it."""
        if not self._waiting:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down leaves the field of the search for the list."""
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.table.setFocus()
            if not self.table.current_key and self.table.lines:
                self.table.choose(self.table.lines[0].key)
            return
        super().keyPressEvent(event)

    def _lay_out(self, name: str) -> None:
        kind = _OF.get(self._entity, "")
        column = headed(self, name)
        column.addWidget(label(_NOTE.format(kind=kind), "second", wrap=True))
        self.search = QLineEdit()
        self.search.setPlaceholderText(_SEARCH)
        self.search.setAccessibleName(_SEARCH)
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._list)
        column.addWidget(self.search)
        column.addWidget(label(_ORDER, "section"))
        self.table = PlainTable((Column("名称", 1), Column(_BESIDE.get(self._entity, "备注"))), TITLE)
        self.table.chosen.connect(self._choose)
        self.nothing = EmptyState(_NONE, _NONE_HINT.format(kind=kind))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        column.addWidget(self._stack, 3)
        self.said = label(_FIRST, "second", wrap=True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumHeight(current.px(110))
        scroll.setWidget(self.said)
        column.addWidget(scroll, 2)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = Button(_CANCEL)
        cancel.clicked.connect(self.reject)
        self.join_button = Button(_JOIN, kind="primary")
        self.join_button.setEnabled(False)
        self.join_button.setDefault(True)
        self.join_button.clicked.connect(self.join)
        row.addWidget(cancel)
        row.addWidget(self.join_button)
        column.addLayout(row)
        self.search.setFocus()

    def _load(self) -> None:
        entity, row_id = self._entity, self._row_id

        def read(store: Any) -> tuple[Double, ...]:
            from shengsi_desktop.services import joining

            return joining.doubles(store, entity, row_id)

        def show(found: tuple[Double, ...]) -> None:
            self._doubles = found
            self._list()

        self._operations.run(read, show, self._refused, owner=self)

    def _list(self) -> None:
        wanted = self.search.text().split()
        shown = [one for one in self._doubles if all(word in f"{one.name} {one.note}" for word in wanted)]
        self.table.show_lines(
            [Line(one.id, (one.name, one.note), ("", "second"), tip=one.name) for one in shown]
        )
        if self._doubles:
            self.nothing.say(_NOT_FOUND, _NOT_FOUND_HINT)
        self._stack.setCurrentIndex(0 if shown else 1)
        if not self.table.current_key:
            self._choose("")

    def _choose(self, double_id: str) -> None:
        self._asked += 1
        asked, entity, ids = self._asked, self._entity, (self._row_id, double_id)
        self._preview = None
        self.join_button.setEnabled(False)
        if not double_id:
            self._say(_FIRST)
            return

        def read(store: Any) -> JoinPreview:
            from shengsi_desktop.services import joining

            return joining.preview(store, entity, ids)

        def show(told: JoinPreview) -> None:
            if asked == self._asked:
                self._preview = told
                lines = (*told.sentences, *((_CLASHES,) if told.clashes else ()))
                self._say("\n".join(lines))
                self.join_button.setEnabled(True)

        def refused(problem: BaseException) -> None:
            if asked == self._asked:
                self._say("")
                self._refused(problem)

        self._operations.run(read, show, refused, owner=self)

    def _refused(self, problem: BaseException) -> None:
        self._waiting = False
        self.join_button.setEnabled(self._preview is not None)
        if isinstance(problem, Refusal):
            self._say(str(problem), "danger")
        else:
            self._operations.tell(problem)

    def _say(self, words: str, tone: str = "second") -> None:
        """What would come of it, or in the same place why it cannot be."""
        self.said.setText(words)
        if self.said.property("kind") != tone:
            self.said.setProperty("kind", tone)
            self.said.style().unpolish(self.said)
            self.said.style().polish(self.said)
