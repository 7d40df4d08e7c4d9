"""下发填报表: which units get one, and into which folder; those that have not reported are ticked."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui.dialogs.fitting import fit_content
from shengsi_desktop.ui.operations import BUG
from shengsi_desktop.ui.widgets.busy_line import BusyLine
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.file_drop import first_folder
from shengsi_desktop.ui.widgets.message_bar import MessageBar
from shengsi_desktop.ui.widgets.plain_table import Column, Line, PlainTable
from shengsi_desktop.ui.widgets.text import label, moment_words

if TYPE_CHECKING:
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.fill_sheets import UnitToFill
    from shengsi_desktop.services.exchange.fill_sheets import Made
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.page import PageContext

_SIZE = QSize(640, 540)
_COLUMNS = (Column("单位", 2), Column("事项", right=True), Column("本周"), Column("上次下发", 1))
_EXPLAIN = (
    "给没有本程序的单位出一份可以用WPS填的工作簿。填好发回后，拖到“接收”里收回。"
    "已填报的单位没有勾选，需要时也可以勾上。"
)


class MakeDialog(QDialog):
    """Writes nothing before a folder is chosen."""

    #: the files are written: a sentence for the user
    made = Signal(str)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._far = (0, 1)
        self._writing = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"下发{context.week.label}填报表")
        fit_content(self, parent, _SIZE)
        self.messages = MessageBar()
        self.table = PlainTable(_COLUMNS, "要下发填报表的单位")
        self.table.ticked.connect(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.messages)
        inner = QVBoxLayout()
        inner.setContentsMargins(20, 14, 20, 14)
        inner.setSpacing(10)
        column.addLayout(inner)
        inner.addWidget(label(_EXPLAIN, "second", wrap=True))
        inner.addWidget(self.table, 1)
        inner.addLayout(self._buttons())
        self._count()

    def begin(self) -> None:
        """Read which units there are."""
        week = self._context.week

        def read(store: Store) -> tuple[UnitToFill, ...]:
            from shengsi_desktop.services.exchange import fill_sheets

            return fill_sheets.units_to_fill(store, week)

        self._context.operations.run(read, self._show, self._failed, owner=self)

    def write_into(self, folder: Path) -> None:
        """Write one workbook for each unit that is ticked."""
        chosen, week = self.table.ticked_keys, self._context.week
        if not chosen or self._writing:
            return
        self._writing = True
        self._count()
        self.busy.begin(f"正在写{len(chosen)}份填报表…", lambda: self._far)
        made: list[Made] = []

        def far(done: int, total: int) -> None:
            self._far = (done, total)

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services.exchange import fill_sheets

            made.append(fill_sheets.write_sheets(store, folder, chosen, week, far))
            return made[0].changed

        def written(_changed: frozenset[FieldKey]) -> None:
            self._writing = False
            self.busy.end()
            left = "".join(made[0].left_out)
            self.made.emit(f"已在“{folder.name}”里写好{len(made[0].files)}份填报表。{left}")
            self.accept()

        self._context.operations.run(write, written, self._failed, owner=self)

    def reject(self) -> None:
        """What is being written is written to its end."""
        if not self._writing:
            super().reject()

    def _choose(self) -> None:
        start = self._context.settings.export_folder or first_folder()
        folder = QFileDialog.getExistingDirectory(self, "填报表放进哪个文件夹", start)
        if folder:
            self.write_into(Path(folder))

    def _show(self, units: tuple[UnitToFill, ...]) -> None:
        self.table.show_lines([_line(one) for one in units])
        self._count()
        self.table.setFocus()

    def _failed(self, problem: BaseException) -> None:
        self._writing = False
        self.busy.end()
        self._count()
        self.messages.warn(str(problem) if isinstance(problem, Refusal) else BUG)
        if not isinstance(problem, Refusal):
            self._context.operations.tell(problem)

    def _count(self) -> None:
        count = len(self.table.ticked_keys)
        self.write_button.setText(f"导出{count}份…" if count else "没有勾选单位")
        self.write_button.setEnabled(count > 0 and not self._writing)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.busy = BusyLine("")
        row.addWidget(self.busy, 1)
        cancel = Button("取消")
        cancel.clicked.connect(self.reject)
        self.write_button = Button("", kind="primary")
        self.write_button.setDefault(True)
        self.write_button.clicked.connect(self._choose)
        row.addWidget(cancel)
        row.addWidget(self.write_button)
        return row


def _line(one: UnitToFill) -> Line:
    at = datetime.fromisoformat(one.issued_at).astimezone() if one.issued_at else None
    return Line(
        one.unit_id,
        (one.unit, str(one.items), "已填报" if one.reported else "未填报", moment_words(at)),
        ("", "second", "ok" if one.reported else "warn", "second"),
        ticked=not one.reported,
    )
