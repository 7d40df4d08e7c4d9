"""Step 2: the plan that comes with the program, in counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import Card
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from shengsi_desktop.domain.views import PlanSummary
    from shengsi_desktop.services.plan_import import Corrections, PlanPreview
    from shengsi_desktop.ui.operations import Operations
    from shengsi_desktop.ui.plan_import.wizard import ImportWizard

_BUILT_IN_NOTE = "方案原文随程序提供，事项和细项由原文拆出，以后都可修改。数目与文件不一致时，请以文件为准。"
_CHOSEN_NOTE = "事项和细项由您选的方案拆出，以后都可修改。数目与文件不一致时，请以文件为准。"


class PlanStep(QWidget):
    """Nothing to enter: what is counted can be checked against the paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._title = label("正在读取行动方案…", "heading", wrap=True)
        column.addWidget(self._title)
        self._card = Card(margins=(16, 12, 16, 12))
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(10)
        self._card.body.addLayout(self._grid)
        column.addWidget(self._card)
        self._note = label(_BUILT_IN_NOTE, "second", wrap=True)
        column.addWidget(self._note)
        row = QHBoxLayout()
        self.change = Button("换一份方案…", icon="folder")
        self.change.clicked.connect(self._open_wizard)
        self.built_in = Button("用随程序提供的方案", kind="link")
        self.built_in.clicked.connect(self._take_built_in)
        self.built_in.hide()
        row.addWidget(self.change)
        row.addWidget(self.built_in)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        self._read = False
        self._operations: Operations | None = None
        #: another plan than the one that comes with the program, as it was looked at and set right
        self.chosen: tuple[PlanPreview, Corrections] | None = None
        self.wizard: ImportWizard | None = None

    def begin(self, operations: Operations) -> None:
        """Read it, off the Qt thread."""
        self._operations = operations
        if self._read:
            return

        def ask(_store: Any) -> PlanSummary:
            from shengsi_desktop.services import setting_up

            return setting_up.built_in_plan_summary()

        operations.run(ask, self._show, owner=self)

    def _open_wizard(self) -> None:
        if self._operations is None:
            return
        from shengsi_desktop.ui.plan_import.wizard import ImportWizard

        self.wizard = ImportWizard(self._operations, self.window(), first=True)
        self.wizard.prepared.connect(self._take)
        self.wizard.open()

    def _take(self, preview: PlanPreview, corrections: Corrections) -> None:
        from dataclasses import replace

        from shengsi_desktop.services.plan_intake import summary

        self.chosen = (preview, corrections)
        self._show(replace(summary(preview.document), title=corrections.title))

    def _take_built_in(self) -> None:
        self.chosen = None
        self._read = False
        if self._operations is not None:
            self.begin(self._operations)

    def _show(self, summary: PlanSummary) -> None:
        self._read = True
        self._title.setText(summary.title)
        self.built_in.setVisible(self.chosen is not None)
        self._note.setText(_BUILT_IN_NOTE if self.chosen is None else _CHOSEN_NOTE)
        while (entry := self._grid.takeAt(0)) is not None:
            widget = entry.widget()
            if widget is not None:
                widget.deleteLater()
        counts = (
            ("方向", summary.directions),
            ("任务", summary.tasks),
            ("事项", summary.items),
            ("其中工作保障", summary.guarantee_items),
            ("细项", summary.deliverables),
            ("指标", summary.indicators),
            ("责任单位", summary.units),
            ("泛指（各乡镇等）", summary.groups),
        )
        for place, (word, count) in enumerate(counts):
            row, column = divmod(place, 2)
            number = label(str(count), "heading")
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(label(word, "second"), row, column * 3)
            self._grid.addWidget(number, row, column * 3 + 1)
        self._grid.setColumnMinimumWidth(2, 40)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(3, 1)
