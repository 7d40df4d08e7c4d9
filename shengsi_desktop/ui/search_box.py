"""The header's search field (Ctrl+F) with its list of what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.theme.icons import icon

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from shengsi_desktop.domain.views import SearchFindings, SearchHit
    from shengsi_desktop.ui.operations import Operations
    from shengsi_desktop.ui.search_hits import SearchHits

_AFTER_LAST_KEY = 160
#: hits of each kind in the list under the field
_MOST = 5
#: the first one that fits; the icon and its gaps take the room beside it (at 100 %)
_HINTS = ("搜索任务、记录、事项　Ctrl+F", "搜索任务、记录、事项", "搜索　Ctrl+F", "搜索")
_BESIDE = 48


class SearchBox(QLineEdit):
    """Type, ↓ and Enter; `hit_chosen` with the SearchHit."""

    hit_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("deskSearch")
        self.setProperty("kind", "search")
        self.setPlaceholderText(_HINTS[0])
        self.setToolTip("搜索任务、记录、事项，单位可用拼音首字母（Ctrl+F）")
        self.setClearButtonEnabled(False)
        self.addAction(icon("search", "third"), QLineEdit.ActionPosition.LeadingPosition)
        self._operations: Operations | None = None
        self._unit_id = ""
        self._asked = ""
        self._popup: SearchHits | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_LAST_KEY)
        self._timer.timeout.connect(self._ask)
        self.textEdited.connect(lambda _text: self._timer.start())

    def use(self, operations: Operations, unit_id: str) -> None:
        """Search as `unit_id`."""
        self._operations, self._unit_id = operations, unit_id

    def begin(self) -> None:
        """Ctrl+F."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A hint that need not be cut."""
        super().resizeEvent(event)
        room, metrics = self.width() - current.px(_BESIDE), self.fontMetrics()
        self.setPlaceholderText(
            next((hint for hint in _HINTS if metrics.horizontalAdvance(hint) <= room), _HINTS[-1])
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↓ ↑ and Enter choose in the list, Esc leaves."""
        popup = self._popup
        if event.key() == Qt.Key.Key_Escape:
            self._close()
            self.clear()
            self.clearFocus()
        elif popup is not None and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            popup.move_by(1 if event.key() == Qt.Key.Key_Down else -1)
        elif popup is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            popup.choose_current()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        text = self.text().strip()
        if not text or self._operations is None:
            self._close()
            return
        self._asked = text
        unit_id = self._unit_id

        def search(store: Any) -> SearchFindings:
            from shengsi_desktop.services import searching

            return searching.find(store, text, unit_id, most=_MOST)

        self._operations.run(search, lambda found: self._show(text, found), owner=self, quiet=True)

    def _show(self, text: str, findings: SearchFindings) -> None:
        if text != self._asked or not self.hasFocus():
            return
        if self._popup is None:
            from shengsi_desktop.ui.search_hits import SearchHits

            self._popup = SearchHits(self.window())
            self._popup.chosen.connect(self._chosen)
            self._popup.more_asked.connect(self._show_all)
            self.window().installEventFilter(self)
        self._popup.fill(findings)
        self._place()
        self._popup.show()
        self._popup.raise_()

    def _place(self) -> None:
        if self._popup is None:
            return
        width = max(self.width(), current.px(420))
        corner = self.mapTo(self.window(), QPoint(0, self.height() + 4))
        corner.setX(min(corner.x(), self.window().width() - width - 8))
        self._popup.setGeometry(corner.x(), corner.y(), width, self._popup.wanted_height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A popup inside the window moves with it."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def focusOutEvent(self, event: Any) -> None:
        """The list goes when the field is left, unless for a click in it."""
        super().focusOutEvent(event)
        if self._popup is not None and not self._popup.underMouse():
            self._close()

    def _chosen(self, hit: SearchHit) -> None:
        self._close()
        self.clear()
        self.clearFocus()
        self.hit_chosen.emit(hit)

    def _show_all(self) -> None:
        """The whole list, in a dialog that stays beside the work."""
        if self._operations is None:
            return
        from shengsi_desktop.ui.dialogs.search_results import SearchResults

        dialog = SearchResults(self._operations, self._asked, self._unit_id, self.window())
        dialog.hit_chosen.connect(self.hit_chosen)
        self._close()
        dialog.show()

    def _close(self) -> None:
        if self._popup is not None:
            self.window().removeEventFilter(self)
            self._popup.hide()
            self._popup.deleteLater()
            self._popup = None
