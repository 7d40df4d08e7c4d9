"""All that was found, where the list under the search field has no room for it. Stays beside the work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from shengsi_desktop.ui.dialogs.fitting import fit_content
from shengsi_desktop.ui.search_hits import KINDS, HitList
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from shengsi_desktop.domain.views import SearchFindings
    from shengsi_desktop.ui.operations import Operations

#: hits of each kind; who needs more than these asks more narrowly
MOST = 200
_WIDTH, _HEIGHT = 640, 560


class SearchResults(QDialog):
    """Double click or Enter opens a hit in the window; the list stays. `hit_chosen` with the SearchHit."""

    hit_chosen = Signal(object)

    def __init__(
        self, operations: Operations, text: str, unit_id: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text = text
        self.setWindowTitle(f"搜索“{text[:20]}”")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_content(self, parent, QSize(_WIDTH, _HEIGHT))
        self.head = label("正在搜索…", "second", wrap=True)
        self.hits = HitList(self)
        self.hits.itemActivated.connect(lambda _entry: self.hits.choose_current())
        self.hits.chosen.connect(self.hit_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(self.head)
        column.addWidget(self.hits, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        go = Button("打开", kind="primary")
        go.clicked.connect(self.hits.choose_current)
        close = Button("关闭")
        close.clicked.connect(self.accept)
        for button in (close, go):
            button.setAutoDefault(False)
            foot.addWidget(button)
        column.addLayout(foot)
        self.hits.setFocus()

        def search(store: Any) -> SearchFindings:
            from shengsi_desktop.services import searching

            return searching.find(store, text, unit_id, most=MOST)

        operations.run(search, self._show, owner=self, saying="正在搜索…")

    def _show(self, findings: SearchFindings) -> None:
        counts: dict[str, int] = {}
        for hit in findings.hits:
            counts[hit.kind] = counts.get(hit.kind, 0) + 1
        parts = [
            f"{KINDS[kind]}{'前' if kind in findings.more else ''}{count}条" for kind, count in counts.items()
        ]
        found = f"找到：{'、'.join(parts)}。" if parts else ""
        narrow = "结果很多，可在搜索框里多写几个词，用空格隔开。" if findings.more else ""
        self.head.setText(f"{found}{narrow}双击或按Enter打开。" if parts else "没有找到。")
        self.hits.fill(findings, offer_more=False)
