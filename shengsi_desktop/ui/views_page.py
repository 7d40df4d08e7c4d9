"""A page of several views below a slim bar, each made on its first visit. It shows nothing itself."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from shengsi_desktop.ui.widgets.view_bar import ViewBar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.ui.page import PageContext


class ViewsPage(QWidget):
    """A subclass names `page_name` and `views`: view key → (the bar's word, where its widget stands), in order.

    A view is a QWidget made as `SomeView(parent)` with `show_week(context)` and `refresh(changed)`.
    Optional of a view: `open_target(id)`, `next_item()`; a widget `tools`, which stands in the bar beside the
    views' names; signals `open_requested(page key, target)` to go to another page, `view_requested(view key,
    target)` to go to another view, `import_requested(list kind)` to take in a list, and the page's own two.
    """

    page_name = ""
    views: Mapping[str, tuple[str, str]] = {}
    #: (page key, target id)
    open_requested = Signal(str, str)
    #: 导入清单 is wanted
    list_import_asked = Signal()
    #: the DeskSettings have changed and are in the store
    settings_changed = Signal()
    #: another unit's week is wanted (its id)
    unit_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: PageContext | None = None
        self._views: dict[str, QWidget] = {}
        self._stale: set[str] = set()
        self._shown = ""
        self.bar = ViewBar({key: word for key, (word, _) in self.views.items()})
        self.bar.chosen.connect(self.show_view)
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        self.show_view(self._first)

    @property
    def _first(self) -> str:
        return next(iter(self.views))

    @property
    def view(self) -> QWidget:
        """The view shown."""
        return self._views[self._shown]

    def view_of(self, key: str) -> QWidget:
        """The view of that key, made when first asked for."""
        if key not in self._views:
            self._views[key] = self._made(key)
            self._stale.add(key)
        return self._views[key]

    def show_view(self, key: str, target: str = "") -> None:
        """Go to a view, and to one thing on it."""
        view: Any = self.view_of(key)
        self._shown = key
        self.bar.show_view(key, getattr(view, "tools", None))
        # a view that is only shown again leaves the keyboard to the field that has it
        other = self._stack.currentWidget() is not view
        at_keys = other and self._stack.isAncestorOf(self.focusWidget() or self)
        self._stack.setCurrentWidget(view)
        self.setFocusProxy(view)
        if at_keys:
            view.setFocus()
        if self._context is not None and key in self._stale:
            self._stale.discard(key)
            view.show_week(self._context)
        if target and hasattr(view, "open_target"):
            view.open_target(target)

    def show_week(self, context: PageContext) -> None:
        """Show another week or unit; the views not shown learn of it when they are visited."""
        self._context = context
        self._stale = set(self._views)
        self.show_view(self._shown)

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Hand it to the view shown; the others load again when they are visited."""
        self._stale |= set(self._views) - {self._shown}
        view: Any = self.view
        view.refresh(changed)

    def open_target(self, target: str) -> None:
        """Show one thing by its id in the first view, or «view key:target» in another view."""
        key, colon, rest = target.partition(":")
        if colon and key in self.views:
            self.show_view(key, rest)
        else:
            self.show_view(self._first, target)

    def next_item(self) -> None:
        """What is below becomes the current one."""
        next_item = getattr(self.view, "next_item", None)
        if next_item is not None:
            next_item()

    def _made(self, key: str) -> QWidget:
        module, _, name = self.views[key][1].partition(":")
        view: Any = getattr(import_module(module), name)(self._stack)
        for name in ("open_requested", "list_import_asked", "settings_changed", "unit_requested"):
            if hasattr(view, name):
                getattr(view, name).connect(getattr(self, name))
        if hasattr(view, "view_requested"):
            view.view_requested.connect(self._go_to_view)
        if hasattr(view, "import_requested"):
            view.import_requested.connect(lambda _kind: self.list_import_asked.emit())
        self._stack.addWidget(view)
        made: QWidget = view
        return made

    def _go_to_view(self, key: str, target: str) -> None:
        if key in self.views:
            self.show_view(key, target)
