"""定稿: what will be frozen, what is not reported yet, what else may be missing, and who has checked it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui.operations import BUG
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import SectionLabel, label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.views import WeekPage
    from shengsi_desktop.domain.week_states import FinalGap
    from shengsi_desktop.ui.page import PageContext

_WIDTH = 520
#: height of one item not yet reported, and how many of them stand there without scrolling
_LINE = 26
_MOST = 5
_MOST_GAPS = 3
_LEAST = 2
#: of the window that asks, left to be seen above and below together (px)
_RIM = 40
_PLACE = Qt.ItemDataRole.UserRole + 1
_GAPS = "定稿前请看一眼（不影响定稿）："
_WITHDRAWN = "本周内容已全部撤回，新的一版没有内容"
_GO, _GO_TIP = "{words}　→", "点一下就到那里，定稿窗口先收起"


class _Boxed(QListWidget):
    """Enter on a line is a click on it, and never the dialog's own button."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "boxed")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See to Enter."""
        line = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and line is not None:
            self.itemClicked.emit(line)
            return
        super().keyPressEvent(event)


class FinaliseDialog(QDialog):
    """Does it itself, through the page's operations; stays open where it is refused."""

    #: the week is final; what to say about it
    finalised = Signal(str)
    #: (page key, id): a person wants to see to something there first
    go_wanted = Signal(str, str)

    def __init__(self, context: PageContext, page: WeekPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._version = (page.version or 0) + 1
        self.setWindowTitle(f"{context.week.label}定稿")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(current.px(_WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(
            label(f"{context.unit.name} · {context.week.label}定稿（第{self._version}版）", "title")
        )
        column.addWidget(
            label(
                "定稿把本周的进展、细项数值、亮灯及依据、需协调事项原样存为一个版本；会商议题的讨论和草稿不在其中。"
                "定稿后仍可修改，改动后需再次定稿，各版本都保留。",
                "second",
                wrap=True,
            )
        )
        self._missing = SectionLabel("")
        self._list = _Boxed()
        self._list.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rest = Button("其余标为本周无新进展")
        self._rest.clicked.connect(self._mark_rest)
        row = QHBoxLayout()
        row.addWidget(self._missing, 1)
        row.addWidget(self._rest)
        column.addLayout(row)
        column.addWidget(self._list)
        self._lay_out_gaps(column)
        self.withdrawn = QCheckBox(_WITHDRAWN)
        self.withdrawn.toggled.connect(lambda _on: self._say(""))
        column.addWidget(self.withdrawn)
        column.addWidget(SectionLabel("审核人"))
        self.reviewer = QLineEdit(context.settings.reviewer)
        self.reviewer.setPlaceholderText("审核本周内容的领导姓名")
        self.reviewer.textChanged.connect(lambda: self._say(""))
        column.addWidget(self.reviewer)
        self._trouble = label("", "danger", wrap=True)
        self._trouble.setVisible(False)
        column.addWidget(self._trouble)
        self.confirm = Button("定稿", kind="primary")
        column.addLayout(self._buttons())
        self._show(page)
        self.reviewer.setFocus()
        self._ask_who_checked_last()

    def _lay_out_gaps(self, column: QVBoxLayout) -> None:
        self.gaps = _Boxed()
        self.gaps.setAccessibleName(_GAPS)
        self.gaps.itemClicked.connect(self._go)
        self._gaps_label = SectionLabel(_GAPS)
        column.addWidget(self._gaps_label)
        column.addWidget(self.gaps)

    def _buttons(self) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        cancel = Button("暂不定稿")
        cancel.clicked.connect(self.reject)
        self.confirm.setDefault(True)
        self.confirm.clicked.connect(self._finalise)
        buttons.addWidget(cancel)
        buttons.addWidget(self.confirm)
        return buttons

    def _show(self, page: WeekPage) -> None:
        missing = [row for row in page.rows if not row.reported]
        self._ids = tuple(row.id for row in missing)
        total = len(page.rows)
        if missing:
            self._missing.setText(f"共{total}项，已填{total - len(missing)}项，还有{len(missing)}项未填：")
        else:
            self._missing.setText(f"共{total}项，全部已填。")
        self._list.clear()
        for row in missing:
            role = f"（{row.role.label}）" if row.role else ""
            entry = QListWidgetItem(f"{row.number}　{row.title}{role}", self._list)
            entry.setSizeHint(QSize(0, current.px(_LINE)))
        # a version takes back all that the one before said: only where a person says so
        emptied = page.version is not None and len(missing) == total
        self.withdrawn.setVisible(emptied)
        self._list.setVisible(bool(missing))
        _show_lines(self._list, len(missing), _MOST)
        self._rest.setVisible(bool(missing))
        self._show_gaps(())
        self._ask_for_gaps()

    def _ask_for_gaps(self) -> None:
        unit_id, week = self._context.unit.id, self._context.week

        def ask(store: Any) -> tuple[FinalGap, ...]:
            from shengsi_desktop.services import final_checks

            return final_checks.gaps(store, unit_id, week)

        self._context.operations.run(ask, self._show_gaps, owner=self, quiet=True)

    def _show_gaps(self, gaps: tuple[FinalGap, ...]) -> None:
        self.gaps.clear()
        for one in gaps:
            entry = QListWidgetItem(_GO.format(words=one.words), self.gaps)
            entry.setData(_PLACE, (one.page, one.target))
            entry.setSizeHint(QSize(0, current.px(_LINE)))
            entry.setToolTip(_GO_TIP)
        _show_lines(self.gaps, len(gaps), _MOST_GAPS)
        self.gaps.setVisible(bool(gaps))
        self._gaps_label.setVisible(bool(gaps))
        self._settle()

    def _go(self, entry: QListWidgetItem) -> None:
        page, target = entry.data(_PLACE)
        self.reject()
        self.go_wanted.emit(page, target)

    def _ask_who_checked_last(self) -> None:
        """The page's settings are as old as the page: someone may have finalised since."""

        def ask(store: Any) -> str:
            from shengsi_desktop.services import setting_up

            return setting_up.settings(store).reviewer

        def fill(reviewer: str) -> None:
            if self.reviewer.text() == self._context.settings.reviewer:
                self.reviewer.setText(reviewer)

        self._context.operations.run(ask, fill, owner=self, quiet=True)

    def _mark_rest(self) -> None:
        ids, unit_id, week = self._ids, self._context.unit.id, self._context.week
        self._rest.setEnabled(False)

        def mark(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services import reporting

            return reporting.mark_no_news(store, ids, unit_id, week)

        self._context.operations.run(mark, lambda _changed: self._load(), self._refused, owner=self)

    def _load(self) -> None:
        unit_id, week = self._context.unit.id, self._context.week

        def ask(store: Any) -> WeekPage:
            from shengsi_desktop.services import reporting

            return reporting.week_page(store, unit_id, week)

        self._context.operations.run(ask, self._show, self._refused, owner=self)

    def _finalise(self) -> None:
        reviewer = self.reviewer.text().strip()
        if not reviewer:
            self._say("请填写审核人。")
            self.reviewer.setFocus()
            return
        self.confirm.setEnabled(False)
        unit_id, week, person = self._context.unit.id, self._context.week, self._context.settings.person
        withdrawn = self.withdrawn.isChecked() and not self.withdrawn.isHidden()

        def act(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services import finalising, setting_up

            changed = finalising.finalise(
                store, unit_id, week, reviewer=reviewer, person=person, withdrawn=withdrawn
            )
            setting_up.change_settings(store, reviewer=reviewer)
            return changed

        def finished(_changed: frozenset[FieldKey]) -> None:
            self.finalised.emit(
                f"{self._context.week.label}已定稿（第{self._version}版），审核人{reviewer}。"
            )
            self.accept()

        self._context.operations.run(act, finished, self._refused, owner=self)

    def _refused(self, problem: BaseException) -> None:
        self.confirm.setEnabled(True)
        self._rest.setEnabled(True)
        self._say(str(problem) if isinstance(problem, Refusal) else BUG)
        if not isinstance(problem, Refusal):
            self._context.operations.tell(problem)

    def _say(self, words: str) -> None:
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))
        self._settle()

    def _settle(self) -> None:
        """Take the size that is wanted now, or lists and labels are pressed into each other."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self.adjustSize()
        # a hint that wraps is higher than its layout says before it knows its width
        high = max(self.height(), self.heightForWidth(self.width()))
        parent = self.parentWidget()
        room = parent.window().height() - _RIM if parent is not None else high
        self.resize(self.width(), min(high, room))


def _show_lines(lines: QListWidget, count: int, most: int) -> None:
    """As high as its lines, `most` of them; two at least where the window is low."""
    around = 2 * current.px(5)
    lines.setMinimumHeight(min(count, _LEAST) * current.px(_LINE) + around)
    lines.setMaximumHeight(min(count, most) * current.px(_LINE) + around)
