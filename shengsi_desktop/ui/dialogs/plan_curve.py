"""计划曲线: what shall be reached by the end of each month, typed, pasted or drawn by a preset.

Opened by the id of an indicator or of a deliverable, from wherever one is shown.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.targets import with_unit
from shengsi_desktop.ui.dialogs.curve_cells import CurveCells
from shengsi_desktop.ui.dialogs.curve_preview import CurvePreview
from shengsi_desktop.ui.dialogs.fitting import fit_content
from shengsi_desktop.ui.dialogs.opening import open_alone
from shengsi_desktop.ui.dialogs.storing import CLOSING
from shengsi_desktop.ui.operations import BUG
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import label
from shengsi_desktop.ui.widgets.typed_words import UnfinishedWords

if TYPE_CHECKING:
    from decimal import Decimal

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.curves import CurveSheet
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.page import PageContext

TITLE = "计划曲线"
TARGET = "年度目标 {target}"
NO_TARGET = "没有数值目标"
HINT = "填每月底应达到的数（累计的填累计数）；可从WPS整行、整列粘贴。"
PRESETS = "生成"
PRESET_NOTE = "旅游季、休渔期是默认形状，不是统计数，生成后可逐月修改。"
CLEAR = "清空"
LEGEND = ("计划", "实际", "目标")
MONTH = "{month}月"
NEXT_YEAR = "次年{month}月"
FALLS = "{month}比{before}小，请核对。"
BAD_NUMBER = "“{text}”不是数，没有保存。请改正标红的格。"
TOO_MANY = "粘贴的内容比剩下的月份多{count}格，多出的没有填入。"
DO_EDIT = "修改计划曲线"
DO_PRESET = "按{name}生成计划曲线"
CANCEL = "取消"
KEEP = "保存"
_WIDTH, _HEIGHT = 620, 480


def open_plan_curve(window: QWidget, context: PageContext, target_id: str) -> None:
    """Read the curve of an indicator or a deliverable and open its dialog over `window`."""

    def ask(store: Store) -> CurveSheet:
        from shengsi_desktop.services.curve_sheets import curve_sheet

        return curve_sheet(store, target_id, context.unit.id)

    context.operations.run(
        ask, lambda sheet: open_alone(PlanCurveDialog(context, sheet, window)), owner=window
    )


class PlanCurveDialog(QDialog):
    """Saves once, as one step of undo; stays open where it is refused."""

    def __init__(self, context: PageContext, sheet: CurveSheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._sheet = context, sheet
        self._drawn = ""
        months = [(period, _month_words(period, sheet.year)) for period in sheet.periods]
        self._words = dict(months)
        self.setWindowTitle(TITLE)
        self.cells = CurveCells(months)
        self.preview = CurvePreview(LEGEND)
        self.preview.show_months(months, dict(sheet.actual), sheet.target)
        self.presets: dict[str, Button] = {}
        self._build()
        self.cells.changed.connect(self._follow)
        self.cells.overflowed.connect(lambda count: self.note.setText(TOO_MANY.format(count=count)))
        self.cells.show_points(dict(sheet.planned))
        fit_content(self, parent, QSize(_WIDTH, _HEIGHT))
        self._follow()
        self.finished.connect(self.deleteLater)
        UnfinishedWords(self, self._unstored)

    def draw(self, name: str) -> None:
        """Fill the cells by a preset."""
        self.cells.show_points(dict(self._sheet.presets[name]))
        self._drawn = name

    def clear(self) -> None:
        """Empty all cells."""
        self.cells.show_points({})

    def save(self) -> None:
        """Save what differs; a wrong cell is said and nothing is lost."""
        if self.cells.wrong:
            self.say(BAD_NUMBER.format(text=self.cells.wrong[:20]))
            return
        before, now = dict(self._sheet.planned), self.cells.points
        points: dict[str, Decimal | None] = {
            period: now.get(period) for period in self._sheet.periods if now.get(period) != before.get(period)
        }
        if not points:
            self.accept()
            return
        drawn = bool(self._drawn) and now == dict(self._sheet.presets[self._drawn])
        name = DO_PRESET.format(name=self._drawn) if drawn else DO_EDIT

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import curves

            return curves.set_curve(store, self._sheet.target_id, points, name)

        self._context.operations.run(write, lambda _: self.accept(), self._failed, owner=self)

    def say(self, sentence: str) -> None:
        """A sentence for the user."""
        self.trouble.setText(sentence)
        self.trouble.show()

    def say_closing(self) -> None:
        """The window would not close since these figures are not stored."""
        self.say(CLOSING)

    def _unstored(self) -> str:
        changed = self.cells.wrong or self.cells.points != dict(self._sheet.planned)
        return TITLE if changed and self.isVisible() else ""

    def _failed(self, problem: BaseException) -> None:
        if not isinstance(problem, Refusal):
            self._context.operations.tell(problem)
        self.say(str(problem) if isinstance(problem, Refusal) else BUG)

    def _build(self) -> None:
        sheet = self._sheet
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        column.addWidget(label(sheet.name, "title", wrap=True))
        said = with_unit(sheet.target_words, sheet.target, sheet.unit)
        target = TARGET.format(target=said) if said else NO_TARGET
        column.addWidget(label(f"{target}。{HINT}", "second", wrap=True))
        column.addLayout(self._preset_row())
        column.addWidget(label(sheet.refusal or PRESET_NOTE, "second", wrap=True))
        column.addWidget(self.preview)
        column.addWidget(self.cells)
        self.note = label("", "second", wrap=True)
        column.addWidget(self.note)
        self.trouble = label("", "danger", wrap=True)
        self.trouble.hide()
        column.addWidget(self.trouble)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        cancel = Button(CANCEL)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        self.save_button = Button(KEEP, kind="primary")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.save)
        row.addWidget(self.save_button)
        column.addLayout(row)

    def _preset_row(self) -> QHBoxLayout:
        from shengsi_desktop.rhythm.curves import CurveKind

        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(label(PRESETS, "second"))
        for kind in CurveKind:
            button = Button(kind.label)
            button.setAutoDefault(False)
            button.setEnabled(kind.label in self._sheet.presets)
            button.clicked.connect(lambda _checked, name=kind.label: self.draw(name))
            self.presets[kind.label] = button
            row.addWidget(button)
        row.addStretch(1)
        self.clear_button = Button(CLEAR, kind="ghost")
        self.clear_button.setAutoDefault(False)
        self.clear_button.clicked.connect(self.clear)
        row.addWidget(self.clear_button)
        return row

    def _follow(self) -> None:
        """Draw what stands there now, and say where it turns back."""
        points = self.cells.points
        self.preview.show_planned(points)
        self.trouble.hide()
        known = sorted(points.items())
        falls = next(((a[0], b[0]) for a, b in pairwise(known) if b[1] < a[1]), None)
        names: dict[str, Any] = self._words
        self.note.setText(
            FALLS.format(month=names[falls[1]], before=names[falls[0]]) if falls is not None else ""
        )


def _month_words(period: str, year: int) -> str:
    words = MONTH if period[:4] == str(year) else NEXT_YEAR
    return words.format(month=int(period[5:7]))
