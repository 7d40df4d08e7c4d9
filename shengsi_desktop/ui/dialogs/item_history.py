"""修改记录 of one item: each step with who, when, on which machine; below, what it said before and after."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QScrollArea, QSplitter, QWidget

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.syncing import time_note
from shengsi_desktop.rhythm.figures import day_words
from shengsi_desktop.ui.dialogs.fitting import fit_content
from shengsi_desktop.ui.dialogs.shape import headed
from shengsi_desktop.ui.dialogs.undo_elsewhere import UndoElsewhere
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.plain_table import Column, Line, PlainTable
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.syncing import HistoryLine, HistoryStep
    from shengsi_desktop.domain.views import Undone, WayBack
    from shengsi_desktop.ui.operations import Operations

_COLUMNS = (Column("时间"), Column("谁"), Column("电脑"), Column("做了什么", 1))
_UNDO, _UNDO_WHOLE = "撤销这一步", "撤销整个收入"
_BRING_BACK, _BRING_BACK_TIP = "收回", "重新显示在本机撤开的内容"
_BACK_SAID, _TAKEN_UP = "已改回，下次同步其他电脑也改回：", "已收回，重新显示"
_UNDO_TIP = "只撤销这一步写的、后来没有再改过的内容；撤销也能再撤销"
_NOTHING = "这个事项还没有修改记录。"
_FIRST = 40
_SIZE = QSize(720, 560)
#: of the list and of what was written (%)
_SHARES = (45, 55)


class HistoryDialog(QDialog):
    """Loads by itself; stays open beside the window."""

    def __init__(self, parent: QWidget, operations: Operations, item_id: str, title: str) -> None:
        super().__init__(parent)
        self._operations = operations
        self._item_id = item_id
        self._steps: dict[str, HistoryStep] = {}
        self.question: UndoElsewhere | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"修改记录 · {title}")
        self.table = PlainTable(_COLUMNS, "修改记录")
        self.table.chosen.connect(self._chosen)
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setContentsMargins(12, 8, 12, 8)
        column = headed(self, f"修改记录 · {title}")
        column.addWidget(self._split(), 1)
        self.order = label("", "second", wrap=True)
        self.order.hide()
        column.addWidget(self.order)
        self.said = label("", "second", wrap=True)
        column.addWidget(self.said)
        row = QHBoxLayout()
        self.undo = Button(_UNDO, tip=_UNDO_TIP)
        self.undo.clicked.connect(lambda: self._take_back(whole=False))
        self.undo_whole = Button(_UNDO_WHOLE, tip="连同那个同步包收入的其他修改一起撤销")
        self.undo_whole.clicked.connect(lambda: self._take_back(whole=True))
        close = Button("关闭")
        close.clicked.connect(self.close)
        row.addWidget(self.undo)
        row.addWidget(self.undo_whole)
        self.clear = Button(
            "清除内容…", kind="ghost", tip="误写了不该写的内容（如涉密文字）：彻底清除，不能撤销"
        )
        self.clear.clicked.connect(self._clear)
        row.addWidget(self.clear)
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)
        fit_content(self, parent, _SIZE)
        operations.changed.connect(self._changed)
        self._load()

    def _split(self) -> QSplitter:
        """The list above; what was written below, which is as much."""
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(self._words)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(scroll)
        split.setChildrenCollapsible(False)
        for place, share in enumerate(_SHARES):
            split.setStretchFactor(place, share)
        split.setSizes([current.px(_SIZE.height()) * share // 100 for share in _SHARES])
        return split

    def _changed(self, _changed: object) -> None:
        self._load()

    def _load(self) -> None:
        item_id = self._item_id

        def act(store: Any) -> tuple[HistoryStep, ...]:
            from shengsi_desktop.services import item_history

            return item_history.history(store, item_id)

        self._operations.run(act, self._show, owner=self)

    def _show(self, steps: tuple[HistoryStep, ...]) -> None:
        self._steps = {one.batch: one for one in steps}
        newest = next((one.at.year for one in steps if one.at), 0)
        self.table.show_lines([_row(one, newest) for one in steps])
        self.order.setText(note := time_note(steps))
        self.order.setVisible(bool(note))
        if steps and self.table.current_key not in self._steps:
            self.table.choose(steps[0].batch)
        self._chosen(self.table.current_key)

    def _chosen(self, key: str) -> None:
        step = self._steps.get(key)
        self._words.setText(_told(step) if step else escape(_NOTHING))
        aside = step is not None and bool(step.set_aside)
        self.undo.setText(_BRING_BACK if aside else _UNDO)
        self.undo.setToolTip(_BRING_BACK_TIP if aside else _UNDO_TIP)
        self.undo.setEnabled(step is not None and (step.undoable or aside))
        self.undo_whole.setVisible(step is not None and bool(step.brought_batch))
        self.clear.setEnabled(step is not None and any(one.change for one in step.lines))

    def _clear(self) -> None:
        from shengsi_desktop.ui.dialogs.clear_content import ClearContent

        step = self._steps.get(self.table.current_key)
        lines = [one for one in step.lines if one.change] if step else []
        if lines:
            dialog = ClearContent(self, self._operations, lines)
            dialog.cleared.connect(self.said.setText)
            dialog.open()

    def _take_back(self, *, whole: bool) -> None:
        """What this machine did at once; of what another did it is asked how far."""
        step = self._steps.get(self.table.current_key)
        if step is None:
            return
        if step.set_aside:
            self._act(partial(_brought_back, batch=step.set_aside), "")
        elif whole:
            self._operations.run(
                partial(_brought_many, batch=step.brought_batch),
                lambda many: self._ask(step.brought_batch, step.brought, "", None, many),
                owner=self,
            )
        elif step.elsewhere:
            who = " · ".join(part for part in (step.machine, step.person) if part)
            self._operations.run(
                partial(_way_back, batch=step.batch),
                lambda way: self._ask(step.batch, f"{step.name} {step.about}".strip(), who, way),
                owner=self,
            )
        else:
            self._act(partial(_undone, batch=step.batch), "已撤销")

    def _ask(self, batch: str, name: str, who: str, way: WayBack | None, many: int = 0) -> None:
        self.question = UndoElsewhere(self, name, who, way, many)
        self.question.set_aside.connect(lambda: self._act(partial(_undone, batch=batch), "已撤销"))
        self.question.change_back.connect(lambda: self._act(partial(_changed_back, batch=batch), _BACK_SAID))
        self.question.open()

    def _act(self, act: Callable[[Any, list[Undone]], frozenset[FieldKey]], said: str) -> None:
        told: list[Undone] = []

        def done(_changed: frozenset[FieldKey]) -> None:
            words = [f"{said}“{one.name}”" + "".join(f"；{left}" for left in one.left) for one in told]
            self.said.setText("。".join(words or [_TAKEN_UP]) + "。")
            self._load()

        def failed(problem: BaseException) -> None:
            if isinstance(problem, Refusal):
                self.said.setText(str(problem))
            else:
                self._operations.tell(problem)

        self._operations.run(lambda store: act(store, told), done, failed, owner=self)


def _way_back(store: Any, *, batch: str) -> WayBack:
    from shengsi_desktop.services import history

    return history.way_back(store, batch)


def _brought_many(store: Any, *, batch: str) -> int:
    from shengsi_desktop.services import history

    return history.brought_by(store, batch)


def _undone(store: Any, told: list[Undone], *, batch: str) -> frozenset[FieldKey]:
    from shengsi_desktop.services import history

    undone = history.undo_step(store, batch)
    if undone is None:
        return frozenset()
    told.append(undone)
    return undone.changed


def _changed_back(store: Any, told: list[Undone], *, batch: str) -> frozenset[FieldKey]:
    from shengsi_desktop.services import history

    told.append(history.change_back(store, batch))
    return told[-1].changed


def _brought_back(store: Any, _told: list[Undone], *, batch: str) -> frozenset[FieldKey]:
    from shengsi_desktop.services.exchange import taken_back

    return taken_back.bring_back(store, batch)


def _row(one: HistoryStep, year: int) -> Line:
    """The year is said where it is not that of the newest step."""
    when = f"{day_words(one.at.date(), year)} {one.at:%H:%M}" if one.at else ""
    return Line(one.batch, (when, one.person, one.machine, one.done), ("second",))


def _told(step: HistoryStep) -> str:
    """Old and new of every field, with what was added and taken out."""
    rows = "".join(
        f"<p style='margin:6px 0 0 0'><b>{escape(one.what)}</b></p>{_both(one)}"
        for one in step.lines[:_FIRST]
    )
    more = len(step.lines) - _FIRST
    return rows + (f"<p>另有{more}处。</p>" if more > 0 else "") or "<p>没有文字变化。</p>"


def _both(one: HistoryLine) -> str:
    from shengsi_desktop.rhythm.differences import text_pieces

    if not one.old and (one.plain or not one.new):
        return f"<p style='margin:0'>{_lines(one.new)}</p>" if one.new else ""
    palette = current.palette()
    styles = {
        "added": f"background-color:{palette.ok_ground};color:{palette.ok}",
        "removed": f"background-color:{palette.danger_ground};color:{palette.danger};text-decoration:line-through",
    }
    said = "".join(
        f'<span style="{styles[piece.change]}">{_lines(piece.text)}</span>'
        if piece.change
        else _lines(piece.text)
        for piece in text_pieces(one.old, one.new)
    )
    return f"<p style='margin:0'>{said}</p>"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
