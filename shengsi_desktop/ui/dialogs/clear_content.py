"""清除内容: which of the words of one step are to go for good; says what that does and where they stand still."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.syncing import HistoryLine
    from shengsi_desktop.ui.operations import Operations

TITLE, YES, NO = "清除内容", "彻底清除", "取消"
SAYS = (
    "用于误写了不该写的内容（如涉密文字）。清除后，这段话从台账、修改记录、草稿、搜索和本机备份里消失，"
    "这一栏显示“已清除”，其他电脑收到下一份同步包后也会清除。不能撤销。"
)
_WHOLE = "这一栏整段内容都会清除，共{records}处记录。"
_HELD = "这些文件里也有这段话，不会清除，请另行处理：{documents}。"
_SHOWN = 200


class ClearContent(QDialog):
    """Asks which words, tells what follows, clears them. `cleared` tells in words what was done."""

    cleared = Signal(str)

    def __init__(self, parent: QWidget, operations: Operations, lines: Sequence[HistoryLine]) -> None:
        super().__init__(parent)
        self._operations, self._lines = operations, list(lines)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(TITLE)
        self.setMinimumWidth(current.px(520))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(SAYS, "second", wrap=True))
        self.which = QComboBox()
        self.which.setAccessibleName("清除哪一栏")
        self.which.addItems([one.what for one in self._lines])
        self.which.currentIndexChanged.connect(self._look)
        column.addWidget(self.which)
        self.words = label("", wrap=True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        column.addWidget(self.words)
        self.follows = label("", "danger", wrap=True)
        column.addWidget(self.follows)
        row = QHBoxLayout()
        row.addStretch(1)
        no = Button(NO)
        no.setDefault(True)
        no.clicked.connect(self.reject)
        self.yes = Button(YES, kind="danger")
        self.yes.clicked.connect(self.clear)
        row.addWidget(no)
        row.addWidget(self.yes)
        column.addLayout(row)
        no.setFocus()
        self._look()

    def clear(self) -> None:
        """Clear the chosen words."""
        key, change = self._chosen.key, self._chosen.change
        told: list[str] = []

        def act(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services import clearing

            done = clearing.clear(store, key, change)  # type: ignore[arg-type]
            told.append(done.words)
            return done.changed

        def done(_changed: frozenset[FieldKey]) -> None:
            self.cleared.emit(told[0])
            self.accept()

        self.yes.setEnabled(False)
        self._operations.run(act, done, self._failed, owner=self, saying="正在清除内容…")

    @property
    def _chosen(self) -> HistoryLine:
        return self._lines[self.which.currentIndex()]

    def _look(self, _index: int = 0) -> None:
        one = self._chosen
        self.words.setText(one.new if len(one.new) <= _SHOWN else f"{one.new[:_SHOWN]}……")
        self.follows.setText("")
        self.yes.setEnabled(False)

        def act(store: Any) -> Any:
            from shengsi_desktop.services import clearing

            return clearing.preview(store, one.key, one.change)  # type: ignore[arg-type]

        def show(found: Any) -> None:
            if one is not self._chosen:
                return
            said = _WHOLE.format(records=found.records)
            if found.documents:
                said += _HELD.format(documents="、".join(found.documents))
            self.follows.setText(said)
            self.yes.setEnabled(True)

        self._operations.run(act, show, self._failed, owner=self)

    def _failed(self, problem: BaseException) -> None:
        if isinstance(problem, Refusal):
            self.follows.setText(str(problem))
        else:
            self._operations.tell(problem)
