"""定稿版本: the list at the left; at the right one version whole, or compared with another or with now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.ui.dialogs.fitting import fit
from shengsi_desktop.ui.dialogs.versions import rich
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.choice import Choice
from shengsi_desktop.ui.widgets.containers import EmptyState
from shengsi_desktop.ui.widgets.text import label, moment_words

if TYPE_CHECKING:
    from shengsi_desktop.domain.week_states import FinalEntry, ItemDifference, VersionItem
    from shengsi_desktop.ui.page import PageContext

NOW = "现在的内容"
ALONE = "只看这一版"
EMPTY_TITLE = "这一周还没有定稿"
EMPTY_HINT = "点右上角“定稿”后，每一版都列在这里，可以通读，也可以两版对照。"
_LINE = 21


class VersionsDialog(QDialog):
    """Reads alone; nothing can be changed here."""

    #: the number of a version that is to be written to a file
    export_wanted = Signal(int)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._asked = 0
        self.entries: tuple[FinalEntry, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{context.unit.name} · {context.week.label} · 定稿版本")
        fit(self, parent, QSize(900, 560))
        self.list = QListWidget()
        self.list.setProperty("kind", "boxed")
        self.list.setFixedWidth(current.px(240))
        self.list.setAccessibleName("定稿版本")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.against = Choice(width=220)
        self.against.setAccessibleName("与哪一版比较")
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self._lay_out()
        self.list.currentRowChanged.connect(lambda _row: self._choices())
        self.against.activated.connect(lambda _at: self.show_chosen())
        self._load()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 16, 16, 14)
        outer.setSpacing(8)
        self.stack = QStackedWidget()
        self.nothing = EmptyState(EMPTY_TITLE, EMPTY_HINT)
        self.reading = QWidget()
        row = QHBoxLayout(self.reading)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.list)
        column = QVBoxLayout()
        column.setSpacing(8)
        line = QHBoxLayout()
        line.addWidget(label("比较", "second"))
        line.addWidget(self.against)
        line.addStretch(1)
        self.export = Button("导出这一版…", icon="export", tip="把选中的这一版导出为周会商表")
        self.export.clicked.connect(self._ask_export)
        line.addWidget(self.export)
        column.addLayout(line)
        column.addWidget(self.text, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        close = Button("关闭")
        close.clicked.connect(self.reject)
        foot.addWidget(close)
        row.addLayout(column, 1)
        self.stack.addWidget(self.reading)
        self.stack.addWidget(self.nothing)
        outer.addWidget(self.stack, 1)
        outer.addLayout(foot)

    def _load(self) -> None:
        unit_id, week = self._context.unit.id, self._context.week

        def read(store: Any) -> tuple[FinalEntry, ...]:
            from shengsi_desktop.services import finalising

            return finalising.version_list(store, unit_id, week)

        self._context.operations.run(read, self._show, owner=self)

    def _show(self, entries: tuple[FinalEntry, ...]) -> None:
        self.entries = entries
        self.list.clear()
        for one in reversed(entries):
            row = QListWidgetItem(_entry_words(one), self.list)
            row.setSizeHint(QSize(0, current.px(_LINE) * (row.text().count("\n") + 1) + current.px(12)))
            row.setToolTip(row.text())
            row.setData(Qt.ItemDataRole.UserRole, one.number)
        self.against.setEnabled(bool(entries))
        self.stack.setCurrentWidget(self.reading if entries else self.nothing)
        if entries:
            self.list.setCurrentRow(0)
            self.list.setFocus()

    def _ask_export(self) -> None:
        if (chosen := self._chosen()) is not None:
            self.export_wanted.emit(chosen)

    def _choices(self) -> None:
        """What the chosen version can be compared with; an older one with the next, the first one alone."""
        chosen = self._chosen()
        self.against.clear()
        if chosen is None:
            return
        self.against.addItem(ALONE, -1)
        for one in self.entries:
            if one.number != chosen:
                self.against.addItem(f"第{one.number}版", one.number)
        self.against.addItem(NOW, 0)
        if chosen > 1:
            self.against.setCurrentIndex(self.against.findData(chosen - 1))
        self.show_chosen()

    def _chosen(self) -> int | None:
        item = self.list.currentItem()
        return None if item is None else int(item.data(Qt.ItemDataRole.UserRole))

    def show_chosen(self) -> None:
        """Read the chosen version, or it and the other one."""
        chosen, other = self._chosen(), self.against.currentData()
        if chosen is None:
            return
        self._asked += 1
        asked, unit_id, week = self._asked, self._context.unit.id, self._context.week
        # the older one first, whichever was chosen; what stands now is the newest
        pair = (chosen, None) if other == 0 else (min(chosen, other), max(chosen, other))

        def read(store: Any) -> tuple[tuple[VersionItem, ...] | None, tuple[ItemDifference, ...]]:
            from shengsi_desktop.services import finalising

            if other == -1:
                return finalising.version_items(store, unit_id, week, chosen), ()
            return None, finalising.compare(store, unit_id, week, *pair)

        def show(answer: tuple[tuple[VersionItem, ...] | None, tuple[ItemDifference, ...]]) -> None:
            if asked == self._asked:
                items, differing = answer
                palette = current.palette()
                self.text.setHtml(
                    rich.side_by_side(differing, palette) if items is None else rich.whole(items, palette)
                )

        self._context.operations.run(read, show, owner=self)


def _entry_words(one: FinalEntry) -> str:
    when = moment_words(one.at)
    withdrawn = "　已撤回" if one.withdrawn else ""
    lines = [f"第{one.number}版　{when}{withdrawn}", f"审核人 {one.reviewer}"]
    # each 退回 follows the 报送 it answers
    for at, sent in enumerate(one.submitted):
        lines.append(f"报送 {moment_words(sent.at)}（{'，'.join(filter(None, (sent.words, sent.person)))}）")
        if at < len(one.returned):
            back = one.returned[at]
            lines.append(f"退回 {moment_words(back.at)}：{back.words}")
    return "\n".join(lines)
