"""The header's search field (Ctrl+F) with its list of what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.theme.icons import icon

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from shengsi_desktop.domain.views import SearchHit
    from shengsi_desktop.ui.operations import Operations

_AFTER_LAST_KEY = 160
_KINDS = {"item": "事项", "report": "填报", "topic": "议题", "directive": "交办", "unit": "单位"}


class SearchBox(QLineEdit):
    """Type, ↓ and Enter; `hit_chosen` with the SearchHit."""

    hit_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "search")
        self.setPlaceholderText("搜索任务、记录、事项　Ctrl+F")
        self.setClearButtonEnabled(False)
        self.addAction(icon("search", "third"), QLineEdit.ActionPosition.LeadingPosition)
        self._operations: Operations | None = None
        self._unit_id = ""
        self._asked = ""
        self._popup: _Hits | None = None
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

        def search(store: Any) -> tuple[SearchHit, ...]:
            from shengsi_desktop.services import searching

            return searching.search(store, text, unit_id)

        self._operations.run(search, lambda hits: self._show(text, hits), owner=self, quiet=True)

    def _show(self, text: str, hits: tuple[SearchHit, ...]) -> None:
        if text != self._asked or not self.hasFocus():
            return
        if self._popup is None:
            self._popup = _Hits(self.window())
            self._popup.chosen.connect(self._chosen)
            self.window().installEventFilter(self)
        self._popup.fill(hits)
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

    def _close(self) -> None:
        if self._popup is not None:
            self.window().removeEventFilter(self)
            self._popup.hide()
            self._popup.deleteLater()
            self._popup = None


class _Hits(QFrame):
    """What was found; a child of the window, so that the field keeps its focus and its input method."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("popup")
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        self._list = QListWidget(self)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._list.itemClicked.connect(lambda _entry: self.choose_current())
        column.addWidget(self._list)

    def fill(self, hits: tuple[SearchHit, ...]) -> None:
        """Show them, the first one chosen."""
        self._list.clear()
        for hit in hits:
            where = f"　{hit.week}" if hit.week else ""
            excerpt = hit.excerpt.replace("\n", " ")
            entry = QListWidgetItem(
                f"{_KINDS.get(hit.kind, '')}　{hit.title}{where}\n　　　{excerpt}", self._list
            )
            entry.setData(Qt.ItemDataRole.UserRole, hit)
            entry.setSizeHint(QSize(0, current.px(44)))
        if not hits:
            entry = QListWidgetItem("没有找到。可换几个字，或输入单位的拼音首字母。", self._list)
            entry.setFlags(Qt.ItemFlag.NoItemFlags)
            entry.setSizeHint(QSize(0, current.px(44)))
        self._list.setCurrentRow(0 if hits else -1)

    def wanted_height(self) -> int:
        """At most eight of them at once."""
        return min(max(self._list.count(), 1), 8) * current.px(44) + 12

    def move_by(self, step: int) -> None:
        """The next or the one before."""
        self._list.setCurrentRow(min(max(self._list.currentRow() + step, 0), self._list.count() - 1))

    def choose_current(self) -> None:
        """Take the chosen one."""
        entry = self._list.currentItem()
        hit = entry.data(Qt.ItemDataRole.UserRole) if entry is not None else None
        if hit is not None:
            self.chosen.emit(hit)
